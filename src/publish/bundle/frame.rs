//! What stands around all pages of a bundle: the frame of one of them.

use super::leaf::Leaf;
use super::scribe::DEAD;
use crate::publish::html::Piece;
use std::collections::BTreeSet;

/// What stands around one page and not around the one whose frame all get.
pub(super) fn unlike_frames(leaves: &[Leaf], frame: &Leaf) -> Vec<String> {
    let texts = |leaf: &Leaf| -> BTreeSet<String> {
        let text = leaf.frame().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.trim().to_owned()),
            _ => None,
        });
        text.filter(|text| !text.is_empty()).collect()
    };
    let known = texts(frame);
    let note = |leaf: &Leaf| {
        let other = texts(leaf).into_iter().find(|text| !known.contains(text))?;
        Some(format!(
            "{}: “{other}”: it stands outside `<main>`, and not there on `{}`",
            leaf.path, frame.path
        ))
    };
    leaves.iter().filter_map(note).collect()
}

/// Takes out the entries of lists around all pages whose link would lead nowhere in a bundle.
pub(super) fn without_dead_entries(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let is_blank = |piece: &Piece| matches!(piece, Piece::Text(text) if text.trim().is_empty());
    let mut entry: Vec<Piece> = Vec::new();
    let mut name: Option<String> = None;
    for piece in pieces {
        match (&piece, &name) {
            (Piece::Open(tag), _) if matches!(tag.name.as_str(), "li" | "p") => {
                kept.append(&mut entry);
                name = Some(tag.name.clone());
                entry.push(piece);
            }
            (Piece::Close(closed), Some(open)) if closed == open => {
                entry.push(piece);
                let mut inside = entry.iter().filter(|piece| !is_blank(piece)).skip(1);
                let dead = matches!(inside.next(), Some(Piece::Open(tag)) if tag.get(DEAD).is_some());
                let alone = dead
                    && matches!(inside.next(), Some(Piece::Text(_)))
                    && matches!(inside.next(), Some(Piece::Close(name)) if name == "span")
                    && inside.count() == 1;
                if alone {
                    entry.clear();
                }
                kept.append(&mut entry);
                name = None;
            }
            (_, Some(_)) => entry.push(piece),
            (_, None) => kept.push(piece),
        }
    }
    kept.append(&mut entry);
    for piece in &mut kept {
        if let Piece::Open(tag) = piece {
            tag.remove(DEAD);
        }
    }
    kept
}
