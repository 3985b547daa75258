//! How to read the marks.

use super::draw;
use super::pen::Pen;
use super::scene::Shape;
use super::svg::{Path, Svg};
use super::{Plot, Plotted, place};
use crate::model::Bound;

/// One kind of mark, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// Its name ("More than").
    pub name: String,
    /// What it says and what it does not.
    pub text: String,
    /// An example, 52 by 44 pixels, hidden from assistive technology.
    pub svg: String,
    /// Whether the chart uses it.
    pub used: bool,
}

struct Kind {
    /// The strings of its name and its meaning.
    name: &'static str,
    text: &'static str,
    draw: fn(&mut Svg, &str),
    used: fn(&Plotted) -> bool,
}

const KINDS: [Kind; 12] = [
    Kind {
        name: "mark.exact",
        text: "mark.exact-meaning",
        draw: |svg, _| PLAIN.draw(svg, Shape::Dot { y: 22.0 }, &no_gradient),
        used: |estimate| matches!(estimate.quantity.bound, Bound::Exact(_)) && !estimate.covers_period(),
    },
    Kind {
        name: "mark.about",
        text: "mark.about-meaning",
        draw: |svg, _| PLAIN.draw(svg, Shape::Ring { y: 22.0 }, &no_gradient),
        used: |estimate| matches!(estimate.quantity.bound, Bound::Approx(_)),
    },
    Kind {
        name: "mark.range",
        text: "mark.range-meaning",
        draw: |svg, _| PLAIN.draw(svg, Shape::Bar { low: 37.0, high: 7.0, best: None }, &no_gradient),
        used: |estimate| matches!(estimate.quantity.bound, Bound::Range { .. }),
    },
    Kind {
        name: "mark.floor",
        text: "mark.floor-meaning",
        draw: |svg, _| floor(svg, false),
        used: |estimate| matches!(estimate.quantity.bound, Bound::MoreThan(_) | Bound::AtLeast(_)),
    },
    Kind {
        name: "mark.ceiling",
        text: "mark.ceiling-meaning",
        draw: |svg, _| PLAIN.draw(svg, Shape::Ceiling { y: 8.0, tip: Some(38.0) }, &no_gradient),
        used: |estimate| matches!(estimate.quantity.bound, Bound::LessThan(_) | Bound::AtMost(_)),
    },
    Kind {
        name: "mark.vague",
        text: "mark.vague-meaning",
        draw: |svg, id| {
            let gradient = format!("{id}-key");
            svg.tag("defs").open();
            draw::gradient(svg, &gradient, "", false, draw::Fade::Upward);
            svg.close("defs");
            PLAIN.draw(svg, Shape::Band { low: 42.0, high: 2.0 }, &|_| gradient.clone());
        },
        used: |estimate| matches!(estimate.quantity.bound, Bound::Vague(Some(_))),
    },
    Kind {
        name: "mark.period",
        text: "mark.period-meaning",
        draw: |svg, _| {
            svg.tag("rect")
                .attr("class", "mk-t")
                .px("x", 2.0)
                .px("y", 14.0)
                .px("width", 48.0)
                .px("height", 26.0)
                .empty();
            line(svg, "mk", Path::default().from(2.0, 14.0).across(50.0));
        },
        used: |estimate| estimate.covers_period() && !estimate.has_no_number(),
    },
    Kind {
        name: "mark.preliminary",
        text: "mark.preliminary-meaning",
        draw: |svg, _| floor(svg, true),
        used: |estimate| estimate.preliminary,
    },
    Kind {
        name: "mark.later",
        text: "mark.later-meaning",
        draw: |svg, _| {
            svg.tag("g").attr("opacity", ".45").open();
            Pen { x: 12.0, ..PLAIN }.draw(svg, Shape::Dot { y: 33.0 }, &no_gradient);
            svg.close("g");
            line(svg, "mk-s", Path::default().from(12.0, 33.0).across(40.0).down(18.0));
            Pen { x: 40.0, ..PLAIN }.draw(svg, Shape::Dot { y: 13.0 }, &no_gradient);
        },
        used: |estimate| estimate.revised,
    },
    Kind {
        name: "mark.withdrawn",
        text: "mark.withdrawn-meaning",
        draw: |svg, _| {
            svg.tag("g").attr("opacity", ".45").open();
            PLAIN.draw(svg, Shape::Dot { y: 22.0 }, &no_gradient);
            svg.close("g");
            PLAIN.strike(svg, 22.0);
        },
        used: |estimate| estimate.withdrawn,
    },
    Kind {
        name: "mark.other-day",
        text: "mark.other-day-meaning",
        draw: |svg, _| {
            line(svg, "mk-1", Path::default().from(12.0, 22.0).across(46.0));
            line(svg, "mk-1", Path::default().from(46.0, 18.0).down(26.0));
            Pen { x: 12.0, ..PLAIN }.draw(svg, Shape::Dot { y: 22.0 }, &no_gradient);
        },
        used: |estimate| {
            place::of(estimate).is_some_and(|place| {
                place.said.is_some() || (!estimate.covers_period() && place.last > place.first)
            })
        },
    },
    Kind {
        name: "mark.none",
        text: "mark.none-meaning",
        draw: |svg, _| {
            PLAIN.draw(svg, Shape::Word { y: 22.0 }, &no_gradient);
            svg.tag("line")
                .attr("class", "mk-1")
                .px("x1", 2.0)
                .px("x2", 50.0)
                .px("y1", 8.0)
                .px("y2", 8.0)
                .empty();
        },
        used: Plotted::has_no_number,
    },
];

const PLAIN: Pen = Pen { small: false, dashed: false, x: 26.0 };

fn no_gradient(_: bool) -> String {
    String::new()
}

/// A floor that fits the height of an example.
fn floor(svg: &mut Svg, dashed: bool) {
    line(svg, "mk", Path::default().from(13.0, 36.0).across(39.0));
    line(svg, if dashed { "mk dash" } else { "mk" }, Path::default().from(26.0, 35.0).down(12.0));
    line(svg, "mk mk-a", Path::default().from(20.5, 13.5).to(26.0, 6.0).to(31.5, 13.5));
}

fn line(svg: &mut Svg, class: &str, path: Path) {
    svg.tag("path").attr("class", class).attr("d", path.data()).empty();
}

/// All kinds of marks: first those that the plot uses.
#[must_use]
pub fn legend(plot: &Plot) -> Vec<LegendEntry> {
    let entry = |kind: &Kind| {
        let mut svg = Svg::default();
        svg.tag("svg").attr("aria-hidden", "true").open();
        (kind.draw)(&mut svg, &plot.id);
        svg.close("svg");
        LegendEntry {
            name: plot.says.text(kind.name).to_owned(),
            text: plot.says.text(kind.text).to_owned(),
            svg: svg.finish(),
            used: plot.estimates.iter().any(kind.used),
        }
    };
    let mut entries: Vec<LegendEntry> = KINDS.iter().map(entry).collect();
    entries.sort_by_key(|entry| !entry.used);
    entries
}
