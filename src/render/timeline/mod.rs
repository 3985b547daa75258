//! The timeline: who said what, and who would say nothing, in the order of time.

mod cut;
mod lanes;

pub(crate) use cut::Timeline;

use super::desk::{Desk, LinkView};
use super::html::Html;
use super::links::Here;
use super::speaker::{ClaimRowView, claim_row};
use super::words::{self, DateView};
use crate::model::when::{Moment, Precision};
use crate::model::{Claim, Key, Speaking, When};
use cut::{Period, Place, Stretch};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// What `timeline.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct TimelineView {
    /// The year or month; nothing where it is about all time.
    period: Option<DateView>,
    /// Whether nothing on it has a date.
    undated_only: bool,
    /// Which part of the period, from 1, of how many.
    part: usize,
    /// How many pages the period stands on.
    parts: usize,
    /// How many statements it lists, by how many speakers, and how many of them are silences.
    count: usize,
    /// How many of them are refusals, or no answer.
    silent: usize,
    /// How many speak.
    speakers: usize,
    /// How many there are on the site, where the page lists the newest of them.
    total: Option<usize>,
    /// The year that it is a part of.
    above: Option<LinkView>,
    /// The page before.
    before: Option<LinkView>,
    /// The page after.
    after: Option<LinkView>,
    /// The years or months that it is cut into.
    within: Vec<PeriodView>,
    /// Who spoke when, drawn.
    lanes: Option<Html>,
    /// The statements, by year.
    groups: Vec<GroupView>,
}

/// A period within that of the page.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Period")]
struct PeriodView {
    /// The period; nothing for what has no date.
    date: Option<DateView>,
    /// Its address.
    href: String,
    /// How many statements it has.
    count: usize,
}

/// Statements of one year.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Year")]
struct GroupView {
    /// The year; nothing for what has no date.
    year: Option<DateView>,
    /// The statements.
    statements: Vec<StatementView>,
}

/// A claim on the timeline.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Statement")]
pub(crate) struct StatementView {
    /// The claim.
    claim: ClaimRowView,
    /// Whether it is dated as the one before it.
    same_day: bool,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, page: usize) -> TimelineView {
    let pages = desk.timeline.pages();
    let stretch = &pages[page];
    let claims = || stretch.claims.iter().map(|key| &desk.briefing.claims[*key]);
    let speakers: BTreeSet<Speaking> = claims().map(|claim| claim.speaker).collect();
    let link = |place: Option<Place>| {
        place.map(|place| LinkView { text: name(here, place), href: here.to(&place.path()) })
    };
    let above = match stretch.place.period {
        Period::Month(year, _) => Some(Place { period: Period::Year(year), part: 1 }),
        _ => None,
    };
    TimelineView {
        period: date(here, stretch.place.period),
        undated_only: stretch.place.period == Period::Undated,
        part: stretch.place.part,
        parts: stretch.parts,
        count: stretch.claims.len(),
        silent: claims().filter(|claim| claim.act.is_silence()).count(),
        speakers: speakers.len(),
        total: (stretch.place.period == Period::Whole && !stretch.within.is_empty()).then_some(stretch.total),
        above: link(above),
        before: link(stretch.before),
        after: link(stretch.after),
        within: stretch
            .within
            .iter()
            .map(|(place, count)| PeriodView {
                date: date(here, place.period),
                href: here.to(&place.path()),
                count: *count,
            })
            .collect(),
        lanes: lanes::drawing(desk, here, &stretch.claims),
        groups: groups(desk, here, stretch),
    }
}

/// A period in words; nothing for all time and for no time.
fn date(here: &Here, period: Period) -> Option<DateView> {
    let precision = match period {
        Period::Year(year) => Precision::Year(year),
        Period::Month(year, month) => Precision::Month(year, month),
        Period::Whole | Period::Undated => return None,
    };
    Some(words::date(here.words(), &When::At(Moment::known(precision))))
}

/// How a page is called by those before and after it; empty for what has no date.
fn name(here: &Here, place: Place) -> String {
    let name = date(here, place.period).map(|date| date.text).unwrap_or_default();
    if place.part > 1 { format!("{name} ({})", here.words().count(place.part)) } else { name }
}

/// Statements under their years, where a year has more than a few; else under none.
fn groups(desk: &Desk<'_>, here: &Here, stretch: &Stretch) -> Vec<GroupView> {
    let year_of = |key: &Key<Claim>| {
        let said = desk.briefing.claims[*key].said.as_ref();
        said.and_then(cut::placed).map(|day| day.civil().0)
    };
    let years: BTreeSet<_> = stretch.claims.iter().map(year_of).collect();
    let by_year = stretch.place.period == Period::Whole && stretch.claims.len() >= years.len() * 5;
    let chunks = stretch.claims.chunk_by(|one, other| !by_year || year_of(one) == year_of(other));
    let mut before = None;
    let group = |some: &[Key<Claim>]| GroupView {
        year: some
            .first()
            .filter(|_| by_year && years.len() > 1)
            .and_then(year_of)
            .and_then(|year| date(here, Period::Year(year))),
        statements: some
            .iter()
            .map(|&key| {
                let said = desk.briefing.claims[key].said.as_ref();
                let same_day = said.is_some() && before == said;
                before = said;
                StatementView { claim: claim_row(desk, here, key), same_day }
            })
            .collect(),
    };
    chunks.map(group).collect()
}
