//! Digits and number words, one after the other → amounts.

use super::super::convention::{HowMany, Size, Vague};
use super::cardinal::Building;
use super::digits::Written;
use super::lexicon::{Item, Meaning, Piece};

/// One number as it was said, with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) value: Value,
    /// Whether the word itself says "about" ("une centaine").
    pub(super) approx: bool,
    /// The magnitudes that it ends with ("hundred thousand"): what a number before it may share ("two to three hundred
    /// thousand"), the greatest first.
    pub(super) shared: Vec<f64>,
    pub(super) written: Written,
    /// As written, or "%".
    pub(super) unit: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    Exact(f64),
    Vague(Vague),
}

impl Amount {
    fn in_words(value: Value) -> Self {
        Self { value, approx: false, shared: Vec::new(), written: Written::Words, unit: None }
    }

    /// The value, when it is a number.
    pub(super) fn exact(&self) -> Option<f64> {
        match self.value {
            Value::Exact(value) => Some(value),
            Value::Vague(_) => None,
        }
    }

    /// Whether it may be a year of our times.
    pub(super) fn is_yearlike(&self) -> bool {
        self.written == Written::Bare
            && self.unit.is_none()
            && self.exact().is_some_and(|value| (1900.0..2100.0).contains(&value))
    }
}

/// Puts amounts in the place of the digits and words that make them.
///
pub(super) fn assemble(pieces: &[Piece], and_after_tens: bool) -> Vec<Piece> {
    let mut parts: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut between = false;
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let context = Context { between, and_after_tens, currency: ends_with_currency(&parts) };
        let (part, taken) = match signed(&parts, &pieces[at..]).or_else(|| amount(&pieces[at..], context)) {
            Some((item, taken)) => {
                let text: Vec<&str> =
                    pieces[at..at + taken].iter().map(|piece| piece.text.as_str()).collect();
                (Piece { item, text: text.join(" "), tight: piece.tight }, taken)
            }
            None => (piece.clone(), 1),
        };
        match part.item {
            Item::Known(Meaning::Between) => between = true,
            Item::Known(Meaning::And) => between = false,
            _ => {}
        }
        parts.push(part);
        at += taken;
    }
    with_units(parts)
}

fn ends_with_currency(parts: &[Piece]) -> bool {
    matches!(parts.last(), Some(Piece { item: Item::Known(Meaning::Currency), .. }))
}

/// A minus that clings to digits and to nothing before it.
fn signed(before: &[Piece], rest: &[Piece]) -> Option<(Item, usize)> {
    let [Piece { item: Item::Mark(mark @ ('-' | '\u{2212}' | '\u{2013}')), tight, .. }, number, ..] = rest
    else {
        return None;
    };
    let opens = !tight || matches!(before.last(), None | Some(Piece { item: Item::Mark('('), .. }));
    let follows_number = matches!(before.last(), Some(Piece { item: Item::Amount(_), .. }));
    let Item::Digits(_) = number.item else { return None };
    if !opens || !number.tight || follows_number {
        return None;
    }
    if *mark == '\u{2013}' {
        return Some((Item::Odd("it cannot be told whether the dash before the number is a minus"), 2));
    }
    let (item, taken) =
        amount(&rest[1..], Context { between: false, and_after_tens: false, currency: false })?;
    match item {
        Item::Amount(Amount { value: Value::Exact(value), shared, written, .. }) => {
            let amount = Amount { shared, written, ..Amount::in_words(Value::Exact(-value)) };
            Some((Item::Amount(amount), taken + 1))
        }
        other => Some((other, taken + 1)),
    }
}

/// What stands around the words that make an amount.
#[derive(Clone, Copy)]
pub(super) struct Context {
    /// "between" stands before, so that the next "and" divides two numbers.
    pub(super) between: bool,
    /// The language says "thirty and five".
    pub(super) and_after_tens: bool,
    /// A currency stands before, so that "m" is million.
    pub(super) currency: bool,
}

