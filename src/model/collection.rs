//! What articles are collected under: tags, series and authors.

use super::{Article, Key, Record};
use crate::diagnostic::Place;
use crate::model::text::plain::slug;

/// What sort of collection it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CollectionKind {
    /// Articles about one thing.
    Tag,
    /// Articles to be read one after the other.
    Series,
    /// Articles of one author.
    Author,
}

impl CollectionKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tag, Self::Series, Self::Author];

    /// The folder of the output that its pages stand in.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Tag => "tags",
            Self::Series => "series",
            Self::Author => "authors",
        }
    }

    /// What templates call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Series => "series",
            Self::Author => "author",
        }
    }
}

/// The words of a tag or series, from which its address follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    text: String,
    slug: String,
}

impl Label {
    /// Checks words and works out their address: letters and digits of any script in lower case, with `-` for what stands between.
    ///
    /// # Errors
    /// Why no address can be made of them.
    pub fn new(text: &str) -> Result<Self, String> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let slug = slug(&text);
        match slug.len() {
            0 => Err("no letter and no digit, of which its address could be made".to_owned()),
            1..=200 => Ok(Self { text, slug }),
            _ => Err("longer than the 200 bytes that leave room for it in an address".to_owned()),
        }
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part of the address that is made of them.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.slug
    }
}

/// A collection by its sort and the last part of its address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CollectionId {
    /// What sort it is.
    pub kind: CollectionKind,
    /// The last part of its address.
    pub slug: String,
}

/// Articles that belong together.
#[derive(Clone, Debug, Hash)]
pub struct Collection {
    /// Its id.
    pub id: CollectionId,
    /// Where it is written: an author's record, else where an article first names it.
    pub place: Place,
    /// What it is called.
    pub name: String,
    /// What an author is.
    pub role: Option<String>,
    /// What there is to know of an author.
    pub about: Option<String>,
    /// An author's own page.
    pub url: Option<String>,
    /// Its articles: those of a series in the order in which they are read, others newest first.
    pub articles: Vec<Key<Article>>,
}

impl Record for Collection {
    type Id = CollectionId;

    fn id(&self) -> &CollectionId {
        &self.id
    }

    fn place(&self) -> Place {
        self.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_label_is_of_its_letters_and_digits_whatever_their_script_and_case() {
        let slug = |text: &str| Label::new(text).map(|label| label.slug);
        assert_eq!(slug(" North  Korea ").as_deref(), Ok("north-korea"));
        assert_eq!(slug("../../etc/passwd").as_deref(), Ok("etc-passwd"));
        assert_eq!(slug("Курськ 2024").as_deref(), Ok("курськ-2024"));
        assert_eq!(slug("Cafe\u{301}"), slug("Caf\u{e9}"));
        assert!(slug("!?").is_err() && slug("").is_err() && slug(&"a".repeat(201)).is_err());
    }
}
