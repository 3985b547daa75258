//! A finite number.

use std::cmp::Ordering;
use std::fmt;

/// A finite number, kept in double precision: what was written with up to fifteen significant digits is printed back as it
/// was.
#[derive(Clone, Copy, PartialEq)]
pub struct Number(f64);

impl Number {
    /// Nothing.
    pub const ZERO: Self = Self(0.0);

    /// Keeps `value` when it is finite; minus zero becomes zero.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// stub
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.replace([',', '_'], "").parse().ok().and_then(Self::new)
    }

    /// The value.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// For readers of English: thousands grouped by commas, a million and more in words ("1.2 million") where that loses
    /// nothing, and a true minus.
    #[must_use]
    pub fn for_readers(self) -> String {
        todo!()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The shortest decimal that reads back as the same number.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
