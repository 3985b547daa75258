//! The marks of an article as W3C Web Annotations: <https://www.w3.org/TR/annotation-model/>.
//!
//! One file for an article, a collection with its one page in it. Each mark of a claim is an annotation: its body is the claim, its target
//! the words in the article, by quote, by position and, where one element holds them, by fragment. After them come the
//! quotes that its evidence rests on, as annotations of the sources. The text that positions are counted in stands in the
//! file, so that they can be checked without the page; `content/pages/guide/data.md` says how the text is got from the page.

mod read;
mod selector;
#[cfg(test)]
mod tests;

use super::json::lines;
use crate::language::english;
use crate::model::{Article, Claim, Evidence, Key, QuoteCheck, Speaking};
use crate::path::RelPath;
use crate::render::desk::Desk;
use crate::render::links::{self, Here, encode};
use crate::render::prose::each_part;
use crate::render::source;
use crate::render::text::Setting;
use crate::render::words;
use read::{Mention, Reader, Reading};
use serde_json::{Value, json};

/// The media type of such a file (W3C Web Annotation Protocol, section 4.1).
pub(crate) const MEDIA_TYPE: &str = "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"";

/// Which claims an article marks, and where in its text.
struct Annotated<'a> {
    desk: &'a Desk<'a>,
    here: Here,
    key: Key<Article>,
    article: &'a Article,
}

/// The file of an article.
pub(crate) fn annotations(desk: &Desk<'_>, key: Key<Article>) -> Vec<u8> {
    let article = &desk.briefing.articles[key];
    let here = Here::at(links::annotations(&article.id));
    Annotated { desk, here, key, article }.file()
}

/// The normalised text of an article with the marks in it.
fn reading(desk: &Desk<'_>, key: Key<Article>) -> Reading {
    let article = &desk.briefing.articles[key];
    let here = &Here::at(links::article(&article.id));
    let mut reader = Reader::default();
    each_part(
        &desk.briefing.texts.articles[key],
        Setting { desk, here, article: Some(key), under: 1, footnotes: "" },
        |part| {
            reader.read(&part.html.0);
            // On the page a line end stands after a chart, and after a stretch with notes.
            if part.chart.is_some() || !part.noted.is_empty() {
                reader.line_end();
            }
        },
    );
    reader.finish()
}

/// The claims of a page by the names in its anchors.
fn claims_by_name<'a>(
    desk: &'a Desk<'_>,
    key: Key<Article>,
) -> impl Fn(&str) -> Option<Key<Claim>> + use<'a> {
    let numbers = desk.numbers(key);
    let claims: std::collections::BTreeMap<_, _> =
        numbers.order().iter().filter_map(|&claim| Some((numbers.name(claim)?, claim))).collect();
    move |name| claims.get(name).copied()
}

