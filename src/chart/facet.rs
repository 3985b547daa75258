//! What may stand side by side: estimates of one measure, kind and scope.
//!
//! A running total and a count of one week are the numbers that readers most often confuse, so they never share a panel. One
//! axis holds one unit: what is counted in another is listed and not drawn.

use super::{Plot, Plotted, place};
use crate::language::capital;
use crate::model::quantity::unit;
use crate::model::{Kind, Message, When};

/// Estimates that can be read off one axis, and what they are called together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// "Running total", "One week", "Killed".
    pub title: String,
    /// What is within it ("counted up to the day of the statement").
    pub subtitle: String,
    /// The period, where all of them cover the same one ("20–27 Dec 2024").
    pub period: Option<String>,
    /// The unit of its axis for readers, where that is not the plot's.
    pub unit: Option<String>,
    /// The same for comparing: one text for all spellings.
    pub(super) counted_in: Option<String>,
    /// Its estimates, as places in the list that was given, in that order.
    pub members: Vec<usize>,
}

impl Facet {
    /// Whether an estimate of it has another unit than its axis.
    pub(super) fn leaves_out(&self, estimate: &Plotted) -> bool {
        !estimate.has_no_number() && self.counted_in.as_ref().is_some_and(|unit| *unit != estimate.unit)
    }
}

/// Groups estimates by measure, kind and scope; measures in the order they come, totals before periods.
#[must_use]
pub fn facets(plot: &Plot) -> Vec<Facet> {
    let estimates = &plot.estimates;
    let mut measures: Vec<&str> = Vec::new();
    for estimate in estimates {
        if !measures.contains(&estimate.measure.as_str()) {
            measures.push(&estimate.measure);
        }
    }
    let key = |index: usize| {
        let estimate: &Plotted = &estimates[index];
        let measure = measures.iter().position(|&measure| measure == estimate.measure);
        (measure, estimate.kind, estimate.scope.as_deref())
    };
    let mut order: Vec<usize> = (0..estimates.len()).collect();
    order.sort_by_key(|&index| key(index));
    order
        .chunk_by(|&a, &b| key(a) == key(b))
        .map(|members| {
            let of: Vec<&Plotted> = members.iter().map(|&index| &estimates[index]).collect();
            facet(plot, &of, members.to_vec(), measures.len() > 1)
        })
        .collect()
}

fn facet(plot: &Plot, of: &[&Plotted], members: Vec<usize>, names_measure: bool) -> Facet {
    let says = &*plot.says;
    let first = of[0];
    let length = common(of.iter().map(|estimate| estimate.time.as_ref().and_then(length)));
    let [kind, within, subtitle] = match first.kind {
        Kind::Stock if of.iter().all(|estimate| estimate.time.is_none()) => {
            ["facet.total", "facet.total", "facet.to-statement"]
        }
        Kind::Stock => ["facet.total", "facet.total", "facet.to-day"],
        Kind::Flow => {
            length.map_or(["facet.period", "facet.within.period", "facet.only.period"], Length::keys)
        }
        Kind::Level | Kind::Unstated => ["facet.level", "facet.level", "facet.at-time"],
        Kind::Rate => ["facet.rate", "facet.rate", "facet.per"],
    }
    .map(|key| says.text(key).to_owned());
    let measure = capital(&first.measure);
    let own_name = !measure.is_empty() && matches!(first.kind, Kind::Level | Kind::Rate | Kind::Unstated);
    let mut title = match (names_measure, first.kind) {
        (true, Kind::Stock) if !measure.is_empty() => measure,
        (true, Kind::Flow) if !measure.is_empty() => format!("{measure}, {within}"),
        _ if own_name => measure,
        _ => kind,
    };
    let subtitle = if names_measure && first.kind == Kind::Stock {
        says.say(&Message::new("facet.total-counted").with("counted", subtitle))
    } else {
        subtitle
    };
    if let Some(scope) = &first.scope {
        title.push_str(": ");
        title.push_str(scope);
    }
    let numbered = || of.iter().filter(|estimate| !estimate.has_no_number());
    let counted_in = unit::of_axis(&plot.unit, numbered().map(|estimate| estimate.unit.as_str()));
    let as_said = numbered().find(|estimate| Some(estimate.unit.as_str()) == counted_in);
    let unit = as_said
        .filter(|estimate| estimate.unit != unit::unit(None, &plot.unit))
        .and_then(|estimate| estimate.quantity.unit.clone());
    if let Some(unit) = &unit {
        title = says.say(&Message::new("facet.in-unit").with("title", title).with("unit", unit.as_str()));
    }
    let period =
        common(of.iter().map(|estimate| estimate.time.as_ref())).filter(|_| first.kind == Kind::Flow);
    let period = period.map(|when| says.short_date(when));
    Facet { title, subtitle, period, unit, counted_in: counted_in.map(str::to_owned), members }
}

/// What all of them are, if they are all the same.
fn common<T: PartialEq>(mut of: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = of.next()??;
    of.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// Lengths of periods that have a name.
#[derive(Clone, Copy, PartialEq)]
enum Length {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Length {
    /// The strings for it: by itself, within a sentence, and what is counted in it.
    fn keys(self) -> [&'static str; 3] {
        match self {
            Self::Day => ["facet.day", "facet.within.day", "facet.only.day"],
            Self::Week => ["facet.week", "facet.within.week", "facet.only.week"],
            Self::Month => ["facet.month", "facet.within.month", "facet.only.month"],
            Self::Quarter => ["facet.quarter", "facet.within.quarter", "facet.only.quarter"],
            Self::Year => ["facet.year", "facet.within.year", "facet.only.year"],
        }
    }
}

/// The length of a period. "The last week" is written from the 20th to the 27th as well as from the 21st to the 27th, so
/// both counts of days are taken for it; likewise for months and years.
fn length(period: &When) -> Option<Length> {
    let (first, last) = place::days(period)?;
    match (last - first) as i64 {
        0 => Some(Length::Day),
        6 | 7 => Some(Length::Week),
        27..=31 => Some(Length::Month),
        89..=92 => Some(Length::Quarter),
        364..=366 => Some(Length::Year),
        _ => None,
    }
}
