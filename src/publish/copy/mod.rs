//! Copies of a site as readers, hosts and archives have them: a folder, a zip, a bundle, or its record alone.
//!
//! A copy is held against its record, so nothing in it is believed: no link in it is followed, nothing of it is unpacked to the
//! disk, and no more is read of a file than the record says that it has.

mod folder;
mod zipped;

use crate::model::Sha256Hex;
use crate::path::RelPath;
use crate::record::seal::record_in_bundle;
use crate::record::{RECORD_NAME, Record};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Records longer than this are not read: a site of a hundred thousand claims has a shorter one.
const LONGEST_RECORD: u64 = 256 * 1024 * 1024;

/// Bundles longer than this are not read.
const LONGEST_BUNDLE: u64 = 1024 * 1024 * 1024;

/// A copy of a site.
#[derive(Debug)]
pub enum Copy {
    /// As a web server has it.
    Folder(folder::Folder),
    /// In a zip.
    Zip(Box<zipped::Zip>),
    /// In one HTML file, the bytes of which these are.
    Bundle(Vec<u8>),
    /// The record alone.
    Record(Vec<u8>),
}

/// What stands in a copy under some name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its path below the copy, as it is shown; a folder that was not looked into ends in `/`.
    pub(super) path: String,
    /// What it is.
    pub(super) thing: Thing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// A file of so many bytes.
    File(u64),
    /// A symbolic link.
    Link,
    /// A folder that was not looked into.
    Folder,
    /// A pipe, a device, an entry that cannot be unpacked.
    Other,
}

/// What can be verified file by file.
pub(super) trait Store {
    /// All that there is, the record too.
    fn entries(&mut self) -> Result<Vec<Entry>, CopyError>;

    /// The digest of the file at `path`; nothing when it has more than `bytes`.
    fn digest(&mut self, path: &RelPath, bytes: u64) -> Result<Option<Sha256Hex>, CopyError>;

    /// What is wrong with the copy as a whole, each with the path to name.
    fn oddities(&mut self) -> Result<Vec<(String, String)>, CopyError> {
        Ok(Vec::new())
    }
}

/// Why a copy cannot be held against a record.
#[derive(Debug)]
pub enum CopyError {
    /// There is nothing at the path.
    NotThere(PathBuf),
    /// It is a link, a pipe or a device.
    NoCopy(PathBuf),
    /// It has no record.
    NoRecord(PathBuf),
    /// What stands where the record should is none.
    NotARecord(String),
    /// It is larger than anything that onrecord makes.
    TooLarge(String),
    /// The zip cannot be read.
    BrokenZip(PathBuf, String),
    /// The machine failed us.
    Machine(PathBuf, io::Error),
}

impl CopyError {
    fn machine(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |error| Self::Machine(path, error)
    }

    /// How to go on.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::NotThere(_) => None,
            Self::NoCopy(_) => Some("name a folder, a zip or an HTML file; links are not followed"),
            Self::NoRecord(_) => Some(
                "every build writes `record.json` into the folder or zip, and a bundle carries its own; where it was lost, name \
                 a copy of it with `--record FILE`",
            ),
            Self::NotARecord(_) => Some(
                "it was altered, cut short, or is another program's: take a copy of the record that was published, and name it \
                 with `--record FILE`",
            ),
            Self::TooLarge(_) => Some("unpack it where there is room for it, and verify the folder"),
            Self::BrokenZip(..) => Some("fetch it anew: it was cut short or altered"),
            Self::Machine(..) => None,
        }
    }

    /// Whether the machine failed us, rather than somebody asked for what cannot be done.
    #[must_use]
    pub fn is_machine(&self) -> bool {
        matches!(self, Self::Machine(..))
    }
}

