//! Leaving drafts out, with everything that only they would have told of.
//!
//! A draft may be about what is not known to anybody yet. A page of a source, speaker or figure that nothing published refers
//! to would tell of it, and so would a picture, so those go with the drafts.

use super::articles::folder_of;
use super::links::joined;
use crate::diagnostic::{Diagnostics, FileId};
use crate::load::{ArticleDoc, Documents, FigureDoc, SpeakerRef};
use crate::model::text::{Block, Inline, Target, each_chart, each_inline};
use crate::model::{FigureId, SourceId, SpeakerId};
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
    let unseen = figures_of_drafts_alone(&of_drafts, documents);
    let (secret, figures): (Vec<_>, Vec<_>) =
        std::mem::take(&mut documents.figures).into_iter().partition(|figure| unseen.contains(&figure.id));
    documents.figures = figures;
    secret.iter().for_each(|figure| of_drafts.note_figure(figure));
    of_drafts.follow(documents);
    let published = published(documents);
    let gone = |source: &SourceId| of_drafts.sources.contains(source) && !published.sources.contains(source);
    documents.sources.retain(|source| !gone(&source.id.value));
    documents.attachments.retain(|file| {
        let path = file.path.as_str();
        !of_drafts.files.contains(path) || published.files.contains(path)
    });
    documents.snapshots.retain(|snapshot| !gone(&snapshot.source));
    documents.speakers.retain(|speaker| {
        let id = &speaker.id.value;
        !of_drafts.speakers.contains(id) || published.speakers.contains(id)
    });
    let secret = secret.iter().flat_map(FigureDoc::files);
    let files: BTreeSet<FileId> = drafts.iter().map(|article| article.place.file).chain(secret).collect();
    documents.left_out = drafts.into_iter().map(|article| article.id.clone()).collect();
    let of_a_draft = |file: FileId| files.contains(&file);
    told.into_iter().filter(|one| one.at.as_ref().is_none_or(|(place, _)| !of_a_draft(place.file))).collect()
}

/// The figures that drafts refer to, and nothing that is published does, in however many steps.
fn figures_of_drafts_alone(of_drafts: &Used, documents: &Documents) -> BTreeSet<FigureId> {
    let mut seen = Used::default();
    documents.articles.iter().for_each(|article| seen.note_article(article));
    documents.pages.iter().for_each(|page| seen.note_text(&page.body));
    loop {
        let unseen = |figure: &&FigureDoc| {
            of_drafts.figures.contains(&figure.id) && !seen.figures.contains(&figure.id)
        };
        let before = seen.figures.len();
        let (hidden, shown): (Vec<_>, Vec<_>) = documents.figures.iter().partition(unseen);
        shown.iter().for_each(|figure| seen.note_text(&figure.body));
        if seen.figures.len() == before {
            return hidden.into_iter().map(|figure| figure.id.clone()).collect();
        }
    }
}

/// What is referred to by everything that is no draft.
fn published(documents: &Documents) -> Used {
    let mut used = Used::default();
    documents.articles.iter().for_each(|article| used.note_article(article));
    documents.figures.iter().for_each(|figure| used.note_figure(figure));
    documents.pages.iter().for_each(|page| used.note_text(&page.body));
    used.follow(documents);
    used
}

/// Sources, speakers, figures and files that some texts refer to.
#[derive(Default)]
struct Used {
    sources: BTreeSet<SourceId>,
    speakers: BTreeSet<SpeakerId>,
    figures: BTreeSet<FigureId>,
    /// Pictures and other files of articles, by their paths below `content/`.
    files: BTreeSet<String>,
}

impl Used {
    fn note_article(&mut self, article: &ArticleDoc) {
        let folder = folder_of("articles", article.id.as_str());
        each_inline(&article.body, &mut |inline| {
            if let Inline::Image { target: Target::File { path, .. }, .. }
            | Inline::Link { target: Target::File { path, .. }, .. } = inline
            {
                self.files.extend(joined(&folder, path));
            }
        });
        self.note_text(&article.body);
        for claim in &article.claims {
            self.sources.extend(claim.evidence.iter().map(|evidence| evidence.source.value.clone()));
            self.speakers.extend(claim.via.iter().map(|speaker| speaker.value.clone()));
            if let Some(SpeakerRef::Speaker(speaker)) = claim.speaker.as_ref().map(|speaker| &speaker.value) {
                self.speakers.insert(speaker.clone());
            }
            let figure = claim.estimate.as_ref().and_then(|estimate| estimate.figure.as_ref());
            self.figures.extend(figure.map(|figure| figure.value.clone()));
            self.note_text(&claim.note);
        }
    }

    fn note_figure(&mut self, figure: &FigureDoc) {
        for row in &figure.rows {
            self.speakers.extend(row.speaker.iter().map(|speaker| speaker.value.clone()));
            self.sources.extend(row.source.iter().map(|source| source.value.clone()));
        }
        self.note_text(&figure.body);
    }

    fn note_text(&mut self, text: &[Block]) {
        each_chart(text, &mut |figure| self.figures.extend([figure.clone()]));
        each_inline(text, &mut |inline| {
            if let Inline::Link { target, .. } = inline {
                match target {
                    Target::Source(id) => drop(self.sources.insert(id.clone())),
                    Target::Speaker(id) => drop(self.speakers.insert(id.clone())),
                    Target::Figure(id) | Target::FigurePart(id, _) => drop(self.figures.insert(id.clone())),
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
