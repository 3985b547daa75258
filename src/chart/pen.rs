//! Marks themselves: dots, caps, arrows and soft bands, the same in charts, tables and the legend.

use super::scene::{ARROW, Shape};
use super::svg::{Path, Svg};

/// Draws marks upright, around a place across.
pub(super) struct Pen {
    pub(super) small: bool,
    pub(super) dashed: bool,
    pub(super) x: f64,
}

impl Pen {
    /// One mark; `gradient` names the soft band with or without an upper end.
    pub(super) fn draw(&self, svg: &mut Svg, shape: Shape, gradient: &dyn Fn(bool) -> String) {
        match shape {
            Shape::Dot { y } => self.dot(svg, y),
            Shape::Ring { y } => {
                let radius = if self.small { 3.0 } else { 5.5 };
                svg.tag("circle")
                    .attr("class", self.line())
                    .px("cx", self.x)
                    .px("cy", y)
                    .px("r", radius)
                    .empty();
            }
            Shape::Bar { low, high, best } => {
                self.cap(svg, low);
                self.cap(svg, high);
                self.shaft(svg, low, high);
                if let Some(best) = best {
                    svg.tag("circle")
                        .attr("class", "mk-f")
                        .px("cx", self.x)
                        .px("cy", best)
                        .px("r", 5.0)
                        .empty();
                }
            }
            Shape::Floor { y } => {
                self.cap(svg, y);
                self.arrow(svg, y, if self.small { y - 18.0 } else { y - ARROW });
            }
            Shape::Ceiling { y, tip } => {
                self.cap(svg, y);
                if let Some(tip) = tip {
                    self.arrow(svg, y, if self.small { tip.min(y + 18.0) } else { tip });
                }
            }
            Shape::Band { low, high } => self.band(svg, low, high, &gradient(false)),
            Shape::OpenBand { low } => self.band(svg, low, low - ARROW, &gradient(true)),
            Shape::Word { y } => {
                let path = Path::default().from(self.x, y - 6.0).down(y + 6.0);
                svg.tag("path").attr("class", self.line()).attr("d", path.data()).empty();
            }
        }
    }

    /// The stroke through the mark of what was taken back, as in the glyph of that status.
    pub(super) fn strike(&self, svg: &mut Svg, y: f64) {
        let half = if self.small { 4.5 } else { 9.0 };
        let path = Path::default().from(self.x - half, y + half).to(self.x + half, y - half);
        let class = if self.small { "mk-s" } else { "mk" };
        svg.tag("path").attr("class", class).attr("d", path.data()).empty();
    }

    fn line(&self) -> &'static str {
        match (self.small, self.dashed) {
            (false, false) => "mk",
            (false, true) => "mk dash",
            (true, false) => "mk-s",
            (true, true) => "mk-s dash",
        }
    }

    fn dot(&self, svg: &mut Svg, y: f64) {
        let radius = if self.small { 3.5 } else { 6.0 };
        svg.tag("circle").attr("class", "mk-f").px("cx", self.x).px("cy", y).px("r", radius).empty();
        if self.dashed {
            svg.tag("circle")
                .attr("class", "mk-s dash")
                .px("cx", self.x)
                .px("cy", y)
                .px("r", radius + 4.0)
                .empty();
        }
    }

    fn cap(&self, svg: &mut Svg, y: f64) {
        let half = if self.small { 5.0 } else { 13.0 };
        let class = if self.small { "mk-s" } else { "mk" };
        let path = Path::default().from(self.x - half, y).across(self.x + half);
        svg.tag("path").attr("class", class).attr("d", path.data()).empty();
    }

    fn shaft(&self, svg: &mut Svg, from: f64, to: f64) {
        let path = Path::default().from(self.x, from).down(to);
        svg.tag("path").attr("class", self.line()).attr("d", path.data()).empty();
    }

    /// From a cap to the tip of an open arrow.
    fn arrow(&self, svg: &mut Svg, from: f64, tip: f64) {
        let back = if tip < from { 7.5 } else { -7.5 };
        let (back, half): (f64, f64) = if self.small { (back * 0.6, 3.5) } else { (back, 5.5) };
        self.shaft(svg, from - back.signum(), tip + back * 0.73);
        let path =
            Path::default().from(self.x - half, tip + back).to(self.x, tip).to(self.x + half, tip + back);
        let class = if self.small { "mk-s" } else { "mk mk-a" };
        svg.tag("path").attr("class", class).attr("d", path.data()).empty();
    }

    fn band(&self, svg: &mut Svg, low: f64, high: f64, gradient: &str) {
        let half = if self.small { 4.0 } else { 9.0 };
        let (top, height) = (high.min(low), (low - high).abs().max(2.0));
        let fill = format!("url(#{gradient})");
        svg.tag("rect")
            .px("x", self.x - half)
            .px("y", top)
            .px("width", half * 2.0)
            .px("height", height)
            .attr("fill", &fill)
            .empty();
        if self.dashed {
            for x in [self.x - half, self.x + half] {
                let path = Path::default().from(x, top).down(top + height);
                svg.tag("path").attr("class", "mk-s dash").attr("d", path.data()).empty();
            }
        }
    }
}
