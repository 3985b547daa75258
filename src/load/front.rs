//! Files that start with front matter: YAML between `---` lines, or TOML between `+++` lines.

use super::node::Node;
use super::{toml, yaml};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};
use crate::markdown::Locator;

/// A file taken apart.
pub(super) struct Front<'t> {
    /// The front matter, when it could be read.
    pub(super) node: Option<Node>,
    /// The line that opens it: where to point when a key is missing.
    pub(super) place: Place,
    /// The text below it.
    pub(super) body: &'t str,
    /// Where that text stands.
    pub(super) locator: Locator,
}

/// Takes the text of `file` apart. A file without front matter is told and read as all body.
pub(super) fn split<'t>(text: &'t str, file: FileId, what: &str, out: &mut Diagnostics) -> Front<'t> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let first_line = line_at(text, start);
    let opening = Place::new(file, start..start + first_line.trim_end().len());
    let fence = first_line.trim_end();
    if fence != "---" && fence != "+++" {
        out.push(
            Diagnostic::error("front-matter", format!("{what} starts with front matter"))
                .at(opening, "not a line of `---` or `+++`")
                .with_why("its title and the rest of its record stand there")
                .with_help("start the file with a line `---`, then `key: value` lines, then another `---`"),
        );
        return Front { node: None, place: opening, body: &text[start..], locator: Locator::At(file, start) };
    }
    let inner = start + first_line.len();
    let Some((end, body)) = closing(text, inner, fence) else {
        out.push(
            Diagnostic::error("front-matter", "the front matter does not end")
                .at(opening, "opened here")
                .with_why("where the record ends and the text starts cannot be told")
                .with_help(format!("put a line `{fence}` below the last key")),
        );
        return Front { node: None, place: opening, body: "", locator: Locator::At(file, text.len()) };
    };
    let front = &text[inner..end];
    let node = match fence {
        "---" => yaml::parse(front, file, inner, out),
        _ => toml::parse(front, file, inner, out),
    };
    Front { node, place: opening, body: &text[body..], locator: Locator::At(file, body) }
}

/// Where the front matter ends and where the body starts.
fn closing(text: &str, from: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = from;
    while at < text.len() {
        let line = line_at(text, at);
        if line.trim_end() == fence {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The line that starts at `at`, with its line end.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest.find('\n').map_or(rest, |newline| &rest[..=newline])
}
