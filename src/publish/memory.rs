//! A site in memory, for the preview.

use super::media::media_type;
use super::{PublishError, Sink};
use crate::model::Sha256Hex;
use crate::model::reads::print_of;
use crate::path::RelPath;
use crate::record::{Account, Clash, RECORD_NAME, Record};
use bytes::Bytes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One file of a site in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its bytes, exactly as a folder would have them. They are shared, so that however many readers a film has, it is in
    /// memory once.
    pub bytes: Bytes,
    /// Digest of its bytes.
    pub sha256: Sha256Hex,
    /// Its media type.
    pub media_type: &'static str,
}

/// A whole site in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    pages: BTreeMap<RelPath, Page>,
    /// Files that are being made: what there is of them is of an earlier version.
    pending: BTreeSet<RelPath>,
    version: String,
}

impl Pages {
    /// The file at `path`, of an earlier version where it is still being made.
    #[must_use]
    pub fn get(&self, path: &RelPath) -> Option<&Page> {
        self.pages.get(path)
    }

    /// Whether the file at `path` is still being made.
    #[must_use]
    pub fn is_pending(&self, path: &RelPath) -> bool {
        self.pending.contains(path)
    }

    /// The paths of all files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &RelPath> {
        self.pages.keys()
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// A text that differs whenever any byte of any file does, even from that of another run of the program; empty when
    /// nothing was built.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The files that are new, different or gone since `before`. The record is not among them: it only repeats the others.
    #[must_use]
    pub fn changed_since<'a>(&'a self, before: &'a Self) -> Vec<&'a RelPath> {
        let same = |path: &RelPath, page: &Page| {
            before.pages.get(path).is_some_and(|before| before.sha256 == page.sha256)
        };
        let new = self.pages.iter().filter(|(path, page)| !same(path, page));
        let gone = before.pages.keys().filter(|path| !self.pages.contains_key(path));
        new.map(|(path, _)| path).chain(gone).filter(|path| path.as_str() != RECORD_NAME).collect()
    }
}

/// Takes files and makes [`Pages`] of them.
#[derive(Debug, Default)]
pub struct Memory {
    pages: BTreeMap<RelPath, Page>,
    before: Arc<Pages>,
}

impl Memory {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those files of the pages `before` that are the `same`; others of them may be kept.
    #[must_use]
    pub fn after<'p>(before: Arc<Pages>, same: impl Iterator<Item = &'p RelPath>) -> Self {
        let kept = same.filter_map(|path| before.pages.get_key_value(path));
        let pages = kept.map(|(path, page)| (path.clone(), page.clone())).collect();
        Self { pages, before }
    }

    /// Takes a file, unless there is one of its path.
    fn add(&mut self, path: &RelPath, page: Page) -> Result<(), PublishError> {
        match self.pages.insert(path.clone(), page) {
            None => Ok(()),
            Some(_) => Err(Clash::SamePath(path.clone(), path.clone()).into()),
        }
    }

    /// Takes a file, as it was before where it has the same bytes: then nothing has to be worked out.
    ///
    /// # Errors
    /// As [`put`](Sink::put).
    pub fn put_unless_same(&mut self, path: &RelPath, bytes: &[u8]) -> Result<(), PublishError> {
        match self.before.pages.get(path) {
            Some(page) if page.bytes == bytes => self.keep(path).map(drop),
            _ => self.put(path, bytes.to_vec()),
        }
    }

    /// What was handed over, before all of it was: `pending` are the files that are still to come, as they were before. Whoever
    /// asks for one of them has to wait.
    #[must_use]
    pub fn so_far(&self, pending: BTreeSet<RelPath>) -> Pages {
        let mut pages = self.pages.clone();
        for path in &pending {
            // Told as changed when it is there, and not before.
            pages.extend(
                self.before.pages.get_key_value(path).map(|(path, page)| (path.clone(), page.clone())),
            );
        }
        let digests: Vec<_> = pages.iter().map(|(path, page)| (path, &page.sha256)).collect();
        let version = format!("{:016x}-{}", print_of(&digests), pending.len());
        Pages { pages, pending, version }
    }
}

impl Sink for Memory {
    type Done = Pages;

    fn put(&mut self, path: &RelPath, bytes: Vec<u8>) -> Result<(), PublishError> {
        let sha256 = Sha256Hex::of(&bytes);
        self.add(path, Page { bytes: bytes.into(), sha256, media_type: media_type(path) })
    }

    fn keep(&mut self, path: &RelPath) -> Result<bool, PublishError> {
        let Some(page) = self.before.pages.get(path).cloned() else { return Ok(false) };
        self.add(path, page)?;
        Ok(true)
    }

    fn finish(mut self, account: Account) -> Result<Pages, PublishError> {
        let mut record = Record::default();
        for (path, page) in &self.pages {
            record.add_known(path, page.sha256.clone(), page.bytes.len())?;
        }
        record.set_account(account);
        let json = record.to_json();
        let sha256 = Sha256Hex::of(&json);
        let version = sha256.to_string();
        let path = Record::path();
        let page = Page { bytes: json.into(), sha256, media_type: media_type(&path) };
        self.pages.insert(path, page);
        Ok(Pages { pages: self.pages, pending: BTreeSet::new(), version })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Pages {
        let mut memory = Memory::new();
        for (path, text) in files {
            memory.put(&RelPath::new(*path).unwrap(), text.as_bytes().to_vec()).unwrap();
        }
        memory.finish(Account::default()).unwrap()
    }

    #[test]
    fn the_version_tells_apart_sites_that_differ_in_a_byte_and_no_others() {
        let first = site(&[("index.html", "a"), ("x.css", "b")]);
        assert_eq!(first.version(), site(&[("x.css", "b"), ("index.html", "a")]).version());
        assert_ne!(first.version(), site(&[("index.html", "a"), ("x.css", "c")]).version());
    }

    #[test]
    fn changes_are_new_different_and_gone_files() {
        let before = site(&[("same", "1"), ("different", "1"), ("gone", "1")]);
        let after = site(&[("same", "1"), ("different", "2"), ("new", "1")]);
        let changed: Vec<_> = after.changed_since(&before).into_iter().map(RelPath::as_str).collect();
        assert_eq!(changed, ["different", "new", "gone"]);
        assert!(after.changed_since(&after).is_empty());
    }
}
