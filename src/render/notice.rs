//! What a reader is told first where a source is no longer as it was: who did what to it, when, why, and what that means
//! for what stands on the page.

use super::desk::Desk;
use super::html::Html;
use super::links::{self, Here};
use super::words;
use crate::language::{Words, when_it_was};
use crate::model::{Claim, Key, Message, Source, State, Status, When};
use crate::resolve::notices::{Notice, was_read_since};
use schemars::JsonSchema;
use serde::Serialize;

/// More notices than these on one page are left to the page of corrections.
const MOST: usize = 4;

/// The notices of a page.
#[derive(Default, JsonSchema, Serialize)]
pub(crate) struct NoticesView {
    /// The first of them.
    shown: Vec<NoticeView>,
    /// How many more there are.
    more: usize,
}

/// One notice: what happened to which source, what that means, and the note of the record.
#[derive(JsonSchema, Serialize)]
pub(crate) struct NoticeView {
    /// What the source is now: `retracted`, `corrected`, `gone` and so on.
    state: &'static str,
    /// What happened to it.
    happened: Html,
    /// What that does to this page.
    effect: String,
    /// What is said of it.
    note: Option<String>,
    /// The address of an archived copy.
    archive: Option<String>,
    /// Whether it is said that there is no copy.
    lost: bool,
}

/// What is counted in a notice, and where it stands.
#[derive(Clone, Copy)]
pub(crate) enum Counted {
    /// The claims of a page.
    Claims,
    /// The estimates of a figure.
    Estimates,
    /// The claims of a speaker.
    OfSpeaker,
    /// The claims of the site.
    OfSite,
}

impl Counted {
    /// The strings for all of them, and for some.
    fn keys(self) -> [&'static str; 2] {
        match self {
            Self::Claims => ["subject.claims-all", "subject.claims-some"],
            Self::Estimates => ["subject.estimates-all", "subject.estimates-some"],
            Self::OfSpeaker => ["subject.of-speaker-all", "subject.of-speaker-some"],
            Self::OfSite => ["subject.of-site-all", "subject.of-site-some"],
        }
    }
}

pub(crate) fn notices(desk: &Desk<'_>, here: &Here, notices: &[Notice], counted: Counted) -> NoticesView {
    NoticesView {
        shown: notices.iter().take(MOST).map(|notice| view(desk, here, notice, counted)).collect(),
        more: notices.len().saturating_sub(MOST),
    }
}

impl NoticesView {
    /// With those on retracted sources that the text of the page cites, though nothing that stands there rests on them. The page is an
    /// article's or a free one.
    pub(crate) fn with_cited(
        mut self,
        desk: &Desk<'_>,
        here: &Here,
        cited: &[Notice],
        is_article: bool,
    ) -> Self {
        let room = MOST.saturating_sub(self.shown.len());
        self.more += cited.len().saturating_sub(room);
        self.shown.extend(cited.iter().take(room).map(|notice| {
            NoticeView {
                happened: words::linked(
                    here.words(),
                    &Message::new(if is_article { "notice.article-cites" } else { "notice.page-cites" })
                        .with("who", publisher(here.words(), &desk.briefing.sources[notice.source]))
                        .with("when", when_it_was(desk.briefing.sources[notice.source].state.date.as_ref())),
                    &[("source", &desk.source_link(here, notice.source))],
                ),
                effect: here.words().text("notice.cited-only").to_owned(),
                ..view(desk, here, notice, Counted::Claims)
            }
        }));
        self
    }
}

fn view(desk: &Desk<'_>, here: &Here, notice: &Notice, counted: Counted) -> NoticeView {
    let source = &desk.briefing.sources[notice.source];
    let archive = archive(source).filter(|_| source.state.state != State::Moved);
    NoticeView {
        state: source.state.state.name(),
        happened: happened(desk, here, notice.source, source.state.date.as_ref()),
        effect: effect(
            here.words(),
            source,
            share(notice.touched, notice.of, counted),
            notice.touched,
            notice.withdrawn,
        ),
        note: source.state.note.clone(),
        lost: source.state.state == State::Gone && archive.is_none(),
        archive,
    }
}

