//! What a chart says in words: titles of marks, labels, and the description for those who do not see it.

use super::{Facet, Plot, Plotted};
use crate::model::{Bound, Convention, Kind, Number, When};

/// More estimates than this and the description sums them up instead of listing them.
const LISTED: usize = 8;
/// The words of an estimate in a title, in characters; tables carry them whole.
const LONGEST: usize = 160;

/// The words as they stand beside a mark: in quotation marks, unless they are a bare number or nobody's words.
pub(super) fn stated(estimate: &Plotted) -> String {
    let words = estimate.words.as_str();
    let bare =
        !words.is_empty() && words.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '%'));
    let quoted = words.starts_with(['“', '"', '«', '„']);
    if bare || quoted || !estimate.verbatim { words.to_owned() } else { format!("“{words}”") }
}

/// The second part of a label: the words, and what the mark's look stands for.
pub(super) fn phrase(estimate: &Plotted, wide: bool) -> String {
    let mut text = stated(estimate);
    if wide && estimate.covers_period() {
        let period = estimate.time.as_ref().map(When::short).unwrap_or_default();
        text.push_str(&format!(" ({period})"));
    }
    if estimate.preliminary {
        text.push_str(", preliminary");
    }
    if estimate.withdrawn {
        text.push_str(", withdrawn");
    }
    if let Some(said) = estimate.said.as_ref().filter(|_| estimate.revised) {
        text.push_str(", ");
        text.push_str(&said.short());
    }
    text
}

/// The title of one mark: "23 December 2024: Volodymyr Zelenskiy, “more than 3,000”, running total, preliminary".
pub(super) fn mark_title(estimate: &Plotted) -> String {
    let mut text = String::new();
    if let Some(said) = &estimate.said {
        text.push_str(&said.for_readers());
        text.push_str(": ");
    }
    text.push_str(&estimate.who);
    if let Some(role) = &estimate.role {
        text.push_str(", ");
        text.push_str(role);
    }
    text.push_str(", ");
    text.push_str(&shortened(&stated(estimate)));
    for part in qualifications(estimate) {
        text.push_str(", ");
        text.push_str(&part);
    }
    text
}

/// What a mark's look and place stand for, beyond its value.
fn qualifications(estimate: &Plotted) -> Vec<String> {
    let time = estimate.time.as_ref().map(When::for_readers);
    let mut parts = vec![match (estimate.kind, time) {
        (Kind::Stock, None) => "running total".to_owned(),
        (Kind::Stock, Some(day)) => format!("running total as of {day}"),
        (Kind::Flow, Some(period)) => format!("within {period}"),
        (Kind::Flow, None) => "within a period".to_owned(),
        (Kind::Level | Kind::Rate, None) => estimate.measure.clone(),
        (Kind::Level | Kind::Rate, Some(day)) => format!("{} at {day}", estimate.measure),
    }];
    parts.extend(estimate.scope.clone());
    parts.extend(estimate.preliminary.then(|| "preliminary".to_owned()));
    parts.extend(estimate.revised.then(|| succession(estimate.kind, estimate.overtaken).to_owned()));
    parts.extend(estimate.withdrawn.then(|| "withdrawn".to_owned()));
    parts.retain(|part| !part.is_empty());
    parts
}

