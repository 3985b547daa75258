//! A copy in a zip, read where it lies: nothing of it is unpacked to the disk.

use super::{CopyError, Entry, LONGEST_RECORD, Store, Thing, digest_of};
use crate::model::Sha256Hex;
use crate::path::RelPath;
use crate::record::RECORD_NAME;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use zip::ZipArchive;
use zip::result::ZipError;

/// More than this is not unpacked in all: a small zip can be made that unpacks to more than any disk has.
const MOST_UNPACKED: u64 = 16 * 1024 * 1024 * 1024;

/// How every entry of the directory at the end of a zip begins (APPNOTE 6.3.10, section 4.3.12), and how long it is without
/// its texts.
const DIRECTORY_ENTRY: [u8; 4] = *b"PK\x01\x02";
const DIRECTORY_ENTRY_BYTES: usize = 46;

/// A zip that may be a copy of a site.
#[derive(Debug)]
pub struct Zip {
    path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
    /// The folder in which everything stands, with its slash; empty where it stands at the top.
    base: String,
    /// Entries by their paths below that folder.
    places: BTreeMap<String, usize>,
    /// What may still be unpacked.
    left: u64,
}

impl Zip {
    pub(super) fn open(path: &Path) -> Result<Self, CopyError> {
        let file = File::open(path).map_err(CopyError::machine(path))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(failed(path))?;
        // Programs that pack a folder often put the folder itself at the top.
        let record = archive.file_names().filter(|name| {
            name.strip_suffix(RECORD_NAME)
                .is_some_and(|base| base.is_empty() || base.find('/') == Some(base.len() - 1))
        });
        let base =
            record.min_by_key(|name| name.len()).map_or("", |name| &name[..name.len() - RECORD_NAME.len()]);
        let base = base.to_owned();
        Ok(Self { path: path.to_path_buf(), archive, base, places: BTreeMap::new(), left: MOST_UNPACKED })
    }

    /// The bytes of its record, if it has one.
    pub(super) fn record(&mut self) -> Result<Option<Vec<u8>>, CopyError> {
        let name = format!("{}{RECORD_NAME}", self.base);
        let entry = match self.archive.by_name(&name) {
            Err(ZipError::FileNotFound) => return Ok(None),
            entry => entry.map_err(failed(&self.path))?,
        };
        let mut json = Vec::new();
        entry.take(LONGEST_RECORD + 1).read_to_end(&mut json).map_err(|error| broken(&self.path, error))?;
        match json.len() as u64 > LONGEST_RECORD {
            true => Err(CopyError::TooLarge(name)),
            false => Ok(Some(json)),
        }
    }

    /// How many entries its directory has, those included that another of the same name hides.
    fn in_directory(&mut self) -> std::io::Result<usize> {
        let start = self.archive.central_directory_start();
        let file = File::open(&self.path)?;
        let mut from = BufReader::new(file);
        from.seek(SeekFrom::Start(start))?;
        let mut head = [0; DIRECTORY_ENTRY_BYTES];
        let mut count = 0;
        while from.read_exact(&mut head).is_ok() && head.starts_with(&DIRECTORY_ENTRY) {
            let length = |at: usize| i64::from(u16::from_le_bytes([head[at], head[at + 1]]));
            from.seek_relative(length(28) + length(30) + length(32))?;
            count += 1;
        }
        Ok(count)
    }
}

impl Store for Zip {
    fn entries(&mut self) -> Result<Vec<Entry>, CopyError> {
        let mut entries = Vec::new();
        for at in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(at).map_err(failed(&self.path))?;
            let name = entry.name();
            if entry.is_dir() {
                continue;
            }
            let path = name.strip_prefix(&self.base).unwrap_or(name).to_owned();
            let thing = match () {
                () if entry.is_symlink() => Thing::Link,
                () if entry.encrypted() => Thing::Other,
                () => Thing::File(entry.size()),
            };
            // What stands beside the folder that has the record is none of its files.
            if name.starts_with(&self.base) {
                self.places.insert(path.clone(), at);
            }
            entries.push(Entry { path, thing });
        }
        Ok(entries)
    }

    fn digest(&mut self, path: &RelPath, bytes: u64) -> Result<Option<Sha256Hex>, CopyError> {
        let Some(&at) = self.places.get(path.as_str()) else { return Ok(None) };
        self.left = self
            .left
            .checked_sub(bytes)
            .ok_or_else(|| CopyError::TooLarge(self.path.display().to_string()))?;
        let Ok(entry) = self.archive.by_index(at) else { return Ok(None) };
        // What does not unpack is not what was recorded.
        Ok(digest_of(entry, bytes).unwrap_or(None))
    }

    fn oddities(&mut self) -> Result<Vec<(String, String)>, CopyError> {
        let listed = self.in_directory().map_err(CopyError::machine(&self.path))?;
        let hidden = listed.saturating_sub(self.archive.len());
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let why = "it has two entries of one name, and programs differ in which of them they unpack";
        Ok((hidden > 0).then(|| (name, why.to_owned())).into_iter().collect())
    }
}

fn failed(path: &Path) -> impl FnOnce(ZipError) -> CopyError {
    let path = path.to_path_buf();
    move |error| match error {
        ZipError::Io(error)
            if error.kind() != std::io::ErrorKind::UnexpectedEof && error.raw_os_error().is_some() =>
        {
            CopyError::Machine(path, error)
        }
        error => CopyError::BrokenZip(path, error.to_string()),
    }
}

fn broken(path: &Path, error: std::io::Error) -> CopyError {
    CopyError::BrokenZip(path.to_path_buf(), error.to_string())
}
