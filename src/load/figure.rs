//! Figures as written.

use super::alias::aliases;
use super::article::body;
use super::estimate::{KINDS, RowDoc};
use super::fields::{Fields, items, parse_id, text_of};
use super::front;
use super::node::{Node, Value};
use crate::diagnostic::{Diagnostics, FileId, Place, Placed};
use crate::markdown::Settings;
use crate::model::text::Block;
use crate::model::{Allowance, Convention, FigureId, Kind, Measure, MeasureId, Scale, When};
use crate::path::RelPath;
use std::collections::BTreeSet;

/// A figure as written.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureDoc {
    /// Its id, from its path.
    pub id: FigureId,
    /// Where its front matter starts.
    pub place: Place,
    /// `title`
    pub title: String,
    /// `unit`
    pub unit: String,
    /// `summary`
    pub summary: Option<String>,
    /// `comparability`
    pub comparability: Option<String>,
    /// `kind`
    pub kind: Kind,
    /// `measures`: ids, with labels where the author gives them.
    pub measures: Vec<(Placed<MeasureId>, Option<String>)>,
    /// `constant`
    pub constant: bool,
    /// `scale`
    pub scale: Scale,
    /// `convention`
    pub convention: Option<Convention>,
    /// `checked`
    pub checked: Option<Placed<When>>,
    /// `aliases`: the files at the addresses where it stood before.
    pub aliases: Vec<Placed<RelPath>>,
    /// `next_expected`
    pub next_expected: Option<String>,
    /// `allow`
    pub allow: Vec<Allowance>,
    /// The text.
    pub body: Vec<Block>,
    /// The rows of the data file beside it.
    pub rows: Vec<RowDoc>,
}

impl FigureDoc {
    /// The files that it stands in: its own, and its data file.
    pub fn files(&self) -> impl Iterator<Item = FileId> + '_ {
        std::iter::once(self.place.file).chain(self.rows.first().map(|row| row.estimate.place.file))
    }

    /// The label of a measure that needs none of its own.
    #[must_use]
    pub fn measure(&self, id: &MeasureId) -> Option<Measure> {
        let (id, label) = self.measures.iter().find(|(known, _)| known.value == *id)?;
        let label = label.clone().unwrap_or_else(|| usual_label(id.value.as_str()));
        Some(Measure { id: id.value.clone(), label })
    }
}

/// The label of the usual casualty measures; any other id is its own label.
#[must_use]
pub fn usual_label(id: &str) -> String {
    match id {
        "casualties-unspecified" => "casualties, not specified".to_owned(),
        _ => id.replace(['-', '_'], " "),
    }
}

pub(super) const SCALES: [(&str, Scale); 2] = [("linear", Scale::Linear), ("log", Scale::Log)];

/// The conventions by name, as a key takes them.
pub(super) fn conventions() -> Vec<(&'static str, Convention)> {
    Convention::ALL.into_iter().map(|convention| (convention.name(), convention)).collect()
}

/// Reads a figure; its data file is read beside it.
pub(super) fn figure(
    id: FigureId,
    file: FileId,
    text: &str,
    raw_html: bool,
    out: &mut Diagnostics,
) -> FigureDoc {
    let front = front::split(text, file, "a figure", out);
    let mut doc = FigureDoc {
        title: id.to_string(),
        id,
        place: front.place,
        unit: String::new(),
        summary: None,
        comparability: None,
        kind: Kind::Unstated,
        measures: Vec::new(),
        constant: false,
        scale: Scale::Linear,
        convention: None,
        checked: None,
        aliases: Vec::new(),
        next_expected: None,
        body: Vec::new(),
        allow: Vec::new(),
        rows: Vec::new(),
    };
    if let Some(node) = &front.node {
        read_front(&mut doc, node, Place::new(file, 0..text.len()), out);
    }
    let settings = Settings { raw_html, claims: BTreeSet::new() };
    doc.body = body(front.body, front.locator, &settings, out);
    doc
}

fn read_front(doc: &mut FigureDoc, node: &Node, whole: Place, out: &mut Diagnostics) {
    let Some(mut fields) = Fields::open(node, "a figure", doc.place, out) else { return };
    if let Some(title) = fields.required_text("title", "it heads the page and every chart") {
        doc.title = title;
    }
    if let Some(unit) =
        fields.required_text("unit", "a number without its unit cannot be compared with another")
    {
        doc.unit = unit;
    }
    doc.summary = fields.text("summary");
    doc.comparability = fields.text("comparability");
    doc.kind = fields.word("kind", &KINDS).map_or(Kind::Unstated, |kind| kind.value);
    if let Some(node) = fields.node("measures") {
        doc.measures = measures(node, fields.out);
    }
    doc.constant = fields.flag("constant").unwrap_or(false);
    doc.scale = fields.word("scale", &SCALES).map_or(Scale::Linear, |scale| scale.value);
    doc.convention = fields.word("convention", &conventions()).map(|convention| convention.value);
    doc.checked = fields.when("checked");
    doc.next_expected = fields.text("next_expected");
    doc.aliases = aliases(&mut fields);
    doc.allow = fields.allow(whole);
    fields.close();
}

fn measures(node: &Node, out: &mut Diagnostics) -> Vec<(Placed<MeasureId>, Option<String>)> {
    match &node.value {
        Value::Map(entries) => entries
            .iter()
            .filter_map(|(key, node)| {
                let id = parse_id(key, "measure", MeasureId::new, out)?;
                let label = (node.value != Value::Null).then(|| text_of(node, "measures", out)).flatten();
                Some((id, label.map(|label| label.value)))
            })
            .collect(),
        _ => items(node)
            .iter()
            .filter_map(|item| {
                let text = text_of(item, "measures", out)?;
                Some((parse_id(&text, "measure", MeasureId::new, out)?, None))
            })
            .collect(),
    }
}
