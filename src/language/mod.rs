//! What readers see, in the words of their language: the strings of the interface, numbers, dates and lists.
//!
//! The strings stand in `translations/`, a file for each language, and are compiled in; numbers, dates and lists are printed by the
//! data of the Unicode CLDR. A page speaks the language of its text where there are strings for it, so that a Korean article has
//! Korean notes and cards wherever it stands; else that of the site; else English. Diagnostics are English, and so is what programs read.

mod catalogue;
mod date;
mod locale;
mod own;
mod pattern;
#[cfg(test)]
mod tests;

pub use date::when_it_was;
pub use locale::Parts;
pub use own::{Languages, StatusLabels, Translation};

use crate::model::{Direction, Language, Message, Number, Phrase, When};
use catalogue::{Catalogue, Entry, Print};
use date::Dates;
use locale::Formats;
use pattern::{BOLD, Manner, Piece};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};

macro_rules! shipped {
    ($($tag:literal)*) => {
        /// The languages that are compiled in; a test holds the list and the folder together.
        const SHIPPED: &[(&str, &str)] = &[$(($tag, include_str!(concat!("../../translations/", $tag, ".toml")))),*];
    };
}

shipped! { "en" "ar" "de" "es" "fa" "fr" "he" "ko" "uk" }

/// First strong isolate, and its end (Unicode, UAX #9).
const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// The strings and formats of one language.
pub struct Words {
    tag: Language,
    print: Print,
    entries: Arc<BTreeMap<String, Entry>>,
    formats: Formats,
    in_words: Vec<String>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.tag).finish()
    }
}

impl std::hash::Hash for Words {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        // Within one site a language has one set of words.
        self.tag.hash(state);
    }
}

/// The shipped languages, each read when it is first spoken. Nothing is ever changed here: it is the program's own text.
static READ: [OnceLock<Arc<Words>>; SHIPPED.len()] = [const { OnceLock::new() }; SHIPPED.len()];

/// The shipped catalogue of English, which says what strings there are.
static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| catalogue::read(SHIPPED[0].1).0);

/// The words of a shipped language, by its tag without a region.
fn shipped(primary: &str) -> Option<&'static Arc<Words>> {
    let at = SHIPPED.iter().position(|(tag, _)| *tag == primary)?;
    Some(READ[at].get_or_init(|| {
        let (tag, text) = SHIPPED[at];
        let language = Language::new(tag).unwrap_or_else(|| unreachable!("`{tag}` has the shape of a tag"));
        Arc::new(Words::new(language, catalogue::read(text).0, &BTreeMap::new()))
    }))
}

/// English: what programs read, and what nobody has translated.
#[must_use]
pub fn english() -> &'static Arc<Words> {
    shipped("en").unwrap_or_else(|| unreachable!("English is compiled in"))
}

impl Words {
    /// A language with the strings of `catalogue`, and where it has none those of `others`.
    fn new(tag: Language, catalogue: Catalogue, others: &BTreeMap<String, Entry>) -> Self {
        let Catalogue { print, mut entries } = catalogue;
        for (key, entry) in others {
            if !entries.contains_key(key) {
                entries.insert(key.clone(), entry.clone());
            }
        }
        Self::over(tag, print, Arc::new(entries))
    }

    fn over(tag: Language, print: Print, entries: Arc<BTreeMap<String, Entry>>) -> Self {
        let locale = print.locale.as_deref().unwrap_or(tag.as_str());
        let formats = Formats::new(locale, print.short_dates)
            .or_else(|| Formats::new("und", print.short_dates))
            .unwrap_or_else(|| unreachable!("the data of the root is compiled in"));
        let mut words = Self { tag, print, entries, formats, in_words: Vec::new() };
        words.in_words = words.text("count.words").split('|').map(str::to_owned).collect();
        words.in_words.retain(|word| !word.is_empty());
        words
    }

    /// The language.
    #[must_use]
    pub fn tag(&self) -> &Language {
        &self.tag
    }

