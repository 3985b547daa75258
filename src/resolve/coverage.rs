//! How well claims are covered, in numbers: what an editor wants to see fall or rise.

use super::Briefing;
use crate::model::{Article, Claim, Key, Origin, QuoteCheck, Speaking, Status};

/// How some claims are covered. Every number counts claims, but those of quotes, which count quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// All of them.
    pub claims: usize,
    /// With a source that supports them, or resting on other claims.
    pub sourced: usize,
    /// Quotes.
    pub quotes: usize,
    /// Quotes that were held against a stored copy of their source.
    pub checked: usize,
    /// Made by somebody, and going back to one origin only.
    pub one_origin: usize,
    /// Going back only to speakers who are not named.
    pub unnamed: usize,
    /// Disputed.
    pub disputed: usize,
    /// Withdrawn.
    pub withdrawn: usize,
    /// Refusals, silences and what could not be verified.
    pub silent: usize,
}

/// The coverage of the claims that an article defines.
#[must_use]
pub fn of_article(briefing: &Briefing, article: Key<Article>) -> Coverage {
    of(briefing, briefing.articles[article].claims.iter().map(|key| &briefing.claims[*key]))
}

/// The coverage of all claims of a site.
#[must_use]
pub fn of_site(briefing: &Briefing) -> Coverage {
    of(briefing, briefing.claims.values())
}

fn of<'b>(briefing: &'b Briefing, claims: impl Iterator<Item = &'b Claim>) -> Coverage {
    claims.fold(Coverage::default(), |mut all, claim| {
        let quotes = || claim.evidence.iter().filter_map(|evidence| evidence.check.as_ref());
        all.claims += 1;
        all.sourced += usize::from(is_sourced(claim));
        all.quotes += quotes().count();
        all.checked += quotes().filter(|check| was_looked_up(check)).count();
        all.one_origin += usize::from(has_one_origin(claim));
        all.unnamed += usize::from(is_unnamed(briefing, claim));
        all.disputed += usize::from(claim.standing.status == Status::Disputed);
        all.withdrawn += usize::from(claim.standing.status == Status::Withdrawn);
        all.silent += usize::from(claim.act.is_silence());
        all
    })
}

/// Whether a quote was held against a stored copy, whatever came of it.
#[must_use]
pub fn was_looked_up(check: &QuoteCheck) -> bool {
    *check != QuoteCheck::NoSnapshot
}

fn is_sourced(claim: &Claim) -> bool {
    claim.supports().next().is_some() || !claim.relations.rests_on.is_empty()
}

/// Whether somebody makes the claim and it goes back to one origin only.
#[must_use]
pub fn has_one_origin(claim: &Claim) -> bool {
    !claim.act.is_silence() && claim.speaker != Speaking::Site && claim.origins.len() == 1
}

/// Whether the claim goes back only to speakers who are not named.
#[must_use]
pub fn is_unnamed(briefing: &Briefing, claim: &Claim) -> bool {
    !claim.origins.is_empty()
        && claim.origins.iter().all(|origin| {
            matches!(origin, Origin::Speaker(Speaking::Speaker(key)) if !briefing.speakers[*key].named)
        })
}
