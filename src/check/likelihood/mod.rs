//! Whether words of likelihood say one thing.
//!
//! Only the author's own voice is read: what speakers say, in quotation marks or not, is theirs to word.

mod scales;

use super::Case;
use super::prose::{Paragraph, blank, is_english, sentences, words};
use super::rule::OfArticle;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{LikelihoodScale, Speaking};
use scales::{TERMS, Term};
use std::ops::Range;

/// ICD 203 asks that analysts take their words from one of its two rows and not mix them; words that two scales use for different chances
/// cannot be read at all.
pub(super) fn scales_mixed(of: &OfArticle<'_>) -> Vec<Diagnostic> {
    let case = &of.case;
    if !is_english(case.briefing, of.article) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for paragraph in &of.paragraphs {
        let own = paragraph.own_voice(case);
        for range in own_sentences(paragraph) {
            for (term, range) in terms(&own, range) {
                found.push((term, paragraph.place_of(case, range)));
            }
        }
    }
    match case.briefing.site.likelihood {
        Some(scale) => found.iter().filter_map(|(term, place)| foreign(scale, term, *place)).collect(),
        None => mixed(&found).into_iter().collect(),
    }
}

/// A word that the site's scale does not have.
fn foreign(scale: LikelihoodScale, term: &Term, place: Place) -> Option<Diagnostic> {
    // "Probably" is everybody's word.
    if term.on(scale).is_some() || term.words == "probably" {
        return None;
    }
    let (other, low, high) = term.of.first()?;
    let told = Diagnostic::warning(
        "scales-mixed",
        format!("“{}” is no word of {}, which this site uses", term.words, scale.title()),
    )
    .at(place, format!("{low}–{high} % on the scale of {}", other.title()))
    .with_why("readers can tell what a word of likelihood stands for as long as all are taken from one scale; this is a guess from the words");
    Some(match term.nearest_on(scale) {
        Some(near) => {
            let (low, high) = near.on(scale).unwrap_or_default();
            told.with_help(format!("“{}” is the nearest there ({low}–{high} %)", near.words))
        }
        None => told,
    })
}

