//! One build after another for the preview, each with what the one before found out.

use super::Failure;
use super::pipeline::{self, Built, Stopped};
use super::read::{Findings, Settings, Unchecked};
use crate::check;
use crate::diagnostic::{Diagnostics, Files};
use crate::path::RelPath;
use crate::publish::{Memory, Pages, PublishError, Sink};
use crate::record::{Account, Record};
use crate::render::again::{self, Again, GoOn};
use crate::render::pictures::Pictured;
use crate::render::{Theme, editors, editors_path, is_of_index};
use crate::resolve::Briefing;
use crate::resolve::state::State;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// What builds of one site leave to the next.
#[derive(Debug, Default)]
pub(super) struct Preview {
    findings: Findings,
    checked: check::Earlier,
    made_from: again::Earlier,
    pages: Arc<Pages>,
}

/// What is made first, so that whoever waits for it does not wait for everything else.
#[derive(Debug, Default)]
pub(super) struct First {
    /// The files of the site that were changed: what they become is what their writer wants to see. Nothing where that is not
    /// known.
    pub(super) changed: Option<BTreeSet<String>>,
    /// The pages that somebody looks at.
    pub(super) looked_at: BTreeSet<RelPath>,
}

/// A site that was read.
#[derive(Clone, Copy)]
struct Site<'s> {
    briefing: &'s Briefing,
    theme: &'s Theme,
    files: &'s Files,
}

/// A site on its way to its pages.
struct Underway<'s> {
    site: Site<'s>,
    again: Again<'s>,
    memory: Memory,
    pictured: Vec<Pictured<'s>>,
    /// Whether any file had to be made.
    has_due: bool,
}

impl Preview {
    /// Builds the site in `root` again. Its pages are handed to `show` as soon as those that come `first` are made, and again when
    /// all are, with what there is to tell. They are what a build from nothing would make. When the first were shown and it is no
    /// longer to `go_on`, the others are left to the next build.
    ///
    /// # Errors
    /// As [`pipeline::build`].
    pub(super) fn build(
        &mut self,
        root: &Path,
        settings: &Settings,
        first: &First,
        go_on: &GoOn<'_>,
        show: impl FnMut(Arc<Pages>, &Diagnostics, &Files),
    ) -> Result<Built<()>, Failure> {
        match &first.changed {
            Some(changed) => self.findings.shelf.doubt(changed.iter().cloned()),
            None => (self.findings, self.checked) = Default::default(),
        }
        let read = Unchecked::read(root, settings, Some(&mut self.findings))?;
        let state = read.briefing.state();
        let begin = || {
            let theme = read.theme.as_deref().ok()?;
            let site = Site { briefing: &read.briefing, theme, files: &read.files };
            Some(Underway::begin(site, state.clone(), &self.made_from, &self.pages, first))
        };
        // Rules seldom stop a site that could be read, so that its first pages need not wait for them.
        let (checked, begun) = rayon::join(
            || read.check(Some((&mut self.checked, &state))),
            || if read.told.has_errors() { None } else { begin() },
        );
        let (mut diagnostics, looked) = checked;
        let underway = if diagnostics.has_errors() { None } else { begun.or_else(begin) };
        let pages = underway
            .map(|underway| underway.and_then(|underway| self.finish(underway, &diagnostics, go_on, show)));
        let (pages, done) = match pages {
            Some(Ok(pages)) => (pages, Some(())),
            Some(Err(Stopped::Render(wrong))) => {
                diagnostics.extend(wrong);
                (0, None)
            }
            Some(Err(Stopped::Publish(error))) => {
                diagnostics.push(pipeline::of_the_site(error)?);
                (0, None)
            }
            None => (0, None),
        };
        let drafts = read.briefing.articles.values().filter(|article| article.draft).count();
        let Unchecked { theme, files, last_record, .. } = read;
        diagnostics.extend(theme.err().into_iter().flatten());
        Ok(Built { files, diagnostics, looked, last_record, drafts, pages, done })
    }

    /// Makes what is left to be made, and says how many pages there are.
    fn finish(
        &mut self,
        mut underway: Underway<'_>,
        told: &Diagnostics,
        go_on: &GoOn<'_>,
        mut show: impl FnMut(Arc<Pages>, &Diagnostics, &Files),
    ) -> Result<usize, Stopped> {
        let files = underway.site.files;
        let in_two_steps = underway.site.in_two_steps(&self.pages);
        if in_two_steps {
            let so_far = underway.so_far(&self.pages);
            // A style sheet may be another where no page is due.
            if underway.has_due || !so_far.changed_since(&self.pages).is_empty() {
                show(Arc::new(so_far), told, files);
            }
        }
        let account = underway.rest(told, &|| !in_two_steps || go_on());
        let finish = |account| std::mem::take(&mut underway.memory).finish(account).map_err(Stopped::Publish);
        match account.and_then(|account| account.map(finish).transpose()) {
            Ok(Some(pages)) => {
                self.pages = Arc::new(pages);
                show(Arc::clone(&self.pages), told, files);
            }
            // The next build begins at once, and shows.
            Ok(None) => self.pages = Arc::new(underway.so_far(&self.pages)),
            Err(stopped) => {
                show(Arc::clone(&self.pages), told, files);
                return Err(stopped);
            }
        }
        self.made_from = underway.again.into_earlier();
        Ok(self.pages.paths().filter(|path| path.extension() == Some("html")).count())
    }
}

