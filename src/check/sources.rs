//! What became of the sources since they were read: taken back, corrected, changed, gone.

use super::Case;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Claim, Key, Provenance, Role, Source, Speaking, State, Status};
use crate::resolve::notices::{links, was_read_since};
use crate::resolve::{Briefing, count_of, list, lost_every_source, on};
use std::collections::{BTreeMap, BTreeSet};

/// A source that its publisher took back carries nothing any more, nor does what was made from it. Claims that lost all
/// their sources are the matter of [`rests_on_withdrawn`].
pub(super) fn source_retracted(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    if briefing.sources.values().all(|source| source.undone_by.is_none()) {
        return Vec::new();
    }
    let claims = briefing
        .claims
        .values()
        .filter(|claim| !is_given_up(claim) && !lost_every_source(briefing, claim))
        .flat_map(|claim| claim.evidence.iter().map(move |evidence| (claim, evidence)))
        .filter(|(_, evidence)| evidence.role == Role::Supports)
        .filter_map(|(claim, evidence)| {
            let by = briefing.sources[evidence.source].undone_by?;
            let told = format!("claim `{}` leans on a source that was retracted", claim.id.name);
            let label = if by == evidence.source { "retracted" } else { "made from one that was retracted" };
            Some(retracted(&briefing.sources[by], told, label, evidence.place).with_help(
                "find another source, or say in the text that it was retracted and give it `role: mentions`",
            ))
        });
    claims.chain(rows(briefing)).chain(cited(briefing)).collect()
}

/// One for each link to such a source in a text none of whose claims names it: of those that do, it is told there. Free pages
/// are left out: they cannot allow it, and tell their readers at their head in any case.
fn cited(briefing: &Briefing) -> Vec<Diagnostic> {
    let named = |claims: &mut dyn Iterator<Item = &Key<Claim>>| -> BTreeSet<Key<Source>> {
        let evidence = claims.flat_map(|claim| &briefing.claims[*claim].evidence);
        evidence.map(|evidence| evidence.source).collect()
    };
    let articles = briefing.articles.iter().map(|(key, article)| {
        (&*briefing.texts.articles[key], named(&mut article.claims.iter().chain(&article.marked)))
    });
    let figures = briefing.texts.figures.values().map(|text| (&**text, BTreeSet::new()));
    let notes = briefing.claims.iter().map(|(key, claim)| (&*claim.note, named(&mut std::iter::once(&key))));
    let mut out = Vec::new();
    for (text, named) in articles.chain(figures).chain(notes) {
        for (source, place) in links(briefing, text).filter(|(source, _)| !named.contains(source)) {
            let Some(by) = briefing.sources[source].undone_by else { continue };
            let label = if by == source { "retracted" } else { "made from one that was retracted" };
            let told =
                format!("the text cites `{}`, which carries nothing any more", briefing.sources[source].id);
            out.push(retracted(&briefing.sources[by], told, label, place).with_help(
                "take the link out, or say in the text that it was retracted and allow it with `allow: [source-retracted]`",
            ));
        }
    }
    out
}

/// One for each source whose rows a data file still has.
fn rows(briefing: &Briefing) -> Vec<Diagnostic> {
    let mut rows = BTreeMap::new();
    for estimate in briefing.estimates.values().filter(|one| matches!(one.provenance, Provenance::Row(_))) {
        let Some(by) = estimate.source.and_then(|source| briefing.sources[source].undone_by) else {
            continue;
        };
        rows.entry((estimate.figure, by)).or_insert_with(|| (estimate.place, 0)).1 += 1;
    }
    let told = rows.into_iter().map(|((figure, by), (place, n))| {
        let (rows, lean) = (count_of(n, "row", "rows"), if n == 1 { "leans" } else { "lean" });
        let figure = &briefing.figures[figure].id;
        let told = format!("{rows} of figure `{figure}` {lean} on a source that was retracted");
        retracted(&briefing.sources[by], told, "the first of them", place).with_help(
            "take them out, or leave them: charts strike them through and compare nothing with them",
        )
    });
    told.collect()
}

fn retracted(source: &Source, told: String, label: &str, place: Place) -> Diagnostic {
    Diagnostic::warning("source-retracted", told)
        .at(place, label)
        .with_related(source.place, "its record says so here")
        .with_why(source.state.note.clone().unwrap_or_else(|| "its publisher took it back".to_owned()))
}

/// A claim with nothing left to stand on is published only by somebody who says that they know.
pub(super) fn rests_on_withdrawn(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    briefing
        .claims
        .values()
        .filter(|claim| !is_given_up(claim))
        .filter_map(|claim| {
            let diagnostic = match claim.speaker {
                _ if lost_every_source(briefing, claim) => lost_its_sources(briefing, claim),
                Speaking::Site => lost_its_grounds(briefing, claim)?,
                // Its own speaker took it back, and the record of that is its mark.
                Speaking::Speaker(_) => return None,
            };
            Some(diagnostic.with_why("a claim that lost its ground misleads whoever reads on").with_help(
                "find other ground, take the claim out, or state `status: withdrawn` with a `status_reason`",
            ))
        })
        .collect()
}

