//! `onrecord.toml`

use super::shape::{Record, address, file, flag, language, text, words};
use crate::load::figure::conventions;
use crate::load::site::LEVELS;
use crate::model::{CitationStyle, LikelihoodScale, Site};
use serde_json::{Map, Value, json};

pub(super) fn site(rules: &[(&str, &str)]) -> Value {
    let style = json!({ "type": "string", "enum": CitationStyle::names() });
    let within = |key, about, value| Record::new("onrecord.toml").described(key, about, value).done();
    let site = Record::new("onrecord.toml")
        .keys(&["title", "description"], text)
        .key("base_url", address())
        .key("language", language())
        .keys(&["publisher", "licence", "output"], text)
        .key("convention", words(conventions().into_iter().map(|(name, _)| name)))
        .key("likelihood", words(LikelihoodScale::NAMES.map(|(name, _)| name)))
        .key("citations", within("style", "the name of a CSL style", style))
        .key("rules", levels(rules))
        .key("record", within("last", "a copy of the published `record.json`", text()))
        .key("publish", publish())
        .key("budget", budget())
        .key("feed", within("entries", "how many articles the feed has at most", entries()))
        .key("content", within("raw_html", "`true` passes HTML on as it stands", flag()))
        .needs(&["title"])
        .done();
    file("onrecord.toml", site)
}

/// Whole KB.
fn budget() -> Value {
    let most = || json!({ "type": ["integer", "string"], "pattern": r"^\s*\d+\s*$", "minimum": 1, "maximum": 1_000_000 });
    Record::new("onrecord.toml")
        .described("html", "what a page may weigh, in KB", most())
        .described("css", "what a style sheet may weigh, in KB", most())
        .described("js", "what a script may weigh, in KB", most())
        .described("chart", "what the drawing of a chart may weigh, in KB", most())
        .described("nodes", "how many elements a page may have", most())
        .described("requests", "how many files a page may need to be shown, itself included", most())
        .done()
}

fn entries() -> Value {
    json!({
        "type": ["integer", "string"],
        "pattern": r"^\s*\d+\s*$",
        "minimum": 1,
        "maximum": Site::MOST_FEED_ENTRIES,
    })
}

/// A name with a dot in it, and no address.
fn cname() -> Value {
    json!({ "type": ["string", "number"], "pattern": r"^[^\s/:]+\.[^\s/:]+$", "not": { "type": "integer" } })
}

/// Where git puts the site. A name of git's is no address.
fn publish() -> Value {
    let name = || json!({ "type": ["string", "number"], "pattern": r"^[^-\s~^:?*\[\\][^\s~^:?*\[\\]*$" });
    Record::new("onrecord.toml")
        .described(
            "remote",
            "the name of the remote, as `git remote` lists them; `origin` where it is left out",
            name(),
        )
        .described("branch", "the branch; `gh-pages` where it is left out", name())
        .described("cname", "a host name of your own, for GitHub Pages", cname())
        .done()
}

fn levels(rules: &[(&str, &str)]) -> Value {
    let level = |about: &str| {
        let mut level = words(LEVELS.map(|(name, _)| name));
        level["description"] = json!(about);
        level
    };
    let properties: Map<String, Value> =
        rules.iter().map(|(name, about)| ((*name).to_owned(), level(about))).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}
