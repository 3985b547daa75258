//! `onrecord.toml`

use super::shape::{Record, address, file, flag, language, text, words};
use crate::load::figure::conventions;
use crate::load::site::LEVELS;
use crate::model::look::{Measure, Notes, TOKENS};
use crate::model::{CitationStyle, LikelihoodScale, Site, Status};
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
        .key("theme", theme())
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
        .described(
            "requests",
            "how many files a page may need to be shown, itself included and without what `[theme]` adds",
            most(),
        )
        .done()
}

/// How the site looks. A number is a text of its own here, as it is in every key.
fn theme() -> Value {
    let colour =
        || json!({ "type": "string", "pattern": r"^\s*(#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}|[a-z]+\(.*\))\s*$" });
    let picture = || json!({ "type": "string", "pattern": r"\.(svg|png|webp|jpe?g)\s*$" });
    let either = |one: Value, dark: Value, needs: &[&'static str]| {
        let pair = Record::new("onrecord.toml")
            .described("light", "on a light page", one.clone())
            .described("dark", "on a dark page", dark)
            .needs(needs)
            .done();
        json!({ "anyOf": [one, pair] })
    };
    let colours = TOKENS.iter().fold(Record::new("onrecord.toml"), |colours, token| {
        colours.described(token.name, token.about, either(colour(), colour(), &["light", "dark"]))
    });
    let statuses = Status::ALL.iter().fold(Record::new("onrecord.toml"), |statuses, status| {
        statuses.described(status.name(), "what readers see for it", text())
    });
    let (least, most) = Measure::BOUNDS;
    let whole: Vec<String> = (least..most).map(|size| size.to_string()).collect();
    let sizes = format!(r"^\s*(({})(\.\d)?|{most}(\.0)?)\s*(rem)?\s*$", whole.join("|"));
    let measure =
        json!({ "type": ["number", "string"], "minimum": least, "maximum": most, "pattern": sizes });
    Record::new("onrecord.toml")
        .described("name", "what the head of each page calls the site, where that is not its title", text())
        .described(
            "wordmark",
            "a picture below `static/` in the place of the name",
            either(picture(), picture(), &["light"]),
        )
        .described("measure", "the width of the column of text in letter sizes", measure)
        .described("notes", "where notes stand", words(Notes::NAMES.map(|(name, _)| name)))
        .described("colours", "colours by their names", colours.done())
        .described(
            "statuses",
            "what readers see for each status, in the site's own language",
            statuses.done(),
        )
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
