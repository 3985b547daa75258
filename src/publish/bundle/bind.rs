//! Many pages bound into one.

use super::address::{self, Address};
use super::book::{Book, Link, Uses};
use super::data;
use super::frame::{unlike_frames, without_dead_entries};
use super::head::own_head;
use super::leaf::{Leaf, ids};
use super::lists::{contents, listed_files, stand_ins};
use super::scribe::{Met, Scribe};
use super::shelf::{Shelf, search_data};
use super::{Bundled, Selection};
use crate::path::RelPath;
use crate::publish::html::{Piece, Tag, print};
use crate::publish::policy::{Policy, Reach};
use crate::render::html::escaped;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Shows the page that the address names.
const STYLE: &str = include_str!("bundle.css");

/// Follows the reader from page to page.
const SCRIPT: &str = include_str!("bundle.js");

/// What `<meta name="generator">` says of a bundle.
const GENERATOR: &str = concat!("onrecord ", env!("CARGO_PKG_VERSION"));

/// Binds `leaves`, the first of which is the one that it opens with, and `record` with them.
pub(super) fn bind(
    leaves: Vec<Leaf>,
    files: &BTreeMap<RelPath, Vec<u8>>,
    selection: &Selection,
    record: &str,
) -> Bundled {
    let (moved, leaves) = sort_out_moved(leaves);
    let mut shelf = Shelf::default();
    leaves.iter().for_each(|leaf| shelf.gather(leaf));
    let Some(frame) = leaves.iter().rev().max_by_key(|leaf| leaf.frame().count()) else {
        return Bundled { html: Vec::new(), pages: 0, left_out: Vec::new() };
    };
    let mut book = Book {
        pages: leaves.iter().map(|leaf| (leaf.path.clone(), leaf.ids.clone())).collect(),
        moved,
        stand_ins: stand_ins(&leaves),
        frame_ids: ids(frame.frame()),
        meant: BTreeSet::new(),
        files,
        spared: &selection.spared,
        base_url: selection.base_url.as_ref(),
        uses: Uses::default(),
    };
    let on_pages: BTreeSet<&String> = leaves.iter().flat_map(|leaf| &leaf.ids).collect();
    book.meant = shelf.ids_in_sheets(&book).into_iter().filter(|id| on_pages.contains(id)).collect();
    // How often a file is needed decides how it is carried, so all is written once to find that out.
    book.uses = Written::of(&book, &leaves, frame, &shelf).uses;
    let written = Written::of(&book, &leaves, frame, &shelf);
    let mut left_out = shelf.notes.clone();
    left_out.extend(unlike_frames(&leaves, frame));
    left_out.extend(written.notes.iter().cloned());
    left_out.extend(
        written
            .uses
            .too_large
            .iter()
            .map(|path| format!("`{path}`: it is larger than 1 MB and only linked to")),
    );
    let html = written.bound(&book, &leaves, frame, record);
    Bundled { html: html.into_bytes(), pages: leaves.len(), left_out: left_out.into_iter().collect() }
}

/// Takes out the pages that only send their readers on, and says where to.
fn sort_out_moved(leaves: Vec<Leaf>) -> (BTreeMap<RelPath, RelPath>, Vec<Leaf>) {
    let mut moved = BTreeMap::new();
    let stay = leaves
        .into_iter()
        .filter(|leaf| match leaf.sends_to.as_deref().map(|to| address::read(to, &leaf.path)) {
            Some(Address::Within(to, _)) => {
                moved.insert(leaf.path.clone(), to);
                false
            }
            _ => true,
        })
        .collect();
    (moved, stay)
}

/// All that a bundle is put together from.
struct Written {
    before: Vec<Piece>,
    after: Vec<Piece>,
    pages: Vec<(Vec<Piece>, Met)>,
    sheets: Vec<(String, Option<String>)>,
    /// Each with whether it is a module and whether it ran before the page was there.
    scripts: Vec<(String, bool, bool)>,
    uses: Uses,
    notes: BTreeSet<String>,
}

/// Leaves the theme's `<template class="copies">` on the first page alone where others repeat it: its script takes the first of
/// the file.
fn without_copies_again(pages: &mut [(Vec<Piece>, Met)]) {
    let mut first: Option<Vec<Piece>> = None;
    for (pieces, _) in pages {
        let is_copies = |piece: &Piece| matches!(piece, Piece::Open(tag) if tag.name == "template" && tag.lists("class", "copies"));
        let ends = |piece: &Piece| matches!(piece, Piece::Close(name) if name == "template");
        let Some(start) = pieces.iter().position(is_copies) else { continue };
        let Some(length) = pieces[start..].iter().position(ends) else { continue };
        let range = start..=start + length;
        match &first {
            None => first = Some(pieces[range].to_vec()),
            Some(first) if *first == pieces[range.clone()] => drop(pieces.drain(range)),
            Some(_) => {}
        }
    }
}

impl Written {
    fn of(book: &Book<'_>, leaves: &[Leaf], frame: &Leaf, shelf: &Shelf) -> Self {
        let mut uses = Uses::default();
        let mut notes = BTreeSet::new();
        let mut around = |pieces| {
            let (pieces, met) = Scribe::write(book, &frame.path, true, pieces);
            uses.add(met.uses);
            notes.extend(met.notes);
            without_dead_entries(pieces)
        };
        let (before, after) = (around(&frame.before), around(&frame.after));
        let mut pages: Vec<_> =
            leaves.par_iter().map(|leaf| Scribe::write(book, &leaf.path, false, &leaf.main)).collect();
        without_copies_again(&mut pages);
        for (_, met) in &mut pages {
            uses.add(std::mem::take(&mut met.uses));
            notes.append(&mut met.notes);
        }
        let sheets = shelf
            .sheets
            .iter()
            .map(|sheet| (sheet.written(book, &mut uses, &mut notes), sheet.media.clone()));
        let sheets = sheets.collect();
        let scripts = shelf
            .scripts
            .iter()
            .filter_map(|script| Some((script.written(book, &mut notes)?, script.module, script.early)))
            .collect();
        Self { before, after, pages, sheets, scripts, uses, notes }
    }

