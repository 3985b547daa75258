//! `onrecord publish`

use super::arguments::{Deny, Form, Publish};
use super::console::Console;
use super::pipeline;
use super::read::{Settings, unreadable};
use super::today::today;
use super::{Failure, Outcome, report, site};
use crate::load;
use crate::model::{BaseUrl, RefName};
use crate::publish::branch::{Counts, Manner, Remote, Repository, short};
use crate::publish::{Branch, BranchError, Pushed};
use std::path::Path;

/// Where a site goes when nobody says where.
const REMOTE: &str = "origin";
const BRANCH: &str = "gh-pages";

/// How many files without a commit are named.
const NAMED: usize = 5;

pub(super) fn run(site: Option<&Path>, arguments: &Publish, console: &Console) -> Result<Outcome, Failure> {
    let root = site::find(site)?;
    let stated = load::configuration(&root).map_err(unreadable)?;
    let repository = Repository::around(&root)?;
    let uncommitted = repository.uncommitted(&load::PARTS)?;
    if arguments.require_clean && !uncommitted.is_empty() {
        return Err(Failure::wrong_use(not_committed(&uncommitted))
            .with_help("commit them, or leave `--require-clean` out to publish them as they are"));
    }
    let remote = arguments.remote.as_deref().or(stated.publish.remote.as_ref().map(RefName::as_str));
    let remote = match (remote, &arguments.remote) {
        (Some(name), None) => repository.named_remote(name)?,
        (name, _) => repository.remote(name.unwrap_or(REMOTE))?,
    };
    let branch = arguments.branch.clone().or(stated.publish.branch);
    let branch = match branch {
        Some(branch) => branch,
        None => RefName::new(BRANCH).map_err(Failure::wrong_use)?,
    };
    let (name, to) = (branch.clone(), remote.clone());
    let branch = {
        let _working = console.working("Looking at the branch");
        Branch::look(&repository, remote, branch)?
    };
    let base_url = arguments.base_url.clone().or(stated.site.base_url).or_else(|| branch.address());
    let settings = Settings {
        base_url: base_url.clone(),
        // What readers know is what stands on the branch, not what was built here last.
        output: Some(branch.published()),
        today: today(),
        drafts: false,
        deny_warnings: arguments.telling.deny == Some(Deny::Warnings),
    };
    let manner = Manner {
        message: arguments.message.clone(),
        force: arguments.force,
        rehearse: arguments.dry_run,
        uncommitted: !uncommitted.is_empty(),
    };
    let built = {
        let _working = console.working("Publishing the site");
        pipeline::build(&root, &settings, |_, _| Ok(branch.open(manner)?))?
    };
    let told = built.diagnostics.sorted();
    let outcome = report::tell(&told, &built.files, &built.looked, &root, arguments.telling, console);
    match built.done {
        Some(pushed) => {
            if !uncommitted.is_empty() {
                console.say(&format!(
                    "note: {}; they went along as they are on the disk",
                    not_committed(&uncommitted)
                ));
            }
            let told = Told { name: &name, to: &to, pages: built.pages, base_url: base_url.as_ref() };
            let told = told.of(&pushed, arguments.dry_run);
            match arguments.telling.format {
                Form::Human => console.answer(&told),
                // Standard output is for the program that asked.
                _ => console.say(told.trim_end()),
            }
        }
        None => console.say("Nothing was published."),
    }
    Ok(outcome)
}

fn not_committed(paths: &[String]) -> String {
    let named: Vec<String> =
        paths.iter().take(NAMED).map(|path| format!("`{}`", path.escape_debug())).collect();
    let more = paths.len().saturating_sub(NAMED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("no commit has these as they are: {}{more}", named.join(", "))
}

/// What there is to say of a site that was published.
struct Told<'a> {
    name: &'a RefName,
    to: &'a Remote,
    pages: usize,
    base_url: Option<&'a BaseUrl>,
}

impl Told<'_> {
    fn of(&self, pushed: &Pushed, rehearsed: bool) -> String {
        let Self { name, to, pages, base_url } = self;
        let place = format!("`{name}` of `{}`", to.shown());
        let Some(commit) = &pushed.commit else {
            return format!("Nothing had changed: {place} has these {} already.\n", self::pages(*pages));
        };
        let (verb, commit) = match rehearsed {
            true => ("Would publish", String::new()),
            false => ("Published", format!(", in commit {}", short(commit))),
        };
        let mut out =
            format!("{verb} {} to {place}{commit}: {}.\n", self::pages(*pages), files(pushed.counts));
        if !pushed.kept.is_empty() {
            out.push_str(&format!("Kept there: {}.\n", pushed.kept.join(", ")));
        }
        if !pushed.gave_way.is_empty() {
            let count = count(pushed.gave_way.len(), "file");
            out.push_str(&format!(
                "Gave way: {count} that onrecord did not write; the branch's history keeps them.\n"
            ));
        }
        match base_url {
            Some(address) => out.push_str(&format!("Made for {address}\n")),
            None => out.push_str(
                "It is not known where the site will stand: `--base-url` or `base_url` in onrecord.toml says so.\n",
            ),
        }
        if pushed.created
            && let Some(settings) = to.pages_settings()
        {
            out.push_str(&format!(
                "Once, at {settings}: Source → Deploy from a branch, and there `{name}` and `/ (root)`.\n"
            ));
        }
        out
    }
}

fn pages(n: usize) -> String {
    count(n, "page")
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// "5 files added, 2 changed"
fn files(counts: Counts) -> String {
    let Counts { added, changed, removed } = counts;
    let parts = [(added, "added"), (changed, "changed"), (removed, "removed")];
    let mut parts = parts.into_iter().filter(|(n, _)| *n > 0);
    let first = parts.next().map(|(n, what)| format!("{} {what}", count(n, "file")));
    first.into_iter().chain(parts.map(|(n, what)| format!("{n} {what}"))).collect::<Vec<_>>().join(", ")
}

impl From<BranchError> for Failure {
    fn from(error: BranchError) -> Self {
        let outcome = if error.is_machine() { Outcome::MachineFailed } else { Outcome::WrongUse };
        Self { outcome, message: error.to_string(), help: error.help() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_told_in_a_line() {
        let lines = [(23, 0, 0), (0, 1, 0), (5, 2, 1), (0, 0, 2)]
            .map(|(added, changed, removed)| files(Counts { added, changed, removed }))
            .join("\n");
        insta::assert_snapshot!(lines, @r"
        23 files added
        1 file changed
        5 files added, 2 changed, 1 removed
        2 files removed
        ");
    }
}
