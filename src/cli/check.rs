//! `onrecord check`

use super::arguments::{Check, Deny};
use super::console::Console;
use super::pipeline::{self, Settings};
use super::today::today;
use super::{Failure, Outcome, site};
use crate::publish::Memory;
use std::path::Path;

pub(super) fn run(site: Option<&Path>, arguments: &Check, console: &Console) -> Result<Outcome, Failure> {
    let root = site::find(site)?;
    let built = {
        let _working = console.working("Checking the site");
        // Into memory and forgotten: a template that fails is told here and not only by `build`.
        pipeline::build(&root, &Settings { base_url: None, output: None, today: today() }, |_| {
            Ok(Memory::new())
        })?
    };
    let told = built.diagnostics.sorted();
    console.diagnostics(&told, &built.files);
    if built.done.is_none() {
        return Ok(Outcome::SiteHasErrors);
    }
    if told.is_empty() {
        console.remark("Nothing is wrong with the site.");
    } else if arguments.deny == Some(Deny::Warnings) {
        return Ok(Outcome::SiteHasErrors);
    }
    Ok(Outcome::Fine)
}
