//! The front page and the pages that list everything of one kind.

use super::article::{EntryView, entry};
use super::collection::{KindView, kinds};
use super::corrections::{CorrectionView, recent};
use super::desk::Desk;
use super::figure::{FigureEntryView, figure_entry};
use super::links::Here;
use super::source::{SourceEntryView, source_entry};
use super::speaker::{SpeakerEntryView, speaker_entry};
use serde::Serialize;

/// The most recent changes that the front page tells.
const RECENT: usize = 5;

/// What `home.html` knows as `page`.
#[derive(Serialize)]
pub(crate) struct HomeView {
    lead: Option<EntryView>,
    articles: Vec<EntryView>,
    figures: Vec<FigureEntryView>,
    changes: Vec<CorrectionView>,
}

pub(crate) fn home(desk: &Desk<'_>, here: &Here) -> HomeView {
    let mut articles = article_entries(desk, here).into_iter();
    HomeView {
        lead: articles.next(),
        articles: articles.collect(),
        figures: figures(desk, here),
        changes: recent(desk, here, RECENT),
    }
}

/// What `articles.html` knows as `page`.
#[derive(Serialize)]
pub(crate) struct ArticlesView {
    /// The other ways in which they are listed.
    kinds: Vec<KindView>,
    entries: Vec<EntryView>,
}

pub(crate) fn articles(desk: &Desk<'_>, here: &Here) -> ArticlesView {
    ArticlesView { kinds: kinds(desk, here), entries: article_entries(desk, here) }
}

/// All articles, newest first.
pub(crate) fn article_entries(desk: &Desk<'_>, here: &Here) -> Vec<EntryView> {
    desk.briefing.articles.keys().map(|article| entry(desk, here, article)).collect()
}

/// All figures.
pub(crate) fn figures(desk: &Desk<'_>, here: &Here) -> Vec<FigureEntryView> {
    desk.briefing.figures.keys().map(|figure| figure_entry(desk, here, figure)).collect()
}

/// All sources by title.
pub(crate) fn sources(desk: &Desk<'_>, here: &Here) -> Vec<SourceEntryView> {
    let mut all: Vec<_> = desk.briefing.sources.iter().collect();
    all.sort_by_cached_key(|(key, source)| (source.title.to_lowercase(), *key));
    all.into_iter().map(|(key, _)| source_entry(desk, here, key)).collect()
}

/// All speakers by name, those who are not named last.
pub(crate) fn speakers(desk: &Desk<'_>, here: &Here) -> Vec<SpeakerEntryView> {
    let mut all: Vec<_> = desk.briefing.speakers.iter().collect();
    all.sort_by_cached_key(|(key, speaker)| (!speaker.named, speaker.name.to_lowercase(), *key));
    all.into_iter().map(|(key, _)| speaker_entry(desk, here, key)).collect()
}
