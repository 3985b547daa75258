//! The one place where figures meet the `chart` layer: what of a figure is drawn, and what comes back.

use super::card::measure;
use super::chart::is_overtaken;
use super::desk::Desk;
use super::html::Html;
use super::links::{self, Here, estimate_name};
use crate::chart::{Axis, Plot, Plotted, Words, row_marks, sparkline, standalone, time_chart};
use crate::model::look::Palette;
use crate::model::reads::print_of;
use crate::model::{Estimate, Figure, Key, Message, Speaking};
use crate::resolve::is_estimate_withdrawn;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// The rows of a table-chart, drawn.
pub(crate) struct Drawn {
    pub(crate) axis: AxisView,
    pub(crate) groups: Vec<Group>,
}

/// A scale that rows are read off.
#[derive(Clone, JsonSchema, Serialize)]
#[schemars(rename = "Axis")]
pub(crate) struct AxisView {
    /// Its ticks, drawn.
    svg: Html,
    /// The same in words.
    words: String,
    /// What has to be known before values are read off it.
    caution: Option<String>,
}

fn axis(axis: &Axis) -> AxisView {
    AxisView { svg: Html(axis.svg.clone()), words: axis.words.clone(), caution: axis.caution.clone() }
}

/// Rows that stand under one heading.
pub(crate) struct Group {
    pub(crate) title: String,
    pub(crate) period: Option<String>,
    pub(crate) axis: Option<AxisView>,
    pub(crate) members: Vec<Member>,
}

/// The mark of one row.
pub(crate) struct Member {
    /// Its place among the figure's estimates.
    pub(crate) at: usize,
    pub(crate) alt: String,
    pub(crate) mark: Html,
}

/// A kind of mark and what it means.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Mark")]
pub(crate) struct MarkView {
    /// The mark, drawn.
    mark: Html,
    /// What it is called.
    name: String,
    /// What it means.
    meaning: String,
    /// Whether the chart has it.
    used: bool,
}

/// A figure as the chart layer takes it; `id` starts every id in what is drawn of it.
pub(crate) fn plot(desk: &Desk<'_>, here: &Here, key: Key<Figure>, id: &str) -> Plot {
    let figure = &desk.briefing.figures[key];
    let places: BTreeMap<Key<Estimate>, usize> =
        figure.estimates.iter().enumerate().map(|(place, &estimate)| (estimate, place)).collect();
    let estimates = figure.estimates.iter().map(|&key| {
        let estimate = &desk.briefing.estimates[key];
        let revises = estimate.revises.and_then(|earlier| places.get(&earlier).copied());
        plotted(desk, here, estimate, revises)
    });
    Plot {
        id: id.to_owned(),
        title: figure.title.clone(),
        unit: figure.unit.clone(),
        scale: figure.scale,
        says: Arc::clone(here.shared_words()),
        direction: here.words().direction(),
        estimates: estimates.collect(),
    }
}

/// The same of one speaker alone, whose estimates these are.
pub(crate) fn own(desk: &Desk<'_>, here: &Here, key: Key<Figure>, own: &[Key<Estimate>], id: &str) -> Html {
    let place = |key| own.iter().position(|&other| other == key);
    let estimates = own.iter().map(|&key| {
        let estimate = &desk.briefing.estimates[key];
        plotted(desk, here, estimate, estimate.revises.and_then(place))
    });
    time(&Plot { estimates: estimates.collect(), ..plot(desk, here, key, id) })
}

fn plotted(desk: &Desk<'_>, here: &Here, estimate: &Estimate, revises: Option<usize>) -> Plotted {
    let speaker = match estimate.speaker {
        Speaking::Speaker(speaker) => Some(&desk.briefing.speakers[speaker]),
        Speaking::Site => None,
    };
    let unnamed =
        || speaker.filter(|speaker| !speaker.named).map(|_| here.words().text("speaker.unnamed").to_owned());
    Plotted {
        key: estimate_name(&estimate.id),
        who: desk.name(estimate.speaker),
        role: speaker.and_then(|speaker| speaker.role.clone()).or_else(unnamed),
        words: match &estimate.ours {
            Some(ours) => here.words().phrase(ours),
            None => estimate.words.value.clone(),
        },
        verbatim: estimate.is_verbatim(),
        quantity: estimate.quantity.clone(),
        unit: estimate.unit.clone(),
        kind: estimate.counting.kind(),
        measure: measure(desk, estimate),
        scope: estimate.scope.clone(),
        said: estimate.said.clone(),
        time: estimate.counting.time().cloned(),
        preliminary: estimate.preliminary,
        side: usize::from(desk.sides.place(desk.briefing, estimate.speaker)) - 1,
        revises,
        revised: estimate.revised_by.is_some(),
        overtaken: is_overtaken(desk, estimate),
        withdrawn: is_estimate_withdrawn(desk.briefing, estimate),
    }
}

