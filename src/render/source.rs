//! The page of a source.

use super::card::{LanguageView, claim_view, estimate_href, foreign};
use super::desk::{Desk, LinkView};
use super::html::Html;
use super::links::{self, Here};
use super::notice::NoticeView;
use super::passage::{self, PassageLink};
use super::quote::{self, CheckView, CopyView};
use super::words::{self, DateView, StatusView};
use crate::language::Words;
use crate::model::{Act, Key, Message, QuoteCheck, Source, SourceOrigin, Speaker, Speaking, State};
use crate::resolve::impact::Tie;
use schemars::JsonSchema;
use serde::Serialize;

/// The most speakers that stand as one link of the chain.
const CHAIN_SPEAKERS: usize = 4;

/// What `source.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SourceView {
    /// Its title.
    title: String,
    /// Whether that was given here, since it has none.
    title_supplied: bool,
    /// What it is, in words.
    kind: String,
    /// Whether it is first-hand, in words.
    provenance: String,
    /// How this site describes it.
    descriptor: Option<String>,
    /// What is to be known of it.
    note: Option<String>,
    /// What it is now, where it is no longer what it was.
    state: Option<StateView>,
    /// On the retracted source that it was made from.
    made_from: Option<NoticeView>,
    /// Its address.
    url: Option<String>,
    /// Whether nothing is there any more.
    gone: bool,
    /// Archived copies.
    archives: Vec<ArchiveView>,
    /// The passages that claims were read in.
    passages: Vec<PassageView>,
    /// The way from those who said it to this site.
    chain: Vec<ChainView>,
    /// What rests on it.
    rests: RestsView,
    /// What is known of it.
    record: RecordView,
    /// How it is cited.
    cite: Html,
    /// The same as BibLaTeX.
    bibtex: String,
    /// The same as CSL-JSON.
    csl: String,
}

/// What became of the source.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "SourceState")]
struct StateView {
    /// As files say it: `retracted`.
    name: &'static str,
    /// What happened, and when.
    word: String,
    /// What is said of it.
    note: Option<String>,
    /// What it means for the claims that rest on it.
    effect: Option<String>,
}

/// An archived copy.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Archive")]
struct ArchiveView {
    /// Its address.
    href: String,
    /// The day it was taken.
    date: Option<DateView>,
    /// The same, short.
    short: Option<DateView>,
}

/// One use of the source by one claim.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Passage")]
struct PassageView {
    /// The words quoted.
    quote: Option<String>,
    /// The words that the quote is a translation of.
    original: Option<String>,
    /// What the claim says.
    statement: String,
    /// The language of the words quoted, where it is not that of the page.
    language: Option<LanguageView>,
    /// What looking the quote up in our copy showed.
    check: Option<CheckView>,
    /// Where in the source.
    at: Option<String>,
    /// Who says it.
    speaker: Option<LinkView>,
    /// Whether it disputes or only mentions the claim, in words.
    role: Option<String>,
    /// When it was said.
    said: Option<DateView>,
    /// How the claim stands.
    status: StatusView,
    /// The number of the claim on the page of its article.
    number: usize,
    /// The title of that article.
    article: String,
    /// The address of its card.
    claim: String,
    /// The address of the figure that it gives an estimate of.
    figure: Option<String>,
    /// The words where they stand in the source.
    exact: Option<PassageLink>,
}

/// A link of the way from the origin to this site.
#[derive(Default, JsonSchema, Serialize)]
struct ChainView {
    /// `origin`, `speakers`, `asked`, `source`, `this` or `site`.
    kind: &'static str,
    /// Who or what stands here.
    names: Vec<LinkView>,
    /// How many more there are.
    more: usize,
    /// Those who kept silent, and how.
    asked: Vec<AskedView>,
    /// What they did, in words.
    words: Option<String>,
    /// When.
    date: Option<DateView>,
    /// Whether it is not known what stands here.
    gap: bool,
    /// How many of the quotes were found in a stored copy.
    checked: usize,
    /// How many quotes there are.
    quotes: usize,
    /// Whether there is a stored copy.
    copy: bool,
}

/// Somebody who was asked.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Asked")]
struct AskedView {
    /// Who was asked.
    who: LinkView,
    /// What they did instead.
    act: String,
}

/// What would fall with the source.
#[derive(JsonSchema, Serialize)]
struct RestsView {
    /// Whether it was retracted, or made from what was.
    lost: bool,
    /// What would happen without it, or did.
    told: String,
    /// The claims.
    claims: Vec<RestView>,
}

/// A claim that rests on it.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "RestingClaim")]
struct RestView {
    /// What it says.
    statement: String,
    /// The address of its card.
    href: String,
    /// Its number on the page of its article.
    number: usize,
    /// The title of that article.
    article: String,
    /// `sole`, `shared` or `inferred`.
    how: &'static str,
    /// How it stands.
    status: StatusView,
}

