//! Diagnostics for people at a terminal, in the look that rustc made familiar.

use super::{Diagnostic, Diagnostics, Files, Place, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

/// Whether escape codes for colour may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// The terminal shows them.
    Yes,
    /// A pipe, a file, or `NO_COLOR`.
    No,
}

/// All diagnostics, one after the other, with a line of counts at the end.
#[must_use]
pub fn show(diagnostics: &Diagnostics, files: &Files, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Yes => Renderer::styled(),
        Colour::No => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        out.push_str(&renderer.render(&report(diagnostic, files)));
        out.push_str("\n\n");
    }
    if !diagnostics.is_empty() {
        out.push_str(&counts(diagnostics));
        out.push('\n');
    }
    out
}

/// "2 errors, 1 warning"
#[must_use]
pub fn counts(diagnostics: &Diagnostics) -> String {
    let count = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    [count(diagnostics.errors(), "error"), count(diagnostics.warnings(), "warning")]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn report<'a>(diagnostic: &'a Diagnostic, files: &'a Files) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule);
    let mut main = match &diagnostic.at {
        None => Group::with_title(title),
        Some((place, label)) => {
            let mut snippet = snippet(*place, files)
                .annotation(AnnotationKind::Primary.span(visible(*place, files)).label(label.as_str()));
            for (other, label) in diagnostic.related.iter().filter(|(other, _)| other.file == place.file) {
                snippet = snippet
                    .annotation(AnnotationKind::Context.span(visible(*other, files)).label(label.as_str()));
            }
            let mut group = title.element(snippet);
            for (other, label) in diagnostic.related.iter().filter(|(other, _)| other.file != place.file) {
                group =
                    group.element(self::snippet(*other, files).annotation(
                        AnnotationKind::Context.span(visible(*other, files)).label(label.as_str()),
                    ));
            }
            group
        }
    };
    if let Some(why) = &diagnostic.why {
        main = main.element(Level::NOTE.message(why.as_str()));
    }
    match (&diagnostic.help, &diagnostic.suggestion) {
        (help, Some(suggestion)) => {
            let help = help.as_deref().unwrap_or("write it so");
            let snippet = Snippet::source(&*files.get(suggestion.place.file).text)
                .path(files.get(suggestion.place.file).path.as_str())
                .patch(Patch::new(suggestion.place.range(), suggestion.text.as_str()));
            vec![main, Level::HELP.secondary_title(help).element(snippet)]
        }
        (Some(help), None) => vec![main.element(Level::HELP.message(help.as_str()))],
        (None, None) => vec![main],
    }
}

fn snippet<'a, T: Clone>(place: Place, files: &'a Files) -> Snippet<'a, T> {
    let file = files.get(place.file);
    Snippet::source(&*file.text).path(file.path.as_str())
}

/// The place cut to its first line and, when empty, widened by a character, so that there is something to underline.
fn visible(place: Place, files: &Files) -> std::ops::Range<usize> {
    let text = &files.get(place.file).text;
    let start = place.range().start.min(text.len());
    let end = place.range().end.min(text.len());
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    start..end.min(line_end).max(start)
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
