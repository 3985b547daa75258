//! Pages at old addresses, which lead on to where things stand now.

use super::links::{self, Here};
use crate::diagnostic::{Place, Placed};
use crate::model::{Article, Figure, Key, Page, Source, Speaker};
use crate::path::RelPath;
use crate::resolve::Briefing;
use schemars::JsonSchema;
use serde::Serialize;

/// What stood elsewhere before.
#[derive(Clone, Copy)]
pub(super) enum Moved {
    Article(Key<Article>),
    Figure(Key<Figure>),
    Source(Key<Source>),
    Speaker(Key<Speaker>),
    Page(Key<Page>),
}

impl Moved {
    /// Everything that stood elsewhere before, once for each old address.
    pub(super) fn all(briefing: &Briefing) -> Vec<(Self, usize)> {
        let articles = briefing.articles.keys().map(Self::Article);
        let figures = briefing.figures.keys().map(Self::Figure);
        let sources = briefing.sources.keys().map(Self::Source);
        let speakers = briefing.speakers.keys().map(Self::Speaker);
        let pages = briefing.pages.keys().map(Self::Page);
        let all = articles.chain(figures).chain(sources).chain(speakers).chain(pages);
        all.flat_map(|moved| (0..moved.aliases(briefing).len()).map(move |nth| (moved, nth))).collect()
    }

    fn aliases(self, briefing: &Briefing) -> &[Placed<RelPath>] {
        match self {
            Self::Article(key) => &briefing.articles[key].aliases,
            Self::Figure(key) => &briefing.figures[key].aliases,
            Self::Source(key) => &briefing.sources[key].aliases,
            Self::Speaker(key) => &briefing.speakers[key].aliases,
            Self::Page(key) => &briefing.pages[key].aliases,
        }
    }

    /// The file at the `nth` old address.
    pub(super) fn from(self, briefing: &Briefing, nth: usize) -> RelPath {
        self.aliases(briefing)[nth].value.clone()
    }

    /// Where that address is written.
    pub(super) fn place(self, briefing: &Briefing, nth: usize) -> Place {
        self.aliases(briefing)[nth].place
    }

    /// Where it stands now.
    pub(super) fn page(self, briefing: &Briefing) -> RelPath {
        match self {
            Self::Article(key) => links::article(&briefing.articles[key].id),
            Self::Figure(key) => links::figure(&briefing.figures[key].id),
            Self::Source(key) => links::source(&briefing.sources[key].id),
            Self::Speaker(key) => links::speaker(&briefing.speakers[key].id),
            Self::Page(key) => links::page(&briefing.pages[key].id),
        }
    }

    /// What it is called.
    pub(super) fn title(self, briefing: &Briefing) -> String {
        match self {
            Self::Article(key) => briefing.articles[key].title.clone(),
            Self::Figure(key) => briefing.figures[key].title.clone(),
            Self::Source(key) => briefing.sources[key].title.clone(),
            Self::Speaker(key) => briefing.speakers[key].name.clone(),
            Self::Page(key) => briefing.pages[key].title.clone(),
        }
    }
}

/// What `redirect.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(super) struct RedirectView {
    /// The title of the page that it leads to.
    title: String,
    /// The link to where it stands now.
    href: String,
}

pub(super) fn view(briefing: &Briefing, here: &Here, moved: Moved) -> RedirectView {
    RedirectView { title: moved.title(briefing), href: here.to(&moved.page(briefing)) }
}
