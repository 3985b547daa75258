//! What estimates of one figure say about each other (DESIGN §4).

use super::Briefing;
use super::english::{capital, count_of};
use super::status::name_of;
use crate::model::{Bound, Counting, Estimate, Figure, Key, Kind, Number, When};

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
    pub reason: String,
}

impl Judgement {
    fn new(verdict: Verdict, reason: impl Into<String>) -> Self {
        Self { verdict, reason: reason.into() }
    }
}

/// Pairs beyond this many estimates are not gone through one by one: nobody would read the sentences.
const MOST_COMPARED: usize = 40;

/// Every pair of estimates of a figure by different speakers of which neither was revised, the earlier first.
#[must_use]
pub fn pairs(briefing: &Briefing, figure: Key<Figure>) -> Vec<(Key<Estimate>, Key<Estimate>, Judgement)> {
    let current: Vec<_> = briefing.figures[figure]
        .estimates
        .iter()
        .copied()
        .filter(|key| briefing.estimates[*key].revised_by.is_none())
        .take(MOST_COMPARED)
        .collect();
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

/// What two estimates of one figure say about each other.
#[must_use]
pub fn compare(briefing: &Briefing, a: Key<Estimate>, b: Key<Estimate>) -> Judgement {
    let (first, second) = (&briefing.estimates[a], &briefing.estimates[b]);
    if let Some(reason) = different_things(briefing, first, second) {
        return Judgement::new(Verdict::NotComparable, reason);
    }
    let (Some(range_a), Some(range_b)) = (range(first), range(second)) else {
        return Judgement::new(Verdict::NotComparable, "One of them gives no number that could be compared.");
    };
    let later = match (days(first), days(second)) {
        (Some(a), Some(b)) if a.1 < b.0 => Some((first, range_a, second, range_b)),
        (Some(a), Some(b)) if b.1 < a.0 => Some((second, range_b, first, range_a)),
        _ => None,
    };
    let name =
        |estimate: &Estimate| format!("{}’s {}", name_of(briefing, estimate.speaker), estimate.stated());
    if range_a.meets(range_b) {
        return Judgement::new(
            Verdict::Agree,
            format!("{} and {} can both hold.", capital(&name(first)), name(second)),
        );
    }
    if !(range_a.width_known && range_b.width_known) {
        let reason = "One of them is “about” a number, with no margin, so it cannot be told whether they contradict each other.";
        return Judgement::new(Verdict::NotComparable, reason);
    }
    match (first.counting.kind(), later) {
        (Kind::Stock, Some((early, early_range, late, late_range))) => match late_range.above(early_range) {
            true => Judgement::new(
                Verdict::Later,
                format!(
                    "{} lies above {} of {}; the count may have grown.",
                    capital(&name(late)),
                    name(early),
                    apart(early, late)
                ),
            ),
            false => Judgement::new(
                Verdict::Conflict,
                format!(
                    "{} lies below {} of {}, and a running total cannot fall.",
                    capital(&name(late)),
                    name(early),
                    apart(early, late)
                ),
            ),
        },
        (Kind::Stock, None) if days(first) != days(second) => Judgement::new(
            Verdict::NotComparable,
            "A running total may grow, and it cannot be told which of them is the later one.",
        ),
        (Kind::Flow, _) if first.counting != second.counting => {
            Judgement::new(Verdict::NotComparable, "They count periods that only overlap.")
        }
        _ => Judgement::new(
            Verdict::Conflict,
            format!("{} and {} cannot both hold.", capital(&name(first)), name(second)),
        ),
    }
}

/// Why two estimates do not count the same thing.
fn different_things(briefing: &Briefing, a: &Estimate, b: &Estimate) -> Option<String> {
    if a.counting.kind() != b.counting.kind() {
        return Some(format!("One gives {}, the other {}.", kind_in_words(a), kind_in_words(b)));
    }
    if a.measure != b.measure {
        let label = |estimate: &Estimate| {
            briefing.figures[estimate.figure]
                .measures
                .iter()
                .find(|measure| measure.id == estimate.measure)
                .map_or_else(|| estimate.measure.to_string(), |measure| measure.label.clone())
        };
        return Some(format!("One counts {}, the other {}.", label(a), label(b)));
    }
    if a.scope != b.scope {
        let scope = |estimate: &Estimate| estimate.scope.clone().unwrap_or_else(|| "everything".to_owned());
        return Some(format!("One covers {}, the other {}.", scope(a), scope(b)));
    }
    match (&a.counting, &b.counting) {
        (Counting::Flow(one), Counting::Flow(other)) => match one.overlaps(other) {
            Some(true) => None,
            Some(false) => Some("They count different periods.".to_owned()),
            None => Some("It cannot be told whether they count the same period.".to_owned()),
        },
        _ => None,
    }
}

fn kind_in_words(estimate: &Estimate) -> &'static str {
    match estimate.counting.kind() {
        Kind::Stock => "a running total",
        Kind::Flow => "the count of a period",
        Kind::Level => "a level",
        Kind::Rate => "a rate",
    }
}

