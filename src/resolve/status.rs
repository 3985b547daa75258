//! How each claim stands by the record, and why (DESIGN §5).

use super::Briefing;
use super::{compare, origins, withdrawal};
use crate::language::english;
use crate::model::{Act, Claim, Key, Message, Origin, Phrase, Role, Speaking, Standing, Status};
use rayon::prelude::*;
use std::collections::BTreeMap;

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
    let standings: Vec<_> = open.into_par_iter().map(|key| (key, against.standing(briefing, key))).collect();
    for (key, (status, reason)) in standings {
        settle(briefing, key, status, reason);
    }
}

fn settle(briefing: &mut Briefing, key: Key<Claim>, status: Status, reason: Phrase) {
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
    conflicts: BTreeMap<Key<Claim>, Message>,
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
        let figures: Vec<_> = briefing.figures.keys().collect();
        let conflicts: Vec<_> =
            figures.into_par_iter().map(|figure| compare::conflicts(briefing, figure)).collect();
        against.conflicts.extend(conflicts.into_iter().flatten());
        against
    }

    fn standing(&self, briefing: &Briefing, key: Key<Claim>) -> (Status, Phrase) {
        let claim = &briefing.claims[key];
        silent(claim)
            .or_else(|| self.disputed(briefing, key))
            .or_else(|| inferred(claim))
            .unwrap_or_else(|| by_origins(briefing, claim))
    }

    fn disputed(&self, briefing: &Briefing, key: Key<Claim>) -> Option<(Status, Phrase)> {
        let claim = &briefing.claims[key];
        let others = self.disputed_by.get(&key).into_iter().flatten();
        let others = names_of(briefing, others.map(|other| briefing.claims[*other].speaker));
        if !others.is_empty() {
            let n = others.len();
            return Some((
                Status::Disputed,
                Message::count("reason.contradicted", n).with("who", others).into(),
            ));
        }
        let source = claim.evidence.iter().find(|evidence| evidence.role == Role::Disputes);
        if let Some(evidence) = source {
            let title = &briefing.sources[evidence.source].title;
            return Some((
                Status::Disputed,
                Message::new("reason.source-contradicts").with("title", title.as_str()).into(),
            ));
        }
        self.conflicts.get(&key).map(|reason| (Status::Disputed, reason.clone().into()))
    }
}

fn silent(claim: &Claim) -> Option<(Status, Phrase)> {
    let reason = match claim.act {
        Act::DeclinesComment => "reason.declined",
        Act::NoResponse => "reason.no-response",
        Act::CouldNotVerify => "reason.not-verified",
        _ => return None,
    };
    Some((Status::Silent, Message::new(reason).into()))
}

fn inferred(claim: &Claim) -> Option<(Status, Phrase)> {
    if claim.speaker != Speaking::Site {
        return None;
    }
    let reason = match claim.relations.rests_on.len() {
        0 => Message::new("reason.worked-out"),
        n => Message::count("reason.worked-out-from", n),
    };
    Some((Status::Inference, reason.into()))
}

fn by_origins(briefing: &Briefing, claim: &Claim) -> (Status, Phrase) {
    let origins = &claim.origins;
    let named: Vec<Phrase> = origins.iter().filter_map(|origin| named(briefing, origin)).collect();
    let (status, reason) = match (named.len(), origins.len()) {
        (0, 0) if claim.evidence.is_empty() => (Status::Attributed, Message::new("reason.no-source")),
        (0, 0) => (Status::Attributed, Message::new("reason.mentioned")),
        (0, _) => (Status::Unnamed, Message::new("reason.unnamed")),
        (_, 1) => (Status::Attributed, Message::new("reason.only").with("who", named[0].clone())),
        (_, n) => (Status::Corroborated, Message::count("reason.origins", n)),
    };
    (status, reason.into())
}

/// The name of an origin, unless it is a speaker who is not named.
fn named(briefing: &Briefing, origin: &Origin) -> Option<Phrase> {
    match origin {
        Origin::Speaker(Speaking::Speaker(key)) if !briefing.speakers[*key].named => None,
        Origin::Speaker(speaking) => Some(name_of(briefing, *speaking)),
        Origin::Source(key) => {
            let title = briefing.sources[*key].title.as_str();
            Some(Message::new("name.title").with("title", title).into())
        }
        Origin::Words(words) => Some(words.as_str().into()),
    }
}

/// What to call a speaker within a sentence.
pub(super) fn name_of(briefing: &Briefing, speaking: Speaking) -> Phrase {
    match speaking {
        Speaking::Speaker(key) => match &briefing.speakers[key] {
            speaker if speaker.named => speaker.name.as_str().into(),
            unnamed => Message::new("name.unnamed").with("who", without_article(&unnamed.name)).into(),
        },
        Speaking::Site => Message::new("name.this-site").into(),
    }
}

/// What to call several speakers, each once, in an order that does not hang on the language of the page.
pub(super) fn names_of(briefing: &Briefing, all: impl Iterator<Item = Speaking>) -> Vec<Phrase> {
    let names: BTreeMap<String, Phrase> =
        all.map(|speaking| name_of(briefing, speaking)).map(|name| (english().phrase(&name), name)).collect();
    names.into_values().collect()
}

/// "A US official" → "US official"
fn without_article(name: &str) -> &str {
    ["A ", "An ", "a ", "an "].into_iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}
