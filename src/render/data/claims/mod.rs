//! All claims of the site as one table and as one JSON file.

mod column;
mod json;
mod row;

pub(super) use column::COLUMNS;

use super::csv::{printed, written};
use crate::render::again::GoOn;
use crate::render::desk::Desk;

/// `claims.json`; nothing when it was no longer to `go_on`: a site may have many thousands of claims.
pub(crate) fn json(desk: &Desk<'_>, go_on: &GoOn<'_>) -> Option<Vec<u8>> {
    json::file(desk, go_on)
}

/// `claims.csv`; nothing when it was no longer to `go_on`.
pub(crate) fn table(desk: &Desk<'_>, go_on: &GoOn<'_>) -> Option<Vec<u8>> {
    let mut whole = true;
    let rows = row::rows(desk).take_while(|_| {
        whole = go_on();
        whole
    });
    let cells = rows.map(|row| COLUMNS.each_ref().map(|column| printed((column.of)(&row))));
    let table = written(COLUMNS.each_ref().map(|column| column.name), cells);
    whole.then_some(table)
}
