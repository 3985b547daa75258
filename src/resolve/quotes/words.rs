//! Where one word ends and the next begins.

use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;

/// A word of a text: where it stands and by what key equal words are known, whatever their case. Words of two keys differ;
/// two words of one key can differ once in billions, and nothing is called found by its key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    start: u32,
    end: u32,
    pub(super) key: u32,
    /// How many letters and digits, as far as they count: a long word says little more than a short one.
    pub(super) weight: u32,
}

/// The most letters of a word that count.
const HEAVIEST: u32 = 6;

impl Word {
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words of a text in the form in which texts are compared. Letters of scripts without spaces are words for themselves.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if !is_in_word(c) {
            continue;
        }
        let mut key = Key::default();
        key.add(c);
        let (mut before, mut end) = (c, start + c.len_utf8());
        while is_spaced(before)
            && let Some(&(at, next)) = rest.peek()
        {
            let after = text[at + next.len_utf8()..].chars().next();
            let inner = match next {
                '\'' => before.is_alphabetic() && after.is_some_and(char::is_alphabetic),
                ',' | '.' => before.is_numeric() && after.is_some_and(char::is_numeric),
                _ => false,
            };
            let goes_on = inner || (is_in_word(next) && is_spaced(next));
            if !goes_on {
                break;
            }
            rest.next();
            key.add(next);
            (before, end) = (next, at + next.len_utf8());
        }
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        words.push(Word {
            start: offset(start),
            end: offset(end),
            key: key.finish(),
            weight: key.letters.min(HEAVIEST),
        });
    }
    words
}

/// FNV-1a over the letters without their case.
struct Key {
    hash: u64,
    letters: u32,
}

impl Default for Key {
    fn default() -> Self {
        Self { hash: 0xcbf2_9ce4_8422_2325, letters: 0 }
    }
}

impl Key {
    fn add(&mut self, c: char) {
        self.letters = self.letters.saturating_add(1);
        if c.is_ascii() {
            self.mix(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(|c| self.mix(c));
        }
    }

    fn mix(&mut self, c: char) {
        self.hash = (self.hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(&self) -> u32 {
        // Both halves, made one.
        (self.hash ^ (self.hash >> 32)) as u32
    }
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || (c >= '\u{300}' && canonical_combining_class(c) != 0)
}

/// Whether a letter is of a script that puts spaces between words, and nothing onto their ends that a quote leaves off: not
/// so Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean.
pub(super) fn is_spaced(c: char) -> bool {
    !matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_apostrophes_and_numbers_their_commas() {
        let text = "Don't say 11,000.5, lower-level 北한 \"men\".";
        let found: Vec<&str> = words(text).iter().map(|word| &text[word.range()]).collect();
        assert_eq!(found, ["Don't", "say", "11,000.5", "lower", "level", "北", "한", "men"]);
        assert_eq!(words("MEN")[0].key, words("men")[0].key);
    }
}
