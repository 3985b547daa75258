//! Program text in colour: class names at build time, colours in the style sheet.

use std::sync::LazyLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Grammars can be made to backtrack for a very long time; text beyond this is shown plain.
const LONGEST: usize = 64 * 1024;

/// A line longer than this is machine-made, and its block is shown plain.
const LONGEST_LINE: usize = 2_000;

/// The grammars, unpacked once when the first block asks for them: this is the only thing that is made late.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// `code` as HTML in which each word has classes that start with `s-`; escaped plain text where the language is not known
/// or the text is too long.
#[must_use]
pub fn highlight(language: Option<&str>, code: &str) -> String {
    language.and_then(|language| coloured(language, code)).unwrap_or_else(|| escaped(code))
}

fn coloured(language: &str, code: &str) -> Option<String> {
    if code.len() > LONGEST || code.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let grammar = GRAMMARS.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "s-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(grammar, &GRAMMARS, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_language_gets_classes_and_no_styles() {
        let html = highlight(Some("rust"), "fn main() {}\n");
        assert!(html.contains("class=\"s-"), "{html}");
        assert!(!html.contains("style="), "{html}");
    }

    #[test]
    fn an_unknown_language_and_a_huge_block_are_escaped_text() {
        assert_eq!(highlight(Some("nonesuch"), "a < b"), "a &lt; b");
        assert_eq!(highlight(Some("rust"), &"<".repeat(LONGEST + 1)).len(), 4 * (LONGEST + 1));
    }
}
