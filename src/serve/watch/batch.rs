//! What happened in one stretch without rest.
//!
//! One save is three to five events, and editors take a file away before they put the new one there. How long to wait for
//! more depends on what was seen: after a file was closed or put into place hardly at all, after one was taken away or opened
//! until whoever did it had time to go on, and where many files change, as when another branch is checked out, until
//! the last is there.

use super::names::site_path;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Error, ErrorKind, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// How long to wait for more after a file was saved.
const SAVED: Duration = Duration::from_millis(8);

/// How long to wait for more while something seems unfinished.
const UNFINISHED: Duration = Duration::from_millis(40);

/// How long to wait for more where many files change.
const BULK: Duration = Duration::from_millis(60);

/// How many files are many.
const MANY: usize = 3;

/// How long a change that never rests is waited for.
const LONGEST: Duration = Duration::from_millis(300);

/// The same, where many files change.
const LONGEST_BULK: Duration = Duration::from_millis(1500);

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

    #[cfg(test)]
    pub(in crate::serve) fn of<const N: usize>(paths: [&str; N]) -> Self {
        Self { paths: paths.map(str::to_owned).into() }
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

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// Whether the path was made in this stretch.
    made: bool,
    /// Whether nobody seems to be at work on it.
    finished: bool,
}

/// What happened in one stretch.
#[derive(Debug, Default)]
pub(super) struct Batch {
    paths: BTreeMap<String, Seen>,
    /// Whether the system lost count of what happened.
    lost_count: bool,
    /// Why no more will be heard of some folder.
    deaf: Option<Error>,
}

impl Batch {
    /// Adds what an event is about. Says whether it is about the site at all.
    pub(super) fn note(&mut self, event: notify::Result<Event>, root: &Path) -> bool {
        let event = match event {
            Ok(event) if event.need_rescan() => return self.lose_count(),
            Ok(event) => event,
            Err(error) => {
                if matches!(error.kind, ErrorKind::MaxFilesWatch) {
                    self.deaf = Some(error);
                }
                return self.lose_count();
            }
        };
        if !is_change(event.kind) {
            return false;
        }
        let mut any = false;
        for (number, path) in event.paths.iter().enumerate() {
            let Some(path) = site_path(root, path) else { continue };
            any = true;
            let first = Seen { made: event.kind.is_create(), finished: false };
            let seen = self.paths.entry(path).or_insert(first);
            seen.finished = match event.kind {
                EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => true,
                EventKind::Modify(ModifyKind::Name(RenameMode::Both)) if number == 1 => true,
                // What came and went was a way of writing another file.
                EventKind::Modify(ModifyKind::Name(_)) | EventKind::Remove(_) => seen.made,
                EventKind::Modify(ModifyKind::Metadata(_)) => seen.finished,
                _ => false,
            };
        }
        any
    }

    /// Notes that anything may have happened.
    pub(super) fn lose_count(&mut self) -> bool {
        self.lost_count = true;
        true
    }

    pub(super) fn lost_count(&self) -> bool {
        self.lost_count
    }

    /// Why no more will be heard of some folder.
    pub(super) fn deaf(&mut self) -> Option<Error> {
        self.deaf.take()
    }

    /// How long nothing may happen before this counts as complete.
    pub(super) fn quiet(&self) -> Duration {
        match self.paths.values().all(|seen| seen.finished) {
            _ if self.is_bulk() => BULK,
            true if !self.lost_count => SAVED,
            _ => UNFINISHED,
        }
    }

    /// How long it is waited for at most.
    pub(super) fn longest(&self) -> Duration {
        if self.is_bulk() { LONGEST_BULK } else { LONGEST }
    }

    fn is_bulk(&self) -> bool {
        self.paths.len() >= MANY
    }

    /// The changes that are left of it. A file that came and went was an editor's or a version control's way of writing
    /// another.
    pub(super) fn changes(self, root: &Path) -> Option<Changes> {
        if self.lost_count {
            return Some(Changes::default());
        }
        let paths: BTreeSet<String> = self
            .paths
            .into_iter()
            .filter(|(path, seen)| !seen.made || root.join(path).symlink_metadata().is_ok())
            .map(|(path, _)| path)
            .collect();
        (!paths.is_empty()).then_some(Changes { paths })
    }
}

/// Whether an event may be a change of the site in `root`.
pub(super) fn is_news(event: &notify::Result<Event>, root: &Path) -> bool {
    match event {
        Ok(event) if !event.need_rescan() => {
            is_change(event.kind) && event.paths.iter().any(|path| site_path(root, path).is_some())
        }
        _ => true,
    }
}

/// On Linux reading a file is an event as well, and a build would wake itself for ever.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, Flag, RemoveKind};

    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const MADE: EventKind = EventKind::Create(CreateKind::File);
    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const REMOVED: EventKind = EventKind::Remove(RemoveKind::File);
    const FROM: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));
    const TO: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));

    fn batch(events: &[(EventKind, &str)]) -> Batch {
        let mut batch = Batch::default();
        for (kind, name) in events {
            let event = Event::new(*kind).add_path(Path::new("/site/content").join(name));
            assert!(batch.note(Ok(event), Path::new("/site")));
        }
        batch
    }

    #[test]
    fn a_saved_file_is_answered_quickly_and_an_unfinished_one_is_waited_for() {
        for saved in [
            &[(WRITTEN, "a.md"), (CLOSED, "a.md")][..],
            &[(MADE, "sedX"), (CLOSED, "sedX"), (FROM, "sedX"), (TO, "a.md")],
        ] {
            assert_eq!(batch(saved).quiet(), SAVED, "{saved:?}");
        }
        for unfinished in [
            &[(WRITTEN, "a.md")][..],
            &[(REMOVED, "a.md")],
            &[(FROM, "a.md"), (TO, "a.md~.bak")],
            &[(MADE, "folder")],
        ] {
            assert_eq!(batch(unfinished).quiet(), UNFINISHED, "{unfinished:?}");
        }
        assert_eq!(batch(&[(CLOSED, "a"), (CLOSED, "b"), (CLOSED, "c")]).quiet(), BULK);
    }

    #[test]
    fn a_file_that_was_there_before_is_missed_even_when_it_came_back_in_between() {
        let gone = batch(&[(REMOVED, "a.md"), (MADE, "a.md"), (CLOSED, "a.md"), (REMOVED, "a.md")]);
        assert_eq!(gone.changes(Path::new("/site")).unwrap().summary(), "content/a.md");
        let came_and_went = batch(&[(MADE, "a.md"), (CLOSED, "a.md"), (REMOVED, "a.md")]);
        assert_eq!(came_and_went.changes(Path::new("/site")), None);
    }

    #[test]
    fn when_the_system_loses_count_everything_may_have_changed() {
        let mut batch = batch(&[(CLOSED, "a.md")]);
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(batch.note(Ok(overflow), Path::new("/site")) && batch.lost_count());
        assert_eq!(batch.changes(Path::new("/site")).unwrap().summary(), "the site");
    }

    #[test]
    fn many_changes_are_told_by_the_first_and_a_count() {
        let changes = Changes { paths: ["b", "a", "c"].map(str::to_owned).into() };
        assert_eq!(changes.summary(), "a and 2 more");
        assert_eq!(changes.paths().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(Changes::default().summary(), "the site");
    }
}
