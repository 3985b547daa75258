//! Markdown → tree.

use super::html::{self, Piece as HtmlPiece};
use super::target::{Meant, meant};
use super::{Locator, Settings};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::ClaimAddress;
use crate::model::text::{Alignment, Block, Inline, Piece, Target, is_reserved_anchor, plain};
use pulldown_cmark::{
    Alignment as Column, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TextMergeWithOffset,
};
use std::collections::BTreeSet;
use std::ops::Range;

/// Elements within each other beyond this are read as text: no author writes that, and each level costs stack.
const DEEPEST: usize = 48;

/// Reads `text` into blocks; what is wrong goes to `out`, and reading goes on.
pub fn parse(text: &str, locator: Locator, settings: &Settings, out: &mut Diagnostics) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let events = TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter());
    let mut reader = Reader {
        events: events.peekable(),
        text,
        locator,
        settings,
        out,
        anchors: BTreeSet::new(),
        in_link: false,
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
                _ => blocks.push(Block::Plain(self.inlines(depth))),
            }
        }
        blocks
    }

    /// The block that `tag` opened, up to its end, which is left for the caller.
    fn block(&mut self, tag: Tag<'t>, range: Range<usize>, depth: usize, blocks: &mut Vec<Block>) {
        if depth >= DEEPEST {
            let text = self.skip_to_end();
            blocks.push(Block::Plain(vec![Inline::Text(text)]));
            return;
        }
        match tag {
            Tag::Paragraph => {
                let content = self.inlines(depth + 1);
                blocks.push(self.paragraph(content));
            }
            Tag::Heading { level, id, .. } => {
                let content = self.inlines(depth + 1);
                let anchor = self.anchor(id.as_deref().unwrap_or(&plain::text(&content)));
                blocks.push(Block::Heading { level: level as u8, anchor, content });
            }
            Tag::BlockQuote(_) => blocks.push(Block::Quote(self.blocks(depth + 1))),
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
    fn paragraph(&mut self, mut content: Vec<Inline>) -> Block {
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
        Block::Paragraph(content)
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
            blocks.push(Block::Paragraph(vec![Inline::Text(html.trim_end().to_owned())]));
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
            match event {
                Event::Start(tag) => {
                    let inline = self.element(tag, range, depth);
                    self.events.next();
                    items.extend(inline);
                }
                Event::Text(text) => {
                    self.look_for_lost_links(&text, &range);
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
                vec![Inline::Image { target, alt, title: written(title), place }]
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

    /// Links do not nest in CommonMark: what was meant as a claim around another link arrives as text. So do references
    /// and footnotes that are not defined.
    fn look_for_lost_links(&mut self, text: &str, range: &Range<usize>) {
        if text.contains("](claim:") {
            let source = &self.text[range.clone()];
            for (at, _) in source.match_indices("](claim:").filter(|(at, _)| !source[..*at].ends_with('\\')) {
                let end = source[at..].find(')').map_or(source.len(), |end| at + end + 1);
                self.out.push(
                    Diagnostic::error("link-in-claim", "a claim's words hold a link, so they are not marked")
                        .at(self.place(&(range.start + at..range.start + end)), "this stayed text")
                        .with_why("links cannot nest in Markdown")
                        .with_help("take the inner link out, or mark the passage from the record: `mark: \"the words as they read\"` below the claim"),
                );
            }
        }
        for (at, _) in text.match_indices("][") {
            let label = text[at + 2..].split(']').next().unwrap_or_default();
            if self.settings.claims.contains(label) {
                self.out.push(
                    Diagnostic::error(
                        "undefined-reference",
                        format!("`[…][{label}]` marks nothing: the reference has no definition"),
                    )
                    .at(self.place(range), "this stayed text")
                    .with_help(format!(
                        "add a line `[{label}]: https://…` below the text, or write `(claim:{label})`"
                    )),
                );
            }
        }
        if let Some(at) = text.find("[^") {
            let label: String = text[at + 2..].chars().take_while(|c| *c != ']').collect();
            self.out.push(
                Diagnostic::warning("undefined-footnote", format!("there is no footnote `{label}`"))
                    .at(self.place(range), "this stayed text")
                    .with_help(format!("add a line `[^{label}]: …` below the text")),
            );
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
        let mut slug = String::new();
        for c in words.chars() {
            if c.is_alphanumeric() {
                slug.extend(c.to_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = match slug.trim_end_matches('-') {
            "" => "section",
            slug => slug,
        };
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

/// The first word after the fence.
fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) => {
            info.split([' ', ',', '{']).next().filter(|word| !word.is_empty()).map(str::to_owned)
        }
        CodeBlockKind::Indented => None,
    }
}

fn raw_html(place: Place) -> Diagnostic {
    Diagnostic::warning("raw-html", "raw HTML is shown as text")
        .at(place, "not passed on")
        .with_why("content may come from anybody, and HTML can run code on readers' machines")
        .with_help("use Markdown, or set `raw_html = true` under `[content]` in onrecord.toml if you trust all that is written here")
}

fn chart_in_text(place: Place) -> Diagnostic {
    Diagnostic::error("chart-in-text", "a chart stands in a paragraph of its own")
        .at(place, "words or a link around it")
        .with_help("put a blank line before and after it")
}

fn bad_link(place: Place, reason: String) -> Diagnostic {
    Diagnostic::error("bad-link", "this link leads nowhere")
        .at(place, reason)
        .with_help("links are `https:`, `http:` or `mailto:`, `claim:`, `source:`, `figure:` or `speaker:`, or a file of the site")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Files, Place};
    use crate::path::RelPath;
    use proptest::prelude::*;

    fn read(text: &str, claims: &[&str]) -> (Vec<Block>, Vec<(&'static str, String)>) {
        let mut files = Files::new();
        let file = files.add(RelPath::new("a.md").unwrap(), text);
        let settings =
            Settings { raw_html: false, claims: claims.iter().map(|name| (*name).to_owned()).collect() };
        let mut out = Diagnostics::new();
        let blocks = parse(text, Locator::At(file, 0), &settings, &mut out);
        let told = out
            .iter()
            .map(|d| {
                (d.rule, d.at.as_ref().map_or(String::new(), |(place, _)| files.text(*place).to_owned()))
            })
            .collect();
        (blocks, told)
    }

    fn marks(blocks: &[Block]) -> Vec<(String, String)> {
        let mut marks = Vec::new();
        crate::model::text::each_inline(blocks, &mut |inline| {
            if let Inline::Mark { claim, content, .. } = inline {
                marks.push((claim.to_string(), plain::text(content)));
            }
        });
        marks
    }

    #[test]
    fn a_claim_is_marked_by_a_link_or_by_a_reference_with_its_name() {
        let text = "He said [a *thousand*](claim:week) and [more][total] of [others](claim:b/c).\n\n[total]: https://example.org \"Reuters\"\n";
        let (blocks, told) = read(text, &["week", "total"]);
        let expected = [("week", "a thousand"), ("total", "more"), ("b/c", "others")];
        assert_eq!(marks(&blocks), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert!(told.is_empty(), "{told:?}");
    }

    #[test]
    fn brackets_inside_a_quoted_mark_stay_text() {
        let (blocks, told) = read("[“They [the forces] lost…”](claim:x)", &["x"]);
        assert_eq!(marks(&blocks), [("x".to_owned(), "“They [the forces] lost…”".to_owned())]);
        assert!(told.is_empty());
    }

    #[test]
    fn a_mark_around_a_link_and_a_reference_without_definition_are_told_where_they_stand() {
        let (_, told) = read("a [b [c](source:d) e](claim:x) f [g][x]", &["x"]);
        assert_eq!(told[0], ("link-in-claim", "](claim:x)".to_owned()));
        assert_eq!(told[1].0, "undefined-reference");
    }

    #[test]
    fn an_escaped_mark_is_text_and_nothing_is_wrong_with_it() {
        let (blocks, told) = read("\\[words\\](claim:x)", &["x"]);
        assert!(marks(&blocks).is_empty() && told.is_empty(), "{told:?}");
    }

    #[test]
    fn a_chart_alone_in_its_paragraph_becomes_a_block_with_its_caption() {
        let (blocks, _) = read("![what they said](figure:losses)", &[]);
        assert!(matches!(&blocks[..], [Block::Chart { figure, caption, .. }]
            if figure.as_str() == "losses" && plain::text(caption) == "what they said"));
    }

    #[test]
    fn html_is_text_but_for_elements_that_are_safe_anywhere() {
        let (blocks, told) = read("H<sub>2</sub>O <b onclick=x>no</b> <!-- a note -->", &[]);
        let Block::Paragraph(content) = &blocks[0] else { panic!() };
        assert!(content.iter().any(|inline| matches!(inline, Inline::Element("sub", _))));
        assert_eq!(plain::text(content).trim_end(), "H2O <b onclick=x>no</b>");
        assert_eq!(told.len(), 2, "{told:?}");
    }

    #[test]
    fn headings_with_the_same_words_get_anchors_of_their_own() {
        let (blocks, _) = read("## Що сталося?\n\n## Що сталося?\n\n## ???\n", &[]);
        let anchors: Vec<_> = blocks
            .iter()
            .map(|block| match block {
                Block::Heading { anchor, .. } => anchor.as_str(),
                _ => "",
            })
            .collect();
        assert_eq!(anchors, ["що-сталося", "що-сталося-2", "section"]);
    }

    #[test]
    fn a_heading_never_takes_the_anchor_of_a_card_or_of_a_part_of_the_page() {
        let (blocks, _) = read("## Claims\n\n## Claim week\n\n## x {#main}\n", &[]);
        let anchors: Vec<_> = blocks
            .iter()
            .map(|block| match block {
                Block::Heading { anchor, .. } => anchor.as_str(),
                _ => "",
            })
            .collect();
        assert_eq!(anchors, ["section-claims", "section-claim-week", "section-main"]);
    }

    #[test]
    fn nesting_without_end_is_read_as_text() {
        let (blocks, _) = read(&"> ".repeat(3000), &[]);
        let mut depth = 0;
        let mut at = &blocks[..];
        while let [Block::Quote(inner)] = at {
            depth += 1;
            at = inner;
        }
        assert!(depth <= DEEPEST, "{depth}");
        let _ = read(&format!("{}x{}", "*a ".repeat(3000), "*".repeat(3000)), &[]);
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_panic_and_every_place_lies_in_the_text(
            text in "[a-cж*_`~<>!\\[\\]()^:#|\\-\\\\\\n \u{feff}]{0,60}(\\]\\(claim:x\\)|\\[\\^1\\]|<sub>|</sub>)?[a-c \\n]{0,9}"
        ) {
            let mut files = Files::new();
            let file = files.add(RelPath::new("a.md").unwrap(), text.as_str());
            let mut out = Diagnostics::new();
            let settings = Settings { raw_html: false, claims: ["x".to_owned()].into() };
            let blocks = parse(&text, Locator::At(file, 0), &settings, &mut out);
            let inside = |place: Place| text.get(place.range()).is_some();
            prop_assert!(out.iter().all(|d| d.at.as_ref().is_none_or(|(place, _)| inside(*place))));
            crate::model::text::each_inline(&blocks, &mut |inline| {
                if let Inline::Link { place, .. } | Inline::Mark { place, .. } = inline {
                    assert!(inside(*place));
                }
            });
        }
    }
}
