//! Whether our stored copies have what is quoted.

use super::Case;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Because, Compared, Evidence, Nearest, QuoteCheck, Source};

/// The most words of a stretch without differences that are shown on each side of one.
const CONTEXT_WORDS: usize = 4;

/// Words in quotation marks are the speaker's, to the letter (AP, Reuters); a copy that does not have them shows a slip or
/// worse.
pub(super) fn quote_not_in_snapshot(case: &Case<'_>) -> Vec<Diagnostic> {
    quotes(case)
        .filter(|(evidence, _)| evidence.check == Some(QuoteCheck::NotFound))
        .map(|(evidence, source)| {
            let (what, label, help) = not_found(evidence, source);
            Diagnostic::error("quote-not-in-snapshot", what)
                .at(words_place(evidence), label)
                .with_why("words in quotation marks are the speaker’s, to the letter")
                .with_help(help)
        })
        .collect()
}

/// What is wrong, what to say below the words, and how to mend it.
fn not_found(evidence: &Evidence, source: &Source) -> (String, &'static str, String) {
    let (id, path) = (&source.id, path(source));
    match evidence.lookup.because {
        Some(Because::EmptyCopy) => (
            format!("the stored copy of `{id}` is empty"),
            "could not be looked up",
            format!("store the text of the source in `{path}`, or delete that file"),
        ),
        Some(Because::NoWords) => (
            "this quote has no words of its source".to_owned(),
            "nothing to look up",
            "quote words of the source, or take `quote` out".to_owned(),
        ),
        Some(Because::OtherOrder) => (
            format!("the stored copy of `{id}` has these words in another order"),
            "both parts are there, in the other order",
            "quote the parts in the order of the source, or as two quotes".to_owned(),
        ),
        Some(Because::FarApart) => (
            format!("the stored copy of `{id}` has these words far from each other"),
            "the parts are there, and much stands between them",
            "brackets stand for a few words; write `…` where more is left out".to_owned(),
        ),
        None => (
            format!("the stored copy of `{id}` does not have these words"),
            "not found, quotation marks, dashes and spaces aside",
            format!(
                "compare with `{path}`; what was left out is written `…`, what was put in stands in [brackets]"
            ),
        ),
    }
}

/// The most words of a source that an elision may pass over in silence: about a paragraph.
const MOST_LEFT_OUT: usize = 100;

/// An elision must not join what its speaker did not, nor brackets turn what was said (The Chicago Manual of Style, 13.49 and
/// 13.59; AP: an ellipsis must not distort the meaning).
pub(super) fn quote_patched(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (evidence, source) in quotes(case) {
        let Some(QuoteCheck::Edited { added, .. }) = &evidence.check else { continue };
        if let Some(gap) = evidence.lookup.longest.as_ref().filter(|gap| gap.words > MOST_LEFT_OUT) {
            let told = Diagnostic::warning(
                "quote-patched",
                format!("an elision leaves out {} words of `{}`", gap.words, source.id),
            );
            found.push(
                told.at(words_place(evidence), "reads as one passage")
                    .with_related(gap.before, "what stands before it")
                    .with_related(gap.after, "what stands after it")
                    .with_why("words that stand so far apart may not have been said of the same matter")
                    .with_help("quote the two passages as two quotes"),
            );
        }
        let words = evidence.words().filter(|_| *added);
        if let Some(turned) = words.and_then(|words| turning_bracket(&words.value)) {
            found.push(
                Diagnostic::warning(
                    "quote-patched",
                    format!("`[{turned}]` was put into a quote from `{}`", source.id),
                )
                .at(words_place(evidence), "a negation or a number was put in")
                .with_why("brackets make a quote clear; they must not make it say what its speaker did not")
                .with_help("quote the words as they stand, and say in your own what they mean"),
            );
        }
    }
    found
}

/// Words that turn what is said into its contrary.
const NEGATIONS: [&str; 34] = [
    "not",
    "no",
    "never",
    "none",
    "nor",
    "neither",
    "nobody",
    "nothing",
    "without",
    "cannot",
    "can't",
    "won't",
    "don't",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "nie",
    "niemals",
    "ne",
    "pas",
    "jamais",
    "non",
    "nunca",
    "jamás",
    "sin",
    "не",
    "нет",
    "ні",
    "ни",
    "никогда",
    "ніколи",
    "안",
    "못",
];

