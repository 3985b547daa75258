//! A site in a folder, for any web server.
//!
//! A build must never cost anybody a file or the last good site. So new and changed files are staged inside the output
//! folder first, on the same disk, and renamed into place when the whole site is there. Unchanged files are not touched
//! and keep their times, which rsync and caches go by. Only files that our last record lists, with the bytes that it lists,
//! are ever deleted.
//!
//! When the machine stops halfway through the renames, the record in the staging folder tells the next build which of the
//! files are ours.

mod memo;

use super::{PublishError, Sink, Weighed};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Sha256Hex;
use crate::path::RelPath;
use crate::record::{Account, RECORD_NAME, Record};
use memo::Memo;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const STAGING_NAME: &str = ".onrecord-staging";

/// What a build changed in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// How many files the site has, its record included.
    pub files: usize,
    /// How many were written: new or changed.
    pub written: usize,
    /// How many the site no longer has.
    pub removed: usize,
    /// What its owner should know.
    pub warnings: Diagnostics,
    /// Whether nothing was done, since there was something to know and none of that was to pass.
    pub refused: bool,
}

/// An output folder while a site is written into it.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// Whether it was there before us.
    existed: bool,
    before: Before,
    record: Record,
    staged: BTreeSet<RelPath>,
    /// Folders of which we know that no link leads to them.
    safe: BTreeSet<PathBuf>,
    warnings: Diagnostics,
    /// Whether to leave all as it is when there would be a warning.
    strict: bool,
    /// Where builds are remembered.
    cache: Option<PathBuf>,
    /// What is published is all that is made of these.
    inputs: Option<(Sha256Hex, Weighed)>,
}