impl Annotated<'_> {
    fn file(&self) -> Vec<u8> {
        let reading = reading(self.desk, self.key);
        let claims = claims_by_name(self.desk, self.key);
        let mentions = reading.mentions.iter().filter_map(|mention| Some((claims(&mention.name)?, mention)));
        let marks = mentions.filter_map(|(claim, mention)| self.mark(claim, mention, &reading.text));
        let own = self.desk.numbers(self.key).order().iter();
        let own = own.filter(|&&claim| self.desk.briefing.claims[claim].article == self.key);
        let items: Vec<Value> = marks.chain(own.flat_map(|&claim| self.quotes(claim))).collect();
        lines(&json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": self.id(""),
            "type": "AnnotationCollection",
            "label": format!("Claims marked in “{}”", self.article.title),
            "total": items.len(),
            "schema:about": {
                "id": self.page(&links::article(&self.article.id), ""),
                "type": "schema:Article",
                "schema:headline": self.article.title,
                "schema:inLanguage": self.language(),
                "schema:text": reading.text,
            },
            "first": {
                "id": self.id("page"),
                "type": "AnnotationPage",
                "startIndex": 0,
                "items": items,
            },
        }))
    }

    fn language(&self) -> &str {
        self.article.language.as_deref().unwrap_or(self.desk.briefing.site.language.as_str())
    }

    /// The address of a part of this file.
    fn id(&self, part: &str) -> String {
        self.page(self.here.page(), part)
    }

    /// The address of a part of a page: the lasting one where the site knows its own, and else from this file.
    fn page(&self, page: &RelPath, part: &str) -> String {
        let whole = links::lasting(&self.desk.briefing.site, page).unwrap_or_else(|| self.here.to(page));
        if part.is_empty() { whole } else { format!("{whole}#{}", encode(part)) }
    }

    /// A mark, unless there are no words in it.
    fn mark(&self, claim: Key<Claim>, mention: &Mention, text: &str) -> Option<Value> {
        let article = self.page(&links::article(&self.article.id), "");
        // Other words may stand between its pieces: a footnote is printed elsewhere than it is written.
        let targets: Vec<Value> = mention
            .ranges
            .iter()
            .map(|range| {
                let mut selectors = vec![selector::quote(text, range), selector::position(text, range)];
                if mention.is_whole {
                    selectors.push(selector::fragment(&mention.id));
                }
                json!({ "source": article, "selector": selectors })
            })
            .collect();
        let target = match targets.as_slice() {
            [] => return None,
            [one] => one.clone(),
            _ => Value::Array(targets),
        };
        Some(json!({
            "id": self.id(&mention.id),
            "type": "Annotation",
            "motivation": "identifying",
            "body": [self.claim(claim), self.describing(claim), self.tagging(claim)],
            "target": target,
        }))
    }

    /// The claim itself, under the address of its card.
    fn claim(&self, key: Key<Claim>) -> Value {
        let claim = &self.desk.briefing.claims[key];
        let mut node = json!({
            "id": self.card(key),
            "type": "schema:Claim",
            "schema:text": claim.statement,
        });
        if let Some(said) = &claim.said {
            node["schema:dateCreated"] = json!(said.to_string());
        }
        let name = self.desk.name(claim.speaker);
        node["schema:author"] = match claim.speaker {
            Speaking::Speaker(speaker) => json!({
                "id": self.page(&links::speaker(&self.desk.briefing.speakers[speaker].id), ""),
                "schema:name": name,
            }),
            Speaking::Site => json!({ "id": self.page(&links::home(), ""), "schema:name": name }),
        };
        node
    }

    fn card(&self, key: Key<Claim>) -> String {
        let id = &self.desk.briefing.claims[key].id;
        self.page(&links::article(&id.article), &format!("claim-{}", id.name))
    }

    /// Who says it, when, and how it stands, for those who read annotations and not data.
    fn describing(&self, key: Key<Claim>) -> Value {
        let claim = &self.desk.briefing.claims[key];
        let who = self.desk.name(claim.speaker);
        let said = claim.said.as_ref().map(|said| format!(", {}", english().date(said))).unwrap_or_default();
        let status = words::status(english(), claim.standing.status).word;
        json!({
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "value": format!("{who}{said}: {} {status}: {}", claim.statement, english().phrase(&claim.standing.reason)),
        })
    }

    fn tagging(&self, key: Key<Claim>) -> Value {
        let status = self.desk.briefing.claims[key].standing.status;
        json!({ "type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": status.name() })
    }

    /// The quotes of a claim as annotations of their sources.
    fn quotes(&self, key: Key<Claim>) -> Vec<Value> {
        let claim = &self.desk.briefing.claims[key];
        let at = |(place, evidence): (usize, &Evidence)| {
            let (url, quote) = self.literal(evidence)?;
            Some(json!({
                "id": self.id(&format!("q-{}:{}", claim.id.name, place + 1)),
                "type": "Annotation",
                "motivation": "linking",
                "body": self.card(key),
                "target": { "source": url, "selector": selector::of_source(quote, &evidence.passage) },
            }))
        };
        claim.evidence.iter().enumerate().filter_map(at).collect()
    }

    /// The address of a source and its words, where they stand there as they are, as far as we know: a quote from which
    /// something was left out, or that our copy has otherwise, selects nothing.
    fn literal<'e>(&'e self, evidence: &'e Evidence) -> Option<(&'e str, &'e str)> {
        let url = source::reachable(&self.desk.briefing.sources[evidence.source])?;
        let quote = evidence.words()?.value.as_str();
        let is_known = match &evidence.check {
            Some(QuoteCheck::Verbatim) => true,
            Some(QuoteCheck::NoSnapshot) => !["…", "...", "["].iter().any(|sign| quote.contains(sign)),
            _ => false,
        };
        (is_known && !quote.trim().is_empty()).then_some((url, quote))
    }
}
