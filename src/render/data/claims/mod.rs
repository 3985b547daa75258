//! All claims of the site as one table and as one JSON file.

mod column;
mod json;
mod row;

pub(super) use column::COLUMNS;

use super::csv::{printed, written};
use crate::render::desk::Desk;

/// `claims.json`
pub(crate) fn json(desk: &Desk<'_>) -> Vec<u8> {
    json::file(desk)
}

/// `claims.csv`
pub(crate) fn table(desk: &Desk<'_>) -> Vec<u8> {
    let cells = row::rows(desk).map(|row| COLUMNS.each_ref().map(|column| printed((column.of)(&row))));
    written(COLUMNS.each_ref().map(|column| column.name), cells)
}
