//! Figures, pages, speakers and sources.

use super::shape::{Record, address, date, file, flag, map_of, one_or_more, text, texts, words};
use crate::load::estimate::KINDS;
use crate::load::figure::{SCALES, conventions};
use crate::load::hayagriva::{OURS, THEIRS, TYPES};
use crate::load::records::{RELIABILITIES, SOURCE_KINDS, SPEAKER_KINDS, STANDING, STATES};
use serde_json::{Value, json};

pub(super) fn figure() -> Value {
    let label = json!({ "type": ["string", "number", "null"] });
    let measures = json!({
        "type": ["string", "number", "array", "object"],
        "items": text(),
        "additionalProperties": label,
    });
    let front = Record::new("Figure")
        .keys(&["title", "unit", "summary", "comparability"], text)
        .key("kind", words(KINDS.map(|(name, _)| name)))
        .key("constant", flag())
        .key("measures", measures)
        .key("scale", words(SCALES.map(|(name, _)| name)))
        .key("convention", words(conventions().into_iter().map(|(name, _)| name)))
        .key("checked", date())
        .key("next_expected", text())
        .key("aliases", texts())
        .allow()
        .needs(&["title", "unit"])
        .done();
    file("The front matter of a figure of onrecord", front)
}

pub(super) fn page() -> Value {
    let front = Record::new("Page")
        .described("title", "the page's title; needed", text())
        .described("summary", "one sentence on what it is", text())
        .described("aliases", "addresses at which it stood before", texts())
        .described("listed", "`true` to link to it in the footer", flag())
        .described(
            "contents",
            "`true` puts a table of contents above the text, `false` leaves it out",
            flag(),
        )
        .needs(&["title"])
        .done();
    file("The front matter of a page of onrecord", front)
}

pub(super) fn authors() -> Value {
    let author = Record::new("Author")
        .keys(&["name", "role", "about"], text)
        .key("url", address())
        .needs(&["name"])
        .done();
    file("Authors of articles of onrecord, by id", map_of(&author))
}

pub(super) fn speakers() -> Value {
    let speaker = Record::new("Speaker")
        .key("name", text())
        .key("kind", words(SPEAKER_KINDS.map(|(name, _)| name)))
        .keys(&["role", "side", "stake"], text)
        .key("named", flag())
        .keys(&["description", "anonymity_reason"], text)
        .key("url", address())
        .key("note", text())
        .key("aliases", texts())
        .allow()
        .needs(&["name", "kind"])
        .done();
    file("Speakers of onrecord, by id", map_of(&speaker))
}

/// In a file that has an entry of Hayagriva, records that are not surely ours may be theirs too.
pub(super) fn sources() -> Value {
    let is_theirs = is_theirs();
    let is_ours = json!({ "anyOf": requiring(OURS.iter().chain(&STANDING)) });
    let source = source();
    let in_theirs = json!({ "type": "object", "if": is_ours, "then": source });
    let all = json!({
        "type": "object",
        "if": { "additionalProperties": { "not": is_theirs } },
        "then": { "additionalProperties": source },
        "else": { "additionalProperties": in_theirs },
    });
    file("Sources of onrecord, by id", all)
}

fn source() -> Value {
    let copy = Record::new("Source")
        .described("url", "the address of the copy", address())
        .described("date", "when it was taken", date())
        .needs(&["url"])
        .done();
    Record::new("Source")
        .key("title", text())
        .key("title_supplied", flag())
        .key("type", words(SOURCE_KINDS.map(|(name, _)| name)))
        .keys(&["author", "authors"], texts)
        .key("publisher", text())
        .keys(&["published", "accessed", "captured"], date)
        .key("url", address())
        .key("archives", one_or_more(&json!({ "anyOf": [address(), copy] })))
        .keys(&["origin", "derived_from", "descriptor"], text)
        .key("reliability", words(RELIABILITIES.map(|(name, _)| name)))
        .key("state", words(STATES.map(|(name, _)| name)))
        .key("state_note", text())
        .keys(&["state_date", "preserve_until"], date)
        .keys(&["language", "access", "note"], text)
        .key("aliases", texts())
        .allow()
        .needs(&["title", "type"])
        .done()
}

/// What only entries of Hayagriva have.
fn is_theirs() -> Value {
    let own = SOURCE_KINDS.map(|(name, _)| name);
    let types: Vec<String> = TYPES
        .iter()
        .flat_map(|(name, _)| {
            let capital = name[..1].to_uppercase() + &name[1..];
            [Some(capital), (!own.contains(name)).then(|| (*name).to_owned())]
        })
        .flatten()
        .collect();
    let mut signs = requiring(&THEIRS);
    signs.push(json!({ "properties": { "type": { "enum": types } }, "required": ["type"] }));
    signs.extend(
        ["url", "title", "author", "publisher"]
            .map(|key| json!({ "properties": { key: { "type": "object" } }, "required": [key] })),
    );
    json!({ "type": "object", "anyOf": signs })
}

fn requiring<'k>(keys: impl IntoIterator<Item = &'k &'static str>) -> Vec<Value> {
    keys.into_iter().map(|key| json!({ "required": [key] })).collect()
}
