//! Diagnostics as SARIF, the Static Analysis Results Interchange Format 2.1.0 (OASIS), as code scanning reads it.

use super::{Diagnostic, Diagnostics, Files, Place, Severity, Suggestion};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What is to be told of a rule. The rules themselves belong to a later stage, so their words are handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// Its name.
    pub name: &'static str,
    /// Its level where nobody says otherwise; nothing when it is off then.
    pub level: Option<Severity>,
    /// What it finds, in a line.
    pub title: String,
    /// Its page, in Markdown.
    pub page: String,
}

/// Where the schema stands.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The base of all addresses, which whoever reads the file knows: the repository's folder.
const ROOT: &str = "%SRCROOT%";

/// Everything as one SARIF log, with a line end.
///
/// `rules` are all rules there are. `below` is the way from the repository's folder to the site's, empty or with a final slash.
/// A diagnostic without a place is laid to its file or to `whole`, a file that stands for the site: code scanning shows none without one.
#[must_use]
pub fn show(
    diagnostics: &Diagnostics,
    files: &Files,
    rules: &[RuleText],
    below: &str,
    whole: &str,
) -> String {
    let mut all: BTreeMap<&str, RuleText> = rules.iter().map(|rule| (rule.name, rule.clone())).collect();
    for diagnostic in diagnostics.iter() {
        all.entry(diagnostic.rule).or_insert_with(|| nameless(diagnostic));
    }
    let index: BTreeMap<&str, usize> = all.keys().enumerate().map(|(at, name)| (*name, at)).collect();
    let log = Log { files, below, whole };
    let mut seen = BTreeMap::new();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let at = index.get(diagnostic.rule).copied().unwrap_or_default();
            log.result(diagnostic, at, &mut seen)
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "onrecord",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": all.values().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// A rule of which nothing is known but what it found.
fn nameless(diagnostic: &Diagnostic) -> RuleText {
    let title = diagnostic.rule.replace('-', " ");
    RuleText { name: diagnostic.rule, level: Some(diagnostic.severity), page: title.clone(), title }
}

fn rule(rule: &RuleText) -> Value {
    let level = rule.level.map_or("none", level);
    json!({
        "id": rule.name,
        "name": rule.name,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": first_paragraph(&rule.page).unwrap_or_else(|| rule.title.clone()) },
        "help": { "text": rule.page, "markdown": rule.page },
        "defaultConfiguration": { "level": level, "enabled": rule.level.is_some() },
        "properties": { "problem.severity": if level == "error" { "error" } else { "warning" } },
    })
}

/// The first paragraph below the headings of a page, on one line.
fn first_paragraph(page: &str) -> Option<String> {
    page.split("\n\n")
        .map(str::trim)
        .find(|part| !part.is_empty() && !part.starts_with('#'))
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// What all results have in common.
struct Log<'a> {
    files: &'a Files,
    below: &'a str,
    whole: &'a str,
}

impl Log<'_> {
    fn result(&self, diagnostic: &Diagnostic, rule: usize, seen: &mut BTreeMap<String, usize>) -> Value {
        let location = match &diagnostic.at {
            Some((place, _)) => self.location(*place),
            None => json!({ "physicalLocation": {
                "artifactLocation": self.artifact(diagnostic.file.as_ref().map_or(self.whole, |path| path.as_str())),
                "region": { "startLine": 1 },
            } }),
        };
        let mut result = Map::new();
        result.insert("ruleId".into(), diagnostic.rule.into());
        result.insert("ruleIndex".into(), rule.into());
        result.insert("level".into(), level(diagnostic.severity).into());
        result.insert("message".into(), json!({ "text": text(diagnostic) }));
        result.insert("locations".into(), json!([location]));
        if !diagnostic.related.is_empty() {
            let related = diagnostic.related.iter().enumerate().map(|(at, (place, label))| {
                let mut location = self.location(*place);
                location["id"] = (at + 1).into();
                location["message"] = json!({ "text": label });
                location
            });
            result.insert("relatedLocations".into(), related.collect());
        }
        result.insert(
            "partialFingerprints".into(),
            json!({ "onrecord/v1": self.fingerprint(diagnostic, seen) }),
        );
        if let Some(edit) = diagnostic.edit(self.files) {
            result.insert("fixes".into(), json!([self.fix(diagnostic, &edit)]));
        }
        Value::Object(result)
    }

    fn location(&self, place: Place) -> Value {
        json!({ "physicalLocation": {
            "artifactLocation": self.artifact(self.files.get(place.file).path.as_str()),
            "region": self.region(place),
        } })
    }

    fn artifact(&self, path: &str) -> Value {
        json!({ "uri": uri(&format!("{}{path}", self.below)), "uriBaseId": ROOT })
    }

    fn region(&self, place: Place) -> Value {
        let (start, end) = self.files.points(place);
        json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        })
    }

    fn fix(&self, diagnostic: &Diagnostic, edit: &Suggestion) -> Value {
        json!({
            "description": { "text": diagnostic.help.as_deref().unwrap_or("write it so") },
            "artifactChanges": [{
                "artifactLocation": self.artifact(self.files.get(edit.place.file).path.as_str()),
                "replacements": [{
                    "deletedRegion": self.region(edit.place),
                    "insertedContent": { "text": edit.text },
                }],
            }],
        })
    }

    /// What makes a diagnostic the same one after lines were put in above it: its rule, its file and the text it points at,
    /// with the count of those that are alike so far. Named as our own: code scanning works out a `primaryLocationLineHash`
    /// itself and complains of one that it would not have made.
    fn fingerprint(&self, diagnostic: &Diagnostic, seen: &mut BTreeMap<String, usize>) -> String {
        let mut hash = Sha256::new();
        let mut add = |part: &str| {
            hash.update(part.as_bytes());
            hash.update([0]);
        };
        add(diagnostic.rule);
        match &diagnostic.at {
            Some((place, _)) => {
                let (start, _) = self.files.points(*place);
                add(self.files.get(place.file).path.as_str());
                add(self.files.lines(place.file, start.line, start.line).1.trim());
                add(self.files.text(*place));
            }
            None => add(&diagnostic.message),
        }
        let hex: String = hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let count = seen.entry(hex.clone()).or_default();
        *count += 1;
        format!("{hex}:{count}")
    }
}

