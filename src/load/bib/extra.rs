//! Fields of ours in a note. Zotero keeps what it has no field for in Extra, a line for each (`tex.onrecord-state: retracted`),
//! and without Better BibTeX it exports these lines as a note.

use super::raw::RawField;
use crate::diagnostic::Place;
use std::collections::BTreeMap;

/// How a field of ours starts in a note.
const STARTS: [&str; 2] = ["tex.onrecord-", "onrecord-"];

/// The fields that the note of an entry holds, by name, and the note without them; nothing where it holds none.
pub(super) fn fields(entry: &BTreeMap<&str, &RawField>) -> BTreeMap<String, RawField> {
    let Some(note) = entry.get("note") else { return BTreeMap::new() };
    let text = note.text.as_str();
    let starts: Vec<usize> = marks(text).collect();
    let mut found = BTreeMap::new();
    let mut rest = text[..starts.first().copied().unwrap_or(text.len())].to_owned();
    for (n, &start) in starts.iter().enumerate() {
        let next = starts.get(n + 1).copied().unwrap_or(text.len());
        let line = text[start..next].find('\n').map_or(next, |end| start + end);
        rest.push_str(&text[line..next]);
        let Some((name, value)) = text[start..line].split_once(':') else { continue };
        let at = start + name.len() + 1 + (value.len() - value.trim_start().len());
        let value = value.trim().trim_end_matches(';');
        let place = |from: usize, length: usize| match note.literal {
            true => Place::new(
                note.place.file,
                note.place.range().start + from..note.place.range().start + from + length,
            ),
            false => note.place,
        };
        let field = RawField {
            text: value.to_owned(),
            place: place(at, value.len()),
            name_place: place(start, name.len()),
            literal: note.literal,
        };
        let name = name.trim_start_matches("tex.").trim().to_ascii_lowercase();
        found.entry(name).or_insert(field);
    }
    if !found.is_empty() {
        found.insert("note".to_owned(), RawField { text: rest, literal: false, ..(*note).clone() });
    }
    found
}

/// The fields of an entry with those of its note; what stands as a field counts more.
pub(super) fn with<'e>(
    entry: &BTreeMap<&'e str, &'e RawField>,
    extra: &'e BTreeMap<String, RawField>,
) -> BTreeMap<&'e str, &'e RawField> {
    let mut all = entry.clone();
    for (name, field) in extra {
        if name == "note" {
            all.insert(name, field);
        } else {
            all.entry(name).or_insert(field);
        }
    }
    all
}

/// Where fields of ours start: at the start of a word, with a name and a colon.
fn marks(text: &str) -> impl Iterator<Item = usize> + '_ {
    let starts_word = |at: usize| {
        text[..at].chars().next_back().is_none_or(|before| before.is_whitespace() || before == ';')
    };
    let is_named = move |at: usize| {
        let start = STARTS.iter().find_map(|start| text[at..].strip_prefix(start));
        let name = start.map(|rest| {
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
                .map_or("", |end| &rest[end..])
        });
        name.is_some_and(|after| after.starts_with(':'))
    };
    let candidates = text.match_indices("tex.onrecord-").chain(text.match_indices("onrecord-"));
    let mut found: Vec<usize> =
        candidates.map(|(at, _)| at).filter(|&at| starts_word(at) && is_named(at)).collect();
    found.sort_unstable();
    found.into_iter()
}
