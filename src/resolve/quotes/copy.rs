//! A stored copy, made ready to look quotes up in.

use super::words::{Word, words};
use crate::load::SnapshotDoc;
use crate::model::text::normal::Normal;
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
    index: OnceCell<Index>,
}

/// Every word of a copy, and where each stands.
pub(super) struct Index {
    pub(super) words: Vec<Word>,
    /// The key of each word and its number, in order.
    places: Vec<(u32, u32)>,
}

impl<'s> Copy<'s> {
    pub(super) fn new(snapshot: &'s SnapshotDoc) -> Self {
        Self { snapshot, text: Text::new(snapshot.words.as_str()), index: OnceCell::new() }
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
        let text = self.snapshot.words.as_str().get(original).unwrap_or_default();
        text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
    }
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
