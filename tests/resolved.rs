//! What the tool works out from a record: a site in each file of `tests/resolved/`, and what it comes to.

mod cases;

use onrecord::language::english;
use onrecord::load;
use onrecord::model::{Claim, Key};
use onrecord::resolve::impact::{self, Tie};
use onrecord::resolve::{self, Briefing, compare, summary};
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn what_is_worked_out_follows_from_the_record() {
    cases::hold("tests/resolved", |root: &Path| {
        let loaded = load::load(root).unwrap();
        let (briefing, _) = resolve::resolve(loaded.documents);
        let mut out = String::new();
        standings(&briefing, &mut out).unwrap();
        comparisons(&briefing, &mut out).unwrap();
        sources(&briefing, &mut out).unwrap();
        out
    });
}

fn standings(briefing: &Briefing, out: &mut String) -> std::fmt::Result {
    for claim in briefing.claims.values() {
        let standing = &claim.standing;
        writeln!(out, "{}: {} ({})", claim.id, standing.status.name(), english().phrase(&standing.reason))?;
        let named = claim.id.name.as_str().replace('-', " ").to_lowercase();
        if claim.statement.trim_end_matches('.').to_lowercase() != named {
            writeln!(out, "  {}", claim.statement)?;
        }
    }
    for (key, article) in briefing.articles.iter() {
        writeln!(out, "\n{}", article.id)?;
        for sentence in summary::sentences(briefing, key) {
            writeln!(out, "  {}", english().say(&sentence))?;
        }
    }
    Ok(())
}

fn comparisons(briefing: &Briefing, out: &mut String) -> std::fmt::Result {
    for (key, figure) in briefing.figures.iter() {
        writeln!(out, "\n{}", figure.id)?;
        for estimate in &figure.estimates {
            let estimate = &briefing.estimates[*estimate];
            let revised = if estimate.revised_by.is_some() { ", revised" } else { "" };
            let preliminary = if estimate.preliminary { ", preliminary" } else { "" };
            let (kind, bound) = (estimate.counting.kind().name(), estimate.quantity.bound.name());
            writeln!(out, "  {:?} {bound} {kind}{revised}{preliminary}", estimate.words.value)?;
        }
        for (a, b, judgement) in compare::pairs(briefing, key) {
            let words = |key| &briefing.estimates[key].words.value;
            writeln!(
                out,
                "  {:?} | {:?}: {:?} ({})",
                words(a),
                words(b),
                judgement.verdict,
                english().say(&judgement.reason)
            )?;
        }
        for sentence in compare::note(briefing, key) {
            writeln!(out, "  > {}", english().say(&sentence))?;
        }
    }
    Ok(())
}

fn sources(briefing: &Briefing, out: &mut String) -> std::fmt::Result {
    for (key, source) in briefing.sources.iter() {
        let impact = impact::Ties::of(briefing).source(key);
        let name = |claim: &Key<Claim>| briefing.claims[*claim].id.name.to_string();
        let tied = |tie| impact.tied(tie).map(|claim| name(&claim)).collect::<Vec<_>>().join(" ");
        let inferred: Vec<_> = impact
            .inferred
            .iter()
            .map(|step| format!("{}{}", name(&step.claim), if step.falls { "" } else { "?" }))
            .collect();
        writeln!(
            out,
            "\n{}: sole [{}] shared [{}] inferred [{}] estimates {}",
            source.id,
            tied(Tie::Sole),
            tied(Tie::Shared),
            inferred.join(" "),
            impact.falling_estimates(briefing)
        )?;
    }
    Ok(())
}
