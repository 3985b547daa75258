//! The values that an estimate leaves open.

use crate::model::{Bound, Estimate, Number};

/// The values that an estimate allows, ends open where nothing was said.
#[derive(Clone, Copy)]
pub(super) struct Range {
    low: Option<Number>,
    high: Option<Number>,
    /// Whether an end itself is not meant ("more than 3,000").
    low_open: bool,
    high_open: bool,
    /// Whether a margin is known: "about 3,000" states none.
    pub(super) width_known: bool,
}

impl Range {
    fn new(low: Option<Number>, high: Option<Number>) -> Self {
        Self { low, high, low_open: false, high_open: false, width_known: true }
    }

    /// Whether all of it lies above all of `other`.
    pub(super) fn above(self, other: Self) -> bool {
        match (other.high, self.low) {
            (Some(high), Some(low)) => low > high || (low == high && (self.low_open || other.high_open)),
            _ => false,
        }
    }

    /// Whether some value lies in both.
    pub(super) fn meets(self, other: Self) -> bool {
        !self.above(other) && !other.above(self)
    }
}

/// What an estimate allows; nothing where it gives no number.
pub(super) fn range(estimate: &Estimate) -> Option<Range> {
    Some(match estimate.quantity.bound {
        Bound::Exact(n) => Range::new(Some(n), Some(n)),
        Bound::Approx(n) => Range { width_known: false, ..Range::new(Some(n), Some(n)) },
        Bound::MoreThan(n) => Range { low_open: true, ..Range::new(Some(n), None) },
        Bound::AtLeast(n) => Range::new(Some(n), None),
        Bound::LessThan(n) => Range { high_open: true, ..Range::new(None, Some(n)) },
        Bound::AtMost(n) => Range::new(None, Some(n)),
        Bound::Range { low, high, .. } => Range::new(Some(low), Some(high)),
        Bound::Vague(Some(reading)) => Range::new(Some(reading.low), reading.high),
        Bound::Vague(None) | Bound::None => return None,
    })
}
