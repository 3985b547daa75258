//! A commit, file by file, as `git fast-import` reads it.

use super::BranchError;
use super::git::{Running, SHORT};
use super::work::{Identity, Work};
use crate::path::RelPath;

/// Where the commit is kept while we work.
const SITE: &str = "refs/onrecord/site";

/// A commit while files are put into it.
#[derive(Debug)]
pub(super) struct Import(Running);

impl Import {
    /// Begins a commit that comes after `parent` and has none of its files.
    ///
    /// # Errors
    /// When git cannot be started.
    pub(super) fn begin(
        work: &Work,
        identity: &Identity,
        message: &str,
        parent: Option<&str>,
    ) -> Result<Self, BranchError> {
        let import = ["fast-import", "--quiet", "--done", "--date-format=raw"];
        let mut running = work.git.start("make the commit", &import)?;
        let Identity { author, committer } = identity;
        let size = message.len();
        let head = format!("commit {SITE}\nauthor {author}\ncommitter {committer}\ndata {size}\n{message}\n");
        running.write(head.as_bytes())?;
        if let Some(parent) = parent {
            running.write(format!("from {parent}\ndeleteall\n").as_bytes())?;
        }
        Ok(Self(running))
    }

    /// Puts a file into it.
    ///
    /// # Errors
    /// When no repository can hold such a file, or git has stopped.
    pub(super) fn put(&mut self, path: &RelPath, bytes: &[u8]) -> Result<(), BranchError> {
        if path.as_str().split('/').any(|part| part.eq_ignore_ascii_case(".git")) {
            return Err(BranchError::Unholdable(path.clone()));
        }
        // A path has neither a quotation mark nor a backslash nor a line end.
        self.0.write(format!("M 100644 inline \"{path}\"\ndata {}\n", bytes.len()).as_bytes())?;
        self.0.write(bytes)?;
        self.0.write(b"\n")
    }

    /// Keeps a file of the parent.
    ///
    /// # Errors
    /// When git has stopped.
    pub(super) fn keep(&mut self, path: &str, object: &str) -> Result<(), BranchError> {
        self.0.write(format!("M 100644 {object} \"{path}\"\n").as_bytes())
    }

    /// Makes the commit and gives its name.
    ///
    /// # Errors
    /// When git could not make it.
    pub(super) fn end(mut self, work: &Work) -> Result<String, BranchError> {
        self.0.write(b"done\n")?;
        self.0.end()?;
        Ok(work.git.run("read the commit", &["rev-parse", "--verify", SITE], SHORT)?.line())
    }
}
