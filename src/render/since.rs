//! What changed since the site was last published, for readers: status moves first, since they are what a reader who was here
//! before has to know.
//!
//! It is told from the record of what was published, which the site keeps. That has no date, as no build looks at the clock; it is
//! called by the newest date that its articles state.

use super::desk::{Desk, LinkView};
use super::links::{self, Here};
use super::words::{self, DateView, StatusView};
use crate::model::{Article, ArticleId, ClaimAddress, Key, SourceId, SpeakerId, State, Status};
use crate::record::differences::{Change, ClaimEdit, Difference, EvidenceEdit, FieldEdit};
use crate::record::says::{ArticleSays, ClaimSays, EstimateSays, SourceSays};
use crate::resolve::{ArticleSince, Since, capital, list};
use serde::Serialize;

/// More than these are counted and not listed.
const MOST: usize = 200;

/// What a page shows of it; nothing where the site keeps no record, or nothing is to be told.
#[derive(Serialize)]
pub(crate) struct SinceView {
    /// The newest date that an article of the last published version states.
    newest: Option<DateView>,
    entries: Vec<EntryView>,
    more: usize,
}

/// One thing that changed.
#[derive(Serialize)]
struct EntryView {
    /// The word that stands where others have a date: "Status", "New" …
    word: &'static str,
    what: LinkView,
    /// Whether there is still something that the link leads to.
    gone: bool,
    moved: Option<MovedView>,
    /// What else changed, a sentence each.
    lines: Vec<LineView>,
    /// The article, on a page that is not its own.
    article: Option<LinkView>,
}

#[derive(Serialize)]
struct MovedView {
    from: Standing,
    to: Standing,
    reason: String,
}

/// A status of a record: one that this version knows is shown as it is everywhere.
#[derive(Serialize)]
struct Standing {
    known: Option<StatusView>,
    name: String,
}

/// A sentence: words, and those of the records in quotation marks.
#[derive(Serialize)]
struct LineView {
    text: String,
}

/// In which order entries come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Status,
    Source,
    Number,
    Claim,
    Gone,
    New,
    Article,
}

/// Everything that changed, for the page of corrections.
pub(crate) fn of_site(desk: &Desk<'_>, here: &Here) -> Option<SinceView> {
    let since = desk.briefing.since.as_ref()?;
    let told = Told { desk, here, since };
    let mut entries: Vec<(Rank, EntryView)> = Vec::new();
    for article in since.articles.values().chain(&*since.gone) {
        // Of an article that is new or gone, each claim is, and to say so once is enough.
        let whole = article.own.as_ref().is_some_and(|own| !matches!(own.change, Change::Edited { .. }));
        if !whole {
            entries.extend(article.claims.iter().filter_map(|claim| told.claim(claim, true)));
        }
        entries.extend(article.own.as_ref().and_then(|own| told.article(own)));
    }
    entries.extend(since.sources.values().flatten().filter_map(|source| told.source(source)));
    Some(told.view(entries))
}

/// The statuses that moved, for the front page; nothing where none did.
pub(crate) fn moves(desk: &Desk<'_>, here: &Here, most: usize) -> Option<SinceView> {
    let since = desk.briefing.since.as_ref()?;
    let told = Told { desk, here, since };
    let claims = since.articles.values().flat_map(|article| &article.claims);
    let mut moved: Vec<_> = claims.filter_map(|claim| told.claim(claim, true)).collect();
    moved.retain(|(rank, _)| *rank == Rank::Status);
    let more = moved.len().saturating_sub(most);
    moved.truncate(most);
    (!moved.is_empty()).then(|| SinceView { more, ..told.view(moved) })
}

/// What changed in one article; nothing where nothing did.
pub(crate) fn of_article(desk: &Desk<'_>, here: &Here, key: Key<Article>) -> Option<SinceView> {
    let since = desk.briefing.since.as_ref()?;
    let told = Told { desk, here, since };
    let ArticleSince { own, claims } = &since.articles[key];
    // All of an article is new to those who never saw it, and a draft is not published any more.
    if own.as_ref().is_some_and(|own| !matches!(own.change, Change::Edited { .. })) {
        return None;
    }
    let claims = claims.iter().filter_map(|claim| told.claim(claim, false));
    let entries: Vec<(Rank, EntryView)> =
        claims.chain(own.as_ref().and_then(|own| told.article(own))).collect();
    (!entries.is_empty()).then(|| told.view(entries))
}

