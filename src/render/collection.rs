//! Tags, series and authors: their pages, and what an article says of those that it belongs to.

use super::article::{EntryView, entry};
use super::desk::{Desk, LinkView};
use super::links::{self, Here};
use crate::model::{Article, Collection, CollectionKind, Key};
use crate::resolve::Briefing;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What `collection.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct CollectionView {
    /// What it is: `tags`, `series` or `authors`.
    kind: &'static str,
    /// Its name.
    name: String,
    /// What an author does.
    role: Option<String>,
    /// What it is about.
    about: Option<String>,
    /// An address elsewhere.
    url: Option<String>,
    /// The list of all of its kind.
    all: String,
    /// Its articles, by language.
    groups: Vec<GroupView>,
}

/// Articles of a collection: those of a series in one language, which are read one after the other, or all.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "LanguageGroup")]
struct GroupView {
    /// The language in its own words, where there are several.
    language: Option<String>,
    /// The articles.
    articles: Vec<EntryView>,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, key: Key<Collection>) -> CollectionView {
    let collection = &desk.briefing.collections[key];
    let kind = collection.id.kind;
    CollectionView {
        kind: kind.name(),
        name: collection.name.clone(),
        role: collection.role.clone(),
        about: collection.about.clone(),
        url: collection.url.clone(),
        all: here.to(&links::index(kind.folder())),
        groups: groups(desk, here, collection),
    }
}

fn groups(desk: &Desk<'_>, here: &Here, collection: &Collection) -> Vec<GroupView> {
    let entries = |articles: &[Key<Article>]| articles.iter().map(|&key| entry(desk, here, key)).collect();
    let mut by_language: BTreeMap<String, Vec<Key<Article>>> = BTreeMap::new();
    for &key in &collection.articles {
        by_language.entry(language(desk.briefing, key)).or_default().push(key);
    }
    if collection.id.kind != CollectionKind::Series || by_language.len() == 1 {
        return vec![GroupView { language: None, articles: entries(&collection.articles) }];
    }
    let site = desk.briefing.site.language.as_str().to_ascii_lowercase();
    let mut groups: Vec<_> = by_language.into_iter().collect();
    // The sort keeps the order of those that are equal.
    groups.sort_by_key(|(language, _)| *language != site);
    let group = |(language, articles): (String, Vec<_>)| GroupView {
        language: Some(own_name(&language)),
        articles: entries(&articles),
    };
    groups.into_iter().map(group).collect()
}

/// The language of an article, by which it is told whether two are in the same.
fn language(briefing: &Briefing, key: Key<Article>) -> String {
    briefing.language_of(&briefing.articles[key]).to_ascii_lowercase()
}

/// What `collections.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct CollectionsView {
    /// What they are: `tags`, `series` or `authors`.
    kind: &'static str,
    /// All of them.
    entries: Vec<CollectionEntryView>,
}

/// A collection in a list.
#[derive(JsonSchema, Serialize)]
struct CollectionEntryView {
    /// Its name.
    name: String,
    /// Its address.
    href: String,
    /// What an author does.
    role: Option<String>,
    /// How many articles it has.
    articles: usize,
}

pub(crate) fn list(desk: &Desk<'_>, here: &Here, kind: CollectionKind) -> CollectionsView {
    let mut all: Vec<_> = of_kind(desk.briefing, kind).collect();
    all.sort_by_cached_key(|(key, collection)| (collection.name.to_lowercase(), *key));
    let entries = all.into_iter().map(|(_, collection)| CollectionEntryView {
        name: collection.name.clone(),
        href: here.to(&links::collection(&collection.id)),
        role: collection.role.clone(),
        articles: collection.articles.len(),
    });
    CollectionsView { kind: kind.name(), entries: entries.collect() }
}

pub(crate) fn of_kind(
    briefing: &Briefing,
    kind: CollectionKind,
) -> impl Iterator<Item = (Key<Collection>, &Collection)> {
    briefing.collections.iter().filter(move |(_, collection)| collection.id.kind == kind)
}

/// The kinds of which the site has any, with the lists of them.
pub(crate) fn kinds(desk: &Desk<'_>, here: &Here) -> Vec<KindView> {
    CollectionKind::ALL
        .into_iter()
        .filter(|kind| of_kind(desk.briefing, *kind).next().is_some())
        .map(|kind| KindView { kind: kind.name(), href: here.to(&links::index(kind.folder())) })
        .collect()
}

