//! How templates say things: `t(key="count.claims", n=3)` is a string of the page's language, its gaps filled from what is passed.
//!
//! What fills a gap is escaped, unless it is HTML already. A date stands in its `<time>`, a link is one, a number is printed as
//! the language prints it, and a list ends in the language's "and".

use super::html::escape;
use crate::diagnostic::nearest;
use crate::language::{Words, english};
use crate::model::Number;
use std::sync::Arc;
use tera::{Error, Kwargs, State, TeraResult, Value};

/// The functions that are known to every template. `forms(key=…)` gives a string with its gaps, as JSON, to a script that fills them.
pub(super) fn register(engine: &mut tera::Tera, words: &Arc<Words>) {
    engine.register_function("t", Strings(Arc::clone(words)));
    let spelling = Arc::clone(words);
    engine.register_function("forms", move |gaps: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let key: &str = gaps.must_get("key")?;
        if !spelling.has(key) {
            return Err(unknown(key));
        }
        serde_json::to_string(&spelling.forms(key)).map_err(Error::message)
    });
    let counting = Arc::clone(words);
    engine.register_filter("count", move |n: usize, _: Kwargs, _: &State<'_>| counting.count(n));
    let listing = Arc::clone(words);
    engine.register_filter("and", move |all: Vec<String>, _: Kwargs, _: &State<'_>| listing.and(&all));
}

struct Strings(Arc<Words>);

impl tera::Function<TeraResult<String>> for Strings {
    fn call(&self, gaps: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let key: &str = gaps.must_get("key")?;
        if !self.0.has(key) {
            return Err(unknown(key));
        }
        let n = gaps.get::<&Value>("n")?.and_then(Value::as_i128).and_then(|n| usize::try_from(n).ok());
        self.0.html(key, n, escape, |name, words, out| match gaps.get::<&Value>(name)? {
            Some(value) if !value.is_undefined() && !value.is_none() => {
                print(value, words, out);
                Ok(())
            }
            _ => Err(Error::message(format!("the string `{key}` needs `{name}`"))),
        })
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn unknown(key: &str) -> Error {
    let near = nearest(key, english().keys());
    let near = near.map(|near| format!("; the nearest is `{near}`")).unwrap_or_default();
    Error::message(format!("there is no string `{key}`{near}"))
}

fn print(value: &Value, words: &Words, out: &mut String) {
    if let Some(text) = value.as_str() {
        if value.is_safe() { out.push_str(text) } else { escape(&words.isolated(text), out) }
    } else if let Some(all) = value.as_array() {
        let all: Vec<String> = all.iter().map(|one| alone(one, words)).collect();
        out.push_str(&words.and(&all));
    } else if value.is_map() {
        let field = |name| value.get_from_path(name);
        // A claim goes by its number.
        let number = || field("number").and_then(Value::as_i128).and_then(|n| usize::try_from(n).ok());
        let text = match field("text").or_else(|| field("name")).and_then(Value::as_str) {
            Some(text) => text.to_owned(),
            None => number().map(|n| words.count(n)).unwrap_or_default(),
        };
        let (href, machine) =
            (field("href").and_then(Value::as_str), field("machine").and_then(Value::as_str));
        let (open, close) = match (href, machine) {
            (Some(href), _) => (("<a href=\"", href), "</a>"),
            (None, Some(machine)) => (("<time datetime=\"", machine), "</time>"),
            (None, None) => (("", ""), ""),
        };
        if !close.is_empty() {
            out.push_str(open.0);
            escape(open.1, out);
            if let (Some(_), Some(rel)) = (href, field("rel").and_then(Value::as_str)) {
                out.push_str("\" rel=\"");
                escape(rel, out);
            }
            out.push_str("\">");
        }
        escape(&text, out);
        out.push_str(close);
    } else if let Some(n) = value.as_i128() {
        match usize::try_from(n) {
            Ok(n) => out.push_str(&words.count(n)),
            Err(_) => out.push_str(&words.name(i64::try_from(n).unwrap_or_default())),
        }
    } else if let Some(number) = value.as_f64().and_then(Number::new) {
        out.push_str(&words.number(number));
    }
}

fn alone(value: &Value, words: &Words) -> String {
    let mut out = String::new();
    print(value, words, &mut out);
    out
}

/// The text of a built-in template with its strings in place, where nothing has to be filled into them: pages are rendered by the
/// thousands, and most of what they say never differs.
pub(super) fn compiled(text: &str, words: &Words) -> String {
    const CALL: &str = "t(key=\"";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(CALL) {
        let (before, call) = rest.split_at(at);
        let known = call[CALL.len()..]
            .split_once('"')
            .and_then(|(key, after)| Some((words.constant(key)?, after.strip_prefix(')')?)));
        // A name that ends in `t` is another's.
        let whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let Some((string, after)) = known.filter(|_| whole) else {
            out.push_str(before);
            out.push_str(CALL);
            rest = &call[CALL.len()..];
            continue;
        };
        match (before.strip_suffix("{{ "), after.strip_prefix(" }}")) {
            (Some(before), Some(after)) => {
                out.push_str(before);
                escape(string, &mut out);
                rest = after;
            }
            _ => {
                out.push_str(before);
                out.push_str(&format!("`{}`", string.replace('`', "’")));
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_without_gaps_are_put_in_place_once() {
        let words = english();
        assert_eq!(compiled("<a>{{ t(key=\"nav.sources\") }}</a>", words), "<a>Sources</a>");
        assert_eq!(
            compiled("{% if x %}{{ y or t(key=\"nav.sources\") }}", words),
            "{% if x %}{{ y or `Sources` }}"
        );
        let counted = "{{ t(key=\"count.claims\", n=3) }}";
        assert_eq!(compiled(counted, words), counted);
    }
}
