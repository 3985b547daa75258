//! The day on which a command runs.

use crate::model::when::Day;
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS: u64 = 24 * 60 * 60;

/// Today in UTC. `SOURCE_DATE_EPOCH`, the seconds since 1970 that reproducible builds agree on, takes the place of the clock.
pub(super) fn today() -> Day {
    let stated = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    day_of(stated.unwrap_or_else(now))
}

fn day_of(seconds: u64) -> Day {
    Day(i64::try_from(seconds / SECONDS).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_in_utc() {
        assert_eq!(day_of(1_735_343_999), Day::from_civil(2024, 12, 27));
        assert_eq!(day_of(1_735_344_000), Day::from_civil(2024, 12, 28));
    }
}
