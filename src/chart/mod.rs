//! The estimates of a figure, drawn so that nothing is seen that nobody said.
//!
//! A [`Plot`] becomes a scene (scales, panels, marks and labels as plain data), and a scene becomes SVG text. Three rules
//! shape everything here: totals and periods never share a panel, a mark shows only what was stated (no middle, no missing
//! end), and text is never scaled: positions across are in percent, positions down in pixels, so that one drawing serves
//! every screen.

mod crowd;
mod draw;
mod facet;
mod labels;
mod lanes;
mod layout;
mod legend;
mod lettering;
mod mark;
mod pen;
#[cfg(feature = "png")]
mod picture;
mod place;
mod rows;
mod scene;
mod sparkline;
mod standalone;
mod svg;
#[cfg(test)]
mod tests;
mod time;
mod value;
mod wording;

pub use facet::{Facet, facets};
pub use lanes::{Lane, Said, lanes};
pub use legend::{LegendEntry, legend};
#[cfg(feature = "png")]
pub use picture::{Sketch, picture, sketch};
pub use rows::{Axis, Group, Row, Rows, Words, row_marks};
pub use sparkline::sparkline;
pub use standalone::standalone;
pub use wording::succession;

use crate::language;
use crate::model::{Bound, Direction, Kind, Quantity, Scale, When};
use std::sync::Arc;

/// Everything that a chart is drawn from.
#[derive(Clone, Debug, Hash)]
pub struct Plot {
    /// Starts every `id` in the drawing, so that two drawings can share a page.
    pub id: String,
    /// What the chart shows.
    pub title: String,
    /// What is counted, in the plural ("people"), or the unit ("km/s").
    pub unit: String,
    /// The axis of values. A level's linear axis need not start at zero; every other one does.
    pub scale: Scale,
    /// What the chart says, in the language of its page.
    pub says: Arc<language::Words>,
    /// Which way the rows of a table run. Time always runs left to right.
    pub direction: Direction,
    /// What was said, by day and then by speaker.
    pub estimates: Vec<Plotted>,
}

/// One estimate, ready to be drawn.
#[derive(Clone, Debug, Hash)]
pub struct Plotted {
    /// Ties the mark to its row in the table (`data-e`).
    pub key: String,
    /// Who said it.
    pub who: String,
    /// What they are ("White House"), shown where there is room.
    pub role: Option<String>,
    /// The words.
    pub words: String,
    /// Whether somebody said these words; figures of a record are not put in quotation marks.
    pub verbatim: bool,
    /// What the words are read as.
    pub quantity: Quantity,
    /// What it is counted in: the same text for all spellings of one unit.
    pub unit: String,
    /// Stock, flow, level or rate.
    pub kind: Kind,
    /// How it is counted ("killed or wounded").
    pub measure: String,
    /// What it covers, where that is not all of the figure.
    pub scope: Option<String>,
    /// When it was said.
    pub said: Option<When>,
    /// The day it counts up to, or the period it covers.
    pub time: Option<When>,
    /// Whether the speaker called it provisional.
    pub preliminary: bool,
    /// The side of the speaker, from 0, in the order of the whole site; the sixth and later ones are grey.
    pub side: usize,
    /// Where in [`Plot::estimates`] the same speaker's earlier estimate of the same thing is.
    pub revises: Option<usize>,
    /// Whether the same speaker has given a later one.
    pub revised: bool,
    /// Whether the later one only counts further, and corrects nothing.
    pub overtaken: bool,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

impl Plotted {
    /// Whether it is drawn as a block that covers a period.
    fn covers_period(&self) -> bool {
        self.kind == Kind::Flow && self.time.as_ref().is_some_and(|time| place::days(time).is_some())
    }

    /// Whether its words hold no value that can be drawn.
    fn has_no_number(&self) -> bool {
        matches!(self.quantity.bound, Bound::None | Bound::Vague(None))
    }

    /// The class that carries the colour of its side.
    fn class(&self) -> String {
        let side = self.side.min(5) + 1;
        format!("p{side}")
    }
}

/// The chart of a figure page: estimates over time, as an SVG that fits any width. The page names it: the element with the
/// id `{id}-t` is its title. Without a single estimate it is a sentence.
#[must_use]
pub fn time_chart(plot: &Plot) -> String {
    if plot.estimates.is_empty() {
        return draw::sentence(plot.says.text("chart.nobody"));
    }
    layout::scene(plot)
        .map_or_else(|| draw::sentence(plot.says.text("chart.no-dates")), |scene| draw::fluid(&scene))
}

/// Whether the values of a panel lie so far apart (a hundredfold) that a logarithmic axis is worth offering.
#[must_use]
pub fn is_log_useful(plot: &Plot) -> bool {
    facets(plot).iter().any(|facet| {
        let values = || {
            facet
                .members
                .iter()
                .map(|&index| &plot.estimates[index])
                .filter(|estimate| !facet.leaves_out(estimate))
                .flat_map(|estimate| value::stated(&estimate.quantity.bound))
                .filter(|&v| v > 0.0)
        };
        let least = values().fold(f64::INFINITY, f64::min);
        let greatest = values().fold(0.0, f64::max);
        greatest / least >= 100.0
    })
}
