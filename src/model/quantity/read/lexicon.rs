//! What words mean for a number, in any language.
//!
//! A language is one file: a [`Language`] with its digits and its phrases. Everything that reads works on [`Meaning`]s.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::super::convention::HowMany;
use super::amount::Amount;
use super::digits::{Digits, Numeral};
use super::hedge::Hedges;
use super::misspelt::Spelling;
use super::token::{Kind, Token, plain, tokens};

/// A language that quantities are read in.
pub(super) struct Language {
    /// Its BCP 47 primary subtag.
    pub(super) tag: &'static str,
    /// Its name in English.
    pub(super) name: &'static str,
    /// How it divides digits.
    pub(super) digits: Digits,
    /// Whether it says "thirty and five".
    pub(super) and_after_tens: bool,
    /// Reads a number that the language spells in a way of its own ("fünfundzwanzig", "1만 2천") at the start of tokens.
    pub(super) spelled: fn(&[Token]) -> Option<Spelled>,
    /// Splits a word into others, by their lengths, for languages that write what counts without a space.
    pub(super) split: fn(&str, &Lexicon) -> Vec<usize>,
    /// Whether a letter belongs to its script.
    pub(super) writes: fn(char) -> bool,
    /// What its words are told from.
    pub(super) spelling: Spelling,
    /// What it adds behind a number to leave it open.
    pub(super) hedges: Hedges,
    /// Its phrases, put in order when the first is looked up.
    pub(super) lexicon: LazyLock<Lexicon>,
}

/// A number as its language spells it.
pub(super) struct Spelled {
    pub(super) value: f64,
    /// The magnitude that it ends with, or 1.
    pub(super) magnitude: f64,
    /// How many tokens it takes.
    pub(super) taken: usize,
}

/// Which side of its number words leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Approx,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
}

/// What a phrase does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A number in a word: "twenty".
    Number(f64),
    /// "une centaine": about so many.
    Round(f64),
    /// "hundred", "thousand", "dozen": multiplies what stands before it.
    Scale(u8, f64),
    /// "k", "m": the same, when it clings to digits.
    Suffix(f64),
    /// "hundreds", "Tausende": the same after a number, vague alone.
    Plural(u8, f64),
    /// "тысячи": one of them behind "about" or "up to", several of them alone.
    OneOrMany(u8, f64),
    /// "several", "a few"
    HowMany(HowMany),
    /// "few": the same before a magnitude, and nothing alone.
    Few,
    /// "half", before a scale
    Half,
    /// "a" before a scale is one of it.
    Article,
    /// "more than": belongs to a number right behind it.
    Before(Side),
    /// "at least": belongs to a number right behind it, or to the one before it when it ends the words.
    Either(Side),
    /// "over": belongs to a number right behind it, and is something else anywhere else.
    Weak(Side),
    /// "or more": belongs to a number before it.
    After(Side),
    /// "between"
    Between,
    /// "from"
    From,
    /// "by": a year may follow, or how much something changed.
    By,
    /// "to"
    To,
    /// "до", "bis": "to" between two numbers, "up to" before one.
    UpTo,
    /// "and", "but"
    And,
    /// "and up to", which is not "and up"
    AndUpTo,
    /// "or"
    Or,
    /// "plus or minus"
    PlusMinus,
    /// "possibly": about a number right behind it.
    Possibly,
    /// "most likely": the best value of a range.
    Best,
    /// "a total of": may stand between a number and what is said about it.
    Filler,
    /// "the", "their": the same; before a small number it speaks of what is known already ("the two sides").
    Definite,
    /// "said": what stands right before it speaks and is not counted.
    Says,
    /// "%"
    Percent,
    /// "US$", "km"
    Unit,
    /// "$" before a number
    Currency,
    /// "hour"
    TimeUnit,
    /// "in", "since": a year or a time may follow.
    Time,
    /// "per": the same, and a number before it is a rate.
    Per,
    /// "a day", "daily": a number before it is a rate; whether one behind it would be, too.
    Rate { leads: bool },
    /// "ago": a time stands before.
    Ago,
    /// "December"; where names of months are capitalised, only so ("May", "may").
    Month { capital: bool },
    /// "Unit", "page": a number behind it is its name.
    Designator,
    /// "third", "3rd"
    Ordinal,
    /// The ending of an ordinal in digits: "rd".
    OrdinalEnding,
    /// "no" before what is counted
    No,
    /// "none"
    Nothing,
    /// "losses", "killed"
    Countable,
    /// "rose", "fell": a number right behind it, or with "from" or "by", is a change.
    Change,
    /// "revised": a number with "from" or "by" is a change.
    Revised,
    /// Words that look like another phrase and are none: "up to date".
    Nil,
    /// Makes a number unreadable, and why.
    Spoils(&'static str),
    /// Says a number that is not there, and why.
    Hides(&'static str),
}

impl Meaning {
    /// Whether it may stand between a number and what is said about it.
    pub(super) fn is_filler(self) -> bool {
        matches!(self, Self::Filler | Self::Definite)
    }
}

/// One step of words, as reading goes over them.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) item: Item,
    /// As written.
    pub(super) text: String,
    /// Whether nothing stands between it and the piece before.
    pub(super) tight: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Digits(Numeral),
    /// A number as its language spells it, and the magnitude that it ends with.
    Spelled(f64, f64),
    /// What digits and number words together come to.
    Amount(Amount),
    Known(Meaning),
    /// A word that means nothing here, and whether it may be a name that a number belongs to.
    Word {
        named: bool,
    },
    Mark(char),
    Date,
    Name,
    Odd(&'static str),
}

/// Phrases by their first word, the longest first.
pub(super) struct Lexicon {
    by_first: BTreeMap<&'static str, Vec<(Vec<&'static str>, Meaning)>>,
}

