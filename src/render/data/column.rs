//! Columns of tables: name, type, meaning and what a row has in each; and those of a figure's table.

use super::row::Row;
use crate::model::{Convention, Figure, Kind, Number, State, Status};
use std::borrow::Cow;
use std::fmt::Display;

/// What stands in a cell.
pub(super) enum Cell<'a> {
    Empty,
    /// Words that come from the site's content.
    Text(Cow<'a, str>),
    /// A date, a word of this program or lines of text that are tamed already: no spreadsheet takes it for a formula that
    /// does anything.
    Word(String),
    Number(Number),
    Flag(bool),
}

/// What a column holds, in the terms of Table Schema.
pub(super) enum Holds<T> {
    Text,
    Number,
    Flag,
    /// One of these words, which what the table is about may decide.
    OneOf(fn(&T) -> Vec<String>),
}

/// One column of a table about `T`, with the function that fills it.
pub(super) struct Column<T, F> {
    pub(super) name: &'static str,
    pub(super) holds: Holds<T>,
    /// Whether every row has something in it.
    pub(super) required: bool,
    pub(super) meaning: &'static str,
    pub(super) of: F,
}

/// A column of a figure's table.
pub(super) type EstimateColumn = Column<Figure, for<'r, 'a> fn(&'r Row<'a>) -> Cell<'a>>;

