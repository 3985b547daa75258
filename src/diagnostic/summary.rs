//! How much was looked at and what was found, in a line.

use super::Diagnostics;
use crate::path::RelPath;
use std::collections::BTreeSet;

/// How much of a site was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Articles.
    pub articles: usize,
    /// Claims.
    pub claims: usize,
    /// Sources.
    pub sources: usize,
    /// Quotes that were held against a stored copy of their source.
    pub quotes: usize,
    /// Diagnostics that the record allows, with a reason, and that are therefore not among those shown.
    pub allowed: usize,
    /// Files that could not be read, and on whose account some rules were left out.
    pub left_out_for: BTreeSet<RelPath>,
}

/// So many files are named in the line; the others are counted.
const NAMED: usize = 2;

/// "2 errors, 1 warning"; nothing when there is neither.
#[must_use]
pub fn counts(diagnostics: &Diagnostics) -> String {
    [(diagnostics.errors(), "error"), (diagnostics.warnings(), "warning")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| number(n, word))
        .collect::<Vec<_>>()
        .join(", ")
}

/// "2 articles, 14 claims, 9 sources, 5 quotes checked: 1 error, 3 warnings (2 more allowed)"
#[must_use]
pub fn line(looked: &Looked, diagnostics: &Diagnostics) -> String {
    let found = match counts(diagnostics) {
        none if none.is_empty() => "nothing is wrong".to_owned(),
        some => some,
    };
    let allowed = match (looked.allowed, diagnostics.is_empty()) {
        (0, _) => String::new(),
        (n, true) => format!(" ({n} allowed)"),
        (n, false) => format!(" ({n} more allowed)"),
    };
    format!(
        "{}, {}, {}, {} checked: {found}{allowed}{}",
        number(looked.articles, "article"),
        number(looked.claims, "claim"),
        number(looked.sources, "source"),
        number(looked.quotes, "quote"),
        left_out(&looked.left_out_for),
    )
}

/// "; some rules were left out until `content/sources/a.yaml` can be read"
fn left_out(files: &BTreeSet<RelPath>) -> String {
    let mut names: Vec<String> = files.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
    if files.len() > NAMED {
        names.push(number(files.len() - NAMED, "more file"));
    }
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => format!("; some rules were left out until {only} can be read"),
        Some((last, others)) => {
            format!("; some rules were left out until {} and {last} can be read", others.join(", "))
        }
    }
}

/// "1 claim", "1,204 claims"
#[must_use]
pub fn number(n: usize, word: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {word}{s}", thousands(n))
}

/// "1,204"
pub(super) fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;

    #[test]
    fn the_line_says_what_was_looked_at_and_what_was_found() {
        let looked = Looked { articles: 2, claims: 1, sources: 60_000, allowed: 2, ..Looked::default() };
        let mut found = Diagnostics::new();
        let clean = line(&looked, &found);
        found.push(Diagnostic::error("a", "a"));
        found.extend([Diagnostic::warning("b", "b"), Diagnostic::warning("b", "c")]);
        let unread = |n: usize| {
            let files = (0..n).map(|n| RelPath::new(format!("content/{n}.md")).unwrap());
            Looked { allowed: 0, left_out_for: files.collect(), ..looked.clone() }
        };
        let some = [&looked, &unread(0), &unread(1), &unread(4)].map(|looked| line(looked, &found));
        let lines = format!("{clean}\n{}", some.join("\n"));
        insta::assert_snapshot!(lines, @r"
        2 articles, 1 claim, 60,000 sources, 0 quotes checked: nothing is wrong (2 allowed)
        2 articles, 1 claim, 60,000 sources, 0 quotes checked: 1 error, 2 warnings (2 more allowed)
        2 articles, 1 claim, 60,000 sources, 0 quotes checked: 1 error, 2 warnings
        2 articles, 1 claim, 60,000 sources, 0 quotes checked: 1 error, 2 warnings; some rules were left out until `content/0.md` can be read
        2 articles, 1 claim, 60,000 sources, 0 quotes checked: 1 error, 2 warnings; some rules were left out until `content/0.md`, `content/1.md` and 2 more files can be read
        ");
    }
}
