//! The texts in which readers meet what rests on a record.

use super::{Impact, Readers, Subject};
use crate::model::text::{Block, Inline, Target, each_chart, each_inline};
use crate::model::{Figure, Key};
use crate::resolve::Briefing;
use std::collections::BTreeSet;

pub(super) fn readers(briefing: &Briefing, subject: Subject, impact: &Impact) -> Readers {
    let mut claims = impact.reached();
    let mut figures = impact.figures(briefing);
    match subject {
        Subject::Claim(claim) => drop(claims.insert(claim)),
        Subject::Figure(figure) => drop(figures.insert(figure)),
        Subject::Source(_) | Subject::Speaker(_) => {}
    }
    let leads = |blocks: &[Block]| leads_there(briefing, subject, &figures, blocks);
    let articles = briefing.articles.iter().filter(|(key, article)| {
        article.claims.iter().chain(&article.marked).any(|claim| claims.contains(claim))
            || leads(&briefing.texts.articles[*key])
    });
    let pages = briefing.pages.keys().filter(|key| leads(&briefing.texts.pages[*key]));
    Readers { articles: articles.map(|(key, _)| key).collect(), pages: pages.collect() }
}

/// Whether a text shows or links one of the figures, or links the record itself.
fn leads_there(
    briefing: &Briefing,
    subject: Subject,
    figures: &BTreeSet<Key<Figure>>,
    blocks: &[Block],
) -> bool {
    let is_reached = |id| briefing.figures.find(id).is_some_and(|figure| figures.contains(&figure));
    let mut found = false;
    each_chart(blocks, &mut |figure| found |= is_reached(figure));
    each_inline(blocks, &mut |inline| {
        let Inline::Link { target, .. } = inline else { return };
        found |= match target {
            Target::Figure(id) => is_reached(id),
            Target::Source(id) => briefing.sources.find(id).map(Subject::Source) == Some(subject),
            Target::Speaker(id) => briefing.speakers.find(id).map(Subject::Speaker) == Some(subject),
            _ => false,
        };
    });
    found
}
