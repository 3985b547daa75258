//! Which claims were taken back, lost every source, or were worked out from such.

use super::Briefing;
use super::english::count_of;
use crate::model::{Act, Claim, Key, Role, Source, Speaking, State, Status};
use std::collections::BTreeMap;

/// Every claim that is withdrawn, by the record or because its author says so, and why.
pub(super) fn all(briefing: &Briefing) -> BTreeMap<Key<Claim>, String> {
    let taken_back = taken_back(briefing);
    let mut withdrawn = BTreeMap::new();
    for (key, claim) in briefing.claims.iter() {
        let reason = match taken_back.get(&key) {
            _ if claim.standing.stated && claim.standing.status == Status::Withdrawn => {
                claim.standing.reason.clone()
            }
            // Who would not speak has nothing to take back.
            _ if claim.standing.stated || claim.act.is_silence() => continue,
            Some(by) => taken_back_by(&briefing.claims[*by]),
            None if lost_every_source(briefing, claim) => {
                "Every source that it rests on was retracted.".to_owned()
            }
            None => continue,
        };
        withdrawn.insert(key, reason);
    }
    add_inferences(briefing, &mut withdrawn);
    withdrawn
}

/// Whether there were sources that carried it and all of them were retracted.
#[must_use]
pub fn lost_every_source(briefing: &Briefing, claim: &Claim) -> bool {
    let mut supports = claim.evidence.iter().filter(|evidence| evidence.role == Role::Supports).peekable();
    supports.peek().is_some() && supports.all(|evidence| retracted(briefing, evidence.source))
}

/// Whether its publisher took it back.
pub(super) fn retracted(briefing: &Briefing, source: Key<Source>) -> bool {
    briefing.sources[source].state.state == State::Retracted
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

fn taken_back_by(by: &Claim) -> String {
    let when = by.said.as_ref().map(|said| format!(" on {}", said.for_readers())).unwrap_or_default();
    let verb = if by.act == Act::Retracts { "took it back" } else { "corrected it" };
    format!("Its speaker {verb}{when}.")
}

/// Adds what this site worked out from withdrawn claims, step by step until nothing is added.
fn add_inferences(briefing: &Briefing, withdrawn: &mut BTreeMap<Key<Claim>, String>) {
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
                withdrawn.insert(*key, String::new());
                inferred.push(*key);
                next.push(*key);
            }
        }
    }
    for key in inferred {
        let grounds = &briefing.claims[key].relations.rests_on;
        let lost = grounds.iter().filter(|ground| withdrawn.contains_key(ground)).count();
        let verb = if lost == 1 { "was" } else { "were" };
        let count = count_of(lost, "claim", "claims");
        withdrawn.insert(key, format!("It rests on {count} that {verb} withdrawn."));
    }
}
