//! Whatever happens to a site, what the preview shows is what a build from nothing makes.

use super::{First, Preview};
use crate::cli::read::Settings;
use crate::diagnostic::terminal::{Colour, show};
use crate::model::BaseUrl;
use crate::model::when::Day;
use crate::path::RelPath;
use crate::publish::Pages;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

const ARTICLES: [&str; 4] = ["one", "two", "deep/three", "чотири"];
const SOURCES: [&str; 3] = ["wire", "paper", "post"];
const SPEAKERS: [&str; 3] = ["ann", "ben", "cora"];
const FIGURES: [&str; 2] = ["losses", "boats"];
const PICTURES: [&str; 2] = ["boat.png", "quay.png"];

/// Something that a writer does. The numbers choose what it is done to, and how.
#[derive(Clone, Debug)]
enum Edit {
    /// Writes an article with so many claims.
    Article(u8, u8, u8),
    /// Adds a paragraph to an article, and nothing else.
    Words(u8, u8),
    /// Moves an article's date, and with it all its claims.
    Date(u8, u8),
    /// Writes all sources, one of them in another state.
    Sources(u8, u8),
    /// Writes all speakers, with another name and side for one of them.
    Speakers(u8, u8),
    /// Writes the record of an author.
    Author(u8),
    /// Writes a figure and its data file.
    Figure(u8, u8),
    /// Writes a free page.
    Page(u8, u8),
    /// Puts a picture beside an article that shows it, of another size, or in the place of one that is broken.
    Picture(u8, u8),
    /// Writes a stored copy.
    Snapshot(u8, u8),
    /// Writes a template of the site's own, or a broken one.
    Template(u8),
    /// Writes a static file.
    Static(u8),
    /// Writes the configuration.
    Config(u8),
    /// Deletes a file.
    Delete(u8),
    /// Renames an article.
    Rename(u8, u8),
    /// Swaps two articles.
    Swap(u8, u8),
    /// Breaks an article so that it cannot be read.
    Break(u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    let n = || any::<u8>();
    prop_oneof![
        4 => (n(), n(), n()).prop_map(|(a, b, c)| Edit::Article(a, b, c)),
        4 => (n(), n()).prop_map(|(a, b)| Edit::Words(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Date(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Sources(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Speakers(a, b)),
        1 => n().prop_map(Edit::Author),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Figure(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Edit::Page(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Picture(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Snapshot(a, b)),
        1 => n().prop_map(Edit::Template),
        1 => n().prop_map(Edit::Static),
        1 => n().prop_map(Edit::Config),
        2 => n().prop_map(Edit::Delete),
        1 => (n(), n()).prop_map(|(a, b)| Edit::Rename(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Edit::Swap(a, b)),
        1 => n().prop_map(Edit::Break),
    ]
}

fn pick<'n>(names: &[&'n str], number: u8) -> &'n str {
    names[usize::from(number) % names.len()]
}

/// What ties an article to others: tags, a series, an author, and now and then a translation.
fn ties(number: u8, how: u8) -> String {
    let tags = ["[Water]", "[Water, Boats]", "[boats]"];
    let mut text = format!("tags: {}\nauthors: [jane, Ann]\n", pick(&tags, how));
    if how.is_multiple_of(2) {
        text.push_str(&format!(
            "series: {}\npart: {}\n",
            pick(&["The river", "The quay"], how / 2),
            1 + how % 3
        ));
    }
    if how.is_multiple_of(5) && !number.is_multiple_of(ARTICLES.len() as u8) {
        text.push_str(&format!(
            "language: {}\ntranslation_of: {}\n",
            pick(&["uk", "ar", "de"], number),
            ARTICLES[0]
        ));
    }
    text
}

fn article(number: u8, claims: u8, how: u8) -> String {
    let date = 1 + how % 28;
    let mut text =
        format!("---\ntitle: Article {number}\ndate: 2024-03-{date:02}\n{}claims:\n", ties(number, how));
    let claims = 1 + claims % 4;
    for n in 0..claims {
        let (speaker, source) = (pick(&SPEAKERS, n.wrapping_add(how)), pick(&SOURCES, n.wrapping_mul(how)));
        let (figure, count) = (pick(&FIGURES, n), 100 * u32::from(n + how % 5) + 100);
        text.push_str(&format!(
            "  c{n}:\n    speaker: {speaker}\n    said: 2024-02-{:02}\n    source: {source}\n    quote: \"the water rose\"\n    \
             estimate: {{figure: {figure}, words: \"about {count}\", kind: stock, as_of: 2024-02-01}}\n",
            1 + n.wrapping_add(how) % 28
        ));
        if n > 0 && how.is_multiple_of(3) {
            text.push_str("    disputes: [c0]\n");
        }
    }
    text.push_str(&format!("---\n\n# Part {how}\n\nSee [it](figure:{}).\n", pick(&FIGURES, how)));
    for n in 0..claims {
        text.push_str(&format!(
            "\nThen {} said that [about {how} came](claim:c{n}) that day.\n",
            pick(&SPEAKERS, n)
        ));
    }
    text.push_str(&format!(
        "\n![Who counted](figure:{})\n\n[The record](source:{})\n",
        pick(&FIGURES, number),
        pick(&SOURCES, how)
    ));
    text
}

fn sources(which: u8, how: u8) -> String {
    let states = ["live", "changed", "gone", "corrected", "retracted"];
    let mut text = String::new();
    for (n, id) in SOURCES.iter().enumerate() {
        let is = n == usize::from(which) % SOURCES.len();
        let state = if is { pick(&states, how) } else { "live" };
        text.push_str(&format!(
            "{id}:\n  title: \"The {id} {}\"\n  type: article\n  url: https://desk.example/{id}\n  accessed: 2024-03-01\n  state: {state}\n",
            if is { how } else { 0 }
        ));
        if n == 2 && how.is_multiple_of(2) {
            text.push_str("  derived_from: wire\n");
        }
    }
    text
}

fn speakers(which: u8, how: u8) -> String {
    let line = |(n, id): (usize, &&str)| {
        let how = if n == usize::from(which) % SPEAKERS.len() { how } else { 0 };
        format!(
            "{id}: {{name: \"{id} Name {how}\", kind: official, side: Side {}, role: Officer}}\n",
            how % 3
        )
    };
    SPEAKERS.iter().enumerate().map(line).collect()
}

/// A picture that is wide enough for smaller ones to be made of it, or not.
fn picture(how: u8) -> Vec<u8> {
    let (width, height) = (300 * (1 + u32::from(how % 4)), 40 + u32::from(how));
    let image = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, how]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn path_of(article: u8) -> String {
    format!("content/articles/{}.md", pick(&ARTICLES, article))
}

fn start(root: &Path) {
    write(root, "onrecord.toml", "title = \"Desk\"\n");
    write(root, "content/sources/all.yaml", &sources(0, 0));
    write(root, "content/speakers/all.yaml", &speakers(0, 0));
    write(root, "content/pages/about.md", "---\ntitle: About\nlisted: true\n---\n\nAbout us.\n");
    write(root, "content/snapshots/wire.txt", "That day the water rose quickly.");
    for (n, figure) in FIGURES.iter().enumerate() {
        write(
            root,
            &format!("content/figures/{figure}.md"),
            &format!("---\ntitle: F{n}\nunit: people\n---\n\nCounted.\n"),
        );
    }
    for n in 0..3 {
        write(root, &path_of(n), &article(n, n, n));
    }
}

fn apply(root: &Path, edit: &Edit) {
    let read = |path: &str| fs::read_to_string(root.join(path)).ok();
    match *edit {
        Edit::Article(a, claims, how) => write(root, &path_of(a), &article(a, claims, how)),
        Edit::Words(a, how) => {
            if let Some(text) = read(&path_of(a)) {
                write(root, &path_of(a), &format!("{text}\nMore words, {how} of them.\n"));
            }
        }
        Edit::Date(a, how) => {
            if let Some(text) = read(&path_of(a)) {
                let date = format!("date: 2024-04-{:02}\n", 1 + how % 28);
                let lines = text.lines().map(|line| match line.starts_with("date: ") {
                    true => date.clone(),
                    false => format!("{line}\n"),
                });
                write(root, &path_of(a), &lines.collect::<String>());
            }
        }
        Edit::Sources(which, how) => write(root, "content/sources/all.yaml", &sources(which, how)),
        Edit::Speakers(which, how) => write(root, "content/speakers/all.yaml", &speakers(which, how)),
        Edit::Author(how) => write(
            root,
            "content/authors/desk.yaml",
            &format!("jane: {{name: Jane {how}, about: \"Of the desk.\"}}\n"),
        ),
        Edit::Figure(which, how) => {
            let figure = pick(&FIGURES, which);
            write(
                root,
                &format!("content/figures/{figure}.md"),
                &format!(
                    "---\ntitle: Count {how}\nunit: people\nscale: {}\n---\n\nCounted {how}.\n",
                    pick(&["linear", "log"], how)
                ),
            );
            let rows = (0..how % 4).map(|n| {
                format!(
                    "r{n},2024-01-{:02},\"more than {}\",{}\n",
                    n + 1,
                    50 * u32::from(n + 1),
                    pick(&SPEAKERS, n)
                )
            });
            write(
                root,
                &format!("content/figures/{figure}.csv"),
                &format!("id,said,words,speaker\n{}", rows.collect::<String>()),
            );
        }
        Edit::Page(which, how) => {
            let (path, up) =
                [("page-0", "../"), ("page-1", "../"), ("page-0/part", "../../")][usize::from(which % 3)];
            let head = format!("---\ntitle: Page {how}\nlisted: {}\n---\n\n", how % 2 == 0);
            let text = format!("{head}See [one]({up}articles/one.md) and {how}.\n");
            write(root, &format!("content/pages/{path}.md"), &text);
        }
        Edit::Picture(which, how) => {
            let bytes = if how.is_multiple_of(5) { b"no picture".to_vec() } else { picture(how) };
            fs::write(root.join("content/articles").join(pick(&PICTURES, which)), bytes).unwrap();
            let text = format!(
                "---\ntitle: Pictured\ndate: 2024-05-{:02}\n---\n\n![A boat]({} \"Boat {how}\")\n",
                1 + how % 28,
                pick(&["boat.png", "quay.png", "boat.png#small", "quay.png#wide"], how)
            );
            write(root, "content/articles/pictured.md", &text);
        }
        Edit::Snapshot(which, how) => write(
            root,
            &format!("content/snapshots/{}.txt", pick(&SOURCES, which)),
            &format!("That day the {} rose.", pick(&["water", "river", "tide"], how)),
        ),
        Edit::Template(how) => match how % 4 {
            0 => write(root, "templates/prose.html", "{% block broken"),
            1 => drop(fs::remove_file(root.join("templates/prose.html"))),
            2 => write(
                root,
                "templates/404.html",
                &format!(
                    "{{% extends \"base.html\" %}}{{% block title %}}Lost {how}{{% endblock %}}{{% block main %}}<h1>Lost</h1>{{% endblock %}}"
                ),
            ),
            _ => drop(fs::remove_file(root.join("templates/404.html"))),
        },
        Edit::Static(how) => write(root, "static/site.css", &format!("body {{ margin: {how}px }}")),
        Edit::Config(how) => write(
            root,
            "onrecord.toml",
            &format!(
                "title = \"Desk {how}\"\nlanguage = \"{}\"\n\n[rules]\nsingle-origin = \"{}\"\n",
                pick(&["en", "uk"], how),
                pick(&["warning", "off"], how / 2)
            ),
        ),
        Edit::Delete(which) => {
            let files = [
                "content/pages/about.md",
                "content/figures/boats.csv",
                "content/snapshots/wire.txt",
                "static/site.css",
                "content/articles/boat.png",
                "content/articles/quay.png",
            ];
            let path = match which % 3 {
                0 => path_of(which / 3),
                _ => pick(&files, which / 3).to_owned(),
            };
            let _ = fs::remove_file(root.join(path));
        }
        Edit::Rename(from, to) => drop(fs::rename(root.join(path_of(from)), root.join(path_of(to)))),
        Edit::Swap(one, other) => {
            if let (Some(a), Some(b)) = (read(&path_of(one)), read(&path_of(other))) {
                write(root, &path_of(one), &b);
                write(root, &path_of(other), &a);
            }
        }
        Edit::Break(a) => write(root, &path_of(a), "---\ntitle: [unclosed\n---\n"),
    }
}

fn settings() -> Settings {
    Settings {
        base_url: BaseUrl::parse("http://127.0.0.1:4444/").ok(),
        output: None,
        today: Day::from_civil(2026, 1, 1),
        drafts: true,
        deny_warnings: false,
    }
}

/// What a build showed at last, and what it told; nothing is shown of a site with errors. It goes on with what nobody looks at
/// as long as it has `patience`: it is asked for some before each file.
fn build(preview: &mut Preview, root: &Path, first: &First, patience: usize) -> (Option<Arc<Pages>>, String) {
    let mut shown = None;
    let left = AtomicUsize::new(patience);
    let less = |left: usize| left.checked_sub(1);
    let go_on = || left.fetch_update(Relaxed, Relaxed, less).is_ok();
    let built = preview.build(root, &settings(), first, &go_on, |pages, _, _| shown = Some(pages)).unwrap();
    let told = show(&built.diagnostics.sorted(), &built.files, Colour::No);
    // Where nothing differs and the rest is left to the next build, nothing is shown.
    (built.done.map(|()| shown.unwrap_or_else(|| Arc::clone(&preview.pages))), told)
}

/// The files that are not the same in both, or that only one has; those that are still to be made may be as they like.
fn differences(one: &Pages, other: &Pages) -> Vec<String> {
    let paths: BTreeSet<&RelPath> = one.paths().chain(other.paths()).collect();
    let bytes = |pages: &Pages, path: &RelPath| pages.get(path).map(|page| page.bytes.clone());
    let differ = |path: &&&RelPath| !one.is_pending(path) && bytes(one, path) != bytes(other, path);
    paths.iter().filter(differ).map(ToString::to_string).collect()
}

/// How long a build goes on: most do to their end.
fn patience() -> impl Strategy<Value = usize> {
    prop_oneof![2 => Just(usize::MAX), 1 => 0..60_usize]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_preview_that_went_through_any_edits_shows_what_a_clean_build_makes(
        edits in prop::collection::vec((edit(), patience()), 1..12)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        start(root);
        let mut preview = Preview::default();
        let first = First { looked_at: BTreeSet::from([RelPath::new("articles/one/index.html").unwrap()]), changed: Some(BTreeSet::new()) };
        build(&mut preview, root, &first, usize::MAX);
        for (edit, patience) in &edits {
            apply(root, edit);
            let (pages, told) = build(&mut preview, root, &first, *patience);
            let (clean, told_of_clean) = build(&mut Preview::default(), root, &First::default(), usize::MAX);
            prop_assert_eq!(told, told_of_clean, "after {:?}", edit);
            prop_assert_eq!(pages.is_some(), clean.is_some());
            if let (Some(pages), Some(clean)) = (pages, clean) {
                prop_assert_eq!(differences(&pages, &clean), Vec::<String>::new(), "after {:?}", edit);
                prop_assert!(!pages.is_pending(first.looked_at.first().unwrap()), "a page that is looked at has to wait");
            }
        }
    }
}

#[test]
fn a_build_that_is_not_to_go_on_leaves_what_nobody_looks_at_to_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    start(root);
    let looked_at = RelPath::new("speakers/ann/index.html").unwrap();
    let first = First { looked_at: BTreeSet::from([looked_at.clone()]), changed: Some(BTreeSet::new()) };
    let mut preview = Preview::default();
    build(&mut preview, root, &first, usize::MAX);
    write(root, "content/speakers/all.yaml", &speakers(0, 1));
    let (pages, _) = build(&mut preview, root, &first, 0);
    let pages = pages.unwrap();
    let says = |path: &RelPath| String::from_utf8(pages.get(path).unwrap().bytes.to_vec()).unwrap();
    assert!(!pages.is_pending(&looked_at) && says(&looked_at).contains("ann Name 1"));
    let list = RelPath::new("speakers/index.html").unwrap();
    assert!(pages.is_pending(&list) && says(&list).contains("ann Name 0"));
    let (pages, _) = build(&mut preview, root, &first, usize::MAX);
    let (clean, _) = build(&mut Preview::default(), root, &First::default(), usize::MAX);
    let (pages, clean) = (pages.unwrap(), clean.unwrap());
    assert!(!pages.is_pending(&list));
    assert_eq!(differences(&pages, &clean), Vec::<String>::new());
}

#[test]
fn pages_that_clash_are_told_and_the_last_good_ones_stay() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    start(root);
    let mut preview = Preview::default();
    let first = First { looked_at: BTreeSet::new(), changed: Some(BTreeSet::new()) };
    build(&mut preview, root, &first, usize::MAX);
    let good = Arc::clone(&preview.pages);
    for name in ["Kursk", "kursk"] {
        write(root, &format!("content/pages/{name}.md"), "---\ntitle: T\n---\n\nText.\n");
    }
    let mut shown = Vec::new();
    let built = preview.build(root, &settings(), &first, &|| true, |pages, _, _| shown.push(pages)).unwrap();
    assert!(built.done.is_none() && built.diagnostics.iter().any(|told| told.rule == "same-address"));
    assert_eq!(shown.last().map(|pages| pages.version()), Some(good.version()));
}
