//! [`When`] → EDTF in its normal form, and what HTML takes of it.

use std::fmt;

use super::{Edge, Moment, Precision, When};

/// The EDTF text, in its normal form: reading it gives the same value again.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(moment) => moment.fmt(f),
            Self::Interval(start, end) => write!(f, "{start}/{end}"),
            Self::ByThen(moment) => write!(f, "[..{moment}]"),
            Self::ThenOrLater(moment) => write!(f, "[{moment}..]"),
            Self::OneOf(choices) => {
                f.write_str("[")?;
                for (index, choice) in choices.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    choice.fmt(f)?;
                }
                f.write_str("]")
            }
        }
    }
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moment(moment) => moment.fmt(f),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.precision.fmt(f)?;
        f.write_str(match (self.approximate, self.uncertain) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        })
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(start) => write!(f, "{:02}XX", start.div_euclid(100)),
            Self::Decade(start) => write!(f, "{:03}X", start.div_euclid(10)),
            Self::Year(year) => write!(f, "{}", Year(year)),
            Self::Month(year, month) | Self::Season(year, month) => write!(f, "{}-{month:02}", Year(year)),
            Self::Day(year, month, day) => write!(f, "{}-{month:02}-{day:02}", Year(year)),
            Self::Minute(year, month, day, minute, offset) => {
                let (hours, minutes) = (minute / 60, minute % 60);
                write!(f, "{}-{month:02}-{day:02}T{hours:02}:{minutes:02}", Year(year))?;
                match offset {
                    None => Ok(()),
                    Some(0) => f.write_str("Z"),
                    Some(offset) => {
                        let (sign, size) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
                        write!(f, "{sign}{:02}:{:02}", size / 60, size % 60)
                    }
                }
            }
        }
    }
}

/// A year as EDTF writes it.
struct Year(i32);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            year @ 0..=9999 => write!(f, "{year:04}"),
            year @ -9999..0 => write!(f, "-{:04}", year.unsigned_abs()),
            year => write!(f, "Y{year}"),
        }
    }
}

/// A value for HTML's `datetime`, where it has one for this.
pub(super) fn machine(precision: Precision) -> Option<String> {
    match precision {
        Precision::Year(1..=9999)
        | Precision::Month(1..=9999, _)
        | Precision::Day(1..=9999, ..)
        | Precision::Minute(1..=9999, ..) => Some(precision.to_string()),
        _ => None,
    }
}
