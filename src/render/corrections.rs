//! The page of corrections: everything that was corrected, retracted or withdrawn of what this site rests on, and what it
//! changed itself (IFCN Code of Principles, commitment 5: open and honest corrections).

use super::desk::{Desk, LinkView};
use super::html::{Html, escaped};
use super::links::{self, Here};
use super::notice::happened;
use super::since::{self, SinceView};
use super::words::{self, DateView};
use crate::model::when::Day;
use crate::model::{Act, Article, Claim, Key, Message, Phrase, Source, State, Status, When};
use crate::resolve::{Briefing, lost_every_source};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// More links than these to what a source carries are counted and not listed.
const MOST_LINKS: usize = 8;

/// What `corrections.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct CorrectionsView {
    /// What happened, the newest first.
    dated: Vec<CorrectionView>,
    /// Those of which no day is recorded.
    undated: Vec<CorrectionView>,
    /// What changed since the site was last published, where it keeps the record of that.
    since: Option<SinceView>,
}

/// One correction: `before`, a link, `after`; then what else there is to say of it.
#[derive(JsonSchema, Serialize)]
pub(crate) struct CorrectionView {
    /// The day.
    date: Option<DateView>,
    /// `source`, `claim` or `article`.
    kind: &'static str,
    /// What was corrected and how, or an article's own words on what it changed.
    told: Html,
    /// What is said of it.
    note: Option<String>,
    /// What it bears on, in words.
    concerns: Option<String>,
    /// The pages that it bears on.
    places: Vec<LinkView>,
    /// How many more there are.
    more: usize,
    #[serde(skip)]
    day: Option<Day>,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here) -> CorrectionsView {
    let (dated, undated) = all(desk, here).into_iter().partition(|one| one.day.is_some());
    CorrectionsView { dated, undated, since: since::of_site(desk, here) }
}

/// The newest, for the front page.
pub(crate) fn recent(desk: &Desk<'_>, here: &Here, most: usize) -> Vec<CorrectionView> {
    let mut all = all(desk, here);
    all.retain(|one| one.day.is_some());
    all.truncate(most);
    all
}

/// All of them, newest first, those without a date last.
fn all(desk: &Desk<'_>, here: &Here) -> Vec<CorrectionView> {
    let briefing = desk.briefing;
    let changed = briefing.sources.iter().filter(|(_, source)| source.state.state != State::Live);
    let mut all: Vec<CorrectionView> =
        changed.map(|(key, source)| of_source(desk, here, key, source)).collect();
    for (key, claim) in briefing.claims.iter() {
        all.extend(taken_back(desk, here, claim));
        let stated = claim.standing.stated && claim.standing.status == Status::Withdrawn;
        // Where it was its source that went, that is told of the source.
        if stated && !follows_from_a_source(briefing, key) {
            all.push(withdrawn_here(desk, here, key, claim));
        }
    }
    for (key, article) in briefing.articles.iter() {
        all.extend(changes(desk, here, key, article));
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.day));
    all
}

/// Whether a claim lost its sources, or was worked out, in whatever number of steps, from one that did.
fn follows_from_a_source(briefing: &Briefing, claim: Key<Claim>) -> bool {
    let mut seen = BTreeSet::from([claim]);
    let mut next = vec![claim];
    while let Some(at) = next.pop() {
        let claim = &briefing.claims[at];
        if lost_every_source(briefing, claim) {
            return true;
        }
        next.extend(claim.relations.rests_on.iter().filter(|ground| seen.insert(**ground)));
    }
    false
}

fn dated(here: &Here, when: Option<&When>) -> (Option<DateView>, Option<Day>) {
    (when.map(|of| words::short_date(here.words(), of)), when.and_then(When::last_day))
}

