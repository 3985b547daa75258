//! Markdown → tree.

use super::html::{self, Piece as HtmlPiece};
use super::lost::{self, bad_link, chart_in_text, raw_html};
use super::target::{Meant, meant};
use super::{Locator, Settings};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::text::{
    Alignment, Block, CalloutKind, Definition, Inline, Piece, Target, is_decorative, is_reserved_anchor,
    plain,
};
use crate::model::{ClaimAddress, PictureSize};
use pulldown_cmark::{
    Alignment as Column, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag,
    TextMergeWithOffset,
};
use std::collections::BTreeSet;
use std::ops::Range;

/// Elements within each other beyond this are read as text: no author writes that, and each level costs stack.
pub(super) const DEEPEST: usize = 48;

/// Reads `text` into blocks; what is wrong goes to `out`, and reading goes on.
pub fn parse(text: &str, locator: Locator, settings: &Settings, out: &mut Diagnostics) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        // Callouts, and nothing else in this release.
        | Options::ENABLE_GFM;
    let events = TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter());
    let mut reader = Reader {
        events: events.peekable(),
        text,
        locator,
        settings,
        out,
        anchors: BTreeSet::new(),
        in_link: false,
        reached: 0,
    };
    reader.blocks(0)
}

struct Reader<'t, 'o, I: Iterator<Item = (Event<'t>, Range<usize>)>> {
    events: std::iter::Peekable<I>,
    text: &'t str,
    locator: Locator,
    settings: &'o Settings,
    out: &'o mut Diagnostics,
    /// The anchors given so far.
    anchors: BTreeSet<String>,
    /// Whether a link is being read, in which no picture may be a chart.
    in_link: bool,
    /// The end of the inline content that was read last.
    reached: usize,
}

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Reader<'t, '_, I> {
    fn place(&self, range: &Range<usize>) -> Place {
        self.locator.place(range.clone())
    }

    /// Blocks up to the end of the element that holds them.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.peek() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(tag) => {
                    let (tag, range) = (tag.clone(), range.clone());
                    self.events.next();
                    self.block(tag, range, depth, &mut blocks);
                    self.events.next();
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(Block::Rule);
                }
                _ => {
                    let start = range.start;
                    let content = self.inlines(depth);
                    blocks.push(Block::Plain(content, self.place(&(start..self.reached))));
                }
            }
        }
        blocks
    }

    /// The block that `tag` opened, up to its end, which is left for the caller.
    fn block(&mut self, tag: Tag<'t>, range: Range<usize>, depth: usize, blocks: &mut Vec<Block>) {
        if depth >= DEEPEST {
            let text = self.skip_to_end();
            blocks.push(Block::Plain(vec![Inline::Text(text)], self.place(&range)));
            return;
        }
        match tag {
            Tag::Paragraph => {
                let content = self.inlines(depth + 1);
                blocks.push(self.paragraph(content, &range));
            }
            Tag::Heading { level, id, .. } => {
                let content = self.inlines(depth + 1);
                let anchor = self.anchor(id.as_deref().unwrap_or(&plain::text(&content)));
                blocks.push(Block::Heading { level: level as u8, anchor, content });
            }
            Tag::BlockQuote(kind) => {
                if kind.is_none() {
                    lost::callout(self.text, &range, self.locator, self.out);
                }
                let content = self.blocks(depth + 1);
                blocks.push(match kind {
                    Some(kind) => Block::Callout(callout(kind), content),
                    None => Block::Quote(content),
                });
            }
            Tag::DefinitionList => blocks.push(self.definitions(depth)),
            Tag::CodeBlock(kind) => {
                let text = self.skip_to_end();
                blocks.push(Block::Code { language: language(&kind), text });
            }
            Tag::List(start) => {
                let mut items = Vec::new();
                while self.next_start().is_some() {
                    items.push(self.blocks(depth + 1));
                    self.events.next();
                }
                blocks.push(Block::List { start, items });
            }
            Tag::FootnoteDefinition(label) => {
                let content = self.blocks(depth + 1);
                blocks.push(Block::Footnote { label: label.to_string(), content });
            }
            Tag::Table(columns) => blocks.push(self.table(&columns, depth)),
            Tag::HtmlBlock => {
                let html = self.skip_to_end();
                self.html_block(html, &range, blocks);
            }
            _ => blocks.extend(self.blocks(depth + 1)),
        }
    }

    /// A paragraph that holds nothing but a chart is that chart.
    fn paragraph(&mut self, mut content: Vec<Inline>, range: &Range<usize>) -> Block {
        let charts = content.iter().filter(|inline| chart_of(inline).is_some()).count();
        if charts == 1
            && content.len() == 1
            && let Some(Inline::Image { target: Target::Figure(figure), alt, place, .. }) = content.pop()
        {
            let caption = if alt.is_empty() { Vec::new() } else { vec![Inline::Text(alt)] };
            return Block::Chart { figure, caption, place };
        }
        for inline in &content {
            if let Some(place) = chart_of(inline) {
                self.out.push(chart_in_text(place));
            }
        }
        self.picture(content).unwrap_or_else(|content| Block::Paragraph(content, self.place(range)))
    }

    /// A paragraph that holds nothing but a picture, in a link or not, is that picture; its title is its caption, in Markdown.
    fn picture(&mut self, content: Vec<Inline>) -> Result<Block, Vec<Inline>> {
        let alone = match content.as_slice() {
            [Inline::Link { content, .. }] => content.as_slice(),
            content => content,
        };
        let [Inline::Image { target: Target::File { .. }, alt, title, place, .. }] = alone else {
            return Err(content);
        };
        let title = title.as_deref().filter(|_| !is_decorative(alt, title.as_deref()));
        let caption = title.map_or_else(Vec::new, |title| self.caption(title, *place));
        Ok(Block::Picture { image: content, caption })
    }

    fn caption(&mut self, title: &str, place: Place) -> Vec<Inline> {
        let mut blocks = parse(title, Locator::Whole(place), self.settings, self.out);
        match blocks.pop() {
            Some(Block::Paragraph(content, _)) if blocks.is_empty() => content,
            _ => vec![Inline::Text(title.to_owned())],
        }
    }

    fn definitions(&mut self, depth: usize) -> Block {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((Event::Start(tag), _)) =
            self.events.next_if(|(event, _)| matches!(event, Event::Start(_)))
        {
            match tag {
                Tag::DefinitionListTitle => {
                    let term = self.inlines(depth + 1);
                    match definitions.last_mut().filter(|last| last.meanings.is_empty()) {
                        Some(last) => last.terms.push(term),
                        None => definitions.push(Definition { terms: vec![term], meanings: Vec::new() }),
                    }
                }
                _ => {
                    let meaning = self.blocks(depth + 1);
                    if let Some(last) = definitions.last_mut() {
                        last.meanings.push(meaning);
                    }
                }
            }
            self.events.next();
        }
        Block::Definitions(definitions)
    }

    fn table(&mut self, columns: &[Column], depth: usize) -> Block {
        let mut rows = Vec::new();
        while self.next_start().is_some() {
            let mut cells = Vec::new();
            while self.next_start().is_some() {
                cells.push(self.inlines(depth + 1));
                self.events.next();
            }
            rows.push(cells);
            self.events.next();
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let columns = columns
            .iter()
            .map(|column| match column {
                Column::None => Alignment::Natural,
                Column::Left => Alignment::Start,
                Column::Center => Alignment::Centre,
                Column::Right => Alignment::End,
            })
            .collect();
        Block::Table { columns, head, rows }
    }

    fn html_block(&mut self, html: String, range: &Range<usize>, blocks: &mut Vec<Block>) {
        if self.settings.raw_html {
            blocks.push(Block::Html(html));
        } else if html::piece(&html) != HtmlPiece::Comment {
            self.out.push(raw_html(self.place(range)));
            let place = self.place(range);
            blocks.push(Block::Paragraph(vec![Inline::Text(html.trim_end().to_owned())], place));
        }
    }

    /// Inline content up to the end of the element that holds it or the start of a block.
    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let mut items = Vec::new();
        let mut open: Vec<(&'static str, usize, Place)> = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) | Event::Rule => break,
                Event::Start(tag) if is_block(tag) => break,
                _ => {}
            }
            let Some((event, range)) = self.events.next() else { break };
            self.reached = range.end;
            match event {
                Event::Start(tag) => {
                    let end = range.end;
                    let inline = self.element(tag, range, depth);
                    self.events.next();
                    self.reached = end;
                    items.extend(inline);
                }
                Event::Text(text) => {
                    lost::look(self.text, &text, &range, self.locator, self.settings, self.out);
                    items.push(Inline::Text(text.into_string()));
                }
                Event::Code(text) => items.push(Inline::Code(text.into_string())),
                Event::SoftBreak => items.push(Inline::SoftBreak),
                Event::HardBreak => items.push(Inline::HardBreak),
                Event::FootnoteReference(label) => items.push(Inline::FootnoteCall(label.into_string())),
                Event::TaskListMarker(ticked) => items.push(Inline::Task(ticked)),
                Event::InlineHtml(html) | Event::Html(html) => {
                    let place = self.place(&range);
                    match open.len() + depth < DEEPEST {
                        true => self.inline_html(&html, place, &mut items, &mut open),
                        false => items.push(Inline::Text(html.into_string())),
                    }
                }
                Event::InlineMath(text) | Event::DisplayMath(text) => {
                    items.push(Inline::Text(text.into_string()))
                }
                Event::End(_) | Event::Rule => {}
            }
        }
        self.out.extend(open.into_iter().map(|(_, _, place)| raw_html(place)));
        items
    }

    fn element(&mut self, tag: Tag<'t>, range: Range<usize>, depth: usize) -> Vec<Inline> {
        if depth >= DEEPEST {
            return vec![Inline::Text(self.skip_to_end())];
        }
        match tag {
            Tag::Emphasis => vec![Inline::Emphasis(self.inlines(depth + 1))],
            Tag::Strong => vec![Inline::Strong(self.inlines(depth + 1))],
            Tag::Strikethrough => vec![Inline::Strike(self.inlines(depth + 1))],
            Tag::Link { link_type, dest_url, title, id } => {
                let outer = std::mem::replace(&mut self.in_link, true);
                let content = self.inlines(depth + 1);
                self.in_link = outer;
                self.link(link_type, &dest_url, &title, &id, content, &range)
            }
            Tag::Image { dest_url, title, .. } => {
                let alt = plain::text(&self.inlines(depth + 1));
                self.image(&dest_url, &title, alt, &range)
            }
            _ => self.inlines(depth + 1),
        }
    }

    fn link(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: &str,
        label: &str,
        content: Vec<Inline>,
        range: &Range<usize>,
    ) -> Vec<Inline> {
        let place = self.place(range);
        let reference = matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
        if reference
            && self.settings.claims.contains(label)
            && let Ok(claim) = ClaimAddress::parse(label)
        {
            return vec![Inline::Mark { claim, content, place, piece: Piece::WHOLE }];
        }
        let destination = match link_type {
            LinkType::Email if !destination.starts_with("mailto:") => format!("mailto:{destination}"),
            _ => destination.to_owned(),
        };
        match meant(&destination) {
            Meant::Claim(claim) if plain::text(&content).trim().is_empty() => {
                self.out.push(
                    Diagnostic::error("empty-mark", format!("no words state the claim `{claim}`"))
                        .at(place, "nothing stands between the brackets")
                        .with_why("readers open a claim by the words that state it")
                        .with_help("put the words that state it there: `[the words](claim:name)`"),
                );
                content
            }
            Meant::Claim(claim) => vec![Inline::Mark { claim, content, place, piece: Piece::WHOLE }],
            Meant::Link(target) => vec![Inline::Link { target, title: written(title), content, place }],
            Meant::Wrong(reason) => {
                self.out.push(bad_link(place, reason));
                content
            }
        }
    }

    fn image(&mut self, destination: &str, title: &str, alt: String, range: &Range<usize>) -> Vec<Inline> {
        let place = self.place(range);
        match meant(destination) {
            Meant::Link(target @ (Target::Figure(_) | Target::File { .. })) => {
                if self.in_link && matches!(target, Target::Figure(_)) {
                    self.out.push(chart_in_text(place));
                }
                let title = written(title);
                vec![Inline::Image { target, alt, title, place, size: PictureSize::default(), picture: None }]
            }
            Meant::Link(Target::External(_)) => {
                self.out.push(
                    Diagnostic::error("external-image", "a picture stands on another server")
                        .at(place, "fetched by every reader's browser")
                        .with_why("pages make no request of their own: it would tell that server who reads them, and break when it is gone")
                        .with_help("save the picture beside the article and link to it there"),
                );
                vec![Inline::Text(alt)]
            }
            Meant::Wrong(reason) => {
                self.out.push(bad_link(place, reason));
                vec![Inline::Text(alt)]
            }
            Meant::Claim(_) | Meant::Link(_) => {
                self.out.push(bad_link(place, "a picture is a file, or the chart of a figure".to_owned()));
                vec![Inline::Text(alt)]
            }
        }
    }

    fn inline_html(
        &mut self,
        html: &str,
        place: Place,
        items: &mut Vec<Inline>,
        open: &mut Vec<(&'static str, usize, Place)>,
    ) {
        if self.settings.raw_html {
            items.push(Inline::Html(html.to_owned()));
            return;
        }
        match html::piece(html) {
            HtmlPiece::Comment => {}
            HtmlPiece::Break => items.push(Inline::HardBreak),
            HtmlPiece::Open(name) => {
                open.push((name, items.len(), place));
                items.push(Inline::Text(html.to_owned()));
            }
            HtmlPiece::Close(name) if open.iter().any(|(known, ..)| *known == name) => {
                while let Some((known, at, opened)) = open.pop() {
                    if known == name {
                        let content = items.split_off(at + 1);
                        items.pop();
                        items.push(Inline::Element(name, content));
                        break;
                    }
                    self.out.push(raw_html(opened));
                }
            }
            HtmlPiece::Close(_) | HtmlPiece::Other => {
                self.out.push(raw_html(place));
                items.push(Inline::Text(html.to_owned()));
            }
        }
    }

    /// The next start of an element, if one comes before the end of this one.
    fn next_start(&mut self) -> Option<()> {
        self.events.next_if(|(event, _)| matches!(event, Event::Start(_))).map(|_| ())
    }

    /// The text up to the end of this element, whatever stands in it; the end is left for the caller.
    fn skip_to_end(&mut self) -> String {
        let (mut text, mut inside) = (String::new(), 0_usize);
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) if inside == 0 => break,
                Event::End(_) => inside -= 1,
                Event::Start(_) => inside += 1,
                Event::Text(piece) | Event::Html(piece) | Event::Code(piece) | Event::InlineHtml(piece) => {
                    text.push_str(piece);
                }
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                _ => {}
            }
            self.events.next();
        }
        text
    }

    /// An anchor for `words` that no other heading of the text has, and nothing else on its page.
    fn anchor(&mut self, words: &str) -> String {
        let slug = plain::slug(words);
        let slug = if slug.is_empty() { "section" } else { &slug };
        let mut anchor = match is_reserved_anchor(slug) {
            true => format!("section-{slug}"),
            false => slug.to_owned(),
        };
        let first = anchor.clone();
        for n in 2.. {
            if self.anchors.insert(anchor.clone()) {
                break;
            }
            anchor = format!("{first}-{n}");
        }
        anchor
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn chart_of(inline: &Inline) -> Option<Place> {
    match inline {
        Inline::Image { target: Target::Figure(_), place, .. } => Some(*place),
        _ => None,
    }
}

fn written(title: &str) -> Option<String> {
    (!title.is_empty()).then(|| title.to_owned())
}

fn callout(kind: BlockQuoteKind) -> CalloutKind {
    match kind {
        BlockQuoteKind::Note => CalloutKind::Note,
        BlockQuoteKind::Tip => CalloutKind::Tip,
        BlockQuoteKind::Important => CalloutKind::Important,
        BlockQuoteKind::Warning => CalloutKind::Warning,
        BlockQuoteKind::Caution => CalloutKind::Caution,
    }
}

/// The first word after the fence.
fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) => {
            info.split([' ', ',', '{']).next().filter(|word| !word.is_empty()).map(str::to_owned)
        }
        CodeBlockKind::Indented => None,
    }
}
