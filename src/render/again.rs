//! Making again what is no longer as it was, and nothing else.
//!
//! What a page was made from is written down while it is made. The next time it is made again when one of these things says
//! something else, when templates or the site's configuration do, and when it is not known what it was made from.

use super::backlinks::Backlinks;
use super::desk::Desk;
use super::made_from::account_of;
use super::theme::Mistake;
use super::{AT_ONCE, Job, Theme, collisions, jobs, make, place};
use crate::diagnostic::{Diagnostics, FileId, Files};
use crate::model::reads::{Reads, print_of, still_so};
use crate::path::RelPath;
use crate::record::Account;
use crate::resolve::Briefing;
use crate::resolve::state::State;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

/// Asked now and then, from any thread, whether to go on.
pub type GoOn<'a> = dyn Fn() -> bool + Sync + 'a;

/// What the pages of a site were made from.
#[derive(Debug, Default)]
pub struct Earlier {
    state: State,
    templates: u64,
    made: HashMap<RelPath, Made>,
    backlinks: Option<Arc<Backlinks>>,
}

/// What one file was made from.
#[derive(Debug)]
struct Made {
    kind: Discriminant<Job>,
    asked: u64,
    reads: Arc<[Reads]>,
}

/// A site of which only some files have to be made.
pub struct Again<'a> {
    desk: Desk<'a>,
    backlinks: Arc<Backlinks>,
    theme: &'a Theme,
    files: &'a Files,
    state: State,
    same: Vec<(RelPath, Made)>,
    due: Vec<(RelPath, Job)>,
    made: Vec<(RelPath, Made)>,
}

/// What was read for a file, and what it holds.
type One = (Arc<[Reads]>, Vec<u8>);

impl<'a> Again<'a> {
    /// Finds out which files of the site have to be made, `earlier` having told what those are made from that there are.
    /// `state` is that of the briefing.
    ///
    /// # Errors
    /// Pages that would overwrite each other.
    pub fn new(
        briefing: &'a Briefing,
        theme: &'a Theme,
        files: &'a Files,
        state: State,
        earlier: &Earlier,
    ) -> Result<Self, Diagnostics> {
        let known = earlier.backlinks.as_ref().filter(|known| known.are_of(briefing));
        let backlinks = known.cloned().unwrap_or_else(|| Arc::new(Backlinks::of(briefing)));
        let desk = Desk::with(briefing, &backlinks);
        let jobs = jobs(&desk, theme);
        collisions(briefing, theme, &jobs)?;
        let state = desk.state(state);
        let moves = match earlier.templates == theme.print() {
            true => earlier.state.moves_to(&state),
            false => None,
        };
        let still = |path: &RelPath, job: &Job| {
            let asked = asked(&desk, theme, *job);
            let same = |made: &&Made| made.kind == discriminant(job) && made.asked == asked;
            let made = earlier.made.get(path).filter(same)?;
            Some(Made { kind: made.kind, asked, reads: still_so(&made.reads, moves.as_deref()?)? })
        };
        let (mut same, mut due) = (Vec::new(), Vec::new());
        let before: Vec<_> = jobs.par_iter().map(|(path, job)| still(path, job)).collect();
        for ((path, job), made) in jobs.into_iter().zip(before) {
            match made {
                Some(made) => same.push((path, made)),
                None => due.push((path, job)),
            }
        }
        Ok(Self { desk, backlinks, theme, files, state, same, due, made: Vec::new() })
    }

    /// The files that are as they were.
    pub fn same(&self) -> impl Iterator<Item = &RelPath> {
        self.same.iter().map(|(path, _)| path)
    }

    /// The files that have to be made, and with each the file of the site that its record stands in.
    pub fn due(&self) -> impl Iterator<Item = (&RelPath, Option<FileId>)> {
        self.due.iter().map(|(path, job)| (path, place(self.desk.briefing, *job).map(|place| place.file)))
    }

