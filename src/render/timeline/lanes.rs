//! A lane for each speaker with a mark for each statement: who spoke when, and who kept silent.

use super::super::desk::Desk;
use super::super::html::Html;
use super::super::links::Here;
use crate::chart::{Lane, Said, lanes};
use crate::model::{Claim, Key, Speaking};

/// Drawn only where there is something to compare.
const FEWEST_SPEAKERS: usize = 2;

/// The lanes of those claims; nothing where they would show nothing.
pub(super) fn drawing(desk: &Desk<'_>, here: &Here, claims: &[Key<Claim>]) -> Option<Html> {
    let mut order: Vec<Speaking> = Vec::new();
    let mut all: Vec<Lane> = Vec::new();
    for claim in claims.iter().map(|&key| &desk.briefing.claims[key]) {
        let Some(when) = claim.said.clone() else { continue };
        let at = order.iter().position(|speaker| *speaker == claim.speaker).unwrap_or_else(|| {
            order.push(claim.speaker);
            all.push(Lane {
                who: desk.name(claim.speaker),
                side: desk.sides.place(desk.briefing, claim.speaker),
                said: Vec::new(),
            });
            order.len() - 1
        });
        all[at].said.push(Said { when, silent: claim.act.is_silence(), statement: claim.statement.clone() });
    }
    (all.len() >= FEWEST_SPEAKERS).then(|| lanes(here.words(), &all)).flatten().map(Html)
}
