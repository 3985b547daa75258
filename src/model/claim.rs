//! What somebody asserts, or refuses to.

use super::text::Block;
use super::{
    Article, ClaimId, ClaimName, Estimate, Key, Lookup, Phrase, QuoteCheck, Record, Source, Speaker,
    TextPart, When,
};
use crate::diagnostic::{Place, Placed};

/// What the speaker did in saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Says that it is so.
    Asserts,
    /// Gives a number for it.
    Estimates,
    /// Says that somebody else's claim is so.
    Confirms,
    /// Says that it is not so.
    Denies,
    /// Says that it will be so.
    Predicts,
    /// Calls on somebody to do it.
    Urges,
    /// Replaces an earlier claim.
    Corrects,
    /// Takes an earlier claim back.
    Retracts,
    /// Was asked and would not say.
    DeclinesComment,
    /// Was asked and did not answer.
    NoResponse,
    /// Looked and could not tell.
    CouldNotVerify,
}

impl Act {
    /// All of them, in the order in which they are documented.
    pub const ALL: [Self; 11] = [
        Self::Asserts,
        Self::Estimates,
        Self::Confirms,
        Self::Denies,
        Self::Predicts,
        Self::Urges,
        Self::Corrects,
        Self::Retracts,
        Self::DeclinesComment,
        Self::NoResponse,
        Self::CouldNotVerify,
    ];

    /// The word in files and data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Estimates => "estimates",
            Self::Confirms => "confirms",
            Self::Denies => "denies",
            Self::Predicts => "predicts",
            Self::Urges => "urges",
            Self::Corrects => "corrects",
            Self::Retracts => "retracts",
            Self::DeclinesComment => "declines-comment",
            Self::NoResponse => "no-response",
            Self::CouldNotVerify => "could-not-verify",
        }
    }

    /// Whether it says nothing about the matter itself.
    #[must_use]
    pub fn is_silence(self) -> bool {
        matches!(self, Self::DeclinesComment | Self::NoResponse | Self::CouldNotVerify)
    }
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaking {
    /// A speaker with a record.
    Speaker(Key<Speaker>),
    /// This site, working something out from other claims (`speaker: self`).
    Site,
}

/// What a source does for a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// It says that the claim was made, or that it is so.
    Supports,
    /// It contradicts it.
    Disputes,
    /// It speaks of it.
    Mentions,
}

impl Role {
    /// All of them, in the order in which they are documented.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Disputes, Self::Mentions];

    /// The word in files and data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Disputes => "disputes",
            Self::Mentions => "mentions",
        }
    }
}

/// The tie from a claim to a source.
#[derive(Clone, Debug, Hash)]
pub struct Evidence {
    /// The source.
    pub source: Key<Source>,
    /// Where the record names it.
    pub place: Place,
    /// Where in the source ("para. 4", "p. 12", "00:14:05").
    pub at: Option<String>,
    /// Its words, in the site's language where there is an `original`.
    pub quote: Option<Placed<String>>,
    /// Its words in its own language, where `quote` is a translation.
    pub original: Option<Placed<String>>,
    /// What it does for the claim.
    pub role: Role,
    /// What looking its words up in our copy showed; nothing where there is no quote.
    pub check: Option<QuoteCheck>,
    /// What else that showed.
    pub lookup: Lookup,
    /// By which words a browser finds the passage; nothing where our copy does not tell.
    pub passage: Vec<TextPart>,
}

impl Evidence {
    /// The words as the source has them: the original of a translated quote.
    #[must_use]
    pub fn words(&self) -> Option<&Placed<String>> {
        self.original.as_ref().or(self.quote.as_ref())
    }
}

/// How a claim bears on others.
#[derive(Clone, Debug, Default, Hash)]
pub struct Relations {
    /// It says the same or makes it likelier.
    pub supports: Vec<Key<Claim>>,
    /// It contradicts them.
    pub disputes: Vec<Key<Claim>>,
    /// It takes their place.
    pub updates: Vec<Key<Claim>>,
    /// It says again what they said.
    pub repeats: Vec<Key<Claim>>,
    /// It is a part of what they say.
    pub part_of: Vec<Key<Claim>>,
    /// It was worked out from them.
    pub rests_on: Vec<Key<Claim>>,
}

