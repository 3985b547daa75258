//! From one estimate to its mark.

use super::scene::{ARROW, Fitted, Mark, Shape};
use super::time::TimeScale;
use super::value::ValueScale;
use super::{Plotted, place, wording};
use crate::language::Words;
use crate::model::Bound;

/// What an arrow toward zero keeps clear of the axis, in pixels.
const CLEAR_OF_AXIS: f64 = 5.0;
/// An arrow shorter than this is a blot.
const SHORTEST_ARROW: f64 = 9.0;
/// A whisker shorter than this part of the width is hidden by its own mark.
const SHORTEST_WHISKER: f64 = 0.015;

/// The axis of values of a panel in pixels.
pub(super) struct Panel<'a> {
    pub(super) scale: &'a ValueScale,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Panel<'_> {
    /// The pixel of a part of the axis.
    pub(super) fn y(&self, at: f64) -> f64 {
        self.bottom - at * (self.bottom - self.top)
    }

    fn value(&self, value: crate::model::Number) -> f64 {
        self.y(self.scale.at(value.get()))
    }

    fn shape(&self, bound: &Bound) -> Option<Shape> {
        Some(match *bound {
            Bound::Exact(n) => Shape::Dot { y: self.value(n) },
            Bound::Approx(n) => Shape::Ring { y: self.value(n) },
            Bound::MoreThan(n) | Bound::AtLeast(n) => Shape::Floor { y: self.value(n) },
            Bound::LessThan(n) | Bound::AtMost(n) => {
                let y = self.value(n);
                let floor = if n.get() > 0.0 { self.y(self.scale.floor()) } else { self.bottom };
                let tip = (y + ARROW).min(floor - CLEAR_OF_AXIS);
                Shape::Ceiling { y, tip: (tip - y >= SHORTEST_ARROW).then_some(tip) }
            }
            Bound::Range { low, high, best } => {
                Shape::Bar { low: self.value(low), high: self.value(high), best: best.map(|n| self.value(n)) }
            }
            Bound::Vague(Some(reading)) => match reading.high {
                Some(high) => Shape::Band { low: self.value(reading.low), high: self.value(high) },
                None => Shape::OpenBand { low: self.value(reading.low) },
            },
            Bound::Vague(None) | Bound::None => return None,
        })
    }
}

/// The mark of an estimate on a panel's axis, or in the strip at `strip` when its words hold no number.
pub(super) fn of(
    says: &Words,
    index: usize,
    estimate: &Plotted,
    time: &TimeScale,
    panel: Option<&Panel>,
    strip: f64,
) -> Option<Mark> {
    let place = place::of(estimate)?;
    let shape = panel.and_then(|panel| panel.shape(&estimate.quantity.bound));
    let block = panel.filter(|_| shape.is_some() && estimate.covers_period());
    let from = time.at(place.first);
    let to = time.at(place.last);
    let extent = (block.is_none() && to - from > SHORTEST_WHISKER).then_some(to);
    let said = place.said.map(|said| time.at(said)).filter(|said| (said - from).abs() > SHORTEST_WHISKER);
    Some(Mark {
        members: vec![index],
        key: Some(estimate.key.clone()),
        class: estimate.class(),
        title: wording::mark_title(says, estimate),
        from,
        to: if block.is_some() { to } else { from },
        dodge: 0.0,
        shape: shape.unwrap_or(Shape::Word { y: strip }),
        block: block.map(|panel| panel.y(panel.scale.floor())),
        filled: block.is_some_and(|panel| !panel.scale.is_log()),
        small: false,
        dashed: estimate.preliminary,
        faded: estimate.revised || estimate.withdrawn,
        struck: estimate.withdrawn,
        whiskers: extent.into_iter().chain(said).collect(),
        label: Fitted { narrow: None, wide: None },
    })
}

/// Moves marks of one day sideways where they would cover each other, as far as the narrowest chart has room.
pub(super) fn dodge(marks: &mut [Mark], narrowest: f64) {
    const COLUMNS: [f64; 7] = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0];
    for index in 0..marks.len() {
        let (before, rest) = marks.split_at_mut(index);
        let Some(mark) = rest.first_mut().filter(|mark| mark.block.is_none()) else { continue };
        let step = if mark.small { 7.0 } else { 14.0_f64.max(mark.shape.half() * 2.0) };
        let free = |dodge: &f64| {
            let x = mark.from * narrowest + dodge;
            let inside = x >= mark.shape.half() && x <= narrowest - mark.shape.half();
            let same_day =
                before.iter().filter(|other| other.block.is_none() && (other.from - mark.from).abs() < 1e-9);
            let clear = |other: &Mark| {
                let (top, bottom) = mark.shape.extent();
                let (other_top, other_bottom) = other.shape.extent();
                let beside =
                    (other.dodge - dodge).abs() >= (mark.shape.half() + other.shape.half()).min(14.0) - 1e-9;
                beside || bottom <= other_top || other_bottom <= top
            };
            inside && same_day.clone().all(clear)
        };
        mark.dodge = COLUMNS.into_iter().map(|column| column * step).find(free).unwrap_or(0.0);
    }
}
