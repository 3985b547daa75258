//! Where sentences of English end.

use std::ops::Range;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 66] = [
    "adm", "approx", "apr", "art", "aug", "ave", "brig", "c", "ca", "capt", "cf", "ch", "cmdr", "co", "col",
    "corp", "cpl", "dec", "dept", "dr", "e.g", "ed", "eds", "esp", "est", "feb", "fig", "ft", "gen", "gov",
    "hon", "i.e", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "mr", "mrs", "ms", "mt", "mx",
    "no", "nos", "nov", "oct", "op", "para", "pfc", "pp", "prof", "pvt", "rep", "rev", "sen", "sept", "sgt",
    "sr", "st", "supt", "vol", "vs",
];

/// Abbreviations that may stand last in a sentence: a new one begins behind them where the next word is one of [`OPENERS`].
const MAY_END: [&str; 10] = ["co", "corp", "inc", "jr", "ltd", "sr", "u.s", "u.n", "a.m", "p.m"];

/// Words that open sentences and follow no abbreviation within one.
const OPENERS: [&str; 30] = [
    "the", "a", "an", "in", "on", "at", "it", "he", "she", "they", "we", "but", "and", "this", "that",
    "these", "those", "there", "no", "nobody", "some", "most", "after", "before", "as", "when", "if", "its",
    "his", "their",
];

/// The sentences of `text`, as bytes, without the spaces between them. Quotation marks and brackets behind a full stop
/// belong to its sentence; full stops of abbreviations, initials and decimals end none.
pub(in crate::check) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, _)) = chars.next_if(|(_, c)| ".!?…\"”’'»)]".contains(*c)) {
            end = at + text[at..].chars().next().map_or(1, char::len_utf8);
        }
        if ends_here(text, start, at, end) {
            found.extend(trimmed(text, start..end));
            start = end;
        }
    }
    found.extend(trimmed(text, start..text.len()));
    found
}

/// The sentence of `text` in which the byte `at` stands.
pub(in crate::check) fn sentence_of(sentences: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    sentences.partition_point(|sentence| sentence.start <= at).checked_sub(1).map(|last| &sentences[last])
}

fn ends_here(text: &str, start: usize, stop: usize, end: usize) -> bool {
    let rest = &text[end..];
    let next = rest.trim_start();
    if next.is_empty() {
        return true;
    }
    if next.len() == rest.len() {
        return false;
    }
    let first = next.chars().find(|c| !"\"“”‘’'«([".contains(*c));
    if !first.is_some_and(|c| c.is_uppercase() || c.is_numeric()) {
        return false;
    }
    // "2,000." at the end of a sentence is no abbreviation, nor is whatever ends in something else than one full stop.
    if !text[stop..end].starts_with('.') || end > stop + 1 {
        return true;
    }
    let word = text[start..stop].rsplit([' ', '\n', '\u{a0}', '(', '“', '"', '[']).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let listed = ABBREVIATIONS.binary_search(&lower.as_str()).is_ok();
    let dotted =
        !listed && lower.split('.').count() > 1 && lower.split('.').all(|part| part.chars().count() == 1);
    if MAY_END.contains(&lower.as_str()) || dotted {
        let opener: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
        return OPENERS.contains(&opener.to_lowercase().as_str());
    }
    !(initial || listed)
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.start + part.trim_end().len();
    (start < end).then_some(start..end)
}

/// The first sentence of `text`.
#[must_use]
pub fn first_sentence(text: &str) -> &str {
    sentences(text).into_iter().next().map_or("", |range| &text[range])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn abbreviations_stand_in_the_order_in_which_they_are_looked_up() {
        assert!(ABBREVIATIONS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_full_stop_ends_a_sentence_where_another_begins() {
        assert_eq!(
            shown("One fell. Two rose!  Why? “So.” He left."),
            ["One fell.", "Two rose!", "Why?", "“So.”", "He left.",]
        );
        assert_eq!(shown("no full stop"), ["no full stop"]);
        assert_eq!(shown(""), [""; 0]);
    }

    #[test]
    fn abbreviations_initials_and_decimals_end_none() {
        for whole in [
            "Gen. Smith and Dr. A. C. Gordon met Mr. Ito in St. Malo.",
            "The U.S. Army lost 3.5 tons, i.e. No. 7 of the list.",
            "On Jan. 27 the U.N. Security Council met at 5 p.m. Tuesday.",
            "He said “we know… nothing” and left.",
        ] {
            assert_eq!(shown(whole), [whole]);
        }
    }

    #[test]
    fn an_abbreviation_may_stand_last() {
        assert_eq!(
            shown("They went to the U.S. The rest stayed."),
            ["They went to the U.S.", "The rest stayed."]
        );
        assert_eq!(shown("They lost 3,000. In all."), ["They lost 3,000.", "In all."]);
    }

    #[test]
    fn a_place_in_the_text_has_one_sentence() {
        let all = sentences("One fell. Two rose.");
        assert_eq!(sentence_of(&all, 0), Some(&(0..9)));
        assert_eq!(sentence_of(&all, 12), Some(&(10..19)));
    }
}
