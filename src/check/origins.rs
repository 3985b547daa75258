//! Whether several sources of a claim are more than one.

use super::Case;
use crate::diagnostic::Diagnostic;
use crate::model::{Key, Origin, Source, SourceOrigin, Speaking, State};
use crate::resolve::Briefing;
use std::collections::{BTreeMap, BTreeSet};

/// ICD 206 and the IFCN code ask what a source rests on; several that were made from one are one, and to list them all looks like
/// confirmation.
pub(super) fn single_origin(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let mut told = Vec::new();
    for claim in
        briefing.claims.values().filter(|claim| claim.speaker != Speaking::Site && !claim.act.is_silence())
    {
        if claim.evidence.len() < 2 {
            continue;
        }
        let mut sources = BTreeMap::new();
        let supports = claim.supports();
        for evidence in
            supports.filter(|evidence| briefing.sources[evidence.source].state.state != State::Retracted)
        {
            sources.entry(evidence.source).or_insert(evidence);
        }
        let roots: BTreeSet<Root> =
            sources.keys().map(|source| root(briefing, *source, claim.speaker)).collect();
        let (Some(root), 2..) = (roots.first(), sources.len()) else { continue };
        if roots.len() > 1 {
            continue;
        }
        let last = sources.values().max_by_key(|evidence| evidence.place);
        let own_record = last.map_or(claim.place, |evidence| briefing.sources[evidence.source].place);
        let (what, place) = match root {
            Root::Source(root) => {
                (format!("`{}`", briefing.sources[*root].id), briefing.sources[*root].place)
            }
            Root::Stated(Origin::Words(words)) => (format!("“{words}”"), own_record),
            Root::Stated(Origin::Speaker(Speaking::Speaker(speaker))) => {
                (briefing.speakers[*speaker].name.clone(), briefing.speakers[*speaker].place)
            }
            Root::Stated(_) => continue,
        };
        told.push(
            Diagnostic::warning(
                "single-origin",
                format!("the {} sources of claim `{}` are one", sources.len(), claim.id.name),
            )
            .at(last.map_or(claim.place, |evidence| evidence.place), format!("goes back to {what} as well"))
            .with_related(place, "by this record")
            .with_why("many links look like confirmation, and one origin is none")
            .with_help(
                "find one that knows it otherwise, or keep the origin and give the others `role: mentions`",
            ),
        );
    }
    told
}

/// What a source goes back to.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    /// The source at the end of the chain.
    Source(Key<Source>),
    /// What the record of a source on the way states.
    Stated(Origin),
}

/// Follows a source to its end. That its origin is who speaks in the claim says no more than that it quotes them.
fn root(briefing: &Briefing, source: Key<Source>, speaker: Speaking) -> Root {
    let mut at = source;
    // Sources that go back to themselves have been told; a chain has no more steps than there are sources.
    for _ in 0..briefing.sources.len() {
        let source = &briefing.sources[at];
        at = match (&source.origin, source.derived_from) {
            (Some(SourceOrigin::Speaker(origin)), _) if Speaking::Speaker(*origin) != speaker => {
                return Root::Stated(Origin::Speaker(Speaking::Speaker(*origin)));
            }
            (Some(SourceOrigin::Words(words)), _) => return Root::Stated(Origin::Words(words.clone())),
            (Some(SourceOrigin::Source(first)), _) => *first,
            (_, Some(parent)) => parent,
            (_, None) => break,
        };
    }
    Root::Source(at)
}
