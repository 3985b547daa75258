//! What a build has to tell, as data for browsers.
//!
//! It goes to every open tab after every build, so it is bounded: of many diagnostics the first of each rule is told in
//! full, the next ones by place and message, and the rest are counted, as at the terminal.

use super::watch::Changes;
use crate::diagnostic::grouped::{FEW, PLACES};
use crate::diagnostic::terminal::{Colour, full};
use crate::diagnostic::{Diagnostic, Diagnostics, Files, Severity};
use serde::Serialize;
use std::collections::BTreeMap;

/// The longest text of one diagnostic, in characters: a line of an article may be as long as the article.
const LONGEST: usize = 4_000;

/// So many files are remembered as changed lately.
const REMEMBERED: usize = 100;

/// What a build has to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    errors: usize,
    warnings: usize,
    groups: Vec<Group>,
}

/// A diagnostic, and others of its rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Group {
    severity: &'static str,
    /// Nothing when it is not the site that is wrong.
    rule: Option<&'static str>,
    #[serde(flatten)]
    first: One,
    /// The first in full, as at the terminal, without escape codes.
    text: String,
    /// The next ones.
    more: Vec<One>,
    /// How many others there are.
    unlisted: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct One {
    /// From the site's folder, with `/`; nothing when the whole site is meant.
    file: Option<String>,
    /// From 1.
    line: Option<usize>,
    /// In characters, from 1.
    column: Option<usize>,
    message: String,
}

impl Told {
    /// Errors first; within them, what stands in the file that was changed last comes first.
    #[must_use]
    pub fn of(diagnostics: &Diagnostics, files: &Files, recent: &Recent) -> Self {
        let mut all: Vec<&Diagnostic> = diagnostics.iter().collect();
        let rank = |one: &Diagnostic| {
            let path = one.at.as_ref().map(|(place, _)| files.get(place.file).path.as_str());
            path.map_or(usize::MAX, |path| recent.rank(path))
        };
        all.sort_by_key(|one| (one.severity, rank(one)));
        let groups = match all.len() {
            ..=FEW => all.into_iter().map(|one| Group::of(one, &[], files)).collect(),
            _ => {
                let mut rules: BTreeMap<(Severity, &str), (usize, Vec<&Diagnostic>)> = BTreeMap::new();
                for (at, one) in all.into_iter().enumerate() {
                    rules.entry((one.severity, one.rule)).or_insert_with(|| (at, Vec::new())).1.push(one);
                }
                let mut rules: Vec<_> = rules.into_values().collect();
                rules.sort_by_key(|(at, _)| *at);
                rules
                    .into_iter()
                    .filter_map(|(_, group)| {
                        let (first, more) = group.split_first()?;
                        Some(Group::of(first, more, files))
                    })
                    .collect()
            }
        };
        Self { errors: diagnostics.errors(), warnings: diagnostics.warnings(), groups }
    }

    /// What kept the site from being built at all: `message` in a line, `text` in full.
    #[must_use]
    pub fn failure(message: &str, text: String) -> Self {
        let first = One { file: None, line: None, column: None, message: message.to_owned() };
        let group = Group { severity: "error", rule: None, first, text, more: Vec::new(), unlisted: 0 };
        Self { errors: 1, warnings: 0, groups: vec![group] }
    }

    /// The first of each group in full, for a page without scripts.
    pub(super) fn text(&self) -> String {
        self.groups.iter().map(|group| format!("{}\n\n", group.text.trim_end())).collect()
    }
}

impl Group {
    fn of(first: &Diagnostic, more: &[&Diagnostic], files: &Files) -> Self {
        // What cannot be shortened to less than itself is told whole.
        let listed = if more.len() == PLACES + 1 { more.len() } else { more.len().min(PLACES) };
        Self {
            severity: match first.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            rule: Some(first.rule),
            first: One::of(first, files),
            text: short(&full(first, files, Colour::No)),
            more: more.iter().take(listed).map(|one| One::of(one, files)).collect(),
            unlisted: more.len() - listed,
        }
    }
}

