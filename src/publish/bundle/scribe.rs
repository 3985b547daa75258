//! A page, written anew so that it can share a file with others: its ids are told apart from theirs, its links lead to them, and
//! what it shows stands in it.
//!
//! What cannot be kept is never dropped without a word: a link that would lead nowhere becomes its words, what would be fetched
//! from elsewhere becomes a link to it, and what is left out is noted for whoever makes the bundle.

use super::address::{self, Address};
use super::book::{Book, Link, Shown, Uses};
use super::style::{FORMER_ID, Rename, renamed};
use crate::path::RelPath;
use crate::publish::html::{Piece, Tag, balanced, print, read};
use crate::publish::policy::runs;
use std::collections::BTreeSet;

/// What was met while a page was written.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub(super) uses: Uses,
    /// What is not in the bundle, and why.
    pub(super) notes: BTreeSet<String>,
    /// Whether a radio button of the page belongs to no form, so that it would be of one group with those of other pages.
    pub(super) loose_radios: bool,
}

/// Attributes that name ids.
const ID_LISTS: [&str; 14] = [
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "commandfor",
    "for",
    "form",
    "headers",
    "list",
    "popovertarget",
];

/// Attributes by which a browser would fetch or send something, and that a page in a bundle can do without.
const DROPPED: [&str; 9] =
    ["action", "background", "formaction", "integrity", "longdesc", "manifest", "ping", "sizes", "srcset"];

/// The attribute of a link that would lead nowhere, in what stands around all pages.
pub(super) const DEAD: &str = "data-dead";

/// The attribute of a link to a place that each page has.
pub(super) const ON_EACH_PAGE: &str = "data-here";

/// Writes one page.
pub(super) struct Scribe<'b> {
    book: &'b Book<'b>,
    page: &'b RelPath,
    /// Whether it is what stands around all pages that is written.
    frame: bool,
    out: Vec<Piece>,
    met: Met,
    /// The element that is left out until it ends.
    left_out: Option<String>,
    /// Elements that were begun under another name: the end tag they had, and the one they get.
    renamed: Vec<(String, String)>,
    forms: usize,
    noscript: bool,
}

impl<'b> Scribe<'b> {
    /// Writes `pieces` of `page`; `frame` says whether they stand around all pages.
    pub(super) fn write(
        book: &'b Book<'b>,
        page: &'b RelPath,
        frame: bool,
        pieces: &[Piece],
    ) -> (Vec<Piece>, Met) {
        let mut scribe = Scribe {
            book,
            page,
            frame,
            out: Vec::with_capacity(pieces.len()),
            met: Met::default(),
            left_out: None,
            renamed: Vec::new(),
            forms: 0,
            noscript: false,
        };
        pieces.iter().for_each(|piece| scribe.piece(piece));
        (scribe.out, scribe.met)
    }

    fn piece(&mut self, piece: &Piece) {
        if let Some(name) = &self.left_out {
            if matches!(piece, Piece::Close(closed) if closed == name) {
                self.left_out = None;
            }
            return;
        }
        match piece {
            Piece::Open(tag) => self.open(tag.clone()),
            Piece::Close(name) => self.close(name),
            Piece::Text(text) if self.noscript => self.noscript_text(text),
            Piece::Text(_) => self.out.push(piece.clone()),
        }
    }

    /// To a browser that runs scripts it is text, to another it is a part of the page.
    fn noscript_text(&mut self, text: &str) {
        let (pieces, met) = Self::write(self.book, self.page, self.frame, &balanced(read(text)));
        self.met.uses.add(met.uses);
        self.met.notes.extend(met.notes);
        let mut html = String::new();
        print(&pieces, &mut html);
        self.out.push(Piece::Text(html));
    }

    fn close(&mut self, name: &str) {
        self.noscript = false;
        if name == "form" {
            self.forms = self.forms.saturating_sub(1);
        }
        let name = match self.renamed.last() {
            Some((had, gets)) if had == name => {
                let gets = gets.clone();
                self.renamed.pop();
                gets
            }
            _ => name.to_owned(),
        };
        self.out.push(Piece::Close(name));
    }

