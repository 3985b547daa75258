//! How each claim stands by the record, and why (DESIGN §5).

use super::Briefing;
use super::english::{capital, count_of, list};
use super::{compare, origins, withdrawal};
use crate::model::{Act, Claim, Key, Origin, Role, Speaking, Standing, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Works out origins and standing of every claim; what an author stated stays. What was withdrawn is settled first: it
/// carries nothing else any more, and contradicts nothing.
pub(super) fn work_out(briefing: &mut Briefing) {
    withdrawal::mark_sources(briefing);
    let withdrawn = withdrawal::all(briefing);
    for (key, reason) in &withdrawn {
        settle(briefing, *key, Status::Withdrawn, reason.clone());
    }
    let origins = origins::of_claims(briefing);
    for (key, origins) in briefing.claims.keys().zip(origins) {
        briefing.claims[key].origins = origins;
    }
    let against = Against::collect(briefing);
    let open: Vec<_> = briefing.claims.keys().filter(|key| !withdrawn.contains_key(key)).collect();
    for key in open {
        let (status, reason) = against.standing(briefing, key);
        settle(briefing, key, status, reason);
    }
}

fn settle(briefing: &mut Briefing, key: Key<Claim>, status: Status, reason: String) {
    let standing = &mut briefing.claims[key].standing;
    if !standing.stated {
        *standing = Standing { status, reason, stated: false };
    }
}

/// What stands against each claim.
#[derive(Default)]
struct Against {
    disputed_by: BTreeMap<Key<Claim>, Vec<Key<Claim>>>,
    /// The reason why an estimate conflicts with another's.
    conflicts: BTreeMap<Key<Claim>, String>,
}

impl Against {
    fn collect(briefing: &Briefing) -> Self {
        let mut against = Self::default();
        for (key, claim) in briefing.claims.iter() {
            if claim.standing.status == Status::Withdrawn {
                continue;
            }
            for other in &claim.relations.disputes {
                against.disputed_by.entry(*other).or_default().push(key);
            }
        }
        for figure in briefing.figures.keys() {
            against.conflicts.extend(compare::conflicts(briefing, figure));
        }
        against
    }

    fn standing(&self, briefing: &Briefing, key: Key<Claim>) -> (Status, String) {
        let claim = &briefing.claims[key];
        silent(claim)
            .or_else(|| self.disputed(briefing, key))
            .or_else(|| inferred(claim))
            .unwrap_or_else(|| by_origins(briefing, claim))
    }

    fn disputed(&self, briefing: &Briefing, key: Key<Claim>) -> Option<(Status, String)> {
        let claim = &briefing.claims[key];
        let others: Vec<_> = self
            .disputed_by
            .get(&key)
            .into_iter()
            .flatten()
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
}

fn silent(claim: &Claim) -> Option<(Status, String)> {
    let reason = match claim.act {
        Act::DeclinesComment => "It was asked and declined to comment.",
        Act::NoResponse => "It was asked and did not respond.",
        Act::CouldNotVerify => "It looked and could not verify this.",
        _ => return None,
    };
    Some((Status::Silent, reason.to_owned()))
}

fn inferred(claim: &Claim) -> Option<(Status, String)> {
    if claim.speaker != Speaking::Site {
        return None;
    }
    let reason = match claim.relations.rests_on.len() {
        0 => "This site worked it out. No source says it in these words.".to_owned(),
        n => format!(
            "This site worked it out from {}. No source says it in these words.",
            count_of(n, "other claim", "other claims")
        ),
    };
    Some((Status::Inference, reason))
}

fn by_origins(briefing: &Briefing, claim: &Claim) -> (Status, String) {
    let origins = &claim.origins;
    let named: Vec<String> = origins.iter().filter_map(|origin| named(briefing, origin)).collect();
    match (named.len(), origins.len()) {
        (0, 0) if claim.evidence.is_empty() => (Status::Attributed, "No source is given.".to_owned()),
        (0, 0) => (Status::Attributed, "Its sources speak of it, and none carries it.".to_owned()),
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
