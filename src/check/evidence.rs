//! Whether what is claimed is carried by something.

use super::Case;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Key, Origin, Provenance, QuoteCheck, Role, Source, SourceOrigin, Speaking, State, Status,
};
use crate::resolve::{Briefing, lost_every_source};
use std::collections::{BTreeMap, BTreeSet};

/// A claim without a source asks readers for trust instead of showing them (IFCN Code of Principles, commitment 3:
/// transparency of sources).
pub(super) fn unsourced_claim(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let claims = briefing
        .claims
        .values()
        .filter(|claim| claim.speaker != Speaking::Site && claim.evidence.is_empty())
        .map(|claim| {
            Diagnostic::error("unsourced-claim", format!("claim `{}` has no source", claim.id.name))
                .at(claim.place, "nothing carries it")
                .with_why("readers check a claim where it was read; the IFCN code asks for sources that they can follow")
                .with_help("add `source: id` below it, with `at:` and `quote:` where there are words to quote")
        });
    let rows = briefing
        .estimates
        .values()
        .filter(|estimate| matches!(estimate.provenance, Provenance::Row(_)) && estimate.source.is_none())
        .map(|estimate| {
            Diagnostic::error("unsourced-claim", "this estimate has no source")
                .at(estimate.place, "nothing carries it")
                .with_why("readers check a number where it was read")
                .with_help("fill in the column `source`")
        });
    claims.chain(rows).collect()
}

/// Words in quotation marks are the speaker's, to the letter; a copy that does not have them shows a slip or worse.
pub(super) fn quote_not_in_snapshot(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    briefing
        .claims
        .values()
        .flat_map(|claim| &claim.evidence)
        .filter(|evidence| evidence.check == Some(QuoteCheck::NotFound))
        .map(|evidence| {
            let source = &briefing.sources[evidence.source];
            let place = evidence.quote.as_ref().map_or(evidence.place, |quote| quote.place);
            let path = source.snapshot.as_ref().map_or("", |snapshot| snapshot.path.as_str());
            Diagnostic::error("quote-not-in-snapshot", format!("the stored copy of `{}` does not have these words", source.id))
                .at(place, "not found, quotation marks, dashes and spaces aside")
                .with_why("words in quotation marks are the speaker’s, to the letter")
                .with_help(format!("compare with `{path}`; what was left out is written `…`, what was put in stands in [brackets]"))
        })
        .collect()
}

/// A source that its publisher took back carries nothing any more.
pub(super) fn source_retracted(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    briefing
        .claims
        .values()
        .flat_map(|claim| claim.evidence.iter().map(move |evidence| (claim, evidence)))
        .filter(|(_, evidence)| {
            evidence.role == Role::Supports
                && briefing.sources[evidence.source].state.state == State::Retracted
        })
        .map(|(claim, evidence)| {
            let source = &briefing.sources[evidence.source];
            Diagnostic::warning(
                "source-retracted",
                format!("claim `{}` leans on a source that was retracted", claim.id.name),
            )
            .at(evidence.place, "retracted")
            .with_related(source.place, "its record says so here")
            .with_why(source.state.note.clone().unwrap_or_else(|| "its publisher took it back".to_owned()))
            .with_help("find another source, or say in the text that it was retracted")
        })
        .collect()
}

/// A claim with nothing left to stand on is published only by somebody who says that they know.
pub(super) fn rests_on_withdrawn(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    briefing
        .claims
        .values()
        .filter(|claim| claim.standing.status == Status::Withdrawn && !claim.standing.stated)
        .filter(|claim| lost_every_source(briefing, claim))
        .map(|claim| {
            Diagnostic::error(
                "rests-on-withdrawn",
                format!("every source of claim `{}` was retracted", claim.id.name),
            )
            .at(claim.place, "nothing is left to carry it")
            .with_why("a claim that lost its ground misleads whoever reads on")
            .with_help(
                "add another source, take the claim out, or state `status: withdrawn` with a `status_reason`",
            )
        })
        .collect()
}

/// ICD 206 and the IFCN code ask what a source rests on; several that were made from one are one, and to list them all looks like
/// confirmation.
pub(super) fn single_origin(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let mut told = Vec::new();
    for claim in
        briefing.claims.values().filter(|claim| claim.speaker != Speaking::Site && !claim.act.is_silence())
    {
        let mut sources = BTreeMap::new();
        let supports = claim.evidence.iter().filter(|evidence| evidence.role == Role::Supports);
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
