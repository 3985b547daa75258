//! `onrecord check --fix`: the edits that can only be meant in one way.

use super::Failure;
use super::console::Console;
use crate::diagnostic::mend::{self, Mended};
use crate::diagnostic::summary::number;
use crate::diagnostic::{Diagnostics, Files};
use crate::path::RelPath;
use crate::publish::rewrite::{Rewritten, rewrite};
use std::path::Path;

/// What was mended.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// The files that were changed, with the count of edits.
    files: Vec<(RelPath, usize)>,
    /// Files that somebody else changed meanwhile.
    moved: Vec<RelPath>,
    /// Edits left out because they meet another one.
    overlapping: usize,
}

/// Makes the safe edits of `told` in the files of the site in `root`.
///
/// # Errors
/// When a file cannot be written. Files before it are mended then; each is whole, old or new.
pub(super) fn mend(root: &Path, told: &Diagnostics, files: &Files) -> Result<Done, Failure> {
    let plan = mend::plan(told, files);
    let mut done = Done { overlapping: plan.overlapping, ..Done::default() };
    for Mended { file, text, edits } in plan.files {
        let file = files.get(file);
        let failed = |error| {
            Failure::machine(format!("could not write `{}`: {error}", file.path))
                .with_help("nothing of it was changed; mend it by hand, or make the file writable")
        };
        match rewrite(root, &file.path, file.text.as_bytes(), text.as_bytes()).map_err(failed)? {
            Rewritten::Done => done.files.push((file.path.clone(), edits)),
            Rewritten::Moved => done.moved.push(file.path.clone()),
        }
    }
    Ok(done)
}

impl Done {
    /// Whether no file was changed.
    pub(super) fn is_nothing(&self) -> bool {
        self.files.is_empty()
    }

    /// "mended 3: content/articles/a.md (2), content/sources/b.yaml (1)"
    pub(super) fn say(&self, console: &Console) {
        for line in self.lines() {
            console.say(&line);
        }
    }

    fn lines(&self) -> Vec<String> {
        let edits: usize = self.files.iter().map(|(_, edits)| edits).sum();
        let files: Vec<_> = self.files.iter().map(|(path, edits)| format!("{path} ({edits})")).collect();
        let mut lines = vec![match files.is_empty() {
            true => "mended nothing: no diagnostic has an edit that can only be meant in one way".to_owned(),
            false => format!("mended {edits}: {}", files.join(", ")),
        }];
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

    #[test]
    fn what_was_mended_is_told_by_file_and_so_is_what_was_not() {
        let path = |path: &str| RelPath::new(path).unwrap();
        let done = Done {
            files: vec![(path("a.md"), 2), (path("b.md"), 1)],
            moved: vec![path("c.md")],
            overlapping: 1,
        };
        insta::assert_snapshot!(done.lines().join("\n"), @r"
        mended 3: a.md (2), b.md (1)
        left `c.md` alone: it was changed while it was being checked
        left out 1 edit: another one was made there; run it again
        ");
        assert!(Done::default().lines()[0].starts_with("mended nothing"));
    }
}
