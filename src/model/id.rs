//! Names of records. Each kind of record has a type of its own, so that a speaker's id cannot be looked up among sources.

use std::fmt;
use std::sync::Arc;

/// Why some text cannot be an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdError {
    /// No text at all.
    Empty,
    /// A character other than letters, digits, `-` and `_`.
    Character(char),
    /// `self` is kept for the site itself.
    Reserved,
    /// Longer than the 200 bytes that leave room for it in a file name.
    TooLong,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an id cannot be empty"),
            Self::Character(c) => {
                write!(f, "{c:?} cannot stand in an id: letters of any script, digits, `-` and `_` can")
            }
            Self::TooLong => f.write_str("an id has at most 200 bytes"),
            Self::Reserved => f.write_str("`self` means this site and cannot name a record"),
        }
    }
}

impl std::error::Error for IdError {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks `text` and keeps it.
            ///
            /// # Errors
            /// When it is empty, has a character that an id cannot have, or is `self`.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                check(&text)?;
                Ok(Self(text.into()))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// An author of articles.
    AuthorId
    /// A claim's name within its article.
    ClaimName
    /// A measure of a figure, such as `killed-or-wounded`.
    MeasureId
    /// A row of a figure's data file.
    RowId
    /// A source.
    SourceId
    /// A speaker.
    SpeakerId
}

impl RowId {
    /// The id of a row that is given none, by its place from 1 without the header.
    #[must_use]
    pub fn of_row(number: u32) -> Self {
        Self(format!("row-{number}").into())
    }
}

fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > 200 {
        return Err(IdError::TooLong);
    }
    if text == "self" {
        return Err(IdError::Reserved);
    }
    match text.chars().find(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_')) {
        Some(c) => Err(IdError::Character(c)),
        None => Ok(()),
    }
}

macro_rules! path_ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        ///
        /// The path of its file below its folder, without the extension, gives it.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(crate::path::RelPath);

        impl $name {
            /// Checks `text` and keeps it.
            ///
            /// # Errors
            /// When it is no path that can be written below a folder on every system.
            pub fn new(text: impl Into<String>) -> Result<Self, crate::path::PathError> {
                crate::path::RelPath::new(text).map(Self)
            }

            /// The text, parts joined by `/`.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

path_ids! {
    /// An article.
    ArticleId
    /// A figure.
    FigureId
    /// A free page.
    PageId
}

/// A claim of the site: its article and its name there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId {
    /// The article that defines it.
    pub article: ArticleId,
    /// Its name in that article.
    pub name: ClaimName,
}

impl ClaimId {
    /// This id, and after it those with the names that the claim had before.
    pub fn and_former(&self, names: &[ClaimName]) -> impl Iterator<Item = Self> {
        let former = names.iter().map(|name| Self { article: self.article.clone(), name: name.clone() });
        std::iter::once(self.clone()).chain(former)
    }

    /// What its card and its marks are called in the anchors of an article's page: its name, and on the page of another
    /// article that article's path before it.
    #[must_use]
    pub fn name_on(&self, article: &ArticleId) -> String {
        if self.article == *article { self.name.to_string() } else { self.full_name() }
    }

    /// Its article's path and its name as a part of an HTML id, which may not hold white space. Dots are doubled and `*`
    /// cannot stand in a path, so two claims never give the same.
    #[must_use]
    pub fn full_name(&self) -> String {
        let path = self.article.as_str().replace('.', "..").replace('/', ".").replace(' ', "*");
        format!("{path}.{}", self.name)
    }
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.article, self.name)
    }
}

/// A claim as an author names it: `week-1000` in its own article, `other-article/week-1000` elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimAddress {
    /// The article, where it is not the one at hand.
    pub article: Option<ArticleId>,
    /// The claim's name in that article.
    pub name: ClaimName,
}

impl ClaimAddress {
    /// Reads `name` or `article/name`; an article's id may have slashes of its own.
    ///
    /// # Errors
    /// When the name is no id or what stands before the last slash is no article's id.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (article, name) = match text.rsplit_once('/') {
            None => (None, text),
            Some((article, name)) => (Some(ArticleId::new(article).map_err(|e| e.to_string())?), name),
        };
        Ok(Self { article, name: ClaimName::new(name).map_err(|e| e.to_string())? })
    }

    /// The claim that is meant in an article called `here`.
    #[must_use]
    pub fn from(&self, here: &ArticleId) -> ClaimId {
        ClaimId { article: self.article.clone().unwrap_or_else(|| here.clone()), name: self.name.clone() }
    }
}

impl fmt::Display for ClaimAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.article {
            Some(article) => write!(f, "{article}/{}", self.name),
            None => self.name.fmt(f),
        }
    }
}

/// An estimate within its figure: stable as long as its claim's id or its row's place is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EstimateId {
    /// Stated by a claim; a claim gives one estimate.
    Claim(ClaimId),
    /// A row of the figure's data file.
    Row(FigureId, RowId),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_of_another_article_is_named_by_the_last_slash() {
        let address = ClaimAddress::parse("kursk/losses/week-1000").unwrap();
        assert_eq!(address.article.unwrap().as_str(), "kursk/losses");
        assert_eq!(address.name.as_str(), "week-1000");
    }

    #[test]
    fn ids_take_letters_of_any_script_but_no_spaces_or_slashes() {
        assert!(SpeakerId::new("Володимир-Зеленський").is_ok());
        assert_eq!(SpeakerId::new("a b"), Err(IdError::Character(' ')));
        assert_eq!(SpeakerId::new("a/b"), Err(IdError::Character('/')));
        assert_eq!(SpeakerId::new("self"), Err(IdError::Reserved));
    }

    #[test]
    fn articles_whose_paths_differ_by_a_dot_or_a_slash_keep_their_claims_apart() {
        let name = |article: &str| {
            let article = ArticleId::new(article).unwrap();
            ClaimId { article, name: ClaimName::new("a").unwrap() }.full_name()
        };
        assert_ne!(name("a/b"), name("a.b"));
        assert_ne!(name("a b"), name("a_b"));
    }
}
