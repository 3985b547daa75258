//! Dates as feeds and lists of pages take them, which know nothing of dates that are known in part.

use crate::model::When;
use crate::model::when::{Day, Moment, Precision};

/// The moment from which feeds sort a date, in RFC 3339 and UTC, so that such moments are in order as texts are: the first at which
/// it can have been, or of one that has no beginning the last day; midnight where no hour is stated. A clock that is not
/// named is taken for one in UTC.
pub(crate) fn of_feed(when: &When) -> String {
    let minute = match when {
        When::At(moment) => moment.precision.instant().map(|(minute, _)| minute),
        _ => None,
    };
    let day = || when.first_day().or_else(|| when.last_day()).map_or(0, |day| day.0);
    let minute = minute.unwrap_or_else(|| day().saturating_mul(MINUTES));
    let (year, month, day) = Day(minute.div_euclid(MINUTES)).civil();
    let of_day = minute.rem_euclid(MINUTES);
    // RFC 3339 has years of four digits.
    let year = year.clamp(0, 9999);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:00Z", of_day / 60, of_day % 60)
}

/// In a day.
const MINUTES: i64 = 1440;

/// The day, or the minute where its offset from UTC is known, of a date that is known as exactly as that.
pub(crate) fn exact(when: &When) -> Option<String> {
    let When::At(Moment { precision, approximate: false, uncertain: false }) = when else { return None };
    match *precision {
        Precision::Day(year @ 1..=9999, month, day)
        | Precision::Minute(year @ 1..=9999, month, day, _, None) => {
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        Precision::Minute(year @ 1..=9999, month, day, minute, Some(offset)) => {
            let sign = if offset < 0 { '-' } else { '+' };
            let size = offset.unsigned_abs();
            let zone = match offset {
                0 => "Z".to_owned(),
                _ => format!("{sign}{:02}:{:02}", size / 60, size % 60),
            };
            Some(format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:00{zone}", minute / 60, minute % 60))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(edtf: &str) -> String {
        let when = When::parse(edtf).unwrap();
        format!("{} {}", of_feed(&when), exact(&when).unwrap_or_else(|| "-".to_owned()))
    }

    #[test]
    fn a_date_known_in_part_starts_where_it_may_and_is_never_called_exact() {
        let dates = [
            "2024-12-28",
            "2024-12-28T14:05+02:00",
            "2024-12-28T14:05Z",
            "2024-12-28T14:05",
            "2024-12",
            "2024",
            "2024-12-23~",
            "2024-12-20/2024-12-27",
            "[2024-12-27,2024-12-28]",
            "[..2024-12-28]",
            "/2024-12-28",
            "-0043",
        ];
        insta::assert_snapshot!(dates.map(|date| format!("{date}: {}", of(date))).join("\n"), @r"
        2024-12-28: 2024-12-28T00:00:00Z 2024-12-28
        2024-12-28T14:05+02:00: 2024-12-28T12:05:00Z 2024-12-28T14:05:00+02:00
        2024-12-28T14:05Z: 2024-12-28T14:05:00Z 2024-12-28T14:05:00Z
        2024-12-28T14:05: 2024-12-28T14:05:00Z 2024-12-28
        2024-12: 2024-12-01T00:00:00Z -
        2024: 2024-01-01T00:00:00Z -
        2024-12-23~: 2024-12-23T00:00:00Z -
        2024-12-20/2024-12-27: 2024-12-20T00:00:00Z -
        [2024-12-27,2024-12-28]: 2024-12-27T00:00:00Z -
        [..2024-12-28]: 2024-12-28T00:00:00Z -
        /2024-12-28: 2024-12-28T00:00:00Z -
        -0043: 0000-01-01T00:00:00Z -
        ");
    }

    proptest! {
        #[test]
        fn every_date_gives_a_moment_that_jiff_reads(text in "(20[0-9]{2}|-?0[0-9]{3}|Y[1-9][0-9]{5})(-[0-9]{2}){0,2}[~?%]?(/(20[0-9]{2}(-0[1-9])?)?)?") {
            if let Ok(when) = When::parse(&text) {
                let moment = of_feed(&when);
                prop_assert!(moment.parse::<jiff::Timestamp>().is_ok(), "{moment}");
            }
        }
    }
}
