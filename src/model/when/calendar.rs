//! The proleptic Gregorian calendar, of which ISO 8601 makes every year a date can be written with.
//!
//! Written out here because the years of EDTF reach beyond those of any calendar library we use.

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01; charts place by it, years before 1 included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// Days in the 400 years after which the calendar repeats itself.
const CYCLE: i64 = 146_097;

/// Days from 0000-03-01, where a computed year starts, to 1970-01-01.
const EPOCH: i64 = 719_468;

impl Day {
    /// The day of this date. Years are astronomical: 0 is 1 BCE. What lies past the end of a month or year rolls over, so
    /// that month 13 is the next January and 31 February is 2 or 3 March.
    #[must_use]
    pub fn from_civil(year: i32, month: u8, day: u8) -> Self {
        let months = i64::from(year) * 12 + i64::from(month) - 1;
        // Years are counted from March, so that a leap day is a year's last.
        let from_march = months - 2;
        let year = from_march.div_euclid(12);
        let month = from_march.rem_euclid(12);
        let of_cycle = year.rem_euclid(400);
        let before_year = of_cycle * 365 + of_cycle / 4 - of_cycle / 100;
        let before_month = (153 * month + 2) / 5;
        Self(year.div_euclid(400) * CYCLE + before_year + before_month + i64::from(day) - 1 - EPOCH)
    }

    /// Its year, month and day of the month. Days outside the years that an `i32` can count give the nearest such year.
    #[must_use]
    pub fn civil(self) -> (i32, u8, u8) {
        let days = self.0.saturating_add(EPOCH);
        let of_cycle = days.rem_euclid(CYCLE);
        let year_of_cycle = (of_cycle - of_cycle / 1460 + of_cycle / 36_524 - of_cycle / (CYCLE - 1)) / 365;
        let of_year = of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = days.div_euclid(CYCLE) * 400 + year_of_cycle + i64::from(month <= 2);
        let year = i32::try_from(year).unwrap_or(if year < 0 { i32::MIN } else { i32::MAX });
        (year, small(month), small(day))
    }
}

/// A month or a day of a month: at most 31, so it always fits.
fn small(value: i64) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

/// How many days a month has; months are 1 to 12.
pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i32) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_counted_from_the_first_of_january_1970() {
        assert_eq!(Day::from_civil(1970, 1, 1), Day(0));
        assert_eq!(Day::from_civil(2000, 3, 1), Day(11_017));
        assert_eq!(Day::from_civil(1969, 12, 31), Day(-1));
        assert_eq!(Day::from_civil(0, 1, 1), Day(-719_528));
    }

    #[test]
    fn what_lies_past_the_end_rolls_over() {
        assert_eq!(Day::from_civil(2024, 13, 1), Day::from_civil(2025, 1, 1));
        assert_eq!(Day::from_civil(2024, 2, 31), Day::from_civil(2024, 3, 2));
    }

    #[test]
    fn a_century_is_a_leap_year_once_in_four() {
        assert_eq!(
            [1900, 2000, 2023, 2024, 0, -4].map(|year| days_in_month(year, 2)),
            [28, 29, 28, 29, 29, 29]
        );
    }

    #[test]
    fn a_day_that_no_year_can_hold_gives_the_nearest_year() {
        assert_eq!(Day(i64::MAX).civil().0, i32::MAX);
        assert_eq!(Day(i64::MIN).civil().0, i32::MIN);
    }

    proptest! {
        #[test]
        fn a_day_is_the_day_of_its_own_date(year: i32, month in 1u8..=12, day in 1u8..=28) {
            prop_assert_eq!(Day::from_civil(year, month, day).civil(), (year, month, day));
        }

        #[test]
        fn days_follow_each_other_as_jiff_counts_them(days in -4_000_000i64..2_900_000) {
            let jiff = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(days);
            let (year, month, day) = Day(days).civil();
            prop_assert_eq!((year, i64::from(month), i64::from(day)), (i32::from(jiff.year()), i64::from(jiff.month()), i64::from(jiff.day())));
        }
    }
}
