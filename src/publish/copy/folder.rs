//! A copy in a folder.

use super::{CopyError, Entry, LONGEST_RECORD, Store, Thing, digest_of};
use crate::load::link_on_the_way;
use crate::model::Sha256Hex;
use crate::path::RelPath;
use crate::record::Record;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A folder with more entries is not listed: it is no site.
const MOST_ENTRIES: usize = 2_000_000;

/// Folders that others keep, full of their own files.
const NOT_LOOKED_INTO: [&str; 3] = [".git", ".hg", ".svn"];

/// A folder that may be a copy of a site.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }

    /// The bytes of its record, if it has one.
    pub(super) fn record(&self) -> Result<Option<Vec<u8>>, CopyError> {
        let file = Record::path().under(&self.root);
        match fs::symlink_metadata(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(CopyError::Machine(file, error)),
            // Where a link leads is not for the copy to say.
            Ok(at) if !at.is_file() => Ok(None),
            Ok(at) if at.len() > LONGEST_RECORD => Err(CopyError::TooLarge(file.display().to_string())),
            Ok(_) => fs::read(&file).map(Some).map_err(CopyError::machine(&file)),
        }
    }
}

impl Store for Folder {
    fn entries(&mut self) -> Result<Vec<Entry>, CopyError> {
        let mut entries = Vec::new();
        let mut walk =
            WalkDir::new(&self.root).follow_links(false).min_depth(1).sort_by_file_name().into_iter();
        while let Some(found) = walk.next() {
            let found = found.map_err(|error| CopyError::Machine(self.root.clone(), error.into()))?;
            if entries.len() == MOST_ENTRIES {
                return Err(CopyError::TooLarge(self.root.display().to_string()));
            }
            let below = found.path().strip_prefix(&self.root).unwrap_or(found.path());
            let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let mut path = parts.join("/");
            let thing = match found.file_type() {
                kind if kind.is_symlink() => Thing::Link,
                kind if kind.is_file() => {
                    let at = found
                        .metadata()
                        .map_err(|error| CopyError::Machine(found.path().into(), error.into()))?;
                    Thing::File(at.len())
                }
                kind if kind.is_dir() => {
                    if !NOT_LOOKED_INTO.iter().any(|name| found.file_name() == *name) {
                        continue;
                    }
                    walk.skip_current_dir();
                    path.push('/');
                    Thing::Folder
                }
                _ => Thing::Other,
            };
            entries.push(Entry { path, thing });
        }
        Ok(entries)
    }

    fn digest(&mut self, path: &RelPath, bytes: u64) -> Result<Option<Sha256Hex>, CopyError> {
        let file = path.under(&self.root);
        let failed = |error| CopyError::Machine(path.under(&self.root), error);
        // Looked at again: a link may have been put there since the folder was listed.
        if link_on_the_way(&self.root, path).map_err(failed)?.is_some()
            || !fs::symlink_metadata(&file).map_err(failed)?.is_file()
        {
            return Ok(None);
        }
        File::open(&file).and_then(|file| digest_of(file, bytes)).map_err(failed)
    }
}
