//! Whether the text says who makes the claims that it marks.

use super::super::prose::{
    Leading, Marked, Paragraph, Word, first_sentence, is_english, sentence_of, sentences, words,
};
use super::super::rule::OfArticle;
use super::voices::ArticleVoices;
use crate::diagnostic::Diagnostic;
use crate::model::{Claim, Evidence, Key, Speaker, Speaking};
use crate::resolve::Briefing;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A claim that the text does not give to anybody reads as the site's own. AP's Statement of News Values and the Reuters
/// Handbook ask for attribution where the words stand.
pub(in crate::check) fn speaker_not_in_sentence(of: &OfArticle<'_>) -> Vec<Diagnostic> {
    let OfArticle { case, article, paragraphs, voices, .. } = of;
    let briefing = case.briefing;
    let mut told = Vec::new();
    if !is_english(briefing, article) {
        return told;
    }
    let voices = voices.of_article(briefing, article);
    let mut unnamed: BTreeMap<Key<Claim>, (&Paragraph, &Marked, Unnamed)> = BTreeMap::new();
    let mut named: BTreeSet<Key<Claim>> = BTreeSet::new();
    for (at, paragraph) in paragraphs.iter().enumerate().filter(|(_, paragraph)| !paragraph.quoted) {
        let all = sentences(&paragraph.text);
        let written = words(&paragraph.text);
        let next =
            paragraphs.get(at + 1).map(|next| first_sentence(&next.text)).filter(|next| points_back(next));
        for mark in &paragraph.marks {
            let after = after(paragraph, mark, &all).or(next).unwrap_or_default();
            let given = sentence_of(&all, mark.range.end.saturating_sub(1))
                .and_then(|sentence| voices.another(paragraph, mark, sentence));
            let found = match given {
                Some(other) => Err(Unnamed::Given(other)),
                None => attribution(&voices, paragraph, mark, &all, &written),
            };
            match found.or_else(|how| follows(&voices, mark, after, how)) {
                Ok(()) => _ = named.insert(mark.claim),
                Err(how) => _ = unnamed.entry(mark.claim).or_insert((paragraph, mark, how)),
            }
        }
    }
    for (key, (paragraph, mark, how)) in unnamed.into_iter().filter(|(key, _)| !named.contains(key)) {
        let claim = &briefing.claims[key];
        let Speaking::Speaker(speaker) = claim.speaker else { continue };
        let name = &briefing.speakers[speaker].name;
        let (message, label) = match how {
            Unnamed::Nobody => (
                format!("the text does not say that this comes from {name}"),
                "reads as the site’s own words".to_owned(),
            ),
            Unnamed::Another(other) => {
                let other = &briefing.speakers[other].name;
                (
                    format!("the text seems to give this to {other}, the record to {name}"),
                    format!("{other} is named in the sentence"),
                )
            }
            Unnamed::Given(other) => {
                let other = &briefing.speakers[other].name;
                (
                    format!("the text gives this to {other}, the record to {name}"),
                    format!("{other} says this here"),
                )
            }
        };
        told.push(
            Diagnostic::warning("speaker-not-in-sentence", message)
                .at(paragraph.place_of_mark(case, mark), label)
                .with_related(claim.place, "the claim")
                .with_why("who says it belongs where it is said, for those who do not open the card; this is a guess from the words")
                .with_help("name the speaker, the office or the side in the sentence or before it in the paragraph"),
        );
    }
    told
}

/// Whether a sentence speaks of the one before it.
fn points_back(sentence: &str) -> bool {
    let first = words(sentence).into_iter().next().map(|word| word.text);
    first.is_some_and(|word| ["this", "that", "these", "those", "so", "it"].contains(&word.as_str()))
}

/// The sentence behind the one that a mark ends in, within its paragraph, where it marks nothing itself.
fn after<'p>(paragraph: &'p Paragraph, mark: &Marked, all: &[Range<usize>]) -> Option<&'p str> {
    let next = all.iter().find(|sentence| sentence.start >= mark.range.end)?;
    let marks = paragraph.marks.iter().any(|mark| mark.range.start < next.end && next.start < mark.range.end);
    paragraph.text.get(next.clone()).filter(|_| !marks)
}

/// "This was confirmed by John Kirby": many reports open with what was said, and say in the next sentence by whom.
fn follows(voices: &ArticleVoices<'_>, mark: &Marked, after: &str, how: Unnamed) -> Result<(), Unnamed> {
    let Speaking::Speaker(speaker) = voices.briefing().claims[mark.claim].speaker else { return Ok(()) };
    let (names, words) = (voices.names(speaker), words(after));
    let named = words.iter().any(|word| word.capital && names.contains(&word.text));
    let says = words.iter().any(|word| SAYING.binary_search(&word.text.as_str()).is_ok());
    if named && says { Ok(()) } else { Err(how) }
}

