//! Follows every link in every file of an output, as whoever reads it would: browsers by the rules of URLs, feed readers,
//! search engines and programs by the addresses that they are told.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

/// The page that answers at any depth, and whose links therefore start at the root of the host.
const NOT_FOUND: &str = "404.html";

/// An output at an address.
pub(crate) struct Crawl<'a> {
    files: BTreeMap<&'a str, &'a [u8]>,
    /// What each page, and each drawing, can be linked to at.
    places: BTreeMap<&'a str, BTreeSet<String>>,
    /// Where it stands, a folder of a host or of a disk.
    root: Url,
    followed: usize,
    pub(crate) broken: Vec<String>,
}

/// What a file says of others.
#[derive(Default)]
struct Found {
    links: Vec<String>,
    places: BTreeSet<String>,
}

impl<'a> Crawl<'a> {
    /// Follows everything. `root` ends in a slash.
    pub(crate) fn all(output: &'a [(String, Vec<u8>)], root: &str) -> Self {
        let mut crawl = Self {
            files: output.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect(),
            places: BTreeMap::new(),
            root: Url::parse(root).unwrap(),
            followed: 0,
            broken: Vec::new(),
        };
        let mut found = BTreeMap::new();
        for (path, bytes) in &crawl.files {
            let said = read(path, bytes);
            crawl.places.insert(path, said.places);
            found.insert(*path, said.links);
        }
        for (path, links) in found {
            for from in crawl.addresses(path) {
                links.iter().for_each(|link| crawl.follow(path, &from, link));
            }
        }
        for (path, bytes) in crawl.files.clone() {
            crawl.follow_whole_addresses(path, bytes);
        }
        crawl.follow_the_data_package();
        crawl
    }

    pub(crate) fn followed(&self) -> usize {
        self.followed
    }

    fn on_disk(&self) -> bool {
        self.root.scheme() == "file"
    }

    /// Every address at which a file is read: a page with and without its name, and the page for lost readers anywhere.
    fn addresses(&self, path: &str) -> Vec<Url> {
        let at = |path: &str| {
            // Each part by itself, since a name may have what means something in an address.
            let mut url = self.root.clone();
            url.path_segments_mut().unwrap().pop_if_empty().extend(path.split('/'));
            url
        };
        match path.strip_suffix("index.html") {
            _ if path == NOT_FOUND && self.on_disk() => Vec::new(),
            _ if path == NOT_FOUND => ["x", "no/such/page", "no/such/folder/"].map(at).to_vec(),
            Some(folder) if !self.on_disk() => vec![at(path), at(folder)],
            _ => vec![at(path)],
        }
    }

    fn follow(&mut self, path: &str, from: &Url, link: &str) {
        let to = match from.join(link.trim()) {
            Ok(to) => to,
            Err(error) => return self.broken.push(format!("{path}: {link:?} is no address: {error}")),
        };
        if matches!(to.scheme(), "mailto" | "data" | "tag" | "urn" | "blob") {
            return;
        }
        let same_host = to.scheme() == self.root.scheme() && to.authority() == self.root.authority();
        if !same_host {
            if !matches!(to.scheme(), "http" | "https") {
                self.broken.push(format!("{path}: {link:?} has a scheme of its own"));
            }
            return;
        }
        self.followed += 1;
        let here = link.trim_start().starts_with('#');
        // Within a file, whatever address it was read at.
        if let Err(reason) = if here { self.place(path, &to) } else { self.lead(&to) } {
            self.broken.push(format!("{path}: {link:?} {reason}"));
        }
    }

    /// Whether an address below the root has a file, and its fragment a place in it.
    fn lead(&self, to: &Url) -> Result<(), String> {
        let Some(below) = to.path().strip_prefix(self.root.path()) else {
            return Err(format!("leaves the site for {to}"));
        };
        let mut file = decoded(below)?;
        if !self.on_disk() && (file.is_empty() || file.ends_with('/')) {
            file.push_str("index.html");
        }
        self.place(&file, to)
    }

    /// Whether `file` exists and has the place that the fragment of `to` names.
    fn place(&self, file: &str, to: &Url) -> Result<(), String> {
        let Some(places) = self.places.get(file) else {
            return Err(format!("has no file `{file}`"));
        };
        let fragment = decoded(to.fragment().unwrap_or_default().split(":~:").next().unwrap())?;
        let has_places = [".html", ".svg"].iter().any(|ending| file.ends_with(ending));
        match fragment.is_empty() || fragment == "top" || places.contains(&fragment) {
            true => Ok(()),
            false if has_places => Err(format!("has no place `{fragment}` in `{file}`")),
            false => Err(format!("names a place in `{file}`, which has none")),
        }
    }

    /// Whole addresses of the site, in whatever file: feeds, site maps, JSON, tables.
    fn follow_whole_addresses(&mut self, path: &str, bytes: &[u8]) {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let root = self.root.to_string();
        let mut known = BTreeSet::new();
        for (at, _) in text.match_indices(&root) {
            let rest = &text[at..];
            let end =
                rest.find(|c: char| c.is_whitespace() || "\"'<>\\)]}`,;|".contains(c)).unwrap_or(rest.len());
            let address = rest[..end].trim_end_matches('.').replace("&amp;", "&");
            if known.insert(address.clone()) {
                let from = self.root.clone();
                self.follow(path, &from, &address);
            }
        }
    }

