//! What a chart says in words: titles of marks, labels, and the description for those who do not see it.

use super::{Facet, Plot, Plotted};
use crate::language::Words;
use crate::model::{Bound, Convention, Kind, Message, Number, Phrase, When};

/// More estimates than this and the description sums them up instead of listing them.
const LISTED: usize = 8;
/// The words of an estimate in a title, in characters; tables carry them whole.
const LONGEST: usize = 160;

/// The words as they stand beside a mark: in quotation marks, unless they are a bare number or nobody's words.
pub(super) fn stated(says: &Words, estimate: &Plotted) -> String {
    let words = estimate.words.as_str();
    let bare =
        !words.is_empty() && words.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '%'));
    let quoted = words.starts_with(['“', '"', '«', '„']);
    if bare || quoted || !estimate.verbatim {
        return words.to_owned();
    }
    says.say(&Message::new("name.title").with("title", words))
}

/// The second part of a label: the words, and what the mark's look stands for.
pub(super) fn phrase(says: &Words, estimate: &Plotted, wide: bool) -> String {
    let mut text = stated(says, estimate);
    if wide && estimate.covers_period() {
        let period = estimate.time.as_ref().map(|time| says.short_date(time)).unwrap_or_default();
        text.push_str(&format!(" ({period})"));
    }
    let mut add = |part: &str| {
        text.push_str(says.text("chart.comma"));
        text.push_str(part);
    };
    if estimate.preliminary {
        add(says.text("estimate.preliminary"));
    }
    if estimate.withdrawn {
        add(says.text("estimate.withdrawn"));
    }
    if let Some(said) = estimate.said.as_ref().filter(|_| estimate.revised) {
        add(&says.short_date(said));
    }
    text
}

/// The title of one mark: "23 December 2024: Volodymyr Zelenskiy, “more than 3,000”, running total, preliminary".
pub(super) fn mark_title(says: &Words, estimate: &Plotted) -> String {
    let mut parts = vec![estimate.who.clone()];
    parts.extend(estimate.role.clone());
    parts.push(shortened(&stated(says, estimate)));
    parts.extend(qualifications(says, estimate));
    let text = parts.join(says.text("chart.comma"));
    match &estimate.said {
        Some(said) => format!("{}: {text}", says.date(said)),
        None => text,
    }
}

/// What a mark's look and place stand for, beyond its value.
fn qualifications(says: &Words, estimate: &Plotted) -> Vec<String> {
    let dated = |key, date: &When| says.say(&Message::new(key).with("date", date));
    let mut parts = vec![match (estimate.kind, &estimate.time) {
        (Kind::Stock, None) => says.text("note.total").to_owned(),
        (Kind::Stock, Some(day)) => dated("chart.total-on", day),
        (Kind::Flow, Some(period)) => dated("chart.within", period),
        (Kind::Flow, None) => says.text("chart.within-period").to_owned(),
        (Kind::Level | Kind::Rate | Kind::Unstated, None) => estimate.measure.clone(),
        (Kind::Level | Kind::Rate | Kind::Unstated, Some(day)) => says.say(
            &Message::new("chart.measure-at").with("measure", estimate.measure.as_str()).with("date", day),
        ),
    }];
    parts.extend(estimate.scope.clone());
    let told = [
        (estimate.preliminary, "estimate.preliminary"),
        (estimate.revised, succession(estimate.kind, estimate.overtaken)),
        (estimate.withdrawn, "estimate.withdrawn"),
    ];
    parts.extend(told.into_iter().filter(|(is, _)| *is).map(|(_, key)| says.text(key).to_owned()));
    parts.retain(|part| !part.is_empty());
    parts
}

