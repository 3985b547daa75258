//! How each claim stands by the record, and why (DESIGN §5).

use super::Briefing;
use super::compare::{self, Verdict};
use super::english::{count_of, list};
use crate::model::{Act, Claim, Key, Origin, Role, Source, SourceOrigin, Speaking, Standing, State, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Works out origins and standing of every claim; what an author stated stays.
pub(super) fn work_out(briefing: &mut Briefing) {
    let against = Against::collect(briefing);
    let worked_out: Vec<(Vec<Origin>, Standing)> = briefing
        .claims
        .keys()
        .map(|key| {
            let origins = against.origins(briefing, key);
            let standing = against.standing(briefing, key, &origins);
            (origins, standing)
        })
        .collect();
    for (key, (origins, standing)) in briefing.claims.keys().zip(worked_out) {
        let claim = &mut briefing.claims[key];
        claim.origins = origins;
        if !claim.standing.stated {
            claim.standing = standing;
        }
    }
}

/// What other claims do to each claim: their relations, read from the other end.
#[derive(Default)]
struct Against {
    supported_by: BTreeMap<Key<Claim>, Vec<Key<Claim>>>,
    disputed_by: BTreeMap<Key<Claim>, Vec<Key<Claim>>>,
    taken_back_by: BTreeMap<Key<Claim>, Key<Claim>>,
    /// The reason why an estimate conflicts with another's.
    conflicts: BTreeMap<Key<Claim>, String>,
}

impl Against {
    fn collect(briefing: &Briefing) -> Self {
        let mut against = Self::default();
        for (key, claim) in briefing.claims.iter() {
            for other in claim.relations.supports.iter().chain(&claim.relations.repeats) {
                against.supported_by.entry(*other).or_default().push(key);
            }
            for other in &claim.relations.disputes {
                against.disputed_by.entry(*other).or_default().push(key);
            }
            if matches!(claim.act, Act::Retracts | Act::Corrects) {
                for other in claim.relations.updates.iter().chain(&claim.relations.disputes) {
                    if briefing.claims[*other].speaker == claim.speaker {
                        against.taken_back_by.insert(*other, key);
                    }
                }
            }
        }
        for figure in briefing.figures.keys() {
            for (a, b, judgement) in compare::pairs(briefing, figure) {
                if judgement.verdict != Verdict::Conflict {
                    continue;
                }
                for estimate in [a, b] {
                    if let crate::model::Provenance::Claim(claim) = briefing.estimates[estimate].provenance {
                        against.conflicts.entry(claim).or_insert_with(|| judgement.reason.clone());
                    }
                }
            }
        }
        against
    }

    /// The independent origins of what a claim says: its own, and those of claims that support or repeat it.
    fn origins(&self, briefing: &Briefing, key: Key<Claim>) -> Vec<Origin> {
        let mut origins = BTreeSet::new();
        let supporting = self.supported_by.get(&key).into_iter().flatten();
        for claim in std::iter::once(&key).chain(supporting) {
            let claim = &briefing.claims[*claim];
            if !claim.act.is_silence() {
                origins.extend(own_origins(briefing, claim));
            }
        }
        origins.into_iter().collect()
    }

    fn standing(&self, briefing: &Briefing, key: Key<Claim>, origins: &[Origin]) -> Standing {
        let claim = &briefing.claims[key];
        let (status, reason) = self
            .silent(claim)
            .or_else(|| self.withdrawn(briefing, key))
            .or_else(|| self.disputed(briefing, key))
            .or_else(|| self.inferred(briefing, claim))
            .unwrap_or_else(|| by_origins(briefing, origins));
        Standing { status, reason, stated: false }
    }

    fn silent(&self, claim: &Claim) -> Option<(Status, String)> {
        let reason = match claim.act {
            Act::DeclinesComment => "It was asked and declined to comment.",
            Act::NoResponse => "It was asked and did not respond.",
            Act::CouldNotVerify => "It looked and could not verify this.",
            _ => return None,
        };
        Some((Status::Silent, reason.to_owned()))
    }

    fn withdrawn(&self, briefing: &Briefing, key: Key<Claim>) -> Option<(Status, String)> {
        if let Some(by) = self.taken_back_by.get(&key) {
            let by = &briefing.claims[*by];
            let when = by.said.as_ref().map(|said| format!(" on {}", said.for_readers())).unwrap_or_default();
            let verb = if by.act == Act::Retracts { "took it back" } else { "corrected it" };
            return Some((Status::Withdrawn, format!("Its speaker {verb}{when}.")));
        }
        let claim = &briefing.claims[key];
        let mut supports =
            claim.evidence.iter().filter(|evidence| evidence.role == Role::Supports).peekable();
        supports.peek()?;
        let all = supports.all(|evidence| retracted(briefing, evidence.source));
        all.then(|| (Status::Withdrawn, "Every source that it rests on was retracted.".to_owned()))
    }

    fn disputed(&self, briefing: &Briefing, key: Key<Claim>) -> Option<(Status, String)> {
        let claim = &briefing.claims[key];
        let others: Vec<_> = self
            .disputed_by
            .get(&key)
            .into_iter()
            .flatten()
            .filter(|other| !self.taken_back_by.contains_key(other))
            .map(|other| name_of(briefing, briefing.claims[*other].speaker))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        if !others.is_empty() {
            return Some((Status::Disputed, format!("{} contradicted it.", capital(&list(&others)))));
        }
        let source = claim.evidence.iter().find(|evidence| evidence.role == Role::Disputes);
        if let Some(evidence) = source {
            let title = &briefing.sources[evidence.source].title;
            return Some((Status::Disputed, format!("“{title}” contradicts it.")));
        }
        self.conflicts.get(&key).map(|reason| (Status::Disputed, reason.clone()))
    }

    fn inferred(&self, briefing: &Briefing, claim: &Claim) -> Option<(Status, String)> {
        if claim.speaker != Speaking::Site {
            return None;
        }
        let grounds = &claim.relations.rests_on;
        let lost = grounds.iter().filter(|ground| self.withdrawn(briefing, **ground).is_some()).count();
        if lost > 0 {
            let reason =
                format!("It rests on {} that {} withdrawn.", count_of(lost, "claim", "claims"), was(lost));
            return Some((Status::Withdrawn, reason));
        }
        let reason = match grounds.len() {
            0 => "This site worked it out. No source says it in these words.".to_owned(),
            n => format!(
                "This site worked it out from {}. No source says it in these words.",
                count_of(n, "other claim", "other claims")
            ),
        };
        Some((Status::Inference, reason))
    }
}

fn was(n: usize) -> &'static str {
    if n == 1 { "was" } else { "were" }
}

