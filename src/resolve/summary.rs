//! How an article is sourced, in words.

use super::Briefing;
use super::english::{capital, count_of, in_words, list};
use super::status::name_of;
use crate::model::{
    Act, Article, Claim, Key, Origin, QuoteCheck, Source, SourceKind, Speaking, State, Status,
};
use std::collections::{BTreeMap, BTreeSet};

/// Sentences on the sources of an article's claims: how many of which kinds, how many claims rest on one origin, how many
/// on unnamed speakers, who would not say, and which quotes were checked.
#[must_use]
pub fn sentences(briefing: &Briefing, article: Key<Article>) -> Vec<String> {
    let article = &briefing.articles[article];
    let keys: BTreeSet<Key<Claim>> = article.claims.iter().chain(&article.marked).copied().collect();
    let claims: Vec<&Claim> = keys.iter().map(|key| &briefing.claims[*key]).collect();
    if claims.is_empty() {
        return Vec::new();
    }
    let mut out = vec![sources(briefing, &claims)];
    out.extend(origins(briefing, &claims));
    out.extend(silences(briefing, &claims));
    out.extend(inferences(&claims));
    out.extend(quotes(&claims));
    out.extend(since(briefing, &claims));
    out
}

fn sources(briefing: &Briefing, claims: &[&Claim]) -> String {
    let used: BTreeSet<Key<Source>> =
        claims.iter().flat_map(|claim| &claim.evidence).map(|evidence| evidence.source).collect();
    let mut kinds: BTreeMap<SourceKind, usize> = BTreeMap::new();
    for source in &used {
        *kinds.entry(briefing.sources[*source].kind).or_default() += 1;
    }
    let kinds: Vec<_> = kinds
        .into_iter()
        .map(|(kind, n)| {
            let (one, more) = kind_words(kind);
            count_of(n, one, more)
        })
        .collect();
    let count = capital(&count_of(claims.len(), "claim rests", "claims rest"));
    match used.len() {
        0 => format!("{count} on no source."),
        1 => format!("{count} on a single source, {}.", described(briefing, &used)),
        _ if kinds.len() == 1 => format!("{count} on {}.", kinds[0]),
        n => format!("{count} on {}: {}.", count_of(n, "source", "sources"), list(&kinds)),
    }
}

fn described(briefing: &Briefing, used: &BTreeSet<Key<Source>>) -> String {
    let Some(source) = used.first().map(|key| &briefing.sources[*key]) else { return String::new() };
    let kind = kind_words(source.kind).0;
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    match &source.publisher {
        Some(publisher) => format!("{article} {kind} by {publisher}"),
        None => format!("{article} {kind}"),
    }
}

/// What a kind of source is called, one and many.
#[must_use]
pub fn kind_words(kind: SourceKind) -> (&'static str, &'static str) {
    match kind {
        SourceKind::Article => ("news report", "news reports"),
        SourceKind::Transcript => ("transcript", "transcripts"),
        SourceKind::Post => ("post", "posts"),
        SourceKind::Report => ("report", "reports"),
        SourceKind::Dataset => ("data set", "data sets"),
        SourceKind::Video => ("video", "videos"),
        SourceKind::Audio => ("recording", "recordings"),
        SourceKind::Image => ("picture", "pictures"),
        SourceKind::Book => ("book", "books"),
        SourceKind::Paper => ("paper", "papers"),
        SourceKind::Document => ("document", "documents"),
        SourceKind::Interview => ("interview", "interviews"),
        SourceKind::Web => ("web page", "web pages"),
    }
}

fn origins(briefing: &Briefing, claims: &[&Claim]) -> Vec<String> {
    let spoken: Vec<_> =
        claims.iter().filter(|claim| !claim.act.is_silence() && claim.speaker != Speaking::Site).collect();
    let one = spoken.iter().filter(|claim| claim.origins.len() == 1).count();
    let unnamed = spoken.iter().filter(|claim| {
        !claim.origins.is_empty()
            && claim.origins.iter().all(|origin| {
                matches!(origin, Origin::Speaker(Speaking::Speaker(key)) if !briefing.speakers[*key].named)
            })
    });
    let unnamed = unnamed.count();
    let mut out = Vec::new();
    if one > 0 {
        let all = one == spoken.len() && one > 1;
        let subject =
            if all { "Each of them".to_owned() } else { capital(&count_of(one, "claim", "claims")) };
        let verb = if all || one == 1 { "goes" } else { "go" };
        out.push(match (all, spoken.len() == claims.len()) {
            (true, true) => format!("{subject} {verb} back to one origin only: nobody else is on record as saying the same."),
            (true, false) => format!(
                "Each of the {} that somebody made goes back to one origin only: nobody else is on record as saying the same.",
                count_of(one, "claim", "claims")
            ),
            _ => format!("{subject} {verb} back to one origin only."),
        });
    }
    if unnamed > 0 {
        let verb = if unnamed == 1 { "comes" } else { "come" };
        out.push(format!(
            "{} {verb} only from speakers who are not named.",
            capital(&count_of(unnamed, "claim", "claims"))
        ));
    }
    out
}

