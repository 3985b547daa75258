//! The table-chart: one row per estimate, one scale for all of one unit.
//!
//! It is the form of the chart that keyboards, screen readers, printers and narrow screens share with everybody else, so
//! every row carries its mark in words too.

use super::draw;
use super::lettering::{self, LEADING};
use super::pen::Pen;
use super::scene::{ARROW, Shape};
use super::svg::{Path, Svg};
use super::value::{Extent, ValueScale};
use super::{Facet, Plot, Plotted, facets, wording};
use crate::model::{Bound, Direction, Kind, Scale};

/// The narrowest scale column that rows are seen at, in pixels.
const NARROWEST: f64 = 230.0;
/// The same where rows carry their words, which have the column to themselves.
const NARROWEST_WITH_WORDS: f64 = 280.0;

/// Where the words of an estimate stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Words {
    /// Beside the mark, as in a table within an article.
    Beside,
    /// In another cell of the row.
    Elsewhere,
}

/// A table-chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The scale in the head of the table. The rows use what its drawing defines.
    pub head: Axis,
    /// The rows under a heading each, in the order of the panels of the chart.
    pub groups: Vec<Group>,
    /// One for each estimate of the plot, in its order.
    pub rows: Vec<Row>,
}

/// A scale that rows are read off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// Its ticks, drawn.
    pub svg: String,
    /// The same in words ("On a scale of people from 0 to 4,000").
    pub words: String,
    /// What has to be known before values are read off it, a sentence without its full stop.
    pub caution: Option<String>,
}

/// Rows that stand under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are.
    pub facet: Facet,
    /// Their scale, where they are in another unit than what stands above them.
    pub axis: Option<Axis>,
}

/// The mark of an estimate in a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The drawing, hidden from assistive technology.
    pub svg: String,
    /// The same in words ("Lower bound at 3,000; no upper limit stated").
    pub alternative: String,
}

/// The marks of all estimates of a plot: on one scale where they are of one unit.
#[must_use]
pub fn row_marks(plot: &Plot, words: Words) -> Rows {
    let facets = facets(plot);
    let mirrored = plot.direction == Direction::Rtl;
    let mut units: Vec<&Facet> = Vec::new();
    for facet in &facets {
        let has_unit = facet.counted_in.is_some();
        if has_unit && units.iter().all(|known| known.counted_in != facet.counted_in) {
            units.push(facet);
        }
    }
    let scales: Vec<Option<ValueScale>> = units.iter().map(|unit| scale(plot, &facets, unit)).collect();
    // Words without a number stand below any scale.
    let place = |facet: &Facet| match facet.counted_in {
        None => Some(0),
        Some(_) => units.iter().position(|unit| unit.counted_in == facet.counted_in),
    };
    let table = |facet: Option<&Facet>| {
        let at = facet.map_or(Some(0), place);
        let scale = at.and_then(|at| scales.get(at)).and_then(Option::as_ref);
        Table { plot, scale, words, mirrored }
    };
    let mut rows = vec![Row::default(); plot.estimates.len()];
    for facet in &facets {
        let table = table(Some(facet));
        for &index in &facet.members {
            let estimate = &plot.estimates[index];
            let is_out = facet.leaves_out(estimate);
            rows[index] = Row {
                svg: table.row(estimate, is_out),
                alternative: wording::alternative(&plot.says, estimate, words == Words::Beside, is_out),
            };
        }
    }
    let head = table(None).axis(units.first().and_then(|unit| unit.unit.as_deref()));
    let own = |facet: &Facet| place(facet).filter(|&at| at > 0).is_some();
    let groups = facets.iter().map(|facet| Group {
        axis: own(facet).then(|| table(Some(facet)).axis(facet.unit.as_deref())),
        facet: facet.clone(),
    });
    Rows { head, groups: groups.collect(), rows }
}

/// The scale of all estimates that are drawn in the unit of `unit`.
fn scale(plot: &Plot, facets: &[Facet], unit: &Facet) -> Option<ValueScale> {
    let of_unit = || {
        let facets = facets.iter().filter(|facet| facet.counted_in == unit.counted_in);
        let members = facets.flat_map(|facet| facet.members.iter().map(move |&at| (facet, at)));
        let estimates = members.map(|(facet, at)| (facet, &plot.estimates[at]));
        estimates.filter(|(facet, estimate)| !facet.leaves_out(estimate)).map(|(_, estimate)| estimate)
    };
    let extent = Extent::of(of_unit().map(|estimate| &estimate.quantity))?;
    let levels = of_unit().all(|estimate| estimate.kind == Kind::Level);
    Some(match plot.scale {
        Scale::Log if extent.has_positive() => ValueScale::log(&extent, &plot.says),
        Scale::Linear if levels => ValueScale::fitted(&extent, &plot.says),
        _ => ValueScale::from_zero(&extent, None, &plot.says),
    })
}