fn capital(text: &str) -> String {
    super::english::capital(text)
}

fn by_origins(briefing: &Briefing, origins: &[Origin]) -> (Status, String) {
    let named: Vec<String> = origins.iter().filter_map(|origin| named(briefing, origin)).collect();
    match (named.len(), origins.len()) {
        (0, 0) => (Status::Attributed, "No source is given.".to_owned()),
        (0, _) => (Status::Unnamed, "Only speakers who are not named say it.".to_owned()),
        (_, 1) => (Status::Attributed, format!("Only {} says it, as far as this site has read.", named[0])),
        (_, n) => (
            Status::Corroborated,
            format!("{} say it, independently of each other.", capital(&count_of(n, "origin", "origins"))),
        ),
    }
}

/// The name of an origin, unless it is a speaker who is not named.
fn named(briefing: &Briefing, origin: &Origin) -> Option<String> {
    match origin {
        Origin::Speaker(Speaking::Speaker(key)) if !briefing.speakers[*key].named => None,
        Origin::Speaker(speaking) => Some(name_of(briefing, *speaking)),
        Origin::Source(key) => Some(format!("“{}”", briefing.sources[*key].title)),
        Origin::Words(words) => Some(words.clone()),
    }
}

/// What to call a speaker within a sentence.
pub(super) fn name_of(briefing: &Briefing, speaking: Speaking) -> String {
    match speaking {
        Speaking::Speaker(key) => match &briefing.speakers[key] {
            speaker if speaker.named => speaker.name.clone(),
            unnamed => format!("an unnamed {}", without_article(&unnamed.name)),
        },
        Speaking::Site => "this site".to_owned(),
    }
}

/// "A US official" → "US official"
fn without_article(name: &str) -> &str {
    ["A ", "An ", "a ", "an "].into_iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

/// Where one claim first comes from: the origin that its sources state, or else its speaker.
fn own_origins(briefing: &Briefing, claim: &Claim) -> BTreeSet<Origin> {
    let stated: BTreeSet<Origin> = claim
        .evidence
        .iter()
        .filter(|evidence| evidence.role == Role::Supports && !retracted(briefing, evidence.source))
        .map(|evidence| first_origin(briefing, evidence.source).unwrap_or(Origin::Speaker(claim.speaker)))
        .collect();
    stated
}

/// The origin that a source, or one that it was made from, states.
fn first_origin(briefing: &Briefing, source: Key<Source>) -> Option<Origin> {
    let mut at = source;
    // Sources that go back to themselves have been told; a chain has no more steps than there are sources.
    for _ in 0..=briefing.sources.len() {
        let source = &briefing.sources[at];
        at = match (&source.origin, source.derived_from) {
            (Some(SourceOrigin::Speaker(speaker)), _) => {
                return Some(Origin::Speaker(Speaking::Speaker(*speaker)));
            }
            (Some(SourceOrigin::Words(words)), _) => return Some(Origin::Words(words.clone())),
            (Some(SourceOrigin::Source(first)), _) if *first != at => *first,
            (_, Some(parent)) => parent,
            _ => break,
        };
    }
    None
}

fn retracted(briefing: &Briefing, source: Key<Source>) -> bool {
    briefing.sources[source].state.state == State::Retracted
}