/// The first passage in brackets that holds a negation or a number; years tell when, and count nothing.
fn turning_bracket(quote: &str) -> Option<&str> {
    let brackets = quote.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(inside, _)| inside);
    let turns = |word: &str| {
        let word = word.replace('’', "'").to_lowercase();
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let is_year = digits == 4 && word.len() == 4 && matches!(&word[..2], "18" | "19" | "20");
        (digits > 0 && !is_year) || NEGATIONS.contains(&word.as_str()) || word.ends_with("n't")
    };
    let marks = |c: char| !c.is_alphanumeric() && c != '\'' && c != '’';
    brackets.into_iter().find(|inside| inside.split(marks).any(|word| !word.is_empty() && turns(word)))
}

/// One word changes what somebody is made to say, so the copy's words are shown beside those that are quoted.
pub(super) fn quote_altered(case: &Case<'_>) -> Vec<Diagnostic> {
    quotes(case)
        .filter_map(|(evidence, source)| match &evidence.check {
            Some(QuoteCheck::Altered(nearest)) => Some((evidence, source, nearest)),
            _ => None,
        })
        .map(|(evidence, source, nearest)| {
            Diagnostic::error("quote-altered", format!("the stored copy of `{}` has other words here", source.id))
                .at(words_place(evidence), "not as the copy has it")
                .with_related(nearest.place, "the nearest passage")
                .with_why("words in quotation marks are the speaker’s, to the letter")
                // A label would stand to the right of a long quote, where nobody looks; this starts at the margin.
                .with_help(format!(
                    "{}\n[-so-] stands only in the quote, {{+so+}} only in the copy; write what the copy has, `…` for what is left out, and [brackets] around what is put in",
                    marked(nearest)
                ))
        })
        .collect()
}

/// A quote whose source changes or vanishes can be shown to have been there only by a copy that was kept.
pub(super) fn snapshot_missing(case: &Case<'_>) -> Vec<Diagnostic> {
    quotes(case)
        .filter(|(evidence, _)| evidence.check == Some(QuoteCheck::NoSnapshot))
        .map(|(evidence, source)| {
            Diagnostic::warning("snapshot-missing", format!("no copy of `{}` is kept", source.id))
                .at(words_place(evidence), "not checked")
                .with_why("without a copy a slip in the quote is not found, nor is a change of the source")
                .with_help(format!(
                    "store its text as `content/snapshots/{}.txt`, `.md` or `.html`; it is not published",
                    source.id
                ))
        })
        .collect()
}

/// All evidence with its source.
fn quotes<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Evidence, &'a Source)> {
    let briefing = case.briefing;
    let evidence = briefing.claims.values().flat_map(|claim| &claim.evidence);
    evidence.map(move |evidence| (evidence, &briefing.sources[evidence.source]))
}

fn words_place(evidence: &Evidence) -> Place {
    evidence.words().map_or(evidence.place, |words| words.place)
}

fn path(source: &Source) -> &str {
    source.snapshot.as_ref().map_or("", |snapshot| snapshot.path.as_str())
}

/// The differences in the notation of GNU `wdiff`, which needs no colour, and some words around them.
fn marked(nearest: &Nearest) -> String {
    let last = nearest.pieces.len().saturating_sub(1);
    let mut out = String::new();
    for (n, piece) in nearest.pieces.iter().enumerate() {
        match piece {
            Compared::Both(text) => out.push_str(&shortened(text, n == 0, n == last)),
            Compared::Quote(text) => {
                let replaced = matches!(nearest.pieces.get(n + 1), Some(Compared::Copy(_)));
                out.push_str(&format!("[-{}-]", text.trim_end()));
                if text.ends_with(' ') && !replaced {
                    out.push(' ');
                }
            }
            Compared::Copy(text) => {
                out.push_str(&format!("{{+{}+}}", text.trim_end()));
                if text.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    out
}

/// A stretch without differences, what is far from them left out.
fn shortened(text: &str, starts: bool, ends: bool) -> String {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let after = if starts { 0 } else { CONTEXT_WORDS };
    let before = if ends { 0 } else { CONTEXT_WORDS };
    if words.len() <= after + before + 1 {
        return text.to_owned();
    }
    let (head, tail) = (&words[..after], &words[words.len() - before..]);
    let space = if text.ends_with(' ') { " " } else { "" };
    let parts = [head.join(" "), "…".to_owned(), tail.join(" ")];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" ") + if ends { "" } else { space }
}
