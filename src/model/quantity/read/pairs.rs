//! Two numbers that belong together, and a third that is the best of them.

use super::super::{Bound, Quantity, Reading};
use super::amount::{Amount, Value};
use super::aside::{amount, is_mark, known};
use super::digits::Written;
use super::grammar::{A_CHANGE, A_YEAR, Refusal, Said, TWO_NUMBERS, Words, is_lower, number, stated};
use super::lexicon::{Item, Meaning, Piece, Side};

const FALLS: Refusal = "the second number is not greater than the first, so this is no range";
const HALF_SAID: Refusal =
    "it cannot be told whether the magnitude of the second number is meant for the first as well";
const EITHER: Refusal = "one of two numbers is meant, and it cannot be told which";

/// What stands between two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    To,
    And,
    Or,
    PlusMinus,
    /// A comma, or nothing.
    None,
}

/// Two numbers and what is said of each.
struct Pair<'a> {
    low: &'a Amount,
    high: &'a Amount,
    said_low: Said,
    said_high: Said,
}

impl Words<'_> {
    /// The quantity of two numbers.
    pub(super) fn two(&self, first: usize, second: usize) -> Result<Quantity, Refusal> {
        let (Some(low), Some(high)) = (amount(self.parts, first), amount(self.parts, second)) else {
            return Err(TWO_NUMBERS);
        };
        let (said_low, start) = self.before(first)?;
        let (mut said_high, from) = self.before(second)?;
        let joint = self.joint(first + 1, from)?;
        let possibly = (from..second).any(|at| known(self.parts, at) == Some(Meaning::Possibly));
        let opening = start.checked_sub(1).and_then(|before| known(self.parts, before));
        self.nothing_strays(start)?;
        self.behind(second, &mut said_high)?;
        if self.changes() && opening != Some(Meaning::Between) {
            return Err(A_CHANGE);
        }
        let pair = Pair { low, high, said_low, said_high };
        let bound = match (opening, joint) {
            (Some(Meaning::Between), Joint::And) if said_low.side.is_none() && said_high.side.is_none() => {
                self.range(&pair)?
            }
            (Some(Meaning::Between), _) => return Err(TWO_NUMBERS),
            (_, Joint::To) => self.to(&pair)?,
            (Some(Meaning::From), Joint::None) if said_high.side == Some(Side::AtMost) => self.to(&pair)?,
            (_, Joint::PlusMinus) => pair.around()?,
            (_, Joint::None | Joint::And | Joint::Or) if possibly => self.possibly(&pair)?,
            (_, Joint::And) => self.both_ends(&pair)?,
            (_, Joint::Or) if said_low.side.is_none() && said_high.side.is_none() => self.either(&pair)?,
            _ => return Err(TWO_NUMBERS),
        };
        Ok(Quantity { bound, unit: common_unit(low, high)? })
    }

    /// What joins two numbers, when nothing else stands between them; before "to" the first may name what it counts.
    fn joint(&self, from: usize, to: usize) -> Result<Joint, Refusal> {
        let between = self.parts.get(from..to).unwrap_or_default();
        let counted = between.first().is_some_and(|part| part.item == Item::Known(Meaning::Countable));
        let mut joint = Joint::None;
        for part in &between[usize::from(counted)..] {
            let next = match &part.item {
                Item::Mark(',') => continue,
                Item::Mark('-' | '\u{2010}'..='\u{2014}' | '\u{2212}') => Joint::To,
                Item::Known(Meaning::To | Meaning::UpTo) => Joint::To,
                Item::Known(Meaning::PlusMinus) => Joint::PlusMinus,
                Item::Known(Meaning::And | Meaning::AndUpTo) => Joint::And,
                Item::Known(Meaning::Or) => Joint::Or,
                _ => return Err(TWO_NUMBERS),
            };
            if joint != Joint::None {
                return Err(TWO_NUMBERS);
            }
            joint = next;
        }
        if counted && joint != Joint::To { Err(TWO_NUMBERS) } else { Ok(joint) }
    }

    /// "8,000 to 10,000", "8,000 to as many as 10,000"
    fn to(&self, pair: &Pair) -> Result<Bound, Refusal> {
        match (pair.said_low.side, pair.said_high.side) {
            (None, None | Some(Side::AtMost)) => self.range(pair),
            _ => Err(TWO_NUMBERS),
        }
    }

    /// "at least 8,000 but no more than 10,000"
    fn both_ends(&self, pair: &Pair) -> Result<Bound, Refusal> {
        match (pair.said_low.side, pair.said_high.side) {
            (Some(lower), Some(upper)) if is_lower(lower) && !is_lower(upper) => self.range(pair),
            _ => Err(TWO_NUMBERS),
        }
    }

    /// "at least 50,000 and possibly 100,000": the second number is an end only where it is called one.
    fn possibly(&self, pair: &Pair) -> Result<Bound, Refusal> {
        match (pair.said_low.side, pair.said_high.side, pair.low.value, pair.high.value) {
            (None | Some(Side::AtLeast | Side::MoreThan), Some(Side::AtMost), ..) => self.range(pair),
            (Some(lower), None, Value::Exact(value), _) if is_lower(lower) => {
                let stated = stated(pair.said_low, number(pair.low, value)?);
                self.range(pair).map(|_| stated)
            }
            (None, None, Value::Vague(_), Value::Vague(_)) => self.either(pair),
            _ => Err(TWO_NUMBERS),
        }
    }

    fn range(&self, pair: &Pair) -> Result<Bound, Refusal> {
        if pair.low.is_yearlike() && pair.high.is_yearlike() {
            return Err(A_YEAR);
        }
        match (pair.low.value, pair.high.value) {
            (Value::Exact(least), Value::Exact(most)) => {
                let (low, high) = (number(pair.low, pair.shared(least, most)?)?, number(pair.high, most)?);
                if low < high { Ok(Bound::Range { low, high, best: None }) } else { Err(FALLS) }
            }
            (Value::Vague(_), Value::Vague(_)) => self.either(pair),
            _ => Err("one end of the range is a number and the other is not"),
        }
    }

    /// "two or three", "hundreds or thousands"
    fn either(&self, pair: &Pair) -> Result<Bound, Refusal> {
        match (pair.low.value, pair.high.value) {
            (Value::Exact(least), Value::Exact(most)) => {
                let least = pair.shared(least, most)?;
                let step = pair.high.shared.iter().copied().find(|step| least % step == 0.0).unwrap_or(1.0);
                let (low, high) = (number(pair.low, least)?, number(pair.high, most)?);
                if most - least == step { Ok(Bound::Range { low, high, best: None }) } else { Err(EITHER) }
            }
            (Value::Vague(least), Value::Vague(most)) => {
                let readings = self.convention.reading(least).zip(self.convention.reading(most));
                let reading = readings
                    .filter(|(least, most)| least.low < most.low)
                    .map(|(least, most)| Reading { low: least.low, ..most });
                Ok(Bound::Vague(reading))
            }
            _ => Err(TWO_NUMBERS),
        }
    }

    /// A range and the best value in it: "9,000 (8,000–10,000)", "8,000 to 10,000, most likely 9,000".
    pub(super) fn three(&self, first: usize, second: usize, third: usize) -> Result<Quantity, Refusal> {
        let (range, best, (low, high)) = match self.bracket(first, second) {
            Some(open) if is_mark(self.parts, third + 1, &[')']) => {
                (open + 1..=third, first, (second, third))
            }
            None if self.calls_best(second + 1, third) => (0..=second, third, (first, second)),
            _ => return Err(TWO_NUMBERS),
        };
        let mut said = if best == first { self.before(first)?.0 } else { Said::default() };
        self.behind(third, &mut said)?;
        if said.side.is_some() {
            return Err(TWO_NUMBERS);
        }
        let start = *range.start();
        let read = Words { parts: &self.parts[range], convention: self.convention }
            .two(low - start, high - start)?;
        let Some((amount, value)) = amount(self.parts, best).and_then(|best| Some((best, best.exact()?)))
        else {
            return Err(TWO_NUMBERS);
        };
        if read.unit.is_some() && amount.unit.is_some() && read.unit != amount.unit {
            return Err(UNITS);
        }
        match read.bound {
            Bound::Range { low, high, best: None } => {
                let best = Some(number(amount, value)?).filter(|best| (low..=high).contains(best));
                let bound = Bound::Range {
                    low,
                    high,
                    best: Some(best.ok_or("the best value lies outside of its range")?),
                };
                Ok(Quantity { bound, unit: read.unit.or_else(|| amount.unit.clone()) })
            }
            _ => Err(TWO_NUMBERS),
        }
    }

    /// Where a bracket opens between two numbers with nothing before it but what the first counts.
    fn bracket(&self, first: usize, second: usize) -> Option<usize> {
        let counted = |part: &Piece| matches!(part.item, Item::Word { .. } | Item::Known(Meaning::Countable));
        let open = (first + 1..second).find(|at| !self.parts.get(*at).is_some_and(counted))?;
        is_mark(self.parts, open, &['(']).then_some(open)
    }

    /// Whether what stands from `from` up to `to` calls the number there the best.
    fn calls_best(&self, from: usize, to: usize) -> bool {
        let between = self.parts.get(from..to).unwrap_or_default();
        between.iter().any(|part| part.item == Item::Known(Meaning::Best))
            && between.iter().all(|part| {
                matches!(
                    part.item,
                    Item::Mark(',' | ';' | '(' | ':')
                        | Item::Known(Meaning::Best | Meaning::Filler | Meaning::Definite | Meaning::Article)
                )
            })
    }
}

