//! From a site's folder to a sink: the one place that knows the order of the stages.

use super::{Failure, Outcome};
use crate::diagnostic::{Diagnostic, Diagnostics, Files};
use crate::model::{BaseUrl, Site};
use crate::path::RelPath;
use crate::publish::{PublishError, Sink};
use std::path::Path;

/// What the command line says in place of `onrecord.toml`.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// Where the site will stand.
    pub(super) base_url: Option<BaseUrl>,
}

/// What a build came to.
#[derive(Debug)]
pub(super) struct Built<T> {
    /// The texts, for showing diagnostics.
    pub(super) files: Files,
    /// What is wrong with the site.
    pub(super) diagnostics: Diagnostics,
    /// How many web pages it has.
    pub(super) pages: usize,
    /// What the sink made of it; nothing when there are errors, and then no sink was opened.
    pub(super) done: Option<T>,
}

/// Builds the site in `root` into the sink that `open` gives. It is asked for a sink only when the site has no errors.
///
/// # Errors
/// When the site could not be read or published. What is wrong with the site itself is among the diagnostics.
pub(super) fn build<S: Sink>(
    root: &Path,
    settings: &Settings,
    open: impl FnOnce(&Site) -> Result<S, PublishError>,
) -> Result<Built<S::Done>, Failure> {
    let Staged { files, mut diagnostics, rendered } = stages(root, settings)?;
    let mut built = Built { files, diagnostics: Diagnostics::new(), pages: 0, done: None };
    if let Some((site, output)) = rendered.filter(|_| !diagnostics.has_errors()) {
        built.pages = output.iter().filter(|(path, _)| path.extension() == Some("html")).count();
        match publish(&site, output, open) {
            Ok(done) => built.done = Some(done),
            Err(error) => diagnostics.push(of_the_site(error)?),
        }
    }
    built.diagnostics = diagnostics;
    Ok(built)
}

fn publish<S: Sink>(
    site: &Site,
    output: Output,
    open: impl FnOnce(&Site) -> Result<S, PublishError>,
) -> Result<S::Done, PublishError> {
    let mut sink = open(site)?;
    for (path, bytes) in output {
        sink.put(&path, bytes)?;
    }
    sink.finish()
}

/// Two pages of one path are the site's own fault and become a diagnostic; all else is a failure of the command.
fn of_the_site(error: PublishError) -> Result<Diagnostic, Failure> {
    let message = error.to_string();
    let help = error.help();
    let diagnostic = match error {
        PublishError::SamePath(..) | PublishError::KeptForTheRecord => {
            Diagnostic::error("same-path", message)
        }
        error if error.is_machine() => {
            return Err(Failure { outcome: Outcome::MachineFailed, message, help });
        }
        _ => return Err(Failure { outcome: Outcome::WrongUse, message, help }),
    };
    Ok(match help {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    })
}

/// The files of a rendered site.
type Output = Vec<(RelPath, Vec<u8>)>;

/// What the stages before publishing came to.
struct Staged {
    files: Files,
    diagnostics: Diagnostics,
    /// The site and its files, when it could be rendered.
    rendered: Option<(Site, Output)>,
}

// WIRE: load → resolve → check → render.
fn stages(root: &Path, settings: &Settings) -> Result<Staged, Failure> {
    let _ = &settings.base_url;
    Err(Failure::machine(format!(
        "the stages that read `{}` are not joined to the command line yet",
        root.display()
    )))
}
