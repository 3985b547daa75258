//! Paths inside a site or its output.
//!
//! Content is untrusted, so no path is ever put together from it unchecked: a [`RelPath`] cannot climb out of the folder it
//! is joined to, on any operating system.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A path below some folder: UTF-8, parts joined by `/`, no empty, `.` or `..` part, nothing absolute, and no name that
/// Windows reserves, so that a site built on one machine can be checked out on another.
///
/// A clone shares the text: a site has thousands of paths, and they are handed on at each stage.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelPath(Arc<str>);

/// Why some text is not a [`RelPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathError {
    /// Nothing between two slashes, or nothing at all.
    EmptyPart,
    /// A part that is `.` or `..`.
    Climbs,
    /// A character that some file system forbids (`\ : * ? " < > |` or a control character).
    Forbidden(char),
    /// A device name of Windows such as `con` or `nul`, or a part that ends in a dot or a space.
    Reserved,
    /// A part longer than the 255 bytes that file systems allow.
    TooLong,
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyPart => f.write_str("a part of the path is empty"),
            Self::Climbs => f.write_str("a part of the path is `.` or `..`"),
            Self::Forbidden(c) => {
                write!(f, "{c:?} cannot stand in a file name on every system")
            }
            Self::Reserved => f.write_str("a part of the path is a name that Windows reserves"),
            Self::TooLong => f.write_str("a part of the path is longer than 255 bytes"),
        }
    }
}

impl std::error::Error for PathError {}

impl RelPath {
    /// Checks `text` and keeps it.
    ///
    /// # Errors
    /// The first reason why `text` could leave its folder or could not be written on some system.
    pub fn new(text: impl Into<String>) -> Result<Self, PathError> {
        let text = text.into();
        text.split('/').try_for_each(check_part)?;
        Ok(Self(text.into()))
    }

    /// The path of `full` below `root`, when it is one that can be named on every system.
    ///
    /// # Errors
    /// As [`RelPath::new`]; a name that is not UTF-8 is reported by its replacement character.
    pub fn below(root: &Path, full: &Path) -> Result<Self, PathError> {
        let rest = full.strip_prefix(root).map_err(|_| PathError::Climbs)?;
        let mut parts = Vec::new();
        for part in rest.components() {
            parts.push(part.as_os_str().to_str().ok_or(PathError::Forbidden('\u{fffd}'))?);
        }
        Self::new(parts.join("/"))
    }

    /// This path with `more` after it.
    ///
    /// # Errors
    /// As [`RelPath::new`], for `more`.
    pub fn join(&self, more: &str) -> Result<Self, PathError> {
        Self::new(format!("{}/{more}", self.0))
    }

    /// The text, parts joined by `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// What follows the last dot of the last part, unless the name only starts with it.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        let (stem, extension) = self.file_name().rsplit_once('.')?;
        (!stem.is_empty()).then_some(extension)
    }

    /// The path without its extension.
    #[must_use]
    pub fn without_extension(&self) -> &str {
        self.extension().map_or(&self.0, |extension| &self.0[..self.0.len() - extension.len() - 1])
    }

    /// Where this path is when `root` is the folder it counts from.
    #[must_use]
    pub fn under(&self, root: &Path) -> PathBuf {
        self.0.split('/').fold(root.to_path_buf(), |at, part| at.join(part))
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

fn check_part(part: &str) -> Result<(), PathError> {
    if part.is_empty() {
        return Err(PathError::EmptyPart);
    }
    if part == "." || part == ".." {
        return Err(PathError::Climbs);
    }
    if part.len() > 255 {
        return Err(PathError::TooLong);
    }
    if let Some(c) =
        part.chars().find(|c| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'))
    {
        return Err(PathError::Forbidden(c));
    }
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.as_bytes()[3].is_ascii_digit());
    if device || part.ends_with(['.', ' ']) {
        return Err(PathError::Reserved);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_path_cannot_climb_out_of_its_folder() {
        for bad in ["..", "a/../b", "/etc/passwd", "a//b", "", "./a", "C:/x", "a\\b", "nul.txt", "a\0b"] {
            assert!(RelPath::new(bad).is_err(), "{bad:?} was accepted");
        }
    }

    #[test]
    fn a_path_keeps_spaces_and_letters_of_any_script() {
        for good in ["articles/Мій файл.md", "日本.md", "a b/c.d.e", ".nojekyll"] {
            assert_eq!(RelPath::new(good).unwrap().as_str(), good);
        }
    }

    #[test]
    fn the_extension_is_what_follows_the_last_dot() {
        let path = RelPath::new("a.b/c.d.md").unwrap();
        assert_eq!(path.extension(), Some("md"));
        assert_eq!(path.without_extension(), "a.b/c.d");
        assert_eq!(RelPath::new(".nojekyll").unwrap().extension(), None);
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_stays_below_the_root(text in ".{0,40}") {
            if let Ok(path) = RelPath::new(text) {
                let root = Path::new("/root");
                let full = path.under(root);
                prop_assert!(full.starts_with(root));
                prop_assert_eq!(RelPath::below(root, &full).unwrap(), path);
            }
        }
    }
}