/// How a claim goes without its speaker.
enum Unnamed {
    /// Nobody is said to say it.
    Nobody,
    /// Another speaker is named.
    Another(Key<Speaker>),
    /// Another speaker is said to say it.
    Given(Key<Speaker>),
}

/// Whether the text up to the end of the sentence that a mark ends in says who makes its claim.
fn attribution(
    voices: &ArticleVoices<'_>,
    paragraph: &Paragraph,
    mark: &Marked,
    all: &[Range<usize>],
    written: &[Word],
) -> Result<(), Unnamed> {
    let briefing = voices.briefing();
    let claim = &briefing.claims[mark.claim];
    let Speaking::Speaker(speaker) = claim.speaker else { return Ok(()) };
    let last = mark.range.end.saturating_sub(1);
    let sentence = sentence_of(all, last).cloned().unwrap_or(0..paragraph.text.len());
    let start = sentence_of(all, mark.range.start).map_or(sentence.start, |first| first.start);
    let until = |end: usize| written.partition_point(|word| word.range.start < end);
    let (before, said) = (&written[..until(start)], &written[until(start)..until(sentence.end)]);
    let lead = words(&paragraph.lead);
    let speakers = || std::iter::once(speaker).chain(claim.via.iter().copied());
    let by_name = speakers().any(|speaker| {
        let names = voices.names(speaker);
        [said, before, &lead].iter().any(|words| words.iter().any(|word| names.contains(&word.text)))
    });
    let by_link = paragraph.links.iter().any(|link| {
        link.range.start < sentence.end
            && match &link.to {
                Leading::Speaker(id) => speakers().any(|speaker| briefing.speakers[speaker].id == *id),
                Leading::Source(id) => {
                    claim.evidence.iter().any(|evidence| briefing.sources[evidence.source].id == *id)
                }
                Leading::Elsewhere => false,
            }
    });
    let by_source = claim.evidence.iter().any(|evidence| names_source(briefing, evidence, said));
    let by_pronoun = said.iter().any(|word| PRONOUNS.contains(&word.text.as_str()));
    if by_name || by_link || by_source || by_pronoun {
        return Ok(());
    }
    // "The Kremlin said": somebody is said to say it, by a name that the record does not have.
    let attributes = said.iter().any(|word| SAYING.binary_search(&word.text.as_str()).is_ok());
    match voices.other(claim, said) {
        Some(other) if attributes => Err(Unnamed::Another(other)),
        _ if attributes => Ok(()),
        _ => Err(Unnamed::Nobody),
    }
}

/// Words that stand for somebody named before.
const PRONOUNS: [&str; 17] = [
    "he", "her", "him", "his", "hers", "she", "their", "theirs", "them", "they", "who", "whom", "whose",
    "former", "latter", "both", "neither",
];

/// Words by which something is given to somebody.
const SAYING: [&str; 88] = [
    "accepted",
    "according",
    "accused",
    "accuses",
    "acknowledged",
    "acknowledges",
    "added",
    "adds",
    "admits",
    "admitted",
    "advised",
    "alleged",
    "alleges",
    "announced",
    "announces",
    "answer",
    "answered",
    "argued",
    "argues",
    "asked",
    "asserted",
    "asserts",
    "believed",
    "believes",
    "blamed",
    "calculated",
    "called",
    "calls",
    "cites",
    "claimed",
    "claims",
    "comment",
    "concluded",
    "concludes",
    "confirmed",
    "confirms",
    "counted",
    "counts",
    "declined",
    "declines",
    "denied",
    "denies",
    "described",
    "describes",
    "disclosed",
    "estimate",
    "estimated",
    "estimates",
    "expected",
    "expects",
    "explained",
    "figures",
    "forecast",
    "found",
    "gave",
    "gives",
    "insisted",
    "insists",
    "measured",
    "noted",
    "notes",
    "predicted",
    "predicts",
    "put",
    "puts",
    "quoted",
    "recorded",
    "rejected",
    "report",
    "reported",
    "reports",
    "responded",
    "said",
    "say",
    "says",
    "showed",
    "shows",
    "spoke",
    "stated",
    "statement",
    "states",
    "suggested",
    "tells",
    "told",
    "urged",
    "warned",
    "writes",
    "wrote",
];

/// Whether a sentence names the source of a claim: its publisher, or what sort of document it is.
fn names_source(briefing: &Briefing, evidence: &Evidence, said: &[Word]) -> bool {
    let source = &briefing.sources[evidence.source];
    let written = source.publisher.iter().chain(&source.authors);
    let names: BTreeSet<String> = written
        .flat_map(|text| words(text))
        .filter(|word| word.capital && word.text.len() > 2)
        .map(|word| word.text)
        .collect();
    said.iter().any(|word| word.capital && names.contains(&word.text))
}
