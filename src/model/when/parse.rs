//! EDTF text → [`When`]. Errors are reasons; what to write instead is worked out in `suggest`.

use super::calendar::{Day, days_in_month};
use super::{Edge, Moment, Precision, When};

/// More alternatives than a month has days are no choice that anybody states.
const MOST_CHOICES: usize = 31;

type Reason = String;

/// Reads a whole date, period or choice.
pub(super) fn when(text: &str) -> Result<When, Reason> {
    if text.is_empty() {
        return Err("there is no date".to_owned());
    }
    if let Some(inside) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return one_of(inside);
    }
    if text.starts_with('{') {
        return Err(
            "`{…}` means all of these dates; write an interval `a/b`, or `[a,b]` for one of them".to_owned()
        );
    }
    match text.split_once('/') {
        Some((start, end)) => interval(start, end),
        None => moment(text).map(When::At),
    }
}

fn interval(start: &str, end: &str) -> Result<When, Reason> {
    let (start, end) = (edge(start)?, edge(end)?);
    match (&start, &end) {
        (Edge::Moment(first), Edge::Moment(last))
            if ends_before_it_starts(first.precision, last.precision) =>
        {
            Err("the interval ends before it starts".to_owned())
        }
        (Edge::Open | Edge::Unknown, Edge::Open | Edge::Unknown) => {
            Err("an interval needs a date on one side at least".to_owned())
        }
        _ => Ok(When::Interval(start, end)),
    }
}

fn edge(text: &str) -> Result<Edge, Reason> {
    match text {
        "" => Ok(Edge::Unknown),
        ".." => Ok(Edge::Open),
        _ => moment(text).map(Edge::Moment),
    }
}

fn ends_before_it_starts(first: Precision, last: Precision) -> bool {
    match (first.instant(), last.instant()) {
        (Some((start, zoned)), Some((end, also_zoned))) if zoned == also_zoned => end < start,
        _ => last.last_day() < first.first_day(),
    }
}

fn one_of(inside: &str) -> Result<When, Reason> {
    if let Some(latest) = inside.trim().strip_prefix("..").filter(|latest| !latest.contains(',')) {
        return Ok(When::ByThen(moment(latest)?));
    }
    if let Some(earliest) = inside.trim().strip_suffix("..").filter(|earliest| !earliest.contains(',')) {
        return Ok(When::ThenOrLater(moment(earliest)?));
    }
    let mut choices = Vec::new();
    for part in inside.split(',') {
        match part.trim().split_once("..") {
            Some((first, last)) => choices.extend(every(moment(first)?, &moment(last)?)?),
            None => choices.push(moment(part.trim())?),
        }
        if choices.len() > MOST_CHOICES {
            return Err(too_many());
        }
    }
    choices.sort_by_key(|choice| {
        (choice.precision.first_day(), choice.precision, choice.approximate, choice.uncertain)
    });
    choices.dedup();
    match <[Moment; 1]>::try_from(choices) {
        Ok([only]) => Ok(When::At(only)),
        Err(choices) => Ok(When::OneOf(choices)),
    }
}

fn too_many() -> Reason {
    format!("more than {MOST_CHOICES} dates to choose from; write an interval `a/b`")
}

/// All days, months or years from `first` to `last`.
fn every(first: Moment, last: &Moment) -> Result<Vec<Moment>, Reason> {
    if first.qualified() || last.qualified() {
        return Err("`..` between dates takes no `~`, `?` or `%`".to_owned());
    }
    if last.precision.first_day() < first.precision.first_day() {
        return Err("the last date of `a..b` lies before the first".to_owned());
    }
    let mut all = vec![first];
    while let Some(latest) = all.last().filter(|latest| latest.precision != last.precision) {
        if all.len() >= MOST_CHOICES {
            return Err(too_many());
        }
        match next(latest.precision).filter(|_| same_kind(latest.precision, last.precision)) {
            Some(next) => all.push(Moment::known(next)),
            None => return Err("`a..b` takes two days, two months or two years".to_owned()),
        }
    }
    Ok(all)
}

fn next(precision: Precision) -> Option<Precision> {
    match precision {
        Precision::Year(year) => year.checked_add(1).map(Precision::Year),
        Precision::Month(year, 12) => year.checked_add(1).map(|year| Precision::Month(year, 1)),
        Precision::Month(year, month) => Some(Precision::Month(year, month + 1)),
        Precision::Day(year, month, day) => {
            let (year, month, day) = Day(Day::from_civil(year, month, day).0 + 1).civil();
            Some(Precision::Day(year, month, day))
        }
        _ => None,
    }
}

fn same_kind(one: Precision, other: Precision) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

/// Reads one point in time with its qualifier.
fn moment(text: &str) -> Result<Moment, Reason> {
    let (text, approximate, uncertain) = match text.as_bytes().last() {
        Some(b'~') => (&text[..text.len() - 1], true, false),
        Some(b'?') => (&text[..text.len() - 1], false, true),
        Some(b'%') => (&text[..text.len() - 1], true, true),
        _ => (text, false, false),
    };
    if text.contains(['~', '?', '%']) {
        return Err("`~`, `?` and `%` stand once, at the end of a date".to_owned());
    }
    Ok(Moment { precision: precision(text)?, approximate, uncertain })
}

