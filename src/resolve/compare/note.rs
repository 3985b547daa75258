//! Sentences for the head of a figure's page.

use super::words::sentence;
use super::{Finding, Verdict, current, finding};
use crate::language::english;
use crate::model::{Estimate, Figure, Key, Kind, Message};
use crate::resolve::{Briefing, is_estimate_withdrawn};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Pairs beyond this many estimates are not gone through one by one: nobody would read the sentences.
const MOST_COMPARED: usize = 40;

/// More sentences on single pairs than these are not read.
const MOST_SENTENCES: usize = 4;

/// Sentences on what can be compared with what, for the head of a figure's page.
#[must_use]
pub fn note(briefing: &Briefing, figure: Key<Figure>) -> Vec<Message> {
    let estimates: Vec<_> =
        briefing.figures[figure].estimates.iter().map(|key| &briefing.estimates[*key]).collect();
    if estimates.len() < 2 {
        return Vec::new();
    }
    // What counts what is for the author to say, where there is an author's word on it.
    let authors_word = briefing.figures[figure].comparability.is_some();
    let mut sentences: Vec<Message> = withdrawn(briefing, &estimates).into_iter().collect();
    if !authors_word {
        sentences.extend(kinds(&estimates));
    }
    let mut found = newest_pairs(briefing, figure);
    // Neighbours in time say most: who answered whom. Of those, the newest.
    found.sort_by_key(|pair| (pair.finding.verdict(), pair.b - pair.a, Reverse(pair.b)));
    let mut told = BTreeSet::new();
    let pairs = found.iter().filter(|pair| is_news(pair, authors_word)).filter_map(|pair| {
        let (one, other) = (pair.estimates[0], pair.estimates[1]);
        let words = sentence(briefing, one, other, &pair.finding);
        let mirrored = sentence(briefing, other, one, &pair.finding);
        if !told.insert(english().say(&words).min(english().say(&mirrored))) {
            return None;
        }
        Some(match pair.finding.verdict() {
            Verdict::NotComparable => Message::new("note.not-comparable").with("why", words),
            _ => words,
        })
    });
    sentences.extend(pairs.take(MOST_SENTENCES));
    sentences
}

/// "One of the three estimates is withdrawn, and nothing is compared with it."
fn withdrawn(briefing: &Briefing, estimates: &[&Estimate]) -> Option<Message> {
    let lost = estimates.iter().filter(|estimate| is_estimate_withdrawn(briefing, estimate)).count();
    match (lost, estimates.len()) {
        (0, _) => None,
        (lost, of) if lost == of => Some(Message::count("note.all-withdrawn", of)),
        (lost, of) => Some(Message::count("note.some-withdrawn", lost).with("all", of)),
    }
}

/// Two estimates by their places among the current ones of their figure.
struct Pair<'b> {
    a: usize,
    b: usize,
    estimates: [&'b Estimate; 2],
    finding: Finding,
}

fn newest_pairs(briefing: &Briefing, figure: Key<Figure>) -> Vec<Pair<'_>> {
    let current: Vec<&Estimate> = current(briefing, figure).map(|key| &briefing.estimates[key]).collect();
    let newest = &current[current.len().saturating_sub(MOST_COMPARED)..];
    let mut pairs = Vec::new();
    for (b, &late) in newest.iter().enumerate() {
        for (a, &early) in newest[..b].iter().enumerate() {
            if early.speaker != late.speaker {
                let finding = finding(briefing, early, late);
                pairs.push(Pair { a, b, estimates: [early, late], finding });
            }
        }
    }
    pairs
}

/// Whether it says more than that two agree, or than what is said of totals and periods, or by the author, anyway.
fn is_news(pair: &Pair<'_>, authors_word: bool) -> bool {
    let counts = |estimate: &Estimate| matches!(estimate.counting.kind(), Kind::Stock | Kind::Flow);
    match pair.finding {
        Finding::Meet => false,
        Finding::OtherKind => !authors_word && !pair.estimates.into_iter().all(counts),
        finding => finding.verdict() != Verdict::NotComparable || !authors_word,
    }
}

/// "Two of them count everything up to the day they were given; one counts a single period."
fn kinds(estimates: &[&Estimate]) -> Vec<Message> {
    let of = |kind: Kind| estimates.iter().filter(|estimate| estimate.counting.kind() == kind).count();
    let (stocks, flows) = (of(Kind::Stock), of(Kind::Flow));
    if stocks == 0 || flows == 0 {
        return Vec::new();
    }
    vec![
        Message::new("note.no-sum"),
        Message::new("note.kinds")
            .with("totals", Message::count("note.totals", stocks))
            .with("periods", Message::count("note.periods", flows)),
    ]
}
