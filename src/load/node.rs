//! What YAML and TOML have in common: a tree in which every value and every key knows its place.
//!
//! Front matter is decoded from this tree rather than by serde, because serde stops at the first mistake and a writer wants
//! to hear of all of them in one run.

use crate::diagnostic::{Place, Placed};

/// A value of a data file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Where it stands; a quoted scalar with its quotes.
    pub(super) place: Place,
    /// What it is.
    pub(super) value: Value,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Nothing was written.
    Null,
    /// A scalar, as its text; whether it is a number, a date or a word is for the reader of the key to say.
    Scalar {
        /// The text without quotes and escapes.
        text: String,
        /// Whether it stood without quotes, so that `true` is a flag and not a word.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map in the order in which it was written; no key stands twice.
    Map(Vec<(Placed<String>, Node)>),
}

impl Node {
    /// What it is, in words, for diagnostics.
    pub(super) fn what(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar { .. } => "a value",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of keys",
        }
    }

    /// Where it and all that it holds stand: the header of a TOML table alone is not all of it.
    pub(super) fn extent(&self) -> Place {
        match &self.value {
            Value::Map(entries) => entries.iter().fold(self.place, |all, (_, node)| all.to(node.extent())),
            _ => self.place,
        }
    }

    /// The text of a scalar.
    pub(super) fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}
