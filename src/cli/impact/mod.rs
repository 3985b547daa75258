//! `onrecord impact`

mod report;
mod text;

use super::arguments::{Format, Impact};
use super::console::Console;
use super::read::{Read, Settings, read};
use super::today::today;
use super::{Failure, Outcome, site};
use crate::model::{ArticleId, PageId};
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
        read(&root, &everything)?
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
            if let Some(failure) = text(briefing, id) {
                return Err(failure);
            }
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

/// What to say of the id of a text: nothing rests on an article or a page, but claims can be asked for.
fn text(briefing: &Briefing, id: &str) -> Option<Failure> {
    let is = |word: &str| id.strip_prefix(word).and_then(|rest| rest.strip_prefix(':')).unwrap_or(id);
    if let Some(article) =
        ArticleId::new(is("article")).ok().and_then(|article| briefing.articles.find(&article))
    {
        let article = &briefing.articles[article];
        let claims = article.claims.iter().map(|claim| format!("claim:{}", briefing.claims[*claim].id));
        let claims: Vec<String> = claims.collect();
        let failure =
            Failure::wrong_use(format!("`{}` is an article, and no record rests on an article", article.id));
        return Some(failure.with_help(match claims.is_empty() {
            true => "it has no claims of its own; ask for a source, speaker, claim or figure".to_owned(),
            false => format!("ask for one of its claims: {}", code(&claims)),
        }));
    }
    let page = PageId::new(is("page")).ok().and_then(|page| briefing.pages.find(&page))?;
    let failure =
        Failure::wrong_use(format!("`{}` is a page, and no record rests on a page", briefing.pages[page].id));
    Some(failure.with_help("it has no claims; ask for a source, speaker, claim or figure"))
}

fn choices(briefing: &Briefing, found: &[Subject]) -> String {
    let named = found.iter().map(|subject| format!("{}:{}", subject.kind().name(), subject.id(briefing)));
    code(&named.collect::<Vec<_>>())
}

fn code(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