impl fmt::Display for CopyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThere(path) => write!(f, "there is no `{}`", path.display()),
            Self::NoCopy(path) => write!(f, "`{}` is neither a folder nor a file", path.display()),
            Self::NoRecord(path) => write!(f, "`{}` has no record of what was built", path.display()),
            Self::NotARecord(name) => write!(f, "`{name}` is not a record that onrecord wrote"),
            Self::TooLarge(name) => write!(f, "`{name}` is larger than anything that onrecord makes"),
            Self::BrokenZip(path, error) => {
                write!(f, "`{}` cannot be read as a zip: {error}", path.display())
            }
            Self::Machine(path, error) => write!(f, "could not read `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for CopyError {}

impl Copy {
    /// Looks at what stands at `path`.
    ///
    /// # Errors
    /// When it is nothing that can be a copy of a site, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, CopyError> {
        // Whoever names a link means what it leads to; only what stands inside is not believed.
        let at = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(CopyError::NotThere(path.to_path_buf()));
            }
            at => at.map_err(CopyError::machine(path))?,
        };
        if at.is_dir() {
            return Ok(Self::Folder(folder::Folder::new(path)));
        }
        if !at.is_file() {
            return Err(CopyError::NoCopy(path.to_path_buf()));
        }
        let mut file = File::open(path).map_err(CopyError::machine(path))?;
        let mut head = Vec::new();
        file.by_ref().take(4).read_to_end(&mut head).map_err(CopyError::machine(path))?;
        if head.starts_with(b"PK") {
            return Ok(Self::Zip(Box::new(zipped::Zip::open(path)?)));
        }
        if at.len() > LONGEST_BUNDLE {
            return Err(CopyError::TooLarge(path.display().to_string()));
        }
        let bytes = fs::read(path).map_err(CopyError::machine(path))?;
        let is_object = bytes.trim_ascii_start().first() == Some(&b'{');
        Ok(if is_object { Self::Record(bytes) } else { Self::Bundle(bytes) })
    }

    /// The bytes of the record that it carries.
    ///
    /// # Errors
    /// When it carries none, or that cannot be read.
    pub fn record_bytes(&mut self, path: &Path) -> Result<Vec<u8>, CopyError> {
        let none = || CopyError::NoRecord(path.to_path_buf());
        match self {
            Self::Folder(folder) => folder.record()?.ok_or_else(none),
            Self::Zip(zip) => zip.record()?.ok_or_else(none),
            Self::Bundle(html) => record_in_bundle(html).map(|at| html[at].to_vec()).ok_or_else(none),
            Self::Record(json) => Ok(json.clone()),
        }
    }

    /// The name of the record in messages.
    pub(super) fn record_name(&self) -> &'static str {
        match self {
            Self::Bundle(_) => "the record in it",
            _ => RECORD_NAME,
        }
    }
}

/// The record of the copy at `path`.
///
/// # Errors
/// As [`Copy::open`] and [`Copy::record_bytes`], and when what is there is no record.
pub fn record_of(path: &Path) -> Result<Record, CopyError> {
    let mut copy = Copy::open(path)?;
    let json = copy.record_bytes(path)?;
    let name = match copy {
        Copy::Record(_) => path.display().to_string(),
        Copy::Bundle(_) => format!("the record in {}", path.display()),
        Copy::Folder(_) | Copy::Zip(_) => format!("{}/{RECORD_NAME}", path.display()),
    };
    Record::from_json(&json).ok_or(CopyError::NotARecord(name))
}

/// Reads at most `bytes` of `from` and gives its digest; nothing when there is more.
pub(super) fn digest_of(from: impl Read, bytes: u64) -> io::Result<Option<Sha256Hex>> {
    let mut from = from.take(bytes.saturating_add(1));
    let mut digest = crate::model::Digesting::default();
    let mut buffer = vec![0; 64 * 1024];
    let mut all = 0;
    loop {
        match from.read(&mut buffer)? {
            0 => return Ok((all <= bytes).then(|| digest.end())),
            n => {
                all += n as u64;
                digest.add(&buffer[..n]);
            }
        }
    }
}
