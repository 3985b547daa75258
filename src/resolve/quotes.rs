//! Quotes, looked up in our stored copies of their sources.

use super::Briefing;
use crate::load::SnapshotDoc;
use crate::model::text::normal::Normal;
use crate::model::{QuoteCheck, SourceId};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Says of each quote whether our copy of its source has its words.
pub(super) fn check(briefing: &mut Briefing, snapshots: &[SnapshotDoc]) {
    let copies: BTreeMap<&SourceId, Normal> =
        snapshots.par_iter().map(|snapshot| (&snapshot.source, Normal::new(&snapshot.words))).collect();
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

/// Whether the words of `quote` stand in `copy`, in their order. What an editor left out (`…`, `[…]`) or put in (square
/// brackets) may be anything.
fn stands_in(quote: &str, copy: &Normal) -> bool {
    let quote = Normal::new(&without_brackets(quote));
    let mut rest = copy.as_str();
    let mut pieces = quote.as_str().split("...").map(str::trim).filter(|piece| !piece.is_empty()).peekable();
    if pieces.peek().is_none() {
        return false;
    }
    for piece in pieces {
        let piece = piece.trim_matches('"').trim();
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    true
}

/// The quote with each bracketed passage as an elision.
fn without_brackets(quote: &str) -> String {
    let mut out = String::with_capacity(quote.len());
    let mut rest = quote;
    while let Some((before, inside)) = rest.split_once('[') {
        out.push_str(before);
        match inside.split_once(']') {
            Some((_, after)) => {
                out.push_str("...");
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
}
