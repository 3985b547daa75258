//! A file of the site itself, replaced by its mended text.
//!
//! An author's file is worth more than anything we write, so it is replaced only while it still is what was read, and in one
//! step: whoever looks sees the old text or the new one, whatever stops us on the way.

use crate::load::link_on_the_way;
use crate::path::RelPath;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewritten {
    /// The file has the new bytes.
    Done,
    /// The file was no longer as it was read, and is left as it is.
    Moved,
}

/// Puts `new` in the place of `old` in the file `path` below `root`. Its permissions are kept.
///
/// # Errors
/// When the file or a folder on the way to it is a symbolic link, which could lead anywhere, or the machine does not let us
/// write. The file is as it was then.
pub fn rewrite(root: &Path, path: &RelPath, old: &[u8], new: &[u8]) -> io::Result<Rewritten> {
    let target = path.under(root);
    if let Some(part) = link_on_the_way(root, path)? {
        let message = format!("`{part}` is a symbolic link, and nothing is written through one");
        return Err(io::Error::other(message));
    }
    if fs::read(&target)? != old {
        return Ok(Rewritten::Moved);
    }
    let permissions = fs::metadata(&target)?.permissions();
    if permissions.readonly() {
        // A rename would succeed: it asks the folder and not the file.
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let beside = beside(&target);
    // Anew: a link or a file that already has this name is not ours, and stays.
    let out = File::create_new(&beside)?;
    let written = write(out, new, permissions).and_then(|()| {
        // Looked at again as late as can be: an editor may have saved while we wrote.
        if fs::read(&target)? != old {
            return Ok(Rewritten::Moved);
        }
        fs::rename(&beside, &target).map(|()| Rewritten::Done)
    });
    if !matches!(written, Ok(Rewritten::Done)) {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A name in the same folder, hence on the same disk, that is nobody else's.
pub(super) fn beside(target: &Path) -> std::path::PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn write(mut out: File, bytes: &[u8], permissions: fs::Permissions) -> io::Result<()> {
    out.write_all(bytes)?;
    out.set_permissions(permissions)?;
    out.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir_all(site.path().join("content/articles")).unwrap();
        fs::write(site.path().join("content/articles/a.md"), "old").unwrap();
        site
    }

    fn path() -> RelPath {
        RelPath::new("content/articles/a.md").unwrap()
    }

    fn names(site: &tempfile::TempDir) -> Vec<String> {
        let entries = fs::read_dir(site.path().join("content/articles")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let site = site();
        assert_eq!(rewrite(site.path(), &path(), b"old", b"new").unwrap(), Rewritten::Done);
        assert_eq!(fs::read(path().under(site.path())).unwrap(), b"new");
        assert_eq!(names(&site), ["a.md"]);
    }

    #[test]
    fn a_file_that_was_saved_meanwhile_is_left_alone() {
        let site = site();
        fs::write(path().under(site.path()), "saved").unwrap();
        assert_eq!(rewrite(site.path(), &path(), b"old", b"new").unwrap(), Rewritten::Moved);
        assert_eq!(fs::read(path().under(site.path())).unwrap(), b"saved");
        assert_eq!(names(&site), ["a.md"]);
    }

    #[test]
    fn a_file_of_the_name_that_we_write_under_is_not_ours_to_delete() {
        let site = site();
        let other = beside(&path().under(site.path()));
        fs::write(&other, "somebody's").unwrap();
        let error = rewrite(site.path(), &path(), b"old", b"new").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&other).unwrap(), b"somebody's");
        assert_eq!(fs::read(path().under(site.path())).unwrap(), b"old");
    }

    #[test]
    fn a_file_that_may_not_be_written_is_not() {
        let site = site();
        let file = path().under(site.path());
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        let error = rewrite(site.path(), &path(), b"old", b"new").unwrap_err();
        assert_eq!(error.to_string(), "it is read-only");
        assert_eq!(fs::read(&file).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let site = site();
        let file = path().under(site.path());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        rewrite(site.path(), &path(), b"old", b"new").unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let site = site();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("a.md"), "old").unwrap();
        fs::remove_dir_all(site.path().join("content/articles")).unwrap();
        std::os::unix::fs::symlink(outside.path(), site.path().join("content/articles")).unwrap();
        let error = rewrite(site.path(), &path(), b"old", b"new").unwrap_err();
        assert!(error.to_string().contains("`content/articles` is a symbolic link"), "{error}");
        assert_eq!(fs::read(outside.path().join("a.md")).unwrap(), b"old");
    }
}
