//! Bibliographies in BibLaTeX, as Zotero and Better BibTeX write them, and in the older BibTeX.
//!
//! A library is exported whole and again and again, and most of it has nothing to do with the site. What is wrong in it is
//! therefore a warning, told only where the entry is used, and the entry or field is left out; a claim that cites what was
//! left out is an error where it stands. Only fields that are ours, `onrecord-state` and the like, are held to what other records are.

mod date;
mod entry;
mod extra;
mod inherit;
mod raw;
#[cfg(test)]
mod tests;
mod tex;
mod words;

pub(super) use entry::{bare_doi, encoded, publish};
pub(crate) use words::LANGUAGES;

use super::records::{LeftOutDoc, SourcesDoc};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Placed};
use crate::model::{IdError, SourceId};
use raw::RawEntry;
use std::collections::BTreeMap;

/// Entries that stand for no work: they hold fields for others, or name several.
const NO_WORKS: [&str; 2] = ["xdata", "set"];

/// Reads a `.bib` file.
pub(super) fn sources(text: &str, file: FileId, out: &mut Diagnostics) -> SourcesDoc {
    let mut left_out = Vec::new();
    let entries = distinct(raw::entries(text, file, &mut left_out, out), &mut left_out);
    let mut library = inherit::Library::new(&entries);
    let works = entries.iter().filter(|entry| !NO_WORKS.contains(&entry.kind.as_str()));
    let mut sources = Vec::with_capacity(entries.len());
    for entry in works {
        match id(entry) {
            Ok(id) => {
                let mut told = entry.told.clone();
                let fields = library.fields(entry, &mut told);
                let mut source = entry::source(id, entry, &fields, &mut told);
                source.told = told;
                sources.push(source);
            }
            Err(told) => {
                left_out.push(LeftOutDoc { key: entry.key.clone(), place: entry.key_place, told: *told });
            }
        }
    }
    SourcesDoc { sources, left_out }
}

/// The entries without those whose key another has already. Keys that differ in case only are one: each becomes the name of a
/// folder, and many disks do not tell A from a.
fn distinct(entries: Vec<RawEntry>, left_out: &mut Vec<LeftOutDoc>) -> Vec<RawEntry> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<RawEntry> = Vec::with_capacity(entries.len());
    for entry in entries {
        let lower = entry.key.to_lowercase();
        match first.get(&lower) {
            None => {
                first.insert(lower, kept.len());
                kept.push(entry);
            }
            Some(&at) => {
                let (key, place) = (kept[at].key.clone(), kept[at].key_place);
                let message = match key == entry.key {
                    true => format!("two entries have the key `{key}`; the first counts"),
                    false => {
                        format!("the keys `{key}` and `{}` differ in case only; the first counts", entry.key)
                    }
                };
                let told = Diagnostic::warning("duplicate-id", message)
                    .at(entry.key_place, "left out")
                    .with_related(place, "first used here")
                    .with_why("a key names one source, and its page is a folder of that name")
                    .with_help("give one of them another key, or merge the two");
                kept[at].told.push(told.clone());
                if key != entry.key {
                    left_out.push(LeftOutDoc { key: entry.key, place: entry.key_place, told });
                }
            }
        }
    }
    kept
}

fn id(entry: &RawEntry) -> Result<Placed<SourceId>, Box<Diagnostic>> {
    let error = match SourceId::new(entry.key.clone()) {
        Ok(id) => return Ok(Placed::new(id, entry.key_place)),
        Err(error) => error,
    };
    let diagnostic = Diagnostic::warning(
        "bad-id",
        format!("the key `{}` cannot be a source’s id, so the entry is left out", entry.key),
    )
    .at(entry.key_place, error.to_string())
    .with_why("the key becomes a part of addresses");
    Err(Box::new(match (error, renamed(&entry.key)) {
        (IdError::Character(_), Some(name)) => diagnostic
            .with_help(format!(
                "call it `{name}` here and in claims; in Zotero, Better BibTeX pins that with `Citation Key: {name}` in Extra"
            ))
            .with_suggestion(entry.key_place, name),
        _ => diagnostic.with_help("give the entry another key"),
    }))
}

/// The key with `-` for what an id cannot have.
fn renamed(key: &str) -> Option<String> {
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    SourceId::new(name.clone()).is_ok().then_some(name)
}