fn article_of(claim: &str) -> &str {
    claim.rsplit_once('/').map_or("", |(article, _)| article)
}

struct Told<'a> {
    desk: &'a Desk<'a>,
    here: &'a Here,
    since: &'a Since,
}

impl Told<'_> {
    fn view(&self, mut entries: Vec<(Rank, EntryView)>) -> SinceView {
        entries.sort_by_key(|(rank, _)| *rank);
        let more = entries.len().saturating_sub(MOST);
        entries.truncate(MOST);
        SinceView {
            newest: self.since.newest.as_ref().map(words::date),
            entries: entries.into_iter().map(|(_, entry)| entry).collect(),
            more,
        }
    }

    fn claim(
        &self,
        claim: &Difference<ClaimSays, ClaimEdit>,
        with_article: bool,
    ) -> Option<(Rank, EntryView)> {
        let entry = |word, says: &Option<ClaimSays>, lines| EntryView {
            word,
            what: self.claim_link(&claim.id, says),
            gone: matches!(claim.change, Change::Gone(_)),
            moved: None,
            lines,
            article: with_article.then(|| self.article_link(article_of(&claim.id))).flatten(),
        };
        Some(match &claim.change {
            Change::New(says) => (Rank::New, entry("New", says, Vec::new())),
            Change::Gone(says) => (Rank::Gone, entry("Taken out", says, Vec::new())),
            Change::Edited { now, edits, unknown, .. } => {
                let mut lines: Vec<LineView> = edits.iter().filter_map(|edit| self.edit(edit)).collect();
                lines.extend(others(edits));
                if *unknown {
                    lines.push(line("Its words, or whom it is ascribed to, are not what they were."));
                }
                let moved = edits.iter().find_map(moved);
                // A new name alone changes nothing for readers: the old one leads here.
                if lines.is_empty() && moved.is_none() {
                    return None;
                }
                let (rank, word) = rank(edits);
                (rank, EntryView { moved, ..entry(word, now, lines) })
            }
        })
    }

    fn edit(&self, edit: &ClaimEdit) -> Option<LineView> {
        Some(line(match edit {
            ClaimEdit::Reworded { from, .. } => format!("It read: “{from}”"),
            ClaimEdit::Speaker { from, to } => {
                format!("It was ascribed to {}, and now is to {}.", self.speaker(from), self.speaker(to))
            }
            ClaimEdit::Estimate { from: Some(from), to: Some(to) } if from.words != to.words => {
                format!("Its number was “{}”, and now is “{}”.", from.words, to.words)
            }
            ClaimEdit::Estimate { from: Some(from), to: Some(to) } => {
                let parts: Vec<&str> = estimate_parts(from, to);
                format!("Its number “{}” is read otherwise: {}.", to.words, list(&parts))
            }
            ClaimEdit::Estimate { from: None, to: Some(to) } => {
                format!("It has a number now: “{}”.", to.words)
            }
            ClaimEdit::Estimate { from: Some(from), to: None } => {
                format!("It has no number any more; that was “{}”.", from.words)
            }
            ClaimEdit::Evidence(EvidenceEdit::New(one)) => {
                format!("It has another source: {}.", self.source_title(&one.source))
            }
            ClaimEdit::Evidence(EvidenceEdit::Gone(one)) => {
                format!("It had a source that it has no more: {}.", self.source_title(&one.source))
            }
            ClaimEdit::Evidence(EvidenceEdit::Edited { from, to }) => {
                let parts = [
                    (
                        from.quote != to.quote || from.original != to.original,
                        "the words that are quoted from",
                    ),
                    (from.at != to.at, "the place in"),
                    (from.role != to.role, "the role of"),
                ];
                let parts: Vec<&str> =
                    parts.into_iter().filter(|(is, _)| *is).map(|(_, part)| part).collect();
                let verb = if parts.len() == 1 && parts != ["the words that are quoted from"] {
                    "was"
                } else {
                    "were"
                };
                format!("{} {} {verb} changed.", capital(&list(&parts)), self.source_title(&to.source))
            }
            ClaimEdit::Status { .. }
            | ClaimEdit::Reason { .. }
            | ClaimEdit::Field(_)
            | ClaimEdit::Estimate { from: None, to: None } => return None,
        }))
    }

    fn source(&self, source: &Difference<SourceSays, FieldEdit>) -> Option<(Rank, EntryView)> {
        let Change::Edited { now, edits, .. } = &source.change else { return None };
        let says = now.as_ref()?;
        let edit = edits.iter().find(|edit| edit.field == "state")?;
        let state = State::ALL.into_iter().find(|state| Some(state.name()) == edit.to.as_deref());
        let word = state.and_then(words::state).unwrap_or("As it was when it was read");
        let note = says.state_note.as_ref().map(|note| format!(" {note}")).unwrap_or_default();
        let id = SourceId::new(source.id.as_str()).ok()?;
        let what = self.desk.source_link(self.here, self.desk.briefing.sources.find(&id)?);
        let lines = vec![line(format!("{word}.{note}"))];
        Some((
            Rank::Source,
            EntryView { word: "Source", what, gone: false, moved: None, lines, article: None },
        ))
    }

    fn article(&self, article: &Difference<ArticleSays, FieldEdit>) -> Option<(Rank, EntryView)> {
        let entry =
            |word, what, gone, lines| EntryView { word, what, gone, moved: None, lines, article: None };
        Some(match &article.change {
            Change::New(_) => (
                Rank::New,
                entry("New", self.article_link(&article.id)?, false, vec![line("A new briefing.")]),
            ),
            Change::Gone(says) => {
                let text = says.as_ref().map_or_else(|| article.id.clone(), |says| says.title.clone());
                let what = LinkView { text, href: String::new() };
                (Rank::Gone, entry("Taken out", what, true, vec![line("The whole briefing.")]))
            }
            Change::Edited { edits, .. } => {
                let lines: Vec<LineView> = edits.iter().filter_map(article_edit).collect();
                if lines.is_empty() {
                    return None;
                }
                (Rank::Article, entry("Text", self.article_link(&article.id)?, false, lines))
            }
        })
    }

    fn claim_link(&self, id: &str, says: &Option<ClaimSays>) -> LinkView {
        let text = says.as_ref().map_or_else(|| id.to_owned(), |says| says.statement.clone());
        let there = ClaimAddress::parse(id).ok().and_then(|address| {
            let id = crate::model::ClaimId { article: address.article?, name: address.name };
            self.desk.briefing.claims.find(&id)
        });
        let href = there.map(|key| self.desk.claim_href(self.here, key)).unwrap_or_default();
        // A record that only has digests has no words for what is there now.
        let text = match there {
            Some(key) if says.is_none() => self.desk.briefing.claims[key].statement.clone(),
            _ => text,
        };
        LinkView { text, href }
    }

    fn article_link(&self, id: &str) -> Option<LinkView> {
        let key = self.desk.briefing.articles.find(&ArticleId::new(id).ok()?)?;
        let article = &self.desk.briefing.articles[key];
        Some(LinkView { text: article.title.clone(), href: self.here.to(&links::article(&article.id)) })
    }

    /// Who speaks, by the record that is there now, or was then.
    fn speaker(&self, id: &str) -> String {
        if id == "self" {
            return "this site".to_owned();
        }
        let now = SpeakerId::new(id).ok().and_then(|id| self.desk.briefing.speakers.get(&id));
        let before = || self.since.before.speakers.iter().find(|speaker| speaker.id == id)?.says.as_ref();
        now.map(|speaker| speaker.name.clone())
            .or_else(|| before().map(|says| says.name.clone()))
            .unwrap_or_else(|| id.to_owned())
    }

    /// The title of a source, in quotation marks.
    fn source_title(&self, id: &str) -> String {
        let now = SourceId::new(id).ok().and_then(|id| self.desk.briefing.sources.get(&id));
        let before = || self.since.before.sources.iter().find(|source| source.id == id)?.says.as_ref();
        let title = now.map(|source| &source.title).or_else(|| before().map(|says| &says.title));
        format!("“{}”", title.map_or(id, String::as_str))
    }
}

