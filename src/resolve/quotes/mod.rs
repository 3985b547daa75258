//! Quotes, looked up in our stored copies of their sources.

mod compare;
mod copy;
mod nearest;
mod passage;
mod pieces;
#[cfg(test)]
mod tests;
mod words;

use super::Briefing;
use crate::load::SnapshotDoc;
use crate::model::{Because, Claim, Key, Lookup, QuoteCheck, SourceId, TextPart};
use copy::Copy;
use pieces::Quote;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Says of each quote whether our copy of its source has its words, and by which words a browser finds them.
pub(super) fn check(briefing: &mut Briefing, snapshots: &[SnapshotDoc]) {
    // Of two copies, which was told, the first counts here as everywhere.
    let copies: BTreeMap<&SourceId, &SnapshotDoc> =
        snapshots.iter().rev().map(|snapshot| (&snapshot.source, snapshot)).collect();
    // What is made of a copy takes some times its size, so that it is kept for as long as its own quotes are looked up.
    let mut quotes: BTreeMap<&SourceId, Vec<Cited<'_>>> = BTreeMap::new();
    for (key, claim) in briefing.claims.iter() {
        for (at, evidence) in claim.evidence.iter().enumerate() {
            let source = &briefing.sources[evidence.source].id;
            if let Some(words) = evidence.words().filter(|_| copies.contains_key(source)) {
                quotes.entry(source).or_default().push((key, at, &words.value));
            }
        }
    }
    let quotes: Vec<_> = quotes.into_iter().collect();
    let found: Vec<(Key<Claim>, usize, Found)> = quotes
        .into_par_iter()
        .flat_map_iter(|(source, quotes)| {
            let copy = Copy::new(copies[source]);
            quotes.into_iter().map(move |(key, at, quote)| (key, at, look_up(quote, &copy)))
        })
        .collect();
    for (key, at, found) in found {
        let evidence = &mut briefing.claims[key].evidence[at];
        evidence.check = Some(found.check);
        evidence.lookup = found.lookup;
        evidence.passage = found.passage;
    }
}

/// A quote, and which evidence of which claim it is.
type Cited<'q> = (Key<Claim>, usize, &'q str);

/// What looking up a quote gave.
struct Found {
    check: QuoteCheck,
    lookup: Lookup,
    passage: Vec<TextPart>,
}

/// Looks a quote up in a copy as it stands, and then with the words made whole that its lines end within.
fn look_up(quote: &str, copy: &Copy<'_>) -> Found {
    let found = look_up_in(quote, copy);
    if found.check.is_found() || !copy.breaks_words() {
        return found;
    }
    look_up_in(quote, &copy.with_whole_words(quote))
}

fn look_up_in(quote: &str, copy: &Copy<'_>) -> Found {
    let not_found = |because| Found {
        check: QuoteCheck::NotFound,
        lookup: Lookup { because, ..Lookup::default() },
        passage: Vec::new(),
    };
    if !copy.text.as_str().contains(char::is_alphanumeric) {
        return not_found(Some(Because::EmptyCopy));
    }
    let whole = Quote::whole(quote);
    if let Some(places) = whole.find(copy) {
        let passage = passage::parts(&places, copy);
        return Found { check: QuoteCheck::Verbatim, lookup: Lookup::default(), passage };
    }
    let edited = Quote::edited(quote);
    if let Some(places) = edited.find(copy) {
        let lookup = edited.left_out(&places, copy);
        return Found { check: edited.as_marked(), lookup, passage: passage::parts(&places, copy) };
    }
    if edited.pieces.is_empty() {
        return not_found(Some(Because::NoWords));
    }
    if let Some(because) = edited.scattered(copy) {
        return not_found(Some(because));
    }
    let Some(found) = compare::passage(&edited, copy) else { return not_found(None) };
    let check = match found.nearest {
        Some(nearest) => QuoteCheck::Altered(nearest),
        None => edited.as_marked(),
    };
    Found { check, lookup: Lookup::default(), passage: passage::parts(&found.places, copy) }
}
