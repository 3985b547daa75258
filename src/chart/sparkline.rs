//! A chart the size of a word, for lists of figures: marks where they stand in time and value, and nothing else.
//!
//! It has no axis to read off and no words, so it stands beside the words of an estimate and is hidden from assistive
//! technology. Like its greater sisters it keeps measures, totals and periods apart: it shows the panel of the estimate
//! whose words it stands beside.

use super::svg::{Path, Svg};
use super::time::{self, TimeScale};
use super::value::{Extent, ValueScale};
use super::{Plot, Plotted, facets, place};
use crate::model::{Bound, Kind, Number, Scale};
use std::collections::BTreeSet;

/// The height of the drawing in pixels, and where its axis of values starts and ends.
const HEIGHT: f64 = 30.0;
const BOTTOM: f64 = 28.0;
const TOP: f64 = 9.0;
/// How far an open end reaches.
const ARROW: f64 = 7.0;

/// The marks that stand in one panel with the estimate at `beside`, in miniature; nothing where none of them has a date and a
/// number.
#[must_use]
pub fn sparkline(plot: &Plot, beside: usize) -> String {
    let facets = facets(plot);
    let Some(facet) = facets.iter().find(|facet| facet.members.contains(&beside)) else {
        return String::new();
    };
    let members = facet.members.iter().map(|&at| &plot.estimates[at]);
    // Where its words are in another unit than the axis, a drawing of the others would be taken for it.
    if facet.leaves_out(&plot.estimates[beside]) {
        return String::new();
    }
    let is_shown = |estimate: &Plotted| {
        place::of(estimate).is_some() && !estimate.has_no_number() && !facet.leaves_out(estimate)
    };
    let estimates: Vec<&Plotted> = members.filter(|estimate| is_shown(estimate)).collect();
    let Some(small) = Small::of(plot, &estimates) else { return String::new() };
    let mut svg = Svg::default();
    svg.tag("svg")
        .attr("class", "plot spark")
        .px("width", 104.0)
        .px("height", HEIGHT)
        .attr("aria-hidden", "true")
        .open();
    let axis = small.y(small.value.floor());
    svg.tag("line").attr("class", "axis").attr("x2", "100%").px("y1", axis).px("y2", axis).empty();
    // What would be drawn in the same place in the same way is drawn once.
    let mut drawn = BTreeSet::new();
    for estimate in estimates {
        let mark = small.mark(estimate);
        if !drawn.contains(&mark) {
            svg.add(&mark);
            drawn.insert(mark);
        }
    }
    svg.close("svg");
    svg.finish()
}

/// The axes of a sparkline.
struct Small {
    time: TimeScale,
    value: ValueScale,
}

impl Small {
    fn of(plot: &Plot, estimates: &[&Plotted]) -> Option<Self> {
        let extent = Extent::of(estimates.iter().map(|estimate| &estimate.quantity))?;
        let places = || estimates.iter().filter_map(|estimate| place::of(estimate));
        let first = places().map(|place| place.first).fold(f64::INFINITY, f64::min);
        let last = places().map(|place| place.last).fold(f64::NEG_INFINITY, f64::max);
        let levels = estimates.iter().all(|estimate| estimate.kind == Kind::Level);
        let value = match plot.scale {
            Scale::Log if extent.has_positive() => ValueScale::log(&extent, &plot.says),
            Scale::Linear if levels => ValueScale::fitted(&extent, &plot.says),
            _ => ValueScale::from_zero(&extent, None, &plot.says),
        };
        Some(Self { time: TimeScale::new(first, last, false, time::CLEAR), value })
    }

    /// To half a pixel: a finer place is not seen.
    fn y(&self, at: f64) -> f64 {
        ((BOTTOM - at * (BOTTOM - TOP)) * 2.0).round() / 2.0
    }

    fn value(&self, value: Number) -> f64 {
        self.y(self.value.at(value.get()))
    }

    /// To half a percent.
    fn x(&self, time: f64) -> f64 {
        (self.time.at(time) * 200.0).round() / 200.0
    }

