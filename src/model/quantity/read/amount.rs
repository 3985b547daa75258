//! Digits and number words, one after the other → amounts.

use super::super::convention::{HowMany, Size, Vague};
use super::digits::Written;
use super::lexicon::{Item, Meaning, Piece};

/// One number as it was said, with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) value: Value,
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
/// `mixed` says that digits may go on behind a magnitude.
pub(super) fn assemble(pieces: &[Piece], mixed: bool) -> Vec<Piece> {
    let mut parts: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut between = false;
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let assembled = signed(&parts, &pieces[at..]).or_else(|| {
            amount(&pieces[at..], Context { between, mixed, currency: ends_with_currency(&parts) })
        });
        match assembled {
            Some((item, taken)) => {
                let text = pieces[at..at + taken]
                    .iter()
                    .map(|piece| piece.text.as_str())
                    .collect::<Vec<_>>()
                    .join(" ");
                parts.push(Piece { item, text, tight: piece.tight });
                at += taken;
            }
            None => {
                match piece.item {
                    Item::Known(Meaning::Between) => between = true,
                    Item::Known(Meaning::And) => between = false,
                    _ => {}
                }
                parts.push(piece.clone());
                at += 1;
            }
        }
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
    let (item, taken) = amount(&rest[1..], Context { between: false, mixed: false, currency: false })?;
    match item {
        Item::Amount(Amount { value: Value::Exact(value), shared, written, unit }) => {
            Some((Item::Amount(Amount { value: Value::Exact(-value), shared, written, unit }), taken + 1))
        }
        other => Some((other, taken + 1)),
    }
}

/// What stands around the words that make an amount.
#[derive(Clone, Copy)]
struct Context {
    /// "between" stands before, so that the next "and" divides two numbers.
    between: bool,
    mixed: bool,
    /// A currency stands before, so that "m" is million.
    currency: bool,
}

/// The amount that `rest` starts with, or what is wrong with it, and how many pieces it takes.
fn amount(rest: &[Piece], context: Context) -> Option<(Item, usize)> {
    match known(rest, 0) {
        Some(Meaning::HowMany(how_many)) => Some(vague(rest, how_many, 1)),
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
        Some(Meaning::Number(_) | Meaning::Scale(..)) => Building::new(context).go(rest),
        _ if matches!(rest.first()?.item, Item::Digits(_)) => Building::new(context).go(rest),
        _ => None,
    }
}

fn known(pieces: &[Piece], at: usize) -> Option<Meaning> {
    match pieces.get(at)?.item {
        Item::Known(meaning) => Some(meaning),
        _ => None,
    }
}

/// The magnitude at `at`, past a hyphen that joins it to the word before, and the place behind it.
fn scale(pieces: &[Piece], at: usize) -> Option<(Size, usize)> {
    let at = at + usize::from(is_joint(pieces, at));
    match known(pieces, at)? {
        Meaning::Scale(base, scale) | Meaning::Plural(base, scale) => Some((Size { base, scale }, at + 1)),
        _ => None,
    }
}

/// Whether a hyphen stands at `at` with nothing around it.
fn is_joint(pieces: &[Piece], at: usize) -> bool {
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
    (Item::Amount(Amount { value, shared: Vec::new(), written: Written::Words, unit: None }), taken)
}

/// "half a million", "a half million", "half a dozen"
fn half(rest: &[Piece], at: usize) -> Option<(Item, usize)> {
    let behind = at + 1;
    let behind =
        behind + usize::from(is_joint(rest, behind) || matches!(known(rest, behind), Some(Meaning::Article)));
    let (mut size, mut taken) = scale(rest, behind).map(|(size, behind)| (size.value(), behind))?;
    while let Some((next, behind)) = scale(rest, taken) {
        (size, taken) = (size * next.value(), behind);
    }
    let value = Value::Exact(size / 2.0);
    Some((Item::Amount(Amount { value, shared: Vec::new(), written: Written::Words, unit: None }), taken))
}

/// A number while it grows, word by word.
struct Building {
    context: Context,
    /// What magnitudes of a thousand and more have closed.
    total: f64,
    /// What the next magnitude will multiply.
    current: Option<f64>,
    /// The last magnitude: only lesser ones can follow.
    last: f64,
    /// Magnitudes since the last number word.
    scales: Vec<f64>,
    /// Whether `total` was something when `scales` started.
    continued: bool,
    written: Option<Written>,
    /// Whether all of it is words so far.
    words: bool,
}

impl Building {
    fn new(context: Context) -> Self {
        let (total, current, last) = (0.0, None, f64::INFINITY);
        Self {
            context,
            total,
            current,
            last,
            scales: Vec::new(),
            continued: false,
            written: None,
            words: true,
        }
    }

