//! The axis of values: where a number stands between the lowest and the highest line.
//!
//! Lines are at 1, 2 or 5 times a power of ten. An axis is never broken: it starts at zero, or is fitted around a level and
//! says so, or is logarithmic with zero in a strip of its own.

use crate::language::Words;
use crate::model::{Bound, Message, Number, Quantity};

/// The part of the height above the greatest open value that is kept free for its arrow.
const ARROW_ROOM: f64 = 1.2;
/// The part of a logarithmic axis that the strip for zero takes.
const ZERO_STRIP: f64 = 0.15;
/// What a double can still be computed with, and its inverse.
const LIMIT: f64 = 1e300;

/// A value that can be computed with.
fn tamed(value: f64) -> f64 {
    if value.abs() < LIMIT.recip() { 0.0 } else { value.clamp(-LIMIT, LIMIT) }
}

/// The values that a quantity puts on the axis, readings of vague words included.
pub(super) fn stated(bound: &Bound) -> impl Iterator<Item = f64> {
    let values = match *bound {
        Bound::Exact(n) | Bound::Approx(n) => [Some(n), None],
        Bound::MoreThan(n) | Bound::AtLeast(n) | Bound::LessThan(n) | Bound::AtMost(n) => [Some(n), None],
        Bound::Range { low, high, .. } => [Some(low), Some(high)],
        Bound::Vague(Some(reading)) => [Some(reading.low), reading.high],
        Bound::Vague(None) | Bound::None => [None, None],
    };
    values.into_iter().flatten().map(|n| tamed(n.get()))
}

/// What an axis must hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    least: f64,
    pub(super) greatest: f64,
    least_positive: f64,
    greatest_open_above: f64,
    open_below: bool,
    whole: bool,
    zero: bool,
}

impl Extent {
    /// The extent of some quantities; nothing where none of them has a value.
    pub(super) fn of<'a>(quantities: impl Iterator<Item = &'a Quantity>) -> Option<Self> {
        let mut extent = Self {
            least: f64::INFINITY,
            greatest: f64::NEG_INFINITY,
            least_positive: f64::INFINITY,
            greatest_open_above: f64::NEG_INFINITY,
            open_below: false,
            whole: true,
            zero: false,
        };
        for bound in quantities.map(|quantity| &quantity.bound) {
            let open_above = matches!(bound, Bound::MoreThan(_) | Bound::AtLeast(_))
                || matches!(bound, Bound::Vague(Some(reading)) if reading.high.is_none());
            extent.open_below |= matches!(bound, Bound::LessThan(_) | Bound::AtMost(_));
            for value in stated(bound) {
                extent.least = extent.least.min(value);
                extent.greatest = extent.greatest.max(value);
                extent.whole &= value.fract() == 0.0;
                extent.zero |= value <= 0.0;
                if value > 0.0 {
                    extent.least_positive = extent.least_positive.min(value);
                }
                if open_above {
                    extent.greatest_open_above = extent.greatest_open_above.max(value);
                }
            }
        }
        extent.least.is_finite().then_some(extent)
    }

    /// Whether a logarithmic axis can hold it.
    pub(super) fn has_positive(&self) -> bool {
        self.least_positive.is_finite()
    }
}

/// The distance between two lines: 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    digit: f64,
    exponent: i32,
}

impl Step {
    /// The smallest step that needs at most five of itself from `low` to `high`.
    fn between(low: f64, high: f64, whole: bool) -> Self {
        let exponent = ((high - low) / 5.0).log10().floor() as i32;
        let candidates = [(1.0, 0), (2.0, 0), (5.0, 0), (1.0, 1), (2.0, 1)];
        let steps = candidates.map(|(digit, more)| Self { digit, exponent: exponent + more });
        let fits = |step: &Self| step.count_to(high).ceil() - step.count_to(low).floor() <= 5.0;
        let step = steps.into_iter().find(fits).unwrap_or(steps[4]);
        if whole && step.exponent < 0 { Self { digit: 1.0, exponent: 0 } } else { step }
    }

    /// How many steps it is from zero to `value`.
    fn count_to(self, value: f64) -> f64 {
        let count = value / self.digit / 10_f64.powi(self.exponent);
        // A value that stands on a line must not be pushed off it by the last bit of a division.
        if (count - count.round()).abs() < 1e-9 { count.round() } else { count }
    }

    /// The value `count` steps from zero. Divides for steps below one, so that 3 × 0.1 is 0.3.
    fn times(self, count: f64) -> f64 {
        let value = count * self.digit;
        if self.exponent < 0 {
            value / 10_f64.powi(-self.exponent)
        } else {
            value * 10_f64.powi(self.exponent)
        }
    }
}

/// A line across the panel.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its place, from 0 at the bottom to 1 at the top.
    pub(super) at: f64,
    /// Its value; faint lines in between have none.
    pub(super) label: Option<String>,
}

