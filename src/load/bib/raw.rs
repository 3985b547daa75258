//! The text of a `.bib` file → its entries, each with the place of whatever stands in it.
//!
//! Libraries are years old and were written by many programs. So each entry is read on its own: what starts a line with `@`
//! starts another entry, whatever was left open before it, and a mistake costs no more than the entry that it stands in.

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};
use crate::load::LeftOutDoc;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Braces within braces: no field needs more, and decoding goes down as many steps.
const DEEPEST: usize = 50;

/// The longest value, abbreviations put in, in bytes.
const LONGEST: usize = 1 << 20;

/// The most that abbreviations may come to in one file, in bytes.
const MOST_ABBREVIATED: usize = 16 << 20;

/// An entry as it stands in the file.
#[derive(Clone, Debug)]
pub(super) struct RawEntry {
    /// What follows the `@`, in lower case.
    pub(super) kind: String,
    /// Where that stands.
    pub(super) kind_place: Place,
    /// Its citation key.
    pub(super) key: String,
    /// Where that stands.
    pub(super) key_place: Place,
    /// Its fields by name in lower case.
    pub(super) fields: BTreeMap<String, RawField>,
    /// What is wrong with how it is written.
    pub(super) told: Diagnostics,
}

/// The value of a field.
#[derive(Clone, Debug)]
pub(super) struct RawField {
    /// The text in TeX, abbreviations put in.
    pub(super) text: String,
    /// Where it stands, without its braces or quotation marks.
    pub(super) place: Place,
    /// Where the name of the field stands.
    pub(super) name_place: Place,
    /// Whether `text` is what stands at `place`, to the letter.
    pub(super) literal: bool,
}

/// The entries of `text` in their order. Those with a key that cannot be read are `left_out`; what has no key can be used by
/// nothing, and is passed over.
pub(super) fn entries(
    text: &str,
    file: FileId,
    left_out: &mut Vec<LeftOutDoc>,
    out: &mut Diagnostics,
) -> Vec<RawEntry> {
    let starts: Vec<usize> = text
        .match_indices('@')
        .map(|(at, _)| at)
        .filter(|&at| is_start(text, at) && starts_line(text, at))
        .collect();
    let mut strings = BTreeMap::new();
    let mut entries = Vec::new();
    let mut read_to = 0;
    let mut abbreviated = 0;
    let mut never_closed: Option<Vec<usize>> = None;
    loop {
        let behind = text.len() - text[read_to..].trim_start().len();
        let next = starts.partition_point(|&start| start < read_to);
        // Files without line breaks have their entries behind each other.
        let start = match starts.get(next) {
            _ if read_to > 0 && is_start(text, behind) => behind,
            Some(&start) => start,
            None => return entries,
        };
        let end = starts.get(starts.partition_point(|&other| other <= start)).copied().unwrap_or(text.len());
        let mut told = Diagnostics::new();
        let mut reader = Reader {
            text,
            file,
            at: start + 1,
            end,
            strings: &strings,
            abbreviated,
            key: None,
            out: &mut told,
        };
        let item = reader.item();
        read_to = reader.at;
        abbreviated = reader.abbreviated;
        let key = reader.key.take();
        match item {
            Ok(Item::Entry(entry)) => entries.push(RawEntry { told, ..entry }),
            Ok(Item::Strings(more)) => {
                strings.extend(more);
                out.extend(told);
            }
            Ok(Item::Comment(open)) => {
                let open_to_the_end = |known: &Vec<usize>| known.binary_search(&open).is_ok();
                let closed = match never_closed.as_ref().is_some_and(open_to_the_end) {
                    true => None,
                    false => balanced(text, open),
                };
                if closed.is_none() && never_closed.is_none() {
                    never_closed = Some(unclosed(text, open));
                }
                read_to = closed.unwrap_or(end);
            }
            Ok(Item::Nothing) => read_to = end,
            Err(diagnostic) => {
                if let Some((key, place)) = key {
                    left_out.push(LeftOutDoc { key, place, told: *diagnostic });
                }
                read_to = end;
            }
        }
    }
}

/// Whether an entry starts at `at`: an `@` with a word and a bracket behind it.
fn is_start(text: &str, at: usize) -> bool {
    let Some(after) = text[at..].strip_prefix('@') else { return false };
    let after = after.trim_start();
    let word = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
    word > 0 && after[word..].trim_start().starts_with(['{', '('])
}

/// Whether nothing stands before `at` on its line but space, or the end of another entry.
fn starts_line(text: &str, at: usize) -> bool {
    let starts = |before: &str| before.is_empty() || before.ends_with(['\n', '\r', '\u{feff}']);
    let space = [' ', '\t'];
    let before = text[..at].trim_end_matches(space);
    starts(before) || before.strip_suffix('}').is_some_and(|before| starts(before.trim_end_matches(space)))
}

