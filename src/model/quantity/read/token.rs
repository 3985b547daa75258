//! Words → tokens: numbers in digits, words, marks.

use super::digits::{Digits, Numeral};
use super::lexicon::{Lexicon, Meaning};

/// One token and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    /// As written.
    pub(super) text: &'a str,
    /// In lower case, for looking it up.
    pub(super) lower: String,
    /// Whether nothing stands between it and the token before.
    pub(super) tight: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Number(Numeral),
    Word,
    Mark(char),
    /// A date or a time of day in digits.
    Date,
    /// Letters and digits in one: "F-16", "MH17".
    Name,
    /// Digits that are no number that can be used, and why.
    Odd(&'static str),
}

/// Reads `text` to its end.
pub(super) fn tokens<'a>(text: &'a str, digits: Digits, lexicon: &Lexicon) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut tight = false;
    while let Some(letter) = text[at..].chars().next() {
        if letter.is_whitespace() || is_invisible(letter) {
            at += letter.len_utf8();
            tight &= is_invisible(letter);
            continue;
        }
        let rest = &text[at..];
        let (kind, length) = match letter {
            '0'..='9' => number(rest, digits, tokens.last(), lexicon),
            '.' | ',' if starts_fraction(rest, tokens.last().filter(|_| tight)) => {
                (Kind::Odd("a fraction has no digit before its point"), letter.len_utf8())
            }
            _ if letter.is_alphabetic() => word(rest, tokens.last(), tight, lexicon),
            _ if letter.is_numeric() => {
                (Kind::Odd("a sign for a number that is not read"), letter.len_utf8())
            }
            _ => (Kind::Mark(letter), letter.len_utf8()),
        };
        let written = &rest[..length];
        tokens.push(Token { kind, text: written, lower: plain(written), tight });
        at += length;
        tight = true;
    }
    tokens
}

/// ".5"; right behind a word the point belongs to that ("c.3,000").
fn starts_fraction(text: &str, before: Option<&Token>) -> bool {
    text[1..].starts_with(|next: char| next.is_ascii_digit())
        && before.is_none_or(|token| token.kind != Kind::Word)
}

/// Lower case, with one kind of apostrophe and of hyphen.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !is_invisible(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            _ => letter,
        })
        .collect()
}

/// Soft hyphens, joiners and direction marks, which readers do not see.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// Letters with what stands among them; with digits right behind it is a name ("F-16", "MH17"), except in scripts that write
/// no spaces there.
fn word(text: &str, before: Option<&Token>, tight: bool, lexicon: &Lexicon) -> (Kind, usize) {
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let inner = matches!(letter, '\'' | '\u{2019}' | '\u{2bc}')
            && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(letter.is_alphabetic() || is_mark_on_a_letter(letter) || is_invisible(letter) || inner) {
            break;
        }
        end = at + letter.len_utf8();
    }
    let spaced_script = text.chars().next().is_none_or(|letter| !is_hangul(letter));
    let behind = &text[end..];
    let digits = behind.strip_prefix(is_hyphen).unwrap_or(behind);
    if spaced_script
        && digits.starts_with(|letter: char| letter.is_ascii_digit())
        && !is_currency_code(&text[..end])
    {
        let counts = matches!(before, Some(Token { kind: Kind::Number(_), .. })) || end > SHORT;
        let named = text.len() - digits.len() + name_length(digits);
        if counts && digits.len() < behind.len() && ends_a_number(lexicon, &text[..end]) {
            // "5K-10K", "3 million-5 million"; but "12 M-16 rifles"
            return match tight || end > SHORT {
                true => (Kind::Word, end),
                false => (
                    Kind::Odd("it cannot be told whether the letter belongs to the number or to a name"),
                    named,
                ),
            };
        }
        return (Kind::Name, named);
    }
    (Kind::Word, end)
}

/// The bytes of a letter, which may stand for a magnitude or a unit and may start a name.
const SHORT: usize = 2;

/// Whether a word may stand between the two numbers of a range.
fn ends_a_number(lexicon: &Lexicon, word: &str) -> bool {
    matches!(
        lexicon.word(&plain(word)),
        Some(
            Meaning::Scale(..)
                | Meaning::Suffix(_)
                | Meaning::Plural(..)
                | Meaning::OneOrMany(..)
                | Meaning::Unit
                | Meaning::Percent
                | Meaning::TimeUnit
        )
    )
}

/// A currency in capitals is written tight before its amount ("USD3bn").
fn is_currency_code(word: &str) -> bool {
    matches!(word, "USD" | "EUR" | "GBP" | "UAH" | "RUB" | "KRW" | "CHF" | "JPY" | "CNY")
}

