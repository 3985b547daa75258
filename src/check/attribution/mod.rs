//! Whether readers can tell who speaks.

mod given;
mod refusal;
mod sentence;
mod voices;

pub(super) use refusal::declined_but_quoted;
pub(super) use sentence::speaker_not_in_sentence;
pub(super) use voices::Voices;

use super::Case;
use super::prose::words;
use crate::diagnostic::Diagnostic;

/// AP, Reuters and ICD 206 alike: who is not named is described as closely as can be, so that readers can weigh the words.
pub(super) fn unnamed_undescribed(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let unnamed = briefing.speakers.values().filter(|speaker| !speaker.named);
    unnamed
        .filter_map(|speaker| {
            let label = match &speaker.description {
                None => "`description` is missing",
                Some(description) if tells_nothing(description) => {
                    "`description` does not say more than that"
                }
                Some(_) => return None,
            };
            Some(
                Diagnostic::error(
                    "unnamed-undescribed",
                    format!("the unnamed speaker `{}` is not described", speaker.id),
                )
                .at(speaker.place, label)
                .with_why("AP and Reuters ask that an unnamed source be described as closely as it can be")
                .with_help("add `description:` with what its source says of it: office, side, how it knows"),
            )
        })
        .collect()
}

/// Words of which no description tells who somebody is, or how they know.
const EMPTY: [&str; 41] = [
    "a",
    "an",
    "and",
    "anonymity",
    "anonymous",
    "anonymously",
    "be",
    "by",
    "given",
    "individual",
    "insider",
    "insiders",
    "is",
    "man",
    "n",
    "name",
    "named",
    "no",
    "none",
    "not",
    "of",
    "official",
    "officials",
    "on",
    "one",
    "or",
    "people",
    "person",
    "somebody",
    "someone",
    "source",
    "sources",
    "speaker",
    "speaking",
    "tbd",
    "the",
    "unidentified",
    "unknown",
    "unnamed",
    "who",
    "woman",
];

/// "A source", "an unnamed official"; words in another script or of a longer kind say more.
fn tells_nothing(description: &str) -> bool {
    let words = words(description);
    words.iter().all(|word| EMPTY.binary_search(&word.text.as_str()).is_ok())
        && !description.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// Whoever is called "an unnamed official" is not named, and what readers may ask of such a source is asked by no rule as long
/// as the record does not say so.
pub(super) fn unnamed_as_named(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let named = briefing.speakers.values().filter(|speaker| speaker.named);
    named
        .filter(|speaker| is_called_unnamed(&speaker.name))
        .map(|speaker| {
            Diagnostic::warning(
                "unnamed-as-named",
                format!("the speaker `{}` is recorded as named, and its name is none", speaker.id),
            )
            .at(speaker.place, "`named: false` is missing")
            .with_why("the card would not say that the name was kept back, nor why; that this is no name is a guess from its words")
            .with_help("add `named: false`, with `description:` and `anonymity_reason:`")
        })
        .collect()
}

/// "An unnamed official", "a source"; "Anonymous" alone is what a group calls itself.
fn is_called_unnamed(name: &str) -> bool {
    const KEPT_BACK: [&str; 4] = ["anonymous", "undisclosed", "unidentified", "unnamed"];
    const OPENING: usize = 2;
    let words = words(name);
    let says_so = words.iter().take(OPENING).any(|word| KEPT_BACK.contains(&word.text.as_str()));
    words.len() > 1 && (says_so || tells_nothing(name))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_tells_something_or_nothing() {
        assert!(EMPTY.windows(2).all(|pair| pair[0] < pair[1]));
        for nothing in ["A source", "an unnamed official", "Official", "A person who is not named", "unknown"]
        {
            assert!(tells_nothing(nothing), "{nothing}");
        }
        for something in [
            "A military official",
            "an official of the ministry",
            "a person familiar with the talks",
            "Чиновник",
            "A woman from Kursk",
        ] {
            assert!(!tells_nothing(something), "{something}");
        }
    }

    #[test]
    fn a_name_that_is_none_is_known() {
        for none in ["An unnamed official", "Unnamed US official", "Anonymous official", "A source"] {
            assert!(is_called_unnamed(none), "{none}");
        }
        for name in
            ["Anonymous", "Ada Hale", "US official", "Institute for Unnamed Things", "The Source Group"]
        {
            assert!(!is_called_unnamed(name), "{name}");
        }
    }
}
