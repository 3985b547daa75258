//! Of a bibliography, a site has what it uses: a library holds leads, drafts and private notes that nobody meant to publish.

use crate::diagnostic::Diagnostics;
use crate::load::Documents;
use crate::model::SourceId;
use crate::model::text::{Block, Inline, Target, each_inline};
use std::collections::BTreeSet;

/// Takes out the entries of bibliographies that nothing uses, and gives their ids, so that a misspelt one can be told.
/// What is wrong with an entry is told if it is used.
pub(super) fn keep(documents: &mut Documents, out: &mut Diagnostics) -> BTreeSet<SourceId> {
    if !documents.sources.iter().any(|source| source.in_bibliography) {
        return BTreeSet::new();
    }
    let mut used = used(documents);
    // What a source was made from is used as long as the source is; records may name each other in a circle.
    loop {
        let before = used.len();
        let kept = documents
            .sources
            .iter()
            .filter(|source| !source.in_bibliography || used.contains(&source.id.value));
        let leads: Vec<SourceId> = kept
            .flat_map(|source| {
                let origin =
                    source.origin.as_ref().and_then(|origin| SourceId::new(origin.value.as_str()).ok());
                origin.into_iter().chain(source.derived_from.as_ref().map(|parent| parent.value.clone()))
            })
            .collect();
        used.extend(leads);
        if used.len() == before {
            break;
        }
    }
    let mut left_out = BTreeSet::new();
    documents.sources.retain(|source| {
        let kept = !source.in_bibliography || used.contains(&source.id.value);
        if !kept {
            left_out.insert(source.id.value.clone());
        }
        kept
    });
    for source in &mut documents.sources {
        out.extend(std::mem::take(&mut source.told));
    }
    left_out
}

fn used(documents: &Documents) -> BTreeSet<SourceId> {
    let claims = || documents.articles.iter().flat_map(|article| &article.claims);
    let evidence = claims().flat_map(|claim| &claim.evidence).map(|evidence| &evidence.source.value);
    let rows = documents.figures.iter().flat_map(|figure| &figure.rows);
    let rows = rows.filter_map(|row| row.source.as_ref()).map(|source| &source.value);
    let stored = documents.snapshots.iter().map(|snapshot| &snapshot.source);
    let mut used: BTreeSet<SourceId> = evidence.chain(rows).chain(stored).cloned().collect();
    let articles = documents.articles.iter().map(|article| &article.body);
    let figures = documents.figures.iter().map(|figure| &figure.body);
    let pages = documents.pages.iter().map(|doc| &doc.body);
    let notes = claims().map(|claim| &claim.note);
    for text in articles.chain(figures).chain(pages).chain(notes) {
        linked(text, &mut used);
    }
    used
}

fn linked(text: &[Block], used: &mut BTreeSet<SourceId>) {
    each_inline(text, &mut |inline| {
        if let Inline::Link { target: Target::Source(id), .. } = inline {
            used.insert(id.clone());
        }
    });
}
