//! Digits, number words and magnitudes, one after the other → one cardinal number.

use super::super::convention::Size;
use super::amount::{Amount, Context, Value, known, scale};
use super::digits::{Numeral, Written};
use super::lexicon::{Item, Meaning, Piece};

/// A number while it grows, word by word.
pub(super) struct Building {
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
    pub(super) fn new(context: Context) -> Self {
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
    pub(super) fn go(mut self, pieces: &[Piece]) -> Option<(Item, usize)> {
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            let behind = match piece.item {
                Item::Digits(numeral) => self.digits(numeral, scale(pieces, at + 1)).then_some(at + 1),
                Item::Spelled(value, magnitude) => self.spelled(value, magnitude).then_some(at + 1),
                Item::Known(Meaning::Number(value)) => self.word(value).then_some(at + 1),
                Item::Known(
                    Meaning::Scale(base, scale)
                    | Meaning::Plural(base, scale)
                    | Meaning::OneOrMany(base, scale),
                ) => self.scale(f64::from(base) * scale).then_some(at + 1),
                Item::Known(Meaning::Suffix(scale))
                    if piece.tight && !self.words && self.scales.is_empty() =>
                {
                    // "5m" may be metres.
                    let magnitude = scale <= 1e3
                        || self.context.before == Some(Meaning::Currency)
                        || counts(pieces, at + 1);
                    if !magnitude {
                        return Some((
                            Item::Odd("the letter behind the number may be a magnitude or a unit"),
                            at + 1,
                        ));
                    }
                    self.scale(scale).then_some(at + 1)
                }
                Item::Known(Meaning::And) => self.and(pieces, at),
                _ => None,
            };
            match behind {
                Some(behind) => at = behind,
                None => break,
            }
        }
        (at > 0).then(|| (self.finish(), at))
    }

    /// Digits start a number, or go on behind a magnitude when a lesser one follows ("3 million 200 thousand").
    fn digits(&mut self, numeral: Numeral, next: Option<(Size, usize)>) -> bool {
        let follows = next.is_some_and(|(size, _)| size.value() < self.last) && numeral.value < self.last;
        if self.current.is_some() || (self.total > 0.0 && !follows) {
            return false;
        }
        self.written = Some(if self.total > 0.0 { Written::Words } else { numeral.written });
        self.number(numeral.value);
        self.words = false;
        true
    }

    /// A number that its language spelled as one starts a number.
    fn spelled(&mut self, value: f64, magnitude: f64) -> bool {
        if self.current.is_some() || self.total > 0.0 {
            return false;
        }
        self.number(value);
        if magnitude > 1.0 {
            self.scales.push(magnitude);
        }
        true
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
        let half = at + 1 + usize::from(known(pieces, at + 1) == Some(Meaning::Article));
        if known(pieces, half) == Some(Meaning::Half) {
            match self.current {
                Some(current) if self.scales.is_empty() => self.current = Some(current + 0.5),
                None if self.last.is_finite() => self.total += self.last / 2.0,
                _ => return None,
            }
            self.continued |= self.current.is_none();
            return Some(half + 1);
        }
        let Some(Meaning::Number(value)) = known(pieces, at + 1) else { return None };
        let mut behind = at + 2;
        while matches!(known(pieces, behind), Some(Meaning::Number(_))) {
            behind += 1;
        }
        // "three hundred and five thousand" is one number, "three hundred and five hundred" are two.
        let ends = value < 100.0
            && scale(pieces, behind)
                .is_none_or(|(size, _)| self.current.is_some() && (1e3..self.last).contains(&size.value()));
        let opens = !self.scales.is_empty() || (self.context.and_after_tens && value < 10.0);
        let glues = self.words && !self.context.between && opens && ends;
        (glues && self.word(value)).then_some(at + 2)
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
        Item::Amount(Amount { value: Value::Exact(value), approx: false, shared, written, unit: None })
    }
}

/// Whether what is counted stands at `at`, or behind the second number of a range there: "3M-5M people".
fn counts(pieces: &[Piece], at: usize) -> bool {
    let is_countable = |at| known(pieces, at) == Some(Meaning::Countable);
    let range = matches!(
        pieces.get(at..at + 3).unwrap_or_default(),
        [
            Piece {
                item: Item::Mark('-' | '\u{2010}' | '\u{2011}' | '\u{2013}') | Item::Known(Meaning::To),
                ..
            },
            Piece { item: Item::Digits(_), .. },
            Piece { item: Item::Known(Meaning::Suffix(_)), tight: true, .. },
        ]
    );
    is_countable(at) || (range && is_countable(at + 3))
}

/// Whether a number word goes on from the one before: "twenty five", "three hundred twelve".
pub(super) fn joins(before: f64, word: f64) -> bool {
    let (tens, ones) = (before % 100.0, before % 10.0);
    word > 0.0
        && ((tens >= 20.0 && ones == 0.0 && word < 10.0) || (tens == 0.0 && before > 0.0 && word < 100.0))
}
