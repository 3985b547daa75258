//! Whether dates can be what they say. EDTF keeps what is not known open, and an open side proves nothing: a rule speaks only
//! where a date is too late, or too early, on every day that it may mean.

use super::Case;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::when::Day;
use crate::model::{
    Act, Article, Claim, Dated, Key, Provenance, Source, SourceId, SourceKind, State, StatedDate, When,
};
use std::collections::BTreeMap;

/// Days by which dates of one moment may differ: when it is the 17th in Washington it is the 18th in Seoul, and records give
/// the day by the clock of whoever wrote them.
const SLACK: i64 = 1;

const TIME_ZONES: &str = "a day more or less is let pass, since the day is another in other time zones";

/// What lies ahead cannot have been said, read or published.
pub(super) fn future_date(case: &Case<'_>) -> Vec<Diagnostic> {
    let ahead = |when: &When| when.surely_from().is_some_and(|day| day.0 > case.today.0 + SLACK);
    let told = |date: &StatedDate| {
        let what = match date.key {
            "date" => "this article is dated ahead".to_owned(),
            "archives" => "this copy is dated ahead".to_owned(),
            key => format!("`{key}` lies ahead"),
        };
        let help = match date.key {
            "date" | "updated" => {
                "correct the date; for an article that is to appear later, `allow: [future-date]` with the reason"
            }
            "as_of" | "during" => "correct the date; for what the speaker foretells, `act: predicts`",
            _ => "correct the date",
        };
        Diagnostic::warning("future-date", what)
            .at(date.when.place, format!("after today, {}", shown(case.today)))
            .with_why("what has not happened yet cannot have been said, read or published")
            .with_help(help)
    };
    case.briefing
        .dates
        .iter()
        .filter(|date| ahead(&date.when.value) && !may_lie_ahead(case, date))
        .map(told)
        .collect()
}

/// Whether a date speaks of the future rightly.
fn may_lie_ahead(case: &Case<'_>, date: &StatedDate) -> bool {
    match (date.key, date.of) {
        ("preserve_until", _) => true,
        ("published", _) => is_dated_ahead(&date.when.value),
        ("as_of" | "during", Dated::Claim(claim)) => looks_ahead(case.briefing.claims[claim].act),
        _ => false,
    }
}

/// Whether a date of publication is coarser than a day: journals and magazines carry the month or year that they are for, and
/// appear before it.
fn is_dated_ahead(published: &When) -> bool {
    published.surely_from() != published.surely_until()
}

/// Whether what is said may be about a time to come.
fn looks_ahead(act: Act) -> bool {
    matches!(act, Act::Predicts | Act::Urges)
}

/// Nothing can be read before it is said.
pub(super) fn said_after_published(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let rows: BTreeMap<Place, Key<Source>> = briefing
        .estimates
        .values()
        .filter_map(|estimate| match estimate.provenance {
            Provenance::Row(place) => Some((place, estimate.source?)),
            Provenance::Claim(_) => None,
        })
        .collect();
    let published = places(case, "published");
    let mut found = Vec::new();
    for date in briefing.dates.iter().filter(|date| date.key == "said") {
        let sources: Vec<Key<Source>> = match date.of {
            Dated::Claim(claim) => supporting(&briefing.claims[claim]),
            Dated::Row(row) => rows.get(&row).copied().into_iter().collect(),
            _ => Vec::new(),
        };
        let early = sources.into_iter().find(|source| {
            let published = briefing.sources[*source].published.as_ref();
            published.is_some_and(|published| is_before(published, &date.when.value))
        });
        if let Some(source) = early {
            let id = &briefing.sources[source].id;
            found.push(said_too_late(date, id, published.get(id).copied()));
        } else if let Dated::Claim(claim) = date.of {
            let article = &briefing.articles[briefing.claims[claim].article];
            found.extend(is_before_article(article, &date.when.value).then(|| said_after_article(date)));
        }
    }
    found
}

