//! Whether the numbers of one figure that could be compared are in one unit.

use super::super::Case;
use crate::diagnostic::Diagnostic;
use crate::model::quantity::unit;
use crate::model::{Bound, Estimate, Figure, Kind};
use crate::resolve::Briefing;
use std::collections::BTreeMap;

/// Numbers in different units say nothing about each other until somebody converts them, and no axis holds both.
pub(in super::super) fn units_mixed(case: &Case<'_>) -> Vec<Diagnostic> {
    case.briefing.figures.values().flat_map(|figure| of_figure(case.briefing, figure)).collect()
}

/// The first estimate of each unit that is not the one of its measure.
fn of_figure(briefing: &Briefing, figure: &Figure) -> Vec<Diagnostic> {
    let mut alike: BTreeMap<(&str, Kind), Vec<&Estimate>> = BTreeMap::new();
    let estimates = figure.estimates.iter().map(|key| &briefing.estimates[*key]);
    for estimate in estimates.filter(|estimate| has_number(estimate)) {
        let counts = (estimate.measure.as_str(), estimate.counting.kind());
        alike.entry(counts).or_default().push(estimate);
    }
    alike.values().flat_map(|estimates| of_one_measure(figure, estimates)).collect()
}

fn has_number(estimate: &Estimate) -> bool {
    !matches!(estimate.quantity.bound, Bound::None | Bound::Vague(None))
}

fn of_one_measure(figure: &Figure, estimates: &[&Estimate]) -> Vec<Diagnostic> {
    let units = estimates.iter().map(|estimate| estimate.unit.as_str());
    let Some(axis) = unit::of_axis(&figure.unit, units) else { return Vec::new() };
    let Some(usual) = estimates.iter().find(|estimate| estimate.unit == axis) else { return Vec::new() };
    let mut others: BTreeMap<&str, Vec<&Estimate>> = BTreeMap::new();
    for estimate in estimates.iter().filter(|estimate| estimate.unit != axis) {
        others.entry(estimate.unit.as_str()).or_default().push(estimate);
    }
    others.values().map(|others| told(figure, usual, others)).collect()
}

fn told(figure: &Figure, usual: &Estimate, others: &[&Estimate]) -> Diagnostic {
    let first = others[0];
    let is_own = usual.unit == unit::unit(None, &figure.unit);
    let expected = if is_own { &figure.unit } else { as_said(figure, usual) };
    let said = as_said(figure, first);
    let more = match others.len() {
        1 => String::new(),
        2 => ", as is one more".to_owned(),
        n => format!(", as are {} more", n - 1),
    };
    let measure = if figure.measures.len() > 1 { format!(" for `{}`", first.measure) } else { String::new() };
    let help = if unit::is_shared(said) {
        format!(
            "say which `{said}` is meant: `unit: US$` or another, in the estimate; where the source gives it in {expected} too, take those words"
        )
    } else {
        format!(
            "where the source gives it in {expected} too, take those words, or state that as `value` with `unit: {expected}`; else make it a figure, or a measure, of its own"
        )
    };
    Diagnostic::warning("units-mixed", format!("the figure `{}` has numbers{measure} in {expected} and in {said}", figure.id))
        .at(first.words.place, format!("in {said}{more}"))
        .with_related(usual.words.place, format!("in {expected}"))
        .with_why("numbers in different units cannot be compared, and one axis cannot hold both: the chart leaves these out and lists them")
        .with_help(help)
}

/// The unit of an estimate as it was said, or else that of the figure.
fn as_said<'a>(figure: &'a Figure, estimate: &'a Estimate) -> &'a str {
    estimate.quantity.unit.as_deref().unwrap_or(&figure.unit)
}
