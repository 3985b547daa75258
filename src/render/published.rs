//! Where each claim of a site can be read.

use super::links;
use crate::model::{Claim, PublishedClaim, Sha256Hex, Speaking};
use crate::resolve::Briefing;

/// Every claim of the site with its address, in the order of the ids; those of drafts are not published.
#[must_use]
pub fn published_claims(briefing: &Briefing) -> Vec<PublishedClaim> {
    let mut claims: Vec<_> = briefing
        .claims
        .values()
        .filter(|claim| !briefing.articles[claim.article].draft)
        .map(|claim| published(briefing, claim))
        .collect();
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    claims
}

fn published(briefing: &Briefing, claim: &Claim) -> PublishedClaim {
    let speaker = match claim.speaker {
        Speaking::Speaker(key) => briefing.speakers[key].id.as_str(),
        Speaking::Site => "self",
    };
    PublishedClaim {
        id: claim.id.clone(),
        formerly: claim.formerly.clone(),
        page: links::article(&claim.id.article),
        anchor: format!("claim-{}", claim.id.name),
        sha256: Sha256Hex::of(format!("{}\n{speaker}", claim.statement).as_bytes()),
    }
}
