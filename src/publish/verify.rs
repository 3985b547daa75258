//! A copy of a site held against its record: what was altered, what is missing, what was added.

use super::copy::{Copy, CopyError, Entry, Store, Thing};
use crate::model::Sha256Hex;
use crate::path::RelPath;
use crate::record::seal::{Seal, check_bundle, check_record};
use crate::record::{RECORD_NAME, Record, RecordedFile};
use std::collections::BTreeMap;
use std::path::Path;

/// What a copy was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The version of the program that wrote the record.
    pub tool: String,
    /// How many files there should be, the record included.
    pub files: usize,
    /// Whether the record can vouch for itself: those of early versions cannot.
    pub sealed: bool,
    /// What differs, by path.
    pub differences: Vec<Difference>,
}

/// One thing that is not as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Which, below the copy.
    pub path: String,
    /// In which way.
    pub kind: Kind,
    /// What else there is to say of it.
    pub note: Option<String>,
    /// The digest that it should have.
    pub recorded: Option<Sha256Hex>,
    /// The digest that it has, where that was worked out.
    pub found: Option<Sha256Hex>,
}

/// In which way something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It is there and has other bytes.
    Altered,
    /// It is not there.
    Missing,
    /// It is there and the record knows nothing of it.
    Added,
}

impl Kind {
    /// The word in messages and data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Missing => "missing",
            Self::Added => "added",
        }
    }
}

impl Difference {
    fn new(path: impl Into<String>, kind: Kind, note: Option<&str>) -> Self {
        let note = note.map(str::to_owned);
        Self { path: path.into(), kind, note, recorded: None, found: None }
    }
}

impl Verdict {
    /// Whether all is as it was recorded.
    #[must_use]
    pub fn is_as_recorded(&self) -> bool {
        self.differences.is_empty()
    }

    /// How many things differ in one way.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.differences.iter().filter(|difference| difference.kind == kind).count()
    }
}

/// Holds the copy at `path` against the record that it carries, or against one that was kept elsewhere, whose bytes are
/// `kept`.
///
/// # Errors
/// When it is no copy of a site, has no record, or cannot be read.
pub fn verify(path: &Path, kept: Option<&[u8]>) -> Result<Verdict, CopyError> {
    let mut copy = Copy::open(path)?;
    let carried = match copy.record_bytes(path) {
        Err(CopyError::NoRecord(_)) if kept.is_some() => None,
        carried => Some(carried?),
    };
    let json = kept.or(carried.as_deref()).unwrap_or_default();
    let name = if kept.is_some() { "the record that was named" } else { copy.record_name() };
    let record = Record::from_json(json).ok_or_else(|| CopyError::NotARecord(name.to_owned()))?;
    let store: &mut dyn Store = match &mut copy {
        Copy::Folder(folder) => folder,
        Copy::Zip(zip) => &mut **zip,
        Copy::Bundle(html) => {
            return Ok(of_bundle(path, html, &record, kept.is_some().then_some(json), carried.as_deref()));
        }
        Copy::Record(_) => return Err(CopyError::NoCopy(path.to_path_buf())),
    };
    let mut differences = of_files(store, &record)?;
    differences.extend(of_record(json, kept, carried.as_deref(), &record));
    differences.sort();
    Ok(Verdict {
        tool: record.tool().to_owned(),
        files: record.len() + 1,
        sealed: check_record(json) != Seal::Missing,
        differences,
    })
}

/// What differs among the files that the record lists and those that there are.
fn of_files(store: &mut dyn Store, record: &Record) -> Result<Vec<Difference>, CopyError> {
    let mut there: BTreeMap<String, Thing> = BTreeMap::new();
    let mut differences: Vec<Difference> = Vec::new();
    for Entry { path, thing } in store.entries()? {
        if path != RECORD_NAME || !matches!(thing, Thing::File(_)) {
            there.insert(path, thing);
        }
    }
    for (path, file) in record.iter() {
        match there.remove(path.as_str()) {
            None => differences.push(Difference::new(path.as_str(), Kind::Missing, None)),
            Some(thing) => differences.extend(of_file(store, path, file, thing)?),
        }
    }
    differences.extend(there.into_iter().map(|(path, thing)| {
        let note = added(&path, thing);
        Difference::new(path, Kind::Added, note)
    }));
    let oddities = store.oddities()?.into_iter();
    differences.extend(oddities.map(|(path, why)| Difference::new(path, Kind::Altered, Some(&why))));
    Ok(differences)
}

