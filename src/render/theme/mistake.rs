//! What is wrong with a template, told as what is wrong with any other file.

use super::builtin::BUILTIN;
use super::builtin_templates;
use crate::diagnostic::{Diagnostic, FileId, Files, Place, nearest};
use crate::render::context::{block_names, part_names};
use std::collections::BTreeMap;
use tera::ErrorKind;

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mistake {
    pub(super) template: String,
    span: Option<Spot>,
    message: String,
}

/// Where in a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    Bytes(usize, usize),
    /// Line and column from 1, and how many characters.
    Line(usize, usize, usize),
}

impl Mistake {
    /// Whether what it misses stands in one of these templates, which were left out for mistakes of their own.
    pub(super) fn comes_of(&self, broken: &[&str]) -> bool {
        let Some((what, name)) = self.message.split_once('`') else { return false };
        let name = name.split('`').next().unwrap_or_default();
        match what.trim() {
            "Unknown component" => broken.iter().any(|text| part_names(text).any(|part| part == name)),
            "Block" => broken.iter().any(|text| block_names(text).any(|block| block == name)),
            _ => false,
        }
    }

    pub(super) fn diagnostic(self, own: &BTreeMap<String, FileId>, files: &Files) -> Diagnostic {
        let (message, known) = split_known(&self.message);
        let message = message.trim_end_matches('.').to_owned();
        let Some(&file) = own.get(&self.template) else {
            let message = format!(
                "{message} (in the built-in template `{}`)",
                self.template.trim_start_matches(BUILTIN)
            );
            return with_known(Diagnostic::error("template", message), known);
        };
        let near = near(
            &message,
            own.keys().map(String::as_str),
            own.values().map(|file| &*files.get(*file).text),
            known,
        );
        let text = &files.get(file).text;
        let range = match self.span {
            Some(Spot::Bytes(start, end)) => start..end,
            Some(Spot::Line(line, column, length)) => range_in(text, line, column, length),
            None => 0..text.lines().next().map_or(0, str::len),
        };
        let start = text.floor_char_boundary(range.start);
        let end = text.ceil_char_boundary(range.end).max(start);
        let place = Place::new(file, start..end);
        let diagnostic = Diagnostic::error("template", message).at(place, "");
        match near {
            // A part is underlined as a whole; its name alone is wrong.
            Some((wrong, near)) => match text.get(start..end).and_then(|text| text.find(&wrong)) {
                Some(at) => {
                    let name = Place::new(file, start + at..start + at + wrong.len());
                    let diagnostic = Diagnostic { at: Some((name, String::new())), ..diagnostic };
                    diagnostic.with_help(format!("the nearest is `{near}`")).with_suggestion(name, near)
                }
                None => diagnostic.with_help(format!("the nearest is `{near}`")),
            },
            None => with_known(unclosed(diagnostic, text.get(start..end).unwrap_or_default()), known),
        }
    }
}

/// Says what the engine leaves out where it calls the end of something outer an unknown tag.
fn unclosed(diagnostic: Diagnostic, tag: &str) -> Diagnostic {
    if diagnostic.message != "Unknown tag" {
        return diagnostic;
    }
    if tag.starts_with("end") {
        return diagnostic.with_help(
            "something that was opened before it is not closed: an `{% if %}` needs its `{% endif %}`, a `{% for %}` its `{% endfor %}`",
        );
    }
    match nearest(tag, TAGS) {
        Some(near) => diagnostic.with_help(format!("the nearest is `{near}`")),
        None => diagnostic.with_help(format!("the tags are {}", TAGS.join(", "))),
    }
}

/// What stands between `{%` and `%}`.
const TAGS: [&str; 12] = [
    "if",
    "elif",
    "else",
    "for",
    "set",
    "set_global",
    "block",
    "extends",
    "include",
    "filter",
    "component",
    "raw",
];

/// What the engine itself has; a test holds the lists against it.
pub(super) const FILTERS: [&str; 39] = [
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
    "count",
    "and",
];
pub(super) const TESTS: [&str; 15] = [
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
];
const FUNCTIONS: [&str; 4] = ["t", "forms", "range", "throw"];

/// The name that a message of the engine is about, and the nearest that there is.
fn near<'n>(
    message: &str,
    own: impl Iterator<Item = &'n str>,
    texts: impl Iterator<Item = &'n str>,
    known: Option<&str>,
) -> Option<(String, String)> {
    let (what, rest) = message.split_once('`')?;
    let wrong = rest.split('`').next()?;
    let builtin = || builtin_templates().map(|(_, text)| text);
    let names: Vec<&str> = match what.trim() {
        "Unknown filter" => FILTERS.to_vec(),
        "Unknown test" => TESTS.to_vec(),
        "Unknown function" => FUNCTIONS.to_vec(),
        "Unknown component" => builtin().chain(texts).flat_map(part_names).collect(),
        "Block" => builtin().flat_map(block_names).collect(),
        "Unknown template" => builtin_templates().map(|(name, _)| name).chain(own).collect(),
        "Variable" | "Field" => known?.split(", ").collect(),
        _ => return None,
    };
    Some((wrong.to_owned(), nearest(wrong, names)?.to_owned()))
}

fn with_known(diagnostic: Diagnostic, known: Option<&str>) -> Diagnostic {
    match known {
        Some(known) => diagnostic.with_help(format!("known here: {known}")),
        None => diagnostic,
    }
}

/// The engine ends some messages with the names that it knows.
fn split_known(message: &str) -> (&str, Option<&str>) {
    [" Available variables: ", " Available fields: "]
        .iter()
        .find_map(|mark| message.split_once(mark))
        .map_or((message, None), |(message, known)| (message, Some(known)))
}

fn range_in(text: &str, line: usize, column: usize, length: usize) -> std::ops::Range<usize> {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let line = text[before..].lines().next().unwrap_or_default();
    let at = |characters: usize| line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at);
    let start = column.saturating_sub(1);
    before + at(start)..before + at(start + length)
}

/// All mistakes that an error of the engine tells of.
pub(super) fn mistakes(error: &tera::Error) -> Vec<Mistake> {
    let whole =
        |template: &str| Mistake { template: template.to_owned(), span: None, message: error.to_string() };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            vec![Mistake {
                template: report.filename().to_owned(),
                span: Some(Spot::Bytes(range.start, range.end)),
                message: report.message().to_owned(),
            }]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => vec![whole(tpl)],
        ErrorKind::MissingParent { current, parent } => {
            vec![Mistake { message: format!("Unknown template `{parent}`"), ..whole(current) }]
        }
        ErrorKind::Msg(text) => {
            let reports: Vec<Mistake> = text.split("\n\n").filter_map(report).collect();
            if reports.is_empty() { vec![whole("")] } else { reports }
        }
        _ => vec![whole("")],
    }
}

/// Names that no template defines are told as one text, in the manner of rustc: the message, then `--> file:line:column`, then
/// the line with carets under the name.
fn report(text: &str) -> Option<Mistake> {
    let mut lines = text.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let at = lines.next()?.trim_start().strip_prefix("--> ")?;
    let (rest, column) = at.rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    let carets = lines.find(|line| line.contains('^')).map_or(1, |line| line.matches('^').count());
    Some(Mistake {
        template: template.to_owned(),
        span: Some(Spot::Line(line.parse().ok()?, column.parse().ok()?, carets)),
        message: message.to_owned(),
    })
}