    /// Makes those files that are due and that `are_wanted`, and hands them to `take`. Those that are not made since
    /// it is no longer to `go_on` stay due.
    ///
    /// # Errors
    /// Mistakes that only show when a template meets a page.
    pub fn make(
        &mut self,
        are_wanted: impl Fn(&RelPath) -> bool,
        go_on: &GoOn<'_>,
        mut take: impl FnMut(RelPath, Vec<u8>),
    ) -> Result<(), Diagnostics> {
        let (wanted, rest) =
            std::mem::take(&mut self.due).into_iter().partition(|(path, _)| are_wanted(path));
        self.due = rest;
        let mut wanted: Vec<(RelPath, Job)> = wanted;
        let mut wrong: BTreeSet<Mistake> = BTreeSet::new();
        while !wanted.is_empty() {
            let rest = wanted.split_off(wanted.len().min(AT_ONCE));
            let pages: Vec<_> = std::mem::replace(&mut wanted, rest)
                .into_par_iter()
                .map(|(path, job)| {
                    let page = go_on().then(|| self.make_one(&path, job, go_on)).and_then(Result::transpose);
                    (path, job, page)
                })
                .collect();
            for (path, job, page) in pages {
                match page {
                    None => self.due.push((path, job)),
                    Some(Ok((reads, bytes))) if wrong.is_empty() => {
                        let asked = asked(&self.desk, self.theme, job);
                        self.made.push((path.clone(), Made { kind: discriminant(&job), asked, reads }));
                        take(path, bytes);
                    }
                    Some(Ok(_)) => {}
                    Some(Err(mistakes)) => wrong.extend(mistakes),
                }
            }
        }
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(wrong.into_iter().map(|mistake| self.theme.diagnose(mistake, self.files)).collect()),
        }
    }

    fn make_one(&self, path: &RelPath, job: Job, go_on: &GoOn<'_>) -> Result<Option<One>, Vec<Mistake>> {
        let (briefing, mut logs) = self.desk.briefing.watched();
        let desk = self.desk.watched(&briefing, &mut logs);
        let bytes = make(&desk, self.theme, path, job, go_on)?;
        Ok(bytes.map(|bytes| (logs.reads(), bytes)))
    }

    /// The index for search. It has words of everything, so that it is made again whatever has changed. Nothing when it was no
    /// longer to `go_on`.
    pub fn index(&self, go_on: &GoOn<'_>) -> Option<Vec<(RelPath, Vec<u8>)>> {
        super::search::shards(&self.desk, go_on)
    }

    /// As [`account`](super::account); nothing when it was no longer to `go_on`.
    #[must_use]
    pub fn account(&self, index: &[RelPath], go_on: &GoOn<'_>) -> Option<Account> {
        account_of(&self.desk, self.theme, self.files, index, go_on)
    }

    /// What the files that there are now were made from.
    #[must_use]
    pub fn into_earlier(self) -> Earlier {
        let made = self.same.into_iter().chain(self.made).collect();
        let backlinks = Some(self.backlinks);
        Earlier { state: self.state, templates: self.theme.print(), made, backlinks }
    }
}