fn precision(text: &str) -> Result<Precision, Reason> {
    if let Some(long) = text.strip_prefix('Y') {
        return long_year(long);
    }
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let (negative, digits) = match date.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, date),
    };
    let mut parts = digits.split('-');
    let year = parts.next().unwrap_or_default();
    let known = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => whole_year(year, negative)?,
        (Some(month), day, None) => within_year(four_digit_year(year, negative)?, month, day)?,
        _ => return Err(not_a_date(text)),
    };
    match (time, known) {
        (None, _) => Ok(known),
        (Some(time), Precision::Day(year, month, day)) => {
            let (minute, offset) = clock(time)?;
            Ok(Precision::Minute(year, month, day, minute, offset))
        }
        (Some(_), _) => Err("a time of day needs a whole date before it".to_owned()),
    }
}

fn not_a_date(text: &str) -> Reason {
    let shown: String = text.chars().take(40).collect();
    let rest = if shown.len() < text.len() { "…" } else { "" };
    format!("`{shown}{rest}` is no date of the form 2024, 2024-12 or 2024-12-27")
}

/// `Y` and more than four digits.
fn long_year(text: &str) -> Result<Precision, Reason> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !all_digits(digits) {
        return Err("after `Y` stands a year in digits, and nothing else".to_owned());
    }
    if digits.len() <= 4 || digits.starts_with('0') {
        return Err("`Y` is for years of more than four digits".to_owned());
    }
    text.parse()
        .map(Precision::Year)
        .map_err(|_| "years further away than two thousand million are not read".to_owned())
}

/// Four digits, of which the last one or two may be left open.
fn whole_year(text: &str, negative: bool) -> Result<Precision, Reason> {
    let digits = text.trim_end_matches('X');
    let open = text.len() - digits.len();
    match open {
        _ if text.len() != 4 || !(digits.is_empty() || all_digits(digits)) => Err(not_a_date(text)),
        0 => four_digit_year(text, negative).map(Precision::Year),
        1 | 2 if negative => {
            Err("a year before 0 has no open digits; write the first and last year as `a/b`".to_owned())
        }
        1 => digits.parse::<i32>().map(|tens| Precision::Decade(tens * 10)).map_err(|_| not_a_date(text)),
        2 => digits
            .parse::<i32>()
            .map(|hundreds| Precision::Century(hundreds * 100))
            .map_err(|_| not_a_date(text)),
        _ => Err("only the last two digits of a year can be open; write the first and last year as `a/b`"
            .to_owned()),
    }
}

fn four_digit_year(text: &str, negative: bool) -> Result<i32, Reason> {
    if text.len() != 4 || !all_digits(text) {
        return Err(if text.contains('X') {
            "a year with open digits has no month".to_owned()
        } else {
            "a year has four digits; with more it is written `Y12000`".to_owned()
        });
    }
    match text.parse::<i32>() {
        Ok(0) if negative => Err("there is no year -0000; the year before 1 is 0000".to_owned()),
        Ok(year) => Ok(if negative { -year } else { year }),
        Err(_) => Err(not_a_date(text)),
    }
}

fn within_year(year: i32, month: &str, day: Option<&str>) -> Result<Precision, Reason> {
    let month = match (month, day) {
        ("XX", None | Some("XX")) => return Ok(Precision::Year(year)),
        ("XX", Some(_)) => {
            return Err("a day of a month that is not known cannot be placed; write the year".to_owned());
        }
        _ => {
            two_digits(month).ok_or_else(|| format!("a month has two digits, `{}` has not", short(month)))?
        }
    };
    match (month, day) {
        (1..=12, None | Some("XX")) => Ok(Precision::Month(year, month)),
        (1..=12, Some(day)) => day_of_month(year, month, day),
        (21..=24 | 33..=36, None) => Ok(Precision::Season(year, month)),
        (21..=24 | 33..=36, Some(_)) => Err("a season or quarter has no day".to_owned()),
        _ => Err(format!(
            "there is no month {month:02}; 01 to 12 are months, 21 to 24 seasons, 33 to 36 quarters"
        )),
    }
}

fn day_of_month(year: i32, month: u8, text: &str) -> Result<Precision, Reason> {
    let day = two_digits(text).ok_or_else(|| format!("a day has two digits, `{}` has not", short(text)))?;
    let last = days_in_month(year, month);
    if (1..=last).contains(&day) {
        Ok(Precision::Day(year, month, day))
    } else {
        Err(format!("there is no day {day}: the month has {last} days"))
    }
}

/// `14:05`, `14:05:59`, then `Z`, an offset or nothing: minutes of the day and of the offset.
fn clock(text: &str) -> Result<(u16, Option<i16>), Reason> {
    let wrong = || "a time is written 14:05, 14:05Z or 14:05+02:00".to_owned();
    let (time, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let offset = match offset {
        "" => None,
        "Z" => Some(0),
        _ => {
            let size = hours_and_minutes(&offset[1..]).ok_or_else(wrong)?;
            let size = i16::try_from(size).map_err(|_| wrong())?;
            Some(if offset.starts_with('-') { -size } else { size })
        }
    };
    let (minutes, seconds) = match time.match_indices(':').nth(1) {
        Some((at, _)) => (&time[..at], Some(&time[at + 1..])),
        None => (time, None),
    };
    if seconds.is_some_and(|seconds| !is_seconds(seconds)) {
        return Err(wrong());
    }
    Ok((hours_and_minutes(minutes).ok_or_else(wrong)?, offset))
}

/// Two digits up to 60 (a leap second), with a fraction or without.
fn is_seconds(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    two_digits(whole).is_some_and(|seconds| seconds <= 60) && all_digits(fraction)
}

fn hours_and_minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    (hours < 24 && minutes < 60).then(|| u16::from(hours) * 60 + u16::from(minutes))
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2 && all_digits(text)).then(|| text.parse().ok()).flatten()
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn short(text: &str) -> String {
    text.chars().take(12).collect()
}

impl Moment {
    fn qualified(&self) -> bool {
        self.approximate || self.uncertain
    }
}
