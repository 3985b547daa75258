//! The layers of the program: imports run only downward (`CONTRIBUTING.md`).

use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// From the top to the bottom. A module may use those below it and its own parts.
const LAYERS: [&str; 13] = [
    "main",
    "cli",
    "serve",
    "publish",
    "render",
    "chart",
    "check",
    "resolve",
    "load",
    "markdown",
    "model",
    "diagnostic",
    "path",
];

#[test]
fn no_import_runs_upward() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut upward = Vec::new();
    let mut read = 0;
    for entry in WalkDir::new(&src).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        let inside = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        let module = inside.split(['/', '.']).next().unwrap();
        let is_test = inside.contains("tests");
        if !inside.ends_with(".rs") || is_test || module == "lib" {
            continue;
        }
        let layer = layer(module).unwrap_or_else(|| panic!("{inside} belongs to no layer"));
        read += 1;
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            for used in used(line) {
                if self::layer(used).is_some_and(|other| other < layer) {
                    upward.push(format!("{inside}:{} uses {used}", number + 1));
                }
            }
        }
    }
    assert!(read > 50, "only {read} files were read");
    assert!(upward.is_empty(), "{upward:#?}");
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| *layer == module)
}

/// The modules that a line names from the root of the crate.
fn used(line: &str) -> impl Iterator<Item = &str> {
    ["crate::", "onrecord::"].into_iter().flat_map(move |root| {
        line.match_indices(root).map(move |(at, _)| {
            let rest = &line[at + root.len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            &rest[..end]
        })
    })
}

#[test]
fn only_load_reads_and_only_publish_writes() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut elsewhere = Vec::new();
    for entry in WalkDir::new(&src).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        let inside = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        // The shell around the stages may: `new` writes its starter, `serve` listens.
        let allowed =
            ["load/", "publish/", "cli/", "serve/", "main.rs"].iter().any(|part| inside.starts_with(part));
        if !inside.ends_with(".rs") || allowed || inside.contains("tests") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for name in ["std::fs", "std::net", "std::env", "SystemTime", "Instant::now", "Zoned::now"] {
            if code.contains(name) {
                elsewhere.push(format!("{inside} uses {name}"));
            }
        }
    }
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}
