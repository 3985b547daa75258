//! Articles that say the same in several languages.

use super::names::{Names, texts};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed};
use crate::load::ArticleDoc;
use crate::model::{Article, ArticleId, Key, Language};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How an article is tied to those that say the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Tie {
    /// The article that it was translated from.
    pub(super) original: Option<Key<Article>>,
    /// All that say the same in other languages, the original first.
    pub(super) others: Vec<Key<Article>>,
}

/// The ties of all articles, in their order.
pub(super) fn ties(
    docs: &[Arc<ArticleDoc>],
    names: &Names,
    site: &Language,
    out: &mut Diagnostics,
) -> Vec<Tie> {
    let by_id: BTreeMap<&ArticleId, &ArticleDoc> = docs.iter().map(|doc| (&doc.id, &**doc)).collect();
    // Translations by their original.
    let mut groups: BTreeMap<&ArticleId, Vec<&ArticleDoc>> = BTreeMap::new();
    for doc in docs {
        let Some(of) = &doc.translation_of else { continue };
        if let Some(original) = original(doc, of, &by_id, names, out) {
            groups.entry(&original.id).or_default().push(doc);
        }
    }
    let mut ties: BTreeMap<&ArticleId, Tie> = BTreeMap::new();
    for (original, translations) in groups {
        let mut members = vec![by_id[original]];
        members.extend(one_of_each_language(by_id[original], translations, site, out));
        let keys: Vec<_> = members.iter().filter_map(|member| names.articles.get(&member.id)).collect();
        for member in &members {
            let own = names.articles.get(&member.id);
            ties.insert(
                &member.id,
                Tie {
                    original: keys.first().copied().filter(|_| member.id != *original),
                    others: keys.iter().copied().filter(|key| Some(*key) != own).collect(),
                },
            );
        }
    }
    docs.iter().map(|doc| ties.remove(&doc.id).unwrap_or_default()).collect()
}

fn original<'a>(
    doc: &ArticleDoc,
    of: &Placed<ArticleId>,
    by_id: &BTreeMap<&ArticleId, &'a ArticleDoc>,
    names: &Names,
    out: &mut Diagnostics,
) -> Option<&'a ArticleDoc> {
    if let Some(drafted) = names.draft(Some(&of.value), Some(&doc.id), of.place) {
        out.push(drafted);
        return None;
    }
    let Some(&original) = by_id.get(&of.value) else {
        out.push(names.near.unknown("article", "", of.value.as_str(), of.place, || texts(by_id.keys())));
        return None;
    };
    if original.id == doc.id {
        out.push(
            wrong(of.place, "an article cannot be a translation of itself", "this is the article itself")
                .with_help("name the article that it was translated from, or take `translation_of` out"),
        );
        return None;
    }
    if let Some(first) = &original.translation_of {
        out.push(
            wrong(of.place, format!("`{}` is itself a translation", of.value), "not the original")
                .with_related(first.place, "translated from another article")
                .with_help(format!("name the original: `{}`", first.value))
                .with_suggestion_in(of.place, of.value.as_str(), first.value.as_str()),
        );
        return None;
    }
    Some(original)
}

/// Leaves out translations into a language that there is already, and tells of them.
fn one_of_each_language<'a>(
    original: &'a ArticleDoc,
    mut translations: Vec<&'a ArticleDoc>,
    site: &Language,
    out: &mut Diagnostics,
) -> Vec<&'a ArticleDoc> {
    let language = |doc: &ArticleDoc| {
        let own = doc.language.as_ref().map_or(site.as_str(), |language| language.value.as_str());
        own.to_ascii_lowercase()
    };
    let place = |doc: &ArticleDoc| match (&doc.language, &doc.translation_of) {
        (Some(language), _) => language.place,
        (None, Some(of)) => of.place,
        (None, None) => doc.place,
    };
    let mut taken = BTreeMap::from([(language(original), place(original))]);
    translations.sort_by(|a, b| (language(a), &a.id).cmp(&(language(b), &b.id)));
    translations.retain(|doc| {
        let Some(first) = taken.get(&language(doc)) else {
            taken.insert(language(doc), place(doc));
            return true;
        };
        out.push(
            wrong(
                place(doc),
                format!("the article is there in the language `{}` already", language(doc)),
                "in this language",
            )
            .with_related(*first, "and so is this one")
            .with_help("give it its own `language`, or take `translation_of` out"),
        );
        false
    });
    translations
}

fn wrong(place: Place, message: impl Into<String>, label: &str) -> Diagnostic {
    Diagnostic::error("bad-translation", message.into())
        .at(place, label)
        .with_why("each language leads to the others, and to one article in each")
}
