//! What words were read as: reading them takes longer than all else that is done with an estimate.

use crate::model::quantity::read::{Unreadable, read};
use crate::model::reads::print_of;
use crate::model::{Convention, Quantity};
use foldhash::fast::FixedState;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// Readings by the hash of what was read.
#[derive(Debug, Default)]
pub(super) struct Readings(RefCell<Known>);

#[derive(Debug, Default)]
struct Known {
    read: HashMap<u64, Result<Quantity, Unreadable>, FixedState>,
    asked: HashSet<u64, FixedState>,
}

impl Readings {
    /// As [`read`].
    ///
    /// # Errors
    /// As [`read`].
    pub(super) fn read(
        &self,
        words: &str,
        language: &str,
        convention: Convention,
    ) -> Result<Quantity, Unreadable> {
        let known = &mut *self.0.borrow_mut();
        let print = print_of(&(words, language, convention));
        known.asked.insert(print);
        known.read.entry(print).or_insert_with(|| read(words, language, convention)).clone()
    }

    /// Forgets what nobody has asked for since this was last done.
    pub(super) fn forget_unasked(&mut self) {
        let Known { read, asked } = self.0.get_mut();
        read.retain(|print, _| asked.contains(print));
        asked.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_once_as_long_as_somebody_asks_for_them() {
        let mut readings = Readings::default();
        let ask = |readings: &Readings, words: &str| {
            assert_eq!(readings.read(words, "en", Convention::Span1), read(words, "en", Convention::Span1));
        };
        ask(&readings, "about 200");
        ask(&readings, "several");
        assert_ne!(
            readings.read("several", "en", Convention::None),
            read("several", "en", Convention::Span1)
        );
        assert_eq!(readings.0.borrow().read.len(), 3);
        readings.forget_unasked();
        ask(&readings, "about 200");
        ask(&readings, "about 200");
        readings.forget_unasked();
        assert_eq!(readings.0.borrow().read.len(), 1);
    }
}
