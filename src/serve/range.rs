//! Parts of a file (RFC 9110, section 14): without them no browser can jump to the middle of a film.

use axum::http::HeaderMap;
use axum::http::header::{IF_RANGE, RANGE};
use std::ops::Range;

/// What of a file was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These bytes, at least one.
    Bytes(Range<usize>),
    /// Bytes that it does not have.
    Beyond,
}

/// What a request asks for of a file that has `length` bytes and is known as `tag`. Several parts at once, other units and
/// anything misspelt are answered with the whole file, as the standard lets a server do.
pub(super) fn part(headers: &HeaderMap, length: usize, tag: Option<&str>) -> Part {
    let mut asked = headers.get_all(RANGE).iter();
    let (Some(asked), None) = (asked.next(), asked.next()) else { return Part::Whole };
    // Parts of two editions of a file do not fit together. We tell no times, so only a tag can be right.
    if headers.get(IF_RANGE).is_some_and(|seen| tag.is_none_or(|tag| seen.as_bytes() != tag.as_bytes())) {
        return Part::Whole;
    }
    asked.to_str().ok().and_then(|text| read(text, length)).unwrap_or(Part::Whole)
}

fn read(text: &str, length: usize) -> Option<Part> {
    let (unit, parts) = text.split_once('=')?;
    if !unit.eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (first, last) = parts.trim().split_once('-')?;
    let bytes = match (first, last) {
        ("", count) => length.saturating_sub(number(count)?)..length,
        (first, "") => number(first)?..length,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(length)
        }
    };
    Some(if bytes.is_empty() { Part::Beyond } else { Part::Bytes(bytes) })
}

/// Digits and nothing else; more than fits is more than any file has.
fn number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ask(range: &str, length: usize) -> Part {
        let headers = [(RANGE, range.parse().unwrap())].into_iter().collect();
        part(&headers, length, None)
    }

    #[test]
    fn a_part_is_counted_from_the_start_or_from_the_end() {
        for (range, expected) in [
            ("bytes=0-0", Part::Bytes(0..1)),
            ("bytes=2-4", Part::Bytes(2..5)),
            ("bytes=2-", Part::Bytes(2..10)),
            ("bytes=-3", Part::Bytes(7..10)),
            ("bytes=-30", Part::Bytes(0..10)),
            ("bytes=2-99999999999999999999999", Part::Bytes(2..10)),
            ("Bytes= 2-4 ", Part::Bytes(2..5)),
            ("bytes=10-", Part::Beyond),
            ("bytes=10-12", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=99999999999999999999999-", Part::Beyond),
        ] {
            assert_eq!(ask(range, 10), expected, "{range}");
        }
        assert_eq!(ask("bytes=0-", 0), Part::Beyond);
    }

    #[test]
    fn what_is_misspelt_or_too_much_is_answered_with_the_whole() {
        for range in [
            "bytes=4-2",
            "bytes=-",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes=0-1,3-4",
            "lines=0-1",
            "bytes",
            "bytes=1--2",
        ] {
            assert_eq!(ask(range, 10), Part::Whole, "{range}");
        }
    }

    #[test]
    fn a_part_of_another_edition_is_not_given() {
        let ask = |seen: &str| {
            let headers = [(RANGE, "bytes=0-1".parse().unwrap()), (IF_RANGE, seen.parse().unwrap())]
                .into_iter()
                .collect();
            part(&headers, 10, Some("\"a\""))
        };
        assert_eq!(ask("\"a\""), Part::Bytes(0..2));
        for other in ["\"b\"", "W/\"a\"", "Sun, 22 Nov 2026 10:00:00 GMT", "*"] {
            assert_eq!(ask(other), Part::Whole, "{other}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_asked_a_part_lies_in_the_file(range in "bytes=[0-9,-]{0,24}", length in 0_usize..100) {
            if let Part::Bytes(bytes) = ask(&range, length) {
                prop_assert!(bytes.start < bytes.end && bytes.end <= length);
            }
        }
    }
}
