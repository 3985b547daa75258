//! Git, run as a program.
//!
//! The program and not a library: a push needs all that the author's own `git push` has – keys, helpers that know passwords,
//! proxies, rewritten addresses – and gitoxide, for its two hundred crates, cannot push.
//!
//! It is always run so that it can ask nobody, runs no hook, and ends: what it prints goes to files and not to pipes, since
//! a helper that it leaves behind may keep a pipe open for ever.

use super::BranchError;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long work on this machine may take, and the first answer of a remote.
pub(super) const SHORT: Duration = Duration::from_secs(120);
/// How long a site may take on its way.
pub(super) const LONG: Duration = Duration::from_secs(30 * 60);

/// What tells git in which repository it is. When we are run by a hook, it is not the one that we mean.
const ELSEWHERE: [&str; 14] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_QUARANTINE_PATH",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// Where git runs: in a folder, on the repository there or on another.
#[derive(Clone, Debug)]
pub(super) struct Git {
    folder: PathBuf,
    repository: Option<PathBuf>,
    /// Whether ssh is to be told to ask nobody; not when the author has told it how to run.
    quiet_ssh: bool,
}

/// What it said, and how it ended.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) good: bool,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: String,
}

impl Said {
    /// What it printed without the last line end.
    pub(super) fn line(&self) -> String {
        String::from_utf8_lossy(&self.stdout).trim_end().to_owned()
    }
}

impl Git {
    /// Git in `folder`, on the repository that the folder is in.
    pub(super) fn within(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), repository: None, quiet_ssh: false }
    }

    /// Git in the same folder, on `repository`.
    pub(super) fn on(&self, repository: PathBuf, quiet_ssh: bool) -> Self {
        Self { folder: self.folder.clone(), repository: Some(repository), quiet_ssh }
    }

    /// Runs git with `arguments` and waits. `doing` is what for, as in "could not *find the repository*".
    ///
    /// # Errors
    /// When it cannot be run, takes too long, or says no.
    pub(super) fn run<A: AsRef<OsStr>>(
        &self,
        doing: &'static str,
        arguments: &[A],
        limit: Duration,
    ) -> Result<Said, BranchError> {
        let said = self.ask(doing, arguments, None, limit)?;
        match said.good {
            true => Ok(said),
            false => Err(BranchError::Git { doing, said: said.stderr }),
        }
    }

    /// As [`Self::run`], for a question to which no is an answer; `input` is what it reads.
    ///
    /// # Errors
    /// When it cannot be run or takes too long.
    pub(super) fn ask<A: AsRef<OsStr>>(
        &self,
        doing: &'static str,
        arguments: &[A],
        input: Option<&[u8]>,
        limit: Duration,
    ) -> Result<Said, BranchError> {
        let failed = BranchError::machine(doing);
        let attempt = || -> io::Result<Result<Said, BranchError>> {
            let (mut stdout, mut stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
            let stdin = match input {
                Some(input) => Stdio::from(holding(input)?),
                None => Stdio::null(),
            };
            let mut command = self.command(arguments);
            command.stdin(stdin).stdout(stdout.try_clone()?).stderr(stderr.try_clone()?);
            let mut child = match command.spawn() {
                Ok(child) => child,
                Err(error) => return Ok(Err(not_started(doing, error))),
            };
            let Some(status) = wait(&mut child, limit)? else {
                return Ok(Err(BranchError::TooLong { doing, limit }));
            };
            let stderr = String::from_utf8_lossy(&all(&mut stderr)?).trim().to_owned();
            Ok(Ok(Said { good: status.success(), stdout: all(&mut stdout)?, stderr }))
        };
        attempt().map_err(failed)?
    }

    /// Starts git with `arguments`, to be written to.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(super) fn start<A: AsRef<OsStr>>(
        &self,
        doing: &'static str,
        arguments: &[A],
    ) -> Result<Running, BranchError> {
        let stderr = tempfile::tempfile().map_err(BranchError::machine(doing))?;
        let told = stderr.try_clone().map_err(BranchError::machine(doing))?;
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(told);
        let mut child = command.spawn().map_err(|error| not_started(doing, error))?;
        let stdin = child.stdin.take();
        Ok(Running { child, stdin, stderr, doing })
    }

    fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = Command::new("git");
        for name in ELSEWHERE {
            command.env_remove(name);
        }
        if let Some(repository) = &self.repository {
            command.env("GIT_DIR", repository);
            // What the environment adds to the author's settings was copied with them: a header sent twice is refused.
            command.env_remove("GIT_CONFIG_COUNT").env_remove("GIT_CONFIG_PARAMETERS");
        }
        // Messages that we read, nothing asked, nothing written that was not asked for.
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
        command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1");
        if self.quiet_ssh
            && std::env::var_os("GIT_SSH_COMMAND").is_none()
            && std::env::var_os("GIT_SSH").is_none()
        {
            let quiet = "ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=15 -o ServerAliveCountMax=4";
            command.env("GIT_SSH_COMMAND", quiet);
        }
        let nowhere = self.repository.as_deref().unwrap_or(&self.folder).join("onrecord-runs-no-hooks");
        let mut hooks = std::ffi::OsString::from("core.hooksPath=");
        hooks.push(nowhere);
        command
            .current_dir(&self.folder)
            .arg("-c")
            .arg(hooks)
            .args(["-c", "core.fsmonitor=false"])
            .args(arguments);
        command
    }
}

/// Git while it is written to. It is stopped when this is dropped.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    stderr: File,
    doing: &'static str,
}

impl Running {
    /// Writes to it.
    ///
    /// # Errors
    /// When it has stopped listening; what it said then is the reason.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), BranchError> {
        let Some(stdin) = &mut self.stdin else { return Ok(()) };
        match stdin.write_all(bytes) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.end()?;
                Err(BranchError::machine(self.doing)(error))
            }
            Err(error) => Err(BranchError::machine(self.doing)(error)),
        }
    }

    /// Tells it that this was all, and waits.
    ///
    /// # Errors
    /// When it fails or takes too long.
    pub(super) fn end(&mut self) -> Result<(), BranchError> {
        drop(self.stdin.take());
        let doing = self.doing;
        let failed = BranchError::machine(doing);
        match wait(&mut self.child, SHORT).map_err(failed)? {
            None => Err(BranchError::TooLong { doing, limit: SHORT }),
            Some(status) if status.success() => Ok(()),
            Some(_) => {
                let said = all(&mut self.stderr).map_err(BranchError::machine(doing))?;
                Err(BranchError::Git { doing, said: String::from_utf8_lossy(&said).trim().to_owned() })
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail when it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Why git did not start.
fn not_started(doing: &'static str, error: io::Error) -> BranchError {
    match error.kind() {
        io::ErrorKind::NotFound => BranchError::NoGit,
        _ => BranchError::machine(doing)(error),
    }
}

/// Waits until `child` has ended; one that takes longer than `limit` is stopped, and there is no status.
fn wait(child: &mut Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let until = Instant::now() + limit;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= until {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

fn holding(bytes: &[u8]) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}

fn all(file: &mut File) -> io::Result<Vec<u8>> {
    file.rewind()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}
