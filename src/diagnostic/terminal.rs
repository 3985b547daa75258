//! Diagnostics for people at a terminal, in the look that rustc made familiar.

use super::grouped;
use super::summary::counts;
use super::{Diagnostic, Diagnostics, FileId, Files, Place, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use std::ops::Range;

/// Whether escape codes for colour may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// The terminal shows them.
    Yes,
    /// A pipe, a file, or `NO_COLOR`.
    No,
}

/// All diagnostics in full, one after the other, with a line of counts at the end.
#[must_use]
pub fn show(diagnostics: &Diagnostics, files: &Files, colour: Colour) -> String {
    let mut out: String = diagnostics.iter().map(|diagnostic| full(diagnostic, files, colour)).collect();
    if !diagnostics.is_empty() {
        out.push_str(&counts(diagnostics));
        out.push('\n');
    }
    out
}

/// Diagnostics so that a person reads them to the end: a few in full; of many the first of each rule in full, the others
/// counted with the places of the next ones. The counts at the end are left to the caller.
#[must_use]
pub fn show_in_short(diagnostics: &Diagnostics, files: &Files, colour: Colour) -> String {
    grouped::show(diagnostics, files, colour)
}

/// One diagnostic in full, with a blank line after it.
#[must_use]
pub fn full(diagnostic: &Diagnostic, files: &Files, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Yes => Renderer::styled(),
        Colour::No => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    format!("{}\n\n", renderer.render(&report(diagnostic, files)))
}

fn report<'a>(diagnostic: &'a Diagnostic, files: &'a Files) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule);
    let mut main = match &diagnostic.at {
        None => match &diagnostic.file {
            Some(path) => title.element(Origin::path(path.as_str())),
            None => Group::with_title(title),
        },
        Some((place, label)) => {
            let (near, far): (Vec<_>, Vec<_>) =
                diagnostic.related.iter().partition(|(other, _)| together(*place, *other, files));
            let shown = Shown::of(
                place.file,
                near.iter().map(|(other, _)| *other).chain(std::iter::once(*place)),
                files,
            );
            let mut snippet = shown
                .snippet(files)
                .annotation(AnnotationKind::Primary.span(shown.visible(*place)).label(label.as_str()));
            for (other, label) in near {
                snippet = snippet
                    .annotation(AnnotationKind::Context.span(shown.visible(*other)).label(label.as_str()));
            }
            let mut group = title.element(snippet);
            for (other, label) in far {
                let shown = Shown::of(other.file, std::iter::once(*other), files);
                let span = AnnotationKind::Context.span(shown.visible(*other)).label(label.as_str());
                group = group.element(shown.snippet(files).annotation(span));
            }
            group
        }
    };
    if let Some(why) = &diagnostic.why {
        main = main.element(Level::NOTE.message(why.as_str()));
    }
    match (&diagnostic.help, diagnostic.edit(files)) {
        (help, Some(suggestion)) => {
            let help = help.as_deref().unwrap_or("write it so");
            let shown = Shown::of(suggestion.place.file, std::iter::once(suggestion.place), files);
            let patch = Patch::new(shown.range(suggestion.place), suggestion.text);
            let snippet = shown.snippet(files).patch(patch);
            vec![main, Level::HELP.secondary_title(help).element(snippet)]
        }
        (Some(help), None) => vec![main.element(Level::HELP.message(help.as_str()))],
        (None, None) => vec![main],
    }
}

/// How many lines may lie between two places that are shown in one piece of text.
const TOGETHER: usize = 200;

/// Whether two places stand so near that the text between them need not be long.
fn together(a: Place, b: Place, files: &Files) -> bool {
    a.file == b.file && files.line_column(a).0.abs_diff(files.line_column(b).0) <= TOGETHER
}

/// The lines of a file that are shown. Only these are handed to the renderer, which looks through all that it is given.
struct Shown<'a> {
    file: FileId,
    first_line: usize,
    start: usize,
    text: &'a str,
}

impl<'a> Shown<'a> {
    /// The lines that hold all of `places`, which are of `file`.
    fn of(file: FileId, places: impl Iterator<Item = Place> + Clone, files: &'a Files) -> Self {
        let lines = places.map(|place| files.points(place)).map(|(start, end)| (start.line, end.line));
        let first_line = lines.clone().map(|(first, _)| first).min().unwrap_or(1);
        let last_line = lines.map(|(_, last)| last).max().unwrap_or(1);
        let (start, text) = files.lines(file, first_line, last_line);
        Self { file, first_line, start, text }
    }

    fn snippet<T: Clone>(&self, files: &'a Files) -> Snippet<'a, T> {
        Snippet::source(self.text).line_start(self.first_line).path(files.get(self.file).path.as_str())
    }

    fn range(&self, place: Place) -> Range<usize> {
        let within = |offset: usize| offset.saturating_sub(self.start).min(self.text.len());
        let (start, end) = (within(place.range().start), within(place.range().end));
        start..end.max(start)
    }

    /// The place cut to its first line.
    fn visible(&self, place: Place) -> Range<usize> {
        let Range { start, end } = self.range(place);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        start..end.min(line_end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::RelPath;

    #[test]
    fn a_diagnostic_shows_file_line_text_reason_and_remedy() {
        let mut files = Files::new();
        let text = "title: A\nspeeker: kirby\n";
        let file = files.add(RelPath::new("content/a.md").unwrap(), text);
        let key = Place::new(file, 9..16);
        let diagnostics: Diagnostics = [Diagnostic::error("unknown-key", "a claim has no key `speeker`")
            .at(key, "not a key of a claim")
            .with_why("a key that is not read would be lost without a word")
            .with_help("the nearest key is `speaker`")
            .with_suggestion(key, "speaker")]
        .into_iter()
        .collect();
        insta::assert_snapshot!(show(&diagnostics, &files, Colour::No), @r"
        error[unknown-key]: a claim has no key `speeker`
         --> content/a.md:2:1
          |
        2 | speeker: kirby
          | ^^^^^^^ not a key of a claim
          |
          = note: a key that is not read would be lost without a word
        help: the nearest key is `speaker`
          |
        2 - speeker: kirby
        2 + speaker: kirby
          |

        1 error
        ");
    }
}
