//! A site in memory, for the preview.

use super::media::media_type;
use super::{PublishError, Sink};
use crate::model::Sha256Hex;
use crate::path::RelPath;
use crate::record::{Account, RECORD_NAME, Record};
use bytes::Bytes;
use std::collections::BTreeMap;

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
    version: String,
}

impl Pages {
    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &RelPath) -> Option<&Page> {
        self.pages.get(path)
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
        let new = self.pages.iter().filter(|(path, page)| before.pages.get(path) != Some(page));
        let gone = before.pages.keys().filter(|path| !self.pages.contains_key(path));
        new.map(|(path, _)| path).chain(gone).filter(|path| path.as_str() != RECORD_NAME).collect()
    }
}

/// Takes files and makes [`Pages`] of them.
#[derive(Debug, Default)]
pub struct Memory {
    pages: BTreeMap<RelPath, Page>,
    record: Record,
}

impl Memory {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Sink for Memory {
    type Done = Pages;

    fn put(&mut self, path: &RelPath, bytes: Vec<u8>) -> Result<(), PublishError> {
        let sha256 = self.record.add(path, &bytes)?.sha256.clone();
        let page = Page { bytes: bytes.into(), sha256, media_type: media_type(path) };
        self.pages.insert(path.clone(), page);
        Ok(())
    }

    fn finish(mut self, account: Account) -> Result<Pages, PublishError> {
        self.record.set_account(account);
        let json = self.record.to_json();
        let sha256 = Sha256Hex::of(&json);
        let version = sha256.to_string();
        let path = Record::path();
        let page = Page { bytes: json.into(), sha256, media_type: media_type(&path) };
        self.pages.insert(path, page);
        Ok(Pages { pages: self.pages, version })
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
