//! Numbers that are parts of names, and what may be one: a wrong reading is worse than a refusal.

use super::amount::Amount;
use super::aside::{amount, aside, connects, is_counted, is_day, is_hyphen, is_mark, is_month, known};
use super::digits::Written;
use super::lexicon::{Item, Meaning, Piece};

/// "Unit 8200", "page 7", "aged 18 to 25", "day three"
pub(super) fn designations(parts: &mut [Piece]) {
    for at in 1..parts.len() {
        let designates = matches!(known(parts, at - 1), Some(Meaning::Designator | Meaning::TimeUnit));
        if !designates || !amount(parts, at).is_some_and(is_single) {
            continue;
        }
        let range = connects(parts, at + 1) && amount(parts, at + 2).is_some_and(is_single);
        let end = if range { at + 2 } else { at };
        let capital = parts[at - 1].text.starts_with(|letter: char| !letter.is_lowercase());
        if capital || !is_counted(parts, end + 1) {
            aside(parts, at - 1..=end);
        }
    }
}

/// Whether it is written as names write their numbers: bare digits or one number word ("Brigade 155", "World War Two").
fn is_single(amount: &Amount) -> bool {
    let plain = amount.unit.is_none() && amount.shared.is_empty() && amount.exact().is_some();
    plain && matches!(amount.written, Written::Bare | Written::Fraction | Written::Words)
}

/// Makes unreadable what may be part of a name, a date or a compound word.
pub(super) fn doubtful(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        let Some(found) = amount(parts, at) else { continue };
        if let Some(reason) = doubt(parts, at, found) {
            parts[at].item = Item::Odd(reason);
        }
    }
}

fn doubt(parts: &[Piece], at: usize, found: &Amount) -> Option<&'static str> {
    let named = |at: usize| matches!(parts[at].item, Item::Word { named: true });
    let single = is_single(found);
    if at > 0 && is_day(parts, at) && is_month(parts, at - 1) {
        return Some("the number may be a day of the month");
    }
    if at > 0 && single && (named(at - 1) || is_capital_inside(parts, at, found)) {
        return Some("the number may be part of a name");
    }
    let compound =
        is_hyphen(parts, at + 1) && parts.get(at + 2).is_some_and(|next| next.tight && !goes_on(&next.item));
    let behind_a_word = at > 1
        && parts[at].tight
        && is_hyphen(parts, at - 1)
        && matches!(parts[at - 2].item, Item::Word { .. });
    let clung = parts.get(at + 1).is_some_and(|next| next.tight && matches!(next.item, Item::Word { .. }));
    (compound || behind_a_word || clung).then_some("the number is part of another word")
}

/// A number word in capitals that starts no sentence: "the Big Three", "Gang of Eight".
fn is_capital_inside(parts: &[Piece], at: usize, found: &Amount) -> bool {
    let opens =
        is_mark(parts, at - 1, &['.', ':', ';', '!', '?', '(', '"', '\'', '“', '‘', '«', '„', '—', '–', '…']);
    found.written == Written::Words && parts[at].text.starts_with(char::is_uppercase) && !opens
}

/// Whether what clings to a number by a hyphen says something about it ("3,000-plus", "10,000-strong").
fn goes_on(item: &Item) -> bool {
    match item {
        Item::Known(meaning) => {
            meaning.is_filler()
                || matches!(
                    meaning,
                    Meaning::After(_) | Meaning::To | Meaning::UpTo | Meaning::Or | Meaning::And
                )
        }
        Item::Amount(_) => true,
        _ => false,
    }
}
