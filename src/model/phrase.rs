//! What is to be said to readers, before it is known in which language.
//!
//! The record is worked out once and read in several languages, so what is worked out is no sentence: it is a [`Message`], the
//! key of a string and what stands in its gaps.

use super::{Number, When};

/// The key of a string of the interface, and what fills the gaps of that string.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    key: &'static str,
    gaps: Vec<(&'static str, Phrase)>,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Phrase {
    /// Words that stay as they are: names, titles, what an author wrote.
    Text(String),
    /// How many. As the gap `n`, it decides between the forms of the string.
    Count(usize),
    /// A number of the record.
    Number(Number),
    /// A date.
    Date(When),
    /// Several, the last joined by "and".
    List(Vec<Phrase>),
    /// A string of the interface.
    Message(Message),
}

impl Message {
    /// The string with this key.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, gaps: Vec::new() }
    }

    /// With `phrase` in the gap `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, phrase: impl Into<Phrase>) -> Self {
        self.gaps.push((name, phrase.into()));
        self
    }

    /// A string that counts `n`.
    #[must_use]
    pub fn count(key: &'static str, n: usize) -> Self {
        Self::new(key).with("n", n)
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// What fills the gap `name`.
    #[must_use]
    pub fn gap(&self, name: &str) -> Option<&Phrase> {
        self.gaps.iter().find(|(of, _)| *of == name).map(|(_, phrase)| phrase)
    }

    /// How many it counts.
    #[must_use]
    pub fn counted(&self) -> Option<usize> {
        match self.gap("n") {
            Some(Phrase::Count(n)) => Some(*n),
            _ => None,
        }
    }
}

impl Phrase {
    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(all) => all.is_empty(),
            _ => false,
        }
    }
}

impl Default for Phrase {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Phrase {
    fn from(n: usize) -> Self {
        Self::Count(n)
    }
}

impl From<Number> for Phrase {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<&When> for Phrase {
    fn from(when: &When) -> Self {
        Self::Date(when.clone())
    }
}

impl From<Vec<Self>> for Phrase {
    fn from(all: Vec<Self>) -> Self {
        Self::List(all)
    }
}

impl From<Message> for Phrase {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}
