//! Dates as far as they are known.
//!
//! The Extended Date/Time Format (EDTF, ISO 8601-2:2019 annex A, as published by the Library of Congress): a source that
//! gives a month is kept as a month, never as its first day.

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01; charts place by it, years before 1 included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// A point in time as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edge {
    /// A point in time.
    Moment(Moment),
    /// `..`: it has no end on this side.
    Open,
    /// Nothing written: it has an end that is not known.
    Unknown,
}

/// A date, a period, or one of several dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// `2024-12-27`, `2024-12`, `2024-12-23~` …
    At(Moment),
    /// `2024-12-20/2024-12-27`
    Interval(Edge, Edge),
    /// `[2024-12-27, 2024-12-28]`: one of these, and it is not known which.
    OneOf(Vec<Moment>),
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
    /// Reads EDTF.
    ///
    /// # Errors
    /// What is wrong with the text and, where it can be told, how to write it.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        let _ = text;
        todo!()
    }

    /// The first day that it can be; nothing where it is open or unknown on that side.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        todo!()
    }

    /// The last day that it can be; nothing where it is open or unknown on that side.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        todo!()
    }

    /// For readers of English: "27 December 2024", "December 2024", "about 23 December 2024", "20 to 27 December 2024",
    /// "27 or 28 December 2024".
    #[must_use]
    pub fn for_readers(&self) -> String {
        todo!()
    }

    /// The same, short: "27 Dec 2024", "20–27 Dec 2024".
    #[must_use]
    pub fn short(&self) -> String {
        todo!()
    }

    /// What HTML's `datetime` takes: a year, month, day or minute that is known; nothing for intervals and choices.
    #[must_use]
    pub fn machine(&self) -> Option<String> {
        todo!()
    }
}

/// The EDTF text, in its normal form.
impl std::fmt::Display for When {
    fn fmt(&self, _f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        todo!()
    }
}
