//! From a scene to SVG text.

use super::lettering::LEADING;
use super::pen::Pen;
use super::scene::{Fit, Fitted, Join, Label, Mark, Panel, Scene, Shape, Tick};
use super::svg::{Path, Svg};

/// The chart for a page, as wide as the page lets it be.
pub(super) fn fluid(scene: &Scene) -> String {
    let mut svg = Svg::default();
    let title = format!("{}-t", scene.id);
    let description = format!("{}-d", scene.id);
    svg.tag("svg")
        .attr("class", "plot time")
        .attr("width", "100%")
        .px("height", scene.height)
        .attr("role", "img")
        .attr("aria-labelledby", &title)
        .attr("aria-describedby", &description)
        .open();
    svg.tag("desc").attr("id", &description).text(&scene.description);
    content(&mut svg, scene, &Fit::BOTH);
    svg.close("svg");
    svg.finish()
}

/// What stands in place of a chart that would be empty.
pub(super) fn sentence(text: &str) -> String {
    let mut svg = Svg::default();
    svg.tag("p").attr("class", "cs").text(text);
    svg.finish()
}

/// Everything within the outer element, with the labels of the sets that are asked for.
pub(super) fn content(svg: &mut Svg, scene: &Scene, fits: &[Fit]) {
    gradients(svg, &scene.id, &scene.gradients);
    for panel in &scene.panels {
        draw_panel(svg, panel, &scene.id, fits);
    }
    draw_ticks(svg, &scene.ticks, scene.base, fits);
    fitted(svg, &scene.remarks, fits, |svg, lines| {
        let first = scene.height - lines.len() as f64 * LEADING + 12.0;
        paragraph(svg, lines, "", first);
    });
}

/// Draws a piece once where it is the same in both sets, else in a group for each.
fn fitted<T: PartialEq>(svg: &mut Svg, piece: &Fitted<T>, fits: &[Fit], draw: impl Fn(&mut Svg, &T)) {
    match fits {
        [only] => draw(svg, piece.get(*only)),
        [first, ..] if piece.is_same() => draw(svg, piece.get(*first)),
        _ => {
            for &fit in fits {
                svg.tag("g").attr("class", fit.class()).open();
                draw(svg, piece.get(fit));
                svg.close("g");
            }
        }
    }
}

fn paragraph(svg: &mut Svg, lines: &[String], class: &str, first: f64) {
    for (index, line) in lines.iter().enumerate() {
        svg.tag("text").attr("class", class).px("y", first + index as f64 * LEADING).text(line);
    }
}

/// The definitions of soft bands in a drawing, one for each side and shape.
pub(super) fn gradients(svg: &mut Svg, id: &str, wanted: &[(String, bool)]) {
    if wanted.is_empty() {
        return;
    }
    svg.tag("defs").open();
    for (class, open) in wanted {
        gradient(svg, &gradient_id(id, class, *open), class, *open, Fade::Upward);
    }
    svg.close("defs");
}

/// The id of the gradient of a soft band.
pub(super) fn gradient_id(id: &str, class: &str, open: bool) -> String {
    let shape = if open { "open" } else { "fade" };
    format!("{id}-{shape}-{class}")
}

/// Which way the values of a soft band grow.
#[derive(Clone, Copy)]
pub(super) enum Fade {
    Upward,
    Rightward,
    Leftward,
}

/// One soft band: it fades at both ends; one without an upper end fades slowly toward it.
pub(super) fn gradient(svg: &mut Svg, id: &str, class: &str, open: bool, fade: Fade) {
    let tag = svg.tag("linearGradient").attr("id", id).attr("class", class);
    let tag = match fade {
        Fade::Upward => tag.attr("x2", "0").attr("y1", "1").attr("y2", "0"),
        Fade::Rightward => tag,
        Fade::Leftward => tag.attr("x1", "1").attr("x2", "0"),
    };
    tag.open();
    let closed = [("0", "0"), (".3", ".6"), (".7", ".6"), ("1", "0")];
    let half_open = [("0", "0"), (".12", ".6"), (".4", ".5"), ("1", "0")];
    for (offset, opacity) in if open { half_open } else { closed } {
        svg.tag("stop").attr("class", "st").attr("offset", offset).attr("stop-opacity", opacity).empty();
    }
    svg.close("linearGradient");
}