/// What differs in one file.
fn of_file(
    store: &mut dyn Store,
    path: &RelPath,
    recorded: &RecordedFile,
    thing: Thing,
) -> Result<Option<Difference>, CopyError> {
    let altered = |note: String| Difference {
        recorded: Some(recorded.sha256.clone()),
        ..Difference::new(path.as_str(), Kind::Altered, Some(&note))
    };
    let bytes = match thing {
        Thing::File(bytes) => bytes,
        Thing::Link => {
            return Ok(Some(altered("a symbolic link stands there, and none is followed".to_owned())));
        }
        Thing::Folder | Thing::Other => return Ok(Some(altered("what stands there is no file".to_owned()))),
    };
    if bytes != recorded.bytes {
        let noun = if bytes == 1 { "byte" } else { "bytes" };
        return Ok(Some(altered(format!("it has {bytes} {noun}, not {}", recorded.bytes))));
    }
    Ok(match store.digest(path, bytes)? {
        Some(found) if found == recorded.sha256 => None,
        Some(found) => Some(Difference {
            found: Some(found),
            ..altered("it has as many bytes, and they are others".to_owned())
        }),
        None => Some(altered("it cannot be read as the file that was recorded".to_owned())),
    })
}

/// What differs in the record itself: `json` is the one that counts.
fn of_record(
    json: &[u8],
    kept: Option<&[u8]>,
    carried: Option<&[u8]>,
    record: &Record,
) -> Option<Difference> {
    let altered = |note| Difference::new(RECORD_NAME, Kind::Altered, Some(note));
    match (kept, carried) {
        (Some(_), None) => Some(Difference::new(RECORD_NAME, Kind::Missing, None)),
        (Some(kept), Some(carried)) if kept != carried => {
            Some(altered("it is not the record that was named"))
        }
        _ => match check_record(json) {
            Seal::Whole => None,
            Seal::Broken => Some(altered("its seal is not that of its bytes")),
            // What could not be sealed yet cannot have lost its seal.
            Seal::Missing if record.is_early() => None,
            Seal::Missing => Some(altered("its seal is gone")),
        },
    }
}

/// A bundle is one file: it is whole, or it is not.
fn of_bundle(
    path: &Path,
    html: &[u8],
    record: &Record,
    kept: Option<&[u8]>,
    carried: Option<&[u8]>,
) -> Verdict {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let altered = |note| Difference::new(&*name, Kind::Altered, Some(note));
    let difference = match (check_bundle(html), kept) {
        (Seal::Broken, _) => Some(altered("its seal is not that of its bytes")),
        (Seal::Missing, _) => Some(altered("its seal is gone")),
        (Seal::Whole, Some(kept))
            if carried.is_none_or(|carried| carried.trim_ascii() != kept.trim_ascii()) =>
        {
            Some(altered("the record in it is not the one that was named"))
        }
        (Seal::Whole, _) => None,
    };
    let differences = difference.into_iter().collect();
    Verdict { tool: record.tool().to_owned(), files: 1, sealed: true, differences }
}

/// What to say of a file that the record does not know, where something is known of such files.
fn added(path: &str, thing: Thing) -> Option<&'static str> {
    let first = path.split('/').next().unwrap_or_default();
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if RelPath::new(path.trim_end_matches('/')).is_err() {
        return Some("its name cannot be that of a file of a site, and can lead out of the folder");
    }
    match (first, name, thing) {
        (_, _, Thing::Link) => Some("a symbolic link, which was not followed"),
        (_, _, Thing::Other) => Some("it is no file that can be read"),
        (_, ".git" | ".hg" | ".svn", _) => {
            Some("version control keeps its own files there; they were not looked into")
        }
        (".onrecord-staging", ..) => Some("left by a build that was interrupted; the next one removes it"),
        (_, ".gitignore" | ".gitattributes" | ".gitkeep", _) => Some("a file of version control"),
        ("CNAME" | ".nojekyll" | "_headers" | "_redirects" | ".htaccess" | ".well-known", ..) => {
            Some("hosts keep such files; onrecord did not write this one")
        }
        (_, ".DS_Store" | "Thumbs.db" | "desktop.ini", _) => Some("an operating system leaves such files"),
        _ => None,
    }
}