/// The first word that no scale shares with what stands before it, where one of the two is hardly used but as a term.
fn mixed(found: &[(&'static Term, Place)]) -> Option<Diagnostic> {
    let technical = found.iter().find(|(term, _)| term.technical)?;
    let (other, place) = found.iter().find(|(term, _)| {
        !matches!(term.words, "likely" | "unlikely" | "probably" | "probable" | "improbable")
            && !term.of.iter().any(|(scale, ..)| technical.0.on(*scale).is_some())
    })?;
    let title = |term: &Term| term.of.first().map_or("", |(scale, ..)| scale.title());
    Some(
        Diagnostic::warning(
            "scales-mixed",
            format!("“{}” and “{}” are of two scales of likelihood", technical.0.words, other.words),
        )
        .at(*place, format!("a word of {}", title(other)))
        .with_related(technical.1, format!("a word of {}", title(technical.0)))
        .with_why("each scale takes its words for other chances, and readers cannot know which is meant; this is a guess from the words")
        .with_help("take all from one scale, and name it in `onrecord.toml`: `likelihood = \"icd-203\"`, `\"phia\"` or `\"ipcc\"`"),
    )
}

/// ICD 203: products that state a level of confidence must not combine it with a degree of likelihood in one sentence.
pub(super) fn likelihood_with_confidence(of: &OfArticle<'_>) -> Vec<Diagnostic> {
    let case = &of.case;
    // The IPCC’s reports put both side by side by their own rules.
    if case.briefing.site.likelihood == Some(LikelihoodScale::Ipcc) || !is_english(case.briefing, of.article)
    {
        return Vec::new();
    }
    let mut told = Vec::new();
    for paragraph in &of.paragraphs {
        let own = paragraph.own_voice(case);
        for sentence in own_sentences(paragraph) {
            let Some(confidence) = confidence(&own, &sentence) else { continue };
            let Some((term, likelihood)) = terms(&own, sentence).into_iter().next() else { continue };
            told.push(
                Diagnostic::warning(
                    "likelihood-with-confidence",
                    "a sentence says both how likely it is and how sure its author is",
                )
                .at(paragraph.place_of(case, confidence), "how sure")
                .with_related(paragraph.place_of(case, likelihood), format!("“{}”: how likely", term.words))
                .with_why("ICD 203 keeps the two apart: readers take the one for the other; this is a guess from the words")
                .with_help("say in one sentence how likely it is, and in another how good the evidence for that is"),
            );
        }
    }
    told
}

impl Paragraph {
    /// Its text, with spaces for what is quoted and for what others claim.
    fn own_voice(&self, case: &Case<'_>) -> String {
        let mut own = self.own_words();
        for mark in &self.marks {
            if case.briefing.claims[mark.claim].speaker != Speaking::Site {
                blank(&mut own, mark.range.clone());
            }
        }
        // The terms are ASCII, and every other letter has to stay where it is.
        own.to_ascii_lowercase()
    }
}

/// Verbs and phrases that say that the sentence tells what somebody else thinks.
const REPORTED: [&str; 48] = [
    "according",
    "added",
    "advised",
    "agency's",
    "analysts",
    "announced",
    "argued",
    "argues",
    "assess",
    "assessed",
    "assesses",
    "believe",
    "believed",
    "believes",
    "claimed",
    "claims",
    "conclude",
    "concluded",
    "concludes",
    "described",
    "estimate",
    "estimated",
    "estimates",
    "expect",
    "expects",
    "found",
    "judge",
    "judged",
    "judges",
    "noted",
    "officials",
    "predicted",
    "predicts",
    "reported",
    "reports",
    "said",
    "say",
    "says",
    "stated",
    "tells",
    "think",
    "thinks",
    "thought",
    "told",
    "warned",
    "warns",
    "writes",
    "wrote",
];

/// What an author says of a judgement of their own.
const OUR_OWN: [&str; 7] = ["assess", "believe", "conclude", "estimate", "expect", "judge", "think"];

/// The sentences that are said in the author's own voice.
fn own_sentences(paragraph: &Paragraph) -> Vec<Range<usize>> {
    if paragraph.quoted {
        return Vec::new();
    }
    let reported = |range: &Range<usize>| {
        words(&paragraph.text[range.clone()])
            .iter()
            .any(|word| REPORTED.binary_search(&word.text.as_str()).is_ok())
    };
    let ours = |range: &Range<usize>| {
        let all = words(&paragraph.text[range.clone()]);
        all.windows(2).any(|pair| pair[0].text == "we" && OUR_OWN.contains(&pair[1].text.as_str()))
    };
    sentences(&paragraph.text).into_iter().filter(|range| ours(range) || !reported(range)).collect()
}

/// The words of likelihood in a sentence of `text`, which is in lower case; the longest where one holds another.
fn terms(text: &str, sentence: Range<usize>) -> Vec<(&'static Term, Range<usize>)> {
    let mut rest = text[sentence.clone()].to_owned();
    let mut found = Vec::new();
    for term in &TERMS {
        while let Some(at) = find_words(&rest, term.words) {
            let range = at..at + term.words.len();
            blank(&mut rest, range.clone());
            found.push((term, sentence.start + range.start..sentence.start + range.end));
        }
    }
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// Where a level of confidence stands in a sentence of `text`, which is in lower case.
fn confidence(text: &str, sentence: &Range<usize>) -> Option<Range<usize>> {
    const LEVELS: [&str; 7] = [
        "high confidence",
        "moderate confidence",
        "medium confidence",
        "low confidence",
        "highly confident",
        "moderately confident",
        "very high confidence",
    ];
    let part = &text[sentence.clone()];
    LEVELS.iter().find_map(|level| {
        let at = find_words(part, level)?;
        let after = part[at + level.len()..].trim_start();
        // An interval or limit of statistics is no level of confidence.
        let statistic = ["interval", "limit", "bound", "vote"].iter().any(|word| after.starts_with(word));
        (!statistic).then(|| sentence.start + at..sentence.start + at + level.len())
    })
}

/// Where `words` stand in `text` as whole words.
fn find_words(text: &str, words: &str) -> Option<usize> {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    text.match_indices(words)
        .find(|(at, _)| {
            !letter(text[..*at].chars().next_back()) && !letter(text[at + words.len()..].chars().next())
        })
        .map(|(at, _)| at)
}
