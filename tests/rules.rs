//! The page of every rule, tried: the rule objects to the example that it should object to, and not to the other.
//!
//! An example is one or more files, each in a fence that names its path, on top of the site that `onrecord new` makes.

use onrecord::check::{Case, RULES, Rule, check};
use onrecord::diagnostic::{Diagnostics, Files};
use onrecord::load;
use onrecord::model::Level;
use onrecord::model::when::Day;
use onrecord::path::RelPath;
use onrecord::resolve::resolve;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use walkdir::WalkDir;

/// Rules whose breach no text of a site shows, with the test that shows it instead.
const SHOWN_ELSEWHERE: [(&str, &str); 0] = [];

/// The site that `onrecord new` makes.
fn starter() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/starter");
    let mut site = BTreeMap::from([("onrecord.toml".to_owned(), b"title = \"Desk\"\n".to_vec())]);
    for entry in WalkDir::new(root.join("content")) {
        let path = entry.unwrap().into_path();
        if path.is_file() {
            let inside = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            site.insert(inside, fs::read(path).unwrap());
        }
    }
    site
}

/// The files of the example below a heading: path → text.
fn example(rule: &Rule, heading: &str) -> Vec<(String, String)> {
    let part = rule.page.split(&format!("\n## {heading}\n")).nth(1);
    let part =
        part.unwrap_or_else(|| panic!("{}: no part `{heading}`", rule.name)).split("\n## ").next().unwrap();
    let mut files = Vec::new();
    let mut lines = part.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let path =
            info.split_whitespace().nth(1).unwrap_or_else(|| panic!("{}: a fence without a path", rule.name));
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        files.push((path.to_owned(), format!("{}\n", text.join("\n"))));
    }
    assert!(!files.is_empty(), "{}: no example below `{heading}`", rule.name);
    files
}

/// What is said of the starter with these files in it, the rule itself switched on.
fn told(rule: &Rule, files: &[(String, String)]) -> (Diagnostics, Files) {
    let mut site = starter();
    for (path, text) in files {
        site.insert(path.clone(), text.clone().into_bytes());
    }
    let inputs =
        site.into_iter().map(|(path, bytes)| (RelPath::new(path).unwrap(), Arc::from(bytes))).collect();
    let mut loaded = load::from_files(inputs);
    if rule.level == Level::Off {
        loaded.documents.site.site.rules.insert(rule.name.to_owned(), Level::Warning);
    }
    let named = loaded.documents.site.rules.clone();
    let (briefing, unresolved) = resolve(loaded.documents);
    let mut told = loaded.diagnostics;
    told.extend(unresolved);
    let today = Day::from_civil(2026, 1, 1);
    let case = Case { briefing: &briefing, files: &loaded.files, today, published: &BTreeSet::new() };
    (check(&case, told, &named).diagnostics, loaded.files)
}

fn shown(diagnostics: &Diagnostics, files: &Files) -> String {
    use onrecord::diagnostic::terminal::{Colour, show};
    show(diagnostics, files, Colour::No)
}

fn shown_here() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| SHOWN_ELSEWHERE.iter().all(|(name, _)| *name != rule.name))
}

#[test]
fn each_rule_objects_to_its_bad_example_where_it_is_wrong() {
    for rule in shown_here() {
        let files = example(rule, "Objected to");
        let (told, texts) = told(rule, &files);
        let mut places = told.iter().filter(|one| one.rule == rule.name).filter_map(|one| one.at.as_ref());
        let inside = places.any(|(place, _)| {
            let path = texts.get(place.file).path.as_str();
            files.iter().any(|(file, _)| file == path)
        });
        assert!(inside, "{} is not told in its example:\n{}", rule.name, shown(&told, &texts));
    }
}

#[test]
fn each_rule_lets_its_good_example_pass_and_nothing_else_is_wrong_with_it() {
    for rule in shown_here() {
        let (told, texts) = told(rule, &example(rule, "Not objected to"));
        let passes = !told.has_errors() && told.iter().all(|one| one.rule != rule.name);
        assert!(passes, "{}:\n{}", rule.name, shown(&told, &texts));
    }
}

#[test]
fn each_page_says_why_in_a_few_lines() {
    for rule in RULES {
        assert!(rule.page.starts_with("# "), "{}", rule.name);
        assert!(!rule.title().ends_with('.') && rule.title().len() > 10, "{}", rule.name);
        assert!(rule.reason().len() > 60, "{} does not say why", rule.name);
    }
}
