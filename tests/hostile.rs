//! Whatever stands in a site's files, they are read to the end and answered: no input makes the program panic, and nothing
//! that an author wrote reaches a page as HTML of its own.

use onrecord::load::{self, Overrides};
use onrecord::model::when::Day;
use onrecord::path::RelPath;
use onrecord::render::{Theme, render};
use onrecord::{check, resolve};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

const SPEAKERS: &str =
    "kirby: {name: John Kirby, kind: official}\nother: {name: \"<i>O\", kind: state, side: '\"'}\n";
const SOURCES: &str =
    "reuters: {title: \"<script>Report\", type: article, url: 'https://example.org/?a=\"b\"'}\n";
const FIGURE: &str = "---\ntitle: Losses <b>\nunit: people\nmeasures: [killed, wounded]\n---\n\nText.\n";

/// Runs all stages on a site of these files; says the pages, or nothing when the site has errors.
fn pages(files: &[(&str, &str)]) -> Option<Vec<(RelPath, Vec<u8>)>> {
    let inputs =
        files.iter().map(|(path, text)| (RelPath::new(*path).unwrap(), Arc::from(text.as_bytes()))).collect();
    let loaded = load::from_files(inputs);
    let rules = loaded.documents.site.rules.clone();
    let mut told = loaded.diagnostics;
    let (briefing, unresolved) = resolve::resolve(loaded.documents);
    told.extend(unresolved);
    let case = check::Case {
        briefing: &briefing,
        files: &loaded.files,
        today: Day::from_civil(2026, 1, 1),
        published: &BTreeSet::new(),
    };
    let told = check::check(&case, told, &rules).diagnostics;
    for (place, _) in told.iter().filter_map(|diagnostic| diagnostic.at.as_ref()) {
        let text = &loaded.files.get(place.file).text;
        assert!(text.get(place.range()).is_some(), "a place that is not in its text");
    }
    let theme = Theme::new(&Overrides::default(), &loaded.files).unwrap();
    // What has errors is not published, but printing it must not panic either.
    let printed = render(&briefing, &theme, &loaded.files);
    if told.has_errors() { None } else { Some(printed.unwrap()) }
}

fn site<'a>(article: &'a str, rows: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("onrecord.toml", "title = \"Desk & <b>\"\n"),
        ("content/speakers/a.yaml", SPEAKERS),
        ("content/sources/a.yaml", SOURCES),
        ("content/figures/losses.md", FIGURE),
        ("content/figures/losses.csv", rows),
        ("content/articles/a.md", article),
    ]
}

/// Values that authors might put anywhere.
fn value() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "kirby",
        "reuters",
        "self",
        "losses",
        "killed",
        "a",
        "b",
        "a/b",
        "2024-12-27",
        "2024-12-27/2024-12-01",
        "[..2024]",
        "[2024-12-27, 2024-12-28]",
        "more than 3,000",
        "several hundred",
        "-1",
        "1e308",
        "0",
        "true",
        "{}",
        "[]",
        "~",
        "'\"<&>'",
        "\"<script>alert(1)</script>\"",
        "\u{202e}",
        "ﷺ",
        // Letters that are longer or shorter in the other case.
        "İ\u{212b}ẞŉ",
        "&x [*x]",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "[ -~а-яİ\u{212b}ẞŉ]{0,12}"]
}

fn keys() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "speaker",
        "act",
        "said",
        "source",
        "quote",
        "at",
        "status",
        "status_reason",
        "supports",
        "disputes",
        "updates",
        "rests-on",
        "mark",
        "note",
        "via",
        "statement",
        "basis",
        "credibility",
        "evidence",
    ]);
    prop::collection::vec((key, value()), 0..6)
        .prop_map(|pairs| pairs.iter().map(|(key, value)| format!("    {key}: {value}\n")).collect())
}