    /// A data package names its files by their paths, not by addresses.
    fn follow_the_data_package(&mut self) {
        let Some(json) = self.files.get("datapackage.json") else { return };
        let package: serde_json::Value = serde_json::from_slice(json).unwrap();
        for resource in package["resources"].as_array().unwrap() {
            let path = resource["path"].as_str().unwrap();
            self.followed += 1;
            if !self.files.contains_key(path) {
                self.broken.push(format!("datapackage.json: there is no `{path}`"));
            }
        }
    }
}

fn decoded(text: &str) -> Result<String, String> {
    let text = percent_decode_str(text).decode_utf8().map_err(|_| format!("is not UTF-8: {text}"))?;
    Ok(text.into_owned())
}

fn read(path: &str, bytes: &[u8]) -> Found {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Found::default();
    match path.rsplit('.').next() {
        Some("html" | "htm") => markup(&text, &mut found),
        Some("svg" | "xml" | "atom" | "rss") => {
            markup(&text, &mut found);
            // `<link href="…"/>` of a feed may be relative; texts within it are read on their own and may not be.
            found.links.extend(texts_of_feed(&text));
        }
        Some("css") => style(&text, &mut found.links),
        Some("webmanifest") => {}
        Some("jsonld") => names(&serde_json::from_str(&text).unwrap(), &mut found.places),
        _ => {}
    }
    found
}

/// What JSON-LD names within its own file.
fn names(value: &serde_json::Value, places: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            let own = object.get("id").and_then(|id| id.as_str()?.split_once('#'));
            if let Some((_, part)) = own.filter(|(file, _)| file.is_empty() || file.ends_with(".jsonld")) {
                places.insert(decoded(part).unwrap());
            }
            object.values().for_each(|value| names(value, places));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| names(value, places)),
        _ => {}
    }
}

/// The links and the places of HTML, SVG or XML.
fn markup(text: &str, found: &mut Found) {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut in_style = false;
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Token::StartTag(tag) => {
                in_style = tag.name.as_slice() == b"style" && !tag.self_closing;
                element(&tag, found);
            }
            Token::EndTag(_) => in_style = false,
            Token::String(text) if in_style => style(&String::from_utf8_lossy(&text.value), &mut found.links),
            _ => {}
        }
    }
}

/// Attributes whose value is an address.
const ADDRESSES: [&str; 10] =
    ["href", "xlink:href", "src", "action", "formaction", "poster", "data", "cite", "background", "manifest"];
/// Those that list addresses with what each is for.
const LISTS: [&str; 2] = ["srcset", "imagesrcset"];
/// Attributes that name an element of the same page by its id.
const IDS: [&str; 10] = [
    "for",
    "form",
    "list",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "popovertarget",
];

fn element(tag: &StartTag<()>, found: &mut Found) {
    let tag_name = String::from_utf8_lossy(&tag.name);
    let of = |name: &str| {
        tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(&value.value).into_owned())
    };
    assert_ne!(tag_name, "base", "a `base` breaks links from the disk");
    found.places.extend(of("id"));
    if tag_name == "a" {
        found.places.extend(of("name"));
    }
    found.links.extend(ADDRESSES.iter().filter_map(|name| of(name)));
    for list in LISTS.iter().filter_map(|name| of(name)) {
        let sources = list.split(", ").filter_map(|source| source.split_whitespace().next());
        found.links.extend(sources.map(str::to_owned));
    }
    // To a reader by ear a name that leads nowhere is a broken link.
    for ids in IDS.iter().filter_map(|name| of(name)) {
        found.links.extend(ids.split_whitespace().map(|id| format!("#{id}").replace('%', "%25")));
    }
    for name in ["style", "fill", "stroke", "clip-path", "mask", "filter", "marker-end", "marker-start"] {
        if let Some(value) = of(name) {
            style(&value, &mut found.links);
        }
    }
    if tag_name == "meta"
        && let Some(content) = of("content")
    {
        let refresh = of("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"));
        let lower = content.to_ascii_lowercase();
        match lower.find("url=") {
            Some(at) if refresh => {
                found.links.push(content[at + 4..].trim_matches(['"', '\'', ' ']).to_owned())
            }
            _ if content.starts_with("https://") || content.starts_with("http://") => {
                found.links.push(content)
            }
            _ => {}
        }
    }
}

/// What `url(…)` and `@import "…"` name.
fn style(text: &str, links: &mut Vec<String>) {
    for (at, mark) in text.match_indices("url(") {
        let rest = &text[at + mark.len()..];
        let end = rest.find(')').unwrap_or(rest.len());
        links.push(rest[..end].trim().trim_matches(['"', '\'']).to_owned());
    }
    for (at, mark) in text.match_indices("@import") {
        let rest = text[at + mark.len()..].trim_start();
        if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            links.extend(rest[1..].split(quote).next().map(str::to_owned));
        }
    }
}

/// The links within the HTML that a feed holds as text. A reader of feeds has no page to which they could be relative, so that
/// each has to be whole; a relative one comes back as an address that no site has.
fn texts_of_feed(text: &str) -> Vec<String> {
    let mut inner = Found::default();
    for Ok(token) in Tokenizer::new(text) {
        if let Token::String(text) = token
            && text.value.contains(&b'<')
        {
            markup(&String::from_utf8_lossy(&text.value), &mut inner);
        }
    }
    let whole = |link: &String| Url::parse(link).is_ok();
    let links = inner.links.into_iter();
    links.map(|link| if whole(&link) { link } else { format!("relative-in-a-feed/{link}") }).collect()
}
