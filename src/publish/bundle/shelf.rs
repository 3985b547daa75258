//! The style sheets and scripts of all pages, each once, in the order in which the pages name them.

use super::address::{self, Address};
use super::book::{Book, Shown, Uses};
use super::leaf::Leaf;
use super::style::{Rename, ids, renamed};
use crate::path::RelPath;
use crate::publish::html::{Piece, Tag};
use crate::publish::policy::runs;
use std::collections::BTreeSet;

/// Sheets import sheets; none that people write goes deeper.
const DEEPEST_IMPORT: usize = 8;

/// What the index of a search begins with: it is data, and a bundle holds it as such.
const SEARCH_DATA: &str = "onrecordSearch(";

const SEARCH_PAGE: &str = "search/index.html";

/// Where the text of a sheet or script stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Text {
    /// In a file of its own.
    File(RelPath),
    /// On a page; addresses in it count from there.
    Page(RelPath, String),
}

/// A style sheet.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    text: Text,
    /// The media that it is for, if not all.
    pub(super) media: Option<String>,
}

/// A script.
#[derive(Clone, Debug)]
pub(super) struct Script {
    text: Text,
    pub(super) module: bool,
    /// Whether it ran before the page was there.
    pub(super) early: bool,
}

/// The sheets and scripts of a bundle.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub(super) sheets: Vec<Sheet>,
    pub(super) scripts: Vec<Script>,
    /// What is not in the bundle, and why.
    pub(super) notes: BTreeSet<String>,
}

impl Shelf {
    /// Gathers what `leaf` names.
    pub(super) fn gather(&mut self, leaf: &Leaf) {
        let of_head = leaf.head.len();
        let all: Vec<&Piece> =
            leaf.head.iter().chain(&leaf.before).chain(&leaf.main).chain(&leaf.after).collect();
        for (at, piece) in all.iter().enumerate() {
            let Piece::Open(tag) = piece else { continue };
            let inside = || match all.get(at + 1) {
                Some(Piece::Text(text)) => text.clone(),
                _ => String::new(),
            };
            match tag.name.as_str() {
                "link" if tag.lists("rel", "stylesheet") && !tag.lists("rel", "alternate") => {
                    let text = self.file(leaf, tag.get("href"), "a style sheet");
                    text.into_iter().for_each(|text| self.add_sheet(text, tag));
                }
                "style" => self.add_sheet(Text::Page(leaf.path.clone(), inside()), tag),
                "script" if tag.get("src").is_some() => {
                    let early =
                        at < of_head && !["defer", "async"].iter().any(|word| tag.get(word).is_some());
                    let text = self.file(leaf, tag.get("src"), "a script");
                    text.into_iter().for_each(|text| self.add_script(text, tag, early));
                }
                "script" if runs(tag) => {
                    self.add_script(Text::Page(leaf.path.clone(), inside()), tag, at < of_head)
                }
                _ => {}
            }
        }
    }

    fn file(&mut self, leaf: &Leaf, href: Option<&str>, what: &str) -> Option<Text> {
        let href = href.unwrap_or_default();
        if let Address::Within(path, _) = address::read(href, &leaf.path) {
            return Some(Text::File(path));
        }
        self.notes.insert(format!("{}: `{href}`: {what} that would have to be fetched", leaf.path));
        None
    }

    fn add_sheet(&mut self, text: Text, tag: &Tag) {
        let media = tag.get("media").filter(|media| !media.is_empty()).map(str::to_owned);
        if !self.sheets.iter().any(|known| same(&known.text, &text) && known.media == media) {
            self.sheets.push(Sheet { text, media });
        }
    }