impl Folder {
    /// Takes `root` as the output folder. Nothing is written yet.
    ///
    /// # Errors
    /// When it is a link, is no folder, has files without a record of ours, or cannot be read.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, PublishError> {
        let root = root.into();
        let (existed, before) = match fs::symlink_metadata(&root) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => (false, Before::default()),
            Err(error) => return Err(PublishError::machine("look at", root)(error)),
            Ok(at) if at.is_symlink() => return Err(PublishError::Link(root)),
            Ok(at) if !at.is_dir() => return Err(PublishError::NotAFolder(root)),
            Ok(_) => (true, Before::read(&root)?),
        };
        Ok(Self {
            root,
            existed,
            before,
            record: Record::default(),
            staged: BTreeSet::new(),
            safe: BTreeSet::new(),
            warnings: Diagnostics::new(),
            strict: false,
            cache: None,
            inputs: None,
        })
    }

    /// Leaves everything as it is where somebody edited files of ours that would be overwritten or deleted.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Remembers builds in the folder `cache`, and does not repeat one whose inputs and files are all as they were.
    #[must_use]
    pub fn remembering(mut self, cache: Option<PathBuf>) -> Self {
        self.cache = cache;
        self
    }

    /// Remembers what was published, if there is nothing to tell of it.
    fn remember(&self) {
        if let (Some(cache), Some((inputs, weighed)), true) =
            (&self.cache, &self.inputs, self.warnings.is_empty())
            && let Some(memo) = Memo::of(&self.root, cache)
        {
            memo.keep(inputs, weighed, &self.record);
        }
    }

    /// Whether somebody edited the file at `path`, which is ours and would be deleted.
    fn is_edited(&self, path: &RelPath) -> bool {
        let target = path.under(&self.root);
        target.symlink_metadata().is_ok_and(|at| at.is_file())
            && fs::read(&target).is_ok_and(|there| !self.before.wrote(path, &Sha256Hex::of(&there)))
    }

    fn staging(&self) -> PathBuf {
        self.root.join(STAGING_NAME)
    }

    fn staged_pages(&self) -> PathBuf {
        self.staging().join("pages")
    }

    /// Makes sure that the way to `path` leads through folders that we may write into.
    fn check_way(&mut self, path: &RelPath) -> Result<(), PublishError> {
        for (at, _) in path.as_str().match_indices('/') {
            let Ok(part) = RelPath::new(&path.as_str()[..at]) else { continue };
            let folder = part.under(&self.root);
            if self.safe.contains(&folder) {
                continue;
            }
            match fs::symlink_metadata(&folder) {
                Err(_) => return Ok(()),
                Ok(at) if at.is_symlink() => return Err(PublishError::Link(folder)),
                // A page of the last site that has become a folder makes room later.
                Ok(at) if at.is_file() && self.before.has_folded(&part) => return Ok(()),
                Ok(at) if !at.is_dir() => return Err(PublishError::InTheWay(folder)),
                Ok(_) => self.safe.insert(folder),
            };
        }
        Ok(())
    }

    /// Whether `bytes` have to be written: the file is missing or another, and may be replaced.
    fn needs_writing(&mut self, path: &RelPath, bytes: &[u8]) -> Result<bool, PublishError> {
        let target = path.under(&self.root);
        match fs::symlink_metadata(&target) {
            Err(_) => return Ok(true),
            Ok(at) if at.is_symlink() => return Err(PublishError::Link(target)),
            Ok(at) if at.is_dir() && self.before.has_folder_folded(path) => return Ok(true),
            Ok(at) if !at.is_file() => return Err(PublishError::InTheWay(target)),
            Ok(_) => {}
        }
        let there = fs::read(&target).map_err(PublishError::machine("read", &target))?;
        if self.before.lists(path) {
            if there == bytes {
                return Ok(false);
            }
            if !self.before.wrote(path, &Sha256Hex::of(&there)) {
                self.warnings.push(overwritten(path));
            }
        } else if there != bytes && !self.before.has_folded(path) {
            return Err(PublishError::InTheWay(target));
        }
        Ok(true)
    }

    fn stage(&mut self, path: &RelPath, bytes: &[u8]) -> Result<(), PublishError> {
        if self.staged.is_empty() {
            self.clear_staging()?;
        }
        let staged = path.under(&self.staged_pages());
        if let Some(folder) = staged.parent() {
            fs::create_dir_all(folder).map_err(PublishError::machine("make the folder", folder))?;
        }
        fs::write(&staged, bytes).map_err(PublishError::machine("write", &staged))?;
        self.staged.insert(path.clone());
        Ok(())
    }

    /// Removes what an interrupted build staged. Its record stays until ours takes its place.
    fn clear_staging(&self) -> Result<(), PublishError> {
        let staging = self.staging();
        if staging.is_symlink() {
            return Err(PublishError::Link(staging));
        }
        match fs::remove_dir_all(self.staged_pages()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(PublishError::machine("empty", self.staged_pages())(error))
            }
            _ => Ok(()),
        }
    }

    /// The files that the last record lists and this one does not: those that stand where a new one has to go, then the
    /// others.
    fn obsolete(&self) -> (Vec<RelPath>, Vec<RelPath>) {
        self.before.paths().filter(|path| self.record.get(path).is_none()).cloned().partition(|path| {
            let folders = path.as_str().match_indices('/').map(|(at, _)| &path.as_str()[..at]);
            self.record.has_folded(path)
                || self.record.has_folder_folded(path)
                || folders
                    .filter_map(|part| RelPath::new(part).ok())
                    .any(|part| self.record.has_folded(&part))
        })
    }

    /// Deletes files that are still as we wrote them, and folders that are empty then. Says how many files it deleted.
    fn remove(&mut self, paths: &[RelPath]) -> Result<usize, PublishError> {
        let mut removed = 0;
        for path in paths {
            if self.check_way(path).is_err() {
                // Somebody replaced a folder of ours by a link or a file of theirs.
                continue;
            }
            let target = path.under(&self.root);
            if target.symlink_metadata().is_ok_and(|at| at.is_file()) {
                let there = fs::read(&target).map_err(PublishError::machine("read", &target))?;
                if !self.before.wrote(path, &Sha256Hex::of(&there)) {
                    self.warnings.push(kept(path));
                    continue;
                }
                fs::remove_file(&target).map_err(PublishError::machine("delete", &target))?;
                removed += 1;
            }
            self.remove_empty_folders(&target);
        }
        Ok(removed)
    }

    /// Removes the folders on the way to `file`, from the inmost, until one is not empty and says so by failing.
    fn remove_empty_folders(&mut self, file: &Path) {
        for folder in file.ancestors().skip(1).take_while(|folder| *folder != self.root) {
            if fs::remove_dir(folder).is_err() {
                return;
            }
            self.safe.remove(folder);
        }
    }

    /// Renames what was staged into place: pages last, so that no new page ever asks for a style sheet that is not there.
    fn put_in_place(&self) -> Result<(), PublishError> {
        let (pages, others): (Vec<_>, Vec<_>) =
            self.staged.iter().partition(|path| path.extension() == Some("html"));
        for (done, path) in others.into_iter().chain(pages).enumerate() {
            let target = path.under(&self.root);
            let made = target.parent().map_or(Ok(()), fs::create_dir_all);
            made.and_then(|()| fs::rename(path.under(&self.staged_pages()), &target)).map_err(|error| {
                PublishError::Interrupted { path: target, error, done, of: self.staged.len() }
            })?;
        }
        Ok(())
    }
}

