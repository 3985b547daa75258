//! The page of every rule, tried: the rule objects to the example that it should object to, and not to the other.
//!
//! An example is one or more files, each in a fence that names its path, on top of the site that `onrecord new` makes.

use onrecord::check::{self, Case, RULES, Rule};
use onrecord::diagnostic::{Diagnostic, Diagnostics, Files};
use onrecord::load;
use onrecord::model::when::Day;
use onrecord::model::{ArticleId, ClaimId, ClaimName, Level};
use onrecord::path::RelPath;
use onrecord::render::Theme;
use onrecord::resolve::resolve;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use walkdir::WalkDir;

/// Rules whose breach no text of a site shows, with the test that shows it instead.
const SHOWN_ELSEWHERE: [(&str, &str); 9] = [
    ("no-content", "a_site_without_content_does_not_take_the_place_of_the_last_good_one"),
    ("over-budget", "a_build_tells_of_each_file_that_weighs_more_than_it_may"),
    ("output-edited", "a_file_that_somebody_edited_is_not_deleted_but_told_of"),
    (
        "picture-tells-place",
        "a_photograph_that_says_where_it_was_taken_is_told_of_and_its_smaller_ones_say_nothing",
    ),
    ("record-unreadable", "a_record_that_is_missing_or_of_another_tool_is_told_of"),
    ("same-address", "two_files_at_one_address_are_told_of"),
    ("symlink", "a_picture_beside_an_article_is_published_and_what_a_link_leads_to_is_not"),
    ("template", "a_broken_template_is_underlined_where_it_breaks"),
    ("unreadable-file", "a_file_in_another_encoding_is_not_guessed_at"),
];

/// Rules that miss what uses a record: an example may show the record alone.
const MISSED_BY_EXCERPTS: [&str; 2] = ["unused-source", "unused-speaker"];

/// A claim that was published before, for the rule about those.
fn published(rule: &Rule) -> BTreeSet<ClaimId> {
    if rule.name != "id-unstable" {
        return BTreeSet::new();
    }
    let article = ArticleId::new("second-day").unwrap();
    BTreeSet::from([ClaimId { article, name: ClaimName::new("falling").unwrap() }])
}

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
    let theme = Theme::new(&loaded.overrides, &loaded.files);
    told.extend(theme.iter().flat_map(|theme| theme.unused(&loaded.files)));
    let today = Day::from_civil(2026, 1, 1);
    let case = Case { briefing: &briefing, files: &loaded.files, today, published: &published(rule) };
    (check::check(&case, told, &named).diagnostics, loaded.files)
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
    let mut wrong = Vec::new();
    for rule in shown_here() {
        let files = example(rule, "Objected to");
        let (told, texts) = told(rule, &files);
        let mut places = told.iter().filter(|one| one.rule == rule.name).filter_map(|one| one.at.as_ref());
        let inside = places.any(|(place, _)| {
            let path = texts.get(place.file).path.as_str();
            files.iter().any(|(file, _)| file == path)
        });
        if !inside {
            wrong.push(format!("{} is not told in its example:\n{}", rule.name, shown(&told, &texts)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_rule_lets_its_good_example_pass_and_nothing_else_is_wrong_with_it() {
    let mut wrong = Vec::new();
    for rule in shown_here() {
        let files = example(rule, "Not objected to");
        let (told, texts) = told(rule, &files);
        let of_the_example = |one: &Diagnostic| {
            let path = one.at.as_ref().map(|(place, _)| texts.get(place.file).path.as_str());
            path.is_none_or(|path| files.iter().any(|(file, _)| file == path))
        };
        let passes = !told.has_errors()
            && told.iter().all(|one| {
                one.rule != rule.name && (!of_the_example(one) || MISSED_BY_EXCERPTS.contains(&one.rule))
            });
        if !passes {
            wrong.push(format!("{}:\n{}", rule.name, shown(&told, &texts)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_page_says_why_in_a_few_lines() {
    for rule in RULES {
        assert!(rule.page.starts_with("# "), "{}", rule.name);
        assert!(!rule.title().ends_with('.') && rule.title().len() > 10, "{}", rule.name);
        assert!(rule.reason().len() > 60, "{} does not say why", rule.name);
    }
}

/// The texts of the program, or of what tests it.
fn texts_of(folder: &str) -> Vec<String> {
    WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

#[test]
fn what_no_page_shows_is_shown_by_a_test() {
    let texts = [texts_of("src"), texts_of("tests")].concat();
    for (name, test) in SHOWN_ELSEWHERE {
        assert!(check::rule(name).is_some(), "there is no rule {name}");
        assert!(texts.iter().any(|text| text.contains(&format!("fn {test}("))), "{name}: no test {test}");
    }
}

#[test]
fn every_diagnostic_is_of_a_rule_with_a_page() {
    // The rule is the first argument of the first two, and the second of the others, which read a key by a rule. Where it
    // is no literal it was named where it comes from.
    let calls =
        [("Diagnostic::error(", 0), ("Diagnostic::warning(", 0), (".parsed(", 1), (".all_parsed(", 1)];
    let mut unknown = BTreeSet::new();
    for text in texts_of("src") {
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (call, position) in calls {
            for (at, _) in text.match_indices(call) {
                let argument = text[at + call.len()..].split(',').nth(position).unwrap_or_default().trim();
                let name = argument.strip_prefix('"').and_then(|rest| rest.split('"').next());
                unknown.extend(name.filter(|name| check::rule(name).is_none()).map(str::to_owned));
            }
        }
    }
    assert!(unknown.is_empty(), "no page for {unknown:?}");
}

#[test]
fn every_rule_is_told_somewhere() {
    let texts = texts_of("src");
    let told = |name: &str| {
        let literal = format!("\"{name}\"");
        texts.iter().any(|text| !text.contains("static RULES") && text.contains(&literal))
    };
    let untold: Vec<_> = RULES.iter().map(|rule| rule.name).filter(|name| !told(name)).collect();
    assert!(untold.is_empty(), "nothing tells {untold:?}");
}
