//! What a reader is told first where a source is no longer as it was: who did what to it, when, why, and what that means
//! for what stands on the page.

use super::desk::{Desk, LinkView};
use super::links::{self, Here};
use crate::model::{Claim, Key, Source, State, Status};
use crate::resolve::notices::{Notice, was_read_since};
use crate::resolve::{capital, count_of, on};
use serde::Serialize;

/// More notices than these on one page are left to the page of corrections.
const MOST: usize = 4;

/// The notices of a page.
#[derive(Default, Serialize)]
pub(crate) struct NoticesView {
    shown: Vec<NoticeView>,
    more: usize,
}

/// One notice: `before`, the source, `after`, then the sentence on what it means, and the note of the record.
#[derive(Serialize)]
pub(crate) struct NoticeView {
    state: &'static str,
    before: String,
    source: LinkView,
    after: String,
    effect: String,
    note: Option<String>,
    archive: Option<String>,
    /// Whether it is said that there is no copy.
    lost: bool,
}

/// What is counted in a notice, and where it stands: "claim", "claims", "here".
#[derive(Clone, Copy)]
pub(crate) struct Counted {
    pub(crate) one: &'static str,
    pub(crate) more: &'static str,
    pub(crate) place: &'static str,
}

/// The claims of a page.
pub(crate) const CLAIMS: Counted = Counted { one: "claim", more: "claims", place: "here" };

pub(crate) fn notices(desk: &Desk<'_>, here: &Here, notices: &[Notice], counted: Counted) -> NoticesView {
    NoticesView {
        shown: notices.iter().take(MOST).map(|notice| view(desk, here, notice, counted)).collect(),
        more: notices.len().saturating_sub(MOST),
    }
}

impl NoticesView {
    /// With those on retracted sources that the text of the page cites, though nothing that stands there rests on them. `page`
    /// says what kind of page it is.
    pub(crate) fn with_cited(
        mut self,
        desk: &Desk<'_>,
        here: &Here,
        cited: &[Notice],
        page: &'static str,
    ) -> Self {
        let room = MOST.saturating_sub(self.shown.len());
        self.more += cited.len().saturating_sub(room);
        self.shown.extend(cited.iter().take(room).map(|notice| NoticeView {
            before: format!(
                "This {page} cites a source that was retracted. {}",
                happened(&desk.briefing.sources[notice.source]).0
            ),
            effect: "No claim here rests on it.".to_owned(),
            ..view(desk, here, notice, CLAIMS)
        }));
        self
    }
}

fn view(desk: &Desk<'_>, here: &Here, notice: &Notice, counted: Counted) -> NoticeView {
    let source = &desk.briefing.sources[notice.source];
    let (before, after) = happened(source);
    let archive = archive(source).filter(|_| source.state.state != State::Moved);
    NoticeView {
        state: source.state.state.name(),
        before,
        source: desk.source_link(here, notice.source),
        after,
        effect: effect(source, share(notice.touched, notice.of, counted), notice.touched, notice.withdrawn),
        note: source.state.note.clone(),
        lost: source.state.state == State::Gone && archive.is_none(),
        archive,
    }
}

/// What was done to it: the words before and after its title.
pub(crate) fn happened(source: &Source) -> (String, String) {
    let who = source.publisher.as_deref().unwrap_or("The publisher");
    let on = source.state.date.as_ref().map(on).unwrap_or_default();
    match source.state.state {
        State::Live => (String::new(), String::new()),
        State::Changed => (String::new(), format!(" was changed{on}")),
        State::Moved => (String::new(), format!(" moved to another address{on}")),
        State::Gone => {
            let since = source.state.date.as_ref().map(|date| format!(" since {}", date.for_readers()));
            (String::new(), format!(" cannot be reached any more{}", since.unwrap_or_default()))
        }
        State::Corrected => (format!("{who} corrected "), on),
        State::Retracted => (format!("{who} retracted "), on),
    }
}

