//! The front page and the pages that list everything of one kind.

use super::article::{EntryView, entry};
use super::collection::{KindView, kinds};
use super::corrections::{CorrectionView, recent};
use super::desk::{Desk, LinkView};
use super::figure::{FigureEntryView, figure_entry};
use super::links::Here;
use super::notice::{Counted, NoticesView, notices};
use super::source::{SourceEntryView, source_entry};
use super::speaker::{ClaimRowView, CountView, SpeakerEntryView, claim_row, speaker_entry, statuses};
use crate::model::{Claim, Key};
use crate::resolve::notices::on_claims;
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

const SITE: Counted = Counted { one: "claim", more: "claims", place: "on this site" };

/// What `claims.html` knows as `page`.
#[derive(Serialize)]
pub(crate) struct ClaimsView {
    notices: NoticesView,
    count: usize,
    statuses: Vec<CountView>,
    groups: Vec<ArticleClaims>,
    speakers: Vec<SpeakerEntryView>,
    figures: Vec<FigureEntryView>,
}

/// The claims that one article defines, in the order of their numbers.
#[derive(Serialize)]
struct ArticleClaims {
    article: LinkView,
    claims: Vec<ClaimRowView>,
}

pub(crate) fn claims(desk: &Desk<'_>, here: &Here) -> ClaimsView {
    let all: Vec<Key<Claim>> = desk.briefing.claims.keys().collect();
    let groups =
        desk.briefing.articles.iter().filter(|(_, article)| !article.claims.is_empty()).map(|(key, _)| {
            let own =
                desk.numbers(key).order().iter().filter(|&&claim| desk.briefing.claims[claim].article == key);
            ArticleClaims {
                article: desk.article_link(here, key),
                claims: own.map(|&claim| claim_row(desk, here, claim)).collect(),
            }
        });
    ClaimsView {
        notices: notices(desk, here, &on_claims(desk.briefing, &all.iter().copied().collect()), SITE),
        count: all.len(),
        statuses: statuses(desk, &all),
        groups: groups.collect(),
        speakers: speakers(desk, here),
        figures: figures(desk, here),
    }
}
