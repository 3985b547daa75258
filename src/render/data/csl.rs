//! Sources as CSL-JSON, which Zotero, Pandoc and whatever formats citations read.
//!
//! The schema is that of the Citation Style Language, version 1.0.2: <https://github.com/citation-style-language/schema>.

use crate::language::english;
use crate::model::when::{Edge, Moment, Precision};
use crate::model::{Source, SourceKind, State, When};
use crate::render::source::address;
use crate::resolve::Briefing;
use serde_json::{Map, Value, json};

/// The file of all sources.
pub(crate) fn all(briefing: &Briefing) -> Vec<u8> {
    super::json::lines(&briefing.sources.values().map(item).collect::<Vec<_>>())
}

/// A source with all that CSL-JSON has a word for, and what has become of it.
fn item(source: &Source) -> Value {
    let mut item = citable(source);
    item.extend(source.note.as_ref().map(|note| ("note".to_owned(), json!(note))));
    if source.state.state != State::Live {
        let state = &source.state;
        let custom = json!({
            "state": state.state.name(),
            "state_date": state.date.as_ref().map(ToString::to_string),
            "state_note": state.note,
        });
        item.insert("custom".to_owned(), custom);
    }
    Value::Object(item)
}

/// What a citation of a source says.
pub(crate) fn citable(source: &Source) -> Map<String, Value> {
    let imprint = &source.imprint;
    let (container, publisher) = published_in(source);
    // Square brackets mark a title that its author did not give it.
    let title = if source.title_supplied { format!("[{}]", source.title) } else { source.title.clone() };
    let text = |value: Option<&str>| value.map(|value| json!(value));
    let people = |names: &[String]| {
        let names: Vec<Value> = names.iter().map(|name| person(source, name)).collect();
        (!names.is_empty()).then_some(Value::Array(names))
    };
    let fields = [
        ("id", Some(json!(source.id.as_str()))),
        ("type", Some(json!(kind(source)))),
        ("title", Some(json!(title))),
        ("author", people(&source.authors)),
        ("editor", people(&imprint.editors)),
        ("container-title", text(container)),
        ("publisher", text(publisher)),
        ("publisher-place", text(imprint.place.as_deref())),
        ("issued", source.published.as_ref().map(date)),
        ("accessed", source.accessed.as_ref().map(date)),
        ("volume", text(imprint.volume.as_deref())),
        (if source.kind == SourceKind::Report { "number" } else { "issue" }, text(imprint.issue.as_deref())),
        ("page", imprint.pages.as_ref().map(|pages| json!(pages.replace('–', "-")))),
        ("genre", text(imprint.genre.as_deref())),
        ("edition", text(imprint.edition.as_deref())),
        ("DOI", text(imprint.doi.as_deref())),
        ("ISBN", text(imprint.isbn.as_deref())),
        ("URL", text(address(source))),
        ("language", text(source.language.as_deref())),
    ];
    fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// The work that a source stands in, and its publisher. What publishes an article is the paper that it stands in, unless
/// that is known to be another.
pub(super) fn published_in(source: &Source) -> (Option<&str>, Option<&str>) {
    let (container, publisher) = (source.imprint.container.as_deref(), source.publisher.as_deref());
    let within = match (source.imprint.form, source.kind) {
        // What stands in something has its title, and what publishes these is no journal.
        (Some(form), _) if form.starts_with("in") => true,
        (Some("thesis" | "phdthesis" | "mastersthesis" | "periodical"), _) => false,
        (_, kind) => {
            matches!(kind, SourceKind::Article | SourceKind::Paper | SourceKind::Web | SourceKind::Post)
        }
    };
    if within && container.is_none() { (publisher, None) } else { (container, publisher) }
}

fn kind(source: &Source) -> &'static str {
    match source.imprint.form {
        Some("thesis" | "phdthesis" | "mastersthesis") => return "thesis",
        Some("inproceedings") => return "paper-conference",
        Some("inreference") => return "entry-encyclopedia",
        Some("software") => return "software",
        Some("patent") => return "patent",
        Some("legislation") => return "legislation",
        Some("jurisdiction") => return "legal_case",
        Some("letter") => return "personal_communication",
        Some("unpublished") => return "manuscript",
        Some("standard") => return "standard",
        Some("performance") => return "performance",
        Some("review") => return "review",
        Some("periodical") => return "periodical",
        _ => {}
    }
    match source.kind {
        SourceKind::Article => "article-newspaper",
        SourceKind::Transcript | SourceKind::Document => "document",
        SourceKind::Post => "post",
        SourceKind::Report => "report",
        SourceKind::Dataset => "dataset",
        SourceKind::Video => "motion_picture",
        SourceKind::Audio => "song",
        SourceKind::Image => "graphic",
        SourceKind::Book if source.imprint.container.is_some() => "chapter",
        SourceKind::Book => "book",
        SourceKind::Paper => "article-journal",
        SourceKind::Interview => "interview",
        SourceKind::Web => "webpage",
    }
}

fn person(source: &Source, name: &str) -> Value {
    let Some(parts) = source.imprint.people.get(name) else { return json!({ "literal": name }) };
    let parts = [
        ("family", &parts.family),
        ("given", &parts.given),
        ("non-dropping-particle", &parts.prefix),
        ("suffix", &parts.suffix),
    ];
    let known = parts.into_iter().filter(|(_, part)| !part.is_empty());
    Value::Object(known.map(|(key, part)| (key.to_owned(), json!(part))).collect())
}

/// A date as numbers where CSL-JSON can write it so, and else in words.
fn date(when: &When) -> Value {
    let known = |moment: &Moment| parts(moment.precision);
    let (dates, moment) = match when {
        When::At(moment) => (known(moment).map(|start| vec![start]), Some(moment)),
        When::Interval(Edge::Moment(start), Edge::Moment(end)) => {
            (known(start).zip(known(end)).map(|(start, end)| vec![start, end]), Some(start))
        }
        _ => (None, None),
    };
    let Some(dates) = dates else { return json!({ "literal": english().date(when) }) };
    let mut date = json!({ "date-parts": dates });
    if let Some(Moment { precision: Precision::Season(_, season @ 21..=24), .. }) = moment {
        date["season"] = json!(season - 20);
    }
    if moment.is_some_and(|moment| moment.approximate || moment.uncertain) {
        date["circa"] = json!(true);
    }
    date
}

/// Year, month and day, as far as they are known. Programs keep years in sixteen bits.
fn parts(precision: Precision) -> Option<Vec<i32>> {
    let parts = match precision {
        Precision::Year(year) | Precision::Season(year, 21..=24) => vec![year],
        Precision::Month(year, month) => vec![year, i32::from(month)],
        Precision::Day(year, month, day) | Precision::Minute(year, month, day, ..) => {
            vec![year, i32::from(month), i32::from(day)]
        }
        Precision::Century(_) | Precision::Decade(_) | Precision::Season(..) => return None,
    };
    (-9999..=9999).contains(&parts[0]).then_some(parts)
}
