//! What somebody has read of a table, and whether that has changed since.
//!
//! A page is made again when something that it was made from has changed, and only then. What that is cannot be listed by hand
//! without forgetting something: whoever makes a page is handed a copy of the tables that shares their records and writes down
//! which of them are looked at ([`Log`]). Afterwards that is kept as [`Reads`], and held against how the records of a later table
//! differ from those of the earlier one ([`Moves`]).

use crate::diagnostic::FileId;
use foldhash::quality::FixedState;
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// The hash of a value, the same in every run.
#[must_use]
pub fn print_of(value: &(impl Hash + ?Sized)) -> u64 {
    FixedState::default().hash_one(value)
}

/// Writes down what is looked at in one table.
#[derive(Debug)]
pub struct Log {
    length: usize,
    rows: OnceLock<Box<[AtomicU64]>>,
    whole: AtomicBool,
    order: AtomicBool,
}

impl Log {
    pub(super) fn new(length: usize) -> Self {
        Self { length, rows: OnceLock::new(), whole: AtomicBool::new(false), order: AtomicBool::new(false) }
    }

    /// One row was looked at.
    pub(super) fn row(&self, row: usize) {
        let rows =
            self.rows.get_or_init(|| (0..self.length.div_ceil(64)).map(|_| AtomicU64::new(0)).collect());
        if let Some(word) = rows.get(row / 64) {
            word.fetch_or(1 << (row % 64), Ordering::Relaxed);
        }
    }

    /// All rows were.
    pub(super) fn whole(&self) {
        self.whole.store(true, Ordering::Relaxed);
    }

    /// It was asked which records there are, or whether there is one that there is not.
    pub(super) fn order(&self) {
        self.order.store(true, Ordering::Relaxed);
    }

    /// What was written down.
    #[must_use]
    pub fn reads(&self) -> Reads {
        let whole = self.whole.load(Ordering::Relaxed);
        let words = self.rows.get().into_iter().flatten().zip(0u32..).filter(|_| !whole);
        let rows = words.flat_map(|(word, at)| {
            let word = word.load(Ordering::Relaxed);
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| at * 64 + bit)
        });
        Reads { rows: rows.collect(), whole, order: self.order.load(Ordering::Relaxed) }
    }
}

/// What was read of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// The rows, in order.
    rows: Vec<u32>,
    /// Whether all of them were.
    whole: bool,
    /// Whether something hangs on which records there are, and in which order.
    order: bool,
}

impl Reads {
    /// Whether nothing that was read differs in a later table that has its rows in the same order.
    fn hold_in_place(&self, moves: &Moves) -> bool {
        let rows_hold = || !self.whole && self.rows.iter().all(|row| moves.to(*row).is_some());
        moves.all_same || rows_hold()
    }

    /// The same reads in the rows of a later table; nothing where something that was read differs there.
    #[must_use]
    pub fn after(&self, moves: &Moves) -> Option<Self> {
        if self.whole && !moves.all_same || self.order && !moves.same_order {
            return None;
        }
        if moves.all_same {
            return Some(self.clone());
        }
        let rows: Vec<u32> = self.rows.iter().map(|row| moves.to(*row)).collect::<Option<_>>()?;
        // What is shown in the order of a table's rows differs when they change places.
        rows.is_sorted().then_some(Self { rows, ..*self })
    }
}

/// What was read before, in the rows of later tables; nothing where something of it differs there.
#[must_use]
pub fn still_so(reads: &Arc<[Reads]>, moves: &[Moves]) -> Option<Arc<[Reads]>> {
    if reads.len() != moves.len() {
        return None;
    }
    let mut pairs = reads.iter().zip(moves);
    match moves.iter().all(|moves| moves.same_order) {
        true => pairs.all(|(reads, moves)| reads.hold_in_place(moves)).then(|| Arc::clone(reads)),
        false => pairs.map(|(reads, moves)| reads.after(moves)).collect(),
    }
}

/// What the rows of a table say, by which a later one is held against it.
#[derive(Clone, Debug, Default)]
pub struct Prints {
    /// By which a record is known again: the hash of its id.
    marks: Arc<[u32]>,
    /// The file that each record stands in.
    files: Arc<[FileId]>,
    /// The hash of what each row says.
    values: Arc<[u64]>,
}

impl Prints {
    pub(super) fn new(marks: Arc<[u32]>, files: Arc<[FileId]>) -> Self {
        Self { marks, files, values: Arc::default() }
    }

    /// Of something that is no table.
    pub(super) fn of_whole(value: u64) -> Self {
        Self { values: [value].into(), ..Self::default() }
    }

    /// Of other values of the same rows.
    pub(super) fn beside(&self, values: &[impl Hash + Sync]) -> Self {
        let values: Vec<u64> = values.par_iter().with_min_len(64).map(print_of).collect();
        let values = values.into();
        Self { marks: Arc::clone(&self.marks), files: Arc::clone(&self.files), values }
    }

    /// As `moves`, with every row taken as different that stands in one of `files`.
    #[must_use]
    pub fn but_in_files(&self, moves: Moves, is_changed: impl Fn(FileId) -> bool) -> Moves {
        moves.except(|row| is_changed(self.files[row as usize]), self.files.len())
    }

    /// Where the rows of this table are in `later`.
    #[must_use]
    pub fn moves_to(&self, later: &Self) -> Moves {
        let same_order = self.marks == later.marks;
        let all_same = same_order && self.values == later.values;
        let rows = match (all_same, same_order) {
            (true, _) => Vec::new(),
            (_, true) => {
                let pairs = self.values.iter().zip(later.values.iter()).zip(0..);
                pairs.map(|((before, after), row)| (before == after).then_some(row)).collect()
            }
            (false, false) => {
                let places: HashMap<u32, u32> = later.marks.iter().copied().zip(0..).collect();
                let rows = self.marks.iter().zip(self.values.iter());
                rows.map(|(mark, value)| {
                    places.get(mark).copied().filter(|row| later.values[*row as usize] == *value)
                })
                .collect()
            }
        };
        Moves { rows, same_order, all_same }
    }
}

/// How the rows of a table differ from those of an earlier one.
#[derive(Clone, Debug)]
pub struct Moves {
    /// The new row of each old one; nothing for one that is gone or says something else.
    rows: Vec<Option<u32>>,
    same_order: bool,
    all_same: bool,
}

impl Moves {
    fn to(&self, row: u32) -> Option<u32> {
        match self.all_same {
            true => Some(row),
            false => self.rows.get(row as usize).copied().flatten(),
        }
    }

    /// As these moves, with the rows for which `is_other` holds taken as different too.
    fn except(self, is_other: impl Fn(u32) -> bool, rows: usize) -> Self {
        let all: Vec<u32> = (0..u32::try_from(rows).unwrap_or(u32::MAX)).collect();
        if !all.iter().any(|row| is_other(*row)) {
            return self;
        }
        let rows = all.into_iter().map(|row| self.to(row).filter(|_| !is_other(row))).collect();
        Self { rows, all_same: false, ..self }
    }
}
