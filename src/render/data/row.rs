//! One estimate with everything that the data files tell of it.

use crate::model::quantity::Reading;
use crate::model::{
    Bound, Claim, Counting, Estimate, Evidence, Figure, Key, Number, Role, Source, Speaker, Speaking, Status,
    When,
};
use crate::render::chart::claim_of;
use crate::render::desk::Desk;
use crate::render::links::{self, estimate_name};
use crate::render::sides::side_of;
use crate::resolve::{Briefing, is_estimate_withdrawn};

/// An estimate of a figure, looked up.
pub(super) struct Row<'a> {
    pub(super) briefing: &'a Briefing,
    pub(super) estimate: &'a Estimate,
    pub(super) claim: Option<&'a Claim>,
    /// The record of whoever speaks; the site itself has none.
    pub(super) speaker: Option<&'a Speaker>,
    pub(super) source: Option<&'a Source>,
    evidence: Option<&'a Evidence>,
}

/// A time span as two dates of EDTF.
pub(super) struct During {
    pub(super) start: String,
    pub(super) end: String,
}

/// All estimates of a figure, in the order of its page.
pub(super) fn rows<'a>(desk: &Desk<'a>, figure: Key<Figure>) -> impl Iterator<Item = Row<'a>> + use<'a> {
    let briefing = desk.briefing;
    briefing.figures[figure].estimates.iter().map(move |&key| Row::of(briefing, &briefing.estimates[key]))
}

impl<'a> Row<'a> {
    pub(super) fn of(briefing: &'a Briefing, estimate: &'a Estimate) -> Self {
        let claim = claim_of(estimate).map(|claim| &briefing.claims[claim]);
        Self {
            briefing,
            estimate,
            claim,
            speaker: match estimate.speaker {
                Speaking::Speaker(speaker) => Some(&briefing.speakers[speaker]),
                Speaking::Site => None,
            },
            source: estimate.source.map(|source| &briefing.sources[source]),
            evidence: claim.and_then(|claim| {
                let carries = |evidence: &&Evidence| {
                    evidence.role == Role::Supports && Some(evidence.source) == estimate.source
                };
                claim.evidence.iter().find(carries)
            }),
        }
    }

    /// The name under which the figure's page shows it.
    pub(super) fn id(&self) -> String {
        estimate_name(&self.estimate.id)
    }

    pub(super) fn speaker_name(&self) -> &'a str {
        self.speaker.map_or(&self.briefing.site.title, |speaker| &speaker.name)
    }

    pub(super) fn side(&self) -> String {
        side_of(self.briefing, self.estimate.speaker)
    }

    /// How the claim that states it stands; of a row of a data file, only whether it lost its source.
    pub(super) fn status(&self) -> Option<Status> {
        let withdrawn = is_estimate_withdrawn(self.briefing, self.estimate).then_some(Status::Withdrawn);
        self.claim.map(|claim| claim.standing.status).or(withdrawn)
    }

    /// The day up to which it counts, or at which it holds.
    pub(super) fn as_of(&self) -> Option<&'a When> {
        match (&self.estimate.counting, self.during()) {
            (Counting::Stock(when) | Counting::Unstated(when), _)
            | (Counting::Level(when) | Counting::Rate(when), None) => when.as_ref(),
            _ => None,
        }
    }

    /// The period that it covers.
    pub(super) fn during(&self) -> Option<During> {
        let when = match &self.estimate.counting {
            Counting::Stock(_) | Counting::Unstated(_) => return None,
            Counting::Level(when) | Counting::Rate(when) => {
                when.as_ref().filter(|when| matches!(when, When::Interval(..)))?
            }
            Counting::Flow(when) => when,
        };
        Some(match when {
            When::Interval(start, end) => During { start: start.to_string(), end: end.to_string() },
            single => During { start: single.to_string(), end: single.to_string() },
        })
    }

    /// The one value that was stated, if one was.
    pub(super) fn best(&self) -> Option<Number> {
        self.estimate.quantity.bound.best()
    }

    /// What the figure's convention makes of vague words.
    pub(super) fn reading(&self) -> Option<Reading> {
        match self.estimate.quantity.bound {
            Bound::Vague(reading) => reading,
            _ => None,
        }
    }

    /// The address of the source, where a reader can be sent there.
    pub(super) fn source_url(&self) -> Option<&'a str> {
        self.source.and_then(|source| source.url.as_ref()).and_then(|url| links::external(&url.value))
    }

    pub(super) fn quote(&self) -> Option<&'a str> {
        self.evidence.and_then(|evidence| evidence.quote.as_ref()).map(|quote| quote.value.as_str())
    }

    pub(super) fn original(&self) -> Option<&'a str> {
        self.evidence.and_then(|evidence| evidence.original.as_ref()).map(|words| words.value.as_str())
    }

    /// Where in the source.
    pub(super) fn locator(&self) -> Option<&'a str> {
        self.evidence.and_then(|evidence| evidence.at.as_deref())
    }

    /// The same speaker's estimate that this one takes the place of.
    pub(super) fn revises(&self) -> Option<String> {
        self.estimate.revises.map(|earlier| estimate_name(&self.briefing.estimates[earlier].id))
    }
}