/// What a result says. Nothing is underlined where it is shown, so the words beside the line come with it.
fn text(diagnostic: &Diagnostic) -> String {
    let mut parts = vec![diagnostic.message.clone()];
    parts.extend(diagnostic.at.as_ref().map(|(_, label)| label.clone()).filter(|label| !label.is_empty()));
    parts.extend(diagnostic.why.clone());
    parts.extend(diagnostic.help.clone());
    parts.join("\n")
}

/// A path as a relative reference (RFC 3986): letters, digits, `-._~` and `/` as they are, all else percent-encoded. A first
/// part with a colon would be read as a scheme; that is encoded too.
fn uri(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::RelPath;

    fn log(text: &str, wrong: &[&str]) -> Value {
        let mut files = Files::new();
        let file = files.add(RelPath::new("content/articles/перший тест.md").unwrap(), text);
        let told: Diagnostics = wrong
            .iter()
            .map(|wrong| {
                let at = text.rfind(wrong).unwrap();
                let place = Place::new(file, at..at + wrong.len());
                Diagnostic::error("unknown-key", "no such key")
                    .at(place, "not known here")
                    .with_related(place, "here too")
                    .with_suggestion(place, "speaker")
            })
            .chain([Diagnostic::warning("no-content", "empty")])
            .collect();
        let rules = [RuleText {
            name: "unknown-key",
            level: Some(Severity::Error),
            title: "A key that is not known".to_owned(),
            page: "# unknown-key\n\nA key that\nnothing reads.\n\nMore.\n".to_owned(),
        }];
        serde_json::from_str(&show(&told, &files, &rules, "docs/", "onrecord.toml")).unwrap()
    }

    #[test]
    fn a_result_has_its_rule_its_region_its_edit_and_an_encoded_address() {
        let log = log("a: 1\nспікер: x\n", &["спікер"]);
        let run = &log["runs"][0];
        insta::assert_snapshot!(run["results"][0].to_string().replace(",\"", ",\n\""), @r#"
        {"ruleId":"unknown-key",
        "ruleIndex":1,
        "level":"error",
        "message":{"text":"no such key\nnot known here"},
        "locations":[{"physicalLocation":{"artifactLocation":{"uri":"docs/content/articles/%D0%BF%D0%B5%D1%80%D1%88%D0%B8%D0%B9%20%D1%82%D0%B5%D1%81%D1%82.md",
        "uriBaseId":"%SRCROOT%"},
        "region":{"startLine":2,
        "startColumn":1,
        "endLine":2,
        "endColumn":7}}}],
        "relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"docs/content/articles/%D0%BF%D0%B5%D1%80%D1%88%D0%B8%D0%B9%20%D1%82%D0%B5%D1%81%D1%82.md",
        "uriBaseId":"%SRCROOT%"},
        "region":{"startLine":2,
        "startColumn":1,
        "endLine":2,
        "endColumn":7}},
        "id":1,
        "message":{"text":"here too"}}],
        "partialFingerprints":{"onrecord/v1":"c29d57f0c89ec63f36e08541:1"},
        "fixes":[{"description":{"text":"write it so"},
        "artifactChanges":[{"artifactLocation":{"uri":"docs/content/articles/%D0%BF%D0%B5%D1%80%D1%88%D0%B8%D0%B9%20%D1%82%D0%B5%D1%81%D1%82.md",
        "uriBaseId":"%SRCROOT%"},
        "replacements":[{"deletedRegion":{"startLine":2,
        "startColumn":1,
        "endLine":2,
        "endColumn":7},
        "insertedContent":{"text":"speaker"}}]}]}]}
        "#);
        insta::assert_snapshot!(run["tool"]["driver"]["rules"][1].to_string().replace(",\"", ",\n\""), @r##"
        {"id":"unknown-key",
        "name":"unknown-key",
        "shortDescription":{"text":"A key that is not known"},
        "fullDescription":{"text":"A key that nothing reads."},
        "help":{"text":"# unknown-key\n\nA key that\nnothing reads.\n\nMore.\n",
        "markdown":"# unknown-key\n\nA key that\nnothing reads.\n\nMore.\n"},
        "defaultConfiguration":{"level":"error",
        "enabled":true},
        "properties":{"problem.severity":"error"}}
        "##);
        assert_eq!(
            run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "docs/onrecord.toml"
        );
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "no-content");
    }

    #[test]
    fn a_fingerprint_stays_when_lines_move_and_parts_what_is_alike() {
        let print = |log: &Value, at: usize| {
            log["runs"][0]["results"][at]["partialFingerprints"]["onrecord/v1"].as_str().unwrap().to_owned()
        };
        let before = log("speeker: x\nspooker: y\n", &["speeker", "speeker", "spooker"]);
        let after = log("new: line\n\n  speeker: x\nspooker: z\n", &["speeker", "spooker"]);
        assert_eq!(print(&before, 0), print(&after, 0));
        assert!(print(&before, 0).ends_with(":1") && print(&before, 1).ends_with(":2"));
        assert_ne!(print(&before, 2), print(&after, 1), "its line says something else now");
    }
}
