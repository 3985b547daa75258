//! A figure with more estimates than anybody reads one by one.

use super::built;
use crate::load;
use crate::path::RelPath;
use crate::resolve;
use std::fmt::Write as _;
use std::sync::Arc;

/// A site with one figure and `rows` estimates of it by `speakers` speakers in turn.
fn page(rows: usize, speakers: usize) -> String {
    let mut table = "value,said,speaker_name,source_title\n".to_owned();
    for row in 0..rows {
        writeln!(table, "{},{},Speaker {},Report", 100 + row, 1000 + row, row % speakers).unwrap();
    }
    let files = [
        ("onrecord.toml", "title = \"Desk\""),
        ("content/figures/f.md", "---\ntitle: F\nunit: people\n---\n"),
        ("content/figures/f.csv", &table),
    ];
    let files = files.map(|(path, text)| (RelPath::new(path).unwrap(), Arc::from(text.as_bytes())));
    let loaded = load::from_files(files.into());
    assert!(!loaded.diagnostics.has_errors());
    let (briefing, told) = resolve::resolve(loaded.documents);
    assert!(!told.has_errors());
    built(&briefing).remove("figures/f/index.html").unwrap()
}

#[test]
fn a_long_table_shows_what_each_speaker_says_now_and_keeps_the_rest_in_a_list_below() {
    let page = page(110, 10);
    let (now, earlier) = page.split_once("<details class=\"more earlier\">").unwrap();
    assert!(earlier.contains("100 earlier numbers"));
    for row in 1..=110 {
        let id = format!("<tr id=\"e-row-{row}\"");
        assert_eq!(now.contains(&id), row > 100, "row {row}");
        assert_eq!(earlier.contains(&id), row <= 100, "row {row}");
    }
}

#[test]
fn a_short_table_keeps_revised_estimates_among_the_others() {
    let page = page(30, 10);
    assert!(!page.contains("<details class=\"more earlier\">"));
    assert!(page.contains("<tr id=\"e-row-1\""));
}
