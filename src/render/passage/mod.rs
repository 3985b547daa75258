//! Links to the very words in a source, to its page or to its minute.
//!
//! A text fragment (<https://wicg.github.io/scroll-to-text-fragment/>) asks the browser to find and show words on a page.
//! It is a courtesy: where the words are not found the page opens at its top, so nothing is promised by it.

mod locator;

use super::links::{encode, external};
use crate::language::Words;
use crate::model::{Evidence, Message, QuoteCheck, TextPart};
use locator::{clock, page_number, times};
use schemars::JsonSchema;
use serde::Serialize;

/// The most words that are asked for in one stretch where there is no copy to tell; longer quotes give their first and last
/// [`END_WORDS`].
const WHOLE_WORDS: usize = 8;
const END_WORDS: usize = 4;

/// A link to a passage.
#[derive(Debug, JsonSchema, Serialize, PartialEq, Eq)]
pub(crate) struct PassageLink {
    /// Its address, with the words to show in it.
    pub(crate) href: String,
    /// What it leads to, and no more than that.
    pub(crate) label: String,
}

/// The link to what `evidence` cites at `url`; nothing where none can be made, or where our copy has no such words.
pub(crate) fn link(words: &Words, url: &str, evidence: &Evidence) -> Option<PassageLink> {
    let at = evidence.at.as_deref();
    let parts = match &evidence.check {
        Some(QuoteCheck::NotFound) => Vec::new(),
        _ if !evidence.passage.is_empty() => evidence.passage.clone(),
        _ => evidence.words().and_then(|quote| unseen(&quote.value)).into_iter().collect(),
    };
    let link = exact(url, &parts, at)?;
    Some(PassageLink { label: label(words, url, evidence), href: link })
}

/// What the link to what `evidence` cites at `url` is called. Words that were not found in a copy are not said to be there.
fn label(words: &Words, url: &str, evidence: &Evidence) -> String {
    let address = url.split('#').next().unwrap_or(url);
    let at = evidence.at.as_deref().unwrap_or_default();
    if let Some(page) = page_number(at).filter(|_| has_ending(address, &["pdf"])) {
        return words.say(&Message::new("passage.page").with("page", words.name(page.into())));
    }
    if let Some((start, _)) = times(at).filter(|_| Player::of(address).is_some()) {
        return words.say(&Message::new("passage.minute").with("time", clock(start)));
    }
    let key = match &evidence.check {
        Some(check) if check.is_found() => "passage.exact",
        Some(QuoteCheck::Altered(_)) => "passage.nearest",
        _ => "passage.look",
    };
    words.text(key).to_owned()
}

/// The address of `parts` at `url`: for a PDF the page and for a recording the minute that `locator` names, else a text
/// fragment.
fn exact(url: &str, parts: &[TextPart], locator: Option<&str>) -> Option<String> {
    external(url).filter(|url| url.to_ascii_lowercase().starts_with("http"))?;
    let (address, fragment) = url.split_once('#').unwrap_or((url, ""));
    let (fragment, directives) = fragment.split_once(":~:").unwrap_or((fragment, ""));
    if has_ending(address, &["pdf"]) {
        return page_number(locator?)
            .map(|page| format!("{address}#{}", with_key(fragment, "page", &page.to_string())));
    }
    if let Some(player) = Player::of(address) {
        return times(locator?).map(|(start, end)| player.at(address, fragment, start, end));
    }
    if parts.is_empty() {
        return None;
    }
    // Directives of other kinds stay; a link asks for one set of words only.
    let others = directives.split('&').filter(|one| !one.is_empty() && !one.starts_with("text="));
    let directives: Vec<String> = others
        .map(str::to_owned)
        .chain(parts.iter().map(|part| format!("text={}", directive(part))))
        .collect();
    Some(format!("{address}#{fragment}:~:{}", directives.join("&")))
}

/// `prefix-,start,end,-suffix`
fn directive(part: &TextPart) -> String {
    let mut terms: Vec<String> = Vec::new();
    terms.extend(part.prefix.as_deref().map(|prefix| format!("{}-", encode_term(prefix))));
    terms.push(encode_term(&part.start));
    terms.extend(part.end.as_deref().map(encode_term));
    terms.extend(part.suffix.as_deref().map(|suffix| format!("-{}", encode_term(suffix))));
    terms.join(",")
}