/// Where sources state the date `key`.
fn places<'c>(case: &Case<'c>, key: &str) -> BTreeMap<&'c SourceId, Place> {
    let dates = case.briefing.dates.iter().filter(|date| date.key == key);
    dates
        .filter_map(|date| match date.of {
            Dated::Source(source) => Some((&case.briefing.sources[source].id, date.when.place)),
            _ => None,
        })
        .collect()
}

fn supporting(claim: &Claim) -> Vec<Key<Source>> {
    let evidence = claim.supports();
    evidence.map(|evidence| evidence.source).collect()
}

fn said_too_late(date: &StatedDate, source: &SourceId, published: Option<Place>) -> Diagnostic {
    let diagnostic = Diagnostic::warning(
        "said-after-published",
        format!("this was said after `{source}` was published, which is to carry it"),
    )
    .at(date.when.place, "said later than that")
    .with_why(format!("nothing can be read before it is said; {TIME_ZONES}"))
    .with_help("correct one of the dates; a page that went on growing has a period: `published: 2024-12-20/2024-12-28`");
    published
        .into_iter()
        .fold(diagnostic, |diagnostic, place| diagnostic.with_related(place, "published here"))
}

fn said_after_article(date: &StatedDate) -> Diagnostic {
    Diagnostic::warning("said-after-published", "this was said after the article was last changed")
        .at(date.when.place, "said later than `date` and `updated`")
        .with_why(format!("an article cannot tell of what was not said yet; {TIME_ZONES}"))
        .with_help("correct the date, or say with `updated:` when the claim came in")
}

/// Whether the article was finished before `said`, by its date, its update and its changes alike.
fn is_before_article(article: &Article, said: &When) -> bool {
    let changes = article.changes.iter().map(|change| &change.date);
    std::iter::once(&article.date).chain(&article.updated).chain(changes).all(|date| is_before(date, said))
}

/// Dates that contradict each other within one record.
pub(super) fn dates_disordered(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // The dates of one record follow each other.
    for dates in case.briefing.dates.chunk_by(|one, other| one.of == other.of) {
        let of = |key: &str| dates.iter().find(|date| date.key == key);
        for (first, then, what) in ORDERED {
            let (Some(first), Some(then)) = (of(first), of(then)) else { continue };
            let is_for_later = first.key == "published" && is_dated_ahead(&first.when.value);
            if !is_for_later && is_before(&then.when.value, &first.when.value) {
                found.push(disordered(first, then, what));
            }
        }
        let predicts =
            matches!(dates[0].of, Dated::Claim(claim) if looks_ahead(case.briefing.claims[claim].act));
        let Some(said) = of("said").filter(|_| !predicts) else { continue };
        for counted in ["as_of", "during"].into_iter().filter_map(of) {
            if is_before(&said.when.value, &counted.when.value) {
                found.push(counts_ahead(said, counted));
            }
        }
    }
    found
}

/// What comes first, what after it, and what that says.
const ORDERED: [(&str, &str, &str); 4] = [
    ("date", "updated", "the article changed before it was published"),
    ("published", "accessed", "the source was read before it was published"),
    ("published", "captured", "our copy was taken before the source was published"),
    ("published", "state_date", "something happened to the source before it was published"),
];

fn disordered(first: &StatedDate, then: &StatedDate, what: &str) -> Diagnostic {
    Diagnostic::warning("dates-disordered", what)
        .at(then.when.place, format!("`{}` is earlier", then.key))
        .with_related(first.when.place, format!("`{}` is later", first.key))
        .with_why(format!("one of the two is wrong; {TIME_ZONES}"))
        .with_help("correct one of them")
}

fn counts_ahead(said: &StatedDate, counted: &StatedDate) -> Diagnostic {
    Diagnostic::warning("dates-disordered", "this counts up to a time that had not come when it was said")
        .at(counted.when.place, format!("`{}` is later", counted.key))
        .with_related(said.when.place, "`said` is earlier")
        .with_why(format!("only a prediction counts what is to come; {TIME_ZONES}"))
        .with_help("correct one of the dates, or say `act: predicts`")
}

