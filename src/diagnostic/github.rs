//! Diagnostics as workflow commands, which GitHub Actions shows beside the lines of a pull request.
//!
//! The form is that of "Workflow commands for GitHub Actions": `::error file=…,line=…::message`.

use super::{Diagnostic, Diagnostics, Files, Severity, printable};
use std::fmt::Write;

/// A command for each diagnostic. `below` is the way from the repository's folder to the site's, empty or with a final
/// slash: annotations are looked up from there.
#[must_use]
pub fn show(diagnostics: &Diagnostics, files: &Files, below: &str) -> String {
    diagnostics.iter().map(|diagnostic| command(diagnostic, files, below)).collect()
}

fn command(diagnostic: &Diagnostic, files: &Files, below: &str) -> String {
    let mut out = match diagnostic.severity {
        Severity::Error => "::error ".to_owned(),
        Severity::Warning => "::warning ".to_owned(),
    };
    if let Some((place, _)) = &diagnostic.at {
        let path = format!("{below}{}", files.get(place.file).path);
        let (start, end) = files.points(*place);
        let _ = write!(out, "file={},line={}", property(&path), start.line);
        // Columns are kept only of what stands in one line.
        let _ = match start.line == end.line {
            true => write!(out, ",col={},endLine={},endColumn={},", start.column, end.line, end.column),
            false => write!(out, ",endLine={},", end.line),
        };
    } else if let Some(path) = &diagnostic.file {
        let _ = write!(out, "file={},", property(&format!("{below}{path}")));
    }
    let _ = writeln!(out, "title={}::{}", property(diagnostic.rule), data(&text(diagnostic)));
    out
}

/// What an annotation says: all that is known, since nothing is underlined there.
fn text(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.message.clone();
    if let Some((_, label)) = &diagnostic.at
        && !label.is_empty()
    {
        let _ = write!(text, " ({label})");
    }
    for (word, part) in [("why", &diagnostic.why), ("help", &diagnostic.help)] {
        if let Some(part) = part {
            let _ = write!(text, "\n{word}: {part}");
        }
    }
    text
}

/// What follows the second `::`. The log of a workflow is a terminal, too.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25").replace('\n', "%0A")
}

/// What follows a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::path::RelPath;

    #[test]
    fn nothing_in_a_message_or_path_can_end_or_start_a_command() {
        let mut files = Files::new();
        let file = files.add(RelPath::new("content/a, b%.md").unwrap(), "one\ntwo\n");
        let told: Diagnostics = [
            Diagnostic::error("bad-date", "100 % wrong\r\n::error::forged \u{1b}[2J\u{202e}")
                .at(Place::new(file, 4..7), "here: there"),
            Diagnostic::warning("bad-value", "over two lines")
                .at(Place::new(file, 0..7), "")
                .with_help("a\nb"),
            Diagnostic::warning("no-content", "nowhere").with_why("because"),
            Diagnostic::warning("symlink", "a link").in_file(RelPath::new("content/c, d.md").unwrap()),
        ]
        .into_iter()
        .collect();
        insta::assert_snapshot!(show(&told, &files, "docs/"), @r"
        ::error file=docs/content/a%2C b%25.md,line=2,col=1,endLine=2,endColumn=4,title=bad-date::100 %25 wrong�%0A::error::forged �[2J� (here: there)
        ::warning file=docs/content/a%2C b%25.md,line=1,endLine=2,title=bad-value::over two lines%0Ahelp: a%0Ab
        ::warning title=no-content::nowhere%0Awhy: because
        ::warning file=docs/content/c%2C d.md,title=symlink::a link
        ");
    }
}