fn of_source(desk: &Desk<'_>, here: &Here, key: Key<Source>, source: &Source) -> CorrectionView {
    let (date, day) = dated(here, source.state.date.as_ref());
    let impact = desk.ties.source(key);
    let reached = impact.reached();
    let lost = reached
        .iter()
        .filter(|claim| desk.briefing.claims[**claim].standing.status == Status::Withdrawn)
        .count();
    let mut articles: BTreeSet<Key<Article>> =
        reached.iter().map(|claim| desk.briefing.claims[*claim].article).collect();
    let mut cited: BTreeSet<Key<Article>> = std::iter::once(&key)
        .chain(&impact.sources)
        .flat_map(|source| &desk.cited[*source])
        .copied()
        .collect();
    cited.retain(|article| !articles.contains(article));
    let cites = (!cited.is_empty()).then(|| Message::count("corrections.cite", cited.len()));
    articles.extend(cited);
    let articles = articles.into_iter().map(|article| desk.article_link(here, article));
    let figures = impact.figures(desk.briefing).into_iter().map(|figure| desk.figure_link(here, figure));
    let mut places: Vec<LinkView> = articles.chain(figures).collect();
    let more = places.len().saturating_sub(MOST_LINKS);
    places.truncate(MOST_LINKS);
    let counts: Vec<Phrase> =
        [(reached.len(), "corrections.claims"), (impact.estimates.len(), "corrections.estimates")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, key)| Message::count(key, n).into())
            .collect();
    let carries = match (counts.is_empty(), source.state.state, lost) {
        (true, ..) if cites.is_some() => Message::new("corrections.no-claim"),
        (true, ..) => Message::new("corrections.nothing"),
        (_, State::Retracted, 0) => Message::new("corrections.carried").with("what", counts),
        (_, State::Retracted, _) => Message::new("corrections.carried-withdrawn")
            .with("what", counts)
            .with("withdrawn", Message::count("corrections.of-them", lost)),
        _ => Message::new("corrections.carries").with("what", counts),
    };
    let concerns: Vec<String> =
        std::iter::once(carries).chain(cites).map(|message| here.words().say(&message)).collect();
    let told = happened(desk, here, key, None);
    CorrectionView {
        date,
        kind: "source",
        told: Html(format!("{}.", told.0)),
        note: source.state.note.clone(),
        concerns: Some(concerns.join(" ")),
        places,
        more,
        day,
    }
}

/// The claims that a claim takes back or corrects; its speaker made both.
fn taken_back(desk: &Desk<'_>, here: &Here, claim: &Claim) -> Vec<CorrectionView> {
    let key = match claim.act {
        Act::Retracts => "corrections.took-back",
        Act::Corrects => "corrections.corrected",
        _ => return Vec::new(),
    };
    let claims = &desk.briefing.claims;
    let earlier: BTreeSet<Key<Claim>> =
        claim.relations.updates.iter().chain(&claim.relations.disputes).copied().collect();
    let own = earlier
        .into_iter()
        .filter(|&other| claims[other].speaker == claim.speaker && claims[other].id != claim.id);
    own.map(|other| {
        let (date, day) = dated(here, claim.said.as_ref());
        CorrectionView {
            date,
            kind: "claim",
            told: words::linked(
                here.words(),
                &Message::new(key).with("who", desk.name(claim.speaker)),
                &[("what", &desk.claim_link(here, other))],
            ),
            note: (claim.act == Act::Corrects).then(|| {
                here.words().say(&Message::new("corrections.now").with("statement", claim.statement.as_str()))
            }),
            concerns: None,
            places: vec![desk.article_link(here, claims[other].article)],
            more: 0,
            day,
        }
    })
    .collect()
}

fn withdrawn_here(desk: &Desk<'_>, here: &Here, key: Key<Claim>, claim: &Claim) -> CorrectionView {
    CorrectionView {
        date: None,
        kind: "claim",
        told: words::linked(
            here.words(),
            &Message::new("corrections.withdrawn"),
            &[("what", &desk.claim_link(here, key))],
        ),
        note: Some(here.words().phrase(&claim.standing.reason)).filter(|reason| !reason.is_empty()),
        concerns: None,
        places: vec![desk.article_link(here, claim.article)],
        more: 0,
        day: None,
    }
}

fn changes(desk: &Desk<'_>, here: &Here, key: Key<Article>, article: &Article) -> Vec<CorrectionView> {
    let link = LinkView {
        href: here.to_part(&links::article(&article.id), "changes"),
        text: desk.article_link(here, key).text,
    };
    let changes = article.changes.iter().map(|change| {
        let (date, day) = dated(here, Some(&change.date));
        CorrectionView {
            date,
            kind: "article",
            told: Html(escaped(&change.text)),
            note: None,
            concerns: None,
            places: vec![link.clone()],
            more: 0,
            day,
        }
    });
    changes.collect()
}
