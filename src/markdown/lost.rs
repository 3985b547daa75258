//! What was written as a link, a chart or HTML and does not become one.

use super::{Locator, Settings};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest, unmistakable};
use crate::model::text::CalloutKind;
use std::ops::Range;

/// Links do not nest in CommonMark: what was meant as a claim around another link arrives as text. So do references
/// and footnotes that are not defined.
pub(super) fn look(
    source: &str,
    text: &str,
    range: &Range<usize>,
    locator: Locator,
    settings: &Settings,
    out: &mut Diagnostics,
) {
    if text.contains("](claim:") {
        let source = &source[range.clone()];
        for (at, _) in source.match_indices("](claim:").filter(|(at, _)| !source[..*at].ends_with('\\')) {
            let end = source[at..].find(')').map_or(source.len(), |end| at + end + 1);
            out.push(
                Diagnostic::error("link-in-claim", "a claim's words hold a link, so they are not marked")
                    .at(locator.place(range.start + at..range.start + end), "this stayed text")
                    .with_why("links cannot nest in Markdown")
                    .with_help("take the inner link out, or mark the passage from the record: `mark: \"the words as they read\"` below the claim"),
            );
        }
    }
    let mut written = Written { source, rest: range.clone(), whole: range.clone() };
    for (at, _) in text.match_indices("][") {
        let label = text[at + 2..].split(']').next().unwrap_or_default();
        if settings.claims.contains(label) {
            out.push(
                Diagnostic::error(
                    "undefined-reference",
                    format!("`[…][{label}]` marks nothing: the reference has no definition"),
                )
                .at(locator.place(written.place_of(&format!("[{label}]"))), "this stayed text")
                .with_why("readers would see the brackets, and find no claim")
                .with_help(format!(
                    "add a line `[{label}]: https://…` below the text, or write `(claim:{label})`"
                )),
            );
        }
    }
    let mut written = Written { source, rest: range.clone(), whole: range.clone() };
    for (at, _) in text.match_indices("[^").take(MOST_NOTES) {
        let label: String = text[at + 2..].chars().take(LONGEST_LABEL).take_while(|c| *c != ']').collect();
        if label.contains('[') || !text[at + 2 + label.len()..].starts_with(']') {
            continue;
        }
        let place = written.place_of(&format!("[^{label}]"));
        if source[..place.start].ends_with('\\') {
            continue;
        }
        out.push(
            Diagnostic::warning("undefined-footnote", format!("there is no footnote `{label}`"))
                .at(locator.place(place), "this stayed text")
                .with_why("readers would see the sign of a note that is not there")
                .with_help(format!("add a line `[^{label}]: …` below the text")),
        );
    }
}

/// A quote that starts as a callout of GitHub's does, and is none: of a kind that there is not, or with words on its first line.
pub(super) fn callout(source: &str, range: &Range<usize>, locator: Locator, out: &mut Diagnostics) {
    let line = source[range.clone()].lines().next().unwrap_or_default();
    let Some(at) = line.find("[!") else { return };
    if !line[..at].chars().all(|c| c == '>' || c == ' ' || c == '\t') {
        return;
    }
    let Some(end) = line[at..].find(']') else { return };
    let kind = &line[at + 2..at + end];
    // A reference link, or a picture in brackets, is what it says.
    if line[at + end + 1..].starts_with(['[', '(', ':'])
        || kind.is_empty()
        || !kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '))
    {
        return;
    }
    let place = |from: usize, to: usize| locator.place(range.start + from..range.start + to);
    let names = CalloutKind::NAMES.map(|(name, _)| name);
    let word = kind.trim().to_lowercase();
    let diagnostic =
        Diagnostic::warning("unknown-callout", format!("`[!{kind}]` does not make a callout here"))
            .with_why("it stays a quote, and readers see the brackets");
    if names.contains(&word.as_str()) {
        out.push(diagnostic.at(place(at, line.len()), "other words stand on its line").with_help(format!(
            "write `[!{}]` alone on its line, and the text below it",
            word.to_uppercase()
        )));
        return;
    }
    let diagnostic = diagnostic.at(place(at, at + end + 1), "not known");
    out.push(match nearest(&word, names) {
        Some(near) => diagnostic
            .with_help(format!("the nearest is `[!{}]`", near.to_uppercase()))
            .with_suggestion_in(place(at + 2, at + end), kind, near.to_uppercase())
            .safe_if(unmistakable(&word, near, names)),
        None => diagnostic.with_help(
            "there are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`, as on GitHub",
        ),
    });
}

/// How many notes of one text are looked for: each is shown with its line, which may be all of a long text.
const MOST_NOTES: usize = 20;

/// The longest name of a footnote that is told, in characters.
const LONGEST_LABEL: usize = 100;

/// A part of a text as its author wrote it, searched from its start to its end and never twice.
struct Written<'s> {
    source: &'s str,
    rest: Range<usize>,
    whole: Range<usize>,
}

impl Written<'_> {
    /// Where `words` stand next; the whole part where they are written in another way, as `&#49;` for `1`.
    fn place_of(&mut self, words: &str) -> Range<usize> {
        match self.source[self.rest.clone()].find(words) {
            Some(at) => {
                let start = self.rest.start + at;
                self.rest.start = start + words.len();
                start..self.rest.start
            }
            None => {
                self.rest.start = self.rest.end;
                self.whole.clone()
            }
        }
    }
}

pub(super) fn raw_html(place: Place) -> Diagnostic {
    Diagnostic::warning("raw-html", "raw HTML is shown as text")
        .at(place, "not passed on")
        .with_why("content may come from anybody, and HTML can run code on readers' machines")
        .with_help("use Markdown, or set `raw_html = true` under `[content]` in onrecord.toml if you trust all that is written here")
}

pub(super) fn chart_in_text(place: Place) -> Diagnostic {
    Diagnostic::error("chart-in-text", "a chart stands in a paragraph of its own")
        .at(place, "words or a link around it")
        .with_why("a chart takes the width of the text and cannot stand within a line")
        .with_help("put a blank line before and after it")
}

pub(super) fn bad_link(place: Place, reason: String) -> Diagnostic {
    Diagnostic::error("bad-link", "this link cannot be followed")
        .at(place, reason)
        .with_why("it would promise readers what they do not get, or run what nobody meant to run")
        .with_help("links are `https:`, `http:` or `mailto:`, `claim:`, `source:`, `figure:` or `speaker:`, or a file of the site")
}
