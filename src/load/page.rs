//! Free pages as written.

use super::alias::aliases;
use super::article::body;
use super::fields::Fields;
use super::front;
use crate::diagnostic::{Diagnostics, FileId};
use crate::markdown::Settings;
use crate::model::text::Block;
use crate::model::{Page, PageId};
use std::collections::BTreeSet;

/// A page as written.
#[derive(Clone, Debug, PartialEq)]
pub struct PageDoc {
    /// The page. Nothing in its record has to be resolved, so it is read as it is meant.
    pub page: Page,
    /// The text.
    pub body: Vec<Block>,
}

/// Reads a page.
pub(super) fn page(id: PageId, file: FileId, text: &str, raw_html: bool, out: &mut Diagnostics) -> PageDoc {
    let front = front::split(text, file, "a page", out);
    let settings = Settings { raw_html, claims: BTreeSet::new() };
    let body = body(front.body, front.locator, &settings, out);
    let mut page = Page {
        title: id.to_string(),
        id,
        place: front.place,
        summary: None,
        aliases: Vec::new(),
        listed: false,
        contents: None,
    };
    if let Some(mut fields) =
        front.node.as_ref().and_then(|node| Fields::open(node, "a page", front.place, out))
    {
        if let Some(title) = fields.required_text("title", "it heads the page and every link to it") {
            page.title = title;
        }
        page.summary = fields.text("summary");
        page.listed = fields.flag("listed").unwrap_or(false);
        page.contents = fields.flag("contents");
        page.aliases = aliases(&mut fields);
        fields.close();
    }
    PageDoc { page, body }
}
