//! `onrecord schema`: what it prints and writes, and what it refuses to.

use crate::fixture::Site;
use serde_json::Value;

#[test]
fn a_schema_is_printed_alone_and_all_are_written_to_a_folder() {
    let site = Site::empty();
    let list = site.run(["schema"]).exits(0).stdout;
    let names: Vec<&str> =
        list.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next()).collect();
    assert_eq!(names, ["site", "article", "figure", "page", "authors", "speakers", "sources"]);
    site.run(["schema", "--output", "of editors/schemas"]).exits(0);
    for name in names {
        let printed = site.run(["schema", name]).exits(0).stdout;
        let schema: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert_eq!(site.read(&format!("of editors/schemas/{name}.schema.json")), printed);
    }
    // What it wrote itself it writes anew.
    site.run(["schema", "--output", "of editors/schemas"]).exits(0);
}

#[test]
fn the_schema_of_a_site_offers_the_rules_whose_level_may_be_set() {
    let printed = Site::empty().run(["schema", "site"]).exits(0).stdout;
    let schema: Value = serde_json::from_str(&printed).unwrap();
    let rules = schema["properties"]["rules"]["properties"].as_object().unwrap();
    assert!(rules.contains_key("unused-source") && !rules.contains_key("unknown-key"));
    assert!(rules.values().all(|rule| rule["description"].as_str().is_some_and(|about| !about.is_empty())));
}

#[test]
fn a_file_of_somebody_else_is_never_written_over() {
    let site = Site::empty();
    site.write("schemas/page.schema.json", "{}");
    site.run(["schema", "--output", "schemas"]).exits(2).tells("`onrecord schema` did not write it");
    assert_eq!(site.read("schemas/page.schema.json"), "{}");
    assert!(!site.path("schemas/article.schema.json").exists(), "some were written all the same");
    site.write("file", "x");
    site.run(["schema", "--output", "file"]).exits(2).tells("stands below a file");
}

#[test]
fn a_schema_that_there_is_not_is_answered_with_the_nearest() {
    Site::empty().run(["schema", "artcle"]).exits(2).tells("the nearest is `article`");
}
