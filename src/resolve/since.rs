//! What the site says now and did not say when it was last published.
//!
//! It is kept article by article and source by source, so that a page that tells of one is made again when that one differs.

use super::{Briefing, recorded};
use crate::load::LastDoc;
use crate::model::{Article, Column, Sha256Hex, Shared, Source, When};
use crate::path::RelPath;
use crate::record::Contents;
use crate::record::differences::{ClaimEdit, Difference, Differences, FieldEdit};
use crate::record::says::{ArticleSays, ClaimSays, SourceSays};
use std::collections::BTreeMap;

/// The site beside the record of what was last published.
#[derive(Clone, Debug)]
pub struct Since {
    /// The file of that record, below the site.
    pub path: RelPath,
    /// The digest of that file.
    pub sha256: Sha256Hex,
    /// What the site said then.
    pub before: Shared<Contents>,
    /// The newest date that an article of that record states: the record itself has none, since no build looks at the clock.
    pub newest: Option<When>,
    /// What differs in each article.
    pub articles: Column<Article, ArticleSince>,
    /// What was said by articles that are not there any more.
    pub gone: Shared<Vec<ArticleSince>>,
    /// What differs in each source.
    pub sources: Column<Source, Option<Difference<SourceSays, FieldEdit>>>,
}

/// What differs in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ArticleSince {
    /// In itself.
    pub own: Option<Difference<ArticleSays, FieldEdit>>,
    /// In its claims.
    pub claims: Vec<Difference<ClaimSays, ClaimEdit>>,
}

/// Compares the site with the record of what was last published.
pub(super) fn of(briefing: &Briefing, last: LastDoc) -> Since {
    let LastDoc { path, sha256, record } = last;
    let before = record.into_contents();
    let Differences { articles, claims, sources, .. } =
        Differences::between(&before, &recorded::contents(briefing));
    let mut by_article: BTreeMap<String, ArticleSince> = BTreeMap::new();
    for article in articles {
        let id = article.id.clone();
        by_article.entry(id).or_default().own = Some(article);
    }
    for claim in claims {
        let article = claim.id.rsplit_once('/').map_or("", |(article, _)| article);
        by_article.entry(article.to_owned()).or_default().claims.push(claim);
    }
    let mut by_source: BTreeMap<String, _> =
        sources.into_iter().map(|source| (source.id.clone(), source)).collect();
    let articles = briefing.articles.values();
    Since {
        path,
        sha256,
        newest: newest(&before),
        before: before.into(),
        articles: articles
            .map(|article| by_article.remove(article.id.as_str()).unwrap_or_default())
            .collect(),
        gone: by_article.into_values().collect::<Vec<_>>().into(),
        sources: briefing.sources.values().map(|source| by_source.remove(source.id.as_str())).collect(),
    }
}

fn newest(before: &Contents) -> Option<When> {
    let articles = before.articles.iter().filter_map(|article| article.says.as_ref());
    let dates = articles.flat_map(|says| says.date.iter().chain(&says.updated));
    dates.filter_map(|date| When::parse(date).ok()).max_by_key(When::last_day)
}
