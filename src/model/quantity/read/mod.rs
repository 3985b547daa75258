//! Reading quantities from words, as the press writes them.
//!
//! | words | reading |
//! | --- | --- |
//! | 3,000 · 3 000 · three thousand · 1.2 million · 3bn · half a million · two dozen | `Exact` |
//! | about, some, roughly, around, nearly, close to, an estimated, perhaps, ~ 3,000 · 3,000 or so | `Approx` |
//! | more than, over, upwards of, north of 3,000 | `MoreThan` |
//! | at least, no fewer than 3,000 · 3,000 or more · 3,000+ · 50,000, and maybe more · 12 hospitals, and there may be more | `AtLeast` |
//! | fewer than, under, below 500 | `LessThan` |
//! | up to, as many as, at most, no more than 500 · 500 or fewer | `AtMost` |
//! | 8,000 to 10,000 · between 8,000 and 10,000 · 11,000–12,000 · at least 8,000 but no more than 10,000 | `Range` |
//! | 1.6 to 3 million · two to three hundred thousand | `Range`: the magnitude is shared |
//! | 664,000–1.2 million | `Range`: the magnitude is not shared, the first number is greater |
//! | 9,000 ± 500 · 9,000 (8,000–10,000) · 8,000 to 10,000, most likely 9,000 | `Range` with its best value |
//! | two or three | `Range`: of neighbours only |
//! | at least 50,000 and possibly 100,000 | `AtLeast`: nobody said that 100,000 is the most |
//! | at least 50,000 and possibly as many as 100,000 | `Range` |
//! | dozens, several hundred, tens of thousands, hundreds or thousands | `Vague`, read by a [`Convention`] |
//! | at least several hundred | `Vague`, open above |
//! | up to several hundred | `Vague` without a reading: no floor was said |
//! | none · no losses | `Exact` zero |
//! | heavy losses · very significant | `None` |
//!
//! Put aside: times ("in the last 24 hours"), dates, years, ordinals ("the 3rd brigade"), numbers of names ("Unit 8200",
//! "F-16"). Refused: what may be one of these, two numbers that are no range, fractions and multiples of what is not said
//! ("a third", "doubled"), changes ("rose from 2,000 to 3,000"), scores ("2–1"), negations, digits grouped as another
//! language groups them, a bare number that may be a year, words that
//! nearly are words about a number ("3 thousnad") or are those of another language. A wrong reading is worse than a refusal: the author can always
//! state `value`, or `low` and `high`.
//!
//! A language is one file here; see `lexicon`.

mod amount;
mod aside;
mod cardinal;
mod digits;
mod english;
mod french;
mod german;
mod grammar;
mod hedge;
mod korean;
mod lexicon;
mod misspelt;
mod names;
mod pairs;
mod russian;
mod spanish;
mod token;
mod ukrainian;

use super::{Convention, Quantity};
use lexicon::{Item, Language, Meaning, Piece};

/// The languages that are read.
static LANGUAGES: [&Language; 7] = [
    &english::ENGLISH,
    &ukrainian::UKRAINIAN,
    &russian::RUSSIAN,
    &german::GERMAN,
    &french::FRENCH,
    &spanish::SPANISH,
    &korean::KOREAN,
];

/// Longer words are no words about one number.
const LONGEST: usize = 1000;

/// Why words are not read as a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What about them cannot be read, for the writer.
    pub reason: String,
}

/// Reads what `words` say about a number, vague words by `convention`. `language` is a BCP 47 tag, of which the first
/// subtag counts.
///
/// # Errors
/// When the words hold a number that cannot be told from something else, or none that can be trusted: a wrong reading is
/// worse than none.
pub fn read(words: &str, language: &str, convention: Convention) -> Result<Quantity, Unreadable> {
    let Some(language) = known(language) else {
        let names = LANGUAGES.map(|language| language.name).join(", ");
        return Err(refused(&format!("numbers are read from {names} only")));
    };
    if words.len() > LONGEST {
        return Err(refused("the words are too long to be about one number"));
    }
    let pieces = hedge::join(lexicon::pieces(words, language), &language.hedges);
    if let Some(reason) = misspelt::doubt(&pieces, language, &LANGUAGES) {
        return Err(Unreadable { reason });
    }
    let mut parts = amount::assemble(pieces, language.and_after_tens);
    let found = aside::put_aside(&mut parts);
    grammar::quantity(&parts, found, convention).map_err(refused)
}

/// Whether a unit that was read from words of `language` says how often something is counted, as "a day" does: then the
/// number is a rate.
#[must_use]
pub fn is_rate(unit: &str, language: &str) -> bool {
    known(language).is_some_and(|language| {
        let rate = |piece: &Piece| matches!(piece.item, Item::Known(Meaning::Rate { .. }));
        lexicon::pieces(unit, language).iter().any(rate)
    })
}

/// The language of a BCP 47 tag, where numbers are read from it.
fn known(tag: &str) -> Option<&'static Language> {
    let subtag = tag.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES.into_iter().find(|known| known.tag.eq_ignore_ascii_case(subtag))
}

fn refused(reason: &str) -> Unreadable {
    Unreadable { reason: format!("{reason}; state `value`, or `low` and `high`") }
}

#[cfg(test)]
mod tests;
