//! The page of a speaker: what it said, counted but never scored.

use super::article::EntryView;
use super::desk::{Desk, LinkView};
use super::html::Html;
use super::links::{self, Here};
use super::notice::{Counted, NoticesView, notices};
use super::plot;
use super::words::{self, DateView, StatusView};
use crate::model::{Claim, Estimate, Figure, Key, Speaker, Speaking, Status, When};
use crate::resolve::is_estimate_withdrawn;
use crate::resolve::notices::on_claims;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// As many figures are drawn; the others stand in words.
const DRAWINGS: usize = 6;

/// What `speaker.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SpeakerView {
    /// Their name.
    name: String,
    /// Whether they are named.
    named: bool,
    /// What they are, in words.
    kind: String,
    /// What they do.
    role: Option<String>,
    /// Their side.
    side: Option<String>,
    /// Its place among the colours, from 1.
    place: u8,
    /// Why they may want to be believed.
    stake: Option<String>,
    /// Who they are, where they are not named.
    description: Option<String>,
    /// Why they are not named.
    anonymity_reason: Option<String>,
    /// What is to be known of them.
    note: Option<String>,
    /// An address elsewhere.
    url: Option<String>,
    /// What became of the sources of their claims.
    notices: NoticesView,
    /// How many claims they make.
    claims: usize,
    /// How these stand.
    statuses: Vec<CountView>,
    /// Their claims, by article.
    groups: Vec<GroupView>,
    /// The numbers that they gave, by figure.
    figures: Vec<SeriesView>,
    /// For whom the speaker passed claims on, and those claims.
    speaks_for: Vec<VoiceView>,
    /// The claims of others that they passed on.
    relayed: Vec<ClaimRowView>,
}

/// Somebody for whom others speak.
#[derive(JsonSchema, Serialize)]
struct VoiceView {
    /// Who speaks.
    who: LinkView,
    /// How many claims they make.
    count: usize,
}

/// A status, and how often.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "StatusCount")]
pub(crate) struct CountView {
    /// The status.
    pub(crate) status: StatusView,
    /// How many claims have it.
    pub(crate) count: usize,
}

/// Claims of one article.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ArticleGroup")]
pub(crate) struct GroupView {
    /// The article.
    pub(crate) article: EntryView,
    /// Their claims in it.
    pub(crate) claims: Vec<ClaimRowView>,
}

/// A claim in a list.
#[derive(JsonSchema, Serialize)]
pub(crate) struct ClaimRowView {
    /// Its number on the page of its article.
    number: usize,
    /// What it says.
    statement: String,
    /// The address of its card.
    href: String,
    /// When it was said.
    said: Option<DateView>,
    /// Who says it; nothing where the site itself does.
    who: Option<LinkView>,
    /// Whether they are not named.
    unnamed: bool,
    /// What the speaker did, where it is more than saying so, and whether it was to keep silent.
    act: Option<String>,
    /// Whether it is a refusal, or no answer.
    silent: bool,
    /// The figure that it gives an estimate of.
    figure: Option<LinkView>,
    /// How it stands.
    status: StatusView,
}

/// What a speaker said about one figure, oldest first.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "FigureEstimates")]
struct SeriesView {
    /// The figure.
    figure: LinkView,
    /// The estimates over time, where the speaker revised one: numbers that follow one another are joined.
    drawing: Html,
    /// Which of the drawings it is.
    drawn: usize,
    /// Their numbers.
    estimates: Vec<EstimateView>,
}

/// A number that they gave.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "SpokenEstimate")]
struct EstimateView {
    /// Its words.
    words: String,
    /// The day or period that it is of.
    covers: String,
    /// When it was said.
    said: Option<DateView>,
    /// Where it was said.
    href: String,
    /// Whether they have given another number since.
    revised: bool,
    /// What became of it, in words.
    fate: Option<String>,
    /// Whether it was taken back.
    withdrawn: bool,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, key: Key<Speaker>) -> SpeakerView {
    let speaker = &desk.briefing.speakers[key];
    let made = &desk.made[key];
    let relayed = &desk.relayed[key];
    SpeakerView {
        name: speaker.name.clone(),
        named: speaker.named,
        kind: words::speaker_kind(here.words(), speaker.kind),
        role: speaker.role.clone(),
        side: speaker.side.clone(),
        place: desk.sides.place(desk.briefing, Speaking::Speaker(key)),
        stake: speaker.stake.clone(),
        description: speaker.description.clone(),
        anonymity_reason: speaker.anonymity_reason.clone(),
        note: speaker.note.clone(),
        url: speaker.url.as_ref().and_then(|url| links::external(&url.value)).map(str::to_owned),
        notices: notices(
            desk,
            here,
            &on_claims(desk.briefing, &made.iter().copied().collect()),
            Counted::OfSpeaker,
        ),
        claims: made.len(),
        statuses: statuses(desk, here, made),
        groups: by_article(desk, here, made),
        figures: series(desk, here, key),
        speaks_for: voices(desk, here, relayed),
        relayed: relayed.iter().map(|&claim| claim_row(desk, here, claim)).collect(),
    }
}

/// Those whose claims these are, in the order of the record.
fn voices(desk: &Desk<'_>, here: &Here, claims: &[Key<Claim>]) -> Vec<VoiceView> {
    let mut counts: BTreeMap<Key<Speaker>, usize> = BTreeMap::new();
    for &claim in claims {
        if let Speaking::Speaker(speaker) = desk.briefing.claims[claim].speaker {
            *counts.entry(speaker).or_default() += 1;
        }
    }
    let voice = |(speaker, count)| VoiceView { who: desk.speaker_link(here, speaker), count };
    counts.into_iter().map(voice).collect()
}

