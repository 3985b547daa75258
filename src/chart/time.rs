//! The axis of time: from minutes to millennia, with the dates that hold estimates in bold.

use super::lettering;
use super::scene::{Fit, Tick};
use crate::language::{Parts, Words};
use crate::model::When;
use crate::model::when::{Day, Edge, Moment, Precision};

/// The part of an axis that is kept clear before the first mark.
pub(super) const CLEAR: f64 = 0.09;

/// More dates than this and none of them is named in bold.
const FEW: usize = 8;
/// Years beyond this are drawn at it: nothing that is told of lies further away.
const FARTHEST_YEAR: i64 = 1_000_000;

/// A stretch of time between two ticks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Minutes(u32),
    Days(u32),
    Months(u32),
}

/// From the shortest to the longest.
const STEPS: [Step; 29] = [
    Step::Minutes(10),
    Step::Minutes(30),
    Step::Minutes(60),
    Step::Minutes(180),
    Step::Minutes(360),
    Step::Minutes(720),
    Step::Days(1),
    Step::Days(2),
    Step::Days(3),
    Step::Days(5),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(120),
    Step::Months(240),
    Step::Months(600),
    Step::Months(1_200),
    Step::Months(2_400),
    Step::Months(6_000),
    Step::Months(12_000),
    Step::Months(60_000),
    Step::Months(240_000),
    Step::Months(1_200_000),
    Step::Months(6_000_000),
];

impl Step {
    fn days(self) -> f64 {
        match self {
            Self::Minutes(n) => f64::from(n) / 1440.0,
            Self::Days(n) => f64::from(n),
            Self::Months(n) => f64::from(n) * 365.2425 / 12.0,
        }
    }

    /// The tick at or before a time, counted on from `anchor` where the calendar sets none.
    fn floor(self, time: f64, anchor: f64) -> f64 {
        match self {
            Self::Minutes(n) => (time * 1440.0 / f64::from(n) + 1e-6).floor() * f64::from(n) / 1440.0,
            Self::Days(n) => anchor.floor() + ((time - anchor.floor()) / f64::from(n)).floor() * f64::from(n),
            Self::Months(n) => {
                let (year, month, _) = civil(time);
                let month = year * 12 + i64::from(month) - 1;
                first_of_month(month.div_euclid(i64::from(n)) * i64::from(n))
            }
        }
    }

    fn next(self, tick: f64) -> f64 {
        match self {
            Self::Minutes(n) => ((tick * 1440.0).round() + f64::from(n)) / 1440.0,
            Self::Days(n) => tick + f64::from(n),
            Self::Months(n) => {
                let (year, month, _) = civil(tick);
                first_of_month(year * 12 + i64::from(month) - 1 + i64::from(n))
            }
        }
    }

    fn before(self, tick: f64, anchor: f64) -> f64 {
        self.floor(tick - self.days() / 2.0, anchor)
    }
}

fn civil(time: f64) -> (i64, u8, u8) {
    let (year, month, day) = Day(time.floor() as i64).civil();
    (i64::from(year), month, day)
}

/// The first day of a month, counted from January of the year 0.
fn first_of_month(month: i64) -> f64 {
    let month = month.clamp(-FARTHEST_YEAR * 12, FARTHEST_YEAR * 12);
    let year = i32::try_from(month.div_euclid(12)).unwrap_or(0);
    let month = u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    Day::from_civil(year, month, 1).0 as f64
}

/// A date that holds an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) time: f64,
    /// Whether the day is known; else only its month or year is written.
    pub(super) to_the_day: bool,
}

/// An axis of time.
#[derive(Clone, Debug)]
pub(super) struct TimeScale {
    from: f64,
    to: f64,
    /// The first date, from which days are counted.
    anchor: f64,
    unit: Step,
}

impl TimeScale {
    /// Holds everything from `first` to `last` with room on both sides, in whole units: of the whole, `clear` at the start.
    pub(super) fn new(first: f64, last: f64, clock: bool, clear: f64) -> Self {
        let farthest = FARTHEST_YEAR as f64 * 365.0;
        let (first, last) = (first.clamp(-farthest, farthest), last.clamp(-farthest, farthest));
        let span = last - first;
        let (unit, room) = match span {
            _ if clock && span <= 0.25 => (Step::Minutes(10), 2),
            _ if clock && span <= 3.0 => (Step::Minutes(60), 2),
            _ if span <= 21.0 => (Step::Days(1), 2),
            _ if span <= 100.0 => (Step::Days(7), 1),
            _ if span <= 731.0 => (Step::Months(1), 1),
            _ if span <= 2_192.0 => (Step::Months(3), 1),
            _ => {
                let units = [12_000, 1_200, 120, 12].map(Step::Months);
                (units.into_iter().find(|unit| span / unit.days() >= 12.0).unwrap_or(units[3]), 1)
            }
        };
        let mut from = unit.floor(first, first);
        let mut to = unit.floor(last, first);
        for _ in 0..room {
            from = unit.before(from, first);
            to = unit.next(to);
        }
        // Marks keep clear of the labels at the start side and of the end of the chart.
        for _ in 0..64 {
            let room = |gap: f64, part: f64| gap < (to - from) * part;
            if room(first - from, clear) {
                from = unit.before(from, first);
            } else if room(to - last, 0.05) {
                to = unit.next(to);
            }
        }
        Self { from, to, anchor: first, unit }
    }