/// A kind of collection.
#[derive(JsonSchema, Serialize)]
pub(crate) struct KindView {
    /// What they are: `tags`, `series` or `authors`.
    kind: &'static str,
    /// The address of their list.
    href: String,
}

pub(crate) fn link(desk: &Desk<'_>, here: &Here, key: Key<Collection>) -> LinkView {
    let collection = &desk.briefing.collections[key];
    LinkView { text: collection.name.clone(), href: here.to(&links::collection(&collection.id)) }
}

/// An author of an article, with the page of what else the author wrote.
#[derive(JsonSchema, Serialize)]
pub(crate) struct BylineView {
    /// The name.
    name: String,
    /// The address of their page, where they have one.
    href: Option<String>,
    /// What the page is to the article.
    rel: &'static str,
}

pub(crate) fn bylines(desk: &Desk<'_>, here: &Here, article: &Article) -> Vec<BylineView> {
    let pages = article.author_pages.iter().copied().chain(std::iter::repeat(None));
    let byline = |(name, page): (&String, Option<Key<Collection>>)| BylineView {
        name: name.clone(),
        href: page.map(|key| link(desk, here, key).href),
        rel: "author",
    };
    article.authors.iter().zip(pages).map(byline).collect()
}

/// The series of an article, among the articles of it in the same language.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SeriesView {
    /// The series.
    series: LinkView,
    /// Which part of it this is, from 1.
    part: usize,
    /// How many parts it has.
    parts: usize,
    /// The part before.
    before: Option<LinkView>,
    /// The part after.
    after: Option<LinkView>,
}

pub(crate) fn series(desk: &Desk<'_>, here: &Here, key: Key<Article>) -> Option<SeriesView> {
    let briefing = desk.briefing;
    let series = briefing.articles[key].series?;
    let own = language(briefing, key);
    let members = briefing.collections[series].articles.iter().copied();
    let members: Vec<_> = members.filter(|&member| language(briefing, member) == own).collect();
    let at = members.iter().position(|&member| member == key)?;
    let neighbour =
        |at: Option<usize>| at.and_then(|at| members.get(at)).map(|&member| desk.article_link(here, member));
    Some(SeriesView {
        series: link(desk, here, series),
        part: at + 1,
        parts: members.len(),
        before: neighbour(at.checked_sub(1)),
        after: neighbour(at.checked_add(1)),
    })
}

/// An article that says the same in another language.
#[derive(JsonSchema, Serialize)]
pub(crate) struct TranslationView {
    /// The language in its own words.
    text: String,
    /// Its address.
    href: String,
    /// Its language, as a tag.
    language: String,
    /// Whether the others were translated from it.
    original: bool,
}

pub(crate) fn translations(desk: &Desk<'_>, here: &Here, article: &Article) -> Vec<TranslationView> {
    let view = |&key: &Key<Article>| {
        let other = &desk.briefing.articles[key];
        let language = desk.briefing.language_of(other);
        TranslationView {
            text: own_name(language),
            href: here.to(&links::article(&other.id)),
            language: language.to_owned(),
            original: article.original == Some(key),
        }
    };
    article.translations.iter().map(view).collect()
}

/// What a language calls itself, with what its tag says beyond the language; the tag where that is not known.
fn own_name(tag: &str) -> String {
    let (primary, rest) = tag.split_once('-').map_or((tag, None), |(primary, rest)| (primary, Some(rest)));
    let primary = primary.to_ascii_lowercase();
    let language =
        isolang::Language::from_639_1(&primary).or_else(|| isolang::Language::from_639_3(&primary));
    let Some(name) = language.and_then(|language| language.to_autonym()) else { return tag.to_owned() };
    // Some come with the names of several scripts or kinds; the first is the usual one.
    let name = name.split(['(', ',', ';', '/']).next().unwrap_or(name).trim();
    match rest {
        Some(rest) => format!("{name} ({rest})"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_called_as_it_calls_itself() {
        let names = ["uk", "de", "fr", "ko", "ar", "pt-BR", "qaa"].map(own_name);
        assert_eq!(
            names,
            ["українська", "Deutsch", "français", "한국어", "العربية", "português (BR)", "qaa"]
        );
    }
}