struct Table<'a> {
    plot: &'a Plot,
    scale: Option<&'a ValueScale>,
    words: Words,
    mirrored: bool,
}

impl Table<'_> {
    fn height(&self) -> f64 {
        if self.words == Words::Beside { 52.0 } else { 60.0 }
    }

    fn narrowest(&self) -> f64 {
        if self.words == Words::Beside { NARROWEST_WITH_WORDS } else { NARROWEST }
    }

    /// A part of the scale as a part of the width.
    fn x(&self, at: f64) -> f64 {
        if self.mirrored { 1.0 - at } else { at }
    }

    /// Pixels toward greater values as pixels to the right.
    fn dx(&self, px: f64) -> f64 {
        if self.mirrored { -px } else { px }
    }

    /// Its scale, of this unit where that is not the plot's.
    fn axis(&self, unit: Option<&str>) -> Axis {
        let says = &self.plot.says;
        Axis {
            svg: self.ruler(),
            words: self.scale.map_or_else(
                || says.text("chart.no-number").to_owned(),
                |scale| scale.words(unit.unwrap_or(&self.plot.unit), says),
            ),
            caution: self.scale.and_then(|scale| scale.caution(says)),
        }
    }

    fn ruler(&self) -> String {
        let mut svg = Svg::default();
        svg.tag("svg").attr("class", "plot").px("height", 20.0).attr("aria-hidden", "true").open();
        self.gradients(&mut svg);
        for (at, label) in self.ticks() {
            let anchor = match (at, self.mirrored) {
                (0.0, false) | (1.0, true) => "",
                (0.0, true) | (1.0, false) => "end",
                _ => "middle",
            };
            svg.tag("text").percent("x", self.x(at)).px("y", 9.0).attr("text-anchor", anchor).text(label);
        }
        svg.close("svg");
        svg.finish()
    }

    /// The labels that fit side by side: all, or evenly every second one, every third …
    fn ticks(&self) -> Vec<(f64, &str)> {
        let Some(scale) = self.scale else { return Vec::new() };
        let labels: Vec<(f64, &str)> =
            scale.lines.iter().filter_map(|line| Some((line.at, line.label.as_deref()?))).collect();
        let every = |step: usize| labels.iter().copied().step_by(step).collect::<Vec<_>>();
        let fits =
            |kept: &[(f64, &str)]| kept.windows(2).all(|pair| self.span(pair[0]).1 <= self.span(pair[1]).0);
        (1..=labels.len()).map(every).find(|kept| fits(kept)).unwrap_or_default()
    }

    /// Where a label of the scale starts and ends, in pixels toward greater values, with a little air.
    fn span(&self, (at, label): (f64, &str)) -> (f64, f64) {
        let width = lettering::width(label, false);
        let before = match at {
            0.0 => 0.0,
            1.0 => width,
            _ => width / 2.0,
        };
        let start = at * self.narrowest() - before;
        (start - 2.0, start + width + 2.0)
    }

    /// Defined once in the header, since every row of a side would define the same.
    fn gradients(&self, svg: &mut Svg) {
        let mut wanted: Vec<(String, bool)> = Vec::new();
        for estimate in &self.plot.estimates {
            if let Bound::Vague(Some(reading)) = estimate.quantity.bound {
                wanted.push((estimate.class(), reading.high.is_none()));
            }
        }
        wanted.sort();
        wanted.dedup();
        if wanted.is_empty() {
            return;
        }
        svg.tag("defs").open();
        for (class, open) in &wanted {
            let way = if self.mirrored { draw::Fade::Leftward } else { draw::Fade::Rightward };
            draw::gradient(svg, &self.gradient_id(class, *open), class, *open, way);
        }
        svg.close("defs");
    }

    fn gradient_id(&self, class: &str, open: bool) -> String {
        draw::gradient_id(&format!("{}-row", self.plot.id), class, open)
    }

    fn row(&self, estimate: &Plotted, is_out: bool) -> String {
        let mut svg = Svg::default();
        let height = self.height();
        svg.tag("svg")
            .attr("class", &format!("plot {}", estimate.class()))
            .px("height", height)
            .attr("aria-hidden", "true")
            .open();
        self.grid(&mut svg);
        let marked = !is_out && self.scale.is_some_and(|scale| self.mark(&mut svg, estimate, scale));
        let other_unit = is_out.then(|| self.plot.says.text("estimate.other-unit"));
        let words = (self.words == Words::Beside).then(|| wording::stated(&self.plot.says, estimate));
        let label: Vec<&str> = words.as_deref().into_iter().chain(other_unit).collect();
        if !label.is_empty() {
            self.label(&mut svg, estimate, marked, &label.join(self.plot.says.text("chart.comma")));
        }
        svg.close("svg");
        svg.finish()
    }

    fn grid(&self, svg: &mut Svg) {
        let height = self.height();
        let zero = self.scale.map_or(0.0, ValueScale::floor);
        for line in self.scale.map_or(&[][..], |scale| &scale.lines) {
            if line.label.is_some() {
                let class = if line.at == 0.0 || line.at == zero { "axis" } else { "grid" };
                let x = self.x(line.at);
                svg.tag("line")
                    .attr("class", class)
                    .percent("x1", x)
                    .percent("x2", x)
                    .px("y2", height)
                    .empty();
            }
        }
    }

    /// Draws the mark; not where the words hold no number.
    fn mark(&self, svg: &mut Svg, estimate: &Plotted, scale: &ValueScale) -> bool {
        let at = |value: crate::model::Number| scale.at(value.get());
        let pen = Pen { small: false, dashed: estimate.preliminary, x: 0.0 };
        let period = estimate.covers_period();
        let faded = estimate.revised || estimate.withdrawn;
        if faded {
            svg.tag("g").attr("opacity", ".45").open();
        }
        match estimate.quantity.bound {
            Bound::Exact(n) if period => {
                self.tint(svg, at(n), scale);
                self.edge(svg, at(n), estimate.preliminary);
            }
            Bound::Exact(n) => self.upright(svg, at(n), &pen, Shape::Dot { y: 0.0 }),
            Bound::Approx(n) => {
                if period {
                    self.tint(svg, at(n), scale);
                }
                self.upright(svg, at(n), &pen, Shape::Ring { y: 0.0 });
            }
            Bound::MoreThan(n) | Bound::AtLeast(n) => {
                if period {
                    self.tint(svg, at(n), scale);
                }
                self.upright(svg, at(n), &pen, Shape::Floor { y: 0.0 });
            }
            Bound::LessThan(n) | Bound::AtMost(n) => {
                let tip = ((at(n) - scale.floor()) * self.narrowest() - 5.0).min(ARROW);
                let tip = (tip >= 9.0).then_some(tip);
                self.upright(svg, at(n), &pen, Shape::Ceiling { y: 0.0, tip });
            }
            Bound::Range { low, high, best } => {
                if period {
                    self.tint(svg, at(low), scale);
                }
                self.bar(svg, at(low), at(high), estimate.preliminary);
                if let Some(best) = best {
                    self.upright(svg, at(best), &Pen { dashed: false, ..pen }, Shape::Dot { y: 0.0 });
                }
            }
            Bound::Vague(Some(reading)) => {
                self.band(svg, &estimate.class(), at(reading.low), reading.high.map(at));
            }
            Bound::Vague(None) | Bound::None => {}
        }
        if faded {
            svg.close("g");
        }
        if estimate.withdrawn && !estimate.has_no_number() {
            let (low, high) = self.ends(estimate, true);
            svg.tag("svg").percent("x", self.x(f64::midpoint(low.0, high.0))).open();
            let x = self.dx((high.1 - low.1) / 2.0);
            Pen { small: false, dashed: false, x }.strike(svg, self.height() / 2.0);
            svg.close("svg");
        }
        !estimate.has_no_number()
    }

    /// A mark of the time chart, turned so that up becomes greater.
    fn upright(&self, svg: &mut Svg, at: f64, pen: &Pen, shape: Shape) {
        let middle = super::svg::number(self.height() / 2.0);
        let turn = if self.mirrored { -90 } else { 90 };
        svg.tag("svg").percent("x", self.x(at)).open();
        svg.tag("g").attr("transform", &format!("translate(0 {middle}) rotate({turn})")).open();
        pen.draw(svg, shape, &|_| String::new());
        svg.close("g");
        svg.close("svg");
    }

    /// A period is filled from zero; on a logarithmic axis an area says nothing.
    fn tint(&self, svg: &mut Svg, at: f64, scale: &ValueScale) {
        let zero = scale.floor();
        if scale.is_log() || at == zero {
            return;
        }
        let (low, high) = (self.x(at).min(self.x(zero)), self.x(at).max(self.x(zero)));
        let middle = self.height() / 2.0;
        svg.tag("rect")
            .attr("class", "mk-t")
            .percent("x", low)
            .px("y", middle - 9.0)
            .percent("width", high - low)
            .px("height", 18.0)
            .empty();
    }

    fn edge(&self, svg: &mut Svg, at: f64, dashed: bool) {
        let middle = self.height() / 2.0;
        let class = if dashed { "mk dash" } else { "mk" };
        svg.tag("svg").percent("x", self.x(at)).open();
        let path = Path::default().from(0.0, middle - 12.0).down(middle + 12.0);
        svg.tag("path").attr("class", class).attr("d", path.data()).empty();
        svg.close("svg");
    }

    fn bar(&self, svg: &mut Svg, low: f64, high: f64, dashed: bool) {
        let middle = self.height() / 2.0;
        let class = if dashed { "mk dash" } else { "mk" };
        let (x1, x2) = (self.x(low), self.x(high));
        svg.tag("line")
            .attr("class", class)
            .percent("x1", x1)
            .percent("x2", x2)
            .px("y1", middle)
            .px("y2", middle)
            .empty();
        self.edge(svg, low, false);
        self.edge(svg, high, false);
    }

    fn band(&self, svg: &mut Svg, class: &str, low: f64, high: Option<f64>) {
        let middle = self.height() / 2.0;
        let fill = format!("url(#{})", self.gradient_id(class, high.is_none()));
        let Some(high) = high else {
            svg.tag("svg").percent("x", self.x(low)).open();
            let x = if self.mirrored { -ARROW } else { 0.0 };
            svg.tag("rect")
                .px("x", x)
                .px("y", middle - 9.0)
                .px("width", ARROW)
                .px("height", 18.0)
                .attr("fill", &fill)
                .empty();
            svg.close("svg");
            return;
        };
        let (start, end) = (self.x(low).min(self.x(high)), self.x(low).max(self.x(high)));
        svg.tag("rect")
            .percent("x", start)
            .px("y", middle - 9.0)
            .percent("width", (end - start).max(0.004))
            .px("height", 18.0)
            .attr("fill", &fill)
            .empty();
    }

    /// The words beside the mark: after it where they fit, else before it, else where there is more room, in two lines.
    fn label(&self, svg: &mut Svg, estimate: &Plotted, marked: bool, words: &str) {
        let (low, high) = self.ends(estimate, marked);
        let width = lettering::width(words, false);
        let after = self.narrowest() * (1.0 - high.0) - high.1;
        let before = self.narrowest() * low.0 - low.1;
        let goes_after = width <= after || (width > before && after >= before);
        let room = if goes_after { after } else { before };
        let lines = lettering::wrap(words, false, room.max(40.0), 2);
        let (at, dx) = if goes_after { (high.0, self.dx(high.1)) } else { (low.0, -self.dx(low.1)) };
        let first = self.height() / 2.0 + 5.0 - (lines.len() as f64 - 1.0) * LEADING / 2.0;
        let anchor = if goes_after == self.mirrored { "end" } else { "" };
        // A halo on the tint of a period would be a stain.
        let class = if estimate.covers_period() && !goes_after { "lab in" } else { "lab" };
        svg.tag("svg").percent("x", self.x(at)).open();
        for (index, line) in lines.iter().enumerate() {
            let y = first + index as f64 * LEADING;
            svg.tag("text")
                .attr("class", class)
                .px("x", dx)
                .px("y", y)
                .attr("text-anchor", anchor)
                .text(line);
        }
        svg.close("svg");
    }

    /// Where the mark ends on both sides: a part of the scale, and pixels beyond it.
    fn ends(&self, estimate: &Plotted, marked: bool) -> ((f64, f64), (f64, f64)) {
        let Some(scale) = self.scale.filter(|_| marked) else { return ((0.0, 0.0), (0.0, 8.0)) };
        let at = |value: crate::model::Number| scale.at(value.get());
        match estimate.quantity.bound {
            Bound::MoreThan(n) | Bound::AtLeast(n) => ((at(n), 10.0), (at(n), ARROW + 8.0)),
            Bound::LessThan(n) | Bound::AtMost(n) => ((at(n), ARROW + 8.0), (at(n), 10.0)),
            Bound::Range { low, high, .. } => ((at(low), 10.0), (at(high), 10.0)),
            Bound::Vague(Some(reading)) => match reading.high {
                Some(high) => ((at(reading.low), 8.0), (at(high), 8.0)),
                None => ((at(reading.low), 8.0), (at(reading.low), ARROW + 8.0)),
            },
            Bound::Exact(n) | Bound::Approx(n) => ((at(n), 16.0), (at(n), 16.0)),
            Bound::Vague(None) | Bound::None => ((0.0, 0.0), (0.0, 8.0)),
        }
    }
}