fn silences(briefing: &Briefing, claims: &[&Claim]) -> Vec<String> {
    let who = |act: Act| -> Vec<String> {
        let names: BTreeSet<String> = claims
            .iter()
            .filter(|claim| claim.act == act && claim.standing.status != Status::Withdrawn)
            .map(|claim| name_of(briefing, claim.speaker))
            .collect();
        names.into_iter().collect()
    };
    [
        (Act::DeclinesComment, "declined to comment"),
        (Act::NoResponse, "did not respond"),
        (Act::CouldNotVerify, "could not verify what was said"),
    ]
    .into_iter()
    .filter_map(|(act, verb)| {
        let names = who(act);
        (!names.is_empty()).then(|| format!("{} {verb}.", capital(&list(&names))))
    })
    .collect()
}

fn inferences(claims: &[&Claim]) -> Option<String> {
    let n = claims.iter().filter(|claim| claim.standing.status == Status::Inference).count();
    (n > 0).then(|| {
        let verb = if n == 1 { "is" } else { "are" };
        format!("{} {verb} our own inference from the others.", capital(&count_of(n, "claim", "claims")))
    })
}

fn quotes(claims: &[&Claim]) -> Option<String> {
    let checks: Vec<&QuoteCheck> = claims
        .iter()
        .flat_map(|claim| &claim.evidence)
        .filter_map(|evidence| evidence.check.as_ref())
        .collect();
    let of = |is: fn(&QuoteCheck) -> bool| checks.iter().filter(|check| is(check)).count();
    let (found, wrong) = (of(QuoteCheck::is_found), of(QuoteCheck::is_wrong));
    let altered = of(|check| matches!(check, QuoteCheck::Altered(_)));
    let total = count_of(checks.len(), "quote", "quotes");
    match (checks.len(), found, wrong) {
        (0, ..) => None,
        (1, 1, _) => Some("The one quote stands in our stored copy of its source.".to_owned()),
        (1, 0, 0) => Some("The one quote was not checked: no copy of its source is stored.".to_owned()),
        (all, found, _) if all == found => {
            let all = if all == 2 { "Both quotes".to_owned() } else { format!("All {total}") };
            Some(format!("{all} stand in our stored copies of their sources."))
        }
        (2, 0, 0) => Some(
            "Neither of the two quotes was checked against a stored copy, because none is kept here."
                .to_owned(),
        ),
        (_, 0, 0) => {
            Some(format!("None of the {total} was checked against a stored copy, because none is kept here."))
        }
        (all, found, 0) => {
            let stand = if found == 1 { "stands" } else { "stand" };
            let (left, found) = (all - found, in_words(found));
            let others = match left {
                1 => "the other one",
                _ => "the others",
            };
            Some(format!("Of {total}, {found} {stand} in our stored copies; for {others} no copy is kept."))
        }
        (1, ..) if altered == 1 => {
            Some("The one quote stands in our stored copy of its source in other words.".to_owned())
        }
        (1, ..) => Some("The one quote does not stand in our stored copy of its source.".to_owned()),
        (all, found, wrong) => {
            let parts = [
                (found, "as quoted"),
                (altered, "in other words"),
                (wrong - altered, "not at all"),
                (all - found - wrong, "not checked, for want of a copy"),
            ];
            let parts: Vec<String> = parts
                .iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, how)| format!("{} {how}", in_words(*n)))
                .collect();
            Some(format!("Of {total}, our stored copies of their sources have {}.", list(&parts)))
        }
    }
}

/// What became of the sources since, and of the claims with that.
fn since(briefing: &Briefing, claims: &[&Claim]) -> Vec<String> {
    let used: BTreeSet<Key<Source>> =
        claims.iter().flat_map(|claim| &claim.evidence).map(|evidence| evidence.source).collect();
    let in_state = |state| used.iter().filter(|key| briefing.sources[**key].state.state == state).count();
    let told = |state, one: &str, more: &str| {
        let n = in_state(state);
        let verb = if n == 1 { one } else { more };
        (n > 0).then(|| format!("{} {verb}.", capital(&count_of(n, "source", "sources"))))
    };
    let withdrawn = claims.iter().filter(|claim| claim.standing.status == Status::Withdrawn).count();
    let verb = if withdrawn == 1 { "claim is" } else { "claims are" };
    let withdrawn =
        (withdrawn > 0).then(|| format!("{} withdrawn.", capital(&count_of(withdrawn, verb, verb))));
    [
        told(State::Retracted, "was retracted since", "were retracted since"),
        told(State::Corrected, "was corrected since", "were corrected since"),
        told(State::Changed, "was changed since", "were changed since"),
        told(State::Gone, "cannot be reached any more", "cannot be reached any more"),
        withdrawn,
    ]
    .into_iter()
    .flatten()
    .collect()
}