    fn bound(&self, book: &Book<'_>, leaves: &[Leaf], frame: &Leaf, record: &str) -> String {
        let body = self.body(book, leaves, frame, record);
        let head = self.head(book, &leaves[0]);
        let policy = {
            let mut policy = Policy::of(&crate::publish::html::read(&head));
            policy.add(&crate::publish::html::read(&body));
            policy.to_header(Reach::Itself)
        };
        let mut html = "<!doctype html>\n".to_owned();
        print(&[Piece::Open(Tag { name: "html".to_owned(), ..leaves[0].html.clone() })], &mut html);
        html.push_str(&format!(
            "\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <meta name=\"generator\" content=\"{GENERATOR}\">\n{head}</head>\n{body}</html>\n",
            escaped(&policy)
        ));
        html
    }

    fn head(&self, book: &Book<'_>, first: &Leaf) -> String {
        let mut head = String::new();
        print(&own_head(book, first), &mut head);
        for (sheet, media) in &self.sheets {
            let media = media.as_ref().map(|media| format!(" media=\"{}\"", escaped(media)));
            head.push_str(&format!("<style{}>{sheet}</style>\n", media.unwrap_or_default()));
        }
        head.push_str(&format!("<style>{STYLE}{}</style>\n", shared_style(book)));
        for (text, module, early) in &self.scripts {
            if *early {
                head.push_str(&script(text, *module));
            }
        }
        head
    }

    fn body(&self, book: &Book<'_>, leaves: &[Leaf], frame: &Leaf, record: &str) -> String {
        let mut body = String::new();
        let tag = Tag {
            name: "body".to_owned(),
            attributes: without_handlers(&leaves[0].body),
            self_closing: false,
        };
        print(&[Piece::Open(tag)], &mut body);
        body.push('\n');
        print(&self.before, &mut body);
        for (at, (leaf, (pieces, met))) in leaves.iter().zip(&self.pages).enumerate() {
            print(&[Piece::Open(opening(book, leaf, &leaves[0], at == 0))], &mut body);
            if met.loose_radios {
                body.push_str(&format!(
                    "<form id=\"{}\"></form>",
                    escaped(&address::of_part(&leaf.path, ""))
                ));
            }
            print(pieces, &mut body);
            body.push_str("</div>\n");
        }
        if !book.stand_ins.is_empty() {
            body.push_str(&contents(leaves, frame));
        }
        body.push_str(&listed_files(book));
        print(&self.after, &mut body);
        for (name, data) in search_data(book) {
            let id = escaped(&name);
            body.push_str(&format!(
                "<script type=\"application/json\" id=\"search-data-{id}\">{data}</script>\n"
            ));
        }
        body.push_str(&format!(
            "<script type=\"application/json\" id=\"onrecord-record\">{record}</script>\n"
        ));
        body.push_str(&script(SCRIPT, false));
        for (text, module, early) in &self.scripts {
            if !*early {
                body.push_str(&script(text, *module));
            }
        }
        body.push_str("</body>\n");
        body
    }
}

fn script(text: &str, module: bool) -> String {
    format!("<script{}>{text}</script>\n", if module { " type=\"module\"" } else { "" })
}

fn without_handlers(tag: &Tag) -> Vec<(String, String)> {
    tag.attributes.iter().filter(|(name, _)| !name.starts_with("on")).cloned().collect()
}

/// The start of the element that a page stands in.
fn opening(book: &Book<'_>, leaf: &Leaf, first: &Leaf, opens: bool) -> Tag {
    let mut tag = Tag { name: "div".to_owned(), ..Tag::default() };
    tag.set("id", address::of_page(&leaf.path));
    let class = leaf.body.get("class").unwrap_or_default();
    tag.set("class", format!("in-file{} {class}", if opens { " first" } else { "" }).trim_end());
    for name in ["lang", "dir"] {
        if let Some(value) = leaf.html.get(name).filter(|value| first.html.get(name) != Some(value)) {
            tag.set(name, value);
        }
    }
    tag.set("data-title", leaf.title.clone());
    let current: Vec<String> = leaf
        .frame()
        .filter_map(|piece| match piece {
            Piece::Open(tag) if tag.get("aria-current").is_some() => tag.get("href"),
            _ => None,
        })
        .filter_map(|href| match book.link(&leaf.path, href, &mut Uses::default()) {
            Link::To(href) if href.starts_with('#') => Some(href),
            _ => None,
        })
        .collect();
    if !current.is_empty() {
        tag.set("data-in", current.join(" "));
    }
    tag
}

/// The pictures that are shown in several places.
fn shared_style(book: &Book<'_>) -> String {
    let shared: Vec<_> =
        book.shared().map(|(name, path, bytes)| (name, data::address(path, bytes))).collect();
    if shared.is_empty() {
        return String::new();
    }
    let values: String = shared.iter().map(|(name, data)| format!("--{name}:url(\"{data}\");")).collect();
    let classes: String =
        shared.iter().map(|(name, _)| format!(".{name}{{content:var(--{name})}}\n")).collect();
    format!(":root{{{values}}}\n{classes}")
}
