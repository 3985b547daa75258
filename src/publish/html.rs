//! A page that was made, as a list of tags and texts, for those sinks that change pages on their way out.
//!
//! The pages are HTML of our own templates or of the site's. They are read by the rules of the HTML standard and printed by
//! one function that escapes everything, so that nothing on a page can end what stands around it.

use crate::render::html::escape;
use html5gum::{DefaultEmitter, Tokenizer};

/// A piece of a page. Comments and declarations are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A start tag.
    Open(Tag),
    /// An end tag.
    Close(String),
    /// Text with its character references resolved; inside the elements that [`is_raw`] names, as it stands.
    Text(String),
}

/// A start tag, its names in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    /// In the order of their names, each once.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) self_closing: bool,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether `word` is one of those of an attribute that lists words.
    pub(super) fn lists(&self, name: &str, word: &str) -> bool {
        self.get(name)
            .is_some_and(|words| words.split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case(word)))
    }

    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name.to_owned(), value)),
        }
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<String> {
        let at = self.attributes.iter().position(|(known, _)| known == name)?;
        Some(self.attributes.remove(at).1)
    }

    /// Whether nothing can stand inside: it has no end tag.
    pub(super) fn is_empty(&self) -> bool {
        self.self_closing || VOID.contains(&self.name.as_str())
    }
}

/// Elements that have no end tag (HTML, section 13.1.2).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Whether the text in an element of this name is neither escaped nor tags.
pub(super) fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "xmp" | "iframe" | "noembed" | "noscript")
}

/// The pieces of a page.
pub(super) fn read(html: &str) -> Vec<Piece> {
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut pieces = Vec::new();
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        pieces.push(match token {
            html5gum::Token::StartTag(tag) => Piece::Open(Tag {
                // All that follows would be text, to the end of the file.
                name: Some(text(&tag.name))
                    .filter(|name| name != "plaintext")
                    .unwrap_or_else(|| "pre".to_owned()),
                attributes: tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (text(name), text(value)))
                    // A slip of whoever wrote the page, which means nothing and would mean something else when printed again.
                    .filter(|(name, _)| !name.contains(['"', '\'', '<', '=']))
                    .collect(),
                self_closing: tag.self_closing,
            }),
            html5gum::Token::EndTag(tag) => Piece::Close(text(&tag.name)),
            html5gum::Token::String(string) => Piece::Text(text(&string)),
            _ => continue,
        });
    }
    pieces
}

/// Prints pieces so that [`read`] gives the same again.
pub(super) fn print(pieces: &[Piece], out: &mut String) {
    let mut raw: Option<&str> = None;
    for piece in pieces {
        match piece {
            Piece::Open(tag) => {
                open(tag, out);
                raw = is_raw(&tag.name).then_some(&tag.name);
            }
            Piece::Close(name) => {
                raw = None;
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
            Piece::Text(text) if raw.is_some() => out.push_str(text),
            Piece::Text(text) => escape(text, out),
        }
    }
}

/// Attributes that say something even when they are empty.
const SAY_SOMETHING: [&str; 6] = ["alt", "content", "href", "src", "title", "value"];

fn open(tag: &Tag, out: &mut String) {
    out.push('<');
    out.push_str(&tag.name);
    for (name, value) in &tag.attributes {
        out.push(' ');
        out.push_str(name);
        if !value.is_empty() || SAY_SOMETHING.contains(&name.as_str()) {
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
    }
    out.push_str(if tag.self_closing && !VOID.contains(&tag.name.as_str()) { "/>" } else { ">" });
}

/// The pieces with every element ended that was begun, and no end of what was not: they cannot end, or leave open, anything
/// around them.
pub(super) fn balanced(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut open: Vec<String> = Vec::new();
    let mut kept = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        if let Piece::Open(tag) = &mut piece {
            // Only drawings and formulas have elements that end where they begin; elsewhere the slash says nothing.
            tag.self_closing &= is_foreign(&tag.name) || open.iter().any(|name| is_foreign(name));
        }
        match &piece {
            Piece::Open(tag) if !tag.is_empty() => open.push(tag.name.clone()),
            Piece::Close(name) => match open.iter().rposition(|known| known == name) {
                // What was left open inside ends with it.
                Some(at) => {
                    let inside = open.split_off(at).into_iter().skip(1).rev();
                    kept.extend(inside.filter(|name| !ends_by_itself(name)).map(Piece::Close));
                }
                None => continue,
            },
            _ => {}
        }
        kept.push(piece);
    }
    kept.extend(open.into_iter().rev().filter(|name| !ends_by_itself(name)).map(Piece::Close));
    kept
}

fn is_foreign(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

/// Whether the end tag may be left out (HTML, section 13.1.2.4).
fn ends_by_itself(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "optgroup"
            | "colgroup"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(pieces: &[Piece]) -> String {
        let mut out = String::new();
        print(pieces, &mut out);
        out
    }

    #[test]
    fn a_page_is_printed_as_it_was_read() {
        let html = "<p class=\"a\" id=\"b\">1 &lt; 2 &amp; <img alt=\"\" src=\"x.png\"><br></p><script>a<b&&c</script><svg><path d=\"M0 0\"/></svg>";
        assert_eq!(printed(&read(html)), html);
    }

    #[test]
    fn what_is_left_open_is_ended_and_what_was_not_begun_is_not() {
        let closed = |html| printed(&balanced(read(html)));
        assert_eq!(closed("<div><b>x</div></main></body>"), "<div><b>x</b></div>");
        assert_eq!(closed("<ul><li>a<li>b</ul><p>c"), "<ul><li>a<li>b</ul><p>c");
        assert_eq!(closed("<textarea><b>"), "<textarea>&lt;b&gt;</textarea>");
        assert_eq!(closed("<style>p{"), "<style>p{</style>");
        assert_eq!(closed("<div/>x<svg><g/></svg>"), "<div>x<svg><g/></svg></div>");
        assert_eq!(closed("<plaintext></div>"), "<pre>&lt;/div&gt;</pre>");
    }

    proptest! {
        #[test]
        fn whatever_is_read_and_printed_is_read_the_same_again(html in "[<>/a-z\"'= &;!\\-\\[\\]]{0,60}|\\PC{0,40}") {
            let once = printed(&balanced(read(&html)));
            prop_assert_eq!(printed(&balanced(read(&once))), once);
        }
    }
}
