//! A text without its form.

use super::Inline;

/// The words of inline content as readers see them; a picture and the call of a footnote have none.
#[must_use]
pub fn text(content: &[Inline]) -> String {
    let mut out = String::new();
    push(content, &mut out);
    out
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
