//! What was read of a site before, so that only what has changed is read and parsed again.
//!
//! A file counts as unchanged when it has the length, the times and the number on its disk that it had, and when it had rested
//! for a while when it was read: two writes within one tick of a file system's clock leave the same times behind. Whoever
//! hears of changes names them, and those files are read in any case.

use super::last::Published;
use super::part::Part;
use crate::diagnostic::{Diagnostics, FileId};
use crate::model::Picture;
use crate::path::RelPath;
use crate::picture::{Broken, look};
use foldhash::fast::FixedState;
use std::collections::{BTreeSet, HashMap};
use std::fs::Metadata;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// So long a file has to have rested before its times tell whether it has changed. The coarsest clock of a file system in use
/// ticks every two seconds (FAT).
const REST: Duration = Duration::from_secs(3);

/// The files of a site as they were last read.
#[derive(Debug, Default)]
pub struct Shelf {
    pub(super) books: HashMap<RelPath, Book, FixedState>,
    /// Files that were said to have changed, and those below them where they are folders.
    changed: BTreeSet<String>,
    /// What the record in the output folder says.
    pub(super) published: Option<Published>,
}

/// One file as it was read.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) bytes: Arc<[u8]>,
    /// The text, of a file that is one.
    pub(super) text: Option<Arc<str>>,
    pub(super) parsed: Option<Parsed>,
    /// What is known of a picture, once it was looked at.
    seen: Option<Option<Result<Picture, Broken>>>,
    stamp: Option<Stamp>,
}

/// What a file gave, which holds for one name among the files of the site.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) file: FileId,
    pub(super) raw_html: bool,
    pub(super) part: Part,
    pub(super) told: Diagnostics,
}

/// By what the system tells a file from what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: SystemTime,
    #[cfg(unix)]
    node: (u64, u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file; nothing where the system does not tell, or where the file is too new for that to mean anything.
    pub(super) fn of(file: &Metadata) -> Option<Self> {
        let modified = file.modified().ok()?;
        let rested = SystemTime::now().duration_since(modified).ok()? > REST;
        #[cfg(unix)]
        let node = {
            use std::os::unix::fs::MetadataExt;
            (file.dev(), file.ino(), file.ctime(), file.ctime_nsec())
        };
        rested.then_some(Self {
            length: file.len(),
            modified,
            #[cfg(unix)]
            node,
        })
    }
}

impl Book {
    /// A file that was just read. What was made of it before holds while its bytes are the same.
    pub(super) fn new(bytes: Vec<u8>, stamp: Option<Stamp>, before: Option<Self>) -> Self {
        match before {
            Some(before) if *before.bytes == *bytes => Self { stamp, ..before },
            _ => Self { bytes: bytes.into(), text: None, parsed: None, seen: None, stamp },
        }
    }
}

impl Book {
    /// What is known of the picture in the file called `name`; nothing where it is none.
    pub(super) fn picture(&mut self, name: &str) -> Option<Result<Picture, Broken>> {
        self.seen.get_or_insert_with(|| look(name, &self.bytes)).clone()
    }
}

impl From<Arc<[u8]>> for Book {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self { bytes, text: None, parsed: None, seen: None, stamp: None }
    }
}

impl Shelf {
    /// Has these files, or all below a folder, read again the next time whatever the system says of them.
    pub fn doubt(&mut self, paths: impl IntoIterator<Item = String>) {
        self.changed.extend(paths);
    }

    /// Takes out what is known of a file, and says whether it is still so.
    pub(super) fn take(&mut self, path: &RelPath, stamp: Option<&Stamp>) -> (Option<Book>, bool) {
        let book = self.books.remove(path);
        let known = book.as_ref().and_then(|book| book.stamp.as_ref());
        let same = stamp.is_some() && known == stamp && !self.is_doubted(path);
        (book, same)
    }

    fn is_doubted(&self, path: &RelPath) -> bool {
        let folders = path.as_str().match_indices('/').map(|(at, _)| &path.as_str()[..at]);
        folders.chain([path.as_str()]).any(|part| self.changed.contains(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(length: u64) -> Stamp {
        Stamp {
            length,
            modified: SystemTime::UNIX_EPOCH,
            #[cfg(unix)]
            node: (1, 2, 3, 4),
        }
    }

    fn shelf() -> (Shelf, RelPath) {
        let path = RelPath::new("content/articles/a.md").unwrap();
        let mut shelf = Shelf::default();
        shelf.books.insert(path.clone(), Book::new(b"a".to_vec(), Some(stamp(1)), None));
        (shelf, path)
    }

    #[test]
    fn a_file_is_read_again_when_its_stamp_differs_or_it_has_none() {
        for (now, same) in [(Some(stamp(1)), true), (Some(stamp(2)), false), (None, false)] {
            let (mut shelf, path) = shelf();
            assert_eq!(shelf.take(&path, now.as_ref()).1, same);
        }
    }

    #[test]
    fn a_file_that_is_said_to_have_changed_is_read_again_and_so_is_one_in_such_a_folder() {
        for (doubted, same) in
            [("content/articles/a.md", false), ("content/articles", false), ("content/art", true)]
        {
            let (mut shelf, path) = shelf();
            shelf.doubt([doubted.to_owned()]);
            assert_eq!(shelf.take(&path, Some(&stamp(1))).1, same, "{doubted}");
        }
    }

    #[test]
    fn what_was_made_of_a_file_holds_while_its_bytes_are_the_same() {
        let made = Book { text: Some("a".into()), ..Book::new(b"a".to_vec(), None, None) };
        assert!(Book::new(b"a".to_vec(), None, Some(made)).text.is_some());
        let made = Book { text: Some("a".into()), ..Book::new(b"a".to_vec(), None, None) };
        assert!(Book::new(b"b".to_vec(), None, Some(made)).text.is_none());
    }
}
