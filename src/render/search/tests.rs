//! The index of a whole site, as a browser reads it.

use super::super::Theme;
use super::super::tests::kursk::{empty, kursk};
use super::*;
use crate::diagnostic::Files;
use crate::load::Overrides;
use crate::model::text::{Block, Inline};
use crate::resolve::Briefing;
use serde_json::Value;
use std::collections::BTreeMap;

/// The largest that a shard may be, in bytes.
const LIMIT: usize = 64 * 1024;

/// The JSON of every shard by its name.
fn read(briefing: &Briefing) -> BTreeMap<String, Value> {
    let shards = shards(&Desk::new(briefing), &|| true).unwrap();
    let read = |(path, bytes): (RelPath, Vec<u8>)| {
        assert!(bytes.len() <= LIMIT, "{path} has {} bytes", bytes.len());
        let text = String::from_utf8(bytes).unwrap();
        let name = path.as_str().strip_prefix("search/").unwrap().strip_suffix(".js").unwrap().to_owned();
        let json =
            text.strip_prefix(&format!("onrecordSearch(\"{name}\", ")).unwrap().strip_suffix(")\n").unwrap();
        assert!(!json.contains(['<', '\n', '\u{2028}', '\u{2029}']), "{name}");
        (name, serde_json::from_str(json).unwrap())
    };
    shards.into_iter().map(read).collect()
}

/// Titles of entries in their order.
fn titles(shards: &BTreeMap<String, Value>) -> Vec<String> {
    let count = shards["core"]["first"].as_array().unwrap().len();
    let rows = (0..count).flat_map(|shard| shards[&format!("entries-{shard}")].as_array().unwrap());
    rows.map(|row| row[0].as_str().unwrap().to_owned()).collect()
}

/// Where a term stands: entry numbers with their steps.
fn postings(shards: &BTreeMap<String, Value>, language: &str, term: &str) -> Vec<(usize, usize)> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut found = Vec::new();
    for (_, shard) in shards.iter().filter(|(name, _)| name.starts_with("terms-")) {
        let Some(two) = shard.get(language) else { continue };
        let (words, rows) = (two[0].as_str().unwrap().split(' '), two[1].as_str().unwrap().split(' '));
        for (_, row) in words.zip(rows).filter(|(word, _)| *word == term) {
            let (mut entry, mut value, mut shift) = (0, 0, 0);
            for digit in row.chars() {
                let digit = DIGITS.find(digit).unwrap();
                value |= (digit & 31) << shift;
                shift += 5;
                if digit & 32 == 0 {
                    entry += value >> 3;
                    found.push((entry - 1, value & 7));
                    (value, shift) = (0, 0);
                }
            }
        }
    }
    found
}

fn found(shards: &BTreeMap<String, Value>, language: &str, term: &str) -> Vec<String> {
    let titles = titles(shards);
    let mut found = postings(shards, language, term);
    found.sort_by_key(|(entry, level)| (std::cmp::Reverse(*level), *entry));
    found.into_iter().map(|(entry, _)| titles[entry].clone()).collect()
}

#[test]
fn every_record_is_an_entry_and_has_a_kind() {
    let briefing = kursk();
    let shards = read(&briefing);
    let count = briefing.articles.len()
        + briefing.claims.len()
        + briefing.figures.len()
        + briefing.sources.len()
        + briefing.speakers.len()
        + briefing.pages.len();
    assert_eq!(titles(&shards).len(), count);
    assert_eq!(shards["core"]["entries"], count);
    assert_eq!(shards["core"]["kinds"].as_str().unwrap().len(), count);
}

#[test]
fn a_claim_leads_to_its_card() {
    let shards = read(&kursk());
    let rows = shards["entries-0"].as_array().unwrap();
    let over = rows.iter().find(|row| row[0].as_str().unwrap().starts_with("More than 3,000")).unwrap();
    assert_eq!(over[1], "articles/three-numbers/index.html#claim-over-3000");
    assert_eq!(over[3], "Volodymyr Zelenskiy");
}

