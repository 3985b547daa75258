//! The estimates of a figure as views: the table with a mark in every row, and what is drawn of it.

use super::card::{ClaimView, claim_view, estimate_href, measure};
use super::desk::{Desk, LinkView};
use super::html::Html;
use super::links::{self, Here};
use super::plot::AxisView;
use super::words::{self, DateView, StatusView};
use crate::chart::Words;
use crate::model::{Article, Estimate, Figure, Key, Measure, Message, Provenance, Speaking};
use crate::resolve::{capital, is_estimate_withdrawn};
use schemars::JsonSchema;
use serde::Serialize;

/// The table-chart of a figure.
#[derive(JsonSchema, Serialize)]
pub(crate) struct ChartView {
    /// Starts every id in it.
    id: String,
    /// The title of the figure.
    title: String,
    /// What the article says of it.
    caption: Html,
    /// What is counted, and how, where that is the same for all and no heading says it.
    unit: String,
    /// The scale at the head of the table.
    axis: AxisView,
    /// Its estimates, by what they count and when.
    pub(crate) groups: Vec<GroupView>,
    /// How many earlier estimates are left to a list of their own, as there are too many rows.
    earlier: usize,
    /// The claims of the page whose estimates it shows.
    claims: Vec<ClaimView>,
    /// The address of the figure.
    figure: String,
}

/// Estimates that may be compared at a glance.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "EstimateGroup")]
pub(crate) struct GroupView {
    /// What is counted.
    title: String,
    /// The period that it is counted in.
    period: Option<String>,
    /// Their scale, where they are in another unit than what stands above them.
    axis: Option<AxisView>,
    /// The estimates that it shows.
    rows: Vec<RowView>,
    /// Estimates of a long table after which their speakers gave others.
    earlier: Vec<RowView>,
}

/// One estimate.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Estimate")]
pub(crate) struct RowView {
    /// Its name, which its anchor ends in.
    name: String,
    /// Where it was said.
    href: String,
    /// When it was said.
    said: Option<DateView>,
    /// Who says it.
    who: String,
    /// The address of their page.
    who_href: Option<String>,
    /// What they were at the time.
    role: Option<String>,
    /// Whether they are not named.
    unnamed: bool,
    /// The place of their side among the colours, from 1.
    side: u8,
    /// Its words.
    words: String,
    /// What else it is limited to.
    scope: Option<String>,
    /// Whether it is preliminary.
    preliminary: bool,
    /// Whether its speaker has given another number since.
    revised: bool,
    /// What became of it, in words.
    fate: Option<String>,
    /// Whether it was taken back.
    withdrawn: bool,
    /// What is drawn, for those who do not see it.
    alt: String,
    /// Its mark on the scale, drawn.
    mark: Html,
    /// How its claim stands.
    status: Option<StatusView>,
    /// Its claim.
    claim: Option<ClaimView>,
    /// The number of that claim on the page.
    number: Option<usize>,
    /// The source that it was read in.
    source: Option<LinkView>,
    /// What is to be known of it.
    note: Option<String>,
}

/// A table with more estimates than this shows first what each speaker says now.
const LONG: usize = 100;

/// The table-chart of `figure`, the `nth` on its page. On the page of an article its claims go by their numbers there.
pub(crate) fn chart(
    desk: &Desk<'_>,
    here: &Here,
    figure: Key<Figure>,
    caption: Html,
    nth: usize,
    article: Option<Key<Article>>,
    five: bool,
) -> ChartView {
    let record = &desk.briefing.figures[figure];
    let id = format!("c-{nth}");
    let words = if five { Words::Elsewhere } else { Words::Beside };
    let drawn = super::plot::rows(desk, &super::plot::plot(desk, here, figure, &id), words);
    let long = record.estimates.len() > LONG;
    let groups: Vec<GroupView> = drawn
        .groups
        .iter()
        .map(|group| {
            let rows = group.members.iter().map(|member| {
                let key = record.estimates[member.at];
                RowView {
                    alt: member.alt.clone(),
                    mark: member.mark.clone(),
                    ..row(desk, here, key, article)
                }
            });
            let (earlier, rows) = rows.partition(|row| long && row.revised);
            GroupView {
                title: group.title.clone(),
                period: group.period.clone(),
                axis: group.axis.clone(),
                rows,
                earlier,
            }
        })
        .collect();
    let mut claims: Vec<ClaimView> = record
        .estimates
        .iter()
        .filter_map(|&estimate| claim_of(&desk.briefing.estimates[estimate]))
        .map(|claim| claim_view(desk, here, article, claim))
        .filter(|claim| claim.number.is_some())
        .collect();
    claims.sort_by_key(|claim| claim.number);
    ChartView {
        id,
        title: record.title.clone(),
        caption,
        unit: counted(desk, here, record, &groups),
        axis: drawn.axis.clone(),
        earlier: groups.iter().map(|group| group.earlier.len()).sum(),
        groups,
        claims,
        figure: here.to(&links::figure(&record.id)),
    }
}

