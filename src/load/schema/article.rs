//! The front matter of an article.

use super::shape::{Record, date, file, flag, language, map_of, number, one_or_more, text, texts, words};
use crate::load::article;
use crate::load::estimate::KINDS;
use crate::model::{Act, Role, Status};
use serde_json::{Value, json};

pub(super) fn article() -> Value {
    let change = Record::new("Article")
        .described("date", "when it changed", json!({ "type": ["string", "integer"] }))
        .described("text", "what changed, in a sentence", text())
        .needs(&["date", "text"])
        .done();
    let front = Record::new("Article")
        .key("title", text())
        .key("date", date())
        .key("summary", text())
        .key("updated", date())
        .keys(&["authors", "tags"], texts)
        .key("series", text())
        .key("part", json!({ "type": ["integer", "string"], "pattern": r"^\s*[1-9]\d{0,3}\s*$", "minimum": 1, "maximum": 9999 }))
        .with("part", "series")
        .key("translation_of", text())
        .key("language", language())
        .key("changes", one_or_more(&change))
        .key("claims", map_of(&claim()))
        .keys(&["draft", "contents"], flag)
        .key("type", words(article::KINDS.map(|(name, _)| name)))
        .key("aliases", texts())
        .allow()
        .needs(&["title", "date"])
        .done();
    file("The front matter of an article of onrecord", front)
}

fn claim() -> Value {
    let grade = json!({ "type": ["integer", "string"], "minimum": 1, "maximum": 6, "pattern": "^[1-6]$" });
    let mut claim = Record::new("Claim")
        .key("speaker", text())
        .key("statement", text())
        .key("act", words(Act::ALL.map(Act::name)))
        .key("said", date())
        .key("said_note", text())
        .keys(&["source", "at", "quote", "original"], text)
        .key("role", role())
        .key("evidence", one_or_more(&evidence()))
        .key("estimate", estimate())
        .key("basis", text())
        .keys(&["via", "supports", "disputes", "updates", "repeats", "part-of", "rests-on"], texts)
        .key("credibility", grade)
        .key("note", text())
        .key("mark", mark())
        .key("formerly", texts())
        .key("status", words(Status::ALL.map(Status::name)))
        .key("status_reason", text())
        .with("status", "status_reason")
        .with("quote", "source")
        .with("original", "quote")
        .allow()
        .needs(&["speaker"])
        .done();
    // Who would not say a number has no words for it.
    let silence = Act::ALL.into_iter().filter(|act| act.is_silence()).map(Act::name);
    claim["if"] = json!({ "properties": { "act": words(silence) }, "required": ["act"] });
    claim["else"] = json!({ "properties": { "estimate": { "required": ["words"] } } });
    claim
}

fn role() -> Value {
    words(Role::ALL.map(Role::name))
}

fn evidence() -> Value {
    Record::new("Claim")
        .keys(&["source", "at", "quote", "original"], text)
        .key("role", role())
        .with("original", "quote")
        .needs(&["source"])
        .done()
}

fn mark() -> Value {
    let parts = Record::new("Claim")
        .described("exact", "the words of the text that state the claim", text())
        .described("prefix", "what stands right before them", text())
        .described("suffix", "what stands right after them", text())
        .needs(&["exact"])
        .done();
    json!({ "anyOf": [text(), parts] })
}

fn estimate() -> Value {
    Record::new("Estimate")
        .keys(&["figure", "words"], text)
        .keys(&["value", "low", "high", "error", "error_low", "error_high"], number)
        .keys(&["unit", "measure"], text)
        .key("kind", words(KINDS.map(|(name, _)| name)))
        .keys(&["as_of", "during"], date)
        .key("scope", text())
        .key("preliminary", flag())
        .key("note", text())
        .needs(&["figure"])
        .done()
}
