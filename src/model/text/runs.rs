//! Where the bytes of a text that was rewritten came from.

use std::ops::Range;

/// For each byte of a rewritten text, the bytes of the original that it stands for. Most bytes were copied as they are, so
/// only the places where that changes are kept.
#[derive(Clone, Debug, Default)]
pub struct Runs(Vec<Run>);

/// A stretch that goes on to the start of the next one.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it starts in the rewritten text.
    at: u32,
    /// Where it starts in the original.
    from: u32,
    /// Where it ends in the original, when all of it stands for all of that; nothing where each byte was copied.
    to: Option<u32>,
}

impl Runs {
    /// A text that is its own original.
    #[must_use]
    pub fn same() -> Self {
        Self(vec![Run { at: 0, from: 0, to: None }])
    }

    /// From byte `at` on, bytes are copied from `from` on.
    pub fn copied(&mut self, at: usize, from: usize) {
        let (at, from) = (cut(at), cut(from));
        let goes_on = self.0.last().is_some_and(|run| {
            run.to.is_none() && run.from.checked_add(at - run.at).is_some_and(|next| next == from)
        });
        if !goes_on {
            self.0.push(Run { at, from, to: None });
        }
    }

    /// From byte `at` on, all bytes stand for all of `from`.
    pub fn folded(&mut self, at: usize, from: Range<usize>) {
        self.0.push(Run { at: cut(at), from: cut(from.start), to: Some(cut(from.end)) });
    }

    /// The last stretch stands for everything up to `to`, too.
    pub fn widen(&mut self, at: usize, to: usize) {
        let Some(last) = self.0.last_mut() else { return };
        match last.to {
            Some(_) => last.to = Some(cut(to)),
            None => {
                let from = last.from.saturating_add(cut(at) - last.at);
                self.0.push(Run { at: cut(at), from, to: Some(cut(to)) });
            }
        }
    }

    /// How many places are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes of the original that a stretch stands for; an empty stretch stands for none.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() || self.0.is_empty() {
            return 0..0;
        }
        let (start, end) = (self.of_byte(range.start).start, self.of_byte(range.end - 1).end);
        start..end.max(start)
    }

    fn of_byte(&self, at: usize) -> Range<usize> {
        let at = cut(at);
        let Some(run) = self.0.partition_point(|run| run.at <= at).checked_sub(1).map(|last| self.0[last])
        else {
            return 0..0;
        };
        match run.to {
            Some(to) => run.from as usize..to as usize,
            None => {
                let byte = run.from.saturating_add(at - run.at) as usize;
                byte..byte + 1
            }
        }
    }
}

/// Offsets beyond 4 GiB are cut off: no text that long is read.
fn cut(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
