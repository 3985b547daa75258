//! The record as data: what the pages show, for whoever wants to count, compare or cite it.
//!
//! One table of columns rules the CSV files and their description alike, so that neither can say what the other does not.
//! Stated bounds and readings of vague words stand in columns of their own: a reading is ours and no statement.

mod annotations;
mod bibtex;
mod claims;
mod column;
mod csl;
mod csv;
mod json;
mod package;
mod row;
#[cfg(test)]
mod tests;

pub(crate) use annotations::{MEDIA_TYPE as ANNOTATIONS, annotations};
pub(crate) use bibtex::all as bibtex;
pub(crate) use claims::{json as claims_json, table as claims_table};
pub(crate) use csl::all as csl;
#[cfg(feature = "citations")]
pub(crate) use csl::citable;
pub(crate) use csv::table;
pub(crate) use json::figure;
pub(crate) use package::{has_data, package};
