//! The words that readers see for what the model calls by name. English.

use crate::model::text::CalloutKind;
use crate::model::{
    Act, Because, Bound, Counting, Estimate, Lookup, Provenance, QuoteCheck, Reliability, Source, SourceKind,
    SpeakerKind, State, Status, When,
};
use crate::resolve::count_of;
use crate::resolve::{Briefing, capital, is_estimate_withdrawn};
use serde::Serialize;

/// A status as it is shown: the name in `data-s`, the word, and the letter that stands for it where colour is lost.
#[derive(Clone, Serialize)]
pub(crate) struct StatusView {
    pub(crate) name: &'static str,
    pub(crate) word: &'static str,
    pub(crate) letter: &'static str,
    pub(crate) meaning: &'static str,
}

pub(crate) fn status(status: Status) -> StatusView {
    let (word, letter, meaning) = match status {
        Status::Corroborated => {
            ("Corroborated", "C", "Two or more sources with independent origins say the same.")
        }
        Status::Confirmed => {
            ("Confirmed", "K", "The author of this page holds it to be established, and says why.")
        }
        Status::Attributed => (
            "Attributed",
            "A",
            "One named speaker says it. This site has read nobody else who confirms or denies it.",
        ),
        Status::Unnamed => ("Unnamed", "U", "Only speakers who are not named say it."),
        Status::Disputed => ("Disputed", "D", "Another claim or source contradicts it."),
        Status::Refuted => {
            ("Refuted", "R", "The author of this page holds it to be shown false, and says why.")
        }
        Status::Withdrawn => {
            ("Withdrawn", "W", "Its speaker or every source has since taken it back or replaced it.")
        }
        Status::Silent => ("Silent", "S", "Asked, and would not say, did not answer, or could not tell."),
        Status::Inference => {
            ("Our inference", "I", "Worked out here from other claims. No source says it in these words.")
        }
    };
    StatusView { name: status.name(), word, letter, meaning }
}

/// How the claim that states an estimate stands; of a row of a data file, only whether it lost its source.
pub(crate) fn estimate_status(briefing: &Briefing, estimate: &Estimate) -> Option<StatusView> {
    match estimate.provenance {
        Provenance::Claim(claim) => Some(briefing.claims[claim].standing.status),
        Provenance::Row(_) => is_estimate_withdrawn(briefing, estimate).then_some(Status::Withdrawn),
    }
    .map(status)
}

/// What a heading's link to itself is called where it is read out.
pub(crate) const THIS_SECTION: &str = "Link to this section";

/// What a passage that is set apart is called.
pub(crate) fn callout(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Note => "Note",
        CalloutKind::Tip => "Tip",
        CalloutKind::Important => "Important",
        CalloutKind::Warning => "Warning",
        CalloutKind::Caution => "Caution",
    }
}

/// A date as it is shown, with what a machine can read of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DateView {
    pub(crate) text: String,
    pub(crate) machine: Option<String>,
}

pub(crate) fn date(when: &When) -> DateView {
    DateView { text: when.for_readers(), machine: when.machine() }
}

pub(crate) fn short_date(when: &When) -> DateView {
    DateView { text: when.short(), machine: when.machine() }
}

/// What the speaker did, where it is more than saying so.
pub(crate) fn act(act: Act) -> Option<&'static str> {
    match act {
        Act::Asserts | Act::Estimates => None,
        Act::Confirms => Some("Confirmation"),
        Act::Denies => Some("Denial"),
        Act::Predicts => Some("Prediction"),
        Act::Urges => Some("Call to act"),
        Act::Corrects => Some("Correction"),
        Act::Retracts => Some("Retraction"),
        Act::DeclinesComment => Some("Declined to comment"),
        Act::NoResponse => Some("Did not answer"),
        Act::CouldNotVerify => Some("Could not verify it"),
    }
}

/// What a card calls the one whose claim it is, and the day: who kept silent said nothing.
pub(crate) fn labels(act: Act, status: Status) -> (&'static str, &'static str) {
    match act {
        Act::NoResponse => ("Asked", "No answer by"),
        Act::CouldNotVerify => ("Looked into by", "On"),
        _ if act.is_silence() || status == Status::Silent => ("Asked", "On"),
        _ => ("Said by", "On"),
    }
}

/// What an estimate covers in time and scope.
pub(crate) fn covers(estimate: &Estimate) -> String {
    let time = match &estimate.counting {
        Counting::Stock(Some(day)) => format!("Running total up to {}", day.for_readers()),
        Counting::Stock(None) => "Running total up to the day it was given".to_owned(),
        Counting::Flow(period) => format!("{}; not a total", capital(&period.for_readers())),
        Counting::Level(Some(day)) => format!("As of {}", day.for_readers()),
        Counting::Level(None) => "As of the day it was given".to_owned(),
        Counting::Rate(Some(time)) => format!("A rate, {}", time.for_readers()),
        Counting::Rate(None) => "A rate".to_owned(),
    };
    match &estimate.scope {
        Some(scope) => format!("{time}; {scope}"),
        None => time,
    }
}

/// The same in a few words, for a note.
pub(crate) fn covers_shortly(counting: &Counting) -> String {
    match counting {
        Counting::Stock(_) => "running total".to_owned(),
        Counting::Flow(period) => period.short(),
        Counting::Level(Some(day)) => format!("as of {}", day.short()),
        Counting::Level(None) => "on that day".to_owned(),
        Counting::Rate(_) => "a rate".to_owned(),
    }
}