    fn open(&mut self, mut tag: Tag) {
        match tag.name.as_str() {
            // Scripts and sheets are gathered for all pages; data for machines stays.
            "script" if !runs(&tag) && tag.get("src").is_none() => {}
            "script" | "style" => return self.left_out = Some(tag.name),
            "link" | "meta" | "base" => return,
            "source" if tag.get("srcset").is_some() => return,
            "iframe" => {
                self.link_in_place_of(&tag);
                return self.left_out = Some(tag.name);
            }
            "embed" => return self.link_in_place_of(&tag),
            "object" => return self.object(tag),
            "noscript" => self.noscript = true,
            "form" => self.forms += 1,
            _ => {}
        }
        for (name, value) in std::mem::take(&mut tag.attributes) {
            self.attribute(&mut tag, name, value);
        }
        match tag.name.as_str() {
            "a" => self.anchor(&mut tag),
            "input" if tag.get("type") == Some("radio") && !self.frame => self.radio(&mut tag),
            "img" if tag.get("src").is_none() && !tag.lists("class", "in-file-shared") => {
                return self.words_for(&tag);
            }
            _ => {}
        }
        self.out.push(Piece::Open(tag));
    }

    fn attribute(&mut self, tag: &mut Tag, name: String, value: String) {
        let is_drawn_from = matches!(name.as_str(), "href" | "xlink:href");
        match (tag.name.as_str(), name.as_str()) {
            (_, on) if on.starts_with("on") => {
                self.note(format!(
                    "`{on}` of a `{}`: a bundle runs no script that stands in an attribute",
                    tag.name
                ));
            }
            (_, dropped) if DROPPED.contains(&dropped) || dropped == FORMER_ID => {}
            (_, "aria-current") if self.frame => {}
            (_, "id") if !self.frame => {
                tag.attributes.push((name, address::of_part(self.page, &value)));
                if self.book.meant.contains(&value) {
                    tag.attributes.push((FORMER_ID.to_owned(), value));
                }
            }
            // What marks of one claim have in common: the name in their ids.
            (_, "data-t") if !self.frame => tag.attributes.push((name, address::of_part(self.page, &value))),
            (_, list) if ID_LISTS.contains(&list) => {
                let ids: Vec<String> = value.split_ascii_whitespace().map(|id| self.named(id)).collect();
                tag.attributes.push((name, ids.join(" ")));
            }
            ("a" | "area", "href") => tag.attributes.push((name, value)),
            ("img" | "input" | "source" | "track" | "audio" | "video", "src") | ("video", "poster") => {
                self.shown(tag, name, &value);
            }
            (_, "src") => self.note(format!("`{value}` of a `{}`: a bundle fetches nothing", tag.name)),
            ("image" | "feimage", _) if is_drawn_from && !value.starts_with('#') => {
                self.shown(tag, name, &value)
            }
            (_, _) if is_drawn_from => match value.strip_prefix('#') {
                Some(id) => tag.attributes.push((name, address::to(&self.book.place(self.page, id)))),
                None => self.note(format!("`{value}`: a part of another drawing cannot be carried along")),
            },
            (_, "style") => {
                let style = renamed(&value, &mut Inline(self));
                tag.attributes.push((name, style));
            }
            _ if value.contains("url(") => {
                let value = renamed(&value, &mut Inline(self));
                tag.attributes.push((name, value));
            }
            _ => tag.attributes.push((name, value)),
        }
    }

    /// The element that another names by its id.
    fn named(&self, id: &str) -> String {
        match self.frame || self.book.frame_ids.contains(id) && !self.book.pages[self.page].contains(id) {
            true => id.to_owned(),
            false => address::of_part(self.page, id),
        }
    }

    fn shown(&mut self, tag: &mut Tag, name: String, value: &str) {
        match self.book.show(self.page, value, &mut self.met.uses) {
            Shown::Here(data) => tag.attributes.push((name, data)),
            // Only pictures can be had from a style sheet; films and sounds are carried as often as they are shown.
            Shown::Once(class) if tag.name == "img" => {
                let others = tag.remove("class").unwrap_or_default();
                tag.attributes.push((
                    "class".to_owned(),
                    format!("in-file-shared {class} {others}").trim_end().to_owned(),
                ));
            }
            Shown::Once(_) => {
                let again = self.book.bytes_of(self.page, value);
                tag.attributes.extend(again.map(|data| (name, data)));
            }
            Shown::Missing => {
                self.note(format!("`{value}`: it is no file of the site, and a bundle fetches nothing"));
                tag.attributes.push(("data-src".to_owned(), value.to_owned()));
            }
        }
    }

