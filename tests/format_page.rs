//! The page that lists every key, held against the keys that are read.

use onrecord::load;
use onrecord::path::RelPath;
use std::sync::Arc;

const PAGE: &str = include_str!("../content/pages/format.md");

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
    help.split('`').skip(1).step_by(2).map(str::to_owned).filter(|key| key != "onrecord.toml").collect()
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

#[test]
fn the_page_tells_of_every_key_that_is_read() {
    let front = |extra: &str| format!("---\n{WRONG}: 1\n{extra}---\n");
    page_has("Article", &known("content/articles/a.md", &front("")));
    page_has("Claim", &known("content/articles/a.md", &format!("---\nclaims:\n  a:\n    {WRONG}: 1\n---\n")));
    let estimate = format!("---\nclaims:\n  a:\n    speaker: self\n    estimate:\n      {WRONG}: 1\n---\n");
    page_has("Estimate", &known("content/articles/a.md", &estimate));
    page_has("Figure", &known("content/figures/a.md", &front("")));
    page_has("Page", &known("content/pages/a.md", &front("")));
    page_has("Speaker", &known("content/speakers/a.yaml", &format!("a:\n  {WRONG}: 1\n")));
    page_has("Source", &known("content/sources/a.yaml", &format!("a:\n  {WRONG}: 1\n")));
    page_has("onrecord.toml", &known("onrecord.toml", &format!("title = \"T\"\n{WRONG} = 1\n")));
}
