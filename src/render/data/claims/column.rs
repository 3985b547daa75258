//! The columns of the table of all claims.

use super::super::column::{BOUNDS, Cell, Column, Holds, KINDS, number, text, told, word};
use super::super::csv::tamed;
use super::super::row::Row;
use super::row::ClaimRow;
use crate::language::english;
use crate::model::{Act, Key, QuoteCheck, Relations, Source, Speaking, Status};
use crate::render::sides::side_of;
use crate::resolve::Briefing;

/// A column of the table of claims.
type ClaimColumn = Column<Briefing, for<'r, 'a> fn(&'r ClaimRow<'a>) -> Cell<'a>>;

/// All columns. A new one goes to the end, and none ever changes its meaning.
pub(in crate::render::data) const COLUMNS: [ClaimColumn; 44] = [
    of("id", true, "The claim: the id of its article, `/`, and its name.", |row| {
        Cell::Text(row.claim.id.to_string().into())
    }),
    of("article", true, "The id of the article that defines it.", |row| text(Some(row.article.id.as_str()))),
    of("article_title", true, "The title of that article.", |row| text(Some(&row.article.title))),
    of(
        "address",
        true,
        "Where its card stands; from the root of the site where the site does not know its own address.",
        |row| Cell::Text(row.address().into()),
    ),
    of("statement", true, "The claim in one sentence.", |row| text(Some(&row.claim.statement))),
    of("words", false, "The words that are marked as stating it, a line for each mark on the site.", |row| {
        each(row.marks.iter().map(|(_, words)| words.as_str()))
    }),
    of(
        "speaker",
        false,
        "The id of who says it; empty where the site itself worked it out.",
        |row| match row.claim.speaker {
            Speaking::Speaker(speaker) => text(Some(row.briefing.speakers[speaker].id.as_str())),
            Speaking::Site => Cell::Empty,
        },
    ),
    of(
        "speaker_name",
        true,
        "Who says it, by name, or what one who is not named is called.",
        |row| match row.claim.speaker {
            Speaking::Speaker(speaker) => text(Some(&row.briefing.speakers[speaker].name)),
            Speaking::Site => text(Some(&row.briefing.site.title)),
        },
    ),
    of(
        "side",
        true,
        "Whose side the speaker is on; the speaker's own name where the record names no side.",
        |row| Cell::Text(side_of(row.briefing, row.claim.speaker).into()),
    ),
    Column {
        name: "named",
        holds: Holds::Flag,
        required: true,
        meaning: "Whether the speaker is named.",
        of: |row| match row.claim.speaker {
            Speaking::Speaker(speaker) => Cell::Flag(row.briefing.speakers[speaker].named),
            Speaking::Site => Cell::Flag(true),
        },
    },
    of(
        "via",
        false,
        "The ids of those who passed it on, nearest to the speaker first, a line each.",
        |row| each(row.claim.via.iter().map(|&speaker| row.briefing.speakers[speaker].id.as_str())),
    ),
    Column {
        name: "act",
        holds: Holds::OneOf(|_| Act::ALL.map(|act| act.name().to_owned()).into()),
        required: true,
        meaning: "What the speaker did in saying it.",
        of: |row| word(Some(row.claim.act.name())),
    },
    of("said", false, "When it was said, in EDTF (ISO 8601-2), as exactly as the record knows.", |row| {
        word(row.claim.said.as_ref())
    }),
    of("said_note", false, "What the record has to say about that date.", |row| {
        text(row.claim.said_note.as_deref())
    }),
    of("basis", false, "How the speaker says to know it.", |row| text(row.claim.basis.as_deref())),
    Column {
        name: "status",
        holds: Holds::OneOf(|_| Status::ALL.map(|status| status.name().to_owned()).into()),
        required: true,
        meaning: "How the claim stands by the record.",
        of: |row| word(Some(row.claim.standing.status.name())),
    },
    of("status_reason", true, "Why it stands so.", |row| told(english().phrase(&row.claim.standing.reason))),
    Column {
        name: "status_stated",
        holds: Holds::Flag,
        required: true,
        meaning: "Whether the author stated the status in place of what follows from the record.",
        of: |row| Cell::Flag(row.claim.standing.stated),
    },
    of("sources", false, "The ids of the sources of its evidence, a line each.", |row| {
        lines(row, |_, source| source.id.to_string())
    }),
    of("source_titles", false, "Their titles, a line each.", |row| {
        lines(row, |_, source| source.title.clone())
    }),
    of("source_urls", false, "Their addresses, a line each, empty for one that has none.", |row| {
        lines(row, |_, source| crate::render::source::address(source).unwrap_or_default().to_owned())
    }),
    of("source_states", false, "What has become of each since it was read, a line each.", |row| {
        lines(row, |_, source| source.state.state.name().to_owned())
    }),
    of("roles", false, "What each does for the claim: supports, disputes or mentions.", |row| {
        lines(row, |evidence, _| evidence.role.name().to_owned())
    }),
    of("locators", false, "Where in each source, a line each, empty where the record does not say.", |row| {
        lines(row, |evidence, _| evidence.at.clone().unwrap_or_default())
    }),
    of(
        "quotes",
        false,
        "The words of each source, a line each, empty where the record quotes none.",
        |row| {
            lines(row, |evidence, _| {
                evidence.quote.as_ref().map(|quote| quote.value.clone()).unwrap_or_default()
            })
        },
    ),
    of(
        "originals",
        false,
        "Those words in the source's own language, where the quote is a translation, a line for each source.",
        |row| {
            let words = |evidence: &crate::model::Evidence, _: &Source| {
                evidence.original.as_ref().map(|original| original.value.clone()).unwrap_or_default()
            };
            lines(row, words)
        },
    ),
    of(
        "quote_checks",
        false,
        "What looking each quote up in the stored copy of its source showed: verbatim, edited (as the quote itself says), \
         altered, not-found, or no-snapshot; a line for each source.",
        |row| {
            let check = |evidence: &crate::model::Evidence, _: &Source| {
                evidence.check.as_ref().map(QuoteCheck::name).unwrap_or_default().to_owned()
            };
            lines(row, check)
        },
    ),
    of("figure", false, "The id of the figure that it states a number for.", |row| {
        let figure = row.estimate.as_ref().map(|estimate| estimate.estimate.figure);
        figure.map_or(Cell::Empty, |figure: Key<_>| text(Some(row.briefing.figures[figure].id.as_str())))
    }),
    of("as_stated", false, "The number in the speaker's words. They are the datum.", |row| {
        row.estimate.as_ref().map_or(Cell::Empty, |row| {
            text(row.estimate.is_verbatim().then_some(row.estimate.words.value.as_str()))
        })
    }),
    of("measure", false, "How it is counted.", |row| {
        row.estimate.as_ref().map_or(Cell::Empty, |row| text(Some(row.estimate.measure.as_str())))
    }),
    Column {
        name: "kind",
        holds: Holds::OneOf(|_| KINDS.map(|kind| kind.name().to_owned()).into()),
        required: false,
        meaning: "stock: everything so far; flow: within a period; level: a state; rate: one quantity per another.",
        of: |row| stated(row, |row| word(Some(row.estimate.counting.kind().name()))),
    },
    Column {
        name: "bound",
        holds: Holds::OneOf(|_| BOUNDS.map(str::to_owned).into()),
        required: false,
        meaning: "What was said of the value. more-than and less-than leave out the number itself; vague words have no \
                  stated number; none is no quantity at all.",
        of: |row| stated(row, |row| word(Some(row.estimate.quantity.bound.name()))),
    },
    Column {
        name: "low",
        holds: Holds::Number,
        required: false,
        meaning: "The least value, as stated; empty where nobody stated one.",
        of: |row| stated(row, |row| number(row.estimate.quantity.bound.stated().0)),
    },
    Column {
        name: "high",
        holds: Holds::Number,
        required: false,
        meaning: "The greatest value, as stated; empty where nobody stated one.",
        of: |row| stated(row, |row| number(row.estimate.quantity.bound.stated().1)),
    },
    Column {
        name: "best",
        holds: Holds::Number,
        required: false,
        meaning: "The one value that was stated: exact, approximate, or within a range. Never worked out.",
        of: |row| stated(row, |row| number(row.best())),
    },
    of("unit", false, "The unit that stands with the number; that of the figure where none does.", |row| {
        row.estimate.as_ref().map_or(Cell::Empty, |row| text(row.estimate.quantity.unit.as_deref()))
    }),
    related("supports", "The ids of claims that it supports, a line each.", |row| {
        claims(row, |relations| &relations.supports)
    }),
    related("disputes", "The ids of claims that it contradicts, a line each.", |row| {
        claims(row, |relations| &relations.disputes)
    }),
    related("updates", "The ids of claims that it takes the place of, a line each.", |row| {
        claims(row, |relations| &relations.updates)
    }),
    related("repeats", "The ids of claims that it says again, a line each.", |row| {
        claims(row, |relations| &relations.repeats)
    }),
    related("part_of", "The ids of claims that it is a part of, a line each.", |row| {
        claims(row, |relations| &relations.part_of)
    }),
    related("rests_on", "The ids of claims that the site worked it out from, a line each.", |row| {
        claims(row, |relations| &relations.rests_on)
    }),
    Column {
        name: "credibility",
        holds: Holds::Number,
        required: false,
        meaning: "The site's judgement by the Admiralty code: 1 confirmed by others to 5 improbable, 6 cannot be judged.",
        of: |row| word(row.claim.credibility.map(|credibility| credibility.grade())),
    },
    related("formerly", "The ids that it had before, a line each.", |row| {
        let ids = row.formerly();
        each(ids.iter().map(String::as_str))
    }),
];

