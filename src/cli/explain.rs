//! `onrecord explain`

use super::arguments::Explain;
use super::console::Console;
use super::{Failure, Outcome};
use crate::check::{Family, RULES, Rule, rule};
use crate::diagnostic::nearest;
use crate::model::Level;
use std::fmt::Write as _;

pub(super) fn run(arguments: &Explain, console: Console) -> Result<Outcome, Failure> {
    let text = match &arguments.rule {
        None => list(),
        Some(name) => styled(&wrapped(&page(rule(name).ok_or_else(|| unknown(name))?))),
    };
    console.answer(&text);
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
    let mut text = String::from(
        "`onrecord explain RULE` says why a rule is there, with an example of each side. Those that hold `always` are\n\
         errors on every site; the others are as loud as `[rules]` in onrecord.toml says.\n",
    );
    let longest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for family in Family::ALL {
        let mut rules = RULES.iter().filter(|rule| rule.family == family).peekable();
        if rules.peek().is_some() {
            let _ = writeln!(text, "\n{BOLD}{}{PLAIN}", family.name());
        }
        for rule in rules {
            let _ = writeln!(text, "  {:<longest$}  {:<7}  {}", rule.name, loudness(rule), rule.title());
        }
    }
    text
}

fn loudness(rule: &Rule) -> &'static str {
    match rule.level {
        Level::Error if rule.fixed => "always",
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
        "# {}: {}\n\n{}. {kind}{guess}\n\n{body}\n\n{}",
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

/// Escape codes, which the console takes out where they are not wanted.
const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

/// The longest line of prose, in characters.
const WIDTH: usize = 80;

/// Prose in lines of at most [`WIDTH`]; headings and what stands in fences as it is.
fn wrapped(page: &str) -> String {
    let mut text = String::new();
    let (mut in_fence, mut width) = (false, 0);
    for line in page.lines() {
        let fence = line.starts_with("```");
        if in_fence || fence || line.is_empty() || line.starts_with('#') {
            in_fence ^= fence;
            text.push_str(if width > 0 { "\n" } else { "" });
            text.push_str(line);
            text.push('\n');
            width = 0;
            continue;
        }
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if width > 0 {
                let fits = width + 1 + length <= WIDTH;
                text.push(if fits { ' ' } else { '\n' });
                width = if fits { width + 1 } else { 0 };
            }
            text.push_str(word);
            width += length;
        }
    }
    text.push_str(if width > 0 { "\n" } else { "" });
    text
}

/// Headings in bold; examples, which are looked at and not read, dimmed.
fn styled(page: &str) -> String {
    let mut text = String::new();
    let mut in_fence = false;
    for line in page.lines() {
        let fence = line.starts_with("```");
        let style = match line {
            _ if in_fence || fence => DIM,
            line if line.starts_with('#') => BOLD,
            _ => "",
        };
        in_fence ^= fence;
        let end = if style.is_empty() { "" } else { PLAIN };
        let _ = writeln!(text, "{style}{line}{end}");
    }
    text
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
            assert!(!rule.fixed || rule.level == Level::Error, "{}", rule.name);
        }
    }

    #[test]
    fn the_list_fits_a_terminal() {
        let widest = list().lines().map(|line| line.chars().count()).max();
        assert!(widest.is_some_and(|widest| widest <= 120), "{widest:?}");
    }

    #[test]
    fn prose_is_wrapped_and_examples_stand_as_they_are() {
        let long = "word ".repeat(30);
        let page =
            wrapped(&format!("# A heading\n\n{long}\nand more\n\n```yaml a\n{long}\n\n  # kept\n```\n"));
        let line = "word ".repeat(16);
        let rest = "word ".repeat(14);
        let kept = format!(
            "# A heading\n\n{}\n{rest}and more\n\n```yaml a\n{long}\n\n  # kept\n```\n",
            line.trim_end()
        );
        assert_eq!(page, kept);
        assert!(styled(&page).contains("\u{1b}[2m  # kept\u{1b}[0m\n"));
    }
}