/// What means the same in every language.
const SYMBOLS: &[(Meaning, &str)] = &[
    (Meaning::Before(Side::Approx), "~|≈|∼|≃"),
    (Meaning::Before(Side::MoreThan), ">"),
    (Meaning::Before(Side::AtLeast), "≥|> =|⩾"),
    (Meaning::Before(Side::LessThan), "<"),
    (Meaning::Before(Side::AtMost), "≤|< =|⩽"),
    (Meaning::After(Side::AtLeast), "+"),
    (Meaning::PlusMinus, "±|+ / -|+ -|+ / \u{2212}"),
    (Meaning::Percent, "%"),
    (Meaning::Currency, "$|us $|€|£|¥|₩|₴|₽|₹|₺|₪|usd|eur|gbp|uah|rub|krw|chf|jpy|cny"),
    (
        Meaning::Unit,
        "km|cm|mm|kg|km / s|km / h|m / s|km ²|km²|m²|m³|kw|mw|gw|tw|kwh|mwh|gwh|twh|hz|khz|mhz|ghz|ha|° c|° f|°|‰",
    ),
    (Meaning::Designator, "№|#"),
];

impl Lexicon {
    /// Phrases with their meanings, those of one meaning divided by `|`.
    pub(super) fn of(phrases: &[(Meaning, &'static str)]) -> Self {
        let mut by_first: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (meaning, phrases) in phrases.iter().chain(SYMBOLS) {
            for phrase in phrases.split('|') {
                let mut words = phrase.split(' ');
                if let Some(first) = words.next() {
                    by_first.entry(first).or_default().push((words.collect::<Vec<_>>(), *meaning));
                }
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Self { by_first }
    }

    /// All phrases in the order of their letters: the first word, the others, the meaning.
    pub(super) fn phrases(&self) -> impl Iterator<Item = (&'static str, &[&'static str], Meaning)> {
        self.by_first.iter().flat_map(|(first, phrases)| {
            phrases.iter().map(|(rest, meaning)| (*first, rest.as_slice(), *meaning))
        })
    }

    /// The meaning of one word alone.
    pub(super) fn word(&self, word: &str) -> Option<Meaning> {
        self.by_first.get(word)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, meaning)| *meaning)
    }

    /// The meaning of the longest phrase that `tokens` start with, and how many of them it takes.
    fn phrase(&self, tokens: &[Token]) -> Option<(Meaning, usize)> {
        let phrases = self.by_first.get(tokens.first()?.lower.as_str())?;
        phrases.iter().find_map(|(rest, meaning)| Some((*meaning, 1 + follows(&tokens[1..], rest)?)))
    }
}

/// How many of `tokens` the words take, hyphens between them included.
fn follows(tokens: &[Token], words: &[&str]) -> Option<usize> {
    let mut taken = 0;
    for word in words {
        let hyphen = tokens.get(taken).is_some_and(|token| token.lower == "-" && token.tight && *word != "-");
        taken += usize::from(hyphen);
        if tokens.get(taken)?.lower != *word {
            return None;
        }
        taken += 1;
    }
    Some(taken)
}

/// Goes over `text` and says what each part of it means in `language`.
pub(super) fn pieces(text: &str, language: &Language) -> Vec<Piece> {
    let lexicon = &*language.lexicon;
    let tokens = split_words(tokens(text, language.digits, lexicon), language, lexicon);
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = &tokens[at..];
        let (item, taken) = match (lexicon.phrase(rest), (language.spelled)(rest)) {
            (_, Some(spelled)) => (Item::Spelled(spelled.value, spelled.magnitude), spelled.taken),
            (Some((meaning, taken)), None) => (Item::Known(meaning), taken),
            (None, None) => (unknown(token, language), 1),
        };
        let text = written(&tokens[at..at + taken]);
        let abbreviates = matches!(item, Item::Known(_)) && token.kind == Kind::Word && token.text.len() <= 6;
        pieces.push(Piece { item, text, tight: token.tight });
        at += taken;
        // The stop of an abbreviation is part of it ("c. 3,000", "Dec. 27"); a sentence's last stop does no harm there.
        at += usize::from(
            abbreviates && tokens.get(at).is_some_and(|next| next.tight && next.kind == Kind::Mark('.')),
        );
    }
    pieces
}

