//! Whether an output folder still is what a build left in it.
//!
//! What is known of a build stands in a small file in the user's cache: neither the site nor its output would be the same
//! on all machines with it. A file of the output counts as untouched while it has the length, the times and the number on its
//! disk that it had; where a system does not tell enough of them, nothing is remembered.

use crate::model::Sha256Hex;
use crate::publish::Weighed;
use crate::record::Record;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A build that nobody has repeated for so long is forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// What is remembered of the last build into one folder.
#[derive(Debug)]
pub(super) struct Memo {
    output: PathBuf,
    file: PathBuf,
}

impl Memo {
    /// Of builds into the folder `output`, which exists, kept in the folder `cache`.
    pub(super) fn of(output: &Path, cache: &Path) -> Option<Self> {
        let output = fs::canonicalize(output).ok()?;
        let name = Sha256Hex::of(output.as_os_str().as_encoded_bytes());
        Some(Self { file: cache.join(format!("build-{name}")), output })
    }

    /// What weighed too much when the last build was one of `inputs`; nothing where it was not, or where something that it wrote
    /// and `record` lists is not as it left it.
    pub(super) fn of_build(&self, inputs: &Sha256Hex, record: &Record) -> Option<Weighed> {
        let known = fs::read_to_string(&self.file).ok()?;
        let (build, weighed) = known.split_once('\n')?;
        (build == self.build(inputs, record)?).then(|| serde_json::from_str(weighed).ok())?
    }

    /// Remembers a build of `inputs` that wrote what `record` lists. That it could not costs no more than time.
    pub(super) fn keep(&self, inputs: &Sha256Hex, weighed: &Weighed, record: &Record) {
        let Some(folder) = self.file.parent() else { return };
        let build = self.build(inputs, record).zip(serde_json::to_string(weighed).ok());
        // Half a memo is none: what weighed too much cannot be read from it.
        let kept = build.is_some_and(|(build, weighed)| {
            let text = format!("{build}\n{weighed}");
            fs::create_dir_all(folder).and_then(|()| fs::write(&self.file, text)).is_ok()
        });
        if !kept {
            let _ = fs::remove_file(&self.file);
        }
        forget_old(folder);
    }

    fn build(&self, inputs: &Sha256Hex, record: &Record) -> Option<String> {
        let mut stamps = Vec::new();
        for path in record.iter().map(|(path, _)| path).chain([&Record::path()]) {
            stamps.extend_from_slice(path.as_str().as_bytes());
            stamps.extend_from_slice(&stamp(&path.under(&self.output))?);
        }
        Some(format!("{inputs} {}", Sha256Hex::of(&stamps)))
    }
}

/// By what the system tells a file from what it was.
#[cfg(unix)]
fn stamp(file: &Path) -> Option<Vec<u8>> {
    use std::os::unix::fs::MetadataExt;
    let at = fs::symlink_metadata(file).ok()?;
    let all = [at.dev(), at.ino(), at.size(), at.mode().into()].map(u64::cast_signed);
    let times = [at.mtime(), at.mtime_nsec(), at.ctime(), at.ctime_nsec()];
    at.is_file().then(|| all.into_iter().chain(times).flat_map(i64::to_le_bytes).collect())
}

/// Times alone, which anybody can set, are not enough.
#[cfg(not(unix))]
fn stamp(_file: &Path) -> Option<Vec<u8>> {
    None
}

/// Removes what is known of builds that nobody repeats.
fn forget_old(folder: &Path) {
    let is_old = |entry: &fs::DirEntry| {
        let modified = entry.metadata().and_then(|at| at.modified());
        let age = modified.map(|at| SystemTime::now().duration_since(at).unwrap_or_default());
        entry.file_name().to_string_lossy().starts_with("build-")
            && age.is_ok_and(|age| age > FORGOTTEN_AFTER)
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(is_old) {
        let _ = fs::remove_file(entry.path());
    }
}
