//! Diagnostics, told in the form that was asked for.

use super::arguments::{Deny, Form, Telling};
use super::console::Console;
use super::{Outcome, site};
use crate::check::RULES;
use crate::diagnostic::sarif::RuleText;
use crate::diagnostic::summary::{self, Looked};
use crate::diagnostic::{Diagnostics, Files, Severity, github, json, sarif};
use crate::load::CONFIG;
use crate::model::Level;
use std::io::{self, Write};
use std::path::Path;

/// Tells what is wrong with the site in `root`, and says how the command ends.
pub(super) fn tell(
    told: &Diagnostics,
    files: &Files,
    looked: &Looked,
    root: &Path,
    telling: Telling,
    console: &Console,
) -> Outcome {
    let refused =
        if denied(told, telling) && !told.has_errors() { ": warnings are not let pass" } else { "" };
    match telling.format {
        Form::Human => {
            console.diagnostics(told, files, telling.all);
            console.say(&format!("{}{refused}", summary::line(looked, told)));
        }
        Form::Json => answer(&json::show(told, files, looked)),
        Form::Sarif => {
            answer(&sarif::show(told, files, &rules(), &site::below_repository(root), CONFIG));
        }
        Form::Github => {
            answer(&github::show(told, files, &site::below_repository(root)));
            console.say(&format!("{}{refused}", summary::line(looked, told)));
        }
    }
    match told.has_errors() || denied(told, telling) {
        true => Outcome::SiteHasErrors,
        false => Outcome::Fine,
    }
}

/// Whether there is something that was not to pass, though it is no error.
pub(super) fn denied(told: &Diagnostics, telling: Telling) -> bool {
    telling.deny == Some(Deny::Warnings) && told.warnings() > 0
}

/// A command's answer goes to standard output. Whoever stops reading has read enough.
fn answer(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// The rules as they are told to programs.
fn rules() -> Vec<RuleText> {
    RULES
        .iter()
        .map(|rule| RuleText {
            name: rule.name,
            level: match rule.level {
                Level::Error => Some(Severity::Error),
                Level::Warning => Some(Severity::Warning),
                Level::Off => None,
            },
            title: rule.title().to_owned(),
            page: rule.page.to_owned(),
        })
        .collect()
}
