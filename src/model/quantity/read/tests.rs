//! The corpus of phrases, and what reading has to hold to for any words.

use super::super::{Bound, Number};
use super::*;
use proptest::prelude::*;

/// Phrases with their readings: `phrase,language,convention,expected,unit`.
const PHRASES: &str = include_str!("phrases.csv");

/// A quantity as the corpus writes it: `at-least 3000`, `range 8000 10000`, `range 8500 9500 best 9000`, `vague 200 999`,
/// `vague 100 open`, `vague`, `none`.
fn shown(quantity: &Quantity) -> String {
    let name = quantity.bound.name();
    match &quantity.bound {
        Bound::Exact(n)
        | Bound::Approx(n)
        | Bound::MoreThan(n)
        | Bound::AtLeast(n)
        | Bound::LessThan(n)
        | Bound::AtMost(n) => {
            format!("{name} {n}")
        }
        Bound::Range { low, high, best: None } => format!("{name} {low} {high}"),
        Bound::Range { low, high, best: Some(best) } => format!("{name} {low} {high} best {best}"),
        Bound::Vague(Some(reading)) => match reading.high {
            Some(high) => format!("{name} {} {high}", reading.low),
            None => format!("{name} {} open", reading.low),
        },
        Bound::Vague(None) | Bound::None => name.to_owned(),
    }
}

#[test]
fn every_phrase_of_the_corpus_is_read_as_it_says() {
    let mut wrong = Vec::new();
    let mut rows = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(PHRASES.as_bytes());
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        let [phrase, language, convention, expected, unit] =
            [0, 1, 2, 3, 4].map(|column| row.get(column).unwrap_or_default());
        let convention =
            Convention::named(if convention.is_empty() { "span@1" } else { convention }).unwrap();
        let language = if language.is_empty() { "en" } else { language };
        let (read, its_unit) = match read(phrase, language, convention) {
            Ok(quantity) => (shown(&quantity), quantity.unit.unwrap_or_default()),
            Err(error) => (format!("refused ({})", error.reason), String::new()),
        };
        if read.split(" (").next() != Some(expected) || its_unit != unit {
            wrong.push(format!("{language} `{phrase}`: {read} {its_unit}, not {expected} {unit}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{} of {count} phrases:\n{}", wrong.len(), wrong.join("\n"));
}
