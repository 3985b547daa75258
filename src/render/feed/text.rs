//! The text of an article for those who read it away from its page: a tree with nothing in it that needs the page.
//!
//! Marks become their words with a link to the card, charts become pictures, footnotes a list, and what the record has on each
//! claim follows in short.

use crate::model::text::{Block, Definition, Inline, Target};
use crate::model::{Article, Claim, Evidence, Key, Message, PictureSize, Speaking};
use crate::render::desk::Desk;
use crate::render::links::{self, Here};
use crate::render::marks::marked;
use crate::render::{picture, words};
use std::collections::BTreeMap;

/// The text of an article, and its claims.
pub(super) fn for_readers_of_feeds(desk: &Desk<'_>, here: &Here, key: Key<Article>) -> Vec<Block> {
    let article = &desk.briefing.articles[key];
    let mut reader = Reader { desk, here, key, article, notes: BTreeMap::new(), calls: Vec::new() };
    reader.collect(&desk.briefing.texts.articles[key]);
    let mut blocks = reader.blocks(&desk.briefing.texts.articles[key]);
    blocks.extend(reader.footnotes());
    blocks.extend(reader.claims());
    blocks
}

struct Reader<'a> {
    desk: &'a Desk<'a>,
    here: &'a Here,
    key: Key<Article>,
    article: &'a Article,
    /// What the footnotes say, by label.
    notes: BTreeMap<&'a str, &'a [Block]>,
    /// The footnotes in the order in which they were first called, which is that of their numbers on the page.
    calls: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn collect(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            if let Block::Footnote { label, content } = block {
                self.notes.entry(label).or_insert(content);
            }
            block.texts().for_each(|text| self.collect(text));
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Block> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'a Block) -> Vec<Block> {
        vec![match block {
            Block::Paragraph(content, place) => Block::Paragraph(self.line(content), *place),
            Block::Plain(content, place) => Block::Plain(self.line(content), *place),
            Block::Heading { level, anchor, content } => {
                Block::Heading { level: *level, anchor: anchor.clone(), content: self.line(content) }
            }
            Block::Quote(content) => Block::Quote(self.blocks(content)),
            Block::Callout(kind, content) => Block::Callout(*kind, self.blocks(content)),
            Block::Definitions(definitions) => {
                Block::Definitions(definitions.iter().map(|each| self.definition(each)).collect())
            }
            Block::Picture { image, caption } => {
                Block::Picture { image: self.line(image), caption: self.line(caption) }
            }
            Block::List { start, items } => {
                Block::List { start: *start, items: items.iter().map(|item| self.blocks(item)).collect() }
            }
            Block::Table { columns, head, rows } => Block::Table {
                columns: columns.clone(),
                head: head.iter().map(|cell| self.line(cell)).collect(),
                rows: rows.iter().map(|row| row.iter().map(|cell| self.line(cell)).collect()).collect(),
            },
            Block::Chart { figure, caption, .. } => return self.chart(figure, caption),
            Block::Footnote { .. } => return Vec::new(),
            // What it may do away from its page is not known; where it is read, it stands.
            Block::Html(_) => {
                self.paragraph(vec![self.link(self.page(), self.here.words().text("feed.on-page"))])
            }
            Block::Code { .. } | Block::Rule => block.clone(),
        }]
    }

    fn definition(&mut self, definition: &'a Definition) -> Definition {
        Definition {
            terms: definition.terms.iter().map(|term| self.line(term)).collect(),
            meanings: definition.meanings.iter().map(|meaning| self.blocks(meaning)).collect(),
        }
    }

    fn line(&mut self, content: &'a [Inline]) -> Vec<Inline> {
        content.iter().flat_map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &'a Inline) -> Vec<Inline> {
        vec![match inline {
            Inline::Emphasis(content) => Inline::Emphasis(self.line(content)),
            Inline::Strong(content) => Inline::Strong(self.line(content)),
            Inline::Strike(content) => Inline::Strike(self.line(content)),
            Inline::Element(tag, content) => Inline::Element(tag, self.line(content)),
            Inline::Link { target, title, content, place } => Inline::Link {
                target: target.clone(),
                title: title.clone(),
                content: self.line(content),
                place: *place,
            },
            Inline::Mark { claim, content, piece, .. } => {
                let mut line = self.line(content);
                let claim = marked(self.desk.briefing, self.article, claim).filter(|_| piece.last);
                line.extend(claim.and_then(|claim| self.marker(claim)));
                return line;
            }
            Inline::FootnoteCall(label) => match self.notes.contains_key(label.as_str()) {
                true => self.call(label),
                false => Inline::Text(format!("[^{label}]")),
            },
            Inline::Html(_) => return Vec::new(),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::SoftBreak
            | Inline::HardBreak
            | Inline::Image { .. }
            | Inline::Task(_) => inline.clone(),
        }]
    }

    /// The number of a claim, which leads to its card.
    fn marker(&self, claim: Key<Claim>) -> Option<Inline> {
        let number = self.desk.numbers(self.key).of_claim(claim)?;
        Some(self.raised(self.card(claim)?, &format!("[{number}]")))
    }

    fn card(&self, claim: Key<Claim>) -> Option<String> {
        let name = self.desk.numbers(self.key).name(claim)?;
        Some(self.here.to_part(self.here.page(), &format!("claim-{name}")))
    }

    fn call(&mut self, label: &'a str) -> Inline {
        let known = self.calls.iter().position(|known| *known == label);
        let number = known.unwrap_or(self.calls.len()) + 1;
        if known.is_none() {
            self.calls.push(label);
        }
        self.raised(self.here.to_part(self.here.page(), &format!("fn-{number}")), &format!("[note {number}]"))
    }

    fn raised(&self, href: String, words: &str) -> Inline {
        Inline::Element("sup", vec![self.link(href, words)])
    }

    fn link(&self, href: String, words: &str) -> Inline {
        self.link_to(Target::External(href), vec![Inline::Text(words.to_owned())])
    }

    fn link_to(&self, target: Target, content: Vec<Inline>) -> Inline {
        Inline::Link { target, title: None, content, place: self.article.place }
    }

    fn paragraph(&self, content: Vec<Inline>) -> Block {
        Block::Paragraph(content, self.article.place)
    }

    fn page(&self) -> String {
        self.here.to(self.here.page())
    }

    /// A figure as a picture, which leads to its page.
    fn chart(&mut self, id: &crate::model::FigureId, caption: &'a [Inline]) -> Vec<Block> {
        let caption = self.line(caption);
        let Some(figure) = self.desk.briefing.figures.find(id) else { return vec![self.paragraph(caption)] };
        let to_figure = |content| self.link_to(Target::Figure(id.clone()), content);
        let mut blocks = Vec::new();
        if let Some(picture) = picture::of_figure(self.desk, self.here, figure) {
            blocks.push(self.paragraph(vec![to_figure(vec![Inline::Image {
                target: Target::Asset(picture.path),
                alt: picture.alt,
                title: None,
                place: self.article.place,
                size: PictureSize::default(),
                picture: None,
            }])]));
        }
        let title = &self.desk.briefing.figures[figure].title;
        let mut below = vec![to_figure(vec![Inline::Text(title.clone())])];
        if !caption.is_empty() {
            below.push(Inline::Text(". ".to_owned()));
            below.extend(caption);
        }
        blocks.push(self.paragraph(below));
        blocks
    }

    /// The footnotes; one may call another, so the list grows while it is made.
    fn footnotes(&mut self) -> Vec<Block> {
        let mut items = Vec::new();
        while let Some(&label) = self.calls.get(items.len()) {
            let content = self.notes.get(label).copied().unwrap_or_default();
            items.push(self.blocks(content));
        }
        match items.is_empty() {
            true => Vec::new(),
            false => {
                vec![heading(self.here.words().text("feed.notes")), Block::List { start: Some(1), items }]
            }
        }
    }

    /// What the record has on each claim, in short.
    fn claims(&self) -> Vec<Block> {
        let order = self.desk.numbers(self.key).order();
        let items: Vec<_> = order.iter().map(|&claim| self.claim(claim)).collect();
        match items.is_empty() {
            true => Vec::new(),
            false => {
                vec![heading(self.here.words().text("article.claims")), Block::List { start: Some(1), items }]
            }
        }
    }

    fn claim(&self, key: Key<Claim>) -> Vec<Block> {
        let claim = &self.desk.briefing.claims[key];
        let statement = match self.card(key) {
            Some(card) => self.link(card, &claim.statement),
            None => Inline::Text(claim.statement.clone()),
        };
        let mut blocks = vec![self.paragraph(vec![statement])];
        let quote = claim.evidence.iter().find_map(|evidence| evidence.quote.as_ref());
        if let Some(quote) = quote {
            let words = Inline::Text(format!("“{}”", quote.value));
            blocks.push(Block::Quote(vec![self.paragraph(vec![words])]));
        }
        blocks.push(self.paragraph(vec![Inline::Text(self.said(claim))]));
        if !claim.evidence.is_empty() {
            blocks.push(self.paragraph(self.sources(&claim.evidence)));
        }
        blocks
    }

    /// Who said it and when, and how it stands.
    fn said(&self, claim: &Claim) -> String {
        let briefing = self.desk.briefing;
        let standing = &claim.standing;
        let (by, _) = words::labels(self.here.words(), claim.act, standing.status);
        let mut text = match claim.speaker {
            Speaking::Site => self.here.words().text("claim.worked-out-here").to_owned(),
            Speaking::Speaker(speaker) => {
                let speaker = &briefing.speakers[speaker];
                let role = speaker.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
                let unnamed = match speaker.named {
                    true => String::new(),
                    false => format!(", {}", self.here.words().text("speaker.unnamed")),
                };
                format!("{by} {}{unnamed}{role}", speaker.name)
            }
        };
        if let Some(said) = &claim.said {
            text.push_str(&format!(", {}", self.here.words().date(said)));
        }
        format!(
            "{text}. {}: {}",
            words::status(self.here.words(), standing.status).word,
            self.here.words().phrase(&standing.reason)
        )
    }

    fn sources(&self, evidence: &[Evidence]) -> Vec<Inline> {
        let mut line = vec![Inline::Text(format!(
            "{} ",
            self.here.words().say(&Message::count("feed.sources", evidence.len()))
        ))];
        for (nth, evidence) in evidence.iter().enumerate() {
            let source = &self.desk.briefing.sources[evidence.source];
            if nth > 0 {
                line.push(Inline::Text("; ".to_owned()));
            }
            let title = vec![Inline::Text(source.title.clone())];
            line.push(self.link_to(Target::Source(source.id.clone()), title));
            let publisher = source.publisher.as_ref().map(|publisher| format!(", {publisher}"));
            let at = evidence.at.as_ref().map(|at| format!(", {at}"));
            line.extend([publisher, at].into_iter().flatten().map(Inline::Text));
        }
        line
    }
}

fn heading(words: &str) -> Block {
    let content = vec![Inline::Text(words.to_owned())];
    Block::Heading { level: 2, anchor: links::encode(&words.to_lowercase()), content }
}
