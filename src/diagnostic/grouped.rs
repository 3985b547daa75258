//! Many diagnostics, told so that a person reads them to the end.

use super::summary::{number, thousands};
use super::terminal::{Colour, full};
use super::{Diagnostic, Diagnostics, Files, Severity};
use std::collections::BTreeMap;
use std::fmt::Write;

/// So many diagnostics are shown in full, whatever they are: a screen or two.
pub(crate) const FEW: usize = 20;

/// So many places of one rule are listed below its first diagnostic.
pub(crate) const PLACES: usize = 8;

/// The longest message in a list of places, in characters.
const LONGEST: usize = 100;

/// All of them in full when they are few; else by rule, errors first: the first in full, the next by place and message, the
/// rest counted.
pub(super) fn show(diagnostics: &Diagnostics, files: &Files, colour: Colour) -> String {
    if diagnostics.iter().len() <= FEW {
        return diagnostics.iter().map(|diagnostic| full(diagnostic, files, colour)).collect();
    }
    let mut groups: BTreeMap<(Severity, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        groups.entry((diagnostic.severity, diagnostic.rule)).or_default().push(diagnostic);
    }
    let mut out = String::new();
    let mut hidden = 0;
    for ((_, rule), group) in groups {
        let mut rest = group.iter();
        if let Some(first) = rest.next() {
            out.push_str(&full(first, files, colour));
        }
        hidden += list(rest.as_slice(), rule, files, &mut out);
    }
    if hidden > 0 {
        let _ =
            writeln!(out, "{} not listed; `onrecord check --all` shows every one in full.\n", are(hidden));
    }
    out
}

/// The places of diagnostics of one rule. Says how many it left out.
fn list(rest: &[&Diagnostic], rule: &str, files: &Files, out: &mut String) -> usize {
    if rest.is_empty() {
        return 0;
    }
    let _ = writeln!(out, "{} more `{rule}`:", thousands(rest.len()));
    // What cannot be shortened to less than itself is listed whole.
    let listed = if rest.len() == PLACES + 1 { rest.len() } else { rest.len().min(PLACES) };
    for diagnostic in &rest[..listed] {
        let place = match &diagnostic.at {
            Some((place, _)) => {
                let (line, column) = files.line_column(*place);
                format!("{}:{line}:{column}: ", files.get(place.file).path)
            }
            None => diagnostic.file.as_ref().map(|path| format!("{path}: ")).unwrap_or_default(),
        };
        let _ = writeln!(out, "  {place}{}", short(&diagnostic.message));
    }
    let left = &rest[listed..];
    if !left.is_empty() {
        let mut places: Vec<_> = left.iter().map(|one| one.path(files)).collect();
        places.sort_unstable();
        places.dedup();
        let _ = writeln!(out, "  … and {} more in {}", thousands(left.len()), number(places.len(), "file"));
    }
    out.push('\n');
    left.len()
}

fn are(n: usize) -> String {
    let verb = if n == 1 { "is" } else { "are" };
    format!("{} {verb}", number(n, "diagnostic"))
}

fn short(message: &str) -> String {
    match message.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &message[..at]),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::path::RelPath;

    /// `n` files with a claim on each line, and what is wrong with each.
    fn big(files_of: usize, each: usize) -> (Diagnostics, Files) {
        let mut files = Files::new();
        let mut out = Diagnostics::new();
        for at in 0..files_of {
            let text: String = (0..each).map(|n| format!("claim-{n}:\n")).collect();
            let file = files.add(RelPath::new(format!("content/articles/a{at}.md")).unwrap(), text.as_str());
            let mut start = 0;
            for (n, line) in text.lines().enumerate() {
                let place = Place::new(file, start..start + line.len() - 1);
                start += line.len() + 1;
                let message = format!("claim `claim-{n}` has no source");
                out.push(
                    match n % 3 {
                        0 => Diagnostic::warning(
                            "unmarked-claim",
                            format!("claim `claim-{n}` is not marked in the text"),
                        ),
                        _ => Diagnostic::error("unsourced-claim", message)
                            .with_help("add `source: id` below it"),
                    }
                    .at(place, "defined here"),
                );
            }
        }
        out.push(Diagnostic::error("no-content", "the site has no `content/`"));
        (out.sorted(), files)
    }

    #[test]
    fn a_thousand_diagnostics_are_grouped_and_counted() {
        let (told, files) = big(100, 10);
        insta::assert_snapshot!(show(&told, &files, Colour::No), @r"
        error[no-content]: the site has no `content/`

        error[unsourced-claim]: claim `claim-1` has no source
         --> content/articles/a0.md:2:1
          |
        2 | claim-1:
          | ^^^^^^^ defined here
          |
          = help: add `source: id` below it

        599 more `unsourced-claim`:
          content/articles/a0.md:3:1: claim `claim-2` has no source
          content/articles/a0.md:5:1: claim `claim-4` has no source
          content/articles/a0.md:6:1: claim `claim-5` has no source
          content/articles/a0.md:8:1: claim `claim-7` has no source
          content/articles/a0.md:9:1: claim `claim-8` has no source
          content/articles/a1.md:2:1: claim `claim-1` has no source
          content/articles/a1.md:3:1: claim `claim-2` has no source
          content/articles/a1.md:5:1: claim `claim-4` has no source
          … and 591 more in 99 files

        warning[unmarked-claim]: claim `claim-0` is not marked in the text
         --> content/articles/a0.md:1:1
          |
        1 | claim-0:
          | ^^^^^^^ defined here

        399 more `unmarked-claim`:
          content/articles/a0.md:4:1: claim `claim-3` is not marked in the text
          content/articles/a0.md:7:1: claim `claim-6` is not marked in the text
          content/articles/a0.md:10:1: claim `claim-9` is not marked in the text
          content/articles/a1.md:1:1: claim `claim-0` is not marked in the text
          content/articles/a1.md:4:1: claim `claim-3` is not marked in the text
          content/articles/a1.md:7:1: claim `claim-6` is not marked in the text
          content/articles/a1.md:10:1: claim `claim-9` is not marked in the text
          content/articles/a2.md:1:1: claim `claim-0` is not marked in the text
          … and 391 more in 98 files

        982 diagnostics are not listed; `onrecord check --all` shows every one in full.
        ");
    }

    #[test]
    fn twenty_are_shown_in_full_and_one_more_is_grouped() {
        let (told, files) = big(1, 19);
        assert_eq!(show(&told, &files, Colour::No).matches("-->").count(), 19);
        let (told, files) = big(1, 20);
        let shown = show(&told, &files, Colour::No);
        assert_eq!(shown.matches("-->").count(), 2, "{shown}");
        assert!(
            shown.contains("6 more `unmarked-claim`") && shown.contains("… and 4 more in 1 file"),
            "{shown}"
        );
    }
}
