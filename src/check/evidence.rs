//! Whether what is claimed is carried by something.

use super::Case;
use crate::diagnostic::Diagnostic;
use crate::model::{Provenance, QuoteCheck, Speaking};

/// A claim without a source asks readers for trust instead of showing them (IFCN Code of Principles, commitment 2:
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
