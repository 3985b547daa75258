//! Which days a date covers, and whether two of them meet.

use super::calendar::{Day, days_in_month};
use super::{Edge, Moment, Precision, When};

impl When {
    /// The first day that it can be; nothing where it is open or unknown on that side.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        match self {
            Self::At(moment) => Some(moment.first_day()),
            Self::Interval(start, _) => start.moment().map(Moment::first_day),
            Self::OneOf(choices) => choices.iter().map(Moment::first_day).min(),
            Self::ByThen(_) => None,
            Self::ThenOrLater(moment) => Some(moment.first_day()),
        }
    }

    /// The last day that it can be, itself included; nothing where it is open or unknown on that side.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        match self {
            Self::At(moment) => Some(moment.last_day()),
            Self::Interval(_, end) => end.moment().map(Moment::last_day),
            Self::OneOf(choices) => choices.iter().map(Moment::last_day).max(),
            Self::ByThen(moment) => Some(moment.last_day()),
            Self::ThenOrLater(_) => None,
        }
    }

    /// The day before which it certainly was not; nothing where that side is open, unknown, approximate or uncertain.
    #[must_use]
    pub fn surely_from(&self) -> Option<Day> {
        match self {
            Self::At(moment) | Self::ThenOrLater(moment) => moment.is_sure().then(|| moment.first_day()),
            Self::Interval(start, _) => {
                start.moment().filter(|moment| moment.is_sure()).map(Moment::first_day)
            }
            Self::OneOf(choices) if choices.iter().all(Moment::is_sure) => self.first_day(),
            Self::OneOf(_) | Self::ByThen(_) => None,
        }
    }

    /// The day after which it certainly was not; nothing where that side is open, unknown, approximate or uncertain.
    #[must_use]
    pub fn surely_until(&self) -> Option<Day> {
        match self {
            Self::At(moment) | Self::ByThen(moment) => moment.is_sure().then(|| moment.last_day()),
            Self::Interval(_, end) => end.moment().filter(|moment| moment.is_sure()).map(Moment::last_day),
            Self::OneOf(choices) if choices.iter().all(Moment::is_sure) => self.last_day(),
            Self::OneOf(_) | Self::ThenOrLater(_) => None,
        }
    }

    /// Whether the two have a day in common, both taken as all the days they cover; nothing when that hangs on an end that
    /// is not known, or on which of several dates it was.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> Option<bool> {
        if let (Some(one), Some(two)) = (self.period(), other.period()) {
            return one.meets(two);
        }
        let mut verdicts = self
            .periods()
            .into_iter()
            .flat_map(|one| other.periods().into_iter().map(move |two| one.meets(two)));
        let first = verdicts.next()??;
        verdicts.all(|verdict| verdict == Some(first)).then_some(first)
    }

    /// The one period that it is, unless it is one of several dates.
    fn period(&self) -> Option<Period> {
        match self {
            Self::At(moment) => Some(Period::of(moment)),
            Self::Interval(start, end) => Some(Period::between(start, end)),
            Self::OneOf(_) => None,
            Self::ByThen(moment) => Some(Period::between(&Edge::Unknown, &Edge::Moment(moment.clone()))),
            Self::ThenOrLater(moment) => Some(Period::between(&Edge::Moment(moment.clone()), &Edge::Unknown)),
        }
    }

    /// The periods that it may be, of which it is one.
    fn periods(&self) -> Vec<Period> {
        match self {
            Self::OneOf(choices) => choices.iter().map(Period::of).collect(),
            _ => self.period().into_iter().collect(),
        }
    }
}

impl Moment {
    /// Whether it is neither approximate nor uncertain.
    fn is_sure(&self) -> bool {
        !self.approximate && !self.uncertain
    }

    /// The first day of what it covers.
    #[must_use]
    pub fn first_day(&self) -> Day {
        self.precision.first_day()
    }

    /// The last day of what it covers, itself included.
    #[must_use]
    pub fn last_day(&self) -> Day {
        self.precision.last_day()
    }
}