    fn mark(&self, estimate: &Plotted) -> Svg {
        let mut svg = Svg::default();
        let Some(place) = place::of(estimate) else { return svg };
        let (from, to) = (self.x(place.first), self.x(place.last));
        let faded = if estimate.revised || estimate.withdrawn { ".45" } else { "" };
        svg.tag("g").attr("class", &estimate.class()).attr("opacity", faded).open();
        if estimate.covers_period() && to > from {
            self.block(&mut svg, &estimate.quantity.bound, from, to);
        } else {
            svg.tag("svg").percent("x", from).open();
            self.upright(&mut svg, &estimate.quantity.bound);
            svg.close("svg");
        }
        svg.close("g");
        if estimate.withdrawn {
            self.strike(&mut svg, estimate, f64::midpoint(from, to));
        }
        svg
    }

    /// The stroke through what was taken back.
    fn strike(&self, svg: &mut Svg, estimate: &Plotted, at: f64) {
        let (low, high) = estimate.quantity.bound.stated();
        let value = match estimate.quantity.bound {
            Bound::Approx(n) => Some(n),
            Bound::Vague(Some(reading)) => Some(reading.low),
            _ => high.or(low),
        };
        let Some(y) = value.map(|value| self.value(value)) else { return };
        svg.tag("svg").attr("class", &estimate.class()).percent("x", at).open();
        stroke(svg, Path::default().from(-4.0, y + 4.0).to(4.0, y - 4.0));
        svg.close("svg");
    }

    /// A period, as wide as it is: every number that was stated of it is an edge.
    fn block(&self, svg: &mut Svg, bound: &Bound, from: f64, to: f64) {
        let (low, high) = bound.stated();
        let approximate = if let Bound::Approx(about) = bound { Some(*about) } else { None };
        for value in [low, high, approximate].into_iter().flatten() {
            let y = self.value(value);
            svg.tag("line")
                .attr("class", "mk-s")
                .percent("x1", from)
                .percent("x2", to)
                .px("y1", y)
                .px("y2", y)
                .empty();
        }
        if let Bound::Vague(Some(reading)) = bound {
            let (top, bottom) = (self.value(reading.high.unwrap_or(reading.low)), self.value(reading.low));
            svg.tag("rect")
                .attr("class", "mk-t")
                .percent("x", from)
                .px("y", top)
                .percent("width", to - from)
                .px("height", (bottom - top).max(2.0))
                .empty();
        }
    }

    fn upright(&self, svg: &mut Svg, bound: &Bound) {
        match *bound {
            Bound::Exact(n) => dot(svg, "mk-f", self.value(n)),
            Bound::Approx(n) => dot(svg, "mk-s", self.value(n)),
            Bound::MoreThan(n) | Bound::AtLeast(n) => {
                let y = self.value(n);
                arrow(svg, y, y - ARROW);
            }
            Bound::LessThan(n) | Bound::AtMost(n) => {
                let y = self.value(n);
                arrow(svg, y, (y + ARROW).min(BOTTOM));
            }
            Bound::Range { low, high, best } => {
                let (low, high) = (self.value(low), self.value(high));
                stroke(svg, Path::default().from(0.0, low).down(high));
                stroke(svg, cap(low));
                stroke(svg, cap(high));
                if let Some(best) = best {
                    dot(svg, "mk-f", self.value(best));
                }
            }
            Bound::Vague(Some(reading)) => {
                let low = self.value(reading.low);
                let high = reading.high.map_or(low - ARROW, |high| self.value(high));
                svg.tag("rect")
                    .attr("class", "mk-f")
                    .attr("opacity", ".4")
                    .px("x", -3.0)
                    .px("y", high)
                    .px("width", 6.0)
                    .px("height", (low - high).max(2.0))
                    .empty();
            }
            Bound::Vague(None) | Bound::None => {}
        }
    }
}

fn dot(svg: &mut Svg, class: &'static str, y: f64) {
    svg.tag("circle").attr("class", class).px("cy", y).px("r", 2.5).empty();
}

fn stroke(svg: &mut Svg, path: Path) {
    svg.tag("path").attr("class", "mk-s").attr("d", path.data()).empty();
}

fn cap(y: f64) -> Path {
    Path::default().from(-4.0, y).across(4.0)
}

/// A cap and an open arrow from it; the cap alone where there is no room for one.
fn arrow(svg: &mut Svg, y: f64, tip: f64) {
    stroke(svg, cap(y));
    if (tip - y).abs() >= 4.0 {
        let back = tip + 3.0 * (y - tip).signum();
        stroke(svg, Path::default().from(0.0, y).down(tip));
        stroke(svg, Path::default().from(-2.5, back).to(0.0, tip).to(2.5, back));
    }
}
