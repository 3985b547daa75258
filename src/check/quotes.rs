//! Whether our stored copies have what is quoted.

use super::Case;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Compared, Evidence, Nearest, QuoteCheck, Source};

/// The most words of a stretch without differences that are shown on each side of one.
const CONTEXT_WORDS: usize = 4;

/// Words in quotation marks are the speaker's, to the letter (AP, Reuters); a copy that does not have them shows a slip or
/// worse.
pub(super) fn quote_not_in_snapshot(case: &Case<'_>) -> Vec<Diagnostic> {
    quotes(case)
        .filter(|(evidence, _)| evidence.check == Some(QuoteCheck::NotFound))
        .map(|(evidence, source)| {
            Diagnostic::error(
                "quote-not-in-snapshot",
                format!("the stored copy of `{}` does not have these words", source.id),
            )
            .at(words_place(evidence), "not found, quotation marks, dashes and spaces aside")
            .with_why("words in quotation marks are the speaker’s, to the letter")
            .with_help(format!(
                "compare with `{}`; what was left out is written `…`, what was put in stands in [brackets]",
                path(source)
            ))
        })
        .collect()
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
