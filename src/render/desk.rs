//! What every page is made from: the briefing, and what can only be told by looking at all of it, looked up once.

use super::backlinks::Backlinks;
use super::citation::Citations;
use super::claims::Claims;
use super::feed;
use super::links::{self, Here};
use super::lists::Lists;
use super::marks::Numbers;
use super::plot::{Drawings, Drawn};
use super::sides::Sides;
use super::timeline::Timeline;
use crate::model::text::{Target, each_chart};
use crate::model::{Article, Claim, Column, Figure, FigureId, Key, Source, Speaker, Speaking, Whole};
use crate::resolve::Briefing;
use crate::resolve::impact::Ties;
use crate::resolve::state::{Logs, State};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The briefing and who points at what in it.
pub(crate) struct Desk<'a> {
    pub(crate) briefing: &'a Briefing,
    pub(crate) sides: Whole<Sides>,
    /// Whether the site has a feed.
    pub(super) has_feed: Whole<bool>,
    /// Claims carried by a source.
    pub(crate) carried: Column<Source, Uses>,
    /// Claims that somebody makes.
    pub(crate) made: Column<Speaker, Vec<Key<Claim>>>,
    /// Claims that somebody passed on.
    pub(crate) relayed: Column<Speaker, Vec<Key<Claim>>>,
    /// Articles that show, link or state a figure.
    pub(crate) users: Column<Figure, BTreeSet<Key<Article>>>,
    /// Figures that an article shows, links or states.
    pub(crate) uses: Column<Article, BTreeSet<Key<Figure>>>,
    /// Articles whose text links a source.
    pub(crate) cited: Column<Source, BTreeSet<Key<Article>>>,
    /// The other ends of what claims say of one another.
    pub(crate) disputed_by: Column<Claim, Vec<Key<Claim>>>,
    pub(crate) updated_by: Column<Claim, Vec<Key<Claim>>>,
    pub(crate) used_by: Column<Claim, Vec<Key<Claim>>>,
    /// Who rests on whom.
    pub(crate) ties: Ties<'a>,
    pub(crate) citations: Arc<Citations>,
    /// What the pages of claims, of the timeline and of other lists hold. Nobody watches it: what is asked of a page is told apart by its print.
    pub(crate) claims: Arc<Claims>,
    pub(crate) timeline: Arc<Timeline>,
    pub(crate) lists: Arc<Lists>,
    #[cfg(feature = "png")]
    pub(crate) sketches: Arc<Drawings<crate::chart::Sketch>>,
    pub(crate) rows: Arc<Drawings<Arc<Drawn>>>,
    numbers: Column<Article, Numbers>,
}

/// Claims that a source carries, each with the places of that source in its evidence.
pub(crate) type Uses = Vec<(Key<Claim>, Vec<usize>)>;

