//! One build after another for the preview, each with what the one before found out.

use super::Failure;
use super::pipeline::{self, Built, Findings, Read, Settings, Stopped};
use crate::diagnostic::{Diagnostics, Files};
use crate::path::RelPath;
use crate::publish::{Memory, Pages, PublishError, Sink};
use crate::record::{Account, Record};
use crate::render::again::{self, Again, GoOn};
use crate::render::pictures::Pictured;
use crate::render::{Theme, account, editors, editors_path, is_of_index};
use crate::resolve::Briefing;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// What builds of one site leave to the next.
#[derive(Debug, Default)]
pub(super) struct Preview {
    findings: Findings,
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

/// A site that was read, on its way to its pages.
struct Site<'s> {
    briefing: &'s Briefing,
    theme: &'s Theme,
    files: &'s Files,
    told: &'s Diagnostics,
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
            None => self.findings = Findings::default(),
        }
        let Read { briefing, theme, files, diagnostics, looked, last_record } =
            pipeline::read_again(root, settings, Some(&mut self.findings))?;
        let drafts = briefing.articles.values().filter(|article| article.draft).count();
        let mut built = Built { files, diagnostics, looked, last_record, drafts, pages: 0, done: None };
        let theme = match theme {
            Ok(theme) if !built.diagnostics.has_errors() => theme,
            Ok(_) => return Ok(built),
            Err(wrong) => {
                built.diagnostics.extend(wrong);
                return Ok(built);
            }
        };
        let site = Site { briefing: &briefing, theme: &theme, files: &built.files, told: &built.diagnostics };
        match self.make(&site, first, go_on, show) {
            Ok(pages) => (built.pages, built.done) = (pages, Some(())),
            Err(Stopped::Render(wrong)) => built.diagnostics.extend(wrong),
            Err(Stopped::Publish(error)) => built.diagnostics.push(pipeline::of_the_site(error)?),
        }
        Ok(built)
    }

    /// Makes what is no longer as it was, and says how many pages there are.
    fn make(
        &mut self,
        site: &Site<'_>,
        first: &First,
        go_on: &GoOn<'_>,
        mut show: impl FnMut(Arc<Pages>, &Diagnostics, &Files),
    ) -> Result<usize, Stopped> {
        let Site { briefing, theme, files, told } = *site;
        let mut again = Again::new(briefing, theme, files, &self.made_from).map_err(Stopped::Render)?;
        let mut memory = Memory::after(Arc::clone(&self.pages));
        for path in again.same() {
            memory.keep(path).map_err(Stopped::Publish)?;
        }
        let attached = briefing.attachments.iter().map(|asset| (&asset.path, &asset.bytes));
        for (path, bytes) in theme.statics().iter().chain(attached) {
            memory.put_unless_same(path, bytes).map_err(Stopped::Publish)?;
        }
        let pictured = pipeline::keep_pictures(briefing, &mut memory)?;
        // Templates of the site's own may fail on any page, and then none of the new ones is shown.
        let in_two_steps = !self.pages.is_empty() && !theme.has_own_templates();
        if in_two_steps {
            let is_due = again.due().next().is_some();
            let urgent = urgent(&again, first, files);
            make(&mut again, &mut memory, &|| true, |path| urgent.contains(path))?;
            let so_far = self.so_far(&again, &memory, &pictured);
            // A style sheet may be another where no page is due.
            if is_due || !so_far.changed_since(&self.pages).is_empty() {
                show(Arc::new(so_far), told, files);
            }
        }
        match site.rest(&mut again, &mut memory, &pictured, &|| !in_two_steps || go_on()) {
            Ok(Some(account)) => {
                self.pages = Arc::new(memory.finish(account).map_err(Stopped::Publish)?);
                show(Arc::clone(&self.pages), told, files);
            }
            // The next build begins at once, and shows.
            Ok(None) => self.pages = Arc::new(self.so_far(&again, &memory, &pictured)),
            Err(stopped) => {
                show(Arc::clone(&self.pages), told, files);
                return Err(stopped);
            }
        }
        self.made_from = again.into_earlier();
        Ok(self.pages.paths().filter(|path| path.extension() == Some("html")).count())
    }

    /// What there is while not all is made: what is still to come is as it was before.
    fn so_far(&self, again: &Again<'_>, memory: &Memory, pictured: &[Pictured<'_>]) -> Pages {
        let rest = again.due().map(|(path, _)| path.clone());
        let rest = rest.chain(pictured.iter().flat_map(Pictured::files));
        let index = self.pages.paths().filter(|path| is_of_index(path)).cloned();
        memory.so_far(rest.chain(index).chain([editors_path(), Record::path()]).collect())
    }
}

impl Site<'_> {
    /// Makes what is left to be made, and tells what the record has to say of it; nothing when it was not to go on.
    fn rest(
        &self,
        again: &mut Again<'_>,
        memory: &mut Memory,
        pictured: &[Pictured<'_>],
        go_on: &GoOn<'_>,
    ) -> Result<Option<Account>, Stopped> {
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
        let editors = editors(self.briefing, self.theme, self.files, self.told);
        let (path, bytes) = editors.map_err(Stopped::Render)?;
        memory.put(&path, bytes).map_err(Stopped::Publish)?;
        Ok(go_on().then(|| account(self.briefing, self.theme, self.files, &index)))
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