/// One row per estimate, under the headings of the panels that the chart has.
pub(crate) fn rows(desk: &Desk<'_>, plot: &Plot, words: Words) -> Arc<Drawn> {
    desk.rows.get(print_of(&(plot, words)), || Arc::new(draw_rows(plot, words)))
}

fn draw_rows(plot: &Plot, words: Words) -> Drawn {
    let drawn = row_marks(plot, words);
    let member = |at: usize| Member {
        at,
        alt: drawn.rows[at].alternative.clone(),
        mark: Html(drawn.rows[at].svg.clone()),
    };
    let groups = drawn.groups.iter().map(|group| Group {
        title: group.facet.title.clone(),
        period: group.facet.period.clone(),
        axis: group.axis.as_ref().map(axis),
        members: group.facet.members.iter().copied().map(member).collect(),
    });
    Drawn { groups: groups.collect(), axis: axis(&drawn.head) }
}

/// Estimates over time; nothing where there is none.
pub(crate) fn time(plot: &Plot) -> Html {
    if plot.estimates.is_empty() { Html::default() } else { Html(time_chart(plot)) }
}

/// The marks that can be compared with the estimate at `beside`, in miniature, for a list.
pub(crate) fn spark(desk: &Desk<'_>, here: &Here, key: Key<Figure>, beside: usize) -> Html {
    Html(sparkline(&plot(desk, here, key, ""), beside))
}

/// The chart as a file of its own, with the title and who made it.
pub(crate) fn drawing(desk: &Desk<'_>, here: &Here, key: Key<Figure>, palette: &Palette) -> String {
    standalone(&plot(desk, here, key, "c"), &credit(desk, here, key), palette)
}

/// The same as a PNG for social cards; an empty file where it has too many parts to be drawn.
#[cfg(feature = "png")]
pub(crate) fn picture(desk: &Desk<'_>, here: &Here, key: Key<Figure>, palette: &Palette) -> Vec<u8> {
    crate::chart::picture(&plot(desk, here, key, "c"), &credit(desk, here, key), palette).unwrap_or_default()
}

/// What is to be known of that picture without drawing it. It is worked out once for each chart, since it stands on the page of
/// every article that shows the figure.
#[cfg(feature = "png")]
pub(crate) fn sketch(desk: &Desk<'_>, here: &Here, key: Key<Figure>) -> crate::chart::Sketch {
    let (plot, credit) = (plot(desk, here, key, "c"), credit(desk, here, key));
    desk.sketches.get(print_of(&(&plot, &credit)), || crate::chart::sketch(&plot, &credit))
}

/// What was drawn already, by the hash of what it is drawn from: a chart stands on the pages of many articles.
pub(crate) struct Drawings<D>(Mutex<HashMap<u64, D>>);

impl<D> Default for Drawings<D> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<D: Clone> Drawings<D> {
    fn get(&self, print: u64, draw: impl FnOnce() -> D) -> D {
        // Whoever panicked while holding it left it whole: entries are put in at once.
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(drawn) = known().get(&print) {
            return drawn.clone();
        }
        let drawn = draw();
        known().insert(print, drawn.clone());
        drawn
    }
}

/// Where a chart that left its page comes from.
fn credit(desk: &Desk<'_>, here: &Here, key: Key<Figure>) -> String {
    let site = &desk.briefing.site;
    let page = links::lasting(site, &links::figure(&desk.briefing.figures[key].id));
    let parts = [Some(site.title.clone()), page, site.licence.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    here.words().say(&Message::new("chart.credit").with("source", parts.join(" · ")))
}

/// All marks, each explained; those that the chart of the figure uses come first.
pub(crate) fn legend(plot: &Plot) -> Vec<MarkView> {
    crate::chart::legend(plot)
        .into_iter()
        .map(|entry| MarkView {
            mark: Html(entry.svg),
            name: entry.name,
            meaning: entry.text,
            used: entry.used,
        })
        .collect()
}
