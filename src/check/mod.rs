//! What a careful editor would object to in a site whose parts all fit together.
//!
//! A rule is one function and one entry in [`RULES`]. What cannot be read or resolved is told where it is found; rules look
//! at the finished [`Briefing`].

mod attribution;
mod evidence;
mod references;

use crate::diagnostic::{Diagnostic, Diagnostics, Placed, Severity, nearest};
use crate::model::Level;
use crate::resolve::Briefing;

/// A rule: what it is called, how loud it is unless the site says otherwise, and how it is checked.
pub struct Rule {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// Its level where `[rules]` does not name it.
    pub level: Level,
    /// Finds what breaks it.
    run: fn(&Briefing) -> Vec<Diagnostic>,
}

/// All rules, in the order of their names.
pub static RULES: [Rule; 9] = [
    Rule { name: "anonymity-unexplained", level: Level::Warning, run: attribution::anonymity_unexplained },
    Rule { name: "quote-not-in-snapshot", level: Level::Error, run: evidence::quote_not_in_snapshot },
    Rule { name: "rests-on-withdrawn", level: Level::Error, run: evidence::rests_on_withdrawn },
    Rule { name: "source-retracted", level: Level::Warning, run: evidence::source_retracted },
    Rule { name: "unmarked-claim", level: Level::Warning, run: references::unmarked_claim },
    Rule { name: "unnamed-undescribed", level: Level::Error, run: attribution::unnamed_undescribed },
    Rule { name: "unsourced-claim", level: Level::Error, run: evidence::unsourced_claim },
    Rule { name: "unused-source", level: Level::Warning, run: references::unused_source },
    Rule { name: "unused-speaker", level: Level::Warning, run: references::unused_speaker },
];

/// Runs every rule that the site has not switched off; `named` are the rules that its configuration names.
#[must_use]
pub fn check(briefing: &Briefing, named: &[Placed<String>]) -> Diagnostics {
    let mut out: Diagnostics = named.iter().filter_map(unknown_rule).collect();
    for rule in &RULES {
        let level = briefing.site.rules.get(rule.name).copied().unwrap_or(rule.level);
        let severity = match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Off => continue,
        };
        out.extend((rule.run)(briefing).into_iter().map(|found| Diagnostic { severity, ..found }));
    }
    if briefing.incomplete { out.without_consequences() } else { out }
}

fn unknown_rule(name: &Placed<String>) -> Option<Diagnostic> {
    if RULES.iter().any(|rule| rule.name == name.value) {
        return None;
    }
    let diagnostic = Diagnostic::error("unknown-rule", format!("there is no rule `{}`", name.value))
        .at(name.place, "not known")
        .with_why(
            "a level for a rule that does not exist changes nothing, and somebody believes that it does",
        );
    let names = RULES.iter().map(|rule| rule.name);
    Some(match nearest(&name.value, names.clone()) {
        Some(near) => {
            diagnostic.with_help(format!("the nearest is `{near}`")).with_suggestion(name.place, near)
        }
        None => diagnostic.with_help(format!("the rules are {}", names.collect::<Vec<_>>().join(", "))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stand_in_the_order_of_their_names_and_none_twice() {
        assert!(RULES.windows(2).all(|pair| pair[0].name < pair[1].name));
    }
}
