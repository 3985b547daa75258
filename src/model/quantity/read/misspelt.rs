//! Words that nearly are words about a number, in their language or in another.
//!
//! "fiftteen thousand" is not a thousand and "3 thousnad" is not three: a word that is one edit from a word about numbers, by
//! the distance of Damerau and Levenshtein, makes all of them unreadable, unless it is known to be a word of its own.

use std::ops::Range;

use super::lexicon::{Item, Language, Meaning, Piece};
use super::token::plain;

/// What a language has beside its phrases, each divided by `|`.
#[derive(Clone, Copy)]
pub(super) struct Spelling {
    /// Number words that are spelled and stand in no phrase.
    pub(super) numbers: &'static str,
    /// Words that tell how much without a number: "heavy".
    pub(super) degrees: &'static str,
    /// Words that only look like words about a number, of this language or of another: "tents", "seize".
    pub(super) others: &'static str,
}

/// Words of many languages.
const SHARED: &str = "minimum|maximum|plus|circa|max|cent|cents";

/// Shorter words are too near to too many others.
const SHORTEST: usize = 4;

/// The first letter of a word as short as this is seldom missed, and the first letters of others are all they differ in
/// ("fight", "eight").
const KEEPS_ITS_FIRST: usize = 5;

/// A word as it stands in `pieces`.
struct Word {
    text: String,
    lower: String,
    /// Whether it means nothing in its language.
    unknown: bool,
}

/// Why the words cannot be trusted to be spelled in `language`.
pub(super) fn doubt(pieces: &[Piece], language: &Language, languages: &[&Language]) -> Option<String> {
    let words = words(pieces);
    let open: Vec<usize> = (0..words.len()).filter(|at| is_open(&words[*at], language)).collect();
    if open.is_empty() {
        return None;
    }
    foreign(&words, &open, language, languages).or_else(|| misspelt(&words, &open, pieces, language))
}

fn words(pieces: &[Piece]) -> Vec<Word> {
    let words = pieces.iter().flat_map(|piece| {
        let unknown = matches!(piece.item, Item::Word { .. });
        piece.text.split_whitespace().map(move |text| Word {
            text: text.to_owned(),
            lower: plain(text),
            unknown,
        })
    });
    words.collect()
}

/// Whether a word means nothing that is known here.
fn is_open(word: &Word, language: &Language) -> bool {
    let others = language.spelling.others.split('|').chain(SHARED.split('|'));
    word.unknown && !others.chain(language.spelling.degrees.split('|')).any(|other| other == word.lower)
}

/// "about 12 million euros" as German.
fn foreign(words: &[Word], open: &[usize], language: &Language, languages: &[&Language]) -> Option<String> {
    for other in languages.iter().filter(|other| other.tag != language.tag) {
        for (first, rest, meaning) in other.lexicon.phrases() {
            let length: usize =
                rest.iter().map(|word| word.chars().count()).sum::<usize>() + first.chars().count();
            if !(is_number(meaning) || is_bound(meaning)) || length < SHORTEST {
                continue;
            }
            let phrase: Vec<&str> = std::iter::once(first).chain(rest.iter().copied()).collect();
            let found = (0..words.len()).find_map(|at| {
                let range = at..at + phrase.len();
                let said = words.get(range.clone())?;
                let same = said.iter().zip(&phrase).all(|(word, part)| word.lower == *part);
                let unknown = range.clone().filter(|at| open.contains(at));
                let letters: usize = unknown.map(|at| words[at].lower.chars().count()).sum();
                (same && letters + 1 >= SHORTEST).then_some(range)
            });
            if let Some(found) = found {
                let said = written(words, found);
                return Some(format!(
                    "`{said}` is {}, and the words are read as {}",
                    other.name, language.name
                ));
            }
        }
    }
    None
}

