//! TOML → [`Node`].

use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Placed};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads `text`, which starts at byte `offset` of `file`. What is wrong goes to `out`, all of it; nothing is returned when
/// anything is, since what a broken line meant is not known.
pub(super) fn parse(text: &str, file: FileId, offset: usize, out: &mut Diagnostics) -> Option<Node> {
    let reader = Reader { text, file, offset };
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(Node { place: reader.place(0..text.len()), value: reader.table(table.get_ref()) });
    }
    out.extend(errors.into_iter().map(|error| {
        Diagnostic::error("toml-syntax", "this is not TOML")
            .at(reader.place(error.span().unwrap_or(0..0)), error.message())
            .with_why("one line that cannot be read leaves open what the others mean")
            .with_help("a text stands in quotation marks, a list in `[ ]`, a group of keys below a `[name]`")
    }));
    None
}

struct Reader<'t> {
    text: &'t str,
    file: FileId,
    offset: usize,
}

impl Reader<'_> {
    fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    fn table(&self, table: &DeTable<'_>) -> Value {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| {
                (Placed::new(key.get_ref().to_string(), self.place(key.span())), self.node(value))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.place);
        Value::Map(entries)
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let written = || self.text.get(value.span()).unwrap_or_default().to_owned();
        let place = self.place(value.span());
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Scalar { text: text.to_string(), plain: false },
            DeValue::Array(items) => Value::List(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => self.table(table),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
                Value::Scalar { text: written(), plain: true }
            }
        };
        Node { place, value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Files;
    use crate::path::RelPath;

    #[test]
    fn dates_and_numbers_keep_the_text_that_was_written() {
        let mut files = Files::new();
        let text = "title = \"Втрати\"\ndate = 2024-12-28\nvalue = 3_000\n[claims.a]\nspeaker = 'kirby'\n";
        let file = files.add(RelPath::new("a.toml").unwrap(), text);
        let mut out = Diagnostics::new();
        let node = parse(text, file, 0, &mut out).unwrap();
        let Value::Map(entries) = &node.value else { panic!() };
        let scalars: Vec<_> = entries.iter().filter_map(|(_, node)| node.scalar()).collect();
        assert_eq!(scalars, ["Втрати", "2024-12-28", "3_000"]);
        assert_eq!(files.text(entries[0].0.place), "title");
        assert_eq!(files.text(entries[3].0.place), "claims");
    }

    #[test]
    fn every_broken_line_is_told_in_one_run() {
        let mut files = Files::new();
        let text = "title = Kursk\nbase_url = \"x\nlanguage = \"en\"\nx = = 2\n";
        let file = files.add(RelPath::new("a.toml").unwrap(), text);
        let mut out = Diagnostics::new();
        assert!(parse(text, file, 0, &mut out).is_none());
        assert!(out.errors() >= 2, "{out:?}");
    }
}