    /// Which way it is written.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.tag.direction()
    }

    fn formats(&self) -> &Formats {
        &self.formats
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    fn pieces(&self, key: &str, n: Option<usize>) -> &[Piece] {
        let Some(entry) = self.entry(key) else { return &[] };
        entry.form(n, |n| self.formats.category(n, entry.ordinal))
    }

    fn has_gap(&self, key: &str, gap: &str) -> bool {
        self.entry(key).is_some_and(|entry| entry.names().contains(gap))
    }

    /// A string without gaps.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        match self.pieces(key, None) {
            [Piece::Text(text)] => text,
            _ => "",
        }
    }

    /// A string, its gaps filled.
    #[must_use]
    pub fn say(&self, message: &Message) -> String {
        self.fill(message.key(), message.counted(), &|gap| message.gap(gap).cloned())
    }

    /// A part of a sentence by itself.
    #[must_use]
    pub fn phrase(&self, phrase: &Phrase) -> String {
        match phrase {
            Phrase::Text(text) => text.clone(),
            Phrase::Count(n) => self.count(*n),
            Phrase::Number(number) => self.number(*number),
            Phrase::Date(when) => self.date(when),
            Phrase::List(all) => self.and(&all.iter().map(|one| self.phrase(one)).collect::<Vec<_>>()),
            Phrase::Message(message) => self.say(message),
        }
    }

    /// A string of which `filled` gives the gaps. Links and emphasis leave only their words.
    fn fill(&self, key: &str, n: Option<usize>, filled: &dyn Fn(&str) -> Option<Phrase>) -> String {
        let mut out = String::new();
        for piece in self.pieces(key, n) {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Gap(name, manner) => {
                    let phrase = filled(name).unwrap_or_default();
                    out.push_str(&self.in_manner(&phrase, *manner));
                }
                Piece::Open(_) | Piece::Close(_) => {}
            }
        }
        out
    }

    fn in_manner(&self, phrase: &Phrase, manner: Manner) -> String {
        let text = match phrase {
            Phrase::Count(n) if manner.roman => roman(*n),
            Phrase::Count(n) if manner.words => self.in_words(*n),
            Phrase::Text(text) => self.isolated(text).into_owned(),
            _ => self.phrase(phrase),
        };
        if manner.capital { capital(&text) } else { text }
    }

    /// A string as HTML: `filled` gives the gaps as HTML, and the addresses that links lead to, escaped.
    pub(crate) fn html<E>(
        &self,
        key: &str,
        n: Option<usize>,
        escape: impl Fn(&str, &mut String),
        filled: impl Fn(&str, &Self, &mut String) -> Result<(), E>,
    ) -> Result<String, E> {
        let mut out = String::new();
        for piece in self.pieces(key, n) {
            match piece {
                Piece::Text(text) => escape(text, &mut out),
                Piece::Gap(name, manner) if manner.words && n.is_some() && &**name == "n" => {
                    escape(&self.in_manner(&Phrase::Count(n.unwrap_or_default()), *manner), &mut out);
                }
                Piece::Gap(name, manner) => {
                    let before = out.len();
                    filled(name, self, &mut out)?;
                    if manner.capital {
                        let filled = out.split_off(before);
                        out.push_str(&capital(&filled));
                    }
                }
                Piece::Open(name) if &**name == BOLD => out.push_str("<b>"),
                Piece::Close(name) if &**name == BOLD => out.push_str("</b>"),
                Piece::Open(name) => {
                    out.push_str("<a href=\"");
                    let before = out.len();
                    filled(name, self, &mut out)?;
                    // An address is read by machines: what sets words apart would lead elsewhere.
                    let address = out.split_off(before);
                    out.push_str(address.trim_matches(ISOLATES));
                    out.push_str("\">");
                }
                Piece::Close(_) => out.push_str("</a>"),
            }
        }
        Ok(out)
    }

    /// Words that may run the other way, set apart so that they do not pull the sentence around them with them (Unicode's
    /// isolates, UAX #9). Left to right nothing has to be done: what is told there is mostly of its own direction.
    #[must_use]
    pub fn isolated<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.direction() {
            Direction::Rtl if !text.is_empty() => {
                let [start, end] = ISOLATES;
                Cow::Owned(format!("{start}{text}{end}"))
            }
            _ => Cow::Borrowed(text),
        }
    }

    /// A count in words where the language prints so few in words: "no", "one", "13".
    fn in_words(&self, n: usize) -> String {
        self.in_words.get(n).cloned().unwrap_or_else(|| self.count(n))
    }

    /// A count.
    #[must_use]
    pub fn count(&self, n: usize) -> String {
        self.formats.count(n)
    }

    /// A year, or another number that names something.
    #[must_use]
    pub fn name(&self, n: i64) -> String {
        self.formats.name(n)
    }

    /// A number of the record: grouped, and from a million in words where that loses nothing.
    #[must_use]
    pub fn number(&self, number: Number) -> String {
        self.formats.number(number)
    }

    /// A date in full: "27 December 2024", "about 23 December 2024", "20 to 27 December 2024".
    #[must_use]
    pub fn date(&self, when: &When) -> String {
        Dates::new(self, false).when(when)
    }

    /// The same, short: "27 Dec 2024", "20–27 Dec 2024".
    #[must_use]
    pub fn short_date(&self, when: &When) -> String {
        Dates::new(self, true).when(when)
    }

    /// Parts of a date, short, as on an axis.
    #[must_use]
    pub fn part(&self, date: (i32, u8, u8), parts: Parts) -> String {
        self.formats.date(date, parts, true)
    }

    /// A time of day, in minutes from midnight.
    #[must_use]
    pub fn clock(&self, minutes: u16) -> String {
        self.formats.clock(minutes)
    }

    /// "a, b and c"
    #[must_use]
    pub fn and(&self, items: &[String]) -> String {
        self.formats.and(items)
    }

    /// Whether there is such a string.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The keys of all strings.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The forms of a string by their plural categories, for a script that fills its gaps.
    pub(crate) fn forms(&self, key: &str) -> BTreeMap<&'static str, String> {
        let spelt = |pieces: &[Piece]| -> String {
            let one = |piece: &Piece| match piece {
                Piece::Text(text) => text.to_string(),
                Piece::Gap(name, _) => format!("{{{name}}}"),
                Piece::Open(_) | Piece::Close(_) => String::new(),
            };
            pieces.iter().map(one).collect()
        };
        let forms = self.entry(key).map(|entry| &*entry.forms).unwrap_or_default();
        forms.iter().filter_map(|(form, pieces)| Some((form.name()?, spelt(pieces)))).collect()
    }

    /// A string that nothing has to be filled into, for what is compiled ahead.
    pub(crate) fn constant(&self, key: &str) -> Option<&str> {
        let entry = self.entry(key)?;
        match &*entry.forms {
            [(_, pieces)] => match &**pieces {
                [] => Some(""),
                [Piece::Text(text)] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }
}

/// With a capital at its start, in scripts that have them.
#[must_use]
pub fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn roman(mut n: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        // Centuries and the like: nobody reads thousands of signs.
        while n >= value && out.len() < 16 {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

/// The tag without region and script.
fn primary(tag: &str) -> Cow<'_, str> {
    let primary = tag.split('-').next().unwrap_or(tag);
    match primary.to_ascii_lowercase().as_str() {
        "iw" => Cow::Borrowed("he"),
        lower if lower == primary => Cow::Borrowed(primary),
        lower => Cow::Owned(lower.to_owned()),
    }
}