/// An axis of values.
#[derive(Clone, Debug)]
pub(super) struct ValueScale {
    from: f64,
    to: f64,
    shape: Shape,
    pub(super) lines: Vec<Line>,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Linear(Step),
    Log {
        /// Decades from one labelled line to the next.
        every: i32,
        zero: bool,
    },
}

impl ValueScale {
    /// A linear axis from zero, in steps of its own or of the panel it shares its scale with.
    pub(super) fn from_zero(extent: &Extent, step: Option<Step>, says: &Words) -> Self {
        let low = extent.least.min(0.0);
        let high = extent.greatest.max(extent.greatest_open_above * ARROW_ROOM).max(0.0);
        let high = if high > low { high } else { 1.0 };
        Self::linear(low, high, step.unwrap_or_else(|| Step::between(low, high, extent.whole)), says)
    }

    /// A linear axis around the data.
    pub(super) fn fitted(extent: &Extent, says: &Words) -> Self {
        let spread = extent.greatest - extent.least;
        let spread = if spread > 0.0 { spread } else { extent.greatest.abs().max(1e-12) / 10.0 };
        let open_above = extent.greatest_open_above.is_finite() || extent.least == extent.greatest;
        let open_below = extent.open_below || extent.least == extent.greatest;
        let low = if open_below { extent.least - spread * 0.4 } else { extent.least };
        let high = if open_above { extent.greatest + spread * 0.4 } else { extent.greatest };
        Self::linear(low, high, Step::between(low, high, false), says)
    }

    fn linear(low: f64, high: f64, step: Step, says: &Words) -> Self {
        let first = step.count_to(low).floor();
        let count = (step.count_to(high).ceil() - first).clamp(1.0, 12.0);
        let lines = (0..=count as i32).map(|n| Line {
            at: f64::from(n) / count,
            label: Number::new(step.times(first + f64::from(n))).map(|number| says.number(number)),
        });
        Self {
            from: step.times(first),
            to: step.times(first + count),
            shape: Shape::Linear(step),
            lines: lines.collect(),
        }
    }

    /// A logarithmic axis in powers of ten. Zero has no place on it and gets a strip below.
    pub(super) fn log(extent: &Extent, says: &Words) -> Self {
        let from = extent.least_positive.log10().floor();
        let high = extent.greatest.max(extent.greatest_open_above).log10();
        let mut to = high.ceil().max(from + 1.0);
        if extent.greatest_open_above > 0.0
            && (to - extent.greatest_open_above.log10()) / (to - from) < ARROW_ROOM - 1.0
        {
            to += 1.0;
        }
        let every = ((to - from) / 6.0).ceil().max(1.0) as i32;
        let mut scale = Self { from, to, shape: Shape::Log { every, zero: extent.zero }, lines: Vec::new() };
        scale.lines = scale.decades(every, says);
        scale
    }

    fn decades(&self, every: i32, says: &Words) -> Vec<Line> {
        let zero = Line { at: 0.0, label: Some(says.count(0)) };
        let mut lines = if self.has_zero_strip() { vec![zero] } else { Vec::new() };
        for decade in self.from as i32..=self.to as i32 {
            let power = 10_f64.powi(decade);
            let label = (decade - self.from as i32) % every == 0;
            let label = label.then(|| Number::new(power).map(|number| says.number(number))).flatten();
            lines.push(Line { at: self.at(power), label });
            if every == 1 && self.to - self.from <= 4.0 && decade < self.to as i32 {
                lines.extend([2.0, 5.0].map(|digit| Line { at: self.at(power * digit), label: None }));
            }
        }
        lines
    }

    /// Where a value stands, from 0 at the bottom to 1 at the top.
    pub(super) fn at(&self, value: f64) -> f64 {
        let value = tamed(value);
        match self.shape {
            Shape::Linear(_) => (value - self.from) / (self.to - self.from),
            Shape::Log { .. } if value <= 0.0 => 0.0,
            Shape::Log { .. } => {
                let at = (value.log10() - self.from) / (self.to - self.from);
                self.floor() + at.max(0.0) * (1.0 - self.floor())
            }
        }
    }

    /// Where open-ended marks must stop on their way down: at zero, or at the lowest line.
    pub(super) fn floor(&self) -> f64 {
        match self.shape {
            Shape::Linear(_) => self.at(0.0).clamp(0.0, 1.0),
            Shape::Log { zero, .. } => f64::from(u8::from(zero)) * ZERO_STRIP,
        }
    }

    /// How much value the axis spans.
    pub(super) fn span(&self) -> f64 {
        self.to - self.from
    }

    /// The step between its lines, where equal steps are equal differences.
    pub(super) fn step(&self) -> Option<Step> {
        match self.shape {
            Shape::Linear(step) => Some(step),
            Shape::Log { .. } => None,
        }
    }

