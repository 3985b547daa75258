//! What is watched, and whether it is still the same.
//!
//! A system watches folders, not names: once a site's folder is renamed, or deleted and made anew, nothing more is heard of
//! what stands at its name. So it is looked at now and then, which costs six questions to the file system.

use super::ear::{Ear, Speak};
use super::names::FOLDERS;
use crate::path::RelPath;
use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The folders of a site under watch.
#[derive(Debug)]
pub(super) struct Places {
    /// The site's real path, by which the system names files; nothing while it is not there.
    pub(super) root: Option<PathBuf>,
    seen: Seen,
    /// Kept because watching ends when it is dropped.
    _system: RecommendedWatcher,
}

impl Places {
    /// Starts to watch the site that stands at `name`, if one does, and has what happens told through `speak`. The file `also`, which
    /// may stand where nothing else is watched, is only looked at.
    pub(super) fn watch(name: &Path, also: Option<&RelPath>, speak: Speak) -> notify::Result<Self> {
        // First looked at, then watched: what happens in between is found at the next look.
        let seen = Seen::at(name, also);
        let ear = Ear::at(seen.root.clone().unwrap_or_default(), speak);
        let mut system = RecommendedWatcher::new(ear, Config::default().with_follow_symlinks(false))?;
        if let Some(root) = &seen.root {
            watch_one(&mut system, root, RecursiveMode::NonRecursive)?;
            for (folder, there) in FOLDERS.iter().zip(&seen.folders) {
                if there.is_some() {
                    watch_one(&mut system, &root.join(folder), RecursiveMode::Recursive)?;
                }
            }
        }
        Ok(Self { root: seen.root.clone(), seen, _system: system })
    }

    /// Whether something else stands at `name` now, or in the place of one of its folders or of the file `also`.
    pub(super) fn are_others(&self, name: &Path, also: Option<&RelPath>) -> bool {
        Seen::at(name, also) != self.seen
    }

    /// Looks at the file `also` from now on.
    pub(super) fn look_at(&mut self, name: &Path, also: Option<&RelPath>) {
        self.seen.also = Seen::at(name, also).also;
    }
}

/// A folder that is gone again is found at the next look.
fn watch_one(system: &mut RecommendedWatcher, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
    match system.watch(path, mode) {
        Err(error) if matches!(error.kind, ErrorKind::PathNotFound) || !path.exists() => Ok(()),
        result => result,
    }
}

/// What stood there at a time.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    root: Option<PathBuf>,
    itself: Option<Identity>,
    folders: [Option<Identity>; FOLDERS.len()],
    /// One more file: which it is, how long, and when it was written.
    also: Option<(Identity, u64, Option<SystemTime>)>,
}

impl Seen {
    fn at(name: &Path, also: Option<&RelPath>) -> Self {
        let root = name.canonicalize().ok().filter(|root| root.is_dir());
        let Some(root) = root else {
            return Self { root: None, itself: None, folders: [None; FOLDERS.len()], also: None };
        };
        let also = also.and_then(|path| path.under(&root).symlink_metadata().ok());
        let also = also.map(|file| (Identity::of(&file), file.len(), file.modified().ok()));
        let itself = root.metadata().ok().map(|data| Identity::of(&data));
        // Links in the site are not read, so they are not watched.
        let folders = FOLDERS.map(|folder| {
            let data = root.join(folder).symlink_metadata().ok()?;
            data.is_dir().then(|| Identity::of(&data))
        });
        Self { root: Some(root), itself, folders, also }
    }
}

/// What tells one folder from another that has its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Identity(u64, u64);

impl Identity {
    #[cfg(unix)]
    fn of(data: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self(data.dev(), data.ino())
    }

    #[cfg(not(unix))]
    fn of(data: &Metadata) -> Self {
        let made = data.created().ok().and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok());
        Self(0, made.map_or(0, |made| u64::try_from(made.as_nanos()).unwrap_or(u64::MAX)))
    }
}
