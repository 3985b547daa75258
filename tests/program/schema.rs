//! Holds JSON against a JSON Schema (draft 7), as far as the schema of SARIF goes. A keyword that is not known here ends the
//! test, so that nothing is passed over unseen; patterns and formats of texts are not looked at.

use serde_json::Value;

/// What in `value` is not as `schema` wants it, with its place.
pub(crate) fn mistakes(schema: &Value, value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    Check { root: schema }.hold(schema, value, "", &mut out);
    out
}

struct Check<'a> {
    root: &'a Value,
}

impl Check<'_> {
    fn hold(&self, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
        for (keyword, rule) in schema.as_object().unwrap() {
            let mut wrong = |holds: bool| {
                if !holds {
                    out.push(format!("{at}: {keyword} {rule}"));
                }
            };
            match keyword.as_str() {
                "$schema" | "$id" | "title" | "description" | "default" | "definitions" | "format"
                | "pattern" => {}
                "additionalProperties" if rule.is_boolean() => {
                    wrong(rule == true || self.only_known(schema, value))
                }
                "additionalProperties" => {
                    for (name, value) in value.as_object().into_iter().flatten() {
                        if schema["properties"].get(name).is_none() {
                            self.hold(rule, value, &format!("{at}/{name}"), out);
                        }
                    }
                }
                "type" => wrong(has_type(value, rule)),
                "enum" => wrong(rule.as_array().unwrap().contains(value)),
                "minimum" => wrong(value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap())),
                "maximum" => wrong(value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap())),
                "minItems" => {
                    wrong(value.as_array().is_none_or(|items| items.len() as u64 >= rule.as_u64().unwrap()))
                }
                "minLength" => {
                    wrong(value.as_str().is_none_or(|text| text.len() as u64 >= rule.as_u64().unwrap()))
                }
                "uniqueItems" => wrong(value.as_array().is_none_or(|items| {
                    items.iter().enumerate().all(|(at, item)| !items[..at].contains(item))
                })),
                "required" => wrong(value.as_object().is_none_or(|object| {
                    rule.as_array().unwrap().iter().all(|name| object.contains_key(name.as_str().unwrap()))
                })),
                "anyOf" => wrong(self.accepting(rule, value) > 0),
                "oneOf" => wrong(self.accepting(rule, value) == 1),
                "$ref" => {
                    let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                    self.hold(self.root.pointer(pointer).unwrap(), value, at, out);
                }
                "properties" => {
                    for (name, value) in value.as_object().into_iter().flatten() {
                        if let Some(schema) = rule.get(name) {
                            self.hold(schema, value, &format!("{at}/{name}"), out);
                        }
                    }
                }
                "items" => {
                    for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                        self.hold(rule, value, &format!("{at}/{index}"), out);
                    }
                }
                other => panic!("the keyword `{other}` of a schema is not known here"),
            }
        }
    }

    fn accepting(&self, schemas: &Value, value: &Value) -> usize {
        let accepts = |schema: &&Value| {
            let mut out = Vec::new();
            self.hold(schema, value, "", &mut out);
            out.is_empty()
        };
        schemas.as_array().unwrap().iter().filter(accepts).count()
    }

    fn only_known(&self, schema: &Value, value: &Value) -> bool {
        value
            .as_object()
            .is_none_or(|object| object.keys().all(|name| schema["properties"].get(name).is_some()))
    }
}

fn has_type(value: &Value, rule: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("the type `{other}` is not known here"),
    };
    match rule {
        Value::Array(names) => names.iter().any(|name| is(name.as_str().unwrap())),
        name => is(name.as_str().unwrap()),
    }
}
