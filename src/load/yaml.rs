//! YAML → [`Node`].

use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Placed};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// Values in one file, aliases unfolded: beyond this it is an attack or a mistake ("billion laughs").
const MOST_NODES: usize = 200_000;

/// Lists and maps within each other: no record needs more, and each level costs stack.
const DEEPEST: usize = 64;

/// Reads `text`, which starts at byte `offset` of `file`. What is wrong goes to `out`; nothing is returned when the text
/// cannot be read to its end, since what follows a syntax error means nothing.
pub(super) fn parse(text: &str, file: FileId, offset: usize, out: &mut Diagnostics) -> Option<Node> {
    let mut builder = Builder::new(text, file, offset);
    for event in Parser::new_from_str(text) {
        let step = match event {
            Ok((event, span)) => builder.take(event, span, out),
            Err(error) => Err(builder.syntax_error(error.marker().index(), error.info())),
        };
        if let Err(diagnostic) = step {
            out.push(*diagnostic);
            return None;
        }
    }
    Some(builder.root.unwrap_or(Node { place: Place::new(file, offset..offset), value: Value::Null }))
}

type Step = Result<(), Box<Diagnostic>>;

/// A list or map that has not ended yet.
enum Open {
    List(Vec<Node>),
    Map { entries: Vec<(Placed<String>, Node)>, key: Option<Node>, places: HashMap<String, Place> },
}

struct Unfinished {
    start: usize,
    anchor: usize,
    open: Open,
}

struct Builder<'t> {
    text: &'t str,
    file: FileId,
    offset: usize,
    /// The byte at which each character starts; empty when all are one byte long.
    starts: Vec<usize>,
    stack: Vec<Unfinished>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    root: Option<Node>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, file: FileId, offset: usize) -> Self {
        let starts = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().map(|(at, _)| at).collect(),
        };
        Self { text, file, offset, starts, stack: Vec::new(), anchors: HashMap::new(), nodes: 0, root: None }
    }

    fn byte(&self, character: usize) -> usize {
        let in_text = match self.text.is_ascii() {
            true => character,
            false => self.starts.get(character).copied().unwrap_or(self.text.len()),
        };
        in_text.min(self.text.len())
    }

    fn place(&self, start: usize, end: usize) -> Place {
        Place::new(self.file, self.offset + start..self.offset + end.max(start))
    }

    fn take(&mut self, event: Event<'_>, span: Span, out: &mut Diagnostics) -> Step {
        let (start, end) = (self.byte(span.start.index()), self.byte(span.end.index()));
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let value = match (plain, &*text) {
                    (true, "" | "~" | "null") => Value::Null,
                    _ => Value::Scalar { text: text.into_owned(), plain },
                };
                let end = start + self.text[start..end].trim_end().len();
                self.put(Node { place: self.place(start, end), value }, anchor, out)
            }
            Event::SequenceStart(anchor, _) => self.open(start, anchor, Open::List(Vec::new())),
            Event::MappingStart(anchor, _) => {
                self.open(start, anchor, Open::Map { entries: Vec::new(), key: None, places: HashMap::new() })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(end, out),
            Event::Alias(anchor) => {
                let node = self.anchors.get(&anchor).cloned().ok_or_else(|| {
                    self.error(
                        start,
                        end,
                        "this alias names an anchor that is not finished or does not exist",
                    )
                })?;
                self.nodes += count(&node);
                self.put(Node { place: self.place(start, end), ..node }, 0, out)
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(self.error(start, end, "a second YAML document starts here; one file holds one"))
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, start: usize, anchor: usize, open: Open) -> Step {
        if self.stack.len() >= DEEPEST {
            return Err(self.error(start, start, "values are nested deeper than 64 levels"));
        }
        self.stack.push(Unfinished { start, anchor, open });
        Ok(())
    }

    fn close(&mut self, end: usize, out: &mut Diagnostics) -> Step {
        let Some(done) = self.stack.pop() else { return Ok(()) };
        let end = done.start + self.text[done.start..end.max(done.start)].trim_end().len();
        let value = match done.open {
            Open::List(items) => Value::List(items),
            Open::Map { entries, .. } => Value::Map(entries),
        };
        self.put(Node { place: self.place(done.start, end), value }, done.anchor, out)
    }

    fn put(&mut self, node: Node, anchor: usize, out: &mut Diagnostics) -> Step {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(Box::new(
                Diagnostic::error("yaml-syntax", "this file holds too many values")
                    .at(node.place, "more than 200,000, aliases counted each time")
                    .with_help("split the file"),
            ));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.stack.last_mut().map(|unfinished| &mut unfinished.open) {
            None => self.root = Some(node),
            Some(Open::List(items)) => items.push(node),
            Some(Open::Map { entries, key, places }) => match key.take() {
                None => *key = Some(node),
                Some(key) => add_entry(entries, places, key, node, out),
            },
        }
        Ok(())
    }

    fn error(&self, start: usize, end: usize, message: &str) -> Box<Diagnostic> {
        Box::new(Diagnostic::error("yaml-syntax", message).at(self.place(start, end), ""))
    }

    fn syntax_error(&self, character: usize, info: &str) -> Box<Diagnostic> {
        let at = self.byte(character);
        let line_start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        let line = &self.text[line_start..line_end];
        let diagnostic = Diagnostic::error("yaml-syntax", "this is not YAML").at(self.place(at, at), info);
        let value = line.split_once(": ").map(|(_, value)| value.trim());
        Box::new(match value {
            Some(value) if value.len() > 200 => diagnostic.with_help("put the value in quotation marks"),
            Some(value) if value.contains(": ") || value.starts_with(['*', '&', '@', '%', '`', '[', '!', '|', '>']) => {
                diagnostic
                    .with_why("a value that has `: ` in it, or starts with a sign such as `*` `@` `[`, means something else in YAML")
                    .with_help(format!("put the value in quotation marks: \"{}\"", value.replace('"', "\\\"")))
            }
            _ if line.starts_with('\t') => {
                diagnostic.with_help("YAML is indented with spaces; replace the tab")
            }
            _ => diagnostic.with_help("look at this line and the one before it: indentation, quotation marks, a missing colon"),
        })
    }
}