/// Whether its author says that it does not hold any more, and so tells readers.
fn is_given_up(claim: &Claim) -> bool {
    claim.standing.stated && matches!(claim.standing.status, Status::Withdrawn | Status::Refuted)
}

fn lost_its_sources(briefing: &Briefing, claim: &Claim) -> Diagnostic {
    let roots: BTreeSet<_> =
        claim.evidence.iter().filter_map(|evidence| briefing.sources[evidence.source].undone_by).collect();
    let told = format!("every source of claim `{}` was retracted", claim.id.name);
    let diagnostic =
        Diagnostic::error("rests-on-withdrawn", told).at(claim.place, "nothing is left to carry it");
    roots.into_iter().fold(diagnostic, |diagnostic, root| {
        diagnostic.with_related(briefing.sources[root].place, "retracted, as its record says here")
    })
}

fn lost_its_grounds(briefing: &Briefing, claim: &Claim) -> Option<Diagnostic> {
    let withdrawn = claim.relations.rests_on.iter().map(|ground| &briefing.claims[*ground]);
    let names: Vec<String> = withdrawn
        .filter(|ground| ground.standing.status == Status::Withdrawn)
        .map(|ground| format!("`{}`", ground.id.name))
        .collect();
    let (verb, pronoun) = if names.len() == 1 { ("was", "it") } else { ("were", "them") };
    (!names.is_empty()).then(|| {
        let told =
            format!("claim `{}` was worked out from {}, which {verb} withdrawn", claim.id.name, list(&names));
        Diagnostic::error("rests-on-withdrawn", told)
            .at(claim.place, format!("it does not follow without {pronoun}"))
    })
}

/// What was quoted from a text that was changed since may not stand in it any more. Reading it again, and saying so by
/// `accessed`, settles it.
pub(super) fn source_changed(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let is_due = |source: &Source| {
        matches!(source.state.state, State::Changed | State::Corrected) && !was_read_since(source)
    };
    let carried = carried(briefing, is_due);
    briefing
        .sources
        .iter()
        .filter_map(|(key, source)| {
            let claims = carried.get(&key)?;
            let happened = if source.state.state == State::Corrected { "corrected" } else { "changed" };
            let since = source.state.date.as_ref().map(on).unwrap_or_default();
            let told = format!("`{}` was {happened}{since}, and was not read since", source.id);
            let rest = format!("{} on it as it was", count_of(claims.len(), "claim rests", "claims rest"));
            let first = Diagnostic::warning("source-changed", told).at(source.place, rest);
            let diagnostic = match claims.first() {
                Some(claim) => first.with_related(claim.place, "the first of them"),
                None => first,
            };
            Some(
                diagnostic
                    .with_why(source.state.note.clone().unwrap_or_else(|| {
                        "what is quoted from it may not stand there any more".to_owned()
                    }))
                    .with_help("read it again, mend what rests on it, and set `accessed` to the day on which you did"),
            )
        })
        .collect()
}

/// What can neither be reached nor looked up in a copy can be checked by nobody.
pub(super) fn source_gone(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let carried = carried(briefing, |source| source.state.state == State::Gone && source.archives.is_empty());
    briefing
        .sources
        .iter()
        .filter(|(key, _)| carried.contains_key(key))
        .map(|(_, source)| {
            Diagnostic::warning(
                "source-gone",
                format!("`{}` is gone, and no archived copy is given", source.id),
            )
            .at(source.place, "readers cannot follow what rests on it")
            .with_why("a claim is worth as much as what readers can look up")
            .with_help(
                "look its address up in a web archive, and add what you find as `archives: [https://…]`",
            )
        })
        .collect()
}

/// The claims that each of those sources supports that `are_asked_for`, in their order.
fn carried(
    briefing: &Briefing,
    are_asked_for: impl Fn(&Source) -> bool,
) -> BTreeMap<Key<Source>, Vec<&Claim>> {
    let asked: BTreeSet<_> =
        briefing.sources.iter().filter(|(_, source)| are_asked_for(source)).map(|(key, _)| key).collect();
    let mut carried: BTreeMap<_, Vec<&Claim>> = BTreeMap::new();
    if asked.is_empty() {
        return carried;
    }
    for claim in briefing.claims.values() {
        let supports = claim.supports().map(|evidence| evidence.source);
        for source in supports.filter(|source| asked.contains(source)).collect::<BTreeSet<_>>() {
            carried.entry(source).or_default().push(claim);
        }
    }
    carried
}