/// One past the bracket that closes the one at `open`.
fn balanced(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The brackets from `start` on that nothing closes, in their order. Where one comment is never closed others may not be
/// either, and the text is not looked through for each.
fn unclosed(text: &str, start: usize) -> Vec<usize> {
    let mut open = Vec::new();
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            b'{' => open.push(at),
            b'}' => {
                open.pop();
            }
            _ => {}
        }
    }
    open
}

enum Item {
    Entry(RawEntry),
    Strings(Vec<(String, String)>),
    /// A comment, with the place of its brace.
    Comment(usize),
    Nothing,
}

type Read<T> = Result<T, Box<Diagnostic>>;

struct Reader<'t, 'o> {
    text: &'t str,
    file: FileId,
    at: usize,
    end: usize,
    strings: &'o BTreeMap<String, String>,
    /// How many bytes abbreviations came to so far.
    abbreviated: usize,
    /// The key of the entry, and where it stands, once that is read.
    key: Option<(String, Place)>,
    out: &'o mut Diagnostics,
}

impl<'t, 'o> Reader<'t, 'o> {
    fn item(&mut self) -> Read<Item> {
        self.space();
        let kind = self.word(|c| c.is_ascii_alphanumeric());
        let kind_place = self.place(kind.clone());
        let kind = self.text[kind].to_ascii_lowercase();
        self.space();
        let open = self.at;
        let close = if self.peek() == Some('(') { ')' } else { '}' };
        self.at += 1;
        match kind.as_str() {
            "comment" if close == '}' => return Ok(Item::Comment(open)),
            "comment" | "preamble" => return Ok(Item::Nothing),
            "string" => {
                let fields = self.fields(close, open)?;
                self.at += 1;
                return Ok(Item::Strings(
                    fields.into_iter().map(|(name, field)| (name, field.text)).collect(),
                ));
            }
            _ => {}
        }
        self.space();
        let key = self.word(|c| !c.is_whitespace() && !matches!(c, ',' | '{' | '}' | '(' | ')' | '=' | '"'));
        self.space();
        let missing = key.is_empty() || self.peek() == Some('=');
        if missing {
            let place = if key.is_empty() { kind_place } else { self.place(key) };
            return Err(self.wrong(place.range(), "no key before its first field"));
        }
        let key_place = self.place(key.clone());
        let key = self.text[key].to_owned();
        self.key = Some((key.clone(), key_place));
        let fields = match self.peek() {
            Some(',') => {
                self.at += 1;
                self.fields(close, open)?
            }
            Some(c) if c == close => BTreeMap::new(),
            _ => {
                return Err(
                    self.wrong(self.at..self.at, &format!("a comma is missing after the key `{key}`"))
                );
            }
        };
        // Past the bracket that closes it.
        self.at += 1;
        Ok(Item::Entry(RawEntry { kind, kind_place, key, key_place, fields, told: Diagnostics::new() }))
    }

