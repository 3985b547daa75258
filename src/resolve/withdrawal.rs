//! Which claims were taken back, lost every source, or were worked out from such.

use super::Briefing;
use crate::language::when_it_was;
use crate::model::{Act, Claim, Estimate, Key, Message, Phrase, Provenance, Source, Speaking, State, Status};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Every claim that is withdrawn, by the record or because its author says so, and why.
pub(super) fn all(briefing: &Briefing) -> BTreeMap<Key<Claim>, Phrase> {
    let taken_back = taken_back(briefing);
    let mut withdrawn = BTreeMap::new();
    for (key, claim) in briefing.claims.iter() {
        let reason = match taken_back.get(&key) {
            _ if claim.standing.stated && claim.standing.status == Status::Withdrawn => {
                claim.standing.reason.clone()
            }
            _ if claim.standing.stated => continue,
            // Who would not speak has nothing to take back; whoever reported the silence has.
            Some(by) if !claim.act.is_silence() => taken_back_by(&briefing.claims[*by]).into(),
            _ if lost_every_source(briefing, claim) => lost(briefing, claim).into(),
            _ => continue,
        };
        withdrawn.insert(key, reason);
    }
    add_inferences(briefing, &mut withdrawn);
    withdrawn
}

/// Notes for each source whether it was retracted or goes back to one that was.
///
/// What was made from a retracted source has the same words from the same place, and its own publisher's silence does not
/// bring them back: a claim that can only be followed there can be followed no further than to what was taken back.
pub(super) fn mark_sources(briefing: &mut Briefing) {
    let undone: Vec<_> = briefing.sources.keys().map(|key| (key, retracted_root(briefing, key))).collect();
    for (key, by) in undone {
        briefing.sources[key].undone_by = by;
    }
}

/// The nearest retracted source on the way back from `source`, itself included.
fn retracted_root(briefing: &Briefing, source: Key<Source>) -> Option<Key<Source>> {
    // Sources that go back to themselves have been told; each is looked at once.
    let mut seen = BTreeSet::new();
    let mut next = VecDeque::from([source]);
    while let Some(at) = next.pop_front() {
        if !seen.insert(at) {
            continue;
        }
        let record = &briefing.sources[at];
        if record.state.state == State::Retracted {
            return Some(at);
        }
        next.extend(record.made_from());
    }
    None
}

/// Whether there were sources that carried it and none of them does any more.
#[must_use]
pub fn lost_every_source(briefing: &Briefing, claim: &Claim) -> bool {
    let mut supports = claim.supports().map(|evidence| evidence.source).peekable();
    supports.peek().is_some() && supports.all(|source| briefing.sources[source].undone_by.is_some())
}

/// Whether an estimate was taken back, or lost what carried it: the claim that states it, or the source of its row.
#[must_use]
pub fn is_estimate_withdrawn(briefing: &Briefing, estimate: &Estimate) -> bool {
    match estimate.provenance {
        Provenance::Claim(claim) => briefing.claims[claim].standing.status == Status::Withdrawn,
        Provenance::Row(_) => {
            estimate.source.is_some_and(|source| briefing.sources[source].undone_by.is_some())
        }
    }
}

/// Why a claim that lost every source is withdrawn.
fn lost(briefing: &Briefing, claim: &Claim) -> Message {
    let sources: BTreeSet<Key<Source>> = claim.supports().map(|evidence| evidence.source).collect();
    let is_retracted = |key: &Key<Source>| briefing.sources[*key].state.state == State::Retracted;
    if let (1, Some(&only)) = (sources.len(), sources.first()) {
        let by = briefing.sources[only].undone_by.unwrap_or(only);
        let when = when_it_was(briefing.sources[by].state.date.as_ref());
        return match by == only {
            true => Message::new("reason.source-retracted").with("when", when),
            false => Message::new("reason.source-made-from")
                .with("title", briefing.sources[by].title.as_str())
                .with("when", when),
        };
    }
    match sources.iter().all(is_retracted) {
        true => Message::new("reason.sources-retracted"),
        false => Message::new("reason.sources-made-from"),
    }
}

/// The claims that their own speakers took back, each with the claim that does so.
fn taken_back(briefing: &Briefing) -> BTreeMap<Key<Claim>, Key<Claim>> {
    let mut taken_back = BTreeMap::new();
    for (key, claim) in briefing.claims.iter() {
        if !matches!(claim.act, Act::Retracts | Act::Corrects) {
            continue;
        }
        for other in claim.relations.updates.iter().chain(&claim.relations.disputes) {
            if *other != key && briefing.claims[*other].speaker == claim.speaker {
                taken_back.insert(*other, key);
            }
        }
    }
    taken_back
}

fn taken_back_by(by: &Claim) -> Message {
    let key = if by.act == Act::Retracts { "reason.taken-back" } else { "reason.corrected" };
    Message::new(key).with("when", when_it_was(by.said.as_ref()))
}

/// Adds what this site worked out from withdrawn claims, step by step until nothing is added.
fn add_inferences(briefing: &Briefing, withdrawn: &mut BTreeMap<Key<Claim>, Phrase>) {
    let mut rest_on: BTreeMap<Key<Claim>, Vec<Key<Claim>>> = BTreeMap::new();
    for (key, claim) in briefing.claims.iter() {
        if claim.speaker == Speaking::Site && !claim.standing.stated && !claim.act.is_silence() {
            for ground in &claim.relations.rests_on {
                rest_on.entry(*ground).or_default().push(key);
            }
        }
    }
    let mut next: Vec<_> = withdrawn.keys().copied().collect();
    let mut inferred = Vec::new();
    while let Some(ground) = next.pop() {
        for key in rest_on.get(&ground).into_iter().flatten() {
            if !withdrawn.contains_key(key) {
                withdrawn.insert(*key, Phrase::default());
                inferred.push(*key);
                next.push(*key);
            }
        }
    }
    for key in inferred {
        let grounds = &briefing.claims[key].relations.rests_on;
        let lost = grounds.iter().filter(|ground| withdrawn.contains_key(ground)).count();
        withdrawn.insert(key, Message::count("reason.rests-on-withdrawn", lost).into());
    }
}
