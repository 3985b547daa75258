//! Texts compared as a reader compares them: quotation marks, dashes, spaces and line ends differ between an original, its
//! copies and its typists, and make no difference to the words.

use super::runs::Runs;
use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in normal form that knows where each of its bytes came from.
#[derive(Clone, Debug, Default)]
pub struct Normal {
    text: String,
    from: Runs,
}

impl Normal {
    /// Brings `original` into normal form: runs of white space become one space and none at either end; quotation marks
    /// and dashes of all kinds become `"`, `'` and `-`, and no space stands beside a dash; `…` becomes three dots;
    /// ligatures come apart; soft hyphens and marks of no width go; letters and their accents are one (Unicode NFC). The
    /// space goes that French puts before `?`, `!`, `:` and `;` and within its quotation marks.
    #[must_use]
    pub fn new(original: &str) -> Self {
        let mut normal = Self { text: String::with_capacity(original.len()), from: Runs::default() };
        let mut space: Option<Range<usize>> = None;
        let mut opened = false;
        let mut cluster = String::new();
        let mut rest = original.char_indices().peekable();
        while let Some((start, c)) = rest.next() {
            let mut end = start + c.len_utf8();
            if c.is_whitespace() {
                space = Some(space.map_or(start, |space| space.start)..end);
                continue;
            }
            // What may join the letter before it makes one with it; almost no text has any.
            let joined = rest.peek().is_some_and(|(_, next)| joins(*next)) || joins(c);
            cluster.clear();
            push_folded(c, &mut cluster);
            if joined {
                while let Some((at, next)) = rest.next_if(|(_, next)| joins(*next)) {
                    end = at + next.len_utf8();
                    push_folded(next, &mut cluster);
                }
                cluster = cluster.nfc().collect();
            }
            if !cluster.is_empty() {
                let opens = matches!(c, '«' | '‹') && (space.is_some() || normal.may_open());
                let next = rest.peek().map(|(_, next)| *next);
                let space = space.take().filter(|_| !opened && !spaced_in_french(c, next));
                normal.push(&cluster, &original[start..end], start, space);
                opened = opens;
            }
        }
        normal
    }

    /// Whether a quotation mark right after this text would open a quotation: German closes one with `«`, after its words.
    fn may_open(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(['(', '[', '"', '\'', '-'])
    }

    /// Adds what `source`, at byte `at`, became, after white space at `space`.
    fn push(&mut self, text: &str, source: &str, at: usize, space: Option<Range<usize>>) {
        let after_dash = self.text.ends_with('-');
        if text == "-" && after_dash {
            self.from.widen(self.text.len() - 1, at + source.len());
            return;
        }
        if let Some(space) = space.filter(|_| text != "-" && !after_dash && !self.text.is_empty()) {
            if space.len() == 1 {
                self.from.copied(self.text.len(), space.start);
            } else {
                self.from.folded(self.text.len(), space);
            }
            self.text.push(' ');
        }
        if text == source {
            self.from.copied(self.text.len(), at);
        } else {
            self.from.folded(self.text.len(), at..at + source.len());
        }
        self.text.push_str(text);
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
        self.from.original(range)
    }
}

/// Whether a space before `c` is there because French puts one. `»` is such a mark only where it closes a quotation: German
/// and others open one with it, right before its words.
fn spaced_in_french(c: char, next: Option<char>) -> bool {
    match c {
        '?' | '!' | ':' | ';' => next.is_none_or(|next| !next.is_alphanumeric()),
        '»' | '›' => next.is_none_or(|next| {
            next.is_whitespace() || matches!(next, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '»' | '›')
        }),
        _ => false,
    }
}

/// Whether a character may become one with those before it, or has no width and so may stand between such.
fn joins(c: char) -> bool {
    // Nothing below the combining marks joins, except the soft hyphen.
    if c < '\u{300}' {
        return c == '\u{ad}';
    }
    // Spaces of other widths are not in that form either, and join nothing.
    !c.is_whitespace()
        && (fold(c) == Some("")
            || canonical_combining_class(c) != 0
            || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes)
}

