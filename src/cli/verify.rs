//! `onrecord verify`

use super::arguments::{Format, Verify};
use super::console::Console;
use super::{Failure, Outcome};
use crate::diagnostic::printable;
use crate::publish::copy::{Copy, CopyError};
use crate::publish::verify::{Difference, Kind, Verdict, verify};
use serde::Serialize;
use std::path::Path;

/// What a record proves, and what it does not.
const BESIDE: &str = "\
The record lies beside what it speaks of: it shows what was damaged or changed by mistake. Whoever changes a copy on purpose can
write a record to match, so to rule that out take the record from somebody else: `--record FILE`.";

const KEPT: &str = "This is as good as the record that you named: whoever wrote that vouches for this copy.";

pub(super) fn run(arguments: &Verify, console: &Console) -> Result<Outcome, Failure> {
    let kept = arguments.record.as_deref().map(kept).transpose()?;
    let mut verdict = {
        let _working = console.working("Reading the copy");
        verify(&arguments.copy, kept.as_deref()).map_err(|error| failure(error, &arguments.copy))?
    };
    verdict.differences.retain(|one| one.kind != Kind::Added || !is_ignored(&one.path, &arguments.ignore));
    console.answer(&match arguments.format {
        Format::Text => text(&verdict, &arguments.copy, kept.is_some()),
        Format::Json => json(&verdict, kept.is_some()),
    });
    Ok(if verdict.is_as_recorded() { Outcome::Fine } else { Outcome::SiteHasErrors })
}

/// The bytes of a record that was kept elsewhere, by itself or in another copy.
fn kept(path: &Path) -> Result<Vec<u8>, Failure> {
    Copy::open(path).and_then(|mut copy| copy.record_bytes(path)).map_err(|error| failure(error, path))
}

/// Why there is no answer.
pub(super) fn failure(error: CopyError, path: &Path) -> Failure {
    let outcome = if error.is_machine() { Outcome::MachineFailed } else { Outcome::WrongUse };
    let message = printable(&error.to_string());
    let help = match error {
        // A record was named where a copy was asked for.
        CopyError::NoCopy(_) if path.is_file() => Some(
            "this is a record, and there is nothing to hold against it; name the folder, zip or HTML file, and this file with \
             `--record`",
        ),
        error => error.help(),
    };
    Failure { outcome, message, help: help.map(str::to_owned) }
}

/// Whether `path` is one of `ignored`, or stands in one of them.
fn is_ignored(path: &str, ignored: &[String]) -> bool {
    ignored
        .iter()
        .map(|name| name.trim_end_matches('/'))
        .any(|name| path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

fn text(verdict: &Verdict, copy: &Path, kept: bool) -> String {
    let mut out = String::new();
    for Difference { path, kind, note, .. } in &verdict.differences {
        let note = note.as_deref().map(|note| format!(": {note}")).unwrap_or_default();
        let line = printable(&format!("{path}{note}")).replace('\n', "\u{fffd}");
        out.push_str(&format!("{:<8} {line}\n", kind.name()));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let copy = printable(&copy.display().to_string());
    let files = if verdict.files == 1 { "1 file".to_owned() } else { format!("{} files", verdict.files) };
    let tool = printable(&verdict.tool);
    out.push_str(&match verdict.is_as_recorded() {
        true => format!("`{copy}` is as it was recorded by onrecord {tool}: {files}, every byte.\n"),
        false => {
            let counts = [Kind::Altered, Kind::Missing, Kind::Added]
                .map(|kind| (verdict.count(kind), kind.name()))
                .into_iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, word)| format!("{n} {word}"));
            let counts = counts.collect::<Vec<_>>().join(", ");
            format!(
                "`{copy}` is not as it was recorded by onrecord {tool}: {counts}; the record has {files}.\n"
            )
        }
    });
    if !verdict.sealed {
        out.push_str("The record is of an early version and has no seal: a change in the record itself would not be seen.\n");
    }
    out.push_str(if kept { KEPT } else { BESIDE });
    out.push('\n');
    out
}

/// The answer for programs. Its keys are always there and keep their meaning while `version` is 1.
#[derive(Serialize)]
struct Answer<'a> {
    version: u8,
    /// Whether nothing differs.
    as_recorded: bool,
    /// Whether the record was named with `--record`, rather than taken from the copy itself.
    record_kept_elsewhere: bool,
    /// Whether the record states its own digest.
    record_sealed: bool,
    /// The version of onrecord that wrote the record.
    onrecord: &'a str,
    /// How many files there should be, the record included.
    files: usize,
    differences: Vec<DifferenceData<'a>>,
}

#[derive(Serialize)]
struct DifferenceData<'a> {
    path: &'a str,
    /// `altered`, `missing` or `added`.
    kind: &'static str,
    note: Option<&'a str>,
    recorded_sha256: Option<&'a str>,
    found_sha256: Option<&'a str>,
}

fn json(verdict: &Verdict, kept: bool) -> String {
    let differences = verdict.differences.iter().map(|one| DifferenceData {
        path: &one.path,
        kind: one.kind.name(),
        note: one.note.as_deref(),
        recorded_sha256: one.recorded.as_ref().map(|digest| digest.as_str()),
        found_sha256: one.found.as_ref().map(|digest| digest.as_str()),
    });
    let answer = Answer {
        version: 1,
        as_recorded: verdict.is_as_recorded(),
        record_kept_elsewhere: kept,
        record_sealed: verdict.sealed,
        onrecord: &verdict.tool,
        files: verdict.files,
        differences: differences.collect(),
    };
    let mut json =
        serde_json::to_string_pretty(&answer).expect("all keys are text, and memory takes every byte");
    json.push('\n');
    json
}
