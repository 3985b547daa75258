//! The one place where the tree of a text becomes HTML: everything is escaped here, and every link is resolved here.

use super::desk::Desk;
use super::html::{Html, escape, escaped};
use super::links::{self, Here, encode};
use super::marks::{marked, strength, whole_mark};
use super::pictures::{self, Shown};
use super::words;
use crate::markdown::highlight;
use crate::model::text::{Alignment, Block, CalloutKind, Definition, Inline, Piece, Target};
use crate::model::{Article, Claim, ClaimAddress, Key, Message, PictureSize, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Where a text is printed and what it may refer to.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) desk: &'a Desk<'a>,
    pub(crate) here: &'a Here,
    /// The article whose page it is: only there are marks drawn.
    pub(crate) article: Option<Key<Article>>,
    /// The level of the heading that it stands under.
    pub(crate) under: u8,
    /// Keeps the footnotes of several texts on one page apart.
    pub(crate) footnotes: &'a str,
}

/// Holds a marker to the word before it (U+2060).
const JOINER: &str = "&#8288;";
/// Between two markers that follow each other, without letting a line end there.
const BETWEEN_MARKERS: &str = "<span class=\"between\">&#8288;&#8202;</span>";

/// Prints texts one block after another and remembers what only the whole of them tells.
pub(crate) struct Printer<'a> {
    setting: Setting<'a>,
    out: String,
    level: u8,
    calls: Vec<Call<'a>>,
    definitions: Vec<(&'a str, &'a [Block])>,
    mentions: BTreeMap<Key<Claim>, Vec<String>>,
    noted: Vec<Key<Claim>>,
    after_marker: usize,
    outer_draws: bool,
    /// Whether a link is being printed, in which no other can stand.
    in_link: bool,
    /// Whether a caption says what the title of a picture would say again.
    is_captioned: bool,
}

/// A footnote that was called, with the number of its calls so far.
struct Call<'a> {
    label: &'a str,
    times: usize,
}

/// A text that is wanted as one piece.
pub(crate) fn print<'a>(blocks: &'a [Block], setting: Setting<'a>) -> Html {
    let mut printer = Printer::new(blocks, setting);
    printer.blocks(blocks);
    let mut html = printer.take();
    html.0.push_str(&printer.footnotes().0);
    html
}

impl<'a> Printer<'a> {
    /// Starts on the text `blocks`, whose footnotes are looked up in all of it.
    pub(crate) fn new(blocks: &'a [Block], setting: Setting<'a>) -> Self {
        let mut definitions = Vec::new();
        collect_footnotes(blocks, &mut definitions);
        Self {
            setting,
            out: String::new(),
            level: setting.under,
            calls: Vec::new(),
            definitions,
            mentions: BTreeMap::new(),
            noted: Vec::new(),
            after_marker: 0,
            outer_draws: false,
            in_link: false,
            is_captioned: false,
        }
    }

    /// What was printed since it was last taken.
    pub(crate) fn take(&mut self) -> Html {
        self.after_marker = 0;
        Html(std::mem::take(&mut self.out))
    }

    /// The claims whose markers were printed since they were last taken, each once.
    pub(crate) fn take_noted(&mut self) -> Vec<Key<Claim>> {
        let mut noted: Vec<Key<Claim>> = Vec::new();
        for claim in std::mem::take(&mut self.noted) {
            if !noted.contains(&claim) {
                noted.push(claim);
            }
        }
        noted
    }

    /// The ids of all marks of each claim.
    pub(crate) fn into_mentions(self) -> BTreeMap<Key<Claim>, Vec<String>> {
        self.mentions
    }

