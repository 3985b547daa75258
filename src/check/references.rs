//! Records that nothing refers to.

use super::Case;
use super::texts::texts;
use crate::diagnostic::Diagnostic;
use crate::model::text::Target;
use crate::model::{Key, SourceId, SourceOrigin, SpeakerId, Speaking};
use crate::resolve::Briefing;
use std::collections::{BTreeSet, HashSet};

/// A claim that no text marks is one that readers do not meet.
pub(super) fn unmarked_claim(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let marked: BTreeSet<_> =
        briefing.articles.values().flat_map(|article| article.marked.iter().copied()).collect();
    briefing
        .claims
        .iter()
        .filter(|(key, _)| !marked.contains(key))
        .map(|(_, claim)| {
            let name = &claim.id.name;
            Diagnostic::warning("unmarked-claim", format!("claim `{name}` is not marked in the text"))
                .at(claim.place, "defined here")
                .with_why("a claim is found by readers through the words that state it")
                .with_help(format!(
                    "mark them: `[the words](claim:{name})`, or `mark: \"the words\"` below the claim"
                ))
        })
        .collect()
}

/// A source that carries nothing is left over, or evidence was forgotten.
pub(super) fn unused_source(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let linked = linked(briefing);
    let mut used: BTreeSet<Key<_>> =
        briefing.claims.values().flat_map(|claim| &claim.evidence).map(|evidence| evidence.source).collect();
    used.extend(briefing.estimates.values().filter_map(|estimate| estimate.source));
    for source in briefing.sources.values() {
        used.extend(source.derived_from);
        if let Some(SourceOrigin::Source(origin)) = source.origin {
            used.insert(origin);
        }
    }
    briefing
        .sources
        .iter()
        .filter(|(key, source)| !used.contains(key) && !linked.sources.contains(&source.id))
        .map(|(_, source)| {
            Diagnostic::warning("unused-source", format!("nothing rests on the source `{}`", source.id))
                .at(source.place, "not cited")
                .with_why("the list of sources would say that more was read than the site shows")
                .with_help("cite it as `source:` of a claim or with `[…](source:id)`, or take it out")
        })
        .collect()
}

/// A speaker who says nothing is left over, or a claim was forgotten.
pub(super) fn unused_speaker(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let linked = linked(briefing);
    let mut used = BTreeSet::new();
    for claim in briefing.claims.values() {
        used.extend(claim.via.iter().copied());
        if let Speaking::Speaker(key) = claim.speaker {
            used.insert(key);
        }
    }
    for estimate in briefing.estimates.values() {
        if let Speaking::Speaker(key) = estimate.speaker {
            used.insert(key);
        }
    }
    for source in briefing.sources.values() {
        if let Some(SourceOrigin::Speaker(origin)) = source.origin {
            used.insert(origin);
        }
    }
    briefing
        .speakers
        .iter()
        .filter(|(key, speaker)| !used.contains(key) && !linked.speakers.contains(&speaker.id))
        .map(|(_, speaker)| {
            Diagnostic::warning("unused-speaker", format!("the speaker `{}` says nothing", speaker.id))
                .at(speaker.place, "not heard")
                .with_why("the record is left over, or a claim was forgotten")
                .with_help("name it as `speaker:` of a claim, or take it out")
        })
        .collect()
}

/// The ids that texts link to.
#[derive(Default)]
struct Linked {
    sources: HashSet<SourceId>,
    speakers: HashSet<SpeakerId>,
}

fn linked(briefing: &Briefing) -> Linked {
    let mut linked = Linked::default();
    for text in texts(briefing) {
        for link in text.links.iter() {
            match &link.target {
                Target::Source(id) => drop(linked.sources.insert(id.clone())),
                Target::Speaker(id) => drop(linked.speakers.insert(id.clone())),
                _ => {}
            }
        }
    }
    linked
}
