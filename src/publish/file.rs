//! One file that holds all of a site, put where somebody wants it.
//!
//! It is written beside its place and renamed into it, so nobody ever sees half of it, and a file of that name that we did not
//! write is left alone.

use super::rewrite::beside;
use super::{PublishError, bundle, zip};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Puts `bytes` into the file at `path`, with the folders on the way there. A bundle or zip of ours that stands there is replaced.
///
/// # Errors
/// When something else stands there, or the machine does not let us write. What stood there is as it was then.
pub fn put_file(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    may_be_written(path)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(PublishError::machine("make", folder))?;
    }
    let beside = beside(path);
    let failed = PublishError::machine("write", path);
    // Anew: a link or a file that already has this name is not ours, and stays.
    let out = File::create_new(&beside).map_err(PublishError::machine("write", &beside))?;
    write(out, bytes).and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}

/// Whether a bundle may be written to `path`: a build takes long enough to be told before it.
///
/// # Errors
/// When it may not.
pub fn may_be_written(path: &Path) -> Result<(), PublishError> {
    let at = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(PublishError::machine("look at", path)(error)),
        Ok(at) => at,
    };
    if at.is_symlink() {
        return Err(PublishError::Link(path.to_path_buf()));
    }
    if !at.is_file() {
        return Err(PublishError::NotAFile(path.to_path_buf()));
    }
    let there = fs::read(path).map_err(PublishError::machine("read", path))?;
    match bundle::is_ours(&there) || zip::is_ours(&there) {
        true => Ok(()),
        false => Err(PublishError::FileNotOurs(path.to_path_buf())),
    }
}

fn write(mut out: File, bytes: &[u8]) -> io::Result<()> {
    out.write_all(bytes)?;
    out.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUNDLE: &[u8] =
        b"<!doctype html><script type=\"application/json\" id=\"onrecord-record\">{\"onrecord\":\"0.1.0\",\"files\":[]}</script>";

    #[test]
    fn a_file_that_is_not_ours_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.html");
        put_file(&path, BUNDLE).unwrap();
        put_file(&path, b"other").unwrap();
        assert!(matches!(put_file(&path, BUNDLE), Err(PublishError::FileNotOurs(_))));
        assert_eq!(fs::read(&path).unwrap(), b"other");
        assert!(matches!(put_file(&folder.path().join("a"), BUNDLE), Err(PublishError::NotAFile(_))));
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, BUNDLE).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert!(matches!(put_file(&link, b"new"), Err(PublishError::Link(_))));
        assert_eq!(fs::read(&real).unwrap(), BUNDLE);
    }
}
