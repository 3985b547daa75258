//! What changed since the site was last published, for readers: status moves first, since they are what a reader who was here
//! before has to know.
//!
//! It is told from the record of what was published, which the site keeps. That has no date, as no build looks at the clock; it is
//! called by the newest date that its articles state.

use super::desk::{Desk, LinkView};
use super::links::{self, Here};
use super::words::{self, DateView, StatusView};
use crate::model::{
    Article, ArticleId, Claim, ClaimAddress, ClaimId, Key, Message, Phrase, SourceId, SpeakerId, State,
    Status,
};
use crate::record::differences::{Change, ClaimEdit, Difference, EvidenceEdit, FieldEdit};
use crate::record::says::{ArticleSays, ClaimSays, EstimateSays, SourceSays};
use crate::resolve::{ArticleSince, Since};
use schemars::JsonSchema;
use serde::Serialize;

/// More than these are counted and not listed.
const MOST: usize = 200;

/// What a page shows of it; nothing where the site keeps no record, or nothing is to be told.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SinceView {
    /// The newest date that an article of the last published version states.
    newest: Option<DateView>,
    /// What changed, moves of statuses first.
    entries: Vec<EntryView>,
    /// How many more there are.
    more: usize,
}

/// One thing that changed.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "SinceEntry")]
struct EntryView {
    /// The word that stands where others have a date: "Status", "New" …
    word: String,
    /// What changed.
    what: LinkView,
    /// Whether there is still something that the link leads to.
    gone: bool,
    /// The move of its status.
    moved: Option<MovedView>,
    /// What else changed, a sentence each.
    lines: Vec<LineView>,
    /// The article, on a page that is not its own.
    article: Option<LinkView>,
}

/// A move from one status to another.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Move")]
struct MovedView {
    /// How it stood.
    from: Standing,
    /// How it stands now.
    to: Standing,
    /// Why.
    reason: String,
}

/// A status of a record: one that this version knows is shown as it is everywhere.
#[derive(JsonSchema, Serialize)]
pub(crate) struct Standing {
    /// The status, where this version knows it.
    known: Option<StatusView>,
    /// Its name.
    name: String,
}

