//! What points at records, and what else looking at all claims tells of them.

use super::citation::Citations;
use super::desk::Uses;
use super::plot::{Drawings, Drawn};
use super::sides::Sides;
use super::timeline::Timeline;
use crate::model::{Claim, Column, Estimate, Key, Source, Speaker, Speaking, Table, Whole};
use crate::resolve::Briefing;
use crate::resolve::impact::Ends;
use std::fmt;
use std::sync::Arc;

/// What the tables of claims, estimates, speakers and sources tell by themselves. It holds as long as they do, whatever texts say.
pub(crate) struct Backlinks {
    claims: Table<Claim>,
    estimates: Table<Estimate>,
    speakers: Table<Speaker>,
    sources: Table<Source>,
    pub(super) sides: Whole<Sides>,
    /// Claims carried by a source.
    pub(super) carried: Column<Source, Uses>,
    /// Claims that somebody makes.
    pub(super) made: Column<Speaker, Vec<Key<Claim>>>,
    /// Claims that somebody passed on.
    pub(super) relayed: Column<Speaker, Vec<Key<Claim>>>,
    /// The other ends of what claims say of one another.
    pub(super) disputed_by: Column<Claim, Vec<Key<Claim>>>,
    pub(super) updated_by: Column<Claim, Vec<Key<Claim>>>,
    pub(super) used_by: Column<Claim, Vec<Key<Claim>>>,
    /// Who rests on whom.
    pub(super) ends: Ends,
    pub(super) timeline: Arc<Timeline>,
    /// What was drawn of figures and cited of sources already.
    pub(super) citations: Arc<Citations>,
    #[cfg(feature = "png")]
    pub(super) sketches: Arc<Drawings<crate::chart::Sketch>>,
    pub(super) rows: Arc<Drawings<Arc<Drawn>>>,
}

impl fmt::Debug for Backlinks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Backlinks").finish_non_exhaustive()
    }
}

impl Backlinks {
    pub(crate) fn of(briefing: &Briefing) -> Self {
        let ((sides, timeline), ends) =
            rayon::join(|| (Sides::of(briefing), Timeline::of(briefing)), || Ends::of(briefing));
        let mut backlinks = Self {
            claims: briefing.claims.clone(),
            estimates: briefing.estimates.clone(),
            speakers: briefing.speakers.clone(),
            sources: briefing.sources.clone(),
            sides: sides.into(),
            carried: Column::new(&briefing.sources),
            made: Column::new(&briefing.speakers),
            relayed: Column::new(&briefing.speakers),
            disputed_by: Column::new(&briefing.claims),
            updated_by: Column::new(&briefing.claims),
            used_by: Column::new(&briefing.claims),
            ends,
            timeline: Arc::new(timeline),
            citations: Arc::default(),
            #[cfg(feature = "png")]
            sketches: Arc::default(),
            rows: Arc::default(),
        };
        for (key, claim) in briefing.claims.iter() {
            backlinks.note_claim(key, claim);
        }
        backlinks
    }

    /// Whether these are those of `briefing`.
    pub(crate) fn are_of(&self, briefing: &Briefing) -> bool {
        self.claims.is(&briefing.claims)
            && self.estimates.is(&briefing.estimates)
            && self.speakers.is(&briefing.speakers)
            && self.sources.is(&briefing.sources)
    }

    fn note_claim(&mut self, key: Key<Claim>, claim: &Claim) {
        for (at, evidence) in claim.evidence.iter().enumerate() {
            let carried = &mut self.carried[evidence.source];
            match carried.last_mut() {
                Some((last, places)) if *last == key => places.push(at),
                _ => carried.push((key, vec![at])),
            }
        }
        if let Speaking::Speaker(speaker) = claim.speaker {
            self.made[speaker].push(key);
        }
        for &speaker in &claim.via {
            self.relayed[speaker].push(key);
        }
        let back = |column: &mut Column<Claim, Vec<_>>, others: &[Key<Claim>]| {
            for &other in others {
                column[other].push(key);
            }
        };
        back(&mut self.disputed_by, &claim.relations.disputes);
        back(&mut self.updated_by, &claim.relations.updates);
        back(&mut self.used_by, &claim.relations.rests_on);
    }
}
