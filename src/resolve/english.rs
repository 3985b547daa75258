//! Counts, lists and dates in the words of a sentence.

use crate::model::When;
use crate::model::when::{Moment, Precision};

/// A count in words up to twelve, as newspapers print it, with its noun: "no claims", "one claim", "13 claims".
#[must_use]
pub fn count_of(n: usize, singular: &str, plural: &str) -> String {
    let noun = if n == 1 { singular } else { plural };
    format!("{} {noun}", in_words(n))
}

/// A count in words up to twelve: "no", "one", "13".
#[must_use]
pub(super) fn in_words(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// "a", "a and b", "a, b and c"
#[must_use]
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<_> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// The sentence with a capital at its start.
#[must_use]
pub fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A date within a sentence, with the space before it: " on 3 May 2025", " in May 2025", " (between 3 and 5 May 2025)".
#[must_use]
pub fn on(when: &When) -> String {
    let text = when.for_readers();
    let certain = |moment: &Moment| !moment.approximate && !moment.uncertain;
    match when {
        When::At(moment) if certain(moment) => match moment.precision {
            Precision::Day(..) | Precision::Minute(..) => format!(" on {text}"),
            _ => format!(" in {text}"),
        },
        _ => format!(" ({text})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_words_up_to_twelve() {
        assert_eq!(count_of(0, "claim", "claims"), "no claims");
        assert_eq!(count_of(1, "claim", "claims"), "one claim");
        assert_eq!(count_of(13, "claim", "claims"), "13 claims");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
