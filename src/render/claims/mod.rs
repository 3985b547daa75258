//! The pages that list the claims of the site.

mod cut;

pub(crate) use cut::Claims;

use super::desk::{Desk, LinkView};
use super::figure::FigureEntryView;
use super::links::{self, Here};
use super::lists;
use super::notice::{Counted, NoticesView, notices};
use super::speaker::{ClaimRowView, SpeakerEntryView, claim_row};
use super::words::{self, StatusView};
use crate::model::{Claim, Key};
use crate::resolve::notices::on_claims;
use cut::{Place, Stretch};
use schemars::JsonSchema;
use serde::Serialize;

/// More speakers or figures than these are looked up on the pages that list them.
const MOST_LINKS: usize = 200;

/// What `claims.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct ClaimsView {
    /// What became of sources, on the first page.
    notices: Option<NoticesView>,
    /// How many claims the site has, on its first page; else how many the page has.
    count: usize,
    /// Whether they all stand on this page.
    all: bool,
    /// The one status that the page lists, and which part of its claims.
    status: Option<StatusView>,
    /// Which page of these it is, from 1.
    part: usize,
    /// How many pages they stand on.
    parts: usize,
    /// The address of the page before.
    before: Option<String>,
    /// The address of the page after.
    after: Option<String>,
    /// The statuses that claims of the site have.
    statuses: Vec<StatusEntryView>,
    /// The claims, by article.
    groups: Vec<ArticleClaims>,
    /// Everybody who speaks, to filter by.
    speakers: Vec<SpeakerEntryView>,
    /// All figures, to filter by.
    figures: Vec<FigureEntryView>,
    /// The script that filters.
    js: String,
}

/// How many claims have a status, and where they are listed if not here.
#[derive(JsonSchema, Serialize)]
struct StatusEntryView {
    /// The status.
    status: StatusView,
    /// How many claims have it.
    count: usize,
    /// The address of their list.
    href: Option<String>,
}

/// The claims that one article defines, in the order of their numbers.
#[derive(JsonSchema, Serialize)]
struct ArticleClaims {
    /// The article.
    article: LinkView,
    /// Its claims.
    claims: Vec<ClaimRowView>,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, page: usize) -> ClaimsView {
    let pages = desk.claims.pages();
    let stretch = &pages[page];
    let all = pages.len() == 1;
    let is_first = page == 0;
    let beside = |part: usize| {
        let there = part >= 1 && part <= stretch.parts && !is_first;
        there.then(|| here.to(&Place { part, ..stretch.place }.path()))
    };
    let few = |listed: usize| is_first && listed <= MOST_LINKS;
    ClaimsView {
        notices: is_first.then(|| {
            let told = on_claims(desk.briefing, &desk.briefing.claims.keys().collect());
            notices(desk, here, &told, Counted::OfSite)
        }),
        count: if is_first { desk.briefing.claims.len() } else { stretch.claims.len() },
        all,
        status: stretch.place.status.map(|status| words::status(here.words(), status)),
        part: stretch.place.part,
        parts: stretch.parts,
        before: stretch.place.part.checked_sub(1).and_then(beside),
        after: beside(stretch.place.part + 1),
        statuses: stretch
            .counts
            .iter()
            .map(|&(status, count)| StatusEntryView {
                status: words::status(here.words(), status),
                count,
                href: (!all).then(|| here.to(&Place { status: Some(status), part: 1 }.path())),
            })
            .collect(),
        groups: groups(desk, here, stretch),
        speakers: if few(desk.briefing.speakers.len()) {
            lists::all_speakers(desk, here)
        } else {
            Vec::new()
        },
        figures: if few(desk.briefing.figures.len()) { lists::figures(desk, here) } else { Vec::new() },
        js: here.to(&links::fixed("claims.js")),
    }
}

fn groups(desk: &Desk<'_>, here: &Here, stretch: &Stretch) -> Vec<ArticleClaims> {
    let article = |claim: &Key<Claim>| desk.briefing.claims[*claim].article;
    let chunks = stretch.claims.chunk_by(|one, other| article(one) == article(other));
    chunks
        .filter_map(|some| {
            Some(ArticleClaims {
                article: desk.article_link(here, article(some.first()?)),
                claims: some.iter().map(|&claim| claim_row(desk, here, claim)).collect(),
            })
        })
        .collect()
}
