//! The corpus of phrases, and what reading has to hold to for any words.

use super::super::{Bound, Number};
use super::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Phrases with their readings, an empty language being English, an empty convention `span@1`.
const PHRASES: &str = include_str!("phrases.csv");

/// A quantity as the corpus writes it: `at-least 3000`, `range 8000 10000`, `range 8500 9500 best 9000`, `vague 200 999`,
/// `vague 100 open`, `vague`, `none`.
fn shown(quantity: &Quantity) -> String {
    let name = quantity.bound.name();
    match &quantity.bound {
        Bound::Exact(n) | Bound::Approx(n) | Bound::MoreThan(n) | Bound::AtLeast(n) => format!("{name} {n}"),
        Bound::LessThan(n) | Bound::AtMost(n) => format!("{name} {n}"),
        Bound::Range { low, high, best: None } => format!("{name} {low} {high}"),
        Bound::Range { low, high, best: Some(best) } => format!("{name} {low} {high} best {best}"),
        Bound::Vague(Some(reading)) => match reading.high {
            Some(high) => format!("{name} {} {high}", reading.low),
            None => format!("{name} {} open", reading.low),
        },
        Bound::Vague(None) | Bound::None => name.to_owned(),
    }
}

fn english(words: &str) -> Result<Quantity, Unreadable> {
    read(words, "en", Convention::Span1)
}

