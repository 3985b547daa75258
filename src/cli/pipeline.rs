//! From a site's folder to a sink: the one place that knows the order of the stages.

use super::{Failure, Outcome};
use crate::check::{self, Case, check_again};
use crate::diagnostic::summary::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics, Files};
use crate::load::{self, LoadError, Loaded};
use crate::model::when::Day;
use crate::model::{BaseUrl, Digesting, Level, Sha256Hex};
use crate::path::RelPath;
use crate::publish::{PublishError, Scales, Sink, Weighed};
use crate::record::Record;
use crate::render::pictures::{self, Pictured};
use crate::render::{Theme, account, editors, is_of_index, rehearse, render_each};
use crate::resolve::{self, Briefing, coverage, drafts, resolve_again};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// What the command line says in place of `onrecord.toml`.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    /// Where the site will stand.
    pub(super) base_url: Option<BaseUrl>,
    /// The folder that was built before, where it is not the one that the site names.
    pub(super) output: Option<PathBuf>,
    /// The day on which the site is checked.
    pub(super) today: Day,
    /// Whether drafts are part of it, and the editors' view.
    pub(super) drafts: bool,
    /// Whether a warning keeps the site from being published.
    pub(super) deny_warnings: bool,
}

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

fn looked(briefing: &Briefing) -> Looked {
    Looked {
        articles: briefing.articles.len(),
        claims: briefing.claims.len(),
        sources: briefing.sources.len(),
        quotes: coverage::of_site(briefing).checked,
        ..Looked::default()
    }
}

fn may_be_published(told: &Diagnostics, settings: &Settings) -> bool {
    match settings.deny_warnings {
        true => told.is_empty(),
        false => !told.has_errors(),
    }
}

/// A site that was read and checked, and not made into pages.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) briefing: Briefing,
    /// What pages are made with, or what is wrong with its templates.
    pub(super) theme: Result<Arc<Theme>, Diagnostics>,
    /// The texts that places point into.
    pub(super) files: Files,
    /// What is wrong with the site, templates aside.
    pub(super) diagnostics: Diagnostics,
    pub(super) looked: Looked,
    /// The record of what was last published, where the site names one.
    pub(super) last_record: Option<RelPath>,
}

/// What reading and checking a site found out, by which the next time saves work.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The files of the site as they were read.
    pub(super) shelf: load::Shelf,
    theme: Option<Arc<Theme>>,
    resolved: resolve::Earlier,
    checked: check::Earlier,
}

/// Reads and checks the site in `root`, whatever is wrong with it.
///
/// # Errors
/// When there is no site, or it could not be read.
pub(super) fn read(root: &Path, settings: &Settings) -> Result<Read, Failure> {
    read_again(root, settings, None)
}

/// As [`read`], with what the last time found out.
///
/// # Errors
/// As [`read`].
pub(super) fn read_again(
    root: &Path,
    settings: &Settings,
    findings: Option<&mut Findings>,
) -> Result<Read, Failure> {
    let mut none = Findings::default();
    let keeps = findings.is_some();
    let Findings { shelf, theme: known, resolved, checked } = findings.unwrap_or(&mut none);
    let Loaded { mut documents, overrides, files, diagnostics: mut told } =
        load::load_again(root, shelf).map_err(unreadable)?;
    if let Some(base_url) = &settings.base_url {
        documents.site.site.base_url = Some(base_url.clone());
    }
    if !settings.drafts {
        told = drafts::leave_out(&mut documents, told);
    }
    let last_record = documents.site.last_record.as_ref().map(|last| last.value.clone());
    let rules = std::mem::take(&mut documents.site.rules);
    let output = settings.output.clone().unwrap_or_else(|| documents.site.site.output.under(root));
    let (published, unread) = load::published_before(&documents, &output, shelf);
    told.extend(unread);
    let theme = match known.take().filter(|theme| theme.is_of(&overrides, &files)) {
        Some(theme) => Ok(theme),
        None => Theme::new(&overrides, &files).map(Arc::new),
    };
    *known = theme.as_ref().ok().map(Arc::clone);
    told.extend(theme.iter().flat_map(|theme| theme.unused(&files)));
    let (mut briefing, unresolved) = resolve_again(documents, keeps.then_some(resolved));
    if settings.drafts {
        label_what_lies_ahead(&mut briefing, settings.today);
    }
    told.extend(unresolved);
    let case = Case { briefing: &briefing, files: &files, today: settings.today, published: &published };
    let checked = check_again(&case, told, &rules, keeps.then_some(checked));
    let looked = Looked { allowed: checked.allowed, left_out_for: checked.left_out_for, ..looked(&briefing) };
    Ok(Read { briefing, theme, files, diagnostics: checked.diagnostics, looked, last_record })
}

/// What lets a date be tomorrow's: it is tomorrow already in other time zones, and the rule `future-date` lets that pass too.
const SLACK: i64 = 1;

/// Marks the articles that are dated after `today`, for editors' eyes.
fn label_what_lies_ahead(briefing: &mut Briefing, today: Day) {
    let ahead = |day: Day| day.0 > today.0 + SLACK;
    let keys: Vec<_> = briefing
        .articles
        .iter()
        .filter(|(_, article)| article.date.first_day().is_some_and(ahead))
        .map(|(key, _)| key)
        .collect();
    for key in keys {
        briefing.articles[key].ahead = true;
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

pub(super) fn unreadable(error: LoadError) -> Failure {
    match error {
        LoadError::NoSite(_) => Failure::wrong_use(error.to_string()),
        LoadError::Io(..) => Failure::machine(error.to_string()),
    }
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
