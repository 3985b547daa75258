//! When the files of a site change.
//!
//! Three traps shape this. On Linux reading a file is an event, so a build would wake itself for ever if all events
//! counted. Editors save by renaming another file into place, so folders are watched and never single files. And one
//! save is three to five events, so a change is told when it has been quiet for a moment.
//!
//! Only what a site is made of is watched: its configuration and three folders. Whatever else stands beside them, the
//! output, a repository's history, a compiler's thousand folders, costs nothing and wakes nobody.

use crate::load::CONFIG;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

/// How long nothing may happen before a change counts as complete.
const QUIET: Duration = Duration::from_millis(40);

/// How long a change that never rests is waited for.
const LONGEST: Duration = Duration::from_millis(300);

const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// What changed since the last time, as paths below the site with `/` between their parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    paths: BTreeSet<String>,
}

impl Changes {
    /// Each path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    /// The first path, and how many more there are; nothing when the system lost count.
    #[must_use]
    pub fn summary(&self) -> String {
        match (self.paths.first(), self.paths.len()) {
            (None, _) => "the site".to_owned(),
            (Some(path), 1) => path.clone(),
            (Some(path), n) => format!("{path} and {} more", n - 1),
        }
    }
}

#[cfg(test)]
impl Changes {
    pub(super) fn of<const N: usize>(paths: [&str; N]) -> Self {
        Self { paths: paths.map(str::to_owned).into() }
    }
}

/// Watches a site's folder.
#[derive(Debug)]
pub struct Watcher {
    root: PathBuf,
    sender: Sender<notify::Result<Event>>,
    events: Receiver<notify::Result<Event>>,
    /// Kept because watching ends when it is dropped.
    system: RecommendedWatcher,
}

impl Watcher {
    /// Starts to watch the site in `root`.
    ///
    /// # Errors
    /// When the system cannot watch it, such as when it has no watches left.
    pub fn new(root: &Path) -> notify::Result<Self> {
        // The system names files by their real path.
        let root = root.canonicalize().map_err(notify::Error::io)?;
        let (sender, events) = mpsc::channel();
        let system = watch(&root, sender.clone())?;
        Ok(Self { root, sender, events, system })
    }

    /// Waits until something changed and it is quiet again.
    ///
    /// # Errors
    /// When a folder that was made anew cannot be watched.
    pub fn wait(&mut self) -> notify::Result<Changes> {
        loop {
            let batch = self.batch();
            if FOLDERS.iter().any(|folder| batch.paths.contains_key(*folder)) {
                // A folder that was made or renamed is a new one to the system.
                self.system = watch(&self.root, self.sender.clone())?;
            }
            if let Some(changes) = batch.changes(&self.root) {
                return Ok(changes);
            }
        }
    }

    fn batch(&self) -> Batch {
        let mut batch = Batch::default();
        // The channel cannot close: we hold a sender of it.
        while let Ok(event) = self.events.recv() {
            if batch.note(event, &self.root) {
                break;
            }
        }
        let started = Instant::now();
        let mut last = started;
        while last.elapsed() < QUIET && started.elapsed() < LONGEST {
            let left = QUIET.saturating_sub(last.elapsed());
            if let Ok(event) = self.events.recv_timeout(left)
                && batch.note(event, &self.root)
            {
                last = Instant::now();
            }
        }
        batch
    }
}

/// What happened in one stretch without rest.
#[derive(Debug, Default)]
struct Batch {
    /// Each path, and whether it was made in this stretch.
    paths: BTreeMap<String, bool>,
    /// Whether the system lost count of what happened.
    lost_count: bool,
}

impl Batch {
    /// Adds what an event is about. Says whether it is about the site at all.
    fn note(&mut self, event: notify::Result<Event>, root: &Path) -> bool {
        let Ok(event) = event else {
            self.lost_count = true;
            return true;
        };
        if event.need_rescan() {
            self.lost_count = true;
            return true;
        }
        if !is_change(event.kind) {
            return false;
        }
        let mut any = false;
        for path in event.paths.iter().filter_map(|path| site_path(root, path)) {
            *self.paths.entry(path).or_default() |= event.kind.is_create();
            any = true;
        }
        any
    }

