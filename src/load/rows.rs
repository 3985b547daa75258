//! A figure's data file: CSV with a header, an estimate in each row.

use super::estimate::{EstimateDoc, KINDS, RowDoc};
use super::fields::{date_of, number_of, parse_id, word_of};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Placed, nearest};
use crate::model::{FigureId, MeasureId, SourceId, SpeakerId};
use csv::{ReaderBuilder, StringRecord};

/// The columns that a data file may have.
const COLUMNS: [&str; 15] = [
    "words",
    "value",
    "low",
    "high",
    "unit",
    "measure",
    "kind",
    "as_of",
    "during",
    "said",
    "speaker",
    "source",
    "scope",
    "preliminary",
    "note",
];

/// A data file, as written.
pub(super) struct RowsDoc {
    /// The figure that it belongs to, from the file's name.
    pub(super) figure: FigureId,
    /// Its estimates.
    pub(super) rows: Vec<RowDoc>,
    header: Place,
}

impl RowsDoc {
    /// What to say when there is no such figure.
    pub(super) fn without_figure(&self) -> Diagnostic {
        let id = &self.figure;
        Diagnostic::error("unread-file", format!("no figure stands beside the data file `{id}.csv`"))
            .at(self.header, "these estimates belong to nothing")
            .with_help(format!(
                "write `content/figures/{id}.md` with the figure's definition, or rename the file"
            ))
    }
}

/// Reads all rows; what is wrong with a cell is told at the cell, and the row is kept without it.
pub(super) fn rows(text: &str, file: FileId, figure: FigureId, out: &mut Diagnostics) -> RowsDoc {
    let header = Place::new(file, row_range(text, 0));
    RowsDoc { rows: read_rows(text, file, &figure, out), figure, header }
}

fn read_rows(text: &str, file: FileId, figure: &FigureId, out: &mut Diagnostics) -> Vec<RowDoc> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let Ok(header) = reader.headers().cloned() else {
        out.push(
            Diagnostic::error("csv-syntax", "this is not a table in CSV")
                .at(Place::new(file, 0..0), "the header cannot be read"),
        );
        return Vec::new();
    };
    let columns = known_columns(text, file, &header, out);
    let mut rows = Vec::new();
    for (number, record) in (1_u32..).zip(reader.records()) {
        match record {
            Ok(record) => {
                let row = Row { text, file, columns: &columns, record: &record };
                if record.len() > header.len() {
                    out.push(
                        Diagnostic::error("csv-syntax", "this row has more cells than the table has columns")
                            .at(row.cell(header.len()), "no column for this")
                            .with_help("a text with a comma in it stands in quotation marks"),
                    );
                }
                rows.push(row.read(number, figure, out));
            }
            Err(error) => {
                let at = error.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
                out.push(
                    Diagnostic::error("csv-syntax", "this row cannot be read")
                        .at(Place::new(file, cell_range(text, at, 0)), error.to_string()),
                );
            }
        }
    }
    rows
}

fn known_columns(
    text: &str,
    file: FileId,
    header: &StringRecord,
    out: &mut Diagnostics,
) -> Vec<Option<&'static str>> {
    let mut seen: Vec<Option<&'static str>> = Vec::new();
    for (index, name) in header.iter().enumerate() {
        let name = name.trim().trim_start_matches('\u{feff}');
        let place = Place::new(file, cell_range(text, 0, index));
        let known = COLUMNS.into_iter().find(|column| *column == name);
        if known.is_none() {
            let diagnostic = Diagnostic::error("unknown-key", format!("a data file has no column `{name}`"))
                .at(place, "not known here")
                .with_why("a column that nothing reads would be lost without a word");
            out.push(match nearest(name, COLUMNS) {
                Some(near) => diagnostic
                    .with_help(format!("the nearest column is `{near}`"))
                    .with_suggestion(place, near),
                None => diagnostic.with_help(format!("the columns are {}", COLUMNS.join(", "))),
            });
        } else if seen.contains(&known) {
            out.push(
                Diagnostic::error("duplicate-key", format!("the column `{name}` stands twice"))
                    .at(place, "again here"),
            );
        }
        seen.push(known);
    }
    seen
}

struct Row<'t> {
    text: &'t str,
    file: FileId,
    columns: &'t [Option<&'static str>],
    record: &'t StringRecord,
}

