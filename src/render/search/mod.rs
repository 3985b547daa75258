//! Search without a server: an index of our own as classic scripts, and the page that asks it.
//!
//! # Why not Pagefind
//!
//! Pagefind is the best known search for static sites, and it cannot do what is needed here. It fetches its index and runs
//! WebAssembly, and browsers refuse both to a page that was opened from a disk; nor can its files be put into one HTML file. It
//! knows pages, where a reader here looks for a claim with its status. And it would be a second program to install, or as a
//! library more to compile than all of onrecord (166 crates). What it does better: it finds phrases, tolerates slips of the
//! typist, has real stemmers, and stays small on sites of many thousands of pages. Who needs that can run it over the built
//! folder.
//!
//! What is here instead: words by language ([`languages`], [`words`]), weighed by the place in which they stand ([`entries`], [`index`]),
//! in files of at most 64 KB ([`shards`]), of which a query loads the few that it needs. The ranking is BM25 within a place, summed over
//! weighted places and kept in eight steps. It is no more than that: words are found, not phrases or meanings.

mod entries;
mod index;
mod languages;
mod shards;
#[cfg(test)]
mod tests;
mod words;

pub(super) use shards::is_shard;

use super::again::GoOn;
use super::desk::{Desk, LinkView};
use super::links::{self, Here};
use super::speaker::{CountView, statuses};
use crate::model::{Claim, Key};
use crate::path::RelPath;
use index::Index;
use schemars::JsonSchema;
use serde::Serialize;

/// The index of a site, in files; nothing when it was no longer to `go_on`.
pub(super) fn shards(desk: &Desk<'_>, go_on: &GoOn<'_>) -> Option<Vec<(RelPath, Vec<u8>)>> {
    shards::shards(&Index::of(desk, go_on)?, desk.briefing.site.language.as_str(), go_on)
}

/// What `search.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(super) struct SearchView {
    /// The address of the style sheet of the search.
    css: String,
    /// The address of its script.
    js: String,
    /// From this page to the root of the site.
    root: String,
    /// The statuses that claims of this site have.
    statuses: Vec<CountView>,
    /// Everything by name, for readers without scripts.
    lists: Vec<ListView>,
}

/// All records of one kind by name.
#[derive(JsonSchema, Serialize)]
struct ListView {
    /// What they are.
    title: String,
    /// All of them.
    links: Vec<LinkView>,
}

pub(super) fn view(desk: &Desk<'_>, here: &Here) -> SearchView {
    let briefing = desk.briefing;
    let claims: Vec<Key<Claim>> = briefing.claims.keys().collect();
    let pages = briefing.pages.values();
    let lists = [
        list(
            here,
            "nav.articles",
            briefing.articles.keys().map(|key| desk.article_link(here, key)).collect(),
        ),
        list(here, "nav.figures", briefing.figures.keys().map(|key| desk.figure_link(here, key)).collect()),
        list(here, "nav.sources", briefing.sources.keys().map(|key| desk.source_link(here, key)).collect()),
        list(
            here,
            "nav.speakers",
            briefing.speakers.keys().map(|key| desk.speaker_link(here, key)).collect(),
        ),
        list(
            here,
            "nav.pages",
            pages
                .map(|page| LinkView { text: page.title.clone(), href: here.to(&links::page(&page.id)) })
                .collect(),
        ),
    ];
    let home = here.to(&links::home());
    SearchView {
        css: here.to(&links::fixed("search.css")),
        js: here.to(&links::fixed("search.js")),
        root: home.strip_suffix("index.html").unwrap_or(&home).to_owned(),
        statuses: statuses(desk, here, &claims),
        lists: lists.into_iter().filter(|list| !list.links.is_empty()).collect(),
    }
}

fn list(here: &Here, key: &'static str, mut links: Vec<LinkView>) -> ListView {
    links.sort_by_cached_key(|link| (words::fold(&link.text), link.text.clone(), link.href.clone()));
    ListView { title: here.words().text(key).to_owned(), links }
}
