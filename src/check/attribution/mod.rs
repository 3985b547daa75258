//! Whether readers can tell who speaks.

mod given;
mod refusal;
mod sentence;

pub(super) use refusal::declined_but_quoted;
pub(super) use sentence::speaker_not_in_sentence;

use super::Case;
use crate::diagnostic::Diagnostic;

/// AP, Reuters and ICD 206 alike: who is not named is described as closely as can be, so that readers can weigh the words.
pub(super) fn unnamed_undescribed(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    briefing
        .speakers
        .values()
        .filter(|speaker| !speaker.named && speaker.description.is_none())
        .map(|speaker| {
            Diagnostic::error(
                "unnamed-undescribed",
                format!("the unnamed speaker `{}` is not described", speaker.id),
            )
            .at(speaker.place, "`description` is missing")
            .with_why("AP and Reuters ask that an unnamed source be described as closely as it can be")
            .with_help("add `description:` with what its source says of it: office, side, how it knows")
        })
        .collect()
}

/// AP asks for the reason why a source is not named.
pub(super) fn anonymity_unexplained(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    briefing
        .speakers
        .values()
        .filter(|speaker| !speaker.named && speaker.anonymity_reason.is_none())
        .map(|speaker| {
            Diagnostic::warning(
                "anonymity-unexplained",
                format!("why the speaker `{}` is not named is not said", speaker.id),
            )
            .at(speaker.place, "`anonymity_reason` is missing")
            .with_why("AP asks for the reason; where the source gives none, that is worth saying")
            .with_help("add `anonymity_reason:`, or say there that none was given")
        })
        .collect()
}
