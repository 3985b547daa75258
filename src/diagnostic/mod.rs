//! What is wrong with a site, where, why it matters and how to mend it.
//!
//! A [`Diagnostic`] is a value: any stage makes them, none prints them, and [`terminal`] shows them. Reading goes on after
//! one, so that a single run tells everything.

mod files;
pub mod github;
mod grouped;
pub mod json;
pub mod mend;
mod near;
pub mod sarif;
pub mod summary;
pub mod terminal;

pub use files::{File, FileId, Files, Place, Placed, Point};
pub use near::{nearest, unmistakable};

use crate::path::RelPath;

/// How bad it is. Errors keep a site from being published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not published while it stands.
    Error,
    /// The site is published, and the writer is told.
    Warning,
}

/// A replacement of the text at one place that would mend the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub text: String,
    /// Whether it can only be this, so that it may be applied before anybody looked at it.
    pub safe: bool,
}

/// One mistake, made with [`Diagnostic::error`] or [`Diagnostic::warning`] and filled in by the `with_` methods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The name of the rule that was broken, in kebab case.
    pub rule: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// The text to underline, and what to say under it. Without one, `file` or the whole site is meant.
    pub at: Option<(Place, String)>,
    /// The file that is meant where it has no text to underline: it was not read.
    pub file: Option<RelPath>,
    /// Other texts that belong to it ("first defined here").
    pub related: Vec<(Place, String)>,
    /// Why it matters.
    pub why: Option<String>,
    /// How to mend it.
    pub help: Option<String>,
    /// An edit that mends it.
    pub suggestion: Option<Suggestion>,
}

impl Diagnostic {
    /// A mistake that keeps the site from being published.
    #[must_use]
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, rule, message.into())
    }

    /// A mistake that the writer should know of.
    #[must_use]
    pub fn warning(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, rule, message.into())
    }

    fn new(severity: Severity, rule: &'static str, message: String) -> Self {
        Self {
            severity,
            rule,
            message,
            at: None,
            file: None,
            related: Vec::new(),
            why: None,
            help: None,
            suggestion: None,
        }
    }

    /// Underlines `place` and says `label` there; the label may be empty.
    #[must_use]
    pub fn at(mut self, place: Place, label: impl Into<String>) -> Self {
        self.at = Some((place, label.into()));
        self
    }

    /// Says which file is meant, where none of its text can be shown.
    #[must_use]
    pub fn in_file(mut self, path: RelPath) -> Self {
        self.file = Some(path);
        self
    }

    /// The path of the file that is meant; nothing for the whole site.
    #[must_use]
    pub fn path<'a>(&'a self, files: &'a Files) -> Option<&'a RelPath> {
        match &self.at {
            Some((place, _)) => Some(&files.get(place.file).path),
            None => self.file.as_ref(),
        }
    }

    /// Also shows `place`, with `label`.
    #[must_use]
    pub fn with_related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Says why it matters.
    #[must_use]
    pub fn with_why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers to put `text` where `place` is, when `place` holds just `wrong`, in quotation marks or not: where an id
    /// stands within a longer text, such as a link, no edit is offered.
    #[must_use]
    pub fn with_suggestion_in(self, place: Place, wrong: &str, text: impl Into<String>) -> Self {
        match place.range().len().checked_sub(wrong.len()) {
            Some(0) => self.with_suggestion(place, text),
            Some(2) => self.with_suggestion(place, format!("\"{}\"", text.into())),
            _ => self,
        }
    }

    /// Offers to put `text` where `place` is.
    #[must_use]
    pub fn with_suggestion(mut self, place: Place, text: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion { place, text: text.into(), safe: false });
        self
    }

    /// Says whether the offered edit can only be the right one, so that `check --fix` may apply it unseen.
    #[must_use]
    pub fn safe_if(mut self, safe: bool) -> Self {
        if let Some(suggestion) = &mut self.suggestion {
            suggestion.safe = safe;
        }
        self
    }
}

/// Everything found so far, in the order in which it was found until it is sorted for showing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of `more`.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(more);
    }

    /// Whether any of them keeps the site from being published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.0.len() - self.errors()
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// The same in the order in which they are shown: errors first, which keep the site from being published, then by file
    /// and place; each once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| {
            let place = |d: &Diagnostic| d.at.as_ref().map(|(place, _)| *place);
            (a.severity, place(a), &a.file, a.rule, &a.message).cmp(&(
                b.severity,
                place(b),
                &b.file,
                b.rule,
                &b.message,
            ))
        });
        self.0.dedup();
        self
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keeps_a_site_from_being_published_is_told_first() {
        let mut files = Files::new();
        let file = files.add(RelPath::new("a.md").unwrap(), "one two");
        let at = |one: Diagnostic, start| one.at(Place::new(file, start..start + 3), "");
        let told = [
            Diagnostic::warning("symlink", "of no text").in_file(RelPath::new("z.md").unwrap()),
            Diagnostic::warning("symlink", "of no text").in_file(RelPath::new("y.md").unwrap()),
            at(Diagnostic::warning("x", "first"), 0),
            at(Diagnostic::error("x", "second"), 4),
            at(Diagnostic::error("x", "first"), 0),
            at(Diagnostic::error("x", "first"), 0),
        ];
        let told = told.into_iter().collect::<Diagnostics>().sorted();
        let shown: Vec<_> = told
            .iter()
            .map(|one| (one.severity, one.path(&files).unwrap().as_str(), &*one.message))
            .collect();
        use Severity::{Error, Warning};
        let expected = [
            (Error, "a.md", "first"),
            (Error, "a.md", "second"),
            (Warning, "y.md", "of no text"),
            (Warning, "z.md", "of no text"),
            (Warning, "a.md", "first"),
        ];
        assert_eq!(shown, expected);
    }
}
