//! Pieces of words → a quantity.

use super::super::convention::Vague;
use super::super::{Bound, Convention, Number, Quantity, Reading};
use super::amount::{Amount, Value};
use super::aside::{amount, is_counted, known};
use super::digits::Written;
use super::lexicon::{Item, Meaning, Piece, Side};

/// Why words are no quantity.
pub(super) type Refusal = &'static str;

pub(super) const TWO_NUMBERS: Refusal = "the words hold more than one number, and they are no range";
pub(super) const A_YEAR: Refusal = "the number may be a year; write it with a separator if it is not";
pub(super) const A_CHANGE: Refusal = "the words tell a change from one number to another";
const OUTSIDE: Refusal = "the only number belongs to a time, a date or a name";
const FAR: Refusal = "what is said about the number does not stand beside it";
const AGAINST: Refusal = "the words set an upper and a lower end for one number";
const THREE_DECIMALS: Refusal = "it cannot be told whether the number has thousands or three decimals";
const ZERO: Refusal = "it cannot be told whether the words mean zero";
const ONE_END: Refusal = "only one end of the range is a number";

/// Reads pieces, of which those that belong elsewhere have been put aside.
pub(super) fn quantity(parts: &[Piece], aside: bool, convention: Convention) -> Result<Quantity, Refusal> {
    let places: Vec<usize> = (0..parts.len()).filter(|at| amount(parts, *at).is_some()).collect();
    for part in parts {
        match part.item {
            Item::Known(Meaning::Hides(reason)) | Item::Odd(reason) => return Err(reason),
            Item::Known(Meaning::Half) => return Err("a half is a part of a number that is not said"),
            Item::Known(Meaning::Spoils(reason)) if !places.is_empty() => return Err(reason),
            _ => {}
        }
    }
    fractions(parts)?;
    if !places.is_empty() && has_no(parts) {
        return Err("it cannot be told what is denied");
    }
    let words = Words { parts, convention };
    match places.as_slice() {
        [] if has_no(parts) => nothing(parts),
        [] if aside => Err(OUTSIDE),
        [] if parts.iter().any(|part| part.text.contains(char::is_alphabetic)) => {
            Ok(Quantity { bound: Bound::None, unit: None })
        }
        [] => Err("there are no words to read"),
        [only] => words.one(*only),
        [first, second] => words.two(*first, *second),
        [first, second, third] => words.three(*first, *second, *third),
        _ => Err(TWO_NUMBERS),
    }
}

/// "a third", "two thirds"
fn fractions(parts: &[Piece]) -> Result<(), Refusal> {
    let parted = (1..parts.len()).any(|at| {
        let of = known(parts, at - 1) == Some(Meaning::Article) || amount(parts, at - 1).is_some();
        known(parts, at) == Some(Meaning::Ordinal) && of
    });
    if parted { Err("a fraction is a part of a number that is not said") } else { Ok(()) }
}

fn has_no(parts: &[Piece]) -> bool {
    parts.iter().any(|part| matches!(part.item, Item::Known(Meaning::No | Meaning::Nothing)))
}

/// "no losses", "no North Korean soldiers", "none": zero was said. "No comment" and "no losses confirmed" say nothing.
fn nothing(parts: &[Piece]) -> Result<Quantity, Refusal> {
    let said: Vec<&Item> = parts.iter().map(|part| &part.item).filter(|item| !is_aside(item)).collect();
    let is = |item: &Item, meaning: Meaning| *item == Item::Known(meaning);
    let zero = match said.as_slice() {
        [nothing, counted @ ..] if is(nothing, Meaning::Nothing) => {
            counted.iter().all(|item| is(item, Meaning::Countable))
        }
        [no, names @ .., counted] if is(no, Meaning::No) => {
            let start = names.iter().take_while(|item| matches!(item, Item::Word { named: true })).count();
            is(counted, Meaning::Countable) && names[start..].iter().all(|item| is(item, Meaning::Countable))
        }
        _ => false,
    };
    if zero { Ok(Quantity { bound: Bound::Exact(Number::ZERO), unit: None }) } else { Err(ZERO) }
}

/// What may stand around words for zero and changes nothing about them.
fn is_aside(item: &Item) -> bool {
    match item {
        Item::Mark(_) => true,
        Item::Known(meaning) => {
            meaning.is_filler()
                || matches!(meaning, Meaning::Nil | Meaning::Time | Meaning::Per | Meaning::TimeUnit)
        }
        _ => false,
    }
}

/// What is said about one number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Said {
    pub(super) approx: bool,
    pub(super) side: Option<Side>,
}

impl Said {
    fn add(&mut self, side: Side) -> Result<(), Refusal> {
        match (side, self.side) {
            (Side::Approx, _) => self.approx = true,
            (_, Some(before)) if is_lower(before) != is_lower(side) => return Err(AGAINST),
            (_, Some(_)) => {}
            (_, None) => self.side = Some(side),
        }
        Ok(())
    }
}

pub(super) fn is_lower(side: Side) -> bool {
    matches!(side, Side::MoreThan | Side::AtLeast)
}

pub(super) struct Words<'a> {
    pub(super) parts: &'a [Piece],
    pub(super) convention: Convention,
}

