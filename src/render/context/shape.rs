//! Records and their fields, read off the schema of a type.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use std::collections::VecDeque;

/// A record, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What records of its kind are called; nothing for the variables themselves.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A variable, a field of a record or an argument of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What stands in it: `text`, `list of card`, `date or nothing`.
    pub kind: String,
    /// What that is.
    pub about: String,
}

/// The fields of `T`, and then the records that are among them, each once, in the order in which they are met.
pub(super) fn records<T: JsonSchema>() -> Vec<Record> {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value();
    let mut all: Vec<Record> = Vec::new();
    let mut due = VecDeque::from([(String::new(), &schema)]);
    let mut met: Vec<&str> = Vec::new();
    while let Some((name, record)) = due.pop_front() {
        let fields = record["properties"].as_object().into_iter().flatten();
        let fields = fields.map(|(name, field)| {
            if let Some(named) = record_of(field).filter(|named| !met.contains(named)) {
                met.push(named);
                due.push_back((spoken(named), &schema["$defs"][named]));
            }
            Field { name: name.clone(), kind: kind(field), about: about(field) }
        });
        let fields = fields.collect();
        all.push(Record { name, about: about(record), fields });
    }
    all
}

/// The name of the record that a field holds, or holds a list of.
fn record_of(field: &Value) -> Option<&str> {
    match one_of(field) {
        Some(one) => record_of(one),
        None if field["items"].is_object() => record_of(&field["items"]),
        None => field["$ref"].as_str()?.strip_prefix("#/$defs/"),
    }
}

/// What may stand in a field that may also be nothing.
fn one_of(field: &Value) -> Option<&Value> {
    field["anyOf"].as_array()?.iter().find(|one| one["type"] != "null")
}

fn kind(field: &Value) -> String {
    if let Some(one) = one_of(field) {
        return format!("{} or nothing", kind(one));
    }
    if let Some(name) = record_of(field).filter(|_| field["$ref"].is_string()) {
        return spoken(name);
    }
    let types: Vec<&str> = match &field["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let word = match types.first().copied().unwrap_or_default() {
        "string" if field["format"] == "html" => "HTML".to_owned(),
        "string" => "text".to_owned(),
        "boolean" => "true or false".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "array" if field["items"].is_object() => format!("list of {}", kind(&field["items"])),
        "array" => {
            let each: Vec<String> = field["prefixItems"].as_array().into_iter().flatten().map(kind).collect();
            format!("list of {}", each.join(" and "))
        }
        other => other.to_owned(),
    };
    if types.contains(&"null") { format!("{word} or nothing") } else { word }
}

fn about(value: &Value) -> String {
    value["description"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a type as a reader says it: `ArticleEntry`, "article entry".
fn spoken(name: &str) -> String {
    let mut words = String::new();
    for letter in name.replace("View", "").chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}
