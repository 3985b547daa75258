//! The page of corrections: everything that was corrected, retracted or withdrawn of what this site rests on, and what it
//! changed itself (IFCN Code of Principles, commitment 5: open and honest corrections).

use super::desk::{Desk, LinkView};
use super::links::{self, Here};
use super::notice::happened;
use super::since::{self, SinceView};
use super::words::{self, DateView};
use crate::model::when::Day;
use crate::model::{Act, Article, Claim, Key, Source, State, Status, When};
use crate::resolve::{Briefing, capital, count_of, list, lost_every_source};
use serde::Serialize;
use std::collections::BTreeSet;

/// More links than these to what a source carries are counted and not listed.
const MOST_LINKS: usize = 8;

/// What `corrections.html` knows as `page`.
#[derive(Serialize)]
pub(crate) struct CorrectionsView {
    dated: Vec<CorrectionView>,
    /// Those of which no day is recorded.
    undated: Vec<CorrectionView>,
    /// What changed since the site was last published, where it keeps the record of that.
    since: Option<SinceView>,
}

/// One correction: `before`, a link, `after`; then what else there is to say of it.
#[derive(Serialize)]
pub(crate) struct CorrectionView {
    date: Option<DateView>,
    /// `source`, `claim` or `article`.
    kind: &'static str,
    before: String,
    /// What was corrected; an article's own change is told in `before` alone.
    what: Option<LinkView>,
    after: String,
    note: Option<String>,
    concerns: Option<String>,
    places: Vec<LinkView>,
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

fn dated(when: Option<&When>) -> (Option<DateView>, Option<Day>) {
    (when.map(words::short_date), when.and_then(When::last_day))
}

fn of_source(desk: &Desk<'_>, here: &Here, key: Key<Source>, source: &Source) -> CorrectionView {
    let (date, day) = dated(source.state.date.as_ref());
    let (before, _) = happened(source);
    let after = match source.state.state {
        State::Changed => " was changed",
        State::Moved => " moved to another address",
        State::Gone => " cannot be reached any more",
        State::Live | State::Corrected | State::Retracted => "",
    };
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
    let cites = if cited.len() == 1 { "cites" } else { "cite" };
    let cites = format!("{} {cites} it.", capital(&count_of(cited.len(), "article", "articles")));
    let cites = Some(cites).filter(|_| !cited.is_empty());
    articles.extend(cited);
    let articles = articles.into_iter().map(|article| desk.article_link(here, article));
    let figures = impact.figures(desk.briefing).into_iter().map(|figure| desk.figure_link(here, figure));
    let mut places: Vec<LinkView> = articles.chain(figures).collect();
    let more = places.len().saturating_sub(MOST_LINKS);
    places.truncate(MOST_LINKS);
    let counts: Vec<String> =
        [(reached.len(), "claim", "claims"), (impact.estimates.len(), "estimate", "estimates")]
            .into_iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, one, more)| count_of(n, one, more))
            .collect();
    let carries = match (counts.is_empty(), source.state.state, lost) {
        (true, ..) if cites.is_some() => "No claim on this site rests on it.".to_owned(),
        (true, ..) => "Nothing on this site rests on it.".to_owned(),
        (_, State::Retracted, 0) => format!("It carried {}.", list(&counts)),
        (_, State::Retracted, _) => {
            let withdrawn = count_of(lost, "claim is", "claims are");
            format!("It carried {}; {withdrawn} withdrawn.", list(&counts))
        }
        _ => format!("It carries {}.", list(&counts)),
    };
    let concerns = std::iter::once(carries).chain(cites).collect::<Vec<_>>().join(" ");
    CorrectionView {
        date,
        kind: "source",
        before,
        what: Some(desk.source_link(here, key)),
        after: after.to_owned(),
        note: source.state.note.clone(),
        concerns: Some(concerns),
        places,
        more,
        day,
    }
}

/// The claims that a claim takes back or corrects; its speaker made both.
fn taken_back(desk: &Desk<'_>, here: &Here, claim: &Claim) -> Vec<CorrectionView> {
    let verb = match claim.act {
        Act::Retracts => "took back",
        Act::Corrects => "corrected",
        _ => return Vec::new(),
    };
    let claims = &desk.briefing.claims;
    let earlier: BTreeSet<Key<Claim>> =
        claim.relations.updates.iter().chain(&claim.relations.disputes).copied().collect();
    let own = earlier
        .into_iter()
        .filter(|&other| claims[other].speaker == claim.speaker && claims[other].id != claim.id);
    own.map(|other| {
        let (date, day) = dated(claim.said.as_ref());
        CorrectionView {
            date,
            kind: "claim",
            before: format!("{} {verb}: ", desk.name(claim.speaker)),
            what: Some(LinkView {
                text: claims[other].statement.clone(),
                href: desk.claim_href(here, other),
            }),
            after: String::new(),
            note: (claim.act == Act::Corrects).then(|| format!("Now: {}", claim.statement)),
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
        before: "Withdrawn: ".to_owned(),
        what: Some(LinkView { text: claim.statement.clone(), href: desk.claim_href(here, key) }),
        after: String::new(),
        note: Some(claim.standing.reason.clone()).filter(|reason| !reason.is_empty()),
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
        let (date, day) = dated(Some(&change.date));
        CorrectionView {
            date,
            kind: "article",
            before: change.text.clone(),
            what: None,
            after: String::new(),
            note: None,
            concerns: None,
            places: vec![link.clone()],
            more: 0,
            day,
        }
    });
    changes.collect()
}
