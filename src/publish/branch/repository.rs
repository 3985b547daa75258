//! The repository that a site is written in. It is only ever read.

use super::BranchError;
use super::git::{Git, SHORT};
use super::remote::Remote;
use super::settings::Settings;
use crate::model::RefName;
use std::path::{Path, PathBuf};

/// The repository around a site, and what stands checked out in it.
#[derive(Debug)]
pub struct Repository {
    git: Git,
    site: PathBuf,
    /// The commit that is checked out; none before the first.
    pub commit: Option<String>,
    /// The branch that is checked out, unless a commit is by itself.
    pub branch: Option<String>,
}

impl Repository {
    /// Finds the repository that the folder `site` is in.
    ///
    /// # Errors
    /// When git is not there, the folder is in no repository, or git does not read it.
    pub fn around(site: &Path) -> Result<Self, BranchError> {
        let inside = Git::within(site);
        let doing = "find the repository of the site";
        let top = inside.ask(doing, &["rev-parse", "--show-toplevel"], None, SHORT)?;
        if !top.good {
            // Also inside of a `.git` or of a repository without a working tree, where a site may lie but cannot be written.
            let nowhere = ["not a git repository", "must be run in a work tree"];
            return Err(match nowhere.iter().any(|words| top.stderr.contains(words)) {
                true => BranchError::NoRepository(site.to_path_buf()),
                false => BranchError::Git { doing, said: top.stderr },
            });
        }
        let git = Git::within(PathBuf::from(top.line()));
        let doing = "read the repository of the site";
        let commit = git.ask(doing, &["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], None, SHORT)?;
        let branch = git.ask(doing, &["symbolic-ref", "--quiet", "--short", "HEAD"], None, SHORT)?;
        Ok(Self {
            git,
            site: site.to_path_buf(),
            commit: commit.good.then(|| commit.line()),
            branch: branch.good.then(|| branch.line()),
        })
    }

    pub(super) fn git(&self) -> &Git {
        &self.git
    }

    /// The files in the `parts` of the site that no commit has as they are: changed, new or deleted.
    ///
    /// # Errors
    /// When git does not tell.
    pub fn uncommitted(&self, parts: &[&str]) -> Result<Vec<String>, BranchError> {
        let doing = "ask what is not committed";
        let status = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--"];
        let status: Vec<&str> = status.iter().chain(parts).copied().collect();
        let said = Git::within(&self.site).run(doing, &status, SHORT)?;
        let entries = said.stdout.split(|byte| *byte == 0).filter_map(|entry| entry.get(3..));
        let mut paths: Vec<String> = entries.map(|path| String::from_utf8_lossy(path).into_owned()).collect();
        paths.sort();
        Ok(paths)
    }

    /// The remote called `name`, or at the address `name`.
    ///
    /// # Errors
    /// When there is none, or git does not tell.
    pub fn remote(&self, name: &str) -> Result<Remote, BranchError> {
        match self.named_remote(name) {
            Err(error @ BranchError::NoRemote { .. }) => Remote::at(name).ok_or(error),
            known => known,
        }
    }

    /// The remote called `name`.
    ///
    /// # Errors
    /// When there is none, or git does not tell.
    pub fn named_remote(&self, name: &str) -> Result<Remote, BranchError> {
        let doing = "read the remotes of the repository";
        let known = self.git.run(doing, &["remote"], SHORT)?.line();
        if RefName::new(name).is_err() || !known.lines().any(|one| one == name) {
            let known = known.lines().map(str::to_owned).collect();
            return Err(BranchError::NoRemote { name: name.to_owned(), known });
        }
        let url = self.git.run(doing, &["remote", "get-url", "--push", name], SHORT)?.line();
        Ok(Remote::named(name, &url))
    }

    /// Whether the author's own commits go to the branch `name` of `remote`, by its name.
    pub(super) fn writes_on(&self, remote: &Remote, name: &RefName) -> Result<bool, BranchError> {
        let Some(branch) = self.branch.as_deref().filter(|branch| *branch == name.as_str()) else {
            return Ok(false);
        };
        let key = format!("branch.{branch}.remote");
        let upstream = self.git.ask("read the settings of git", &["config", "--get", &key], None, SHORT)?;
        Ok(remote.is_named() && (!upstream.good || upstream.line() == remote.given))
    }

    /// Whether `commit`, of some remote, is one that what is checked out was built on.
    pub(super) fn is_built_on(&self, commit: &str) -> Result<bool, BranchError> {
        let ask = ["merge-base", "--is-ancestor", commit, "HEAD"];
        // It says no as well when it never heard of the commit.
        Ok(self.git.ask("read the history of the site", &ask, None, SHORT)?.good)
    }

    /// The settings that a push from here goes by.
    pub(super) fn settings(&self) -> Result<Settings, BranchError> {
        let listed = self.git.run("read the settings of git", &["config", "--list", "-z"], SHORT)?;
        Ok(Settings::read(&String::from_utf8_lossy(&listed.stdout)))
    }
}