/// How firm a number is, in the order in which it is read.
pub(crate) fn firmness(estimate: &Estimate) -> Option<String> {
    let bound = match estimate.quantity.bound {
        Bound::Exact(_) | Bound::Vague(_) => None,
        Bound::Approx(_) => Some("about, no margin stated"),
        Bound::MoreThan(_) | Bound::AtLeast(_) => Some("lower bound"),
        Bound::LessThan(_) | Bound::AtMost(_) => Some("upper bound"),
        Bound::Range { .. } => Some("both ends stated"),
        Bound::None => Some("no number given"),
    };
    match (estimate.preliminary, bound) {
        (true, Some(bound)) => Some(format!("Preliminary; {bound}")),
        (true, None) => Some("Preliminary".to_owned()),
        (false, bound) => bound.map(capital),
    }
}

/// What comparing the quote with our copy showed, and no more than that.
pub(crate) fn quote_check(check: &QuoteCheck, lookup: &Lookup) -> String {
    let words = match check {
        QuoteCheck::Verbatim => "Our stored copy of the source has these words.",
        QuoteCheck::Edited { elided: true, added: false } => {
            "Our stored copy of the source has these words, apart from what … leaves out."
        }
        QuoteCheck::Edited { elided: false, .. } => {
            "Our stored copy of the source has these words, apart from what stands in brackets."
        }
        QuoteCheck::Edited { .. } => {
            "Our stored copy of the source has these words, apart from what … leaves out and what stands in brackets."
        }
        QuoteCheck::Altered(_) => "Our stored copy of the source has other words here:",
        QuoteCheck::NotFound => match lookup.because {
            Some(Because::OtherOrder) => "Our stored copy of the source has these parts in another order.",
            Some(Because::FarApart) => "Our stored copy of the source has these parts far from each other.",
            Some(Because::NoWords) => "There are no words here to look up.",
            Some(Because::EmptyCopy) => "Not checked: our stored copy of the source is empty.",
            None => "Our stored copy of the source does not have these words.",
        },
        QuoteCheck::NoSnapshot => "Not checked: no copy of the source is stored here.",
    };
    match lookup.left_out {
        0 => words.to_owned(),
        count => {
            words.replacen("… leaves out", &format!("… leaves out ({})", count_of(count, "word", "words")), 1)
        }
    }
}

pub(crate) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Article => "News report",
        SourceKind::Transcript => "Transcript",
        SourceKind::Post => "Post",
        SourceKind::Report => "Report",
        SourceKind::Dataset => "Data set",
        SourceKind::Video => "Video",
        SourceKind::Audio => "Sound recording",
        SourceKind::Image => "Picture",
        SourceKind::Book => "Book",
        SourceKind::Paper => "Paper in a journal",
        SourceKind::Document => "Document",
        SourceKind::Interview => "Told to this site",
        SourceKind::Web => "Web page",
    }
}

pub(crate) fn speaker_kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Official => "Official",
        SpeakerKind::Agency => "State body",
        SpeakerKind::State => "State or government",
        SpeakerKind::Military => "Armed forces",
        SpeakerKind::Organisation => "Organisation",
        SpeakerKind::Media => "Media",
        SpeakerKind::Expert => "Expert",
        SpeakerKind::Witness => "Witness",
    }
}

/// What has become of a source; nothing while it is as it was.
pub(crate) fn state(state: State) -> Option<&'static str> {
    match state {
        State::Live => None,
        State::Changed => Some("Changed since it was read"),
        State::Moved => Some("Moved to another address"),
        State::Gone => Some("Original not reachable"),
        State::Corrected => Some("Corrected by its publisher"),
        State::Retracted => Some("Retracted by its publisher"),
    }
}

/// The same with its date; of what was made from a retracted source, that it was.
pub(crate) fn fate(briefing: &Briefing, source: &Source) -> Option<String> {
    let dated = |source: &Source| {
        let since = if source.state.state == State::Gone { " since" } else { "," };
        let on = source.state.date.as_ref().map(|date| format!("{since} {}", date.for_readers()));
        state(source.state.state).map(|word| format!("{word}{}", on.unwrap_or_default()))
    };
    let root = source.undone_by.map(|by| &briefing.sources[by]).filter(|by| by.id != source.id);
    match root {
        Some(root) => dated(root).map(|fate| format!("Made from “{}”: {}", root.title, uncapital(&fate))),
        None => dated(source),
    }
}

fn uncapital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// NATO AJP-2.1, words before the letter.
pub(crate) fn reliability(grade: Reliability) -> &'static str {
    match grade {
        Reliability::A => "Completely reliable (A)",
        Reliability::B => "Usually reliable (B)",
        Reliability::C => "Fairly reliable (C)",
        Reliability::D => "Not usually reliable (D)",
        Reliability::E => "Unreliable (E)",
        Reliability::F => "Cannot be judged (F)",
    }
}

/// NATO AJP-2.1, words before the digit.
pub(crate) fn credibility(grade: u8) -> &'static str {
    match grade {
        1 => "Confirmed by others (1)",
        2 => "Probably true (2)",
        3 => "Possibly true (3)",
        4 => "Doubtful (4)",
        5 => "Improbable (5)",
        _ => "Cannot be judged (6)",
    }
}

/// The English name of a language, or its tag.
pub(crate) fn language(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    let name = match primary.as_str() {
        "ar" => "Arabic",
        "be" => "Belarusian",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fa" => "Persian",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "it" => "Italian",
        "ja" => "Japanese",
        "ko" => "Korean",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "ur" => "Urdu",
        "zh" => "Chinese",
        _ => return tag.to_owned(),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_status_has_a_letter_of_its_own() {
        let letters: BTreeSet<_> = Status::ALL.iter().map(|s| status(*s).letter).collect();
        assert_eq!(letters.len(), Status::ALL.len());
    }
}