    fn add_script(&mut self, text: Text, tag: &Tag, early: bool) {
        let module = tag.get("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("module"));
        if !self.scripts.iter().any(|known| same(&known.text, &text)) {
            self.scripts.push(Script { text, module, early: early && !module });
        }
    }

    /// Every id that a sheet may name.
    pub(super) fn ids_in_sheets(&self, book: &Book<'_>) -> BTreeSet<String> {
        // Imported sheets too: whatever is a sheet among the files may be one.
        let files = book.files.iter().filter(|(path, _)| path.extension() == Some("css"));
        let files = files.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
        let on_pages = self.sheets.iter().filter_map(|sheet| match &sheet.text {
            Text::Page(_, text) => Some(text.clone()),
            Text::File(_) => None,
        });
        files.chain(on_pages).flat_map(|css| ids(&css).map(str::to_owned).collect::<Vec<_>>()).collect()
    }
}

/// Whether two texts are one. What stands on two pages in the same words is, wherever its addresses count from: only templates
/// write such, and they write them for each page.
fn same(one: &Text, other: &Text) -> bool {
    match (one, other) {
        (Text::Page(_, one), Text::Page(_, other)) => one == other,
        _ => one == other,
    }
}

impl Sheet {
    /// The sheet as it stands in the bundle.
    pub(super) fn written(&self, book: &Book<'_>, uses: &mut Uses, notes: &mut BTreeSet<String>) -> String {
        let (at, text) = match &self.text {
            Text::Page(page, text) => (page, text.clone()),
            Text::File(path) => match book.files.get(path) {
                Some(bytes) => (path, String::from_utf8_lossy(bytes).into_owned()),
                None => {
                    notes.insert(format!("`{path}`: there is no such style sheet"));
                    return String::new();
                }
            },
        };
        let sheet = renamed(&text, &mut InSheet { book, at, uses, notes, depth: 0 });
        // A backslash keeps its meaning and ends the end tag.
        sheet.replace("</", "<\\/")
    }
}

impl Script {
    /// The script as it stands in the bundle; nothing when there is none.
    pub(super) fn written(&self, book: &Book<'_>, notes: &mut BTreeSet<String>) -> Option<String> {
        let text = match &self.text {
            Text::Page(_, text) => text.clone(),
            Text::File(path) => match book.files.get(path) {
                Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                None => {
                    notes.insert(format!("`{path}`: there is no such script"));
                    return None;
                }
            },
        };
        Some(without_ends(&text))
    }
}

/// A script in which nothing ends the element it stands in. In a quoted text a backslash before these letters says nothing, and
/// elsewhere they do not stand.
fn without_ends(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    for (at, c) in script.char_indices() {
        let ends = script.get(at..at + 8).is_some_and(|text| text.eq_ignore_ascii_case("</script"));
        out.push(c);
        if ends || script[at..].starts_with("<!--") {
            out.push('\\');
        }
    }
    out
}

/// The data of the search, by name, as JSON that can stand in a page. It tells of the whole site, so a bundle without the page
/// that searches has none of it.
pub(super) fn search_data<'a>(book: &'a Book<'_>) -> impl Iterator<Item = (String, String)> + 'a {
    let searches = book.pages.keys().any(|page| page.as_str() == SEARCH_PAGE);
    let scripts = book.files.iter().filter(move |(path, _)| searches && path.as_str().starts_with("search/"));
    scripts.filter_map(|(_, bytes)| {
        let call = std::str::from_utf8(bytes).ok()?.trim().strip_prefix(SEARCH_DATA)?;
        let arguments = call.trim_end_matches(';').strip_suffix(')')?;
        let arguments = format!("[{arguments}]");
        let (name, data): (String, serde_json::Value) = serde_json::from_str(&arguments).ok()?;
        Some((name, data.to_string().replace('<', "\\u003c")))
    })
}

struct InSheet<'s, 'b> {
    book: &'s Book<'b>,
    at: &'s RelPath,
    uses: &'s mut Uses,
    notes: &'s mut BTreeSet<String>,
    depth: usize,
}

impl InSheet<'_, '_> {
    fn note(&mut self, address: &str) {
        self.notes.insert(format!(
            "{}: `{address}`: it is no file of the site, and a bundle fetches nothing",
            self.at
        ));
    }
}

impl Rename for InSheet<'_, '_> {
    fn address(&mut self, address: &str, plain: bool) -> Option<String> {
        if address.starts_with('#') {
            return None;
        }
        Some(match self.book.show(self.at, address, self.uses) {
            Shown::Here(data) => format!("url(\"{data}\")"),
            Shown::Once(_) if plain => {
                format!("url(\"{}\")", self.book.bytes_of(self.at, address).unwrap_or_default())
            }
            Shown::Once(name) => format!("var(--{name})"),
            Shown::Missing => {
                self.note(address);
                "url(\"data:,\")".to_owned()
            }
        })
    }

    fn import(&mut self, address: &str) -> String {
        let path = match address::read(address, self.at) {
            Address::Within(path, _) if self.depth < DEEPEST_IMPORT => path,
            _ => {
                self.note(address);
                return String::new();
            }
        };
        let Some(bytes) = self.book.files.get(&path) else {
            self.note(address);
            return String::new();
        };
        let css = String::from_utf8_lossy(bytes);
        let mut inside =
            InSheet { book: self.book, at: &path, uses: self.uses, notes: self.notes, depth: self.depth + 1 };
        renamed(&css, &mut inside)
    }

    fn is_renamed(&self, id: &str) -> bool {
        self.book.meant.contains(id) && self.book.pages.values().any(|ids| ids.contains(id))
    }
}