/// An address without the day on which it was read tells of no text in particular.
pub(super) fn accessed_missing(case: &Case<'_>) -> Vec<Diagnostic> {
    let sources = case.briefing.sources.values();
    sources
        .filter(|source| source.accessed.is_none() && !is_row(case, source) && !is_made_to_last(source))
        .filter_map(|source| {
            let url = source.url.as_ref()?;
            Some(
                Diagnostic::warning(
                    "accessed-missing",
                    format!("when the source `{}` was read is not said", source.id),
                )
                .at(url.place, format!("`{}` is missing", accessed_key(case, source).0))
                .with_why("what stands at an address changes; the day says which text was meant, and which archived copy to look for")
                .with_help(format!(
                    "add {} with the day on which somebody read it; where nobody remembers, read it again",
                    accessed_key(case, source).1
                )),
            )
        })
        .collect()
}

/// Whether its text stays as it is: what has a DOI is kept under it, and books and papers come out in editions.
fn is_made_to_last(source: &Source) -> bool {
    source.imprint.doi.is_some() || matches!(source.kind, SourceKind::Book | SourceKind::Paper)
}

/// What the day on which a source was read is called where its record stands, and how it is written there.
fn accessed_key(case: &Case<'_>, source: &Source) -> (&'static str, &'static str) {
    let is_bib = case.files.get(source.place.file).path.extension() == Some("bib");
    match (source.in_bibliography, is_bib) {
        (true, true) => ("urldate", "`urldate = {2024-12-27}`"),
        (true, false) => ("date", "`url: {value: https://…, date: 2024-12-27}`, as Hayagriva writes it,"),
        (false, _) => ("accessed", "`accessed:`"),
    }
}

/// Whether a data file gives the source by its title; such a file has no column for the day.
fn is_row(case: &Case<'_>, source: &Source) -> bool {
    case.files.get(source.place.file).path.extension() == Some("csv")
}

/// What its publisher will take away, and nobody keeps.
pub(super) fn preserve_until(case: &Case<'_>) -> Vec<Diagnostic> {
    let until = case.briefing.dates.iter().filter(|date| date.key == "preserve_until");
    until
        .filter_map(|date| {
            let Dated::Source(key) = date.of else { return None };
            let source = &case.briefing.sources[key];
            let kept = !source.archives.is_empty() || source.snapshot.is_some();
            // A day that is approximate is still one to be ready for.
            let last = date.when.value.last_day()?;
            let gone = last.0 < case.today.0;
            let (what, label, help) = match (kept, gone, source.state.state) {
                (true, ..) | (_, _, State::Gone) => return None,
                (false, false, _) => (
                    format!("nobody keeps a copy of the source `{}`, which will go", source.id),
                    format!("{} from today, {}", days(last.0 - case.today.0), shown(case.today)),
                    "keep its text in `content/snapshots/`, or have it archived and add the address to `archives`",
                ),
                (false, true, State::Live) => (
                    format!("the source `{}` was to go, and nobody kept a copy", source.id),
                    format!("passed; today is {}", shown(case.today)),
                    "look whether it can still be reached: if so keep a copy, if not say `state: gone` with `state_date`",
                ),
                (false, true, _) => return None,
            };
            Some(
                Diagnostic::warning("preserve-until", what)
                    .at(date.when.place, label)
                    .with_why("a claim whose source is gone can be checked by nobody, its author included")
                    .with_help(help),
            )
        })
        .collect()
}

/// Whether `one` certainly ended before `other` began, even in another time zone.
fn is_before(one: &When, other: &When) -> bool {
    one.surely_until().zip(other.surely_from()).is_some_and(|(end, start)| end.0 + SLACK < start.0)
}

fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

fn shown(day: Day) -> String {
    let (year, month, day) = day.civil();
    format!("{year:04}-{month:02}-{day:02}")
}