/// All columns of a figure's table. A new one goes to the end, and none ever changes its meaning.
pub(super) const COLUMNS: [EstimateColumn; 26] = [
    Column {
        name: "id",
        holds: Holds::Text,
        required: true,
        meaning: "The estimate. The page of the figure shows it under this name, after `#e-`.",
        of: |row| Cell::Text(row.id().into()),
    },
    Column {
        name: "stated_on",
        holds: Holds::Text,
        required: false,
        meaning: "When it was said, in EDTF (ISO 8601-2), as exactly as the record knows.",
        of: |row| word(row.estimate.said.as_ref()),
    },
    Column {
        name: "as_of",
        holds: Holds::Text,
        required: false,
        meaning: "The day up to which it counts or at which it holds, in EDTF; empty where none was named, which leaves \
                  the day it was said.",
        of: |row| word(row.as_of()),
    },
    Column {
        name: "during_start",
        holds: Holds::Text,
        required: false,
        meaning: "The start of the period that it covers, in EDTF; `..` where it has none.",
        of: |row| word(row.during().map(|during| during.start)),
    },
    Column {
        name: "during_end",
        holds: Holds::Text,
        required: false,
        meaning: "The end of that period, which is part of it; the same as the start where the period is one date, such \
                  as a month.",
        of: |row| word(row.during().map(|during| during.end)),
    },
    Column {
        name: "speaker",
        holds: Holds::Text,
        required: true,
        meaning: "Who says it.",
        of: |row| text(Some(row.speaker_name())),
    },
    Column {
        name: "side",
        holds: Holds::Text,
        required: true,
        meaning: "Whose side the speaker is on; the speaker's own name where the record names no side.",
        of: |row| Cell::Text(row.side().into()),
    },
    Column {
        name: "measure",
        holds: Holds::OneOf(|figure| figure.measures.iter().map(|measure| measure.id.to_string()).collect()),
        required: true,
        meaning: "How it is counted. Numbers of different measures cannot be compared.",
        of: |row| text(Some(row.estimate.measure.as_str())),
    },
    Column {
        name: "kind",
        holds: Holds::OneOf(|_| KINDS.map(|kind| kind.name().to_owned()).into()),
        required: true,
        meaning: "stock: everything so far; flow: within the period; level: a state; rate: one quantity per another; \
                  unstated: nobody wrote which. \
                  Numbers of different kinds cannot be compared.",
        of: |row| word(Some(row.estimate.counting.kind().name())),
    },
    Column {
        name: "scope",
        holds: Holds::Text,
        required: false,
        meaning: "What it covers, where that is not all of the figure.",
        of: |row| text(row.estimate.scope.as_deref()),
    },
    Column {
        name: "bound",
        holds: Holds::OneOf(|_| BOUNDS.map(str::to_owned).into()),
        required: true,
        meaning: "What was said of the value. more-than and less-than leave out the number itself; vague words have no \
                  stated number; none is no quantity at all.",
        of: |row| word(Some(row.estimate.quantity.bound.name())),
    },
    Column {
        name: "low",
        holds: Holds::Number,
        required: false,
        meaning: "The least value, as stated; empty where nobody stated one.",
        of: |row| number(row.estimate.quantity.bound.stated().0),
    },
    Column {
        name: "high",
        holds: Holds::Number,
        required: false,
        meaning: "The greatest value, as stated; empty where nobody stated one.",
        of: |row| number(row.estimate.quantity.bound.stated().1),
    },
    Column {
        name: "as_stated",
        holds: Holds::Text,
        required: false,
        meaning: "The words. They are the datum; every number here is read from them.",
        of: |row| text(row.estimate.is_verbatim().then_some(row.estimate.words.value.as_str())),
    },
    Column {
        name: "preliminary",
        holds: Holds::Flag,
        required: true,
        meaning: "Whether the speaker called it provisional.",
        of: |row| Cell::Flag(row.estimate.preliminary),
    },
    Column {
        name: "status",
        holds: Holds::OneOf(|_| Status::ALL.map(|status| status.name().to_owned()).into()),
        required: false,
        meaning: "How the claim that states it stands by the record. For an estimate that no article states: withdrawn where \
                  its source was retracted, else empty.",
        of: |row| word(row.status().map(Status::name)),
    },
    Column {
        name: "source",
        holds: Holds::Text,
        required: false,
        meaning: "Where it was read: the address, or the title of a document that has none.",
        of: |row| text(row.source_url().or(row.source.map(|source| source.title.as_str()))),
    },
    Column {
        name: "quote",
        holds: Holds::Text,
        required: false,
        meaning: "The words of the source.",
        of: |row| text(row.quote()),
    },
    Column {
        name: "revises",
        holds: Holds::Text,
        required: false,
        meaning: "The same speaker's earlier estimate that this one takes the place of.",
        of: |row| row.revises().map_or(Cell::Empty, |id| Cell::Text(id.into())),
    },
    Column {
        name: "drawn_low",
        holds: Holds::Number,
        required: false,
        meaning: "The least value that charts draw vague words at: a reading by the convention, which nobody stated.",
        of: |row| number(row.reading().map(|reading| reading.low)),
    },
    Column {
        name: "drawn_high",
        holds: Holds::Number,
        required: false,
        meaning: "The greatest value that charts draw them at, where the convention sets one.",
        of: |row| number(row.reading().and_then(|reading| reading.high)),
    },
    Column {
        name: "convention",
        holds: Holds::OneOf(|_| Convention::ALL.map(|convention| convention.name().to_owned()).into()),
        required: false,
        meaning: "The convention behind drawn_low and drawn_high, with its version.",
        of: |row| word(row.reading().map(|reading| reading.convention.name())),
    },
    Column {
        name: "best",
        holds: Holds::Number,
        required: false,
        meaning: "The one value that was stated: exact, approximate, or within a range. Never worked out.",
        of: |row| number(row.best()),
    },
    Column {
        name: "unit",
        holds: Holds::Text,
        required: false,
        meaning: "The unit that was stated with the number, if one was; else it is that of the figure. Numbers in different units \
                  cannot be compared.",
        of: |row| text(row.estimate.quantity.unit.as_deref()),
    },
    Column {
        name: "source_state",
        holds: Holds::OneOf(|_| State::ALL.map(|state| state.name().to_owned()).into()),
        required: false,
        meaning: "What has become of the source since it was read; empty where no source is given.",
        of: |row| word(row.source.map(|source| source.state.state.name())),
    },
    Column {
        name: "original",
        holds: Holds::Text,
        required: false,
        meaning: "The words in the source's own language, where the quote is a translation.",
        of: |row| text(row.original()),
    },
];

pub(super) const KINDS: [Kind; 5] = [Kind::Stock, Kind::Flow, Kind::Level, Kind::Rate, Kind::Unstated];

/// As [`crate::model::Bound::name`] says them.
pub(super) const BOUNDS: [&str; 9] =
    ["exact", "approx", "more-than", "at-least", "less-than", "at-most", "range", "vague", "none"];

pub(super) fn text(text: Option<&str>) -> Cell<'_> {
    text.filter(|text| !text.is_empty()).map_or(Cell::Empty, |text| Cell::Text(text.into()))
}

pub(super) fn told<'a>(text: String) -> Cell<'a> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
}

pub(super) fn word<'a>(word: Option<impl Display>) -> Cell<'a> {
    word.map(|word| word.to_string()).filter(|word| !word.is_empty()).map_or(Cell::Empty, Cell::Word)
}

pub(super) fn number<'a>(number: Option<Number>) -> Cell<'a> {
    number.map_or(Cell::Empty, Cell::Number)
}
