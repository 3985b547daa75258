//! When the files of a site change.
//!
//! Three traps shape this. On Linux reading a file is an event, so a build would wake itself for ever if all events
//! counted. Editors save by renaming another file into place, so folders are watched and never single files. And one
//! save is three to five events, so a change is told when it has been quiet for a moment (`batch`).
//!
//! Only what a site is made of is watched: its configuration and three folders. Whatever else stands beside them, the
//! output, a repository's history, a compiler's thousand folders, costs nothing and wakes nobody.

mod batch;
mod ear;
mod names;
mod places;

pub use batch::Changes;
pub use ear::News;

use crate::path::RelPath;
use batch::Batch;
use ear::{Listen, Speak};
use places::Places;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

/// How often to look whether the folders are still the same.
const LOOK: Duration = Duration::from_secs(1);

/// How often to look while there is no site.
const LOOK_FOR_IT: Duration = Duration::from_millis(100);

/// Watches a site's folder.
#[derive(Debug)]
pub struct Watcher {
    /// Where the site is, by name.
    name: PathBuf,
    /// A file of the site that may stand anywhere below it.
    also: Option<RelPath>,
    speak: Speak,
    events: Listen,
    places: Places,
}

impl Watcher {
    /// Starts to watch the site in `root`.
    ///
    /// # Errors
    /// When there is none, or the system cannot watch it, such as when it has no watches left.
    pub fn new(root: &Path) -> notify::Result<Self> {
        let name = std::path::absolute(root).map_err(notify::Error::io)?;
        let (speak, events) = ear::line();
        let places = Places::watch(&name, None, speak.clone())?;
        if places.root.is_none() {
            return Err(notify::Error::io(io::ErrorKind::NotFound.into()));
        }
        Ok(Self { name, also: None, speak, events, places })
    }

    /// Waits until something changed and it is quiet again. What changes while nobody waits is told by the next call. A site's
    /// folder may go and come back.
    ///
    /// # Errors
    /// When a folder that was made anew cannot be watched.
    pub fn wait(&mut self) -> notify::Result<Changes> {
        loop {
            let mut batch = self.batch();
            if let Some(error) = batch.deaf() {
                return Err(error);
            }
            // After an overflow the making of folders may have been missed.
            if batch.lost_count() || self.places.are_others(&self.name, self.also.as_ref()) {
                self.places = Places::watch(&self.name, self.also.as_ref(), self.speak.clone())?;
            }
            if let Some(changes) = batch.changes(self.root()) {
                return Ok(changes);
            }
        }
    }

    /// Looks at one more file below the site from now on, or at none: it may stand where nothing else of the site does, as the record
    /// of what was published last.
    pub fn look_at_too(&mut self, file: Option<RelPath>) {
        if file != self.also {
            self.places.look_at(&self.name, file.as_ref());
            self.also = file;
        }
    }

    /// Tells whether there is something that the next [`wait`](Self::wait) will tell of.
    #[must_use]
    pub fn news(&self) -> News {
        self.events.news()
    }

    fn root(&self) -> &Path {
        self.places.root.as_deref().unwrap_or(&self.name)
    }

    /// Gathers what happens, from the first event on until it is quiet.
    fn batch(&self) -> Batch {
        let mut batch = Batch::default();
        let mut started = None;
        let mut last = Instant::now();
        loop {
            let now = Instant::now();
            let patience = match started {
                None if self.places.root.is_none() => LOOK_FOR_IT,
                None => LOOK.saturating_sub(now - last),
                Some(started) => {
                    let left = batch.quiet().saturating_sub(now - last);
                    left.min(batch.longest().saturating_sub(now - started))
                }
            };
            // Asked even when there is no time left, so that what is there already is not told apart.
            match self.events.next(patience) {
                Ok(event) => {
                    if batch.note(event, self.root()) {
                        last = Instant::now();
                        started.get_or_insert(last);
                    }
                }
                // The line cannot close: we hold an end of it to speak into.
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) if started.is_some() => {
                    return batch;
                }
                Err(_) => {
                    last = Instant::now();
                    if self.places.are_others(&self.name, self.also.as_ref()) {
                        started = Some(last);
                        batch.lose_count();
                    }
                }
            }
            if started.is_some_and(|started| started.elapsed() >= batch.longest()) {
                return batch;
            }
        }
    }
}

#[cfg(test)]
mod tests;
