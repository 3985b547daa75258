//! Tables in CSV in which every cell knows its place.

use super::fields::{date_of, number_of, parse_id, parse_placed, word_of};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Placed, nearest, nearest_key, unmistakable};
use crate::model::{Number, When};
use ::csv::{ReaderBuilder, StringRecord};
use std::fmt::Display;

/// Reads each row of a table with a header of `columns`, in any order, by `read`, which is given the row's number from 1.
/// What is wrong with the table is told; columns that are not known are passed over.
pub(super) fn rows<T>(
    text: &str,
    file: FileId,
    columns: &[&'static str],
    out: &mut Diagnostics,
    mut read: impl FnMut(u32, &Row<'_>, &mut Diagnostics) -> T,
) -> Vec<T> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let Ok(header) = reader.headers().cloned() else {
        out.push(
            Diagnostic::error("csv-syntax", "this is not a table in CSV")
                .at(Place::new(file, 0..0), "the header cannot be read")
                .with_help(
                    "its first line names the columns, with commas between them: `words,speaker,source`",
                ),
        );
        return Vec::new();
    };
    if let Some(separator) = other_separator(&header, columns) {
        out.push(not_by_commas(text, file, separator));
        return Vec::new();
    }
    let columns = known_columns(text, file, &header, columns, out);
    let mut rows = Vec::new();
    for (number, record) in (1_u32..).zip(reader.records()) {
        match record {
            Ok(record) => {
                let row = Row { text, file, columns: &columns, record: &record };
                if record.len() > header.len() {
                    // Whatever else is wrong with it may come of this, and what it says cannot be told.
                    out.push(too_many(&row, header.len()));
                    continue;
                }
                rows.push(read(number, &row, out));
            }
            Err(error) => {
                let at = error.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
                out.push(
                    Diagnostic::error("csv-syntax", "this row cannot be read")
                        .at(Place::new(file, cell_range(text, at, 0)), error.to_string())
                        .with_help("a text with a comma or a quotation mark in it stands in quotation marks, those inside doubled"),
                );
            }
        }
    }
    rows
}

/// A row with more cells than there are columns: most likely a comma stands in a cell without quotation marks.
fn too_many(row: &Row<'_>, columns: usize) -> Diagnostic {
    let told = Diagnostic::error("csv-syntax", "this row has more cells than the table has columns")
        .with_why("a comma ends a cell, and what follows it moves under the wrong columns");
    let joint = |at: &usize| is_one_text(&row.record[at - 1], &row.record[*at]);
    let joints: Vec<usize> = (1..row.record.len()).filter(joint).collect();
    match joints.as_slice() {
        [at] if row.record.len() == columns + 1 => {
            let place = row.cell(at - 1).to(row.cell(*at));
            let text = [&row.record[at - 1], ",", &row.record[*at]].concat();
            told.at(place, "one cell, by the look of it, and read as two")
                .with_help("a text with a comma in it stands in quotation marks")
                .with_suggestion(place, format!("\"{}\"", text.trim().replace('"', "\"\"")))
        }
        _ => told
            .at(row.cell(columns), "no column for this")
            .with_help("a text with a comma in it stands in quotation marks"),
    }
}

/// Whether a comma between two cells is more likely one of their text: “about 4,000”, “Mayor, retired”.
fn is_one_text(before: &str, after: &str) -> bool {
    let digits = after.chars().take_while(char::is_ascii_digit).count();
    let thousands = before.ends_with(|c: char| c.is_ascii_digit()) && digits == 3;
    let sentence = after.starts_with(' ') && !after.trim().is_empty() && !before.trim().is_empty();
    thousands || sentence
}

/// What parts the columns of a table that has but one by commas, and several that are known by something else.
fn other_separator(header: &StringRecord, columns: &[&'static str]) -> Option<&'static str> {
    let only = header.get(0).filter(|_| header.len() == 1)?;
    let parts = [(';', "semicolons"), ('\t', "tabs"), ('|', "bars")];
    parts.into_iter().find_map(|(separator, name)| {
        let cells = || only.split(separator).map(|cell| cell.trim().trim_matches(['"', '\u{feff}']));
        let known = cells().any(|cell| columns.contains(&cell));
        (cells().count() > 1 && known).then_some(name)
    })
}

fn not_by_commas(text: &str, file: FileId, separator: &str) -> Diagnostic {
    Diagnostic::error("csv-syntax", format!("the columns of this table are parted by {separator}"))
        .at(Place::new(file, row_range(text, 0)), "no commas")
        .with_why("a data file is read as RFC 4180 has it, so that every program reads the same cells")
        .with_help("save it with commas (“CSV UTF-8, comma delimited”); a number with a comma in it then stands in quotation marks")
}

/// The header of a table.
pub(super) fn header(text: &str, file: FileId) -> Place {
    Place::new(file, row_range(text, 0))
}

fn known_columns(
    text: &str,
    file: FileId,
    header: &StringRecord,
    columns: &[&'static str],
    out: &mut Diagnostics,
) -> Vec<Option<&'static str>> {
    let mut seen: Vec<Option<&'static str>> = Vec::new();
    for (index, name) in header.iter().enumerate() {
        let name = name.trim().trim_start_matches('\u{feff}');
        let place = Place::new(file, cell_range(text, 0, index));
        let known = columns.iter().copied().find(|column| *column == name);
        if known.is_none() {
            let diagnostic = Diagnostic::error("unknown-key", format!("a data file has no column `{name}`"))
                .at(place, "not known here")
                .with_why("a column that nothing reads would be lost without a word");
            out.push(match nearest_key(name, columns.iter().copied()) {
                Some(near) if header.iter().any(|other| other.trim() == near) => {
                    diagnostic.with_help(format!("the nearest column is `{near}`, which may stand but once"))
                }
                Some(near) => diagnostic
                    .with_help(format!("the nearest column is `{near}`"))
                    .with_suggestion(place, near)
                    .safe_if(
                        unmistakable(name, near, columns.iter().copied())
                            && header
                                .iter()
                                .all(|other| other == name || nearest(other.trim(), [near]).is_none()),
                    ),
                None => diagnostic.with_help(format!("the columns are {}", columns.join(", "))),
            });
        } else if seen.contains(&known) {
            out.push(
                Diagnostic::error("duplicate-key", format!("the column `{name}` stands twice"))
                    .at(place, "again here")
                    .with_why("only one of the two can count, and nobody can tell which was meant")
                    .with_help("take one of the two columns out"),
            );
        }
        seen.push(known);
    }
    seen
}

/// A row of a table.
pub(super) struct Row<'t> {
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

    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        Place::new(self.file, row_range(self.text, self.start()))
    }

    /// The text of a cell with its place; nothing where it is empty.
    pub(super) fn placed(&self, column: &str) -> Option<Placed<String>> {
        let index = self.columns.iter().position(|name| *name == Some(column))?;
        let value = self.record.get(index)?.trim();
        (!value.is_empty()).then(|| Placed::new(value.to_owned(), self.cell(index)))
    }

    /// The text of a cell; nothing where it is empty.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.placed(column).map(|cell| cell.value)
    }

    /// The number in a cell.
    pub(super) fn number(&self, column: &str, out: &mut Diagnostics) -> Option<Placed<Number>> {
        parse_placed(&self.placed(column)?, column, "wrong-type", number_of, out)
    }

    /// The date or period in a cell.
    pub(super) fn when(&self, column: &str, out: &mut Diagnostics) -> Option<Placed<When>> {
        date_of(&self.placed(column)?, column, out)
    }

    /// The word in a cell, one of a closed set.
    pub(super) fn word<T: Copy>(
        &self,
        column: &str,
        words: &[(&'static str, T)],
        out: &mut Diagnostics,
    ) -> Option<Placed<T>> {
        word_of(&self.placed(column)?, column, words, out)
    }

    /// The id in a cell, of what the column is called after.
    pub(super) fn id<T, E: Display>(
        &self,
        column: &str,
        new: impl Fn(String) -> Result<T, E>,
        out: &mut Diagnostics,
    ) -> Option<Placed<T>> {
        parse_id(&self.placed(column)?, column, new, out)
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
