//! What has become of the sources that some claims rest on, for those who read the claims.

use super::{Briefing, is_estimate_withdrawn};
use crate::diagnostic::Place;
use crate::model::text::{self, Block, Link, Target};
use crate::model::{Claim, Estimate, Key, Provenance, Source, State, Status, When};
use std::collections::{BTreeMap, BTreeSet};

/// One source that is no longer as it was, and how many of the records that were asked about it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The source.
    pub source: Key<Source>,
    /// How many were read in it (none where a text only links it), in what was made from it where it was retracted, or were worked out from those.
    pub touched: usize,
    /// How many of these are withdrawn.
    pub withdrawn: usize,
    /// How many there are in all.
    pub of: usize,
}

/// The notices on `claims`, the gravest first.
#[must_use]
pub fn on_claims(briefing: &Briefing, claims: &BTreeSet<Key<Claim>>) -> Vec<Notice> {
    let records = claims.iter().map(|&claim| {
        let is_withdrawn = briefing.claims[claim].standing.status == Status::Withdrawn;
        (grounds(briefing, claim), is_withdrawn)
    });
    count(briefing, records, claims.len())
}

/// The notices on `estimates`, the gravest first.
#[must_use]
pub fn on_estimates(briefing: &Briefing, estimates: &[Key<Estimate>]) -> Vec<Notice> {
    let records = estimates.iter().map(|&key| {
        let estimate = &briefing.estimates[key];
        let sources = match estimate.provenance {
            Provenance::Claim(claim) => grounds(briefing, claim),
            Provenance::Row(_) => estimate.source.into_iter().collect(),
        };
        (sources, is_estimate_withdrawn(briefing, estimate))
    });
    count(briefing, records, estimates.len())
}

/// The retracted sources that a text links, or whose descendants it links, apart from those that `told` has: readers of the
/// text take them for something that stands.
#[must_use]
pub fn on_links(briefing: &Briefing, text: &[Block], told: &[Notice]) -> Vec<Notice> {
    let mut retracted: BTreeSet<Key<Source>> =
        links(briefing, text).filter_map(|(source, _)| briefing.sources[source].undone_by).collect();
    retracted.retain(|source| told.iter().all(|notice| notice.source != *source));
    retracted.into_iter().map(|source| Notice { source, touched: 0, withdrawn: 0, of: 0 }).collect()
}

/// The sources that a text links, and the links, in their order.
pub fn links(briefing: &Briefing, text: &[Block]) -> impl Iterator<Item = (Key<Source>, Place)> + use<> {
    let to_source = |link: Link| match link.target {
        Target::Source(id) => Some((briefing.sources.find(&id)?, link.place)),
        _ => None,
    };
    text::links(text).into_iter().filter_map(to_source).collect::<Vec<_>>().into_iter()
}

/// Whether a source was read again after it was changed, so that what is quoted is what stands there now.
#[must_use]
pub fn was_read_since(source: &Source) -> bool {
    let changed = source.state.date.as_ref().and_then(When::last_day);
    let read = source.accessed.as_ref().and_then(When::first_day);
    changed.zip(read).is_some_and(|(changed, read)| read >= changed)
}

/// The sources that carry a claim, or the claims that it was worked out from.
fn grounds(briefing: &Briefing, claim: Key<Claim>) -> BTreeSet<Key<Source>> {
    let mut sources = BTreeSet::new();
    let mut seen = BTreeSet::from([claim]);
    let mut next = vec![claim];
    while let Some(at) = next.pop() {
        let claim = &briefing.claims[at];
        let supports = claim.supports();
        sources.extend(supports.map(|evidence| evidence.source));
        next.extend(claim.relations.rests_on.iter().filter(|ground| seen.insert(**ground)));
    }
    sources
}

fn count(
    briefing: &Briefing,
    records: impl Iterator<Item = (BTreeSet<Key<Source>>, bool)>,
    of: usize,
) -> Vec<Notice> {
    let mut found: BTreeMap<Key<Source>, (usize, usize)> = BTreeMap::new();
    for (sources, is_withdrawn) in records {
        let changed: BTreeSet<Key<Source>> =
            sources.into_iter().flat_map(|source| no_longer_as_it_was(briefing, source)).collect();
        for source in changed {
            let (touched, withdrawn) = found.entry(source).or_default();
            *touched += 1;
            *withdrawn += usize::from(is_withdrawn);
        }
    }
    let mut notices: Vec<Notice> = found
        .into_iter()
        .map(|(source, (touched, withdrawn))| Notice { source, touched, withdrawn, of })
        .collect();
    notices.sort_by_key(|notice| {
        (std::cmp::Reverse(briefing.sources[notice.source].state.state), notice.source)
    });
    notices
}

/// The source where something became of it, and the retracted one that it was made from.
fn no_longer_as_it_was(briefing: &Briefing, source: Key<Source>) -> impl Iterator<Item = Key<Source>> {
    let record = &briefing.sources[source];
    let own = (record.state.state != State::Live).then_some(source);
    own.into_iter().chain(record.undone_by.filter(|by| *by != source))
}