fn name_length(text: &str) -> usize {
    text.find(|letter: char| !(letter.is_alphanumeric() || is_hyphen(letter))).unwrap_or(text.len())
}

/// Accents written as characters of their own.
fn is_mark_on_a_letter(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

pub(super) fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{ac00}'..='\u{d7a3}')
}

/// Digits with the separators among them, and what else clings to them.
fn number(text: &str, digits: Digits, before: Option<&Token>, lexicon: &Lexicon) -> (Kind, usize) {
    let mut length = numeral_length(text, digits, true);
    if !digits.groups_by(' ') && !may_part_thousands(&text[..length], &text[length..], before, lexicon) {
        length = numeral_length(text, digits, false);
    }
    let (written, behind) = text.split_at(length);
    if let Some(length) = date_length(text) {
        return (Kind::Date, length);
    }
    let follows = |mark: char| {
        behind.strip_prefix(mark).is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()))
    };
    if follows('/') || follows(':') {
        let all = text
            .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '/' | ':' | '.')))
            .unwrap_or(text.len());
        let all = text[..all].trim_end_matches(['.', ':', '/']).len();
        return (slashed(&text[..all]), all);
    }
    // Letters and digits in turn: "3M22", "1x1".
    let letters =
        behind.find(|letter: char| !letter.is_alphabetic() || is_hangul(letter)).unwrap_or(behind.len());
    if letters > 0 && behind[letters..].starts_with(|next: char| next.is_ascii_digit()) {
        return (Kind::Name, length + name_length(behind));
    }
    (digits.read(written).map_or_else(Kind::Odd, Kind::Number), length)
}

/// "14:05" is a time; "9/11", "2/3" and "3:1" can be many things.
fn slashed(text: &str) -> Kind {
    match text.split_once(':') {
        Some((hours, minutes)) if hours.len() <= 2 && minutes.len() == 2 => Kind::Date,
        _ => Kind::Odd("a fraction, a score, a date or a name: it cannot be told which"),
    }
}

/// Whether the spaces in `written` part thousands, in a language that does not usually write so: a name or a month before it
/// ("December 27 300 fell") and a calibre behind it ("2 155-mm howitzers") make two numbers of it.
fn may_part_thousands(written: &str, behind: &str, before: Option<&Token>, lexicon: &Lexicon) -> bool {
    let round = written.ends_with("000");
    let follows = before.is_some_and(|token| match lexicon.word(&token.lower) {
        Some(Meaning::Month { .. } | Meaning::Designator | Meaning::TimeUnit) => true,
        Some(_) => false,
        None => !round && token.kind == Kind::Word && token.text.starts_with(char::is_uppercase),
    });
    let compound = behind.strip_prefix(is_hyphen).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let next = behind.trim_start();
    let word = &next[..next.find(|letter: char| !letter.is_alphabetic()).unwrap_or(next.len())];
    let measured = !round && lexicon.word(&plain(word)) == Some(Meaning::Unit);
    !(follows || compound || measured)
}

/// The length of digits that go on behind separators, with plain spaces among them only where `spaced`.
fn numeral_length(text: &str, digits: Digits, spaced: bool) -> usize {
    let run = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = run(0);
    let mut group = end;
    while let Some(separator) = text[end..].chars().next() {
        let after = end + separator.len_utf8();
        let next = run(after);
        let joins = match separator {
            '.' | ',' => next > 0,
            '\'' | '\u{2019}' => next == 3,
            ' ' if !digits.groups_by(' ') => spaced && next == 3 && group <= 3 && is_spaced(&text[..end]),
            _ => digits.groups_by(separator) && separator.is_whitespace() && next == 3 && group <= 3,
        };
        if !joins {
            break;
        }
        (end, group) = (after + next, next);
    }
    end
}

/// Whether nothing but plain spaces parts the digits.
fn is_spaced(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}

/// The length of "2024-12-27" or "27.12.2024", when the text starts with one.
fn date_length(text: &str) -> Option<usize> {
    const FORMS: [(&[usize], char); 4] =
        [(&[4, 2, 2], '-'), (&[2, 2, 4], '.'), (&[1, 2, 4], '.'), (&[2, 2, 4], '-')];
    FORMS.into_iter().find_map(|(parts, divider)| {
        let mut at = 0;
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                at += text[at..].strip_prefix(divider).map(|_| divider.len_utf8())?;
            }
            let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
            at += Some(digits).filter(|digits| digits == part)?;
        }
        Some(at)
    })
}
