//! Which estimate takes the place of which.

use super::Briefing;
use super::names::unknown;
use crate::diagnostic::{Diagnostic, Diagnostics, Placed};
use crate::load::{FigureDoc, RowDoc};
use crate::model::{Bound, Counting, Estimate, EstimateId, FigureId, Key, RowId, Speaking, Table, When};
use std::collections::{BTreeMap, BTreeSet};

/// Ties the rows of data files that say which row they revise.
pub(super) fn stated(figures: &[FigureDoc], estimates: &mut Table<Estimate>, out: &mut Diagnostics) {
    for figure in figures {
        let known: BTreeSet<&RowId> = figure.rows.iter().map(|row| &row.id.value).collect();
        for (row, earlier) in figure.rows.iter().filter_map(|row| Some((row, row.revises.as_ref()?))) {
            if !known.contains(&earlier.value) {
                let known = known.iter().map(|id| id.as_str());
                let told = unknown("row", earlier.value.as_str(), earlier.place, known);
                out.push(told.with_why("`revises` takes the `id` of another row of this file"));
                continue;
            }
            if let Err(wrong) = tie(&figure.id, row, earlier, estimates) {
                out.push(
                    Diagnostic::error("bad-revision", format!("this row cannot revise `{}`", earlier.value))
                        .at(earlier.place, wrong)
                        .with_why("whoever gives a new number for the same thing revises the old one, and nobody else does"),
                );
            }
        }
    }
}

fn tie(
    figure: &FigureId,
    row: &RowDoc,
    earlier: &Placed<RowId>,
    estimates: &mut Table<Estimate>,
) -> Result<(), &'static str> {
    let find = |id: &RowId| estimates.find(&EstimateId::Row(figure.clone(), id.clone()));
    // A row without an estimate was told for what it lacks.
    let (Some(key), Some(old)) = (find(&row.id.value), find(&earlier.value)) else { return Ok(()) };
    let (new_one, old_one) = (&estimates[key], &estimates[old]);
    if key == old {
        return Err("this is the row itself");
    }
    if new_one.speaker != old_one.speaker {
        return Err("another speaker’s number");
    }
    if series(new_one) != series(old_one) {
        return Err("not the same measure, kind, scope and period");
    }
    if said_before(new_one, old_one) {
        return Err("said later");
    }
    if old_one.revised_by.is_some() {
        return Err("another row revises it already");
    }
    let mut before = old_one.revises;
    while let Some(at) = before {
        if at == key {
            return Err("it goes back to this row");
        }
        before = estimates[at].revises;
    }
    estimates[key].revises = Some(old);
    estimates[key].corrects = true;
    estimates[old].revised_by = Some(key);
    Ok(())
}

/// What one speaker's numbers must share for one to take another's place.
type Series<'e> = (Speaking, &'e str, crate::model::Kind, Option<&'e str>, Option<String>);

fn series(estimate: &Estimate) -> Series<'_> {
    let period = match &estimate.counting {
        Counting::Flow(during) => Some(during.to_string()),
        _ => None,
    };
    let kind = estimate.counting.kind();
    (estimate.speaker, estimate.measure.as_str(), kind, estimate.scope.as_deref(), period)
}

/// Joins each other estimate with the next of the same speaker for the same measure, kind and scope, and for flows the same
/// period; puts the estimates of each figure in the order of their days.
pub(super) fn join(briefing: &mut Briefing) {
    for figure in briefing.figures.keys() {
        let mut keys = briefing.figures[figure].estimates.clone();
        keys.sort_by_key(|key| {
            let estimate = &briefing.estimates[*key];
            (estimate.said.as_ref().or(estimate.counting.time()).and_then(When::last_day), *key)
        });
        let mut last: BTreeMap<Series<'_>, Key<Estimate>> = BTreeMap::new();
        let mut joined = Vec::new();
        for &key in &keys {
            let estimate = &briefing.estimates[key];
            if estimate.speaker == Speaking::Site {
                continue;
            }
            // Words without a number take no number's place.
            if estimate.quantity.bound == Bound::None {
                continue;
            }
            let Some(earlier) = last.insert(series(estimate), key) else { continue };
            let tied = briefing.estimates[earlier].revised_by.or(estimate.revises).is_some();
            if !tied && said_before(&briefing.estimates[earlier], estimate) {
                joined.push((earlier, key));
            }
        }
        for (earlier, later) in joined {
            briefing.estimates[earlier].revised_by = Some(later);
            briefing.estimates[later].revises = Some(earlier);
        }
        briefing.figures[figure].estimates = keys;
    }
}

/// Whether it is sure that one was said on an earlier day than the other.
fn said_before(one: &Estimate, other: &Estimate) -> bool {
    let last = one.said.as_ref().and_then(When::last_day);
    let first = other.said.as_ref().and_then(When::first_day);
    last.zip(first).is_some_and(|(last, first)| last < first)
}
