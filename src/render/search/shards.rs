//! The index as files that a page can load without a server: classic scripts, each `onrecordSearch("NAME", JSON)` and a line
//! end. A bundle cuts the JSON out and puts it into the page (`static/search.js` tells how).
//!
//! | shard | holds |
//! | --- | --- |
//! | `core` | what is known of the languages; which shard has which words and which entries; the kinds of the first entries |
//! | `kinds-N` | the kinds of further entries, on large sites |
//! | `terms-N` | words with the entries that have them |
//! | `entries-N` | titles, addresses, dates and passages of entries |
//!
//! A query loads `core` (and `kinds-N`), the shards of `terms` that its words fall into, and of `entries` those of the results that are
//! shown. No shard is larger than 64 KB, uncompressed. Those of `entries` are cut much smaller, since ten results
//! come from up to ten of them.
//!
//! Where a shard ends is told by what the next one begins with, not by counting from the start: so an edit changes the shards
//! that have its words, and not all that come after them.

use super::super::again::GoOn;
use super::entries::Entry;
use super::index::{Index, LEVELS, Posting};
use super::languages::Language;
use crate::path::RelPath;
use serde::Serialize;
use std::collections::BTreeMap;

/// How large shards are, in bytes of JSON.
const TERMS: Cut = Cut { least: 16 * 1024, most: 48 * 1024, one_in: 512 };
const ENTRIES: Cut = Cut { least: 8 * 1024, most: 24 * 1024, one_in: 8 };
/// How many letters of kinds one shard holds.
const KINDS: usize = 16 * 1024;
/// So much of one entry's passages is kept, in bytes: what comes after is found and not shown.
const SHOWN: usize = 48 * 1024;
/// So much of a title, in bytes.
const NAME: usize = 1024;
/// A word's entries are cut into rows of so many.
const ROW: usize = 4 * 1024;

/// The digits of a number in base 32, lowest first; the second half says that more follow.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A rule that says where shards end.
struct Cut {
    least: usize,
    most: usize,
    /// One name in so many begins a shard.
    one_in: u64,
}

impl Cut {
    /// Whether a shard of `size` bytes ends before what has this name and `more` bytes.
    fn is_before(&self, name: &str, size: usize, more: usize) -> bool {
        size > 0 && size + more > self.most || size >= self.least && fnv(name).is_multiple_of(self.one_in)
    }
}

/// FNV-1a: the same on every machine, which Rust's own hashes do not promise.
fn fnv(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// What every query needs.
#[derive(Serialize)]
struct Core<'a> {
    entries: usize,
    /// A letter for each entry.
    kinds: &'a str,
    /// How many further shards have letters.
    more_kinds: usize,
    levels: [f32; 8],
    languages: &'a BTreeMap<String, Language>,
    /// Language and first word of each shard of `terms`.
    terms: Vec<(&'a str, &'a str)>,
    /// Number of the first entry of each shard of `entries`.
    first: Vec<usize>,
}

/// Title, path, date, detail, language where it is not the site's, sections.
type Row<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, Vec<Vec<&'a str>>);

/// All shards, with their paths.
pub(super) fn shards(index: &Index<'_>, site: &str, go_on: &GoOn<'_>) -> Option<Vec<(RelPath, Vec<u8>)>> {
    let kinds: String = index.entries.iter().map(|entry| entry.kind).collect();
    let mut kinds = kinds.as_bytes().chunks(KINDS).map(|part| str::from_utf8(part).unwrap_or_default());
    let first_kinds = kinds.next().unwrap_or_default();
    let kinds: Vec<&str> = kinds.collect();
    let terms = go_on().then(|| cut_terms(index))?;
    let entries = go_on().then(|| cut_entries(index, site))?;
    let core = Core {
        entries: index.entries.len(),
        kinds: first_kinds,
        more_kinds: kinds.len(),
        levels: LEVELS,
        languages: &index.languages,
        terms: terms.iter().map(|shard| shard.first).collect(),
        first: entries.iter().map(|(first, _)| *first).collect(),
    };
    let mut shards = vec![shard("core".to_owned(), &core)];
    let numbered = |name: &str, number: usize| format!("{name}-{number}");
    shards.extend((1..).zip(&kinds).map(|(number, kinds)| shard(numbered("kinds", number), kinds)));
    for (number, terms) in (0..).zip(&terms) {
        shards.push(go_on().then(|| shard(numbered("terms", number), &terms.printed()))?);
    }
    for (number, (_, rows)) in (0..).zip(&entries) {
        shards.push(go_on().then(|| shard(numbered("entries", number), rows))?);
    }
    Some(shards)
}

