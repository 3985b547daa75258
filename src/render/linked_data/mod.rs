//! What a page tells, for machines: JSON-LD in the words of schema.org, one graph for each page.
//!
//! It says what the page says and no more. How a claim stands is worked out from a record and is no verdict, so there is a
//! `ClaimReview` only where the author stated one. A refusal asserts nothing, so it is no `Claim`. Who is not named has no
//! name here either.

mod claim;
mod record;

use super::desk::Desk;
use super::head::list_title;
use super::html::Html;
use super::links::{self, Here};
use super::{FigureFile, Job, instant, picture};
use crate::model::{Article, ArticleKind, Figure, Key, Page, Source, Speaker, When};
use crate::resolve::Briefing;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The graph of the page that `job` makes; nothing for what is no page.
pub(super) fn of_page(desk: &Desk<'_>, here: &Here, job: Job) -> Option<Html> {
    let at = here.for_machines(&desk.briefing.site);
    let mut graph =
        Graph { desk, at: &at, nodes: Vec::new(), speakers: BTreeSet::new(), sources: BTreeSet::new() };
    match job {
        Job::Home => graph.site(),
        Job::Article(key) => graph.article(key),
        Job::Figure(key) => graph.figure(key),
        Job::Source(key) => graph.source_page(key),
        Job::Speaker(key) => graph.speaker_page(key),
        Job::Page(key) => graph.free_page(key),
        _ => graph.list(list_title(job)?),
    }
    Some(inert(&json!({ "@context": "https://schema.org", "@graph": graph.nodes })))
}

/// JSON that can stand in a `script` element: none of its strings can end the element, and no reader of scripts takes a line
/// end in one for the end of a line.
fn inert(value: &Value) -> Html {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    Html(out)
}

/// The nodes of one page. Speakers and sources that several claims share stand in it once.
struct Graph<'a> {
    desk: &'a Desk<'a>,
    at: &'a Here,
    nodes: Vec<Value>,
    speakers: BTreeSet<Key<Speaker>>,
    sources: BTreeSet<Key<Source>>,
}

/// A node with those of `properties` that there are.
fn node<const N: usize>(kind: &str, properties: [(&str, Option<Value>); N]) -> Value {
    let kind = [("@type".to_owned(), Value::from(kind))];
    let there = properties.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(kind.into_iter().chain(there).collect::<Map<_, _>>())
}

/// A reference to another node.
fn id(address: String) -> Value {
    json!({ "@id": address })
}

/// Nothing for a list of nothing.
fn list(values: Vec<Value>) -> Option<Value> {
    (!values.is_empty()).then_some(Value::Array(values))
}

fn text(text: &str) -> Option<Value> {
    Some(Value::from(text))
}

fn optional(text: Option<&String>) -> Option<Value> {
    text.map(|text| Value::from(text.as_str()))
}

fn date(when: Option<&When>) -> Option<Value> {
    when.and_then(When::machine).map(Value::from)
}

