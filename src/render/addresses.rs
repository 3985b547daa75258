//! What stands where, for the page for lost readers: a script that names the addresses of the site and its old ones, so that the
//! page can say which of them is like the one that led nowhere. It is asked for by that page alone.

use super::desk::Desk;
use super::links::{self, Here};
use super::redirect::Moved;
use crate::path::RelPath;
use schemars::JsonSchema;
use serde::Serialize;

/// More addresses than these are not named: those that come first are the briefings, the newest first, and then what they rest on.
const AT_MOST: usize = 2000;

/// What `404.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(super) struct LostView {
    /// The script that offers the nearest address.
    js: String,
    /// The script with all addresses of the site.
    addresses: String,
    /// The root of the site, as a path of its host.
    root: String,
}

pub(super) fn view(here: &Here) -> LostView {
    let home = here.to(&links::home());
    LostView {
        js: here.to(&links::fixed("lost.js")),
        addresses: here.to(&links::fixed("addresses.js")),
        root: home.strip_suffix("index.html").unwrap_or(&home).to_owned(),
    }
}

/// The script, which hands the list to the page: address, title and, of an old address, where it leads.
pub(super) fn script(desk: &Desk<'_>) -> Vec<u8> {
    let briefing = desk.briefing;
    let here = Here::at(links::home());
    let old = Moved::all(briefing).into_iter().map(|(moved, nth)| {
        let leads_to = here.to(&moved.page(briefing));
        vec![address(&moved.from(briefing, nth)), moved.title(briefing), leads_to]
    });
    let articles = briefing.articles.keys().map(Moved::Article);
    let figures = briefing.figures.keys().map(Moved::Figure);
    let pages = briefing.pages.keys().map(Moved::Page);
    let speakers = briefing.speakers.keys().map(Moved::Speaker);
    let sources = briefing.sources.keys().map(Moved::Source);
    let records = articles.chain(figures).chain(pages).chain(speakers).chain(sources);
    let now = records.map(|record| {
        let page = record.page(briefing);
        vec![address(&page), record.title(briefing), here.to(&page)]
    });
    let all: Vec<Vec<String>> = old.chain(now).take(AT_MOST).collect();
    // A list of lists of texts can always be written.
    let json = serde_json::to_string(&all).unwrap_or_default();
    format!("onrecordAddresses({json});\n").into_bytes()
}

/// A path as a reader knows it: `articles/x` of `articles/x/index.html`.
fn address(page: &RelPath) -> String {
    let path = page.as_str();
    path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/').to_owned()
}
