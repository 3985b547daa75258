//! Dates as far as they are known.
//!
//! The Extended Date/Time Format (EDTF, ISO 8601-2:2019 annex A, as published by the Library of Congress): a source that
//! gives a month is kept as a month, never as its first day.
//!
//! | written | means |
//! | --- | --- |
//! | `2024` `-0043` `0000` `Y-12000` | a year; 0 is 1 BCE; more than four digits take a `Y` |
//! | `201X` `19XX` | a decade, a century |
//! | `2024-12` `2024-12-XX` `2024-XX` | a month; a month of which the day, a year of which the month is not known |
//! | `2024-21` … `2024-24` | spring, summer, autumn, winter |
//! | `2024-33` … `2024-36` | a quarter |
//! | `2024-12-27` | a day |
//! | `2024-12-27T14:05Z` `…+02:00` `…` | a minute, in UTC, with an offset, or by an unnamed clock; seconds are dropped |
//! | `2024-12-23~` `?` `%` | about then, perhaps then, both; each end of an interval on its own |
//! | `2024-12-20/2024-12-27` | from the one to the other, both included |
//! | `../2024-12-27` `2024-12-20/..` | without a beginning, without an end |
//! | `/2024-12-27` `2024-12-20/` | with a beginning, an end, that is not known |
//! | `[2024-12-27,2024-12-28]` `[2024-12-01..2024-12-05]` | one of these, and it is not known which |

mod calendar;
mod english;
mod parse;
mod print;
mod span;
mod suggest;

pub use calendar::Day;
pub(crate) use english::{plain, zone};
pub use suggest::month_named;

/// A point in time as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// What is known of it.
    pub precision: Precision,
    /// `~`: about then.
    pub approximate: bool,
    /// `?`: perhaps then.
    pub uncertain: bool,
}

/// How exactly a point in time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `19XX` is the century that starts in 1900.
    Century(i32),
    /// `201X` is the decade that starts in 2010.
    Decade(i32),
    /// A year; 0 is 1 BCE, as in ISO 8601.
    Year(i32),
    /// A month.
    Month(i32, u8),
    /// A season or quarter: the codes 21 to 24 and 33 to 36 of EDTF.
    Season(i32, u8),
    /// A day.
    Day(i32, u8, u8),
    /// A minute of a day, with its offset from UTC in minutes where one is stated.
    Minute(i32, u8, u8, u16, Option<i16>),
}

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// A point in time.
    Moment(Moment),
    /// `..`: it has no end on this side.
    Open,
    /// Nothing written: it has an end that is not known.
    Unknown,
}

/// A date, a period, or one of several dates.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// `2024-12-27`, `2024-12`, `2024-12-23~` …
    At(Moment),
    /// `2024-12-20/2024-12-27`
    Interval(Edge, Edge),
    /// `[2024-12-27,2024-12-28]`: one of these, and it is not known which. In order, none twice.
    OneOf(Vec<Moment>),
    /// `[..2024-12-28]`: then or at some earlier time.
    ByThen(Moment),
    /// `[2024-12-28..]`: then or at some later time.
    ThenOrLater(Moment),
}

/// Why some text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenError {
    /// What is wrong with it, for the writer.
    pub reason: String,
    /// The same date in the form that is read, where it can be told ("2024-12-05" for "2024-12-5").
    pub suggestion: Option<String>,
}

impl When {
    /// Reads EDTF: level 0, level 1, and of level 2 "one of a set" and qualified ends of an interval.
    ///
    /// # Errors
    /// What is wrong with the text and, where it can be told, how to write it. A day and a month that could be either is
    /// never guessed.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        parse::when(text.trim()).map_err(|reason| suggest::mend(text.trim(), reason))
    }

    /// For readers of English: "27 December 2024", "December 2024", "about 23 December 2024", "20 to 27 December 2024",
    /// "27 or 28 December 2024".
    #[must_use]
    pub fn for_readers(&self) -> String {
        english::LONG.when(self)
    }

    /// The same, short: "27 Dec 2024", "20–27 Dec 2024".
    #[must_use]
    pub fn short(&self) -> String {
        english::SHORT.when(self)
    }

    /// What HTML's `datetime` takes: a year, month, day or minute that is known; nothing for intervals and choices, for
    /// what is approximate or uncertain, and for years that HTML cannot write (before 1 and, since checkers differ on them,
    /// after 9999).
    #[must_use]
    pub fn machine(&self) -> Option<String> {
        match self {
            Self::At(Moment { precision, approximate: false, uncertain: false }) => {
                print::machine(*precision)
            }
            _ => None,
        }
    }
}

impl Edge {
    /// The point in time, where one is written.
    #[must_use]
    pub fn moment(&self) -> Option<&Moment> {
        match self {
            Self::Moment(moment) => Some(moment),
            Self::Open | Self::Unknown => None,
        }
    }
}

impl Moment {
    /// One that is known as far as it goes.
    #[must_use]
    pub fn known(precision: Precision) -> Self {
        Self { precision, approximate: false, uncertain: false }
    }
}

#[cfg(test)]
mod tests;
