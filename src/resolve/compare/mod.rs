//! What estimates of one figure say about each other (DESIGN §4).

mod note;
mod range;
mod words;

pub use note::note;

use super::{Briefing, is_estimate_withdrawn};
use crate::model::when::Day;
use crate::model::{Claim, Estimate, Figure, Key, Kind, Message, Provenance, When};
use range::range;

/// What a pair of estimates adds up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// They cannot both hold.
    Conflict,
    /// A running total that may simply have grown.
    Later,
    /// Their ranges meet.
    Agree,
    /// They say nothing about each other.
    NotComparable,
}

/// A verdict and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The reason, a sentence.
    pub reason: Message,
}

/// How a pair stands, before it is put into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Finding {
    OtherKind,
    OtherMeasure,
    OtherScope,
    OtherUnit,
    OtherTime,
    /// It hangs on dates that are not known whether they are of one time.
    TimeUnknown,
    NoNumber,
    Meet,
    /// "about 3,000" leaves open how far off it may be.
    NoMargin,
    /// The later total is the greater one.
    Grown(Order),
    /// The later total is the lesser one.
    Fallen(Order),
    /// Totals of which either may be the later one.
    OrderUnknown,
    TimesOnlyOverlap,
    /// Numbers of different days that may be totals or not.
    KindUnstated,
    Apart,
}

/// Which of a pair is surely the later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    SecondIsLater,
    FirstIsLater,
}

impl Finding {
    fn verdict(self) -> Verdict {
        match self {
            Self::Apart | Self::Fallen(_) => Verdict::Conflict,
            Self::Grown(_) => Verdict::Later,
            Self::Meet => Verdict::Agree,
            _ => Verdict::NotComparable,
        }
    }
}

/// The estimates of a figure that still stand, in its order: not revised, nor taken back, nor left without a source.
fn current(briefing: &Briefing, figure: Key<Figure>) -> impl Iterator<Item = Key<Estimate>> {
    briefing.figures[figure].estimates.iter().copied().filter(|key| {
        let estimate = &briefing.estimates[*key];
        estimate.revised_by.is_none() && !is_estimate_withdrawn(briefing, estimate)
    })
}

/// Every pair of estimates of a figure by different speakers that still stand, the earlier first.
#[must_use]
pub fn pairs(briefing: &Briefing, figure: Key<Figure>) -> Vec<(Key<Estimate>, Key<Estimate>, Judgement)> {
    let current: Vec<_> = current(briefing, figure).collect();
    let mut pairs = Vec::new();
    for (n, &a) in current.iter().enumerate() {
        for &b in &current[n + 1..] {
            if briefing.estimates[a].speaker != briefing.estimates[b].speaker {
                pairs.push((a, b, compare(briefing, a, b)));
            }
        }
    }
    pairs
}

/// For each claim whose estimate of the figure cannot hold together with another's, why. Only what claims say is held
/// against the rest: the rows of a data file have no status, and there may be very many of them.
pub(super) fn conflicts(briefing: &Briefing, figure: Key<Figure>) -> Vec<(Key<Claim>, Message)> {
    let current: Vec<_> = current(briefing, figure).collect();
    let mut found = Vec::new();
    for (n, &key) in current.iter().enumerate() {
        let Provenance::Claim(claim) = briefing.estimates[key].provenance else { continue };
        let other = current.iter().enumerate().find_map(|(m, &other)| {
            let (a, b) = if n < m { (key, other) } else { (other, key) };
            let (first, second) = (&briefing.estimates[a], &briefing.estimates[b]);
            let conflict = first.speaker != second.speaker
                && finding(briefing, first, second).verdict() == Verdict::Conflict;
            conflict.then_some((a, b))
        });
        if let Some((a, b)) = other {
            found.push((claim, compare(briefing, a, b).reason));
        }
    }
    found
}

