//! Tables of records and the keys that point into them.

use super::reads::{Log, Prints, print_of};
use crate::diagnostic::Place;
use foldhash::fast::FixedState;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Deref, Index, IndexMut};
use std::sync::{Arc, OnceLock};

/// What a [`Table`] holds: something with an id of its own.
pub trait Record {
    /// The type of its id.
    type Id: Ord + Clone + Hash + std::fmt::Debug;

    /// Its id.
    fn id(&self) -> &Self::Id;

    /// Where it stands in the site's files.
    fn place(&self) -> Place;
}

/// By which a record is known again in a later table.
#[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
fn mark_of(id: &impl Hash) -> u32 {
    print_of(id) as u32
}

/// A row of a table of `R`. Only the table hands them out.
///
/// Two keys of one table are compared by their rows. The hash of a key is that of the record's id instead: when records come or
/// go, others change their rows, and what points at them says the same as before.
pub struct Key<R> {
    row: u32,
    mark: u32,
    of: PhantomData<fn() -> R>,
}

impl<R> Key<R> {
    /// The key of the row that will be the `row`th of its table, for the record with this id: for records that point at each
    /// other, made before either stands in its table. Using it before it does panics.
    #[must_use]
    pub fn ahead(row: usize, id: &R::Id) -> Self
    where
        R: Record,
    {
        Self { row: u32::try_from(row).unwrap_or(u32::MAX), mark: mark_of(id), of: PhantomData }
    }

    /// The key of a row, whatever record will stand there.
    #[cfg(test)]
    pub(crate) fn of_row(row: usize) -> Self {
        Self { row: u32::try_from(row).unwrap(), mark: 0, of: PhantomData }
    }

    /// Which row it is, from 0.
    #[must_use]
    pub fn row(self) -> usize {
        self.row as usize
    }
}

impl<R> Clone for Key<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Key<R> {}

impl<R> PartialEq for Key<R> {
    fn eq(&self, other: &Self) -> bool {
        self.row == other.row
    }
}

impl<R> Eq for Key<R> {}

impl<R> PartialOrd for Key<R> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<R> Ord for Key<R> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.row.cmp(&other.row)
    }
}

impl<R> Hash for Key<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.mark.hash(state);
    }
}

impl<R> std::fmt::Debug for Key<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.row)
    }
}

/// Records in a fixed order, found by key or by id.
///
/// A clone shares the records. One that is [`watched`](Self::watched) writes down which of them are looked at.
#[derive(Debug)]
pub struct Table<R: Record> {
    held: Arc<Held<R>>,
    log: Option<Arc<Log>>,
}

#[derive(Clone, Debug)]
struct Held<R: Record> {
    rows: Vec<R>,
    keys: Vec<Key<R>>,
    by_id: HashMap<R::Id, Key<R>, FixedState>,
    /// What the rows say and by what they are known again, once somebody asked: many builds of a preview share a table.
    prints: OnceLock<Prints>,
    marks: OnceLock<Prints>,
}

impl<R: Record> Table<R> {
    /// An empty table that so many records can be added to without its being moved.
    #[must_use]
    pub fn with_room_for(records: usize) -> Self {
        Self {
            held: Arc::new(Held {
                rows: Vec::with_capacity(records),
                keys: Vec::with_capacity(records),
                by_id: HashMap::with_capacity_and_hasher(records, FixedState::default()),
                prints: OnceLock::new(),
                marks: OnceLock::new(),
            }),
            log: None,
        }
    }

    /// Adds a record and says its key.
    ///
    /// # Errors
    /// The record itself, with the key of the one that already has its id.
    pub fn add(&mut self, record: R) -> Result<Key<R>, (R, Key<R>)>
    where
        R: Clone,
    {
        let held = self.held_mut();
        if let Some(&first) = held.by_id.get(record.id()) {
            return Err((record, first));
        }
        let key = Key::ahead(held.rows.len(), record.id());
        held.by_id.insert(record.id().clone(), key);
        held.keys.push(key);
        held.rows.push(record);
        Ok(key)
    }

    /// The records to be changed: what they said is forgotten.
    fn held_mut(&mut self) -> &mut Held<R>
    where
        R: Clone,
    {
        let held = Arc::make_mut(&mut self.held);
        held.prints.take();
        held.marks.take();
        held
    }

    /// The key of the record with this id.
    #[must_use]
    pub fn find(&self, id: &R::Id) -> Option<Key<R>> {
        let found = self.held.by_id.get(id).copied();
        match (&self.log, found) {
            (None, _) => {}
            (Some(log), Some(key)) => log.row(key.row()),
            (Some(log), None) => log.order(),
        }
        found
    }

    /// The record with this id.
    #[must_use]
    pub fn get(&self, id: &R::Id) -> Option<&R> {
        self.find(id).map(|key| &self[key])
    }

    /// Keys and records in the table's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Key<R>, &R)> {
        self.held.keys.iter().copied().zip(self.values())
    }

    /// Keys in the table's order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = Key<R>> + use<R> {
        self.note_order();
        self.held.keys.clone().into_iter()
    }

    /// Records in the table's order.
    pub fn values(&self) -> std::slice::Iter<'_, R> {
        if let Some(log) = &self.log {
            log.whole();
        }
        self.held.rows.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.note_order();
        self.held.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn note_order(&self) {
        if let Some(log) = &self.log {
            log.order();
        }
    }

    /// Whether this is the very table that `other` is, and not only one that says the same.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.held, &other.held)
    }

    /// The same table, which writes down what is looked at in it.
    #[must_use]
    pub fn watched(&self) -> (Self, Arc<Log>) {
        let log = Arc::new(Log::new(self.held.rows.len()));
        (Self { held: Arc::clone(&self.held), log: Some(Arc::clone(&log)) }, log)
    }

    /// What its records say.
    #[must_use]
    pub fn prints(&self) -> Prints
    where
        R: Hash + Sync,
    {
        self.held.prints.get_or_init(|| self.marks().beside(&self.held.rows)).clone()
    }

    /// By which its records are known again, and nothing of what they say.
    #[must_use]
    pub fn marks(&self) -> Prints {
        let marks = self.held.marks.get_or_init(|| {
            let marks = self.held.keys.iter().map(|key| key.mark).collect();
            Prints::new(marks, self.held.rows.iter().map(|record| record.place().file).collect())
        });
        marks.clone()
    }
}