    pub(crate) fn blocks(&mut self, blocks: &'a [Block]) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block);
            // Words never run together where tags are taken out: data about the text counts on it.
            if matches!(block, Block::Plain(..)) && at + 1 < blocks.len() {
                self.out.push('\n');
            }
        }
    }

    pub(crate) fn block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph(content, _) => self.wrap("p", content),
            Block::Plain(content, _) => self.line(content),
            Block::Heading { level, anchor, content } => self.heading(*level, anchor, content),
            Block::Quote(blocks) => {
                self.out.push_str("<blockquote>");
                self.blocks(blocks);
                self.out.push_str("</blockquote>\n");
            }
            Block::Callout(kind, blocks) => self.callout(*kind, blocks),
            Block::Definitions(definitions) => self.definitions(definitions),
            Block::Picture { image, caption } => self.picture(image, caption),
            Block::List { start, items } => self.list(*start, items),
            Block::Code { language, text } => self.code(language.as_deref(), text),
            Block::Table { columns, head, rows } => self.table(columns, head, rows),
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::Footnote { .. } => {}
            Block::Chart { figure, caption, .. } => self.chart_in_passing(figure, caption),
            Block::Html(html) => self.out.push_str(html),
        }
    }

    fn wrap(&mut self, tag: &str, content: &'a [Inline]) {
        self.open(tag);
        self.line(content);
        self.out.push_str(&format!("</{tag}>\n"));
    }

    fn open(&mut self, tag: &str) {
        self.out.push_str(&format!("<{tag}>"));
    }

    /// Levels follow each other without a gap, whatever the author wrote: screen readers count on it.
    fn heading(&mut self, level: u8, anchor: &str, content: &'a [Inline]) {
        let wanted = level.saturating_add(self.setting.under).saturating_sub(1);
        self.level = wanted.clamp(self.setting.under + 1, self.level + 1).min(6);
        let tag = format!("h{}", self.level);
        // Anchors are unique in one text. Where several share a page, only the first heads the page.
        match self.setting.under {
            1 => self.out.push_str(&format!("<{tag} id=\"{}\">", escaped(anchor))),
            _ => self.open(&tag),
        }
        self.line(content);
        if self.setting.under == 1 && self.setting.here.is_on_the_site() {
            self.out.push_str(&format!(
                "<a class=\"self\" href=\"#{}\" aria-label=\"{}\"></a>",
                encode(anchor),
                escaped(self.setting.here.words().text("text.section"))
            ));
        }
        self.out.push_str(&format!("</{tag}>\n"));
    }

    fn callout(&mut self, kind: CalloutKind, blocks: &'a [Block]) {
        let (name, word) = (kind.name(), words::callout(self.setting.here.words(), kind));
        self.out.push_str(&format!(
            "<div class=\"callout\" role=\"note\" data-kind=\"{name}\">\n<p class=\"kind\">{word}</p>\n"
        ));
        self.blocks(blocks);
        self.out.push_str("</div>\n");
    }

    fn definitions(&mut self, definitions: &'a [Definition]) {
        self.out.push_str("<dl>\n");
        for definition in definitions {
            for term in &definition.terms {
                self.wrap("dt", term);
            }
            for meaning in &definition.meanings {
                self.open("dd");
                self.blocks(meaning);
                self.out.push_str("</dd>\n");
            }
        }
        self.out.push_str("</dl>\n");
    }

    fn picture(&mut self, image: &'a [Inline], caption: &'a [Inline]) {
        match pictures::size(image) {
            PictureSize::Text => self.open("figure"),
            PictureSize::Wide => self.out.push_str("<figure class=\"wide-picture\">"),
            PictureSize::Small => self.out.push_str("<figure class=\"small-picture\">"),
        }
        self.is_captioned = !caption.is_empty();
        self.line(image);
        if std::mem::take(&mut self.is_captioned) {
            self.out.push('\n');
            self.wrap("figcaption", caption);
        }
        self.out.push_str("</figure>\n");
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Vec<Block>]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        match start {
            Some(start) if start != 1 => self.out.push_str(&format!("<ol start=\"{start}\">\n")),
            _ => self.open(tag),
        }
        for item in items {
            self.open("li");
            self.blocks(item);
            self.out.push_str("</li>\n");
        }
        self.out.push_str(&format!("</{tag}>\n"));
    }

    fn code(&mut self, language: Option<&str>, text: &str) {
        self.out.push_str("<pre><code>");
        self.out.push_str(&highlight(language, text));
        self.out.push_str("</code></pre>\n");
    }

    fn table(&mut self, columns: &[Alignment], head: &'a [Vec<Inline>], rows: &'a [Vec<Vec<Inline>>]) {
        self.out.push_str("<div class=\"tbl\"><table>\n<thead><tr>");
        for (at, cell) in head.iter().enumerate() {
            let tag = if cell.is_empty() { "td" } else { "th scope=\"col\"" };
            self.cell(tag, columns.get(at), cell);
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                self.cell("td", columns.get(at), cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    fn cell(&mut self, tag: &str, alignment: Option<&Alignment>, content: &'a [Inline]) {
        let class = match alignment {
            Some(Alignment::Centre) => " class=\"mid\"",
            Some(Alignment::End) => " class=\"end\"",
            _ => "",
        };
        self.out.push_str(&format!("<{tag}{class}>"));
        self.line(content);
        self.out.push_str(if tag == "td" { "</td>\n" } else { "</th>\n" });
    }

    /// A chart stands only at the top of a text; within a list or a quote it is a link to its figure.
    fn chart_in_passing(&mut self, figure: &crate::model::FigureId, caption: &'a [Inline]) {
        let briefing = self.setting.desk.briefing;
        self.out.push_str("<p>");
        match briefing.figures.get(figure) {
            Some(found) => {
                let href = self.setting.here.to(&links::figure(figure));
                self.out.push_str(&format!("<a href=\"{}\">{}</a>", escaped(&href), escaped(&found.title)));
            }
            None => self.line(caption),
        }
        self.out.push_str("</p>\n");
    }

    pub(crate) fn line(&mut self, content: &'a [Inline]) {
        content.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(text) => escape(text, &mut self.out),
            Inline::Code(text) => {
                self.out.push_str("<code>");
                escape(text, &mut self.out);
                self.out.push_str("</code>");
            }
            Inline::SoftBreak => self.out.push('\n'),
            Inline::HardBreak => self.out.push_str("<br>\n"),
            Inline::Emphasis(content) => self.within("em", content),
            Inline::Strong(content) => self.within("strong", content),
            Inline::Strike(content) => self.within("s", content),
            Inline::Element(tag, content) => self.within(tag, content),
            Inline::Link { target, title, content, .. } => self.link(target, title.as_deref(), content),
            Inline::Image { target, alt, title, size, picture, .. } => {
                let title = title.as_deref().filter(|_| !self.is_captioned);
                let shown = Shown { picture: picture.as_deref(), size: *size, title };
                self.image(target, alt, shown);
            }
            Inline::Mark { claim, content, piece, .. } => self.mark(claim, content, *piece),
            Inline::FootnoteCall(label) => self.call(label),
            Inline::Task(done) => {
                let (key, sign) = if *done { ("text.done", '☑') } else { ("text.to-do", '☐') };
                let label = escaped(self.setting.here.words().text(key));
                self.out.push_str(&format!(
                    "<span class=\"task\" role=\"img\" aria-label=\"{label}\">{sign}</span> "
                ));
            }
            Inline::Html(html) => self.out.push_str(html),
        }
    }

    fn within(&mut self, tag: &str, content: &'a [Inline]) {
        self.open(tag);
        self.line(content);
        self.out.push_str(&format!("</{tag}>"));
    }

    fn link(&mut self, target: &Target, title: Option<&str>, content: &'a [Inline]) {
        let Some(href) = self.setting.here.target(self.setting.desk.briefing, target) else {
            self.line(content);
            return;
        };
        self.out.push_str(&format!("<a href=\"{}\"{}>", escaped(&href), title_attribute(title)));
        let outer = std::mem::replace(&mut self.in_link, true);
        self.line(content);
        self.in_link = outer;
        self.out.push_str("</a>");
    }

    /// A picture from elsewhere would tell that place who reads this page, so it becomes a link.
    fn image(&mut self, target: &Target, alt: &str, shown: Shown<'_>) {
        let Some(href) = self.setting.here.target(self.setting.desk.briefing, target) else {
            escape(alt, &mut self.out);
            return;
        };
        let href = escaped(&href);
        match target {
            Target::Asset(_) => {
                let image = pictures::image(self.setting.here, &href, alt, shown);
                // A link without words leads nowhere for those who do not see it.
                match image.is_smaller && !self.in_link && !alt.trim().is_empty() {
                    true => self.out.push_str(&format!("<a href=\"{href}\">{}</a>", image.html)),
                    false => self.out.push_str(&image.html),
                }
            }
            _ => {
                let words = if alt.is_empty() { href.clone() } else { escaped(alt) };
                self.out.push_str(&format!("<a href=\"{href}\">{words}</a>"));
            }
        }
    }

    /// A mark is a plain span; only its number is a link. It follows the last piece, held to the last word.
    fn mark(&mut self, address: &ClaimAddress, content: &'a [Inline], piece: Piece) {
        let briefing = self.setting.desk.briefing;
        let found = self.setting.article.and_then(|article| {
            let claim = marked(briefing, &briefing.articles[article], address)?;
            let numbers = self.setting.desk.numbers(article);
            Some((article, claim, numbers.name(claim)?, numbers.of_claim(claim)?))
        });
        let Some((article, claim, name, number)) = found else {
            self.line(content);
            return;
        };
        let status = briefing.claims[claim].standing.status;
        let outer_draws = std::mem::take(&mut self.outer_draws);
        let inner_draws = self.inner_draws(article, status, content);
        let class = if outer_draws || inner_draws { "claim same" } else { "claim" };
        let id = self.mark_id(claim, name, piece.first);
        self.out.push_str(&format!("<span class=\"{class}\" data-s=\"{}\" {id}>", status.name()));
        self.outer_draws = whole_mark(content).is_some() && !inner_draws;
        self.line(content);
        self.outer_draws = false;
        self.out.push_str("</span>");
        if piece.last {
            self.marker(claim, name, number, status);
        }
    }

    /// Of marks on the very same words only the one with the stronger style is drawn.
    fn inner_draws(&self, article: Key<Article>, outer: Status, content: &[Inline]) -> bool {
        let briefing = self.setting.desk.briefing;
        whole_mark(content)
            .and_then(|address| marked(briefing, &briefing.articles[article], address))
            .is_some_and(|inner| strength(briefing.claims[inner].standing.status) >= strength(outer))
    }

    /// Pieces after the first only name the mark they belong to: an id stands once.
    fn mark_id(&mut self, claim: Key<Claim>, name: &str, first: bool) -> String {
        if !first {
            return format!("data-t=\"{}\"", escaped(name));
        }
        let mentions = self.mentions.entry(claim).or_default();
        let id = match mentions.len() {
            0 => format!("t-{name}"),
            // A colon stands in no claim's name, so `week` mentioned twice and a claim `week-2` cannot meet.
            before => format!("t-{name}:{}", before + 1),
        };
        mentions.push(id.clone());
        format!("id=\"{}\"", escaped(&id))
    }

    fn marker(&mut self, claim: Key<Claim>, name: &str, number: usize, status: Status) {
        let tail = &self.out[self.after_marker.min(self.out.len())..];
        if self.after_marker > 0 && tail.split("</span>").all(str::is_empty) {
            self.out.push_str(BETWEEN_MARKERS);
        }
        let words = self.setting.here.words();
        self.out.push_str(&format!(
            "{JOINER}<a class=\"ref\" data-s=\"{}\" data-c=\"{}\" href=\"#claim-{}\"><span class=\"vh\">{} </span>{}<span \
             class=\"vh\">, {}</span></a>",
            status.name(),
            words::letter(status),
            encode(name),
            escaped(words.text("claim.claim")),
            words.count(number),
            escaped(words::status_within(words, status)),
        ));
        self.after_marker = self.out.len();
        self.noted.push(claim);
    }

    fn call(&mut self, label: &'a str) {
        if !self.definitions.iter().any(|(defined, _)| *defined == label) {
            escape(&format!("[^{label}]"), &mut self.out);
            return;
        }
        let number = self.footnote_number(label);
        let call = &mut self.calls[number - 1];
        call.times += 1;
        let id = call_id(self.setting.footnotes, number, call.times);
        let to = format!("fn-{}{number}", self.setting.footnotes);
        self.out.push_str(&format!(
            "{JOINER}<a class=\"fn\" id=\"{}\" href=\"#{}\"><span class=\"vh\">{} </span>{}</a>",
            escaped(&id),
            encode(&to),
            escaped(self.setting.here.words().text("text.footnote")),
            self.setting.here.words().count(number),
        ));
    }

    fn footnote_number(&mut self, label: &'a str) -> usize {
        if let Some(at) = self.calls.iter().position(|call| call.label == label) {
            return at + 1;
        }
        self.calls.push(Call { label, times: 0 });
        self.calls.len()
    }

    /// All footnotes in the order of their calls, those that nothing calls last. A footnote may call another, so the list
    /// grows while it is printed.
    pub(crate) fn footnotes(&mut self) -> Html {
        if self.definitions.is_empty() {
            return Html::default();
        }
        let mut items = Vec::new();
        let mut at = 0;
        loop {
            if at == self.calls.len() {
                let Some(label) = self.uncalled() else { break };
                self.calls.push(Call { label, times: 0 });
            }
            items.push(self.footnote(at));
            at += 1;
        }
        for (at, item) in items.iter_mut().enumerate() {
            item.push_str(&self.back_links(at));
        }
        let items: String = items.iter().map(|item| format!("{item}</li>\n")).collect();
        Html(format!(
            "<section class=\"footnotes\" aria-label=\"{}\">\n<ol>\n{items}</ol>\n</section>\n",
            escaped(self.setting.here.words().text("text.footnotes"))
        ))
    }

    fn uncalled(&self) -> Option<&'a str> {
        let called: BTreeSet<&str> = self.calls.iter().map(|call| call.label).collect();
        self.definitions.iter().map(|(label, _)| *label).find(|label| !called.contains(label))
    }

    fn footnote(&mut self, at: usize) -> String {
        let label = self.calls[at].label;
        let blocks = self
            .definitions
            .iter()
            .find(|(defined, _)| *defined == label)
            .map_or(&[][..], |(_, blocks)| blocks);
        let before = self.take();
        self.blocks(blocks);
        let content = self.take().0;
        self.out = before.0;
        let id = escaped(&format!("fn-{}{}", self.setting.footnotes, at + 1));
        format!("<li id=\"{id}\">{content}")
    }

    fn back_links(&self, at: usize) -> String {
        (1..=self.calls[at].times)
            .map(|time| {
                let href = encode(&call_id(self.setting.footnotes, at + 1, time));
                let message = match self.calls[at].times {
                    1 => Message::new("text.back"),
                    _ => Message::new("text.back-nth").with("place", time),
                };
                let words = escaped(&self.setting.here.words().say(&message.with("footnote", at + 1)));
                format!(
                    " <a class=\"fn-back\" href=\"#{href}\"><span aria-hidden=\"true\">↩</span><span class=\"vh\">{words}</span></a>"
                )
            })
            .collect()
    }
}

fn call_id(prefix: &str, number: usize, time: usize) -> String {
    if time == 1 { format!("fnref-{prefix}{number}") } else { format!("fnref-{prefix}{number}:{time}") }
}

pub(super) fn title_attribute(title: Option<&str>) -> String {
    title.map_or_else(String::new, |title| format!(" title=\"{}\"", escaped(title)))
}

fn collect_footnotes<'a>(blocks: &'a [Block], found: &mut Vec<(&'a str, &'a [Block])>) {
    for block in blocks {
        match block {
            Block::Footnote { label, content } if found.iter().all(|(known, _)| known != label) => {
                found.push((label, content));
            }
            _ => {}
        }
        block.texts().for_each(|text| collect_footnotes(text, found));
    }
}
