//! Reading quantities never panics, orders what it reads, and names the convention that it was given.
//!
//! The first byte chooses the language, the second the convention, the rest are the words.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::model::quantity::read::read;
use onrecord::model::{Bound, Convention, Number};

const LANGUAGES: [&str; 7] = ["en", "uk", "ru", "de", "fr", "es", "ko"];

fuzz_target!(|input: (u8, u8, &str)| {
    let (language, convention, words) = input;
    let language = LANGUAGES[usize::from(language) % LANGUAGES.len()];
    let convention = Convention::ALL[usize::from(convention) % Convention::ALL.len()];
    if let Some(number) = Number::parse(words) {
        assert_eq!(Number::parse(&number.to_string()), Some(number));
    }
    match read(words, language, convention).map(|quantity| quantity.bound) {
        Ok(Bound::Range { low, high, best }) => {
            assert!(low < high);
            assert!(best.is_none_or(|best| (low..=high).contains(&best)));
        }
        Ok(Bound::Vague(Some(reading))) => {
            assert_eq!(reading.convention, convention);
            assert!(reading.high.is_none_or(|high| reading.low < high));
        }
        Ok(_) => {}
        Err(error) => assert!(!error.reason.is_empty()),
    }
});
