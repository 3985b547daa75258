//! Stored texts of sources, read as a reader of the source sees them.

mod html;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};
use crate::markdown::{self, Locator, Settings};
use crate::model::text::runs::Runs;
use crate::model::text::{each_line, plain};
use crate::model::{Sha256Hex, SourceId};
use crate::path::RelPath;
use std::ops::Range;

/// The stored text of a source.
#[derive(Clone, Debug)]
pub struct SnapshotDoc {
    /// The source, from the file's name.
    pub source: SourceId,
    /// The file.
    pub file: FileId,
    /// Where it is.
    pub path: RelPath,
    /// The digest of its bytes.
    pub sha256: Sha256Hex,
    /// Its words.
    pub words: Words,
}

impl SnapshotDoc {
    /// Where a stretch of its words stands in the file.
    #[must_use]
    pub fn place(&self, words: Range<usize>) -> Place {
        Place::new(self.file, self.words.from.original(words))
    }
}

/// The words of a stored text as readers see them. A blank line stands between blocks, and a line end within one is as good
/// as a space.
#[derive(Clone, Debug, Default)]
pub struct Words {
    text: String,
    /// Where in the file they come from.
    from: Runs,
}

impl Words {
    /// A text without any form.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), from: Runs::same() }
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Adds text of a page, where white space of any length is a space. `raw` is how the file has it, at `place`.
    fn push_text(&mut self, text: &str, raw: Option<&str>, place: Range<usize>) {
        let as_written = raw == Some(text);
        if !as_written && !text.is_empty() {
            self.from.folded(self.text.len(), place.clone());
        }
        for (at, c) in text.char_indices() {
            if as_written {
                self.from.copied(self.text.len(), place.start + at);
            }
            match c.is_whitespace() {
                true if self.text.ends_with(char::is_whitespace) => {}
                true => self.text.push(' '),
                false => self.text.push(c),
            }
        }
    }

    fn end_line(&mut self) {
        self.text.push('\n');
    }

    fn end_block(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
    }
}

/// Reads a snapshot called `stem`.
pub(super) fn snapshot(
    path: &RelPath,
    stem: &str,
    file: FileId,
    text: &str,
    out: &mut Diagnostics,
) -> Option<SnapshotDoc> {
    let source = match SourceId::new(stem) {
        Ok(source) => source,
        Err(error) => {
            out.push(
                Diagnostic::error(
                    "bad-id",
                    format!("a snapshot is called after its source, and `{stem}` is no id"),
                )
                .at(Place::new(file, 0..0), error.to_string())
                .with_help("rename the file to the source's id"),
            );
            return None;
        }
    };
    let words = match path.extension() {
        Some("html") => html::words(text),
        Some("md") => words_of_markdown(text, file),
        _ => Words::plain(text),
    };
    Some(SnapshotDoc { source, file, path: path.clone(), sha256: Sha256Hex::of(text.as_bytes()), words })
}

/// The text of a document in Markdown without its signs.
fn words_of_markdown(text: &str, file: FileId) -> Words {
    // What its author would be told does not concern whoever stores a copy.
    let mut untold = Diagnostics::new();
    let blocks = markdown::parse(text, Locator::At(file, 0), &Settings::default(), &mut untold);
    let mut words = Words::default();
    let mut read = 0;
    each_line(&blocks, &mut |line| {
        for word in plain::text(line).split_inclusive(char::is_whitespace) {
            // The tree does not tell where its words stand, but they stand in their order.
            let near = text.get(read..text.floor_char_boundary(read + MARKUP_REACH)).unwrap_or_default();
            if let Some(at) = near.find(word.trim_end()) {
                words.from.copied(words.text.len(), read + at);
                read += at + word.trim_end().len();
            }
            words.text.push_str(word);
        }
        words.end_block();
    });
    words
}

/// How many bytes of signs may stand between two words in Markdown: the address of a link is the longest.
const MARKUP_REACH: usize = 500;
