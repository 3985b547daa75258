//! Tags, series and authors: which articles belong together.

use super::names::Names;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed, nearest};
use crate::load::{ArticleDoc, AuthorDoc};
use crate::model::{
    Article, ArticleId, Collection, CollectionId, CollectionKind, Key, Label, Language, Table,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an article is collected under.
#[derive(Clone, Debug, Default)]
pub(super) struct Filed {
    pub(super) tags: Vec<Key<Collection>>,
    pub(super) series: Option<Key<Collection>>,
    /// The names of its authors, each with its page.
    pub(super) authors: Vec<(String, Option<Key<Collection>>)>,
}

/// An article that names a collection.
struct Mention<'a> {
    label: &'a Placed<Label>,
    article: &'a ArticleDoc,
}

type Mentions<'a> = BTreeMap<CollectionId, Vec<Mention<'a>>>;

/// Makes the collections, and says for each article, in their order, what it is collected under.
pub(super) fn collect(
    docs: &[Arc<ArticleDoc>],
    authors: &[AuthorDoc],
    names: &Names,
    site: &Language,
    out: &mut Diagnostics,
) -> (Table<Collection>, Vec<Filed>) {
    let mut found: BTreeMap<CollectionId, Collection> = BTreeMap::new();
    for (id, mentions) in mentions(docs) {
        let mut members: Vec<&ArticleDoc> = Vec::new();
        for mention in &mentions {
            if members.iter().all(|member| member.id != mention.article.id) {
                members.push(mention.article);
            }
        }
        if id.kind == CollectionKind::Series {
            in_order(&mut members, site, out);
        }
        let label = spelling(&mentions, out);
        found.insert(id.clone(), collection(id, label.place, label.value.as_str(), &members, names));
    }
    let records = author_records(authors, out);
    for author in records.values() {
        let members: Vec<&ArticleDoc> = docs
            .iter()
            .map(|doc| &**doc)
            .filter(|doc| doc.authors.iter().any(|name| is(author, &name.value)))
            .collect();
        if members.is_empty() {
            continue;
        }
        let id = CollectionId { kind: CollectionKind::Author, slug: author.id.value.to_string() };
        let made = collection(id.clone(), author.id.place, &author.name, &members, names);
        let (role, about, url) = (author.role.clone(), author.about.clone(), author.url.clone());
        found.insert(id, Collection { role, about, url, ..made });
    }
    let mut table = Table::default();
    for collection in found.into_values() {
        // Ids are those of a map, so no two are alike.
        let _ = table.add(collection);
    }
    let filed = docs.iter().map(|doc| filed(doc, &table, &records, out)).collect();
    (table, filed)
}

fn mentions(docs: &[Arc<ArticleDoc>]) -> Mentions<'_> {
    let mut mentions = Mentions::new();
    for article in docs {
        let tags = article.tags.iter().map(|label| (CollectionKind::Tag, label));
        let series = article.series.iter().map(|label| (CollectionKind::Series, label));
        for (kind, label) in tags.chain(series) {
            mentions.entry(id(kind, &label.value)).or_default().push(Mention { label, article });
        }
    }
    mentions
}

fn id(kind: CollectionKind, label: &Label) -> CollectionId {
    CollectionId { kind, slug: label.slug().to_owned() }
}

fn collection(
    id: CollectionId,
    place: Place,
    name: &str,
    members: &[&ArticleDoc],
    names: &Names,
) -> Collection {
    let key = |id: &ArticleId| -> Option<Key<Article>> { names.articles.get(id) };
    Collection {
        id,
        place,
        name: name.to_owned(),
        role: None,
        about: None,
        url: None,
        articles: members.iter().filter_map(|member| key(&member.id)).collect(),
    }
}

/// How most articles write it; others that write it differently are told.
fn spelling<'a>(mentions: &[Mention<'a>], out: &mut Diagnostics) -> &'a Placed<Label> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in mentions {
        *counts.entry(mention.label.value.as_str()).or_default() += 1;
    }
    let count = |mention: &Mention<'_>| counts.get(mention.label.value.as_str()).copied().unwrap_or(0);
    let mut usual = &mentions[0];
    for mention in mentions {
        if count(mention) > count(usual) {
            usual = mention;
        }
    }
    let text = usual.label.value.as_str();
    for other in mentions.iter().filter(|mention| mention.label.value.as_str() != text) {
        let wrong = other.label.value.as_str();
        out.push(
            Diagnostic::warning("spelt-differently", format!("`{wrong}` and `{text}` have one address"))
                .at(other.label.place, "written otherwise here")
                .with_related(usual.label.place, "and so here")
                .with_why("both lead to one page, which can be called by one of them only")
                .with_help(format!("write `{text}`, or words that differ in letters or digits"))
                .with_suggestion_in(other.label.place, wrong, text),
        );
    }
    usual.label
}

