//! Dates for readers of English, in full and short.

use super::{Edge, Moment, Precision, When};

/// How dates are worded.
pub(super) struct Style {
    short: bool,
    months: [&'static str; 12],
}

/// "27 December 2024"
pub(super) const LONG: Style = Style {
    short: false,
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

/// "27 Dec 2024"
pub(super) const SHORT: Style = Style {
    short: true,
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
};

/// A date cut so that two of them can share their end: "20", "December", "2024".
struct Cut {
    day: Option<String>,
    month: Option<String>,
    year: String,
}

impl Style {
    pub(super) fn when(&self, when: &When) -> String {
        match when {
            When::At(moment) => self.moment(moment),
            When::Interval(start, end) => self.interval(start, end),
            When::OneOf(choices) => self.one_of(choices),
            When::ByThen(moment) => format!("by {}", self.moment(moment)),
            When::ThenOrLater(moment) => format!("{} or later", self.moment(moment)),
        }
    }

    fn moment(&self, moment: &Moment) -> String {
        let date = self.precision(moment.precision);
        match (self.short, moment.uncertain, moment.approximate) {
            (_, false, false) => date,
            (false, false, true) => format!("about {date}"),
            (false, true, false) => format!("perhaps {date}"),
            (false, true, true) => format!("perhaps about {date}"),
            (true, false, true) => format!("c. {date}"),
            (true, true, false) => format!("{date}?"),
            (true, true, true) => format!("c. {date}?"),
        }
    }

    fn precision(&self, precision: Precision) -> String {
        let the = if self.short { "" } else { "the " };
        match precision {
            // The years 1900 to 1999 are what readers call the 20th century; "the 1900s" could be ten years.
            Precision::Century(start) => {
                let (number, noun) = (start.div_euclid(100) + 1, if self.short { "c." } else { "century" });
                format!("{the}{number}{} {noun}", ordinal_ending(number))
            }
            Precision::Decade(start) if start < 1000 => format!("{the}{start}s CE"),
            Precision::Decade(start) => format!("{the}{start}s"),
            Precision::Year(year) => self.year(year),
            Precision::Season(year, code) => self.season(year, code),
            Precision::Month(..) | Precision::Day(..) => {
                self.cut(precision).map(Cut::joined).unwrap_or_default()
            }
            Precision::Minute(year, month, day, minute, offset) => {
                let date = self.precision(Precision::Day(year, month, day));
                format!("{}{}, {date}", clock(minute), zone(offset))
            }
        }
    }

    fn year(&self, year: i32) -> String {
        match year {
            1000.. => year.to_string(),
            1..1000 => format!("{year} CE"),
            _ => format!("{} BCE", 1 - i64::from(year)),
        }
    }

    fn season(&self, year: i32, code: u8) -> String {
        let year = self.year(year);
        let quarter = code.saturating_sub(32);
        match (code, self.short) {
            (21, _) => format!("Spring {year}"),
            (22, _) => format!("Summer {year}"),
            (23, _) => format!("Autumn {year}"),
            (24, _) => format!("Winter {year}"),
            (_, true) => format!("Q{quarter} {year}"),
            (33, false) => format!("the first quarter of {year}"),
            (34, false) => format!("the second quarter of {year}"),
            (35, false) => format!("the third quarter of {year}"),
            (_, false) => format!("the fourth quarter of {year}"),
        }
    }

    fn month(&self, month: u8) -> String {
        usize::from(month)
            .checked_sub(1)
            .and_then(|at| self.months.get(at))
            .map_or_else(|| month.to_string(), ToString::to_string)
    }

    /// Cuts days, months and years; the others share nothing.
    fn cut(&self, precision: Precision) -> Option<Cut> {
        match precision {
            Precision::Year(year) => Some(Cut { day: None, month: None, year: self.year(year) }),
            Precision::Month(year, month) => {
                Some(Cut { day: None, month: Some(self.month(month)), year: self.year(year) })
            }
            Precision::Day(year, month, day) => Some(Cut {
                day: Some(day.to_string()),
                month: Some(self.month(month)),
                year: self.year(year),
            }),
            _ => None,
        }
    }

    fn interval(&self, start: &Edge, end: &Edge) -> String {
        match (start, end) {
            (Edge::Moment(start), Edge::Moment(end)) if start == end => self.moment(start),
            (Edge::Moment(start), Edge::Moment(end)) => self.between(start, end),
            (Edge::Moment(start), Edge::Open) => format!("since {}", self.moment(start)),
            (Edge::Open, Edge::Moment(end)) => format!("until {}", self.moment(end)),
            (Edge::Moment(start), Edge::Unknown) if self.short => format!("{} – ?", self.moment(start)),
            (Edge::Unknown, Edge::Moment(end)) if self.short => format!("? – {}", self.moment(end)),
            (Edge::Moment(start), Edge::Unknown) => format!("from {} to an unknown date", self.moment(start)),
            (Edge::Unknown, Edge::Moment(end)) => format!("from an unknown date to {}", self.moment(end)),
            (Edge::Open | Edge::Unknown, Edge::Open | Edge::Unknown) => "at an unknown time".to_owned(),
        }
    }

    fn between(&self, start: &Moment, end: &Moment) -> String {
        if let (
            Precision::Minute(year, month, day, from, zone_then),
            Precision::Minute(same_year, same_month, same_day, to, zone_now),
        ) = (start.precision, end.precision)
            && (year, month, day, zone_then) == (same_year, same_month, same_day, zone_now)
            && plain([start, end])
        {
            let date = self.precision(Precision::Day(year, month, day));
            return format!("{}{}, {date}", self.span(&clock(from), &clock(to)), zone(zone_now));
        }
        let (first, last) = (self.moment(start), self.moment(end));
        let shared = plain([start, end]).then(|| self.shared_end(&[start, end])).flatten();
        match shared {
            Some((heads, tail)) => format!("{}{tail}", self.span(&heads[0], &heads[1])),
            None => self.span(&first, &last),
        }
    }

    fn span(&self, from: &str, to: &str) -> String {
        match self.short {
            false => format!("{from} to {to}"),
            true if from.contains(' ') || to.contains(' ') => format!("{from} – {to}"),
            true => format!("{from}–{to}"),
        }
    }

    fn one_of(&self, choices: &[Moment]) -> String {
        match self.shared_end(&choices.iter().collect::<Vec<_>>()).filter(|_| plain(choices)) {
            Some((heads, tail)) => format!("{}{tail}", alternatives(&heads)),
            None => alternatives(&choices.iter().map(|choice| self.moment(choice)).collect::<Vec<_>>()),
        }
    }

    /// What each has of its own, and the end that all of them share, with its space before it.
    fn shared_end(&self, moments: &[&Moment]) -> Option<(Vec<String>, String)> {
        let cuts: Vec<Cut> =
            moments.iter().map(|moment| self.cut(moment.precision)).collect::<Option<_>>()?;
        let first = cuts.first()?;
        if first.month.is_none()
            || cuts.iter().any(|cut| cut.year != first.year || cut.day.is_some() != first.day.is_some())
        {
            return None;
        }
        let same_month = first.day.is_some() && cuts.iter().all(|cut| cut.month == first.month);
        let tail = match &first.month {
            Some(month) if same_month => format!(" {month} {}", first.year),
            _ => format!(" {}", first.year),
        };
        let heads = cuts.iter().map(|cut| match (&cut.day, &cut.month) {
            (Some(day), _) if same_month => day.clone(),
            (day, month) => {
                [day.as_deref(), month.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
        });
        Some((heads.collect(), tail))
    }
}

impl Cut {
    fn joined(self) -> String {
        [self.day, self.month, Some(self.year)].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Whether none of them is approximate or uncertain, so that they can share words.
pub(crate) fn plain<'a>(moments: impl IntoIterator<Item = &'a Moment>) -> bool {
    moments.into_iter().all(|moment| !moment.approximate && !moment.uncertain)
}

fn alternatives(options: &[String]) -> String {
    match options {
        [] => "at an unknown time".to_owned(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// " UTC", " UTC+2", " UTC−3:30", or nothing for an unnamed clock.
pub(crate) fn zone(offset: Option<i16>) -> String {
    let Some(offset) = offset else { return String::new() };
    let (sign, size) = (if offset < 0 { '\u{2212}' } else { '+' }, offset.unsigned_abs());
    match (size / 60, size % 60) {
        (0, 0) => " UTC".to_owned(),
        (hours, 0) => format!(" UTC{sign}{hours}"),
        (hours, minutes) => format!(" UTC{sign}{hours}:{minutes:02}"),
    }
}

fn ordinal_ending(number: i32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}
