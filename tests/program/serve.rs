//! The preview as a browser meets it, while somebody writes.

use crate::fixture::Site;
use crate::preview::Preview;

const ARTICLE: &str = "content/articles/lower-quay.md";

#[test]
fn a_page_changes_as_its_article_is_written() {
    let site = Site::sample();
    let preview = Preview::of(&site);
    let mut events = preview.listen();
    let first = events.until_good();
    let page = preview.get("/articles/lower-quay/");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("When the Elde rose") && page.text().contains("/_onrecord/live.js"));

    site.edit(ARTICLE, "When the Elde rose", "When the Elde had risen");
    events.until(|event| event["version"] != first["version"]);
    assert!(preview.get("/articles/lower-quay/").text().contains("When the Elde had risen"));
}

#[test]
fn an_error_is_shown_over_the_last_good_page_until_it_is_mended() {
    let site = Site::sample();
    let preview = Preview::of(&site);
    let mut events = preview.listen();
    let good = events.until_good();

    site.edit(ARTICLE, "speaker: ada-hale", "speaker: nobody-at-all");
    let broken = events.until(|event| event["broken"] == true);
    let first = &broken["told"]["groups"][0];
    assert_eq!((&first["severity"], &first["file"]), (&"error".into(), &ARTICLE.into()));
    assert!(first["message"].as_str().unwrap().contains("nobody-at-all"), "{first}");
    assert!(first["line"].is_u64() && first["column"].is_u64() && first["rule"].is_string(), "{first}");
    assert_eq!(broken["version"], good["version"]);
    assert_eq!(preview.get("/articles/lower-quay/").status, 200);

    site.edit(ARTICLE, "speaker: nobody-at-all", "speaker: ada-hale");
    assert_eq!(events.until_good()["version"], good["version"], "no page has to load again");
}

#[test]
fn a_site_that_starts_broken_is_shown_as_soon_as_it_is_mended() {
    let site = Site::sample();
    site.edit(ARTICLE, "speaker: ada-hale", "speaker: nobody-at-all");
    let preview = Preview::of(&site);
    let mut events = preview.listen();
    events.until(|event| event["broken"] == true);
    let page = preview.get("/articles/lower-quay/");
    assert_eq!(page.status, 503);
    assert!(page.text().contains("nobody-at-all"), "{page:?}");

    site.edit(ARTICLE, "speaker: nobody-at-all", "speaker: ada-hale");
    events.until_good();
    assert_eq!(preview.get("/articles/lower-quay/").status, 200);
}

#[test]
fn the_preview_writes_nothing_and_the_build_has_nothing_of_it() {
    let site = Site::sample();
    let before = site.tree("");
    let preview = Preview::of(&site);
    preview.listen().until_good();
    assert_eq!(site.tree(""), before);
    site.run(["build"]).exits(0);
    assert!(
        site.tree("public").iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("_onrecord"))
    );
}
