//! Where claims first come from: by speaker, then by what their sources go back to (DESIGN §5).

use super::Briefing;
use crate::model::{Claim, Key, Origin, Role, Source, SourceOrigin, Speaking, Status};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The independent origins of each claim, in the order of the claims: its own, and those of the claims that support it. One
/// that repeats it adds none, for it says again what was said; nor does one that was withdrawn, nor what this site infers.
pub(super) fn of_claims(briefing: &Briefing) -> Vec<Vec<Origin>> {
    let mut supporting: BTreeMap<Key<Claim>, Vec<Key<Claim>>> = BTreeMap::new();
    for (key, claim) in briefing.claims.iter() {
        if claim.standing.status == Status::Withdrawn {
            continue;
        }
        for other in &claim.relations.supports {
            supporting.entry(*other).or_default().push(key);
        }
    }
    let claims: Vec<_> = briefing.claims.keys().collect();
    claims
        .into_par_iter()
        .map(|key| {
            let with = supporting.get(&key).into_iter().flatten().copied();
            joined(std::iter::once(key).chain(with).flat_map(|key| leads(briefing, &briefing.claims[key])))
        })
        .collect()
}

/// What one source of a claim leads back to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Lead {
    origin: Origin,
    /// The source at the end of the chain, where no record says who stands behind that.
    root: Option<Key<Source>>,
    /// Whether it was not read in that source itself.
    derived: bool,
}

/// Origins without those that only look independent: of different speakers who are read in things made from one source, that
/// source is the origin.
fn joined(leads: impl Iterator<Item = Lead>) -> Vec<Origin> {
    let leads: BTreeSet<Lead> = leads.collect();
    let one_root = |root: Key<Source>| {
        let of_it: Vec<_> = leads.iter().filter(|lead| lead.root == Some(root)).collect();
        of_it.iter().any(|lead| lead.derived) && of_it.iter().any(|lead| lead.origin != of_it[0].origin)
    };
    let origins: BTreeSet<Origin> = leads
        .iter()
        .map(|lead| match lead.root {
            Some(root) if one_root(root) => Origin::Source(root),
            _ => lead.origin.clone(),
        })
        .collect();
    origins.into_iter().collect()
}

fn leads(briefing: &Briefing, claim: &Claim) -> Vec<Lead> {
    if claim.act.is_silence() || claim.speaker == Speaking::Site {
        return Vec::new();
    }
    claim
        .evidence
        .iter()
        .filter(|evidence| {
            evidence.role == Role::Supports && briefing.sources[evidence.source].undone_by.is_none()
        })
        .map(|evidence| lead(briefing, claim.speaker, evidence.source))
        .collect()
}

/// Follows a source to the origin that it, or one that it was made from, states.
fn lead(briefing: &Briefing, speaker: Speaking, source: Key<Source>) -> Lead {
    let stated = |origin| Lead { origin, root: None, derived: false };
    let mut at = source;
    let mut from_source = false;
    // Sources that go back to themselves have been told; a chain has no more steps than there are sources.
    for _ in 0..briefing.sources.len() {
        let source = &briefing.sources[at];
        at = match (&source.origin, source.derived_from) {
            (Some(SourceOrigin::Speaker(speaker)), _) => {
                return stated(Origin::Speaker(Speaking::Speaker(*speaker)));
            }
            (Some(SourceOrigin::Words(words)), _) => return stated(Origin::Words(words.clone())),
            (Some(SourceOrigin::Source(first)), _) => {
                from_source = true;
                *first
            }
            (None, Some(parent)) => parent,
            (None, None) => break,
        };
    }
    let origin = if from_source { Origin::Source(at) } else { Origin::Speaker(speaker) };
    Lead { origin, root: Some(at), derived: at != source }
}
