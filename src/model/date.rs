//! Dates as records state them, each with the key and the place that state it.

use super::{Article, Claim, Figure, Key, Source, When};
use crate::diagnostic::{Place, Placed};

/// A date that the record of a site states.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StatedDate {
    /// The date, where its author wrote it.
    pub when: Placed<When>,
    /// The key that states it: `said`, `published` …
    pub key: &'static str,
    /// What it is said of.
    pub of: Dated,
}

/// What a date is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dated {
    /// An article.
    Article(Key<Article>),
    /// A claim, or the estimate that it states.
    Claim(Key<Claim>),
    /// A figure.
    Figure(Key<Figure>),
    /// The row of a data file that stands at this place.
    Row(Place),
    /// A source.
    Source(Key<Source>),
}
