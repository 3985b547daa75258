//! Named and versioned readings of vague words.
//!
//! | words | `span@1` | `acled-floor@1` | `ccc-floor@1` |
//! | --- | --- | --- | --- |
//! | a couple | 2–3 | | |
//! | several, a few, a handful | 3–9 | | |
//! | tens | 20–99 | 10 | |
//! | dozens, several dozen | 24–99 | 12 | |
//! | scores | 40–99 | 20 | |
//! | hundreds, several hundred | 200–999 | 100 | 200 |
//! | thousands, a few thousand | 2,000–9,999 | 1,000 | 2,000 |
//! | tens of thousands | 20,000–99,999 | 10,000 | 20,000 |
//! | hundreds of thousands | 200,000–999,999 | 100,000 | 200,000 |
//! | millions and beyond | from two to one less than ten of them | one of them | |
//! | a couple of (dozen, hundred …) | from two to one less than four of them | one of them | as above |
//!
//! `span@1` is ours: the numbers that would be called so and by no greater word. `acled-floor@1` is the rule of the Armed
//! Conflict Location & Event Data project for reported fatalities, "10 for tens, 12 for dozens, 100 for hundreds, and so
//! on". `ccc-floor@1` is that of the Crowd Counting Consortium. The last two set no upper end, and neither does this tool.

use std::fmt;

use super::{Number, Reading};

/// Whose reading of vague words is used. A convention never changes: a better one gets a new name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Convention {
    /// `span@1`: the interval that the words cover ("several hundred" 200–999).
    #[default]
    Span1,
    /// `acled-floor@1`: the floors that the ACLED codebook counts vague reports at.
    AcledFloor1,
    /// `ccc-floor@1`: the floors of the Crowd Counting Consortium.
    CccFloor1,
    /// `none`: vague words stay words.
    None,
}

/// What vague words say: how many of what ("several", "hundred").
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Vague {
    pub(super) how_many: HowMany,
    pub(super) of: Size,
}

/// A vague count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HowMany {
    /// "a couple of"
    Couple,
    /// "several", "a few"
    Several,
    /// The plural alone: "hundreds".
    Plural,
}

/// What is counted: so many (1, 10, 12, 20 or 100) of a scale (1, 1,000, 1,000,000 …).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Size {
    pub(super) base: u8,
    pub(super) scale: f64,
}

impl Convention {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Span1, Self::AcledFloor1, Self::CccFloor1, Self::None];

    /// The name that is printed wherever its numbers are shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Span1 => "span@1",
            Self::AcledFloor1 => "acled-floor@1",
            Self::CccFloor1 => "ccc-floor@1",
            Self::None => "none",
        }
    }

    /// The convention of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|convention| convention.name() == name)
    }

    /// Its reading of vague words, where it has one.
    pub(super) fn reading(self, vague: Vague) -> Option<Reading> {
        let size = vague.of.value();
        let (low, high) = match self {
            Self::Span1 => vague.span(),
            Self::AcledFloor1 if size > 1.0 => (size, None),
            Self::CccFloor1 if [100.0, 1e3, 1e4, 1e5].contains(&size) => (2.0 * size, None),
            Self::AcledFloor1 | Self::CccFloor1 | Self::None => return None,
        };
        Some(Reading { low: Number::new(low)?, high: high.and_then(Number::new), convention: self })
    }
}

impl Vague {
    fn span(self) -> (f64, Option<f64>) {
        let size = self.of.value();
        // Dozens and scores end, as tens do, where hundreds begin.
        let next = if matches!(self.of.base, 12 | 20) { 100.0 * self.of.scale } else { 10.0 * size };
        match self.how_many {
            HowMany::Couple => (2.0 * size, Some(4.0 * size - 1.0)),
            HowMany::Several if size <= 1.0 => (3.0, Some(9.0)),
            HowMany::Several | HowMany::Plural => (2.0 * size, Some(next - 1.0)),
        }
    }
}

impl Size {
    pub(super) const ONE: Self = Self { base: 1, scale: 1.0 };

    pub(super) fn value(self) -> f64 {
        f64::from(self.base) * self.scale
    }

    /// "tens of thousands"; nothing for what is no count of a scale ("hundreds of dozens").
    pub(super) fn of(self, other: Self) -> Option<Self> {
        match (self.base, other.base) {
            (_, 1) => Some(Self { base: self.base, scale: self.scale * other.scale }),
            _ => None,
        }
    }
}

impl fmt::Display for Convention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_convention_is_found_by_the_name_that_is_printed() {
        for convention in Convention::ALL {
            assert_eq!(Convention::named(convention.name()), Some(convention));
        }
        assert_eq!(Convention::named("span"), None);
    }

    #[test]
    fn spans_of_greater_words_begin_where_lesser_ones_end() {
        let plural = |base, scale| Vague { how_many: HowMany::Plural, of: Size { base, scale } }.span();
        for (lesser, greater) in [
            (plural(10, 1.0), plural(100, 1.0)),
            (plural(12, 1.0), plural(100, 1.0)),
            (plural(100, 1.0), plural(1, 1e3)),
            (plural(1, 1e3), plural(10, 1e3)),
            (plural(100, 1e3), plural(1, 1e6)),
        ] {
            assert_eq!(lesser.1.map(|end| (end + 1.0) * 2.0), Some(greater.0));
        }
    }
}
