//! What reading and printing have to hold to.

use super::*;
use proptest::prelude::*;

fn when(text: &str) -> When {
    When::parse(text).unwrap_or_else(|error| panic!("{text}: {}", error.reason))
}

fn refusal(text: &str) -> WhenError {
    match When::parse(text) {
        Ok(read) => panic!("`{text}` was read as {read}"),
        Err(error) => error,
    }
}

#[test]
fn a_date_that_is_known_only_by_its_latest_day_says_so() {
    let when = When::parse("[..2024-12-28]").unwrap();
    assert_eq!(when.for_readers(), "by 28 December 2024");
    assert_eq!(when.to_string(), "[..2024-12-28]");
    assert_eq!((when.first_day(), when.machine()), (None, None));
    assert_eq!(when.last_day(), Some(Day::from_civil(2024, 12, 28)));
    assert_eq!(When::parse("[2024-12-28..]").unwrap().short(), "28 Dec 2024 or later");
    assert!(When::parse("[..]").is_err());
}

#[test]
fn dates_are_kept_as_precise_as_they_are_written() {
    for (text, precision) in [
        ("2024", Precision::Year(2024)),
        ("0000", Precision::Year(0)),
        ("-0043", Precision::Year(-43)),
        ("Y-12000", Precision::Year(-12_000)),
        ("201X", Precision::Decade(2010)),
        ("19XX", Precision::Century(1900)),
        ("2024-12", Precision::Month(2024, 12)),
        ("2024-12-XX", Precision::Month(2024, 12)),
        ("2024-XX", Precision::Year(2024)),
        ("2024-XX-XX", Precision::Year(2024)),
        ("2024-21", Precision::Season(2024, 21)),
        ("2024-36", Precision::Season(2024, 36)),
        ("2024-02-29", Precision::Day(2024, 2, 29)),
        ("2024-12-27T14:05", Precision::Minute(2024, 12, 27, 845, None)),
        ("2024-12-27T14:05:59Z", Precision::Minute(2024, 12, 27, 845, Some(0))),
        ("2024-12-27T14:05:59.123-03:30", Precision::Minute(2024, 12, 27, 845, Some(-210))),
    ] {
        assert_eq!(when(text), When::At(Moment::known(precision)), "{text}");
    }
}

#[test]
fn a_qualifier_belongs_to_the_end_it_stands_at() {
    let When::Interval(Edge::Moment(start), Edge::Moment(end)) = when("2024-12-20~/2024-12-27%") else {
        panic!("an interval")
    };
    assert_eq!((start.approximate, start.uncertain), (true, false));
    assert_eq!((end.approximate, end.uncertain), (true, true));
}

#[test]
fn dates_that_no_calendar_has_are_refused() {
    for (text, reason) in [
        ("", "there is no date"),
        ("2024-02-31", "there is no day 31: the month has 29 days"),
        ("1900-02-29", "there is no day 29: the month has 28 days"),
        ("2024-13", "there is no month 13; 01 to 12 are months, 21 to 24 seasons, 33 to 36 quarters"),
        ("2024-12-27/2024-12-20", "the interval ends before it starts"),
        ("2024-12-27T15:00Z/2024-12-27T14:00Z", "the interval ends before it starts"),
        ("/", "an interval needs a date on one side at least"),
        ("../..", "an interval needs a date on one side at least"),
        ("2024-12-27T25:00", "a time is written 14:05, 14:05Z or 14:05+02:00"),
        ("2024-12T14:05", "a time of day needs a whole date before it"),
        ("-0000", "there is no year -0000; the year before 1 is 0000"),
        ("Y2024", "`Y` is for years of more than four digits"),
        ("Y99999999999", "years further away than two thousand million are not read"),
        ("1XXX", "only the last two digits of a year can be open; write the first and last year as `a/b`"),
        ("2024~-12", "`~`, `?` and `%` stand once, at the end of a date"),
        ("[2024-01-01..2024-03-01]", "more than 31 dates to choose from; write an interval `a/b`"),
        ("[2024-01..2024-01-05]", "`a..b` takes two days, two months or two years"),
        (
            "{2024,2025}",
            "`{…}` means all of these dates; write an interval `a/b`, or `[a,b]` for one of them",
        ),
    ] {
        assert_eq!(refusal(text).reason, reason, "{text}");
    }
}

#[test]
fn an_interval_may_start_and_end_within_what_is_known_of_it() {
    assert_eq!(when("2024-12-20/2024-12").to_string(), "2024-12-20/2024-12");
    assert_eq!(when("2024-12/2024-12-05").to_string(), "2024-12/2024-12-05");
}

