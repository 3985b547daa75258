//! The repository in which the commit is made: bare, in a temporary folder, gone when this is dropped.

use super::BranchError;
use super::git::{Git, LONG, SHORT};
use super::remote::Remote;
use super::repository::Repository;
use super::settings::Settings;
use crate::model::RefName;
use crate::record::RECORD_NAME;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use tempfile::TempDir;

/// Where the tip of the branch is kept while we work.
const TIP: &str = "refs/onrecord/tip";

/// What our repository is to do besides what the author's settings say: never to make up who commits, and never to tidy up.
const OURS: &str = "[user]\n\tuseConfigOnly = true\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n";

/// A repository of our own.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) git: Git,
    pub(super) folder: TempDir,
}

/// Who makes a commit and when, as git writes it down.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) author: String,
    pub(super) committer: String,
}

impl Work {
    /// Makes one that reaches remotes as `repository` does. Its names of objects are as long as those of `remote`.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn new(repository: &Repository, sha256: bool) -> Result<Self, BranchError> {
        let doing = "make a temporary repository";
        let folder = tempfile::tempdir().map_err(BranchError::machine(doing))?;
        let settings = repository.settings()?;
        let quiet_ssh = settings.get("core.sshcommand").is_none();
        let git = repository.git().on(folder.path().to_path_buf(), quiet_ssh);
        let mut init = vec!["init", "--quiet", "--bare", "--template="];
        if sha256 {
            init.push("--object-format=sha256");
        }
        git.run(doing, &init, SHORT)?;
        let work = Self { git, folder };
        work.settle(&settings).map_err(BranchError::machine(doing))?;
        Ok(work)
    }

    /// Writes down what holds here.
    fn settle(&self, settings: &Settings) -> io::Result<()> {
        let mut config = fs::OpenOptions::new().append(true).open(self.folder.path().join("config"))?;
        config.write_all(format!("{}{OURS}", settings.to_file()).as_bytes())
    }

    /// A folder that has the record of what was published, as an output folder has, where the branch has one.
    pub(super) fn published(&self) -> PathBuf {
        self.folder.path().join("published")
    }

    /// Puts the record of the branch there.
    pub(super) fn keep_record(&self, json: &[u8]) -> io::Result<()> {
        fs::create_dir_all(self.published())?;
        fs::write(self.published().join(RECORD_NAME), json)
    }

    /// Who git says commits here.
    ///
    /// # Errors
    /// When it does not know.
    pub(super) fn identity(&self) -> Result<Identity, BranchError> {
        let ask = |what| {
            let said = self.git.ask("ask who commits", &["var", what], None, SHORT)?;
            if said.good { Ok(said.line()) } else { Err(BranchError::NoIdentity) }
        };
        Ok(Identity { author: ask("GIT_AUTHOR_IDENT")?, committer: ask("GIT_COMMITTER_IDENT")? })
    }

    /// What `branch` of `remote` points at; nothing when there is no such branch.
    ///
    /// # Errors
    /// When the remote cannot be reached.
    pub(super) fn tip(&self, remote: &Remote, branch: &RefName) -> Result<Option<String>, BranchError> {
        let full = full(branch);
        let said =
            self.git.run("reach the remote", &["ls-remote", "--quiet", "--", &remote.given, &full], SHORT)?;
        let said = String::from_utf8_lossy(&said.stdout);
        let mut refs = said.lines().filter_map(|line| line.split_once('\t'));
        Ok(refs.find(|(_, name)| *name == full).map(|(commit, _)| commit.to_owned()))
    }

    /// Fetches what `branch` of `remote` points at, without what came before, and gives its commit.
    ///
    /// # Errors
    /// When it cannot be fetched.
    pub(super) fn fetch(&self, remote: &Remote, branch: &RefName) -> Result<String, BranchError> {
        let fetch = [
            "fetch",
            "--quiet",
            "--depth=1",
            "--no-tags",
            "--no-recurse-submodules",
            "--",
            &remote.given,
            &format!("+{}:{TIP}", full(branch)),
        ];
        self.git.run("fetch the branch", &fetch, LONG)?;
        Ok(self.git.run("read the branch", &["rev-parse", "--verify", TIP], SHORT)?.line())
    }

    /// Pushes `commit` to `branch` of `remote`, on the condition that the branch still is at `tip`.
    ///
    /// # Errors
    /// When somebody else pushed meanwhile, or the remote does not take it.
    pub(super) fn push(
        &self,
        remote: &Remote,
        branch: &RefName,
        tip: Option<&str>,
        commit: &str,
    ) -> Result<(), BranchError> {
        let full = full(branch);
        let push = [
            "push",
            "--porcelain",
            "--no-verify",
            "--no-follow-tags",
            "--no-signed",
            "--recurse-submodules=no",
            &format!("--force-with-lease={full}:{}", tip.unwrap_or_default()),
            "--",
            &remote.given,
            &format!("{commit}:{full}"),
        ];
        let doing = "push to the branch";
        let said = self.git.ask(doing, &push, None, LONG)?;
        if said.good {
            return Ok(());
        }
        let status = String::from_utf8_lossy(&said.stdout).into_owned();
        let whole = format!("{}\n{status}", said.stderr);
        if MOVED.iter().any(|words| whole.contains(words)) {
            return Err(BranchError::Moved { branch: branch.to_string(), remote: remote.shown() });
        }
        let refused = status.lines().filter(|line| line.starts_with('!')).map(|line| line.replace('\t', " "));
        let said = said.stderr.lines().map(str::to_owned).chain(refused).collect::<Vec<_>>().join("\n");
        Err(BranchError::Git { doing, said })
    }
}

/// What a push says when the branch is no longer where it was: the first three before it sends, the others when somebody was
/// faster while it did.
const MOVED: [&str; 5] =
    ["(stale info)", "(fetch first)", "(non-fast-forward)", "incorrect old value", "but expected"];

fn full(branch: &RefName) -> String {
    format!("refs/heads/{branch}")
}