    /// The changes that are left of it. A file that came and went was an editor's or a version control's way of writing
    /// another.
    fn changes(self, root: &Path) -> Option<Changes> {
        let paths: BTreeSet<String> = self
            .paths
            .into_iter()
            .filter(|(path, made)| !made || root.join(path).exists())
            .map(|(path, _)| path)
            .collect();
        (self.lost_count || !paths.is_empty()).then_some(Changes { paths })
    }
}

fn watch(root: &Path, sender: Sender<notify::Result<Event>>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(sender)?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(watcher)
}

fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// The path below the site, when it is a file that the site is made of and not one that an editor keeps for a moment.
fn site_path(root: &Path, path: &Path) -> Option<String> {
    let parts: Vec<&str> = path
        .strip_prefix(root)
        .ok()?
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let (first, last) = (*parts.first()?, *parts.last()?);
    let ours = FOLDERS.contains(&first) || (first == CONFIG && parts.len() == 1);
    (ours && !is_temporary(last)).then(|| parts.join("/"))
}

/// Files that editors and systems make beside the one that is meant.
fn is_temporary(name: &str) -> bool {
    name.ends_with('~')
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || name == "4913"
        || name == ".DS_Store"
        || name.starts_with(".goutputstream-")
        || name.contains("___jb_")
        || (name.starts_with('.') && [".swp", ".swo", ".swx"].iter().any(|ending| name.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn site() -> (tempfile::TempDir, Watcher) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/articles")).unwrap();
        fs::create_dir_all(folder.path().join("public")).unwrap();
        fs::write(folder.path().join("onrecord.toml"), "").unwrap();
        let watcher = Watcher::new(folder.path()).unwrap();
        (folder, watcher)
    }

    /// Waits on a thread of its own, so that a watcher that hears nothing fails the test instead of hanging it.
    fn heard(mut watcher: Watcher, act: impl FnOnce()) -> Option<(Changes, Watcher)> {
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let changes = watcher.wait().unwrap();
            let _ = sender.send((changes, watcher));
        });
        act();
        receiver.recv_timeout(Duration::from_secs(2)).ok()
    }

    #[test]
    fn saving_an_article_is_one_change_however_many_events_it_makes() {
        let (folder, watcher) = site();
        let article = folder.path().join("content/articles/a.md");
        let (changes, watcher) = heard(watcher, || {
            fs::write(&article, "1").unwrap();
            fs::write(&article, "2").unwrap();
        })
        .unwrap();
        assert_eq!(changes.summary(), "content/articles/a.md");
        assert!(heard(watcher, || {}).is_none(), "one save was told twice");
    }

    #[test]
    fn reading_the_site_and_writing_the_output_are_no_changes() {
        let (folder, watcher) = site();
        let heard = heard(watcher, || {
            fs::read(folder.path().join("onrecord.toml")).unwrap();
            fs::read_dir(folder.path().join("content/articles")).unwrap().count();
            fs::write(folder.path().join("public/index.html"), "").unwrap();
            fs::write(folder.path().join("README.md"), "").unwrap();
            fs::write(folder.path().join("content/articles/.a.md.swp"), "").unwrap();
        });
        assert!(heard.is_none(), "{heard:?}");
    }

    #[test]
    fn an_editor_that_writes_beside_a_file_and_renames_changes_that_file_alone() {
        let (folder, watcher) = site();
        let (article, beside) =
            (folder.path().join("content/articles/a.md"), folder.path().join("content/articles/sedXYZ"));
        let (changes, _) = heard(watcher, || {
            fs::write(&beside, "new").unwrap();
            fs::rename(&beside, &article).unwrap();
        })
        .unwrap();
        assert_eq!(changes.summary(), "content/articles/a.md");
    }

    #[test]
    fn a_folder_that_is_made_later_is_watched_too() {
        let (folder, watcher) = site();
        let templates = folder.path().join("templates");
        let (_, watcher) = heard(watcher, || fs::create_dir(&templates).unwrap()).unwrap();
        let (changes, _) = heard(watcher, || fs::write(templates.join("page.html"), "").unwrap()).unwrap();
        assert_eq!(changes.summary(), "templates/page.html");
    }

    #[test]
    fn many_changes_are_told_by_the_first_and_a_count() {
        let changes = Changes { paths: ["b", "a", "c"].map(str::to_owned).into() };
        assert_eq!(changes.summary(), "a and 2 more");
        assert_eq!(Changes::default().summary(), "the site");
    }
}
