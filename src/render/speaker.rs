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
use serde::Serialize;
use std::collections::BTreeMap;

/// As many figures are drawn; the others stand in words.
const DRAWINGS: usize = 6;

/// What `speaker.html` knows as `page`.
#[derive(Serialize)]
pub(crate) struct SpeakerView {
    name: String,
    named: bool,
    kind: String,
    role: Option<String>,
    side: Option<String>,
    place: u8,
    stake: Option<String>,
    description: Option<String>,
    anonymity_reason: Option<String>,
    note: Option<String>,
    url: Option<String>,
    notices: NoticesView,
    claims: usize,
    statuses: Vec<CountView>,
    groups: Vec<GroupView>,
    figures: Vec<SeriesView>,
    /// For whom the speaker passed claims on, and those claims.
    speaks_for: Vec<VoiceView>,
    relayed: Vec<ClaimRowView>,
}

/// Somebody for whom others speak.
#[derive(Serialize)]
struct VoiceView {
    who: LinkView,
    count: usize,
}

#[derive(Serialize)]
pub(crate) struct CountView {
    pub(crate) status: StatusView,
    pub(crate) count: usize,
}

/// Claims of one article.
#[derive(Serialize)]
pub(crate) struct GroupView {
    pub(crate) article: EntryView,
    pub(crate) claims: Vec<ClaimRowView>,
}

/// A claim in a list.
#[derive(Serialize)]
pub(crate) struct ClaimRowView {
    number: usize,
    statement: String,
    href: String,
    said: Option<DateView>,
    who: Option<LinkView>,
    unnamed: bool,
    /// What the speaker did, where it is more than saying so, and whether it was to keep silent.
    act: Option<String>,
    silent: bool,
    figure: Option<LinkView>,
    status: StatusView,
}

/// What a speaker said about one figure, oldest first.
#[derive(Serialize)]
struct SeriesView {
    figure: LinkView,
    /// The estimates over time, where the speaker revised one: numbers that follow one another are joined.
    drawing: Html,
    /// Which of the drawings it is.
    drawn: usize,
    estimates: Vec<EstimateView>,
}

#[derive(Serialize)]
struct EstimateView {
    words: String,
    covers: String,
    said: Option<DateView>,
    href: String,
    revised: bool,
    fate: Option<String>,
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
#[derive(Serialize)]
pub(crate) struct SpeakerEntryView {
    name: String,
    href: String,
    named: bool,
    role: Option<String>,
    side: Option<String>,
    kind: String,
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