/// What became of a number after which its speaker gave another: `overtaken` where the later one only counts further.
#[must_use]
pub fn succession(kind: Kind, overtaken: bool) -> &'static str {
    match (overtaken, kind) {
        (false, _) => "since revised",
        (true, Kind::Stock) => "superseded by a later total",
        (true, _) => "followed by a later number",
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The title of a mark that stands for several estimates that would cover each other.
pub(super) fn crowd_title(plot: &Plot, members: &[usize]) -> String {
    let numbers = || {
        members.iter().flat_map(|&index| {
            let (low, high) = ends(&plot.estimates[index].quantity.bound);
            low.into_iter().chain(high)
        })
    };
    let mut text = format!("{} estimates", members.len());
    if let (Some(low), Some(high)) = (numbers().min(), numbers().max()) {
        text.push_str(&match low == high {
            true => format!(" of {}", low.for_readers()),
            false => format!(" between {} and {}", low.for_readers(), high.for_readers()),
        });
    }
    let said =
        |index: Option<&usize>| index.and_then(|&index| plot.estimates[index].said.as_ref()).map(When::short);
    if let (Some(first), Some(last)) = (said(members.first()), said(members.last())) {
        text.push_str(&if first == last { format!(", {first}") } else { format!(", {first} to {last}") });
    }
    text
}

/// The numbers of a bound, readings included.
fn ends(bound: &Bound) -> (Option<Number>, Option<Number>) {
    match bound {
        Bound::Approx(n) => (Some(*n), Some(*n)),
        Bound::Vague(Some(reading)) => (Some(reading.low), reading.high),
        other => other.stated(),
    }
}

/// How a bound is drawn over time, in words.
pub(super) fn drawn(bound: &Bound) -> String {
    let text = |n: &Number| n.for_readers();
    match bound {
        Bound::Exact(n) => format!("drawn as a dot at {}", text(n)),
        Bound::Approx(n) => format!("drawn as a hollow dot at {}", text(n)),
        Bound::MoreThan(n) | Bound::AtLeast(n) => {
            format!("drawn as a line at {} with an open arrow away from zero", text(n))
        }
        Bound::LessThan(n) | Bound::AtMost(n) => {
            format!("drawn as a line at {} with an arrow toward zero", text(n))
        }
        Bound::Range { low, high, best: None } => {
            format!("drawn as a bar from {} to {}", text(low), text(high))
        }
        Bound::Range { low, high, best: Some(best) } => {
            format!("drawn as a dot at {} on a bar from {} to {}", text(best), text(low), text(high))
        }
        Bound::Vague(Some(reading)) => {
            format!("drawn as a soft band {}", read_as(reading.low, reading.high, reading.convention))
        }
        Bound::Vague(None) | Bound::None => "not on the scale, since it holds no number".to_owned(),
    }
}

/// What a bound says, for the table, where the words themselves stand in another cell.
pub(super) fn alternative(estimate: &Plotted, with_words: bool) -> String {
    let text = |n: &Number| n.for_readers();
    let mut told = match &estimate.quantity.bound {
        Bound::Exact(n) => text(n),
        Bound::Approx(n) => format!("About {}; no margin stated", text(n)),
        Bound::MoreThan(n) | Bound::AtLeast(n) => {
            format!("Lower bound at {}; no upper limit stated", text(n))
        }
        Bound::LessThan(n) | Bound::AtMost(n) => format!("Upper bound at {}; no lower limit stated", text(n)),
        Bound::Range { low, high, best: None } => format!("From {} to {}", text(low), text(high)),
        Bound::Range { low, high, best: Some(best) } => {
            format!("{}, from {} to {}", text(best), text(low), text(high))
        }
        Bound::Vague(Some(reading)) => {
            format!("Drawn {}", read_as(reading.low, reading.high, reading.convention))
        }
        Bound::Vague(None) | Bound::None => "No number stated, so nothing is drawn".to_owned(),
    };
    if estimate.covers_period() && !estimate.has_no_number() {
        let period = estimate.time.as_ref().map(When::for_readers).unwrap_or_default();
        told.push_str(&format!("; within {period}"));
    }
    if estimate.preliminary {
        told.push_str("; preliminary");
    }
    if estimate.withdrawn {
        told.push_str("; withdrawn");
    }
    if with_words { format!("{}: {told}", stated(estimate)) } else { told }
}

fn read_as(low: Number, high: Option<Number>, convention: Convention) -> String {
    match high {
        Some(high) => {
            format!("from {} to {} by convention {convention}", low.for_readers(), high.for_readers())
        }
        None => format!("from {} upward by convention {convention}", low.for_readers()),
    }
}

/// The whole chart in words.
pub(super) fn description(plot: &Plot, panels: &[Facet], span: &str) -> String {
    let mut text = match panels.len() {
        1 => format!("One panel with a time axis, {span}."),
        n => format!("{n} panels share a time axis, {span}."),
    };
    for facet in panels {
        let (title, subtitle) = (&facet.title, &facet.subtitle);
        let told = if plot.estimates.len() <= LISTED { listed(plot, facet) } else { summed_up(plot, facet) };
        text.push_str(&format!(" {title} ({subtitle}): {told}."));
    }
    text
}

fn listed(plot: &Plot, facet: &Facet) -> String {
    let tell = |&index: &usize| {
        let estimate = &plot.estimates[index];
        let bound = &estimate.quantity.bound;
        let drawn = match (estimate.covers_period() && !estimate.has_no_number(), bound) {
            (true, Bound::Exact(n)) => {
                format!("drawn as a block as wide as the period, {} high", n.for_readers())
            }
            (true, _) => format!("{} on a block as wide as the period", drawn(bound)),
            (false, _) => drawn(bound),
        };
        format!("{}, {drawn}", mark_title(estimate))
    };
    facet.members.iter().map(tell).collect::<Vec<_>>().join("; ")
}

fn summed_up(plot: &Plot, facet: &Facet) -> String {
    let members = &facet.members;
    let mut text =
        if members.len() == 1 { "1 estimate".to_owned() } else { format!("{} estimates", members.len()) };
    let numbered =
        || members.iter().filter(|&&index| ends(&plot.estimates[index].quantity.bound) != (None, None));
    let lowest = numbered().min_by_key(|&&index| {
        let (low, high) = ends(&plot.estimates[index].quantity.bound);
        low.or(high)
    });
    let highest = numbered().max_by_key(|&&index| {
        let (low, high) = ends(&plot.estimates[index].quantity.bound);
        high.or(low)
    });
    if let (Some(&lowest), Some(&highest)) = (lowest, highest) {
        let (lowest, highest) = (&plot.estimates[lowest], &plot.estimates[highest]);
        text.push_str(&format!(
            "; the lowest is {}; the highest is {}",
            mark_title(lowest),
            mark_title(highest)
        ));
    }
    text.push_str("; the table lists each of them");
    text
}