/// Whether a path is that of a shard, whichever shards there are.
pub(in super::super) fn is_shard(path: &RelPath) -> bool {
    path.as_str().starts_with("search/") && path.extension() == Some("js")
}

fn shard(name: String, data: &impl Serialize) -> (RelPath, Vec<u8>) {
    let path = super::super::links::fixed(&format!("search/{name}.js"));
    (path, format!("onrecordSearch(\"{name}\", {})\n", json(data)).into_bytes())
}

/// JSON that nothing can leave, neither as a script nor within `<script>`: `<` is escaped, and so are the two characters that end
/// a line for older readers of scripts.
fn json(data: &impl Serialize) -> String {
    let text =
        serde_json::to_string(data).expect("these are lists, strings and numbers only, which JSON has");
    text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Some words in their order.
struct Terms<'a> {
    first: (&'a str, &'a str),
    by_language: BTreeMap<&'a str, (Vec<&'a str>, Vec<String>)>,
    size: usize,
}

impl Terms<'_> {
    /// For each language its words and, in the same order, where they stand, each as one string with spaces.
    fn printed(&self) -> BTreeMap<&str, [String; 2]> {
        let languages = self.by_language.iter();
        languages.map(|(language, (words, rows))| (*language, [words.join(" "), rows.join(" ")])).collect()
    }
}

fn cut_terms<'a>(index: &'a Index<'_>) -> Vec<Terms<'a>> {
    let mut shards: Vec<Terms<'a>> = Vec::new();
    for (language, word, postings) in &index.terms {
        for some in postings.chunks(ROW) {
            let row = row(some);
            let size = word.len() + row.len() + 2;
            if shards.last().is_none_or(|last| TERMS.is_before(word, last.size, size)) {
                shards.push(Terms { first: (language, word), by_language: BTreeMap::new(), size: 0 });
            }
            if let Some(last) = shards.last_mut() {
                let (words, rows) = last.by_language.entry(language).or_default();
                words.push(word);
                rows.push(row);
                last.size += size;
            }
        }
    }
    shards
}

/// Where a word stands: for each entry, in one number, how much further on it is than the one before, and the step.
fn row(postings: &[Posting]) -> String {
    let mut out = String::new();
    let mut before = 0;
    for (entry, level) in postings {
        // Numbers start at 1 here, so that the first entry of all is one on from nothing.
        let mut value = (entry + 1 - before) << 3 | u32::from(*level);
        before = entry + 1;
        loop {
            let more = value >= 32;
            let digit = (value & 31) | if more { 32 } else { 0 };
            out.push(char::from(DIGITS[digit as usize]));
            value >>= 5;
            if !more {
                break;
            }
        }
    }
    out
}

fn cut_entries<'a>(index: &'a Index<'_>, site: &str) -> Vec<(usize, Vec<Row<'a>>)> {
    let mut shards: Vec<(usize, Vec<Row<'a>>)> = Vec::new();
    let mut size = 0;
    for (number, entry) in index.entries.iter().enumerate() {
        let row = entry_row(entry, site);
        let length = json(&row).len() + 1;
        if shards.is_empty() || ENTRIES.is_before(&entry.path, size, length) {
            shards.push((number, Vec::new()));
            size = 0;
        }
        size += length;
        if let Some((_, rows)) = shards.last_mut() {
            rows.push(row);
        }
    }
    shards
}

fn entry_row<'a>(entry: &'a Entry<'_>, site: &str) -> Row<'a> {
    let other = |language: &'a str| if language == site { "" } else { language };
    let mut room = SHOWN;
    let mut fits = |text: &[&str]| {
        let size: usize = text.iter().map(|text| json(text).len() + 1).sum();
        room = room.saturating_sub(size);
        room > 0
    };
    let mut sections = Vec::new();
    for section in &entry.sections {
        let mut passages = vec![section.anchor.as_str(), &section.heading, other(section.language)];
        if !fits(&passages) {
            break;
        }
        passages.extend(section.passages.iter().map(String::as_str).take_while(|passage| fits(&[passage])));
        sections.push(passages);
    }
    let language = other(entry.language);
    (short(entry.title), &entry.path, &entry.date, short(&entry.detail), language, sections)
}

/// A name is shown on a line; what is longer than any is no name.
fn short(text: &str) -> &str {
    &text[..text.floor_char_boundary(NAME)]
}
