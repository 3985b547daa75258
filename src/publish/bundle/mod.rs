//! A site, or one article with everything it rests on, as one HTML file that asks for nothing.
//!
//! Each page becomes a part of the file. Style sheets alone show the one that the address names (`:target`), so a reader without
//! scripts can follow every link; where not even style sheets are let through, as in some mail programs, all pages follow one
//! another and the links move between them. A small script adds what a browser does by itself when a page is opened: its title
//! and where the focus is.

mod address;
mod bind;
mod book;
mod data;
mod frame;
mod head;
mod leaf;
mod lists;
mod part;
mod scribe;
mod shelf;
mod style;
#[cfg(test)]
mod tests;

use super::{PublishError, Sink};
use crate::model::BaseUrl;
use crate::path::RelPath;
use crate::record::seal::{record_in_bundle, seal_bundle};
use crate::record::{Account, Record};
use leaf::Leaf;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What a bundle is to hold.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Its pages in order; it opens with the first.
    pub pages: Vec<RelPath>,
    /// Files that nobody misses who has the pages: they are not carried along for a link alone.
    pub spared: BTreeSet<RelPath>,
    /// Where the site stands: links to what is not in the bundle lead there.
    pub base_url: Option<BaseUrl>,
}

/// A bundle that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// The file.
    pub html: Vec<u8>,
    /// How many pages of the site it has.
    pub pages: usize,
    /// What of them it could not take in, a sentence each.
    pub left_out: Vec<String>,
}

/// Takes the files of a site and makes one HTML file of them.
#[derive(Debug)]
pub struct Bundle {
    selection: Selection,
    wanted: BTreeSet<RelPath>,
    /// All files of the site, to find those that cannot stand beside each other.
    all: Record,
    pages: BTreeMap<RelPath, Vec<u8>>,
    files: BTreeMap<RelPath, Vec<u8>>,
}

impl Bundle {
    /// Nothing yet.
    #[must_use]
    pub fn new(selection: Selection) -> Self {
        Self {
            wanted: selection.pages.iter().cloned().collect(),
            selection,
            all: Record::default(),
            pages: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }
}

impl Sink for Bundle {
    type Done = Bundled;

    fn sends_pages(&self) -> bool {
        false
    }

    fn put(&mut self, path: &RelPath, bytes: Vec<u8>) -> Result<(), PublishError> {
        // A site whose files cannot be written to a folder is told so here too.
        self.all.add(path, &bytes)?;
        match self.wanted.contains(path) {
            true => self.pages.insert(path.clone(), bytes),
            false => self.files.insert(path.clone(), bytes),
        };
        Ok(())
    }

    fn finish(self, account: Account) -> Result<Bundled, PublishError> {
        let mut record = Record::default();
        for (path, bytes) in &self.pages {
            record.add(path, bytes)?;
        }
        record.set_account(part::of(account, &self.wanted));
        let leaves: Vec<Leaf> = self
            .selection
            .pages
            .par_iter()
            .filter_map(|path| {
                Some(Leaf::read(path.clone(), &String::from_utf8_lossy(self.pages.get(path)?)))
            })
            .collect();
        let bundled = bind::bind(leaves, &self.files, &self.selection, &record.for_bundle());
        Ok(Bundled { html: seal_bundle(bundled.html), ..bundled })
    }
}

/// Whether `bytes` are a bundle that we made.
pub(super) fn is_ours(bytes: &[u8]) -> bool {
    let record = record_in_bundle(bytes).filter(|_| bytes.starts_with(b"<!doctype html>"));
    record.is_some_and(|record| Record::from_json(&bytes[record]).is_some())
}
