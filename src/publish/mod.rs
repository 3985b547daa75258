//! Where pages go: a folder, memory for the preview, one HTML file, a zip, or a branch.
//!
//! Whoever makes pages hands them one by one to a [`Sink`] and does not know what becomes of them. A sink shows nothing to
//! readers before it was handed everything and told to [`Sink::finish`]: a build that fails on the way leaves the last good
//! site as it was.

pub mod branch;
mod budget;
pub mod bundle;
pub mod copy;
mod file;
pub mod folder;
mod html;
pub mod media;
pub mod memory;
mod policy;
pub mod rewrite;
pub mod verify;
pub mod zip;

pub use branch::{Branch, BranchError, Pushed};
pub use budget::{Scales, Weighed};
pub use bundle::{Bundle, Bundled, Selection};
pub use file::{may_be_written, put_file};
pub use folder::{Folder, Published};
pub use memory::{Memory, Page, Pages};
pub use zip::Zip;

use crate::model::Sha256Hex;
use crate::path::RelPath;
use crate::record::{Account, Clash, RECORD_NAME};
use std::fmt;
use std::io;
use std::path::PathBuf;

/// The record that every sink adds to the pages, and how it is sealed.
pub mod record {
    pub use crate::record::seal::{check_bundle, record_in_bundle, seal_bundle as seal};
    pub use crate::record::{Account, RECORD_NAME, Record};
}

/// Something that takes the files of a site, and adds the [`Record`](crate::record::Record) of them.
pub trait Sink {
    /// What is there in the end.
    type Done;

    /// Takes one file. Files come in any order, each path once.
    ///
    /// # Errors
    /// When it cannot be kept; nothing that readers see has changed then.
    fn put(&mut self, path: &RelPath, bytes: Vec<u8>) -> Result<(), PublishError>;

    /// Whether readers fetch each file by itself, so that what one weighs is what they wait for.
    fn sends_pages(&self) -> bool {
        true
    }

    /// Whether all is there already that is made of `inputs`, exactly as it was made, so that nothing has to be; with how many
    /// pages that are, and what weighed too much.
    fn still_has(&mut self, _inputs: &Sha256Hex) -> Option<(usize, Weighed, Self::Done)> {
        None
    }

    /// Says that what is handed over is all that is made of `inputs`, and what weighs too much.
    fn is_made_of(&mut self, _inputs: Sha256Hex, _weighed: Weighed) {}

    /// Takes a file whose name says what it holds, as it is there already from the last time. Says whether it is.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    fn keep(&mut self, _path: &RelPath) -> Result<bool, PublishError> {
        Ok(false)
    }

    /// Shows readers what was handed over, and nothing else; `account` is what it was made from and what it says, for the record.
    ///
    /// # Errors
    /// When it cannot be shown.
    fn finish(self, account: Account) -> Result<Self::Done, PublishError>;
}

/// Why a site could not be published.
#[derive(Debug)]
pub enum PublishError {
    /// The output folder has files and no record of ours.
    NotOurs(PathBuf),
    /// Where the output folder should be stands something that is no folder.
    NotAFolder(PathBuf),
    /// A symbolic link stands where we would write through it.
    Link(PathBuf),
    /// A file that we did not write stands where a page has to go.
    InTheWay(PathBuf),
    /// Two files of the site have the same path, at least where upper and lower case are one.
    SamePath(RelPath, RelPath),
    /// A file that we did not write stands where the one file has to go that holds all of the site.
    FileNotOurs(PathBuf),
    /// Where that file should be stands something that is no file.
    NotAFile(PathBuf),
    /// The site has a file of its own where the record goes.
    KeptForTheRecord,
    /// The branch could not be written.
    Branch(BranchError),
    /// The machine failed us.
    Machine {
        /// What we were doing, as in "could not *write*".
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// Why it failed.
        error: io::Error,
    },
    /// The machine failed us while the new site took the place of the old one.
    Interrupted {
        /// The file that could not be put in place.
        path: PathBuf,
        /// Why it failed.
        error: io::Error,
        /// How many files were put in place before.
        done: usize,
        /// How many there were to be.
        of: usize,
    },
}

impl From<Clash> for PublishError {
    fn from(clash: Clash) -> Self {
        match clash {
            Clash::KeptForTheRecord => Self::KeptForTheRecord,
            Clash::SamePath(first, second) => Self::SamePath(first, second),
        }
    }
}

impl PublishError {
    /// Makes a [`PublishError::Machine`] of an error of the operating system.
    pub(crate) fn machine(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::Machine { doing, path, error }
    }

    /// How to go on.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::NotOurs(_) => {
                "onrecord only writes into a folder that is empty or that it wrote itself; name another \
                                 one with `--output DIR`"
                    .to_owned()
            }
            Self::NotAFolder(_) => "name a folder with `--output DIR`".to_owned(),
            Self::Link(path) => format!(
                "a link could lead anywhere, so nothing is written through it; remove `{}`, or name the folder it leads \
                 to with `--output DIR`",
                path.display()
            ),
            Self::InTheWay(path) => format!(
                "somebody put `{}` there by hand; move it into the site's `static` folder to publish it, or remove it",
                path.display()
            ),
            Self::FileNotOurs(_) | Self::NotAFile(_) => {
                "only a bundle or zip that onrecord wrote is replaced; name another file with `--output FILE`, or remove \
                 what stands there"
                    .to_owned()
            }
            Self::SamePath(..) => "rename one of them".to_owned(),
            Self::KeptForTheRecord => "rename the one in `static`".to_owned(),
            Self::Interrupted { done, of, .. } => format!(
                "{done} of {of} changed files are in place and the others are still the old ones; mend this and build \
                 again, and the rest follows"
            ),
            Self::Branch(error) => return error.help(),
            Self::Machine { .. } => return None,
        })
    }

    /// Whether the machine failed us, rather than somebody asked for what cannot be done.
    #[must_use]
    pub fn is_machine(&self) -> bool {
        match self {
            Self::Machine { .. } | Self::Interrupted { .. } => true,
            Self::Branch(error) => error.is_machine(),
            _ => false,
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs(path) => {
                write!(f, "`{}` has files that onrecord did not write", path.display())
            }
            Self::NotAFolder(path) => write!(f, "`{}` is not a folder", path.display()),
            Self::Link(path) => write!(f, "`{}` is a symbolic link", path.display()),
            Self::InTheWay(path) => {
                write!(f, "`{}` has to be written, but stands there already and is not ours", path.display())
            }
            Self::FileNotOurs(path) => {
                write!(f, "`{}` is there already, and onrecord did not write it", path.display())
            }
            Self::NotAFile(path) => write!(f, "`{}` is not a file", path.display()),
            Self::SamePath(one, other) if one == other => {
                write!(f, "the site has two files with the path `{one}`")
            }
            Self::SamePath(one, other) => {
                write!(f, "`{one}` and `{other}` are one file on some systems")
            }
            Self::KeptForTheRecord => {
                write!(f, "the path `{RECORD_NAME}` is kept for the record of what was built")
            }
            Self::Branch(error) => error.fmt(f),
            Self::Interrupted { path, error, .. } => {
                write!(f, "could not put `{}` in place: {error}", path.display())
            }
            Self::Machine { doing, path, error } => {
                write!(f, "could not {doing} `{}`: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for PublishError {}

impl From<BranchError> for PublishError {
    fn from(error: BranchError) -> Self {
        Self::Branch(error)
    }
}