fn draw_panel(svg: &mut Svg, panel: &Panel, id: &str, fits: &[Fit]) {
    fitted(svg, &panel.title, fits, |svg, lines| paragraph(svg, lines, "panel", panel.top + 14.0));
    let heading = Fitted::of(|fit| (panel.title.get(fit).len(), panel.subtitle.get(fit).clone()));
    fitted(svg, &heading, fits, |svg, (titles, lines)| {
        paragraph(svg, lines, "", panel.top + 16.0 + *titles as f64 * LEADING);
    });
    for line in &panel.lines {
        let class = if line.axis { "axis" } else { "grid" };
        svg.tag("line").attr("class", class).attr("x2", "100%").px("y1", line.y).px("y2", line.y).empty();
    }
    for line in &panel.lines {
        if let Some(label) = &line.label {
            svg.tag("text").px("y", line.y - 5.0).text(label);
        }
    }
    for (y, name) in &panel.strips {
        svg.tag("text").px("y", *y).text(name);
    }
    for join in &panel.joins {
        draw_join(svg, join);
    }
    for mark in &panel.marks {
        draw_mark(svg, mark, id, fits);
    }
}

fn draw_join(svg: &mut Svg, join: &Join) {
    let (x1, d1, y1) = join.from;
    let (x2, d2, y2) = join.to;
    svg.tag("g").attr("class", &join.class).open();
    svg.tag("svg").px("x", d1).open();
    svg.tag("line")
        .attr("class", "mk-s")
        .percent("x1", x1)
        .percent("x2", x2)
        .px("y1", y1)
        .px("y2", y1)
        .empty();
    svg.close("svg");
    svg.tag("svg").percent("x", x2).open();
    // Down first: marks that step aside in opposite ways would otherwise be overshot.
    let path = Path::default().from(d1, y1).down(y2).across(d2);
    svg.tag("path").attr("class", "mk-s").attr("d", path.data()).empty();
    svg.close("svg");
    svg.close("g");
}

fn draw_mark(svg: &mut Svg, mark: &Mark, id: &str, fits: &[Fit]) {
    let tag = svg.tag("g").attr("class", &mark.class);
    tag.attr("data-e", mark.key.as_deref().unwrap_or_default()).open();
    svg.tag("title").text(&mark.title);
    if mark.faded {
        svg.tag("g").attr("opacity", ".45").open();
    }
    for &to in &mark.whiskers {
        let y = mark.shape.anchor();
        svg.tag("line")
            .attr("class", "mk-1")
            .percent("x1", mark.from)
            .percent("x2", to)
            .px("y1", y)
            .px("y2", y)
            .empty();
        svg.tag("svg").percent("x", to).open();
        svg.tag("path")
            .attr("class", "mk-1")
            .attr("d", Path::default().from(0.0, y - 4.0).down(y + 4.0).data())
            .empty();
        svg.close("svg");
    }
    if let Some(base) = mark.block {
        draw_block(svg, mark, base, id);
    }
    let is_drawn = mark.block.is_some()
        && matches!(mark.shape, Shape::Dot { .. } | Shape::Band { .. } | Shape::OpenBand { .. });
    if !is_drawn {
        svg.tag("svg").percent("x", f64::midpoint(mark.from, mark.to)).open();
        let pen = Pen { small: mark.small, dashed: mark.dashed, x: mark.dodge };
        pen.draw(svg, mark.shape, &|open| gradient_id(id, &mark.class, open));
        svg.close("svg");
    }
    if mark.faded {
        svg.close("g");
    }
    if mark.struck {
        // Through the edge of a block, which is its number, and clear of the words below it.
        let y = if mark.block.is_some() { mark.shape.anchor() - 5.0 } else { mark.shape.middle() };
        svg.tag("svg").percent("x", f64::midpoint(mark.from, mark.to)).open();
        Pen { small: mark.small, dashed: false, x: mark.dodge }.strike(svg, y);
        svg.close("svg");
    }
    if fits.iter().any(|&fit| mark.label.get(fit).is_some()) {
        fitted(svg, &mark.label, fits, |svg, label| {
            if let Some(label) = label {
                draw_label(svg, label);
            }
        });
    }
    svg.close("g");
}

