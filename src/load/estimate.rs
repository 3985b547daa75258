//! Estimates as written: in a claim, or in a row of a figure's data file.

use super::fields::Fields;
use super::node::Node;
use crate::diagnostic::{Diagnostics, Place, Placed};
use crate::model::{FigureId, Kind, MeasureId, Number, SourceId, SpeakerId, When};

/// What an author states about a number. What is missing is told when the estimate is put together.
#[derive(Clone, Debug)]
pub struct EstimateDoc {
    /// Where it starts.
    pub place: Place,
    /// `figure`
    pub figure: Option<Placed<FigureId>>,
    /// `words`
    pub words: Option<Placed<String>>,
    /// `value`
    pub value: Option<Placed<Number>>,
    /// `low`
    pub low: Option<Placed<Number>>,
    /// `high`
    pub high: Option<Placed<Number>>,
    /// `unit`
    pub unit: Option<String>,
    /// `measure`
    pub measure: Option<Placed<MeasureId>>,
    /// `kind`
    pub kind: Option<Placed<Kind>>,
    /// `as_of`
    pub as_of: Option<Placed<When>>,
    /// `during`
    pub during: Option<Placed<When>>,
    /// `scope`
    pub scope: Option<String>,
    /// `preliminary`
    pub preliminary: bool,
    /// `note`
    pub note: Option<String>,
}

/// A row of a figure's data file: an estimate that no article states.
#[derive(Clone, Debug)]
pub struct RowDoc {
    /// Its number, from 1 without the header.
    pub number: u32,
    /// What it states; its figure is the file's.
    pub estimate: EstimateDoc,
    /// `said`
    pub said: Option<Placed<When>>,
    /// `speaker`
    pub speaker: Option<Placed<SpeakerId>>,
    /// `source`
    pub source: Option<Placed<SourceId>>,
}

/// The kinds by name.
pub(super) const KINDS: [(&str, Kind); 4] =
    [("stock", Kind::Stock), ("flow", Kind::Flow), ("level", Kind::Level), ("rate", Kind::Rate)];

/// Reads `estimate:` of a claim.
pub(super) fn estimate(node: &Node, out: &mut Diagnostics) -> Option<EstimateDoc> {
    let mut fields = Fields::open(node, "an estimate", node.place, out)?;
    let figure = fields.parsed("figure", "bad-id", |text| FigureId::new(text).map_err(|e| e.to_string()));
    if figure.is_none() && fields.node("figure").is_none() {
        fields.missing("figure", "an estimate is compared with others of the same figure");
    }
    let words = fields.placed_text("words");
    if words.is_none() && fields.node("words").is_none() {
        fields.missing("words", "the words are the datum: the number as it was said, not as we read it");
    }
    let doc = EstimateDoc {
        place: node.place,
        figure,
        words,
        value: fields.number("value"),
        low: fields.number("low"),
        high: fields.number("high"),
        unit: fields.text("unit"),
        measure: fields.parsed("measure", "bad-id", |text| MeasureId::new(text).map_err(|e| e.to_string())),
        kind: fields.word("kind", &KINDS),
        as_of: fields.when("as_of"),
        during: fields.when("during"),
        scope: fields.text("scope"),
        preliminary: fields.flag("preliminary").unwrap_or(false),
        note: fields.text("note"),
    };
    fields.close();
    Some(doc)
}
