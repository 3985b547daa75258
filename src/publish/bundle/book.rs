//! What all pages of a bundle share: who is in it, where links lead, and what becomes of files.

use super::address::{self, Address};
use super::data;
use crate::model::BaseUrl;
use crate::path::RelPath;
use crate::publish::media::{HTML, media_type};
use crate::render::links::{encode, encode_path};
use std::collections::{BTreeMap, BTreeSet};

/// A file that is only linked to is carried along up to this size. What pages show is carried whatever its size.
const LARGEST_CARRIED: usize = 1024 * 1024;

/// The page on which files are listed that several places link to.
pub(super) const FILES_PAGE: &str = "~files";

/// The page on which a bundle lists its pages, where it has no front page of the site.
pub(super) const CONTENTS_PAGE: &str = "index.html";

/// What a bundle is made of.
pub(super) struct Book<'a> {
    /// Its pages, and the ids of each.
    pub(super) pages: BTreeMap<RelPath, BTreeSet<String>>,
    /// Pages that only send their readers on, and where to.
    pub(super) moved: BTreeMap<RelPath, RelPath>,
    /// Pages of the site that are not in it, and the ids of what stands for them.
    pub(super) stand_ins: BTreeMap<RelPath, String>,
    /// The ids of what stands around all pages.
    pub(super) frame_ids: BTreeSet<String>,
    /// The ids that style sheets name.
    pub(super) meant: BTreeSet<String>,
    /// Everything that is no page.
    pub(super) files: &'a BTreeMap<RelPath, Vec<u8>>,
    /// Files that are not carried along for a link alone.
    pub(super) spared: &'a BTreeSet<RelPath>,
    /// Where the site stands, when that is known.
    pub(super) base_url: Option<&'a BaseUrl>,
    /// How often each file is needed, once that was found out.
    pub(super) uses: Uses,
}

/// How often files are needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Uses {
    /// Shown on a page or by a style sheet.
    pub(super) shown: BTreeMap<RelPath, usize>,
    /// Linked to.
    pub(super) linked: BTreeMap<RelPath, usize>,
    /// Linked to and not carried, for they are too large.
    pub(super) too_large: BTreeSet<RelPath>,
}

impl Uses {
    pub(super) fn add(&mut self, other: Self) {
        for (path, times) in other.shown {
            *self.shown.entry(path).or_default() += times;
        }
        self.too_large.extend(other.too_large);
        for (path, times) in other.linked {
            *self.linked.entry(path).or_default() += times;
        }
    }
}

/// What a link becomes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// A link to this address.
    To(String),
    /// A link that saves the file that it holds, under this name.
    Saves(String, String),
    /// Words that lead nowhere.
    Nowhere,
}

/// How a file is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// By its own bytes, on the spot.
    Here(String),
    /// By the class and custom property of this name: it is shown in several places, and carried once.
    Once(String),
    /// Not at all: there is no such file.
    Missing,
}

impl Book<'_> {
    /// The id of a place on `page`: its own, or one of those around all pages, else the page itself.
    pub(super) fn place(&self, page: &RelPath, part: &str) -> String {
        match self.pages.get(page) {
            Some(ids) if ids.contains(part) => address::of_part(page, part),
            _ if self.frame_ids.contains(part) => part.to_owned(),
            _ => address::of_page(page),
        }
    }

    /// What a link on `page` to `href` becomes.
    pub(super) fn link(&self, page: &RelPath, href: &str, uses: &mut Uses) -> Link {
        let (path, part) = match address::read(href, page) {
            Address::Here(part) => return Link::To(address::to(&self.place(page, &part))),
            Address::Outside if is_harmless(href) => return Link::To(href.to_owned()),
            Address::Outside | Address::Nowhere => return Link::Nowhere,
            Address::Within(path, part) => (path, part),
        };
        let path = self.moved.get(&path).unwrap_or(&path);
        if self.pages.contains_key(path) {
            return Link::To(address::to(&self.place(path, part.as_deref().unwrap_or_default())));
        }
        if let Some(id) = self.stand_ins.get(path) {
            return Link::To(address::to(id));
        }
        let file = self.files.get(path).filter(|_| media_type(path) != HTML && !self.spared.contains(path));
        if file.is_some_and(|bytes| bytes.len() > LARGEST_CARRIED) {
            uses.too_large.insert(path.clone());
        } else if let Some(bytes) = file {
            *uses.linked.entry(path.clone()).or_default() += 1;
            return match self.uses.linked.get(path) {
                Some(2..) => Link::To(address::to(&file_id(path))),
                _ => Link::Saves(data::address(path, bytes), path.file_name().to_owned()),
            };
        }
        self.lasting(path, part.as_deref()).map_or(Link::Nowhere, Link::To)
    }

    /// Where a page or file of the site can be found when it is not here.
    fn lasting(&self, path: &RelPath, part: Option<&str>) -> Option<String> {
        let path = encode_path(path.as_str());
        let path = path.strip_suffix("index.html").unwrap_or(&path);
        let part = part.map(|part| format!("#{}", encode(part))).unwrap_or_default();
        self.base_url.map(|base| format!("{base}{path}{part}"))
    }

    /// How the file is shown that `page` shows by the address `src`.
    pub(super) fn show(&self, page: &RelPath, src: &str, uses: &mut Uses) -> Shown {
        let path = match address::read(src, page) {
            Address::Within(path, _) => path,
            Address::Outside if src.trim_start().to_ascii_lowercase().starts_with("data:") => {
                return Shown::Here(src.to_owned());
            }
            _ => return Shown::Missing,
        };
        let Some(bytes) = self.files.get(&path) else { return Shown::Missing };
        *uses.shown.entry(path.clone()).or_default() += 1;
        match self.uses.shown.get(&path) {
            Some(2..) => Shown::Once(self.shared_name(&path)),
            _ => Shown::Here(data::address(&path, bytes)),
        }
    }

    /// The bytes of the file that `page` knows by the address `src`.
    pub(super) fn bytes_of(&self, page: &RelPath, src: &str) -> Option<String> {
        let Address::Within(path, _) = address::read(src, page) else { return None };
        self.files.get(&path).map(|bytes| data::address(&path, bytes))
    }

    /// The files that are shown in several places, with their names.
    pub(super) fn shared(&self) -> impl Iterator<Item = (String, &RelPath, &[u8])> {
        let several = self.uses.shown.iter().filter(|(_, times)| **times > 1);
        several.filter_map(|(path, _)| Some((self.shared_name(path), path, self.files.get(path)?.as_slice())))
    }

    fn shared_name(&self, path: &RelPath) -> String {
        let number = self.uses.shown.keys().position(|known| known == path).unwrap_or_default();
        format!("file-{}", number + 1)
    }

    /// The files that several places link to.
    pub(super) fn listed(&self) -> impl Iterator<Item = (&RelPath, &[u8])> {
        let several = self.uses.linked.iter().filter(|(_, times)| **times > 1);
        several.filter_map(|(path, _)| Some((path, self.files.get(path)?.as_slice())))
    }
}

/// The id of a file's entry on the page that lists files.
pub(super) fn file_id(path: &RelPath) -> String {
    format!("{FILES_PAGE}/{}", address::of_part_alone(path.as_str()))
}

/// Whether a link out of the site can do no more than open something elsewhere.
fn is_harmless(href: &str) -> bool {
    let scheme = href.trim_start().split(':').next().unwrap_or_default().to_ascii_lowercase();
    !matches!(scheme.as_str(), "javascript" | "vbscript" | "data" | "file")
}