impl<'a> Graph<'a> {
    fn briefing(&self) -> &'a Briefing {
        self.desk.briefing
    }

    /// The address of the page.
    fn here(&self) -> Option<Value> {
        Some(Value::from(self.at.to(self.at.page())))
    }

    /// Who publishes the site.
    fn publisher(&self) -> Option<Value> {
        let site = &self.briefing().site;
        let url = site.base_url.as_ref().map(|base| Value::from(base.as_str()));
        let name = site.publisher.as_ref().unwrap_or(&site.title);
        Some(node("Organization", [("name", text(name)), ("url", url)]))
    }

    fn site(&mut self) {
        let site = &self.briefing().site;
        self.nodes.push(node(
            "WebSite",
            [
                ("@id", self.here()),
                ("url", self.here()),
                ("name", text(&site.title)),
                ("description", optional(site.description.as_ref())),
                ("inLanguage", text(site.language.as_str())),
                ("publisher", self.publisher()),
            ],
        ));
    }

    fn list(&mut self, title: &str) {
        self.nodes.push(node("CollectionPage", [("@id", self.here()), ("name", text(title))]));
    }

    fn free_page(&mut self, key: Key<Page>) {
        let page = &self.briefing().pages[key];
        let description = optional(page.summary.as_ref());
        self.nodes.push(node(
            "WebPage",
            [("@id", self.here()), ("name", text(&page.title)), ("description", description)],
        ));
    }

    fn article(&mut self, key: Key<Article>) {
        let article = &self.briefing().articles[key];
        let kind = match article.kind {
            ArticleKind::News => "NewsArticle",
            ArticleKind::Report => "Report",
        };
        let site = &self.briefing().site;
        let is_site = |name: &String| *name == site.title || site.publisher.as_ref() == Some(name);
        let authors = article.authors.iter().map(|name| match is_site(name) {
            true => self.publisher().unwrap_or_default(),
            false => node("Person", [("name", text(name))]),
        });
        let authors: Vec<Value> = authors.collect();
        let language = article.language.as_deref().unwrap_or(self.briefing().site.language.as_str());
        let picture =
            picture::figure_of(self.desk, key).and_then(|(figure, _)| picture::path(self.desk, figure));
        let picture = picture.and_then(|path| self.whole(&path));
        let collections = &self.briefing().collections;
        let tags = article.tags.iter().map(|tag| Value::from(collections[*tag].name.clone())).collect();
        let series = article.series.map(|series| {
            let series = &collections[series];
            let address = self.whole(&links::collection(&series.id));
            node("CreativeWorkSeries", [("@id", address), ("name", text(&series.name))])
        });
        let original = article.original.and_then(|original| {
            let address = self.whole(&links::article(&self.briefing().articles[original].id));
            address.as_ref().and_then(Value::as_str).map(|address| id(address.to_owned()))
        });
        let claims = self.claims_of(key);
        let figures: Vec<Key<Figure>> = self.desk.uses[key].iter().copied().collect();
        let about = figures.iter().map(|&figure| id(self.figure_address(figure))).collect();
        let mentions = claims.iter().map(|&claim| id(self.claim_address(claim))).collect();
        self.nodes.push(node(
            kind,
            [
                ("@id", self.here()),
                ("url", self.here()),
                ("headline", text(&article.title)),
                ("description", optional(article.summary.as_ref())),
                ("datePublished", date(Some(&article.date))),
                ("dateModified", date(article.updated.as_ref().or(Some(&article.date)))),
                ("inLanguage", text(language)),
                ("keywords", list(tags)),
                ("isPartOf", series),
                ("translationOfWork", original),
                ("author", list(authors).or_else(|| self.publisher())),
                ("publisher", self.publisher()),
                ("image", picture),
                ("about", list(about)),
                ("mentions", list(mentions)),
            ],
        ));
        for figure in figures {
            let address = Some(Value::from(self.figure_address(figure)));
            let name = text(&self.briefing().figures[figure].title);
            let description = self.description(figure);
            self.nodes
                .push(node("Dataset", [("@id", address), ("name", name), ("description", description)]));
        }
        claims.into_iter().for_each(|claim| self.claim(key, claim));
    }

    fn figure(&mut self, key: Key<Figure>) {
        let figure = &self.briefing().figures[key];
        let measure = |measure: &crate::model::Measure| {
            node("PropertyValue", [("name", text(&measure.label)), ("unitText", text(&figure.unit))])
        };
        let picture = picture::path(self.desk, key).and_then(|path| self.whole(&path));
        let files = FigureFile::ALL.iter().map(|file| {
            let path = links::figure_file(&figure.id, file.ending());
            let format = file.media_type();
            let address = Value::from(self.at.to(&path));
            node("DataDownload", [("encodingFormat", text(format)), ("contentUrl", Some(address))])
        });
        let licence = self.briefing().site.licence.as_ref();
        let licence = licence.map(|licence| node("CreativeWork", [("name", text(licence))]));
        self.nodes.push(node(
            "Dataset",
            [
                ("@id", self.here()),
                ("url", self.here()),
                ("name", text(&figure.title)),
                ("description", self.description(key)),
                ("dateModified", figure.checked.as_ref().and_then(instant::exact).map(Value::from)),
                ("temporalCoverage", self.time(figure)),
                ("variableMeasured", list(figure.measures.iter().map(measure).collect())),
                ("creator", self.publisher()),
                ("license", licence),
                ("isAccessibleForFree", Some(true.into())),
                ("image", picture),
                ("distribution", list(files.collect())),
            ],
        ));
    }

    fn description(&self, key: Key<Figure>) -> Option<Value> {
        let figure = &self.briefing().figures[key];
        text(figure.summary.as_ref().unwrap_or(&figure.title))
    }

    /// From the first day that an estimate counts to the last (ISO 8601).
    fn time(&self, figure: &Figure) -> Option<Value> {
        let estimates = || figure.estimates.iter().map(|&key| &self.briefing().estimates[key]);
        let times = || estimates().filter_map(|estimate| estimate.counting.time().or(estimate.said.as_ref()));
        let first = times().filter_map(When::first_day).min()?;
        let last = times().filter_map(When::last_day).max()?;
        let day = |day: crate::model::when::Day| {
            let (year, month, day) = day.civil();
            (0..=9999).contains(&year).then(|| format!("{year:04}-{month:02}-{day:02}"))
        };
        let (first, last) = (day(first)?, day(last)?);
        Some(Value::from(if first == last { first } else { format!("{first}/{last}") }))
    }

    fn figure_address(&self, key: Key<Figure>) -> String {
        self.at.to(&links::figure(&self.briefing().figures[key].id))
    }

    /// The address of a file, where the site knows its own.
    fn whole(&self, path: &crate::path::RelPath) -> Option<Value> {
        links::lasting(&self.briefing().site, path).map(Value::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_string_ends_the_element_that_it_stands_in_and_each_is_read_back(text in "(\\PC|</script>|<!--|\u{2028}|[&\"\\\\\u{0}]){0,20}") {
            let value = json!({ "a": text });
            let Html(printed) = inert(&value);
            prop_assert!(!printed.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{printed}");
            prop_assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), value);
        }
    }
}