fn split_words<'a>(tokens: Vec<Token<'a>>, language: &Language, lexicon: &Lexicon) -> Vec<Token<'a>> {
    let mut split = Vec::with_capacity(tokens.len());
    for token in tokens {
        let lengths =
            if token.kind == Kind::Word { (language.split)(token.text, lexicon) } else { Vec::new() };
        let mut rest = token.text;
        for (index, length) in lengths.iter().enumerate() {
            let (word, behind) = rest.split_at(*length);
            split.push(Token {
                kind: Kind::Word,
                text: word,
                lower: plain(word),
                tight: index > 0 || token.tight,
            });
            rest = behind;
        }
        if lengths.is_empty() {
            split.push(token);
        }
    }
    split
}

fn unknown(token: &Token, language: &Language) -> Item {
    match token.kind {
        Kind::Number(numeral) => Item::Digits(numeral),
        Kind::Date => Item::Date,
        Kind::Name => Item::Name,
        Kind::Odd(reason) => Item::Odd(reason),
        Kind::Mark(mark) => Item::Mark(mark),
        Kind::Word if !token.text.chars().filter(|letter| letter.is_alphabetic()).all(language.writes) => {
            Item::Odd("the words are not in the language that is given for them")
        }
        Kind::Word => {
            Item::Word { named: token.text.starts_with(char::is_uppercase) && !is_possessive(&token.lower) }
        }
    }
}

fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("s'")
}

/// What was written from the first to the last of `tokens`.
fn written(tokens: &[Token]) -> String {
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        if index > 0 && !token.tight {
            text.push(' ');
        }
        text.push_str(token.text);
    }
    text
}