impl Sink for Folder {
    type Done = Published;

    fn put(&mut self, path: &RelPath, bytes: Vec<u8>) -> Result<(), PublishError> {
        self.record.add(path, &bytes)?;
        self.check_way(path)?;
        if self.needs_writing(path, &bytes)? {
            self.stage(path, &bytes)?;
        }
        Ok(())
    }

    fn still_has(&mut self, inputs: &Sha256Hex) -> Option<(usize, Weighed, Published)> {
        // Of an interrupted build there are two.
        let [record] = self.before.0.as_slice() else { return None };
        let memo = Memo::of(&self.root, self.cache.as_deref()?)?;
        let weighed = memo.of_build(inputs, record)?;
        let pages = record.iter().filter(|(path, _)| path.extension() == Some("html")).count();
        Some((pages, weighed, Published { files: record.len() + 1, ..Published::default() }))
    }

    fn is_made_of(&mut self, inputs: Sha256Hex, weighed: Weighed) {
        self.inputs = Some((inputs, weighed));
    }

    fn keep(&mut self, path: &RelPath) -> Result<bool, PublishError> {
        self.check_way(path)?;
        let target = path.under(&self.root);
        if !self.before.lists(path) || !fs::symlink_metadata(&target).is_ok_and(|at| at.is_file()) {
            return Ok(false);
        }
        let there = fs::read(&target).map_err(PublishError::machine("read", &target))?;
        let sha256 = Sha256Hex::of(&there);
        // One that somebody edited is made again, and told of.
        if !self.before.wrote(path, &sha256) {
            return Ok(false);
        }
        self.record.add_known(path, sha256, there.len())?;
        Ok(true)
    }