    fn anchor(&mut self, tag: &mut Tag) {
        let Some(href) = tag.get("href").map(str::to_owned) else { return self.keep_name(tag) };
        if self.frame
            && let Address::Here(part) = address::read(&href, self.page)
            && !part.is_empty()
            && !self.book.frame_ids.contains(&part)
        {
            tag.set(ON_EACH_PAGE, part);
            tag.set("hidden", "");
        }
        match self.book.link(self.page, &href, &mut self.met.uses) {
            Link::To(href) => {
                tag.remove("download");
                tag.set("href", href);
            }
            Link::Saves(data, file) => {
                tag.set("href", data);
                tag.set("download", file);
            }
            Link::Nowhere => {
                for name in ["href", "download", "target", "rel", "hreflang", "type"] {
                    tag.remove(name);
                }
                tag.name = "span".to_owned();
                if self.frame {
                    tag.set(DEAD, "");
                }
            }
        }
        self.keep_name(tag);
    }

    /// Remembers which end tag an `<a>` gets.
    fn keep_name(&mut self, tag: &Tag) {
        self.renamed.push(("a".to_owned(), tag.name.clone()));
    }

    /// Radio buttons of one name are a group within their form, and without one within the whole document.
    fn radio(&mut self, tag: &mut Tag) {
        if self.forms == 0 && tag.get("form").is_none() {
            self.met.loose_radios = true;
            tag.set("form", address::of_part(self.page, ""));
        }
    }

    /// A picture that is not there is told by its words, and if it is elsewhere by a link to it.
    fn words_for(&mut self, tag: &Tag) {
        let words = tag.get("alt").unwrap_or_default();
        let src = tag.get("data-src").unwrap_or_default().to_owned();
        self.say(if words.is_empty() { &src } else { words }, &src);
    }

    fn link_in_place_of(&mut self, tag: &Tag) {
        let src = tag.get("src").unwrap_or_default().to_owned();
        self.note(format!(
            "`{src}`: a page within the page would have to be fetched; there is a link to it instead"
        ));
        let words = tag.get("title").unwrap_or(&src).to_owned();
        self.say(&words, &src);
    }

    fn say(&mut self, words: &str, address: &str) {
        let text = Piece::Text(words.to_owned());
        match self.book.link(self.page, address, &mut self.met.uses) {
            Link::To(href) => {
                let attributes = vec![("href".to_owned(), href)];
                self.out.push(Piece::Open(Tag { name: "a".to_owned(), attributes, self_closing: false }));
                self.out.extend([text, Piece::Close("a".to_owned())]);
            }
            _ => self.out.push(text),
        }
    }

    /// What stands in an `<object>` is for those who cannot show it.
    fn object(&mut self, tag: Tag) {
        let data = tag.get("data").unwrap_or_default().to_owned();
        self.note(format!("`{data}`: an object would have to be fetched; what stands for it is there"));
        self.renamed.push((tag.name, "div".to_owned()));
        self.out.push(Piece::Open(Tag { name: "div".to_owned(), ..Tag::default() }));
    }

    fn note(&mut self, what: String) {
        self.met.notes.insert(format!("{}: {what}", self.page));
    }
}

/// What a style in an attribute names.
struct Inline<'s, 'b>(&'s mut Scribe<'b>);

impl Rename for Inline<'_, '_> {
    fn address(&mut self, address: &str, _: bool) -> Option<String> {
        let scribe = &mut *self.0;
        if let Some(id) = address.strip_prefix('#') {
            return Some(css_url(&format!("#{}", scribe.book.place(scribe.page, id))));
        }
        Some(match scribe.book.show(scribe.page, address, &mut scribe.met.uses) {
            Shown::Here(data) => format!("url(\"{data}\")"),
            Shown::Once(name) => format!("var(--{name})"),
            Shown::Missing => {
                scribe.note(format!("`{address}`: it is no file of the site, and a bundle fetches nothing"));
                "url(\"data:,\")".to_owned()
            }
        })
    }

    fn import(&mut self, _: &str) -> String {
        String::new()
    }

    fn is_renamed(&self, _: &str) -> bool {
        false
    }
}

/// `url(…)` in quotation marks where it needs them.
fn css_url(address: &str) -> String {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '#' | '/' | ':' | '.' | '-' | '_' | '~' | '+' | '%');
    match address.chars().all(plain) {
        true => format!("url({address})"),
        false => format!("url(\"{}\")", address.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}
