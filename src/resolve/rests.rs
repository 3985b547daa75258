//! What an article rests on: the records that its readers need at hand to see who says so, where, and what others say.

use super::Briefing;
use crate::model::text::{Block, Inline, Target, each_chart, each_inline};
use crate::model::{Article, Claim, Figure, Key, Page, Source, SourceOrigin, Speaker, Speaking};
use std::collections::BTreeSet;

/// Records that an article rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rests {
    /// The figures that it shows, links to or states a number for.
    pub figures: BTreeSet<Key<Figure>>,
    /// The sources of its claims, of the claims that those bear on and of every number of its figures, with all that these
    /// sources were made from.
    pub sources: BTreeSet<Key<Source>>,
    /// Those who speak in any of them.
    pub speakers: BTreeSet<Key<Speaker>>,
    /// The pages that its text links to.
    pub pages: BTreeSet<Key<Page>>,
}

/// What `article` rests on.
#[must_use]
pub fn of_article(briefing: &Briefing, article: Key<Article>) -> Rests {
    let mut rests = Rests::default();
    rests.text(briefing, &briefing.texts.articles[article]);
    let article = &briefing.articles[article];
    for claim in claims(briefing, article.marked.iter().chain(&article.claims).copied()) {
        rests.claim(briefing, &briefing.claims[claim]);
    }
    for figure in rests.figures.clone() {
        rests.figure(briefing, figure);
    }
    rests.what_sources_go_back_to(briefing);
    rests
}

/// These claims, those that they were worked out from, however many steps that takes, and those that they bear on.
fn claims(briefing: &Briefing, own: impl Iterator<Item = Key<Claim>>) -> BTreeSet<Key<Claim>> {
    let mut all: BTreeSet<Key<Claim>> = BTreeSet::new();
    let mut open: Vec<Key<Claim>> = own.collect();
    let mut beside = BTreeSet::new();
    while let Some(claim) = open.pop() {
        if all.insert(claim) {
            let relations = &briefing.claims[claim].relations;
            open.extend(&relations.rests_on);
            let others = [
                &relations.supports,
                &relations.disputes,
                &relations.updates,
                &relations.repeats,
                &relations.part_of,
            ];
            beside.extend(others.into_iter().flatten().copied());
        }
    }
    all.extend(beside);
    all
}

impl Rests {
    fn claim(&mut self, briefing: &Briefing, claim: &Claim) {
        self.speaker(claim.speaker);
        self.speakers.extend(&claim.via);
        self.sources.extend(claim.evidence.iter().map(|evidence| evidence.source));
        self.figures.extend(claim.estimate.map(|estimate| briefing.estimates[estimate].figure));
        self.text(briefing, &claim.note);
    }

    fn figure(&mut self, briefing: &Briefing, figure: Key<Figure>) {
        for estimate in
            briefing.figures[figure].estimates.iter().map(|estimate| &briefing.estimates[*estimate])
        {
            self.speaker(estimate.speaker);
            self.sources.extend(estimate.source);
        }
        let figures = self.figures.clone();
        self.text(briefing, &briefing.texts.figures[figure]);
        // A figure that only another figure's text speaks of is one step too far.
        self.figures = figures;
    }

    fn speaker(&mut self, speaking: Speaking) {
        if let Speaking::Speaker(speaker) = speaking {
            self.speakers.insert(speaker);
        }
    }

    fn text(&mut self, briefing: &Briefing, blocks: &[Block]) {
        each_chart(blocks, &mut |figure| self.figures.extend(briefing.figures.find(figure)));
        each_inline(blocks, &mut |inline| {
            let Inline::Link { target, .. } = inline else { return };
            match target {
                Target::Figure(id) | Target::FigurePart(id, _) => {
                    self.figures.extend(briefing.figures.find(id))
                }
                Target::Source(id) => self.sources.extend(briefing.sources.find(id)),
                Target::Speaker(id) => self.speakers.extend(briefing.speakers.find(id)),
                Target::Page(id, _) => self.pages.extend(briefing.pages.find(id)),
                _ => {}
            }
        });
    }

    fn what_sources_go_back_to(&mut self, briefing: &Briefing) {
        let mut open: Vec<Key<Source>> = self.sources.iter().copied().collect();
        while let Some(source) = open.pop() {
            let source = &briefing.sources[source];
            if let Some(SourceOrigin::Speaker(speaker)) = source.origin {
                self.speakers.insert(speaker);
            }
            open.extend(source.made_from().filter(|parent| self.sources.insert(*parent)));
        }
    }
}
