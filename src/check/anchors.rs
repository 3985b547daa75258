//! The places of each page that a link can lead to.

use super::texts::Page;
use crate::model::text::{Block, Inline, each_inline, is_reserved_anchor};
use crate::model::{Article, Key};
use crate::resolve::Briefing;
use std::collections::{BTreeMap, BTreeSet};

/// The anchors of pages, gathered when the first link into a page is met.
pub(super) struct Anchors<'b> {
    briefing: &'b Briefing,
    pages: BTreeMap<Page, OfPage>,
}

/// The anchors of one page.
#[derive(Default)]
struct OfPage {
    /// In the order of their names.
    names: BTreeSet<String>,
    /// HTML that its author wrote, which may have anchors of its own.
    html: Vec<String>,
}

impl<'b> Anchors<'b> {
    pub(super) fn new(briefing: &'b Briefing) -> Self {
        Self { briefing, pages: BTreeMap::new() }
    }

    /// Nothing where `page` has the anchor, or may have it; else those that it has.
    pub(super) fn unless_there(
        &mut self,
        page: &Page,
        anchor: &str,
    ) -> Option<impl Iterator<Item = &str> + Clone> {
        // A text fragment names words, not a place. `#top` and an empty one are the top of any page, as HTML has it.
        let anchor = anchor.split(":~:").next().unwrap_or_default();
        let briefing = self.briefing;
        let known = self.pages.entry(page.clone()).or_insert_with(|| OfPage::of(briefing, page));
        let there = anchor.is_empty()
            || anchor.eq_ignore_ascii_case("top")
            || known.names.contains(anchor)
            || is_of_the_theme(anchor)
            || known.html.iter().any(|html| html.contains(anchor));
        (!there).then(|| known.names.iter().map(String::as_str))
    }
}

/// Whether the theme gives the anchor to parts of pages. Those of claims, marks and footnotes are known by name.
fn is_of_the_theme(anchor: &str) -> bool {
    const KNOWN: [&str; 4] = ["claim-", "t-", "fn-", "fnref-"];
    is_reserved_anchor(anchor) && !KNOWN.iter().any(|prefix| anchor.starts_with(prefix))
}

impl OfPage {
    fn of(briefing: &Briefing, page: &Page) -> Self {
        let mut known = Self::default();
        let texts = &briefing.texts;
        match page {
            Page::Article(id) => {
                if let Some(key) = briefing.articles.find(id) {
                    known.text(&texts.articles[key]);
                    known.claims(briefing, key);
                }
            }
            Page::Figure(id) => {
                if let Some(key) = briefing.figures.find(id) {
                    known.text(&texts.figures[key]);
                }
            }
            Page::Free(id) => {
                if let Some(key) = briefing.pages.find(id) {
                    known.text(&texts.pages[key]);
                }
            }
        }
        known
    }

    /// Headings, footnotes and HTML of a text.
    fn text(&mut self, blocks: &[Block]) {
        let mut footnotes = BTreeSet::new();
        self.blocks(blocks, &mut footnotes);
        let mut html = Vec::new();
        each_inline(blocks, &mut |inline| {
            if let Inline::Html(text) = inline {
                html.push(text.clone());
            }
        });
        self.html.extend(html);
        for number in 1..=footnotes.len() {
            self.names.insert(format!("fn-{number}"));
            self.names.insert(format!("fnref-{number}"));
        }
    }

    fn blocks<'t>(&mut self, blocks: &'t [Block], footnotes: &mut BTreeSet<&'t str>) {
        for block in blocks {
            match block {
                Block::Heading { anchor, .. } => {
                    self.names.insert(anchor.clone());
                }
                Block::Footnote { label, .. } => {
                    footnotes.insert(label);
                }
                Block::Html(html) => self.html.push(html.clone()),
                _ => {}
            }
            block.texts().for_each(|text| self.blocks(text, footnotes));
        }
    }

    /// The cards of the claims that an article marks, and their marks.
    fn claims(&mut self, briefing: &Briefing, key: Key<Article>) {
        let article = &briefing.articles[key];
        let mut marks: BTreeMap<String, usize> = BTreeMap::new();
        each_inline(&briefing.texts.articles[key], &mut |inline| {
            if let Inline::Mark { claim, piece, .. } = inline
                && piece.first
            {
                *marks.entry(claim.from(&article.id).name_on(&article.id)).or_default() += 1;
            }
        });
        for (name, count) in marks {
            self.names.insert(format!("t-{name}"));
            self.names.extend((2..=count).map(|nth| format!("t-{name}:{nth}")));
        }
        // A claim that its own article marks nowhere has its card there all the same.
        let shown: BTreeSet<_> = article.marked.iter().chain(&article.claims).collect();
        for claim in shown.into_iter().map(|key| &briefing.claims[*key]) {
            self.names.extend(claim.ids().map(|id| format!("claim-{}", id.name_on(&article.id))));
        }
    }
}
