//! Whether those who would not say anything are quoted all the same.

use super::super::prose::{is_english, sentence_of, sentences, words};
use super::super::rule::OfArticle;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::when::Day;
use crate::model::{Act, Bound, Claim, Speaking, When};
use crate::resolve::Briefing;

/// Who declined to comment has made no comment: AP and Reuters ask that an article say what somebody would not speak of,
/// so that a refusal does not stand beside that person's own words.
pub(in crate::check) fn declined_but_quoted(of: &OfArticle<'_>) -> Vec<Diagnostic> {
    let OfArticle { case, article, .. } = of;
    let briefing = case.briefing;
    let mut told = Vec::new();
    if !is_english(briefing, article) {
        return told;
    }
    let claims = || article.claims.iter().map(|key| &briefing.claims[*key]);
    for silent in claims().filter(|claim| claim.act.is_silence()) {
        if let Some((place, words)) = speaks(briefing, silent) {
            told.push(
                Diagnostic::warning("declined-but-quoted", format!("claim `{}` is a refusal that says something", silent.id.name))
                    .at(place, words)
                    .with_related(silent.place, "recorded as a refusal here")
                    .with_why("whoever would not comment has not made this statement; that these words are none of the refusal is a guess")
                    .with_help("give the statement a claim of its own, or another `act`"),
            );
        } else if let Some(spoken) = claims().find(|claim| spoke(briefing, silent, claim))
            && !says_on_what(of, silent)
        {
            let (said, label) = match is_quoted(spoken) {
                true => ("is quoted", "quoted here"),
                false => ("speaks in the same source", "speaks here"),
            };
            told.push(
                Diagnostic::warning(
                    "declined-but-quoted",
                    format!("claim `{}` says that its speaker would not comment, who {said} on the same day", silent.id.name),
                )
                .at(silent.place, "does not say on what")
                .with_related(spoken.place, label)
                .with_why("readers find a refusal beside the words of the same speaker; that they contradict each other is a guess")
                .with_help("say what it was that the speaker would not speak of: “declined to comment on the number”"),
            );
        }
    }
    told
}

/// Where a refusal says something about the matter: a number, or words that are none of a refusal.
fn speaks(briefing: &Briefing, silent: &Claim) -> Option<(Place, &'static str)> {
    let number = silent.estimate.map(|key| &briefing.estimates[key]);
    if let Some(estimate) = number.filter(|estimate| estimate.quantity.bound != Bound::None) {
        return Some((estimate.words.place, "a number"));
    }
    let supports = silent.supports();
    let english = supports.filter(|evidence| {
        briefing.sources[evidence.source]
            .language
            .as_deref()
            .is_none_or(|language| language.starts_with("en"))
    });
    let quotes = english.filter_map(|evidence| evidence.quote.as_ref());
    quotes
        .filter(|quote| !reads_as_refusal(&quote.value))
        .map(|quote| (quote.place, "reads as a statement"))
        .next()
}

/// Words of which every refusal has one: "no comment", "we do not discuss", "could not be reached", "under investigation".
const REFUSING: [&str; 53] = [
    "answer",
    "answered",
    "available",
    "beyond",
    "can't",
    "cannot",
    "classified",
    "comment",
    "commenting",
    "comments",
    "confidential",
    "confirm",
    "confirmed",
    "couldn't",
    "declined",
    "declines",
    "details",
    "didn't",
    "discuss",
    "discussing",
    "doesn't",
    "don't",
    "further",
    "independently",
    "isn't",
    "later",
    "neither",
    "never",
    "no",
    "none",
    "nor",
    "not",
    "nothing",
    "ongoing",
    "pending",
    "private",
    "reached",
    "refer",
    "refuse",
    "refused",
    "refuses",
    "replied",
    "reply",
    "respond",
    "responded",
    "response",
    "speculate",
    "unable",
    "unclear",
    "unverified",
    "verified",
    "verify",
    "won't",
];

fn reads_as_refusal(quote: &str) -> bool {
    const FEWEST: usize = 3;
    let words = words(quote);
    words.len() < FEWEST || words.iter().any(|word| REFUSING.binary_search(&word.text.as_str()).is_ok())
}

/// Whether the speaker of a refusal says something else on the same day: is quoted with it, or says it where the refusal was
/// made, in one source. A request that was not answered says nothing about what was said to others.
fn spoke(briefing: &Briefing, silent: &Claim, other: &Claim) -> bool {
    let Speaking::Speaker(speaker) = silent.speaker else { return false };
    let passed_on_by_none = other.via.is_empty();
    let there = silent.act == Act::DeclinesComment
        && silent.note.is_empty()
        && silent.supports().any(|one| other.supports().any(|two| one.source == two.source));
    // Whoever could not verify one thing may well assert another.
    matches!(silent.act, Act::DeclinesComment | Act::NoResponse)
        && !other.act.is_silence()
        && other.speaker == silent.speaker
        && passed_on_by_none
        && briefing.speakers[speaker].named
        && (is_quoted(other) || there)
        && day(silent).is_some_and(|one| day(other) == Some(one))
}

fn is_quoted(claim: &Claim) -> bool {
    claim.supports().any(|evidence| evidence.quote.is_some())
}

/// The one day on which it was said, if it is known.
fn day(claim: &Claim) -> Option<Day> {
    let said = claim.said.as_ref()?;
    said.first_day().filter(|first| When::last_day(said) == Some(*first))
}

/// Words that say what a refusal was about, or that it did not last.
const ON_WHAT: [&str; 37] = [
    "about",
    "additional",
    "again",
    "beyond",
    "but",
    "directly",
    "discuss",
    "elaborate",
    "else",
    "except",
    "first",
    "further",
    "how",
    "if",
    "immediately",
    "initially",
    "into",
    "later",
    "more",
    "number",
    "numbers",
    "on",
    "otherwise",
    "over",
    "provide",
    "publicly",
    "question",
    "questions",
    "regarding",
    "saying",
    "specific",
    "specify",
    "than",
    "what",
    "when",
    "whether",
    "why",
];

/// Whether the record or the text says what the speaker would not speak of.
fn says_on_what(of: &OfArticle<'_>, silent: &Claim) -> bool {
    let names_it =
        |text: &str| words(text).iter().any(|word| ON_WHAT.binary_search(&word.text.as_str()).is_ok());
    if names_it(&silent.statement) {
        return true;
    }
    let claim = of.case.briefing.claims.find(&silent.id);
    of.paragraphs.iter().any(|paragraph| {
        let all = sentences(&paragraph.text);
        let mut marks = paragraph.marks.iter().filter(|mark| Some(mark.claim) == claim);
        marks.any(|mark| {
            sentence_of(&all, mark.range.start).is_some_and(|range| names_it(&paragraph.text[range.clone()]))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_the_order_in_which_they_are_looked_up() {
        assert!(REFUSING.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ON_WHAT.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_refusal_is_told_from_a_statement() {
        for refusal in [
            "no comment",
            "we don’t discuss operational matters",
            "could not be independently verified",
            "nope",
            "the review is ongoing",
        ] {
            assert!(reads_as_refusal(refusal), "{refusal}");
        }
        for statement in ["the barrier failed at midnight", "a thousand men were lost in the assault"] {
            assert!(!reads_as_refusal(statement), "{statement}");
        }
    }
}
