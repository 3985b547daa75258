//! `onrecord explain`

use super::arguments::Explain;
use super::{Failure, Outcome};
use crate::check::{Family, RULES, Rule, rule};
use crate::diagnostic::nearest;
use crate::model::Level;
use std::fmt::Write as _;
use std::io::{self, Write as _};

pub(super) fn run(arguments: &Explain) -> Result<Outcome, Failure> {
    let text = match &arguments.rule {
        None => list(),
        Some(name) => page(rule(name).ok_or_else(|| unknown(name))?),
    };
    // Whoever stops listening has heard enough.
    let _ = io::stdout().lock().write_all(text.as_bytes());
    Ok(Outcome::Fine)
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::wrong_use(format!("there is no rule `{name}`"));
    match nearest(name, RULES.iter().map(|rule| rule.name)) {
        Some(near) => {
            failure.with_help(format!("the nearest is `{near}`; `onrecord explain` lists all rules"))
        }
        None => failure.with_help("`onrecord explain` lists all rules"),
    }
}

/// All rules by family, a line each.
fn list() -> String {
    let mut text =
        String::from("`onrecord explain RULE` says why a rule is there, with an example of each side.\n");
    let longest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for family in Family::ALL {
        let mut rules = RULES.iter().filter(|rule| rule.family == family).peekable();
        if rules.peek().is_some() {
            let _ = writeln!(text, "\n{}", family.name());
        }
        for rule in rules {
            let _ = writeln!(text, "  {:<longest$}  {:<7}  {}", rule.name, level(rule.level), rule.title());
        }
    }
    text
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Off => "off",
    }
}

/// The page of a rule, with its name and level at the head and how to silence it at the foot.
fn page(rule: &Rule) -> String {
    let kind = match rule.level {
        Level::Error => "An error unless the site says otherwise.",
        Level::Warning => "A warning unless the site says otherwise.",
        Level::Off => "Off unless the site switches it on.",
    };
    let kind = if rule.fixed { "An error on every site." } else { kind };
    let guess = if rule.guesses {
        "\n\nIt guesses from the words of the text, and can be wrong: that is no reason to write worse, and one to allow it."
    } else {
        ""
    };
    let body = rule.page.split_once('\n').map_or("", |(_, below)| below).trim();
    format!(
        "# {}: {}\n\n{} {kind}{guess}\n\n{body}\n\n{}",
        rule.name,
        rule.title(),
        rule.family.name(),
        silence(rule)
    )
}

fn silence(rule: &Rule) -> String {
    let name = rule.name;
    if rule.fixed {
        return "## To silence it\n\nIt cannot be silenced: a page would be wrong, or could not be made.\n"
            .to_owned();
    }
    format!(
        "## To silence it\n\nFor the whole site, in `onrecord.toml`:\n\n```toml\n[rules]\n{name} = \"off\"    # or \"warning\", \"error\"\n```\n\n\
         For one claim, article, figure, source or speaker, beside its other keys:\n\n```yaml\nallow: [{name}]\n\
         allow_reason: Why it does not hold here.\n```\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_listed_and_has_a_page_that_says_how_to_silence_it() {
        let list = list();
        for rule in RULES {
            assert!(list.contains(&format!("  {} ", rule.name)), "{}", rule.name);
            let page = page(rule);
            assert!(page.starts_with(&format!("# {}: ", rule.name)));
            assert!(page.contains("## To silence it"));
            assert_eq!(page.contains("allow: ["), !rule.fixed, "{}", rule.name);
        }
    }
}
