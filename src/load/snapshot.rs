//! Stored texts of sources, read as a reader of the source sees them.

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};
use crate::markdown::{self, Locator, Settings};
use crate::model::text::{each_line, plain};
use crate::model::{Sha256Hex, SourceId};
use crate::path::RelPath;
use html5gum::{DefaultEmitter, Token, Tokenizer};

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
    pub words: String,
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
        Some("html") => words_of_html(text),
        Some("md") => words_of_markdown(text, file),
        _ => text.to_owned(),
    };
    Some(SnapshotDoc { source, file, path: path.clone(), sha256: Sha256Hex::of(text.as_bytes()), words })
}

/// The text of a page as a reader sees it: without scripts and styles, a line for each block.
fn words_of_html(html: &str) -> String {
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let mut words = String::new();
    let mut hidden: Option<Vec<u8>> = None;
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::String(text) if hidden.is_none() => words.push_str(&String::from_utf8_lossy(&text)),
            Token::StartTag(tag) => {
                if hidden.is_none() && HIDDEN.contains(&tag.name.as_slice()) && !tag.self_closing {
                    hidden = Some(tag.name.to_vec());
                } else if !INLINE.contains(&tag.name.as_slice()) {
                    words.push('\n');
                }
            }
            Token::EndTag(tag) => {
                if hidden.as_deref() == Some(tag.name.as_slice()) {
                    hidden = None;
                } else if !INLINE.contains(&tag.name.as_slice()) {
                    words.push('\n');
                }
            }
            _ => {}
        }
    }
    words
}

/// The text of a document in Markdown without its signs, a line for each block.
fn words_of_markdown(text: &str, file: FileId) -> String {
    // What its author would be told does not concern whoever stores a copy.
    let mut untold = Diagnostics::new();
    let blocks = markdown::parse(text, Locator::At(file, 0), &Settings::default(), &mut untold);
    let mut words = String::new();
    each_line(&blocks, &mut |line| {
        words.push_str(&plain::text(line));
        words.push('\n');
    });
    words
}

/// Elements whose text readers do not see.
const HIDDEN: [&[u8]; 6] = [b"script", b"style", b"template", b"noscript", b"title", b"svg"];

/// Elements that do not start a new line.
const INLINE: [&[u8]; 24] = [
    b"a", b"abbr", b"b", b"bdi", b"bdo", b"cite", b"code", b"data", b"dfn", b"em", b"font", b"i", b"kbd",
    b"mark", b"q", b"s", b"samp", b"small", b"span", b"strong", b"sub", b"sup", b"time", b"u",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_its_reader_sees_it() {
        let html = "<title>T</title><script>var a = '<p>no</p>'</script><p>more than <b>3,000</b> &amp; rising</p><p>next</p>";
        let words: Vec<_> = words_of_html(html).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words.join(" "), "more than 3,000 & rising next");
    }
}