    /// Whether zero is on a strip of its own.
    pub(super) fn has_zero_strip(&self) -> bool {
        matches!(self.shape, Shape::Log { zero: true, .. })
    }

    /// Whether equal steps are equal ratios.
    pub(super) fn is_log(&self) -> bool {
        matches!(self.shape, Shape::Log { .. })
    }

    /// What a reader must know before reading values off it.
    pub(super) fn caution(&self, says: &Words) -> Option<String> {
        match self.shape {
            Shape::Linear(_) if self.from > 0.0 || self.to < 0.0 => {
                Some(says.text("chart.not-from-zero").to_owned())
            }
            Shape::Linear(_) => None,
            Shape::Log { every: 1, .. } => Some(says.text("chart.tenfold").to_owned()),
            Shape::Log { every, .. } => {
                Some(says.say(&Message::count("chart.manyfold", usize::try_from(every).unwrap_or_default())))
            }
        }
    }

    /// The lowest and highest labelled values in words ("On a scale of people from 0 to 4,000").
    pub(super) fn words(&self, unit: &str, says: &Words) -> String {
        let labels: Vec<&str> = self.lines.iter().filter_map(|line| line.label.as_deref()).collect();
        let (first, last) = (labels.first().copied(), labels.last().copied());
        let message = Message::new("chart.scale").with("unit", unit);
        says.say(&message.with("first", first.unwrap_or_default()).with("last", last.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn extent(bounds: &[Bound]) -> Extent {
        let quantities: Vec<Quantity> =
            bounds.iter().map(|bound| Quantity { bound: bound.clone(), unit: None }).collect();
        Extent::of(quantities.iter()).unwrap()
    }

    fn n(value: f64) -> Number {
        Number::new(value).unwrap()
    }

    fn labels(scale: &ValueScale) -> Vec<&str> {
        scale.lines.iter().filter_map(|line| line.label.as_deref()).collect()
    }

    #[test]
    fn an_open_value_gets_room_for_its_arrow() {
        let open = ValueScale::from_zero(&extent(&[Bound::MoreThan(n(3000.0))]), None, english());
        assert_eq!(labels(&open), ["0", "1,000", "2,000", "3,000", "4,000"]);
        let exact = ValueScale::from_zero(&extent(&[Bound::Exact(n(3000.0))]), None, english());
        assert_eq!(labels(&exact), ["0", "1,000", "2,000", "3,000"]);
    }

    #[test]
    fn lines_are_few_and_hold_every_value() {
        for exponent in -9..15 {
            for digit in 1..100 {
                let value = f64::from(digit) * 10_f64.powi(exponent);
                let scale = ValueScale::from_zero(&extent(&[Bound::Exact(n(value))]), None, english());
                assert!((2..=6).contains(&scale.lines.len()), "{value}: {:?}", scale.lines);
                assert!(scale.at(value) <= 1.0 + 1e-9, "{value}");
            }
        }
    }

    #[test]
    fn people_are_not_halved() {
        let scale = ValueScale::from_zero(&extent(&[Bound::Exact(n(2.0))]), None, english());
        assert_eq!(labels(&scale), ["0", "1", "2"]);
    }

    #[test]
    fn a_level_is_fitted_and_says_so() {
        let bounds = [Bound::Exact(n(299_774.0)), Bound::Exact(n(299_850.0))];
        let scale = ValueScale::fitted(&extent(&bounds), english());
        assert_eq!(scale.caution(english()).unwrap(), "The axis does not start at zero");
        assert!((3..=6).contains(&scale.lines.len()), "{:?}", scale.lines);
    }

    #[test]
    fn on_a_logarithmic_axis_zero_stands_apart_from_one() {
        let scale = ValueScale::log(
            &extent(&[Bound::Exact(n(0.0)), Bound::Exact(n(1.0)), Bound::Exact(n(5000.0))]),
            english(),
        );
        assert_eq!(labels(&scale), ["0", "1", "10", "100", "1,000", "10,000"]);
        assert_eq!(scale.at(0.0), 0.0);
        assert_eq!(scale.at(1.0), ZERO_STRIP);
    }

    #[test]
    fn extreme_numbers_still_have_a_place() {
        for value in [f64::MAX, f64::MIN_POSITIVE, -f64::MAX, 0.0, 5e-324] {
            for scale in [
                ValueScale::from_zero(&extent(&[Bound::AtLeast(n(value))]), None, english()),
                ValueScale::fitted(&extent(&[Bound::AtMost(n(value))]), english()),
                ValueScale::log(&extent(&[Bound::AtLeast(n(value.abs().max(1e-300)))]), english()),
            ] {
                assert!(scale.at(value).is_finite(), "{value} {scale:?}");
                assert!(scale.lines.len() <= 40);
            }
        }
    }
}
