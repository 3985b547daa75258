//! The page that lists every key, held against the keys that are read.

use onrecord::load;
use onrecord::path::RelPath;
use serde_json::Value;
use std::sync::Arc;

const PAGE: &str = include_str!("../content/pages/guide/format.md");

/// A key that nobody would mistake for another, so that all known ones are listed.
const WRONG: &str = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

/// The keys that a file of this text would have known, as the answer to a wrong key lists them.
fn known(path: &str, text: &str) -> Vec<String> {
    let files = vec![
        (RelPath::new("onrecord.toml").unwrap(), Arc::from(&b"title = \"T\"\n"[..])),
        (RelPath::new(path).unwrap(), Arc::from(text.as_bytes())),
    ];
    let files = if path == "onrecord.toml" { files[1..].to_vec() } else { files };
    let told = load::from_files(files).diagnostics;
    let answer = told
        .iter()
        .find(|told| told.rule == "unknown-key" && told.message.contains(WRONG))
        .unwrap_or_else(|| panic!("{path}: {told:?}"));
    let help = answer.help.clone().unwrap();
    let help = help.rsplit_once(" are ").unwrap().1;
    help.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[track_caller]
fn page_has(heading: &str, keys: &[String]) {
    let part = PAGE.split(&format!("## {heading}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
    assert!(keys.len() > 2, "{heading}: {keys:?}");
    for key in keys {
        assert!(
            part.contains(&format!("`{key}`"))
                || part.contains(&format!("`[{key}]`"))
                || part.contains(&format!("`{key}:")),
            "{heading}: the page does not tell of `{key}`"
        );
    }
}

/// The front matter that `inside` stands in, as an article has it.
fn front(inside: &str) -> String {
    format!("---\n{inside}\n---\n")
}

/// Each record that people write: what heads its keys on the page, where it stands, and the keys that it is read by.
fn records() -> Vec<(&'static str, &'static str, &'static [&'static str], Vec<String>)> {
    let article = "content/articles/a.md";
    let claim = |inside: &str| front(&format!("claims: {{a: {inside}}}"));
    let table = |name: &str| known("onrecord.toml", &format!("title = \"T\"\n[{name}]\n{WRONG} = 1\n"));
    let yaml = |folder: &str, inside: &str| known(&format!("content/{folder}/a.yaml"), inside);
    vec![
        ("Article", "article", &[], known(article, &front(&format!("{WRONG}: 1")))),
        ("", "article", &["changes"], known(article, &front(&format!("changes: [{{{WRONG}: 1}}]")))),
        ("Claim", "article", &["claims"], known(article, &claim(&format!("{{{WRONG}: 1}}")))),
        (
            "",
            "article",
            &["claims", "evidence"],
            known(article, &claim(&format!("{{evidence: [{{{WRONG}: 1}}]}}"))),
        ),
        ("", "article", &["claims", "mark"], known(article, &claim(&format!("{{mark: {{{WRONG}: 1}}}}")))),
        (
            "Estimate",
            "article",
            &["claims", "estimate"],
            known(article, &claim(&format!("{{estimate: {{{WRONG}: 1}}}}"))),
        ),
        ("Figure", "figure", &[], known("content/figures/a.md", &front(&format!("{WRONG}: 1")))),
        ("Page", "page", &[], known("content/pages/a.md", &front(&format!("{WRONG}: 1")))),
        ("Author", "authors", &[""], yaml("authors", &format!("a: {{{WRONG}: 1}}\n"))),
        ("Speaker", "speakers", &[""], yaml("speakers", &format!("a: {{{WRONG}: 1}}\n"))),
        ("Source", "sources", &[""], yaml("sources", &format!("a: {{{WRONG}: 1}}\n"))),
        ("", "sources", &["", "archives"], yaml("sources", &format!("a: {{archives: [{{{WRONG}: 1}}]}}\n"))),
        ("onrecord.toml", "site", &[], known("onrecord.toml", &format!("title = \"T\"\n{WRONG} = 1\n"))),
        ("", "site", &["citations"], table("citations")),
        ("", "site", &["record"], table("record")),
        ("", "site", &["content"], table("content")),
        ("", "site", &["publish"], table("publish")),
        ("", "site", &["feed"], table("feed")),
        ("", "site", &["budget"], table("budget")),
        ("", "site", &["theme"], table("theme")),
        ("", "site", &["theme", "colours"], table("theme.colours")),
        ("", "site", &["theme", "statuses"], table("theme.statuses")),
    ]
}

#[test]
fn the_page_tells_of_every_key_that_is_read() {
    for (heading, _, _, keys) in records().iter().filter(|(heading, ..)| !heading.is_empty()) {
        page_has(heading, keys);
    }
}

#[test]
fn the_schemas_have_the_keys_that_are_read_and_no_others() {
    let schemas = load::schemas(&[]);
    for (_, name, steps, mut keys) in records() {
        let schema = schemas.iter().find(|schema| schema.name == name).unwrap();
        let part = steps.iter().fold(&schema.value, |part, step| within(part, step));
        let mut own: Vec<String> = part["properties"].as_object().unwrap().keys().cloned().collect();
        own.sort();
        keys.sort();
        assert_eq!(own, keys, "{name} {steps:?}");
    }
}

/// The record that stands behind a key of a schema, or behind every id where the key is none.
fn within<'s>(schema: &'s Value, key: &str) -> &'s Value {
    let of_ids = |schema: &'s Value| match &schema["additionalProperties"] {
        Value::Object(_) => &schema["additionalProperties"],
        _ => &schema["then"]["additionalProperties"],
    };
    let mut part = if key.is_empty() { of_ids(schema) } else { &schema["properties"][key] };
    while let Some(one) = part["anyOf"].as_array() {
        part = one.iter().find(|one| one["type"] == "object" || one["anyOf"].is_array()).unwrap();
    }
    if part["additionalProperties"].is_object() { of_ids(part) } else { part }
}