const UNITS: Refusal = "the two numbers have different units";

/// The unit of two numbers that belong together: the one that is written at either.
fn common_unit(one: &Amount, other: &Amount) -> Result<Option<String>, Refusal> {
    match (&one.unit, &other.unit) {
        (Some(unit), Some(same)) if unit != same => Err(UNITS),
        (Some(unit), _) | (None, Some(unit)) => Ok(Some(unit.clone())),
        (None, None) => Ok(None),
    }
}

impl Pair<'_> {
    /// "9,000 ± 500"
    fn around(&self) -> Result<Bound, Refusal> {
        let sides = self.said_low.side.is_some() || self.said_high.side.is_some();
        match (self.low.exact(), self.high.exact()) {
            (Some(best), Some(width)) if !sides && width > 0.0 && self.high.unit.as_deref() != Some("%") => {
                Ok(Bound::Range {
                    low: number(self.low, best - width)?,
                    high: number(self.high, best + width)?,
                    best: Some(number(self.low, best)?),
                })
            }
            _ => Err("what stands behind ± is no width of the number before it"),
        }
    }

    /// The lower end with the magnitude that it shares with the upper one: "1.6 to 3 million".
    fn shared(&self, least: f64, most: f64) -> Result<f64, Refusal> {
        let plain = self.low.shared.is_empty() && self.low.written != Written::Grouped;
        let scale = self.high.shared.iter().copied().find(|scale| least <= most / scale);
        let shares = scale.filter(|scale| self.low.shared.first().is_none_or(|own| own < scale));
        match shares {
            Some(scale) if self.low.written != Written::Grouped => Ok(least * scale),
            _ if plain && least < 1000.0 && !self.high.shared.is_empty() => Err(HALF_SAID),
            // "8 to 10,000" may start at eight thousand.
            _ if plain && least > 0.0 && least < 1000.0 && least * 1000.0 <= most => Err(HALF_SAID),
            _ => Ok(least),
        }
    }
}
