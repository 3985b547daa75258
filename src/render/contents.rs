//! The headings of a long text, as a list that leads to them.

use super::links::encode;
use crate::model::text::{Block, each_line, plain};
use schemars::JsonSchema;
use serde::Serialize;

/// A text of fewer characters is seen through sooner than its table of contents.
const LONG: usize = 7_000;

/// Fewer headings than this need no list.
const FEWEST: usize = 3;

/// A heading, with those below it.
#[derive(Debug, PartialEq, JsonSchema, Serialize)]
pub(crate) struct HeadingView {
    /// Its words.
    text: String,
    /// Its anchor.
    href: String,
    /// The headings below it.
    below: Vec<HeadingView>,
}

/// The headings of a text in two levels; none where it is short, unless its author `wants` them.
pub(crate) fn contents(blocks: &[Block], wants: Option<bool>) -> Vec<HeadingView> {
    let headings = headings(blocks);
    let shown = wants.unwrap_or_else(|| headings.len() >= FEWEST && length(blocks) >= LONG);
    if shown { headings } else { Vec::new() }
}

fn headings(blocks: &[Block]) -> Vec<HeadingView> {
    let all = blocks.iter().filter_map(|block| match block {
        Block::Heading { level, anchor, content } => Some((*level, anchor, content)),
        _ => None,
    });
    let Some(top) = all.clone().map(|(level, ..)| level).min() else { return Vec::new() };
    let mut views: Vec<HeadingView> = Vec::new();
    for (level, anchor, content) in all {
        let view = HeadingView {
            text: plain::text(content),
            href: format!("#{}", encode(anchor)),
            below: Vec::new(),
        };
        match views.last_mut() {
            Some(above) if level == top + 1 => above.below.push(view),
            Some(_) if level > top => {}
            _ => views.push(view),
        }
    }
    views
}

/// How many characters a text has: words are told apart by spaces in some scripts only.
fn length(blocks: &[Block]) -> usize {
    let mut length = 0;
    each_line(blocks, &mut |line| length += plain::text(line).chars().count());
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Files};
    use crate::markdown::{Locator, Settings, parse};
    use crate::path::RelPath;

    fn text(markdown: &str) -> Vec<Block> {
        let file = Files::new().add(RelPath::new("a.md").unwrap(), markdown);
        parse(markdown, Locator::At(file, 0), &Settings::default(), &mut Diagnostics::new())
    }

    fn shown(views: &[HeadingView]) -> String {
        let lines = views.iter().map(|view| format!("{} {} [{}]", view.href, view.text, shown(&view.below)));
        lines.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_short_text_has_no_contents_unless_its_author_wants_them() {
        let short = text("## One\n\nA.\n\n### Part\n\n#### Deep\n\n## Two\n\n## Three\n");
        assert_eq!(contents(&short, None), []);
        assert_eq!(
            shown(&contents(&short, Some(true))),
            "#one One [#part Part []] #two Two [] #three Three []"
        );
    }

    #[test]
    fn a_long_text_has_contents_unless_its_author_wants_none() {
        let long = text(&format!("# One\n\n{}\n\n# Two\n\n# Three\n", "word ".repeat(LONG / 5)));
        assert_eq!(contents(&long, None).len(), 3);
        assert_eq!(contents(&long, Some(false)), []);
    }

    #[test]
    fn a_heading_below_none_of_the_top_level_is_not_lost() {
        let text = text("### First\n\n## Second\n");
        assert_eq!(shown(&contents(&text, Some(true))), "#first First [] #second Second []");
    }
}
