//! `claims.json`: every claim with the structure that a table cannot have. A line holds a claim, so that two versions of the
//! file can be compared line by line.
//!
//! `version` is 1. It changes when a key goes or changes its meaning; keys may be added. Every key is always there; what the
//! record does not know is `null`. `content/pages/guide/data.md` describes them.

use super::super::json::{DuringData, ReadingData, SpeakerData, during, reading, speaker};
use super::super::row::Row;
use super::row::{ClaimRow, address, rows};
use crate::language::english;
use crate::model::QuoteCheck;
use crate::record::says::number;
use crate::render::again::GoOn;
use crate::render::desk::Desk;
use crate::render::links::{self, estimate_name};
use crate::render::source;
use serde::Serialize;
use serde_json::Number as JsonNumber;

/// The version of the shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct SiteData<'a> {
    title: &'a str,
    address: Option<&'a str>,
    language: &'a str,
    licence: Option<&'a str>,
}

#[derive(Serialize)]
struct ClaimData<'a> {
    id: String,
    address: String,
    article: ArticleData<'a>,
    statement: &'a str,
    marks: Vec<MarkData<'a>>,
    speaker: SpeakerData<'a>,
    /// Who passed it on, nearest to the speaker first.
    via: Vec<RelayData<'a>>,
    act: &'static str,
    said: Option<String>,
    said_note: Option<&'a str>,
    basis: Option<&'a str>,
    status: &'static str,
    status_reason: String,
    status_stated: bool,
    /// How many independent origins support it.
    origins: usize,
    evidence: Vec<EvidenceData<'a>>,
    estimate: Option<EstimateData<'a>>,
    relations: RelationsData,
    credibility: Option<u8>,
    formerly: Vec<String>,
}

#[derive(Serialize)]
struct ArticleData<'a> {
    id: &'a str,
    title: &'a str,
    address: String,
    date: String,
}

#[derive(Serialize)]
struct MarkData<'a> {
    /// The article that marks it, which may be another than the one that defines it.
    article: &'a str,
    words: &'a str,
}

#[derive(Serialize)]
struct RelayData<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct EvidenceData<'a> {
    source: SourceData<'a>,
    role: &'static str,
    at: Option<&'a str>,
    quote: Option<&'a str>,
    original: Option<&'a str>,
    quote_check: Option<&'static str>,
}

#[derive(Serialize)]
struct SourceData<'a> {
    id: &'a str,
    title: &'a str,
    publisher: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    address: String,
    state: &'static str,
    state_date: Option<String>,
    state_note: Option<&'a str>,
}

#[derive(Serialize)]
struct EstimateData<'a> {
    id: String,
    figure: &'a str,
    as_stated: Option<&'a str>,
    measure: &'a str,
    kind: &'static str,
    as_of: Option<String>,
    during: Option<DuringData>,
    scope: Option<&'a str>,
    bound: &'static str,
    low: Option<JsonNumber>,
    high: Option<JsonNumber>,
    best: Option<JsonNumber>,
    unit: Option<&'a str>,
    /// What charts draw vague words as; nobody stated it.
    reading: Option<ReadingData>,
    preliminary: bool,
}

/// The ids of other claims.
#[derive(Serialize)]
struct RelationsData {
    supports: Vec<String>,
    disputes: Vec<String>,
    updates: Vec<String>,
    repeats: Vec<String>,
    part_of: Vec<String>,
    rests_on: Vec<String>,
}

/// The file.
pub(super) fn file(desk: &Desk<'_>, go_on: &GoOn<'_>) -> Option<Vec<u8>> {
    let site = &desk.briefing.site;
    let site = SiteData {
        title: &site.title,
        address: site.base_url.as_ref().map(crate::model::BaseUrl::as_str),
        language: site.language.as_str(),
        licence: site.licence.as_deref(),
    };
    let mut file = format!("{{\"version\":{VERSION},\"site\":").into_bytes();
    append(&site, &mut file);
    file.extend(b",\"claims\":[");
    for (at, row) in rows(desk).enumerate() {
        if !go_on() {
            return None;
        }
        file.extend(if at == 0 { "\n" } else { ",\n" }.bytes());
        append(&claim(&row), &mut file);
    }
    file.extend(b"\n]}\n");
    Some(file)
}