/// What was done to a source, and by whom: "Reuters corrected “Losses” on 3 May 2025".
pub(crate) fn happened(desk: &Desk<'_>, here: &Here, key: Key<Source>, on: Option<&When>) -> Html {
    let source = &desk.briefing.sources[key];
    let message = match source.state.state {
        State::Live => return Html::default(),
        State::Changed => Message::new("happened.changed"),
        State::Moved => Message::new("happened.moved"),
        State::Gone => match on {
            Some(date) => Message::new("happened.gone-since").with("date", date),
            None => Message::new("happened.gone"),
        },
        State::Corrected => Message::new("happened.corrected"),
        State::Retracted => Message::new("happened.retracted"),
    };
    let message = message.with("who", publisher(here.words(), source)).with("when", when_it_was(on));
    words::linked(here.words(), &message, &[("source", &desk.source_link(here, key))])
}

/// Who publishes a source.
fn publisher(words: &Words, source: &Source) -> String {
    source.publisher.clone().unwrap_or_else(|| words.text("happened.publisher").to_owned())
}

fn archive(source: &Source) -> Option<String> {
    source.archives.iter().find_map(|archive| links::external(&archive.url.value)).map(str::to_owned)
}

/// What that means for `touched` records, of which so many are withdrawn; `subject` names them.
fn effect(words: &Words, source: &Source, subject: Message, touched: usize, withdrawn: usize) -> String {
    let told = |key| Message::count(key, touched).with("subject", subject.clone());
    words.say(&match source.state.state {
        State::Retracted if withdrawn == touched => told("effect.withdrawn"),
        State::Retracted if withdrawn == 0 => told("effect.other-grounds"),
        State::Retracted => {
            told("effect.some-withdrawn").with("withdrawn", Message::count("effect.of-them", withdrawn))
        }
        State::Corrected | State::Changed if was_read_since(source) => {
            told("effect.read-again").with("when", when_it_was(source.accessed.as_ref()))
        }
        State::Corrected | State::Changed => told("effect.as-before"),
        State::Gone => told("effect.gone"),
        State::Moved => told("effect.moved"),
        State::Live => return String::new(),
    })
}

/// "All 17 claims here", "5 of the 17 claims here", "The one claim here".
fn share(n: usize, of: usize, counted: Counted) -> Message {
    let [all, some] = counted.keys();
    if n == of { Message::count(all, n) } else { Message::count(some, n).with("all", of) }
}

/// The same on the source's own page: what it means for the claims of this site.
pub(crate) fn effect_on_site(desk: &Desk<'_>, here: &Here, key: Key<Source>) -> Option<String> {
    let reached = desk.ties.source(key).reached();
    let withdrawn = |claim: &&Key<Claim>| desk.briefing.claims[**claim].standing.status == Status::Withdrawn;
    let withdrawn = reached.iter().filter(withdrawn).count();
    let subject = Message::count("subject.reached", reached.len());
    let source = &desk.briefing.sources[key];
    (!reached.is_empty()).then(|| effect(here.words(), source, subject, reached.len(), withdrawn))
}

/// The notice on a source's own page on the retracted one that it was made from.
pub(crate) fn of_source(desk: &Desk<'_>, here: &Here, key: Key<Source>) -> Option<NoticeView> {
    let by = desk.briefing.sources[key].undone_by.filter(|by| *by != key)?;
    let root = &desk.briefing.sources[by];
    let message = Message::new("notice.made-from")
        .with("who", publisher(here.words(), root))
        .with("when", when_it_was(root.state.date.as_ref()));
    Some(NoticeView {
        state: State::Retracted.name(),
        happened: words::linked(here.words(), &message, &[("source", &desk.source_link(here, by))]),
        effect: here.words().text("notice.carries-nothing").to_owned(),
        note: root.state.note.clone(),
        archive: None,
        lost: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn a_share_agrees_with_its_verb() {
        let told = |n, of| english().say(&share(n, of, Counted::Claims));
        assert_eq!(told(1, 1), "The one claim here");
        assert_eq!(told(2, 2), "Both claims here");
        assert_eq!(told(1, 6), "1 of the 6 claims here");
        assert_eq!(told(5, 6), "5 of the 6 claims here");
        assert_eq!(told(17, 17), "All 17 claims here");
    }
}