/// What is known of a source.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "SourceRecord")]
struct RecordView {
    /// Who wrote it.
    authors: Vec<String>,
    /// Who published it.
    publisher: Option<String>,
    /// When.
    published: Option<DateView>,
    /// When it was read for this site.
    accessed: Option<DateView>,
    /// Its language.
    language: Option<String>,
    /// How it can be had.
    access: Option<String>,
    /// How reliable it is held to be, in words.
    reliability: Option<String>,
    /// The stored copy of it.
    copy: Option<CopyView>,
    /// Where it is published on the web.
    host: Option<String>,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, key: Key<Source>) -> SourceView {
    let source = &desk.briefing.sources[key];
    let passages = passages(desk, here, key);
    SourceView {
        title: source.title.clone(),
        title_supplied: source.title_supplied,
        kind: words::source_kind(here.words(), source.kind),
        provenance: provenance(here.words(), source),
        descriptor: source.descriptor.clone(),
        note: source.note.clone(),
        state: state(desk, here, key),
        made_from: super::notice::of_source(desk, here, key),
        url: address(source).map(str::to_owned),
        gone: source.state.state == State::Gone,
        archives: archives(here, source),
        chain: chain(desk, here, key, &passages),
        passages,
        rests: rests(desk, here, key),
        record: record(here, source),
        cite: desk.citations.html(here.words(), &desk.briefing.site, source),
        bibtex: here.to(&links::bibliography()),
        csl: here.to(&links::csl()),
    }
}

/// Where a source is from, in one line: "Reuters, 27 December 2024".
pub(crate) fn provenance(words: &Words, source: &Source) -> String {
    let by =
        source.publisher.clone().or_else(|| (!source.authors.is_empty()).then(|| source.authors.join(", ")));
    let parts: Vec<String> = by
        .into_iter()
        .map(|by| words.isolated(&by).into_owned())
        .chain(source.published.as_ref().map(|when| words.date(when)))
        .collect();
    if parts.is_empty() { source.title.clone() } else { parts.join(", ") }
}

pub(crate) fn address(source: &Source) -> Option<&str> {
    source.url.as_ref().and_then(|url| links::external(&url.value))
}

/// The address, while something can be read there.
pub(crate) fn reachable(source: &Source) -> Option<&str> {
    address(source).filter(|_| source.state.state != State::Gone)
}

fn archives(here: &Here, source: &Source) -> Vec<ArchiveView> {
    let reachable =
        source.archives.iter().filter_map(|archive| Some((archive, links::external(&archive.url.value)?)));
    reachable
        .map(|(archive, href)| ArchiveView {
            href: href.to_owned(),
            date: archive.date.as_ref().map(|of| words::date(here.words(), of)),
            short: archive.date.as_ref().map(|of| words::short_date(here.words(), of)),
        })
        .collect()
}

fn state(desk: &Desk<'_>, here: &Here, key: Key<Source>) -> Option<StateView> {
    let source = &desk.briefing.sources[key];
    let word = words::dated_state(here.words(), source)?;
    Some(StateView {
        name: source.state.state.name(),
        word,
        note: source.state.note.clone(),
        effect: super::notice::effect_on_site(desk, here, key),
    })
}

fn passages(desk: &Desk<'_>, here: &Here, key: Key<Source>) -> Vec<PassageView> {
    let source = &desk.briefing.sources[key];
    let uses = desk.carried[key].iter();
    uses.flat_map(|(claim, places)| places.iter().map(move |&at| (*claim, at)))
        .map(|(claim_key, at)| {
            let claim = &desk.briefing.claims[claim_key];
            let evidence = &claim.evidence[at];
            let speaker = match claim.speaker {
                Speaking::Speaker(speaker) => Some(speaker),
                Speaking::Site => None,
            };
            PassageView {
                statement: claim.statement.clone(),
                language: foreign(desk, source.language.as_deref()),
                // That there is no copy to look in is said once, at the end of the chain.
                check: quote::check(here.words(), source, evidence)
                    .filter(|_| evidence.check != Some(QuoteCheck::NoSnapshot)),
                at: evidence.at.clone(),
                speaker: speaker.map(|speaker| desk.speaker_link(here, speaker)),
                role: speaker.and_then(|speaker| desk.briefing.speakers[speaker].role.clone()),
                said: claim.said.as_ref().map(|of| words::date(here.words(), of)),
                status: words::status(here.words(), claim.standing.status),
                number: desk.number(claim_key),
                article: desk.briefing.articles[claim.article].title.clone(),
                claim: desk.claim_href(here, claim_key),
                figure: claim
                    .estimate
                    .map(|estimate| estimate_href(desk, here, &desk.briefing.estimates[estimate])),
                exact: reachable(source).and_then(|url| passage::link(here.words(), url, evidence)),
                quote: evidence.quote.as_ref().map(|quote| quote.value.clone()),
                original: evidence.original.as_ref().map(|original| original.value.clone()),
            }
        })
        .collect()
}

