//! The page of a figure.

use super::FigureFile;
use super::article::{EntryView, entry};
use super::chart::{ChartView, chart, claim_of};
use super::desk::{Desk, LinkView};
use super::html::Html;
use super::links::{self, Here};
use super::notice::{Counted, NoticesView, notices};
use super::plot;
use super::prose::{BlockView, prose, setting};
use super::sides::{side_of, stated_side};
use super::words::{self, DateView};
use crate::chart::{Plot, is_log_useful};
use crate::check::first_sentence;
use crate::model::{Article, Bound, Estimate, Figure, Key, Scale, Speaking, When};
use crate::resolve::compare;
use crate::resolve::is_estimate_withdrawn;
use crate::resolve::notices::on_estimates;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What `figure.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct FigureView {
    /// Its title.
    title: String,
    /// One sentence on it.
    summary: Option<String>,
    /// How many estimates there are.
    estimates: usize,
    /// How many speakers give them.
    speakers: usize,
    /// How many things they count.
    measures: usize,
    /// The day of the first.
    first: Option<DateView>,
    /// The day of the last.
    last: Option<DateView>,
    /// The day on which its author last looked for new ones.
    checked: Option<DateView>,
    /// When the next is expected.
    next_expected: Option<String>,
    /// What became of the sources that it rests on.
    notices: NoticesView,
    /// The author's word on what can be compared, its first sentence by itself, then the tool's.
    comparability: Option<CautionView>,
    /// What else is to be known before comparing, a sentence each.
    notes: Vec<String>,
    /// Its estimates over time.
    time: TimeView,
    /// The same as a table.
    chart: ChartView,
    /// The claims that are drawn, by the articles that number them.
    claims: Vec<ClaimsView>,
    /// The files that it can be downloaded as.
    downloads: Vec<LinkView>,
    /// The marks and what they mean.
    legend: Vec<plot::MarkView>,
    /// What its author says of it.
    body: Vec<BlockView>,
    /// The convention by which vague words are read.
    convention: Option<&'static str>,
    /// Which numbers were given anew, the newest first.
    revisions: Vec<RevisionView>,
    /// The articles that use it.
    articles: Vec<EntryView>,
    /// Whose numbers they are.
    sides: Vec<SideView>,
}

/// An author's word of caution.
#[derive(JsonSchema, Serialize)]
struct CautionView {
    /// Its first sentence.
    first: String,
    /// What follows that.
    rest: String,
}

fn caution(text: &str) -> CautionView {
    let first = first_sentence(text);
    let rest = text.trim_start().strip_prefix(first).unwrap_or_default();
    CautionView { first: first.to_owned(), rest: rest.trim().to_owned() }
}

/// The chart over time, on one axis of values or on either of two.
#[derive(JsonSchema, Serialize)]
struct TimeView {
    /// The chart.
    drawing: Html,
    /// The same on a logarithmic axis, where that is worth offering, and whether it is the one to start with.
    log: Option<Html>,
    /// Whether the logarithmic one is shown first.
    starts_with_log: bool,
}

/// Claims of one article by their numbers there.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "FigureClaims")]
struct ClaimsView {
    /// The article.
    article: LinkView,
    /// Its claims.
    claims: Vec<NumberedView>,
}

/// A claim by its number.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "NumberedClaim")]
struct NumberedView {
    /// Its number there.
    number: usize,
    /// The address of its card.
    href: String,
}

/// One speaker's later number after an earlier one.
#[derive(JsonSchema, Serialize)]
struct RevisionView {
    /// When it was said.
    said: Option<DateView>,
    /// Who says it.
    who: String,
    /// The number before.
    from: String,
    /// The new number.
    to: String,
    /// Whether it only counts further.
    overtakes: bool,
    /// The address of their page.
    href: String,
}

/// Whose numbers they are.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Side")]
struct SideView {
    /// Its name.
    name: String,
    /// Whether the records name it; else it is a speaker's name.
    stated: bool,
    /// Its place among the colours, from 1.
    place: u8,
    /// How many estimates are of it.
    estimates: usize,
    /// Who speaks for it.
    speakers: Vec<LinkView>,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, key: Key<Figure>) -> FigureView {
    let figure = &desk.briefing.figures[key];
    let estimates: Vec<&Estimate> =
        figure.estimates.iter().map(|&estimate| &desk.briefing.estimates[estimate]).collect();
    let said: Vec<&When> = estimates.iter().filter_map(|estimate| estimate.said.as_ref()).collect();
    let plot = plot::plot(desk, here, key, "c-1");
    let is_vague = |estimate: &&&Estimate| matches!(estimate.quantity.bound, Bound::Vague(Some(_)));
    FigureView {
        title: figure.title.clone(),
        summary: figure.summary.clone(),
        estimates: estimates.len(),
        speakers: estimates
            .iter()
            .map(|estimate| speaker_row(estimate.speaker))
            .collect::<BTreeSet<_>>()
            .len(),
        measures: distinct_measures(desk, figure),
        first: said.iter().min_by_key(|when| when.first_day()).map(|when| words::date(here.words(), when)),
        last: said.iter().max_by_key(|when| when.last_day()).map(|when| words::date(here.words(), when)),
        checked: figure.checked.as_ref().map(|of| words::date(here.words(), of)),
        next_expected: figure.next_expected.clone(),
        notices: notices(desk, here, &on_estimates(desk.briefing, &figure.estimates), Counted::Estimates),
        comparability: figure.comparability.as_deref().map(caution),
        notes: compare::note(desk.briefing, key).iter().map(|note| here.words().say(note)).collect(),
        time: time(desk, here, key, &plot),
        chart: chart(desk, here, key, Html::default(), 2, None, true),
        claims: claims(desk, here, &estimates),
        downloads: downloads(here, figure),
        legend: plot::legend(&plot),
        body: prose(&desk.briefing.texts.figures[key], setting(desk, here)).blocks,
        convention: estimates.iter().any(|estimate| is_vague(&estimate)).then(|| figure.convention.name()),
        revisions: revisions(desk, here, &estimates),
        articles: desk.users[key].iter().map(|&article| entry(desk, here, article)).collect(),
        sides: sides(desk, here, &estimates),
    }
}

/// `plot`, and once more with the other axis where both are of use.
fn time(desk: &Desk<'_>, here: &Here, key: Key<Figure>, plot: &Plot) -> TimeView {
    if !is_log_useful(plot) {
        return TimeView { drawing: plot::time(plot), log: None, starts_with_log: false };
    }
    let on = |scale, id| plot::time(&Plot { scale, ..plot::plot(desk, here, key, id) });
    TimeView {
        drawing: on(Scale::Linear, "c-1"),
        log: Some(on(Scale::Log, "c-3")),
        starts_with_log: plot.scale == Scale::Log,
    }
}

fn claims(desk: &Desk<'_>, here: &Here, estimates: &[&Estimate]) -> Vec<ClaimsView> {
    let mut by_article: BTreeMap<Key<Article>, BTreeMap<usize, String>> = BTreeMap::new();
    for claim in estimates.iter().filter_map(|estimate| claim_of(estimate)) {
        let numbers = by_article.entry(desk.briefing.claims[claim].article).or_default();
        numbers.insert(desk.number(claim), desk.claim_href(here, claim));
    }
    by_article
        .into_iter()
        .map(|(article, numbers)| ClaimsView {
            article: desk.article_link(here, article),
            claims: numbers.into_iter().map(|(number, href)| NumberedView { number, href }).collect(),
        })
        .collect()
}

fn downloads(here: &Here, figure: &Figure) -> Vec<LinkView> {
    let link = |file: FigureFile| LinkView {
        text: file.ending().to_uppercase(),
        href: here.to(&links::figure_file(&figure.id, file.ending())),
    };
    FigureFile::ALL.iter().copied().map(link).collect()
}

fn speaker_row(speaking: Speaking) -> Option<usize> {
    match speaking {
        Speaking::Speaker(speaker) => Some(speaker.row()),
        Speaking::Site => None,
    }
}

/// More revisions than these stand in the table only.
const MOST_REVISIONS: usize = 40;

/// Newest first.
fn revisions(desk: &Desk<'_>, here: &Here, estimates: &[&Estimate]) -> Vec<RevisionView> {
    let revised = estimates
        .iter()
        .rev()
        .filter_map(|estimate| Some((estimate, &desk.briefing.estimates[estimate.revises?])));
    revised
        .take(MOST_REVISIONS)
        .map(|(later, earlier)| RevisionView {
            said: later.said.as_ref().map(|of| words::short_date(here.words(), of)),
            who: desk.name(later.speaker),
            from: here.words().phrase(&earlier.stated()),
            to: here.words().phrase(&later.stated()),
            overtakes: later.counts_further_than(earlier),
            href: super::card::estimate_href(desk, here, later),
        })
        .collect()
}

/// Sides in the order of their first estimate here.
fn sides(desk: &Desk<'_>, here: &Here, estimates: &[&Estimate]) -> Vec<SideView> {
    let mut sides: Vec<SideView> = Vec::new();
    for estimate in estimates {
        let name = side_of(desk.briefing, estimate.speaker);
        let at = sides.iter().position(|side| side.name == name).unwrap_or_else(|| {
            let place = desk.sides.place(desk.briefing, estimate.speaker);
            let stated = stated_side(desk.briefing, estimate.speaker).is_some();
            sides.push(SideView { name, stated, place, estimates: 0, speakers: Vec::new() });
            sides.len() - 1
        });
        sides[at].estimates += 1;
        if let Speaking::Speaker(speaker) = estimate.speaker {
            let link = desk.speaker_link(here, speaker);
            if sides[at].speakers.iter().all(|known| known.href != link.href) {
                sides[at].speakers.push(link);
            }
        }
    }
    sides
}

/// A figure in a list, with its newest estimate: a withdrawn one or one without a number only where there is no other.
#[derive(JsonSchema, Serialize)]
pub(crate) struct FigureEntryView {
    /// Its title.
    title: String,
    /// Its address.
    href: String,
    /// One sentence on it.
    summary: Option<String>,
    /// How many estimates there are.
    estimates: usize,
    /// The newest of them.
    newest: Option<NewestView>,
    /// Those that can be compared with the newest in miniature, drawn.
    spark: Html,
}

/// What was said last.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "NewestEstimate")]
struct NewestView {
    /// Its words.
    words: String,
    /// What it counts, where other estimates of the figure count something else.
    counts: Option<String>,
    /// Who says it.
    who: String,
    /// When it was said.
    said: Option<DateView>,
    /// Whether it was taken back.
    withdrawn: bool,
}

fn distinct_measures(desk: &Desk<'_>, figure: &Figure) -> usize {
    let measures = figure.estimates.iter().map(|key| &desk.briefing.estimates[*key].measure);
    measures.collect::<BTreeSet<_>>().len()
}

pub(crate) fn figure_entry(desk: &Desk<'_>, here: &Here, key: Key<Figure>) -> FigureEntryView {
    let figure = &desk.briefing.figures[key];
    let link = desk.figure_link(here, key);
    let estimates = figure.estimates.iter().map(|&estimate| &desk.briefing.estimates[estimate]);
    let newest = estimates.enumerate().max_by_key(|(_, estimate)| {
        let day = estimate.said.as_ref().and_then(When::last_day);
        (!is_estimate_withdrawn(desk.briefing, estimate), estimate.quantity.bound != Bound::None, day)
    });
    let spark = newest.map(|(at, _)| plot::spark(desk, here, key, at)).unwrap_or_default();
    let several = distinct_measures(desk, figure) > 1;
    let newest = newest.map(|(_, estimate)| NewestView {
        counts: several.then(|| super::card::measure(desk, estimate)),
        words: here.words().phrase(&estimate.stated()),
        who: desk.name(estimate.speaker),
        said: estimate.said.as_ref().map(|of| words::short_date(here.words(), of)),
        withdrawn: is_estimate_withdrawn(desk.briefing, estimate),
    });
    FigureEntryView {
        title: link.text,
        href: link.href,
        summary: figure.summary.clone(),
        estimates: figure.estimates.len(),
        newest,
        spark,
    }
}
