//! The texts of a site, wherever they stand.

use crate::model::text::{self, Block, Link};
use crate::model::{ArticleId, FigureId, PageId};
use crate::resolve::Briefing;
use std::borrow::Cow;

/// A text of the site, and the page that it stands on.
pub(super) struct Text<'b> {
    pub(super) blocks: &'b [Block],
    pub(super) links: Cow<'b, [Link]>,
    pub(super) has_pictures: bool,
    pub(super) page: Page,
}

impl<'b> Text<'b> {
    fn of(text: &'b text::Text, page: Page) -> Self {
        Self { blocks: text, links: text.links().into(), has_pictures: text.has_pictures(), page }
    }

    fn of_note(note: &'b [Block], page: Page) -> Self {
        Self { blocks: note, links: text::links(note).into(), has_pictures: true, page }
    }
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
    let articles = briefing.articles.iter();
    let articles =
        articles.map(|(key, article)| Text::of(&all.articles[key], Page::Article(article.id.clone())));
    let notes = briefing.claims.values().filter(|claim| !claim.note.is_empty());
    let notes = notes.map(|claim| Text::of_note(&claim.note, Page::Article(claim.id.article.clone())));
    let figures = briefing.figures.iter();
    let figures = figures.map(|(key, figure)| Text::of(&all.figures[key], Page::Figure(figure.id.clone())));
    let pages = briefing.pages.iter();
    let pages = pages.map(|(key, page)| Text::of(&all.pages[key], Page::Free(page.id.clone())));
    articles.chain(notes).chain(figures).chain(pages)
}