#[test]
fn common_wrong_forms_are_answered_with_the_right_one() {
    for (wrong, right) in [
        ("2024-12-5", "2024-12-05"),
        ("2024-1", "2024-01"),
        ("27/12/2024", "2024-12-27"),
        ("12/27/2024", "2024-12-27"),
        ("05/05/2024", "2024-05-05"),
        ("27.12.2024", "2024-12-27"),
        ("27-12-2024", "2024-12-27"),
        ("2024/12/27", "2024-12-27"),
        ("2024–12–27", "2024-12-27"),
        ("20241227", "2024-12-27"),
        ("202412", "2024-12"),
        ("12/2024", "2024-12"),
        ("27 December 2024", "2024-12-27"),
        ("27th of December, 2024", "2024-12-27"),
        ("Dec 27, 2024", "2024-12-27"),
        ("Fri., Sept. 27th 2024", "2024-09-27"),
        ("December 2024", "2024-12"),
        ("Spring 2024", "2024-21"),
        ("2024-Q3", "2024-35"),
        ("circa 1850", "1850~"),
        ("perhaps May 2024", "2024-05?"),
        ("150 BC", "-0149"),
        ("33 AD", "0033"),
        ("476", "0476"),
        ("12000", "Y12000"),
        ("2010s", "201X"),
        ("201x", "201X"),
        ("the 20th century", "19XX"),
        ("2024-12-27 14:05", "2024-12-27T14:05"),
        ("2024-12-27t9:05z", "2024-12-27T09:05Z"),
        ("2024-12-20 to 2024-12-27", "2024-12-20/2024-12-27"),
        ("2024-12-20 – 2024-12-27", "2024-12-20/2024-12-27"),
        ("2024-12-20 / 2024-12-27", "2024-12-20/2024-12-27"),
        ("2024-12-20/open", "2024-12-20/.."),
        ("20 Dec 2024 - 27 Dec 2024", "2024-12-20/2024-12-27"),
    ] {
        assert_eq!(refusal(wrong).suggestion.as_deref(), Some(right), "{wrong}");
    }
}

#[test]
fn a_day_and_month_that_could_be_either_are_never_guessed() {
    for text in ["03/04/2024", "3.4.2024", "03-04-2024"] {
        let error = refusal(text);
        assert_eq!(error.suggestion, None, "{text}");
        assert_eq!(
            error.reason,
            "it cannot be told which number is the day and which the month; write year-month-day"
        );
    }
    for text in ["27/12/24", "31/02/2024", "1900s", "yesterday", "2024 2025", "December"] {
        assert_eq!(refusal(text).suggestion, None, "{text}");
    }
}

#[test]
fn readers_get_dates_in_words() {
    for (text, long, short) in [
        ("2024-12-27", "27 December 2024", "27 Dec 2024"),
        ("2024-12", "December 2024", "Dec 2024"),
        ("2024", "2024", "2024"),
        ("0476", "476 CE", "476 CE"),
        ("-0149", "150 BCE", "150 BCE"),
        ("Y-12000", "12001 BCE", "12001 BCE"),
        ("201X", "the 2010s", "2010s"),
        ("19XX", "the 20th century", "20th c."),
        ("2024-21", "Spring 2024", "Spring 2024"),
        ("2024-35", "the third quarter of 2024", "Q3 2024"),
        ("2024-12-23~", "about 23 December 2024", "c. 23 Dec 2024"),
        ("2024?", "perhaps 2024", "2024?"),
        ("2024%", "perhaps about 2024", "c. 2024?"),
        ("2024-12-27T14:05Z", "14:05 UTC, 27 December 2024", "14:05 UTC, 27 Dec 2024"),
        ("2024-12-27T14:05+02:00", "14:05 UTC+2, 27 December 2024", "14:05 UTC+2, 27 Dec 2024"),
        ("2024-12-27T14:05-03:30", "14:05 UTC−3:30, 27 December 2024", "14:05 UTC−3:30, 27 Dec 2024"),
        ("2024-12-27T14:05", "14:05, 27 December 2024", "14:05, 27 Dec 2024"),
        ("2024-12-20/2024-12-27", "20 to 27 December 2024", "20–27 Dec 2024"),
        ("2024-11-28/2024-12-03", "28 November to 3 December 2024", "28 Nov – 3 Dec 2024"),
        ("2024-12-28/2025-01-03", "28 December 2024 to 3 January 2025", "28 Dec 2024 – 3 Jan 2025"),
        ("2024-11/2024-12", "November to December 2024", "Nov–Dec 2024"),
        ("2022/2024", "2022 to 2024", "2022–2024"),
        (
            "2024-12-20~/2024-12-27",
            "about 20 December 2024 to 27 December 2024",
            "c. 20 Dec 2024 – 27 Dec 2024",
        ),
        (
            "2024-12-27T14:05Z/2024-12-27T16:00Z",
            "14:05 to 16:00 UTC, 27 December 2024",
            "14:05–16:00 UTC, 27 Dec 2024",
        ),
        ("2024-12-20/..", "since 20 December 2024", "since 20 Dec 2024"),
        ("../2024-12-20", "until 20 December 2024", "until 20 Dec 2024"),
        ("2024-12-20/", "from 20 December 2024 to an unknown date", "20 Dec 2024 – ?"),
        ("/2024-12-20", "from an unknown date to 20 December 2024", "? – 20 Dec 2024"),
        ("[2024-12-27,2024-12-28]", "27 or 28 December 2024", "27 or 28 Dec 2024"),
        (
            "[2024-11-30..2024-12-02]",
            "30 November, 1 December or 2 December 2024",
            "30 Nov, 1 Dec or 2 Dec 2024",
        ),
        ("[2023,2024-05]", "2023 or May 2024", "2023 or May 2024"),
    ] {
        assert_eq!(when(text).for_readers(), long, "{text}");
        assert_eq!(when(text).short(), short, "{text}");
    }
}