#[test]
fn a_title_tells_more_than_a_claim_and_a_claim_more_than_a_text() {
    let mut briefing = kursk();
    let level = |briefing: &Briefing, title: &str| {
        let shards = read(briefing);
        let entry = titles(&shards).iter().position(|other| other == title).unwrap();
        postings(&shards, "en", "quagga").into_iter().find(|(at, _)| *at == entry).map(|(_, level)| level)
    };
    let article = briefing.articles.keys().next().unwrap();
    let claim = briefing.articles[article].claims[0];
    let speaker = briefing.speakers.keys().next().unwrap();
    let title = "One quagga and many other things";
    briefing.articles[article].title = title.to_owned();
    let in_title = level(&briefing, title);
    let statement = "He said that there was one quagga near the river then.";
    briefing.claims[claim].statement = statement.to_owned();
    let in_claim = level(&briefing, statement);
    briefing.speakers[speaker].name = "Mr Quagga of the River".to_owned();
    let in_name = level(&briefing, "Mr Quagga of the River");
    briefing.articles[article].title = "No animal".to_owned();
    briefing.articles[article].summary = None;
    let in_text = level(&with_text(briefing, article, "There was a quagga."), "No animal");
    assert!(
        in_title > in_claim && in_claim > in_name && in_name > in_text,
        "{in_title:?} {in_claim:?} {in_name:?} {in_text:?}"
    );
    assert!(in_text.is_some());
}

fn with_text(mut briefing: Briefing, article: Key<crate::model::Article>, text: &str) -> Briefing {
    let place = briefing.articles[article].place;
    let paragraph = Block::Paragraph(vec![Inline::Text(text.to_owned())], place);
    briefing.texts.articles[article] = vec![paragraph].into();
    briefing
}

#[test]
fn words_in_another_language_stand_in_an_index_of_its_own() {
    let shards = read(&kursk());
    let words = words::Words::of(languages::Language::of("uk")).terms_of("убитих");
    assert_eq!(
        found(&shards, "uk", &words[0]),
        ["More than 3,000 North Korean soldiers had been killed or wounded in Kursk."]
    );
    assert!(found(&shards, "en", &words[0]).is_empty());
    let languages: Vec<&String> = shards["core"]["languages"].as_object().unwrap().keys().collect();
    assert_eq!(languages, ["en", "uk"]);
}

#[test]
fn hostile_words_cannot_end_a_script() {
    let mut briefing = kursk();
    let article = briefing.articles.keys().next().unwrap();
    briefing.articles[article].title =
        "</script><script>alert(1)</script>\u{2028}\u{2029}<!-- \"quoted\" \\".to_owned();
    // `read` looks for what could.
    let shards = read(&briefing);
    assert!(titles(&shards).contains(&briefing.articles[article].title));
}

#[test]
fn a_long_site_is_cut_into_shards_that_say_where_everything_is() {
    let mut briefing = kursk();
    let article = briefing.articles.keys().next().unwrap();
    let words: String = (0..60_000).map(|number| format!("w{number} ")).collect();
    briefing.articles[article].title = "x".repeat(200_000);
    let briefing = with_text(briefing, article, &words);
    let shards = read(&briefing);
    let first: Vec<(String, String)> = serde_json::from_value(shards["core"]["terms"].clone()).unwrap();
    assert!(first.len() > 5, "{first:?}");
    assert!(first.is_sorted());
    for (number, (language, word)) in first.iter().enumerate() {
        let words = shards[&format!("terms-{number}")][language][0].as_str().unwrap().split(' ').next();
        assert_eq!(words, Some(word.as_str()));
    }
    assert_eq!(postings(&shards, "en", "w59999"), [(0, 0)]);
}

#[test]
fn an_edit_changes_few_shards() {
    let mut briefing = kursk();
    let article = briefing.articles.keys().next().unwrap();
    let words: String = (0..60_000).map(|number| format!("w{number} ")).collect();
    briefing = with_text(briefing, article, &words);
    let before = read(&briefing);
    let after = read(&with_text(briefing, article, &format!("an w100a {words}")));
    let changed: Vec<_> = after.iter().filter(|(name, shard)| before.get(*name) != Some(shard)).collect();
    assert!(before.len() > 20 && changed.len() < 5, "{} of {}", changed.len(), before.len());
}

#[test]
fn a_site_without_records_has_an_index_without_entries() {
    let shards = read(&empty());
    assert_eq!(shards.keys().collect::<Vec<_>>(), ["core"]);
    assert_eq!(shards["core"]["entries"], 0);
}

#[test]
fn the_page_lists_everything_from_a_to_z() {
    let briefing = kursk();
    let theme = Theme::new(&Overrides::default(), &Files::new()).unwrap();
    let output = super::super::render(&briefing, &theme, &Files::new()).unwrap();
    let page = output.iter().find(|(path, _)| path.as_str() == "search/index.html").unwrap();
    let page = String::from_utf8_lossy(&page.1);
    for title in briefing.sources.values().map(|source| &source.title) {
        assert!(page.contains(&super::super::html::escaped(title)), "{title}");
    }
    let at = |name: &str| page.find(&format!("{name}</a></li>")).unwrap_or_else(|| panic!("{name}"));
    assert!(at("John Kirby") < at("Volodymyr Zelenskiy"));
}
