//! What authors let stand, with every text that it covers.

use super::Briefing;
use crate::load::Documents;
use crate::model::text::{Inline, each_inline};
use crate::model::{Allowance, ClaimId};
use std::collections::BTreeMap;

/// An allowance, and the claim whose marks it covers as well.
pub(super) type Allowed = (Option<ClaimId>, Allowance);

/// Everything that the records of a site allow.
pub(super) fn collect(documents: &Documents) -> Vec<Allowed> {
    let mut all: Vec<Allowed> = Vec::new();
    for article in &documents.articles {
        all.extend(article.allow.iter().map(|allowed| (None, allowed.clone())));
        for claim in &article.claims {
            let id = ClaimId { article: article.id.clone(), name: claim.name.value.clone() };
            all.extend(claim.allow.iter().map(|allowed| (Some(id.clone()), allowed.clone())));
        }
    }
    for figure in &documents.figures {
        // The rows of its data file are the figure's own.
        let rows = figure.rows.first().zip(figure.rows.last());
        let rows = rows.map(|(first, last)| first.estimate.place.to(last.estimate.place));
        for allowed in &figure.allow {
            let covers = allowed.covers.iter().copied().chain(rows).collect();
            all.push((None, Allowance { covers, ..allowed.clone() }));
        }
    }
    let sources = documents.sources.iter().flat_map(|source| &source.allow);
    let speakers = documents.speakers.iter().flat_map(|speaker| &speaker.allow);
    all.extend(sources.chain(speakers).map(|allowed| (None, allowed.clone())));
    all
}

/// Adds the words that mark each claim, wherever they stand.
pub(super) fn with_marks(allowed: Vec<Allowed>, briefing: &Briefing) -> Vec<Allowance> {
    if allowed.is_empty() {
        return Vec::new();
    }
    let mut marks: BTreeMap<ClaimId, Vec<_>> = BTreeMap::new();
    for (key, article) in briefing.articles.iter() {
        each_inline(&briefing.texts.articles[key], &mut |inline| {
            if let Inline::Mark { claim, place, .. } = inline {
                marks.entry(claim.from(&article.id)).or_default().push(*place);
            }
        });
    }
    allowed
        .into_iter()
        .map(|(claim, mut allowance)| {
            allowance.covers.extend(claim.and_then(|claim| marks.get(&claim)).into_iter().flatten());
            allowance
        })
        .collect()
}
