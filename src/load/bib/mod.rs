//! Bibliographies in BibLaTeX, as Zotero and Better BibTeX write them, and in the older BibTeX.
//!
//! A library is exported whole and again and again, and most of it has nothing to do with the site. What is wrong in it is
//! therefore a warning, and the entry or field is left out; a claim that cites what was left out is an error where it
//! stands. Only fields that are ours, `onrecord-state` and the like, are held to what other records are.

mod date;
mod entry;
mod inherit;
mod raw;
#[cfg(test)]
mod tests;
mod tex;
mod words;

pub(super) use entry::{bare_doi, encoded, publish};
pub(crate) use words::LANGUAGES;

use super::records::SourceDoc;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Placed};
use crate::model::{IdError, SourceId};
use raw::RawEntry;
use std::collections::BTreeMap;

/// Entries that stand for no work: they hold fields for others, or name several.
const NO_WORKS: [&str; 2] = ["xdata", "set"];

/// Reads a `.bib` file.
pub(super) fn sources(text: &str, file: FileId, out: &mut Diagnostics) -> Vec<SourceDoc> {
    let entries = distinct(raw::entries(text, file, out), out);
    let mut library = inherit::Library::new(&entries);
    let works = entries.iter().filter(|entry| !NO_WORKS.contains(&entry.kind.as_str()));
    works
        .filter_map(|entry| {
            let id = id(entry, out)?;
            let fields = library.fields(entry, out);
            Some(entry::source(id, entry, &fields, out))
        })
        .collect()
}

/// The entries without those whose key another has already. Keys that differ in case only are one: each becomes the name of a
/// folder, and many disks do not tell A from a.
fn distinct(entries: Vec<RawEntry>, out: &mut Diagnostics) -> Vec<RawEntry> {
    let mut first: BTreeMap<String, (Place, String)> = BTreeMap::new();
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        let lower = entry.key.to_lowercase();
        match first.get(&lower) {
            None => {
                first.insert(lower, (entry.key_place, entry.key.clone()));
                kept.push(entry);
            }
            Some((place, key)) => {
                let message = match *key == entry.key {
                    true => format!("two entries have the key `{key}`; the first counts"),
                    false => {
                        format!("the keys `{key}` and `{}` differ in case only; the first counts", entry.key)
                    }
                };
                out.push(
                    Diagnostic::warning("duplicate-id", message)
                        .at(entry.key_place, "left out")
                        .with_related(*place, "first used here")
                        .with_why("a key names one source, and its page is a folder of that name")
                        .with_help("give one of them another key, or merge the two"),
                );
            }
        }
    }
    kept
}

fn id(entry: &RawEntry, out: &mut Diagnostics) -> Option<Placed<SourceId>> {
    let error = match SourceId::new(entry.key.clone()) {
        Ok(id) => return Some(Placed::new(id, entry.key_place)),
        Err(error) => error,
    };
    let diagnostic = Diagnostic::warning(
        "bad-id",
        format!("the key `{}` cannot be a source’s id, so the entry is left out", entry.key),
    )
    .at(entry.key_place, error.to_string())
    .with_why("the key becomes a part of addresses");
    out.push(match (error, renamed(&entry.key)) {
        (IdError::Character(_), Some(name)) => diagnostic
            .with_help(format!(
                "call it `{name}` here and in claims; in Zotero, Better BibTeX pins that with `Citation Key: {name}` in Extra"
            ))
            .with_suggestion(entry.key_place, name),
        _ => diagnostic.with_help("give the entry another key"),
    });
    None
}

/// The key with `-` for what an id cannot have.
fn renamed(key: &str) -> Option<String> {
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    SourceId::new(name.clone()).is_ok().then_some(name)
}
