//! A finding about two estimates as a sentence.

use super::{Finding, Order, unit, when};
use crate::model::{Bound, Counting, Estimate, Kind, When};
use crate::resolve::Briefing;
use crate::resolve::english::{capital, count_of};
use crate::resolve::status::name_of;

/// What was found about two estimates.
pub(super) fn sentence(briefing: &Briefing, a: &Estimate, b: &Estimate, finding: &Finding) -> String {
    let name =
        |estimate: &Estimate| format!("{}’s {}", name_of(briefing, estimate.speaker), words_of(estimate));
    let in_order = |order: &Order| match order {
        Order::SecondIsLater => (a, b),
        Order::FirstIsLater => (b, a),
    };
    match finding {
        Finding::OtherKind => {
            format!("One gives {}, the other {}.", kind_in_words(&a.counting), kind_in_words(&b.counting))
        }
        Finding::OtherMeasure => {
            format!("One counts {}, the other {}.", measure(briefing, a), measure(briefing, b))
        }
        Finding::OtherScope => format!("One covers {}, the other {}.", scope(a), scope(b)),
        Finding::OtherUnit => format!("One is in {}, the other in {}.", unit(briefing, a), unit(briefing, b)),
        Finding::OtherTime if a.counting.kind() == Kind::Flow => "They count different periods.".to_owned(),
        Finding::OtherTime => "They are of different times.".to_owned(),
        Finding::TimeUnknown if a.counting.kind() == Kind::Flow => {
            "It cannot be told whether they count the same period.".to_owned()
        }
        Finding::TimeUnknown => "It cannot be told whether they are of the same time.".to_owned(),
        Finding::NoNumber => "One of them gives no number that could be compared.".to_owned(),
        Finding::Meet => format!("{} and {} can both hold.", capital(&name(a)), name(b)),
        Finding::NoMargin => "One of them is “about” a number, with no margin, so it cannot be told whether they contradict each other.".to_owned(),
        Finding::Grown(order) => {
            let (early, late) = in_order(order);
            let (late_name, early_name) = (capital(&name(late)), name(early));
            format!("{late_name} lies above {early_name} of {}; the count may have grown.", apart(early, late))
        }
        Finding::Fallen(order) => {
            let (early, late) = in_order(order);
            let (late_name, early_name) = (capital(&name(late)), name(early));
            format!("{late_name} lies below {early_name} of {}, and a running total cannot fall.", apart(early, late))
        }
        Finding::OrderUnknown => {
            "A running total may grow, and it cannot be told which of them is the later one.".to_owned()
        }
        Finding::TimesOnlyOverlap if a.counting.kind() == Kind::Flow => {
            "They count periods that only overlap.".to_owned()
        }
        Finding::TimesOnlyOverlap => "They are of times that only overlap.".to_owned(),
        Finding::Apart => format!("{} and {} cannot both hold.", capital(&name(a)), name(b)),
    }
}

/// The words in quotation marks, which they may have already, and whose reading of them it is where they are vague.
fn words_of(estimate: &Estimate) -> String {
    match estimate.quantity.bound {
        Bound::Vague(Some(reading)) => {
            format!("{} (read by {})", estimate.stated(), reading.convention.name())
        }
        _ => estimate.stated(),
    }
}

fn measure(briefing: &Briefing, estimate: &Estimate) -> String {
    briefing.figures[estimate.figure]
        .measures
        .iter()
        .find(|measure| measure.id == estimate.measure)
        .map_or_else(|| estimate.measure.to_string(), |measure| measure.label.clone())
}

fn scope(estimate: &Estimate) -> &str {
    estimate.scope.as_deref().unwrap_or("everything")
}

/// "nine days earlier", or the date of the early one where that is long before.
fn apart(early: &Estimate, late: &Estimate) -> String {
    let first_day = |estimate| when(estimate).and_then(When::first_day);
    match (first_day(early), first_day(late)) {
        (Some(a), Some(b)) if b.0 - a.0 <= 60 => {
            let days = usize::try_from(b.0 - a.0).unwrap_or_default();
            format!("{} earlier", count_of(days, "day", "days"))
        }
        (Some(_), Some(_)) => when(early).map_or_else(|| "earlier".to_owned(), When::for_readers),
        _ => "earlier".to_owned(),
    }
}

/// What sort of number it is, in words.
fn kind_in_words(counting: &Counting) -> &'static str {
    match counting.kind() {
        Kind::Stock => "a running total",
        Kind::Flow => "the count of a period",
        Kind::Level => "a level",
        Kind::Rate => "a rate",
    }
}
