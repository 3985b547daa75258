//! The head of a bundle, as far as the first of its pages says it.

use super::book::Book;
use super::leaf::Leaf;
use crate::publish::html::{Piece, Tag};

/// What the head of the first page says, but for what a bundle says itself or asks for.
pub(super) fn own_head(book: &Book<'_>, first: &Leaf) -> Vec<Piece> {
    let mut kept = Vec::new();
    let mut inside = None;
    for piece in &first.head {
        match piece {
            Piece::Open(tag) => {
                let keep = match tag.name.as_str() {
                    "meta" => {
                        let generator =
                            tag.get("name").is_some_and(|name| name.eq_ignore_ascii_case("generator"));
                        tag.get("name").is_some() && !generator
                    }
                    "link" if tag.lists("rel", "icon") => icon(book, first, tag, &mut kept),
                    "link" => tag.lists("rel", "canonical") || tag.lists("rel", "license"),
                    "title" => true,
                    "script" => {
                        tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
                    }
                    _ => false,
                };
                inside = (keep && !tag.is_empty()).then(|| tag.name.clone());
                if keep {
                    kept.push(piece.clone());
                    if inside.is_none() {
                        kept.push(Piece::Text("\n".to_owned()));
                    }
                }
            }
            Piece::Text(text) => match inside.as_deref() {
                Some("script") => kept.push(Piece::Text(text.replace('<', "\\u003c"))),
                Some(_) => kept.push(piece.clone()),
                None => {}
            },
            Piece::Close(name) => {
                if inside.take_if(|open| open == name).is_some() {
                    kept.extend([piece.clone(), Piece::Text("\n".to_owned())]);
                }
            }
        }
    }
    kept
}

/// Puts the picture of an icon in the place of its address. Says whether the tag can stay as it is.
fn icon(book: &Book<'_>, first: &Leaf, tag: &Tag, kept: &mut Vec<Piece>) -> bool {
    let href = tag.get("href").unwrap_or_default();
    if href.starts_with("data:") {
        return true;
    }
    if let Some(data) = book.bytes_of(&first.path, href) {
        let mut tag = tag.clone();
        tag.set("href", data);
        kept.extend([Piece::Open(tag), Piece::Text("\n".to_owned())]);
    }
    false
}
