//! `onrecord diff`

mod json;
mod text;

use super::arguments::{Diff, Format};
use super::console::Console;
use super::verify::failure;
use super::{Failure, Outcome};
use crate::publish::copy::record_of;
use crate::record::Record;
use crate::record::differences::Differences;
use std::path::Path;

pub(super) fn run(arguments: &Diff, console: &Console) -> Result<Outcome, Failure> {
    let record = |path: &Path| record_of(path).map_err(|error| failure(error, path));
    let (old, new): (Record, Record) = {
        let _working = console.working("Comparing the two");
        (record(&arguments.old)?, record(&arguments.new)?)
    };
    let differences = Differences::between(old.contents(), new.contents());
    console.answer(&match arguments.format {
        Format::Text => text::of(&differences, &old, &new),
        Format::Json => json::of(&differences, &old, &new),
    });
    Ok(match arguments.exit_code && !differences.is_empty() {
        true => Outcome::SiteHasErrors,
        false => Outcome::Fine,
    })
}
