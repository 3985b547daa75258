//! The list of all pages, for search engines (sitemaps.org, protocol 0.9).

use super::xml::Xml;
use super::{Job, instant, links};
use crate::model::{BaseUrl, When};
use crate::path::RelPath;
use crate::resolve::Briefing;

/// The pages of one file. The protocol allows 50,000 and 50 MB; an address may have 2,048 characters, so these stay below both.
const AT_MOST: usize = 10_000;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// Which file of the list.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// All pages.
    Whole,
    /// The list of the files that hold the pages, where one is not enough.
    Index,
    /// One of these files, from 0.
    Nth(usize),
}

impl Part {
    pub(super) fn path(self) -> RelPath {
        match self {
            Self::Whole | Self::Index => links::sitemap(),
            Self::Nth(nth) => links::fixed(&format!("sitemap-{}.xml", nth + 1)),
        }
    }
}

/// The files that a list of so many pages takes.
pub(super) fn parts(pages: usize) -> Vec<Part> {
    match pages.div_ceil(AT_MOST) {
        0 | 1 => vec![Part::Whole],
        files => std::iter::once(Part::Index).chain((0..files).map(Part::Nth)).collect(),
    }
}

/// A page that search engines may know of, and when it last changed.
pub(super) struct Listed {
    path: RelPath,
    changed: Option<String>,
}

/// Those of `pages` that search engines may know of.
pub(super) fn listed(briefing: &Briefing, pages: &[(RelPath, Job)]) -> Vec<Listed> {
    let is_open = |job: &Job| match *job {
        Job::NotFound => false,
        Job::Article(key) => !briefing.articles[key].draft,
        _ => true,
    };
    pages
        .iter()
        .filter(|(_, job)| is_open(job))
        .map(|(path, job)| Listed {
            path: path.clone(),
            changed: changed(briefing, *job).and_then(instant::exact),
        })
        .collect()
}

/// When a page last changed, as far as its record tells.
fn changed(briefing: &Briefing, job: Job) -> Option<&When> {
    match job {
        Job::Article(key) => {
            let article = &briefing.articles[key];
            Some(article.updated.as_ref().unwrap_or(&article.date))
        }
        Job::Figure(key) => briefing.figures[key].checked.as_ref(),
        _ => None,
    }
}

/// One file of the list of `pages`, of a site that stands at `base`.
pub(super) fn print(base: &BaseUrl, pages: &[Listed], part: Part) -> Vec<u8> {
    let mut xml = Xml::new();
    match part {
        Part::Index => {
            xml.open("sitemapindex", &[NAMESPACE]);
            for nth in 0..pages.len().div_ceil(AT_MOST) {
                xml.open("sitemap", &[]);
                xml.text("loc", &[], &links::address(base, &Part::Nth(nth).path()));
                xml.close("sitemap");
            }
            xml.close("sitemapindex");
        }
        Part::Whole => urls(&mut xml, base, pages),
        Part::Nth(nth) => urls(&mut xml, base, pages.chunks(AT_MOST).nth(nth).unwrap_or_default()),
    }
    xml.into_bytes()
}

fn urls(xml: &mut Xml, base: &BaseUrl, pages: &[Listed]) {
    xml.open("urlset", &[NAMESPACE]);
    for page in pages {
        xml.open("url", &[]);
        xml.text("loc", &[], &links::address(base, &page.path));
        if let Some(changed) = &page.changed {
            xml.text("lastmod", &[], changed);
        }
        xml.close("url");
    }
    xml.close("urlset");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_too_long_for_one_file_is_a_list_of_files() {
        let base = BaseUrl::parse("https://desk.example/").unwrap();
        let page =
            |n: usize| Listed { path: links::fixed(&format!("sources/s{n}/index.html")), changed: None };
        let pages: Vec<Listed> = (0..2 * AT_MOST + 1).map(page).collect();
        let parts = parts(pages.len());
        let names: Vec<_> = parts.iter().map(|part| part.path().to_string()).collect();
        assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
        let locations = |part: &Part| {
            let text = String::from_utf8(print(&base, &pages, *part)).unwrap();
            let read = roxmltree::Document::parse(&text).unwrap();
            let found = read.descendants().filter(|node| node.has_tag_name((NAMESPACE.1, "loc")));
            found.map(|node| node.text().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let files: Vec<_> = names[1..].iter().map(|name| format!("https://desk.example/{name}")).collect();
        assert_eq!(locations(&parts[0]), files);
        let listed: Vec<_> = parts[1..].iter().flat_map(locations).collect();
        assert_eq!(listed.len(), pages.len());
        assert_eq!(listed.last().unwrap(), &format!("https://desk.example/sources/s{}/", 2 * AT_MOST));
    }
}
