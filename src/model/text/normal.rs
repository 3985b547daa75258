//! Texts compared as a reader compares them: quotation marks, dashes, spaces and line ends differ between an original, its
//! copies and its typists, and make no difference to the words.

use std::ops::Range;

/// A text in normal form that knows where each of its bytes came from.
#[derive(Clone, Debug)]
pub struct Normal {
    text: String,
    /// For each byte of `text`, the bytes of the original that it stands for.
    from: Vec<Range<u32>>,
}

impl Normal {
    /// Brings `original` into normal form: runs of white space become one space and none at either end; quotation marks
    /// and dashes of all kinds become `"`, `'` and `-`; `…` becomes three dots; ligatures come apart; soft hyphens and
    /// marks of no width go.
    #[must_use]
    pub fn new(original: &str) -> Self {
        let mut normal = Self { text: String::with_capacity(original.len()), from: Vec::new() };
        let mut space: Option<Range<u32>> = None;
        for (at, c) in original.char_indices() {
            let start = u32::try_from(at).unwrap_or(u32::MAX);
            let bytes = start..start.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(0));
            if c.is_whitespace() {
                space = Some(space.map_or(bytes.start, |space| space.start)..bytes.end);
                continue;
            }
            let mut buffer = [0; 4];
            let folded = fold(c).unwrap_or_else(|| c.encode_utf8(&mut buffer));
            if folded.is_empty() {
                continue;
            }
            if let Some(space) = space.take().filter(|_| !normal.text.is_empty()) {
                normal.push(" ", space);
            }
            normal.push(folded, bytes);
        }
        normal
    }

    fn push(&mut self, text: &str, from: Range<u32>) {
        self.text.push_str(text);
        self.from.extend(std::iter::repeat_n(from, text.len()));
    }

    /// The text in normal form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where `words` stand, as bytes of the original; words that overlap themselves are found once.
    pub fn find<'a>(&'a self, words: &'a Normal) -> impl Iterator<Item = Range<usize>> + 'a {
        self.text
            .match_indices(&words.text)
            .filter(|(_, found)| !found.is_empty())
            .map(|(at, found)| self.original(at..at + found.len()))
    }

    /// As [`Normal::find`], where `before` stands right before the words and `after` right after them.
    pub fn find_between<'a>(
        &'a self,
        before: &'a Normal,
        words: &'a Normal,
        after: &'a Normal,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        self.text
            .match_indices(&words.text)
            .filter(|(at, found)| {
                !found.is_empty()
                    && self.text[..*at].trim_end().ends_with(&before.text)
                    && self.text[at + found.len()..].trim_start().starts_with(&after.text)
            })
            .map(|(at, found)| self.original(at..at + found.len()))
    }

    /// The bytes of the original that a stretch of the normal form stands for.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        match (self.from.get(range.start), range.end.checked_sub(1).and_then(|last| self.from.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }
}

fn fold(c: char) -> Option<&'static str> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' => "\"",
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' => "'",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn normal(text: &str) -> String {
        Normal::new(text).as_str().to_owned()
    }

    #[test]
    fn quotation_marks_dashes_and_spaces_make_no_difference() {
        assert_eq!(normal(" “very\u{a0}near — to\n the top” "), "\"very near - to the top\"");
        assert_eq!(normal("of\u{ad}fi\u{200b}cer ﬁnds…"), "officer finds...");
    }

    #[test]
    fn what_is_found_is_told_in_bytes_of_the_original() {
        let original = "Kirby said “massed,\n dismounted assaults” today";
        let text = Normal::new(original);
        let words = Normal::new("\"massed, dismounted assaults\"");
        let found: Vec<_> = text.find(&words).map(|range| &original[range]).collect();
        assert_eq!(found, ["“massed,\n dismounted assaults”"]);
    }

    proptest! {
        #[test]
        fn normal_form_is_a_fixed_point_and_maps_into_the_original(text in "\\PC{0,40}") {
            let once = Normal::new(&text);
            prop_assert_eq!(normal(once.as_str()), once.as_str());
            for start in 0..once.as_str().len() {
                let range = once.original(start..start + 1);
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
