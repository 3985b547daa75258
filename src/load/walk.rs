//! Which files a site has.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::path::RelPath;
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file of the site, not yet read.
pub(super) struct Found {
    /// Where it is below the site's folder.
    pub(super) path: RelPath,
    /// Where it is on this machine.
    pub(super) full: PathBuf,
}

/// The file `folder` of the site in `root`, or all files below it, in the order of their names. Symbolic links are not followed: one could
/// lead out of the site and publish what was never meant to be.
///
/// # Errors
/// When a folder cannot be listed.
pub(super) fn files(root: &Path, folder: &str, out: &mut Diagnostics) -> io::Result<Vec<Found>> {
    let start = root.join(folder);
    let Ok(kind) = start.symlink_metadata() else { return Ok(Vec::new()) };
    if kind.is_symlink() {
        out.push(symlink(root, &start));
        return Ok(Vec::new());
    }
    let read = |name: &str| is_read(folder, name);
    let entries = WalkDir::new(&start).follow_links(false).sort_by_file_name().into_iter();
    let entries: Vec<DirEntry> = entries
        .filter_entry(|entry| entry.depth() == 0 || entry.file_name().to_str().is_none_or(read))
        .collect::<Result<_, _>>()?;
    let seen: Vec<Seen> = entries.into_par_iter().map(|entry| look(root, folder, entry)).collect();
    let mut found = Vec::new();
    for seen in seen {
        match seen {
            Seen::File(file) => found.push(file),
            Seen::Folder => {}
            Seen::PassedOver(told) => out.push(*told),
        }
    }
    Ok(found)
}

/// What stands in a folder.
enum Seen {
    File(Found),
    Folder,
    PassedOver(Box<Diagnostic>),
}

/// Tells what is read from what is not.
fn look(root: &Path, folder: &str, entry: DirEntry) -> Seen {
    let passed_over = |told: Diagnostic| Seen::PassedOver(Box::new(told));
    if entry.file_type().is_dir() {
        let like_a_text = folder == "content" && entry.file_name().to_str().is_some_and(named_like_a_text);
        return if like_a_text { passed_over(folder_like_a_text(root, entry.path())) } else { Seen::Folder };
    }
    if entry.file_type().is_symlink() {
        return passed_over(symlink(root, entry.path()));
    }
    if !entry.file_type().is_file() {
        let told = Diagnostic::warning(
            "unread-file",
            format!("`{}` is no file and is not read", shown(root, entry.path())),
        )
        .with_why("reading a pipe or a device could wait for ever")
        .with_help("put a file there, or take it out");
        return passed_over(in_file(told, root, entry.path()));
    }
    match RelPath::below(root, entry.path()) {
        Ok(path) => Seen::File(Found { path, full: entry.into_path() }),
        Err(error) => passed_over(
            Diagnostic::error(
                "bad-path",
                format!("`{}` cannot be published under this name", shown(root, entry.path())),
            )
            .with_why(format!("{error}; the name becomes a part of addresses and of files on other machines"))
            .with_help("rename the file"),
        ),
    }
}

/// Whether a file or folder called `name`, somewhere below `folder` of a site, is a part of the site: neither hidden nor one that
/// an editor or a system keeps beside the one that is meant.
#[must_use]
pub fn is_read(folder: &str, name: &str) -> bool {
    !is_hidden(folder, name) && !is_temporary(name)
}

/// A repository inside the site, an editor's folder. Files of a web server's own (`.nojekyll`, `.well-known`) are published
/// from `static`.
fn is_hidden(folder: &str, name: &str) -> bool {
    name.starts_with('.') && (folder != "static" || name == ".DS_Store" || name.starts_with(".git"))
}

fn is_temporary(name: &str) -> bool {
    name.ends_with('~')
        || name.starts_with(".#")
        || name.starts_with('#')
        || name == "4913"
        || name.starts_with(".goutputstream-")
        || name.contains("___jb_")
        || (name.starts_with('.') && [".swp", ".swo", ".swx"].iter().any(|ending| name.ends_with(ending)))
}

fn named_like_a_text(name: &str) -> bool {
    [".md", ".yaml", ".yml", ".csv"].iter().any(|ending| name.ends_with(ending))
}

fn folder_like_a_text(root: &Path, full: &Path) -> Diagnostic {
    let told = Diagnostic::warning("unread-file", format!("`{}` is a folder, not a text", shown(root, full)))
        .with_why("its name is that of a text, and whoever wrote one there would miss it on the site")
        .with_help("rename the folder; what stands in it is read as in any other");
    in_file(told, root, full)
}

fn symlink(root: &Path, full: &Path) -> Diagnostic {
    let told =
        Diagnostic::warning("symlink", format!("`{}` is a symbolic link and is not read", shown(root, full)))
            .with_why("a link can lead out of the site and publish what was never meant to be")
            .with_help("put the file itself there");
    in_file(told, root, full)
}

/// Names the file, unless its name is one that cannot be written on every system.
fn in_file(told: Diagnostic, root: &Path, full: &Path) -> Diagnostic {
    match RelPath::below(root, full) {
        Ok(path) => told.in_file(path),
        Err(_) => told,
    }
}

fn shown(root: &Path, full: &Path) -> String {
    full.strip_prefix(root).unwrap_or(full).to_string_lossy().into_owned()
}
