//! A quote taken apart where its author left something out or put something in.

use super::copy::{Copy, Text};
use super::words::is_spaced;
use crate::model::{Because, Gap, Lookup, QuoteCheck};
use std::ops::Range;

/// What stands in a quote for a passage in square brackets. No text that people write has it.
const BRACKET: char = '\u{1a}';

/// How far apart, in bytes, the words on either side of a bracket may stand: what is put in takes the place of a few words.
const BRACKET_REACH: usize = 240;

/// The most places at which one piece is looked for.
const MOST_PLACES: usize = 20_000;

/// A quote in the form in which it is compared, and its pieces.
pub(super) struct Quote {
    /// The words with a sign for each bracket, as written.
    pub(super) written: String,
    pub(super) text: Text,
    pub(super) pieces: Vec<Piece>,
    /// Something is left out.
    pub(super) elided: bool,
    /// Something is put in.
    pub(super) added: bool,
}

/// Words of a quote between what was left out or put in.
pub(super) struct Piece {
    /// Where in the quote's text.
    pub(super) range: Range<usize>,
    /// Whether a bracket touches its start or its end, as in "[T]he": there it may be a part of a word.
    open: [bool; 2],
    /// Whether only a bracket stands between the piece before and this one.
    bracket_before: bool,
    /// Whether it starts the quote or follows what is left out: its first letter may be large or small, as the sentence
    /// around it needs.
    pub(super) starts: bool,
}

impl Quote {
    /// The quote as a reader of the source would find it, letter by letter.
    pub(super) fn whole(quote: &str) -> Self {
        let text = Text::new(quote);
        let words = trimmed(text.as_str(), 0..text.as_str().len());
        let pieces =
            words.map(|range| Piece { range, open: [false; 2], bracket_before: false, starts: true });
        Self {
            written: quote.to_owned(),
            pieces: pieces.into_iter().collect(),
            text,
            elided: false,
            added: false,
        }
    }

    /// The quote with what is left out (`…`, `[…]`) and put in (square brackets) taken for what it is.
    pub(super) fn edited(quote: &str) -> Self {
        let written = without_brackets(&with_ellipses(quote));
        let text = Text::new(&written);
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut start, mut bracket, mut elided) = (0, false, false);
        let mut left_out = false;
        let all = text.as_str();
        for (end, sign) in signs(all).chain([(all.len(), "")]) {
            if let Some(range) = trimmed(all, start..end) {
                let open = [bracket && range.start == start, sign.starts_with(BRACKET) && range.end == end];
                let bracket_before = !left_out && !pieces.is_empty();
                pieces.push(Piece { range, open, bracket_before, starts: !open[0] });
                left_out = false;
            }
            bracket = sign.starts_with(BRACKET);
            left_out |= sign.starts_with('.');
            elided |= sign.starts_with('.');
            start = end + sign.len();
        }
        let added = all.contains(BRACKET);
        Self { pieces, written, text, elided, added }
    }

    /// What a copy that has the pieces says of it.
    pub(super) fn as_marked(&self) -> QuoteCheck {
        match (self.elided, self.added) {
            (false, false) => QuoteCheck::Verbatim,
            (elided, added) => QuoteCheck::Edited { elided, added },
        }
    }

    /// Where the pieces stand in `copy`, in their order and not within longer words or numbers, as near together as can be.
    pub(super) fn find(&self, copy: &Copy<'_>) -> Option<Vec<Range<usize>>> {
        let mut levels: Vec<Vec<Link>> = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            let links = match levels.last() {
                None => self
                    .places(piece, copy, 0)
                    .map(|range| Link { chain: range.start, range, before: 0 })
                    .collect(),
                Some(before) => self.linked(piece, copy, before),
            };
            levels.push(links);
        }
        let last = levels.last()?;
        let (mut at, _) =
            last.iter().enumerate().min_by_key(|(_, link)| (link.range.end - link.chain, link.chain))?;
        let mut found = Vec::with_capacity(levels.len());
        for level in levels.iter().rev() {
            found.push(level[at].range.clone());
            at = level[at].before;
        }
        found.reverse();
        Some(found)
    }

    /// What the elisions between pieces at `places` leave out.
    pub(super) fn left_out(&self, places: &[Range<usize>], copy: &Copy<'_>) -> Lookup {
        let mut lookup = Lookup::default();
        for (piece, pair) in self.pieces.iter().skip(1).zip(places.windows(2)) {
            let [before, after] = pair else { continue };
            if piece.bracket_before {
                continue;
            }
            let words = copy.index().touched(&(before.end..after.start)).len();
            lookup.left_out += words;
            if lookup.longest.as_ref().is_none_or(|longest| words > longest.words) {
                let place = |range: &Range<usize>| copy.snapshot.place(copy.text.original(range.clone()));
                lookup.longest = Some(Gap { words, before: place(before), after: place(after) });
            }
        }
        lookup
    }

    /// What keeps pieces that `copy` has, each for itself, from being the quote; nothing where it does not have them all.
    pub(super) fn scattered(&self, copy: &Copy<'_>) -> Option<Because> {
        let is_there = |piece: &Piece| self.places(piece, copy, 0).next().is_some();
        if self.pieces.len() < 2 || !self.pieces.iter().all(is_there) {
            return None;
        }
        let mut from = Some(0);
        for piece in &self.pieces {
            from = from.and_then(|from| self.places(piece, copy, from).next()).map(|range| range.end);
        }
        Some(if from.is_some() { Because::FarApart } else { Because::OtherOrder })
    }

    fn linked(&self, piece: &Piece, copy: &Copy<'_>, before: &[Link]) -> Vec<Link> {
        let Some(earliest) = before.iter().map(|link| link.range.end).min() else { return Vec::new() };
        let mut links = Vec::new();
        // Both lists are in the order of their places, so that the nearest one before is never behind the last.
        let mut nearest = 0;
        for range in self.places(piece, copy, earliest) {
            while before.get(nearest + 1).is_some_and(|link| link.range.end <= range.start) {
                nearest += 1;
            }
            let link = &before[nearest];
            let gap = range.start.checked_sub(link.range.end);
            if gap.is_some_and(|gap| !piece.bracket_before || gap <= BRACKET_REACH) {
                links.push(Link { range, chain: link.chain, before: nearest });
            }
        }
        links
    }

    /// Where one piece stands in `copy` from byte `from` on.
    pub(super) fn places<'a>(
        &'a self,
        piece: &'a Piece,
        copy: &'a Copy<'_>,
        from: usize,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let text = copy.text.as_str();
        let mut words = &self.text.as_str()[piece.range.clone()];
        if piece.range.end == self.text.as_str().trim_end_matches(['"', ' ']).len() {
            // What closes a quote is the quoting sentence's, as its first letter is.
            words = words.trim_end_matches(['.', ',']);
        }
        let length = words.len();
        // A first letter of either case is looked for by the letters after it.
        let first = words.chars().next().filter(|c| piece.starts && c.is_alphabetic());
        let rest = first.map_or(words, |c| &words[c.len_utf8()..]);
        text[from..]
            .match_indices(rest)
            .filter_map(move |(at, found)| {
                let (at, found_end) = (from + at, from + at + found.len());
                let start = match first {
                    None => at,
                    Some(first) => {
                        let c = text[from..at].chars().next_back().filter(|c| is_case_of(*c, first))?;
                        at - c.len_utf8()
                    }
                };
                Some(start..found_end)
            })
            .filter(move |range| length > 0 && piece.is_whole_at(text, range))
            .take(MOST_PLACES)
    }
}

