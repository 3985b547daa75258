//! Selectors: what says which words of a text are meant (W3C Web Annotation Data Model, section 4.2).

use crate::model::TextPart;
use serde_json::{Value, json};
use std::ops::Range;

/// How many code points stand on each side of a quote at first.
const AROUND: usize = 32;

/// The words with so much of what stands around them that they are found once.
pub(super) fn quote(text: &str, range: &Range<usize>) -> Value {
    let exact = &text[range.clone()];
    let mut around = AROUND;
    loop {
        let start = before(text, range.start, around);
        let end = after(text, range.end, around);
        if stands_once(text, start..end) || (start == 0 && end == text.len()) {
            return json!({
                "type": "TextQuoteSelector",
                "exact": exact,
                "prefix": text[start..range.start],
                "suffix": text[range.end..end],
            });
        }
        around *= 2;
    }
}

/// Where the words start and end, in code points from the start of the text.
pub(super) fn position(text: &str, range: &Range<usize>) -> Value {
    let start = text[..range.start].chars().count();
    json!({
        "type": "TextPositionSelector",
        "start": start,
        "end": start + text[range.clone()].chars().count(),
    })
}

/// The element of the page that holds the words.
pub(super) fn fragment(id: &str) -> Value {
    json!({
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
        "value": id,
    })
}

/// The words of a source, with what our copy has around them where that tells them apart.
pub(super) fn of_source(quote: &str, passage: &[TextPart]) -> Value {
    let mut selector = json!({ "type": "TextQuoteSelector", "exact": quote });
    if let [part] = passage {
        for (name, words) in [("prefix", &part.prefix), ("suffix", &part.suffix)] {
            if let Some(words) = words {
                selector[name] = json!(words);
            }
        }
    }
    selector
}

fn before(text: &str, at: usize, many: usize) -> usize {
    text[..at].char_indices().rev().take(many).last().map_or(at, |(start, _)| start)
}

fn after(text: &str, at: usize, many: usize) -> usize {
    text[at..].char_indices().nth(many).map_or(text.len(), |(length, _)| at + length)
}

fn stands_once(text: &str, range: Range<usize>) -> bool {
    let words = &text[range.clone()];
    let next = text.ceil_char_boundary(range.start + 1);
    text.find(words) == Some(range.start) && text.get(next..).is_none_or(|rest| !rest.contains(words))
}