impl One {
    fn of(diagnostic: &Diagnostic, files: &Files) -> Self {
        let (file, line, column) = match &diagnostic.at {
            Some((place, _)) => {
                let (line, column) = files.line_column(*place);
                (Some(files.get(place.file).path.as_str().to_owned()), Some(line), Some(column))
            }
            None => (None, None, None),
        };
        Self { file, line, column, message: short(&diagnostic.message) }
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The files and folders that were changed lately.
#[derive(Clone, Debug, Default)]
pub struct Recent(Vec<String>);

impl Recent {
    /// Puts what changed just now before all others.
    pub fn note(&mut self, changes: &Changes) {
        let now: Vec<String> = changes.paths().map(str::to_owned).collect();
        self.0.retain(|path| !now.contains(path));
        self.0.splice(0..0, now);
        self.0.truncate(REMEMBERED);
    }

    /// How many others were changed later than `path`.
    fn rank(&self, path: &str) -> usize {
        // A folder that came, went or got another name stands for all that is in it.
        let within = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.0.iter().position(|changed| changed == path || within(changed)).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::path::RelPath;

    /// A file for each name, with `each` mistakes in it, the first of them a warning.
    fn wrong(names: &[&str], each: usize) -> (Diagnostics, Files) {
        let (mut files, mut out) = (Files::new(), Diagnostics::new());
        for name in names {
            let file =
                files.add(RelPath::new(format!("content/{name}")).unwrap(), "x\n".repeat(each).as_str());
            for at in 0..each {
                let place = Place::new(file, at * 2..at * 2 + 1);
                out.push(match at {
                    0 => Diagnostic::warning("odd", "odd").at(place, ""),
                    _ => Diagnostic::error("bad", format!("bad {at}")).at(place, ""),
                });
            }
        }
        (out.sorted(), files)
    }

    fn recent(paths: &[&str]) -> Recent {
        Recent(paths.iter().map(|path| (*path).to_owned()).collect())
    }

    fn places(told: &Told) -> Vec<String> {
        let file = |one: &One| one.file.as_deref().unwrap_or_default().to_owned();
        told.groups.iter().map(|group| format!("{} {}", group.severity, file(&group.first))).collect()
    }

    #[test]
    fn errors_come_first_and_of_them_those_in_the_file_that_was_changed_last() {
        let (told, files) = wrong(&["a.md", "b/x.md", "c.md"], 2);
        let told = Told::of(&told, &files, &recent(&["content/c.md", "content/b"]));
        assert_eq!(
            places(&told),
            [
                "error content/c.md",
                "error content/b/x.md",
                "error content/a.md",
                "warning content/c.md",
                "warning content/b/x.md",
                "warning content/a.md",
            ]
        );
        assert_eq!((told.errors, told.warnings), (3, 3));
        let first = &told.groups[0];
        assert_eq!((first.rule, first.first.line, first.first.column), (Some("bad"), Some(2), Some(1)));
        assert!(first.text.starts_with("error[bad]: bad 1\n --> content/c.md:2:1\n"), "{}", first.text);
    }

    #[test]
    fn of_many_each_rule_has_one_in_full_and_the_rest_is_counted() {
        let (told, files) = wrong(&["a.md", "b.md"], 20);
        let told = Told::of(&told, &files, &recent(&["content/b.md"]));
        assert_eq!(places(&told), ["error content/b.md", "warning content/b.md"]);
        assert_eq!((told.groups[0].more.len(), told.groups[0].unlisted), (PLACES, 38 - 1 - PLACES));
        assert_eq!((told.groups[1].more.len(), told.groups[1].unlisted), (1, 0));
        assert_eq!((told.errors, told.warnings), (38, 2));
    }

    #[test]
    fn a_text_without_end_is_cut() {
        let told: Diagnostics = [Diagnostic::error("bad", "Ї".repeat(2 * LONGEST))].into_iter().collect();
        let told = Told::of(&told, &Files::new(), &Recent::default());
        assert_eq!(told.groups[0].text.chars().count(), LONGEST + 1);
    }

    #[test]
    fn a_change_puts_its_files_before_those_of_earlier_ones() {
        let mut recent = recent(&["a", "b"]);
        recent.0.splice(0..0, (0..200).map(|n| format!("old-{n}")));
        recent.note(&Changes::of(["b", "c"]));
        assert_eq!(recent.0[..3], ["b", "c", "old-0"]);
        assert_eq!((recent.rank("c"), recent.rank("c/d"), recent.rank("cd")), (1, 1, usize::MAX));
        assert_eq!(recent.0.len(), REMEMBERED);
    }
}