/// Adds an entry, unless its key is no word or stands there already.
fn add_entry(
    entries: &mut Vec<(Placed<String>, Node)>,
    places: &mut HashMap<String, Place>,
    key: Node,
    value: Node,
    out: &mut Diagnostics,
) {
    let Some(name) = key.scalar() else {
        out.push(
            Diagnostic::error("yaml-syntax", "a key has to be a word")
                .at(key.place, format!("this is {}", key.what())),
        );
        return;
    };
    if let Some(first) = places.get(name) {
        out.push(
            Diagnostic::error("duplicate-key", format!("`{name}` stands twice"))
                .at(key.place, "written again here")
                .with_related(*first, "first written here")
                .with_why("only one of the two can count, and nobody can tell which was meant")
                .with_help("keep one of them, or give the second another name"),
        );
        return;
    }
    places.insert(name.to_owned(), key.place);
    entries.push((Placed::new(name.to_owned(), key.place), value));
}

fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|(_, node)| count(node)).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Files;
    use crate::path::RelPath;
    use proptest::prelude::*;

    fn read(text: &str) -> (Option<Node>, Diagnostics, Files) {
        let mut files = Files::new();
        let file = files.add(RelPath::new("a.yaml").unwrap(), text);
        let mut out = Diagnostics::new();
        let node = parse(text, file, 0, &mut out);
        (node, out, files)
    }

    fn entries(node: &Node) -> &[(Placed<String>, Node)] {
        match &node.value {
            Value::Map(entries) => entries,
            other => panic!("not a map: {other:?}"),
        }
    }

    #[test]
    fn every_key_and_value_knows_its_place_after_letters_of_any_length() {
        let (node, out, files) = read("назва: \"Курськ\"\nlist:\n  - один\n  - two # comment\n");
        assert!(out.is_empty());
        let node = node.unwrap();
        let entries = entries(&node);
        assert_eq!(files.text(entries[0].0.place), "назва");
        assert_eq!(files.text(entries[0].1.place), "\"Курськ\"");
        let Value::List(items) = &entries[1].1.value else { panic!() };
        assert_eq!(files.text(items[0].place), "один");
        assert_eq!(files.text(items[1].place), "two");
    }

    #[test]
    fn a_key_that_stands_twice_is_told_with_both_places_and_reading_goes_on() {
        let (node, out, _) = read("a: 1\na: 2\nb: 3\n");
        assert_eq!(out.iter().map(|d| d.rule).collect::<Vec<_>>(), ["duplicate-key"]);
        assert_eq!(entries(&node.unwrap()).len(), 2);
    }

    #[test]
    fn a_value_with_a_colon_is_answered_with_quotation_marks() {
        let (node, out, _) = read("title: What: why?\n");
        assert!(node.is_none());
        let help = out.iter().next().unwrap().help.clone().unwrap();
        assert!(help.contains("\"What: why?\""), "{help}");
    }

    #[test]
    fn aliases_that_multiply_are_cut_off() {
        let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
            text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
        }
        let (node, out, _) = read(&text);
        assert!(node.is_none());
        assert!(out.has_errors());
    }

    #[test]
    fn deep_nesting_is_cut_off() {
        let (node, out, _) = read(&"[".repeat(5000));
        assert!(node.is_none());
        assert!(out.has_errors());
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_panic(text in "[-a-zа-я:\\[\\]{}&*!|>'\"#%@, \\n\\t\u{feff}0-9]{0,60}") {
            let (_, _, _) = read(&text);
        }
    }
}
