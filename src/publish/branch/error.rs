//! Why a site could not be put on a branch.

use crate::path::RelPath;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// How many files are named where there are many.
const NAMED: usize = 3;

/// Why a site could not be put on a branch. Nothing has changed then, here or there.
#[derive(Debug)]
pub enum BranchError {
    /// There is no git to run.
    NoGit,
    /// The site is in no repository.
    NoRepository(PathBuf),
    /// The repository has no such remote.
    NoRemote {
        /// What was asked for.
        name: String,
        /// The remotes that there are.
        known: Vec<String>,
    },
    /// Git was not told who commits.
    NoIdentity,
    /// The branch is the one that the site is written on.
    OwnSource(String),
    /// The branch has files that no onrecord wrote, or that were changed since.
    NotOurs {
        /// The branch.
        branch: String,
        /// The remote.
        remote: String,
        /// The files, in order.
        files: Vec<String>,
        /// Whether the branch was ever written by onrecord.
        ever: bool,
    },
    /// Somebody else pushed to the branch while we were at work.
    Moved {
        /// The branch.
        branch: String,
        /// The remote.
        remote: String,
    },
    /// The site has a file that no repository can hold.
    Unholdable(RelPath),
    /// Git said no.
    Git {
        /// What for, as in "could not *reach the remote*".
        doing: &'static str,
        /// What it said.
        said: String,
    },
    /// Git did not come to an end.
    TooLong {
        /// What for.
        doing: &'static str,
        /// How long it had.
        limit: Duration,
    },
    /// The machine failed us.
    Machine {
        /// What for.
        doing: &'static str,
        /// Why it failed.
        error: io::Error,
    },
}

impl BranchError {
    pub(super) fn machine(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Machine { doing, error }
    }

    /// Whether the machine, or one that it speaks to, failed us, rather than somebody asked for what cannot be done.
    #[must_use]
    pub fn is_machine(&self) -> bool {
        match self {
            Self::NoGit
            | Self::Moved { .. }
            | Self::Git { .. }
            | Self::TooLong { .. }
            | Self::Machine { .. } => true,
            Self::NoRepository(_)
            | Self::NoRemote { .. }
            | Self::NoIdentity
            | Self::OwnSource(_)
            | Self::NotOurs { .. }
            | Self::Unholdable(_) => false,
        }
    }

    /// How to go on.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::NoGit => "`onrecord publish` pushes by git: install it from https://git-scm.com, or put what `onrecord build` \
                            writes on a web server yourself"
                .to_owned(),
            Self::NoRepository(_) => "a site is published from the repository that it is written in: `git init`, `git remote add \
                                      origin ADDRESS`, and `git add` and `git commit` what you wrote"
                .to_owned(),
            Self::NoRemote { known, .. } if known.is_empty() => {
                "add one with `git remote add origin ADDRESS`, or give an address with `--remote`".to_owned()
            }
            Self::NoRemote { known, .. } => {
                let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
                format!("the repository knows {}; name one with `--remote`", known.join(", "))
            }
            Self::NoIdentity => "`git config --global user.name \"Your Name\"` and `git config --global user.email ADDRESS`; both \
                                 stand in the commit, for everybody to read"
                .to_owned(),
            Self::OwnSource(_) => "pages belong on a branch of their own: `--branch gh-pages`".to_owned(),
            Self::NotOurs { ever: true, .. } => "to keep them on the site, put them into its `static` folder; `--force` takes \
                                                 them off the branch, and its history keeps them"
                .to_owned(),
            Self::NotOurs { ever: false, .. } => "publish to another branch with `--branch`; or take this one over with `--force`: \
                                                  its files give way to the site's, and its history keeps them"
                .to_owned(),
            Self::Moved { .. } => "nothing was overwritten; run the command again, and it goes by what is there now".to_owned(),
            Self::Unholdable(_) => "rename it".to_owned(),
            Self::Git { said, .. } => return remedy(said).map(str::to_owned),
            Self::TooLong { .. } => "nothing was published; look whether the remote can be reached, with `git ls-remote`".to_owned(),
            Self::Machine { .. } => return None,
        })
    }
}

/// What to do about the usual reasons why git could not reach a remote or was not let in.
fn remedy(said: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|words| said.contains(words));
    if has(&[
        "could not read Username",
        "could not read Password",
        "terminal prompts disabled",
        "Authentication failed",
    ]) {
        Some(
            "git knows no password for this remote and may not ask for one here; `gh auth setup-git` or a `git push` by hand stores one",
        )
    } else if has(&["Permission denied (publickey", "Host key verification failed"]) {
        Some(
            "ssh may not ask for anything here; unlock your key with `ssh-add`, and accept the host by `git ls-remote` once",
        )
    } else if has(&["protected branch", "GH006", "pre-receive hook declined", "hook declined"]) {
        Some(
            "the remote has a rule for this branch; whoever owns the repository can change it, or choose another with `--branch`",
        )
    } else if has(&["dubious ownership"]) {
        Some(
            "somebody else owns the repository; `git config --global --add safe.directory FOLDER` says that it is to be trusted",
        )
    } else {
        None
    }
}

/// "`a`, `b`, `c` and 12 others"
pub(super) fn some(names: &[String]) -> String {
    let shown: Vec<String> =
        names.iter().take(NAMED).map(|name| format!("`{}`", name.escape_debug())).collect();
    match names.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        1 => format!("{} and 1 other", shown.join(", ")),
        more => format!("{} and {more} others", shown.join(", ")),
    }
}

impl fmt::Display for BranchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit => f.write_str("there is no `git` on this machine, or not in `PATH`"),
            Self::NoRepository(site) => write!(f, "the site in `{}` is in no git repository", site.display()),
            Self::NoRemote { name, .. } => {
                write!(f, "the repository has no remote `{}`", name.escape_debug())
            }
            Self::NoIdentity => {
                f.write_str("git does not know who you are, and a commit has to name somebody")
            }
            Self::OwnSource(branch) => {
                write!(f, "`{branch}` is the branch that the site itself is written on")
            }
            Self::NotOurs { branch, remote, files, ever: true } => {
                write!(
                    f,
                    "`{branch}` of `{remote}` has files that onrecord did not write, or that were edited there: {}",
                    some(files)
                )
            }
            Self::NotOurs { branch, remote, files, ever: false } => {
                write!(f, "`{branch}` of `{remote}` was not written by onrecord: it has {}", some(files))
            }
            Self::Moved { branch, remote } => {
                write!(f, "somebody else pushed to `{branch}` of `{remote}` meanwhile")
            }
            Self::Unholdable(path) => write!(f, "git holds no file `{path}`: `.git` is kept for its own"),
            Self::Git { doing, said } if said.is_empty() => write!(f, "could not {doing}"),
            Self::Git { doing, said } => write!(f, "could not {doing}; git says:\n{}", indented(said)),
            Self::TooLong { doing, limit } => {
                write!(f, "could not {doing}: no end after {} minutes", limit.as_secs() / 60)
            }
            Self::Machine { doing, error } => write!(f, "could not {doing}: {error}"),
        }
    }
}

/// What git said, without what would move the cursor of a terminal: some of it comes from the other end.
fn indented(said: &str) -> String {
    let lines: Vec<String> = said
        .lines()
        .map(|line| {
            format!("    {}", line.trim_end().chars().filter(|c| !c.is_control()).collect::<String>())
        })
        .collect();
    lines.join("\n")
}

impl std::error::Error for BranchError {}
