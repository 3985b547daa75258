//! `onrecord.toml`.

use super::fields::Fields;
use super::figure::conventions;
use super::look::{self, ThemeDoc};
use super::misplaced;
use super::node::{Node, Value};
use super::publishing::{PublishDoc, budget, publishing};
use super::toml;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Placed, nearest};
use crate::model::{BaseUrl, Budget, CitationStyle, Convention, Language, Level, LikelihoodScale, Site};
use crate::path::RelPath;
use std::collections::BTreeMap;

/// What `onrecord.toml` says, and where it names rules, whose names only `check` knows.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteDoc {
    /// The site.
    pub site: Site,
    /// The keys below `[rules]`.
    pub rules: Vec<Placed<String>>,
    /// `last` below `[record]`: the record of what was published before, kept with the site.
    pub last_record: Option<Placed<RelPath>>,
    /// `[publish]`: where `onrecord publish` puts the site.
    pub publish: PublishDoc,
    /// `[theme]`: how it looks.
    pub theme: ThemeDoc,
}

impl Default for SiteDoc {
    fn default() -> Self {
        Self {
            site: default_site(),
            rules: Vec::new(),
            last_record: None,
            publish: PublishDoc::default(),
            theme: ThemeDoc::default(),
        }
    }
}

pub(super) const LEVELS: [(&str, Level); 3] =
    [("error", Level::Error), ("warning", Level::Warning), ("off", Level::Off)];

/// Reads the configuration; what is missing or wrong is told and replaced by its default, so that reading goes on.
pub(super) fn site(text: &str, file: FileId, out: &mut Diagnostics) -> SiteDoc {
    let mut doc = SiteDoc::default();
    let top = Place::new(file, 0..text.find('\n').unwrap_or(text.len()));
    let Some(mut node) = toml::parse(text, file, 0, out) else { return doc };
    misplaced::put_right(&mut node, text, out);
    let Some(mut fields) = Fields::open(&node, "`onrecord.toml`", top, out) else { return doc };
    let site = &mut doc.site;
    if let Some(title) = fields.required_text("title", "it stands at the head of every page") {
        site.title = title;
    }
    site.description = fields.text("description");
    let base_url = fields.parsed("base_url", "bad-url", |text| BaseUrl::parse(text).map_err(str::to_owned));
    site.base_url = base_url.as_ref().map(|url| url.value.clone());
    let language = |text: &str| {
        Language::new(text)
            .ok_or_else(|| "not a language tag such as `en`, `uk` or `pt-BR` (BCP 47)".to_owned())
    };
    if let Some(language) = fields.parsed("language", "bad-value", language) {
        site.language = language.value;
    }
    site.publisher = fields.text("publisher");
    site.licence = fields.text("licence");
    if let Some(output) = fields.parsed("output", "bad-path", output) {
        site.output = output.value;
    }
    if let Some(convention) = fields.word("convention", &conventions()) {
        site.convention = convention.value;
    }
    site.likelihood = fields.word("likelihood", &LikelihoodScale::NAMES).map(|scale| scale.value);
    publishing(&mut fields, site, &mut doc.publish, base_url.as_ref());
    if let Some(node) = fields.node("content")
        && let Some(mut content) = Fields::open(node, "`[content]`", node.place, fields.out)
    {
        site.raw_html = content.flag("raw_html").unwrap_or(false);
        content.close();
    }
    if let Some(node) = fields.node("citations")
        && let Some(mut citations) = Fields::open(node, "`[citations]`", node.place, fields.out)
    {
        let name = citations.placed_text("style");
        if let Some(style) = name.and_then(|name| style(&name, citations.out)) {
            site.citations = style;
        }
        citations.close();
    }
    if let Some(node) = fields.node("record")
        && let Some(mut record) = Fields::open(node, "`[record]`", node.place, fields.out)
    {
        doc.last_record =
            record.parsed("last", "bad-path", |text| RelPath::new(text).map_err(|error| error.to_string()));
        record.close();
    }
    budget(&mut fields, &mut site.budget);
    doc.theme = look::theme(&mut fields);
    if let Some(node) = fields.node("rules") {
        (site.rules, doc.rules) = rules(node, fields.out);
    }
    fields.close();
    doc
}

fn default_site() -> Site {
    Site {
        title: "Untitled".to_owned(),
        description: None,
        base_url: None,
        cname: None,
        feed_entries: Site::FEED_ENTRIES,
        budget: Budget::default(),
        language: Language::new("en").unwrap_or_else(|| unreachable!("`en` has the shape of a tag")),
        publisher: None,
        licence: None,
        output: RelPath::new("public").unwrap_or_else(|_| unreachable!("`public` is a path")),
        convention: Convention::default(),
        likelihood: None,
        rules: BTreeMap::new(),
        citations: CitationStyle::default(),
        raw_html: false,
    }
}

fn style(name: &Placed<String>, out: &mut Diagnostics) -> Option<CitationStyle> {
    let style = CitationStyle::named(&name.value);
    if style.is_none() {
        let diagnostic =
            Diagnostic::error("unknown-word", format!("there is no citation style `{}`", name.value))
                .at(name.place, "not known");
        out.push(match nearest(&name.value, CitationStyle::names().iter().copied()) {
            Some(near) => diagnostic
                .with_help(format!("the nearest is `{near}`"))
                .with_suggestion(name.place, format!("\"{near}\"")),
            None => diagnostic.with_help(format!(
                "most sites choose from {}; the page on the format lists all {}",
                CitationStyle::COMMON.map(|name| format!("`{name}`")).join(", "),
                CitationStyle::names().len()
            )),
        });
    }
    style
}

/// The output has to be a folder of its own: a build removes what it once wrote and no longer makes.
fn output(text: &str) -> Result<RelPath, String> {
    let path = RelPath::new(text.trim_end_matches('/')).map_err(|error| error.to_string())?;
    let first = path.as_str().split('/').next().unwrap_or_default();
    match first {
        "content" | "templates" | "static" | ".git" => {
            Err("the output cannot stand among the input".to_owned())
        }
        _ => Ok(path),
    }
}

fn rules(node: &Node, out: &mut Diagnostics) -> (BTreeMap<String, Level>, Vec<Placed<String>>) {
    let Value::Map(entries) = &node.value else {
        out.push(
            Diagnostic::error("wrong-type", "`rules` is a group of keys")
                .at(node.place, format!("this is {}", node.what()))
                .with_help("write `[rules]` on a line of its own, and below it a line for each rule: `unused-source = \"off\"`"),
        );
        return Default::default();
    };
    let mut levels = BTreeMap::new();
    let mut names = Vec::new();
    for (name, node) in entries {
        let Some(text) = super::fields::text_of(node, &name.value, out) else { continue };
        if let Some(level) = super::fields::word_of(&text, "level", &LEVELS, out) {
            levels.insert(name.value.clone(), level.value);
            names.push(name.clone());
        }
    }
    (levels, names)
}