/// A period: filled up to its number, with the number as its upper edge.
fn draw_block(svg: &mut Svg, mark: &Mark, base: f64, id: &str) {
    let y = mark.shape.anchor();
    if let Shape::Band { .. } | Shape::OpenBand { .. } = mark.shape {
        let open = matches!(mark.shape, Shape::OpenBand { .. });
        let (top, bottom) = mark.shape.extent();
        let fill = format!("url(#{})", gradient_id(id, &mark.class, open));
        svg.tag("rect")
            .percent("x", mark.from)
            .px("y", top)
            .percent("width", mark.to - mark.from)
            .px("height", (bottom - top).max(2.0))
            .attr("fill", &fill)
            .empty();
    }
    let stated = !matches!(mark.shape, Shape::Ceiling { .. } | Shape::Band { .. } | Shape::OpenBand { .. });
    let filled_to = if let Shape::Bar { low, .. } = mark.shape { low } else { y };
    if mark.filled && stated && (base - filled_to).abs() > 0.0 {
        svg.tag("rect")
            .attr("class", "mk-t")
            .percent("x", mark.from)
            .px("y", base.min(filled_to))
            .percent("width", mark.to - mark.from)
            .px("height", (base - filled_to).abs())
            .empty();
    }
    let class = if mark.small { "mk-s" } else { "mk" };
    let class = if mark.dashed { format!("{class} dash") } else { class.to_owned() };
    let edges = match mark.shape {
        Shape::Bar { low, high, .. } => vec![low, high],
        Shape::Band { .. } | Shape::OpenBand { .. } => Vec::new(),
        _ => vec![y],
    };
    for edge in edges {
        svg.tag("line")
            .attr("class", &class)
            .percent("x1", mark.from)
            .percent("x2", mark.to)
            .px("y1", edge)
            .px("y2", edge)
            .empty();
    }
    // Without an area, ends show how far the period goes.
    if !mark.filled || !stated {
        for x in [mark.from, mark.to] {
            svg.tag("svg").percent("x", x).open();
            let path = Path::default().from(0.0, y - 5.0).down(y + 5.0);
            svg.tag("path").attr("class", "mk-s").attr("d", path.data()).empty();
            svg.close("svg");
        }
    }
}

fn draw_label(svg: &mut Svg, label: &Label) {
    let anchor = if label.ends { "end" } else { "" };
    svg.tag("svg").percent("x", label.at).open();
    if let Some((x, y)) = label.leader {
        let area = label.area();
        let near = if label.ends { label.dx + 3.0 } else { label.dx - 3.0 };
        let path = Path::default().from(x, y).to(near, f64::midpoint(area.top, area.bottom));
        svg.tag("path")
            .attr("class", "tick")
            .attr("fill", "none")
            .attr("stroke-width", ".75")
            .attr("d", path.data())
            .empty();
    }
    svg.tag("g").attr("text-anchor", anchor).open();
    for (index, line) in label.lines.iter().enumerate() {
        let class = match (index < label.named, label.inside) {
            (true, false) => "lab who mk-w",
            (true, true) => "lab who mk-w in",
            (false, false) => "lab",
            (false, true) => "lab in",
        };
        svg.tag("text")
            .attr("class", class)
            .px("x", label.dx)
            .px("y", label.y + index as f64 * LEADING)
            .text(line);
    }
    svg.close("g");
    svg.close("svg");
}

/// The ticks of an axis of time that stands at `base`.
pub(super) fn draw_ticks(svg: &mut Svg, all: &Fitted<Vec<Tick>>, base: f64, fits: &[Fit]) {
    svg.tag("g").attr("text-anchor", "middle").open();
    let mut ticks: Vec<(&Tick, &str)> = Vec::new();
    for &fit in fits {
        let other = fits.iter().find(|&&other| other != fit);
        for tick in all.get(fit) {
            let in_both = other.is_none_or(|&other| all.get(other).contains(tick));
            if !in_both {
                ticks.push((tick, fit.class()));
            } else if fit == fits[0] {
                ticks.push((tick, ""));
            }
        }
    }
    ticks.sort_by(|a, b| a.0.at.total_cmp(&b.0.at));
    for (tick, class) in ticks {
        svg.tag("svg").percent("x", tick.at).open();
        svg.tag("g").attr("class", class).open();
        let path = Path::default().from(0.0, base).down(base + 6.0);
        svg.tag("path").attr("class", "tick").attr("d", path.data()).empty();
        let strong = if tick.strong { "strong" } else { "" };
        svg.tag("text").attr("class", strong).px("y", base + 23.0).text(&tick.label);
        if !tick.second.is_empty() {
            svg.tag("text").px("y", base + 40.0).text(&tick.second);
        }
        svg.close("g");
        svg.close("svg");
    }
    svg.close("g");
}
