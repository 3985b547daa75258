//! `feed.xml`: the newest articles with their whole text, for readers of feeds (Atom, RFC 4287).
//!
//! What is read there is away from the site: without its styles and scripts, and with links that have to be whole addresses.
//! So there is a feed only where the site knows its own address.

mod text;

use super::desk::Desk;
use super::links::{self, Here};
use super::text::{Setting, print};
use super::xml::Xml;
use super::{instant, links::address};
use crate::model::{Article, BaseUrl, Direction, Key, Language};
use crate::path::RelPath;
use crate::resolve::Briefing;

/// Whether the site has a feed.
pub(super) fn exists(briefing: &Briefing) -> bool {
    briefing.site.base_url.is_some() && entries(briefing).next().is_some()
}

/// The articles that are in the feed, newest first.
fn entries(briefing: &Briefing) -> impl Iterator<Item = (Key<Article>, &Article)> {
    briefing.articles.iter().filter(|(_, article)| !article.draft).take(briefing.site.feed_entries)
}

/// The feed of a site that stands at `base`.
pub(super) fn print_feed(desk: &Desk<'_>, base: &BaseUrl) -> Vec<u8> {
    let site = &desk.briefing.site;
    let updated = entries(desk.briefing).map(|(_, article)| changed(article)).max().unwrap_or_default();
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", site.language.as_str())]);
    xml.text("title", &[], &site.title);
    if let Some(description) = &site.description {
        xml.text("subtitle", &[], description);
    }
    xml.text("id", &[], base.as_str());
    xml.text("updated", &[], &updated);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", base.as_str())]);
    let own = address(base, &links::feed());
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
    author(&mut xml, site.publisher.as_ref().unwrap_or(&site.title));
    if let Some(licence) = &site.licence {
        xml.text("rights", &[], licence);
    }
    xml.text("generator", &[("version", env!("CARGO_PKG_VERSION"))], "onrecord");
    for (key, article) in entries(desk.briefing) {
        entry(&mut xml, desk, base, key, article);
    }
    xml.close("feed");
    xml.into_bytes()
}

fn entry(xml: &mut Xml, desk: &Desk<'_>, base: &BaseUrl, key: Key<Article>, article: &Article) {
    let page = links::article(&article.id);
    let here = Here::away(page.clone(), base);
    match &article.language {
        Some(language) => xml.open("entry", &[("xml:lang", language)]),
        None => xml.open("entry", &[]),
    }
    xml.text("title", &[], &article.title);
    xml.text("id", &[], &address(base, first_page(article, &page)));
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address(base, &page))]);
    xml.text("published", &[], &instant::of_feed(&article.date));
    xml.text("updated", &[], &changed(article));
    article.authors.iter().for_each(|name| author(xml, name));
    for tag in &article.tags {
        xml.empty("category", &[("term", &desk.briefing.collections[*tag].name)]);
    }
    if let Some(summary) = &article.summary {
        xml.text("summary", &[], summary);
    }
    let language = article.language.as_deref().and_then(Language::new);
    let language = language.as_ref().unwrap_or(&desk.briefing.site.language);
    let is_rtl = language.direction() == Direction::Rtl;
    let blocks = text::for_readers_of_feeds(desk, &here, key);
    let setting = Setting { desk, here: &here, article: None, under: 1, footnotes: "" };
    let text = print(&blocks, setting).0;
    // Few readers of feeds turn a text around by its language.
    xml.text(
        "content",
        &[("type", "html")],
        &match is_rtl {
            true => format!("<div dir=\"rtl\">\n{text}</div>\n"),
            false => text,
        },
    );
    xml.close("entry");
}

/// Readers of feeds know an article by its id: one that has moved keeps the one it had, so that it does not come as new.
fn first_page<'a>(article: &'a Article, page: &'a RelPath) -> &'a RelPath {
    article.aliases.first().map_or(page, |alias| &alias.value)
}

fn author(xml: &mut Xml, name: &str) {
    xml.open("author", &[]);
    xml.text("name", &[], name);
    xml.close("author");
}

/// When an article last changed, never before it was published.
fn changed(article: &Article) -> String {
    let published = instant::of_feed(&article.date);
    article.updated.as_ref().map(instant::of_feed).filter(|updated| *updated > published).unwrap_or(published)
}