/// A sentence: words, and those of the records in quotation marks.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "SinceLine")]
struct LineView {
    /// The sentence.
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
            newest: self.since.newest.as_ref().map(|of| words::date(self.here.words(), of)),
            entries: entries.into_iter().map(|(_, entry)| entry).collect(),
            more,
        }
    }

    fn claim(
        &self,
        claim: &Difference<ClaimSays, ClaimEdit>,
        with_article: bool,
    ) -> Option<(Rank, EntryView)> {
        let entry = |key, says: &Option<ClaimSays>, lines| EntryView {
            word: self.text(key),
            what: self.claim_link(&claim.id, says),
            gone: matches!(claim.change, Change::Gone(_)),
            moved: None,
            lines,
            article: with_article.then(|| self.article_link(article_of(&claim.id))).flatten(),
        };
        Some(match &claim.change {
            Change::New(says) => (Rank::New, entry("since.new", says, Vec::new())),
            Change::Gone(says) => (Rank::Gone, entry("since.gone", says, Vec::new())),
            Change::Edited { now, edits, unknown, .. } => {
                let mut lines: Vec<LineView> = edits.iter().filter_map(|edit| self.edit(edit)).collect();
                lines.extend(self.others(edits));
                if *unknown {
                    lines.push(self.line("since.unknown"));
                }
                let moved = edits.iter().find_map(|edit| self.moved(&claim.id, edit));
                // A new name alone changes nothing for readers: the old one leads here.
                if lines.is_empty() && moved.is_none() {
                    return None;
                }
                let (rank, key) = rank(edits);
                (rank, EntryView { moved, ..entry(key, now, lines) })
            }
        })
    }

    fn edit(&self, edit: &ClaimEdit) -> Option<LineView> {
        let quoted = |key, words: &str| Message::new(key).with("words", words);
        let source = |key, id: &str| Message::new(key).with("source", self.source_title(id));
        Some(self.told(&match edit {
            ClaimEdit::Reworded { from, .. } => quoted("since.read", from),
            ClaimEdit::Speaker { from, to } => {
                Message::new("since.speaker").with("from", self.speaker(from)).with("to", self.speaker(to))
            }
            ClaimEdit::Estimate { from: Some(from), to: Some(to) } if from.words != to.words => {
                Message::new("since.number").with("from", from.words.as_str()).with("to", to.words.as_str())
            }
            ClaimEdit::Estimate { from: Some(from), to: Some(to) } => {
                quoted("since.number-read", &to.words).with("parts", estimate_parts(from, to))
            }
            ClaimEdit::Estimate { from: None, to: Some(to) } => quoted("since.number-new", &to.words),
            ClaimEdit::Estimate { from: Some(from), to: None } => quoted("since.number-gone", &from.words),
            ClaimEdit::Evidence(EvidenceEdit::New(one)) => source("since.source-new", &one.source),
            ClaimEdit::Evidence(EvidenceEdit::Gone(one)) => source("since.source-gone", &one.source),
            ClaimEdit::Evidence(EvidenceEdit::Edited { from, to }) => {
                let parts = [
                    (from.quote != to.quote || from.original != to.original, "since.part-quote"),
                    (from.at != to.at, "since.part-place"),
                    (from.role != to.role, "since.part-role"),
                ];
                source("since.source-edited", &to.source).with("parts", named(parts))
            }
            ClaimEdit::Status { .. }
            | ClaimEdit::Reason { .. }
            | ClaimEdit::Field(_)
            | ClaimEdit::Estimate { from: None, to: None } => return None,
        }))
    }

    fn text(&self, key: &str) -> String {
        self.here.words().text(key).to_owned()
    }

    fn told(&self, message: &Message) -> LineView {
        LineView { text: self.here.words().say(message) }
    }

    fn line(&self, key: &'static str) -> LineView {
        self.told(&Message::new(key))
    }

    fn source(&self, source: &Difference<SourceSays, FieldEdit>) -> Option<(Rank, EntryView)> {
        let Change::Edited { now, edits, .. } = &source.change else { return None };
        let says = now.as_ref()?;
        let edit = edits.iter().find(|edit| edit.field == "state")?;
        let state = State::ALL.into_iter().find(|state| Some(state.name()) == edit.to.as_deref());
        let word = state.and_then(|state| words::state(self.here.words(), state));
        let word = word.unwrap_or_else(|| self.here.words().text("since.as-read"));
        let note = says.state_note.as_ref().map(|note| format!(" {note}")).unwrap_or_default();
        let id = SourceId::new(source.id.as_str()).ok()?;
        let what = self.desk.source_link(self.here, self.desk.briefing.sources.find(&id)?);
        let lines = vec![LineView { text: format!("{word}.{note}") }];
        Some((
            Rank::Source,
            EntryView {
                word: self.text("since.source"),
                what,
                gone: false,
                moved: None,
                lines,
                article: None,
            },
        ))
    }

    fn article(&self, article: &Difference<ArticleSays, FieldEdit>) -> Option<(Rank, EntryView)> {
        let entry = |key, what, gone, lines| EntryView {
            word: self.text(key),
            what,
            gone,
            moved: None,
            lines,
            article: None,
        };
        Some(match &article.change {
            Change::New(_) => (
                Rank::New,
                entry(
                    "since.new",
                    self.article_link(&article.id)?,
                    false,
                    vec![self.line("since.article-new")],
                ),
            ),
            Change::Gone(says) => {
                let text = says.as_ref().map_or_else(|| article.id.clone(), |says| says.title.clone());
                let what = LinkView { text, href: String::new() };
                (Rank::Gone, entry("since.gone", what, true, vec![self.line("since.article-gone")]))
            }
            Change::Edited { edits, .. } => {
                let lines: Vec<LineView> =
                    edits.iter().filter_map(article_edit).map(|edit| self.told(&edit)).collect();
                if lines.is_empty() {
                    return None;
                }
                (Rank::Article, entry("since.text", self.article_link(&article.id)?, false, lines))
            }
        })
    }

    fn moved(&self, claim: &str, edit: &ClaimEdit) -> Option<MovedView> {
        let ClaimEdit::Status { from, to, reason } = edit else { return None };
        let standing = |name: &str| Standing {
            known: Status::ALL
                .into_iter()
                .find(|status| status.name() == name)
                .map(|status| words::status(self.here.words(), status)),
            name: name.to_owned(),
        };
        // A record is written in English; the claim itself tells its reason in the words of the page.
        let now = self.claim_of(claim).map(|key| &self.desk.briefing.claims[key].standing.reason);
        let reason = now.map_or_else(|| reason.clone(), |reason| self.here.words().phrase(reason));
        Some(MovedView { from: standing(from), to: standing(to), reason })
    }

    /// What was edited and has no sentence of its own, in one.
    fn others(&self, edits: &[ClaimEdit]) -> Option<LineView> {
        let parts = other_parts(edits);
        (!parts.is_empty()).then(|| self.told(&Message::new("since.edited").with("parts", parts)))
    }

    /// The claim that is now what a record calls so.
    fn claim_of(&self, id: &str) -> Option<Key<Claim>> {
        let address = ClaimAddress::parse(id).ok()?;
        let id = ClaimId { article: address.article?, name: address.name };
        self.desk.briefing.claims.find(&id)
    }

    fn claim_link(&self, id: &str, says: &Option<ClaimSays>) -> LinkView {
        let text = says.as_ref().map_or_else(|| id.to_owned(), |says| says.statement.clone());
        let there = self.claim_of(id);
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
            return self.text("name.this-site");
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
        self.here.words().say(&Message::new("name.title").with("title", title.map_or(id, String::as_str)))
    }
}

