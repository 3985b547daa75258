//! Sites in text files, and what is expected of each: a new case is a new file.
//!
//! A file holds the site's files below lines of `=== path`, and what is expected below `=== expected`. Files that a case
//! does not give itself are taken from `base.site` beside it. Run with `UPDATE=1` to write what is so now, and read the
//! difference.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const EXPECTED: &str = "expected";

/// Holds what `of` says of each site in `folder` against what its file expects.
#[track_caller]
pub(crate) fn hold(folder: &str, of: impl Fn(&Path) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let base = parts(&fs::read_to_string(folder.join("base.site")).unwrap());
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "site"))
        .collect();
    cases.sort();
    let mut wrong = Vec::new();
    for case in &cases {
        let text = fs::read_to_string(case).unwrap();
        let mut site = base.clone();
        site.remove(EXPECTED);
        site.extend(parts(&text));
        let expected = site.remove(EXPECTED).unwrap_or_default();
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &site);
        let said = of(root.path());
        if said.trim() == expected.trim() {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            let given = text.split(&format!("=== {EXPECTED}\n")).next().unwrap().trim_end();
            fs::write(case, format!("{given}\n\n=== {EXPECTED}\n{}\n", said.trim())).unwrap();
        }
        wrong.push(format!("{}\n--- expected\n{}\n--- is\n{said}", case.display(), expected.trim()));
    }
    assert!(wrong.is_empty(), "{} of {} cases differ:\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
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

fn write(root: &Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        let full = root.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }
}