#[test]
fn html_gets_a_date_only_where_it_has_one_for_it() {
    for (text, machine) in [
        ("2024", Some("2024")),
        ("0476", Some("0476")),
        ("2024-12", Some("2024-12")),
        ("2024-12-27", Some("2024-12-27")),
        ("2024-12-27T14:05Z", Some("2024-12-27T14:05Z")),
        ("2024-12-27T14:05", Some("2024-12-27T14:05")),
        ("0000", None),
        ("Y12000", None),
        ("201X", None),
        ("2024-21", None),
        ("2024-12-23~", None),
        ("2024/2025", None),
        ("[2024,2025]", None),
    ] {
        assert_eq!(when(text).machine().as_deref(), machine, "{text}");
    }
}

#[test]
fn a_date_covers_the_days_that_it_can_be() {
    let day = Day::from_civil;
    for (text, first, last) in [
        ("19XX", Some(day(1900, 1, 1)), Some(day(1999, 12, 31))),
        ("201X", Some(day(2010, 1, 1)), Some(day(2019, 12, 31))),
        ("2024-02", Some(day(2024, 2, 1)), Some(day(2024, 2, 29))),
        ("2024-24", Some(day(2024, 12, 1)), Some(day(2025, 2, 28))),
        ("2024-36", Some(day(2024, 10, 1)), Some(day(2024, 12, 31))),
        ("2024-12-20/..", Some(day(2024, 12, 20)), None),
        ("/2024", None, Some(day(2024, 12, 31))),
        ("[2024-12-28,2024-12-27]", Some(day(2024, 12, 27)), Some(day(2024, 12, 28))),
    ] {
        assert_eq!((when(text).first_day(), when(text).last_day()), (first, last), "{text}");
    }
}

#[test]
fn overlap_is_told_only_where_it_can_be() {
    for (one, other, verdict) in [
        ("2024-12", "2024-12-27", Some(true)),
        ("2024-12-20/2024-12-27", "2024-12-27/2025", Some(true)),
        ("2024-12-20/2024-12-27", "2024-12-28", Some(false)),
        ("2024-12-20/..", "2030", Some(true)),
        ("2024-12-20/..", "2023", Some(false)),
        ("2024-12-20/", "2030", None),
        ("2024-12-20/", "2023", Some(false)),
        ("/2024", "../2025", Some(true)),
        ("/2024", "2024", Some(true)),
        ("/2024", "2020", None),
        ("/2024-12-20", "2024-12-20/", Some(true)),
        ("[2024-12-27,2024-12-28]", "2024-12", Some(true)),
        ("[2024-12-27,2024-12-28]", "2024-12-27", None),
        ("[2024-12-27,2024-12-28]", "2023", Some(false)),
    ] {
        assert_eq!(when(one).overlaps(&when(other)), verdict, "{one} and {other}");
        assert_eq!(when(other).overlaps(&when(one)), verdict, "{other} and {one}");
    }
}

fn any_year() -> impl Strategy<Value = i32> {
    prop_oneof![1900..2100, -9999..=9999, any::<i32>()]
}

