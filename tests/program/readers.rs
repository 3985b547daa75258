//! Readers of what a site tells others, none of them ours: of Atom, of XML, of HTML and of JSON-LD.

use crate::fixture::Site;
use atom_syndication::Feed;
use oxjsonld::JsonLdParser;
use oxrdf::{NamedOrBlankNode, Term};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;

/// Where the sites stand.
pub(crate) const BASE: &str = "https://desk.example/briefings/";

/// The file that a server shows at an address of the site, without its fragment.
pub(crate) fn file_at(address: &str) -> Option<String> {
    let path = address.strip_prefix(BASE)?.split('#').next()?;
    let path = String::from_utf8(percent_decoded(path)).ok()?;
    Some(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path })
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut rest = text.as_bytes();
    let mut decoded = Vec::new();
    while let [first, more @ ..] = rest {
        let code = more.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => (decoded.push(byte), rest = &more[2..]).1,
            None => (decoded.push(*first), rest = more).1,
        }
    }
    decoded
}

/// The elements of an HTML text by name, with their attributes.
pub(crate) fn elements(html: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    html5gum::Tokenizer::new(html)
        .flatten()
        .filter_map(|token| match token {
            html5gum::Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
                Some((text(&tag.name), attributes.collect()))
            }
            _ => None,
        })
        .collect()
}

/// Holds that an address of the site has a file, and its fragment a place there.
#[track_caller]
pub(crate) fn leads_somewhere(site: &Site, address: &str) {
    let file = file_at(address).unwrap_or_else(|| panic!("{address} is not of the site"));
    let path = format!("public/{file}");
    assert!(site.path(&path).is_file(), "{address} has no file {file}");
    let Some((_, fragment)) = address.split_once('#') else { return };
    let fragment = String::from_utf8(percent_decoded(fragment)).unwrap();
    let page = site.read(&path);
    let there = elements(&page).iter().any(|(_, attributes)| attributes.get("id") == Some(&fragment));
    assert!(there, "{address} has no place there");
}

pub(crate) fn feed(site: &Site) -> Feed {
    Feed::read_from(BufReader::new(File::open(site.path("public/feed.xml")).unwrap())).unwrap()
}

pub(crate) fn xml(site: &Site, path: &str) -> Vec<String> {
    let text = site.read(path);
    let read = roxmltree::Document::parse(&text).unwrap();
    let all = read.descendants().filter(|node| node.tag_name().name() == "loc");
    all.map(|node| node.text().unwrap().to_owned()).collect()
}

/// The pages of a site, but for the one for lost readers and those that only lead to where a page stands now.
pub(crate) fn pages(site: &Site) -> Vec<(String, String)> {
    let files = site.tree("public").into_iter();
    let pages = files.filter(|(path, _)| path.ends_with(".html") && path != "404.html");
    let pages = pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()));
    pages.filter(|(_, html)| !html.contains("http-equiv=\"refresh\"")).collect()
}

/// What the pages tell, as statements. Terms of schema.org are the only vocabulary, so its context is not fetched.
pub(crate) fn told(site: &Site, page: &str) -> Vec<(String, String, String)> {
    let html = site.read(&format!("public/{page}"));
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">").expect("linked data");
    let json = rest.split("</script>").next().unwrap();
    let parser = JsonLdParser::new()
        .with_base_iri(format!("{BASE}{page}"))
        .unwrap()
        .for_slice(json)
        .with_load_document_callback(|url, _| {
            assert_eq!(url, "https://schema.org");
            Ok(oxjsonld::JsonLdRemoteDocument {
                document: br#"{"@context": {"@vocab": "https://schema.org/"}}"#.to_vec(),
                document_url: url.to_owned(),
            })
        });
    parser
        .map(|quad| {
            let quad = quad.unwrap_or_else(|error| panic!("{page}: {error}\n{json}"));
            let subject = match quad.subject {
                NamedOrBlankNode::NamedNode(node) => node.into_string(),
                NamedOrBlankNode::BlankNode(node) => node.to_string(),
            };
            let object = match quad.object {
                Term::NamedNode(node) => node.into_string(),
                Term::Literal(literal) => literal.value().to_owned(),
                Term::BlankNode(node) => node.to_string(),
            };
            let predicate = quad.predicate.as_str();
            (subject, predicate.rsplit(['/', '#']).next().unwrap().to_owned(), object)
        })
        .collect()
}

pub(crate) fn has_type<'a>(told: &'a [(String, String, String)], kind: &str) -> Vec<&'a str> {
    let kind = format!("https://schema.org/{kind}");
    told.iter()
        .filter(|(_, is, what)| is == "type" && *what == kind)
        .map(|(what, ..)| what.as_str())
        .collect()
}

pub(crate) fn value<'a>(
    told: &'a [(String, String, String)],
    subject: &str,
    property: &str,
) -> Option<&'a str> {
    told.iter().find(|(of, is, _)| of == subject && is == property).map(|(.., value)| value.as_str())
}
