//! The page of a briefing.

use super::card::{CardView, card};
use super::collection::{self, BylineView, SeriesView, TranslationView, bylines, series, translations};
use super::contents::{HeadingView, contents};
use super::data;
use super::desk::{Desk, LinkView};
use super::links::{self, Here};
use super::marks::is_dense;
use super::notice::{Counted, NoticesView, notices};
use super::prose::{BlockView, prose};
use super::since::{self, SinceView};
use super::text::Setting;
use super::words::{self, DateView, StatusView};
use crate::model::{Article, Claim, Key, Source, Status};
use crate::resolve::notices::{on_claims, on_links};
use crate::resolve::summary;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// What `article.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct ArticleView {
    /// Its title.
    title: String,
    /// Whether it is not to be published yet.
    draft: bool,
    /// Whether it is dated after the day of the build.
    ahead: bool,
    /// One or two sentences on it.
    summary: Option<String>,
    /// Who wrote it.
    authors: Vec<BylineView>,
    /// The day it is dated.
    date: DateView,
    /// The day of its last change, where it has changed.
    updated: Option<DateView>,
    /// The same article in other languages.
    translations: Vec<TranslationView>,
    /// The series that it is a part of, and its place there.
    series: Option<SeriesView>,
    /// Its tags.
    tags: Vec<LinkView>,
    /// What became of the sources that it rests on.
    notices: NoticesView,
    /// How much it has.
    counts: Counts,
    /// The figures that its claims give estimates of.
    figures: Vec<LinkView>,
    /// The statuses that its claims have, for the key to the highlights.
    key: Vec<StatusView>,
    /// Whether so much is marked that the marks are lines without a tint, until the reader asks for more.
    dense: bool,
    /// Its headings; none where they are few.
    contents: Vec<HeadingView>,
    /// Its text.
    body: Vec<BlockView>,
    /// How it is sourced, a sentence each.
    sourcing: Vec<String>,
    /// Its claims.
    cards: Vec<CardView>,
    /// What its author changed, the newest first.
    changes: Vec<ChangeView>,
    /// What changed since the site was last published, where it keeps the record of that.
    since: Option<SinceView>,
    /// Its marks as a file of annotations.
    annotations: Option<FileView>,
}

/// A file for machines.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "AnnotationsFile")]
struct FileView {
    /// Its address.
    href: String,
    /// Its media type.
    media_type: &'static str,
}

/// How much an article rests on.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ArticleCounts")]
pub(crate) struct Counts {
    /// How many claims it has.
    claims: usize,
    /// How many sources these rest on.
    sources: usize,
    /// Of how many figures they give estimates.
    figures: usize,
    /// How many of the claims are withdrawn.
    withdrawn: usize,
}

/// A change that its author tells of.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Change")]
struct ChangeView {
    /// The day.
    date: DateView,
    /// What changed.
    text: String,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, key: Key<Article>) -> ArticleView {
    let article = &desk.briefing.articles[key];
    let body = &desk.briefing.texts.articles[key];
    let text = prose(body, Setting { desk, here, article: Some(key), under: 1, footnotes: "" });
    let claims = desk.numbers(key).order();
    let cards = claims.iter().map(|&claim| {
        let mentions = text.mentions.get(&claim).map_or(&[][..], Vec::as_slice);
        card(desk, here, key, claim, mentions)
    });
    let told = on_claims(desk.briefing, &claims.iter().copied().collect());
    let cited = on_links(desk.briefing, body, &told);
    ArticleView {
        title: article.title.clone(),
        draft: article.draft,
        ahead: article.ahead,
        summary: article.summary.clone(),
        authors: bylines(desk, here, article),
        date: words::date(here.words(), &article.date),
        updated: article.updated.as_ref().map(|of| words::date(here.words(), of)),
        translations: translations(desk, here, article),
        series: series(desk, here, key),
        tags: article.tags.iter().map(|&tag| collection::link(desk, here, tag)).collect(),
        notices: notices(desk, here, &told, Counted::Claims).with_cited(desk, here, &cited, true),
        counts: counts(desk, key),
        figures: figures(desk, here, key),
        key: used(desk, here, claims),
        dense: is_dense(body),
        contents: contents(body, article.contents),
        cards: cards.collect(),
        body: text.blocks,
        sourcing: summary::sentences(desk.briefing, key)
            .iter()
            .map(|sentence| here.words().say(sentence))
            .collect(),
        changes: article
            .changes
            .iter()
            .map(|change| ChangeView {
                date: words::short_date(here.words(), &change.date),
                text: change.text.clone(),
            })
            .collect(),
        since: since::of_article(desk, here, key),
        annotations: (!article.marked.is_empty()).then(|| FileView {
            href: here.to(&links::annotations(&article.id)),
            media_type: data::ANNOTATIONS,
        }),
    }
}

/// How many claims, sources and figures an article's page has.
pub(crate) fn counts(desk: &Desk<'_>, key: Key<Article>) -> Counts {
    let claims = desk.numbers(key).order();
    let sources: BTreeSet<Key<Source>> = claims
        .iter()
        .flat_map(|&claim| &desk.briefing.claims[claim].evidence)
        .map(|evidence| evidence.source)
        .collect();
    let figures = desk.uses[key].len();
    let is_withdrawn =
        |claim: &&Key<Claim>| desk.briefing.claims[**claim].standing.status == Status::Withdrawn;
    let withdrawn = claims.iter().filter(is_withdrawn).count();
    Counts { claims: claims.len(), sources: sources.len(), figures, withdrawn }
}

fn figures(desk: &Desk<'_>, here: &Here, key: Key<Article>) -> Vec<LinkView> {
    desk.uses[key].iter().map(|&figure| desk.figure_link(here, figure)).collect()
}

/// The statuses that a page shows, in the order of the key.
fn used(desk: &Desk<'_>, here: &Here, claims: &[Key<Claim>]) -> Vec<StatusView> {
    let there: BTreeSet<Status> =
        claims.iter().map(|&claim| desk.briefing.claims[claim].standing.status).collect();
    Status::ALL
        .into_iter()
        .filter(|status| there.contains(status))
        .map(|of| words::status(here.words(), of))
        .collect()
}

/// An article in a list.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ArticleEntry")]
pub(crate) struct EntryView {
    /// Its title.
    title: String,
    /// Its language where it is not the site's.
    language: Option<String>,
    /// Whether it is not to be published yet.
    draft: bool,
    /// Its address.
    href: String,
    /// One or two sentences on it.
    summary: Option<String>,
    /// The day it is dated.
    date: DateView,
    /// The day of its last change, where it has changed.
    updated: Option<DateView>,
    /// The names of those who wrote it.
    authors: Vec<String>,
    /// How much it has.
    counts: Counts,
}

pub(crate) fn entry(desk: &Desk<'_>, here: &Here, key: Key<Article>) -> EntryView {
    let article = &desk.briefing.articles[key];
    EntryView {
        title: article.title.clone(),
        language: article.language.clone(),
        draft: article.draft,
        href: here.to(&links::article(&article.id)),
        summary: article.summary.clone(),
        date: words::date(here.words(), &article.date),
        updated: article.updated.as_ref().map(|of| words::date(here.words(), of)),
        authors: article.authors.clone(),
        counts: counts(desk, key),
    }
}