fn misspelt(words: &[Word], open: &[usize], pieces: &[Piece], language: &Language) -> Option<String> {
    let counted = pieces.iter().any(|piece| match piece.item {
        Item::Digits(_) | Item::Spelled(..) => true,
        Item::Known(meaning) => is_number(meaning),
        _ => false,
    });
    let Spelling { numbers, degrees, .. } = language.spelling;
    let listed = numbers.split('|').map(|word| (word, true));
    let listed = listed.chain(degrees.split('|').filter(|_| !counted).map(|word| (word, false)));
    for (meant, number) in listed {
        if let Some(at) = open.iter().find(|at| is_near(&words[**at].lower, meant, SHORTEST)) {
            return Some(question(&words[*at].text, meant, number));
        }
    }
    for (first, rest, meaning) in language.lexicon.phrases() {
        if !(is_number(meaning) || (counted && is_bound(meaning))) {
            continue;
        }
        let found = match rest {
            [] if matches!(meaning, Meaning::After(_)) && first.chars().count() <= KEEPS_ITS_FIRST => None,
            [] => open.iter().find(|at| is_near(&words[**at].lower, first, SHORTEST)).map(|at| *at..at + 1),
            _ => phrase(words, open, first, rest).or_else(|| run_together(words, open, first, rest)),
        };
        if let Some(found) = found {
            let meant = std::iter::once(first).chain(rest.iter().copied()).collect::<Vec<_>>().join(" ");
            return Some(question(&written(words, found), &meant, is_number(meaning)));
        }
    }
    None
}

/// Where all words of a phrase stand but one, and that one nearly: "more then".
fn phrase(words: &[Word], open: &[usize], first: &str, rest: &[&str]) -> Option<Range<usize>> {
    let phrase: Vec<&str> = std::iter::once(first).chain(rest.iter().copied()).collect();
    (0..words.len().checked_sub(rest.len())?).find_map(|start| {
        let range = start..start + phrase.len();
        let said = words.get(range.clone())?;
        let differs = said.iter().zip(&phrase).filter(|(word, part)| word.lower != **part).count();
        let near = |at: usize| {
            let (word, part) = (&words[at].lower, phrase[at - start]);
            word != part
                && open.contains(&at)
                && part.chars().count() >= SHORTEST
                && is_near(word, part, SHORTEST - 1)
        };
        (differs == 1 && range.clone().any(near)).then_some(range)
    })
}

/// Where a phrase stands without its spaces: "atleast".
fn run_together(words: &[Word], open: &[usize], first: &str, rest: &[&str]) -> Option<Range<usize>> {
    let phrase = first.to_owned() + &rest.concat();
    let long = phrase.chars().count() > KEEPS_ITS_FIRST;
    open.iter().find(|at| long && words[**at].lower == phrase).map(|at| *at..at + 1)
}

/// Whether a word of at least `shortest` letters is one edit from the one that may be meant.
fn is_near(word: &str, meant: &str, shortest: usize) -> bool {
    let (length, long) = (word.chars().count(), meant.chars().count());
    length >= shortest
        && long >= SHORTEST
        && length.abs_diff(long) <= 1
        && (long > KEEPS_ITS_FIRST || word.chars().next() == meant.chars().next())
        && strsim::damerau_levenshtein(word, meant) == 1
}

fn question(said: &str, meant: &str, number: bool) -> String {
    let kind = if number { "not a number word" } else { "not known" };
    format!("`{said}` is {kind}; did you mean `{meant}`?")
}

fn written(words: &[Word], range: Range<usize>) -> String {
    words[range].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether a phrase is a number or a magnitude, vague ones included.
fn is_number(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Number(_)
            | Meaning::Round(_)
            | Meaning::Scale(..)
            | Meaning::Plural(..)
            | Meaning::OneOrMany(..)
            | Meaning::HowMany(_)
            | Meaning::Half
    )
}

/// Whether a phrase says how a number is meant.
fn is_bound(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Before(_) | Meaning::Either(_) | Meaning::Weak(_) | Meaning::After(_) | Meaning::Possibly
    )
}
