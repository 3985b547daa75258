//! A site on a branch of a repository, where GitHub Pages and others serve it from.
//!
//! The repository that the site is written in is only read: its files, index, branches and objects stay as they are. The
//! commit is made in a temporary repository, as the successor of what the branch has, so the branch's history is never
//! rewritten, and whatever stood there can be had back. It is pushed only if the branch is still what was looked at.
//!
//! A file on the branch may give way when the branch's own `record.json` lists it with the bytes that it has: then onrecord
//! wrote it, and nothing of anybody's is lost. What else is there stops the push, unless the author says otherwise.

mod error;
mod git;
mod import;
mod remote;
mod repository;
mod settings;
mod standing;
#[cfg(test)]
mod tests;
mod work;

pub use error::BranchError;
pub use remote::Remote;
pub use repository::Repository;
pub use standing::Counts;

use super::{PublishError, Sink};
use crate::model::{BaseUrl, RefName};
use crate::path::RelPath;
use crate::record::{Account, Record};
use import::Import;
use standing::{Standing, changes};
use std::path::PathBuf;
use work::{Identity, Work};

/// How a site is put on a branch.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// What the commit says, in place of what it says by itself.
    pub message: Option<String>,
    /// Whether files that are not ours give way.
    pub force: bool,
    /// Whether everything is done but the push.
    pub rehearse: bool,
    /// Whether the site has what no commit has.
    pub uncommitted: bool,
}

/// A branch of a remote that was looked at.
#[derive(Debug)]
pub struct Branch {
    remote: Remote,
    name: RefName,
    standing: Option<Standing>,
    identity: Identity,
    source: Option<String>,
    source_branch: Option<String>,
    work: Work,
}

impl Branch {
    /// Looks at the branch `name` of `remote`, which need not exist.
    ///
    /// # Errors
    /// When it is the branch that the site is written on, the remote cannot be reached, or git does not know who commits.
    pub fn look(repository: &Repository, remote: Remote, name: RefName) -> Result<Self, BranchError> {
        if repository.writes_on(&remote, &name)? {
            return Err(BranchError::OwnSource(name.to_string()));
        }
        let mut work = Work::new(repository, false)?;
        let identity = work.identity()?;
        let tip = work.tip(&remote, &name)?;
        // Forty digits are SHA-1.
        let sha256 = tip.as_ref().or(repository.commit.as_ref()).is_some_and(|commit| commit.len() > 40);
        if sha256 {
            work = Work::new(repository, true)?;
        }
        let standing = match tip {
            None => None,
            Some(_) => {
                let tip = work.fetch(&remote, &name)?;
                if repository.is_built_on(&tip)? {
                    return Err(BranchError::OwnSource(name.to_string()));
                }
                Some(Standing::read(&work, tip)?)
            }
        };
        let (source, source_branch) = (repository.commit.clone(), repository.branch.clone());
        Ok(Self { remote, name, standing, identity, source, source_branch, work })
    }

    /// The address at which a site on this branch will stand, as far as the branch or its remote tell.
    #[must_use]
    pub fn address(&self) -> Option<BaseUrl> {
        let domain = self.standing.as_ref().and_then(|standing| standing.domain.clone());
        domain.or_else(|| self.remote.pages_address())
    }

    /// A folder that stands for what the branch has: the record of what was published is in it, where there is one.
    #[must_use]
    pub fn published(&self) -> PathBuf {
        self.work.published()
    }

    /// Begins the commit.
    ///
    /// # Errors
    /// When git does not.
    pub fn open(self, manner: Manner) -> Result<Commit, BranchError> {
        let message = self.message(&manner);
        let parent = self.standing.as_ref().map(|standing| standing.commit.as_str());
        let import = Import::begin(&self.work, &self.identity, &message, parent)?;
        Ok(Commit { import, branch: self, manner, record: Record::default() })
    }

    /// What the commit says: for people on its first line, for programs in trailers.
    fn message(&self, manner: &Manner) -> String {
        let what = match (&self.source, &self.source_branch) {
            (Some(commit), Some(branch)) => format!("Publish {branch} at {}", short(commit)),
            (Some(commit), None) => format!("Publish {}", short(commit)),
            (None, _) => "Publish a site that has no commit yet".to_owned(),
        };
        let also = if manner.uncommitted { ", with uncommitted changes" } else { "" };
        let text = manner.message.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let text = text.map_or_else(|| format!("{what}{also}"), str::to_owned);
        let commit = self.source.iter().map(|commit| format!("Source-commit: {commit}\n"));
        let state = manner.uncommitted.then(|| "Source-state: has uncommitted changes\n".to_owned());
        let trailers: String = commit.chain(state).collect();
        format!("{text}\n\n{trailers}Published-by: onrecord {}\n", env!("CARGO_PKG_VERSION"))
    }
}

/// A commit while a site is put into it.
#[derive(Debug)]
pub struct Commit {
    // Stopped before the folder goes that it writes to.
    import: Import,
    branch: Branch,
    manner: Manner,
    record: Record,
}

/// What became of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed {
    /// The new commit; none when nothing had changed.
    pub commit: Option<String>,
    /// Whether the branch is new.
    pub created: bool,
    /// How many files changed.
    pub counts: Counts,
    /// Files that onrecord did not write and that gave way.
    pub gave_way: Vec<String>,
    /// Files that stayed, though they are not the site's.
    pub kept: Vec<String>,
}

impl Sink for Commit {
    type Done = Pushed;

    fn put(&mut self, path: &RelPath, bytes: Vec<u8>) -> Result<(), PublishError> {
        self.record.add(path, &bytes)?;
        Ok(self.import.put(path, &bytes)?)
    }

    fn finish(mut self, account: Account) -> Result<Pushed, PublishError> {
        self.record.set_account(account);
        self.import.put(&Record::path(), &self.record.to_json())?;
        let kept = self.keep()?;
        let Self { import, branch, manner, record } = self;
        let commit = import.end(&branch.work)?;
        let standing = branch.standing.as_ref();
        let (mut counts, mut gave_way) =
            (Counts { added: record.len() + 1, ..Counts::default() }, Vec::new());
        if let Some(standing) = standing {
            let changed;
            (changed, counts) = changes(&branch.work, &standing.commit, &commit)?;
            if changed.is_empty() {
                return Ok(Pushed { commit: None, created: false, counts, gave_way, kept });
            }
            gave_way = standing.not_ours(&branch.work, &changed)?;
            if !gave_way.is_empty() && !manner.force {
                let (branch, remote) = (branch.name.to_string(), branch.remote.shown());
                let ever = standing.record.is_some();
                return Err(BranchError::NotOurs { branch, remote, files: gave_way, ever }.into());
            }
        }
        if !manner.rehearse {
            let tip = standing.map(|standing| standing.commit.as_str());
            branch.work.push(&branch.remote, &branch.name, tip, &commit)?;
        }
        Ok(Pushed { commit: Some(commit), created: standing.is_none(), counts, gave_way, kept })
    }
}

impl Commit {
    /// Takes over the files that stay, unless the site has files of their names.
    fn keep(&mut self) -> Result<Vec<String>, BranchError> {
        let mut kept = Vec::new();
        for (path, object) in self.branch.standing.iter().flat_map(|standing| &standing.kept) {
            if RelPath::new(path.as_str()).is_ok_and(|path| !self.record.has_folded(&path)) {
                self.import.keep(path, object)?;
                kept.push(path.clone());
            }
        }
        Ok(kept)
    }
}

/// As much of a commit's name as people read.
#[must_use]
pub fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}
