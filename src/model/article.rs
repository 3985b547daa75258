//! Texts that people read.

use super::{ArticleId, Claim, Collection, Key, PageId, Record, When};
use crate::diagnostic::{Place, Placed};
use crate::path::RelPath;

/// An entry of "What changed".
#[derive(Clone, Debug, Hash, PartialEq)]
pub struct Change {
    /// When.
    pub date: When,
    /// What, in a sentence.
    pub text: String,
}

/// What sort of text an article is, for those who sort texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ArticleKind {
    /// News: what happened and who says so.
    #[default]
    News,
    /// A report: what somebody found out and how.
    Report,
}

/// A briefing: a text whose claims are marked.
#[derive(Clone, Debug, Hash)]
pub struct Article {
    /// Its id.
    pub id: ArticleId,
    /// Where its front matter starts.
    pub place: Place,
    /// What sort of text it is.
    pub kind: ArticleKind,
    /// Its headline.
    pub title: String,
    /// One or two sentences that say what it found.
    pub summary: Option<String>,
    /// When it was published.
    pub date: When,
    /// When it last changed.
    pub updated: Option<When>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The pages of those authors, each at the same place.
    pub author_pages: Vec<Option<Key<Collection>>>,
    /// What it is about, in the order in which its author says so.
    pub tags: Vec<Key<Collection>>,
    /// The series that it is a part of.
    pub series: Option<Key<Collection>>,
    /// The article that it was translated from.
    pub original: Option<Key<Self>>,
    /// The articles that say the same in other languages, the original first.
    pub translations: Vec<Key<Self>>,
    /// Whether it is not to be published yet.
    pub draft: bool,
    /// Whether it is dated after the day on which it is shown to editors, who are told so. What is published says nothing of
    /// days: it has to be the same on any.
    pub ahead: bool,
    /// Its language where it is not the site's, as a BCP 47 tag.
    pub language: Option<String>,
    /// The files at the addresses where it stood before, from which it is still found.
    pub aliases: Vec<Placed<RelPath>>,
    /// Whether a table of contents heads it, where its author says so.
    pub contents: Option<bool>,
    /// What changed since it was published, newest first.
    pub changes: Vec<Change>,
    /// The claims it defines, in the order of the front matter.
    pub claims: Vec<Key<Claim>>,
    /// The claims it marks, other articles' included, in the order of their first mark. A claim's number on the page is its
    /// place here, from 1.
    pub marked: Vec<Key<Claim>>,
}

impl Record for Article {
    type Id = ArticleId;

    fn id(&self) -> &ArticleId {
        &self.id
    }

    fn place(&self) -> Place {
        self.place
    }
}

/// A page without claims: about, method, guide.
#[derive(Clone, Debug, Hash, PartialEq)]
pub struct Page {
    /// Its id.
    pub id: PageId,
    /// Where its front matter starts.
    pub place: Place,
    /// Its title.
    pub title: String,
    /// One sentence on what it is.
    pub summary: Option<String>,
    /// The files at the addresses where it stood before, from which it is still found.
    pub aliases: Vec<Placed<RelPath>>,
    /// Whether the site's footer links to it.
    pub listed: bool,
    /// Whether a table of contents heads it, where its author says so.
    pub contents: Option<bool>,
}

impl Record for Page {
    type Id = PageId;

    fn id(&self) -> &PageId {
        &self.id
    }

    fn place(&self) -> Place {
        self.place
    }
}
