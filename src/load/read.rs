//! The one place that reads: the folder of a site becomes paths and bytes.

use super::shelf::{Book, Shelf, Stamp};
use super::sort::Sort;
use super::walk::{self, Found};
use super::{CONFIG, LoadError, PARTS};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::path::RelPath;
use rayon::prelude::*;
use std::path::Path;

/// Texts longer than this are not read: no article is, and the parsers' memory is a multiple of it.
const LONGEST_TEXT: u64 = 16 * 1024 * 1024;

/// Reads the folders of the site in `root`, many files at once, in the order of their paths, those that stand unchanged on
/// the `shelf` excepted; says what was passed over, and why.
///
/// # Errors
/// When there is no site there, or a file or folder cannot be read.
pub(super) fn folder(
    root: &Path,
    shelf: &mut Shelf,
) -> Result<(Vec<(RelPath, Book)>, Diagnostics), LoadError> {
    if !root.join(CONFIG).is_file() {
        return Err(LoadError::NoSite(root.to_path_buf()));
    }
    let mut out = Diagnostics::new();
    let mut found = Vec::new();
    for part in PARTS {
        let below = walk::files(root, part, &mut out);
        found.extend(below.map_err(|error| LoadError::Io(root.join(part), error))?);
    }
    let stamps: Vec<Option<Stamp>> = found.par_iter().map(stamp).collect();
    let known: Vec<_> = found
        .into_iter()
        .zip(stamps)
        .map(|(found, stamp)| (shelf.take(&found.path, stamp.as_ref()), found, stamp))
        .collect();
    *shelf = Shelf::default();
    let attempts: Vec<Attempt> = known
        .into_par_iter()
        .map(|((book, same), found, stamp)| match book {
            Some(book) if same => Ok(Attempt::Read(found.path, Box::new(book))),
            book => file(found, stamp, book),
        })
        .collect::<Result<_, _>>()?;
    let mut files = Vec::with_capacity(attempts.len());
    for attempt in attempts {
        match attempt {
            Attempt::Read(path, book) => files.push((path, *book)),
            Attempt::Refused(diagnostic) => out.push(*diagnostic),
        }
    }
    Ok((files, out))
}

/// Reads the configuration of the site in `root`; nothing when it is one that [`folder`] would pass over.
///
/// # Errors
/// As [`folder`].
pub(super) fn configuration(root: &Path) -> Result<Option<(RelPath, Book)>, LoadError> {
    if !root.join(CONFIG).is_file() {
        return Err(LoadError::NoSite(root.to_path_buf()));
    }
    let found = walk::files(root, CONFIG, &mut Diagnostics::new());
    let found = found.map_err(|error| LoadError::Io(root.join(CONFIG), error))?;
    match found.into_iter().next().map(|found| file(found, None, None)).transpose()? {
        Some(Attempt::Read(path, book)) => Ok(Some((path, *book))),
        Some(Attempt::Refused(_)) | None => Ok(None),
    }
}

/// What came of reading a file.
enum Attempt {
    Read(RelPath, Box<Book>),
    Refused(Box<Diagnostic>),
}

/// The stamp of a file before it is read: what is written meanwhile has another.
fn stamp(found: &Found) -> Option<Stamp> {
    Stamp::of(&std::fs::metadata(&found.full).ok()?)
}

/// Reads one file, unless it is a text too long to be one.
fn file(found: Found, stamp: Option<Stamp>, before: Option<Book>) -> Result<Attempt, LoadError> {
    let Found { path, full } = found;
    let failed = |error| LoadError::Io(full.clone(), error);
    let text = Sort::of(&path).is_ok_and(Sort::is_text);
    if text && std::fs::metadata(&full).map_err(failed)?.len() > LONGEST_TEXT {
        return Ok(Attempt::Refused(Box::new(too_long(path))));
    }
    let bytes = std::fs::read(&full).map_err(failed)?;
    Ok(Attempt::Read(path, Box::new(Book::new(bytes, stamp, before))))
}

/// What to say of a text that is not read for its length.
fn too_long(path: RelPath) -> Diagnostic {
    let (why, help) = match Sort::of(&path) {
        Ok(Sort::Snapshot) => (
            "the text of one source is not; it is most likely a whole site, or has pictures in it",
            "keep the text that is quoted with what stands around it, or save the page as text alone",
        ),
        Ok(Sort::Rows) => (
            "no chart can show so many estimates; reading it would take memory many times its size",
            "keep the rows that the figure is about",
        ),
        Ok(Sort::Bibliography) => {
            ("reading it would take memory many times its size", "export the entries that the site uses")
        }
        _ => (
            "no article or record is; reading it would take memory many times its size",
            "split it, or keep data in a `.csv` beside a figure",
        ),
    };
    Diagnostic::error("unreadable-file", format!("`{path}` is longer than 16 MB"))
        .with_why(why)
        .with_help(help)
        .in_file(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_told_as_what_it_is() {
        let help = |path: &str| too_long(RelPath::new(path).unwrap()).help.unwrap();
        assert!(help("content/snapshots/wire.html").starts_with("keep the text that is quoted"));
        assert!(help("content/figures/losses.csv").starts_with("keep the rows"));
        assert!(help("content/sources/all.bib").starts_with("export the entries"));
        assert!(help("content/articles/a.md").starts_with("split it"));
    }
}
