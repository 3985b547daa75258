//! What differs between two records of one kind, key by key.

use serde::Serialize;
use serde_json::{Map, Value};

/// A key whose value is another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FieldEdit {
    /// The key, as the record has it.
    pub field: String,
    /// What it was; nothing where it was not there.
    pub from: Option<String>,
    /// What it is; nothing where it is gone.
    pub to: Option<String>,
}

/// The keys that differ, in the order of the record.
pub(super) fn edits<S: Serialize>(old: &S, new: &S) -> Vec<FieldEdit> {
    let (old, new) = (object(old), object(new));
    let gone = old.keys().filter(|key| !new.contains_key(*key));
    new.keys()
        .chain(gone)
        .filter(|key| old.get(*key) != new.get(*key))
        .map(|key| FieldEdit {
            field: key.clone(),
            from: old.get(key).map(plain),
            to: new.get(key).map(plain),
        })
        .collect()
}

fn object(says: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(says) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

/// A value in plain words.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join("; "),
        Value::Object(object) => {
            object.iter().map(|(key, value)| format!("{key} {}", plain(value))).collect::<Vec<_>>().join("; ")
        }
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}
