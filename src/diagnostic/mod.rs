//! What is wrong with a site, where, why it matters and how to mend it.
//!
//! A [`Diagnostic`] is a value: any stage makes them, none prints them, and [`terminal`] shows them. Reading goes on after
//! one, so that a single run tells everything.

mod files;
pub mod github;
pub(crate) mod grouped;
pub mod json;
pub mod mend;
mod near;
mod printable;
pub mod sarif;
pub mod summary;
pub mod terminal;

pub use files::{File, FileId, Files, Place, Placed, Point};
pub use near::{nearest, nearest_key, unmistakable};
pub use printable::printable;

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
    /// The value that has to stand at the place, alone or in one pair of quotation marks, which are kept. Nothing where the
    /// place is known to hold what is replaced.
    pub instead_of: Option<String>,
}

impl Suggestion {
    /// The edit as it is made in `files`; nothing where its place does not hold the value that it is for: escapes, longer
    /// quotation marks or braces make a text of which nobody knows what replacing it would break.
    #[must_use]
    pub fn in_files(&self, files: &Files) -> Option<Self> {
        let Some(value) = self.instead_of.as_deref() else { return Some(self.clone()) };
        let written = files.text(self.place);
        // Some formats are read in lower case.
        let is_value = |written: &str| written.eq_ignore_ascii_case(value);
        let quoted = |mark: char| written.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        let text = match ['"', '\''].into_iter().find(|mark| quoted(*mark).is_some_and(is_value)) {
            _ if is_value(written) => self.text.clone(),
            Some(mark) => format!("{mark}{}{mark}", self.text),
            None => return None,
        };
        Some(Self { text, instead_of: None, ..self.clone() })
    }
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
    pub fn with_suggestion_in(mut self, place: Place, wrong: &str, text: impl Into<String>) -> Self {
        let instead_of = Some(wrong.to_owned());
        self.suggestion = Some(Suggestion { place, text: text.into(), safe: false, instead_of });
        self
    }

    /// Offers to put `text` where `place` is.
    #[must_use]
    pub fn with_suggestion(mut self, place: Place, text: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion { place, text: text.into(), safe: false, instead_of: None });
        self
    }

    /// The edit that mends it, where it can be made in `files`.
    #[must_use]
    pub fn edit(&self, files: &Files) -> Option<Suggestion> {
        self.suggestion.as_ref()?.in_files(files)
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

    #[test]
    fn an_edit_keeps_the_quotation_marks_of_the_value_and_is_offered_of_nothing_else() {
        let edited = |written: &str| {
            let mut files = Files::new();
            let file = files.add(RelPath::new("a.yaml").unwrap(), written);
            let place = Place::new(file, 0..written.len());
            let told = Diagnostic::error("x", "x").with_suggestion_in(place, "estimats", "estimates");
            told.edit(&files).map(|edit| edit.text)
        };
        assert_eq!(edited("estimats").as_deref(), Some("estimates"));
        assert_eq!(edited("\"estimats\"").as_deref(), Some("\"estimates\""));
        assert_eq!(edited("Estimats").as_deref(), Some("estimates"));
        assert_eq!(edited("'estimats'").as_deref(), Some("'estimates'"));
        for written in [
            "{estimats}",
            "\"\"\"estimats\"\"\"",
            "\"estim\\u0061ts\"",
            "\"estimats'",
            " estimats ",
            "claim:estimats",
        ] {
            assert_eq!(edited(written), None, "{written}");
        }
    }
}