/// What a page is asked to list, or a drawing to be drawn with, where that is not among the tables.
fn asked(desk: &Desk<'_>, theme: &Theme, job: Job) -> u64 {
    match job {
        Job::Claims(page) => desk.claims.print(page),
        Job::Timeline(page) => desk.timeline.print(page),
        Job::Sitemap(_) => print_of(&(desk.claims.places(), desk.timeline.places())),
        Job::Articles(part) => desk.lists.articles.print(part),
        Job::Sources(part) => desk.lists.sources.print(part),
        Job::Speakers(part) => desk.lists.speakers.print(part),
        Job::FigureFile(..) => print_of(&theme.look().palette),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::kursk::kursk;
    use super::*;
    use crate::load::Overrides;
    use crate::model::Key;
    use crate::model::text::{Block, Inline};
    use std::collections::BTreeMap;

    fn theme() -> Theme {
        Theme::new(&Overrides::default(), &Files::new()).unwrap()
    }

    /// What has to be made of `after` when all of `before` was made.
    fn due(before: &Briefing, after: &Briefing) -> BTreeSet<String> {
        let (theme, files) = (theme(), Files::new());
        let mut first = Again::new(before, &theme, &files, before.state(), &Earlier::default()).unwrap();
        let all = first.due().count();
        let mut made = 0;
        first.make(|_| true, &|| true, |_, _| made += 1).unwrap();
        assert_eq!(made, all);
        let again = Again::new(after, &theme, &files, after.state(), &first.into_earlier()).unwrap();
        assert_eq!(again.same().count() + again.due().count(), jobs(&Desk::new(after), &theme).len());
        again.due().map(|(path, _)| path.as_str().to_owned()).collect()
    }

    #[test]
    fn of_a_site_that_says_the_same_nothing_has_to_be_made() {
        assert_eq!(due(&kursk(), &kursk()), BTreeSet::new());
    }

    #[test]
    fn of_a_text_that_says_something_else_only_its_own_pages_have_to_be_made() {
        let mut edited = kursk();
        let article = Key::of_row(0);
        let place = edited.articles[article].place;
        let mut text = edited.texts.articles[article].to_vec();
        text.push(Block::Paragraph(vec![Inline::Text("One more.".to_owned())], place));
        edited.texts.articles[article] = text.into();
        let due = due(&kursk(), &edited);
        assert!(due.contains("articles/three-numbers/index.html"), "{due:?}");
        let others = [
            "sources/",
            "speakers/",
            "figures/",
            // The files of all claims tell the words that mark them.
            "claims/",
            "corrections/",
            "articles/денонсація/",
            "index.html",
        ];
        let elsewhere: Vec<_> =
            due.iter().filter(|path| others.iter().any(|other| path.starts_with(other))).collect();
        assert!(elsewhere.is_empty(), "{elsewhere:?}");
    }

    #[test]
    fn what_points_at_records_is_looked_up_again_only_when_records_differ() {
        let (theme, files, before) = (theme(), Files::new(), kursk());
        let first = Again::new(&before, &theme, &files, before.state(), &Earlier::default()).unwrap();
        let known = Arc::clone(&first.backlinks);
        let earlier = first.into_earlier();
        let mut after = before.clone();
        after.texts.articles[Key::of_row(0)] = Vec::new().into();
        let again = Again::new(&after, &theme, &files, after.state(), &earlier).unwrap();
        assert!(Arc::ptr_eq(&again.backlinks, &known));
        after.claims[Key::of_row(0)].statement.push('!');
        let again = Again::new(&after, &theme, &files, after.state(), &earlier).unwrap();
        assert!(!Arc::ptr_eq(&again.backlinks, &known));
    }

    #[test]
    fn a_speaker_who_is_called_otherwise_is_so_on_every_page_that_has_the_name() {
        let mut edited = kursk();
        edited.speakers[Key::of_row(1)].name = "Somebody Else".to_owned();
        let theme = theme();
        let files = Files::new();
        let due = due(&kursk(), &edited);
        let before: BTreeMap<_, _> =
            super::super::render(&kursk(), &theme, &files).unwrap().into_iter().collect();
        let after = super::super::render(&edited, &theme, &files).unwrap();
        let differ = after.into_iter().filter(|(path, bytes)| before.get(path) != Some(bytes));
        let pages = differ.filter(|(path, _)| !super::super::is_of_index(path));
        let missed: Vec<_> = pages.filter(|(path, _)| !due.contains(path.as_str())).collect();
        assert!(missed.is_empty(), "{missed:?}");
        assert!(!due.contains("articles/денонсація/index.html"), "{due:?}");
    }

    #[test]
    fn a_record_that_is_new_changes_the_lists_and_what_refers_to_it() {
        let mut before = kursk();
        let mut page = before.pages[Key::of_row(0)].clone();
        page.id = crate::model::PageId::new("another").unwrap();
        page.listed = false;
        before.pages.add(page).unwrap();
        let text = before.texts.pages[Key::of_row(0)].clone();
        before.texts.pages = [text.clone(), text].into_iter().collect();
        // Listed pages stand at the foot of every page, so that whether there is one more bears on all.
        let due = due(&kursk(), &before);
        assert!(due.contains("another/index.html") && due.contains("index.html"), "{due:?}");
    }
}
