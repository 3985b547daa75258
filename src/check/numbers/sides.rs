//! Whether a bound is still the one that was said when its number is told again.

use super::super::prose::words;
use crate::model::{Bound, Number};

/// How `said` makes another bound of `recorded`: turns it round, or adds one that the record does not have. To leave a bound
/// out, to say it in other words and to round it away from its number changes nothing.
pub(super) fn changed(said: (&Bound, &str), recorded: (&Bound, &str)) -> Option<&'static str> {
    const TURNED: &str = "the bound is turned round: one is a least, the other a most";
    const ADDED: &str = "the bound is not on record";
    // Words that the author reads otherwise are still the words.
    let (text, words) = (said.1.trim().to_lowercase(), recorded.1.trim().to_lowercase());
    let same_words = || text == words || (words.starts_with(char::is_alphabetic) && text.starts_with(&words));
    let told = match (side(said), side(recorded)) {
        (Side::Above(_), Side::Below(_)) | (Side::Below(_), Side::Above(_)) => TURNED,
        (Side::Above(least), Side::Nearly(number)) if number <= least => TURNED,
        (Side::Nearly(number), Side::Above(least)) if number <= least => TURNED,
        (Side::Above(least), Side::Within(_, high)) if high <= least => ADDED,
        (Side::Below(most), Side::Within(low, _)) if low >= most => ADDED,
        _ => return None,
    };
    (!same_words()).then_some(told)
}

/// On which side of a number the true one is said to lie.
#[derive(Clone, Copy)]
enum Side {
    Above(Number),
    Below(Number),
    /// "nearly 3,000": not quite so many.
    Nearly(Number),
    /// At a number, about it, or between two.
    Within(Number, Number),
    Unsaid,
}

fn side((bound, written): (&Bound, &str)) -> Side {
    match *bound {
        Bound::MoreThan(n) | Bound::AtLeast(n) => Side::Above(n),
        Bound::LessThan(n) | Bound::AtMost(n) => Side::Below(n),
        Bound::Approx(n) if is_from_below(written) => Side::Nearly(n),
        Bound::Exact(n) | Bound::Approx(n) => Side::Within(n, n),
        Bound::Range { low, high, .. } => Side::Within(low, high),
        Bound::Vague(_) | Bound::None => Side::Unsaid,
    }
}

/// Words that say "not quite", in all languages that numbers are read in.
const FROM_BELOW: [&str; 19] = [
    "almost",
    "annähernd",
    "approaching",
    "barely",
    "beinahe",
    "casi",
    "fast",
    "hardly",
    "knapp",
    "nahezu",
    "nearing",
    "nearly",
    "practically",
    "presque",
    "scarcely",
    "virtually",
    "майже",
    "почти",
    "거의",
];

/// "nearly", "close to": not quite so many. In a language that has the same letters for something else the words would not be
/// about a number.
fn is_from_below(text: &str) -> bool {
    let words = words(text);
    let close = words.windows(2).any(|pair| pair[0].text == "close" && pair[1].text == "to");
    close || words.iter().any(|word| FROM_BELOW.contains(&word.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Convention;
    use crate::model::quantity::read;

    fn told(record: &str, text: &str) -> bool {
        let bound = |words: &str| read::read(words, "en", Convention::Span1).unwrap().bound;
        changed((&bound(text), text), (&bound(record), record)).is_some()
    }

    #[test]
    fn a_bound_that_the_record_does_not_have_is_told() {
        for (record, text) in [
            ("nearly 3,000", "over 3,000"),
            ("close to 3,000", "at least 3,000"),
            ("3,000", "more than 3,000"),
            ("3,000", "at least 3,000"),
            ("3,000", "up to 3,000"),
            ("2,987", "more than 3,000"),
            ("3,012", "fewer than 3,000"),
            ("about 3,000", "at least 3,000"),
            ("about 3,000", "up to 3,000"),
            ("at least 3,000", "nearly 3,000"),
            ("more than 3,000", "almost 3,000"),
            ("more than 3,000", "up to 3,000"),
            ("fewer than 3,000", "more than 3,000"),
            ("8,000 to 10,000", "more than 10,000"),
            ("8,000 to 10,000", "up to 8,000"),
        ] {
            assert!(told(record, text), "{record} → {text}");
        }
    }

    #[test]
    fn the_same_bound_in_other_words_is_not() {
        for (record, text) in [
            ("more than 3,000", "over 3,000"),
            ("more than 3,000", "at least 3,000 people"),
            ("more than 3,000", "3,000"),
            ("more than 3,000", "some 3,000"),
            ("about 3,000", "some 3,000"),
            ("about 3,000", "around 3,000"),
            ("about 3,000", "roughly 3,000"),
            ("about 3,000", "nearly 3,000"),
            ("2,987", "about 3,000"),
            ("2,987", "nearly 3,000"),
            ("2,987", "up to 3,000"),
            ("2,987", "fewer than 3,000"),
            ("3,012", "more than 3,000"),
            ("about 3,012", "over 3,000"),
            ("nearly 3,000", "just under 3,000"),
            ("nearly 3,000", "up to 3,000"),
            ("more than 2,900", "nearly 3,000"),
            ("at least 3,000", "3,000 or more"),
            ("at least 3,000", "At least 3,000 people, he said"),
            ("up to 3,000", "at most 3,000"),
            ("8,000 to 10,000", "at least 8,000"),
            ("8,000 to 10,000", "more than 9,000"),
            ("8,000 to 10,000", "up to 10,000"),
        ] {
            assert!(!told(record, text), "{record} → {text}");
        }
    }

    #[test]
    fn the_words_on_record_are_not_told_whatever_number_stands_beside_them() {
        let n = Number::parse("3,000").unwrap();
        assert!(
            changed((&Bound::MoreThan(n), "More than 3,000"), (&Bound::Exact(n), "more than 3,000"))
                .is_none()
        );
    }
}
