//! What may be printed of a text that anybody wrote.

/// `text` with U+FFFD for every character that could steer a terminal or turn the order of what follows it: control
/// characters but the line end, and the signs of the Unicode Bidirectional Algorithm that embed, override and isolate (UAX
/// #9, section 2).
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

fn steers(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_or_turns_a_line_around_is_not_printed() {
        assert_eq!(printable("a\u{1b}[2Jb\nc\r\u{9b}\u{202e}d\u{2066}e é"), "a�[2Jb\nc���d�e é");
    }
}
