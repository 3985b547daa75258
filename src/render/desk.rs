//! What every page is made from: the briefing, and what can only be told by looking at all of it, looked up once.

use super::citation::Citations;
use super::links::{self, Here};
use super::marks::Numbers;
use super::sides::Sides;
use crate::model::text::{Inline, Target, each_chart, each_inline};
use crate::model::{Article, Claim, Figure, FigureId, Key, Source, Speaker, Speaking};
use crate::resolve::Briefing;
use crate::resolve::impact::Ties;
use crate::resolve::notices::links as links_of;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The briefing and who points at what in it.
pub(crate) struct Desk<'a> {
    pub(crate) briefing: &'a Briefing,
    pub(crate) sides: Sides,
    /// Claims carried by a source.
    pub(crate) carried: BTreeMap<Key<Source>, Uses>,
    /// Claims that somebody makes.
    pub(crate) made: BTreeMap<Key<Speaker>, Vec<Key<Claim>>>,
    /// Claims that somebody passed on.
    pub(crate) relayed: BTreeMap<Key<Speaker>, Vec<Key<Claim>>>,
    /// Articles that show, link or state a figure.
    pub(crate) users: BTreeMap<Key<Figure>, BTreeSet<Key<Article>>>,
    /// Articles whose text links a source.
    pub(crate) cited: BTreeMap<Key<Source>, BTreeSet<Key<Article>>>,
    /// The other ends of what claims say of one another.
    pub(crate) disputed_by: BTreeMap<Key<Claim>, Vec<Key<Claim>>>,
    pub(crate) updated_by: BTreeMap<Key<Claim>, Vec<Key<Claim>>>,
    pub(crate) used_by: BTreeMap<Key<Claim>, Vec<Key<Claim>>>,
    /// Who rests on whom.
    pub(crate) ties: Ties<'a>,
    pub(crate) citations: Citations,
    numbers: Vec<Numbers>,
}

/// Claims that a source carries, each with the places of that source in its evidence.
pub(crate) type Uses = Vec<(Key<Claim>, Vec<usize>)>;

/// A link and its words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LinkView {
    pub(crate) text: String,
    pub(crate) href: String,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(briefing: &'a Briefing) -> Self {
        let mut desk = Self {
            briefing,
            sides: Sides::of(briefing),
            carried: BTreeMap::new(),
            made: BTreeMap::new(),
            relayed: BTreeMap::new(),
            users: BTreeMap::new(),
            cited: BTreeMap::new(),
            disputed_by: BTreeMap::new(),
            updated_by: BTreeMap::new(),
            used_by: BTreeMap::new(),
            ties: Ties::of(briefing),
            citations: Citations::default(),
            numbers: briefing.articles.values().map(|article| Numbers::of(briefing, article)).collect(),
        };
        for (key, claim) in briefing.claims.iter() {
            desk.note_claim(key, claim);
        }
        for (key, article) in briefing.articles.iter() {
            desk.note_article(key, article);
        }
        desk
    }

    fn note_claim(&mut self, key: Key<Claim>, claim: &Claim) {
        for (at, evidence) in claim.evidence.iter().enumerate() {
            let carried = self.carried.entry(evidence.source).or_default();
            match carried.last_mut() {
                Some((last, places)) if *last == key => places.push(at),
                _ => carried.push((key, vec![at])),
            }
        }
        if let Speaking::Speaker(speaker) = claim.speaker {
            self.made.entry(speaker).or_default().push(key);
        }
        for &speaker in &claim.via {
            self.relayed.entry(speaker).or_default().push(key);
        }
        let back = |map: &mut BTreeMap<_, Vec<_>>, others: &[Key<Claim>]| {
            for &other in others {
                map.entry(other).or_default().push(key);
            }
        };
        back(&mut self.disputed_by, &claim.relations.disputes);
        back(&mut self.updated_by, &claim.relations.updates);
        back(&mut self.used_by, &claim.relations.rests_on);
    }

    fn note_article(&mut self, key: Key<Article>, article: &Article) {
        let briefing = self.briefing;
        let text = &briefing.texts.articles[key];
        let stated =
            article.marked.iter().chain(&article.claims).filter_map(|&claim| briefing.claims[claim].estimate);
        for estimate in stated {
            self.users.entry(briefing.estimates[estimate].figure).or_default().insert(key);
        }
        for (source, _) in links_of(briefing, text) {
            self.cited.entry(source).or_default().insert(key);
        }
        let mut shown: Vec<&FigureId> = Vec::new();
        each_chart(text, &mut |figure| shown.push(figure));
        each_inline(text, &mut |inline| {
            if let Inline::Link { target: Target::Figure(figure) | Target::FigurePart(figure, _), .. } =
                inline
            {
                shown.push(figure);
            }
        });
        for figure in shown.into_iter().filter_map(|id| briefing.figures.find(id)) {
            self.users.entry(figure).or_default().insert(key);
        }
    }

    /// The numbers that claims have on an article's page.
    pub(crate) fn numbers(&self, article: Key<Article>) -> &Numbers {
        &self.numbers[article.row()]
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
