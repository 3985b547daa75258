//! Seals: a file that states its own SHA-256.
//!
//! A digest cannot stand in the text that it is the digest of. So it is taken of the text with 64 zeros in its place, and
//! anybody can check it: put the zeros back, and compare what `sha256sum` prints. A seal shows that a file is whole. It does not
//! show who made it: whoever changes a file can seal it anew.

use crate::model::Sha256Hex;
use std::ops::Range;

/// The key of the seal of `record.json`.
pub(crate) const OF_RECORD: &str = "record_sha256";

/// The key of the seal of a site or article in one HTML file.
pub(crate) const OF_BUNDLE: &str = "bundle_sha256";

/// What stands in a seal's place while its digest is taken.
pub(crate) const UNSEALED: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// How the record of a bundle begins in its HTML. Nothing that an author writes comes out like this: `<` is escaped.
const SCRIPT: &str = "<script type=\"application/json\" id=\"onrecord-record\">";

const SCRIPT_END: &str = "</script>";

/// What a seal says of the file that carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// Every byte is as it was when the file was sealed.
    Whole,
    /// Some byte is another.
    Broken,
    /// The file has no seal.
    Missing,
}

/// Seals `bytes` in the place that `digits` names, the 64 digits of a seal.
fn seal_at(mut bytes: Vec<u8>, digits: Range<usize>) -> Vec<u8> {
    bytes[digits.clone()].copy_from_slice(UNSEALED.as_bytes());
    let digest = Sha256Hex::of(&bytes);
    bytes[digits].copy_from_slice(digest.as_str().as_bytes());
    bytes
}

fn check_at(bytes: &[u8], digits: Option<Range<usize>>) -> Seal {
    let Some(digits) = digits else { return Seal::Missing };
    let digest = Sha256Hex::of_parts([&bytes[..digits.start], UNSEALED.as_bytes(), &bytes[digits.end..]]);
    if digest.as_str().as_bytes() == &bytes[digits] { Seal::Whole } else { Seal::Broken }
}

/// Seals a record, the first key of which is the seal's.
pub(crate) fn seal_record(json: Vec<u8>) -> Vec<u8> {
    match first_key(&json, 0..json.len(), OF_RECORD) {
        Some(digits) => seal_at(json, digits),
        None => json,
    }
}

/// Whether a record is as it was sealed.
#[must_use]
pub fn check_record(json: &[u8]) -> Seal {
    check_at(json, first_key(json, 0..json.len(), OF_RECORD))
}

/// Seals a bundle that holds its record, as [`Record::for_bundle`](super::Record::for_bundle) gives it, in a
/// `<script type="application/json" id="onrecord-record">`. A text without one is given back as it is.
#[must_use]
pub fn seal_bundle(html: Vec<u8>) -> Vec<u8> {
    match record_in_bundle(&html).and_then(|record| first_key(&html, record, OF_BUNDLE)) {
        Some(digits) => seal_at(html, digits),
        None => html,
    }
}

/// Whether a bundle is as it was sealed.
#[must_use]
pub fn check_bundle(html: &[u8]) -> Seal {
    check_at(html, record_in_bundle(html).and_then(|record| first_key(html, record, OF_BUNDLE)))
}

/// Where in a bundle its record stands.
#[must_use]
pub fn record_in_bundle(html: &[u8]) -> Option<Range<usize>> {
    let start = find(html, SCRIPT.as_bytes())? + SCRIPT.len();
    let length = find(&html[start..], SCRIPT_END.as_bytes())?;
    Some(start..start + length)
}

/// Where the 64 digits stand that are the value of `key`, when that is the first key of the object at `object`. No other
/// place counts: a statement may have the same words.
fn first_key(bytes: &[u8], object: Range<usize>, key: &str) -> Option<Range<usize>> {
    let mut rest = &bytes[object.clone()];
    for token in ["{", "\"", key, "\"", ":", "\""] {
        if token != key {
            rest = rest.trim_ascii_start();
        }
        rest = rest.strip_prefix(token.as_bytes())?;
    }
    let start = object.end - rest.len();
    let digits = rest.get(..UNSEALED.len())?;
    let is_digit = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
    (digits.iter().all(is_digit) && rest.get(UNSEALED.len()) == Some(&b'"'))
        .then_some(start..start + UNSEALED.len())
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    let first = words[0];
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(words) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record() -> Vec<u8> {
        seal_record(format!("{{\n\"{OF_RECORD}\": \"{UNSEALED}\",\n\"onrecord\": \"0.1.0\"}}\n").into_bytes())
    }

    fn bundle() -> Vec<u8> {
        let words = format!("<p>\"{OF_BUNDLE}\":\"{UNSEALED}\"</p>");
        seal_bundle(
            format!(
                "<!doctype html>\n{words}{SCRIPT}{{\"{OF_BUNDLE}\":\"{UNSEALED}\",\"onrecord\":\"0.1.0\"}}</script>\n<p>Words.</p>\n"
            )
            .into_bytes(),
        )
    }

    #[test]
    fn what_was_sealed_is_whole() {
        assert_eq!(check_record(&record()), Seal::Whole);
        assert_eq!(check_bundle(&bundle()), Seal::Whole);
    }

    #[test]
    fn a_seal_is_what_sha256sum_prints_once_the_zeros_are_back() {
        let sealed = String::from_utf8(record()).unwrap();
        let digits = &sealed[sealed.find(": \"").unwrap() + 3..][..64];
        assert_eq!(digits, Sha256Hex::of(sealed.replace(digits, UNSEALED).as_bytes()).as_str());
    }

    #[test]
    fn sealing_twice_gives_the_same_bytes() {
        assert_eq!(seal_bundle(bundle()), bundle());
    }

    #[test]
    fn a_text_without_a_place_for_it_has_no_seal() {
        for text in [
            "",
            "{}",
            "{\"a\":1,\"record_sha256\":\"\"}",
            "{\"record_sha256\":\"00\"}",
            "<p>\"bundle_sha256\":\"\"</p>",
        ] {
            assert_eq!(check_record(text.as_bytes()), Seal::Missing, "{text}");
            assert_eq!(check_bundle(text.as_bytes()), Seal::Missing, "{text}");
            assert_eq!(seal_bundle(text.into()), text.as_bytes());
        }
    }

    proptest! {
        #[test]
        fn a_single_changed_byte_is_never_whole(at in any::<prop::sample::Index>(), other in 1..=255u8) {
            for (sealed, check) in [(record(), check_record as fn(&[u8]) -> Seal), (bundle(), check_bundle)] {
                let mut changed = sealed.clone();
                changed[at.index(sealed.len())] ^= other;
                prop_assert_ne!(check(&changed), Seal::Whole);
            }
        }

        #[test]
        fn whatever_is_looked_at_is_answered(bytes: Vec<u8>) {
            let _ = (check_record(&bytes), check_bundle(&bytes), seal_bundle(bytes));
        }
    }
}