fn archive(source: &Source) -> Option<String> {
    source.archives.iter().find_map(|archive| links::external(&archive.url.value)).map(str::to_owned)
}

/// What that means for `touched` records, of which so many are withdrawn; `subject` names them, and says whether they are one.
fn effect(source: &Source, (subject, is_one): (String, bool), touched: usize, withdrawn: usize) -> String {
    let verb = |one: &'static str, more: &'static str| if is_one { one } else { more };
    let rests = verb("rests", "rest");
    match source.state.state {
        State::Retracted if withdrawn == touched => {
            format!("{subject} {rests} on it and {} withdrawn.", verb("is", "are"))
        }
        State::Retracted if withdrawn == 0 => {
            format!("{subject} {rests} on it, and on other grounds too.")
        }
        State::Retracted => {
            let are = if withdrawn == 1 { "is" } else { "are" };
            format!("{subject} {rests} on it; {withdrawn} of them {are} withdrawn.")
        }
        State::Corrected | State::Changed if was_read_since(source) => {
            let read = source.accessed.as_ref().map(on).unwrap_or_default();
            format!("{subject} {rests} on it; it was read again after that{read}.")
        }
        State::Corrected | State::Changed => {
            format!("{subject} {rests} on it as it was before, and may need another look.")
        }
        State::Gone => format!("{subject} {} read in it and cannot be followed to it.", verb("was", "were")),
        State::Moved => format!("{subject} {} read in it where it stood before.", verb("was", "were")),
        State::Live => String::new(),
    }
}

/// "All 17 claims here", "5 of the 17 claims here", "The one claim here"; and whether a verb for it is singular.
fn share(n: usize, of: usize, counted: Counted) -> (String, bool) {
    let Counted { one, more, place } = counted;
    match (n, of) {
        (1, 1) => (format!("The one {one} {place}"), true),
        (2, 2) => (format!("Both {more} {place}"), false),
        _ if n == of => (format!("All {of} {more} {place}"), false),
        _ => (format!("{n} of the {of} {more} {place}"), n == 1),
    }
}

/// The same on the source's own page: what it means for the claims of this site.
pub(crate) fn effect_on_site(desk: &Desk<'_>, key: Key<Source>) -> Option<String> {
    let reached = desk.ties.source(key).reached();
    let withdrawn = |claim: &&Key<Claim>| desk.briefing.claims[**claim].standing.status == Status::Withdrawn;
    let withdrawn = reached.iter().filter(withdrawn).count();
    let subject = capital(&count_of(reached.len(), "claim on this site", "claims on this site"));
    let source = &desk.briefing.sources[key];
    (!reached.is_empty()).then(|| effect(source, (subject, reached.len() == 1), reached.len(), withdrawn))
}

/// The notice on a source's own page on the retracted one that it was made from.
pub(crate) fn of_source(desk: &Desk<'_>, here: &Here, key: Key<Source>) -> Option<NoticeView> {
    let source = &desk.briefing.sources[key];
    let by = source.undone_by.filter(|by| *by != key)?;
    let (before, after) = happened(&desk.briefing.sources[by]);
    Some(NoticeView {
        state: State::Retracted.name(),
        before: format!("This was made from a source that was retracted. {before}"),
        source: desk.source_link(here, by),
        after,
        effect: "So it carries nothing here any more, though its own publisher has not taken it back."
            .to_owned(),
        note: desk.briefing.sources[by].state.note.clone(),
        archive: None,
        lost: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_agrees_with_its_verb() {
        assert_eq!(share(1, 1, CLAIMS), ("The one claim here".to_owned(), true));
        assert_eq!(share(2, 2, CLAIMS), ("Both claims here".to_owned(), false));
        assert_eq!(share(1, 6, CLAIMS), ("1 of the 6 claims here".to_owned(), true));
        assert_eq!(share(5, 6, CLAIMS), ("5 of the 6 claims here".to_owned(), false));
        assert_eq!(share(17, 17, CLAIMS), ("All 17 claims here".to_owned(), false));
    }
}
