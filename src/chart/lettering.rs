//! How wide text is, near enough, without a font.
//!
//! The reader's device picks the font, so a build can only bound it: widths are those of the broad sans-serif faces, and a
//! little more. A label that fits by these fits on the page.

/// The size of text in a chart, in pixels.
const SIZE: f64 = 13.0;
/// From one line to the next, in pixels.
pub(super) const LEADING: f64 = 17.0;
/// What real faces may exceed the table by.
const SLACK: f64 = 1.08;

/// The width of a line in pixels.
pub(super) fn width(text: &str, strong: bool) -> f64 {
    let weight = if strong { 0.05 } else { 0.0 };
    text.chars().map(|c| em(c) + weight).sum::<f64>() * SIZE * SLACK
}

/// The advance of a character in ems.
fn em(c: char) -> f64 {
    match c {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' => 1.0,
        '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 1.0,
        ',' | '.' | ':' | ';' | '\'' | '’' | '|' | 'i' | 'j' | 'l' | 'I' | ' ' => 0.34,
        '(' | ')' | '“' | '”' | 'f' | 't' | 'r' | '-' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 0.85,
        _ if c.is_uppercase() => 0.66,
        _ => 0.55,
    }
}

/// Breaks text into at most `lines` lines no wider than `room`, at spaces where it can; what is left out is marked by an
/// ellipsis.
pub(super) fn wrap(text: &str, strong: bool, room: f64, lines: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().flat_map(|word| pieces(word, strong, room));
    let left_over = loop {
        let Some(word) = words.next() else { break false };
        let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
        if width(&longer, strong) <= room || line.is_empty() {
            line = longer;
        } else if done.len() + 1 == lines {
            break true;
        } else {
            done.push(std::mem::replace(&mut line, word));
        }
    };
    if left_over {
        while width(&line, strong) + width("…", strong) > room && line.pop().is_some() {}
        line.truncate(line.trim_end_matches([' ', ',', '.', ';', ':', '“']).len());
        line.push('…');
    }
    done.push(line);
    done
}

/// A word in pieces that each fit.
fn pieces(word: &str, strong: bool, room: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0.0;
    for c in word.chars() {
        let advance = width(c.encode_utf8(&mut [0; 4]), strong);
        if used + advance > room && used > 0.0 {
            pieces.push(String::new());
            used = 0.0;
        }
        used += advance;
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_fit() {
        let lines = wrap("“more than 3,000”, preliminary", false, 150.0, 3);
        assert_eq!(lines, ["“more than 3,000”,", "preliminary"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = wrap("several hundred, ranging from light wounds up to being killed", false, 150.0, 2);
        assert_eq!(lines, ["several hundred,", "ranging from light…"]);
        assert!(lines.iter().all(|line| width(line, false) <= 150.0));
    }

    #[test]
    fn a_word_without_spaces_is_broken() {
        for line in wrap(&"総参謀部".repeat(20), true, 150.0, 9) {
            assert!(width(&line, true) <= 150.0);
        }
    }
}
