//! Tables of records and the keys that point into them.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// What a [`Table`] holds: something with an id of its own.
pub trait Record {
    /// The type of its id.
    type Id: Ord + Clone;

    /// Its id.
    fn id(&self) -> &Self::Id;
}

/// A row of a table of `R`. Only the table hands them out.
pub struct Key<R> {
    row: u32,
    of: PhantomData<fn() -> R>,
}

impl<R> Key<R> {
    /// The key of the row that will be the `row`th of its table: for records that point at each other, made before either
    /// stands in its table. Using it before it does panics.
    #[must_use]
    pub fn of_row(row: usize) -> Self {
        Self { row: u32::try_from(row).unwrap_or(u32::MAX), of: PhantomData }
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
        self.row.hash(state);
    }
}

impl<R> std::fmt::Debug for Key<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.row)
    }
}

/// Records in a fixed order, found by key or by id.
#[derive(Clone, Debug)]
pub struct Table<R: Record> {
    rows: Vec<R>,
    by_id: BTreeMap<R::Id, Key<R>>,
}

impl<R: Record> Table<R> {
    /// Adds a record and says its key.
    ///
    /// # Errors
    /// The record itself, with the key of the one that already has its id.
    pub fn add(&mut self, record: R) -> Result<Key<R>, (R, Key<R>)> {
        if let Some(&first) = self.by_id.get(record.id()) {
            return Err((record, first));
        }
        let key = Key::of_row(self.rows.len());
        self.by_id.insert(record.id().clone(), key);
        self.rows.push(record);
        Ok(key)
    }

    /// The key of the record with this id.
    #[must_use]
    pub fn find(&self, id: &R::Id) -> Option<Key<R>> {
        self.by_id.get(id).copied()
    }

    /// The record with this id.
    #[must_use]
    pub fn get(&self, id: &R::Id) -> Option<&R> {
        self.find(id).map(|key| &self[key])
    }

    /// Keys and records in the table's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Key<R>, &R)> {
        self.rows.iter().enumerate().map(|(row, record)| (Key::of_row(row), record))
    }

    /// Keys in the table's order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = Key<R>> + use<R> {
        (0..self.rows.len()).map(Key::of_row)
    }

    /// Records in the table's order.
    pub fn values(&self) -> std::slice::Iter<'_, R> {
        self.rows.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), by_id: BTreeMap::new() }
    }
}

impl<R: Record> Index<Key<R>> for Table<R> {
    type Output = R;

    fn index(&self, key: Key<R>) -> &R {
        &self.rows[key.row()]
    }
}

impl<R: Record> IndexMut<Key<R>> for Table<R> {
    fn index_mut(&mut self, key: Key<R>) -> &mut R {
        &mut self.rows[key.row()]
    }
}
