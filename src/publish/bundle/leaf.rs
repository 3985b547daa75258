//! One page, cut into what is its own and what stands around every page.

use crate::path::RelPath;
use crate::publish::html::{Piece, Tag, balanced, read};
use std::collections::BTreeSet;

/// A page of the site that becomes a part of a bundle.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) path: RelPath,
    pub(super) title: String,
    /// The attributes of `<html>` and of `<body>`.
    pub(super) html: Tag,
    pub(super) body: Tag,
    pub(super) head: Vec<Piece>,
    /// What stands before and after the page's `<main>`.
    pub(super) before: Vec<Piece>,
    pub(super) after: Vec<Piece>,
    /// The page's `<main>`, or all of its body where it has none.
    pub(super) main: Vec<Piece>,
    /// The ids of `main`.
    pub(super) ids: BTreeSet<String>,
    /// Where the page sends its readers on to, if that is all it does.
    pub(super) sends_to: Option<String>,
}

impl Leaf {
    /// Reads the page at `path`.
    pub(super) fn read(path: RelPath, html: &str) -> Self {
        let mut pieces = read(html);
        let element = |pieces: &[Piece], name: &str| {
            pieces.iter().find_map(|piece| match piece {
                Piece::Open(tag) if tag.name == name => Some(tag.clone()),
                _ => None,
            })
        };
        let (html, body) = (element(&pieces, "html"), element(&pieces, "body"));
        let start = position(&pieces, |piece| matches!(piece, Piece::Open(tag) if tag.name == "body"))
            .map(|at| at + 1)
            .or_else(|| position(&pieces, |piece| *piece == Piece::Close("head".to_owned())).map(|at| at + 1))
            .unwrap_or(0);
        let rest = pieces.split_off(start);
        let head = pieces;
        let rest = balanced(rest.into_iter().filter(|piece| !is_of_the_document(piece)).collect());
        let (before, main, after) = around_main(rest);
        Self {
            path,
            title: text_of(&head, "title"),
            html: html.unwrap_or_default(),
            body: body.unwrap_or_default(),
            ids: ids(&main),
            sends_to: refresh(&head),
            head,
            before,
            after,
            main,
        }
    }

    /// What stands around its `<main>`.
    pub(super) fn frame(&self) -> impl Iterator<Item = &Piece> {
        self.before.iter().chain(&self.after)
    }
}

/// Every id among the pieces.
pub(super) fn ids<'a>(pieces: impl IntoIterator<Item = &'a Piece>) -> BTreeSet<String> {
    pieces
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Open(tag) => tag.get("id").map(str::to_owned),
            _ => None,
        })
        .collect()
}

/// The text of the first element of this name, its white space made single spaces.
pub(super) fn text_of(pieces: &[Piece], name: &str) -> String {
    let inside =
        pieces.iter().skip_while(|piece| !matches!(piece, Piece::Open(tag) if tag.name == name)).skip(1);
    let text: String = inside
        .take_while(|piece| !matches!(piece, Piece::Close(closed) if closed == name))
        .filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn position(pieces: &[Piece], is: impl Fn(&Piece) -> bool) -> Option<usize> {
    pieces.iter().position(is)
}

/// Tags that a document has once, and a bundle has already.
fn is_of_the_document(piece: &Piece) -> bool {
    let name = match piece {
        Piece::Open(tag) => &tag.name,
        Piece::Close(name) => name,
        Piece::Text(_) => return false,
    };
    matches!(name.as_str(), "html" | "head" | "body" | "base" | "frameset" | "frame")
}

fn around_main(mut pieces: Vec<Piece>) -> (Vec<Piece>, Vec<Piece>, Vec<Piece>) {
    let Some(start) = position(&pieces, |piece| matches!(piece, Piece::Open(tag) if tag.name == "main"))
    else {
        return (Vec::new(), pieces, Vec::new());
    };
    let mut depth = 0_usize;
    let end = pieces[start..].iter().position(|piece| {
        match piece {
            Piece::Open(tag) if tag.name == "main" => depth += 1,
            Piece::Close(name) if name == "main" => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    // Balanced pieces have an end for every start.
    let after = pieces.split_off(end.map_or(pieces.len(), |length| start + length + 1));
    let main = pieces.split_off(start);
    (pieces, main, after)
}

/// The address of a `<meta http-equiv="refresh" content="0; url=…">`.
fn refresh(head: &[Piece]) -> Option<String> {
    head.iter().find_map(|piece| match piece {
        Piece::Open(tag) if tag.name == "meta" && tag.lists("http-equiv", "refresh") => {
            let content = tag.get("content")?;
            let at = content.to_ascii_lowercase().find("url=")? + "url=".len();
            Some(content[at..].trim().trim_matches(['"', '\'']).to_owned())
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::html::print;

    fn leaf(html: &str) -> Leaf {
        Leaf::read(RelPath::new("a/index.html").unwrap(), html)
    }

    fn printed(pieces: &[Piece]) -> String {
        let mut out = String::new();
        print(pieces, &mut out);
        out
    }

    #[test]
    fn a_page_is_cut_around_its_main_element() {
        let leaf = leaf(
            "<!doctype html><html lang=\"uk\"><head><title> A\n b </title></head><body class=\"x\"><nav>n</nav><div><main id=\"m\">text\
             </main></div><footer>f</footer></body></html>",
        );
        assert_eq!(leaf.title, "A b");
        assert_eq!((leaf.html.get("lang"), leaf.body.get("class")), (Some("uk"), Some("x")));
        assert_eq!(printed(&leaf.before), "<nav>n</nav><div>");
        assert_eq!(printed(&leaf.main), "<main id=\"m\">text</main>");
        assert_eq!(printed(&leaf.after), "</div><footer>f</footer>");
        assert!(leaf.ids.contains("m"));
    }

    #[test]
    fn a_page_without_a_main_element_is_its_own_all_of_it() {
        assert_eq!(printed(&leaf("<head></head><p>a<p>b").main), "<p>a<p>b");
        assert_eq!(printed(&leaf("").main), "");
    }

    #[test]
    fn a_page_that_only_sends_on_says_where_to() {
        let html = "<head><meta http-equiv=\"refresh\" content=\"0; url=../b/index.html\"></head>";
        assert_eq!(leaf(html).sends_to.as_deref(), Some("../b/index.html"));
    }
}