/// Credibility of what is said by the Admiralty code (NATO AJP-2.1): 1 confirmed by others … 5 improbable, 6 cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Credibility(u8);

impl Credibility {
    /// A grade from 1 to 6.
    #[must_use]
    pub fn new(grade: u8) -> Option<Self> {
        (1..=6).contains(&grade).then_some(Self(grade))
    }

    /// The digit.
    #[must_use]
    pub fn grade(self) -> u8 {
        self.0
    }
}

/// How a claim stands by the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Two or more independent origins say it.
    Corroborated,
    /// The author says it is established. Never worked out.
    Confirmed,
    /// One named origin says it.
    Attributed,
    /// Only unnamed origins say it.
    Unnamed,
    /// Another claim or source contradicts it.
    Disputed,
    /// The author says it is shown to be false. Never worked out.
    Refuted,
    /// Its speaker or every source took it back.
    Withdrawn,
    /// A refusal, no answer, or could not be verified.
    Silent,
    /// This site worked it out from other claims.
    Inference,
}

impl Status {
    /// All of them, in the order in which a key lists them.
    pub const ALL: [Self; 9] = [
        Self::Corroborated,
        Self::Confirmed,
        Self::Attributed,
        Self::Unnamed,
        Self::Disputed,
        Self::Refuted,
        Self::Withdrawn,
        Self::Silent,
        Self::Inference,
    ];

    /// The word in files, data and `data-s`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Corroborated => "corroborated",
            Self::Confirmed => "confirmed",
            Self::Attributed => "attributed",
            Self::Unnamed => "unnamed",
            Self::Disputed => "disputed",
            Self::Refuted => "refuted",
            Self::Withdrawn => "withdrawn",
            Self::Silent => "silent",
            Self::Inference => "inference",
        }
    }
}

/// A status and why it is so.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Standing {
    /// The status.
    pub status: Status,
    /// The reason, a sentence.
    pub reason: Phrase,
    /// Whether the author stated it rather than the tool worked it out.
    pub stated: bool,
}

/// Where a claim first comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A speaker.
    Speaker(Speaking),
    /// A source that names no origin before it.
    Source(Key<Source>),
    /// Something without a record here, in words.
    Words(String),
}

/// One proposition that one speaker asserts (or refuses to) on one occasion.
#[derive(Clone, Debug, Hash)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// Its key in the front matter.
    pub place: Place,
    /// What it was called before: links to these names still find it.
    pub formerly: Vec<ClaimName>,
    /// The article that defines it.
    pub article: Key<Article>,
    /// The proposition in one sentence of ours; where the author gives none, the marked words.
    pub statement: String,
    /// Who says it.
    pub speaker: Speaking,
    /// Who passed it on, nearest to the speaker first.
    pub via: Vec<Key<Speaker>>,
    /// What the speaker did in saying it.
    pub act: Act,
    /// When it was said.
    pub said: Option<When>,
    /// What the record has to say about that date ("the report does not say which day").
    pub said_note: Option<String>,
    /// How the speaker says to know it.
    pub basis: Option<String>,
    /// What carries it.
    pub evidence: Vec<Evidence>,
    /// Whether its record names a source that does not exist; that was told where it stands.
    pub lost_evidence: bool,
    /// The number it states.
    pub estimate: Option<Key<Estimate>>,
    /// How it bears on other claims.
    pub relations: Relations,
    /// The site's judgement of what is said.
    pub credibility: Option<Credibility>,
    /// What else to know, shown in the card.
    pub note: Vec<Block>,
    /// Independent origins of what it says, in their order.
    pub origins: Vec<Origin>,
    /// How it stands.
    pub standing: Standing,
}

impl Claim {
    /// Its id, and after it those that it had before.
    pub fn ids(&self) -> impl Iterator<Item = ClaimId> {
        self.id.and_former(&self.formerly)
    }
}

impl Claim {
    /// The evidence that supports it, in the order of its record.
    pub fn supports(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|evidence| evidence.role == Role::Supports)
    }
}

impl Record for Claim {
    type Id = ClaimId;

    fn id(&self) -> &ClaimId {
        &self.id
    }

    fn place(&self) -> Place {
        self.place
    }
}
