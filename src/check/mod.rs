//! What a careful editor would object to in a site whose parts all fit together.
//!
//! A rule is one function, one entry in [`RULES`] and one page that explains it. What cannot be read or resolved is told
//! where it is found; rules look at the finished [`Briefing`]. Here a site's own levels are applied to everything that was
//! told, wherever it was found, and what its authors allow is taken out.

mod addresses;
mod anchors;
mod articles;
mod attribution;
mod dates;
mod evidence;
mod likelihood;
mod links;
mod numbers;
mod origins;
mod prose;
mod quotes;
mod readability;
mod references;
mod rule;
mod sources;
mod table;
mod texts;

pub use articles::Earlier;
pub use prose::first_sentence;
pub use rule::{Family, Rule};
pub use table::RULES;

use crate::diagnostic::summary::number;
use crate::diagnostic::{Diagnostic, Diagnostics, Files, Place, Placed, Severity, nearest, unmistakable};
use crate::model::when::Day;
use crate::model::{ClaimId, Level, Site};
use crate::path::RelPath;
use crate::resolve::Briefing;
use crate::resolve::state::State;
use rayon::prelude::*;
use rule::Run;
use std::collections::{BTreeMap, BTreeSet};

/// What rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The site.
    pub briefing: &'a Briefing,
    /// Its texts, as written.
    pub files: &'a Files,
    /// The day on which it is checked.
    pub today: Day,
    /// The claims that were published before; none where no record of that is kept.
    pub published: &'a BTreeSet<ClaimId>,
}

/// What checking a site came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// What is wrong with the site.
    pub diagnostics: Diagnostics,
    /// How many more there would be, had its authors not allowed them.
    pub allowed: usize,
    /// Files that could not be read, and on whose account something was not told that may only follow from that.
    pub left_out_for: BTreeSet<RelPath>,
}

/// The rule called `name`.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|rule| rule.name.cmp(name)).ok().map(|at| &RULES[at])
}

/// Runs every rule that the site has not switched off, and adds what was `told` while it was read. `named` are the rules
/// that its configuration names.
#[must_use]
pub fn check(case: &Case<'_>, told: Diagnostics, named: &[Placed<String>]) -> Checked {
    check_again(case, told, named, None)
}

/// As [`check`]; of articles about which nothing has changed since the `earlier` check, what was found then is told again.
/// The state is that of the site as it is now.
#[must_use]
pub fn check_again(
    case: &Case<'_>,
    told: Diagnostics,
    named: &[Placed<String>],
    earlier: Option<(&mut Earlier, &State)>,
) -> Checked {
    let briefing = case.briefing;
    let mut found = at_their_levels(&briefing.site, told);
    found.extend(named.iter().filter_map(|name| wrong_level(name, "a level")));
    // Rules do not depend on one another; what they find is put together in the order of the table.
    let in_articles = articles::look(case, earlier);
    let of_rules: Vec<Vec<Diagnostic>> = RULES
        .par_iter()
        .map(|rule| match rule.run {
            Some(Run::Site(run)) if severity(briefing, rule).is_some() => run(case),
            Some(Run::Article(_)) => in_articles.of_rule(rule.name),
            _ => Vec::new(),
        })
        .collect();
    for (rule, broken) in RULES.iter().zip(of_rules) {
        let loud = severity(briefing, rule);
        found.extend(broken.into_iter().filter_map(|found| Some(Diagnostic { severity: loud?, ..found })));
    }
    let mut left_out_for = BTreeSet::new();
    let told = found.into_iter().filter(|told| {
        let mut files =
            rule(told.rule).into_iter().flat_map(|rule| rule.waits_for(&briefing.unread)).peekable();
        let waits = files.peek().is_some();
        left_out_for.extend(files.cloned());
        !waits
    });
    let told = told.collect();
    Checked { left_out_for, ..allow(case, told) }
}

/// How loud a breach of a rule is on this site; nothing where the rule is off.
fn severity(briefing: &Briefing, rule: &Rule) -> Option<Severity> {
    match level(briefing, rule) {
        Level::Error => Some(Severity::Error),
        Level::Warning => Some(Severity::Warning),
        Level::Off => None,
    }
}

/// How loud a rule is on this site.
fn level(briefing: &Briefing, rule: &Rule) -> Level {
    let named = briefing.site.rules.get(rule.name).copied();
    named.filter(|_| !rule.fixed).unwrap_or(rule.level)
}

/// What was `told` where files are read and written, as loud as the site wants it.
#[must_use]
pub fn at_their_levels(site: &Site, told: Diagnostics) -> Diagnostics {
    told.into_iter().filter_map(|told| at_its_level(site, told)).collect()
}

fn at_its_level(site: &Site, told: Diagnostic) -> Option<Diagnostic> {
    let adjustable = rule(told.rule).is_some_and(|rule| !rule.fixed);
    let severity = match site.rules.get(told.rule).filter(|_| adjustable) {
        None => told.severity,
        Some(Level::Error) => Severity::Error,
        Some(Level::Warning) => Severity::Warning,
        Some(Level::Off) => return None,
    };
    Some(Diagnostic { severity, ..told })
}