fn line(text: impl Into<String>) -> LineView {
    LineView { text: text.into() }
}

/// What an entry is called by, and where it comes: by the gravest of its edits.
fn rank(edits: &[ClaimEdit]) -> (Rank, &'static str) {
    let of = |edit: &ClaimEdit| match edit {
        ClaimEdit::Status { .. } => (Rank::Status, "Status"),
        ClaimEdit::Evidence(_) => (Rank::Source, "Source"),
        ClaimEdit::Estimate { .. } => (Rank::Number, "Number"),
        ClaimEdit::Speaker { .. } => (Rank::Claim, "Speaker"),
        ClaimEdit::Reworded { .. } => (Rank::Claim, "Reworded"),
        ClaimEdit::Reason { .. } | ClaimEdit::Field(_) => (Rank::Claim, "Record"),
    };
    // The first of the gravest: an edit of the words comes before one of a date.
    edits.iter().map(of).min_by_key(|(rank, _)| *rank).unwrap_or((Rank::Claim, "Record"))
}

fn moved(edit: &ClaimEdit) -> Option<MovedView> {
    let ClaimEdit::Status { from, to, reason } = edit else { return None };
    let standing = |name: &str| Standing {
        known: Status::ALL.into_iter().find(|status| status.name() == name).map(words::status),
        name: name.to_owned(),
    };
    Some(MovedView { from: standing(from), to: standing(to), reason: reason.clone() })
}

