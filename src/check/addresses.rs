//! Addresses: those that the site leads to, and those that others have of it.

use super::Case;
use super::texts::texts;
use crate::diagnostic::{Diagnostic, Place, Placed, nearest};
use crate::model::text::Target;
use crate::model::{Article, ArticleId, ClaimId, ClaimName};
use crate::resolve::Briefing;
use std::collections::{BTreeMap, HashSet};

/// What is read over plain `http` can be read and changed on its way (RFC 7258: pervasive monitoring is an attack).
pub(super) fn url_not_https(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    let of_speakers = briefing.speakers.values().filter_map(|speaker| speaker.url.as_ref());
    let of_sources = briefing
        .sources
        .values()
        .flat_map(|source| source.url.iter().chain(source.archives.iter().map(|archive| &archive.url)));
    let addresses = of_speakers.chain(of_sources);
    let mut found: Vec<Diagnostic> =
        addresses.filter(|url| is_open(&url.value)).map(|Placed { place, .. }| not_https(*place)).collect();
    for text in texts(briefing) {
        let open =
            text.links.iter().filter(|link| matches!(&link.target, Target::External(url) if is_open(url)));
        found.extend(open.map(|link| not_https(link.place)));
    }
    found
}

fn not_https(place: Place) -> Diagnostic {
    Diagnostic::warning("url-not-https", "this address is not encrypted")
        .at(place, "`http`, not `https`")
        .with_why("whoever stands between the reader and that server sees what is read, and can change it")
        .with_help("try the address with `https`; where it does not answer, `allow: [url-not-https]` with that reason")
}

/// Whether an address is fetched in the open. One on the reader's own machine does not leave it, and an onion service is
/// encrypted by Tor itself (RFC 7686).
fn is_open(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    if !scheme.eq_ignore_ascii_case("http") {
        return false;
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    let name = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let at_home =
        name == "localhost" || name.ends_with(".localhost") || name == "::1" || name.starts_with("127.");
    !at_home && !name.ends_with(".onion")
}

/// Cool URIs don't change (W3C): whoever linked to a claim has to find it.
pub(super) fn id_unstable(case: &Case<'_>) -> Vec<Diagnostic> {
    let briefing = case.briefing;
    if case.published.is_empty() {
        return Vec::new();
    }
    let known: HashSet<ClaimId> = briefing.claims.values().flat_map(|claim| claim.ids()).collect();
    let moved = moved(briefing);
    let is_found = |id: &ClaimId| {
        let now = moved
            .get(&id.article)
            .map(|article| ClaimId { article: (*article).clone(), name: id.name.clone() });
        now.is_some_and(|now| known.contains(&now))
    };
    let mut lost: BTreeMap<&ArticleId, Vec<&ClaimName>> = BTreeMap::new();
    for id in case.published.iter().filter(|id| !known.contains(id) && !is_found(id)) {
        lost.entry(&id.article).or_default().push(&id.name);
    }
    lost.into_iter()
        .flat_map(|(id, names)| match briefing.articles.get(moved.get(id).copied().unwrap_or(id)) {
            None => vec![article_is_gone(id, names.len())],
            Some(article) => names.into_iter().map(|name| claim_is_gone(case, article, name)).collect(),
        })
        .collect()
}

/// The articles that left an address behind from which they are still found, by the ids that they had there. The page of an old
/// address hands on the place that was asked for.
fn moved(briefing: &Briefing) -> BTreeMap<ArticleId, &ArticleId> {
    let aliases = briefing
        .articles
        .values()
        .flat_map(|article| article.aliases.iter().map(move |alias| (alias.value.as_str(), &article.id)));
    aliases
        .filter_map(|(alias, now)| {
            let id = alias.strip_prefix("articles/")?.strip_suffix("/index.html")?;
            Some((ArticleId::new(id).ok()?, now))
        })
        .collect()
}

fn claim_is_gone(case: &Case<'_>, article: &Article, name: &ClaimName) -> Diagnostic {
    let new = article.claims.iter().map(|key| &case.briefing.claims[*key]);
    let new = new.filter(|claim| !case.published.contains(&claim.id)).map(|claim| claim.id.name.as_str());
    let diagnostic = Diagnostic::warning(
        "id-unstable",
        format!("the published claim `{name}` is no longer in this article"),
    )
    .at(article.place, format!("links to `#claim-{name}` lead nowhere"))
    .with_why("cool URIs don’t change: others have linked to the claim and quoted it by this address");
    match nearest(name.as_str(), new) {
        Some(near) => diagnostic.with_help(format!(
            "if `{near}` is the same claim, add `formerly: [{name}]` to it, and the old address leads there"
        )),
        None => diagnostic.with_help(format!(
            "a claim with a new name says `formerly: [{name}]`; one that was withdrawn stays, with `status: withdrawn`"
        )),
    }
}

fn article_is_gone(id: &ArticleId, claims: usize) -> Diagnostic {
    let claims = if claims == 1 { "one claim".to_owned() } else { format!("{claims} claims") };
    Diagnostic::warning("id-unstable", format!("the published article `{id}` is gone, and {claims} with it"))
        .with_why("cool URIs don’t change: others have linked to the article and quoted from it by its address")
        .with_help(format!(
            "if it has moved, add `aliases: [articles/{id}/]` to what it is now; else put `content/articles/{id}.md` back, if only to \
             say what became of it: the next record that is kept forgets it"
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leaves_the_machine_unencrypted_is_open() {
        for open in [
            "http://desk.example/a",
            "HTTP://desk.example",
            "http://localhost.example/",
            "http://me@desk.example:80/",
        ] {
            assert!(is_open(open), "{open}");
        }
        for other in [
            "https://desk.example/http://x",
            "mailto:desk@example.org",
            "http://localhost:8000/",
            "http://[::1]:8000/",
            "http://127.0.0.1/",
            "http://abc.onion/x",
        ] {
            assert!(!is_open(other), "{other}");
        }
    }
}
