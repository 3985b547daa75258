//! Articles as written.

use super::alias::aliases;
use super::claim::{ClaimDoc, claims};
use super::fields::{Fields, date_of, items};
use super::front;
use super::node::Node;
use crate::diagnostic::{Diagnostics, FileId, Place, Placed};
use crate::markdown::{self, Locator, Settings};
use crate::model::text::Block;
use crate::model::{Allowance, ArticleId, ArticleKind, Change, Label, When};
use crate::path::RelPath;
use std::collections::BTreeSet;

/// An article as written.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleDoc {
    /// Its id, from its path.
    pub id: ArticleId,
    /// Where its front matter starts.
    pub place: Place,
    /// `type`
    pub kind: ArticleKind,
    /// `title`
    pub title: String,
    /// `summary`
    pub summary: Option<String>,
    /// `date`; missing only where a diagnostic says so.
    pub date: Option<Placed<When>>,
    /// `updated`
    pub updated: Option<Placed<When>>,
    /// `authors`: ids of their records, or names.
    pub authors: Vec<Placed<String>>,
    /// `tags`
    pub tags: Vec<Placed<Label>>,
    /// `series`
    pub series: Option<Placed<Label>>,
    /// `part`: its place in the series.
    pub part: Option<Placed<u32>>,
    /// `translation_of`
    pub translation_of: Option<Placed<ArticleId>>,
    /// `draft`
    pub draft: bool,
    /// `language`
    pub language: Option<Placed<String>>,
    /// `aliases`: the files at the addresses where it stood before.
    pub aliases: Vec<Placed<RelPath>>,
    /// `contents`
    pub contents: Option<bool>,
    /// `changes`
    pub changes: Vec<Change>,
    /// `claims`
    pub claims: Vec<ClaimDoc>,
    /// `allow`
    pub allow: Vec<Allowance>,
    /// The text.
    pub body: Vec<Block>,
}

impl ArticleDoc {
    /// Whether it differs from what it was `before` in nothing but its text.
    pub(super) fn differs_in_text_alone(&self, before: &Self) -> bool {
        *self == Self { body: self.body.clone(), ..before.clone() }
    }
}

/// The sorts of articles by name.
pub(super) const KINDS: [(&str, ArticleKind); 2] =
    [("news", ArticleKind::News), ("report", ArticleKind::Report)];

/// Reads an article.
pub(super) fn article(
    id: ArticleId,
    file: FileId,
    text: &str,
    raw_html: bool,
    out: &mut Diagnostics,
) -> ArticleDoc {
    let front = front::split(text, file, "an article", out);
    let notes = Settings { raw_html, claims: BTreeSet::new() };
    let mut doc = ArticleDoc {
        title: id.to_string(),
        id,
        place: front.place,
        kind: ArticleKind::default(),
        summary: None,
        date: None,
        updated: None,
        authors: Vec::new(),
        tags: Vec::new(),
        series: None,
        part: None,
        translation_of: None,
        draft: false,
        language: None,
        aliases: Vec::new(),
        contents: None,
        changes: Vec::new(),
        claims: Vec::new(),
        allow: Vec::new(),
        body: Vec::new(),
    };
    if let Some(node) = &front.node {
        let whole = Place::new(file, 0..text.len());
        read_front(&mut doc, node, whole, &notes, out);
    }
    let settings =
        Settings { claims: doc.claims.iter().map(|claim| claim.name.value.to_string()).collect(), ..notes };
    doc.body = body(front.body, front.locator, &settings, out);
    doc
}

fn read_front(doc: &mut ArticleDoc, node: &Node, whole: Place, notes: &Settings, out: &mut Diagnostics) {
    let Some(mut fields) = Fields::open(node, "an article", doc.place, out) else { return };
    if let Some(title) = fields.required_text("title", "it heads the page and every link to it") {
        doc.title = title;
    }
    doc.date = fields.when("date");
    if doc.date.is_none() && fields.node("date").is_none() {
        fields.missing("date", "a reader has to know as of when a briefing speaks");
    }
    doc.kind = fields.word("type", &KINDS).map(|kind| kind.value).unwrap_or_default();
    doc.summary = fields.text("summary");
    doc.updated = fields.when("updated");
    doc.authors = fields.texts("authors");
    read_ties(doc, &mut fields);
    doc.draft = fields.flag("draft").unwrap_or(false);
    doc.language = fields.placed_text("language");
    doc.aliases = aliases(&mut fields);
    doc.contents = fields.flag("contents");
    doc.allow = fields.allow(whole);
    if let Some(node) = fields.node("changes") {
        doc.changes = items(node).iter().filter_map(|item| change(item, fields.out)).collect();
    }
    if let Some(node) = fields.node("claims") {
        doc.claims = claims(node, notes, fields.out);
    }
    fields.close();
}

/// What ties it to other articles.
fn read_ties(doc: &mut ArticleDoc, fields: &mut Fields<'_, '_>) {
    doc.tags = fields.all_parsed("tags", "bad-value", Label::new);
    doc.series = fields.parsed("series", "bad-value", Label::new);
    doc.part = fields.parsed("part", "bad-value", part);
    if doc.part.is_some() && doc.series.is_none() && fields.node("series").is_none() {
        fields.missing("series", "a part is a part of something, and readers are led to the others");
    }
    doc.translation_of = fields
        .parsed("translation_of", "bad-id", |text| ArticleId::new(text).map_err(|error| error.to_string()));
}

fn part(text: &str) -> Result<u32, String> {
    let part = text.parse().ok().filter(|part| (1..=9999).contains(part));
    part.ok_or_else(|| "not a whole number from 1 on".to_owned())
}

fn change(node: &Node, out: &mut Diagnostics) -> Option<Change> {
    let mut fields = Fields::open(node, "an entry of `changes`", node.place, out)?;
    let date = fields.placed_text("date");
    if date.is_none() {
        fields.missing("date", "a change is of use when readers can tell what they read before it");
    }
    let text = fields.required_text("text", "readers have to be told what changed");
    let date = date.and_then(|date| date_of(&date, "date", fields.out));
    fields.close();
    Some(Change { date: date?.value, text: text? })
}

/// Reads the text below front matter.
pub(super) fn body(text: &str, locator: Locator, settings: &Settings, out: &mut Diagnostics) -> Vec<Block> {
    markdown::parse(text, locator, settings, out)
}