#[test]
fn every_phrase_of_the_corpus_is_read_as_it_says() {
    let mut wrong = Vec::new();
    let mut rows = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(PHRASES.as_bytes());
    for row in rows.records() {
        let row = row.unwrap();
        let [phrase, language, convention, expected, unit] =
            [0, 1, 2, 3, 4].map(|column| row.get(column).unwrap());
        let convention = if convention.is_empty() { "span@1" } else { convention };
        let language = if language.is_empty() { "en" } else { language };
        let found = match read(phrase, language, Convention::named(convention).unwrap()) {
            Ok(quantity) => (shown(&quantity), quantity.unit.unwrap_or_default()),
            Err(_) => ("refused".to_owned(), String::new()),
        };
        if (found.0.as_str(), found.1.as_str()) != (expected, unit) {
            wrong.push(format!("{language} `{phrase}`: {found:?}, not {expected} {unit}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_refusal_says_why_and_asks_for_explicit_numbers() {
    for (words, reason) in [
        ("11,000 soldiers and 500 officers", "the words hold more than one number, and they are no range"),
        ("2–1 to England", "the second number is not greater than the first, so this is no range"),
        ("in 2024", "the only number belongs to a time, a date or a name"),
        ("2000", "the number may be a year; write it with a separator if it is not"),
        ("3.000 soldiers", "it cannot be told whether the number has thousands or three decimals"),
        ("up to 3,000 or more", "the words set an upper and a lower end for one number"),
    ] {
        let expected = format!("{reason}; state `value`, or `low` and `high`");
        assert_eq!(english(words).unwrap_err().reason, expected, "{words}");
    }
}

#[test]
fn a_misspelt_word_is_refused_with_the_word_that_it_is_near_to() {
    for (words, language, reason) in [
        ("3 thousnad", "en", "`thousnad` is not a number word; did you mean `thousand`?"),
        ("fiftteen thousand", "en", "`fiftteen` is not a number word; did you mean `fifteen`?"),
        ("more then 3,000", "en", "`more then` is not known; did you mean `more than`?"),
        ("heavey losses", "en", "`heavey` is not known; did you mean `heavy`?"),
        ("about 12 million euros", "de", "`about` is English, and the words are read as German"),
        ("fewer than 500", "de", "`fewer than` is English, and the words are read as German"),
    ] {
        assert_eq!(read(words, language, Convention::Span1).unwrap_err().reason, reason, "{words}");
    }
}

#[test]
fn how_often_something_is_counted_is_known_from_its_unit() {
    for (words, language) in [
        ("3,000 a day", "en"),
        ("50 per week", "en"),
        ("50 people each month", "en"),
        ("500 daily", "en"),
        ("12 every hour", "en"),
        ("12 an hour", "en"),
        ("3,000/day", "en"),
        ("$3bn a year", "en"),
        ("500 am Tag", "de"),
        ("500 par jour", "fr"),
        ("500 al día", "es"),
        ("500 солдатів на день", "uk"),
        ("500 человек в сутки", "ru"),
    ] {
        let unit = read(words, language, Convention::Span1).unwrap().unit;
        assert!(unit.is_some_and(|unit| is_rate(&unit, language)), "{words}");
    }
    for (words, language) in [("24 hours", "en"), ("300 km per second", "en"), ("3 million euros", "en")] {
        let unit = read(words, language, Convention::Span1).unwrap().unit.unwrap();
        assert!(!is_rate(&unit, language), "{words}");
    }
}

#[test]
fn a_language_that_is_not_known_is_refused_by_name() {
    let reason = read("3,000", "tlh", Convention::Span1).unwrap_err().reason;
    assert!(reason.starts_with("numbers are read from English, Ukrainian,"), "{reason}");
    assert!(read("3,000", "en-GB", Convention::Span1).is_ok());
}

#[test]
fn words_that_go_on_for_pages_are_refused() {
    assert!(english(&"3,000 ".repeat(1000)).is_err());
}

#[test]
fn a_convention_is_named_in_each_reading_of_its_own() {
    for convention in Convention::ALL {
        match read("hundreds", "en", convention).unwrap().bound {
            Bound::Vague(Some(reading)) => assert_eq!(reading.convention, convention),
            bound => assert_eq!((bound, convention), (Bound::Vague(None), Convention::None)),
        }
    }
}

/// Words that phrases about numbers are made of, so that random ones come close to real ones.
const WORDS: [&str; 72] = [
    "3,000",
    "500",
    "12",
    "2024",
    "1.2",
    "3.000",
    "8,000",
    "10,000",
    "-",
    "–",
    "±",
    "+",
    "~",
    "(",
    ")",
    ",",
    "$",
    "%",
    "a",
    "the",
    "one",
    "two",
    "twenty",
    "half",
    "hundred",
    "thousand",
    "million",
    "dozen",
    "dozens",
    "hundreds",
    "thousands",
    "tens of thousands",
    "several",
    "a few",
    "about",
    "some",
    "nearly",
    "more than",
    "over",
    "at least",
    "fewer than",
    "under",
    "up to",
    "as many as",
    "no",
    "no more than",
    "or more",
    "or fewer",
    "or so",
    "between",
    "and",
    "from",
    "to",
    "or",
    "possibly",
    "in",
    "the last",
    "hours",
    "since",
    "December",
    "soldiers",
    "killed",
    "Unit",
    "km",
    "times",
    "third",
    "rd",
    "including",
    "not",
    "rose",
    "k",
    "…",
];

/// Marks that stand around numbers and say nothing about them.
const MARKS: &str = "[ .,;:!?()\"“”…*\u{a0}]{0,6}";

const LANGUAGE_TAGS: [&str; 8] = ["en", "uk", "ru", "de", "fr", "es", "ko", "xx"];

fn any_words() -> impl Strategy<Value = String> {
    vec((select(&WORDS[..]), any::<bool>()), 0..9).prop_map(|words| {
        words.into_iter().fold(String::new(), |text, (word, tight)| match tight || text.is_empty() {
            true => text + word,
            false => text + " " + word,
        })
    })
}

/// Lower and upper ends that a reading claims to have been said.
fn sides(bound: &Bound) -> (bool, bool) {
    match bound {
        Bound::Vague(reading) => (reading.is_some(), reading.is_some_and(|reading| reading.high.is_some())),
        bound => {
            let (low, high) = bound.stated();
            (low.is_some(), high.is_some())
        }
    }
}

proptest! {
    #[test]
    fn no_words_make_reading_panic(words in ".{0,60}", language in select(&LANGUAGE_TAGS[..])) {
        let _ = read(&words, language, Convention::Span1);
    }

    #[test]
    fn bounds_are_ordered(words in any_words(), convention in select(&Convention::ALL[..])) {
        match read(&words, "en", convention).map(|quantity| quantity.bound) {
            Ok(Bound::Range { low, high, best }) => {
                prop_assert!(low < high, "{}", words);
                prop_assert!(best.is_none_or(|best| (low..=high).contains(&best)), "{}", words);
            }
            Ok(Bound::Vague(Some(reading))) => {
                prop_assert!(reading.high.is_none_or(|high| reading.low < high), "{}", words);
            }
            _ => {}
        }
    }

    #[test]
    fn one_number_never_gets_two_ends_that_were_not_said(words in any_words()) {
        let digits = words.split(|letter: char| !(letter.is_ascii_digit() || letter == ',' || letter == '.'));
        let numbers = digits.filter(|part| part.contains(|letter: char| letter.is_ascii_digit())).count();
        let spelled = ["one", "two", "twenty", "half", "hundred", "thousand", "million", "dozen"];
        let one = numbers <= 1 && !spelled.iter().any(|word| words.contains(word));
        if one && let Ok(quantity) = english(&words) {
            prop_assert!(!matches!(quantity.bound, Bound::Range { .. }), "{}", words);
        }
    }

    #[test]
    fn a_side_is_closed_only_where_nothing_leaves_it_open(words in vec(select(&WORDS[..]), 0..9)) {
        let words = words.join(" ");
        // "no more than" says the opposite, "dozens to up to hundreds" says both.
        let plain = !words.contains("no") && !words.contains(" to ");
        if plain && let Ok(quantity) = english(&words) {
            let (low, high) = sides(&quantity.bound);
            let vague = ["dozens", "hundreds", "thousands", "several", "a few"];
            let vague: usize = vague.iter().map(|word| words.matches(word).count()).sum();
            let both = matches!(quantity.bound, Bound::Range { .. }) || vague > 1;
            let says = |marks: &[&str]| marks.iter().any(|mark| words.contains(mark));
            let opens_above = says(&["more than", "at least", "or more"]);
            let opens_below = says(&["fewer than", "up to", "as many as", "or fewer"]);
            let timed = says(&["hours", "the last"]);
            prop_assert!(both || timed || !(opens_above && high), "{}: {:?}", words, quantity.bound);
            prop_assert!(both || timed || !(opens_below && low), "{}: {:?}", words, quantity.bound);
        }
    }

    #[test]
    fn marks_around_a_number_never_change_it(value in 1u32..999_999, before in MARKS, after in MARKS) {
        let number = Number::new(f64::from(value)).unwrap();
        let words = format!("{before} {} {after}", number.for_readers());
        if let Ok(Quantity { bound: Bound::Exact(read) | Bound::Approx(read), .. }) = english(&words) {
            prop_assert_eq!(read, number, "{}", words);
        }
    }

    #[test]
    fn digits_are_read_with_the_separators_of_every_language(value in 1u32..2_000_000_000) {
        let grouped = Number::new(f64::from(value)).unwrap().to_string();
        let grouped = super::super::number::grouped(&grouped);
        for (language, separators) in [
            ("en", &[",", "\u{a0}", "\u{2009}", "\u{202f}"][..]),
            ("uk", &[" ", "\u{a0}", "\u{202f}"][..]),
            ("ru", &[" ", "\u{a0}", "\u{202f}"][..]),
            ("de", &[".", "\u{a0}", "\u{202f}"][..]),
            ("fr", &[" ", "\u{a0}", "\u{202f}"][..]),
            ("es", &[".", " ", "\u{a0}"][..]),
            ("ko", &[","][..]),
        ] {
            for separator in separators {
                let words = grouped.replace(',', separator);
                let year = (1900..2100).contains(&value) && words.len() == 4;
                let expected = Number::new(value.into()).filter(|_| !year);
                let found = match read(&words, language, Convention::Span1).map(|quantity| quantity.bound) {
                    Ok(Bound::Exact(number)) => Some(number),
                    _ => None,
                };
                prop_assert_eq!(found, expected, "{} in {}", words, language);
            }
        }
    }

    #[test]
    fn a_number_word_with_a_letter_missing_or_twice_is_never_read(
        word in select(&["fifteen", "seventeen", "hundred", "thousand", "million", "thousands"][..]),
        at in 1usize..6,
        twice: bool,
    ) {
        let (before, behind) = word.split_at(at);
        let misspelt = match twice {
            true => format!("{before}{}{behind}", &before[at - 1..]),
            false => format!("{before}{}", &behind[1..]),
        };
        for words in [format!("3 {misspelt}"), format!("{misspelt} thousand"), format!("{misspelt} of them fell")] {
            prop_assert!(english(&words).is_err(), "{}", words);
        }
    }

    #[test]
    fn number_words_read_as_their_digits(value in 1u32..1_000_000) {
        let words = in_english(value);
        let expected = Bound::Exact(Number::new(value.into()).unwrap());
        prop_assert_eq!(english(&words).unwrap().bound, expected, "{}", words);
    }
}

/// A number in words.
fn in_english(value: u32) -> String {
    const ONES: [&str; 20] = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let name = |names: &[&str], at: u32| names[at as usize].to_owned();
    let join = |head: String, rest: u32, between: &str| match rest {
        0 => head,
        rest => head + between + &in_english(rest),
    };
    match value {
        0..20 => name(&ONES, value),
        20..100 => join(name(&TENS, value / 10), value % 10, "-"),
        100..1000 => join(name(&ONES, value / 100) + " hundred", value % 100, " and "),
        _ => {
            let between = if value % 1000 < 100 { " and " } else { " " };
            join(in_english(value / 1000) + " thousand", value % 1000, between)
        }
    }
}
