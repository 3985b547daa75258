//! Every message a writer can meet: a broken site in each file of `tests/diagnostics/`, and what is said of it.
//!
//! A file holds the site's files below lines of `=== path`, and what is shown below `=== diagnostics`. Files that a case does
//! not give itself are taken from `base.site`. Run with `UPDATE=1` to write what is shown now, and read the difference.

use onrecord::diagnostic::Diagnostics;
use onrecord::diagnostic::terminal::{Colour, show};
use onrecord::{check, load, resolve};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const SHOWN: &str = "diagnostics";

#[test]
fn every_mistake_is_answered_with_where_what_why_and_how_to_mend_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let base = parts(&fs::read_to_string(folder.join("base.site")).unwrap());
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "site") && !path.ends_with("base.site"))
        .collect();
    cases.sort();
    let mut wrong = Vec::new();
    for case in &cases {
        let text = fs::read_to_string(case).unwrap();
        let mut site = parts(&text);
        let expected = site.remove(SHOWN).unwrap_or_default();
        let shown = told(base.iter().chain(&site));
        if shown.trim() == expected.trim() {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            let given = text.split(&format!("=== {SHOWN}\n")).next().unwrap().trim_end();
            fs::write(case, format!("{given}\n\n=== {SHOWN}\n{}\n", shown.trim())).unwrap();
        }
        wrong.push(format!("{}\n--- expected\n{}\n--- shown\n{shown}", case.display(), expected.trim()));
    }
    assert!(wrong.is_empty(), "{} of {} cases differ:\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

#[test]
fn the_base_of_all_cases_has_nothing_wrong_with_it() {
    let base = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/base.site"))
        .unwrap();
    assert_eq!(told(parts(&base).iter()), "");
}

/// The parts of a case: path → text.
fn parts(case: &str) -> BTreeMap<String, String> {
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let mut at = None;
    for line in case.lines() {
        match line.strip_prefix("=== ") {
            Some(path) => at = Some(path.to_owned()),
            None => {
                if let Some(path) = &at {
                    let text = parts.entry(path.clone()).or_default();
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    // The blank line before the next part belongs to the case, not to the file.
    for text in parts.values_mut() {
        let kept = text.trim_end_matches('\n').len();
        text.truncate(kept);
        text.push('\n');
    }
    parts
}

/// What is shown for a site of these files.
fn told<'a>(files: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let full = root.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }
    let loaded = load::load(root.path()).unwrap();
    let rules = loaded.documents.site.rules.clone();
    let mut told = loaded.diagnostics;
    let (briefing, more) = resolve::resolve(loaded.documents);
    told.extend(more);
    told.extend(check::check(&briefing, &rules));
    let told: Diagnostics = told.sorted();
    show(&told, &loaded.files, Colour::No)
}
