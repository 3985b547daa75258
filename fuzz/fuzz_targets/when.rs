//! Reading dates never panics; what is printed reads back as the same; what is suggested is read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::model::When;

fuzz_target!(|text: &str| match When::parse(text) {
    Ok(when) => {
        assert_eq!(When::parse(&when.to_string()).as_ref(), Ok(&when));
        assert!(when.first_day().zip(when.last_day()).is_none_or(|(first, last)| first <= last));
        let _ = (when.for_readers(), when.short(), when.machine(), when.overlaps(&when));
    }
    Err(error) => {
        assert!(error.suggestion.is_none_or(|suggestion| When::parse(&suggestion).is_ok()));
    }
});
