//! Leaving drafts out, with everything that only they would have told of.
//!
//! A draft may be about what is not known to anybody yet. A page of a source or speaker that nothing published refers to would
//! tell of it, so those go with the drafts.

use crate::diagnostic::{Diagnostics, FileId};
use crate::load::{ArticleDoc, Documents, SpeakerRef};
use crate::model::text::{Block, Inline, Target, each_inline};
use crate::model::{SourceId, SpeakerId};
use std::collections::BTreeSet;

/// Takes drafts out of `documents`, and out of what was `told` while they were read.
#[must_use]
pub fn leave_out(documents: &mut Documents, told: Diagnostics) -> Diagnostics {
    let (drafts, kept): (Vec<_>, Vec<_>) =
        std::mem::take(&mut documents.articles).into_iter().partition(|article| article.draft);
    documents.articles = kept;
    if drafts.is_empty() {
        return told;
    }
    let mut of_drafts = Used::default();
    drafts.iter().for_each(|article| of_drafts.note_article(article));
    of_drafts.follow(documents);
    let published = published(documents);
    let gone = |source: &SourceId| of_drafts.sources.contains(source) && !published.sources.contains(source);
    documents.sources.retain(|source| !gone(&source.id.value));
    documents.snapshots.retain(|snapshot| !gone(&snapshot.source));
    documents.speakers.retain(|speaker| {
        let id = &speaker.id.value;
        !of_drafts.speakers.contains(id) || published.speakers.contains(id)
    });
    let files: BTreeSet<FileId> = drafts.iter().map(|article| article.place.file).collect();
    documents.left_out = drafts.into_iter().map(|article| article.id).collect();
    let of_a_draft = |file: FileId| files.contains(&file);
    told.into_iter().filter(|one| one.at.as_ref().is_none_or(|(place, _)| !of_a_draft(place.file))).collect()
}

/// What is referred to by everything that is no draft.
fn published(documents: &Documents) -> Used {
    let mut used = Used::default();
    documents.articles.iter().for_each(|article| used.note_article(article));
    for row in documents.figures.iter().flat_map(|figure| &figure.rows) {
        used.speakers.extend(row.speaker.iter().map(|speaker| speaker.value.clone()));
        used.sources.extend(row.source.iter().map(|source| source.value.clone()));
    }
    documents.figures.iter().for_each(|figure| used.note_text(&figure.body));
    documents.pages.iter().for_each(|page| used.note_text(&page.body));
    used.follow(documents);
    used
}

/// Sources and speakers that some texts refer to.
#[derive(Default)]
struct Used {
    sources: BTreeSet<SourceId>,
    speakers: BTreeSet<SpeakerId>,
}

impl Used {
    fn note_article(&mut self, article: &ArticleDoc) {
        self.note_text(&article.body);
        for claim in &article.claims {
            self.sources.extend(claim.evidence.iter().map(|evidence| evidence.source.value.clone()));
            self.speakers.extend(claim.via.iter().map(|speaker| speaker.value.clone()));
            if let Some(SpeakerRef::Speaker(speaker)) = claim.speaker.as_ref().map(|speaker| &speaker.value) {
                self.speakers.insert(speaker.clone());
            }
            self.note_text(&claim.note);
        }
    }

    fn note_text(&mut self, text: &[Block]) {
        each_inline(text, &mut |inline| {
            if let Inline::Link { target, .. } = inline {
                match target {
                    Target::Source(id) => drop(self.sources.insert(id.clone())),
                    Target::Speaker(id) => drop(self.speakers.insert(id.clone())),
                    _ => {}
                }
            }
        });
    }

    /// Adds what the sources themselves come from.
    fn follow(&mut self, documents: &Documents) {
        let mut before = None;
        while before != Some((self.sources.len(), self.speakers.len())) {
            before = Some((self.sources.len(), self.speakers.len()));
            for source in &documents.sources {
                if !self.sources.contains(&source.id.value) {
                    continue;
                }
                self.sources.extend(source.derived_from.iter().map(|from| from.value.clone()));
                if let Some(origin) = &source.origin {
                    self.sources.extend(SourceId::new(origin.value.clone()));
                    self.speakers.extend(SpeakerId::new(origin.value.clone()));
                }
            }
        }
    }
}
