//! What is remembered of a claim once it is published.

use super::{ClaimId, ClaimName, Sha256Hex};
use crate::path::RelPath;

/// A claim, where it can be read, and a mark of what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedClaim {
    /// Its id.
    pub id: ClaimId,
    /// Names that it had before and can still be found by.
    pub formerly: Vec<ClaimName>,
    /// The page of its article.
    pub page: RelPath,
    /// The anchor of its card there.
    pub anchor: String,
    /// Digest of its statement, a line end, and the id of its speaker (`self` for the site): whoever holds two records can
    /// tell whether the claim was reworded.
    pub sha256: Sha256Hex,
}

impl PublishedClaim {
    /// Every id that it can be found by, its own first.
    pub fn ids(&self) -> impl Iterator<Item = ClaimId> {
        self.id.and_former(&self.formerly)
    }
}
