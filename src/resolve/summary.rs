//! How an article is sourced, in words.

use super::Briefing;
use super::status::names_of;
use crate::model::{
    Act, Article, Claim, Key, Message, Origin, Phrase, QuoteCheck, Source, SourceKind, Speaking, State,
    Status,
};
use std::collections::{BTreeMap, BTreeSet};

/// Sentences on the sources of an article's claims: how many of which kinds, how many claims rest on one origin, how many
/// on unnamed speakers, who would not say, and which quotes were checked.
#[must_use]
pub fn sentences(briefing: &Briefing, article: Key<Article>) -> Vec<Message> {
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

fn sources(briefing: &Briefing, claims: &[&Claim]) -> Message {
    let used: BTreeSet<Key<Source>> =
        claims.iter().flat_map(|claim| &claim.evidence).map(|evidence| evidence.source).collect();
    let mut kinds: BTreeMap<SourceKind, usize> = BTreeMap::new();
    for source in &used {
        *kinds.entry(briefing.sources[*source].kind).or_default() += 1;
    }
    let kinds: Vec<Phrase> =
        kinds.into_iter().map(|(kind, n)| Message::count(kind_words(kind), n).into()).collect();
    let rest = |key| Message::count(key, claims.len());
    match used.len() {
        0 => rest("sourcing.none"),
        1 => rest("sourcing.single").with("source", described(briefing, &used)),
        _ if kinds.len() == 1 => rest("sourcing.one-kind").with("kinds", kinds),
        n => {
            rest("sourcing.kinds").with("sources", Message::count("sourcing.sources", n)).with("kinds", kinds)
        }
    }
}

fn described(briefing: &Briefing, used: &BTreeSet<Key<Source>>) -> Phrase {
    let Some(source) = used.first().map(|key| &briefing.sources[*key]) else { return Phrase::default() };
    let kind = Message::count(kind_words(source.kind), 1);
    match &source.publisher {
        Some(publisher) => {
            Message::new("sourcing.by").with("kind", kind).with("publisher", publisher.as_str()).into()
        }
        None => kind.into(),
    }
}

/// The string that counts sources of a kind.
fn kind_words(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Article => "sourcing.articles",
        SourceKind::Transcript => "sourcing.transcripts",
        SourceKind::Post => "sourcing.posts",
        SourceKind::Report => "sourcing.reports",
        SourceKind::Dataset => "sourcing.datasets",
        SourceKind::Video => "sourcing.videos",
        SourceKind::Audio => "sourcing.recordings",
        SourceKind::Image => "sourcing.pictures",
        SourceKind::Book => "sourcing.books",
        SourceKind::Paper => "sourcing.papers",
        SourceKind::Document => "sourcing.documents",
        SourceKind::Interview => "sourcing.interviews",
        SourceKind::Web => "sourcing.web-pages",
    }
}

fn origins(briefing: &Briefing, claims: &[&Claim]) -> Vec<Message> {
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
        out.push(Message::count(
            match (all, spoken.len() == claims.len()) {
                (true, true) => "sourcing.each-one-origin",
                (true, false) => "sourcing.each-spoken-one-origin",
                _ => "sourcing.one-origin",
            },
            one,
        ));
    }
    if unnamed > 0 {
        out.push(Message::count("sourcing.unnamed", unnamed));
    }
    out
}

fn silences(briefing: &Briefing, claims: &[&Claim]) -> Vec<Message> {
    let who = |act: Act| {
        let silent = claims
            .iter()
            .filter(|claim| claim.act == act && claim.standing.status != Status::Withdrawn)
            .map(|claim| claim.speaker);
        names_of(briefing, silent)
    };
    [
        (Act::DeclinesComment, "sourcing.declined"),
        (Act::NoResponse, "sourcing.no-response"),
        (Act::CouldNotVerify, "sourcing.not-verified"),
    ]
    .into_iter()
    .map(|(act, key)| (key, who(act)))
    .filter(|(_, names)| !names.is_empty())
    .map(|(key, names)| Message::count(key, names.len()).with("who", names))
    .collect()
}

fn inferences(claims: &[&Claim]) -> Option<Message> {
    let n = claims.iter().filter(|claim| claim.standing.status == Status::Inference).count();
    (n > 0).then(|| Message::count("sourcing.inferences", n))
}

fn quotes(claims: &[&Claim]) -> Option<Message> {
    let checks: Vec<&QuoteCheck> = claims
        .iter()
        .flat_map(|claim| &claim.evidence)
        .filter_map(|evidence| evidence.check.as_ref())
        .collect();
    let of = |is: fn(&QuoteCheck) -> bool| checks.iter().filter(|check| is(check)).count();
    let (found, wrong) = (of(QuoteCheck::is_found), of(QuoteCheck::is_wrong));
    let altered = of(|check| matches!(check, QuoteCheck::Altered(_)));
    let all = checks.len();
    let whole = |key| Some(Message::count(key, all));
    match (all, found, wrong) {
        (0, ..) => None,
        (all, found, _) if all == found => whole("sourcing.quotes-found"),
        (_, 0, 0) => whole("sourcing.quotes-unchecked"),
        (all, found, 0) => whole("sourcing.quotes-some").map(|message| {
            message
                .with("found", Message::count("sourcing.quotes-stand", found))
                .with("others", Message::count("sourcing.quotes-no-copy", all - found))
        }),
        (1, ..) if altered == 1 => whole("sourcing.quote-altered"),
        (1, ..) => whole("sourcing.quote-not-found"),
        (all, found, wrong) => {
            let parts = [
                (found, "sourcing.part-found"),
                (altered, "sourcing.part-altered"),
                (wrong - altered, "sourcing.part-not-found"),
                (all - found - wrong, "sourcing.part-unchecked"),
            ];
            let parts =
                parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| Message::count(key, n).into());
            whole("sourcing.quotes-parts")
                .map(|message| message.with("parts", parts.collect::<Vec<Phrase>>()))
        }
    }
}

/// What became of the sources since, and of the claims with that.
fn since(briefing: &Briefing, claims: &[&Claim]) -> Vec<Message> {
    let used: BTreeSet<Key<Source>> =
        claims.iter().flat_map(|claim| &claim.evidence).map(|evidence| evidence.source).collect();
    let in_state = |state| used.iter().filter(|key| briefing.sources[**key].state.state == state).count();
    let withdrawn = claims.iter().filter(|claim| claim.standing.status == Status::Withdrawn).count();
    [
        (in_state(State::Retracted), "sourcing.retracted"),
        (in_state(State::Corrected), "sourcing.corrected"),
        (in_state(State::Changed), "sourcing.changed"),
        (in_state(State::Gone), "sourcing.gone"),
        (withdrawn, "sourcing.withdrawn"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, key)| Message::count(key, n))
    .collect()
}
