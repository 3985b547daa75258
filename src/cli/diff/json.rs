//! What two builds differ in, for programs. The names of the keys are promised: none is ever taken away or given another meaning
//! while `version` is 1.
//!
//! One object: `version`, `same`, `old` and `new` (each with `onrecord`, the version that wrote the record, and `claims_only`), then the
//! lists `articles`, `claims`, `sources`, `speakers` and `figures`. Each entry of these has `id`, `change` (`new`, `gone` or `edited`), `was` (the id
//! that a claim had, or null), `says` (what it says now, or said last, with the keys of `record.json`; null where a record does not
//! tell) and `edits`, each with `what` and, where there are such, `from` and `to`:
//!
//! - of a claim, `status` (with `reason`), `reworded`, `speaker`, `estimate`, `source` (nothing in `from` where it is new, or in `to` where it is gone),
//!   `reason`, the key of the record for anything else, and `unknown` where an early record only tells that something differs;
//! - of a figure, `row` (as `source`), and keys of its record;
//! - of the others, keys of their records.

use crate::record::Record;
use crate::record::differences::{
    Change, ClaimEdit, Difference, Differences, EvidenceEdit, FieldEdit, FigureEdit,
};
use serde::Serialize;
use serde_json::{Value, json};

pub(super) fn of(differences: &Differences, old: &Record, new: &Record) -> String {
    let side = |record: &Record| json!({ "onrecord": record.tool(), "claims_only": record.is_early() });
    let Differences { articles, claims, sources, speakers, figures } = differences;
    let answer = json!({
        "version": 1,
        "same": differences.is_empty(),
        "old": side(old),
        "new": side(new),
        "articles": entries(articles, field),
        "claims": entries(claims, claim),
        "sources": entries(sources, field),
        "speakers": entries(speakers, field),
        "figures": entries(figures, figure),
    });
    format!("{answer:#}\n")
}

fn entries<S: Serialize, E>(differences: &[Difference<S, E>], edit: impl Fn(&E) -> Value) -> Vec<Value> {
    let entry = |one: &Difference<S, E>| {
        let (change, was, says, edits) = match &one.change {
            Change::New(says) => ("new", None, says, Vec::new()),
            Change::Gone(says) => ("gone", None, says, Vec::new()),
            Change::Edited { now, was, edits, unknown } => {
                let unknown = unknown.then(|| json!({ "what": "unknown" }));
                ("edited", was.as_ref(), now, edits.iter().map(&edit).chain(unknown).collect())
            }
        };
        json!({ "id": one.id, "change": change, "was": was, "says": says, "edits": edits })
    };
    differences.iter().map(entry).collect()
}

fn field(edit: &FieldEdit) -> Value {
    json!({ "what": edit.field, "from": edit.from, "to": edit.to })
}

fn claim(edit: &ClaimEdit) -> Value {
    match edit {
        ClaimEdit::Status { from, to, reason } => {
            json!({ "what": "status", "from": from, "to": to, "reason": reason })
        }
        ClaimEdit::Reworded { from, to } => json!({ "what": "reworded", "from": from, "to": to }),
        ClaimEdit::Speaker { from, to } => json!({ "what": "speaker", "from": from, "to": to }),
        ClaimEdit::Estimate { from, to } => json!({ "what": "estimate", "from": from, "to": to }),
        ClaimEdit::Evidence(EvidenceEdit::New(to)) => json!({ "what": "source", "from": null, "to": to }),
        ClaimEdit::Evidence(EvidenceEdit::Gone(from)) => {
            json!({ "what": "source", "from": from, "to": null })
        }
        ClaimEdit::Evidence(EvidenceEdit::Edited { from, to }) => {
            json!({ "what": "source", "from": from, "to": to })
        }
        ClaimEdit::Reason { from, to } => json!({ "what": "reason", "from": from, "to": to }),
        ClaimEdit::Field(edit) => field(edit),
    }
}

fn figure(edit: &FigureEdit) -> Value {
    match edit {
        FigureEdit::Field(edit) => field(edit),
        FigureEdit::RowNew(to) => json!({ "what": "row", "from": null, "to": to }),
        FigureEdit::RowGone(from) => json!({ "what": "row", "from": from, "to": null }),
        FigureEdit::RowRevised { from, to } => json!({ "what": "row", "from": from, "to": to }),
    }
}