impl Row<'_> {
    fn start(&self) -> usize {
        self.record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0))
    }

    fn cell(&self, index: usize) -> Place {
        Place::new(self.file, cell_range(self.text, self.start(), index))
    }

    fn placed(&self, column: &str) -> Option<Placed<String>> {
        let index = self.columns.iter().position(|name| *name == Some(column))?;
        let value = self.record.get(index)?.trim();
        (!value.is_empty()).then(|| Placed::new(value.to_owned(), self.cell(index)))
    }

    fn value(&self, column: &str) -> Option<String> {
        self.placed(column).map(|cell| cell.value)
    }

    fn number(&self, column: &str, out: &mut Diagnostics) -> Option<Placed<crate::model::Number>> {
        let cell = self.placed(column)?;
        match number_of(&cell.value) {
            Ok(number) => Some(Placed::new(number, cell.place)),
            Err(reason) => {
                out.push(
                    Diagnostic::error("wrong-type", format!("`{column}` cannot be read"))
                        .at(cell.place, reason),
                );
                None
            }
        }
    }

    fn read(&self, number: u32, figure: &FigureId, out: &mut Diagnostics) -> RowDoc {
        let place = Place::new(self.file, row_range(self.text, self.start()));
        let date = |column: &'static str, out: &mut Diagnostics| {
            self.placed(column).and_then(|cell| date_of(&cell, column, out))
        };
        let preliminary = self.placed("preliminary").and_then(|cell| {
            word_of(
                &cell,
                "preliminary",
                &[("true", true), ("yes", true), ("false", false), ("no", false)],
                out,
            )
        });
        let estimate = EstimateDoc {
            place,
            figure: Some(Placed::new(figure.clone(), place)),
            words: self.placed("words"),
            value: self.number("value", out),
            low: self.number("low", out),
            high: self.number("high", out),
            unit: self.value("unit"),
            measure: self.placed("measure").and_then(|cell| parse_id(&cell, "measure", MeasureId::new, out)),
            kind: self.placed("kind").and_then(|cell| word_of(&cell, "kind", &KINDS, out)),
            as_of: date("as_of", out),
            during: date("during", out),
            scope: self.value("scope"),
            preliminary: preliminary.is_some_and(|flag| flag.value),
            note: self.value("note"),
        };
        RowDoc {
            number,
            estimate,
            said: date("said", out),
            speaker: self.placed("speaker").and_then(|cell| parse_id(&cell, "speaker", SpeakerId::new, out)),
            source: self.placed("source").and_then(|cell| parse_id(&cell, "source", SourceId::new, out)),
        }
    }
}

/// The bytes of a row from `start` to its line end; a quoted cell may span lines.
fn row_range(text: &str, start: usize) -> std::ops::Range<usize> {
    let start = skip_breaks(text, start);
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => return start..at,
            _ => {}
        }
    }
    start..text.len()
}

/// The bytes of the `index`th cell of the row that starts at `start`, with its quotation marks.
fn cell_range(text: &str, start: usize, index: usize) -> std::ops::Range<usize> {
    let row = row_range(text, start);
    let (mut quoted, mut cell, mut cell_start) = (false, 0, row.start);
    for at in row.clone() {
        match text.as_bytes()[at] {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                if cell == index {
                    return cell_start..at;
                }
                cell += 1;
                cell_start = at + 1;
            }
            _ => {}
        }
    }
    cell_start..row.end
}

fn skip_breaks(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    start.min(text.len()) + (rest.len() - rest.trim_start_matches(['\r', '\n', '\u{feff}']).len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Files;
    use crate::path::RelPath;
    use proptest::prelude::*;

    fn read(text: &str) -> (Vec<RowDoc>, Diagnostics, Files) {
        let mut files = Files::new();
        let file = files.add(RelPath::new("content/figures/c.csv").unwrap(), text);
        let mut out = Diagnostics::new();
        let rows = rows(text, file, FigureId::new("c").unwrap(), &mut out);
        (rows.rows, out, files)
    }

    #[test]
    fn a_bad_cell_is_underlined_and_the_row_is_kept() {
        let (rows, out, files) = read("words,value,said\n\"299,792\",299792,1983\nabout,many,1875-13\n");
        assert_eq!(rows.len(), 2);
        let told: Vec<_> = out.iter().map(|d| (d.rule, files.text(d.at.as_ref().unwrap().0))).collect();
        assert_eq!(told, [("wrong-type", "many"), ("bad-date", "1875-13")]);
    }

    #[test]
    fn an_unknown_column_is_answered_with_the_nearest() {
        let (_, out, files) = read("words,valeu\nx,1\n");
        let diagnostic = out.iter().next().unwrap();
        assert_eq!(files.text(diagnostic.at.as_ref().unwrap().0), "valeu");
        assert_eq!(diagnostic.suggestion.as_ref().unwrap().text, "value");
    }

    proptest! {
        #[test]
        fn no_table_makes_reading_panic(text in "[a-zа-я\",\\n\\r0-9.\u{feff}-]{0,80}") {
            let (_, _, _) = read(&text);
        }
    }
}
