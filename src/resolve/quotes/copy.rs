//! A stored copy, made ready to look quotes up in.

use super::words::{Word, words};
use crate::load::SnapshotDoc;
use crate::model::text::normal::Normal;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// A text in the form in which quotes and copies are compared: its [`Normal`] form, with one sign for quotation marks of
/// both kinds, as the marks within a quote change with those around it.
#[derive(Debug)]
pub(super) struct Text {
    normal: Normal,
    text: String,
}

impl Text {
    pub(super) fn new(original: &str) -> Self {
        let normal = Normal::new(original);
        let mut text = String::with_capacity(normal.as_str().len());
        let mut before = ' ';
        let mut rest = normal.as_str().chars().peekable();
        while let Some(c) = rest.next() {
            let within_word =
                before.is_alphanumeric() && rest.peek().is_some_and(|next| next.is_alphanumeric());
            text.push(if c == '\'' && !within_word { '"' } else { c });
            before = c;
        }
        Self { normal, text }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a stretch stands for.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        // One sign of one byte took the place of another, so that both forms have the same offsets.
        self.normal.original(range)
    }
}

/// A copy, and an index of its words that is made when the first quote needs it.
pub(super) struct Copy<'s> {
    pub(super) snapshot: &'s SnapshotDoc,
    pub(super) text: Text,
    /// The words of the snapshot, or the same number of bytes with some of its words made whole.
    pub(super) original: Cow<'s, str>,
    index: OnceCell<Index>,
    breaks: OnceCell<Vec<Range<usize>>>,
}

/// Every word of a copy, and where each stands.
pub(super) struct Index {
    pub(super) words: Vec<Word>,
    /// The key of each word and its number, in order.
    places: Vec<(u32, u32)>,
}

impl<'s> Copy<'s> {
    pub(super) fn new(snapshot: &'s SnapshotDoc) -> Self {
        Self::of(snapshot, Cow::Borrowed(snapshot.words.as_str()))
    }

    fn of(snapshot: &'s SnapshotDoc, original: Cow<'s, str>) -> Self {
        let text = Text::new(&original);
        Self { snapshot, text, original, index: OnceCell::new(), breaks: OnceCell::new() }
    }

    /// Whether lines end within words, as in text copied from a PDF.
    pub(super) fn breaks_words(&self) -> bool {
        !self.breaks().is_empty()
    }

    fn breaks(&self) -> &[Range<usize>] {
        self.breaks.get_or_init(|| breaks(&self.original))
    }

    /// The copy with the words whole that its lines end within. Whether the hyphen there belongs to the word cannot be known, so
    /// it stays where `quote` has the word with it.
    pub(super) fn with_whole_words(&self, quote: &str) -> Self {
        let quote = Text::new(quote).as_str().to_lowercase();
        let mut whole = String::with_capacity(self.original.len());
        let mut at = 0;
        for range in self.breaks() {
            let (before, after) = (&self.original[..range.start], &self.original[range.end..]);
            let left = before.len() - before.trim_end_matches(char::is_alphabetic).len();
            let right = after.len() - after.trim_start_matches(char::is_alphabetic).len();
            let hyphened = format!("{}-{}", &before[before.len() - left..], &after[..right]).to_lowercase();
            if !quote.contains(&hyphened) {
                whole.push_str(&self.original[at..range.start]);
                whole.push_str(&nothing(range.len()));
                at = range.end;
            }
        }
        whole.push_str(&self.original[at..]);
        Self::of(self.snapshot, Cow::Owned(whole))
    }

    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let words = words(self.text.as_str());
            let mut places: Vec<(u32, u32)> = words.iter().map(|word| word.key).zip(0..).collect();
            places.sort_unstable();
            Index { words, places }
        })
    }

    /// A stretch of the copy as it was written, white space made one.
    pub(super) fn written(&self, range: Range<usize>) -> String {
        let original = self.text.original(range);
        let text = self.original.get(original).unwrap_or_default();
        text.replace(['\u{ad}', '\u{200b}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Where a line ends within a word: a hyphen between letters, and the end of the line after it.
fn breaks(text: &str) -> Vec<Range<usize>> {
    let hyphens = text.match_indices(['-', '\u{2010}', '\u{ad}']);
    let ends_line = |(at, hyphen): (usize, &str)| {
        let after = &text[at + hyphen.len()..];
        let space = after.len() - after.trim_start().len();
        let ends = after[..space].matches('\n').count() == 1;
        let within =
            text[..at].ends_with(char::is_alphabetic) && after[space..].starts_with(char::is_alphabetic);
        (ends && within).then(|| at..at + hyphen.len() + space)
    };
    hyphens.filter_map(ends_line).collect()
}

/// So many bytes, at least two, of signs that have no width and that the normal form leaves out.
fn nothing(bytes: usize) -> String {
    let odd = if bytes % 2 == 1 { "\u{200b}" } else { "" };
    format!("{}{odd}", "\u{ad}".repeat((bytes - odd.len()) / 2))
}

impl Index {
    /// The numbers of the words that are `key`, in order.
    pub(super) fn numbers(&self, key: u32) -> impl ExactSizeIterator<Item = usize> + '_ {
        let start = self.places.partition_point(|(other, _)| *other < key);
        let end = start + self.places[start..].partition_point(|(other, _)| *other == key);
        self.places[start..end].iter().map(|(_, number)| *number as usize)
    }

    /// The words that a stretch of the text touches.
    pub(super) fn touched(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.words.partition_point(|word| word.range().end <= range.start);
        let end = self.words.partition_point(|word| word.range().start < range.end);
        start..end.max(start)
    }

    /// The stretch of the text from the first to the last of some words.
    pub(super) fn text_of(&self, words: &Range<usize>) -> Range<usize> {
        match (self.words.get(words.start), words.end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if words.start < words.end => first.range().start..last.range().end,
            _ => 0..0,
        }
    }
}