impl Site<'_> {
    /// Whether what comes first is shown before all is there. Templates of the site's own may fail on any page, and then none
    /// of the new ones is shown.
    fn in_two_steps(&self, before: &Pages) -> bool {
        !before.is_empty() && !self.theme.has_own_templates()
    }
}

impl<'s> Underway<'s> {
    /// Takes over what is as it was in the pages `before`, and makes what comes `first`.
    fn begin(
        site: Site<'s>,
        state: State,
        made_from: &again::Earlier,
        before: &Arc<Pages>,
        first: &First,
    ) -> Result<Self, Stopped> {
        let Site { briefing, theme, files } = site;
        let mut again = Again::new(briefing, theme, files, state, made_from).map_err(Stopped::Render)?;
        let mut memory = Memory::after(Arc::clone(before), again.same());
        let attached = briefing.attachments.iter().map(|asset| (&asset.path, &asset.bytes));
        for (path, bytes) in theme.statics().iter().chain(attached) {
            memory.put_unless_same(path, bytes).map_err(Stopped::Publish)?;
        }
        let pictured = pipeline::keep_pictures(briefing, &mut memory)?;
        let has_due = again.due().next().is_some();
        if site.in_two_steps(before) {
            let urgent = urgent(&again, first, files);
            make(&mut again, &mut memory, &|| true, |path| urgent.contains(path))?;
        }
        Ok(Self { site, again, memory, pictured, has_due })
    }

    /// What there is while not all is made: what is still to come is as it was `before`.
    fn so_far(&self, before: &Pages) -> Pages {
        let rest = self.again.due().map(|(path, _)| path.clone());
        let rest = rest.chain(self.pictured.iter().flat_map(Pictured::files));
        let index = before.paths().filter(|path| is_of_index(path)).cloned();
        self.memory.so_far(rest.chain(index).chain([editors_path(), Record::path()]).collect())
    }

    /// Makes what is left to be made, and tells what the record has to say of it; nothing when it was not to go on.
    fn rest(&mut self, told: &Diagnostics, go_on: &GoOn<'_>) -> Result<Option<Account>, Stopped> {
        let Self { site: Site { briefing, theme, files }, again, memory, pictured, .. } = self;
        make(again, memory, go_on, |_| true)?;
        if !go_on() {
            return Ok(None);
        }
        pipeline::make_pictures(pictured, memory)?;
        let mut index = Vec::new();
        let Some(shards) = go_on().then(|| again.index(go_on)).flatten() else { return Ok(None) };
        for (path, bytes) in shards {
            memory.put(&path, bytes).map_err(Stopped::Publish)?;
            index.push(path);
        }
        if !go_on() {
            return Ok(None);
        }
        let (path, bytes) = editors(briefing, theme, files, told).map_err(Stopped::Render)?;
        memory.put(&path, bytes).map_err(Stopped::Publish)?;
        Ok(again.account(&index, go_on))
    }
}

/// What is made first of all that has to be made.
fn urgent(again: &Again<'_>, first: &First, files: &Files) -> BTreeSet<RelPath> {
    let is_changed = |path: &str| first.changed.as_ref().is_some_and(|changed| changed.contains(path));
    again
        .due()
        .filter(|(path, file)| {
            first.looked_at.contains(path)
                || file.is_some_and(|file| is_changed(files.get(file).path.as_str()))
        })
        .map(|(path, _)| path.clone())
        .collect()
}

/// Makes what `is_wanted` into `memory`, as long as it is to `go_on`.
fn make(
    again: &mut Again<'_>,
    memory: &mut Memory,
    go_on: &GoOn<'_>,
    is_wanted: impl Fn(&RelPath) -> bool,
) -> Result<(), Stopped> {
    let mut failed: Result<(), PublishError> = Ok(());
    again
        .make(is_wanted, go_on, |path, bytes| {
            if failed.is_ok() {
                failed = memory.put(&path, bytes);
            }
        })
        .map_err(Stopped::Render)?;
    failed.map_err(Stopped::Publish)
}

#[cfg(test)]
mod tests;
