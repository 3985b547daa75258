//! The words that readers see for what the model calls by name.

use super::desk::LinkView;
use super::html::{Html, escape, escaped};
use crate::language::{Words, capital};
use crate::model::text::CalloutKind;
use crate::model::{
    Act, Because, Bound, Counting, Estimate, Kind, Lookup, Message, Phrase, Provenance, QuoteCheck,
    Reliability, Source, SourceKind, SpeakerKind, State, Status, When,
};
use crate::resolve::{Briefing, is_estimate_withdrawn};
use schemars::JsonSchema;
use serde::Serialize;
use std::convert::Infallible;

/// A status as it is shown: the name in `data-s`, the word by itself and within a sentence, and the letter that stands for it where colour
/// is lost.
#[derive(Clone, JsonSchema, Serialize)]
pub(crate) struct StatusView {
    /// As files say it: `disputed`.
    pub(crate) name: &'static str,
    /// What readers see.
    pub(crate) word: String,
    /// The same within a sentence.
    pub(crate) within: String,
    /// A letter for it, where colours are lost.
    pub(crate) letter: &'static str,
    /// What it means.
    pub(crate) meaning: String,
}

/// The letter of a status is its sign in print, whatever the language.
pub(crate) fn letter(status: Status) -> &'static str {
    match status {
        Status::Corroborated => "C",
        Status::Confirmed => "K",
        Status::Attributed => "A",
        Status::Unnamed => "U",
        Status::Disputed => "D",
        Status::Refuted => "R",
        Status::Withdrawn => "W",
        Status::Silent => "S",
        Status::Inference => "I",
    }
}

/// The keys of a status: its word, the word within a sentence, and what it means.
fn status_keys(status: Status) -> [&'static str; 3] {
    macro_rules! keys {
        ($name:literal) => {
            [
                concat!("status.", $name, ".word"),
                concat!("status.", $name, ".within"),
                concat!("status.", $name, ".meaning"),
            ]
        };
    }
    match status {
        Status::Corroborated => keys!("corroborated"),
        Status::Confirmed => keys!("confirmed"),
        Status::Attributed => keys!("attributed"),
        Status::Unnamed => keys!("unnamed"),
        Status::Disputed => keys!("disputed"),
        Status::Refuted => keys!("refuted"),
        Status::Withdrawn => keys!("withdrawn"),
        Status::Silent => keys!("silent"),
        Status::Inference => keys!("inference"),
    }
}

pub(crate) fn status(words: &Words, status: Status) -> StatusView {
    let [word, within, meaning] = status_keys(status).map(|key| words.text(key).to_owned());
    StatusView { name: status.name(), word, within, letter: letter(status), meaning }
}

/// The word of a status within a sentence.
pub(crate) fn status_within(words: &Words, status: Status) -> &str {
    words.text(status_keys(status)[1])
}

/// How the claim that states an estimate stands; of a row of a data file, only whether it lost its source.
pub(crate) fn estimate_status(words: &Words, briefing: &Briefing, estimate: &Estimate) -> Option<StatusView> {
    match estimate.provenance {
        Provenance::Claim(claim) => Some(briefing.claims[claim].standing.status),
        Provenance::Row(_) => is_estimate_withdrawn(briefing, estimate).then_some(Status::Withdrawn),
    }
    .map(|of| status(words, of))
}

/// What a passage that is set apart is called.
pub(crate) fn callout(words: &Words, kind: CalloutKind) -> &str {
    words.text(match kind {
        CalloutKind::Note => "callout.note",
        CalloutKind::Tip => "callout.tip",
        CalloutKind::Important => "callout.important",
        CalloutKind::Warning => "callout.warning",
        CalloutKind::Caution => "callout.caution",
    })
}

/// A date as it is shown, with what a machine can read of it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub(crate) struct DateView {
    /// For readers.
    pub(crate) text: String,
    /// As HTML wants it; nothing where it cannot be put so.
    pub(crate) machine: Option<String>,
}

pub(crate) fn date(words: &Words, when: &When) -> DateView {
    DateView { text: words.date(when), machine: when.machine() }
}

pub(crate) fn short_date(words: &Words, when: &When) -> DateView {
    DateView { text: words.short_date(when), machine: when.machine() }
}

/// What the speaker did, where it is more than saying so.
pub(crate) fn act(words: &Words, act: Act) -> Option<&str> {
    Some(words.text(match act {
        Act::Asserts | Act::Estimates => return None,
        Act::Confirms => "act.confirms",
        Act::Denies => "act.denies",
        Act::Predicts => "act.predicts",
        Act::Urges => "act.urges",
        Act::Corrects => "act.corrects",
        Act::Retracts => "act.retracts",
        Act::DeclinesComment => "act.declines-comment",
        Act::NoResponse => "act.no-response",
        Act::CouldNotVerify => "act.could-not-verify",
    }))
}

