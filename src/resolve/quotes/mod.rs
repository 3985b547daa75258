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
use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Says of each quote whether our copy of its source has its words, and by which words a browser finds them.
pub(super) fn check(briefing: &mut Briefing, snapshots: &[Arc<SnapshotDoc>], earlier: &mut Earlier) {
    // Of two copies, which was told, the first counts here as everywhere.
    let copies: BTreeMap<&SourceId, &Arc<SnapshotDoc>> =
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
    let quotes: Vec<_> =
        quotes.into_iter().map(|(source, quotes)| (earlier.take(copies[source]), quotes)).collect();
    let looked_up: Vec<(Copied, Vec<FoundFor>)> = quotes
        .into_par_iter()
        .map(|(mut copied, quotes)| {
            let found = copied.look_up(quotes);
            (copied, found)
        })
        .collect();
    earlier.copies.clear();
    for (copied, found) in looked_up {
        for (key, at, found) in found {
            let evidence = &mut briefing.claims[key].evidence[at];
            evidence.check = Some(found.check);
            evidence.lookup = found.lookup;
            evidence.passage = found.passage;
        }
        earlier.copies.insert(copied.snapshot.source.clone(), copied);
    }
}

/// What was found for a piece of evidence of a claim, by its place among the claim's.
type FoundFor = (Key<Claim>, usize, Found);

/// What was found in the copies that there were.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    copies: BTreeMap<SourceId, Copied>,
}

/// A copy, and what was found of each quote that was looked up in it.
#[derive(Debug)]
struct Copied {
    snapshot: Arc<SnapshotDoc>,
    found: BTreeMap<String, Found>,
}

impl Earlier {
    /// What was found in a copy; nothing where it is not the one that it was.
    fn take(&mut self, snapshot: &Arc<SnapshotDoc>) -> Copied {
        let same =
            self.copies.remove(&snapshot.source).filter(|known| Arc::ptr_eq(&known.snapshot, snapshot));
        same.unwrap_or_else(|| Copied { snapshot: Arc::clone(snapshot), found: BTreeMap::new() })
    }
}

impl Copied {
    /// Looks up those quotes that were not looked up before, and forgets those that are not asked for any more.
    fn look_up(&mut self, quotes: Vec<Cited<'_>>) -> Vec<FoundFor> {
        let mut before = std::mem::take(&mut self.found);
        // Made when the first quote needs it: it takes some times the size of the copy.
        let copy = LazyCell::new(|| Copy::new(&self.snapshot));
        let mut all = Vec::with_capacity(quotes.len());
        for (key, at, quote) in quotes {
            let found = match self.found.get(quote) {
                Some(found) => found.clone(),
                None => {
                    let found = before.remove(quote).unwrap_or_else(|| look_up(quote, &copy));
                    self.found.insert(quote.to_owned(), found.clone());
                    found
                }
            };
            all.push((key, at, found));
        }
        all
    }
}

/// A quote, and which evidence of which claim it is.
type Cited<'q> = (Key<Claim>, usize, &'q str);

/// What looking up a quote gave.
#[derive(Clone, Debug)]
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
