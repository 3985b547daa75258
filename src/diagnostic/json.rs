//! Diagnostics as JSON, for programs.
//!
//! The shape is promised: a program that reads version 1 goes on working. Keys may be added; a key that is taken away or
//! means something else makes a new version.
//!
//! ```json
//! {
//!   "version": 1,
//!   "program": "onrecord 0.1.0",
//!   "checked": { "articles": 2, "claims": 14, "sources": 9, "quotes": 5 },
//!   "left_out_for": [],
//!   "counts": { "errors": 1, "warnings": 0, "allowed": 2 },
//!   "diagnostics": [
//!     {
//!       "rule": "unknown-key",
//!       "severity": "error",
//!       "message": "a claim has no key `speeker`",
//!       "at": {
//!         "file": "content/articles/a.md",
//!         "start": { "line": 2, "column": 1, "byte": 9 },
//!         "end": { "line": 2, "column": 8, "byte": 16 },
//!         "label": "not known here"
//!       },
//!       "file": "content/articles/a.md",
//!       "why": "a key that nothing reads would be lost without a word",
//!       "help": "the nearest key is `speaker`",
//!       "related": [],
//!       "suggestion": { "file": "…", "start": {}, "end": {}, "text": "speaker", "safe": true }
//!     }
//!   ]
//! }
//! ```
//!
//! `left_out_for` names files that could not be read, on whose account some rules were left out.
//!
//! Files are named from the site's folder, with `/`. Lines and columns count from 1; a column is a character (a Unicode scalar
//! value), bytes count from 0 in UTF-8; an end is the point after the last character. `at`, `why`, `help` and `suggestion` are
//! null where there is none. `file` is that of `at`; without `at` it is the file that is meant and has no text to show, and null
//! where the whole site is meant. `safe` edits are those that `check --fix` makes.

use super::summary::Looked;
use super::{Diagnostic, Diagnostics, Files, Place, Point, Severity, Suggestion};
use crate::path::RelPath;
use serde_json::{Value, json};

/// The version of the shape.
const VERSION: u32 = 1;

/// Everything as one JSON object, with a line end.
#[must_use]
pub fn show(diagnostics: &Diagnostics, files: &Files, looked: &Looked) -> String {
    let all = json!({
        "version": VERSION,
        "program": concat!("onrecord ", env!("CARGO_PKG_VERSION")),
        "checked": {
            "articles": looked.articles,
            "claims": looked.claims,
            "sources": looked.sources,
            "quotes": looked.quotes,
        },
        "counts": {
            "errors": diagnostics.errors(),
            "warnings": diagnostics.warnings(),
            "allowed": looked.allowed,
        },
        "left_out_for": looked.left_out_for.iter().map(RelPath::as_str).collect::<Vec<_>>(),
        "diagnostics": diagnostics.iter().map(|diagnostic| of(diagnostic, files)).collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}

fn of(diagnostic: &Diagnostic, files: &Files) -> Value {
    json!({
        "rule": diagnostic.rule,
        "severity": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": diagnostic.message,
        "at": diagnostic.at.as_ref().map(|(at, label)| labelled(*at, label, files)),
        "file": diagnostic.path(files).map(RelPath::as_str),
        "why": diagnostic.why,
        "help": diagnostic.help,
        "related": diagnostic
            .related
            .iter()
            .map(|(place, label)| labelled(*place, label, files))
            .collect::<Vec<_>>(),
        "suggestion": diagnostic.edit(files).map(|edit| suggestion(&edit, files)),
    })
}

fn labelled(at: Place, label: &str, files: &Files) -> Value {
    let mut value = place(at, files);
    value["label"] = label.into();
    value
}

fn suggestion(edit: &Suggestion, files: &Files) -> Value {
    let mut value = place(edit.place, files);
    value["text"] = edit.text.as_str().into();
    value["safe"] = edit.safe.into();
    value
}

fn place(place: Place, files: &Files) -> Value {
    let (start, end) = files.points(place);
    let point = |at: Point, byte: u32| json!({ "line": at.line, "column": at.column, "byte": byte });
    json!({
        "file": files.get(place.file).path.as_str(),
        "start": point(start, place.start),
        "end": point(end, place.end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_gets_places_in_characters_and_bytes_and_the_edit() {
        let mut files = Files::new();
        let file = files.add(RelPath::new("content/a.md").unwrap(), "title: Ї\nspeeker: kirby\n");
        let (key, title) = (Place::new(file, 10..17), Place::new(file, 7..9));
        let told = [
            Diagnostic::error("unknown-key", "a claim has no key `speeker`")
                .at(key, "not known here")
                .with_why("it would be lost")
                .with_help("the nearest key is `speaker`")
                .with_related(title, "in \"this\" article")
                .with_suggestion(key, "speaker")
                .safe_if(true),
            Diagnostic::warning("symlink", "a link").in_file(RelPath::new("content/b.md").unwrap()),
            Diagnostic::warning("no-content", "the site has no `content/`"),
        ];
        let looked = Looked { articles: 1, allowed: 2, ..Looked::default() };
        let shown = show(&told.into_iter().collect(), &files, &looked);
        insta::assert_snapshot!(shown.replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r#"
        {
          "version": 1,
          "program": "onrecord VERSION",
          "checked": {
            "articles": 1,
            "claims": 0,
            "sources": 0,
            "quotes": 0
          },
          "counts": {
            "errors": 1,
            "warnings": 2,
            "allowed": 2
          },
          "left_out_for": [],
          "diagnostics": [
            {
              "rule": "unknown-key",
              "severity": "error",
              "message": "a claim has no key `speeker`",
              "at": {
                "file": "content/a.md",
                "start": {
                  "line": 2,
                  "column": 1,
                  "byte": 10
                },
                "end": {
                  "line": 2,
                  "column": 8,
                  "byte": 17
                },
                "label": "not known here"
              },
              "file": "content/a.md",
              "why": "it would be lost",
              "help": "the nearest key is `speaker`",
              "related": [
                {
                  "file": "content/a.md",
                  "start": {
                    "line": 1,
                    "column": 8,
                    "byte": 7
                  },
                  "end": {
                    "line": 1,
                    "column": 9,
                    "byte": 9
                  },
                  "label": "in \"this\" article"
                }
              ],
              "suggestion": {
                "file": "content/a.md",
                "start": {
                  "line": 2,
                  "column": 1,
                  "byte": 10
                },
                "end": {
                  "line": 2,
                  "column": 8,
                  "byte": 17
                },
                "text": "speaker",
                "safe": true
              }
            },
            {
              "rule": "symlink",
              "severity": "warning",
              "message": "a link",
              "at": null,
              "file": "content/b.md",
              "why": null,
              "help": null,
              "related": [],
              "suggestion": null
            },
            {
              "rule": "no-content",
              "severity": "warning",
              "message": "the site has no `content/`",
              "at": null,
              "file": null,
              "why": null,
              "help": null,
              "related": [],
              "suggestion": null
            }
          ]
        }
        "#);
    }
}
