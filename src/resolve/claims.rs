//! Claims, before what they add up to is worked out.

use super::names::Names;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed};
use crate::load::{ArticleDoc, ClaimDoc, RelationsDoc, SpeakerRef};
use crate::model::{
    ArticleId, Claim, ClaimAddress, ClaimId, ClaimName, Evidence, Key, Lookup, Phrase, QuoteCheck, Relations,
    Speaking, Standing, Status, Table,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The claims of all articles, in their order. Statements that authors leave to the marked words are empty yet.
pub(super) fn claims(articles: &[Arc<ArticleDoc>], names: &Names, out: &mut Diagnostics) -> Table<Claim> {
    let mut table = Table::with_room_for(articles.iter().map(|article| article.claims.len()).sum());
    for (row, article) in articles.iter().enumerate() {
        for doc in &article.claims {
            let claim = claim(doc, Key::ahead(row, &article.id), &article.id, names, out);
            // The reader of front matter keeps one of two claims with one name.
            let _ = table.add(claim);
        }
    }
    for article in articles {
        names_of_their_own(&article.claims, out);
        for doc in &article.claims {
            circles(doc, &article.id, names, &table, out);
        }
    }
    table
}

/// Tells of former names that another claim of the article has, or had.
fn names_of_their_own(claims: &[ClaimDoc], out: &mut Diagnostics) {
    if claims.iter().all(|claim| claim.formerly.is_empty()) {
        return;
    }
    let mut taken: BTreeMap<&ClaimName, Place> =
        claims.iter().map(|claim| (&claim.name.value, claim.name.place)).collect();
    for name in claims.iter().flat_map(|claim| &claim.formerly) {
        match taken.get(&name.value) {
            Some(first) => out.push(
                Diagnostic::error(
                    "duplicate-id",
                    format!("two claims are, or were, called `{}`", name.value),
                )
                .at(name.place, "called so before")
                .with_related(*first, "the name of this one")
                .with_why("a link to it could mean either")
                .with_help("take it out of `formerly`, or give the other claim another name"),
            ),
            None => {
                taken.insert(&name.value, name.place);
            }
        }
    }
}

/// Tells of a claim that bears on itself, at once or by way of what it rests on.
fn circles(doc: &ClaimDoc, here: &ArticleId, names: &Names, table: &Table<Claim>, out: &mut Diagnostics) {
    let relations = &doc.relations;
    if *relations == RelationsDoc::default() {
        return;
    }
    let find = |address: &ClaimAddress| names.claims.get(&address.from(here));
    let Some(itself) = names.claims.get(&ClaimId { article: here.clone(), name: doc.name.value.clone() })
    else {
        return;
    };
    let all = [
        &relations.supports,
        &relations.disputes,
        &relations.updates,
        &relations.repeats,
        &relations.part_of,
        &relations.rests_on,
    ];
    for address in all.into_iter().flatten().filter(|address| find(&address.value) == Some(itself)) {
        out.push(
            Diagnostic::error("self-reference", format!("the claim `{}` bears on itself", doc.name.value))
                .at(address.place, "this is the claim itself")
                .with_why("a claim can neither carry nor contradict itself")
                .with_help("name another claim, or take it out"),
        );
    }
    let circle = relations.rests_on.iter().find(|address| {
        find(&address.value).is_some_and(|ground| ground != itself && rests_on(table, ground, itself))
    });
    if let Some(address) = circle {
        out.push(
            Diagnostic::error("circular-sourcing", format!("the claim `{}` rests on itself", doc.name.value))
                .at(address.place, "rests on this claim in turn")
                .with_why("what is worked out in a circle rests on nothing")
                .with_help("take one of these `rests-on` out, and name a source in its place"),
        );
    }
}

/// Whether `claim` was worked out from `ground`, at once or in steps.
fn rests_on(table: &Table<Claim>, claim: Key<Claim>, ground: Key<Claim>) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![claim];
    while let Some(at) = next.pop() {
        if at == ground {
            return true;
        }
        if seen.insert(at) {
            next.extend(&table[at].relations.rests_on);
        }
    }
    false
}

