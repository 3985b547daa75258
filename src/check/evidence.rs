//! Whether what is claimed is carried by something.

use super::Case;
use crate::diagnostic::Diagnostic;
use crate::model::{Provenance, Speaking};

/// A claim without a source asks readers for trust instead of showing them (IFCN Code of Principles, commitment 2:
/// transparency of sources).
pub(super) fn unsourced_claim(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let claims = briefing
        .claims
        .values()
        .filter(|claim| claim.speaker != Speaking::Site && claim.supports().next().is_none() && !claim.lost_evidence)
        .map(|claim| {
            let name = &claim.id.name;
            let message = match claim.evidence.is_empty() {
                true => format!("claim `{name}` has no source"),
                false => format!("no source of claim `{name}` supports it"),
            };
            Diagnostic::error("unsourced-claim", message)
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