    /// Takes as many pieces as belong to one number.
    fn go(mut self, pieces: &[Piece]) -> Option<(Item, usize)> {
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            let behind = match piece.item {
                Item::Digits(numeral) => {
                    let follows = self.context.mixed
                        || scale(pieces, at + 1).is_some_and(|(size, _)| size.value() < self.last);
                    (self.current.is_none() && (self.total == 0.0 || (follows && numeral.value < self.last)))
                        .then(|| {
                            self.number(numeral.value);
                            self.words = false;
                            self.written =
                                Some(if self.total > 0.0 { Written::Words } else { numeral.written });
                            at + 1
                        })
                }
                Item::Known(Meaning::Number(value)) => self.word(value).then_some(at + 1),
                Item::Known(Meaning::Scale(base, scale) | Meaning::Plural(base, scale)) => {
                    self.scale(f64::from(base) * scale).then_some(at + 1)
                }
                Item::Known(Meaning::Suffix(scale))
                    if piece.tight && !self.words && self.scales.is_empty() =>
                {
                    if scale > 1e3
                        && !self.context.currency
                        && known(pieces, at + 1) != Some(Meaning::Countable)
                    {
                        return Some((
                            Item::Odd("the letter behind the number may be a magnitude or a unit"),
                            at + 1,
                        ));
                    }
                    self.scale(scale).then_some(at + 1)
                }
                Item::Known(Meaning::And) => self.and(pieces, at),
                Item::Mark(_) if is_joint(pieces, at) && self.words && self.goes_on(pieces, at + 1) => {
                    Some(at + 1)
                }
                _ => None,
            };
            match behind {
                Some(behind) => at = behind,
                None => break,
            }
        }
        (at > 0).then(|| (self.finish(), at))
    }

    fn number(&mut self, value: f64) {
        self.current = Some(value);
        self.scales.clear();
        self.continued = self.total > 0.0;
    }

    fn word(&mut self, value: f64) -> bool {
        match self.current {
            None if self.total == 0.0 || value < self.last => self.number(value),
            Some(current) if self.words && joins(current, value) => {
                self.number(current + value);
                self.continued = true;
            }
            _ => return false,
        }
        true
    }

    fn scale(&mut self, scale: f64) -> bool {
        match self.current {
            Some(current) if scale == 100.0 && current < 100.0 => self.current = Some(current * scale),
            None if scale == 100.0 && self.total == 0.0 => self.current = Some(scale),
            Some(current) if scale != 100.0 && scale < self.last => {
                self.total += current * scale;
                self.current = None;
                self.last = scale;
            }
            None if self.total == 0.0 => {
                self.total = scale;
                self.last = scale;
            }
            _ => return false,
        }
        self.scales.push(scale);
        true
    }

    /// "and" inside a number: "a hundred and five", "two and a half million", "a million and a half".
    fn and(&mut self, pieces: &[Piece], at: usize) -> Option<usize> {
        if let (Some(Meaning::Article), Some(Meaning::Half)) = (known(pieces, at + 1), known(pieces, at + 2))
        {
            match self.current {
                Some(current) if self.scales.is_empty() => self.current = Some(current + 0.5),
                None if self.last.is_finite() => self.total += self.last / 2.0,
                _ => return None,
            }
            self.continued |= self.current.is_none();
            return Some(at + 3);
        }
        let Some(Meaning::Number(value)) = known(pieces, at + 1) else { return None };
        let mut behind = at + 2;
        while is_joint(pieces, behind) || matches!(known(pieces, behind), Some(Meaning::Number(_))) {
            behind += 1;
        }
        let ends = scale(pieces, behind).is_none() && value < 100.0;
        let glues = self.words && !self.context.between && !self.scales.is_empty() && ends;
        (glues && self.word(value)).then_some(at + 2)
    }

    /// Whether what stands behind a hyphen belongs to the same number.
    fn goes_on(&self, pieces: &[Piece], at: usize) -> bool {
        match known(pieces, at) {
            Some(Meaning::Number(value)) => self.current.is_some_and(|current| joins(current, value)),
            Some(Meaning::Scale(..) | Meaning::Plural(..)) => true,
            _ => false,
        }
    }

    fn finish(self) -> Item {
        let value = self.total + self.current.unwrap_or(0.0);
        let mut shared = Vec::new();
        if !self.continued {
            let mut product = self.scales.iter().product::<f64>();
            for scale in &self.scales {
                shared.push(product);
                product /= scale;
            }
        }
        let written = match self.written {
            Some(written) if self.scales.is_empty() && self.total == 0.0 => written,
            _ => Written::Words,
        };
        Item::Amount(Amount { value: Value::Exact(value), shared, written, unit: None })
    }
}

/// Whether a number word goes on from the one before: "twenty five", "three hundred twelve".
fn joins(before: f64, word: f64) -> bool {
    let (tens, ones) = (before % 100.0, before % 10.0);
    word > 0.0
        && ((tens >= 20.0 && ones == 0.0 && word < 10.0) || (tens == 0.0 && before > 0.0 && word < 100.0))
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
            Item::Known(Meaning::Unit | Meaning::Currency) => {
                Some(part.text.trim_start_matches("of ").to_owned())
            }
            Item::Known(Meaning::Suffix(_)) if !part.tight => Some(part.text.clone()),
            _ => None,
        };
        match (done.last_mut(), unit) {
            (Some(Piece { item: Item::Amount(amount), .. }), Some(unit)) if amount.unit.is_none() => {
                amount.unit = Some(unit)
            }
            _ => done.push(part),
        }
    }
    done
}