/// A place of a piece that goes on from a place of the piece before.
struct Link {
    range: Range<usize>,
    /// Where the first piece starts.
    chain: usize,
    /// Which place of the piece before.
    before: usize,
}

fn is_case_of(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

impl Piece {
    /// Whether the words are whole where `text` has them.
    fn is_whole_at(&self, text: &str, range: &Range<usize>) -> bool {
        let (before, words, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
        let cut = |left: &str, right: &str, open: bool| match (left.chars().last(), right.chars().next()) {
            (Some(left), Some(right)) if left.is_alphabetic() && right.is_alphabetic() => {
                !open && is_spaced(left) && is_spaced(right)
            }
            (Some(left), Some(right)) => left.is_numeric() && right.is_numeric(),
            _ => false,
        };
        !cut(before, words, self.open[0])
            && !cut(words, after, self.open[1])
            && !within_number(before, words)
            && !within_number_after(words, after)
    }
}

/// Whether `right` goes on with a number that `left` begins ("11,|000").
fn within_number(left: &str, right: &str) -> bool {
    let mut before = left.chars().rev();
    right.starts_with(|c: char| c.is_numeric())
        && before.next().is_some_and(|c| matches!(c, ',' | '.'))
        && before.next().is_some_and(char::is_numeric)
}

/// Whether `right` goes on with a number that `left` ends in ("1,000|,000").
fn within_number_after(left: &str, right: &str) -> bool {
    let mut after = right.chars();
    left.ends_with(|c: char| c.is_numeric())
        && after.next().is_some_and(|c| matches!(c, ',' | '.'))
        && after.next().is_some_and(char::is_numeric)
}

/// The stretch without the marks and spaces around its words; nothing where it has none.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = &text[range.clone()];
    let words = part.trim_matches(['"', ' ']);
    let start = range.start + (part.len() - part.trim_start_matches(['"', ' ']).len());
    words.contains(char::is_alphanumeric).then(|| start..start + words.len())
}

/// Where a quote says that something was left out or put in.
fn signs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut signs: Vec<(usize, &str)> =
        text.match_indices("...").chain(text.match_indices(BRACKET)).collect();
    signs.sort_unstable();
    signs.into_iter()
}

/// The quote with one sign for each ellipsis, however it is typed: three dots or, after a sentence, four, with spaces between
/// them or without (The Chicago Manual of Style, 13.50).
fn with_ellipses(quote: &str) -> String {
    let mut out = String::with_capacity(quote.len());
    let mut rest = quote;
    while let Some(c) = rest.chars().next() {
        let (length, dots) = dots(rest);
        if dots >= 3 {
            out.push('…');
        } else if dots > 0 {
            out.push_str(&rest[..length]);
        } else {
            out.push(c);
        }
        rest = &rest[length.max(c.len_utf8())..];
    }
    out
}

/// How long the dots are that a text starts with, and how many.
fn dots(text: &str) -> (usize, usize) {
    let (mut length, mut dots) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '.' => dots += 1,
            '…' => dots += 3,
            c if c.is_whitespace() && dots > 0 => continue,
            _ => break,
        }
        length = at + c.len_utf8();
    }
    (length, dots)
}

/// The quote with a sign for each bracketed passage; what was left out in brackets is left out as elsewhere.
fn without_brackets(quote: &str) -> String {
    let mut out = String::with_capacity(quote.len());
    let mut rest = quote;
    while let Some((before, inside)) = rest.split_once('[') {
        out.push_str(before);
        match inside.split_once(']') {
            Some((text, after)) => {
                match text.chars().all(|c| matches!(c, '.' | '…' | ' ')) {
                    true => out.push('…'),
                    false => out.push(BRACKET),
                }
                rest = after;
            }
            None => {
                out.push('[');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}
