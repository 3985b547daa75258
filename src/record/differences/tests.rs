//! What two builds are found to differ in.

use super::*;
use crate::record::says::{EstimateSays, EvidenceSays};

fn says() -> ClaimSays {
    ClaimSays {
        statement: "A thousand in a week.".to_owned(),
        speaker: "kirby".to_owned(),
        act: "estimates".to_owned(),
        status: "attributed".to_owned(),
        reason: "One named origin.".to_owned(),
        evidence: vec![EvidenceSays {
            source: "wire".to_owned(),
            role: "supports".to_owned(),
            ..EvidenceSays::default()
        }],
        estimate: Some(EstimateSays { words: "a thousand".to_owned(), ..EstimateSays::default() }),
        ..ClaimSays::default()
    }
}

fn claim(id: &str, says: ClaimSays) -> Entry<ClaimSays> {
    Entry::new(id, Vec::new(), says)
}

fn between(old: Vec<Entry<ClaimSays>>, new: Vec<Entry<ClaimSays>>) -> Vec<Difference<ClaimSays, ClaimEdit>> {
    let contents = |claims| Contents { claims, ..Contents::default() };
    Differences::between(&contents(old), &contents(new)).claims
}

/// The edits of the only difference.
#[track_caller]
fn edits(new: ClaimSays) -> Vec<ClaimEdit> {
    let mut found = between(vec![claim("a/b", says())], vec![claim("a/b", new)]);
    assert_eq!(found.len(), 1, "{found:?}");
    match found.remove(0).change {
        Change::Edited { edits, was: None, unknown: false, .. } => edits,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_says_the_same() {
    assert!(between(vec![claim("a/b", says())], vec![claim("a/b", says())]).is_empty());
}

#[test]
fn each_edit_is_told_as_what_it_is_and_nothing_else() {
    let status = ClaimSays { status: "disputed".to_owned(), reason: "Denied.".to_owned(), ..says() };
    assert!(
        matches!(&edits(status)[..], [ClaimEdit::Status { from, to, reason }] if from == "attributed" && to == "disputed" && reason == "Denied.")
    );
    let reworded = ClaimSays { statement: "Two thousand.".to_owned(), ..says() };
    assert!(matches!(&edits(reworded)[..], [ClaimEdit::Reworded { .. }]));
    let speaker = ClaimSays { speaker: "self".to_owned(), ..says() };
    assert!(matches!(&edits(speaker)[..], [ClaimEdit::Speaker { to, .. }] if to == "self"));
    let estimate = ClaimSays { estimate: None, ..says() };
    assert!(matches!(&edits(estimate)[..], [ClaimEdit::Estimate { from: Some(_), to: None }]));
    let reason = ClaimSays { reason: "Another.".to_owned(), ..says() };
    assert!(matches!(&edits(reason)[..], [ClaimEdit::Reason { .. }]));
    let said = ClaimSays { said: Some("2024-12-27".to_owned()), ..says() };
    let [ClaimEdit::Field(field)] = &edits(said)[..] else { panic!() };
    assert_eq!((field.field.as_str(), &field.from, field.to.as_deref()), ("said", &None, Some("2024-12-27")));
    let mut quoted = says();
    quoted.evidence[0].quote = Some("a thousand".to_owned());
    assert!(matches!(&edits(quoted)[..], [ClaimEdit::Evidence(EvidenceEdit::Edited { .. })]));
    let mut elsewhere = says();
    elsewhere.evidence[0].source = "post".to_owned();
    assert!(matches!(
        &edits(elsewhere)[..],
        [ClaimEdit::Evidence(EvidenceEdit::New(_)), ClaimEdit::Evidence(EvidenceEdit::Gone(_))]
    ));
}

#[test]
fn a_claim_is_followed_to_its_new_name() {
    let renamed =
        Entry::new("a/c", vec!["b".to_owned()], ClaimSays { said: Some("2024".to_owned()), ..says() });
    let found = between(vec![claim("a/b", says())], vec![renamed]);
    assert!(matches!(&found[..], [Difference { id, change: Change::Edited { was: Some(was), edits, .. } }]
        if id == "a/c" && was == "a/b" && edits.len() == 1));
}

#[test]
fn a_claim_that_went_to_another_address_with_its_article_is_not_gone() {
    let found = between(vec![claim("a/b", says())], vec![claim("z/b", says())]);
    assert!(
        matches!(&found[..], [Difference { change: Change::Edited { was: Some(was), .. }, .. }] if was == "a/b")
    );
}

#[test]
fn what_is_only_in_one_is_new_or_gone() {
    let other = ClaimSays { statement: "Another.".to_owned(), ..says() };
    let found = between(vec![claim("a/b", says())], vec![claim("a/c", other)]);
    assert!(matches!(
        &found[..],
        [Difference { change: Change::Gone(Some(_)), .. }, Difference { change: Change::New(Some(_)), .. }]
    ));
}

#[test]
fn of_an_early_record_only_that_a_claim_says_something_else_is_told() {
    let early = |says: ClaimSays| {
        let entry = claim("a/b", says);
        Entry { sha256: entry.early_sha256(), says: None, ..entry }
    };
    assert!(between(vec![early(says())], vec![claim("a/b", says())]).is_empty());
    let other = ClaimSays { speaker: "self".to_owned(), ..says() };
    let found = between(vec![early(says())], vec![claim("a/b", other)]);
    assert!(matches!(&found[..], [Difference { change: Change::Edited { unknown: true, .. }, .. }]));
}