/// A link and its words.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub(crate) struct LinkView {
    /// Its words.
    pub(crate) text: String,
    /// Its address.
    pub(crate) href: String,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(briefing: &'a Briefing) -> Self {
        Self::with(briefing, &Backlinks::of(briefing))
    }

    /// The desk of a briefing whose backlinks are known.
    pub(crate) fn with(briefing: &'a Briefing, backlinks: &Backlinks) -> Self {
        let (numbers, lists) = rayon::join(
            || briefing.articles.values().map(|article| Numbers::of(briefing, article)).collect(),
            || Lists::of(briefing),
        );
        let claims = Claims::of(briefing, &numbers);
        let mut desk = Self {
            briefing,
            sides: backlinks.sides.clone(),
            has_feed: feed::exists(briefing).into(),
            carried: backlinks.carried.clone(),
            made: backlinks.made.clone(),
            relayed: backlinks.relayed.clone(),
            users: Column::new(&briefing.figures),
            uses: Column::new(&briefing.articles),
            cited: Column::new(&briefing.sources),
            disputed_by: backlinks.disputed_by.clone(),
            updated_by: backlinks.updated_by.clone(),
            used_by: backlinks.used_by.clone(),
            ties: Ties::with(briefing, backlinks.ends.clone()),
            citations: Arc::clone(&backlinks.citations),
            claims: Arc::new(claims),
            timeline: Arc::clone(&backlinks.timeline),
            lists: Arc::new(lists),
            #[cfg(feature = "png")]
            sketches: Arc::clone(&backlinks.sketches),
            rows: Arc::clone(&backlinks.rows),
            numbers,
        };
        for (key, article) in briefing.articles.iter() {
            desk.note_article(key, article);
        }
        desk
    }

    fn note_article(&mut self, key: Key<Article>, article: &Article) {
        let briefing = self.briefing;
        let text = &briefing.texts.articles[key];
        let stated =
            article.marked.iter().chain(&article.claims).filter_map(|&claim| briefing.claims[claim].estimate);
        for estimate in stated {
            self.note_use(key, briefing.estimates[estimate].figure);
        }
        for source in text.links().iter().filter_map(|link| match &link.target {
            Target::Source(id) => briefing.sources.find(id),
            _ => None,
        }) {
            self.cited[source].insert(key);
        }
        let mut shown: Vec<&FigureId> = Vec::new();
        each_chart(text, &mut |figure| shown.push(figure));
        shown.extend(text.links().iter().filter_map(|link| match &link.target {
            Target::Figure(figure) | Target::FigurePart(figure, _) => Some(figure),
            _ => None,
        }));
        for figure in shown.into_iter().filter_map(|id| briefing.figures.find(id)) {
            self.note_use(key, figure);
        }
    }

    fn note_use(&mut self, article: Key<Article>, figure: Key<Figure>) {
        self.users[figure].insert(article);
        self.uses[article].insert(figure);
    }

    /// The same desk for the same briefing, which is `watched`; it is written down in `logs` what is looked at.
    pub(crate) fn watched<'w>(&self, watched: &'w Briefing, logs: &mut Logs) -> Desk<'w> {
        Desk {
            briefing: watched,
            sides: logs.add(self.sides.watched()),
            has_feed: logs.add(self.has_feed.watched()),
            carried: logs.add(self.carried.watched()),
            made: logs.add(self.made.watched()),
            relayed: logs.add(self.relayed.watched()),
            users: logs.add(self.users.watched()),
            uses: logs.add(self.uses.watched()),
            cited: logs.add(self.cited.watched()),
            disputed_by: logs.add(self.disputed_by.watched()),
            updated_by: logs.add(self.updated_by.watched()),
            used_by: logs.add(self.used_by.watched()),
            numbers: logs.add(self.numbers.watched()),
            ties: self.ties.watched(watched, logs),
            citations: Arc::clone(&self.citations),
            claims: Arc::clone(&self.claims),
            timeline: Arc::clone(&self.timeline),
            lists: Arc::clone(&self.lists),
            #[cfg(feature = "png")]
            sketches: Arc::clone(&self.sketches),
            rows: Arc::clone(&self.rows),
        }
    }

    /// What the briefing says, whose own `state` is known, and what the desk adds to it, in the order of the logs of
    /// [`Briefing::watched`] and [`watched`](Self::watched).
    pub(crate) fn state(&self, mut state: State) -> State {
        let briefing = self.briefing;
        state.add_whole(&self.sides);
        state.add_whole(&self.has_feed);
        state.add(&self.carried, &briefing.sources);
        state.add(&self.made, &briefing.speakers);
        state.add(&self.relayed, &briefing.speakers);
        state.add(&self.users, &briefing.figures);
        state.add(&self.uses, &briefing.articles);
        state.add(&self.cited, &briefing.sources);
        state.add(&self.disputed_by, &briefing.claims);
        state.add(&self.updated_by, &briefing.claims);
        state.add(&self.used_by, &briefing.claims);
        state.add(&self.numbers, &briefing.articles);
        self.ties.note(&mut state);
        state
    }

    /// The numbers that claims have on an article's page.
    pub(crate) fn numbers(&self, article: Key<Article>) -> &Numbers {
        &self.numbers[article]
    }

    /// The number of a claim on the page of its own article.
    pub(crate) fn number(&self, claim: Key<Claim>) -> usize {
        self.numbers(self.briefing.claims[claim].article).of_claim(claim).unwrap_or_default()
    }

    /// The link to a claim's card in its own article.
    pub(crate) fn claim_href(&self, here: &Here, claim: Key<Claim>) -> String {
        let id = &self.briefing.claims[claim].id;
        here.to_part(&links::article(&id.article), &format!("claim-{}", id.name))
    }

    /// Who speaks, in words.
    pub(crate) fn name(&self, speaking: Speaking) -> String {
        match speaking {
            Speaking::Speaker(key) => self.briefing.speakers[key].name.clone(),
            Speaking::Site => self.briefing.site.title.clone(),
        }
    }

    /// The same with its statement.
    pub(crate) fn claim_link(&self, here: &Here, claim: Key<Claim>) -> LinkView {
        LinkView { text: self.briefing.claims[claim].statement.clone(), href: self.claim_href(here, claim) }
    }

    pub(crate) fn speaker_link(&self, here: &Here, key: Key<Speaker>) -> LinkView {
        let speaker = &self.briefing.speakers[key];
        LinkView { text: speaker.name.clone(), href: here.to(&links::speaker(&speaker.id)) }
    }

    pub(crate) fn source_link(&self, here: &Here, key: Key<Source>) -> LinkView {
        let source = &self.briefing.sources[key];
        LinkView { text: source.title.clone(), href: here.to(&links::source(&source.id)) }
    }

    pub(crate) fn article_link(&self, here: &Here, key: Key<Article>) -> LinkView {
        let article = &self.briefing.articles[key];
        LinkView { text: article.title.clone(), href: here.to(&links::article(&article.id)) }
    }

    pub(crate) fn figure_link(&self, here: &Here, key: Key<Figure>) -> LinkView {
        let figure = &self.briefing.figures[key];
        LinkView { text: figure.title.clone(), href: here.to(&links::figure(&figure.id)) }
    }
}