/// From where it first came from, over who said it and the sources it was made from, to this site.
fn chain(desk: &Desk<'_>, here: &Here, key: Key<Source>, passages: &[PassageView]) -> Vec<ChainView> {
    let source = &desk.briefing.sources[key];
    let parents = ancestors(desk, key);
    let first = parents.last().map_or(source, |&parent| &desk.briefing.sources[parent]);
    let mut chain: Vec<ChainView> =
        origin(desk, here, source.origin.as_ref().or(first.origin.as_ref())).into_iter().collect();
    let voices = voices(desk, key);
    chain.extend(spoken(desk, here, source, &voices, &chain));
    chain.extend(asked(desk, here, source, &voices));
    if chain.is_empty() && parents.is_empty() && voices.is_empty() {
        chain.push(ChainView { kind: "origin", gap: true, ..ChainView::default() });
    }
    for &parent in parents.iter().rev() {
        chain.push(ChainView {
            kind: "source",
            names: vec![desk.source_link(here, parent)],
            words: Some(provenance(here.words(), &desk.briefing.sources[parent])),
            ..ChainView::default()
        });
    }
    chain.push(ChainView {
        kind: "this",
        words: Some(source.publisher.clone().unwrap_or_else(|| source.title.clone())),
        date: source.published.as_ref().map(|of| words::date(here.words(), of)),
        ..ChainView::default()
    });
    chain.push(ChainView {
        kind: "site",
        date: source.accessed.as_ref().map(|of| words::date(here.words(), of)),
        quotes: passages.iter().filter(|passage| passage.quote.is_some()).count(),
        checked: passages
            .iter()
            .filter(|passage| passage.check.as_ref().is_some_and(|check| check.found))
            .count(),
        copy: source.snapshot.is_some(),
        ..ChainView::default()
    });
    chain
}

/// The sources it was made from, nearest first. Records can name each other in a circle; each stands here once.
fn ancestors(desk: &Desk<'_>, key: Key<Source>) -> Vec<Key<Source>> {
    let mut found: Vec<Key<Source>> = Vec::new();
    let mut at = key;
    while let Some(parent) = parent(&desk.briefing.sources[at]) {
        if parent == key || found.contains(&parent) {
            break;
        }
        found.push(parent);
        at = parent;
    }
    found
}

fn parent(source: &Source) -> Option<Key<Source>> {
    source.derived_from.or(match source.origin {
        Some(SourceOrigin::Source(origin)) => Some(origin),
        _ => None,
    })
}

fn origin(desk: &Desk<'_>, here: &Here, origin: Option<&SourceOrigin>) -> Option<ChainView> {
    match origin? {
        SourceOrigin::Speaker(speaker) => Some(ChainView {
            kind: "origin",
            names: vec![desk.speaker_link(here, *speaker)],
            words: desk.briefing.speakers[*speaker].role.clone(),
            ..ChainView::default()
        }),
        SourceOrigin::Source(_) => None,
        SourceOrigin::Words(words) => {
            Some(ChainView { kind: "origin", words: Some(words.clone()), gap: true, ..ChainView::default() })
        }
    }
}

/// Those whose claims the source carries, each once per act, in the order in which they stand in it.
fn voices(desk: &Desk<'_>, key: Key<Source>) -> Vec<(Key<Speaker>, Act)> {
    let mut found = Vec::new();
    for (claim, _) in &desk.carried[key] {
        let claim = &desk.briefing.claims[*claim];
        if let Speaking::Speaker(speaker) = claim.speaker
            && !found.contains(&(speaker, claim.act))
        {
            found.push((speaker, claim.act));
        }
    }
    found
}

/// Whether a speaker is the source's publisher, which has a link of the chain of its own.
fn publishes(desk: &Desk<'_>, source: &Source, speaker: Key<Speaker>) -> bool {
    source.publisher.as_deref() == Some(desk.briefing.speakers[speaker].name.as_str())
}

/// Those whose words it carries and who do not stand in the chain already.
fn spoken(
    desk: &Desk<'_>,
    here: &Here,
    source: &Source,
    voices: &[(Key<Speaker>, Act)],
    before: &[ChainView],
) -> Option<ChainView> {
    let mut names: Vec<LinkView> = Vec::new();
    for &(speaker, act) in voices {
        let link = desk.speaker_link(here, speaker);
        let known = |name: &LinkView| name.href == link.href;
        let stands = names.iter().any(known) || before.iter().flat_map(|view| &view.names).any(known);
        if !act.is_silence() && !stands && !publishes(desk, source, speaker) {
            names.push(link);
        }
    }
    let more = names.len().saturating_sub(CHAIN_SPEAKERS);
    names.truncate(CHAIN_SPEAKERS);
    (!names.is_empty()).then_some(ChainView { kind: "speakers", names, more, ..ChainView::default() })
}

