//! What an author lets stand, and why.

use crate::diagnostic::{Place, Placed};

/// A rule that may be broken within one record, by its author's decision (`allow` and `allow_reason`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Allowance {
    /// The rule's name, where the author wrote it.
    pub rule: Placed<String>,
    /// Why it may be broken here.
    pub reason: String,
    /// The texts that it covers: the record, and the words that a claim marks.
    pub covers: Vec<Place>,
}

impl Allowance {
    /// Whether it covers what starts at `place`.
    #[must_use]
    pub fn covers(&self, place: Place) -> bool {
        self.covers.iter().any(|covered| covered.contains(place))
    }
}
