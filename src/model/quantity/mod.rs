//! Numbers as they were said.
//!
//! The words are the datum; a [`Quantity`] is what they are read as. No side of a bound that was not said is ever filled in
//! and no middle is ever made up.

mod convention;
mod number;
pub mod read;
pub mod unit;

pub use convention::Convention;
pub use number::Number;

/// What was said about a value.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Bound {
    /// "3,000"
    Exact(Number),
    /// "about 3,000": no width was said, so there is none.
    Approx(Number),
    /// "more than 3,000": open above, and 3,000 itself is not meant.
    MoreThan(Number),
    /// "at least 3,000": open above.
    AtLeast(Number),
    /// "fewer than 500": open below, and 500 itself is not meant.
    LessThan(Number),
    /// "up to 500": open below.
    AtMost(Number),
    /// "8,000 to 10,000". A best value only where one was said as well ("9,000 ± 500").
    Range {
        /// The lower end as said.
        low: Number,
        /// The upper end as said.
        high: Number,
        /// The value said between them, if one was.
        best: Option<Number>,
    },
    /// "several hundred": words, with the reading of a convention where it has one for them.
    Vague(Option<Reading>),
    /// "heavy losses": no number at all.
    None,
}

/// What a convention makes of vague words. Never mixed with stated bounds.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub struct Reading {
    /// The least that the words are taken for.
    pub low: Number,
    /// The most, where the convention sets one.
    pub high: Option<Number>,
    /// Whose reading it is.
    pub convention: Convention,
}

/// What words about a number say.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Quantity {
    /// The value as far as it was said.
    pub bound: Bound,
    /// The unit that stands with it ("%", "US$", "km").
    pub unit: Option<String>,
}

impl Bound {
    /// The least and the greatest value that the words allow, as stated: open where nothing was said, and nothing for vague
    /// words, since readings are not statements.
    #[must_use]
    pub fn stated(&self) -> (Option<Number>, Option<Number>) {
        match *self {
            Self::Exact(n) => (Some(n), Some(n)),
            Self::MoreThan(n) | Self::AtLeast(n) => (Some(n), None),
            Self::LessThan(n) | Self::AtMost(n) => (None, Some(n)),
            Self::Range { low, high, .. } => (Some(low), Some(high)),
            Self::Approx(_) | Self::Vague(_) | Self::None => (None, None),
        }
    }

    /// The one value that was stated, if one was.
    #[must_use]
    pub fn best(&self) -> Option<Number> {
        match *self {
            Self::Exact(best) | Self::Approx(best) => Some(best),
            Self::Range { best, .. } => best,
            _ => None,
        }
    }

    /// The word in files and data: `exact`, `approx`, `more-than` …
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Approx(_) => "approx",
            Self::MoreThan(_) => "more-than",
            Self::AtLeast(_) => "at-least",
            Self::LessThan(_) => "less-than",
            Self::AtMost(_) => "at-most",
            Self::Range { .. } => "range",
            Self::Vague(_) => "vague",
            Self::None => "none",
        }
    }
}
