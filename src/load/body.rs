//! Texts in Markdown, read into trees.

use crate::diagnostic::{Diagnostics, Placed};
use crate::markdown::{self, Locator, Settings};
use crate::model::text::Block;

/// A short text in Markdown, such as a claim's note.
pub(super) type Note = Vec<Block>;

/// Reads a text that stands in a data file. Places inside such a text cannot be told, since YAML folds and unescapes it, so
/// the whole of it is pointed at.
pub(super) fn note(text: &Placed<String>, settings: &Settings, out: &mut Diagnostics) -> Note {
    markdown::parse(&text.value, Locator::Whole(text.place), settings, out)
}
