//! Quantities that people estimate, and what each of them said.

use super::quantity::{Convention, Quantity};
use super::{Claim, EstimateId, FigureId, Key, MeasureId, Phrase, Record, Source, Speaking, When};
use crate::diagnostic::{Place, Placed};
use crate::path::RelPath;

/// What sort of quantity an estimate gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Everything so far, up to a day.
    Stock,
    /// What happened within a period.
    Flow,
    /// A state or a measured constant.
    Level,
    /// A quantity per another.
    Rate,
    /// Nobody wrote which of these it is. It may be a total that grows or a level that does not, so pages call it neither.
    Unstated,
}

impl Kind {
    /// The word in files and data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::Flow => "flow",
            Self::Level => "level",
            Self::Rate => "rate",
            Self::Unstated => "unstated",
        }
    }
}

/// A kind with the time that it needs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Counting {
    /// Everything up to this day; the day it was said where none is stated.
    Stock(Option<When>),
    /// What happened in this period.
    Flow(When),
    /// The state at this time.
    Level(Option<When>),
    /// The rate at or over this time.
    Rate(Option<When>),
    /// Something of this time; of the day it was said where none is stated.
    Unstated(Option<When>),
}

impl Counting {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Stock(_) => Kind::Stock,
            Self::Flow(_) => Kind::Flow,
            Self::Level(_) => Kind::Level,
            Self::Rate(_) => Kind::Rate,
            Self::Unstated(_) => Kind::Unstated,
        }
    }

    /// The time it states, if any.
    #[must_use]
    pub fn time(&self) -> Option<&When> {
        match self {
            Self::Flow(when) => Some(when),
            Self::Stock(when) | Self::Level(when) | Self::Rate(when) | Self::Unstated(when) => when.as_ref(),
        }
    }
}

/// One way in which a figure is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Measure {
    /// Its id.
    pub id: MeasureId,
    /// What readers see ("killed or wounded").
    pub label: String,
}

impl Measure {
    /// The id of the measure of a figure that is counted in one way only, for which its author lists none.
    pub const IMPLIED: &str = "value";

    /// Whether its author has no word for it.
    #[must_use]
    pub fn is_implied(&self) -> bool {
        self.id.as_str() == Self::IMPLIED && self.label == Self::IMPLIED
    }
}

/// The axis of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// Equal steps are equal differences.
    Linear,
    /// Equal steps are equal ratios.
    Log,
}

/// A quantity that people estimate, with its definition.
#[derive(Clone, Debug, Hash)]
pub struct Figure {
    /// Its id.
    pub id: FigureId,
    /// Where its front matter starts.
    pub place: Place,
    /// A noun phrase ("North Korean losses in Kursk").
    pub title: String,
    /// What is counted, in the plural ("people"), or the unit ("km/s").
    pub unit: String,
    /// One sentence on what it is.
    pub summary: Option<String>,
    /// The author's word on what can be compared with what, shown before the tool's own.
    pub comparability: Option<String>,
    /// The kind that estimates have when they do not say.
    pub kind: Kind,
    /// How it is counted; the first is what estimates have when they do not say.
    pub measures: Vec<Measure>,
    /// Whether its value does not change with time, so that measurements of different times can be held against each other.
    pub constant: bool,
    /// The axis that its chart starts with.
    pub scale: Scale,
    /// How vague words are read here.
    pub convention: Convention,
    /// When the author last looked for new estimates.
    pub checked: Option<When>,
    /// The files at the addresses where it stood before, from which it is still found.
    pub aliases: Vec<Placed<RelPath>>,
    /// When the next estimate is due, in words.
    pub next_expected: Option<String>,
    /// Its estimates: by day, then by who said them.
    pub estimates: Vec<Key<Estimate>>,
}

impl Record for Figure {
    type Id = FigureId;

    fn id(&self) -> &FigureId {
        &self.id
    }

    fn place(&self) -> Place {
        self.place
    }
}

/// Where an estimate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provenance {
    /// In a claim of an article.
    Claim(Key<Claim>),
    /// In the figure's data file.
    Row(Place),
}

/// What one claim, or one row of a data file, says about one figure.
#[derive(Clone, Debug, Hash)]
pub struct Estimate {
    /// Its id.
    pub id: EstimateId,
    /// Where it is stated in the site's files.
    pub place: Place,
    /// The figure.
    pub figure: Key<Figure>,
    /// The claim or row that states it.
    pub provenance: Provenance,
    /// Who says it.
    pub speaker: Speaking,
    /// When it was said.
    pub said: Option<When>,
    /// The first source that carries it.
    pub source: Option<Key<Source>>,
    /// The words: the datum.
    pub words: Placed<String>,
    /// What stands in place of the speaker's words where the record holds figures only: words of ours, in the language of
    /// whoever reads them, and in no quotation marks.
    pub ours: Option<Phrase>,
    /// What they are read as, or what the author stated instead.
    pub quantity: Quantity,
    /// What it is counted in: the same text for all spellings of one unit ([`super::quantity::unit`]).
    pub unit: String,
    /// How it counts, as a place in the figure's list of measures.
    pub measure: MeasureId,
    /// Stock, flow, level or rate, with its time.
    pub counting: Counting,
    /// What it covers, where that is not all of the figure ("brigade A only").
    pub scope: Option<String>,
    /// Whether the speaker called it provisional.
    pub preliminary: bool,
    /// What else to know.
    pub note: Option<String>,
    /// The same speaker's earlier estimate of the same thing.
    pub revises: Option<Key<Estimate>>,
    /// Whether the author wrote that it revises the earlier one.
    pub corrects: bool,
    /// The same speaker's later estimate of the same thing.
    pub revised_by: Option<Key<Estimate>>,
}

impl Estimate {
    /// Whether the words are the speaker's.
    #[must_use]
    pub fn is_verbatim(&self) -> bool {
        self.ours.is_none()
    }

    /// The words as they are printed: in quotation marks where somebody said them.
    #[must_use]
    pub fn stated(&self) -> Phrase {
        let quoted = || format!("“{}”", self.words.value.trim_matches(['“', '”', '"'])).into();
        self.ours.clone().unwrap_or_else(quoted)
    }

    /// Whether it counts further than `earlier`, the same speaker's number for another day, rather than corrects it.
    #[must_use]
    pub fn counts_further_than(&self, earlier: &Self) -> bool {
        let time = |estimate: &Self| estimate.counting.time().or(estimate.said.as_ref()).cloned();
        !self.corrects && self.counting.kind() != Kind::Flow && time(self) != time(earlier)
    }
}

impl Record for Estimate {
    type Id = EstimateId;

    fn id(&self) -> &EstimateId {
        &self.id
    }

    fn place(&self) -> Place {
        self.place
    }
}
