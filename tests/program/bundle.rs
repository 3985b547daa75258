//! One file that holds a site or an article.

use crate::fixture::{Site, program};
use std::fs;

/// The starter, with an article that rests on one source and a page that no article links to.
fn site() -> Site {
    let site = Site::sample();
    site.write(
        "content/articles/second.md",
        "---\ntitle: A second briefing\ndate: 2024-03-11\nclaims:\n  again: {speaker: ada-hale, source: memo}\n---\n\n[It leaks](claim:again).\n",
    );
    site.write("content/sources/memo.yaml", "memo:\n  title: The memo\n  type: document\n");
    site
}

#[test]
fn an_article_is_bundled_with_what_it_rests_on_and_nothing_else() {
    let site = site();
    site.run(["bundle", "second"]).exits(0);
    let html = site.read("second.html");
    for page in ["articles/second/", "sources/memo/", "speakers/ada-hale/"] {
        assert!(html.contains(&format!("id=\"{page}\"")), "{page}");
    }
    for page in ["articles/lower-quay/", "claims/", "about/"] {
        assert!(!html.contains(&format!("id=\"{page}\"")), "{page}");
    }
    assert!(!html.contains("href=\"../"), "a link leaves the file");
    // Its own record tells no more than it shows.
    let record = &html[html.find("id=\"onrecord-record\"").unwrap()..];
    let record = &record[..record.find("</script>").unwrap()];
    assert!(record.contains("second/again") && !record.contains("lower-quay/"), "{record}");
}

