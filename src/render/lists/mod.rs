//! The front page and the pages that list everything of one kind.

mod cut;

pub(crate) use cut::{Lists, pages};

use super::article::{EntryView, entry};
use super::collection::{KindView, kinds};
use super::corrections::{CorrectionView, recent};
use super::desk::Desk;
use super::figure::{FigureEntryView, figure_entry};
use super::links::Here;
use super::since::{self, SinceView};
use super::source::{SourceEntryView, source_entry};
use super::speaker::{SpeakerEntryView, speaker_entry};
use crate::model::{Figure, Key};
use cut::{List, path};
use schemars::JsonSchema;
use serde::Serialize;

/// The most recent changes that the front page tells, and the most statuses that moved.
const RECENT: usize = 5;

/// The most briefings and figures that it lists. What is older stands on the pages that list all.
const BRIEFINGS: usize = 12;
const FIGURES: usize = 8;

/// What `home.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct HomeView {
    /// The newest article.
    lead: Option<EntryView>,
    /// The next ones.
    articles: Vec<EntryView>,
    /// The figures that were last said something of.
    figures: Vec<FigureEntryView>,
    /// The last corrections.
    changes: Vec<CorrectionView>,
    /// Statuses that moved since the site was last published.
    moves: Option<SinceView>,
    /// Whether there are more briefings, and more figures, than these.
    more_articles: bool,
    /// Whether there are more figures than these.
    more_figures: bool,
    /// Whether anybody has said anything.
    statements: bool,
}

pub(crate) fn home(desk: &Desk<'_>, here: &Here) -> HomeView {
    let briefing = desk.briefing;
    let mut articles = briefing.articles.keys().take(BRIEFINGS + 1).map(|article| entry(desk, here, article));
    HomeView {
        lead: articles.next(),
        articles: articles.collect(),
        figures: newest_figures(desk).map(|figure| figure_entry(desk, here, figure)).collect(),
        changes: recent(desk, here, RECENT),
        moves: since::moves(desk, here, RECENT),
        more_articles: briefing.articles.len() > BRIEFINGS + 1,
        more_figures: briefing.figures.len() > FIGURES,
        statements: !briefing.claims.is_empty(),
    }
}

/// What `articles.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct ArticlesView {
    /// The other ways in which they are listed.
    kinds: Vec<KindView>,
    #[serde(flatten)]
    list: ListView<EntryView>,
}

/// A page of a list.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "{T}List")]
pub(crate) struct ListView<T> {
    /// What stands on it.
    entries: Vec<T>,
    /// Which page it is, from 1.
    part: usize,
    /// All its pages, where they are several.
    parts: Vec<PartView>,
}

/// One of several pages of a list, by the first and the last of what it lists.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ListPart")]
pub(crate) struct PartView {
    /// Its address.
    href: String,
    /// The first of what it lists.
    from: String,
    /// The last of what it lists.
    to: String,
}

impl<T> ListView<T> {
    fn of<K>(
        here: &Here,
        name: &'static str,
        list: &List<K>,
        part: usize,
        entry: impl Fn(Key<K>) -> T,
    ) -> Self {
        let view = |(nth, (from, to)): (usize, &(String, String))| PartView {
            href: here.to(&path(name, nth)),
            from: from.clone(),
            to: to.clone(),
        };
        Self {
            entries: list.parts[part].iter().map(|&key| entry(key)).collect(),
            part: part + 1,
            parts: list.ends.iter().enumerate().map(view).collect(),
        }
    }
}

pub(crate) fn articles(desk: &Desk<'_>, here: &Here, part: usize) -> ArticlesView {
    let kinds = if part == 0 { kinds(desk, here) } else { Vec::new() };
    let entry = |article| entry(desk, here, article);
    ArticlesView { kinds, list: ListView::of(here, "articles", &desk.lists.articles, part, entry) }
}

/// The figures that somebody estimated last, in the order of the record.
fn newest_figures(desk: &Desk<'_>) -> impl Iterator<Item = Key<Figure>> {
    let briefing = desk.briefing;
    let said = |figure: &Figure| {
        let estimates = figure.estimates.iter().map(|&estimate| &briefing.estimates[estimate]);
        estimates.filter_map(|estimate| estimate.said.as_ref()?.last_day()).max()
    };
    let mut all: Vec<_> = briefing.figures.iter().map(|(key, figure)| (said(figure), key)).collect();
    if all.len() > FIGURES {
        all.sort_by_key(|(day, key)| (std::cmp::Reverse(*day), *key));
    }
    all.into_iter().take(FIGURES).map(|(_, key)| key)
}

/// All figures.
pub(crate) fn figures(desk: &Desk<'_>, here: &Here) -> Vec<FigureEntryView> {
    desk.briefing.figures.keys().map(|figure| figure_entry(desk, here, figure)).collect()
}

/// Sources by title.
pub(crate) fn sources(desk: &Desk<'_>, here: &Here, part: usize) -> ListView<SourceEntryView> {
    ListView::of(here, "sources", &desk.lists.sources, part, |key| source_entry(desk, here, key))
}

/// Speakers by name, those who are not named last.
pub(crate) fn speakers(desk: &Desk<'_>, here: &Here, part: usize) -> ListView<SpeakerEntryView> {
    ListView::of(here, "speakers", &desk.lists.speakers, part, |key| speaker_entry(desk, here, key))
}

/// All speakers, in the same order.
pub(crate) fn all_speakers(desk: &Desk<'_>, here: &Here) -> Vec<SpeakerEntryView> {
    let mut all: Vec<_> = desk.briefing.speakers.iter().collect();
    all.sort_by_cached_key(|(key, speaker)| (!speaker.named, speaker.name.to_lowercase(), *key));
    all.into_iter().map(|(key, _)| speaker_entry(desk, here, key)).collect()
}
