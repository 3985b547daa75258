//! Markdown → the tree of [`crate::model::text`], and program text → highlighted HTML.
//!
//! This is where the one Markdown parser of the program is called, and where its dialect is fixed: CommonMark with tables,
//! footnotes, strikethrough, task lists, heading anchors, definition lists and GitHub's callouts. Every mark is a link (DESIGN §3), so nothing is added to it.
//!
//! It stands below `load`, which hands it the texts of files; it knows claims, sources, figures and speakers only as the
//! words that links are written with.

mod highlight;
mod html;
mod lost;
mod parse;
mod target;

pub use highlight::highlight;
pub use parse::parse;
pub(crate) use target::percent_decoded;

use crate::diagnostic::{FileId, Place};
use std::collections::BTreeSet;
use std::ops::Range;

/// Where a text stands in a file.
#[derive(Clone, Copy, Debug)]
pub enum Locator {
    /// Its first byte is this byte of the file.
    At(FileId, usize),
    /// Its bytes cannot be told apart in the file: all of it is here.
    Whole(Place),
}

impl Locator {
    /// Where the bytes `range` of the text stand.
    fn place(self, range: Range<usize>) -> Place {
        match self {
            Self::At(file, offset) => Place::new(file, offset + range.start..offset + range.end),
            Self::Whole(place) => place,
        }
    }
}

/// What a text is read with.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether raw HTML is passed on as it stands.
    pub raw_html: bool,
    /// The names of the article's claims: a reference link with such a label is a mark.
    pub claims: BTreeSet<String>,
}

#[cfg(test)]
mod tests;
