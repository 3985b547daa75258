//! The normalised text of an article, read from the very HTML that its page shows, with the marks in it.
//!
//! The text is what the page's text holds when markers of claims, calls of footnotes and the ways back from them are taken
//! out: word joiners (U+2060) left out, each run of white space one space and none at either end, in Unicode NFC.
//! `content/pages/guide/data.md` promises this; `tests/browser/data.mjs` works it out from pages in a browser and compares.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

/// A text in normal form.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) text: String,
    /// The marks in the order in which they start.
    pub(super) mentions: Vec<Mention>,
}

/// One mark of a claim.
#[derive(Debug)]
pub(super) struct Mention {
    /// The claim's name in the page's anchors.
    pub(super) name: String,
    /// The id of its first element.
    pub(super) id: String,
    /// Whether that element holds all of it.
    pub(super) is_whole: bool,
    /// The bytes of the text that it covers: one range, unless other words stand between its pieces.
    pub(super) ranges: Vec<Range<usize>>,
}

/// An element that holds a mark or a piece of one.
struct Piece {
    /// The place of its mark.
    mention: usize,
    range: Range<usize>,
}

/// Reads the HTML of a text, stretch by stretch.
#[derive(Default)]
pub(super) struct Reader {
    text: String,
    /// White space was met and not printed yet.
    space: bool,
    mentions: Vec<Mention>,
    pieces: Vec<Piece>,
    /// The open `span` elements, with the piece that each is.
    spans: Vec<Option<usize>>,
    /// The element that is being left out, and how many of its name are open.
    out: Option<(Vec<u8>, usize)>,
}

impl Reader {
    /// Reads a stretch that is whole by itself: what it opens, it closes.
    pub(super) fn read(&mut self, html: &str) {
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::String(text) if self.out.is_none() => self.push(&String::from_utf8_lossy(&text.value)),
                Token::StartTag(tag) => self.open(&tag),
                Token::EndTag(tag) => self.close(&tag.name),
                _ => {}
            }
        }
        // HTML of the author's own may leave anything open.
        self.out = None;
        while !self.spans.is_empty() {
            self.close(b"span");
        }
    }

    pub(super) fn line_end(&mut self) {
        self.space = true;
    }

    fn push(&mut self, text: &str) {
        for c in text.chars().filter(|c| *c != '\u{2060}') {
            if c.is_whitespace() {
                self.space = true;
                continue;
            }
            if std::mem::take(&mut self.space) && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push(c);
        }
    }

    fn open(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        if let Some((left_out, open)) = &mut self.out {
            *open += usize::from(left_out == name);
            return;
        }
        if VOID.contains(&name) {
            return;
        }
        let attribute = |name: &[u8]| {
            tag.attributes.get(name).map(|value| String::from_utf8_lossy(&value.value).into_owned())
        };
        let class = attribute(b"class").unwrap_or_default();
        let mut classes = class.split_ascii_whitespace();
        if LEFT_OUT.contains(&name) || classes.any(|class| LEFT_OUT_CLASSES.contains(&class)) {
            self.out = Some((name.to_vec(), 1));
        } else if name == b"span" {
            let is_mark = class.split_ascii_whitespace().any(|class| class == "claim");
            let mention = if is_mark { self.mention(attribute(b"id"), attribute(b"data-t")) } else { None };
            let piece = mention.map(|mention| {
                self.pieces.push(Piece { mention, range: self.text.len()..self.text.len() });
                self.pieces.len() - 1
            });
            self.spans.push(piece);
        }
    }

    /// The mark that starts here, or that goes on here.
    fn mention(&mut self, id: Option<String>, goes_on: Option<String>) -> Option<usize> {
        if let Some(name) = goes_on {
            let at = self.mentions.iter().rposition(|mention| mention.name == name)?;
            self.mentions[at].is_whole = false;
            return Some(at);
        }
        let id = id?;
        let name = id.strip_prefix("t-")?.split(':').next()?.to_owned();
        self.mentions.push(Mention { name, id, is_whole: true, ranges: Vec::new() });
        Some(self.mentions.len() - 1)
    }

    fn close(&mut self, name: &[u8]) {
        if let Some((left_out, open)) = &mut self.out {
            *open -= usize::from(left_out == name);
            if *open == 0 {
                self.out = None;
            }
        } else if name == b"span"
            && let Some(Some(piece)) = self.spans.pop()
        {
            self.pieces[piece].range.end = self.text.len();
        }
    }

    /// The whole text in normal form, and the words of each mark in it.
    pub(super) fn finish(mut self) -> Reading {
        let mut ranges: Vec<Vec<Range<usize>>> = self.mentions.iter().map(|_| Vec::new()).collect();
        for piece in &self.pieces {
            let range = trimmed(&self.text, &piece.range);
            if range.is_empty() {
                continue;
            }
            let own = &mut ranges[piece.mention];
            match own.last_mut() {
                Some(last)
                    if self.text.get(last.end..range.start).is_some_and(|gap| gap.trim().is_empty()) =>
                {
                    last.end = last.end.max(range.end);
                }
                _ => own.push(range),
            }
        }
        for (mention, ranges) in self.mentions.iter_mut().zip(ranges) {
            mention.ranges = ranges;
        }
        composed(self.text, self.mentions)
    }
}

