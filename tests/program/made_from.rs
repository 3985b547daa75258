//! What the record says that a page was made from.

use crate::fixture::Site;
use serde_json::Value;
use std::collections::BTreeMap;

/// Each file of a build with its digest and what it was made from.
fn files(site: &Site) -> BTreeMap<String, (String, Vec<String>)> {
    let record: Value = serde_json::from_str(&site.read("public/record.json")).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let from = |file: &Value| {
        file["from"].as_array().map(|from| from.iter().map(text).collect()).unwrap_or_default()
    };
    record["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (text(&file["path"]), (text(&file["sha256"]), from(file))))
        .collect()
}

fn names(from: &[String], input: &str) -> bool {
    from.iter().any(|path| path == input || (path.ends_with('/') && input.starts_with(path.as_str())))
}

/// Changes every word that readers see of a record: titles, names, statements, prose.
fn edited(path: &str, text: &str) -> String {
    let words = ["title: ", "name: ", "statement: ", "summary: ", "note: "];
    let lines = text.lines().map(|line| {
        let bare = line.trim_start();
        match words.iter().find(|word| bare.starts_with(**word) && bare.len() > word.len() + 3) {
            Some(_) if !line.contains(['"', '>', '|']) => format!("{line} indeed"),
            _ => line.to_owned(),
        }
    });
    let mut text = lines.collect::<Vec<_>>().join("\n");
    text.push('\n');
    if path.ends_with(".md") {
        text.push_str("\nAnd a paragraph more.\n");
    }
    text
}

/// Edits each input in turn, and looks whether every page that differs then says that it was made from it.
#[track_caller]
fn holds(site: &Site) {
    site.run(["build"]).exits(0);
    let before = files(site);
    let mut edits = 0;
    for (path, bytes) in site.tree("content") {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let input = format!("content/{path}");
        if input.starts_with("content/snapshots/") || path.ends_with(".csv") {
            continue;
        }
        site.write(&input, &edited(&path, &text));
        assert_eq!(site.run(["build"]).exits(0).stdout, "");
        for (page, (sha256, from)) in files(site) {
            let was = before.get(&page);
            if was.is_none_or(|(before, _)| *before != sha256) {
                let known = names(&from, &input) || was.is_some_and(|(_, from)| names(from, &input));
                assert!(known, "{page} differs with {input}, and is made from {from:?}");
                edits += 1;
            }
        }
        site.write(&input, &text);
    }
    assert!(edits > 10, "only {edits} pages differed");
}

#[test]
fn every_page_that_an_edit_changes_names_the_edited_file() {
    holds(&Site::sample());
    holds(&Site::of_the_repository());
}

#[test]
fn every_input_is_named_with_its_digest_and_drafts_are_not() {
    let site = Site::sample();
    site.write(
        "content/articles/secret-deal.md",
        "---\ntitle: Secret\ndate: 2024-03-09\ndraft: true\n---\n\nNot yet.\n",
    );
    site.write("content/articles/secret-deal.svg", "(a picture)")
        .write("static/own.css", "a{}")
        .write("content/articles/map.svg", "(a map)");
    site.edit(
        "content/articles/lower-quay.md",
        "## Why the two differ",
        "![A map](map.svg)\n\n## Why the two differ",
    );
    site.edit("content/articles/secret-deal.md", "Not yet.", "![A deal](secret-deal.svg)");
    site.run(["build"]).exits(0);
    let record = site.read("public/record.json");
    assert!(!record.contains("secret"), "{record}");
    let record: Value = serde_json::from_str(&record).unwrap();
    let inputs: Vec<&str> =
        record["inputs"].as_array().unwrap().iter().map(|input| input["path"].as_str().unwrap()).collect();
    assert_eq!(
        inputs,
        [
            "content/articles/lower-quay.md",
            "content/articles/map.svg",
            "content/figures/left-lower-quay.md",
            "content/pages/about.md",
            "content/snapshots/briefing-2024-03-07.txt",
            "content/snapshots/courier-2024-03-08.txt",
            "content/sources/veldham.yaml",
            "content/speakers/veldham.yaml",
            "onrecord.toml",
            "static/own.css",
        ]
    );
    for input in record["inputs"].as_array().unwrap() {
        let bytes = std::fs::read(site.path(input["path"].as_str().unwrap())).unwrap();
        assert_eq!(input["sha256"], onrecord::model::Sha256Hex::of(&bytes).as_str());
    }
    let files = files(&site);
    assert_eq!(files["own.css"].1, ["static/own.css"]);
    assert_eq!(files["articles/map.svg"].1, ["content/articles/map.svg"]);
    assert!(files["site.css"].1.is_empty(), "the program's own");
    assert_eq!(files["about/index.html"].1[0], "content/pages/about.md");
}
