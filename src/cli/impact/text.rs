//! What rests on a record, for people at a terminal.

use super::report::{ClaimData, PlaceData, RecordData, Report};
use crate::diagnostic::printable;
use crate::resolve::impact::Tie;
use crate::resolve::{capital, count_of};

/// The answer in sections, the most affected first.
pub(super) fn of(report: &Report) -> String {
    let subject = &report.subject;
    let mut out = format!("{}:{}: {}\n", subject.kind, subject.id, subject.title);
    if let Some(state) = &report.state {
        out.push_str(&capital(state.state));
        out.push_str(&state.on);
        out.push_str(&state.note.as_ref().map_or_else(|| ".".to_owned(), |note| format!(": {note}")));
        out.push('\n');
    }
    for (tie, one, more) in TIES {
        let claims: Vec<_> = report.claims.iter().filter(|claim| claim.kind == tie).collect();
        section(&mut out, one, more, &claims, |out, claim| told(out, claim));
    }
    section(
        &mut out,
        "claim was worked out from such",
        "claims were worked out from such",
        &report.inferences,
        |out, one| {
            let falls = if one.falls { "" } else { "; it has other ground too" };
            let how = format!("step {}, from {}{falls}", one.step, one.from.join(", "));
            entry(out, &one.id, one.status, &one.at, &[&one.statement, &how]);
        },
    );
    section(&mut out, "estimate", "estimates", &report.estimates, |out, one| {
        let by = one.claim.as_ref().map_or("a row of data".to_owned(), |claim| format!("claim {claim}"));
        let words = format!("{}, {by}", one.stated);
        out.push_str(&format!("  figure {}, {}{}\n    {words}\n", one.figure, at(&one.at), draft(&one.at)));
    });
    section(&mut out, "source was made from it", "sources were made from it", &report.sources, |out, one| {
        listed(out, one)
    });
    section(&mut out, "figure shows such estimates", "figures show such estimates", &report.figures, listed);
    section(&mut out, "article tells of it", "articles tell of it", &report.articles, |out, one| {
        listed(out, one)
    });
    section(&mut out, "page leads to it", "pages lead to it", &report.pages, listed);
    if !out.contains("\n\n") {
        out.push_str("\nNothing on this site rests on it.\n");
    }
    printable(&out)
}

const TIES: [(Tie, &str, &str); 10] = [
    (Tie::Sole, "claim rests on it alone", "claims rest on it alone"),
    (Tie::Shared, "claim rests on other sources too", "claims rest on other sources too"),
    (Tie::Said, "claim is its own", "claims are its own"),
    (Tie::Relayed, "claim was passed on by it", "claims were passed on by it"),
    (Tie::States, "claim states a number for it", "claims state a number for it"),
    (Tie::Updates, "claim takes its place", "claims take its place"),
    (Tie::Disputes, "claim contradicts it", "claims contradict it"),
    (Tie::Supports, "claim supports it", "claims support it"),
    (Tie::Repeats, "claim repeats it", "claims repeat it"),
    (Tie::PartOf, "claim is a part of it", "claims are a part of it"),
];

fn section<T>(out: &mut String, one: &str, more: &str, entries: &[T], tell: impl Fn(&mut String, &T)) {
    if entries.is_empty() {
        return;
    }
    out.push_str(&format!("\n{}:\n", capital(&count_of(entries.len(), one, more))));
    entries.iter().for_each(|entry| tell(out, entry));
}

fn told(out: &mut String, claim: &ClaimData) {
    entry(out, &claim.id, claim.status, &claim.at, &[&claim.statement]);
}

fn entry(out: &mut String, id: &str, status: &str, place: &PlaceData, below: &[&str]) {
    out.push_str(&format!("  {id}, {status}, {}{}\n", at(place), draft(place)));
    below.iter().for_each(|line| out.push_str(&format!("    {line}\n")));
}

/// "content/articles/a.md:7"
fn at(place: &PlaceData) -> String {
    format!("{}:{}", place.file, place.line)
}

/// What readers will not find yet.
fn draft(place: &PlaceData) -> &'static str {
    if place.draft { ", draft" } else { "" }
}

fn listed(out: &mut String, record: &RecordData) {
    let RecordData { id, title, at: place, .. } = record;
    let page = place.url.as_deref().unwrap_or(&place.page);
    out.push_str(&format!("  {id}, {}{}\n    {title}\n    {page}\n", at(place), draft(place)));
}
