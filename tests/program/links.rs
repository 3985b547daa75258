//! Links and names: whatever a site's files are called, what leads to them leads there, wherever the site stands.

use crate::crawl::Crawl;
use crate::fixture::Site;
use url::Url;

/// Where a site may stand: a host of its own, a repository's folder, deep below others.
const BASES: [&str; 3] =
    ["https://site.example/", "https://site.example/repo/", "https://site.example/a/b/c/"];

#[track_caller]
fn whole(output: &[(String, Vec<u8>)], root: &str, least: usize) {
    let crawl = Crawl::all(output, root);
    assert!(crawl.broken.is_empty(), "below {root}:\n{}", crawl.broken.join("\n"));
    assert!(crawl.followed() > least, "only {} links were followed below {root}", crawl.followed());
}

#[track_caller]
fn whole_everywhere(site: &Site, least: usize) {
    for base in BASES {
        site.run(["build", "--base-url", base]).exits(0);
        whole(&site.tree("public"), base, least);
    }
    site.run(["build"]).exits(0);
    let disk = Url::from_directory_path("/home/ada/ملفات 100% #1/site").unwrap();
    whole(&site.tree("public"), disk.as_str(), least);
}

#[test]
fn every_link_leads_there_whatever_the_names_and_wherever_the_site_stands() {
    let site = Site::of_case("names");
    site.run(["check", "--deny", "warnings"]).exits(0);
    whole_everywhere(&site, 600);
}

#[test]
fn every_link_of_a_new_site_leads_there() {
    whole_everywhere(&Site::sample(), 250);
}

#[test]
fn every_link_of_the_briefing_in_this_repository_leads_there() {
    whole_everywhere(&Site::of_the_repository(), 1200);
}

#[test]
fn a_crawl_finds_what_is_broken() {
    let page = |text: &str| {
        vec![("index.html".to_owned(), text.as_bytes().to_vec()), ("a b.svg".to_owned(), Vec::new())]
    };
    let broken = |text: &str| Crawl::all(&page(text), BASES[1]).broken.len();
    assert_eq!(
        broken("<p id=x><a href='#x'>1</a><a href='a%20b.svg'>2</a><a href='../repo/index.html#x'>3</a>"),
        0
    );
    for text in [
        "<a href='#y'>",
        "<a href='A%20b.svg'>",
        "<a href='a%2520b.svg'>",
        "<a href='/index.html'>",
        "<a href='../index.html'>",
        "<a href='folder/'>",
        "<a href='a%20b.svg#x'>",
        "<a href='javascript:x'>",
        "<img srcset='a%20b.svg 1x, c.svg 2x'>",
        "<meta http-equiv=refresh content='0; url=c.html'>",
        "<p style='background: url(c.png)'>",
        "<style>@import 'c.css';</style>",
        "<svg><use href='#c'/></svg>",
        "<label for=c>",
        "<script type='application/ld+json'>{\"@id\": \"https://site.example/repo/c/\"}</script>",
    ] {
        // The address of a folder with and without its `index.html` is read, so most are broken twice.
        assert!(matches!(broken(text), 1 | 2), "{text}: {}", broken(text));
    }
    let feed = "<feed><content type='html'>&lt;a href='index.html'&gt;</content></feed>";
    let feed = vec![("feed.xml".to_owned(), feed.as_bytes().to_vec()), page("").remove(0)];
    assert_eq!(Crawl::all(&feed, BASES[1]).broken.len(), 1, "a feed has no page to be relative to");
}

#[test]
fn a_page_below_another_leads_back_to_it() {
    let site = Site::sample();
    let page = |title: &str| format!("---\ntitle: {title}\n---\n\nText.\n");
    site.write("content/pages/guide.md", &page("The guide"))
        .write("content/pages/guide/more/first.md", &page("First"))
        .write("content/pages/alone/page.md", &page("Alone"));
    site.run(["build"]).exits(0);
    let first = site.read("public/guide/more/first/index.html");
    assert!(first.contains("<p class=\"crumb\"><a href=\"../../index.html\">The guide</a></p>"), "{first}");
    for page in ["alone/page", "guide", "about"] {
        assert!(!site.read(&format!("public/{page}/index.html")).contains("class=\"crumb\""), "{page}");
    }
}

#[test]
fn names_that_are_one_on_some_systems_are_refused_on_all() {
    for (one, other) in [("Kursk", "kursk"), ("\u{e9}tude", "e\u{301}tude"), ("\u{c9}tude", "e\u{301}tude")] {
        let site = Site::sample();
        for name in [one, other] {
            site.write(&format!("content/pages/{name}.md"), "---\ntitle: T\n---\n\nText.\n");
        }
        site.run(["check"]).exits(1).tells("error[same-address]");
        site.run(["build"]).exits(1).tells("error[same-address]");
    }
}

#[test]
fn names_that_some_system_cannot_hold_are_told() {
    for (name, reason) in [
        ("con", "Windows reserves"),
        ("ends in a dot.", "Windows reserves"),
        ("a:b", "cannot stand in a file name on every system"),
        ("what?", "cannot stand in a file name on every system"),
        ("a\"b", "cannot stand in a file name on every system"),
    ] {
        let site = Site::sample();
        site.write(&format!("content/articles/{name}.md"), "---\ntitle: T\ndate: 2024-01-01\n---\n\nText.\n");
        site.run(["build"]).exits(1).tells("error[bad-path]").tells(reason);
    }
}

#[test]
fn a_sign_that_means_something_in_addresses_is_explained() {
    let site = Site::sample();
    let page = "---\ntitle: T\n---\n\n## A place\n";
    site.write("content/pages/C# notes.md", page).write("content/articles/plan #1.svg", "<svg/>");
    let article = "content/articles/lower-quay.md";
    site.edit(
        article,
        "## Why the two differ",
        "[Notes](<../pages/C# notes.md#a-place>)\n\n![Plan](<plan #1.svg>)\n\n## Why",
    );
    let ran = site.run(["check"]).exits(1);
    assert_eq!(ran.stderr.matches("is written `%23`").count(), 2, "{}", ran.stderr);
    site.edit(article, "C# notes", "C%23 notes").edit(article, "plan #1", "plan %231");
    site.run(["build"]).exits(0).finds_nothing();
    whole(&site.tree("public"), "file:///a/", 250);
}

#[test]
fn a_file_whose_name_was_typed_in_another_form_of_unicode_is_found() {
    let site = Site::sample();
    site.write("content/articles/cafe\u{301}.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    site.edit(
        "content/articles/lower-quay.md",
        "## Why the two differ",
        "![A square](caf\u{e9}.svg)\n\n## Why",
    );
    site.run(["build"]).exits(0);
    whole(&site.tree("public"), "file:///a/", 250);
}