impl<R: Record> Clone for Table<R> {
    fn clone(&self) -> Self {
        Self { held: Arc::clone(&self.held), log: self.log.clone() }
    }
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self::with_room_for(0)
    }
}

impl<R: Record> Index<Key<R>> for Table<R> {
    type Output = R;

    fn index(&self, key: Key<R>) -> &R {
        if let Some(log) = &self.log {
            log.row(key.row());
        }
        &self.held.rows[key.row()]
    }
}

impl<R: Record + Clone> IndexMut<Key<R>> for Table<R> {
    fn index_mut(&mut self, key: Key<R>) -> &mut R {
        &mut self.held_mut().rows[key.row()]
    }
}

#[derive(Clone, Debug)]
struct Values<V> {
    rows: Vec<V>,
    /// What they are, once somebody asked: columns are handed on from one build of a preview to the next.
    prints: OnceLock<Prints>,
}

/// A value for each row of a table of `R`: what can be told of a record by looking at others.
#[derive(Debug)]
pub struct Column<R, V> {
    values: Arc<Values<V>>,
    log: Option<Arc<Log>>,
    of: PhantomData<fn() -> R>,
}

impl<R: Record, V> Column<R, V> {
    /// As many values as `table` has rows, each the usual one.
    #[must_use]
    pub fn new(table: &Table<R>) -> Self
    where
        V: Default,
    {
        table.held.rows.iter().map(|_| V::default()).collect()
    }

    /// Keys and values in the order of the rows of `table`.
    pub fn iter<'c>(&'c self, table: &'c Table<R>) -> impl ExactSizeIterator<Item = (Key<R>, &'c V)> {
        if let Some(log) = &self.log {
            log.whole();
        }
        table.keys().zip(self.values.rows.iter())
    }

    /// Values in the order of the table's rows.
    pub fn values(&self) -> std::slice::Iter<'_, V> {
        if let Some(log) = &self.log {
            log.whole();
        }
        self.values.rows.iter()
    }

    /// The same values; it is written down which of them are looked at.
    #[must_use]
    pub fn watched(&self) -> (Self, Arc<Log>) {
        let log = Arc::new(Log::new(self.values.rows.len()));
        (Self { values: Arc::clone(&self.values), log: Some(Arc::clone(&log)), of: PhantomData }, log)
    }

    /// What its values are; `of` are the marks of its table.
    #[must_use]
    pub fn prints(&self, of: &Prints) -> Prints
    where
        V: Hash + Sync,
    {
        self.values.prints.get_or_init(|| of.beside(&self.values.rows)).clone()
    }
}

impl<R, V> FromIterator<V> for Column<R, V> {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        let values = Values { rows: values.into_iter().collect(), prints: OnceLock::new() };
        Self { values: Arc::new(values), log: None, of: PhantomData }
    }
}

impl<R, V> Clone for Column<R, V> {
    fn clone(&self) -> Self {
        Self { values: Arc::clone(&self.values), log: self.log.clone(), of: PhantomData }
    }
}

impl<R, V> Default for Column<R, V> {
    fn default() -> Self {
        std::iter::empty().collect()
    }
}

impl<R, V> Index<Key<R>> for Column<R, V> {
    type Output = V;

    fn index(&self, key: Key<R>) -> &V {
        if let Some(log) = &self.log {
            log.row(key.row());
        }
        &self.values.rows[key.row()]
    }
}

impl<R, V: Clone> IndexMut<Key<R>> for Column<R, V> {
    fn index_mut(&mut self, key: Key<R>) -> &mut V {
        let values = Arc::make_mut(&mut self.values);
        values.prints.take();
        &mut values.rows[key.row()]
    }
}

/// What can only be told by looking at everything; whoever looks at a part of it is taken to have looked at all of it.
#[derive(Debug)]
pub struct Whole<V> {
    value: Arc<V>,
    log: Option<Arc<Log>>,
}

impl<V> Whole<V> {
    /// The same value; it is written down whether it is looked at.
    #[must_use]
    pub fn watched(&self) -> (Self, Arc<Log>) {
        let log = Arc::new(Log::new(0));
        (Self { value: Arc::clone(&self.value), log: Some(Arc::clone(&log)) }, log)
    }

    /// What it is.
    #[must_use]
    pub fn prints(&self) -> Prints
    where
        V: Hash,
    {
        Prints::of_whole(print_of(&*self.value))
    }
}

impl<V> Clone for Whole<V> {
    fn clone(&self) -> Self {
        Self { value: Arc::clone(&self.value), log: self.log.clone() }
    }
}

impl<V> From<V> for Whole<V> {
    fn from(value: V) -> Self {
        Self { value: Arc::new(value), log: None }
    }
}

impl<V: Default> Default for Whole<V> {
    fn default() -> Self {
        V::default().into()
    }
}

impl<V> Deref for Whole<V> {
    type Target = V;

    fn deref(&self) -> &V {
        if let Some(log) = &self.log {
            log.whole();
        }
        &self.value
    }
}
