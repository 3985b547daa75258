//! Going through a tree.

use super::{Block, Inline};
use crate::model::FigureId;

/// Hands every stretch of inline content to `then`, in the order of the text: a paragraph, a heading, a table cell each.
pub fn each_line_mut(blocks: &mut [Block], then: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Paragraph(content, _) | Block::Plain(content, _) | Block::Heading { content, .. } => {
                then(content)
            }
            Block::Quote(content) | Block::Callout(_, content) | Block::Footnote { content, .. } => {
                each_line_mut(content, then);
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter_mut().for_each(&mut *then);
                    definition.meanings.iter_mut().for_each(|meaning| each_line_mut(meaning, then));
                }
            }
            Block::Picture { image, caption } => {
                then(image);
                then(caption);
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_line_mut(item, then)),
            Block::Table { head, rows, .. } => {
                head.iter_mut().for_each(&mut *then);
                rows.iter_mut().flatten().for_each(&mut *then);
            }
            Block::Chart { caption, .. } => then(caption),
            Block::Code { .. } | Block::Rule | Block::Html(_) => {}
        }
    }
}

/// Hands every stretch of inline content to `then`, as [`each_line_mut`].
pub fn each_line<'b>(blocks: &'b [Block], then: &mut impl FnMut(&'b [Inline])) {
    for block in blocks {
        match block {
            Block::Paragraph(content, _) | Block::Plain(content, _) | Block::Heading { content, .. } => {
                then(content)
            }
            Block::Quote(content) | Block::Callout(_, content) | Block::Footnote { content, .. } => {
                each_line(content, then);
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| then(term));
                    definition.meanings.iter().for_each(|meaning| each_line(meaning, then));
                }
            }
            Block::Picture { image, caption } => {
                then(image);
                then(caption);
            }
            Block::List { items, .. } => items.iter().for_each(|item| each_line(item, then)),
            Block::Table { head, rows, .. } => {
                head.iter().for_each(|cell| then(cell));
                rows.iter().flatten().for_each(|cell| then(cell));
            }
            Block::Chart { caption, .. } => then(caption),
            Block::Code { .. } | Block::Rule | Block::Html(_) => {}
        }
    }
}

/// Hands every inline element to `then`, what it holds before itself, so that markers come in the order in which they stand.
pub fn each_inline<'b>(blocks: &'b [Block], then: &mut impl FnMut(&'b Inline)) {
    each_line(blocks, &mut |content| inside(content, then));
}

/// Hands every inline element to `then`, as [`each_inline`].
pub fn each_inline_mut(blocks: &mut [Block], then: &mut impl FnMut(&mut Inline)) {
    each_line_mut(blocks, &mut |content| inside_mut(content, then));
}

/// Hands the figure of every chart to `then`, in the order of the text.
pub fn each_chart<'b>(blocks: &'b [Block], then: &mut impl FnMut(&'b FigureId)) {
    for block in blocks {
        match block {
            Block::Chart { figure, .. } => then(figure),
            block => block.texts().for_each(|text| each_chart(text, then)),
        }
    }
}

fn inside<'b>(content: &'b [Inline], then: &mut impl FnMut(&'b Inline)) {
    for inline in content {
        match inline {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. }
            | Inline::Mark { content, .. }
            | Inline::Element(_, content) => inside(content, then),
            _ => {}
        }
        then(inline);
    }
}

fn inside_mut(content: &mut [Inline], then: &mut impl FnMut(&mut Inline)) {
    for inline in content {
        match inline {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. }
            | Inline::Mark { content, .. }
            | Inline::Element(_, content) => inside_mut(content, then),
            _ => {}
        }
        then(inline);
    }
}
