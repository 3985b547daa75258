//! `onrecord check --fix`: the edits that can only be meant in one way.

use super::console::Console;
use crate::diagnostic::mend::{self, Mended};
use crate::diagnostic::summary::number;
use crate::diagnostic::{Diagnostics, Files, Suggestion};
use crate::path::RelPath;
use crate::publish::rewrite::{Rewritten, rewrite};
use std::path::Path;

/// So many characters of what was replaced, and of what it was replaced by, are shown.
const LONGEST: usize = 60;

/// What was mended.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// The edits that were made, each as a line.
    edits: Vec<String>,
    /// Files that could not be written, and why.
    failed: Vec<(RelPath, String)>,
    /// Files that somebody else changed meanwhile.
    moved: Vec<RelPath>,
    /// Edits left out because they meet another one.
    overlapping: usize,
}

/// Makes the safe edits of `told` in the files of the site in `root`. A file that cannot be written is left as it is; the
/// others are mended all the same.
pub(super) fn mend(root: &Path, told: &Diagnostics, files: &Files) -> Done {
    let plan = mend::plan(told, files);
    let mut done = Done { overlapping: plan.overlapping, ..Done::default() };
    for Mended { file, text, edits } in plan.files {
        let file = files.get(file);
        match rewrite(root, &file.path, file.text.as_bytes(), text.as_bytes()) {
            Ok(Rewritten::Done) => done.edits.extend(edits.iter().map(|edit| line(edit, files))),
            Ok(Rewritten::Moved) => done.moved.push(file.path.clone()),
            Err(error) => done.failed.push((file.path.clone(), error.to_string())),
        }
    }
    done
}

/// "content/articles/a.md:7 speeker → speaker", with the line in which it stood.
fn line(edit: &Suggestion, files: &Files) -> String {
    let (line, _) = files.line_column(edit.place);
    let path = &files.get(edit.place.file).path;
    format!("{path}:{line} {} → {}", shown(files.text(edit.place)), shown(&edit.text))
}

/// Words of a text on one line, cut where they are long. What stands in content may not steer a terminal.
fn shown(text: &str) -> String {
    if text.is_empty() {
        return "(nothing)".to_owned();
    }
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

impl Done {
    /// Whether no file was changed.
    pub(super) fn is_nothing(&self) -> bool {
        self.edits.is_empty()
    }

    /// Whether a file could not be written.
    pub(super) fn has_failed(&self) -> bool {
        !self.failed.is_empty()
    }

    /// Says what was mended, an edit in a line, and what was not.
    pub(super) fn say(&self, console: &Console) {
        for line in self.lines() {
            console.say(&line);
        }
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.edits.is_empty() {
            lines.push(format!("mended {}:", number(self.edits.len(), "place")));
            lines.extend(self.edits.iter().map(|edit| format!("  {edit}")));
        } else if self.failed.is_empty() && self.moved.is_empty() {
            lines.push(
                "mended nothing: no diagnostic has an edit that can only be meant in one way".to_owned(),
            );
        }
        lines.extend(
            self.failed
                .iter()
                .map(|(path, error)| format!("could not write `{path}`: {error}; nothing of it was changed")),
        );
        lines.extend(
            self.moved
                .iter()
                .map(|path| format!("left `{path}` alone: it was changed while it was being checked")),
        );
        if self.overlapping > 0 {
            lines.push(format!(
                "left out {}: another one was made there; run it again",
                number(self.overlapping, "edit")
            ));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    #[test]
    fn what_was_mended_is_told_by_edit_and_so_is_what_was_not() {
        let path = |path: &str| RelPath::new(path).unwrap();
        let mut files = Files::new();
        let file = files.add(path("a.md"), "one\nspeeker: \u{1b}[2Jx\n");
        let edit = |range: std::ops::Range<usize>, text: &str| {
            line(
                &Suggestion {
                    place: Place::new(file, range),
                    text: text.to_owned(),
                    safe: true,
                    instead_of: None,
                },
                &files,
            )
        };
        let done = Done {
            edits: vec![edit(4..11, "speaker"), edit(13..18, &"x".repeat(100)), edit(3..3, ":")],
            failed: vec![(path("b.md"), "it is read-only".to_owned())],
            moved: vec![path("c.md")],
            overlapping: 1,
        };
        insta::assert_snapshot!(done.lines().join("\n"), @r"
        mended 3 places:
          a.md:2 speeker → speaker
          a.md:2  [2Jx → xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
          a.md:1 (nothing) → :
        could not write `b.md`: it is read-only; nothing of it was changed
        left `c.md` alone: it was changed while it was being checked
        left out 1 edit: another one was made there; run it again
        ");
        assert!(Done::default().lines()[0].starts_with("mended nothing"));
    }
}
