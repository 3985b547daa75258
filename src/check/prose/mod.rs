//! The paragraphs of an article as rules of language read them: the words as readers see them, what is marked, what is
//! quoted, and where it all stands in the file.

mod sentences;
mod words;

pub use sentences::first_sentence;
pub(super) use sentences::{sentence_of, sentences};
pub(super) use words::{Word, words};

use super::Case;
use crate::diagnostic::Place;
use crate::model::text::normal::Normal;
use crate::model::text::{Block, Inline, Piece, Target, plain};
use crate::model::{Article, Claim, Key, SourceId, SpeakerId};
use crate::resolve::Briefing;
use std::cell::OnceCell;
use std::ops::Range;

/// A paragraph, or a line of a list.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// The words as readers see them.
    pub(super) text: String,
    /// Where it stands in the file.
    pub(super) place: Place,
    /// Whether it stands within a block quote, and so is somebody else's.
    pub(super) quoted: bool,
    /// What it marks, in the order of the text.
    pub(super) marks: Vec<Marked>,
    /// What it links to.
    pub(super) links: Vec<Linked>,
    /// What stands before it and leads to it: the words of the heading above, and for a line of a list those of the
    /// paragraph before.
    pub(super) lead: String,
    /// Its source and its text in normal form, once somebody asked for a place.
    normal: OnceCell<(Normal, Normal)>,
}

/// A text without a break beyond this is no paragraph that anybody reads, and finding words in it would take long.
const LONGEST: usize = 20_000;

/// Words that state a claim.
#[derive(Debug)]
pub(super) struct Marked {
    /// The claim.
    pub(super) claim: Key<Claim>,
    /// The words, as bytes of the paragraph's text.
    pub(super) range: Range<usize>,
    /// Where the mark stands in the file.
    pub(super) place: Place,
}

/// Words that lead somewhere.
#[derive(Debug)]
pub(super) struct Linked {
    /// The words, as bytes of the paragraph's text.
    pub(super) range: Range<usize>,
    /// Where they lead.
    pub(super) to: Leading,
}

/// Where words lead, as far as rules ask.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Leading {
    /// To a speaker.
    Speaker(SpeakerId),
    /// To a source.
    Source(SourceId),
    /// To a figure, or out of the site: to something that readers can check.
    Elsewhere,
}

impl Paragraph {
    /// Its text with the same length, in which whatever is not said in the author's own voice is blank: what stands in
    /// quotation marks, and, as code, what is no language.
    pub(super) fn own_words(&self) -> String {
        let mut own = self.text.clone();
        for range in words::quotations(&self.text) {
            blank(&mut own, range);
        }
        own
    }

    /// Where a mark's words stand in the file; where the record names them, for a mark that it states.
    pub(super) fn place_of_mark(&self, case: &Case<'_>, mark: &Marked) -> Place {
        match self.place.contains(mark.place) {
            true => self.place_of(case, mark.range.clone()),
            false => mark.place,
        }
    }

    /// Where `range` of its text stands in the file. Where Markdown breaks the words up, as many of them as stand together
    /// from the first; its first line, where it is not found at all.
    pub(super) fn place_of(&self, case: &Case<'_>, range: Range<usize>) -> Place {
        let (source, text) = self.normal.get_or_init(|| {
            (Normal::new(&without_destinations(case.files.text(self.place))), Normal::new(&self.text))
        });
        let start = self.place.start as usize;
        let mut end = range.end;
        while end > range.start {
            let words = Normal::new(&self.text[range.start..end]);
            let all: Vec<_> = text.find(&words).collect();
            let before = all.iter().filter(|found| found.start < range.start).count();
            let found: Vec<_> = source.find(&words).collect();
            if let Some(found) = found.get(before).filter(|_| found.len() == all.len()) {
                return Place::new(self.place.file, start + found.start..start + found.end);
            }
            end =
                self.text[range.start..end].trim_end().rfind(' ').map_or(range.start, |at| range.start + at);
        }
        let all = case.files.text(self.place);
        let line = all.find('\n').unwrap_or(all.len());
        Place::new(self.place.file, start..start + line)
    }
}

/// The same length of spaces in the place of `range`.
pub(super) fn blank(text: &mut String, range: Range<usize>) {
    let spaces = " ".repeat(range.len());
    text.replace_range(range, &spaces);
}

/// Markdown with spaces where links say where they lead, so that no word is found there.
fn without_destinations(source: &str) -> String {
    let mut text = source.to_owned();
    let mut from = 0;
    while let Some(at) = text[from..].find("](").map(|at| from + at) {
        let Some(end) = text[at..].find(')').map(|end| at + end + 1) else { break };
        blank(&mut text, at + 1..end);
        from = end;
    }
    from = 0;
    while let Some(at) = text[from..].find("][").map(|at| from + at) {
        let Some(end) = text[at + 1..].find(']').map(|end| at + 1 + end + 1) else { break };
        blank(&mut text, at + 1..end);
        from = end;
    }
    text
}

