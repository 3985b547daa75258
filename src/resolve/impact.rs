//! What rests on a source.

use super::Briefing;
use crate::model::{Claim, Estimate, Key, Provenance, Role, Source, SourceOrigin};
use std::collections::BTreeSet;

/// What would be touched if a source were taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Claims that no other source supports.
    pub sole: Vec<Key<Claim>>,
    /// Claims that other sources support as well.
    pub shared: Vec<Key<Claim>>,
    /// Claims that were worked out from these, step by step.
    pub inferred: Vec<Key<Claim>>,
    /// Estimates that these claims state, or that a data file takes from the source.
    pub estimates: Vec<Key<Estimate>>,
}

/// What rests on `source` and on the sources that were made from it.
#[must_use]
pub fn of_source(briefing: &Briefing, source: Key<Source>) -> Impact {
    let reached = derived(briefing, source);
    let mut impact = Impact::default();
    for (key, claim) in briefing.claims.iter() {
        let mut supports = claim.evidence.iter().filter(|evidence| evidence.role == Role::Supports);
        let on_it = supports.clone().filter(|evidence| reached.contains(&evidence.source)).count();
        if on_it == 0 {
            continue;
        }
        match supports.all(|evidence| reached.contains(&evidence.source)) {
            true => impact.sole.push(key),
            false => impact.shared.push(key),
        }
    }
    impact.inferred = inferred(briefing, impact.sole.iter().chain(&impact.shared).copied().collect());
    let claims: BTreeSet<_> =
        impact.sole.iter().chain(&impact.shared).chain(&impact.inferred).copied().collect();
    impact.estimates = briefing
        .estimates
        .iter()
        .filter(|(_, estimate)| match estimate.provenance {
            Provenance::Claim(claim) => claims.contains(&claim),
            Provenance::Row(_) => estimate.source.is_some_and(|source| reached.contains(&source)),
        })
        .map(|(key, _)| key)
        .collect();
    impact
}

/// `source` and all sources that go back to it.
fn derived(briefing: &Briefing, source: Key<Source>) -> BTreeSet<Key<Source>> {
    let mut reached = BTreeSet::from([source]);
    loop {
        let before = reached.len();
        for (key, other) in briefing.sources.iter() {
            let parent = other.derived_from.is_some_and(|parent| reached.contains(&parent));
            let origin =
                matches!(&other.origin, Some(SourceOrigin::Source(origin)) if reached.contains(origin));
            if parent || origin {
                reached.insert(key);
            }
        }
        if reached.len() == before {
            return reached;
        }
    }
}

/// Claims that rest on `grounds`, and on those in turn, without `grounds` themselves.
fn inferred(briefing: &Briefing, grounds: BTreeSet<Key<Claim>>) -> Vec<Key<Claim>> {
    let mut reached = grounds.clone();
    loop {
        let before = reached.len();
        for (key, claim) in briefing.claims.iter() {
            if claim.relations.rests_on.iter().any(|ground| reached.contains(ground)) {
                reached.insert(key);
            }
        }
        if reached.len() == before {
            return reached.difference(&grounds).copied().collect();
        }
    }
}
