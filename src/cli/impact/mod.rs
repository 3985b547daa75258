//! `onrecord impact`

mod report;
mod text;

use super::arguments::{Format, Impact};
use super::console::Console;
use super::pipeline::{self, Read, Settings};
use super::today::today;
use super::{Failure, Outcome, site};
use crate::resolve::Briefing;
use crate::resolve::impact::{self, Subject};
use report::Report;
use std::io::{ErrorKind, Write, stdout};
use std::path::Path;

pub(super) fn run(site: Option<&Path>, arguments: &Impact, console: &Console) -> Result<Outcome, Failure> {
    let root = site::find(site)?;
    // Drafts rest on sources as well, and whoever asks writes them.
    let everything =
        Settings { base_url: None, output: None, today: today(), drafts: true, deny_warnings: false };
    let read = {
        let _working = console.working("Reading the site");
        pipeline::read(&root, &everything)?
    };
    let subject = subject(&read, &arguments.id)?;
    let report = Report::of(&read, subject);
    let answer = match arguments.format {
        Format::Text => text::of(&report),
        Format::Json => report.json(),
    };
    if let Err(error) = stdout().lock().write_all(answer.as_bytes())
        && error.kind() != ErrorKind::BrokenPipe
    {
        return Err(Failure::machine(format!("the answer could not be written: {error}")));
    }
    if read.diagnostics.has_errors() {
        console.say(errors(&read));
    }
    Ok(Outcome::Fine)
}

/// What to say of a site that has errors: the answer stands all the same, as far as it was read.
fn errors(read: &Read) -> &'static str {
    if !read.briefing.unread.records.is_empty() {
        "The site has errors, and some of it could not be read: more may rest on it. `onrecord check` tells what is wrong."
    } else {
        "The site has errors; `onrecord check` tells what is wrong."
    }
}

fn subject(read: &Read, id: &str) -> Result<Subject, Failure> {
    let briefing = &read.briefing;
    match impact::find(briefing, id) {
        Ok(found) => match found[..] {
            [one] => Ok(one),
            _ => Err(Failure::wrong_use(format!("several records are called `{id}`"))
                .with_help(format!("say which one: {}", choices(briefing, &found)))),
        },
        Err(near) => {
            let failure = Failure::wrong_use(format!("there is no source, speaker, claim or figure `{id}`"));
            let errors = if read.diagnostics.has_errors() {
                "; the site has errors, so it may not have been read"
            } else {
                ""
            };
            Err(failure.with_help(match near.is_empty() {
                true => {
                    format!("a claim is written `article/claim`, as the address of its article ends{errors}")
                }
                false => format!("the nearest: {}{errors}", code(&near)),
            }))
        }
    }
}

fn choices(briefing: &Briefing, found: &[Subject]) -> String {
    let named = found.iter().map(|subject| format!("{}:{}", subject.kind().name(), subject.id(briefing)));
    code(&named.collect::<Vec<_>>())
}

fn code(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
