//! What `resolve` works out for single pages.

use crate::model::{Article, Claim, Estimate, Figure, Key, Source};
use crate::resolve::Briefing;

/// How an article is sourced, in sentences.
pub(crate) fn sourcing(_briefing: &Briefing, _article: Key<Article>) -> Vec<String> {
    Vec::new()
}

/// What of a figure can be compared with what, in sentences.
pub(crate) fn comparability(_briefing: &Briefing, _figure: Key<Figure>) -> Vec<String> {
    Vec::new()
}

/// What rests on a source.
#[derive(Default)]
pub(crate) struct Impact {
    pub(crate) sole: Vec<Key<Claim>>,
    pub(crate) shared: Vec<Key<Claim>>,
    pub(crate) inferred: Vec<Key<Claim>>,
    pub(crate) estimates: Vec<Key<Estimate>>,
}

pub(crate) fn impact(briefing: &Briefing, source: Key<Source>) -> Impact {
    let mut impact = Impact::default();
    for (key, claim) in briefing.claims.iter() {
        let carried = claim.evidence.iter().any(|evidence| evidence.source == source);
        let alone = claim.evidence.iter().all(|evidence| evidence.source == source);
        match (carried, alone) {
            (true, true) => impact.sole.push(key),
            (true, false) => impact.shared.push(key),
            _ => {}
        }
        if carried && alone {
            impact.estimates.extend(claim.estimate);
        }
    }
    let lost = &impact.sole;
    let rests = |claim: &Claim| claim.relations.rests_on.iter().any(|other| lost.contains(other));
    impact.inferred = briefing.claims.iter().filter(|(_, claim)| rests(claim)).map(|(key, _)| key).collect();
    impact
}
