//! A quote laid along the nearest passage of the copy, difference by difference.

use super::copy::{Copy, Text};
use super::nearest::nearest;
use super::pieces::{Piece, Quote};
use super::words::words;
use crate::model::{Compared, Nearest};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// What shows that something was left out or put in here.
const GAP: &str = "… ";

/// The passage that a quote seems to be taken from.
pub(super) struct Passage {
    /// The differences; nothing where the two differ in nothing but white space ("10 %").
    pub(super) nearest: Option<Nearest>,
    /// Where its pieces stand in the copy.
    pub(super) places: Vec<Range<usize>>,
}

/// The passage that `quote`, whose letters `copy` does not have, seems to be taken from; nothing where none is near.
pub(super) fn passage(quote: &Quote, copy: &Copy<'_>) -> Option<Passage> {
    let index = copy.index();
    let mut pieces = Vec::new();
    let mut found = Vec::new();
    let mut first_difference = None;
    let mut same_words = false;
    for piece in &quote.pieces {
        let from = found.last().map_or(0, |range: &Range<usize>| range.end);
        if !found.is_empty() {
            pieces.push(Compared::Both(GAP.to_owned()));
        }
        let place = quote.places(piece, copy, from).next();
        if let Some(place) = place {
            pieces.push(Compared::Both(spaced(written(quote, piece.range.clone()))));
            found.push(place);
            continue;
        }
        let its_words = words(&quote.text.as_str()[piece.range.clone()]);
        let from = index.words.partition_point(|word| word.range().start < from);
        let passage = index.text_of(&nearest(&its_words, index, from)?);
        let passage = with_last_mark(quote, piece, copy, passage);
        let differences = differences(quote, piece, copy, passage.clone());
        match differences.iter().all(|piece| matches!(piece, Compared::Both(_))) {
            true => same_words = true,
            false => first_difference = first_difference.or_else(|| Some(passage.clone())),
        }
        pieces.extend(differences);
        found.push(passage);
    }
    if first_difference.is_none() && !same_words {
        return None;
    }
    let nearest = first_difference.map(|passage| {
        let place = copy.snapshot.place(copy.text.original(passage));
        Nearest { pieces, place }
    });
    Some(Passage { nearest, places: found })
}

/// The passage with the mark that stands after it, where the quote ends with one.
fn with_last_mark(quote: &Quote, piece: &Piece, copy: &Copy<'_>, passage: Range<usize>) -> Range<usize> {
    let last = quote.text.as_str()[..piece.range.end].chars().next_back();
    let Some(last) = last.filter(|last| !last.is_alphanumeric()) else { return passage };
    let behind = &copy.text.as_str()[passage.end..];
    // A space may stand before it, as in "10 %".
    if behind.strip_prefix(' ').is_some_and(|behind| behind.starts_with(last)) {
        return passage.start..passage.end + 1 + last.len_utf8();
    }
    match behind.chars().next().filter(|c| !c.is_alphanumeric() && *c != ' ') {
        Some(mark) => passage.start..passage.end + mark.len_utf8(),
        None => passage,
    }
}

fn differences(quote: &Quote, piece: &Piece, copy: &Copy<'_>, passage: Range<usize>) -> Vec<Compared> {
    let ours = tokens(&quote.text, piece.range.clone());
    let theirs = tokens(&copy.text, passage);
    let mut left: Vec<&str> = ours.iter().map(|range| &quote.text.as_str()[range.clone()]).collect();
    let right: Vec<&str> = theirs.iter().map(|range| &copy.text.as_str()[range.clone()]).collect();
    // A sentence's first letter may be of either case.
    if let (Some(first), Some(other)) = (left.first_mut(), right.first())
        && piece.starts
        && first.to_lowercase() == other.to_lowercase()
    {
        *first = other;
    }
    let spaced_as = |text: String, yes: bool| if yes { spaced(text) } else { text };
    let ops = capture_diff_slices(Algorithm::Myers, &left, &right);
    let mut out = Vec::new();
    for (n, op) in ops.iter().enumerate() {
        let (mine, other) = (op.old_range(), op.new_range());
        let spaces = (
            is_followed_by_space(&quote.text, &ours, mine.end),
            is_followed_by_space(&copy.text, &theirs, other.end),
        );
        let quote_words = written(quote, span(&ours, mine.clone()));
        if let DiffOp::Equal { .. } = op {
            // What the copy puts in follows as it does there.
            let inserted = matches!(ops.get(n + 1), Some(DiffOp::Insert { .. }));
            out.push(Compared::Both(spaced_as(quote_words, if inserted { spaces.1 } else { spaces.0 })));
            continue;
        }
        if !mine.is_empty() {
            out.push(Compared::Quote(spaced_as(quote_words, spaces.0)));
        }
        if !other.is_empty() {
            out.push(Compared::Copy(spaced_as(copy.written(span(&theirs, other.clone())), spaces.1)));
        }
    }
    out
}

/// Words, and each mark between them.
fn tokens(text: &Text, range: Range<usize>) -> Vec<Range<usize>> {
    let part = &text.as_str()[range.clone()];
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in words(part) {
        marks(part, at..word.range().start, &mut tokens);
        tokens.push(word.range());
        at = word.range().end;
    }
    marks(part, at..part.len(), &mut tokens);
    tokens.into_iter().map(|token| range.start + token.start..range.start + token.end).collect()
}

fn marks(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let marks = text[range.clone()].char_indices().filter(|(_, c)| *c != ' ');
    out.extend(marks.map(|(at, c)| range.start + at..range.start + at + c.len_utf8()));
}

/// The text from the first to the last of some tokens.
fn span(tokens: &[Range<usize>], range: Range<usize>) -> Range<usize> {
    match (tokens.get(range.start), range.end.checked_sub(1).and_then(|last| tokens.get(last))) {
        (Some(first), Some(last)) if !range.is_empty() => first.start..last.end,
        _ => 0..0,
    }
}

fn is_followed_by_space(text: &Text, tokens: &[Range<usize>], next: usize) -> bool {
    next < tokens.len() && text.as_str()[..tokens[next].start].ends_with(' ')
}

fn written(quote: &Quote, range: Range<usize>) -> String {
    let text = quote.written.get(quote.text.original(range)).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn spaced(mut text: String) -> String {
    text.push(' ');
    text
}
