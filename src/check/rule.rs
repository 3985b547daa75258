//! What a rule is.

use super::Case;
use super::attribution::Voices;
use super::prose::{Paragraph, paragraphs};
use crate::diagnostic::Diagnostic;
use crate::load::Unread;
use crate::model::{Article, Key, Level};
use crate::path::RelPath;

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Whether names lead somewhere, and records are used.
    References,
    /// Whether what is claimed is carried by something.
    Evidence,
    /// Whether readers can tell who speaks.
    Attribution,
    /// Whether numbers are what was said, and compared with what they can be compared with.
    Numbers,
    /// Whether words of likelihood say one thing.
    Likelihood,
    /// Whether links and pictures lead somewhere.
    Links,
    /// Dates, addresses, and what keeps a site usable over the years.
    Hygiene,
    /// Whether a file can be read as what it is.
    Files,
}

impl Family {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::References,
        Self::Evidence,
        Self::Attribution,
        Self::Numbers,
        Self::Likelihood,
        Self::Links,
        Self::Hygiene,
        Self::Files,
    ];

    /// What a list of rules calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::References => "References",
            Self::Evidence => "Evidence",
            Self::Attribution => "Attribution",
            Self::Numbers => "Numbers",
            Self::Likelihood => "Language of likelihood",
            Self::Links => "Links",
            Self::Hygiene => "Hygiene",
            Self::Files => "Files",
        }
    }
}

/// Finds what breaks a rule.
#[derive(Clone, Copy, Debug)]
pub(super) enum Run {
    /// In a whole site.
    Site(fn(&Case<'_>) -> Vec<Diagnostic>),
    /// In one article.
    Article(fn(&OfArticle<'_>) -> Vec<Diagnostic>),
}

/// An article as rules of language read it.
#[derive(Debug)]
pub(super) struct OfArticle<'a> {
    pub(super) case: Case<'a>,
    pub(super) article: &'a Article,
    /// Its paragraphs, taken apart once for all rules.
    pub(super) paragraphs: Vec<Paragraph>,
    /// What a text may call the speakers of the site.
    pub(super) voices: &'a Voices,
}

impl<'a> OfArticle<'a> {
    pub(super) fn new(case: Case<'a>, voices: &'a Voices, key: Key<Article>) -> Self {
        let article = &case.briefing.articles[key];
        Self { case, article, paragraphs: paragraphs(case.briefing, key), voices }
    }
}

/// A rule: what it is called, how loud it is unless the site says otherwise, and how it is checked.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// What it is about.
    pub family: Family,
    /// Its level where `[rules]` does not name it.
    pub level: Level,
    /// Whether a site may give it another level. What would make a page wrong or unreadable may not be switched off.
    pub fixed: bool,
    /// Whether it guesses from the language of a text, and so can be wrong.
    pub guesses: bool,
    /// Whether a breach may only follow from a file that could not be read: a name that seems to lead nowhere, a record
    /// that seems not to be used. It is not told before that file can be read.
    pub consequence: bool,
    /// Whether a breach may only follow from a stored copy that could not be read.
    pub of_copies: bool,
    /// Its page, in Markdown: a heading that says what is wrong, why it matters, an example of each side.
    pub page: &'static str,
    /// Finds what breaks it; nothing for a rule whose breach is met while files are read and names are
    /// looked up.
    pub(super) run: Option<Run>,
}

impl Rule {
    /// A rule that looks at a whole site.
    pub(super) const fn checked(
        name: &'static str,
        family: Family,
        level: Level,
        page: &'static str,
        run: fn(&Case<'_>) -> Vec<Diagnostic>,
    ) -> Self {
        Self { run: Some(Run::Site(run)), ..Self::read(name, family, level, page) }
    }

    /// A rule that looks at one article after another.
    pub(super) const fn of_article(
        name: &'static str,
        family: Family,
        level: Level,
        page: &'static str,
        run: fn(&OfArticle<'_>) -> Vec<Diagnostic>,
    ) -> Self {
        Self { run: Some(Run::Article(run)), ..Self::read(name, family, level, page) }
    }

    /// A rule whose breach is met while files are read and names are looked up.
    pub(super) const fn read(name: &'static str, family: Family, level: Level, page: &'static str) -> Self {
        Self {
            name,
            family,
            level,
            fixed: false,
            guesses: false,
            consequence: false,
            of_copies: false,
            page,
            run: None,
        }
    }

    /// The same rule, which no site can switch off.
    pub(super) const fn fixed(self) -> Self {
        Self { fixed: true, ..self }
    }

    /// The same rule, which guesses from language.
    pub(super) const fn guessing(self) -> Self {
        Self { guesses: true, ..self }
    }

    /// The same rule, whose breach may follow from a file that could not be read.
    pub(super) const fn consequence(self) -> Self {
        Self { consequence: true, ..self }
    }

    /// The same rule, whose breach may follow from a stored copy that could not be read.
    pub(super) const fn of_copies(self) -> Self {
        Self { of_copies: true, ..self }
    }

    /// The files on whose account a breach cannot be told from what only follows from them.
    pub(super) fn waits_for<'a>(&self, unread: &'a Unread) -> impl Iterator<Item = &'a RelPath> + use<'a> {
        let records = unread.records.iter().filter({
            let is = self.consequence;
            move |_| is
        });
        records.chain(unread.copies.iter().filter({
            let is = self.of_copies;
            move |_| is
        }))
    }

    /// What is wrong where it is broken: the first line of its page.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.page.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
    }

    /// Why it matters: what its page says below the title and above the examples.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        let below = self.page.split_once('\n').map_or("", |(_, below)| below);
        below.split("\n## ").next().unwrap_or_default().trim()
    }
}
