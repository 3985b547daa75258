//! The one place that reads: the folder of a site becomes paths and bytes.

use super::sort::Sort;
use super::walk::{self, Found};
use super::{CONFIG, LoadError};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::path::RelPath;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// Texts longer than this are not read: no article is, and the parsers' memory is a multiple of it.
const LONGEST_TEXT: u64 = 16 * 1024 * 1024;

/// Each file's path below the site and what it holds, in the order of the paths.
type Read = Vec<(RelPath, Arc<[u8]>)>;

/// Reads the folders of the site in `root`, many files at once; says what was passed over, and why.
///
/// # Errors
/// When there is no site there, or a file or folder cannot be read.
pub(super) fn folder(root: &Path) -> Result<(Read, Diagnostics), LoadError> {
    if !root.join(CONFIG).is_file() {
        return Err(LoadError::NoSite(root.to_path_buf()));
    }
    let mut out = Diagnostics::new();
    let mut found = Vec::new();
    for part in [CONFIG, "content", "static", "templates"] {
        let below = walk::files(root, part, &mut out);
        found.extend(below.map_err(|error| LoadError::Io(root.join(part), error))?);
    }
    let read: Vec<Result<(RelPath, Arc<[u8]>), Diagnostic>> =
        found.into_par_iter().map(file).collect::<Result<_, _>>()?;
    let mut files = Vec::with_capacity(read.len());
    for one in read {
        match one {
            Ok(file) => files.push(file),
            Err(diagnostic) => out.push(diagnostic),
        }
    }
    Ok((files, out))
}

/// Reads one file, unless it is a text too long to be one.
fn file(found: Found) -> Result<Result<(RelPath, Arc<[u8]>), Diagnostic>, LoadError> {
    let Found { path, full } = found;
    let failed = |error| LoadError::Io(full.clone(), error);
    let text = Sort::of(&path).is_ok_and(Sort::is_text);
    if text && std::fs::metadata(&full).map_err(failed)?.len() > LONGEST_TEXT {
        return Ok(Err(Diagnostic::error("unreadable-file", format!("`{path}` is longer than 16 MB"))
            .with_why("no article or record is; reading it would take memory many times its size")
            .with_help("split it, or keep data in a `.csv` beside a figure")));
    }
    let bytes = std::fs::read(&full).map_err(failed)?;
    Ok(Ok((path, Arc::from(bytes))))
}