fn claim(
    doc: &ClaimDoc,
    article: Key<crate::model::Article>,
    here: &ArticleId,
    names: &Names,
    out: &mut Diagnostics,
) -> Claim {
    let relations = Relations {
        supports: related(&doc.relations.supports, here, names, out),
        disputes: related(&doc.relations.disputes, here, names, out),
        updates: related(&doc.relations.updates, here, names, out),
        repeats: related(&doc.relations.repeats, here, names, out),
        part_of: related(&doc.relations.part_of, here, names, out),
        rests_on: related(&doc.relations.rests_on, here, names, out),
    };
    inference_rests_on_something(doc, out);
    let evidence: Vec<_> = doc
        .evidence
        .iter()
        .filter_map(|evidence| {
            let source = names.source(&evidence.source, out)?;
            Some(Evidence {
                source,
                place: evidence.source.place,
                at: evidence.at.clone(),
                quote: evidence.quote.clone(),
                original: evidence.original.clone(),
                role: evidence.role,
                check: evidence.quote.as_ref().map(|_| QuoteCheck::NoSnapshot),
                lookup: Lookup::default(),
                passage: Vec::new(),
            })
        })
        .collect();
    Claim {
        id: ClaimId { article: here.clone(), name: doc.name.value.clone() },
        place: doc.name.place,
        formerly: doc.formerly.iter().map(|name| name.value.clone()).collect(),
        article,
        statement: doc.statement.clone().unwrap_or_default(),
        speaker: speaking(doc.speaker.as_ref(), names, out),
        via: doc.via.iter().filter_map(|id| names.speaker(id, out)).collect(),
        act: doc.act,
        said: doc.said.as_ref().map(|said| said.value.clone()),
        said_note: doc.said_note.clone(),
        basis: doc.basis.clone(),
        lost_evidence: evidence.len() < doc.evidence.len(),
        evidence,
        estimate: None,
        relations,
        credibility: doc.credibility,
        note: doc.note.clone(),
        origins: Vec::new(),
        standing: stated(doc, out),
    }
}

/// A speaker that is missing or unknown has been told; the site stands in, so that the rest of the claim is still checked.
fn speaking(speaker: Option<&Placed<SpeakerRef>>, names: &Names, out: &mut Diagnostics) -> Speaking {
    match speaker {
        Some(Placed { value: SpeakerRef::Speaker(id), place }) => {
            names.speaker(&Placed::new(id.clone(), *place), out).map_or(Speaking::Site, Speaking::Speaker)
        }
        Some(Placed { value: SpeakerRef::Site, .. }) | None => Speaking::Site,
    }
}

fn related(
    addresses: &[Placed<ClaimAddress>],
    here: &ArticleId,
    names: &Names,
    out: &mut Diagnostics,
) -> Vec<Key<Claim>> {
    addresses.iter().filter_map(|address| names.claim(&address.value, address.place, here, out)).collect()
}

fn inference_rests_on_something(doc: &ClaimDoc, out: &mut Diagnostics) {
    let Some(Placed { value: SpeakerRef::Site, place }) = doc.speaker else { return };
    if doc.relations.rests_on.is_empty() && doc.evidence.is_empty() {
        out.push(
            Diagnostic::error(
                "unsourced-claim",
                format!("the inference `{}` rests on nothing", doc.name.value),
            )
            .at(place, "this site says so itself")
            .with_why(
                "what a site works out has to be open to checking: from which claims, or from which source",
            )
            .with_help("add `rests-on: [claim, claim]`, or a `source`"),
        );
    }
}

/// The status that the author states, or a place for the one that is worked out.
fn stated(doc: &ClaimDoc, out: &mut Diagnostics) -> Standing {
    let Some((status, reason)) = &doc.status else {
        return Standing { status: Status::Attributed, reason: Phrase::default(), stated: false };
    };
    if reason.is_none() {
        out.push(
            Diagnostic::error("missing-key", "a status that is stated needs `status_reason`")
                .at(status.place, "stated without a reason")
                .with_why("a status is worked out from the record; who overrules it says why")
                .with_help("add a line `status_reason: …`, or leave `status` out"),
        );
    }
    Standing { status: status.value, reason: reason.clone().unwrap_or_default().into(), stated: true }
}