/// A column of texts.
const fn of(
    name: &'static str,
    required: bool,
    meaning: &'static str,
    of: for<'r, 'a> fn(&'r ClaimRow<'a>) -> Cell<'a>,
) -> ClaimColumn {
    Column { name, holds: Holds::Text, required, meaning, of }
}

/// A column of ids of claims.
const fn related(
    name: &'static str,
    meaning: &'static str,
    of: for<'r, 'a> fn(&'r ClaimRow<'a>) -> Cell<'a>,
) -> ClaimColumn {
    Column { name, holds: Holds::Text, required: false, meaning, of }
}

/// What the claim's estimate has in its place, if it states one.
fn stated<'a>(row: &ClaimRow<'a>, of: fn(&Row<'a>) -> Cell<'a>) -> Cell<'a> {
    row.estimate.as_ref().map_or(Cell::Empty, of)
}

fn claims<'a>(row: &ClaimRow<'a>, of: fn(&Relations) -> &Vec<Key<crate::model::Claim>>) -> Cell<'a> {
    let ids = row.ids(of);
    each(ids.iter().map(String::as_str))
}

/// A line for each entry of evidence; nothing where all of them are empty.
fn lines<'a>(row: &ClaimRow<'a>, of: impl Fn(&crate::model::Evidence, &Source) -> String) -> Cell<'a> {
    let lines: Vec<String> = row.evidence().map(|(evidence, source)| of(evidence, source)).collect();
    match lines.iter().all(String::is_empty) {
        true => Cell::Empty,
        false => each(lines.iter().map(String::as_str)),
    }
}

/// Texts on lines of their own, in each of which line ends become spaces. No line is a formula, so no cell of them is one,
/// and its first line may be empty.
fn each<'a, 't>(texts: impl Iterator<Item = &'t str>) -> Cell<'a> {
    let lines: Vec<String> =
        texts.map(|text| tamed(&text.split_whitespace().collect::<Vec<_>>().join(" "))).collect();
    match lines.is_empty() {
        true => Cell::Empty,
        false => Cell::Word(lines.join("\n")),
    }
}
