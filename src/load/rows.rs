//! A figure's data file: CSV with a header, an estimate in each row.

use super::csv::{self, Row};
use super::estimate::{EstimateDoc, KINDS, RowDoc, margin};
use super::fields::parse_id;
use super::named;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Placed};
use crate::model::{FigureId, MeasureId, RowId, SourceId, SpeakerId};
use std::collections::BTreeMap;

/// The columns that a data file may have.
const COLUMNS: [&str; 28] = [
    "id",
    "words",
    "value",
    "error",
    "error_low",
    "error_high",
    "low",
    "high",
    "unit",
    "measure",
    "kind",
    "as_of",
    "during",
    "said",
    "speaker",
    "speaker_name",
    "speaker_kind",
    "speaker_side",
    "source",
    "source_title",
    "source_url",
    "source_publisher",
    "source_published",
    "source_type",
    "revises",
    "scope",
    "preliminary",
    "note",
];

const FLAGS: [(&str, bool); 4] = [("true", true), ("yes", true), ("false", false), ("no", false)];

/// A data file, as written.
#[derive(Clone, Debug)]
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
            .with_why("what a number counts, and in which unit, is said by its figure")
            .with_help(format!(
                "write `content/figures/{id}.md` with the figure's definition, or rename the file"
            ))
    }
}

/// Reads all rows; what is wrong with a cell is told at the cell, and the row is kept without it.
pub(super) fn rows(text: &str, file: FileId, figure: FigureId, out: &mut Diagnostics) -> RowsDoc {
    let rows = csv::rows(text, file, &COLUMNS, out, |number, row, out| read(number, row, &figure, out));
    tell_of_ids_given_twice(&rows, out);
    RowsDoc { rows, figure, header: csv::header(text, file) }
}

fn read(number: u32, row: &Row<'_>, figure: &FigureId, out: &mut Diagnostics) -> RowDoc {
    let place = row.place();
    let (error, below, above) =
        (row.number("error", out), row.number("error_low", out), row.number("error_high", out));
    let estimate = EstimateDoc {
        silence: None,
        place,
        figure: Some(Placed::new(figure.clone(), place)),
        words: row.placed("words"),
        value: row.number("value", out),
        margin: margin(error, below, above, out),
        low: row.number("low", out),
        high: row.number("high", out),
        unit: row.text("unit"),
        measure: row.id("measure", MeasureId::new, out),
        kind: row.word("kind", &KINDS, out),
        as_of: row.when("as_of", out),
        during: row.when("during", out),
        scope: row.text("scope"),
        preliminary: row.word("preliminary", &FLAGS, out).is_some_and(|flag| flag.value),
        note: row.text("note"),
    };
    let named_speaker = named::speaker(row, out);
    let titled_source = named::source(row, out);
    let speaker = match &named_speaker {
        Some(named) => Some(Placed::new(named.id.clone(), named.name.place)),
        None => row.id("speaker", SpeakerId::new, out),
    };
    let source = match &titled_source {
        Some(titled) => Some(Placed::new(titled.id.clone(), titled.title.place)),
        None => row.id("source", SourceId::new, out),
    };
    if row.placed("speaker").or_else(|| row.placed("speaker_name")).is_none() {
        out.push(
            Diagnostic::error("missing-key", "an estimate needs its `speaker`")
                .at(place, "nobody says this")
                .with_why("a number that nobody stands behind cannot be compared with anybody's")
                .with_help("fill in `speaker` with an id, or `speaker_name` with a name"),
        );
    }
    let id = row.id("id", RowId::new, out);
    RowDoc {
        id: id.unwrap_or_else(|| Placed::new(RowId::of_row(number), place)),
        estimate,
        said: row.when("said", out),
        speaker,
        source,
        named_speaker,
        titled_source,
        revises: row.placed("revises").and_then(|cell| parse_id(&cell, "row", RowId::new, out)),
    }
}

fn tell_of_ids_given_twice(rows: &[RowDoc], out: &mut Diagnostics) {
    let mut first: BTreeMap<&RowId, Place> = BTreeMap::new();
    for row in rows {
        if let Some(earlier) = first.insert(&row.id.value, row.id.place) {
            out.push(
                Diagnostic::error("duplicate-id", format!("two rows are called `{}`", row.id.value))
                    .at(row.id.place, "called so again here")
                    .with_related(earlier, "first called so here")
                    .with_why("a link to it could mean either")
                    .with_help("a row without an `id` is called `row-1`, `row-2` … after its place"),
            );
        }
    }
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
        let (rows, out, files) =
            read("words,value,said,speaker\n\"299,792\",299792,1983,x\nabout,many,1875-13,x\n");
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
