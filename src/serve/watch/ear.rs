//! From the system's thread, which hears of everything, to whoever waits for changes of the site.

use super::batch::is_news;
use notify::{Event, EventHandler};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// A line from as many [`Ear`]s as there are to one who listens.
pub(super) fn line() -> (Speak, Listen) {
    let (sender, events) = mpsc::channel();
    let waiting = Arc::default();
    (Speak { sender, waiting: Arc::clone(&waiting) }, Listen { events, waiting })
}

/// The end that is spoken into.
#[derive(Clone, Debug)]
pub(super) struct Speak {
    sender: Sender<notify::Result<Event>>,
    waiting: Arc<AtomicUsize>,
}

/// The end that is listened at.
#[derive(Debug)]
pub(super) struct Listen {
    events: Receiver<notify::Result<Event>>,
    waiting: Arc<AtomicUsize>,
}

impl Listen {
    /// The next event, if one comes in time.
    pub(super) fn next(&self, patience: Duration) -> Result<notify::Result<Event>, RecvTimeoutError> {
        let event = self.events.recv_timeout(patience)?;
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        Ok(event)
    }

    /// Whether there are events that nobody has taken.
    pub(super) fn news(&self) -> News {
        News(Arc::clone(&self.waiting))
    }
}

/// Tells whether something has changed that nobody was told of yet. It can be asked from any thread.
#[derive(Clone, Debug, Default)]
pub struct News(Arc<AtomicUsize>);

impl News {
    /// Whether there is something new.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

/// Hears what the system tells of the site at a real path, and passes on what may be a change of it.
pub(super) struct Ear {
    root: PathBuf,
    speak: Speak,
}

impl Ear {
    pub(super) fn at(root: PathBuf, speak: Speak) -> Self {
        Self { root, speak }
    }
}

impl EventHandler for Ear {
    fn handle_event(&mut self, event: notify::Result<Event>) {
        if is_news(&event, &self.root) {
            self.speak.waiting.fetch_add(1, Ordering::Relaxed);
            // Who listens may have gone, as the program ends.
            let _ = self.speak.sender.send(event);
        }
    }
}
