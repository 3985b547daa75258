//! Raw HTML in Markdown.
//!
//! Content is untrusted, so raw HTML is shown as text unless the site passes it on, but for a few elements that need no
//! attributes and are safe anywhere.

/// Elements that may be written as HTML because Markdown has no sign for them.
const SAFE: [&str; 16] = [
    "abbr", "b", "bdi", "cite", "del", "dfn", "i", "ins", "kbd", "mark", "q", "s", "small", "sub", "sup", "u",
];

/// A piece of raw HTML, as far as it is let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// `<sub>`
    Open(&'static str),
    /// `</sub>`
    Close(&'static str),
    /// `<br>`
    Break,
    /// `<!-- … -->`: for the writer, not for readers.
    Comment,
    /// Anything else.
    Other,
}

/// What a piece of raw HTML is.
pub(super) fn piece(html: &str) -> Piece {
    let html = html.trim();
    if is_comment(html) {
        return Piece::Comment;
    }
    let Some(inner) = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
        return Piece::Other;
    };
    let (name, closing) = match inner.strip_prefix('/') {
        Some(name) => (name, true),
        None => (inner.trim_end_matches('/').trim_end(), false),
    };
    let name = name.to_ascii_lowercase();
    if name == "br" && !closing {
        return Piece::Break;
    }
    match (SAFE.into_iter().find(|safe| *safe == name), closing) {
        (Some(name), false) => Piece::Open(name),
        (Some(name), true) => Piece::Close(name),
        (None, _) => Piece::Other,
    }
}

/// One comment and nothing after it.
fn is_comment(html: &str) -> bool {
    html.strip_prefix("<!--").is_some_and(|rest| rest.find("-->").is_some_and(|end| end + 3 == rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_elements_without_attributes_pass() {
        assert_eq!(piece("<SUB>"), Piece::Open("sub"));
        assert_eq!(piece("</sub>"), Piece::Close("sub"));
        assert_eq!(piece("<br />"), Piece::Break);
        assert_eq!(piece("<!-- ask the desk -->"), Piece::Comment);
        for bad in ["<sub onclick=x>", "<script>", "<img src=x>", "<!-- a --><script>", "<i/onload=x>"] {
            assert_eq!(piece(bad), Piece::Other, "{bad}");
        }
    }
}
