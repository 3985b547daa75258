//! The chart as a file of its own: fixed width, its colours within it, its title and source on it.
//!
//! Viewers outside browsers know neither custom properties nor `color-mix`, so colours are written out for both themes.

use super::draw;
use super::lettering::{self, LEADING};
use super::scene::{Fit, Scene};
use super::svg::Svg;
use super::{Plot, layout};
use crate::model::look::{Colour, Pair, Palette};

/// The width of the file in pixels.
const WIDTH: f64 = 960.0;
/// The margin on every side.
const MARGIN: f64 = 28.0;
/// What is left between the margins.
const INNER: f64 = WIDTH - 2.0 * MARGIN;

/// How many sides have a colour.
const SIDES: usize = 6;

const SHAPES: &str = "text{font:13px -apple-system,BlinkMacSystemFont,\"Segoe UI\",Inter,Roboto,\"Helvetica Neue\",\
\"Noto Sans\",Arial,sans-serif}svg{overflow:visible}.head{font-size:17px;font-weight:700}.panel{font-size:14px;\
font-weight:600}.who,.strong{font-weight:600}.lab{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}\
.mk{fill:none;stroke-width:2.5}.mk-s{fill:none;stroke-width:1.5}.mk-1{fill:none;stroke-width:1}.mk-a{stroke-width:2;\
stroke-linejoin:round;stroke-linecap:round}.mk-t{fill-opacity:.17}.dash{stroke-dasharray:4 3.5}";

/// The colours of the drawing on a light page or on a dark one.
fn colours(palette: &Palette, mode: impl Fn(Pair) -> Colour) -> String {
    let of = |name: &str| mode(palette.of(name));
    let (page, ink, soft_ink, grid, axis) = (of("bg"), of("ink"), of("ink-2"), of("grid"), of("rule-2"));
    let mut css = format!(
        ".page{{fill:{page}}}text{{fill:{soft_ink}}}.head,.panel,.strong,.lab{{fill:{ink}}}.lab{{stroke:{page}}}\
             .grid{{stroke:{grid}}}.axis,.tick{{stroke:{axis}}}"
    );
    for p in 1..=SIDES {
        let side = of(&format!("p-{p}"));
        css.push_str(&format!(
                ".p{p} .mk,.p{p} .mk-s,.p{p} .mk-1{{stroke:{side}}}.p{p} .mk-f,.p{p} .mk-t,.p{p} .mk-w{{fill:{side}}}\
                 .p{p} .st{{stop-color:{side}}}"
            ));
    }
    css.push_str(".lab.in{stroke:none}");
    css
}

/// What stands on the file, and where.
pub(super) struct Sheet {
    scene: Option<Scene>,
    titles: Vec<String>,
    credits: Vec<String>,
    head: f64,
    body: f64,
    foot: f64,
    pub(super) height: f64,
}

impl Sheet {
    pub(super) const WIDTH: f64 = WIDTH;

    pub(super) fn of(plot: &Plot, credit: &str) -> Self {
        let scene = layout::scene(plot);
        let titles = lettering::wrap(&plot.title, true, INNER / 1.4, 3);
        let credits = lettering::wrap(credit, false, INNER, 4);
        let head = MARGIN + titles.len() as f64 * 23.0 + 40.0;
        let body = scene.as_ref().map_or(LEADING, |scene| scene.height);
        let foot = head + body + 26.0;
        let height = foot + credits.len() as f64 * LEADING + MARGIN - 8.0;
        Self { scene, titles, credits, head, body, foot, height }
    }

    /// What the chart shows, for those who do not see it.
    pub(super) fn description(&self) -> Option<&str> {
        self.scene.as_ref().map(|scene| scene.description.as_str())
    }
}

/// The time chart as a file: with its title, `credit` ("Source: …") under it, and the colours of `palette` for light and dark.
#[must_use]
pub fn standalone(plot: &Plot, credit: &str, palette: &Palette) -> String {
    let Sheet { scene, titles, credits, head, body, foot, height } = Sheet::of(plot, credit);
    let mut svg = Svg::default();
    let view = format!("0 0 {} {}", super::svg::number(WIDTH), super::svg::number(height));
    svg.tag("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .px("width", WIDTH)
        .px("height", height)
        .attr("viewBox", &view)
        .attr("role", "img")
        .open();
    svg.tag("title").text(&plot.title);
    if let Some(scene) = &scene {
        svg.tag("desc").text(&scene.description);
    }
    let (light, dark) = (colours(palette, |pair| pair.light), colours(palette, |pair| pair.dark));
    svg.tag("style").text(&format!("{SHAPES}{light}@media (prefers-color-scheme:dark){{{dark}}}"));
    svg.tag("rect").attr("class", "page").attr("width", "100%").attr("height", "100%").empty();
    lines(&mut svg, &titles, "head", MARGIN + 16.0, 23.0);
    let unit = format!("In {}", plot.unit);
    lines(&mut svg, &[unit], "", MARGIN + 16.0 + titles.len() as f64 * 23.0 - 2.0, LEADING);
    svg.tag("svg").px("x", MARGIN).px("y", head).px("width", INNER).px("height", body).open();
    match &scene {
        Some(scene) => draw::content(&mut svg, scene, &[Fit::Wide]),
        None => svg.tag("text").px("y", 13.0).text("No estimate has a date."),
    }
    svg.close("svg");
    lines(&mut svg, &credits, "", foot + 13.0, LEADING);
    svg.close("svg");
    svg.finish()
}

fn lines(svg: &mut Svg, lines: &[String], class: &str, first: f64, leading: f64) {
    for (index, line) in lines.iter().enumerate() {
        let y = first + index as f64 * leading;
        svg.tag("text").attr("class", class).px("x", MARGIN).px("y", y).text(line);
    }
}