fn estimate() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "words", "value", "low", "high", "measure", "kind", "as_of", "during", "scope",
    ]);
    prop::collection::vec((key, value()), 0..5).prop_map(|pairs| {
        let pairs: String = pairs.iter().map(|(key, value)| format!("      {key}: {value}\n")).collect();
        format!("    estimate:\n      figure: losses\n{pairs}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn no_record_makes_any_stage_panic(a in keys(), b in keys(), number in estimate(), body in "[a-bİ\u{212b}ẞŉ<>\\[\\]()*_:# \n|-]{0,60}") {
        let article = format!(
            "---\ntitle: T\ndate: 2024-12-28\nclaims:\n  a:\n{a}{number}  b:\n    speaker: kirby\n    source: reuters\n{b}---\n\n\
             [words](claim:a) [more](claim:b) {body}\n"
        );
        let _ = pages(&site(&article, "words,speaker,source\n"));
    }

    #[test]
    fn no_bytes_in_any_file_make_any_stage_panic(article in "\\PC{0,80}", rows in "[a-z0-9,\"\n<>&;.-]{0,80}", toml in "[a-z=\"\\[\\]\n ]{0,40}") {
        let mut files = site(&article, &rows);
        files[0].1 = &toml;
        let _ = pages(&files);
    }

    #[test]
    fn no_stored_copy_makes_any_stage_panic(
        html in "(<(p|b|br|div|script|template|td|/p|/b|/div|/script|!--|p hidden|svg)>?|&(amp|#0|#x110000|nbsp);?|[ -~a-bİ\u{212b}ẞŉ«»“\n\u{a0}\u{ad}\u{301}]){0,24}",
        markdown in "[a-bİ\u{212b}ẞŉ«»\u{301}\u{ad}<>\\[\\]()*_`~:!# \n|-]{0,60}",
        quote in "[a-bİ\u{212b}ẞŉ«»“”…\\[\\]!?. \u{a0}\u{301}-]{1,16}",
    ) {
        let quote = quote.replace('\n', " ");
        let article = format!(
            "---\ntitle: T\ndate: 2024-12-28\nclaims:\n  a: {{speaker: kirby, source: page, quote: \"{quote}\"}}\n  \
             b: {{speaker: kirby, source: reuters, quote: \"{quote} b\"}}\n---\n\n[words](claim:a) “{quote}” [more](claim:b)\n"
        );
        let mut files = site(&article, "words,speaker,source\n");
        files.push(("content/sources/b.yaml", "page: {title: Page, type: web}\n"));
        files.push(("content/snapshots/page.html", &html));
        files.push(("content/snapshots/reuters.md", &markdown));
        let _ = pages(&files);
    }

    #[test]
    fn no_bibliography_makes_any_stage_panic(
        parts in prop::collection::vec(bibliography_part(), 0..12),
        bytes in "[@{}(),=\"#%a-bİ\u{212b}ẞŉ\\\\~$^' \n-]{0,60}",
    ) {
        let bib = format!("{}{bytes}", parts.concat());
        let mut files = site("---\ntitle: T\ndate: 2024\n---\n\n[words](source:a) [more](source:b)\n", "words,speaker,source\n");
        files.push(("content/sources/b.bib", &bib));
        let _ = pages(&files);
    }
}

/// What stands in bibliographies, whole and broken.
fn bibliography_part() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "@misc{a, ",
        "@article(b, ",
        "@xdata{x, xdata = {x,x,b}, title = {X}}\n",
        "@string{s = {long} # \"er\"}\n",
        "@comment{{ a\n",
        "@comment{ @misc{a, title = {A}} }\n",
        "@preamble{\"\\def\\x{}\"}\n",
        "title = {\\'{\\I}İ{\\ss}}, ",
        "author = {von Å, Jr., {A and} and others and }, ",
        "date = {{27 December 2024}}, ",
        "date = {2024-12-27/..}, ",
        "year = 2024, month = dec # \"~27\", ",
        "crossref = {a}, ",
        "xdata = {x, y}, ",
        "url = {https://example.org/\\_{}}, ",
        "doi = {10.1/ŉ<}, ",
        "onrecord-stat = {retracted}, ",
        "onrecord-captured = {2024~}, ",
        "onrecord-archives = {; http://a.b 2024; }, ",
        "}\n",
        ")\n",
        "@",
    ]);
    prop_oneof![5 => known.prop_map(str::to_owned), 1 => "[a-z]{1,5} = [{\"][ -~İẞ]{0,9}[}\"], "]
}

#[test]
fn what_authors_write_never_becomes_an_element_of_its_own() {
    for text in [
        "<script>alert(1)</script>",
        "\" onload=\"z",
        "'><svg onload=z>",
        "<img src=x onerror=y>",
        "</style><script>a",
    ] {
        let yaml = text.replace('\'', "''");
        // Between tags a quotation mark is just that.
        let text = text.replace('"', "");
        let article = format!(
            "---\ntitle: '{yaml}'\nsummary: '{yaml}'\ndate: 2024-12-28\nauthors: ['{yaml}']\nchanges: [{{date: 2024, text: \
             '{yaml}'}}]\nclaims:\n  a:\n    speaker: other\n    source: reuters\n    at: '{yaml}'\n    quote: '{yaml}'\n    \
             statement: '{yaml}'\n    note: '{yaml}'\n    said_note: '{yaml}'\n    basis: '{yaml}'\n    estimate: {{figure: \
             losses, words: '{yaml}', value: 3, scope: '{yaml}'}}\n---\n\n[w](claim:a) `{text}`\n\n```\n{text}\n```\n"
        );
        let pages = pages(&site(&article, "words,speaker,source\n")).expect("the site has no errors");
        let html = pages.iter().filter(|(path, _)| path.extension() == Some("html"));
        for (path, bytes) in html {
            let html = std::str::from_utf8(bytes).unwrap();
            for bad in [
                "<script>alert",
                "<script>a",
                "<script>Report",
                "<img",
                "onload=\"z",
                "<svg onload",
                "<i>O",
                "Losses <b>",
            ] {
                let at = html.find(bad);
                assert!(
                    at.is_none(),
                    "{path} has {bad}: {:?}",
                    at.map(|at| &html[at.saturating_sub(80)..at + 40])
                );
            }
        }
    }
}