/// Those who kept silent in it.
fn asked(desk: &Desk<'_>, here: &Here, source: &Source, voices: &[(Key<Speaker>, Act)]) -> Option<ChainView> {
    let silent =
        voices.iter().filter(|(speaker, act)| act.is_silence() && !publishes(desk, source, *speaker));
    let mut asked: Vec<AskedView> = silent
        .filter_map(|&(speaker, act)| {
            Some(AskedView {
                who: desk.speaker_link(here, speaker),
                act: words::act_within(here.words(), act)?.to_owned(),
            })
        })
        .collect();
    let more = asked.len().saturating_sub(CHAIN_SPEAKERS);
    asked.truncate(CHAIN_SPEAKERS);
    (!asked.is_empty()).then_some(ChainView { kind: "asked", asked, more, ..ChainView::default() })
}

fn rests(desk: &Desk<'_>, here: &Here, key: Key<Source>) -> RestsView {
    let impact = desk.ties.source(key);
    let tied = |tie, how| impact.tied(tie).map(move |claim| (claim, how));
    let inferred = impact.inferred.iter().map(|inference| (inference.claim, "inferred"));
    let claims: Vec<_> = tied(Tie::Sole, "sole").chain(tied(Tie::Shared, "shared")).chain(inferred).collect();
    RestsView {
        lost: desk.briefing.sources[key].undone_by.is_some(),
        told: here.words().say(&what_rests(
            desk.briefing.sources[key].undone_by.is_some(),
            impact.tied(Tie::Sole).count(),
            impact.falling_estimates(desk.briefing),
            !claims.is_empty(),
        )),
        claims: claims
            .into_iter()
            .map(|(claim, how)| {
                let view = claim_view(desk, here, None, claim);
                let article = desk.briefing.claims[claim].article;
                RestView {
                    statement: view.statement,
                    href: view.href,
                    number: desk.number(claim),
                    article: desk.briefing.articles[article].title.clone(),
                    how,
                    status: words::status(here.words(), desk.briefing.claims[claim].standing.status),
                }
            })
            .collect(),
    }
}

/// What claims and estimates lost their only support with a source, or would lose it.
fn what_rests(lost: bool, sole: usize, estimates: usize, any: bool) -> Message {
    let counts = |key, n| Message::count(key, sole).with("estimates", Message::count("count.estimates", n));
    match (sole, estimates, lost) {
        (0, ..) if any => Message::new("source.rests-shared"),
        (0, ..) => Message::new("source.rests-nothing"),
        (_, 0, true) => Message::count("source.rests-lost", sole),
        (_, 0, false) => Message::count("source.rests-would", sole),
        (_, n, true) => counts("source.rests-lost-both", n),
        (_, n, false) => counts("source.rests-would-both", n),
    }
}

fn record(here: &Here, source: &Source) -> RecordView {
    let host = address(source)
        .and_then(|url| url.split_once("://"))
        .map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(rest).to_owned());
    RecordView {
        authors: source.authors.clone(),
        publisher: source.publisher.clone(),
        published: source.published.as_ref().map(|of| words::date(here.words(), of)),
        accessed: source.accessed.as_ref().map(|of| words::date(here.words(), of)),
        language: source.language.as_deref().map(|of| words::language(here.words(), of)),
        access: source.access.clone(),
        reliability: source.reliability.map(|of| words::reliability(here.words(), of)),
        copy: source.snapshot.as_ref().map(|snapshot| quote::copy(here.words(), snapshot)),
        host,
    }
}

/// A source in a list.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SourceEntryView {
    /// Its title.
    title: String,
    /// Its address.
    href: String,
    /// What it is, in words.
    kind: String,
    /// Whether it is first-hand, in words.
    provenance: String,
    /// How many claims rest on it.
    claims: usize,
    /// What it is now, where it is no longer what it was.
    state: Option<String>,
}

pub(crate) fn source_entry(desk: &Desk<'_>, here: &Here, key: Key<Source>) -> SourceEntryView {
    let source = &desk.briefing.sources[key];
    let link = desk.source_link(here, key);
    SourceEntryView {
        title: link.text,
        href: link.href,
        kind: words::source_kind(here.words(), source.kind),
        provenance: provenance(here.words(), source),
        claims: desk.carried[key].len(),
        state: words::fate(here.words(), desk.briefing, source),
    }
}