/// The same within a sentence.
pub(crate) fn act_within(words: &Words, act: Act) -> Option<&str> {
    Some(words.text(match act {
        Act::Asserts | Act::Estimates => return None,
        Act::Confirms => "act-within.confirms",
        Act::Denies => "act-within.denies",
        Act::Predicts => "act-within.predicts",
        Act::Urges => "act-within.urges",
        Act::Corrects => "act-within.corrects",
        Act::Retracts => "act-within.retracts",
        Act::DeclinesComment => "act-within.declines-comment",
        Act::NoResponse => "act-within.no-response",
        Act::CouldNotVerify => "act-within.could-not-verify",
    }))
}

/// What a card calls the one whose claim it is, and the day: who kept silent said nothing.
pub(crate) fn labels(words: &Words, act: Act, status: Status) -> (String, String) {
    let (who, day) = match act {
        Act::NoResponse => ("card.asked", "card.no-answer-by"),
        Act::CouldNotVerify => ("card.looked-into", "card.on"),
        _ if act.is_silence() || status == Status::Silent => ("card.asked", "card.on"),
        _ => ("card.said-by", "card.on"),
    };
    (words.text(who).to_owned(), words.text(day).to_owned())
}

/// What an estimate covers in time and scope.
pub(crate) fn covers(words: &Words, estimate: &Estimate) -> String {
    let at = |key, time: &When| words.say(&Message::new(key).with("date", time));
    let time = match &estimate.counting {
        Counting::Stock(Some(day)) => at("covers.total-to", day),
        Counting::Stock(None) => words.text("covers.total").to_owned(),
        Counting::Flow(period) => at("covers.period", period),
        Counting::Level(Some(day)) | Counting::Unstated(Some(day)) => at("covers.level-on", day),
        Counting::Level(None) | Counting::Unstated(None) => words.text("covers.level").to_owned(),
        Counting::Rate(Some(time)) => at("covers.rate-in", time),
        Counting::Rate(None) => words.text("covers.rate").to_owned(),
    };
    match &estimate.scope {
        Some(scope) => format!("{time}; {scope}"),
        None => time,
    }
}

/// The same in a few words, for a note.
pub(crate) fn covers_shortly(words: &Words, counting: &Counting) -> String {
    match counting {
        Counting::Stock(_) => words.text("note.total").to_owned(),
        Counting::Flow(period) => words.short_date(period),
        Counting::Level(Some(day)) | Counting::Unstated(Some(day)) => {
            words.say(&Message::new("note.level-on").with("date", words.short_date(day)))
        }
        Counting::Level(None) | Counting::Unstated(None) => words.text("note.level").to_owned(),
        Counting::Rate(_) => words.text("note.rate").to_owned(),
    }
}

/// How firm a number is, in the order in which it is read.
pub(crate) fn firmness(words: &Words, estimate: &Estimate) -> Option<String> {
    let bound = match estimate.quantity.bound {
        Bound::Exact(_) | Bound::Vague(_) => None,
        Bound::Approx(_) => Some("firmness.about"),
        Bound::MoreThan(_) | Bound::AtLeast(_) => Some("firmness.lower"),
        Bound::LessThan(_) | Bound::AtMost(_) => Some("firmness.upper"),
        Bound::Range { .. } => Some("firmness.range"),
        Bound::None => Some("firmness.none"),
    };
    let bound = bound.map(|key| words.text(key));
    let preliminary = estimate.preliminary.then(|| words.text("estimate.preliminary"));
    let parts: Vec<&str> = preliminary.into_iter().chain(bound).collect();
    (!parts.is_empty()).then(|| capital(&parts.join("; ")))
}

/// What became of a number after which its speaker gave another: `overtaken` where the later one only counts further.
pub(crate) fn succession(words: &Words, kind: Kind, overtaken: bool) -> &str {
    words.text(crate::chart::succession(kind, overtaken))
}

/// What comparing the quote with our copy showed, and no more than that.
pub(crate) fn quote_check(words: &Words, check: &QuoteCheck, lookup: &Lookup) -> String {
    let key = match check {
        QuoteCheck::Verbatim => "quote.verbatim",
        QuoteCheck::Edited { elided: true, added: false } => "quote.elided",
        QuoteCheck::Edited { elided: false, .. } => "quote.added",
        QuoteCheck::Edited { .. } => "quote.elided-and-added",
        QuoteCheck::Altered(_) => "quote.altered",
        QuoteCheck::NotFound => match lookup.because {
            Some(Because::OtherOrder) => "quote.other-order",
            Some(Because::FarApart) => "quote.far-apart",
            Some(Because::NoWords) => "quote.no-words",
            Some(Because::EmptyCopy) => "quote.empty-copy",
            None => "quote.not-found",
        },
        QuoteCheck::NoSnapshot => "quote.no-copy",
    };
    let left_out: Phrase = match lookup.left_out {
        0 => Phrase::default(),
        n => Message::count("quote.left-out", n).into(),
    };
    words.say(&Message::new(key).with("words", left_out))
}

