//! The record of a build: which files a site has, what they were made from and what they say, so that anybody can verify a
//! copy of it and tell two builds apart.
//!
//! It holds nothing that the pages do not show, but for the paths of the files that they were made from. What was left out of a
//! build (drafts, what only they use, templates of others) is named nowhere in it, and of a stored copy of a source it has the
//! digest alone.

pub mod differences;
mod json;
mod list;
pub mod says;
pub mod seal;

pub use says::{Contents, Entry};

use crate::model::{ClaimId, Sha256Hex};
use crate::path::RelPath;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// The name of the record among the files of a site.
pub const RECORD_NAME: &str = "record.json";

/// What the record says of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedFile {
    /// Digest of its bytes.
    pub sha256: Sha256Hex,
    /// How many bytes it has.
    pub bytes: u64,
}

/// What a build knows of a site beside the bytes of its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The files below the site's folder that it was made from.
    pub inputs: BTreeMap<RelPath, Sha256Hex>,
    /// For each page or file of the output, those of the inputs that it was made from; a path that ends in `/` stands for all
    /// inputs below it. At least these: a page may be the same without one of them.
    pub made_from: BTreeMap<RelPath, Vec<String>>,
    /// What it says.
    pub contents: Contents,
}

/// The files of a site, the record itself excepted, and what they say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The version of the program that wrote it.
    tool: String,
    files: BTreeMap<RelPath, RecordedFile>,
    folded: BTreeMap<String, RelPath>,
    account: Account,
}

/// Why a file cannot be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Its path is the record's own.
    KeptForTheRecord,
    /// Its path is another's, at least where upper and lower case are one.
    SamePath(RelPath, RelPath),
}

impl Record {
    /// Writes a file down.
    ///
    /// # Errors
    /// When its path is the record's own, or another file's on a system on which upper and lower case are one.
    pub fn add(&mut self, path: &RelPath, bytes: &[u8]) -> Result<&RecordedFile, Clash> {
        self.add_known(path, Sha256Hex::of(bytes), bytes.len())
    }

    /// Writes down a file of `length` bytes whose digest is known.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn add_known(
        &mut self,
        path: &RelPath,
        sha256: Sha256Hex,
        length: usize,
    ) -> Result<&RecordedFile, Clash> {
        let folded = fold(path.as_str());
        if folded == RECORD_NAME {
            return Err(Clash::KeptForTheRecord);
        }
        if let Some(first) = self.folded.insert(folded, path.clone()) {
            return Err(Clash::SamePath(first, path.clone()));
        }
        let file = RecordedFile { sha256, bytes: length as u64 };
        Ok(self.files.entry(path.clone()).or_insert(file))
    }

    /// Writes down what the files were made from, and what they say.
    pub fn set_account(&mut self, account: Account) {
        self.account = account;
    }

    /// What the files were made from.
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// What the files say.
    #[must_use]
    pub fn contents(&self) -> &Contents {
        &self.account.contents
    }

    /// What the files say, and nothing else of the record.
    #[must_use]
    pub fn into_contents(self) -> Contents {
        self.account.contents
    }

    /// The version of the program that wrote the record.
    #[must_use]
    pub fn tool(&self) -> &str {
        &self.tool
    }

    /// Whether it was written in the first shape: with files and the digests of claims, and without a seal.
    #[must_use]
    pub fn is_early(&self) -> bool {
        self.contents().claims_only
    }

    /// Every id by which a claim could be found, former ones included.
    #[must_use]
    pub fn claim_ids(&self) -> BTreeSet<ClaimId> {
        self.contents().claims.iter().flat_map(Entry::ids).collect()
    }

    /// What is written down of the file at `path`.
    #[must_use]
    pub fn get(&self, path: &RelPath) -> Option<&RecordedFile> {
        self.files.get(path)
    }

    /// Whether a file at `path` would be one of these on a system on which upper and lower case are one.
    #[must_use]
    pub fn has_folded(&self, path: &RelPath) -> bool {
        self.folded.contains_key(&fold(path.as_str()))
    }

    /// All files by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&RelPath, &RecordedFile)> {
        self.files.iter()
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether a file of ours stands in a folder at `path`, or would on a system on which upper and lower case are one.
    #[must_use]
    pub fn has_folder_folded(&self, path: &RelPath) -> bool {
        let folder = format!("{}/", fold(path.as_str()));
        self.folded.range(folder.clone()..).next().is_some_and(|(first, _)| first.starts_with(&folder))
    }

    /// Where the record itself stands.
    #[must_use]
    pub fn path() -> RelPath {
        // A plain name is always a path.
        RelPath::new(RECORD_NAME).expect("a plain name")
    }
}

/// The path as systems compare it on which upper and lower case are one, and a letter and its accent one letter.
fn fold(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().collect::<String>().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    #[test]
    fn two_files_that_differ_in_case_alone_are_refused_everywhere() {
        let mut record = Record::default();
        record.add(&path("About/index.html"), b"").unwrap();
        assert!(matches!(record.add(&path("about/index.html"), b""), Err(Clash::SamePath(..))));
    }

    #[test]
    fn a_page_cannot_take_the_place_of_the_record() {
        assert_eq!(Record::default().add(&path("record.json"), b"{}"), Err(Clash::KeptForTheRecord));
    }
}
