//! Where estimates stand in time, in days since 1970-01-01.

use super::Plotted;
use crate::model::When;
use crate::model::when::{Edge, Moment, Precision};

/// The place of an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// The first day that it can be, or that its period covers.
    pub(super) first: f64,
    /// The last one.
    pub(super) last: f64,
    /// The day it was said, where it speaks of another.
    pub(super) said: Option<f64>,
}

/// Where an estimate stands: at the time it speaks of, else when it was said.
pub(super) fn of(estimate: &Plotted) -> Option<Place> {
    let said = estimate.said.as_ref().and_then(days);
    match (estimate.time.as_ref().and_then(days), said) {
        (Some((first, last)), said) => {
            let said = said.map(|(said, _)| said).filter(|&said| said < first || said > last);
            let said = said.filter(|_| !estimate.covers_period());
            // A single day has a width of its own: it is centred on the place of that day.
            let single = estimate.covers_period() && last - first < 1.0;
            let half = if single { 0.5 } else { 0.0 };
            Some(Place { first: first - half, last: last + half, said })
        }
        (None, Some((first, last))) => Some(Place { first, last, said: None }),
        (None, None) => None,
    }
}

/// The first and the last day; where one side is open or not known, the other stands for both.
pub(super) fn days(when: &When) -> Option<(f64, f64)> {
    let day = |day: Option<crate::model::when::Day>| day.map(|day| day.0 as f64);
    let first = day(when.first_day()).or(day(when.last_day()))?;
    let last = day(when.last_day()).unwrap_or(first).max(first);
    let (opens, closes) = match when {
        When::At(moment) => (clock(moment), clock(moment)),
        When::Interval(start, end) => (edge_clock(start), edge_clock(end)),
        When::OneOf(_) | When::ByThen(_) | When::ThenOrLater(_) => (0.0, 0.0),
    };
    Some((first + opens, last + closes))
}

fn edge_clock(edge: &Edge) -> f64 {
    if let Edge::Moment(moment) = edge { clock(moment) } else { 0.0 }
}

/// The part of the day that has passed, by the clock that the source read.
fn clock(moment: &Moment) -> f64 {
    match moment.precision {
        Precision::Minute(_, _, _, minute, _) => f64::from(minute) / 1440.0,
        _ => 0.0,
    }
}

/// Whether a date is known to the minute.
pub(super) fn has_clock(when: &When) -> bool {
    match when {
        When::At(moment) => matches!(moment.precision, Precision::Minute(..)),
        When::Interval(start, end) => [start, end].into_iter().any(
            |edge| matches!(edge, Edge::Moment(moment) if matches!(moment.precision, Precision::Minute(..))),
        ),
        When::OneOf(_) | When::ByThen(_) | When::ThenOrLater(_) => false,
    }
}