/// `-`, `,` and `&` have a meaning in the directive.
fn encode_term(words: &str) -> String {
    encode(words).replace('-', "%2D")
}

/// Something that plays a recording from a given second.
#[derive(Clone, Copy)]
enum Player {
    YouTube,
    /// `#t=90s`
    Vimeo,
    /// Any player of a file, by the W3C's Media Fragments: `#t=90,120`.
    File,
}

impl Player {
    fn of(address: &str) -> Option<Self> {
        let host = address.split_once("://")?.1.split(['/', '?', ':']).next()?.to_ascii_lowercase();
        let host = ["www.", "m.", "music."].iter().find_map(|part| host.strip_prefix(part)).unwrap_or(&host);
        match host {
            "youtube.com" | "youtu.be" | "youtube-nocookie.com" => Some(Self::YouTube),
            "vimeo.com" | "player.vimeo.com" => Some(Self::Vimeo),
            _ => has_ending(
                address,
                &["mp4", "m4v", "webm", "ogv", "mov", "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac"],
            )
            .then_some(Self::File),
        }
    }

    fn at(self, address: &str, fragment: &str, start: u32, end: Option<u32>) -> String {
        let with_fragment = |key_value: String| format!("{address}#{key_value}");
        match self {
            Self::YouTube => {
                let (path, query) = address.split_once('?').unwrap_or((address, ""));
                let query = with_key(query, "t", &format!("{start}s"));
                let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
                format!("{path}?{query}{fragment}")
            }
            Self::Vimeo => with_fragment(with_key(fragment, "t", &format!("{start}s"))),
            Self::File => {
                let span = end.map_or(start.to_string(), |end| format!("{start},{end}"));
                with_fragment(with_key(fragment, "t", &span))
            }
        }
    }
}

/// `pairs` (`a=1&b=2`) with one of `key` at its end, in the place of those that are there.
fn with_key(pairs: &str, key: &str, value: &str) -> String {
    let is_key = |pair: &str| pair.split('=').next() == Some(key);
    let kept = pairs.split('&').filter(|pair| !pair.is_empty() && !is_key(pair));
    kept.map(str::to_owned).chain([format!("{key}={value}")]).collect::<Vec<_>>().join("&")
}

fn has_ending(address: &str, endings: &[&str]) -> bool {
    let path = address.split('?').next().unwrap_or(address);
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| endings.iter().any(|one| one.eq_ignore_ascii_case(ending)))
}

/// What to ask for where no copy tells how the words stand there. What an author left out or put in brackets is not in the
/// source, so only what stands before the first and after the last of it is asked for.
fn unseen(quote: &str) -> Option<TextPart> {
    let quote = quote.replace(". . .", "…").replace(".\u{a0}.\u{a0}.", "…");
    let pieces = as_written(&quote);
    let (first, last) = (pieces.first()?, pieces.last()?);
    let words: Vec<&str> = first.split_whitespace().collect();
    if pieces.len() == 1 && words.len() <= WHOLE_WORDS {
        return Some(TextPart { start: words.join(" "), ..TextPart::default() });
    }
    let ending: Vec<&str> = last.split_whitespace().collect();
    let start = words[..words.len().min(END_WORDS)].join(" ");
    let end = ending[ending.len().saturating_sub(END_WORDS)..].join(" ");
    Some(TextPart { start, end: Some(end), ..TextPart::default() })
}

/// The stretches of a quote that stand in its source as they stand here.
fn as_written(quote: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = quote;
    while let Some((at, length)) = omission(rest) {
        pieces.push(&rest[..at]);
        rest = &rest[at + length..];
    }
    pieces.push(rest);
    let edge = |c: char| {
        c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '’' | ',' | '.' | ';' | ':' | '—' | '–')
    };
    pieces.into_iter().map(|piece| piece.trim_matches(edge)).filter(|piece| !piece.is_empty()).collect()
}

/// The first ellipsis or bracketed stretch: where it starts and how long it is.
fn omission(text: &str) -> Option<(usize, usize)> {
    let bracket = text.find('[').and_then(|at| text[at..].find(']').map(|end| (at, end + 1)));
    let dots = text.find("...").map(|at| (at, 3));
    let ellipsis = text.find('…').map(|at| (at, '…'.len_utf8()));
    [bracket, dots, ellipsis].into_iter().flatten().min()
}

#[cfg(test)]
mod tests;
