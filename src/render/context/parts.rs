//! The parts that a template defines, read off its text.

use super::Part;
use super::shape::{Field, Record, records};
use crate::render::article::EntryView;
use crate::render::card::{CardView, ClaimView, EvidenceView};
use crate::render::chart::{ChartView, RowView};
use crate::render::contents::HeadingView;
use crate::render::corrections::CorrectionView;
use crate::render::editors::{NumbersView, SpanView};
use crate::render::figure::{FigureEntryView, FigureView};
use crate::render::head::SharingView;
use crate::render::lists::{ListView, PartView};
use crate::render::notice::{NoticeView, NoticesView};
use crate::render::plot::{AxisView, MarkView};
use crate::render::prose::{BlockView, NoteView};
use crate::render::quote::CheckView;
use crate::render::since::{SinceView, Standing};
use crate::render::speaker::ClaimRowView;
use crate::render::timeline::StatementView;
use crate::render::words::{DateView, StatusView};
use schemars::JsonSchema;

/// What a part starts with.
const START: &str = "{% component ";

/// What stands in an argument, and the records that are among that.
type Handed = (String, Vec<Record>);

/// The names of a part and of an argument of it, with what that is.
type Argument = (&'static str, &'static str, fn() -> Handed);

#[derive(JsonSchema)]
struct Only<T> {
    #[allow(dead_code, reason = "only its type is used")]
    it: T,
}

fn of<T: JsonSchema>() -> Handed {
    let mut all = records::<Only<T>>();
    let it = all.remove(0).fields.pop().map(|it| it.kind).unwrap_or_default();
    (it, all)
}

/// What the arguments are whose type a template can only call a map or an array.
pub(super) const HANDED: [Argument; 33] = [
    ("card", "card", of::<CardView>),
    ("quotation", "of", of::<EvidenceView>),
    ("quote_check", "check", of::<CheckView>),
    ("tie_links", "tie", of::<EvidenceView>),
    ("claim_mention", "claim", of::<ClaimView>),
    ("table_chart", "chart", of::<ChartView>),
    ("own_axis", "axis", of::<AxisView>),
    ("claim_numbers", "claims", of::<Vec<ClaimView>>),
    ("estimates", "chart", of::<ChartView>),
    ("time_chart", "figure", of::<FigureView>),
    ("row_about", "row", of::<RowView>),
    ("mark_meaning", "entry", of::<MarkView>),
    ("spans", "spans", of::<Vec<SpanView>>),
    ("coverage", "numbers", of::<NumbersView>),
    ("tag", "status", of::<StatusView>),
    ("when", "date", of::<DateView>),
    ("entry", "article", of::<EntryView>),
    ("figure_entry", "figure", of::<FigureEntryView>),
    ("correction", "entry", of::<CorrectionView>),
    ("since", "of", of::<SinceView>),
    ("standing", "of", of::<Standing>),
    ("claim_row", "claim", of::<ClaimRowView>),
    ("statement", "entry", of::<StatementView>),
    ("list_pages", "of", of::<ListView<EntryView>>),
    ("list_ends", "of", of::<PartView>),
    ("list_next", "of", of::<ListView<EntryView>>),
    ("notices", "of", of::<NoticesView>),
    ("notice", "of", of::<NoticeView>),
    ("sharing", "of", of::<SharingView>),
    ("prose", "blocks", of::<Vec<BlockView>>),
    ("contents", "of", of::<Vec<HeadingView>>),
    ("notes", "block", of::<BlockView>),
    ("note_words", "note", of::<NoteView>),
];

/// The names of the parts that `text` defines.
pub(in crate::render) fn part_names(text: &str) -> impl Iterator<Item = &str> {
    text.split(START).skip(1).filter_map(|rest| rest.split('(').next())
}

/// The names of the blocks that `text` has.
pub(in crate::render) fn block_names(text: &str) -> impl Iterator<Item = &str> {
    text.split("{% block ").skip(1).filter_map(|rest| rest.split([' ', '-', '%']).next())
}

/// The parts of the template `text`: `{% component name(argument: type) %}`, with the comment before each.
pub(super) fn parts(text: &str) -> Vec<Part> {
    text.match_indices(START).filter_map(|(at, _)| part(&text[..at], &text[at + START.len()..])).collect()
}

fn part(before: &str, rest: &str) -> Option<Part> {
    let (name, rest) = rest.split_once('(')?;
    let (written, _) = rest.split_once(')')?;
    let mut part =
        Part { name: name.to_owned(), about: comment(before), arguments: Vec::new(), records: Vec::new() };
    for (argument, kind) in written.split(',').filter_map(|written| written.split_once(':')) {
        let argument = argument.trim();
        let known = HANDED.iter().find(|(of, name, _)| (*of, *name) == (part.name.as_str(), argument));
        let (kind, records) = known.map_or_else(|| (plain(kind), Vec::new()), |(.., make)| make());
        for record in records {
            if !part.records.contains(&record) {
                part.records.push(record);
            }
        }
        part.arguments.push(Field { name: argument.to_owned(), kind, about: String::new() });
    }
    Some(part)
}

/// The comment that a template ends in.
fn comment(before: &str) -> String {
    let within = before.trim_end().strip_suffix("#}").and_then(|before| before.rsplit_once("{#"));
    within.map_or("", |(_, comment)| comment).trim_matches('-').trim().to_owned()
}

/// A type as templates call it, and whether the argument can be left out.
fn plain(written: &str) -> String {
    let (kind, usual) = written.split_once('=').map_or((written, None), |(kind, usual)| (kind, Some(usual)));
    let word = match kind.trim() {
        "string" => "text",
        "bool" => "true or false",
        "integer" | "float" | "number" => "number",
        other => other,
    };
    usual.map_or_else(|| word.to_owned(), |usual| format!("{word}, {} where it is left out", usual.trim()))
}
