//! Tables as CSV (RFC 4180), safe to open in a spreadsheet.

use super::column::{COLUMNS, Cell};
use super::row::rows;
use crate::model::{Figure, Key};
use crate::render::desk::Desk;
use csv::{Terminator, WriterBuilder};

/// The table of a figure.
pub(crate) fn table(desk: &Desk<'_>, figure: Key<Figure>) -> Vec<u8> {
    let cells = rows(desk, figure).map(|row| COLUMNS.each_ref().map(|column| printed((column.of)(&row))));
    written(COLUMNS.each_ref().map(|column| column.name), cells)
}

/// A table with a header and as many cells in each row.
pub(super) fn written<const N: usize>(header: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let header = header.map(str::to_owned);
    for record in std::iter::once(header).chain(rows) {
        writer.write_record(record).expect("every record has all columns, and memory takes every byte");
    }
    writer.into_inner().expect("memory takes every byte")
}

pub(super) fn printed(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => tamed(&text),
        Cell::Word(word) => word,
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// Spreadsheets run what starts like a formula; an apostrophe before it makes it text. (OWASP, "CSV Injection".)
pub(super) fn tamed(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    format!("{}{text}", if is_formula { "'" } else { "" })
}