    /// Where a time stands, from 0 at the start to 1 at the end.
    pub(super) fn at(&self, time: f64) -> f64 {
        ((time - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }

    /// The first and the last day in words.
    pub(super) fn words(&self, says: &Words) -> String {
        let edge = |time: f64| {
            let (year, month, day) = civil(time);
            let year = i32::try_from(year).unwrap_or(0);
            let precision =
                if self.counts_years() { Precision::Year(year) } else { Precision::Day(year, month, day) };
            Edge::Moment(Moment { precision, approximate: false, uncertain: false })
        };
        says.date(&When::Interval(edge(self.from), edge(self.to)))
    }

    fn counts_years(&self) -> bool {
        matches!(self.unit, Step::Months(12..))
    }

    /// The ticks that fit at the narrowest width of `fit`: dates that hold estimates first, then regular ones.
    pub(super) fn ticks(&self, held: &[Held], fit: Fit, says: &Words) -> Vec<Tick> {
        let room = fit.narrowest() / 76.0;
        let step =
            STEPS.into_iter().find(|step| (self.to - self.from) / step.days() <= room).unwrap_or(STEPS[28]);
        let step = if step.days() < self.unit.days().min(1.0) { self.unit } else { step };
        let mut chosen: Vec<Chosen> = Vec::new();
        for (held, strong) in
            self.by_importance(held).into_iter().map(|held| (held, true)).chain(self.regular(step))
        {
            let tick = Chosen { strong, ..self.chosen(held, step, says) };
            if tick.fits(&chosen, fit) {
                chosen.push(tick);
            }
        }
        chosen.sort_by(|a, b| a.time.total_cmp(&b.time));
        self.label(&chosen)
    }

    /// The first and the last date before the ones between; none where they are many.
    fn by_importance(&self, held: &[Held]) -> Vec<Held> {
        let mut dates: Vec<Held> = held.to_vec();
        dates.sort_by(|a, b| a.time.total_cmp(&b.time));
        dates.dedup_by(|a, b| self.is_same_label(a, b));
        if dates.len() > FEW {
            return Vec::new();
        }
        if dates.len() > 2 {
            let last = dates.remove(dates.len() - 1);
            dates.insert(1, last);
        }
        dates
    }

    fn is_same_label(&self, a: &Held, b: &Held) -> bool {
        if self.counts_years() { civil(a.time).0 == civil(b.time).0 } else { a.time == b.time }
    }

    fn regular(&self, step: Step) -> impl Iterator<Item = (Held, bool)> {
        let first = step.floor(self.from, self.anchor);
        std::iter::successors(Some(first), move |&tick| Some(step.next(tick)))
            .take(40)
            .take_while(|&tick| tick <= self.to)
            .filter(|&tick| tick >= self.from)
            .map(move |time| (Held { time, to_the_day: !matches!(step, Step::Months(_)) }, false))
    }

    fn chosen(&self, held: Held, step: Step, says: &Words) -> Chosen {
        let (year, month, day) = civil(held.time);
        let by_clock = matches!(self.unit, Step::Minutes(_)) && matches!(step, Step::Minutes(_));
        let print = |parts| says.part((i32::try_from(year).unwrap_or_default(), month, day), parts);
        let (short, full, second) = if by_clock {
            let minutes = ((held.time - held.time.floor()) * 1440.0).round() as u16;
            let clock = says.clock(minutes);
            (clock.clone(), clock, print(Parts::DayMonthYear))
        } else if self.counts_years() {
            (print(Parts::Year), print(Parts::Year), String::new())
        } else if held.to_the_day {
            (print(Parts::Day), print(Parts::DayMonth), print(Parts::Year))
        } else {
            (print(Parts::Month), print(Parts::Month), print(Parts::Year))
        };
        let month = if held.to_the_day { Some((year, month)) } else { None };
        Chosen { time: held.time, at: self.at(held.time), month, short, full, second, strong: false }
    }

    /// Writes the month where it changes and at the last date, and the year where it changes.
    fn label(&self, chosen: &[Chosen]) -> Vec<Tick> {
        let last = chosen.iter().rposition(|tick| tick.strong);
        let mut ticks: Vec<Tick> = Vec::new();
        let mut month = None;
        let mut second = "";
        for (index, tick) in chosen.iter().enumerate() {
            let in_full = tick.month.is_none() || tick.month != month || Some(index) == last;
            let year_changes = tick.second != second;
            ticks.push(Tick {
                at: tick.at,
                label: if in_full { tick.full.clone() } else { tick.short.clone() },
                second: if year_changes { tick.second.clone() } else { String::new() },
                strong: tick.strong,
            });
            month = tick.month;
            second = &tick.second;
        }
        ticks
    }
}

/// A tick before it is known what its neighbours already say.
struct Chosen {
    time: f64,
    at: f64,
    month: Option<(i64, u8)>,
    short: String,
    full: String,
    second: String,
    strong: bool,
}

impl Chosen {
    fn fits(&self, others: &[Self], fit: Fit) -> bool {
        let width = fit.narrowest();
        let half = |tick: &Self| {
            lettering::width(&tick.full, tick.strong).max(lettering::width(&tick.second, false)) / 2.0
        };
        let inside = self.at * width - half(self) >= 0.0 && self.at * width + half(self) <= width;
        let clear = |other: &Self| (self.at - other.at).abs() * width >= half(self) + half(other) + 8.0;
        inside && others.iter().all(clear)
    }
}
