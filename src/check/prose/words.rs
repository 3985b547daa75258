//! Words, numbers and quotations of a text.

use std::ops::Range;

/// A word as it is compared: in lower case, its possessive `’s` taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Word {
    /// The word.
    pub(in crate::check) text: String,
    /// Where it stands.
    pub(in crate::check) range: Range<usize>,
    /// Whether it starts with a capital.
    pub(in crate::check) capital: bool,
}

/// A word as it is compared with others.
pub(in crate::check) fn folded(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    lower.strip_suffix("'s").unwrap_or(&lower).trim_matches('\'').to_owned()
}

/// The words of a text. A number with its commas and point is one word, and so is one with hyphens in it.
pub(in crate::check) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = |c: char| matches!(c, ',' | '.' | '\'' | '’' | '-' | '‑');
        let next = chars.peek().map(|(_, c)| *c);
        let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let inside = match c {
            c if c.is_alphanumeric() || c == '$' || c == '€' || c == '£' || c == '%' => true,
            ',' | '.' => start.is_some() && number(next) && number(text[..at].chars().next_back()),
            c if joins(c) => start.is_some() && next.is_some_and(char::is_alphanumeric),
            _ => false,
        };
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(word(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(word(text, from..text.len()));
    }
    found
}

fn word(text: &str, range: Range<usize>) -> Word {
    let written = &text[range.clone()];
    Word { text: folded(written), range, capital: written.starts_with(char::is_uppercase) }
}

/// What stands in quotation marks, the marks included; what opens and is never closed is none.
pub(in crate::check) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match (open, c) {
            (None, '“' | '«' | '"' | '„') => open = Some((at, c)),
            (Some((from, '“')), '”')
            | (Some((from, '«')), '»')
            | (Some((from, '"')), '"')
            | (Some((from, '„')), '“' | '”') => {
                found.push(from..at + c.len_utf8());
                open = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_its_commas_is_one_word() {
        let text = "Kirby’s 3,000, and $2.5 billion; twenty-five U.S. men.";
        let found: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
        assert_eq!(found, ["kirby", "3,000", "and", "$2.5", "billion", "twenty-five", "u", "s", "men"]);
    }

    #[test]
    fn quotations_end_with_the_mark_that_belongs_to_their_first() {
        let text = "He said “it’s \"odd\"” and «no», and “never";
        let found: Vec<&str> = quotations(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["“it’s \"odd\"”", "«no»"]);
    }
}
