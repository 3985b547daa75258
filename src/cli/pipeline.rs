//! From a site's folder to a sink: the one place that knows the order of the stages.

use super::read::{Read, Settings, read};
use super::{Failure, Outcome};
use crate::check;
use crate::diagnostic::summary::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics, Files};
use crate::model::{Digesting, Level, Sha256Hex};
use crate::path::RelPath;
use crate::publish::{PublishError, Scales, Sink, Weighed};
use crate::record::Record;
use crate::render::pictures::{self, Pictured};
use crate::render::{Theme, account, editors, is_of_index, rehearse, render_each};
use crate::resolve::Briefing;
use std::path::Path;
use std::time::SystemTime;

/// What a build came to.
#[derive(Debug)]
pub(super) struct Built<T> {
    /// The texts, for showing diagnostics.
    pub(super) files: Files,
    /// What is wrong with the site.
    pub(super) diagnostics: Diagnostics,
    /// How much was looked at.
    pub(super) looked: Looked,
    /// The record of what was last published, where the site names one.
    pub(super) last_record: Option<RelPath>,
    /// How many of the articles that were read are drafts.
    pub(super) drafts: usize,
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
    open: impl FnOnce(&Briefing, &Theme) -> Result<S, Failure>,
) -> Result<Built<S::Done>, Failure> {
    let Read { briefing, theme, files, diagnostics, looked, last_record } = read(root, settings)?;
    let drafts = briefing.articles.values().filter(|article| article.draft).count();
    let mut built = Built { files, diagnostics, looked, last_record, drafts, pages: 0, done: None };
    match theme {
        Err(wrong) => built.diagnostics.extend(wrong),
        Ok(theme) if may_be_published(&built.diagnostics, settings) => {
            let told = settings.drafts.then_some(&built.diagnostics);
            let sink = open(&briefing, &theme)?;
            match publish(&briefing, &theme, &built.files, told, settings, sink) {
                Ok((pages, done, over)) => {
                    (built.pages, built.done) = (pages, Some(done));
                    built.diagnostics.extend(over);
                }
                Err(Stopped::Render(wrong)) => built.diagnostics.extend(wrong),
                Err(Stopped::Publish(error)) => built.diagnostics.push(of_the_site(error)?),
            }
        }
        Ok(_) => {}
    }
    Ok(built)
}

/// Finds what is wrong with the site in `root`, as [`build`] would, and publishes nothing.
///
/// # Errors
/// When the site could not be read. What is wrong with the site itself is among the diagnostics.
pub(super) fn check_only(root: &Path, settings: &Settings) -> Result<Built<()>, Failure> {
    let Read { briefing, theme, files, diagnostics, looked, last_record } = read(root, settings)?;
    let mut built = Built { files, diagnostics, looked, last_record, drafts: 0, pages: 0, done: None };
    let paths = theme.and_then(|theme| match built.diagnostics.has_errors() {
        true => Ok(Vec::new()),
        false => rehearse(&briefing, &theme, &built.files),
    });
    match paths {
        Err(wrong) => built.diagnostics.extend(wrong),
        Ok(paths) => {
            let mut record = Record::default();
            for path in paths {
                if let Err(clash) = record.add(&path, &[]) {
                    built.diagnostics.push(of_the_site(clash.into())?);
                }
            }
        }
    }
    Ok(built)
}

fn may_be_published(told: &Diagnostics, settings: &Settings) -> bool {
    match settings.deny_warnings {
        true => told.is_empty(),
        false => !told.has_errors(),
    }
}

/// Why a site without errors was not published after all.
pub(super) enum Stopped {
    Render(Diagnostics),
    Publish(PublishError),
}