/// The names of those parts that differ.
fn named<const N: usize>(parts: [(bool, &'static str); N]) -> Vec<Phrase> {
    parts.into_iter().filter(|(is, _)| *is).map(|(_, key)| Message::new(key).into()).collect()
}

/// What an entry is called by, and where it comes: by the gravest of its edits.
fn rank(edits: &[ClaimEdit]) -> (Rank, &'static str) {
    let of = |edit: &ClaimEdit| match edit {
        ClaimEdit::Status { .. } => (Rank::Status, "claims.status"),
        ClaimEdit::Evidence(_) => (Rank::Source, "since.source"),
        ClaimEdit::Estimate { .. } => (Rank::Number, "since.word-number"),
        ClaimEdit::Speaker { .. } => (Rank::Claim, "since.word-speaker"),
        ClaimEdit::Reworded { .. } => (Rank::Claim, "since.reworded"),
        ClaimEdit::Reason { .. } | ClaimEdit::Field(_) => (Rank::Claim, "record.title"),
    };
    // The first of the gravest: an edit of the words comes before one of a date.
    edits.iter().map(of).min_by_key(|(rank, _)| *rank).unwrap_or((Rank::Claim, "record.title"))
}

/// The keys of a claim that have no sentence of their own, as one list.
fn other_parts(edits: &[ClaimEdit]) -> Vec<Phrase> {
    const NAMES: [(&str, &str); 13] = [
        ("said", "since.part-date"),
        ("said_note", "since.part-date"),
        ("act", "since.part-act"),
        ("via", "since.part-via"),
        ("basis", "since.part-basis"),
        ("credibility", "since.part-credibility"),
        ("note", "since.part-note"),
        ("supports", "since.part-relations"),
        ("disputes", "since.part-relations"),
        ("updates", "since.part-relations"),
        ("repeats", "since.part-relations"),
        ("part-of", "since.part-relations"),
        ("rests-on", "since.part-grounds"),
    ];
    let edited =
        |field: &str| edits.iter().any(|edit| matches!(edit, ClaimEdit::Field(edit) if edit.field == field));
    let mut keys: Vec<&'static str> =
        NAMES.into_iter().filter(|(field, _)| edited(field)).map(|(_, key)| key).collect();
    keys.dedup();
    keys.into_iter().map(|key| Message::new(key).into()).collect()
}

/// Which parts of the reading of a number differ.
fn estimate_parts(from: &EstimateSays, to: &EstimateSays) -> Vec<Phrase> {
    let bounds =
        |says: &EstimateSays| (says.bound.clone(), says.low.clone(), says.high.clone(), says.best.clone());
    named([
        (bounds(from) != bounds(to), "since.number-bounds"),
        (from.unit != to.unit, "since.number-unit"),
        (from.measure != to.measure || from.kind != to.kind, "since.number-counts"),
        (from.time != to.time, "since.number-time"),
        (from.scope != to.scope, "since.number-scope"),
        (from.preliminary != to.preliminary, "since.number-preliminary"),
        (from.figure != to.figure, "since.number-figure"),
        (from.note != to.note, "since.number-note"),
    ])
}

fn article_edit(edit: &FieldEdit) -> Option<Message> {
    let was = |key| edit.from.as_ref().map(|from| Message::new(key).with("words", from.as_str()));
    match edit.field.as_str() {
        "title" => was("since.title-was"),
        "summary" => was("since.summary-was").or_else(|| Some(Message::new("since.summary-new"))),
        "date" => was("since.date-was"),
        "authors" => Some(Message::new("since.authors")),
        "text_sha256" => Some(Message::new("since.text-edited")),
        _ => None,
    }
}