    fn fields(&mut self, close: char, open: usize) -> Read<BTreeMap<String, RawField>> {
        let mut fields: BTreeMap<String, RawField> = BTreeMap::new();
        let mut told: BTreeSet<String> = BTreeSet::new();
        loop {
            self.space();
            match self.peek() {
                None => return Err(self.unclosed(open)),
                Some(c) if c == close => return Ok(fields),
                Some(',') => {
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            let name = self
                .word(|c| !c.is_whitespace() && !matches!(c, ',' | '=' | '{' | '}' | '"' | '#' | '(' | ')'));
            if name.is_empty() {
                return Err(self.wrong(self.at..self.at + 1, "a field starts with its name"));
            }
            self.space();
            if self.peek() != Some('=') {
                return Err(self.wrong(name, "`=` and a value are missing after this"));
            }
            self.at += 1;
            self.space();
            let name_place = self.place(name.clone());
            let value = self.value(name_place)?;
            self.space();
            if !matches!(self.peek(), Some(',')) && self.peek() != Some(close) && self.peek().is_some() {
                self.out.push(
                    Diagnostic::warning("bib-syntax", "a comma is missing between two fields")
                        .at(self.place(self.at..self.at), "before this")
                        .with_why("other programs stop reading here")
                        .with_suggestion(Place::new(self.file, value.1..value.1), ","),
                );
            }
            let name = self.text[name].to_ascii_lowercase();
            match fields.get(&name) {
                None => {
                    fields.insert(name, value.0);
                }
                Some(first) if told.insert(name.clone()) => self.out.push(
                    Diagnostic::warning("duplicate-key", format!("`{name}` stands twice in one entry"))
                        .at(name_place, "written again here; the first counts")
                        .with_related(first.name_place, "first written here")
                        .with_help("keep one of them"),
                ),
                Some(_) => {}
            }
        }
    }

    /// A value, and where it ends.
    fn value(&mut self, name_place: Place) -> Read<(RawField, usize)> {
        let mut text = String::new();
        let mut whole: Option<Range<usize>> = None;
        let mut pieces = 0;
        loop {
            let (range, literal) = match self.peek() {
                Some('{') => (self.braced()?, true),
                Some('"') => (self.quoted()?, true),
                _ => {
                    let range = self.word(|c| {
                        !c.is_whitespace() && !matches!(c, ',' | '{' | '}' | '"' | '#' | '(' | ')' | '=')
                    });
                    if range.is_empty() {
                        return Err(self.wrong(self.at..self.at + 1, "a value is missing here"));
                    }
                    (range, false)
                }
            };
            let written = &self.text[range.clone()];
            pieces += if literal { 1 } else { 2 };
            if literal || written.bytes().all(|byte| byte.is_ascii_digit()) {
                text.push_str(written);
            } else {
                let long = self.abbreviation(written, range.clone());
                self.abbreviated = self.abbreviated.saturating_add(long.len());
                if self.abbreviated > MOST_ABBREVIATED {
                    return Err(self.wrong(range, "the abbreviations of this file come to more than 16 MB"));
                }
                text.push_str(long);
            }
            if text.len() > LONGEST {
                return Err(self.wrong(range, "this value is longer than 1 MB"));
            }
            whole = Some(whole.map_or(range.clone(), |whole| whole.start..range.end));
            let ends = self.at;
            self.space();
            if self.peek() != Some('#') {
                let place = self.place(whole.unwrap_or(range));
                return Ok((RawField { text, place, name_place, literal: pieces == 1 }, ends));
            }
            self.at += 1;
            self.space();
        }
    }

    /// What a word without braces stands for: an `@string`, a month, or else itself.
    fn abbreviation<'w>(&mut self, word: &'w str, range: Range<usize>) -> &'w str
    where
        't: 'w,
        'o: 'w,
    {
        let name = word.to_ascii_lowercase();
        if let Some(text) = self.strings.get(&name) {
            return text;
        }
        if !super::date::is_month(&name) {
            self.out.push(
                Diagnostic::warning("bib-syntax", format!("there is no `@string` called `{word}`"))
                    .at(self.place(range), "taken as it stands")
                    .with_why("a value without braces is the name of an abbreviation")
                    .with_help(format!("put a text in braces: `{{{word}}}`")),
            );
        }
        word
    }

    fn braced(&mut self) -> Read<Range<usize>> {
        let open = self.at;
        let mut depth = 0_usize;
        for (offset, byte) in self.text.as_bytes()[open..self.end].iter().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => continue,
            }
            if depth > DEEPEST {
                return Err(self.wrong(open..open + 1, "more than 50 braces stand within each other here"));
            }
            if depth == 0 {
                self.at = open + offset + 1;
                return Ok(open + 1..open + offset);
            }
        }
        Err(self.unclosed(open))
    }

    fn quoted(&mut self) -> Read<Range<usize>> {
        let open = self.at;
        let mut depth = 0_usize;
        for (offset, byte) in self.text.as_bytes()[open..self.end].iter().enumerate().skip(1) {
            match byte {
                b'{' => depth += 1,
                b'}' if depth == 0 => {
                    return Err(self.wrong(open + offset..open + offset + 1, "this brace closes nothing"));
                }
                b'}' => depth -= 1,
                b'"' if depth == 0 => {
                    self.at = open + offset + 1;
                    return Ok(open + 1..open + offset);
                }
                _ => {}
            }
            if depth > DEEPEST {
                return Err(self.wrong(open..open + 1, "more than 50 braces stand within each other here"));
            }
        }
        Err(self.wrong(open..open + 1, "this quotation mark is never closed"))
    }

    /// Passes over white space and comments.
    fn space(&mut self) {
        loop {
            let rest = &self.text[self.at..self.end];
            self.at += rest.len() - rest.trim_start().len();
            if self.peek() != Some('%') {
                return;
            }
            self.at = self.text[self.at..self.end].find('\n').map_or(self.end, |newline| self.at + newline);
        }
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> Range<usize> {
        let rest = &self.text[self.at..self.end];
        let start = self.at;
        self.at += rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        start..self.at
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..self.end].chars().next()
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.file, range)
    }

    fn unclosed(&self, open: usize) -> Box<Diagnostic> {
        self.wrong(open..open + 1, "this brace is never closed")
    }

    /// Why an entry is left out; `range` is cut to whole characters.
    fn wrong(&self, range: Range<usize>, label: &str) -> Box<Diagnostic> {
        let mut end = range.end.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Box::new(
            Diagnostic::warning("bib-syntax", "this entry cannot be read and is left out")
                .at(self.place(range.start..end.max(range.start)), label)
                .with_why("the entries after it are read; a claim that cites this one has no source")
                .with_help("mend it here, or export the library again"),
        )
    }
}
