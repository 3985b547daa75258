//! What rests on a record: what would have to be looked at again if it were taken back.

mod pages;
mod subject;
mod ties;

pub use subject::{Kind, Subject, find};
pub use ties::{Ends, Ties};

use super::Briefing;
use crate::model::{Article, Claim, Estimate, Figure, Key, Page, Provenance, Source};
use std::collections::BTreeSet;

/// How a claim is tied to the record that was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// No other source carries it.
    Sole,
    /// Other sources carry it as well.
    Shared,
    /// The speaker says it.
    Said,
    /// The speaker passed it on for another.
    Relayed,
    /// It states an estimate of the figure.
    States,
    /// It supports the claim.
    Supports,
    /// It contradicts the claim.
    Disputes,
    /// It takes the claim's place.
    Updates,
    /// It says the claim again.
    Repeats,
    /// It is a part of the claim.
    PartOf,
}

impl Tie {
    /// The word in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sole => "sole",
            Self::Shared => "shared",
            Self::Said => "said",
            Self::Relayed => "relayed",
            Self::States => "states",
            Self::Supports => "supports",
            Self::Disputes => "disputes",
            Self::Updates => "updates",
            Self::Repeats => "repeats",
            Self::PartOf => "part-of",
        }
    }

    /// Whether the claim only speaks of the one that was asked about, and does not stand or fall with it.
    #[must_use]
    pub fn is_relation(self) -> bool {
        matches!(self, Self::Supports | Self::Disputes | Self::Updates | Self::Repeats | Self::PartOf)
    }
}

/// A claim that this site worked out from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inference {
    /// The claim.
    pub claim: Key<Claim>,
    /// How many steps it is away, from 1.
    pub step: usize,
    /// Those of its grounds that are reached, in their order.
    pub from: Vec<Key<Claim>>,
    /// Whether one of them would fall, and it with that.
    pub falls: bool,
}

/// What rests on a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Sources that were made from it.
    pub sources: Vec<Key<Source>>,
    /// Claims and their ties, in the order of the claims.
    pub claims: Vec<(Key<Claim>, Tie)>,
    /// What was worked out from these, step by step.
    pub inferred: Vec<Inference>,
    /// Estimates that all these claims state, or that a data file takes from the source.
    pub estimates: Vec<Key<Estimate>>,
}

impl Impact {
    /// The claims with one tie.
    pub fn tied(&self, tie: Tie) -> impl Iterator<Item = Key<Claim>> {
        self.claims.iter().filter(move |(_, other)| *other == tie).map(|(claim, _)| *claim)
    }

    /// Claims that stand or fall with it, or would have to be looked at again: all but those that only speak of it.
    #[must_use]
    pub fn reached(&self) -> BTreeSet<Key<Claim>> {
        let claims = self.claims.iter().filter(|(_, tie)| !tie.is_relation()).map(|(claim, _)| *claim);
        claims.chain(self.inferred.iter().map(|inference| inference.claim)).collect()
    }

    /// Claims that would have nothing left to rest on.
    #[must_use]
    pub fn falling(&self) -> BTreeSet<Key<Claim>> {
        let inferred = self.inferred.iter().filter(|inference| inference.falls);
        self.tied(Tie::Sole).chain(inferred.map(|inference| inference.claim)).collect()
    }

    /// Estimates that would have nothing left to rest on.
    #[must_use]
    pub fn falling_estimates(&self, briefing: &Briefing) -> usize {
        let falling = self.falling();
        let falls = |estimate: &&Key<Estimate>| match briefing.estimates[**estimate].provenance {
            Provenance::Claim(claim) => falling.contains(&claim),
            Provenance::Row(_) => true,
        };
        self.estimates.iter().filter(falls).count()
    }

    /// The figures whose estimates these are, in their order.
    #[must_use]
    pub fn figures(&self, briefing: &Briefing) -> BTreeSet<Key<Figure>> {
        self.estimates.iter().map(|estimate| briefing.estimates[*estimate].figure).collect()
    }
}

/// The texts in which readers meet what rests on a record, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readers {
    /// Articles that define or mark such a claim, show or link such a figure, or link the record.
    pub articles: Vec<Key<Article>>,
    /// Free pages that show or link such a figure, or link the record.
    pub pages: Vec<Key<Page>>,
}

/// Everything that rests on `subject`, and the texts in which readers meet it.
#[must_use]
pub fn of(briefing: &Briefing, subject: Subject) -> (Impact, Readers) {
    let impact = Ties::of(briefing).impact(subject);
    let readers = pages::readers(briefing, subject, &impact);
    (impact, readers)
}
