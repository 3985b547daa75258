//! A chart as plain data: everything placed, nothing drawn.
//!
//! Positions across are a fraction of the width plus pixels, so they are right at every width; positions down are pixels.

use super::lettering::{self, LEADING};

/// The two sets of labels: one for screens under 48 em, one for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Narrow,
    Wide,
}

impl Fit {
    pub(super) const BOTH: [Self; 2] = [Self::Narrow, Self::Wide];

    /// The narrowest chart that the set is seen at, in pixels.
    pub(super) fn narrowest(self) -> f64 {
        match self {
            Self::Narrow => 280.0,
            Self::Wide => 680.0,
        }
    }

    /// The widest one.
    pub(super) fn widest(self) -> f64 {
        match self {
            Self::Narrow => 720.0,
            Self::Wide => 980.0,
        }
    }

    /// The widest line of a label.
    pub(super) fn line(self) -> f64 {
        match self {
            Self::Narrow => 150.0,
            Self::Wide => 300.0,
        }
    }

    /// The class that shows the set on its screens.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Wide => "wide",
        }
    }
}

/// A piece of a chart that may differ between the two sets.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fitted<T> {
    pub(super) narrow: T,
    pub(super) wide: T,
}

impl<T: PartialEq> Fitted<T> {
    pub(super) fn of(mut make: impl FnMut(Fit) -> T) -> Self {
        Self { narrow: make(Fit::Narrow), wide: make(Fit::Wide) }
    }

    pub(super) fn get(&self, fit: Fit) -> &T {
        match fit {
            Fit::Narrow => &self.narrow,
            Fit::Wide => &self.wide,
        }
    }

    /// Whether one drawing serves both.
    pub(super) fn is_same(&self) -> bool {
        self.narrow == self.wide
    }
}

/// A whole chart.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub(super) id: String,
    pub(super) description: String,
    pub(super) height: f64,
    pub(super) panels: Vec<Panel>,
    /// Where the ticks of the time axis start.
    pub(super) base: f64,
    pub(super) ticks: Fitted<Vec<Tick>>,
    /// What the chart leaves out, under the axis.
    pub(super) remarks: Fitted<Vec<String>>,
    /// The sides whose soft bands need a gradient, and whether the band has an upper end.
    pub(super) gradients: Vec<(String, bool)>,
}

/// Estimates on one axis of values.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    pub(super) top: f64,
    pub(super) title: Fitted<Vec<String>>,
    pub(super) subtitle: Fitted<Vec<String>>,
    pub(super) lines: Vec<GridLine>,
    pub(super) marks: Vec<Mark>,
    /// Names of strips, as (baseline, text).
    pub(super) strips: Vec<(f64, String)>,
    /// Steps from an estimate to the one that replaces it.
    pub(super) joins: Vec<Join>,
}

/// A horizontal line.
#[derive(Clone, Debug)]
pub(super) struct GridLine {
    pub(super) y: f64,
    pub(super) label: Option<String>,
    /// Whether marks stand on it.
    pub(super) axis: bool,
}

/// What is seen of one estimate, or of several that would cover each other.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// The estimates, as places in the plot's list.
    pub(super) members: Vec<usize>,
    /// Ties it to its row in the table; nothing where it stands for several.
    pub(super) key: Option<String>,
    pub(super) class: String,
    pub(super) title: String,
    /// Where it stands; a period ends elsewhere than it starts.
    pub(super) from: f64,
    pub(super) to: f64,
    /// Sideways, in pixels, so that marks of one day do not cover each other.
    pub(super) dodge: f64,
    pub(super) shape: Shape,
    /// Whether it is a block as wide as its period, and where that stands.
    pub(super) block: Option<f64>,
    /// Whether the block is filled; on a logarithmic axis an area says nothing.
    pub(super) filled: bool,
    pub(super) small: bool,
    pub(super) dashed: bool,
    pub(super) faded: bool,
    /// Whether a stroke goes through it: it was taken back.
    pub(super) struck: bool,
    /// Thin lines to other days: the last one it can be, the one it was said on.
    pub(super) whiskers: Vec<f64>,
    pub(super) label: Fitted<Option<Label>>,
}

impl Mark {
    /// Its highest and lowest pixel. The number of a block is its upper edge, not a dot.
    pub(super) fn extent(&self) -> (f64, f64) {
        match self.shape {
            Shape::Dot { y } if self.block.is_some() => (y - 1.0, y + 1.0),
            shape => shape.extent(),
        }
    }
}

