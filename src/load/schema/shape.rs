//! What stands behind a key, as JSON Schema.

use super::page::about;
use serde_json::{Map, Value, json};

/// A text; a number is one too, as it is in front matter (`title: 1984`).
pub(super) fn text() -> Value {
    json!({ "type": ["string", "number"] })
}

/// A list of texts, or one alone.
pub(super) fn texts() -> Value {
    json!({ "type": ["string", "number", "array"], "items": text() })
}

/// A date or period in EDTF; a list is one of several dates.
pub(super) fn date() -> Value {
    json!({ "type": ["string", "integer", "array"], "items": { "type": ["string", "integer"] } })
}

/// `true` or `false`.
pub(super) fn flag() -> Value {
    json!({ "type": "boolean" })
}

/// A number, or one as it is written for readers (`3,000`).
pub(super) fn number() -> Value {
    json!({ "type": ["number", "string"], "pattern": r"^\s*[-+−]?[\d.,'’\s]*\d[\d.,'’\s]*([eE][-+]?\d+)?\s*$" })
}

/// An address of the web.
pub(super) fn address() -> Value {
    json!({ "type": "string", "pattern": r"^\s*[hH][tT][tT][pP][sS]?://\S+\s*$" })
}

/// A language by its tag.
pub(super) fn language() -> Value {
    json!({ "type": "string", "pattern": r"^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\s*$" })
}

/// One of a closed set of words; `-` and `_` are the same in them.
pub(super) fn words<'w>(words: impl IntoIterator<Item = &'w str>) -> Value {
    let words: Vec<&str> = words.into_iter().collect();
    let one = json!({ "type": "string", "enum": words });
    let other: Vec<String> = words.iter().filter(|word| has_dash(word)).map(|word| either(word)).collect();
    match other.is_empty() {
        true => one,
        false => {
            json!({ "anyOf": [one, { "type": "string", "pattern": format!("^({})$", other.join("|")) }] })
        }
    }
}

/// `value`, or a list of such.
pub(super) fn one_or_more(value: &Value) -> Value {
    json!({ "anyOf": [value, { "type": "array", "items": value }] })
}

/// A map from names to records.
pub(super) fn map_of(value: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": value })
}

/// The keys of a record, being put together.
pub(super) struct Record {
    heading: &'static str,
    properties: Map<String, Value>,
    patterns: Map<String, Value>,
    required: Vec<&'static str>,
    dependencies: Map<String, Value>,
}

impl Record {
    /// A record whose keys the table below `heading` documents.
    pub(super) fn new(heading: &'static str) -> Self {
        Self {
            heading,
            properties: Map::new(),
            patterns: Map::new(),
            required: Vec::new(),
            dependencies: Map::new(),
        }
    }

    /// A key, described as the page does.
    pub(super) fn key(self, name: &'static str, value: Value) -> Self {
        let about = about(self.heading, name).unwrap_or_default();
        self.described(name, &about, value)
    }

    /// Several keys of one shape.
    pub(super) fn keys(self, names: &[&'static str], value: fn() -> Value) -> Self {
        names.iter().fold(self, |record, name| record.key(name, value()))
    }

    /// A key that the page has no row of its own for.
    pub(super) fn described(mut self, name: &'static str, about: &str, mut value: Value) -> Self {
        value["description"] = json!(about);
        if has_dash(name) {
            let other = format!("^{}$", either(name));
            self.patterns.insert(other, value.clone());
        }
        self.properties.insert(name.to_owned(), value);
        self
    }

    /// `allow` and `allow_reason`, which belong together.
    pub(super) fn allow(self) -> Self {
        self.key("allow", texts()).key("allow_reason", text()).with("allow", "allow_reason")
    }

    /// Keys that have to be there.
    pub(super) fn needs(mut self, names: &[&'static str]) -> Self {
        self.required.extend(names);
        self
    }

    /// A key that stands only beside another.
    pub(super) fn with(mut self, name: &str, other: &str) -> Self {
        self.dependencies.insert(name.to_owned(), json!([other]));
        self
    }

    /// The schema: no other key is known.
    pub(super) fn done(self) -> Value {
        let mut schema =
            json!({ "type": "object", "properties": self.properties, "additionalProperties": false });
        if !self.patterns.is_empty() {
            schema["patternProperties"] = self.patterns.into();
        }
        if !self.required.is_empty() {
            schema["required"] = json!(self.required);
        }
        if !self.dependencies.is_empty() {
            schema["dependencies"] = self.dependencies.into();
        }
        schema
    }
}

/// A whole schema.
pub(super) fn file(title: &str, schema: Value) -> Value {
    let head = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Written by `onrecord schema`.",
        "title": title,
    });
    let (Value::Object(mut whole), Value::Object(rest)) = (head, schema) else { return Value::Null };
    whole.extend(rest);
    whole.into()
}

fn has_dash(name: &str) -> bool {
    name.contains(['-', '_'])
}

/// A pattern that takes `-` and `_` for one another.
fn either(name: &str) -> String {
    name.replace(['-', '_'], "[-_]")
}