/// Puts the articles of a series into the order in which they are read: by `part`, and where they have none by date.
fn in_order(members: &mut [&ArticleDoc], site: &Language, out: &mut Diagnostics) {
    let day = |doc: &ArticleDoc| doc.date.as_ref().and_then(|date| date.value.first_day());
    let part = |doc: &ArticleDoc| doc.part.as_ref().map(|part| part.value);
    members.sort_by(|a, b| {
        let key = |doc| (part(doc).unwrap_or(u32::MAX), day(doc));
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    let language = |doc: &ArticleDoc| match &doc.language {
        Some(language) => language.value.clone(),
        None => site.as_str().to_owned(),
    };
    let mut taken: BTreeMap<(String, u32), Place> = BTreeMap::new();
    for member in members.iter() {
        let Some(part) = &member.part else { continue };
        if let Some(first) = taken.insert((language(member), part.value), part.place) {
            out.push(
                Diagnostic::warning(
                    "series-parts",
                    format!("two articles are part {} of a series", part.value),
                )
                .at(part.place, "this is one of them")
                .with_related(first, "this is the other")
                .with_why("readers who follow a series are led from each part to the next")
                .with_help("give one of them another number"),
            );
        }
    }
    let Some(numbered) = members.iter().find_map(|member| member.part.as_ref()) else { return };
    for series in members.iter().filter(|member| member.part.is_none()).filter_map(|doc| doc.series.as_ref())
    {
        out.push(
            Diagnostic::warning("series-parts", "an article of a numbered series has no number")
                .at(series.place, "comes after all that have one")
                .with_related(numbered.place, "another has one")
                .with_why("readers who follow a series are led from each part to the next")
                .with_help("add `part`, or take it out of all: they are then in the order of their dates"),
        );
    }
}

/// The records of authors by id; of two with one id the first counts.
fn author_records<'a>(authors: &'a [AuthorDoc], out: &mut Diagnostics) -> BTreeMap<&'a str, &'a AuthorDoc> {
    let mut records: BTreeMap<&str, &AuthorDoc> = BTreeMap::new();
    for author in authors {
        let id = author.id.value.as_str();
        match records.get(id) {
            None => drop(records.insert(id, author)),
            Some(first) => out.push(
                Diagnostic::error("duplicate-id", format!("two authors are called `{id}`"))
                    .at(author.id.place, "called so again here")
                    .with_related(first.id.place, "first called so here")
                    .with_why("an article that names it could mean either")
                    .with_help("give one of them another id"),
            ),
        }
    }
    records
}

/// Whether an article that names `name` among its authors means this one.
fn is(author: &AuthorDoc, name: &str) -> bool {
    author.id.value.as_str() == name || author.name == name
}

fn filed(
    doc: &ArticleDoc,
    table: &Table<Collection>,
    records: &BTreeMap<&str, &AuthorDoc>,
    out: &mut Diagnostics,
) -> Filed {
    let mut filed = Filed {
        series: doc.series.as_ref().and_then(|label| table.find(&id(CollectionKind::Series, &label.value))),
        ..Filed::default()
    };
    for label in &doc.tags {
        let tag = table.find(&id(CollectionKind::Tag, &label.value));
        filed.tags.extend(tag.filter(|tag| !filed.tags.contains(tag)));
    }
    for name in &doc.authors {
        let record = records.get(name.value.as_str()).copied();
        let record = record.or_else(|| records.values().copied().find(|author| is(author, &name.value)));
        match record {
            Some(author) => {
                let slug = author.id.value.to_string();
                let page = table.find(&CollectionId { kind: CollectionKind::Author, slug });
                filed.authors.push((author.name.clone(), page));
            }
            None => {
                if !records.is_empty() {
                    out.push(unknown_author(name, records));
                }
                filed.authors.push((name.value.clone(), None));
            }
        }
    }
    filed
}

fn unknown_author(name: &Placed<String>, records: &BTreeMap<&str, &AuthorDoc>) -> Diagnostic {
    let diagnostic =
        Diagnostic::warning("unknown-author", format!("there is no record of an author `{}`", name.value))
            .at(name.place, "has no page")
            .with_why("other authors of this site have one, to which their names lead");
    let known = records.values().flat_map(|author| [author.id.value.as_str(), author.name.as_str()]);
    match nearest(&name.value, known) {
        Some(near) => diagnostic.with_help(format!("the nearest is `{near}`")).with_suggestion_in(
            name.place,
            &name.value,
            near,
        ),
        None => diagnostic.with_help("write one in a file of `content/authors/`, with a `name` below its id"),
    }
}