fn push_folded(c: char, out: &mut String) {
    match fold(c) {
        Some(folded) => out.push_str(folded),
        None => out.push(c),
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
        'ﬅ' | 'ﬆ' => "st",
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
        assert_eq!(normal(" “very\u{a0}near — to\n the top” "), "\"very near-to the top\"");
        assert_eq!(normal("of\u{ad}fi\u{200b}cer ﬁnds…"), "officer finds...");
        assert_eq!(normal("wide\u{2000}spaces\u{2001}"), "wide spaces");
    }

    #[test]
    fn the_spaces_of_french_make_no_difference_and_others_do() {
        assert_eq!(
            normal("Il dit\u{a0}: «\u{202f}À Koursk\u{202f}!\u{a0}» Quoi ?"),
            "Il dit: \"À Koursk!\" Quoi?"
        );
        assert_eq!(normal("l’« affaire », (« a »)"), "l'\"affaire\", (\"a\")");
        assert_eq!(normal("sagte »Hallo.« Und »… so« ging"), "sagte \"Hallo.\" Und \"... so\" ging");
        assert_eq!(normal("3 :1, a ;b"), "3 :1, a ;b");
        let original = "à Koursk ! »";
        let text = Normal::new(original);
        let found: Vec<_> = text.find(&Normal::new("Koursk!")).map(|range| &original[range]).collect();
        assert_eq!(found, ["Koursk !"]);
    }

    #[test]
    fn what_is_found_is_told_in_bytes_of_the_original() {
        let original = "Kirby said “massed,\n dismounted assaults” today";
        let text = Normal::new(original);
        let words = Normal::new("\"massed, dismounted assaults\"");
        let found: Vec<_> = text.find(&words).map(|range| &original[range]).collect();
        assert_eq!(found, ["“massed,\n dismounted assaults”"]);
    }

    #[test]
    fn spaces_beside_dashes_make_no_difference() {
        assert_eq!(normal("near — to\n– the -- top"), "near-to-the-top");
        assert_eq!(normal("— a —"), "-a-");
    }

    #[test]
    fn a_letter_and_its_accent_are_one_however_they_were_typed() {
        assert_eq!(normal("Zele\u{301}nskyi\u{306}"), normal("Zel\u{e9}nskyĭ"));
        assert_eq!(normal("e\u{ad}\u{301}"), "é");
        let original = "cafe\u{301} noir";
        let text = Normal::new(original);
        let found: Vec<_> = text.find(&Normal::new("café")).map(|range| &original[range]).collect();
        assert_eq!(found, ["cafe\u{301}"]);
    }

    #[test]
    fn where_words_come_from_takes_little_memory() {
        let text = Normal::new(&"plain words, one after the other \n".repeat(100));
        assert!(text.from.len() <= 201, "{}", text.from.len());
    }

    proptest! {
        #[test]
        fn marks_of_every_kind_stay_a_fixed_point(text in "[a“’«»?:—… e\u{301}\u{308}\u{ad}\u{200d}ﬁ\n가\u{11a8}-]{0,12}") {
            let once = Normal::new(&text);
            prop_assert_eq!(normal(once.as_str()), once.as_str());
            for start in 0..once.as_str().len() {
                let (from, to) = (once.as_str().floor_char_boundary(start), once.as_str().ceil_char_boundary(start + 1));
                prop_assert!(text.get(once.original(from..to)).is_some_and(|part| !part.is_empty()));
            }
        }


        #[test]
        fn normal_form_is_a_fixed_point_and_maps_into_the_original(text in "\\PC{0,40}") {
            let once = Normal::new(&text);
            prop_assert_eq!(normal(once.as_str()), once.as_str());
            for start in 0..once.as_str().len() {
                let range = once.original(once.as_str().floor_char_boundary(start)..once.as_str().ceil_char_boundary(start + 1));
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
