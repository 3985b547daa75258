//! What looking a quote up in our stored copy of its source showed.

use crate::diagnostic::Place;

/// What comparing a quote with our stored copy of its source showed. It shows that our copy has these words, not that the
/// page had them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum QuoteCheck {
    /// The copy has these words as they stand.
    Verbatim,
    /// The copy has these words in this order, apart from what the quote itself marks as changed.
    Edited {
        /// Something is left out (`…`).
        elided: bool,
        /// Something is put in (words in square brackets).
        added: bool,
    },
    /// The copy has a passage much like it, and other words in it.
    Altered(Nearest),
    /// The copy does not have these words, nor a passage much like them.
    NotFound,
    /// There is no copy to look in.
    NoSnapshot,
}

impl QuoteCheck {
    /// The words for it in data.
    pub const NAMES: [&str; 5] = ["verbatim", "edited", "altered", "not-found", "no-snapshot"];

    /// The word in data.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Edited { .. } => "edited",
            Self::Altered(_) => "altered",
            Self::NotFound => "not-found",
            Self::NoSnapshot => "no-snapshot",
        }
    }

    /// Whether the copy has the words.
    #[must_use]
    pub fn is_found(&self) -> bool {
        matches!(self, Self::Verbatim | Self::Edited { .. })
    }

    /// Whether there is a copy, and it has other words or none like them.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Altered(_) | Self::NotFound)
    }
}

/// What else looking a quote up showed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lookup {
    /// How many words of the copy its elisions leave out, all together.
    pub left_out: usize,
    /// The longest stretch that one of them leaves out.
    pub longest: Option<Gap>,
    /// Why it was not found, where that can be told.
    pub because: Option<Because>,
}

/// A stretch of a copy that an elision leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    /// How many words.
    pub words: usize,
    /// The words of the quote before it, in the copy.
    pub before: Place,
    /// The words of the quote after it, in the copy.
    pub after: Place,
}

/// Why a quote was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Because {
    /// The copy has its parts, and in another order.
    OtherOrder,
    /// The copy has its parts, and more between them than words in brackets stand for.
    FarApart,
    /// It has no words that could be looked up.
    NoWords,
    /// The copy has no words.
    EmptyCopy,
}

/// The passage of a copy that is nearest to a quote.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Nearest {
    /// The quote and the passage, one along the other. Pieces end with a space where the text has one.
    pub pieces: Vec<Compared>,
    /// Where the first difference stands in the copy.
    pub place: Place,
}

/// A stretch of a quote laid along a passage.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Compared {
    /// Both have these words.
    Both(String),
    /// Only the quote has them.
    Quote(String),
    /// Only the copy has them.
    Copy(String),
}

/// Words by which a passage is found on a page, as our copy has them: one part of a text fragment (WICG, URL Fragment Text
/// Directives). Each of them stands within one block.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextPart {
    /// What stands right before it, where the words alone stand elsewhere too.
    pub prefix: Option<String>,
    /// The words, or the first of them.
    pub start: String,
    /// The last of them, where there are many.
    pub end: Option<String>,
    /// What stands right after it.
    pub suffix: Option<String>,
}