/// Elements that hold nothing and have no end (HTML, section 13.1.2).
const VOID: [&[u8]; 13] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"source",
    b"track", b"wbr",
];

/// Elements whose content is no text of the page.
const LEFT_OUT: [&[u8]; 3] = [b"script", b"style", b"template"];

/// Classes of what the page adds to the text.
const LEFT_OUT_CLASSES: [&str; 4] = ["ref", "fn", "fn-back", "between"];

fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start_matches(' ').len());
    start..start + words.trim_matches(' ').len()
}

/// Brings the text into NFC, and the ranges of its marks with it.
fn composed(text: String, mut mentions: Vec<Mention>) -> Reading {
    if is_nfc(&text) {
        return Reading { text, mentions };
    }
    // A mark that starts or ends within a letter takes all of it.
    for range in mentions.iter_mut().flat_map(|mention| &mut mention.ranges) {
        while !is_boundary(&text, range.start) {
            range.start = text.floor_char_boundary(range.start - 1);
        }
        while !is_boundary(&text, range.end) {
            range.end = text.ceil_char_boundary(range.end + 1);
        }
    }
    let mut ends: Vec<usize> = mentions
        .iter()
        .flat_map(|mention| &mention.ranges)
        .flat_map(|range| [range.start, range.end])
        .chain([text.len()])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    let mut out = String::with_capacity(text.len());
    let mut moved = std::collections::BTreeMap::new();
    let mut from = 0;
    for end in ends {
        out.extend(text[from..end].nfc());
        moved.insert(end, out.len());
        from = end;
    }
    for range in mentions.iter_mut().flat_map(|mention| &mut mention.ranges) {
        *range = moved[&range.start]..moved[&range.end];
    }
    Reading { text: out, mentions }
}

/// Whether the two sides of byte `at` can be composed each by itself.
fn is_boundary(text: &str, at: usize) -> bool {
    if at == 0 || at >= text.len() {
        return true;
    }
    if is_starter(text[at..].chars().next()) {
        return true;
    }
    let before = text[..at].char_indices().rev().find(|(_, c)| is_starter(Some(*c))).map_or(0, |(at, _)| at);
    let after =
        text[at..].char_indices().find(|(_, c)| is_starter(Some(*c))).map_or(text.len(), |(to, _)| at + to);
    let apart = text[before..at].nfc().chain(text[at..after].nfc());
    apart.eq(text[before..after].nfc())
}

/// Whether a character never becomes one with what stands before it, nor another by itself.
fn is_starter(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
    })
}