pub(crate) fn source_kind(words: &Words, kind: SourceKind) -> String {
    let key = match kind {
        SourceKind::Article => "source-kind.article",
        SourceKind::Transcript => "source-kind.transcript",
        SourceKind::Post => "source-kind.post",
        SourceKind::Report => "source-kind.report",
        SourceKind::Dataset => "source-kind.dataset",
        SourceKind::Video => "source-kind.video",
        SourceKind::Audio => "source-kind.audio",
        SourceKind::Image => "source-kind.image",
        SourceKind::Book => "source-kind.book",
        SourceKind::Paper => "source-kind.paper",
        SourceKind::Document => "source-kind.document",
        SourceKind::Interview => "source-kind.interview",
        SourceKind::Web => "source-kind.web",
    };
    words.text(key).to_owned()
}

pub(crate) fn speaker_kind(words: &Words, kind: SpeakerKind) -> String {
    let key = match kind {
        SpeakerKind::Official => "speaker-kind.official",
        SpeakerKind::Agency => "speaker-kind.agency",
        SpeakerKind::State => "speaker-kind.state",
        SpeakerKind::Military => "speaker-kind.military",
        SpeakerKind::Organisation => "speaker-kind.organisation",
        SpeakerKind::Media => "speaker-kind.media",
        SpeakerKind::Expert => "speaker-kind.expert",
        SpeakerKind::Witness => "speaker-kind.witness",
    };
    words.text(key).to_owned()
}

/// What has become of a source; nothing while it is as it was.
pub(crate) fn state(words: &Words, state: State) -> Option<&str> {
    Some(words.text(match state {
        State::Live => return None,
        State::Changed => "state.changed",
        State::Moved => "state.moved",
        State::Gone => "state.gone",
        State::Corrected => "state.corrected",
        State::Retracted => "state.retracted",
    }))
}

/// The same with its date.
pub(crate) fn dated_state(words: &Words, source: &Source) -> Option<String> {
    let word = state(words, source.state.state)?;
    let Some(date) = &source.state.date else { return Some(word.to_owned()) };
    let key = if source.state.state == State::Gone { "state.since" } else { "state.dated" };
    Some(words.say(&Message::new(key).with("state", word).with("date", date)))
}

/// The same; of what was made from a retracted source, that it was.
pub(crate) fn fate(words: &Words, briefing: &Briefing, source: &Source) -> Option<String> {
    let root = source.undone_by.map(|by| &briefing.sources[by]).filter(|by| by.id != source.id);
    let Some(root) = root else { return dated_state(words, source) };
    let fate = dated_state(words, root)?;
    Some(words.say(&Message::new("state.made-from").with("title", root.title.as_str()).with("state", fate)))
}

/// NATO AJP-2.1, words before the letter.
pub(crate) fn reliability(words: &Words, grade: Reliability) -> String {
    let key = match grade {
        Reliability::A => "reliability.a",
        Reliability::B => "reliability.b",
        Reliability::C => "reliability.c",
        Reliability::D => "reliability.d",
        Reliability::E => "reliability.e",
        Reliability::F => "reliability.f",
    };
    words.text(key).to_owned()
}

/// NATO AJP-2.1, words before the digit.
pub(crate) fn credibility(words: &Words, grade: u8) -> String {
    let key = match grade {
        1 => "credibility.first",
        2 => "credibility.second",
        3 => "credibility.third",
        4 => "credibility.fourth",
        5 => "credibility.fifth",
        _ => "credibility.sixth",
    };
    words.text(key).to_owned()
}

/// The name of a language, or its tag.
pub(crate) fn language(words: &Words, tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    let key = match primary.as_str() {
        "ar" => "language.ar",
        "be" => "language.be",
        "de" => "language.de",
        "en" => "language.en",
        "es" => "language.es",
        "fa" => "language.fa",
        "fr" => "language.fr",
        "he" | "iw" => "language.he",
        "hi" => "language.hi",
        "it" => "language.it",
        "ja" => "language.ja",
        "ko" => "language.ko",
        "pl" => "language.pl",
        "pt" => "language.pt",
        "ru" => "language.ru",
        "tr" => "language.tr",
        "uk" => "language.uk",
        "ur" => "language.ur",
        "zh" => "language.zh",
        _ => return tag.to_owned(),
    };
    words.text(key).to_owned()
}

/// A string as HTML, with links in some of its gaps.
pub(crate) fn linked(words: &Words, message: &Message, links: &[(&str, &LinkView)]) -> Html {
    let filled = |name: &str, words: &Words, out: &mut String| -> Result<(), Infallible> {
        match links.iter().find(|(gap, _)| *gap == name) {
            Some((_, LinkView { text, href })) => {
                out.push_str(&format!("<a href=\"{}\">{}</a>", escaped(href), escaped(text)));
            }
            None => escape(&message.gap(name).map(|phrase| words.phrase(phrase)).unwrap_or_default(), out),
        }
        Ok(())
    };
    match words.html(message.key(), message.counted(), escape, filled) {
        Ok(html) => Html(html),
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_status_has_a_letter_of_its_own() {
        let letters: BTreeSet<_> = Status::ALL.iter().map(|status| letter(*status)).collect();
        assert_eq!(letters.len(), Status::ALL.len());
    }
}