/// The paragraphs and list lines of an article. Headings, tables, footnotes and program text are none.
pub(super) fn paragraphs(briefing: &Briefing, key: Key<Article>) -> Vec<Paragraph> {
    let article = &briefing.articles[key];
    let mut reader = Reader { briefing, article, lead: String::new(), found: Vec::new() };
    reader.blocks(&briefing.texts.articles[key], false);
    reader.found
}

/// Whether rules that know English can read the article.
pub(super) fn is_english(briefing: &Briefing, article: &Article) -> bool {
    let language = article.language.as_deref().unwrap_or(briefing.site.language.as_str());
    let primary = language.split('-').next().unwrap_or_default();
    primary.eq_ignore_ascii_case("en")
}

/// The end of a text: what leads to a list stands right before it.
fn end_of(text: &str) -> &str {
    const LONGEST: usize = 1000;
    let from = text.len().saturating_sub(LONGEST);
    (from..=text.len()).find_map(|from| text.get(from..)).unwrap_or_default()
}

struct Reader<'b> {
    briefing: &'b Briefing,
    article: &'b Article,
    lead: String,
    found: Vec<Paragraph>,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block], quoted: bool) {
        for block in blocks {
            match block {
                Block::Paragraph(content, place) | Block::Plain(content, place) => {
                    self.paragraph(content, *place, quoted);
                }
                Block::Heading { content, .. } => self.lead = plain::text(content),
                Block::Quote(content) => self.blocks(content, true),
                Block::Callout(_, content) => self.blocks(content, quoted),
                Block::Definitions(definitions) => {
                    let meanings = definitions.iter().flat_map(|definition| &definition.meanings);
                    meanings.for_each(|meaning| self.blocks(meaning, quoted));
                }
                Block::List { items, .. } => {
                    let before = self.found.last().map_or("", |paragraph| end_of(&paragraph.text)).to_owned();
                    let lead = self.lead.clone();
                    self.lead = [lead.as_str(), &before].join(". ");
                    items.iter().for_each(|item| self.blocks(item, quoted));
                    self.lead = lead;
                }
                Block::Code { .. }
                | Block::Table { .. }
                | Block::Rule
                | Block::Footnote { .. }
                | Block::Chart { .. }
                | Block::Picture { .. }
                | Block::Html(_) => {}
            }
        }
    }

    fn paragraph(&mut self, content: &[Inline], place: Place, quoted: bool) {
        let mut paragraph = Paragraph {
            text: String::new(),
            place,
            quoted,
            marks: Vec::new(),
            links: Vec::new(),
            lead: self.lead.clone(),
            normal: OnceCell::new(),
        };
        if place.range().len() <= LONGEST {
            self.inlines(content, &mut paragraph);
            self.found.push(paragraph);
        }
    }

    fn inlines(&self, content: &[Inline], into: &mut Paragraph) {
        for inline in content {
            let start = into.text.len();
            match inline {
                Inline::Text(text) => into.text.push_str(text),
                Inline::Code(text) => into.text.extend(text.chars().map(|_| ' ')),
                Inline::SoftBreak | Inline::HardBreak => into.text.push(' '),
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Strike(content)
                | Inline::Element(_, content) => self.inlines(content, into),
                Inline::Link { target, content, .. } => {
                    self.inlines(content, into);
                    let to = match target {
                        Target::Speaker(id) => Some(Leading::Speaker(id.clone())),
                        Target::Source(id) => Some(Leading::Source(id.clone())),
                        Target::Figure(_) | Target::External(_) => Some(Leading::Elsewhere),
                        _ => None,
                    };
                    into.links.extend(to.map(|to| Linked { range: start..into.text.len(), to }));
                }
                Inline::Mark { claim, content, place, piece } => {
                    self.inlines(content, into);
                    let Some(claim) = self.briefing.claims.find(&claim.from(&self.article.id)) else {
                        continue;
                    };
                    let range = start..into.text.len();
                    let whole = into
                        .marks
                        .iter_mut()
                        .find(|mark| mark.claim == claim && mark.place == *place && *piece != Piece::WHOLE);
                    match whole {
                        Some(mark) => mark.range.end = range.end,
                        None => into.marks.push(Marked { claim, range, place: *place }),
                    }
                }
                Inline::Image { .. } | Inline::FootnoteCall(_) | Inline::Task(_) | Inline::Html(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests;
