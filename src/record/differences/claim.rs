//! What differs in a claim.

use super::fields::{self, FieldEdit};
use crate::record::says::{ClaimSays, EstimateSays, EvidenceSays};

/// One thing that differs in a claim.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ClaimEdit {
    /// It stands otherwise than it did.
    Status {
        /// How it stood.
        from: String,
        /// How it stands.
        to: String,
        /// Why it stands so now.
        reason: String,
    },
    /// Its statement is another.
    Reworded {
        /// What it was.
        from: String,
        /// What it is.
        to: String,
    },
    /// It is somebody else's.
    Speaker {
        /// The id of whose it was.
        from: String,
        /// The id of whose it is.
        to: String,
    },
    /// The number that it states is another, is new or is gone.
    Estimate {
        /// What it was.
        from: Option<Box<EstimateSays>>,
        /// What it is.
        to: Option<Box<EstimateSays>>,
    },
    /// What carries it is other than it was.
    Evidence(EvidenceEdit),
    /// It stands as it did, and for another reason.
    Reason {
        /// What it was.
        from: String,
        /// What it is.
        to: String,
    },
    /// Another of its keys.
    Field(FieldEdit),
}

/// What differs in the evidence of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EvidenceEdit {
    /// A source that did not carry it before.
    New(EvidenceSays),
    /// A source that does not carry it any more.
    Gone(EvidenceSays),
    /// A source that carries it still, with another quote, place or part.
    Edited {
        /// What it was.
        from: EvidenceSays,
        /// What it is.
        to: EvidenceSays,
    },
}

/// Status moves first: they are what a reader has to know.
pub(super) fn edits(old: &ClaimSays, new: &ClaimSays) -> Vec<ClaimEdit> {
    let mut edits = Vec::new();
    if old.status != new.status {
        let (from, to, reason) = (old.status.clone(), new.status.clone(), new.reason.clone());
        edits.push(ClaimEdit::Status { from, to, reason });
    }
    if old.statement != new.statement {
        edits.push(ClaimEdit::Reworded { from: old.statement.clone(), to: new.statement.clone() });
    }
    if old.speaker != new.speaker {
        edits.push(ClaimEdit::Speaker { from: old.speaker.clone(), to: new.speaker.clone() });
    }
    if old.estimate != new.estimate {
        let boxed = |says: &ClaimSays| says.estimate.clone().map(Box::new);
        edits.push(ClaimEdit::Estimate { from: boxed(old), to: boxed(new) });
    }
    edits.extend(evidence(&old.evidence, &new.evidence).into_iter().map(ClaimEdit::Evidence));
    edits.extend(fields::edits(&rest(old), &rest(new)).into_iter().map(ClaimEdit::Field));
    if old.status == new.status && old.reason != new.reason {
        edits.push(ClaimEdit::Reason { from: old.reason.clone(), to: new.reason.clone() });
    }
    edits
}

/// The keys that have no edit of their own.
fn rest(claim: &ClaimSays) -> ClaimSays {
    ClaimSays {
        status: String::new(),
        reason: String::new(),
        statement: String::new(),
        speaker: String::new(),
        estimate: None,
        evidence: Vec::new(),
        ..claim.clone()
    }
}

/// Pieces of evidence are the same when nothing differs, and of one source where the source is; each is matched once.
fn evidence(old: &[EvidenceSays], new: &[EvidenceSays]) -> Vec<EvidenceEdit> {
    let mut before: Vec<&EvidenceSays> = old.iter().collect();
    let mut others: Vec<&EvidenceSays> = Vec::new();
    for one in new {
        match before.iter().position(|was| *was == one) {
            Some(at) => drop(before.remove(at)),
            None => others.push(one),
        }
    }
    let mut edits = Vec::new();
    for one in others {
        edits.push(match before.iter().position(|was| was.source == one.source) {
            Some(at) => EvidenceEdit::Edited { from: before.remove(at).clone(), to: one.clone() },
            None => EvidenceEdit::New(one.clone()),
        });
    }
    edits.extend(before.into_iter().map(|one| EvidenceEdit::Gone(one.clone())));
    edits
}
