//! Which site is meant.

use super::Failure;
use crate::load::CONFIG;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of the site: the one named, or the nearest from here upward that is one, so that commands work from inside
/// `content/articles` too.
pub(super) fn find(named: Option<&Path>) -> Result<PathBuf, Failure> {
    match named {
        Some(folder) if is_site(folder) => Ok(folder.to_path_buf()),
        Some(folder) if !folder.exists() => {
            Err(Failure::wrong_use(format!("there is no folder `{}`", folder.display())))
        }
        Some(folder) => {
            Err(Failure::wrong_use(format!("`{}` is not a site: it has no {CONFIG}", folder.display()))
                .with_help(format!("`onrecord new {}` would make it one, were it empty", folder.display())))
        }
        None => upward(&std::env::current_dir().map_err(no_current_folder)?),
    }
}

fn upward(here: &Path) -> Result<PathBuf, Failure> {
    if is_site(here) {
        // As people would name it, since it stands in messages.
        return Ok(PathBuf::from("."));
    }
    here.ancestors().find(|folder| is_site(folder)).map(Path::to_path_buf).ok_or_else(|| {
        Failure::wrong_use(format!("there is no site here: no {CONFIG} in this folder or in any above it"))
            .with_help(
                "go to a site's folder, name it with `--site DIR`, or make one with `onrecord new DIR`",
            )
    })
}

fn is_site(folder: &Path) -> bool {
    folder.join(CONFIG).is_file()
}

/// The way from the folder of the repository that the site is in to the site's, with a final slash; empty when they are one or
/// there is no repository. Code scanning and annotations name files from the repository.
pub(super) fn below_repository(root: &Path) -> String {
    let Ok(root) = root.canonicalize() else { return String::new() };
    let Some(top) = root.ancestors().find(|folder| folder.join(".git").exists()) else {
        return String::new();
    };
    let below = root.strip_prefix(top).unwrap_or(Path::new(""));
    below.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}

fn no_current_folder(error: io::Error) -> Failure {
    Failure::machine(format!("cannot tell which folder this is: {error}"))
}

/// A folder as people would name it.
pub(super) fn shown(folder: &Path) -> String {
    let short = folder.strip_prefix(".").unwrap_or(folder);
    if short.as_os_str().is_empty() { ".".to_owned() } else { short.display().to_string() }
}
