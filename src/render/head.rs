//! What a page says of itself to those who do not show it: search engines, social networks and readers of feeds.
//!
//! Whatever has to be a whole address is left out where the site does not know its own.

use super::desk::Desk;
use super::html::Html;
use super::links::{self, Here};
use super::picture::{self, Picture};
use super::{Job, instant, linked_data};
use crate::model::{Article, CollectionKind, Key};
use schemars::JsonSchema;
use serde::Serialize;

/// What stands in the head of a page for others than its readers.
#[derive(Default, JsonSchema, Serialize)]
pub(super) struct Head {
    /// The address under which search engines should know the page.
    canonical: Option<String>,
    /// The link to the feed.
    feed: Option<String>,
    /// What networks show where somebody shares the page.
    sharing: Option<SharingView>,
    /// The same in each language, this one included; of what is in one language only, nothing.
    languages: Vec<LanguageView>,
    /// What the page tells, as JSON-LD.
    linked_data: Option<Html>,
}

/// Where a page stands in a language, for search engines.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "PageLanguage")]
struct LanguageView {
    /// The language, as a tag.
    language: String,
    /// The address of the page in it.
    href: String,
}

/// What networks show of a page that somebody shares, in the properties of the Open Graph protocol.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SharingView {
    /// What the page is, by Open Graph: `article` or `website`.
    kind: &'static str,
    /// Its title.
    title: String,
    /// One sentence on it.
    description: Option<String>,
    /// Its whole address.
    url: Option<String>,
    /// Its language and region.
    locale: Option<String>,
    /// The day it is dated.
    published: Option<String>,
    /// The day of its last change.
    updated: Option<String>,
    /// A picture for it.
    picture: Option<PictureView>,
}

/// A picture for where somebody shares the page.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "SharedPicture")]
struct PictureView {
    /// Its whole address.
    href: String,
    /// What it shows.
    alt: String,
    /// Its width in pixels.
    width: Option<u32>,
    /// Its height in pixels.
    height: Option<u32>,
}

/// The head of the page that `job` makes.
pub(super) fn head(desk: &Desk<'_>, here: &Here, job: Job) -> Head {
    let site = &desk.briefing.site;
    let feed = desk.has_feed.then(|| here.to(&links::feed()));
    match job {
        // It stands at no address of its own.
        Job::NotFound => Head { feed, ..Head::default() },
        Job::Redirect(moved, _) => {
            Head { canonical: links::lasting(site, &moved.page(desk.briefing)), ..Head::default() }
        }
        _ => Head {
            canonical: links::lasting(site, here.page()),
            feed,
            sharing: sharing(desk, here, job),
            languages: languages(desk, job),
            linked_data: linked_data::of_page(desk, here, job),
        },
    }
}

/// The article in all its languages. Who reads none of them is led to the original.
fn languages(desk: &Desk<'_>, job: Job) -> Vec<LanguageView> {
    let briefing = desk.briefing;
    let Job::Article(key) = job else { return Vec::new() };
    let article = &briefing.articles[key];
    if article.translations.is_empty() {
        return Vec::new();
    }
    let original = article.original.unwrap_or(key);
    let all = std::iter::once(key).chain(article.translations.iter().copied());
    let mut views: Vec<LanguageView> = all
        .filter_map(|key| {
            let article = &briefing.articles[key];
            let href = links::lasting(&briefing.site, &links::article(&article.id))?;
            Some(LanguageView { language: briefing.language_of(article).to_owned(), href })
        })
        .collect();
    views.sort_by(|a, b| a.language.cmp(&b.language));
    let default = links::lasting(&briefing.site, &links::article(&briefing.articles[original].id));
    views.extend(default.map(|href| LanguageView { language: "x-default".to_owned(), href }));
    views
}

fn sharing(desk: &Desk<'_>, here: &Here, job: Job) -> Option<SharingView> {
    let briefing = desk.briefing;
    let view = match job {
        Job::Home => website(&briefing.site.title, briefing.site.description.clone()),
        Job::Article(key) => article(desk, here, key),
        Job::Figure(key) => {
            let figure = &briefing.figures[key];
            let picture = picture::of_figure(desk, here, key).and_then(|picture| picture_view(desk, picture));
            SharingView { picture, ..website(&figure.title, figure.summary.clone()) }
        }
        Job::Source(key) => website(&briefing.sources[key].title, None),
        Job::Speaker(key) => website(&briefing.speakers[key].name, None),
        Job::Collection(key) => {
            let collection = &briefing.collections[key];
            website(&collection.name, collection.about.clone())
        }
        Job::Page(key) => website(&briefing.pages[key].title, briefing.pages[key].summary.clone()),
        _ => website(here.words().text(list_title(job)?), None),
    };
    let locale = match job {
        Job::Article(key) => briefing.articles[key].language.as_deref(),
        _ => None,
    };
    let locale = region(locale.unwrap_or(briefing.site.language.as_str()));
    Some(SharingView { url: links::lasting(&briefing.site, here.page()), locale, ..view })
}

/// The string that a page that lists everything of one kind is called by.
pub(super) fn list_title(job: Job) -> Option<&'static str> {
    Some(match job {
        Job::Articles(_) => "nav.articles",
        Job::Figures => "nav.figures",
        Job::Sources(_) => "nav.sources",
        Job::Speakers(_) => "nav.speakers",
        Job::Claims(_) => "nav.claims",
        Job::Timeline(_) => "nav.timeline",
        Job::Collections(CollectionKind::Tag) => "nav.tags",
        Job::Collections(CollectionKind::Series) => "nav.series",
        Job::Collections(CollectionKind::Author) => "nav.authors",
        Job::Corrections => "nav.corrections",
        Job::Search => "nav.search",
        _ => return None,
    })
}

fn website(title: &str, description: Option<String>) -> SharingView {
    SharingView {
        kind: "website",
        title: title.to_owned(),
        description,
        url: None,
        locale: None,
        published: None,
        updated: None,
        picture: None,
    }
}

fn article(desk: &Desk<'_>, here: &Here, key: Key<Article>) -> SharingView {
    let article = &desk.briefing.articles[key];
    SharingView {
        kind: "article",
        published: instant::exact(&article.date),
        updated: article.updated.as_ref().and_then(instant::exact),
        picture: picture::of_article(desk, here, key).and_then(|picture| picture_view(desk, picture)),
        ..website(&article.title, article.summary.clone())
    }
}

fn picture_view(desk: &Desk<'_>, picture: Picture) -> Option<PictureView> {
    Some(PictureView {
        href: links::lasting(&desk.briefing.site, &picture.path)?,
        alt: picture.alt,
        width: picture.size.map(|(width, _)| width),
        height: picture.size.map(|(_, height)| height),
    })
}

/// A language as the protocol has it, which takes a region with it (`pt_BR`); nothing where the tag names none.
fn region(tag: &str) -> Option<String> {
    let (language, region) = tag.split_once('-')?;
    let is_region = region.len() == 2 && region.bytes().all(|b| b.is_ascii_alphabetic());
    is_region.then(|| format!("{}_{}", language.to_ascii_lowercase(), region.to_ascii_uppercase()))
}