pub(crate) fn claim_of(estimate: &Estimate) -> Option<Key<crate::model::Claim>> {
    match estimate.provenance {
        Provenance::Claim(claim) => Some(claim),
        Provenance::Row(_) => None,
    }
}

/// Whether its speaker's later number only counts further.
pub(crate) fn is_overtaken(desk: &Desk<'_>, estimate: &Estimate) -> bool {
    let later = estimate.revised_by.map(|later| &desk.briefing.estimates[later]);
    later.is_some_and(|later| later.counts_further_than(estimate))
}

/// What became of a number after which its speaker gave another.
pub(crate) fn fate(desk: &Desk<'_>, here: &Here, estimate: &Estimate) -> Option<String> {
    let overtaken = is_overtaken(desk, estimate);
    estimate
        .revised_by
        .map(|_| words::succession(here.words(), estimate.counting.kind(), overtaken).to_owned())
}

/// The unit of a figure, and what all its estimates count, where no heading says that.
fn counted(desk: &Desk<'_>, here: &Here, figure: &Figure, groups: &[GroupView]) -> String {
    let unit = at_start(&figure.unit);
    let measure = one_measure(desk, figure);
    match measure.filter(|measure| !groups.iter().any(|group| group.title.starts_with(&capital(measure)))) {
        Some(measure) => {
            here.words().say(&Message::new("chart.counted").with("unit", unit).with("measure", measure))
        }
        None => unit,
    }
}

/// A unit at the start of a sentence. A symbol is written in one way: “Km/s” would be none.
fn at_start(unit: &str) -> String {
    let first = unit.split_whitespace().next().unwrap_or_default();
    let is_word = first.chars().count() > 3 && first.chars().all(char::is_alphabetic);
    if is_word { capital(unit) } else { unit.to_owned() }
}

/// What all estimates of a figure count, where its author says what that is.
fn one_measure(desk: &Desk<'_>, figure: &Figure) -> Option<String> {
    let mut estimates = figure.estimates.iter().map(|key| &desk.briefing.estimates[*key]);
    let first = estimates.next()?;
    let is_one = estimates.all(|estimate| estimate.measure == first.measure);
    (is_one && !figure.measures.iter().any(Measure::is_implied)).then(|| measure(desk, first))
}

fn row(desk: &Desk<'_>, here: &Here, key: Key<Estimate>, article: Option<Key<Article>>) -> RowView {
    let estimate = &desk.briefing.estimates[key];
    let claim = claim_of(estimate);
    let speaker = match estimate.speaker {
        Speaking::Speaker(speaker) => Some(speaker),
        Speaking::Site => None,
    };
    let record = speaker.map(|speaker| &desk.briefing.speakers[speaker]);
    RowView {
        name: links::estimate_name(&estimate.id),
        href: estimate_href(desk, here, estimate),
        said: estimate.said.as_ref().map(|of| words::short_date(here.words(), of)),
        who: desk.name(estimate.speaker),
        who_href: speaker.map(|speaker| desk.speaker_link(here, speaker).href),
        role: record.and_then(|speaker| speaker.role.clone()),
        unnamed: record.is_some_and(|speaker| !speaker.named),
        side: desk.sides.place(desk.briefing, estimate.speaker),
        words: here.words().phrase(&estimate.stated()),
        scope: estimate.scope.clone(),
        preliminary: estimate.preliminary,
        revised: estimate.revised_by.is_some(),
        fate: fate(desk, here, estimate),
        withdrawn: is_estimate_withdrawn(desk.briefing, estimate),
        alt: String::new(),
        mark: Html::default(),
        status: words::estimate_status(here.words(), desk.briefing, estimate),
        claim: claim.map(|claim| claim_view(desk, here, article, claim)),
        number: claim.map(|claim| desk.number(claim)),
        source: estimate.source.map(|source| desk.source_link(here, source)),
        note: estimate.note.clone(),
    }
}
