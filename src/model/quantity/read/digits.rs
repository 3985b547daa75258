//! Numbers in digits, with the separators of a language.

/// How a language divides digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digits {
    /// What may stand between groups of three.
    pub(super) grouping: &'static [char],
    /// What may stand before a fraction.
    pub(super) decimal: &'static [char],
}

/// Fifteen digits are what a [`Number`](super::super::Number) keeps as they were written.
const MOST_DIGITS: usize = 15;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    pub(super) value: f64,
    pub(super) written: Written,
}

/// How a number was written, as far as that decides what it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Digits alone: may be a year, a day, part of a name.
    Bare,
    /// Digits in groups.
    Grouped,
    /// Digits with a fraction.
    Fraction,
    /// A fraction of three digits after one to three others: another language would read a thousand times as much.
    Ambiguous,
    /// With words or magnitudes.
    Words,
}

impl Digits {
    /// Whether `separator` may stand between groups of three: one of the language's own, or a space that no line breaks at,
    /// which ISO 80000-1 asks for in any language.
    pub(super) fn groups_by(self, separator: char) -> bool {
        self.grouping.contains(&separator)
            || matches!(separator, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
    }

    /// Reads digits and the separators among them.
    pub(super) fn read(self, text: &str) -> Result<Numeral, &'static str> {
        const UNEVEN: &str = "the digits are grouped in a way that its language does not use";
        if text.bytes().filter(u8::is_ascii_digit).count() > MOST_DIGITS {
            return Err("the number has more digits than can be kept");
        }
        let (whole, fraction) = match text.rfind(|letter: char| !letter.is_ascii_digit()) {
            Some(at) if self.is_decimal(text, at) => text.split_at(at),
            _ => (text, ""),
        };
        let fraction: String = fraction.chars().skip(1).collect();
        let dividers: Vec<char> = whole.chars().filter(|letter| !letter.is_ascii_digit()).collect();
        let groups: Vec<&str> = whole.split(|letter: char| !letter.is_ascii_digit()).collect();
        let first = groups.first().map_or(0, |group| group.len());
        let even = groups.iter().skip(1).all(|group| group.len() == 3)
            && (dividers.is_empty() || (1..=3).contains(&first));
        let one_kind = dividers.iter().all(|divider| {
            Some(divider) == dividers.first() && (*divider == ' ' || self.groups_by(*divider))
        });
        if !even || !one_kind {
            return Err(UNEVEN);
        }
        if whole.starts_with('0') && whole.len() > 1 {
            return Err("a number that starts with 0 is a name or a code");
        }
        let digits: String = groups.concat();
        let value = format!("{digits}.{fraction}0").parse().map_err(|_| UNEVEN)?;
        let written = match (fraction.len(), dividers.is_empty()) {
            (3, true) if digits.len() <= 3 && digits != "0" => Written::Ambiguous,
            (0, true) => Written::Bare,
            (0, false) => Written::Grouped,
            _ => Written::Fraction,
        };
        Ok(Numeral { value, written })
    }

    /// Whether the last separator of `text`, at `at`, starts a fraction.
    fn is_decimal(self, text: &str, at: usize) -> bool {
        let Some(separator) = text[at..].chars().next() else { return false };
        let after = text.len() - at - separator.len_utf8();
        self.decimal.contains(&separator) && !(self.grouping.contains(&separator) && after == 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Digits = Digits { grouping: &[',', '\u{a0}'], decimal: &['.'] };
    const GERMAN: Digits = Digits { grouping: &['.'], decimal: &[','] };

    #[test]
    fn digits_are_read_with_the_separators_of_their_language() {
        assert_eq!(ENGLISH.read("1,234,567.5").unwrap().value, 1_234_567.5);
        assert_eq!(ENGLISH.read("3\u{a0}000").unwrap().value, 3000.0);
        assert_eq!(GERMAN.read("1.234.567,5").unwrap().value, 1_234_567.5);
    }

    #[test]
    fn digits_with_the_separators_of_another_language_are_refused() {
        for text in ["1,5", "1.234.567", "1,23,456", "1234,567", "1,234\u{a0}567", "007"] {
            assert!(ENGLISH.read(text).is_err(), "{text}");
        }
        assert!(GERMAN.read("1.5").is_err());
    }

    #[test]
    fn three_decimals_are_marked_as_ambiguous() {
        assert_eq!(ENGLISH.read("3.000").unwrap().written, Written::Ambiguous);
        assert_eq!(GERMAN.read("3,000").unwrap().written, Written::Ambiguous);
        assert_eq!(ENGLISH.read("0.125").unwrap().written, Written::Fraction);
        assert_eq!(ENGLISH.read("299,792.458").unwrap().written, Written::Fraction);
    }
}
