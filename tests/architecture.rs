//! The layers of the program: imports run only downward (`CONTRIBUTING.md`).

use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// From the top to the bottom. A module may use those below it and its own parts.
const LAYERS: [&str; 16] = [
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
    "picture",
    "record",
    "language",
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
        for used in used(&fs::read_to_string(&path).unwrap()) {
            if self::layer(&used).is_some_and(|other| other < layer) {
                upward.push(format!("{inside} uses {used}"));
            }
        }
    }
    assert!(read > 50, "only {read} files were read");
    assert!(upward.is_empty(), "{upward:#?}");
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| *layer == module)
}

/// The modules that a text names from the root of the crate, in groups (`crate::{check, load::Documents}`) as well.
fn used(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for root in ["crate::", "onrecord::"] {
        for (at, _) in text.match_indices(root) {
            let rest = &text[at + root.len()..];
            match rest.strip_prefix('{') {
                Some(group) => used.extend(first_parts(group)),
                None => used.push(name(rest)),
            }
        }
    }
    used
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// What each path of a group starts with; `group` starts after its bracket.
fn first_parts(group: &str) -> Vec<String> {
    let (mut depth, mut starts, mut parts) = (0_usize, true, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => starts = true,
            c if starts && !c.is_whitespace() => {
                parts.push(name(&group[at..]));
                starts = false;
            }
            _ => {}
        }
    }
    parts
}

#[test]
fn modules_are_found_in_groups_and_in_paths() {
    let text = "use crate::{\n    check::{self, Case},\n    load,\n};\nuse crate::model::Day; crate::render::page();";
    assert_eq!(used(text), ["check", "load", "model", "render"]);
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
        // Tests within a file stand at its end.
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for name in ["std::fs", "std::net", "std::env", "SystemTime", "Instant::now", "Zoned::now"] {
            if code.contains(name) {
                elsewhere.push(format!("{inside} uses {name}"));
            }
        }
    }
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}
