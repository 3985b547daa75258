//! A finding about two estimates as a sentence.

use super::{Finding, Order, when};
use crate::model::{Bound, Counting, Estimate, Kind, Message, Phrase, When};
use crate::resolve::Briefing;
use crate::resolve::status::name_of;

/// What was found about two estimates.
pub(super) fn sentence(briefing: &Briefing, a: &Estimate, b: &Estimate, finding: &Finding) -> Message {
    let pair = |key, one: Phrase, other: Phrase| Message::new(key).with("one", one).with("other", other);
    let named = |key, one, other| pair(key, name(briefing, one), name(briefing, other));
    let in_order = |order: &Order| match order {
        Order::SecondIsLater => (a, b),
        Order::FirstIsLater => (b, a),
    };
    let is_flow = a.counting.kind() == Kind::Flow;
    match finding {
        Finding::OtherKind => pair("finding.kind", kind(&a.counting), kind(&b.counting)),
        Finding::OtherMeasure => pair("finding.measure", measure(briefing, a), measure(briefing, b)),
        Finding::OtherScope => pair("finding.scope", scope(a), scope(b)),
        Finding::OtherUnit => pair("finding.unit", unit(briefing, a), unit(briefing, b)),
        Finding::OtherTime => Message::new(if is_flow { "finding.periods" } else { "finding.times" }),
        Finding::TimeUnknown if is_flow => Message::new("finding.period-unknown"),
        Finding::TimeUnknown => Message::new("finding.time-unknown"),
        Finding::NoNumber => Message::new("finding.no-number"),
        Finding::Meet => named("finding.meet", a, b),
        Finding::NoMargin => Message::new("finding.no-margin"),
        Finding::Grown(order) => {
            let (early, late) = in_order(order);
            named("finding.grown", late, early).with("then", apart(early, late))
        }
        Finding::Fallen(order) => {
            let (early, late) = in_order(order);
            named("finding.fallen", late, early).with("then", apart(early, late))
        }
        Finding::KindUnstated => Message::new("finding.may-have-grown"),
        Finding::OrderUnknown => Message::new("finding.order-unknown"),
        Finding::TimesOnlyOverlap if is_flow => Message::new("finding.periods-overlap"),
        Finding::TimesOnlyOverlap => Message::new("finding.times-overlap"),
        Finding::Apart => named("finding.apart", a, b),
    }
}

/// Whose estimate, and its words, in quotation marks, which they may have already; of vague words, whose reading it is.
fn name(briefing: &Briefing, estimate: &Estimate) -> Phrase {
    let words = match estimate.quantity.bound {
        Bound::Vague(Some(reading)) => Message::new("finding.read-by")
            .with("words", estimate.stated())
            .with("convention", reading.convention.name())
            .into(),
        _ => estimate.stated(),
    };
    Message::new("finding.estimate")
        .with("who", name_of(briefing, estimate.speaker))
        .with("words", words)
        .into()
}

fn measure(briefing: &Briefing, estimate: &Estimate) -> Phrase {
    let measures = &briefing.figures[estimate.figure].measures;
    let measure = measures.iter().find(|measure| measure.id == estimate.measure);
    Phrase::Text(measure.map_or_else(|| estimate.measure.to_string(), |measure| measure.label.clone()))
}

fn scope(estimate: &Estimate) -> Phrase {
    match &estimate.scope {
        Some(scope) => scope.as_str().into(),
        None => Message::new("finding.everything").into(),
    }
}

/// The unit as it was said, or else that of the figure.
fn unit(briefing: &Briefing, estimate: &Estimate) -> Phrase {
    let usual = || briefing.figures[estimate.figure].unit.as_str();
    estimate.quantity.unit.as_deref().unwrap_or_else(usual).into()
}

/// "nine days earlier", or the date of the early one where that is long before.
fn apart(early: &Estimate, late: &Estimate) -> Phrase {
    let first_day = |estimate| when(estimate).and_then(When::first_day);
    match (first_day(early), first_day(late), when(early)) {
        (Some(a), Some(b), _) if b.0 - a.0 <= 60 => {
            Message::count("finding.days-earlier", usize::try_from(b.0 - a.0).unwrap_or_default()).into()
        }
        (Some(_), Some(_), Some(early)) => early.into(),
        _ => Message::new("finding.earlier").into(),
    }
}

/// What sort of number it is.
fn kind(counting: &Counting) -> Phrase {
    Message::new(match counting.kind() {
        Kind::Stock => "finding.stock",
        Kind::Flow => "finding.flow",
        Kind::Level => "finding.level",
        Kind::Rate => "finding.rate",
        Kind::Unstated => "finding.kind-unstated",
    })
    .into()
}
