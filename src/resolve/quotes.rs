//! Quotes, looked up in our stored copies of their sources.

use super::Briefing;
use crate::load::SnapshotDoc;
use crate::model::text::normal::Normal;
use crate::model::{QuoteCheck, SourceId};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Says of each quote whether our copy of its source has its words.
pub(super) fn check(briefing: &mut Briefing, snapshots: &[SnapshotDoc]) {
    // Of two copies, which was told, the first counts here as everywhere.
    let copies: BTreeMap<&SourceId, Normal> =
        snapshots.par_iter().rev().map(|snapshot| (&snapshot.source, Normal::new(&snapshot.words))).collect();
    for key in briefing.claims.keys() {
        for evidence in &mut briefing.claims[key].evidence {
            let copy = copies.get(&briefing.sources[evidence.source].id);
            evidence.check = evidence.quote.as_ref().map(|quote| match copy {
                None => QuoteCheck::NoSnapshot,
                Some(copy) if stands_in(&quote.value, copy) => QuoteCheck::Found,
                Some(_) => QuoteCheck::NotFound,
            });
        }
    }
}

/// What stands in a quote for a passage in square brackets. No text that people write has it.
const BRACKET: char = '\u{1a}';

/// Whether the words of `quote` stand in `copy`, in their order and not within longer words or numbers. What an editor left
/// out (`…`, `[…]`) or put in (square brackets) may be anything.
fn stands_in(quote: &str, copy: &Normal) -> bool {
    let quote = Normal::new(&without_brackets(quote));
    let copy = copy.as_str();
    let mut from = 0;
    let mut pieces = pieces(quote.as_str()).peekable();
    if pieces.peek().is_none() {
        return false;
    }
    for piece in pieces {
        match copy[from..].match_indices(piece.words).find(|(at, _)| piece.stands_at(copy, from + at)) {
            Some((at, found)) => from += at + found.len(),
            None => return false,
        }
    }
    true
}

/// Words of a quote between what was left out or put in.
struct Piece<'q> {
    words: &'q str,
    /// Whether a bracket touches its start or its end, as in "[T]he": there it may be a part of a word.
    open: [bool; 2],
}

/// The pieces of a quote that say something.
fn pieces(quote: &str) -> impl Iterator<Item = Piece<'_>> {
    let parts: Vec<&str> = quote.split(BRACKET).collect();
    let last = parts.len() - 1;
    parts.into_iter().enumerate().flat_map(move |(n, part)| {
        let between: Vec<&str> = part.split("...").collect();
        let end = between.len() - 1;
        between.into_iter().enumerate().filter_map(move |(m, text)| {
            let words = text.trim_matches(['"', ' ']);
            let open =
                [n > 0 && m == 0 && text.starts_with(words), n < last && m == end && text.ends_with(words)];
            words.contains(char::is_alphanumeric).then_some(Piece { words, open })
        })
    })
}

impl Piece<'_> {
    /// Whether the words, which `copy` has at byte `at`, are whole there.
    fn stands_at(&self, copy: &str, at: usize) -> bool {
        let (before, after) = (&copy[..at], &copy[at + self.words.len()..]);
        let cut = |left: &str, right: &str, open: bool| match (left.chars().last(), right.chars().next()) {
            (Some(left), Some(right)) if left.is_alphabetic() && right.is_alphabetic() => {
                !open && is_spaced(left) && is_spaced(right)
            }
            (Some(left), Some(right)) => left.is_numeric() && right.is_numeric(),
            _ => false,
        };
        !cut(before, self.words, self.open[0])
            && !cut(self.words, after, self.open[1])
            && !within_number(before, self.words)
            && !within_number_after(self.words, after)
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

/// Whether a letter is of a script that puts spaces between words, and nothing onto their ends that a quote leaves off: not
/// so Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean.
fn is_spaced(c: char) -> bool {
    !matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..)
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
                    true => out.push_str("..."),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(quote: &str) -> bool {
        stands_in(
            quote,
            &Normal::new("He said it was from lower-level troops to “very near\n to the top” of the army."),
        )
    }

    #[test]
    fn a_quote_is_found_whatever_its_marks_and_line_ends() {
        assert!(found("\"very near to the top\""));
        assert!(found("from lower-level troops … the top"));
        assert!(found("from lower-level troops [of the North] to \"very near"));
    }

    #[test]
    fn a_quote_with_other_words_or_in_another_order_is_not_found() {
        assert!(!found("very close to the top"));
        assert!(!found("the top … lower-level troops"));
        assert!(!found("…"));
    }

    #[test]
    fn a_quote_is_not_found_within_longer_words_and_numbers() {
        let copy = Normal::new("Over 11,000 were killed, 2,500,000 displaced; the unarmed fled.");
        assert!(stands_in("11,000 were killed", &copy));
        for quote in ["1,000 were killed", "000 were killed", "2,500", "were kill", "armed fled"] {
            assert!(!stands_in(quote, &copy), "{quote}");
        }
        assert!(stands_in("[A]rmed fled", &Normal::new("the armed fled")));
        assert!(stands_in("북한군", &Normal::new("북한군은 쿠르스크에")));
    }

    #[test]
    fn a_quote_without_words_is_found_nowhere() {
        assert!(!found("“…”"));
        assert!(!found("[…]"));
        assert!(!found("."));
    }
}