#[test]
fn the_file_of_an_article_names_it_too() {
    let site = site();
    let by_id = site.run(["bundle", "second", "--output", "-"]).exits(0).stdout;
    let by_file = site.run(["bundle", "content/articles/second.md", "-o", "-"]).exits(0).stdout;
    assert!(by_id.starts_with("<!doctype html>") && by_id == by_file);
    let ran = site.run(["bundle", "secnd"]).exits(2);
    insta::assert_snapshot!(ran.stderr, @r##"
    error: there is no article `secnd`

      help: the nearest is `second`
    "##);
}

#[test]
fn the_whole_site_is_bundled_when_no_article_is_named() {
    let site = site();
    site.run(["bundle", "--site", "--output", "all.html"]).exits(0);
    site.run(["bundle", "-o", "all-too.html"]).exits(0);
    assert_eq!(site.read("all.html"), site.read("all-too.html"));
    site.run_in("..", ["bundle", "--site", "site", "-o", "elsewhere/all.html"]).exits(0);
    assert_eq!(fs::read_to_string(site.path("../elsewhere/all.html")).unwrap(), site.read("all.html"));
    for (arguments, words) in [
        (["bundle", "second", "--site"], "asks for the whole site"),
        (["bundle", "second", "--zip"], "a zip holds the whole site"),
        (["bundle", "--format=json", "--output=-"], "go to standard output"),
    ] {
        site.run(arguments).exits(2).tells(words);
    }
}

#[test]
fn the_same_site_gives_the_same_file_whatever_the_threads_and_the_time_zone() {
    let site = Site::of_the_repository();
    for kind in ["--drafts", "--zip"] {
        let made = ["1", "7"].map(|threads| {
            let zone = if threads == "1" { "Pacific/Kiritimati" } else { "America/Anchorage" };
            let mut command = program(&site.path(""));
            let ran = command
                .args(["bundle", kind, "-o", "-"])
                .env("RAYON_NUM_THREADS", threads)
                .env("TZ", zone)
                .output()
                .unwrap();
            assert!(ran.status.success(), "{ran:?}");
            ran.stdout
        });
        assert!(made[0].len() > 10_000 && made[0] == made[1], "{kind}");
    }
}

#[test]
fn a_site_with_errors_is_not_bundled_and_the_file_before_stays() {
    let site = site();
    site.run(["bundle", "second"]).exits(0);
    let before = site.read("second.html");
    site.edit("content/articles/second.md", "source: memo", "source: nothing");
    site.run(["bundle", "second"]).exits(1).tells("unknown-id");
    assert_eq!(site.read("second.html"), before);
}

#[test]
fn a_file_that_is_no_bundle_is_not_overwritten() {
    let site = site();
    site.write("notes.html", "<!doctype html><p>Mine.</p>");
    let ran = site.run(["bundle", "second", "-o", "notes.html"]).exits(2);
    insta::assert_snapshot!(ran.stderr, @r##"
    error: `notes.html` is there already, and onrecord did not write it

      help: only a bundle or zip that onrecord wrote is replaced; name another file with `--output FILE`, or remove what stands there
    "##);
    assert_eq!(site.read("notes.html"), "<!doctype html><p>Mine.</p>");
    site.run(["bundle", "second", "-o", "content"]).exits(2).tells("`content` is not a file");
    site.run(["bundle", "second"]).exits(0);
    site.run(["bundle", "-o", "second.html"]).exits(0);
    site.run(["bundle", "--zip", "-o", "site.zip"]).exits(0);
    site.run(["bundle", "--zip", "-o", "site.zip"]).exits(0);
}

#[test]
fn drafts_are_in_a_bundle_only_when_they_are_asked_for() {
    let site = site();
    site.edit("content/articles/second.md", "title:", "draft: true\ntitle:");
    site.run(["bundle", "second"]).exits(2).tells("there is no article `second`");
    site.run(["bundle", "-o", "without.html"]).exits(0);
    site.run(["bundle", "-o", "with.html", "--drafts"]).exits(0);
    assert!(!site.read("without.html").contains("A second briefing"));
    assert!(site.read("with.html").contains("A second briefing"));
}

#[test]
fn templates_and_sheets_of_the_site_are_bundled_as_they_are() {
    let site = site();
    site.write(
        "templates/page.html",
        "<!doctype html><html><head><title>{{ page.title }}</title><link rel=\"stylesheet\" href=\"{{ frame.css }}\">\
         <link rel=\"stylesheet\" href=\"../own.css\"></head><body class=\"plain\"><p id=\"x\">No main here: <a href=\"{{ frame.nav.home }}\">home</a></body></html>",
    );
    site.write("static/own.css", "@import \"more.css\"; #x { background: url(dot.svg) }");
    site.write("static/more.css", ".more { color: red }");
    site.write("static/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    site.run(["bundle", "-o", "all.html"]).exits(0);
    let html = site.read("all.html");
    assert!(html.contains("class=\"in-file plain\""));
    assert!(
        html.contains("<p data-was=\"x\" id=\"about/:x\">")
            || html.contains("<p id=\"about/:x\" data-was=\"x\">")
    );
    assert!(html.contains(".more { color: red }"));
    assert!(html.contains(":is(#x,[data-was=\"x\"]) { background: url(\"data:image/svg+xml"));
    assert!(html.contains("<a href=\"#./\">home</a>"));
}

/// Every hundred pages have this much room (SPEC, section 4).
const ROOM: usize = 1_500_000;

#[test]
fn a_hundred_pages_take_less_than_their_budget() {
    let site = Site::sample();
    let source = |n: usize| {
        format!(
            "source-{n}:\n  title: Report {n} on the harbour\n  type: report\n  publisher: The desk\n  published: 2024-03-01\n  accessed: 2024-03-02\n"
        )
    };
    site.write("content/sources/many.yaml", &(0..60).map(source).collect::<String>());
    for article in 0..20 {
        let mut front =
            format!("---\ntitle: Briefing {article}\ndate: 2024-03-{:02}\nclaims:\n", article + 1);
        let mut body = String::new();
        for claim in 0..12 {
            let source = (article * 3 + claim) % 60;
            front += &format!(
                "  c{claim}: {{speaker: ada-hale, source: source-{source}, said: 2024-03-01, at: p. {claim}, note: Said at length and in passing.}}\n"
            );
            body += &format!(
                "In the {claim}th place [the harbour was closed for {claim} days in briefing {article}](claim:c{claim}), as was said at the time by those who stood on the quay and saw it.\n\n"
            );
        }
        site.write(&format!("content/articles/b{article}.md"), &format!("{front}---\n\n{body}"));
    }
    site.run(["bundle", "-o", "all.html"]).exits(0);
    let html = site.read("all.html");
    let pages = html.matches("class=\"in-file").count();
    assert!(pages >= 90, "{pages} pages");
    let each = html.len() * 100 / pages;
    assert!(each <= ROOM, "{each} bytes per hundred pages");
}