impl Precision {
    /// The first day of what it covers. Seasons are those of meteorologists in the northern hemisphere, since EDTF leaves
    /// them open: spring is March to May, and the winter of a year begins in its December.
    #[must_use]
    pub fn first_day(self) -> Day {
        match self {
            Self::Century(year) | Self::Decade(year) | Self::Year(year) => Day::from_civil(year, 1, 1),
            Self::Month(year, month) => Day::from_civil(year, month, 1),
            Self::Season(year, code) => Day::from_civil(year, season_starts(code), 1),
            Self::Day(year, month, day) | Self::Minute(year, month, day, ..) => {
                Day::from_civil(year, month, day)
            }
        }
    }

    /// The last day of what it covers, itself included.
    #[must_use]
    pub fn last_day(self) -> Day {
        match self {
            Self::Century(year) => Day::from_civil(year.saturating_add(99), 12, 31),
            Self::Decade(year) => Day::from_civil(year.saturating_add(9), 12, 31),
            Self::Year(year) => Day::from_civil(year, 12, 31),
            Self::Month(year, month) => Day::from_civil(year, month, days_in_month(year, month)),
            Self::Season(year, code) => Day(Day::from_civil(year, season_starts(code) + 3, 1).0 - 1),
            Self::Day(year, month, day) | Self::Minute(year, month, day, ..) => {
                Day::from_civil(year, month, day)
            }
        }
    }

    /// The minute counted from 1970, and whether it counts in UTC; nothing for what is longer than a minute.
    #[must_use]
    pub fn instant(self) -> Option<(i64, bool)> {
        match self {
            Self::Minute(year, month, day, minute, offset) => {
                let local = Day::from_civil(year, month, day).0 * 1440 + i64::from(minute);
                Some((local - i64::from(offset.unwrap_or(0)), offset.is_some()))
            }
            _ => None,
        }
    }
}

/// The month in which a season or quarter starts.
fn season_starts(code: u8) -> u8 {
    match code {
        21..=24 => (code - 20) * 3,
        _ => code.saturating_sub(33).min(3) * 3 + 1,
    }
}

/// A period of which each end may be anything between two days.
#[derive(Clone, Copy, Hash)]
struct Period {
    start: Within,
    end: Within,
}

/// The least and greatest that a day can be.
#[derive(Clone, Copy, Hash)]
struct Within(i64, i64);

impl Within {
    const BEFORE_ALL: Self = Self(i64::MIN, i64::MIN);
    const AFTER_ALL: Self = Self(i64::MAX, i64::MAX);

    fn exactly(day: Day) -> Self {
        Self(day.0, day.0)
    }

    /// Whether it is no later than `other`, where that can be told.
    fn is_no_later_than(self, other: Self) -> Option<bool> {
        if self.1 <= other.0 {
            Some(true)
        } else if self.0 > other.1 {
            Some(false)
        } else {
            None
        }
    }
}

impl Period {
    fn of(moment: &Moment) -> Self {
        Self { start: Within::exactly(moment.first_day()), end: Within::exactly(moment.last_day()) }
    }

    /// An end that is not known still lies on its side of the one that is.
    fn between(start: &Edge, end: &Edge) -> Self {
        let known_start = start.moment().map_or(i64::MIN, |moment| moment.first_day().0);
        let known_end = end.moment().map_or(i64::MAX, |moment| moment.last_day().0);
        let start = match start {
            Edge::Moment(moment) => Within::exactly(moment.first_day()),
            Edge::Open => Within::BEFORE_ALL,
            Edge::Unknown => Within(i64::MIN, known_end),
        };
        let end = match end {
            Edge::Moment(moment) => Within::exactly(moment.last_day()),
            Edge::Open => Within::AFTER_ALL,
            Edge::Unknown => Within(known_start, i64::MAX),
        };
        Self { start, end }
    }

    fn meets(self, other: Self) -> Option<bool> {
        match (self.start.is_no_later_than(other.end), other.start.is_no_later_than(self.end)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }
}