/// The keys of a claim that have no sentence of their own, in one.
fn others(edits: &[ClaimEdit]) -> Option<LineView> {
    const NAMES: [(&str, &str); 13] = [
        ("said", "the date"),
        ("said_note", "the date"),
        ("act", "what was done in saying it"),
        ("via", "who passed it on"),
        ("basis", "how it is said to be known"),
        ("credibility", "how credible it is held to be"),
        ("note", "the note"),
        ("supports", "how it bears on other claims"),
        ("disputes", "how it bears on other claims"),
        ("updates", "how it bears on other claims"),
        ("repeats", "how it bears on other claims"),
        ("part-of", "how it bears on other claims"),
        ("rests-on", "what it was worked out from"),
    ];
    let edited =
        |field: &str| edits.iter().any(|edit| matches!(edit, ClaimEdit::Field(edit) if edit.field == field));
    let mut names: Vec<&str> =
        NAMES.into_iter().filter(|(key, _)| edited(key)).map(|(_, name)| name).collect();
    names.dedup();
    (!names.is_empty()).then(|| line(format!("Edited in its record: {}.", list(&names))))
}

/// Which parts of the reading of a number differ.
fn estimate_parts(from: &EstimateSays, to: &EstimateSays) -> Vec<&'static str> {
    let bounds =
        |says: &EstimateSays| (says.bound.clone(), says.low.clone(), says.high.clone(), says.best.clone());
    let parts = [
        (bounds(from) != bounds(to), "its bounds"),
        (from.unit != to.unit, "its unit"),
        (from.measure != to.measure || from.kind != to.kind, "what it counts"),
        (from.time != to.time, "the time that it is for"),
        (from.scope != to.scope, "what it covers"),
        (from.preliminary != to.preliminary, "whether it is preliminary"),
        (from.figure != to.figure, "the figure that it belongs to"),
        (from.note != to.note, "its note"),
    ];
    parts.into_iter().filter(|(is, _)| *is).map(|(_, part)| part).collect()
}

fn article_edit(edit: &FieldEdit) -> Option<LineView> {
    let was = |what: &str| edit.from.as_ref().map(|from| line(format!("{what} was: “{from}”")));
    match edit.field.as_str() {
        "title" => was("Its title"),
        "summary" => was("Its summary").or_else(|| Some(line("It has a summary now."))),
        "date" => was("Its date"),
        "authors" => Some(line("Those named as its authors are others.")),
        "text_sha256" => Some(line("Its text was edited.")),
        _ => None,
    }
}
