//! Documents become a [`Briefing`]: names become references, and what can be worked out is worked out.

use crate::model::{Article, Claim, Estimate, Figure, Page, Site, Source, Speaker, Table};

/// A whole site, as meant.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// What `onrecord.toml` says.
    pub site: Site,
    /// Articles, newest first.
    pub articles: Table<Article>,
    /// Claims, by article, then in the order of its front matter.
    pub claims: Table<Claim>,
    /// Estimates of figures.
    pub estimates: Table<Estimate>,
    /// Figures, by id.
    pub figures: Table<Figure>,
    /// Speakers, by id.
    pub speakers: Table<Speaker>,
    /// Sources, by id.
    pub sources: Table<Source>,
    /// Free pages, by id.
    pub pages: Table<Page>,
}