fn day(estimate: &Estimate) -> Option<crate::model::when::Day> {
    estimate.counting.time().or(estimate.said.as_ref()).and_then(When::first_day)
}

/// The first and the last day on which it may stand.
fn days(estimate: &Estimate) -> Option<(crate::model::when::Day, crate::model::when::Day)> {
    let when = estimate.counting.time().or(estimate.said.as_ref())?;
    when.first_day().zip(when.last_day())
}

fn apart(early: &Estimate, late: &Estimate) -> String {
    match (day(early), day(late)) {
        (Some(a), Some(b)) if b.0 - a.0 <= 60 => {
            let days = usize::try_from(b.0 - a.0).unwrap_or_default();
            format!("{} earlier", count_of(days, "day", "days"))
        }
        (Some(_), Some(_)) => {
            let when = early.counting.time().or(early.said.as_ref());
            when.map_or_else(|| "earlier".to_owned(), When::for_readers)
        }
        _ => "earlier".to_owned(),
    }
}

/// The values that an estimate allows, ends open where nothing was said.
#[derive(Clone, Copy)]
struct Range {
    low: Option<Number>,
    high: Option<Number>,
    /// Whether an end itself is not meant ("more than 3,000").
    low_open: bool,
    high_open: bool,
    /// Whether a margin is known: "about 3,000" states none.
    width_known: bool,
}

impl Range {
    fn new(low: Option<Number>, high: Option<Number>) -> Self {
        Self { low, high, low_open: false, high_open: false, width_known: true }
    }

    /// Whether all of it lies above all of `other`.
    fn above(self, other: Self) -> bool {
        match (other.high, self.low) {
            (Some(high), Some(low)) => low > high || (low == high && (self.low_open || other.high_open)),
            _ => false,
        }
    }

    fn meets(self, other: Self) -> bool {
        !self.above(other) && !other.above(self)
    }
}

fn range(estimate: &Estimate) -> Option<Range> {
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

/// Sentences on what can be compared with what, for the head of a figure's page.
#[must_use]
pub fn note(briefing: &Briefing, figure: Key<Figure>) -> Vec<String> {
    let estimates: Vec<_> =
        briefing.figures[figure].estimates.iter().map(|key| &briefing.estimates[*key]).collect();
    if estimates.len() < 2 {
        return Vec::new();
    }
    // What counts what is for the author to say, where there is an author's word on it.
    let mut sentences = match briefing.figures[figure].comparability {
        Some(_) => Vec::new(),
        None => kinds(&estimates),
    };
    let place = |key| briefing.figures[figure].estimates.iter().position(|other| *other == key);
    let mut judgements: Vec<_> = pairs(briefing, figure)
        .into_iter()
        .filter(|(_, _, judgement)| matches!(judgement.verdict, Verdict::Conflict | Verdict::Later))
        .map(|(a, b, judgement)| (place(a), place(b), judgement))
        .collect();
    // Neighbours in time say most: who answered whom. Of those, the newest.
    judgements.sort_by_key(|(a, b, judgement)| {
        let apart = b.unwrap_or_default().abs_diff(a.unwrap_or_default());
        (judgement.verdict, apart, std::cmp::Reverse(*b))
    });
    sentences.extend(judgements.into_iter().map(|(_, _, judgement)| judgement.reason).take(4));
    sentences
}

/// "Two of them count everything up to the day they were given; one counts a single period."
fn kinds(estimates: &[&Estimate]) -> Vec<String> {
    let of = |kind: Kind| estimates.iter().filter(|estimate| estimate.counting.kind() == kind).count();
    let (stocks, flows) = (of(Kind::Stock), of(Kind::Flow));
    if stocks == 0 || flows == 0 {
        return Vec::new();
    }
    let verb = |n: usize| if n == 1 { "counts" } else { "count" };
    vec![
        "Do not add or average these.".to_owned(),
        format!(
            "{} {} everything up to the day given; {} {} only what happened within a period.",
            capital(&count_of(stocks, "of them", "of them")),
            verb(stocks),
            count_of(flows, "", "").trim_end(),
            verb(flows),
        ),
    ]
}