/// The string that says what became of a number after which its speaker gave another: `overtaken` where the later one only counts further.
#[must_use]
pub fn succession(kind: Kind, overtaken: bool) -> &'static str {
    match (overtaken, kind) {
        (false, _) => "estimate.revised",
        (true, Kind::Stock) => "estimate.superseded",
        (true, _) => "estimate.followed",
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
    let says = &plot.says;
    let numbers = || {
        members.iter().flat_map(|&index| {
            let (low, high) = ends(&plot.estimates[index].quantity.bound);
            low.into_iter().chain(high)
        })
    };
    let count = |key| Message::count(key, members.len());
    let mut text = says.say(&match (numbers().min(), numbers().max()) {
        (Some(low), Some(high)) if low == high => count("chart.estimates-of").with("number", low),
        (Some(low), Some(high)) => count("chart.estimates-between").with("low", low).with("high", high),
        _ => count("count.estimates"),
    });
    let said = |index: Option<&usize>| {
        let said = index.and_then(|&index| plot.estimates[index].said.as_ref());
        said.map(|when| says.short_date(when))
    };
    if let (Some(first), Some(last)) = (said(members.first()), said(members.last())) {
        text.push_str(says.text("chart.comma"));
        text.push_str(&match first == last {
            true => first,
            false => says.say(&Message::new("chart.from-to").with("first", first).with("last", last)),
        });
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

fn one(key: &'static str, number: Number) -> Message {
    Message::new(key).with("number", number)
}

fn between(key: &'static str, low: Number, high: Number) -> Message {
    Message::new(key).with("low", low).with("high", high)
}

/// How a bound is drawn over time, in words.
fn drawn(bound: &Bound) -> Message {
    match *bound {
        Bound::Exact(n) => one("drawn.exact", n),
        Bound::Approx(n) => one("drawn.about", n),
        Bound::MoreThan(n) | Bound::AtLeast(n) => one("drawn.floor", n),
        Bound::LessThan(n) | Bound::AtMost(n) => one("drawn.ceiling", n),
        Bound::Range { low, high, best: None } => between("drawn.range", low, high),
        Bound::Range { low, high, best: Some(best) } => between("drawn.best", low, high).with("best", best),
        Bound::Vague(Some(reading)) => {
            Message::new("drawn.band").with("reading", read_as(reading.low, reading.high, reading.convention))
        }
        Bound::Vague(None) | Bound::None => Message::new("drawn.nowhere"),
    }
}

/// What a bound says, for the table, where the words themselves stand in another cell.
pub(super) fn alternative(says: &Words, estimate: &Plotted, with_words: bool, is_out: bool) -> String {
    let mut parts = vec![match estimate.quantity.bound {
        _ if is_out => says.text("told.other-unit").to_owned(),
        Bound::Exact(n) => says.number(n),
        Bound::Approx(n) => says.say(&one("told.about", n)),
        Bound::MoreThan(n) | Bound::AtLeast(n) => says.say(&one("told.floor", n)),
        Bound::LessThan(n) | Bound::AtMost(n) => says.say(&one("told.ceiling", n)),
        Bound::Range { low, high, best: None } => says.say(&between("told.range", low, high)),
        Bound::Range { low, high, best: Some(best) } => {
            says.say(&between("told.best", low, high).with("best", best))
        }
        Bound::Vague(Some(reading)) => says.say(
            &Message::new("told.band")
                .with("reading", read_as(reading.low, reading.high, reading.convention)),
        ),
        Bound::Vague(None) | Bound::None => says.text("told.nothing").to_owned(),
    }];
    if let Some(period) = estimate.time.as_ref()
        && estimate.covers_period()
        && !estimate.has_no_number()
    {
        parts.push(says.say(&Message::new("chart.within").with("date", period)));
    }
    parts.extend(estimate.preliminary.then(|| says.text("estimate.preliminary").to_owned()));
    parts.extend(estimate.withdrawn.then(|| says.text("estimate.withdrawn").to_owned()));
    let told = parts.join("; ");
    if with_words { format!("{}: {told}", stated(says, estimate)) } else { told }
}

fn read_as(low: Number, high: Option<Number>, convention: Convention) -> Phrase {
    let read = match high {
        Some(high) => between("drawn.reading", low, high),
        None => Message::new("drawn.reading-open").with("low", low),
    };
    read.with("convention", convention.name()).into()
}

/// The whole chart in words.
pub(super) fn description(plot: &Plot, panels: &[Facet], span: &str) -> String {
    let mut text = plot.says.say(&Message::count("chart.panels", panels.len()).with("span", span));
    for facet in panels {
        let told = if plot.estimates.len() <= LISTED { listed(plot, facet) } else { summed_up(plot, facet) };
        text.push_str(&format!(" {} ({}): {told}.", facet.title, facet.subtitle));
    }
    text
}

fn listed(plot: &Plot, facet: &Facet) -> String {
    let says = &plot.says;
    let tell = |&index: &usize| {
        let estimate = &plot.estimates[index];
        let bound = &estimate.quantity.bound;
        let drawn = says.say(&match (estimate.covers_period() && !estimate.has_no_number(), bound) {
            (true, Bound::Exact(n)) => one("drawn.block", *n),
            (true, _) => Message::new("drawn.on-block").with("drawn", drawn(bound)),
            (false, _) => drawn(bound),
        });
        format!("{}{}{drawn}", mark_title(says, estimate), says.text("chart.comma"))
    };
    facet.members.iter().map(tell).collect::<Vec<_>>().join("; ")
}

fn summed_up(plot: &Plot, facet: &Facet) -> String {
    let says = &plot.says;
    let members = &facet.members;
    let mut parts = vec![says.say(&Message::count("count.estimates", members.len()))];
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
    let extremes = [("chart.lowest", lowest), ("chart.highest", highest)];
    parts.extend(extremes.into_iter().filter_map(|(key, index)| {
        let title = mark_title(says, &plot.estimates[*index?]);
        Some(says.say(&Message::new(key).with("mark", title)))
    }));
    parts.push(says.text("chart.see-table").to_owned());
    parts.join("; ")
}
