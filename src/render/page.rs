//! Free pages.

use super::desk::Desk;
use super::links::Here;
use super::notice::NoticesView;
use super::prose::{BlockView, prose, setting};
use crate::model::{Key, Page};
use crate::resolve::notices::on_links;
use serde::Serialize;

/// What `page.html` knows as `page`.
#[derive(Serialize)]
pub(crate) struct PageView {
    title: String,
    summary: Option<String>,
    notices: NoticesView,
    body: Vec<BlockView>,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, key: Key<Page>) -> PageView {
    let page = &desk.briefing.pages[key];
    let text = &desk.briefing.texts.pages[key];
    PageView {
        title: page.title.clone(),
        summary: page.summary.clone(),
        notices: NoticesView::default().with_cited(desk, here, &on_links(desk.briefing, text, &[]), "page"),
        body: prose(text, setting(desk, here)).blocks,
    }
}
