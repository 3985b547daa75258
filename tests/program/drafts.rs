//! Articles that are not to be published yet.

use crate::fixture::Site;

const DRAFT: &str = "content/articles/not-yet.md";

/// The sample with a draft about what nothing else speaks of.
fn with_draft() -> Site {
    let site = Site::sample();
    site.write(
        DRAFT,
        "---\ntitle: A leak\ndate: 2024-03-10\ndraft: true\nclaims:\n  leaked:\n    speaker: leaker\n    \
         source: memo\n    estimate: {figure: cracks, words: \"three cracks\"}\n---\n\n[The dam was known to be weak](claim:leaked).\n\n![The memo, first page](first-page.svg)\n",
    );
    site.write("content/sources/memo.yaml", "memo:\n  title: The memo\n  type: document\n  derived_from: minutes\nminutes:\n  title: The minutes\n  type: document\n");
    site.write("content/speakers/leaker.yaml", "leaker:\n  name: A leaker\n  kind: official\n");
    site.write(
        "content/figures/cracks.md",
        "---\ntitle: Cracks nobody knows of\nunit: cracks\n---\n\nFrom [the minutes](source:minutes).\n",
    );
    site.write("content/articles/first-page.svg", "a picture");
    site.write("content/snapshots/memo.txt", "The dam was known to be weak.\n");
    site
}

/// Whether any file of a built site has these words.
fn says(site: &Site, words: &str) -> bool {
    site.tree("public")
        .iter()
        .any(|(path, bytes)| path.contains(words) || String::from_utf8_lossy(bytes).contains(words))
}

#[test]
fn a_draft_is_left_out_with_the_sources_and_speakers_that_only_it_uses() {
    let site = with_draft();
    site.run(["build", "--deny", "warnings"]).exits(0).finds_nothing();
    for words in ["A leak", "memo", "minutes", "leaker", "not-yet", "editors", "cracks", "first-page"] {
        assert!(!says(&site, words), "{words} was published");
    }
}

#[test]
fn with_drafts_it_is_published_labelled_and_not_for_search_engines() {
    let site = with_draft();
    site.run(["build", "--drafts"]).exits(0);
    let page = site.read("public/articles/not-yet/index.html");
    assert!(page.contains("Draft, not published yet") && page.contains("content=\"noindex\""));
    assert!(site.read("public/articles/index.html").contains("<b class=\"warn\">Draft</b>"));
    assert!(!site.read("public/articles/lower-quay/index.html").contains("noindex"));
    assert!(site.path("public/sources/minutes/index.html").exists());
    assert!(site.path("public/figures/cracks/index.html").exists());
    assert!(site.path("public/articles/first-page.svg").exists());
    assert!(
        !site.read("public/record.json").contains("leaked"),
        "what was not published is no address to keep"
    );

    site.run(["build"]).exits(0);
    assert!(!site.path("public/articles/not-yet").exists() && !site.path("public/editors").exists());
}

#[test]
fn a_mistake_in_a_draft_is_told_with_drafts_only() {
    let site = with_draft();
    site.edit(DRAFT, "speaker: leaker", "speaker: leaker\n    via: nobody-at-all").edit(
        DRAFT,
        "date: 2024-03-10",
        "date: soon",
    );
    site.run(["check", "--deny", "warnings"]).exits(0).finds_nothing();
    site.run(["build"]).exits(0);
    site.run(["check", "--drafts"]).exits(1).tells("nobody-at-all").tells("bad-date");
}

#[test]
fn what_is_published_may_not_refer_to_a_draft_and_a_draft_may() {
    let site = with_draft();
    let article = "content/articles/lower-quay.md";
    let text = site.read(article);
    site.write(article, &format!("{text}\nSee [this](claim:not-yet/leaked) and [that](not-yet.md).\n"));
    for arguments in [vec!["check"], vec!["check", "--drafts"]] {
        let ran = match arguments[..] {
            [one] => site.run([one]),
            _ => site.run(["check", "--drafts"]),
        };
        let ran = ran.exits(1).tells("the article `not-yet` is a draft").tells("2 errors");
        assert!(!ran.stderr.contains("unknown-id") && !ran.stderr.contains("dead-link"), "{}", ran.stderr);
    }
    site.edit(article, "title:", "draft: true\ntitle:");
    site.run(["check", "--drafts"]).exits(0);
}

#[test]
fn the_editors_view_has_what_is_open_and_how_each_article_is_covered() {
    let site = with_draft();
    site.edit(DRAFT, "[The dam was known to be weak](claim:leaked)", "The <dam> was weak");
    site.write("content/articles/odd.doc", "");
    site.remove("content/snapshots/memo.txt");
    let quoted = "source: memo\n    quote: It was known.";
    site.edit(DRAFT, "source: memo", quoted);
    site.run(["build", "--drafts"]).exits(0);
    let page = site.read("public/editors/index.html");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(page.contains("claim <code>leaked</code> is not marked in the text"), "{page}");
    assert!(page.contains("Line 6: <code><mark>leaked</mark>:</code>"));
    assert!(page.contains("words that state it. Mark them: <code>"), "{page}");
    assert!(!page[..page.find("Coverage</h2>").unwrap()].contains('`'), "{page}");
    assert!(page.contains("A text in <code>content/snapshots</code> lets"), "{page}");
    assert!(
        page.contains("content/articles/odd.doc<span"),
        "a file that was not read has its own list: {page}"
    );
    assert!(page.contains("<td class=\"end\" data-of=\"Claims\">2</td>"), "{page}");
    assert!(page.contains("On one origin") && page.contains("The whole site"));
    // Open, claims, sourced, quotes checked.
    let row = &page[page.find("Two counts of who left the Lower Quay</a></th>").unwrap()..];
    let cells: Vec<&str> = row
        .split("<td class=\"end\" data-of=")
        .map(|cell| cell.split_once('>').map_or("", |(_, cell)| cell))
        .skip(1)
        .take(4)
        .collect();
    let cells: Vec<&str> = cells.iter().map(|cell| cell.split("</td>").next().unwrap()).collect();
    assert_eq!(cells, ["<span class=\"nil\">0</span>", "2", "2", "2 of 2"]);
    let others = site.tree("public");
    let linked = others
        .iter()
        .filter(|(path, _)| path.ends_with(".html") && !path.starts_with("editors/"))
        .any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("editors/"));
    assert!(!linked, "a page for readers leads to the editors' view");
}

#[test]
fn no_page_of_the_site_can_stand_where_the_editors_view_does() {
    let site = Site::sample();
    site.write("content/pages/editors.md", "---\ntitle: Our editors\n---\n\nText.\n");
    site.run(["check"]).exits(1).tells("a page cannot stand at `/editors/`");
}
