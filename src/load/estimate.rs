//! Estimates as written: in a claim, or in a row of a figure's data file.

use super::fields::Fields;
use super::named::{NamedSpeaker, TitledSource};
use super::node::Node;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed};
use crate::model::{Act, FigureId, Kind, MeasureId, Number, RowId, SourceId, SpeakerId, When};

/// What an author states about a number. What is missing is told when the estimate is put together.
#[derive(Clone, Debug, PartialEq)]
pub struct EstimateDoc {
    /// Where it starts.
    pub place: Place,
    /// `figure`
    pub figure: Option<Placed<FigureId>>,
    /// What was done in place of saying a number.
    pub silence: Option<Act>,
    /// `words`
    pub words: Option<Placed<String>>,
    /// `value`
    pub value: Option<Placed<Number>>,
    /// `error`, or `error_low` and `error_high`
    pub margin: Option<MarginDoc>,
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
#[derive(Clone, Debug, PartialEq)]
pub struct RowDoc {
    /// `id`, or the one that its place gives it.
    pub id: Placed<RowId>,
    /// What it states; its figure is the file's.
    pub estimate: EstimateDoc,
    /// `said`
    pub said: Option<Placed<When>>,
    /// `speaker`, or the id that the speaker's name gives.
    pub speaker: Option<Placed<SpeakerId>>,
    /// `source`, or the id that the source's title gives.
    pub source: Option<Placed<SourceId>>,
    /// `speaker_name` and what stands with it.
    pub named_speaker: Option<NamedSpeaker>,
    /// `source_title` and what stands with it.
    pub titled_source: Option<TitledSource>,
    /// `revises`
    pub revises: Option<Placed<RowId>>,
}

/// How far a value may be off on each side, as it was stated.
#[derive(Clone, Debug, PartialEq)]
pub struct MarginDoc {
    /// Downward.
    pub below: Placed<Number>,
    /// Upward.
    pub above: Placed<Number>,
}

/// The kinds by name.
pub(super) const KINDS: [(&str, Kind); 4] =
    [("stock", Kind::Stock), ("flow", Kind::Flow), ("level", Kind::Level), ("rate", Kind::Rate)];

/// Reads `estimate:` of a claim by which its speaker does `act`: who would not say a number has no words for it.
pub(super) fn estimate(node: &Node, act: Act, out: &mut Diagnostics) -> Option<EstimateDoc> {
    let mut fields = Fields::open(node, "an estimate", node.place, out)?;
    let figure = fields.parsed("figure", "bad-id", |text| FigureId::new(text).map_err(|e| e.to_string()));
    if figure.is_none() && fields.node("figure").is_none() {
        fields.missing("figure", "an estimate is compared with others of the same figure");
    }
    let words = fields.placed_text("words");
    if words.is_none() && fields.node("words").is_none() && !act.is_silence() {
        fields.missing("words", "the words are the datum: the number as it was said, not as we read it");
    }
    let (error, below, above) =
        (fields.number("error"), fields.number("error_low"), fields.number("error_high"));
    let margin = margin(error, below, above, fields.out);
    let doc = EstimateDoc {
        place: node.place,
        figure,
        silence: (words.is_none() && act.is_silence()).then_some(act),
        words,
        value: fields.number("value"),
        margin,
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

/// The margin that `error`, or `error_low` and `error_high` together, state.
pub(super) fn margin(
    error: Option<Placed<Number>>,
    below: Option<Placed<Number>>,
    above: Option<Placed<Number>>,
    out: &mut Diagnostics,
) -> Option<MarginDoc> {
    let margin = match (error, below, above) {
        (None, None, None) => return None,
        (Some(error), None, None) => MarginDoc { below: error.clone(), above: error },
        (None, Some(below), Some(above)) => MarginDoc { below, above },
        (Some(_), Some(other), _) | (Some(_), None, Some(other)) => {
            out.push(
                Diagnostic::error("bad-bounds", "an error is stated in one way")
                    .at(other.place, "`error` says it already")
                    .with_why("where the two differ, nobody can tell which the source gave")
                    .with_help(
                        "keep `error` where it is the same on both sides, else `error_low` and `error_high`",
                    ),
            );
            return None;
        }
        (None, Some(one), None) | (None, None, Some(one)) => {
            out.push(
                Diagnostic::error("bad-bounds", "an error on one side leaves the other open")
                    .at(one.place, "one of `error_low` and `error_high` is missing")
                    .with_why("the missing side of a bound is never made up")
                    .with_help("state both, or `low` or `high` without a value"),
            );
            return None;
        }
    };
    let negative = [&margin.below, &margin.above].into_iter().find(|error| error.value < Number::ZERO);
    if let Some(error) = negative {
        out.push(
            Diagnostic::error("bad-bounds", "an error is a distance, and not below zero")
                .at(error.place, "less than nothing")
                .with_why("`error: 5` already says five more or five less")
                .with_help("take the minus sign out"),
        );
        return None;
    }
    Some(margin)
}
