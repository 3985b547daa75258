//! Numbers, dates and lists by the data of the Unicode CLDR, all formatters made once for each language.

use crate::model::Number;
use fixed_decimal::Decimal;
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{D, M, MD, T, Y, YM, YMD};
use icu_datetime::{FixedCalendarDateTimeFormatter as Formatter, NoCalendarFormatter};
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{CompactDecimalFormatter, DecimalFormatter};
use icu_list::ListFormatter;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};
use icu_time::Time;

/// The formatters of one language.
pub(super) struct Formats {
    cardinal: PluralRules,
    ordinal: PluralRules,
    grouped: DecimalFormatter,
    plain: DecimalFormatter,
    compact: CompactDecimalFormatter,
    and: ListFormatter,
    or: ListFormatter,
    clock: NoCalendarFormatter<T>,
    long: Calendar,
    short: Calendar,
}

/// The formatters of dates in one length.
struct Calendar {
    day_month_year: Formatter<Gregorian, YMD>,
    month_year: Formatter<Gregorian, YM>,
    day_month: Formatter<Gregorian, MD>,
    month: Formatter<Gregorian, M>,
    day: Formatter<Gregorian, D>,
    year: Formatter<Gregorian, Y>,
}

/// Which parts of a date are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// "27 December 2024"
    DayMonthYear,
    /// "December 2024"
    MonthYear,
    /// "27 December"
    DayMonth,
    /// "December"
    Month,
    /// "27"
    Day,
    /// "2024", with its era where that is not plain
    Year,
}

/// A million and more go into words where at most so many decimals are left.
const DECIMALS: i16 = 3;

impl Formats {
    /// Those of `tag`. The data of every language is compiled in; a language without has that of the root, as CLDR has it.
    pub(super) fn new(tag: &str, short_dates: bool) -> Option<Self> {
        let locale: Locale = tag.parse().ok()?;
        let grouping = |strategy| {
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(strategy);
            options
        };
        let rules = |kind: PluralRuleType| PluralRules::try_new((&locale).into(), kind.into()).ok();
        Some(Self {
            cardinal: rules(PluralRuleType::Cardinal)?,
            ordinal: rules(PluralRuleType::Ordinal)?,
            grouped: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default()).ok()?,
            plain: DecimalFormatter::try_new((&locale).into(), grouping(GroupingStrategy::Never)).ok()?,
            compact: CompactDecimalFormatter::try_new_long((&locale).into(), Default::default()).ok()?,
            and: ListFormatter::try_new_and((&locale).into(), Default::default()).ok()?,
            or: ListFormatter::try_new_or((&locale).into(), Default::default()).ok()?,
            clock: NoCalendarFormatter::try_new((&locale).into(), T::hm()).ok()?,
            long: Calendar::new(&locale, false)?,
            short: Calendar::new(&locale, short_dates)?,
        })
    }

    pub(super) fn category(&self, n: usize, ordinal: bool) -> PluralCategory {
        if ordinal { self.ordinal.category_for(n) } else { self.cardinal.category_for(n) }
    }

    pub(super) fn count(&self, n: usize) -> String {
        self.grouped.format(&Decimal::from(n)).to_string()
    }

    /// A whole number that names something, as a year does: without groups.
    pub(super) fn name(&self, n: i64) -> String {
        true_minus(self.plain.format(&Decimal::from(n)).to_string())
    }

    /// Grouped; a million and more in words where that loses nothing with at most three decimals.
    pub(super) fn number(&self, number: Number) -> String {
        let Ok(decimal) = number.get().to_string().parse::<Decimal>() else { return number.to_string() };
        true_minus(self.in_words(&decimal).unwrap_or_else(|| self.grouped.format(&decimal).to_string()))
    }

    fn in_words(&self, decimal: &Decimal) -> Option<String> {
        let magnitude = decimal.absolute.nonzero_magnitude_start();
        if magnitude < 6 || decimal.absolute.nonzero_magnitude_end() < 0 {
            return None;
        }
        let exponent = self.compact.compact_exponent_for_magnitude(magnitude);
        let mut significand = decimal.clone();
        significand.multiply_pow10(-i16::from(exponent));
        significand.absolute.trim_end();
        significand.absolute.trim_start();
        if exponent == 0 || significand.absolute.nonzero_magnitude_end() < -DECIMALS {
            return None;
        }
        self.compact.format_with_exponent(&significand, exponent).ok().map(|text| text.to_string())
    }

    pub(super) fn and(&self, items: &[String]) -> String {
        self.and.format_to_string(items.iter())
    }

    pub(super) fn or(&self, items: &[String]) -> String {
        self.or.format_to_string(items.iter())
    }

    /// A time of day in minutes from midnight.
    pub(super) fn clock(&self, minute: u16) -> String {
        let hour = u8::try_from(minute / 60).unwrap_or_default();
        let minute = u8::try_from(minute % 60).unwrap_or_default();
        Time::try_new(hour, minute, 0, 0).map(|time| self.clock.format(&time).to_string()).unwrap_or_default()
    }

    /// A date of the Gregorian calendar. What is beyond the years that the calendar reaches is printed as it was written.
    pub(super) fn date(&self, (year, month, day): (i32, u8, u8), parts: Parts, short: bool) -> String {
        let calendar = if short { &self.short } else { &self.long };
        let Ok(date) = Date::try_new_gregorian(year, month, day) else {
            return self.name(year.into());
        };
        match parts {
            Parts::DayMonthYear => calendar.day_month_year.format(&date).to_string(),
            Parts::MonthYear => calendar.month_year.format(&date).to_string(),
            Parts::DayMonth => calendar.day_month.format(&date).to_string(),
            Parts::Month => calendar.month.format(&date).to_string(),
            Parts::Day => calendar.day.format(&date).to_string(),
            Parts::Year => calendar.year.format(&date).to_string(),
        }
    }
}

impl Calendar {
    fn new(locale: &Locale, short: bool) -> Option<Self> {
        macro_rules! formatter {
            ($set:ident) => {
                Formatter::try_new(locale.into(), if short { $set::medium() } else { $set::long() }).ok()?
            };
        }
        Some(Self {
            day_month_year: formatter!(YMD),
            month_year: formatter!(YM),
            day_month: formatter!(MD),
            month: formatter!(M),
            day: formatter!(D),
            year: formatter!(Y),
        })
    }
}

/// Typography's minus, as wide as a digit.
fn true_minus(text: String) -> String {
    if text.contains('-') { text.replace('-', "\u{2212}") } else { text }
}
