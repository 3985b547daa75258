//! A page as its reader sees it: the words without what is hidden, a blank line between blocks.

use super::Words;
use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};
use std::collections::BTreeMap;

/// Elements nested deeper than this are taken for inline ones, as browsers do; nobody writes such pages.
const DEEPEST: usize = 512;

/// The words of a page.
pub(super) fn words(html: &str) -> Words {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::String(text) if page.hidden == 0 => {
                let raw = html.get(text.span.start..text.span.end);
                page.words.push_text(
                    &String::from_utf8_lossy(&text.value),
                    raw,
                    text.span.start..text.span.end,
                );
            }
            Token::StartTag(tag) => page.open(&tag),
            Token::EndTag(tag) => page.close(&tag.name),
            _ => {}
        }
    }
    page.words
}

/// What is open while a page is read.
#[derive(Default)]
struct Page {
    words: Words,
    open: Vec<Element>,
    /// How many of the open elements are hidden.
    hidden: usize,
    /// The hidden element that stands too deep to be kept with the others, and how many of its name are open.
    deep: Option<(Vec<u8>, usize)>,
}

struct Element {
    name: Vec<u8>,
    hidden: bool,
}

impl Page {
    fn open(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        if let Some((deep, count)) = &mut self.deep {
            *count += usize::from(deep == name);
            return;
        }
        self.close_implied(name);
        if name == b"br" {
            self.line();
            return;
        }
        let inline = INLINE.contains(&name);
        if !inline {
            self.block();
        }
        if VOID.contains(&name) {
            return;
        }
        let hidden = HIDDEN.contains(&name)
            || is_hidden(&tag.attributes)
            || (name == b"dialog" && !tag.attributes.contains_key(b"open".as_slice()));
        if self.open.len() >= DEEPEST {
            if hidden {
                self.hidden += 1;
                self.deep = Some((name.to_vec(), 1));
            }
            return;
        }
        self.hidden += usize::from(hidden);
        self.open.push(Element { name: name.to_vec(), hidden });
    }

    /// Ends what `name` ends without an end tag (HTML, section 13.1.2.4).
    fn close_implied(&mut self, name: &[u8]) {
        if self.top() == Some(b"head") && !IN_HEAD.contains(&name) {
            self.pop();
        }
        let ended: &[&[u8]] = match name {
            b"li" => &[b"li"],
            b"dt" | b"dd" => &[b"dt", b"dd"],
            b"tr" => &[b"td", b"th", b"tr"],
            b"td" | b"th" => &[b"td", b"th"],
            b"tbody" | b"thead" | b"tfoot" => &[b"td", b"th", b"tr", b"tbody", b"thead", b"tfoot"],
            b"option" | b"optgroup" => &[b"option"],
            _ => &[],
        };
        if !INLINE.contains(&name) && !VOID_INLINE.contains(&name) {
            self.close_within(&[b"p"], &[b"button", b"td", b"th", b"table", b"object"]);
        }
        if !ended.is_empty() {
            let within: &[&[u8]] = &[b"ul", b"ol", b"dl", b"table", b"select", b"menu"];
            while self.close_within(ended, within) {}
        }
    }

    /// Closes the innermost open element of `names`, with all that is open in it, unless one of `walls` stands before it.
    fn close_within(&mut self, names: &[&[u8]], walls: &[&[u8]]) -> bool {
        for at in (0..self.open.len()).rev() {
            let name = self.open[at].name.as_slice();
            if names.contains(&name) {
                self.truncate(at);
                return true;
            }
            if walls.contains(&name) {
                return false;
            }
        }
        false
    }

    fn close(&mut self, name: &[u8]) {
        if let Some((deep, count)) = &mut self.deep {
            // What is open within it was not kept, so only its own end is known for one.
            *count -= usize::from(deep == name);
            if *count == 0 {
                self.deep = None;
                self.hidden -= 1;
            }
            return;
        }
        if name == b"br" {
            self.line();
            return;
        }
        let inline = INLINE.contains(&name);
        if !inline {
            self.block();
        }
        for at in (0..self.open.len()).rev() {
            if self.open[at].name == name {
                self.truncate(at);
                return;
            }
            // The end of an inline element does not end the block in which it stands.
            if inline && !INLINE.contains(&self.open[at].name.as_slice()) {
                return;
            }
        }
    }

    fn top(&self) -> Option<&[u8]> {
        self.open.last().map(|element| element.name.as_slice())
    }

    fn pop(&mut self) {
        self.truncate(self.open.len().saturating_sub(1));
    }

    fn truncate(&mut self, length: usize) {
        for element in self.open.drain(length..) {
            self.hidden -= usize::from(element.hidden);
        }
    }

    fn block(&mut self) {
        if self.hidden == 0 {
            self.words.end_block();
        }
    }

    fn line(&mut self) {
        if self.hidden == 0 {
            self.words.end_line();
        }
    }
}

/// Whether the page's own attributes hide an element. What style sheets and scripts hide cannot be known here.
fn is_hidden(attributes: &BTreeMap<HtmlString, Spanned<HtmlString, usize>>) -> bool {
    if attributes.contains_key(b"hidden".as_slice()) {
        return true;
    }
    let Some(style) = attributes.get(b"style".as_slice()) else { return false };
    let style = String::from_utf8_lossy(&style.value).to_ascii_lowercase();
    let mut shown = [true, true];
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().trim_end_matches("!important").trim_end();
        match name.trim() {
            "display" => shown[0] = value != "none",
            "visibility" => shown[1] = !matches!(value, "hidden" | "collapse"),
            _ => {}
        }
    }
    shown.contains(&false)
}

/// Elements whose text readers do not see.
const HIDDEN: [&[u8]; 18] = [
    b"head",
    b"title",
    b"script",
    b"style",
    b"template",
    b"noscript",
    b"svg",
    b"iframe",
    b"object",
    b"video",
    b"audio",
    b"canvas",
    b"datalist",
    b"rp",
    b"noembed",
    b"noframes",
    b"param",
    b"map",
];

/// Elements that the head of a page may hold.
const IN_HEAD: [&[u8]; 9] =
    [b"base", b"link", b"meta", b"noscript", b"script", b"style", b"template", b"title", b"head"];

/// Elements that have no end tag.
const VOID: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"track", b"wbr",
];

/// Those of them that stand in a line of text.
const VOID_INLINE: [&[u8]; 5] = [b"br", b"img", b"input", b"wbr", b"embed"];

/// Elements that do not start a new line.
const INLINE: [&[u8]; 39] = [
    b"a", b"abbr", b"acronym", b"b", b"bdi", b"bdo", b"big", b"button", b"cite", b"code", b"data", b"del",
    b"dfn", b"em", b"embed", b"font", b"i", b"img", b"input", b"ins", b"kbd", b"label", b"mark", b"nobr",
    b"output", b"q", b"rt", b"ruby", b"s", b"samp", b"small", b"span", b"strong", b"sub", b"sup", b"time",
    b"tt", b"u", b"wbr",
];
