//! Marks that the record states: `mark: "the words as they read"` for a passage that holds a link or overlaps another mark.
//!
//! Places are worked out on the rendered text, never by wrapping a tree that has been wrapped before: so passages may nest
//! and cross (W3C Web Annotation Data Model §4.2.4, TextQuoteSelector).

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::MarkDoc;
use crate::model::text::normal::Normal;
use crate::model::text::{Block, Inline, Piece, each_line_mut, plain};
use crate::model::{ClaimAddress, ClaimName};
use std::ops::Range;

/// A passage that the record marks.
pub(super) struct Passage<'d> {
    pub(super) claim: &'d ClaimName,
    pub(super) mark: &'d MarkDoc,
}

/// Marks each passage in `blocks`; one that is not found, or found twice, is told.
pub(super) fn insert(blocks: &mut [Block], passages: &[Passage<'_>], out: &mut Diagnostics) {
    if passages.is_empty() {
        return;
    }
    let lines = Lines::of(blocks);
    let whole = Normal::new(&lines.text);
    let mut marked: Vec<Range<usize>> = Vec::new();
    for passage in passages {
        match lines.find(&whole, passage.mark) {
            Err(found) => out.push(not_one(passage, found)),
            Ok(range) => {
                let over_it =
                    marked.iter().filter(|other| other.start < range.end && range.start < other.end).count();
                if over_it >= MOST_OVER_ONE_PASSAGE {
                    out.push(too_many(passage));
                    continue;
                }
                lines.mark(blocks, &range, passage);
                marked.push(range);
            }
        }
    }
}

/// Marks over one passage beyond this cannot be told apart by readers, and each is a level of the tree.
const MOST_OVER_ONE_PASSAGE: usize = 8;

fn too_many(passage: &Passage<'_>) -> Diagnostic {
    Diagnostic::error("dense-marks", "too many claims are marked over one passage")
        .at(passage.mark.exact.place, format!("claim `{}` is one more than eight", passage.claim))
        .with_why("readers could not tell which words state which claim")
        .with_help("mark fewer words for each claim, or make one claim of them")
}

fn not_one(passage: &Passage<'_>, found: usize) -> Diagnostic {
    let place = passage.mark.exact.place;
    match found {
        0 => Diagnostic::error("mark-not-found", "these words do not stand in the text")
            .at(place, format!("the words of claim `{}`", passage.claim))
            .with_why("a mark from the record is found by its words, quotation marks and spaces aside")
            .with_help("copy the words from the text as they read, without Markdown signs"),
        n => Diagnostic::error("mark-not-unique", format!("these words stand in {n} places of the text"))
            .at(place, format!("the words of claim `{}`", passage.claim))
            .with_help("say which: `mark: {exact: \"…\", prefix: \"words before\", suffix: \"words after\"}`, or take more words"),
    }
}

/// The text of all lines, one after the other.
struct Lines {
    text: String,
    /// Where each line stands in `text`.
    ranges: Vec<Range<usize>>,
}

impl Lines {
    fn of(blocks: &mut [Block]) -> Self {
        let mut lines = Self { text: String::new(), ranges: Vec::new() };
        each_line_mut(blocks, &mut |content| {
            let start = lines.text.len();
            lines.text.push_str(&plain::text(content));
            lines.ranges.push(start..lines.text.len());
            lines.text.push('\n');
        });
        lines
    }

    /// The one place where the passage stands, or how many there are.
    fn find(&self, whole: &Normal, mark: &MarkDoc) -> Result<Range<usize>, usize> {
        let normal = |text: &str| Normal::new(text);
        let exact = normal(&mark.exact.value);
        let before = normal(mark.prefix.as_deref().unwrap_or_default());
        let after = normal(mark.suffix.as_deref().unwrap_or_default());
        let mut found: Vec<_> = whole.find_between(&before, &exact, &after).collect();
        match found.len() {
            1 => Ok(found.remove(0)),
            n => Err(n),
        }
    }

    fn mark(&self, blocks: &mut [Block], range: &Range<usize>, passage: &Passage<'_>) {
        let mut wrapper = Wrapper {
            claim: ClaimAddress { article: None, name: passage.claim.clone() },
            place: passage.mark.exact.place,
            pieces: 0,
        };
        let mut ranges = self.ranges.iter();
        each_line_mut(blocks, &mut |content| {
            let Some(line) = ranges.next() else { return };
            let start = range.start.max(line.start);
            let end = range.end.min(line.end);
            if start < end {
                *content = wrapper.wrap(std::mem::take(content), start - line.start..end - line.start);
            }
        });
        let last = wrapper.pieces;
        let mut seen = 0;
        crate::model::text::each_inline_mut(blocks, &mut |inline| {
            if let Inline::Mark { place, piece, .. } = inline
                && *place == wrapper.place
            {
                seen += 1;
                *piece = Piece { first: seen == 1, last: seen == last };
            }
        });
    }
}

/// Puts the pieces of one mark around what they cover.
struct Wrapper {
    claim: ClaimAddress,
    place: Place,
    pieces: usize,
}

impl Wrapper {
    /// `content` with the bytes `range` of its text marked.
    fn wrap(&mut self, content: Vec<Inline>, range: Range<usize>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(content.len() + 2);
        let mut covered = Vec::new();
        let mut at = 0;
        for inline in content {
            let length = plain::text(std::slice::from_ref(&inline)).len();
            let own = at..at + length;
            at = own.end;
            let inside = own.start >= range.start && own.end <= range.end;
            let at_edge = length == 0 && (own.start == range.start || own.start == range.end);
            if inside && !at_edge {
                covered.push(inline);
                continue;
            }
            let overlaps = own.start < range.end && own.end > range.start;
            if !overlaps {
                self.close(&mut covered, &mut out);
                out.push(inline);
                continue;
            }
            let part = range.start.max(own.start) - own.start..range.end.min(own.end) - own.start;
            self.part(inline, part, &mut covered, &mut out);
        }
        self.close(&mut covered, &mut out);
        out
    }

    /// An element of which only the bytes `part` are covered.
    fn part(&mut self, inline: Inline, part: Range<usize>, covered: &mut Vec<Inline>, out: &mut Vec<Inline>) {
        if let Inline::Text(text) = inline {
            let piece =
                |range: Range<usize>| text.get(range).filter(|text| !text.is_empty()).map(str::to_owned);
            if let Some(before) = piece(0..part.start) {
                self.close(covered, out);
                out.push(Inline::Text(before));
            }
            covered.extend(piece(part.clone()).map(Inline::Text));
            if let Some(after) = piece(part.end..text.len()) {
                self.close(covered, out);
                out.push(Inline::Text(after));
            }
            return;
        }
        if !matches!(inline, Inline::Link { .. }) {
            self.close(covered, out);
        }
        out.push(match inline {
            Inline::Emphasis(content) => Inline::Emphasis(self.wrap(content, part)),
            Inline::Strong(content) => Inline::Strong(self.wrap(content, part)),
            Inline::Strike(content) => Inline::Strike(self.wrap(content, part)),
            Inline::Element(name, content) => Inline::Element(name, self.wrap(content, part)),
            Inline::Link { target, title, content, place } => {
                self.part_of_link(
                    &part,
                    content,
                    |content| Inline::Link { target: target.clone(), title: title.clone(), content, place },
                    covered,
                    out,
                );
                return;
            }
            Inline::Mark { claim, content, place, piece } => {
                Inline::Mark { claim, content: self.wrap(content, part), place, piece }
            }
            // Program text is not cut: a part of it is marked as the whole.
            whole => self.piece(vec![whole]),
        });
    }

    /// A link of which only a part is covered is taken apart: the marker of a mark is a link too, and links do not nest.
    fn part_of_link(
        &mut self,
        part: &Range<usize>,
        content: Vec<Inline>,
        link: impl Fn(Vec<Inline>) -> Inline,
        covered: &mut Vec<Inline>,
        out: &mut Vec<Inline>,
    ) {
        let (before, rest) = split(content, part.start);
        let (inside, after) = split(rest, part.end - part.start);
        if !before.is_empty() {
            self.close(covered, out);
            out.push(link(before));
        }
        if !inside.is_empty() {
            covered.push(link(inside));
        }
        if !after.is_empty() {
            self.close(covered, out);
            out.push(link(after));
        }
    }

    fn close(&mut self, covered: &mut Vec<Inline>, out: &mut Vec<Inline>) {
        if !covered.is_empty() {
            let content = std::mem::take(covered);
            out.push(self.piece(content));
        }
    }

    fn piece(&mut self, content: Vec<Inline>) -> Inline {
        self.pieces += 1;
        Inline::Mark {
            claim: self.claim.clone(),
            content,
            place: self.place,
            piece: Piece { first: false, last: false },
        }
    }
}

/// `content` cut in two at a byte of its text. Program text is not cut and goes to the first part.
fn split(content: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut start = 0;
    for inline in content {
        let length = plain::text(std::slice::from_ref(&inline)).len();
        let end = start + length;
        if end <= at {
            before.push(inline);
        } else if start >= at {
            after.push(inline);
        } else {
            let (first, second) = cut(inline, at - start);
            before.extend(first);
            after.extend(second);
        }
        start = end;
    }
    (before, after)
}

/// An element cut in two at a byte of its text.
fn cut(inline: Inline, at: usize) -> (Option<Inline>, Option<Inline>) {
    let parts = |content: Vec<Inline>, of: &dyn Fn(Vec<Inline>) -> Inline| {
        let (before, after) = split(content, at);
        (Some(of(before)), Some(of(after)))
    };
    match inline {
        Inline::Text(text) => match text.get(..at).zip(text.get(at..)) {
            Some((before, after)) => {
                (Some(Inline::Text(before.to_owned())), Some(Inline::Text(after.to_owned())))
            }
            None => (Some(Inline::Text(text)), None),
        },
        Inline::Emphasis(content) => parts(content, &Inline::Emphasis),
        Inline::Strong(content) => parts(content, &Inline::Strong),
        Inline::Strike(content) => parts(content, &Inline::Strike),
        Inline::Element(name, content) => parts(content, &|content| Inline::Element(name, content)),
        whole => (Some(whole), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Files, Placed};
    use crate::path::RelPath;

    /// The text with each piece of a mark in brackets, `<` at the first and `>` at the last.
    fn shown(blocks: &[Block]) -> String {
        fn push(content: &[Inline], out: &mut String) {
            for inline in content {
                match inline {
                    Inline::Text(text) => out.push_str(text),
                    Inline::Emphasis(content) => {
                        out.push('*');
                        push(content, out);
                        out.push('*');
                    }
                    Inline::Mark { content, piece, .. } => {
                        out.push_str(if piece.first { "<[" } else { "[" });
                        push(content, out);
                        out.push_str(if piece.last { "]>" } else { "]" });
                    }
                    _ => {}
                }
            }
        }
        let mut out = String::new();
        crate::model::text::each_line(blocks, &mut |content| push(content, &mut out));
        out
    }

    fn marked(blocks: Vec<Block>, exact: &str, prefix: Option<&str>) -> (String, Vec<&'static str>) {
        let mut files = Files::new();
        let place = Place::new(files.add(RelPath::new("a").unwrap(), exact), 0..exact.len());
        let mark = MarkDoc {
            exact: Placed::new(exact.to_owned(), place),
            prefix: prefix.map(str::to_owned),
            suffix: None,
        };
        let claim = ClaimName::new("x").unwrap();
        let mut blocks = blocks;
        let mut out = Diagnostics::new();
        insert(&mut blocks, &[Passage { claim: &claim, mark: &mark }], &mut out);
        (shown(&blocks), out.iter().map(|d| d.rule).collect())
    }

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn place() -> Place {
        Place::new(Files::new().add(RelPath::new("a").unwrap(), "x"), 0..1)
    }

    fn paragraph() -> Vec<Block> {
        vec![Block::Paragraph(
            vec![text("They said "), Inline::Emphasis(vec![text("a thousand")]), text(" men, “a thousand”.")],
            place(),
        )]
    }

    #[test]
    fn a_passage_that_crosses_an_element_is_marked_in_pieces() {
        let (shown, told) = marked(paragraph(), "thousand men, \"a", None);
        assert_eq!(shown, "They said *a <[thousand]*[ men, “a]> thousand”.");
        assert!(told.is_empty());
    }

    #[test]
    fn a_passage_that_holds_a_whole_element_is_one_piece() {
        let (shown, _) = marked(paragraph(), "said a thousand men", None);
        assert_eq!(shown, "They <[said *a thousand* men]>, “a thousand”.");
    }

    #[test]
    fn words_that_stand_twice_need_what_stands_before_them() {
        assert_eq!(marked(paragraph(), "a thousand", None).1, ["mark-not-unique"]);
        let (shown, told) = marked(paragraph(), "a thousand", Some("men, \""));
        assert_eq!(shown, "They said *a thousand* men, “<[a thousand]>”.");
        assert!(told.is_empty());
    }

    #[test]
    fn a_passage_that_ends_inside_a_link_takes_the_link_apart() {
        let mut files = Files::new();
        let place = Place::new(files.add(RelPath::new("b").unwrap(), "x"), 0..1);
        let link = Inline::Link {
            target: crate::model::text::Target::External("https://example.org".to_owned()),
            title: None,
            content: vec![text("the report of Friday")],
            place,
        };
        let blocks = vec![Block::Paragraph(vec![text("as "), link, text(" says")], place)];
        let mark =
            MarkDoc { exact: Placed::new("as the report".to_owned(), place), prefix: None, suffix: None };
        let claim = ClaimName::new("x").unwrap();
        let (mut blocks, mut out) = (blocks, Diagnostics::new());
        insert(&mut blocks, &[Passage { claim: &claim, mark: &mark }], &mut out);
        let Block::Paragraph(content, _) = &blocks[0] else { panic!() };
        let kinds: Vec<_> = content
            .iter()
            .map(|inline| match inline {
                Inline::Mark { content, .. } => format!("mark {}", plain::text(content)),
                Inline::Link { content, .. } => format!("link {}", plain::text(content)),
                other => plain::text(std::slice::from_ref(other)),
            })
            .collect();
        assert_eq!(kinds, ["mark as the report", "link  of Friday", " says"]);
    }

    #[test]
    fn more_than_eight_claims_over_one_passage_are_told() {
        let mut files = Files::new();
        let place = Place::new(files.add(RelPath::new("b").unwrap(), "x"), 0..1);
        let mark =
            MarkDoc { exact: Placed::new("a thousand men".to_owned(), place), prefix: None, suffix: None };
        let claim = ClaimName::new("x").unwrap();
        let passages: Vec<_> = (0..5000).map(|_| Passage { claim: &claim, mark: &mark }).collect();
        let (mut blocks, mut out) = (paragraph(), Diagnostics::new());
        insert(&mut blocks, &passages, &mut out);
        assert_eq!(out.errors(), 4992);
    }

    #[test]
    fn words_that_are_not_there_are_told() {
        assert_eq!(marked(paragraph(), "two thousand", None).1, ["mark-not-found"]);
    }
}
