//! `onrecord build`

use super::arguments::{Build, Deny};
use super::console::Console;
use super::pipeline;
use super::read::Settings;
use super::today::today;
use super::{Failure, Outcome, report, site};
use crate::check::at_their_levels;
use crate::model::Level;
use crate::publish::{Folder, Published};
use std::path::Path;
use std::time::{Duration, Instant};

pub(super) fn run(site: Option<&Path>, arguments: &Build, console: &Console) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let root = site::find(site)?;
    let settings = Settings {
        base_url: arguments.base_url.clone(),
        output: arguments.output.clone(),
        today: today(),
        drafts: arguments.drafts,
        deny_warnings: arguments.telling.deny == Some(Deny::Warnings),
    };
    let mut opened = None;
    let built = {
        let _working = console.working("Building the site");
        pipeline::build(&root, &settings, |briefing, _| {
            let site = &briefing.site;
            let folder = arguments.output.clone().unwrap_or_else(|| site.output.under(&root));
            let (output, _) = opened.insert((folder, site.clone()));
            let strict = settings.deny_warnings && site.rules.get("output-edited") != Some(&Level::Off);
            let folder = Folder::open(output.as_path()).map_err(|error| pipeline::failure(&error))?;
            Ok(folder.strict(strict).remembering(dirs::cache_dir().map(|cache| cache.join("onrecord"))))
        })?
    };
    let mut told = built.diagnostics;
    let (mut made, mut without_address) = (None, false);
    if let Some((published, (output, site))) = built.done.zip(opened) {
        told.extend(at_their_levels(&site, published.warnings.clone()));
        made = (!published.refused).then(|| summary(built.pages, &published, started.elapsed(), &output));
        without_address = site.base_url.is_none();
    }
    let told = told.sorted();
    let outcome = report::tell(&told, &built.files, &built.looked, &root, arguments.telling, console);
    match made {
        Some(made) => {
            console.remark(&made);
            if without_address {
                console.remark(WITHOUT_ADDRESS);
            }
        }
        None if !told.has_errors() => console.say("Nothing was written: no warning is to pass."),
        None => {}
    }
    Ok(outcome)
}

/// What a site that does not know where it will stand goes without.
const WITHOUT_ADDRESS: &str =
    "It has no `base_url`, and so no feed, no sitemap, and no pictures where somebody shares a link to it.";

/// "Built 23 pages in 41 ms into public (2 files written, 1 deleted)"
fn summary(pages: usize, published: &Published, took: Duration, output: &Path) -> String {
    let files = |n: usize| if n == 1 { "1 file".to_owned() } else { format!("{n} files") };
    let what = match (published.written, published.removed) {
        (0, 0) => "nothing had changed".to_owned(),
        (0, removed) => format!("{} deleted", files(removed)),
        (written, 0) => format!("{} written", files(written)),
        (written, removed) => format!("{} written, {removed} deleted", files(written)),
    };
    let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    format!("Built {pages} in {} into {} ({what})", time(took), site::shown(output))
}

/// A duration for people: "41 ms", "3.2 s".
pub(super) fn time(took: Duration) -> String {
    if took < Duration::from_secs(1) {
        format!("{} ms", took.as_millis())
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_says_what_changed_on_the_disk() {
        let published = |written, removed| Published { files: 9, written, removed, ..Published::default() };
        let took = Duration::from_micros(41_300);
        let lines = [(23, 2, 1), (1, 1, 0), (23, 0, 0), (23, 0, 4)]
            .map(|(pages, written, removed)| {
                summary(pages, &published(written, removed), took, Path::new("./public"))
            })
            .join("\n");
        insta::assert_snapshot!(lines, @r"
        Built 23 pages in 41 ms into public (2 files written, 1 deleted)
        Built 1 page in 41 ms into public (1 file written)
        Built 23 pages in 41 ms into public (nothing had changed)
        Built 23 pages in 41 ms into public (4 files deleted)
        ");
        assert_eq!(time(Duration::from_millis(3210)), "3.2 s");
    }
}
