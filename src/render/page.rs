//! Free pages.

use super::contents::{HeadingView, contents};
use super::desk::{Desk, LinkView};
use super::links::{self, Here};
use super::notice::NoticesView;
use super::prose::{BlockView, prose, setting};
use crate::model::{Key, Page, PageId};
use crate::resolve::Briefing;
use crate::resolve::notices::on_links;
use schemars::JsonSchema;
use serde::Serialize;

/// What `page.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct PageView {
    /// Its title.
    title: String,
    /// The page that it belongs to.
    above: Option<LinkView>,
    /// One or two sentences on it.
    summary: Option<String>,
    /// What became of the sources that it rests on.
    notices: NoticesView,
    /// Its headings; none where they are few.
    contents: Vec<HeadingView>,
    /// Its text.
    body: Vec<BlockView>,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, key: Key<Page>) -> PageView {
    let page = &desk.briefing.pages[key];
    let text = &desk.briefing.texts.pages[key];
    PageView {
        title: page.title.clone(),
        above: above(desk.briefing, &page.id).map(|key| link(desk, here, key)),
        summary: page.summary.clone(),
        notices: NoticesView::default().with_cited(desk, here, &on_links(desk.briefing, text, &[]), false),
        contents: contents(text, page.contents),
        body: prose(text, setting(desk, here)).blocks,
    }
}

/// The page that another is a part of: `guide` for `guide/format`, where there is such a page.
pub(crate) fn above(briefing: &Briefing, page: &PageId) -> Option<Key<Page>> {
    let mut path = page.as_str();
    while let Some((folder, _)) = path.rsplit_once('/') {
        let found = PageId::new(folder).ok().and_then(|id| briefing.pages.find(&id));
        if found.is_some() {
            return found;
        }
        path = folder;
    }
    None
}

fn link(desk: &Desk<'_>, here: &Here, key: Key<Page>) -> LinkView {
    let page = &desk.briefing.pages[key];
    LinkView { text: page.title.clone(), href: here.to(&links::page(&page.id)) }
}
