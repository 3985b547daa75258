//! `onrecord check`

use super::arguments::Check;
use super::console::Console;
use super::pipeline::{self, Built};
use super::read::Settings;
use super::today::today;
use super::{Failure, Outcome, fix, report, site};
use std::path::Path;

pub(super) fn run(site: Option<&Path>, arguments: &Check, console: &Console) -> Result<Outcome, Failure> {
    let root = site::find(site)?;
    let settings = Settings {
        base_url: None,
        output: None,
        today: today(),
        drafts: arguments.drafts,
        deny_warnings: false,
    };
    let mut built = look(&root, &settings, console)?;
    let mut failed = false;
    if arguments.fix {
        let told = std::mem::take(&mut built.diagnostics).sorted();
        let mended = fix::mend(&root, &told, &built.files);
        failed = mended.has_failed();
        built = match mended.is_nothing() {
            true => Built { diagnostics: told, ..built },
            false => look(&root, &settings, console)?,
        };
        mended.say(console);
    }
    let told = built.diagnostics.sorted();
    let outcome = report::tell(&told, &built.files, &built.looked, &root, arguments.telling, console);
    Ok(if failed { Outcome::MachineFailed } else { outcome })
}

fn look(root: &Path, settings: &Settings, console: &Console) -> Result<Built<()>, Failure> {
    let _working = console.working("Checking the site");
    pipeline::check_only(root, settings)
}