/// The amount that `rest` starts with, or what is wrong with it, and how many pieces it takes.
fn amount(rest: &[Piece], context: Context) -> Option<(Item, usize)> {
    match known(rest, 0) {
        Some(Meaning::HowMany(how_many)) => Some(vague(rest, how_many, 1)),
        Some(Meaning::Few) => scale(rest, 1).map(|_| vague(rest, HowMany::Several, 1)),
        Some(Meaning::Plural(..)) => Some(vague(rest, HowMany::Plural, 0)),
        Some(Meaning::Half) => half(rest, 0),
        Some(Meaning::Article) => match known(rest, 1)? {
            Meaning::Scale(..) => {
                let (item, taken) = Building::new(context).go(&rest[1..])?;
                Some((item, taken + 1))
            }
            Meaning::Half => half(rest, 1),
            _ => None,
        },
        Some(Meaning::Round(value)) => {
            Some((Item::Amount(Amount { approx: true, ..Amount::in_words(Value::Exact(value)) }), 1))
        }
        Some(Meaning::Number(_) | Meaning::Scale(..)) => Building::new(context).go(rest),
        _ if matches!(rest.first()?.item, Item::Digits(_) | Item::Spelled(..)) => {
            Building::new(context).go(rest)
        }
        _ => None,
    }
}

pub(super) fn known(pieces: &[Piece], at: usize) -> Option<Meaning> {
    match pieces.get(at)?.item {
        Item::Known(meaning) => Some(meaning),
        _ => None,
    }
}

/// The magnitude at `at`, past a hyphen that joins it to the word before, and the place behind it.
pub(super) fn scale(pieces: &[Piece], at: usize) -> Option<(Size, usize)> {
    let at = at + usize::from(is_joint(pieces, at));
    match known(pieces, at)? {
        Meaning::Scale(base, scale) | Meaning::Plural(base, scale) => Some((Size { base, scale }, at + 1)),
        _ => None,
    }
}

/// Whether a hyphen stands at `at` with nothing around it.
pub(super) fn is_joint(pieces: &[Piece], at: usize) -> bool {
    matches!(pieces.get(at), Some(Piece { item: Item::Mark('-' | '\u{2010}' | '\u{2011}'), tight: true, .. }))
        && pieces.get(at + 1).is_some_and(|next| next.tight)
}

fn vague(rest: &[Piece], how_many: HowMany, from: usize) -> (Item, usize) {
    let (mut size, mut taken) = (Size::ONE, from);
    while let Some((next, behind)) = scale(rest, taken) {
        match size.of(next).or((size == Size::ONE).then_some(next)) {
            Some(product) => (size, taken) = (product, behind),
            None => break,
        }
    }
    let value = Value::Vague(Vague { how_many, of: size });
    (Item::Amount(Amount::in_words(value)), taken)
}

/// "half a million", "a half million", "half a dozen"
fn half(rest: &[Piece], at: usize) -> Option<(Item, usize)> {
    let mut behind = at + 1;
    while is_joint(rest, behind) || known(rest, behind) == Some(Meaning::Article) {
        behind += 1;
    }
    let (mut size, mut taken) = scale(rest, behind).map(|(size, behind)| (size.value(), behind))?;
    while let Some((next, behind)) = scale(rest, taken) {
        (size, taken) = (size * next.value(), behind);
    }
    let value = Value::Exact(size / 2.0);
    Some((Item::Amount(Amount::in_words(value)), taken))
}

/// Gives each amount the currency before it or the unit behind it.
fn with_units(parts: Vec<Piece>) -> Vec<Piece> {
    let mut done: Vec<Piece> = Vec::with_capacity(parts.len());
    for mut part in parts {
        if let Item::Amount(amount) = &mut part.item
            && ends_with_currency(&done)
            && let Some(currency) = done.pop()
        {
            amount.unit = Some(currency.text);
            part.tight = currency.tight;
        }
        let unit = match part.item {
            Item::Known(Meaning::Percent) => Some("%".to_owned()),
            Item::Known(Meaning::Unit | Meaning::Currency) => Some(without_of(&part.text).to_owned()),
            Item::Known(Meaning::Suffix(_)) if !part.tight => Some(part.text.clone()),
            _ => None,
        };
        // "a 5-percent share"
        if part.item == Item::Known(Meaning::Percent)
            && let [.., Piece { item: Item::Amount(_), .. }, Piece { item: Item::Mark('-'), tight: true, .. }] =
                done.as_slice()
        {
            done.pop();
        }
        match (done.last_mut(), unit) {
            (Some(Piece { item: Item::Amount(amount), .. }), Some(unit)) if amount.unit.is_none() => {
                amount.unit = Some(unit);
            }
            _ => done.push(part),
        }
    }
    done
}

/// A unit without the "of" that joins it to its number ("millions of dollars").
fn without_of(unit: &str) -> &str {
    ["of ", "de ", "d'", "d\u{2019}"].iter().find_map(|of| unit.strip_prefix(of)).unwrap_or(unit)
}
