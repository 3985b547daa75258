//! Named and versioned readings of vague words.

use std::fmt;

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
}

impl fmt::Display for Convention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
