//! Whether numbers are what was said, and compared with what they can be compared with.

mod differs;
mod sides;
mod unclaimed;
mod units;

pub(super) use differs::number_differs;
pub(super) use unclaimed::number_without_claim;
pub(super) use units::units_mixed;

use super::Case;
use crate::diagnostic::Diagnostic;
use crate::model::when::Day;
use crate::model::{
    Act, Bound, Claim, Estimate, Figure, Kind, Number, Provenance, Speaking, State, Status, When,
};
use crate::resolve::compare::{Verdict, compare};
use crate::resolve::{Briefing, list};
use std::collections::BTreeMap;

/// What happened so far cannot become less: whoever gives a lower total either corrects the first, or counts something else.
pub(super) fn stock_falls(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let mut told = Vec::new();
    for (key, later) in briefing.estimates.iter() {
        let Some(earlier_key) = later.revises else { continue };
        let earlier = &briefing.estimates[earlier_key];
        let falls =
            compare(briefing, earlier_key, key).verdict == Verdict::Conflict || plainly_less(later, earlier);
        if later.counting.kind() != Kind::Stock
            || !falls
            || !of_a_later_day(later, earlier)
            || is_stated_correction(briefing, later, earlier)
            || is_taken_back(briefing, earlier)
        {
            continue;
        }
        let name = speaker_name(briefing, later.speaker);
        told.push(
            Diagnostic::warning("stock-falls", format!("{name}’s total falls: {}", briefing.figures[later.figure].title))
                .at(later.words.place, "less than before, and of a later day")
                .with_related(earlier.words.place, "the earlier total")
                .with_why("what happened so far cannot become less: one of the two is wrong, or they count different things")
                .with_help(
                    "where it was put right, write `act: corrects` or `updates: [the earlier claim]`, in a data file `revises`; where it counts less, \
                     a `scope`; what can fall is no total: `kind: level`",
                ),
        );
    }
    told
}

fn speaker_name(briefing: &Briefing, speaker: Speaking) -> &str {
    match speaker {
        Speaking::Speaker(speaker) => &briefing.speakers[speaker].name,
        Speaking::Site => "this site",
    }
}

/// Whether both give one number, and the later one is less by more than rounding.
fn plainly_less(later: &Estimate, earlier: &Estimate) -> bool {
    let point = |estimate: &Estimate| match estimate.quantity.bound {
        Bound::Exact(n) | Bound::Approx(n) => Some(n.get()),
        _ => None,
    };
    let same = later.measure == earlier.measure && later.scope == earlier.scope && later.unit == earlier.unit;
    same && point(later).zip(point(earlier)).is_some_and(|(later, earlier)| later < 0.8 * earlier)
}

fn of_a_later_day(later: &Estimate, earlier: &Estimate) -> bool {
    let when = |estimate: &Estimate| estimate.counting.time().or(estimate.said.as_ref()).cloned();
    let last: Option<Day> = when(earlier).as_ref().and_then(When::last_day);
    let first = when(later).as_ref().and_then(When::first_day);
    last.zip(first).is_some_and(|(last, first)| last < first)
}

/// Whether its author wrote that it takes the earlier one's place.
fn is_stated_correction(briefing: &Briefing, later: &Estimate, earlier: &Estimate) -> bool {
    let (Provenance::Claim(later_claim), Provenance::Claim(earlier)) = (later.provenance, earlier.provenance)
    else {
        return later.corrects;
    };
    let claim = &briefing.claims[later_claim];
    later.corrects
        || matches!(claim.act, Act::Corrects | Act::Retracts)
        || claim.relations.updates.contains(&earlier)
}

fn is_taken_back(briefing: &Briefing, estimate: &Estimate) -> bool {
    let source = estimate.source.map(|source| briefing.sources[source].state.state);
    let withdrawn = match estimate.provenance {
        Provenance::Claim(claim) => briefing.claims[claim].standing.status == Status::Withdrawn,
        Provenance::Row(_) => false,
    };
    withdrawn || source == Some(State::Retracted)
}

/// Numbers that count different things say nothing about each other, and a page that sets them side by side without a word
/// invites readers to compare them.
pub(super) fn measures_mixed(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let mut told: Vec<Diagnostic> =
        briefing.figures.values().filter_map(|figure| without_a_word(briefing, figure)).collect();
    for claim in briefing.claims.values() {
        let relations = [("updates", &claim.relations.updates), ("disputes", &claim.relations.disputes)];
        for (relation, others) in relations {
            let others = others.iter().map(|other| &briefing.claims[*other]);
            told.extend(others.filter_map(|other| of_another_measure(briefing, claim, relation, other)));
        }
    }
    told
}

/// A claim that replaces or contradicts one whose number counts something else.
fn of_another_measure(
    briefing: &Briefing,
    claim: &Claim,
    relation: &str,
    other: &Claim,
) -> Option<Diagnostic> {
    let (one, two) = (&briefing.estimates[claim.estimate?], &briefing.estimates[other.estimate?]);
    if one.figure != two.figure {
        return None;
    }
    let difference = if one.measure != two.measure {
        format!("`{}` and `{}`", one.measure, two.measure)
    } else if one.counting.kind() != two.counting.kind() {
        format!("a {} and a {}", one.counting.kind().name(), two.counting.kind().name())
    } else {
        return None;
    };
    Some(
        Diagnostic::warning(
            "measures-mixed",
            format!("claim `{}` {relation} one that counts something else", claim.id.name),
        )
        .at(one.words.place, difference)
        .with_related(two.words.place, "the other number")
        .with_why("numbers that count different things can both hold, and neither takes the other’s place")
        .with_help(format!("take out `{relation}`, or mend the `measure` or `kind` of one of the two")),
    )
}

/// A figure whose estimates are of several measures, with nothing to say how they compare.
fn without_a_word(briefing: &Briefing, figure: &Figure) -> Option<Diagnostic> {
    if figure.comparability.is_some() {
        return None;
    }
    let mut of_measure: BTreeMap<_, &Estimate> = BTreeMap::new();
    for estimate in figure.estimates.iter().map(|key| &briefing.estimates[*key]) {
        of_measure.entry(estimate.measure.as_str()).or_insert(estimate);
    }
    let mut places = of_measure.values().map(|estimate| estimate.words.place);
    let (first, second) = (places.next()?, places.next()?);
    let labels: Vec<String> = of_measure.keys().map(|measure| format!("`{measure}`")).collect();
    Some(
        Diagnostic::warning(
            "measures-mixed",
            format!("the figure `{}` shows {} side by side", figure.id, list(&labels)),
        )
        .at(figure.place, "nothing here says how they compare")
        .with_related(first, "one")
        .with_related(second, "the other")
        .with_why("readers compare what stands on one chart")
        .with_help("add `comparability:` with a sentence on what can be compared with what"),
    )
}

/// The numbers that a bound states.
fn numbers(bound: &Bound) -> Vec<Number> {
    match *bound {
        Bound::Exact(n)
        | Bound::Approx(n)
        | Bound::MoreThan(n)
        | Bound::AtLeast(n)
        | Bound::LessThan(n)
        | Bound::AtMost(n) => vec![n],
        Bound::Range { low, high, best } => [Some(low), Some(high), best].into_iter().flatten().collect(),
        Bound::Vague(_) | Bound::None => Vec::new(),
    }
}
