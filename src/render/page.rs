//! Free pages.

use super::desk::Desk;
use super::links::Here;
use super::prose::{BlockView, prose, setting};
use crate::model::{Key, Page};
use serde::Serialize;

/// What `page.html` knows as `page`.
#[derive(Serialize)]
pub(crate) struct PageView {
    title: String,
    summary: Option<String>,
    body: Vec<BlockView>,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, key: Key<Page>) -> PageView {
    let page = &desk.briefing.pages[key];
    PageView {
        title: page.title.clone(),
        summary: page.summary.clone(),
        body: prose(&page.body, setting(desk, here)).blocks,
    }
}