    fn finish(mut self, account: Account) -> Result<Published, PublishError> {
        let (in_the_way, gone) = self.obsolete();
        if self.strict {
            let edited = in_the_way.iter().chain(&gone).filter(|path| self.is_edited(path));
            let kept: Vec<Diagnostic> = edited.map(kept).collect();
            self.warnings.extend(kept);
            if !self.warnings.is_empty() {
                let warnings = std::mem::take(&mut self.warnings);
                return Ok(Published { warnings, refused: true, ..Published::default() });
            }
        }
        self.record.set_account(account);
        let json = self.record.to_json();
        let record_file = self.root.join(RECORD_NAME);
        let files = self.record.len() + 1;
        if self.staged.is_empty()
            && in_the_way.is_empty()
            && gone.is_empty()
            && fs::read(&record_file).is_ok_and(|there| there == json)
        {
            self.remember();
            return Ok(Published {
                files,
                warnings: std::mem::take(&mut self.warnings),
                ..Published::default()
            });
        }
        if self.staged.is_empty() {
            self.clear_staging()?;
        }
        let staged_record = self.staging().join(RECORD_NAME);
        if let Some(link) = [&record_file, &staged_record].into_iter().find(|file| file.is_symlink()) {
            return Err(PublishError::Link(link.clone()));
        }
        fs::create_dir_all(self.staging())
            .map_err(PublishError::machine("make the folder", self.staging()))?;
        fs::write(&staged_record, json).map_err(PublishError::machine("write", &staged_record))?;

        let mut removed = self.remove(&in_the_way)?;
        self.put_in_place()?;
        removed += self.remove(&gone)?;
        fs::rename(&staged_record, &record_file)
            .map_err(PublishError::machine("put in place", &record_file))?;
        self.remember();
        Ok(Published {
            files,
            written: self.staged.len(),
            removed,
            warnings: std::mem::take(&mut self.warnings),
            refused: false,
        })
    }
}

/// Whether the build ended well or not, nothing half-made is left: only the record of an interrupted one, which the next
/// needs.
impl Drop for Folder {
    fn drop(&mut self) {
        if !self.staged.is_empty() {
            let _ = self.clear_staging();
        }
        // Both fail, as they should, when something is left inside.
        let _ = fs::remove_dir(self.staging());
        if !self.existed {
            let _ = fs::remove_dir(&self.root);
        }
    }
}

/// What earlier builds wrote into a folder: the last whole one, and one that was interrupted after it.
#[derive(Debug, Default)]
struct Before(Vec<Record>);

impl Before {
    fn read(root: &Path) -> Result<Self, PublishError> {
        let records: Vec<Record> = [root.join(RECORD_NAME), root.join(STAGING_NAME).join(RECORD_NAME)]
            .iter()
            .filter_map(|file| Record::from_json(&fs::read(file).ok()?))
            .collect();
        if !records.is_empty() {
            return Ok(Self(records));
        }
        for entry in fs::read_dir(root).map_err(PublishError::machine("look into", root))? {
            let entry = entry.map_err(PublishError::machine("look into", root))?;
            if entry.file_name() != STAGING_NAME {
                return Err(PublishError::NotOurs(root.to_path_buf()));
            }
        }
        Ok(Self::default())
    }

    fn paths(&self) -> impl Iterator<Item = &RelPath> {
        let paths = self.0.iter().flat_map(|record| record.iter().map(|(path, _)| path));
        paths.collect::<BTreeSet<_>>().into_iter()
    }

    fn lists(&self, path: &RelPath) -> bool {
        self.0.iter().any(|record| record.get(path).is_some())
    }

    fn has_folded(&self, path: &RelPath) -> bool {
        self.0.iter().any(|record| record.has_folded(path))
    }

    fn has_folder_folded(&self, path: &RelPath) -> bool {
        self.0.iter().any(|record| record.has_folder_folded(path))
    }

    fn wrote(&self, path: &RelPath, sha256: &Sha256Hex) -> bool {
        self.0.iter().any(|record| record.get(path).is_some_and(|file| file.sha256 == *sha256))
    }
}

fn overwritten(path: &RelPath) -> Diagnostic {
    Diagnostic::warning(
        "output-edited",
        format!("`{path}` in the output folder was edited by hand and is written anew"),
    )
    .with_why("every build writes the output folder from the site, so what is edited there is lost")
    .with_help("make the change in the site's `content`, `templates` or `static`")
}

fn kept(path: &RelPath) -> Diagnostic {
    Diagnostic::warning(
        "output-edited",
        format!("`{path}` is no longer a file of the site, but stays in the output folder"),
    )
    .with_why("it was edited by hand after it was built, and nothing that a person wrote is deleted")
    .with_help("delete it if it is not needed")
}

#[cfg(test)]
mod tests;
