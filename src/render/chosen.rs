//! Which pages belong together, for outputs that do not hold a site file by file.

use super::desk::Desk;
use super::{Job, Theme, jobs, links};
use crate::model::{Article, Key};
use crate::path::RelPath;
use crate::resolve::{Briefing, rests};
use std::collections::BTreeSet;

/// Every page that readers can be led to, the front page first.
#[must_use]
pub fn pages_of_site(briefing: &Briefing, theme: &Theme) -> Vec<RelPath> {
    let pages = jobs(&Desk::new(briefing), theme)
        .into_iter()
        .filter(|(path, job)| path.extension() == Some("html") && !matches!(job, Job::NotFound));
    pages.map(|(path, _)| path).collect()
}

/// The page of an article, and then those of the figures, sources and speakers that it rests on and of the pages it links to.
#[must_use]
pub fn pages_of_article(briefing: &Briefing, article: Key<Article>) -> Vec<RelPath> {
    let rests = rests::of_article(briefing, article);
    let first = std::iter::once(links::article(&briefing.articles[article].id));
    let figures = rests.figures.iter().map(|key| links::figure(&briefing.figures[*key].id));
    let sources = rests.sources.iter().map(|key| links::source(&briefing.sources[*key].id));
    let speakers = rests.speakers.iter().map(|key| links::speaker(&briefing.speakers[*key].id));
    let pages = rests.pages.iter().map(|key| links::page(&briefing.pages[*key].id));
    first.chain(figures).chain(sources).chain(speakers).chain(pages).collect()
}

/// Files that say what the pages say already and are large beside them: the pictures of charts for social cards, and claims
/// and their marks as data.
#[must_use]
pub fn said_on_pages(briefing: &Briefing) -> BTreeSet<RelPath> {
    let pictures = briefing.figures.values().map(|figure| links::figure_file(&figure.id, "png"));
    let marks = briefing.articles.values().map(|article| links::annotations(&article.id));
    pictures.chain(marks).chain(["csv", "json"].map(links::claims_file)).collect()
}
