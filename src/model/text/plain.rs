//! A text without its form.

use super::Inline;
use unicode_normalization::UnicodeNormalization;

/// The words of inline content as readers see them; a picture and the call of a footnote have none.
#[must_use]
pub fn text(content: &[Inline]) -> String {
    let mut out = String::new();
    push(content, &mut out);
    out
}

/// Words as a part of an address: letters and digits of any script in lower case, with `-` for what stands between. Nothing where
/// there are none.
#[must_use]
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.nfc() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn push(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::SoftBreak => out.push(' '),
            Inline::HardBreak => out.push('\n'),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. }
            | Inline::Mark { content, .. }
            | Inline::Element(_, content) => push(content, out),
            Inline::Image { .. } | Inline::FootnoteCall(_) | Inline::Task(_) | Inline::Html(_) => {}
        }
    }
}