/// How many claims have each status, in the order of the key.
pub(crate) fn statuses(desk: &Desk<'_>, here: &Here, claims: &[Key<Claim>]) -> Vec<CountView> {
    let of = |status| {
        claims.iter().filter(|&&claim| desk.briefing.claims[claim].standing.status == status).count()
    };
    Status::ALL
        .into_iter()
        .map(|status| CountView { status: words::status(here.words(), status), count: of(status) })
        .filter(|view| view.count > 0)
        .collect()
}

/// Claims under their articles, newest article first; within one, newest claim first.
fn by_article(desk: &Desk<'_>, here: &Here, claims: &[Key<Claim>]) -> Vec<GroupView> {
    let mut groups: BTreeMap<_, Vec<Key<Claim>>> = BTreeMap::new();
    for &claim in claims {
        groups.entry(desk.briefing.claims[claim].article).or_default().push(claim);
    }
    groups
        .into_iter()
        .map(|(article, mut claims)| {
            claims.sort_by_key(|&claim| {
                std::cmp::Reverse(desk.briefing.claims[claim].said.as_ref().and_then(When::last_day))
            });
            GroupView {
                article: super::article::entry(desk, here, article),
                claims: claims.into_iter().map(|claim| claim_row(desk, here, claim)).collect(),
            }
        })
        .collect()
}

pub(crate) fn claim_row(desk: &Desk<'_>, here: &Here, key: Key<Claim>) -> ClaimRowView {
    let claim = &desk.briefing.claims[key];
    ClaimRowView {
        number: desk.number(key),
        statement: claim.statement.clone(),
        href: desk.claim_href(here, key),
        said: claim.said.as_ref().map(|of| words::short_date(here.words(), of)),
        who: match claim.speaker {
            Speaking::Speaker(speaker) => Some(desk.speaker_link(here, speaker)),
            Speaking::Site => None,
        },
        unnamed: matches!(claim.speaker, Speaking::Speaker(speaker) if !desk.briefing.speakers[speaker].named),
        act: words::act(here.words(), claim.act).map(str::to_owned),
        silent: claim.act.is_silence(),
        figure: claim.estimate.map(|estimate| {
            let estimate = &desk.briefing.estimates[estimate];
            LinkView {
                text: desk.briefing.figures[estimate.figure].title.clone(),
                href: super::card::estimate_href(desk, here, estimate),
            }
        }),
        status: words::status(here.words(), claim.standing.status),
    }
}

fn series(desk: &Desk<'_>, here: &Here, key: Key<Speaker>) -> Vec<SeriesView> {
    let all = &desk.briefing.estimates;
    let mut figures: BTreeMap<Key<Figure>, Vec<Key<Estimate>>> = BTreeMap::new();
    for (figure, record) in desk.briefing.figures.iter() {
        let estimates = record.estimates.iter().copied();
        let own: Vec<_> =
            estimates.filter(|&estimate| all[estimate].speaker == Speaking::Speaker(key)).collect();
        if !own.is_empty() {
            figures.insert(figure, own);
        }
    }
    let mut drawings = 0;
    let mut drawing = |figure, own: &[Key<Estimate>]| {
        if drawings == DRAWINGS || own.iter().all(|&estimate| all[estimate].revises.is_none()) {
            return (Html::default(), 0);
        }
        drawings += 1;
        (plot::own(desk, here, figure, own, &format!("c-{drawings}")), drawings)
    };
    figures
        .into_iter()
        .map(|(figure, own)| {
            let (drawing, drawn) = drawing(figure, &own);
            let estimates = own.iter().map(|&key| estimate(desk, here, &all[key])).collect();
            SeriesView { figure: desk.figure_link(here, figure), drawing, drawn, estimates }
        })
        .collect()
}

fn estimate(desk: &Desk<'_>, here: &Here, estimate: &Estimate) -> EstimateView {
    EstimateView {
        words: here.words().phrase(&estimate.stated()),
        covers: words::covers(here.words(), estimate),
        said: estimate.said.as_ref().map(|of| words::short_date(here.words(), of)),
        href: super::card::estimate_href(desk, here, estimate),
        revised: estimate.revised_by.is_some(),
        fate: super::chart::fate(desk, here, estimate),
        withdrawn: is_estimate_withdrawn(desk.briefing, estimate),
    }
}

/// Whether a speaker's role or name says its side already.
fn named_in(side: &str, speaker: &Speaker) -> bool {
    let side = side.to_lowercase();
    let says = |text: &str| text.to_lowercase().contains(&side);
    says(&speaker.name) || speaker.role.as_deref().is_some_and(says)
}

/// A speaker in a list.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SpeakerEntryView {
    /// Their name.
    name: String,
    /// The address of their page.
    href: String,
    /// Whether they are named.
    named: bool,
    /// What they do.
    role: Option<String>,
    /// Their side.
    side: Option<String>,
    /// What they are, in words.
    kind: String,
    /// How many claims they make.
    claims: usize,
}

pub(crate) fn speaker_entry(desk: &Desk<'_>, here: &Here, key: Key<Speaker>) -> SpeakerEntryView {
    let speaker = &desk.briefing.speakers[key];
    SpeakerEntryView {
        name: speaker.name.clone(),
        href: here.to(&links::speaker(&speaker.id)),
        named: speaker.named,
        role: speaker.role.clone(),
        side: speaker.side.clone().filter(|side| !named_in(side, speaker)),
        kind: words::speaker_kind(here.words(), speaker.kind),
        claims: desk.made[key].len(),
    }
}