fn any_precision() -> impl Strategy<Value = Precision> {
    let day = |span: std::ops::RangeInclusive<i64>| span.prop_map(|day| Day(day).civil());
    // From -9999-01-01 to 9999-12-31.
    let days = || day(-4_371_587..=2_932_896);
    prop_oneof![
        (0..100).prop_map(|century| Precision::Century(century * 100)),
        (0..1000).prop_map(|decade| Precision::Decade(decade * 10)),
        any_year().prop_map(Precision::Year),
        (-9999..=9999, 1u8..=12).prop_map(|(year, month)| Precision::Month(year, month)),
        (-9999..=9999, prop_oneof![21u8..=24, 33u8..=36])
            .prop_map(|(year, code)| Precision::Season(year, code)),
        days().prop_map(|(year, month, day)| Precision::Day(year, month, day)),
        (days(), 0u16..1440, proptest::option::of(-1439i16..1440)).prop_map(
            |((year, month, day), minute, offset)| Precision::Minute(year, month, day, minute, offset)
        ),
    ]
}

fn any_moment() -> impl Strategy<Value = Moment> {
    (any_precision(), any::<bool>(), any::<bool>()).prop_map(|(precision, approximate, uncertain)| Moment {
        precision,
        approximate,
        uncertain,
    })
}

fn any_edge() -> impl Strategy<Value = Edge> {
    prop_oneof![4 => any_moment().prop_map(Edge::Moment), 1 => Just(Edge::Open), 1 => Just(Edge::Unknown)]
}

proptest! {
    #[test]
    fn a_moment_reads_back_as_it_is_printed(moment in any_moment()) {
        let at = When::At(moment);
        prop_assert_eq!(When::parse(&at.to_string()), Ok(at));
    }

    #[test]
    fn an_interval_reads_back_as_it_is_printed_or_is_none(start in any_edge(), end in any_edge()) {
        let interval = When::Interval(start, end);
        match When::parse(&interval.to_string()) {
            Ok(read) => prop_assert_eq!(read, interval),
            Err(error) => prop_assert!(error.reason.contains("interval"), "{}: {}", interval, error.reason),
        }
    }

    #[test]
    fn a_choice_reads_back_as_it_is_printed(moments in proptest::collection::vec(any_moment(), 2..8)) {
        let written = When::OneOf(moments).to_string();
        let read = When::parse(&written).unwrap();
        prop_assert_eq!(When::parse(&read.to_string()), Ok(read));
    }

    #[test]
    fn no_text_makes_reading_or_printing_panic(text in ".{0,40}") {
        if let Ok(read) = When::parse(&text) {
            let _ = (read.for_readers(), read.short(), read.machine(), read.overlaps(&read));
        }
    }

    #[test]
    fn what_is_nearly_a_date_never_panics_and_its_suggestion_is_read(text in "[-0-9X/.~?%, \\[\\]YTZ:+a-z]{0,24}") {
        match When::parse(&text) {
            Ok(read) => prop_assert_eq!(When::parse(&read.to_string()), Ok(read)),
            Err(error) => {
                if let Some(suggestion) = error.suggestion {
                    prop_assert!(When::parse(&suggestion).is_ok(), "{} suggests {}", text, suggestion);
                }
            }
        }
    }

    #[test]
    fn the_first_day_is_never_after_the_last(start in any_edge(), end in any_edge()) {
        if let Ok(read) = When::parse(&When::Interval(start, end).to_string())
            && let (Some(first), Some(last)) = (read.first_day(), read.last_day())
        {
            prop_assert!(first <= last);
        }
    }

    #[test]
    fn overlap_is_the_same_from_both_sides(one in any_moment(), start in any_edge(), end in any_edge()) {
        let (one, other) = (When::At(one), When::Interval(start, end));
        prop_assert_eq!(one.overlaps(&other), other.overlaps(&one));
    }
}

#[test]
fn a_date_that_is_not_sure_bounds_nothing() {
    let sure = |text: &str| {
        let when = When::parse(text).unwrap();
        (when.surely_from(), when.surely_until())
    };
    let day = |month, day| Some(Day::from_civil(2024, month, day));
    assert_eq!(sure("2024-12"), (day(12, 1), day(12, 31)));
    assert_eq!(sure("2024-12-23~"), (None, None));
    assert_eq!(sure("2024-12-20/2024-12-27?"), (day(12, 20), None));
    assert_eq!(sure("2024-12-20/.."), (day(12, 20), None));
    assert_eq!(sure("[..2024-12-28]"), (None, day(12, 28)));
    assert_eq!(sure("[2024-12-27,2024-12-28]"), (day(12, 27), day(12, 28)));
}
