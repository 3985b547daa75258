//! The texts of a site, wherever they stand.

use crate::model::text::Block;
use crate::model::{ArticleId, FigureId, PageId};
use crate::resolve::Briefing;

/// A text of the site, and the page that it stands on.
pub(super) struct Text<'b> {
    pub(super) blocks: &'b [Block],
    pub(super) page: Page,
}

/// A page that a link can lead into.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Page {
    Article(ArticleId),
    Figure(FigureId),
    Free(PageId),
}

/// Every text that its author wrote.
pub(super) fn texts(briefing: &Briefing) -> impl Iterator<Item = Text<'_>> {
    let all = &briefing.texts;
    let articles = briefing
        .articles
        .iter()
        .map(|(key, article)| Text { blocks: &all.articles[key], page: Page::Article(article.id.clone()) });
    let notes = briefing
        .claims
        .values()
        .map(|claim| Text { blocks: &claim.note, page: Page::Article(claim.id.article.clone()) });
    let figures = briefing
        .figures
        .iter()
        .map(|(key, figure)| Text { blocks: &all.figures[key], page: Page::Figure(figure.id.clone()) });
    let pages = briefing
        .pages
        .iter()
        .map(|(key, page)| Text { blocks: &all.pages[key], page: Page::Free(page.id.clone()) });
    articles.chain(notes).chain(figures).chain(pages)
}
