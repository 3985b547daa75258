//! Sites with more of something than anybody reads one by one.

use super::{Output, built};
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
    let mut output = site(&[
        ("onrecord.toml", "title = \"Desk\""),
        ("content/figures/f.md", "---\ntitle: F\nunit: people\n---\n"),
        ("content/figures/f.csv", &table),
    ]);
    output.remove("figures/f/index.html").unwrap()
}

fn site(files: &[(&str, &str)]) -> Output {
    let bytes = |(path, text): &(&str, &str)| (RelPath::new(*path).unwrap(), Arc::from(text.as_bytes()));
    let files: Vec<_> = files.iter().map(bytes).collect();
    let loaded = load::from_files(files);
    assert!(!loaded.diagnostics.has_errors());
    let (briefing, told) = resolve::resolve(loaded.documents);
    assert!(!told.has_errors());
    built(&briefing)
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

#[test]
fn every_source_of_a_long_list_is_listed_once_and_each_page_leads_to_all_others() {
    let mut sources = String::new();
    for n in 0..650 {
        let letter = char::from(b'A' + (n / 26) as u8);
        writeln!(
            sources,
            "s{n}: {{title: \"{letter} report {n}\", type: report, url: \"https://e.example/{n}\"}}"
        )
        .unwrap();
    }
    let output = site(&[("onrecord.toml", "title = \"Desk\""), ("content/sources/all.yaml", &sources)]);
    let lists = ["sources/index.html", "sources/page.2/index.html", "sources/page.3/index.html"];
    for n in 0..650 {
        let link = format!("/s{n}/index.html\"");
        let times = lists.iter().filter(|list| output[**list].contains(&link)).count();
        let direct = usize::from(output[lists[0]].contains(&format!("\"s{n}/index.html\"")));
        assert_eq!(times + direct, 1, "s{n}");
    }
    assert!(output[lists[0]].contains("<b aria-current=\"page\">1. <bdi>A–L</bdi></b>"));
    assert!(output[lists[1]].contains("href=\"../index.html\" rel=\"prev\""), "{}", output[lists[1]]);
    assert!(output[lists[1]].contains("part 2 of 3"));
    assert!(output[lists[0]].contains("sources.bib") && !output[lists[1]].contains("sources.bib"));
    assert!(
        !output.contains_key("sources/page.4/index.html")
            && !output.contains_key("speakers/page.2/index.html")
    );
}

#[test]
fn numbers_that_a_record_has_in_figures_alone_are_told_in_the_language_of_the_page() {
    let page = |language: &str| {
        let mut output = site(&[
            ("onrecord.toml", &format!("title = \"Desk\"\nlanguage = \"{language}\"")),
            ("content/figures/f.md", "---\ntitle: F\nunit: people\n---\n"),
            (
                "content/figures/f.csv",
                "low,high,said,speaker_name,source_title\n3000,,2001,Ann,Report\n10,20,2002,Ben,Report\n",
            ),
        ]);
        output.remove("figures/f/index.html").unwrap()
    };
    let (german, english) = (page("de"), page("en"));
    assert!(english.contains("at least 3,000") && english.contains("10 to 20"));
    assert!(german.contains("mindestens 3.000") && german.contains("10 bis 20"));
    assert!(!german.contains("at least") && !german.contains("10 to 20"));
}

#[test]
fn the_numbers_that_a_speaker_revised_are_drawn_and_joined_on_the_speakers_page() {
    let table = "value,said,as_of,speaker_name,source_title\n100,2001,2001,Ann,Report\n200,2002,2001,Ann,Report\n300,2001,2001,Ben,Report\n";
    let output = site(&[
        ("onrecord.toml", "title = \"Desk\""),
        ("content/figures/f.md", "---\ntitle: F\nunit: people\n---\n"),
        ("content/figures/f.csv", table),
    ]);
    let of = |name: &str| {
        let page = output
            .iter()
            .find(|(path, text)| path.starts_with("speakers/") && text.contains(&format!("<h1>{name}")));
        page.map(|(_, text)| text).unwrap()
    };
    assert!(of("Ann").contains("class=\"plot time\"") && of("Ann").contains("id=\"c-1-t\""), "{}", of("Ann"));
    assert!(!of("Ben").contains("class=\"plot time\""));
}
