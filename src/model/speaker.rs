//! Who makes a claim.

use super::{Record, SpeakerId};
use crate::diagnostic::{Place, Placed};
use crate::path::RelPath;

/// What sort of speaker it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerKind {
    /// Somebody who holds an office.
    Official,
    /// A body of a state.
    Agency,
    /// A state or its government.
    State,
    /// Armed forces or a member of them.
    Military,
    /// A party, company, charity or international body.
    Organisation,
    /// A publisher or a reporter speaking for themselves.
    Media,
    /// Somebody who speaks from knowledge of the subject.
    Expert,
    /// Somebody who was there.
    Witness,
}

impl SpeakerKind {
    /// The word in files and data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Agency => "agency",
            Self::State => "state",
            Self::Military => "military",
            Self::Organisation => "organisation",
            Self::Media => "media",
            Self::Expert => "expert",
            Self::Witness => "witness",
        }
    }
}

/// A person, office, agency or government, or an unnamed one that is described.
#[derive(Clone, Debug, Hash)]
pub struct Speaker {
    /// Its id.
    pub id: SpeakerId,
    /// Where its record starts.
    pub place: Place,
    /// The name, or for an unnamed one what to call it ("US military official").
    pub name: String,
    /// What sort of speaker it is.
    pub kind: SpeakerKind,
    /// The office or part it speaks in.
    pub role: Option<String>,
    /// Whose side it is on, in words ("US government"). Speakers with the same words share a colour.
    pub side: Option<String>,
    /// Why it may want to be believed.
    pub stake: Option<String>,
    /// Whether it is known by name.
    pub named: bool,
    /// For an unnamed one: what is known of it.
    pub description: Option<String>,
    /// For an unnamed one: why it was not named.
    pub anonymity_reason: Option<String>,
    /// Its own page elsewhere.
    pub url: Option<Placed<String>>,
    /// The files at the addresses where it stood before, from which it is still found.
    pub aliases: Vec<Placed<RelPath>>,
    /// What else to know, in plain words.
    pub note: Option<String>,
}

impl Record for Speaker {
    type Id = SpeakerId;

    fn id(&self) -> &SpeakerId {
        &self.id
    }

    fn place(&self) -> Place {
        self.place
    }
}