/// A mark by what was said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    /// A number.
    Dot {
        y: f64,
    },
    /// About a number.
    Ring {
        y: f64,
    },
    /// Two ends, and a value between them only if it was said.
    Bar {
        low: f64,
        high: f64,
        best: Option<f64>,
    },
    /// More than a number: open above.
    Floor {
        y: f64,
    },
    /// Less than a number: the arrow ends at `tip`, or is left out where there is no room for one.
    Ceiling {
        y: f64,
        tip: Option<f64>,
    },
    /// Words that a convention reads; the second one has no upper end.
    Band {
        low: f64,
        high: f64,
    },
    OpenBand {
        low: f64,
    },
    /// Words without a number.
    Word {
        y: f64,
    },
}

/// The length of an open arrow in pixels. It means nothing.
pub(super) const ARROW: f64 = 44.5;

impl Shape {
    /// Its highest and lowest pixel.
    pub(super) fn extent(self) -> (f64, f64) {
        match self {
            Self::Dot { y } | Self::Ring { y } => (y - 6.0, y + 6.0),
            Self::Bar { low, high, .. } | Self::Band { low, high } => (high, low),
            Self::Floor { y } => (y - ARROW, y + 1.0),
            Self::Ceiling { y, tip } => (y - 1.0, tip.unwrap_or(y + 1.0)),
            Self::OpenBand { low } => (low - ARROW, low),
            Self::Word { y } => (y - 5.0, y + 5.0),
        }
    }

    /// Where a stroke goes through it.
    pub(super) fn middle(self) -> f64 {
        let (top, bottom) = self.extent();
        f64::midpoint(top, bottom)
    }

    /// Half its width.
    pub(super) fn half(self) -> f64 {
        match self {
            Self::Dot { .. } | Self::Ring { .. } => 7.0,
            Self::Bar { .. } | Self::Floor { .. } | Self::Ceiling { .. } => 13.0,
            Self::Band { .. } | Self::OpenBand { .. } => 9.0,
            Self::Word { .. } => 2.0,
        }
    }

    /// The value that lines to other days and other estimates start from.
    pub(super) fn anchor(self) -> f64 {
        match self {
            Self::Dot { y }
            | Self::Ring { y }
            | Self::Floor { y }
            | Self::Ceiling { y, .. }
            | Self::Word { y } => y,
            // Never the middle of an interval: nobody said it.
            Self::Bar { high, best, .. } => best.unwrap_or(high),
            Self::Band { high, .. } => high,
            Self::OpenBand { low } => low,
        }
    }
}

/// A step line: across at the height of the earlier estimate, then to the later one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Join {
    pub(super) class: String,
    pub(super) from: (f64, f64, f64),
    pub(super) to: (f64, f64, f64),
}

/// Words beside a mark.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) at: f64,
    pub(super) dx: f64,
    /// The baseline of the first line.
    pub(super) y: f64,
    pub(super) ends: bool,
    /// The lines; so many of them, from the first, name the speaker.
    pub(super) lines: Vec<String>,
    pub(super) named: usize,
    /// On the tint of its own block, where a halo would be a stain.
    pub(super) inside: bool,
    /// Where a line to the mark starts, in pixels from the same place.
    pub(super) leader: Option<(f64, f64)>,
}

impl Label {
    pub(super) fn area(&self) -> Area {
        let width = self
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| lettering::width(line, index < self.named))
            .fold(0.0, f64::max);
        let (start, end) = if self.ends { (self.dx - width, self.dx) } else { (self.dx, self.dx + width) };
        let lines = self.lines.len() as f64;
        Area {
            left: (self.at, start),
            right: (self.at, end),
            top: self.y - 12.0,
            bottom: self.y - 12.0 + lines * LEADING,
        }
    }
}

/// A date on the time axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) label: String,
    /// The year below, where it changes.
    pub(super) second: String,
    pub(super) strong: bool,
}

/// A rectangle whose sides are at a fraction of the width plus pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) left: (f64, f64),
    pub(super) right: (f64, f64),
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// Whether they touch at any width of the set. Gaps grow or shrink steadily with the width, so that two widths tell.
    pub(super) fn touches(&self, other: &Self, fit: Fit) -> bool {
        let before = |a: (f64, f64), b: (f64, f64)| {
            [fit.narrowest(), fit.widest()].into_iter().all(|width| a.0 * width + a.1 <= b.0 * width + b.1)
        };
        self.top < other.bottom
            && other.top < self.bottom
            && !before(self.right, other.left)
            && !before(other.right, self.left)
    }

    /// The same area, so many pixels further down.
    pub(super) fn moved_down(&self, by: f64) -> Self {
        Self { top: self.top + by, bottom: self.bottom + by, ..*self }
    }

    /// Whether it stays within the chart at every width of the set.
    pub(super) fn is_inside(&self, fit: Fit) -> bool {
        [fit.narrowest(), fit.widest()].into_iter().all(|width| {
            self.left.0 * width + self.left.1 >= 0.0 && self.right.0 * width + self.right.1 <= width
        })
    }
}