/// Hands every file to the sink as soon as it is rendered, with the editors' view where there is something `told` to put into
/// it. Says how many are pages, what the sink made of them, and which weigh more than they may.
fn publish<S: Sink>(
    briefing: &Briefing,
    theme: &Theme,
    files: &Files,
    told: Option<&Diagnostics>,
    settings: &Settings,
    mut sink: S,
) -> Result<(usize, S::Done, Diagnostics), Stopped> {
    let inputs = inputs(briefing, theme, files, settings);
    if let Some((pages, weighed, done)) = inputs.as_ref().and_then(|inputs| sink.still_has(inputs)) {
        return Ok((pages, done, over(weighed, briefing, settings)?));
    }
    let (mut pages, mut index) = (0, Vec::new());
    let is_weighed = sink.sends_pages() && briefing.site.rules.get("over-budget") != Some(&Level::Off);
    let mut scales = is_weighed.then(|| Scales::new(briefing.site.budget));
    let mut failed = None;
    render_each(briefing, theme, files, |path, bytes| {
        if is_of_index(&path) {
            index.push(path.clone());
        }
        if failed.is_none() {
            pages += usize::from(path.extension() == Some("html"));
            if let Some(scales) = &mut scales {
                scales.weigh(&path, &bytes);
            }
            failed = sink.put(&path, bytes).err();
        }
    })
    .map_err(Stopped::Render)?;
    if let Some(error) = failed {
        return Err(Stopped::Publish(error));
    }
    let weighed = scales.map(Scales::weighed).unwrap_or_default();
    let over = over(weighed.clone(), briefing, settings)?;
    if let Some(told) = told {
        let (path, bytes) = editors(briefing, theme, files, told).map_err(Stopped::Render)?;
        sink.put(&path, bytes).map_err(Stopped::Publish)?;
        pages += 1;
    }
    for asset in briefing.attachments.iter() {
        sink.put(&asset.path, asset.bytes.to_vec()).map_err(Stopped::Publish)?;
    }
    let pictured = keep_pictures(briefing, &mut sink)?;
    make_pictures(&pictured, &mut sink)?;
    let account = account(briefing, theme, files, &index);
    if let Some(inputs) = inputs {
        sink.is_made_of(inputs, weighed);
    }
    Ok((pages, sink.finish(account).map_err(Stopped::Publish)?, over))
}

/// What is told of pages that weigh too much, where they may be published all the same.
fn over(weighed: Weighed, briefing: &Briefing, settings: &Settings) -> Result<Diagnostics, Stopped> {
    let over = check::at_their_levels(&briefing.site, weighed.told());
    if may_be_published(&over, settings) { Ok(over) } else { Err(Stopped::Render(over)) }
}

/// The digest of all that the files of a site hang on: what it says and how, what the command line says in its place, and the
/// program. Nothing where the system does not tell which program this is.
fn inputs(briefing: &Briefing, theme: &Theme, files: &Files, settings: &Settings) -> Option<Sha256Hex> {
    let program = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    let built = program.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let base_url = settings.base_url.as_ref().map(ToString::to_string);
    // Of drafts it is said whether their day has come.
    let drafts = settings.drafts.then_some(settings.today.0);
    let program = (env!("CARGO_PKG_VERSION"), program.len(), built, base_url, drafts);
    let mut all = Digesting::default();
    let mut add = |bytes: &[u8]| {
        all.add(&(bytes.len() as u64).to_le_bytes());
        all.add(bytes);
    };
    add(format!("{program:?}").as_bytes());
    for file in files.iter() {
        add(file.path.as_str().as_bytes());
        add(file.text.as_bytes());
    }
    for asset in briefing.attachments.iter().chain(theme.own_statics()) {
        add(asset.from.as_str().as_bytes());
        add(&asset.bytes);
    }
    if let Some(since) = &briefing.since {
        add(since.path.as_str().as_bytes());
        add(since.sha256.as_str().as_bytes());
    }
    Some(all.end())
}

/// The smaller pictures that pages show, without those that the sink still has.
pub(super) fn keep_pictures<'b>(
    briefing: &'b Briefing,
    sink: &mut impl Sink,
) -> Result<Vec<Pictured<'b>>, Stopped> {
    let mut pictured = Pictured::all(briefing);
    for one in &mut pictured {
        one.keep(|path| sink.keep(path)).map_err(Stopped::Publish)?;
    }
    Ok(pictured)
}

/// Makes smaller pictures, and hands them on.
pub(super) fn make_pictures(pictured: &[Pictured<'_>], sink: &mut impl Sink) -> Result<(), Stopped> {
    let mut failed = Ok(());
    pictures::make(pictured, |path, bytes| {
        if failed.is_ok() {
            failed = sink.put(&path, bytes);
        }
    })
    .map_err(Stopped::Render)?;
    failed.map_err(Stopped::Publish)
}

/// Two pages of one path are the site's own fault and become a diagnostic; all else is a failure of the command.
pub(super) fn of_the_site(error: PublishError) -> Result<Diagnostic, Failure> {
    match error {
        PublishError::SamePath(..) | PublishError::KeptForTheRecord => {
            let diagnostic = Diagnostic::error("same-address", error.to_string());
            Ok(error.help().into_iter().fold(diagnostic, Diagnostic::with_help))
        }
        error => Err(failure(&error)),
    }
}

/// Why a command could not publish.
pub(super) fn failure(error: &PublishError) -> Failure {
    let outcome = if error.is_machine() { Outcome::MachineFailed } else { Outcome::WrongUse };
    Failure { outcome, message: error.to_string(), help: error.help() }
}
