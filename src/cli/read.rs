//! From a site's folder to what it says, and what is wrong with that.

use super::Failure;
use crate::check::{self, Case};
use crate::diagnostic::summary::Looked;
use crate::diagnostic::{Diagnostics, Files, Placed};
use crate::load::{self, LoadError, Loaded};
use crate::model::when::Day;
use crate::model::{BaseUrl, ClaimId};
use crate::path::RelPath;
use crate::render::Theme;
use crate::resolve::state::State;
use crate::resolve::{self, Briefing, coverage, drafts};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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

/// Reads and checks the site in `root`, whatever is wrong with it.
///
/// # Errors
/// When there is no site, or it could not be read.
pub(super) fn read(root: &Path, settings: &Settings) -> Result<Read, Failure> {
    let unchecked = Unchecked::read(root, settings, None)?;
    let (diagnostics, looked) = unchecked.check(None);
    let Unchecked { briefing, theme, files, last_record, .. } = unchecked;
    Ok(Read { briefing, theme, files, diagnostics, looked, last_record })
}

/// What reading a site found out, by which the next time saves work.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The files of the site as they were read.
    pub(super) shelf: load::Shelf,
    theme: Option<Arc<Theme>>,
    resolved: resolve::Earlier,
}

/// A site that was read, and whose rules nobody has looked at yet.
#[derive(Debug)]
pub(super) struct Unchecked {
    pub(super) briefing: Briefing,
    /// What pages are made with, or what is wrong with its templates.
    pub(super) theme: Result<Arc<Theme>, Diagnostics>,
    /// The texts that places point into.
    pub(super) files: Files,
    /// What was found wrong while it was read.
    pub(super) told: Diagnostics,
    /// The record of what was last published, where the site names one.
    pub(super) last_record: Option<RelPath>,
    /// The rules that its configuration names.
    rules: Vec<Placed<String>>,
    /// The claims that were published before.
    published: Arc<BTreeSet<ClaimId>>,
    /// The day on which it is checked.
    today: Day,
}

impl Unchecked {
    /// Reads the site in `root`, with what the last time found out.
    ///
    /// # Errors
    /// As [`read`].
    pub(super) fn read(
        root: &Path,
        settings: &Settings,
        findings: Option<&mut Findings>,
    ) -> Result<Self, Failure> {
        let mut none = Findings::default();
        let keeps = findings.is_some();
        let Findings { shelf, theme: known, resolved } = findings.unwrap_or(&mut none);
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
        let (mut briefing, unresolved) = resolve::resolve_again(documents, keeps.then_some(resolved));
        if settings.drafts {
            label_what_lies_ahead(&mut briefing, settings.today);
        }
        told.extend(unresolved);
        let today = settings.today;
        Ok(Self { briefing, theme, files, told, last_record, rules, published, today })
    }

    /// What is wrong with it, and how much was looked at. Where what an `earlier` check found is at hand, the state of the
    /// site goes with it.
    pub(super) fn check(&self, earlier: Option<(&mut check::Earlier, &State)>) -> (Diagnostics, Looked) {
        let Self { briefing, files, published, today, .. } = self;
        let case = Case { briefing, files, today: *today, published };
        let checked = check::check_again(&case, self.told.clone(), &self.rules, earlier);
        let looked = Looked {
            articles: briefing.articles.len(),
            claims: briefing.claims.len(),
            sources: briefing.sources.len(),
            quotes: coverage::of_site(briefing).checked,
            allowed: checked.allowed,
            left_out_for: checked.left_out_for,
        };
        (checked.diagnostics, looked)
    }
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

/// Why a site could not be read.
pub(super) fn unreadable(error: LoadError) -> Failure {
    match error {
        LoadError::NoSite(_) => Failure::wrong_use(error.to_string()),
        LoadError::Io(..) => Failure::machine(error.to_string()),
    }
}
