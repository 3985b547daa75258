//! Figures, before their estimates.

use crate::load::{FigureDoc, usual_label};
use crate::model::{Convention, Figure, Measure, MeasureId, Table};

/// The figures in the order of their ids.
pub(super) fn figures(docs: &[FigureDoc], convention: Convention) -> Table<Figure> {
    let mut table = Table::default();
    for doc in docs {
        // Ids come from paths, so no two are alike.
        let _ = table.add(Figure {
            id: doc.id.clone(),
            place: doc.place,
            title: doc.title.clone(),
            unit: doc.unit.clone(),
            summary: doc.summary.clone(),
            comparability: doc.comparability.clone(),
            kind: doc.kind,
            measures: measures(doc),
            constant: doc.constant,
            scale: doc.scale,
            convention: doc.convention.unwrap_or(convention),
            checked: doc.checked.as_ref().map(|checked| checked.value.clone()),
            aliases: doc.aliases.clone(),
            next_expected: doc.next_expected.clone(),
            estimates: Vec::new(),
        });
    }
    table
}

/// The measures that the author lists; a figure that is counted in one way only needs to list none.
fn measures(doc: &FigureDoc) -> Vec<Measure> {
    let listed: Vec<_> = doc.measures.iter().filter_map(|(id, _)| doc.measure(&id.value)).collect();
    match listed.is_empty() {
        false => listed,
        true => MeasureId::new(Measure::IMPLIED)
            .map(|id| Measure { label: usual_label(id.as_str()), id })
            .into_iter()
            .collect(),
    }
}
