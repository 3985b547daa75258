//! A figure with its estimates as JSON: the same facts as its table, with the structure that a table cannot have.

use super::row::{During, Row, rows};
use crate::language::english;
use crate::model::{Figure, Key, Speaking, Status};
use crate::record::says::number;
use crate::render::desk::Desk;
use crate::render::links;
use crate::render::sides::side_of;
use crate::resolve::Briefing;
use serde::Serialize;
use serde_json::Number as JsonNumber;

/// The file. Every key is always there; what the record does not know is `null`.
#[derive(Serialize)]
struct FigureData<'a> {
    id: &'a str,
    title: &'a str,
    summary: Option<&'a str>,
    unit: &'a str,
    kind: &'static str,
    measures: Vec<MeasureData<'a>>,
    /// How vague words are read.
    convention: &'static str,
    comparability: Option<&'a str>,
    checked: Option<String>,
    licence: Option<&'a str>,
    /// The address of its page, where the site knows its own.
    page: Option<String>,
    estimates: Vec<EstimateData<'a>>,
}

#[derive(Serialize)]
struct MeasureData<'a> {
    id: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct EstimateData<'a> {
    id: String,
    stated_on: Option<String>,
    as_of: Option<String>,
    during: Option<DuringData>,
    speaker: SpeakerData<'a>,
    measure: &'a str,
    kind: &'static str,
    scope: Option<&'a str>,
    as_stated: Option<&'a String>,
    bound: &'static str,
    low: Option<JsonNumber>,
    high: Option<JsonNumber>,
    best: Option<JsonNumber>,
    unit: Option<&'a str>,
    /// What charts draw vague words as; nobody stated it.
    reading: Option<ReadingData>,
    preliminary: bool,
    /// Whether it was taken back, or lost the source that carried it.
    withdrawn: bool,
    note: Option<&'a str>,
    claim: Option<ClaimData<'a>>,
    source: Option<SourceData<'a>>,
    revises: Option<String>,
}

#[derive(Serialize)]
pub(super) struct DuringData {
    start: String,
    end: String,
}

#[derive(Serialize)]
pub(super) struct SpeakerData<'a> {
    /// Nothing where the site itself worked it out.
    id: Option<&'a str>,
    name: &'a str,
    role: Option<&'a str>,
    side: String,
    named: bool,
}

#[derive(Serialize)]
pub(super) struct ReadingData {
    convention: &'static str,
    drawn_low: Option<JsonNumber>,
    drawn_high: Option<JsonNumber>,
}

#[derive(Serialize)]
struct ClaimData<'a> {
    id: String,
    statement: &'a str,
    status: &'static str,
    status_reason: String,
}

#[derive(Serialize)]
struct SourceData<'a> {
    id: &'a str,
    title: &'a str,
    publisher: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    at: Option<&'a str>,
    quote: Option<&'a str>,
    /// The words in the source's own language, where the quote is a translation.
    original: Option<&'a str>,
    /// What has become of it since it was read, when, and why.
    state: &'static str,
    state_date: Option<String>,
    state_note: Option<&'a str>,
}

/// The file of a figure.
pub(crate) fn figure(desk: &Desk<'_>, key: Key<Figure>) -> Vec<u8> {
    let site = &desk.briefing.site;
    let figure = &desk.briefing.figures[key];
    let data = FigureData {
        id: figure.id.as_str(),
        title: &figure.title,
        summary: figure.summary.as_deref(),
        unit: &figure.unit,
        kind: figure.kind.name(),
        measures: figure
            .measures
            .iter()
            .map(|measure| MeasureData { id: measure.id.as_str(), label: &measure.label })
            .collect(),
        convention: figure.convention.name(),
        comparability: figure.comparability.as_deref(),
        checked: figure.checked.as_ref().map(ToString::to_string),
        licence: site.licence.as_deref(),
        page: links::lasting(site, &links::figure(&figure.id)),
        estimates: rows(desk, key).map(|row| estimate(&row)).collect(),
    };
    lines(&data)
}

/// Indented, with a line break at the end.
pub(super) fn lines(data: &impl Serialize) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(data).expect("all keys are text, and memory takes every byte");
    json.push(b'\n');
    json
}

fn estimate<'a>(row: &Row<'a>) -> EstimateData<'a> {
    let estimate = row.estimate;
    let (low, high) = estimate.quantity.bound.stated();
    EstimateData {
        id: row.id(),
        stated_on: estimate.said.as_ref().map(ToString::to_string),
        as_of: row.as_of().map(ToString::to_string),
        during: during(row),
        speaker: speaker(row.briefing, estimate.speaker),
        measure: estimate.measure.as_str(),
        kind: estimate.counting.kind().name(),
        scope: estimate.scope.as_deref(),
        as_stated: estimate.is_verbatim().then_some(&estimate.words.value),
        bound: estimate.quantity.bound.name(),
        low: low.and_then(number),
        high: high.and_then(number),
        best: row.best().and_then(number),
        unit: estimate.quantity.unit.as_deref(),
        reading: reading(row),
        preliminary: estimate.preliminary,
        withdrawn: row.status() == Some(Status::Withdrawn),
        note: estimate.note.as_deref(),
        claim: row.claim.map(|claim| ClaimData {
            id: claim.id.to_string(),
            statement: &claim.statement,
            status: claim.standing.status.name(),
            status_reason: english().phrase(&claim.standing.reason),
        }),
        source: row.source.map(|source| SourceData {
            id: source.id.as_str(),
            title: &source.title,
            publisher: source.publisher.as_deref(),
            published: source.published.as_ref().map(ToString::to_string),
            url: row.source_url(),
            at: row.locator(),
            quote: row.quote(),
            original: row.original(),
            state: source.state.state.name(),
            state_date: source.state.date.as_ref().map(ToString::to_string),
            state_note: source.state.note.as_deref(),
        }),
        revises: row.revises(),
    }
}

/// Who speaks.
pub(super) fn speaker(briefing: &Briefing, speaking: Speaking) -> SpeakerData<'_> {
    let record = match speaking {
        Speaking::Speaker(speaker) => Some(&briefing.speakers[speaker]),
        Speaking::Site => None,
    };
    SpeakerData {
        id: record.map(|speaker| speaker.id.as_str()),
        name: record.map_or(&briefing.site.title, |speaker| &speaker.name),
        role: record.and_then(|speaker| speaker.role.as_deref()),
        side: side_of(briefing, speaking),
        named: record.is_none_or(|speaker| speaker.named),
    }
}

pub(super) fn during(row: &Row<'_>) -> Option<DuringData> {
    row.during().map(|During { start, end }| DuringData { start, end })
}

pub(super) fn reading(row: &Row<'_>) -> Option<ReadingData> {
    row.reading().map(|reading| ReadingData {
        convention: reading.convention.name(),
        drawn_low: number(reading.low),
        drawn_high: reading.high.and_then(number),
    })
}