fn append(data: &impl Serialize, file: &mut Vec<u8>) {
    serde_json::to_writer(file, data).expect("all keys are text, and memory takes every byte");
}

fn claim<'r>(row: &'r ClaimRow<'_>) -> ClaimData<'r> {
    let claim = row.claim;
    ClaimData {
        id: claim.id.to_string(),
        address: row.address(),
        article: ArticleData {
            id: row.article.id.as_str(),
            title: &row.article.title,
            address: address(row.briefing, &links::article(&row.article.id)),
            date: row.article.date.to_string(),
        },
        statement: &claim.statement,
        marks: row
            .marks
            .iter()
            .map(|(article, words)| MarkData { article: article.id.as_str(), words })
            .collect(),
        speaker: speaker(row.briefing, claim.speaker),
        via: claim
            .via
            .iter()
            .map(|&speaker| &row.briefing.speakers[speaker])
            .map(|speaker| RelayData { id: speaker.id.as_str(), name: &speaker.name })
            .collect(),
        act: claim.act.name(),
        said: claim.said.as_ref().map(ToString::to_string),
        said_note: claim.said_note.as_deref(),
        basis: claim.basis.as_deref(),
        status: claim.standing.status.name(),
        status_reason: english().phrase(&claim.standing.reason),
        status_stated: claim.standing.stated,
        origins: claim.origins.len(),
        evidence: evidence(row),
        estimate: row.estimate.as_ref().map(estimate),
        relations: RelationsData {
            supports: row.ids(|relations| &relations.supports),
            disputes: row.ids(|relations| &relations.disputes),
            updates: row.ids(|relations| &relations.updates),
            repeats: row.ids(|relations| &relations.repeats),
            part_of: row.ids(|relations| &relations.part_of),
            rests_on: row.ids(|relations| &relations.rests_on),
        },
        credibility: claim.credibility.map(|credibility| credibility.grade()),
        formerly: row.formerly(),
    }
}

fn evidence<'r>(row: &'r ClaimRow<'_>) -> Vec<EvidenceData<'r>> {
    row.evidence()
        .map(|(evidence, source)| EvidenceData {
            source: SourceData {
                id: source.id.as_str(),
                title: &source.title,
                publisher: source.publisher.as_deref(),
                published: source.published.as_ref().map(ToString::to_string),
                url: source::address(source),
                address: address(row.briefing, &links::source(&source.id)),
                state: source.state.state.name(),
                state_date: source.state.date.as_ref().map(ToString::to_string),
                state_note: source.state.note.as_deref(),
            },
            role: evidence.role.name(),
            at: evidence.at.as_deref(),
            quote: evidence.quote.as_ref().map(|quote| quote.value.as_str()),
            original: evidence.original.as_ref().map(|original| original.value.as_str()),
            quote_check: evidence.check.as_ref().map(QuoteCheck::name),
        })
        .collect()
}

fn estimate<'r>(row: &'r Row<'_>) -> EstimateData<'r> {
    let estimate = row.estimate;
    let (low, high) = estimate.quantity.bound.stated();
    EstimateData {
        id: estimate_name(&estimate.id),
        figure: row.briefing.figures[estimate.figure].id.as_str(),
        as_stated: estimate.is_verbatim().then_some(estimate.words.value.as_str()),
        measure: estimate.measure.as_str(),
        kind: estimate.counting.kind().name(),
        as_of: row.as_of().map(ToString::to_string),
        during: during(row),
        scope: estimate.scope.as_deref(),
        bound: estimate.quantity.bound.name(),
        low: low.and_then(number),
        high: high.and_then(number),
        best: row.best().and_then(number),
        unit: estimate.quantity.unit.as_deref(),
        reading: reading(row),
        preliminary: estimate.preliminary,
    }
}
