//! The pages that a bundle has and its site has not: what is in it, and the files that several of its pages link to.

use super::address::{self, Address};
use super::book::{Book, CONTENTS_PAGE, FILES_PAGE, file_id};
use super::data;
use super::leaf::{Leaf, text_of};
use crate::path::RelPath;
use crate::publish::html::Piece;
use crate::render::html::escaped;
use std::collections::BTreeMap;

/// Where a bundle has no front page of the site, it lists its pages instead; that list stands for those of the site too.
pub(super) fn stand_ins(leaves: &[Leaf]) -> BTreeMap<RelPath, String> {
    let mut stand_ins = BTreeMap::new();
    let has = |path: &str| leaves.iter().any(|leaf| leaf.path.as_str() == path);
    if !has(CONTENTS_PAGE) {
        let front = RelPath::new(CONTENTS_PAGE).ok();
        stand_ins.extend(front.map(|front| (front, address::FRONT.to_owned())));
        for folder in leaves.iter().filter_map(|leaf| folder(&leaf.path)) {
            let list = RelPath::new(format!("{folder}/{CONTENTS_PAGE}")).ok();
            let list = list.filter(|list| !has(list.as_str()));
            stand_ins.extend(list.map(|list| (list, group_id(folder))));
        }
    }
    stand_ins
}

/// The folder that pages of one kind share: `articles` of `articles/x/index.html`.
fn folder(path: &RelPath) -> Option<&str> {
    let (folder, rest) = path.as_str().split_once('/')?;
    rest.contains('/').then_some(folder)
}

fn group_id(folder: &str) -> String {
    format!("{}:{folder}", address::FRONT)
}

/// A page that lists those of the bundle, in the words by which the site leads to its own lists.
pub(super) fn contents(leaves: &[Leaf], frame: &Leaf) -> String {
    let mut groups: Vec<(Option<&str>, Vec<&Leaf>)> = Vec::new();
    for leaf in leaves {
        let folder = folder(&leaf.path);
        match groups.iter_mut().find(|(known, _)| *known == folder) {
            Some((_, group)) => group.push(leaf),
            None => groups.push((folder, vec![leaf])),
        }
    }
    let mut html = page_start(address::FRONT, "In this file");
    for (folder, group) in groups {
        if let Some(folder) = folder {
            let name = name_of_list(folder, frame).unwrap_or_else(|| folder.to_owned());
            html.push_str(&format!(
                "<h2 class=\"sec\" id=\"{}\">{}</h2>\n",
                escaped(&group_id(folder)),
                escaped(&name)
            ));
        }
        html.push_str("<ul class=\"plain\">\n");
        for leaf in group {
            let heading = text_of(&leaf.main, "h1");
            let title = if heading.is_empty() { &leaf.title } else { &heading };
            html.push_str(&format!(
                "<li><a href=\"{}\">{}</a></li>\n",
                address::to(&address::of_page(&leaf.path)),
                escaped(title)
            ));
        }
        html.push_str("</ul>\n");
    }
    html + PAGE_END
}

fn name_of_list(folder: &str, frame: &Leaf) -> Option<String> {
    let list = RelPath::new(format!("{folder}/{CONTENTS_PAGE}")).ok()?;
    let pieces: Vec<&Piece> = frame.frame().collect();
    pieces.windows(2).find_map(|pair| match pair {
        [Piece::Open(tag), Piece::Text(text)] => {
            let address = address::read(tag.get("href")?, &frame.path);
            matches!(address, Address::Within(path, _) if path == list).then(|| text.trim().to_owned())
        }
        _ => None,
    })
}

/// A page with the files that several places link to, each of them once.
pub(super) fn listed_files(book: &Book<'_>) -> String {
    let listed: String = book
        .listed()
        .map(|(path, bytes)| {
            let (name, href) = (escaped(path.file_name()), escaped(&data::address(path, bytes)));
            format!(
                "<li id=\"{}\"><a href=\"{href}\" download=\"{name}\">{name}</a></li>\n",
                escaped(&file_id(path))
            )
        })
        .collect();
    match listed.is_empty() {
        true => listed,
        false => format!(
            "{}<ul class=\"plain\">\n{listed}</ul>\n{PAGE_END}",
            page_start(&format!("{FILES_PAGE}/"), "Files")
        ),
    }
}

fn page_start(id: &str, title: &str) -> String {
    format!(
        "<div id=\"{id}\" class=\"in-file\" data-title=\"{title}\"><main class=\"wrap\">\n<header class=\"head\">\n<h1>{title}</h1>\n</header>\n"
    )
}

const PAGE_END: &str = "</main></div>\n";
