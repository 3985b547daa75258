//! Which estimate takes the place of which.

use super::Briefing;
use super::names::{Near, texts};
use crate::diagnostic::{Diagnostic, Diagnostics, Placed};
use crate::load::{FigureDoc, RowDoc};
use crate::model::{
    Bound, Counting, Estimate, EstimateId, FigureId, Key, Kind, RowId, Speaking, Table, When,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Ties the rows of data files that say which row they revise.
pub(super) fn stated(
    figures: &[FigureDoc],
    estimates: &mut Table<Estimate>,
    near: &Near,
    out: &mut Diagnostics,
) {
    for figure in figures {
        let known: BTreeSet<&RowId> = figure.rows.iter().map(|row| &row.id.value).collect();
        for (row, earlier) in figure.rows.iter().filter_map(|row| Some((row, row.revises.as_ref()?))) {
            if !known.contains(&earlier.value) {
                let known = || texts(&known);
                let within = figure.id.as_str();
                let told = near.unknown("row", within, earlier.value.as_str(), earlier.place, known);
                out.push(told.with_why("`revises` takes the `id` of another row of this file"));
                continue;
            }
            if let Err(wrong) = tie(&figure.id, row, earlier, estimates) {
                out.push(
                    Diagnostic::error("bad-revision", format!("this row cannot revise `{}`", earlier.value))
                        .at(earlier.place, wrong)
                        .with_why("whoever gives a new number for the same thing revises the old one, and nobody else does")
                        .with_help("leave `revises` empty where both numbers stand, or name the row that this one replaces"),
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
    if !of_one_thing(new_one, old_one) {
        return Err("not the same measure, unit, kind, scope and period");
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
type Series<'e> = (Speaking, [&'e str; 2], Kind, Option<&'e str>, Option<String>);

fn series(estimate: &Estimate, constant: bool) -> Series<'_> {
    // A total of another day is a newer total, and what may be one is taken for the newer number; a count of another period or a level at another time is something else.
    let period = match &estimate.counting {
        Counting::Stock(_) | Counting::Unstated(_) => None,
        Counting::Level(_) | Counting::Rate(_) if constant => None,
        other => other.time().map(ToString::to_string),
    };
    let kind = estimate.counting.kind();
    let counted = [estimate.measure.as_str(), estimate.unit.as_str()];
    (estimate.speaker, counted, kind, estimate.scope.as_deref(), period)
}

/// Whether an author may say that one takes the place of the other. A level measured again is of another time and may still
/// be a better number for the same constant, which only an author can know.
fn of_one_thing(new_one: &Estimate, old_one: &Estimate) -> bool {
    let (new_series, old_series) = (series(new_one, false), series(old_one, false));
    match new_one.counting.kind() {
        Kind::Level | Kind::Rate => {
            let ((speaker, counted, kind, scope, _), old) = (new_series, old_series);
            (speaker, counted, kind, scope) == (old.0, old.1, old.2, old.3)
        }
        Kind::Stock | Kind::Flow | Kind::Unstated => new_series == old_series,
    }
}

/// Joins each other estimate with the next of the same speaker for the same measure, unit, kind and scope, and of the same time
/// where that is a part of what is said; puts the estimates of each figure in the order of their days.
pub(super) fn join(briefing: &mut Briefing) {
    for figure in briefing.figures.keys() {
        let mut keys = briefing.figures[figure].estimates.clone();
        keys.sort_by_key(|key| {
            let estimate = &briefing.estimates[*key];
            (estimate.said.as_ref().or(estimate.counting.time()).and_then(When::last_day), *key)
        });
        let mut of_series: BTreeMap<Series<'_>, Vec<Key<Estimate>>> = BTreeMap::new();
        for &key in &keys {
            let estimate = &briefing.estimates[key];
            // Words without a number take no number's place.
            if estimate.speaker != Speaking::Site && estimate.quantity.bound != Bound::None {
                of_series.entry(series(estimate, briefing.figures[figure].constant)).or_default().push(key);
            }
        }
        let all: Vec<_> = of_series.into_values().collect();
        for one in all {
            join_series(&mut briefing.estimates, &one);
        }
        briefing.figures[figure].estimates = keys;
    }
}

/// Joins the estimates of one series, in the order in which they were said: each takes the place of all before it that
/// nothing has replaced yet, for a number may have been given more than once on one day.
fn join_series(estimates: &mut Table<Estimate>, keys: &[Key<Estimate>]) {
    let mut open: VecDeque<Key<Estimate>> = VecDeque::new();
    for &key in keys {
        while let Some(&earlier) = open.front()
            && said_before(&estimates[earlier], &estimates[key])
        {
            open.pop_front();
            if !goes_on_to(estimates, key, earlier) {
                estimates[earlier].revised_by = Some(key);
                estimates[key].revises.get_or_insert(earlier);
            }
        }
        // What has no day is never surely before anything.
        let dated = estimates[key].said.as_ref().and_then(When::last_day).is_some();
        if dated && estimates[key].revised_by.is_none() {
            open.push_back(key);
        }
    }
}

/// Whether `last` took the place of `first`, step by step, by what data files state.
fn goes_on_to(estimates: &Table<Estimate>, first: Key<Estimate>, last: Key<Estimate>) -> bool {
    let mut at = Some(first);
    while let Some(next) = at {
        if next == last {
            return true;
        }
        at = estimates[next].revised_by;
    }
    false
}

/// Whether it is sure that one was said on an earlier day than the other.
fn said_before(one: &Estimate, other: &Estimate) -> bool {
    let last = one.said.as_ref().and_then(When::last_day);
    let first = other.said.as_ref().and_then(When::first_day);
    last.zip(first).is_some_and(|(last, first)| last < first)
}