impl Words<'_> {
    /// What stands before the number at `at`, and where that starts.
    pub(super) fn before(&self, at: usize) -> Result<(Said, usize), Refusal> {
        let mut said = Said::default();
        let mut start = at;
        while start > 0 {
            match &self.parts[start - 1].item {
                Item::Known(Meaning::Before(side) | Meaning::Either(side) | Meaning::Weak(side)) => {
                    said.add(*side)?;
                }
                Item::Known(Meaning::Possibly) => said.approx = true,
                Item::Known(Meaning::AndUpTo) => {
                    said.add(Side::AtMost)?;
                    break;
                }
                Item::Known(Meaning::UpTo) if !self.joins(start - 1) && !self.changes() => {
                    said.add(Side::AtMost)?
                }
                Item::Known(Meaning::Filler | Meaning::Definite | Meaning::Article) => {}
                _ => break,
            }
            start -= 1;
        }
        Ok((said, start))
    }

    /// Whether "to" at `at` stands between two numbers, or behind "from".
    fn joins(&self, at: usize) -> bool {
        let before = &self.parts[..at];
        before.iter().any(|part| matches!(part.item, Item::Amount(_)))
    }

    /// Adds what stands anywhere behind the number at `at` and speaks of it.
    pub(super) fn behind(&self, at: usize, said: &mut Said) -> Result<(), Refusal> {
        for place in at + 1..self.parts.len() {
            match known(self.parts, place) {
                Some(Meaning::After(side)) => said.add(side)?,
                Some(Meaning::Either(side)) if self.ends(place + 1) => said.add(side)?,
                Some(Meaning::Before(_) | Meaning::Either(_) | Meaning::AndUpTo) => return Err(FAR),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether nothing but marks stands from `at` on, or a mark right there.
    fn ends(&self, at: usize) -> bool {
        self.parts.get(at).is_none_or(|part| matches!(part.item, Item::Mark(_)))
    }

    /// Refuses what should stand beside a number and does not.
    pub(super) fn nothing_strays(&self, before: usize) -> Result<(), Refusal> {
        let strays = |at| {
            matches!(
                known(self.parts, at),
                Some(
                    Meaning::Before(_)
                        | Meaning::Either(_)
                        | Meaning::After(_)
                        | Meaning::AndUpTo
                        | Meaning::PlusMinus
                )
            )
        };
        if (0..before).any(strays) { Err(FAR) } else { Ok(()) }
    }

    pub(super) fn changes(&self) -> bool {
        self.parts.iter().any(|part| matches!(part.item, Item::Known(Meaning::Change | Meaning::Revised)))
    }

    fn one(&self, at: usize) -> Result<Quantity, Refusal> {
        let Some(amount) = amount(self.parts, at) else { return Err(OUTSIDE) };
        let (mut said, start) = self.before(at)?;
        self.nothing_strays(start)?;
        said.approx |= amount.approx;
        self.behind(at, &mut said)?;
        match start.checked_sub(1).and_then(|before| known(self.parts, before)) {
            Some(Meaning::Change) => return Err(A_CHANGE),
            Some(Meaning::By | Meaning::From) if self.changes() => return Err(A_CHANGE),
            Some(Meaning::By) if self.compares(at + 1) => return Err(A_CHANGE),
            Some(Meaning::Between | Meaning::From) => return Err(ONE_END),
            _ => {}
        }
        if said == Said::default() && amount.is_yearlike() && !is_counted(self.parts, at + 1) {
            return Err(A_YEAR);
        }
        if said == Said::default() && self.counts_nothing(at, amount) {
            return Err("the number does not count, it speaks of somebody or something");
        }
        let bound = match amount.value {
            Value::Vague(vague) => Bound::Vague(self.reading(vague, said)),
            Value::Exact(value) => stated(said, number(amount, value)?),
        };
        Ok(Quantity { bound, unit: amount.unit.clone() })
    }

    /// "на 30% больше": more or less by so much.
    fn compares(&self, from: usize) -> bool {
        let compares =
            |at| matches!(known(self.parts, at), Some(Meaning::Weak(Side::MoreThan | Side::LessThan)));
        (from..self.parts.len()).any(compares)
    }

    /// "the two sides", "one official", "two officials said"
    fn counts_nothing(&self, at: usize, amount: &Amount) -> bool {
        let of_words = amount.written == Written::Words && amount.shared.is_empty() && amount.unit.is_none();
        let small = |most: f64| of_words && amount.exact().is_some_and(|value| value <= most);
        let word_behind = matches!(self.parts.get(at + 1), Some(Piece { item: Item::Word { .. }, .. }));
        let definite = at > 0 && known(self.parts, at - 1) == Some(Meaning::Definite);
        let mut behind =
            self.parts[at + 1..].iter().skip_while(|part| matches!(part.item, Item::Word { .. }));
        let says = behind.next().is_some_and(|part| part.item == Item::Known(Meaning::Says));
        says || (word_behind && (small(1.0) || (definite && small(20.0))))
    }

    /// The reading of vague words; a bound on them opens the side that it opens.
    pub(super) fn reading(&self, vague: Vague, said: Said) -> Option<Reading> {
        let reading = self.convention.reading(vague)?;
        match said.side {
            None => Some(reading),
            Some(side) if is_lower(side) => Some(Reading { high: None, ..reading }),
            Some(_) => None,
        }
    }
}

pub(super) fn number(amount: &Amount, value: f64) -> Result<Number, Refusal> {
    if amount.written == Written::Ambiguous && amount.unit.is_none() {
        return Err(THREE_DECIMALS);
    }
    Number::new(value).ok_or("the number is too great to be kept")
}

pub(super) fn stated(said: Said, value: Number) -> Bound {
    match said.side {
        Some(Side::MoreThan) => Bound::MoreThan(value),
        Some(Side::AtLeast) => Bound::AtLeast(value),
        Some(Side::LessThan) => Bound::LessThan(value),
        Some(Side::AtMost) => Bound::AtMost(value),
        Some(Side::Approx) | None if said.approx => Bound::Approx(value),
        Some(Side::Approx) | None => Bound::Exact(value),
    }
}