/// Takes out what the site's authors allow, and tells of allowances that are wrong or of no use.
fn allow(case: &Case<'_>, found: Diagnostics) -> Checked {
    let briefing = case.briefing;
    let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, allowance) in briefing.allowances.iter().enumerate() {
        if rule(&allowance.rule.value).is_some_and(|rule| !rule.fixed) {
            by_rule.entry(&allowance.rule.value).or_default().push(at);
        }
    }
    let mut used = vec![false; briefing.allowances.len()];
    let mut checked = Checked::default();
    for diagnostic in found {
        let place = diagnostic.at.as_ref().map(|(place, _)| *place);
        let covering = by_rule.get(diagnostic.rule).into_iter().flatten().copied();
        let covering: Vec<usize> =
            covering.filter(|at| place.is_some_and(|place| briefing.allowances[*at].covers(place))).collect();
        if covering.is_empty() {
            checked.diagnostics.push(diagnostic);
        } else {
            checked.allowed += 1;
            covering.into_iter().for_each(|at| used[at] = true);
        }
    }
    let mut about_allowances = Vec::new();
    for (allowance, used) in briefing.allowances.iter().zip(used) {
        match wrong_level(&allowance.rule, "an allowance") {
            Some(wrong) => about_allowances.push(wrong),
            None if !used && may_be_told_of(briefing, &allowance.rule.value) => {
                about_allowances.push(unused_allowance(&allowance.rule, &checked.diagnostics, case.files));
            }
            None => {}
        }
    }
    checked.diagnostics.extend(about_allowances);
    checked
}

/// Whether the rule called `name` is on, and nothing that was not read could be why it seems not to be broken.
fn may_be_told_of(briefing: &Briefing, name: &str) -> bool {
    briefing.unread.records.is_empty()
        && rule(name).is_some_and(|rule| {
            level(briefing, rule) != Level::Off && rule.waits_for(&briefing.unread).next().is_none()
        })
}

/// Of an allowance that covers no breach of its rule. `told` is what stays: where the rule is broken elsewhere, that is most
/// likely what was meant to be allowed.
fn unused_allowance(name: &Placed<String>, told: &Diagnostics, files: &Files) -> Diagnostic {
    let unused =
        Diagnostic::warning("unused-allowance", format!("nothing here breaks the rule `{}`", name.value))
            .at(name.place, "allows nothing")
            .with_why("an allowance that is left over would hide the next mistake of its kind");
    let mut places: Vec<Place> = told
        .iter()
        .filter(|one| one.rule == name.value)
        .filter_map(|one| one.at.as_ref().map(|(place, _)| *place))
        .collect();
    places.sort_unstable();
    places.dedup();
    let same_file = |place: &&Place| place.file == name.place.file;
    let Some(nearest) = places.iter().find(same_file).or(places.first()) else {
        return unused.with_help("take it out");
    };
    let at = format!("{}:{}", files.get(nearest.file).path, files.line_column(*nearest).0);
    let others = match places.len() {
        1 => String::new(),
        n => format!(", and in {}", number(n - 1, "other place")),
    };
    unused.with_help(format!("it is broken in {at}{others}; allow it there, or take this out"))
}

/// What is wrong with a rule's name where `what` is given to it.
fn wrong_level(name: &Placed<String>, what: &str) -> Option<Diagnostic> {
    match rule(&name.value) {
        Some(rule) if rule.fixed => Some(
            Diagnostic::error("unknown-rule", format!("`{}` holds everywhere", rule.name))
                .at(name.place, "cannot be switched off")
                .with_why("where it is broken, a page would be wrong or could not be made")
                .with_help(format!(
                    "take it out; `onrecord explain {}` says how to mend what it objects to",
                    rule.name
                )),
        ),
        Some(_) => None,
        None => Some(unknown_rule(name, what)),
    }
}

fn unknown_rule(name: &Placed<String>, what: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error("unknown-rule", format!("there is no rule `{}`", name.value))
        .at(name.place, "not known")
        .with_why(format!(
            "{what} for a rule that does not exist changes nothing, and somebody believes that it does"
        ));
    let names = RULES.iter().map(|rule| rule.name);
    match nearest(&name.value, names.clone()) {
        Some(near) => diagnostic
            .with_help(format!("the nearest is `{near}`"))
            .with_suggestion_in(name.place, &name.value, near)
            .safe_if(unmistakable(&name.value, near, names)),
        None => diagnostic.with_help("`onrecord explain` lists all rules"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stand_in_the_order_of_their_names_and_none_twice() {
        assert!(RULES.windows(2).all(|pair| pair[0].name < pair[1].name));
    }

    #[test]
    fn what_an_unread_file_may_bring_about_is_known_as_its_consequence() {
        // Names that seem to lead nowhere, and records that seem not to be used.
        let names = [
            "dead-link",
            "unknown-id",
            "unmarked-claim",
            "unsourced-claim",
            "unused-source",
            "unused-speaker",
        ];
        assert!(names.iter().filter_map(|name| super::rule(name)).all(|rule| rule.consequence));
    }

    #[test]
    fn a_rule_is_found_by_its_name() {
        assert!(RULES.iter().all(|rule| super::rule(rule.name).is_some_and(|found| found.name == rule.name)));
        assert!(rule("unsourced").is_none());
    }
}
