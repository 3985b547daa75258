//! From a site's folder to a sink: the one place that knows the order of the stages.

use super::{Failure, Outcome};
use crate::check::{Case, check};
use crate::diagnostic::{Diagnostic, Diagnostics, Files};
use crate::load::{self, LoadError, Loaded};
use crate::model::when::Day;
use crate::model::{BaseUrl, Site};
use crate::publish::{PublishError, Sink};
use crate::render::{Theme, render_each};
use crate::resolve::{Briefing, resolve};
use std::collections::BTreeSet;
use std::path::Path;

/// What the command line says in place of `onrecord.toml`.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    /// Where the site will stand.
    pub(super) base_url: Option<BaseUrl>,
    /// The day on which the site is checked.
    pub(super) today: Day,
}

/// What a build came to.
#[derive(Debug)]
pub(super) struct Built<T> {
    /// The texts, for showing diagnostics.
    pub(super) files: Files,
    /// What is wrong with the site.
    pub(super) diagnostics: Diagnostics,
    /// How many more there would be, had the site's authors not allowed them.
    pub(super) allowed: usize,
    /// How many web pages it has.
    pub(super) pages: usize,
    /// What the sink made of it; nothing when there are errors.
    pub(super) done: Option<T>,
}

/// Builds the site in `root` into the sink that `open` gives, which is asked for when all that was read is without errors.
///
/// # Errors
/// When the site could not be read or published. What is wrong with the site itself is among the diagnostics.
pub(super) fn build<S: Sink>(
    root: &Path,
    settings: &Settings,
    open: impl FnOnce(&Site) -> Result<S, PublishError>,
) -> Result<Built<S::Done>, Failure> {
    let Loaded { mut documents, overrides, files, diagnostics: mut told } =
        load::load(root).map_err(unreadable)?;
    if let Some(base_url) = &settings.base_url {
        documents.site.site.base_url = Some(base_url.clone());
    }
    let rules = std::mem::take(&mut documents.site.rules);
    let (briefing, unresolved) = resolve(documents);
    told.extend(unresolved);
    let case =
        Case { briefing: &briefing, files: &files, today: settings.today, published: &BTreeSet::new() };
    let checked = check(&case, told, &rules);
    let theme = Theme::new(&overrides, &files);

    let mut built =
        Built { files, diagnostics: checked.diagnostics, allowed: checked.allowed, pages: 0, done: None };
    match theme {
        Err(wrong) => built.diagnostics.extend(wrong),
        Ok(theme) if !built.diagnostics.has_errors() => {
            let published = open(&briefing.site)
                .map_err(Stopped::Publish)
                .and_then(|sink| publish(&briefing, &theme, &built.files, sink));
            match published {
                Ok((pages, done)) => (built.pages, built.done) = (pages, Some(done)),
                Err(Stopped::Render(wrong)) => built.diagnostics.extend(wrong),
                Err(Stopped::Publish(error)) => built.diagnostics.push(of_the_site(error)?),
            }
        }
        Ok(_) => {}
    }
    Ok(built)
}

/// A site that was read and checked, and not made into pages.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) briefing: Briefing,
    /// The texts that places point into.
    pub(super) files: Files,
    /// What is wrong with the site, templates aside.
    pub(super) diagnostics: Diagnostics,
}

/// Reads and checks the site in `root`, whatever is wrong with it.
///
/// # Errors
/// When there is no site, or it could not be read.
pub(super) fn read(root: &Path, today: Day) -> Result<Read, Failure> {
    let Loaded { mut documents, files, diagnostics: mut told, .. } = load::load(root).map_err(unreadable)?;
    let rules = std::mem::take(&mut documents.site.rules);
    let (briefing, unresolved) = resolve(documents);
    told.extend(unresolved);
    let case = Case { briefing: &briefing, files: &files, today, published: &BTreeSet::new() };
    let diagnostics = check(&case, told, &rules).diagnostics;
    Ok(Read { briefing, files, diagnostics })
}

/// Why a site without errors was not published after all.
enum Stopped {
    Render(Diagnostics),
    Publish(PublishError),
}

/// Hands every file to the sink as soon as it is rendered. Says how many are pages, and what the sink made of them.
fn publish<S: Sink>(
    briefing: &Briefing,
    theme: &Theme,
    files: &Files,
    mut sink: S,
) -> Result<(usize, S::Done), Stopped> {
    let mut pages = 0;
    let mut failed = None;
    render_each(briefing, theme, files, |path, bytes| {
        if failed.is_none() {
            pages += usize::from(path.extension() == Some("html"));
            failed = sink.put(&path, bytes).err();
        }
    })
    .map_err(Stopped::Render)?;
    if let Some(error) = failed {
        return Err(Stopped::Publish(error));
    }
    for asset in &briefing.attachments {
        sink.put(&asset.path, asset.bytes.to_vec()).map_err(Stopped::Publish)?;
    }
    Ok((pages, sink.finish().map_err(Stopped::Publish)?))
}

fn unreadable(error: LoadError) -> Failure {
    match error {
        LoadError::NoSite(_) => Failure::wrong_use(error.to_string()),
        LoadError::Io(..) => Failure::machine(error.to_string()),
    }
}

/// Two pages of one path are the site's own fault and become a diagnostic; all else is a failure of the command.
fn of_the_site(error: PublishError) -> Result<Diagnostic, Failure> {
    let (message, help) = (error.to_string(), error.help());
    let outcome = match error {
        PublishError::SamePath(..) | PublishError::KeptForTheRecord => {
            let diagnostic = Diagnostic::error("same-address", message);
            return Ok(help.into_iter().fold(diagnostic, Diagnostic::with_help));
        }
        error if error.is_machine() => Outcome::MachineFailed,
        _ => Outcome::WrongUse,
    };
    Err(Failure { outcome, message, help })
}
