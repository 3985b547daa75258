//! What an author states about a number in figures, in place of what its words are read as or where it has none.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed};
use crate::load::{EstimateDoc, MarginDoc};
use crate::model::{Bound, Message, Number, Phrase, Quantity};

/// The bound that `value`, its error, `low` and `high` state, which `read` may know to be approximate. The outer nothing
/// means that they contradict each other.
pub(super) fn stated(
    doc: &EstimateDoc,
    read: Option<&Quantity>,
    out: &mut Diagnostics,
) -> Option<Option<Bound>> {
    let bound = match &doc.margin {
        Some(margin) => with_margin(doc, margin).map(Some),
        None => between(doc, read),
    };
    match bound {
        Ok(bound) => Some(bound),
        Err(wrong) => {
            out.push(*wrong);
            None
        }
    }
}

/// Whether the author states the number in figures.
pub(super) fn is_stated(doc: &EstimateDoc) -> bool {
    doc.value.is_some() || doc.low.is_some() || doc.high.is_some()
}

type Wrong = Box<Diagnostic>;

/// "299,792.4562 ± 0.0011"
fn with_margin(doc: &EstimateDoc, MarginDoc { below, above }: &MarginDoc) -> Result<Bound, Wrong> {
    let Some(value) = &doc.value else {
        let wrong = Diagnostic::error("bad-bounds", "an error needs the value that may be off by it")
            .at(below.place, "of nothing")
            .with_why("“give or take 50” says nothing before it is known of what")
            .with_help("fill in `value`, or give the ends of a range as `low` and `high`");
        return Err(Box::new(wrong));
    };
    if let Some(bound) = doc.low.as_ref().or(doc.high.as_ref()) {
        let wrong = Diagnostic::error("bad-bounds", "a value has either an error or bounds")
            .at(bound.place, "says again how far it may be off")
            .with_related(below.place, "says how far it may be off")
            .with_why("where the two differ, nobody can tell which the source gave")
            .with_help("keep what the source gave, and leave the other out");
        return Err(Box::new(wrong));
    }
    let best = value.value;
    let (Some(low), Some(high)) = (best.minus(below.value), best.plus(above.value)) else {
        let wrong = Diagnostic::error("bad-bounds", "this value is too large for its error to be added")
            .at(value.place, "beyond what can be counted with")
            .with_help("count in a larger unit: thousands, millions");
        return Err(Box::new(wrong));
    };
    Ok(if low == high { Bound::Exact(best) } else { Bound::Range { low, high, best: Some(best) } })
}

fn between(doc: &EstimateDoc, read: Option<&Quantity>) -> Result<Option<Bound>, Wrong> {
    let number = |placed: &Option<Placed<Number>>| placed.as_ref().map(|number| number.value);
    if let (Some(low), Some(high)) = (&doc.low, &doc.high)
        && low.value > high.value
    {
        let wrong = Diagnostic::error("bad-bounds", "the lower bound is above the upper one")
            .at(low.place, format!("{} is more than {}", low.value, high.value))
            .with_related(high.place, "the upper bound")
            .with_why("no number lies between them")
            .with_help("change the two round, or look up the source again");
        return Err(Box::new(wrong));
    }
    if let Some(value) = &doc.value {
        let outside = number(&doc.low).is_some_and(|low| value.value < low)
            || number(&doc.high).is_some_and(|high| value.value > high);
        if outside {
            let wrong = Diagnostic::error("bad-bounds", "the value lies outside its own bounds")
                .at(value.place, "not between `low` and `high`")
                .with_why("`value` is the best estimate within the range that the source gives")
                .with_help("look up the source again: one of the numbers is not what it says");
            return Err(Box::new(wrong));
        }
    }
    Ok(match (number(&doc.low), number(&doc.value), number(&doc.high)) {
        (None, None, None) => None,
        (None, Some(value), None) => Some(valued(value, read)),
        (Some(low), best, Some(high)) => Some(Bound::Range { low, high, best }),
        (Some(low), None, None) => Some(Bound::AtLeast(low)),
        (None, None, Some(high)) => Some(Bound::AtMost(high)),
        (Some(_), Some(_), None) | (None, Some(_), Some(_)) => {
            return Err(half_open(doc.value.as_ref().map_or(doc.place, |value| value.place)));
        }
    })
}

/// A value stated for words that may say on which side of it the number lies: `value: 1100` with "at least 1,100" says again
/// which number is meant, and takes nothing back.
fn valued(value: Number, read: Option<&Quantity>) -> Bound {
    match read.map(|read| &read.bound) {
        Some(Bound::Approx(_)) => Bound::Approx(value),
        Some(side @ (Bound::MoreThan(n) | Bound::AtLeast(n) | Bound::LessThan(n) | Bound::AtMost(n)))
            if *n == value =>
        {
            side.clone()
        }
        _ => Bound::Exact(value),
    }
}

fn half_open(place: Place) -> Wrong {
    Box::new(
        Diagnostic::error("bad-bounds", "a value with one bound says too much or too little")
            .at(place, "one of `low` and `high` is missing")
            .with_why("the missing side of a bound is never made up")
            .with_help("state both `low` and `high`, or leave `value` out"),
    )
}

/// The words of an estimate that was given in figures only.
pub(super) fn in_figures(doc: &EstimateDoc, quantity: &Quantity) -> Phrase {
    let one = |key, number: Number| Phrase::from(Message::new(key).with("number", number));
    let number = match &quantity.bound {
        Bound::Exact(n) | Bound::Approx(n) => (*n).into(),
        Bound::Range { low, high, best: None } => {
            Message::new("in-figures.range").with("low", *low).with("high", *high).into()
        }
        Bound::Range { low, high, best: Some(best) } => match &doc.margin {
            Some(margin) => with_margin_in_figures(*best, margin),
            None => Message::new("in-figures.best")
                .with("best", *best)
                .with("low", *low)
                .with("high", *high)
                .into(),
        },
        Bound::AtLeast(n) | Bound::MoreThan(n) => one("in-figures.at-least", *n),
        Bound::AtMost(n) | Bound::LessThan(n) => one("in-figures.at-most", *n),
        Bound::Vague(_) | Bound::None => String::new().into(),
    };
    match &quantity.unit {
        Some(unit) => {
            Message::new("in-figures.unit").with("number", number).with("unit", unit.as_str()).into()
        }
        None => number,
    }
}

fn with_margin_in_figures(best: Number, MarginDoc { below, above }: &MarginDoc) -> Phrase {
    let message = match below.value == above.value {
        true => Message::new("in-figures.margin").with("margin", above.value),
        false => Message::new("in-figures.margins").with("above", above.value).with("below", below.value),
    };
    message.with("best", best).into()
}