/// What two estimates of one figure say about each other.
#[must_use]
pub fn compare(briefing: &Briefing, a: Key<Estimate>, b: Key<Estimate>) -> Judgement {
    let (first, second) = (&briefing.estimates[a], &briefing.estimates[b]);
    let finding = finding(briefing, first, second);
    Judgement { verdict: finding.verdict(), reason: words::sentence(briefing, first, second, &finding) }
}

fn finding(briefing: &Briefing, first: &Estimate, second: &Estimate) -> Finding {
    if let Some(different) = different_things(briefing, first, second) {
        return different;
    }
    let (Some(range_a), Some(range_b)) = (range(first), range(second)) else { return Finding::NoNumber };
    if range_a.meets(range_b) {
        return Finding::Meet;
    }
    if !(range_a.width_known && range_b.width_known) {
        return Finding::NoMargin;
    }
    match (first.counting.kind(), order(first, second)) {
        (Kind::Stock, Some(order)) => {
            let grown = match order {
                Order::SecondIsLater => range_b.above(range_a),
                Order::FirstIsLater => range_a.above(range_b),
            };
            if grown { Finding::Grown(order) } else { Finding::Fallen(order) }
        }
        (Kind::Stock, None) if !of_one_day(first, second) => Finding::OrderUnknown,
        (Kind::Unstated, _) if !briefing.figures[first.figure].constant && !of_one_day(first, second) => {
            Finding::KindUnstated
        }
        (Kind::Flow | Kind::Level | Kind::Rate, _)
            if !briefing.figures[first.figure].constant && of_different_times(first, second) =>
        {
            Finding::TimesOnlyOverlap
        }
        _ => Finding::Apart,
    }
}

/// Why two estimates do not count the same thing.
fn different_things(briefing: &Briefing, a: &Estimate, b: &Estimate) -> Option<Finding> {
    if a.counting.kind() != b.counting.kind() {
        return Some(Finding::OtherKind);
    }
    if a.measure != b.measure {
        return Some(Finding::OtherMeasure);
    }
    if a.scope != b.scope {
        return Some(Finding::OtherScope);
    }
    if a.unit != b.unit {
        return Some(Finding::OtherUnit);
    }
    if briefing.figures[a.figure].constant {
        return None;
    }
    match (a.counting.kind(), when(a).zip(when(b)).and_then(|(one, other)| one.overlaps(other))) {
        // Totals of different days can be held against each other, and so can what may be totals.
        (Kind::Stock | Kind::Unstated, _) | (_, Some(true)) => None,
        (_, Some(false)) => Some(Finding::OtherTime),
        (_, None) => Some(Finding::TimeUnknown),
    }
}

fn of_different_times(a: &Estimate, b: &Estimate) -> bool {
    when(a).zip(when(b)).is_some_and(|(one, other)| one != other)
}

/// When it holds: at the time that it states, or else when it was said.
fn when(estimate: &Estimate) -> Option<&When> {
    estimate.counting.time().or(estimate.said.as_ref())
}

/// Which is later, where every day that the one may be of lies before every day that the other may be of.
fn order(first: &Estimate, second: &Estimate) -> Option<Order> {
    let before = |one: &Estimate, other: &Estimate| {
        let last = when(one).and_then(When::last_day);
        let first = when(other).and_then(When::first_day);
        last.zip(first).is_some_and(|(last, first)| last < first)
    };
    match () {
        () if before(first, second) => Some(Order::SecondIsLater),
        () if before(second, first) => Some(Order::FirstIsLater),
        () => None,
    }
}

/// Whether both are surely of one and the same day.
fn of_one_day(a: &Estimate, b: &Estimate) -> bool {
    day(a).is_some_and(|one| day(b) == Some(one))
}

/// The one day that it is of, if it is known.
fn day(estimate: &Estimate) -> Option<Day> {
    let when = when(estimate)?;
    when.first_day().filter(|first| when.last_day() == Some(*first))
}
