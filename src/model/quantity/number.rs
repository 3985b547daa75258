//! A finite number.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A finite number, kept in double precision: what was written with up to fifteen significant digits is printed back as it
/// was.
#[derive(Clone, Copy, PartialEq)]
pub struct Number(f64);

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Equal numbers have equal bits: minus zero is none of them.
        self.0.to_bits().hash(state);
    }
}

/// The scales that readers get in words, greatest first, by their count of zeros.
const SCALES: [(usize, &str); 3] = [(12, "trillion"), (9, "billion"), (6, "million")];

impl Number {
    /// Nothing.
    pub const ZERO: Self = Self(0.0);

    /// Keeps `value` when it is finite; minus zero becomes zero.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// Reads a number as an author writes it in a file: an optional sign, digits that may be grouped by commas in threes or
    /// by underscores, an optional fraction after a point, an optional exponent or one of the words thousand, million,
    /// billion and trillion. Nothing else, and no other language: `3,000`, `1_000`, `-0.5`, `6.02e23`, `1.2 million`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (digits, factor) = match text.rsplit_once(' ') {
            Some((digits, word)) => (digits.trim_end(), magnitude(word)?),
            None => (text, ""),
        };
        let (sign, digits) = match digits.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => ("-", rest),
            None => ("", digits.strip_prefix('+').unwrap_or(digits)),
        };
        let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
            Some((mantissa, exponent)) if factor.is_empty() => (mantissa, exponent),
            Some(_) => return None,
            None => (digits, ""),
        };
        let exponent = match exponent {
            "" if digits.len() != mantissa.len() => return None,
            "" if factor.is_empty() => "0",
            "" => factor,
            written if all_digits(written.strip_prefix(['-', '+']).unwrap_or(written)) => written,
            _ => return None,
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) if all_digits(fraction) => (whole, fraction),
            Some(_) => return None,
            None => (mantissa, "0"),
        };
        let whole = ungrouped(whole)?;
        format!("{sign}{whole}.{fraction}e{exponent}").parse().ok().and_then(Self::new)
    }

    /// The value.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// The sum, to as many decimals as the two have: the error of 299,792.4562 ± 0.0011 reaches up to 299,792.4573 and not
    /// to the double nearest to it. Nothing where the sum is beyond all doubles.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let decimals = self.decimals().max(other.decimals());
        format!("{:.decimals$}", self.0 + other.0).parse().ok().and_then(Self::new)
    }

    /// The difference, as [`Number::plus`] the sum.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self(-other.0))
    }

    /// How many digits stand behind the point.
    fn decimals(self) -> usize {
        self.0.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len())
    }

    /// For readers of English: thousands grouped by commas, a million and more in words ("1.2 million") where that loses
    /// nothing with at most three decimals, and a true minus.
    #[must_use]
    pub fn for_readers(self) -> String {
        let written = self.0.abs().to_string();
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let sign = if self.0 < 0.0 { "\u{2212}" } else { "" };
        if let Some((zeros, word)) = SCALES.iter().find(|(zeros, _)| whole.len() > *zeros)
            && let (count, rest) = whole.split_at(whole.len() - zeros)
            && let rest = rest.trim_end_matches('0')
            && fraction.is_empty()
            && rest.len() <= 3
        {
            let point = if rest.is_empty() { "" } else { "." };
            return format!("{sign}{}{point}{rest} {word}", grouped(count));
        }
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{fraction}", grouped(whole))
    }
}

/// The exponent of ten that a word stands for.
fn magnitude(word: &str) -> Option<&'static str> {
    match word {
        "thousand" => Some("3"),
        "million" => Some("6"),
        "billion" => Some("9"),
        "trillion" => Some("12"),
        _ => None,
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes out underscores between digits, or commas before each three.
fn ungrouped(whole: &str) -> Option<String> {
    let divider = if whole.contains('_') { '_' } else { ',' };
    let mut groups = whole.split(divider);
    let first = groups.next()?;
    let mut rest = groups.clone().peekable();
    let even = first.len() <= 3 || rest.peek().is_none() || divider == '_';
    let fits = all_digits(first)
        && even
        && groups.all(|group| all_digits(group) && (divider == '_' || group.len() == 3));
    fits.then(|| whole.replace(divider, ""))
}

/// Commas before each three digits.
pub(super) fn grouped(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The shortest decimal that reads back as the same number.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_error_is_added_in_decimals() {
        let number = |text| Number::parse(text).unwrap();
        let (value, error) = (number("299792.4562"), number("0.0011"));
        assert_eq!(value.minus(error), Some(number("299792.4551")));
        assert_eq!(value.plus(error), Some(number("299792.4573")));
        assert_eq!(number("1e308").plus(number("1e308")), None);
        assert_eq!(number("1").minus(number("1")), Some(Number::ZERO));
    }

    #[test]
    fn readers_get_thousands_grouped_and_millions_in_words() {
        for (value, shown) in [
            (0.0, "0"),
            (-0.0, "0"),
            (12.0, "12"),
            (3000.0, "3,000"),
            (999_999.0, "999,999"),
            (1e6, "1 million"),
            (1.2e6, "1.2 million"),
            (1_234_000.0, "1.234 million"),
            (1_234_567.0, "1,234,567"),
            (1.5e9, "1.5 billion"),
            (2.5e15, "2,500 trillion"),
            (299_792.458, "299,792.458"),
            (1_000_000.5, "1,000,000.5"),
            (-3.5, "−3.5"),
            (-2e6, "−2 million"),
        ] {
            assert_eq!(Number::new(value).unwrap().for_readers(), shown);
        }
    }

    #[test]
    fn authors_write_numbers_with_commas_underscores_exponents_and_magnitudes() {
        for (text, value) in [
            ("3,000", 3000.0),
            ("1_000", 1000.0),
            ("1000", 1000.0),
            ("1,234,567.5", 1_234_567.5),
            ("-0.5", -0.5),
            ("−3", -3.0),
            ("+3", 3.0),
            ("6.02e23", 6.02e23),
            ("1E-3", 0.001),
            ("1.2 million", 1_200_000.0),
            ("3 thousand", 3000.0),
        ] {
            assert_eq!(Number::parse(text).map(Number::get), Some(value), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_number() {
        for text in [
            "",
            "-",
            "3,00",
            "30,0000",
            "1234,567",
            ",000",
            "1__0",
            "_1",
            "1_",
            ".5",
            "5.",
            "1e",
            "e5",
            "1e400",
            "inf",
            "NaN",
            "0x10",
            "3 000",
            "1.2million",
            "1.2 Million",
            "1e3 million",
            "three",
            "3,000.000,1",
            "1e+",
            "--3",
        ] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_reads_back_as_it_is_printed(value: f64) {
            if let Some(number) = Number::new(value) {
                prop_assert_eq!(Number::parse(&number.to_string()), Some(number));
            }
        }

        #[test]
        fn what_readers_get_of_a_whole_number_is_the_same_number(value in -999_999_999_999_999i64..999_999_999_999_999) {
            let number = Number::new(value as f64).unwrap();
            prop_assert_eq!(Number::parse(&number.for_readers()), Some(number));
        }
    }
}
