//! Of what a build knows, the part that a bundle of some pages may state: what those pages show, and what they were made from.

use crate::model::{ArticleId, FigureId, SourceId, SpeakerId};
use crate::path::RelPath;
use crate::record::{Account, Contents, Entry};
use crate::render::links;
use std::collections::{BTreeMap, BTreeSet};

/// The part of `account` that is about `pages`.
pub(super) fn of(account: Account, pages: &BTreeSet<RelPath>) -> Account {
    let Account { inputs, made_from, contents } = account;
    let made_from: BTreeMap<_, _> = made_from.into_iter().filter(|(path, _)| pages.contains(path)).collect();
    let named: BTreeSet<&str> = made_from.values().flatten().map(String::as_str).collect();
    let is_named = |path: &RelPath| {
        named.contains(path.as_str())
            || named.iter().any(|name| name.ends_with('/') && path.as_str().starts_with(name))
    };
    Account {
        inputs: inputs.into_iter().filter(|(path, _)| is_named(path)).collect(),
        contents: contents_of(contents, pages),
        made_from,
    }
}

fn contents_of(contents: Contents, pages: &BTreeSet<RelPath>) -> Contents {
    let Contents { articles, claims, sources, speakers, figures, claims_only } = contents;
    let has = |page: Option<RelPath>| page.is_some_and(|page| pages.contains(&page));
    let article = |id: &str| has(ArticleId::new(id).ok().map(|id| links::article(&id)));
    Contents {
        articles: kept(articles, article),
        claims: claims.into_iter().filter(|claim| article(claim.article())).collect(),
        sources: kept(sources, |id| has(SourceId::new(id).ok().map(|id| links::source(&id)))),
        speakers: kept(speakers, |id| has(SpeakerId::new(id).ok().map(|id| links::speaker(&id)))),
        figures: kept(figures, |id| has(FigureId::new(id).ok().map(|id| links::figure(&id)))),
        claims_only,
    }
}

fn kept<S>(entries: Vec<Entry<S>>, is_there: impl Fn(&str) -> bool) -> Vec<Entry<S>> {
    entries.into_iter().filter(|entry| is_there(&entry.id)).collect()
}
