//! Pieces of words → a quantity.

use super::super::convention::Vague;
use super::super::{Bound, Convention, Number, Quantity, Reading};
use super::amount::{Amount, Value};
use super::digits::Written;
use super::lexicon::{Item, Meaning, Piece, Side};

type Refusal = &'static str;

const TWO_NUMBERS: Refusal = "the words hold more than one number, and they are no range";
const OUTSIDE: Refusal = "the only number belongs to a time, a date or a name";
const FAR: Refusal = "what is said about the number does not stand beside it";
const AGAINST: Refusal = "the words set an upper and a lower end for one number";
const A_YEAR: Refusal = "the number may be a year; write it with a separator if it is not";
const THREE_DECIMALS: Refusal = "it cannot be told whether the number has thousands or three decimals";
const FALLS: Refusal = "the second number is not greater than the first, so this is no range";
const A_CHANGE: Refusal = "the words tell a change from one number to another";

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

fn known(parts: &[Piece], at: usize) -> Option<Meaning> {
    match parts.get(at)?.item {
        Item::Known(meaning) => Some(meaning),
        _ => None,
    }
}

fn amount(parts: &[Piece], at: usize) -> Option<&Amount> {
    match &parts.get(at)?.item {
        Item::Amount(amount) => Some(amount),
        _ => None,
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

/// "no losses", "no North Korean soldiers", "none": zero was said. "No comment" says nothing.
fn nothing(parts: &[Piece]) -> Result<Quantity, Refusal> {
    let mut meant = parts
        .iter()
        .filter(|part| !matches!(part.item, Item::Known(Meaning::Nil) | Item::Mark(_)))
        .skip_while(|part| matches!(part.item, Item::Known(Meaning::Filler)));
    let zero = match meant.next().map(|part| &part.item) {
        Some(Item::Known(Meaning::Nothing)) => {
            meant.all(|part| matches!(part.item, Item::Known(Meaning::Countable)))
        }
        Some(Item::Known(Meaning::No)) => {
            let counted = meant.find(|part| !matches!(part.item, Item::Word { named: true }));
            counted.is_some_and(|part| part.item == Item::Known(Meaning::Countable))
        }
        _ => false,
    };
    if zero {
        Ok(Quantity { bound: Bound::Exact(Number::ZERO), unit: None })
    } else {
        Err("it cannot be told whether the words mean zero")
    }
}

/// What is said about one number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Said {
    approx: bool,
    side: Option<Side>,
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

fn is_lower(side: Side) -> bool {
    matches!(side, Side::MoreThan | Side::AtLeast)
}

struct Words<'a> {
    parts: &'a [Piece],
    convention: Convention,
}

impl Words<'_> {
    /// What stands before the number at `at`, and where that starts.
    fn before(&self, at: usize) -> Result<(Said, usize), Refusal> {
        let mut said = Said::default();
        let mut start = at;
        while start > 0 {
            match &self.parts[start - 1].item {
                Item::Known(Meaning::Before(side) | Meaning::Weak(side)) => said.add(*side)?,
                Item::Known(Meaning::Possibly) => said.approx = true,
                Item::Known(Meaning::Filler | Meaning::Article) => {}
                _ => break,
            }
            start -= 1;
        }
        Ok((said, start))
    }

    /// Adds what stands anywhere behind the number at `at` and speaks of it.
    fn behind(&self, at: usize, said: &mut Said) -> Result<(), Refusal> {
        for place in at + 1..self.parts.len() {
            match known(self.parts, place) {
                Some(Meaning::After(side)) => said.add(side)?,
                Some(
                    Meaning::Before(side @ (Side::AtLeast | Side::AtMost | Side::Approx))
                    | Meaning::Weak(side @ Side::Approx),
                ) if self.ends(place + 1) => {
                    said.add(side)?;
                }
                Some(Meaning::Before(_)) => return Err(FAR),
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
    fn nothing_strays(&self, before: usize) -> Result<(), Refusal> {
        let strays = |at| {
            matches!(known(self.parts, at), Some(Meaning::Before(_) | Meaning::After(_) | Meaning::PlusMinus))
        };
        if (0..before).any(strays) { Err(FAR) } else { Ok(()) }
    }

    fn changes(&self) -> bool {
        self.parts.iter().any(|part| part.item == Item::Known(Meaning::Change))
    }

    fn one(&self, at: usize) -> Result<Quantity, Refusal> {
        let Some(amount) = amount(self.parts, at) else { return Err(OUTSIDE) };
        let (mut said, start) = self.before(at)?;
        self.nothing_strays(start)?;
        self.behind(at, &mut said)?;
        let from = start.checked_sub(1).and_then(|before| known(self.parts, before)) == Some(Meaning::From);
        if from && self.changes() {
            return Err(A_CHANGE);
        }
        let counted = matches!(
            self.parts.get(at + 1),
            Some(Piece { item: Item::Word { .. } | Item::Known(Meaning::Countable), .. })
        );
        if amount.is_yearlike() && said == Said::default() && !counted {
            return Err(A_YEAR);
        }
        let bound = match amount.value {
            Value::Vague(vague) => Bound::Vague(self.reading(vague, said)),
            Value::Exact(value) => stated(said, number(amount, value)?),
        };
        Ok(Quantity { bound, unit: amount.unit.clone() })
    }

    /// The reading of vague words; a bound on them opens the side that it opens.
    fn reading(&self, vague: Vague, said: Said) -> Option<Reading> {
        let reading = self.convention.reading(vague)?;
        match said.side {
            None => Some(reading),
            Some(side) if is_lower(side) => Some(Reading { high: None, ..reading }),
            Some(_) => None,
        }
    }

    fn two(&self, first: usize, second: usize) -> Result<Quantity, Refusal> {
        let (Some(low), Some(high)) = (amount(self.parts, first), amount(self.parts, second)) else {
            return Err(TWO_NUMBERS);
        };
        let (said_low, start) = self.before(first)?;
        let (mut said_high, from) = self.before(second)?;
        let unit = common_unit(low, high)?;
        let joint = self.joint(first + 1, from.max(first + 1))?;
        let between = start.checked_sub(1).and_then(|before| known(self.parts, before));
        self.nothing_strays(start)?;
        let possibly = (from..second).any(|at| known(self.parts, at) == Some(Meaning::Possibly))
            || joint == Joint::Possibly;
        if possibly {
            return self.possibly(low, high, said_low, said_high, unit);
        }
        self.behind(second, &mut said_high)?;
        if self.changes() && between != Some(Meaning::Between) {
            return Err(A_CHANGE);
        }
        let bound = match (joint, said_low.side, said_high.side) {
            (Joint::To, None, None | Some(Side::AtMost)) if between != Some(Meaning::Between) => {
                self.range(low, high)?
            }
            (Joint::And, None, None) if between == Some(Meaning::Between) => self.range(low, high)?,
            (Joint::And, Some(lower), Some(upper)) if is_lower(lower) && !is_lower(upper) => {
                self.range(low, high)?
            }
            (Joint::PlusMinus, None, None) => around(low, high)?,
            (Joint::Or, None, None) => self.either(low, high)?,
            _ => return Err(TWO_NUMBERS),
        };
        Ok(Quantity { bound, unit })
    }

    /// What joins two numbers, when nothing else stands between them.
    fn joint(&self, from: usize, to: usize) -> Result<Joint, Refusal> {
        let mut joint = None;
        for at in from..to {
            let next = match &self.parts[at].item {
                Item::Mark(',') => continue,
                Item::Mark('-' | '\u{2010}'..='\u{2014}' | '\u{2212}' | '~' | '\u{301c}' | '\u{ff5e}')
                | Item::Known(Meaning::To) => Joint::To,
                Item::Mark('\u{b1}') | Item::Known(Meaning::PlusMinus) => Joint::PlusMinus,
                Item::Known(Meaning::And) => Joint::And,
                Item::Known(Meaning::Or) => Joint::Or,
                _ => return Err(TWO_NUMBERS),
            };
            if joint.replace(next).is_some() {
                return Err(TWO_NUMBERS);
            }
        }
        joint.or((to > from).then_some(Joint::Possibly)).ok_or(TWO_NUMBERS)
    }

    fn range(&self, low: &Amount, high: &Amount) -> Result<Bound, Refusal> {
        if low.is_yearlike() && high.is_yearlike() {
            return Err(A_YEAR);
        }
        match (low.value, high.value) {
            (Value::Exact(least), Value::Exact(most)) => {
                let (least, most) = (number(low, shared(low, least, high, most)?)?, number(high, most)?);
                if least < most {
                    Ok(Bound::Range { low: least, high: most, best: None })
                } else {
                    Err(FALLS)
                }
            }
            (Value::Vague(_), Value::Vague(_)) => self.either(low, high),
            _ => Err("one end of the range is a number and the other is not"),
        }
    }

    /// "two or three", "hundreds or thousands"
    fn either(&self, low: &Amount, high: &Amount) -> Result<Bound, Refusal> {
        match (low.value, high.value) {
            (Value::Exact(least), Value::Exact(most)) => {
                let least = shared(low, least, high, most)?;
                let step = high.shared.iter().find(|step| least % **step == 0.0).copied().unwrap_or(1.0);
                if most - least != step {
                    return Err("one of two numbers is meant, and it cannot be told which");
                }
                Ok(Bound::Range { low: number(low, least)?, high: number(high, most)?, best: None })
            }
            (Value::Vague(least), Value::Vague(most)) => {
                let (least, most) = (self.convention.reading(least), self.convention.reading(most));
                Ok(Bound::Vague(least.zip(most).and_then(|(least, most)| {
                    (least.low <= most.low).then_some(Reading {
                        low: least.low,
                        high: most.high,
                        convention: self.convention,
                    })
                })))
            }
            _ => Err(TWO_NUMBERS),
        }
    }

    /// "at least 50,000 and possibly 100,000": the second number is an end only where it is called one.
    fn possibly(
        &self,
        low: &Amount,
        high: &Amount,
        said_low: Said,
        said_high: Said,
        unit: Option<String>,
    ) -> Result<Quantity, Refusal> {
        let bound = match (said_low.side, said_high.side) {
            (None | Some(Side::AtLeast | Side::MoreThan), Some(Side::AtMost)) => self.range(low, high)?,
            (Some(lower), None) if is_lower(lower) => {
                self.range(low, high)?;
                match low.value {
                    Value::Exact(value) => stated(said_low, number(low, value)?),
                    Value::Vague(vague) => Bound::Vague(self.reading(vague, said_low)),
                }
            }
            (None, None) if matches!((low.value, high.value), (Value::Vague(_), Value::Vague(_))) => {
                self.either(low, high)?
            }
            _ => return Err(TWO_NUMBERS),
        };
        Ok(Quantity { bound, unit })
    }

    /// A range and the best value in it.
    fn three(&self, first: usize, second: usize, third: usize) -> Result<Quantity, Refusal> {
        let is = |at: usize, mark: char| matches!(self.parts.get(at), Some(Piece { item: Item::Mark(found), .. }) if *found == mark);
        let bracketed = is(first + 1, '(') && is(third + 1, ')');
        let best_last = (second + 1..third).any(|at| known(self.parts, at) == Some(Meaning::Best));
        let (range, best) = match (bracketed, best_last) {
            (true, false) => ((second, third), first),
            (false, true) => ((first, second), third),
            _ => return Err(TWO_NUMBERS),
        };
        let inner = Words {
            parts: &self.parts[if bracketed { first + 2 } else { 0 }..=range.1],
            convention: self.convention,
        };
        let shift = if bracketed { first + 2 } else { 0 };
        let read = inner.two(range.0 - shift, range.1 - shift)?;
        let Some(value) = amount(self.parts, best) else { return Err(TWO_NUMBERS) };
        match (read.bound, value.value) {
            (Bound::Range { low, high, best: None }, Value::Exact(exact)) => {
                let exact = number(value, exact)?;
                if exact < low || exact > high {
                    return Err("the best value lies outside of its range");
                }
                let unit = read.unit.or_else(|| value.unit.clone());
                Ok(Quantity { bound: Bound::Range { low, high, best: Some(exact) }, unit })
            }
            _ => Err(TWO_NUMBERS),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    To,
    And,
    Or,
    PlusMinus,
    /// A comma alone; only "possibly" makes sense of it.
    Possibly,
}

fn number(amount: &Amount, value: f64) -> Result<Number, Refusal> {
    if amount.written == Written::Ambiguous && amount.unit.is_none() {
        return Err(THREE_DECIMALS);
    }
    Number::new(value).ok_or("the number is too great to be kept")
}

fn stated(said: Said, value: Number) -> Bound {
    match said.side {
        Some(Side::MoreThan) => Bound::MoreThan(value),
        Some(Side::AtLeast) => Bound::AtLeast(value),
        Some(Side::LessThan) => Bound::LessThan(value),
        Some(Side::AtMost) => Bound::AtMost(value),
        Some(Side::Approx) | None if said.approx => Bound::Approx(value),
        Some(Side::Approx) | None => Bound::Exact(value),
    }
}

/// "9,000 ± 500"
fn around(best: &Amount, width: &Amount) -> Result<Bound, Refusal> {
    match (best.exact(), width.exact()) {
        (Some(value), Some(half)) if half > 0.0 && width.unit == best.unit => Ok(Bound::Range {
            low: number(best, value - half)?,
            high: number(width, value + half)?,
            best: Some(number(best, value)?),
        }),
        _ => Err("what stands behind ± is no width of the number before it"),
    }
}

/// The unit of two numbers that belong together: the one that is written at either.
fn common_unit(one: &Amount, other: &Amount) -> Result<Option<String>, Refusal> {
    match (&one.unit, &other.unit) {
        (Some(unit), Some(same)) if unit != same => Err("the two numbers have different units"),
        (Some(unit), _) | (None, Some(unit)) => Ok(Some(unit.clone())),
        (None, None) => Ok(None),
    }
}

/// The lower end with the magnitude that it shares with the upper one: "1.6 to 3 million".
fn shared(low: &Amount, least: f64, high: &Amount, most: f64) -> Result<f64, Refusal> {
    const HALF_SAID: Refusal =
        "it cannot be told whether the magnitude of the second number is meant for the first as well";
    let scale = high.shared.iter().find(|scale| least <= most / **scale);
    let own = low.shared.first().is_some_and(|own| Some(own) >= scale);
    match scale {
        Some(scale) if !own && low.written != Written::Grouped => Ok(least * scale),
        _ if low.shared.is_empty() && least < 1000.0 && !high.shared.is_empty() => Err(HALF_SAID),
        // "8 to 10,000" may start at eight thousand.
        _ if low.shared.is_empty()
            && least > 0.0
            && most % 1000.0 == 0.0
            && least * 1000.0 <= most
            && least < 1000.0 =>
        {
            Err(HALF_SAID)
        }
        _ => Ok(least),
    }
}
