//! Any bytes as an article, a data file, records, a configuration and stored copies: every stage up to `check` answers, and each place that
//! a diagnostic points at lies in its text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::model::when::Day;
use onrecord::path::RelPath;
use onrecord::{check, load, resolve};
use std::collections::BTreeSet;
use std::sync::Arc;

const PATHS: [&str; 9] = [
    "content/articles/a.md",
    "content/figures/losses.md",
    "content/figures/losses.csv",
    "content/speakers/a.yaml",
    "content/sources/a.yaml",
    "content/sources/b.bib",
    "onrecord.toml",
    "content/snapshots/a.html",
    "content/snapshots/b.md",
];

fuzz_target!(|bytes: &[u8]| {
    // Bytes that never stand in UTF-8 part the files from each other.
    let files = bytes
        .split(|byte| *byte == 0xff)
        .zip(PATHS)
        .filter_map(|(bytes, path)| Some((RelPath::new(path).ok()?, Arc::from(bytes))))
        .collect();
    let loaded = load::from_files(files);
    let rules = loaded.documents.site.rules.clone();
    let mut told = loaded.diagnostics;
    let (briefing, unresolved) = resolve::resolve(loaded.documents);
    told.extend(unresolved);
    let case = check::Case {
        briefing: &briefing,
        files: &loaded.files,
        today: Day::from_civil(2026, 1, 1),
        published: &BTreeSet::new(),
    };
    let told = check::check(&case, told, &rules).diagnostics;
    for (place, _) in told.iter().filter_map(|diagnostic| diagnostic.at.as_ref()) {
        assert!(loaded.files.get(place.file).text.get(place.range()).is_some());
    }
});
