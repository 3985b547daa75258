//! What the guide lists, held against what there is: every rule, every command and every option. Run with `UPDATE=1` to write them.

use crate::fixture::Site;
use onrecord::check::{Family, RULES, Rule};
use onrecord::model::Level;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/guide").join(name)
}

/// Holds a page against what it should be.
#[track_caller]
fn hold(name: &str, make: impl Fn(&str) -> String) {
    let path = page(name);
    let text = fs::read_to_string(&path).unwrap();
    let right = make(&text);
    if text != right && std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &right).unwrap();
    }
    let differs = text.lines().zip(right.lines()).find(|(is, should)| is != should);
    assert!(text == right, "{name} is not what there is; the first line that differs: {differs:?}");
}

fn level(rule: &Rule) -> String {
    let guesses =
        if rule.guesses { " It guesses from the language of a text, and can be wrong." } else { "" };
    let level = match rule.level {
        _ if rule.fixed => "Always an error.",
        Level::Error => "An error unless the site says otherwise.",
        Level::Warning => "A warning unless the site says otherwise.",
        Level::Off => "Off unless the site switches it on.",
    };
    format!("*{level}{guesses}*")
}

#[test]
fn the_guide_has_every_rule_with_its_reason() {
    hold("rules.md", |text| {
        let head = text.split("\n## ").next().unwrap();
        let mut page = format!("{}\n", head.trim_end());
        for family in Family::ALL {
            let _ = writeln!(page, "\n## {}", family.name());
            for rule in RULES.iter().filter(|rule| rule.family == family) {
                let _ = writeln!(
                    page,
                    "\n### {}\n\n**{}.** {}\n\n{}",
                    rule.name,
                    rule.title(),
                    level(rule),
                    rule.reason()
                );
            }
        }
        page
    });
}

/// What a table of help says: `new` and what it does, `--site <DIR>` and what it means. Lines that are indented further go on with
/// the one before.
fn rows(help: &str, heading: &str) -> Vec<(String, String)> {
    let Some((_, part)) = help.split_once(&format!("\n{heading}:\n")) else { return Vec::new() };
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in part.split("\n\n").next().unwrap().lines() {
        match (rows.last_mut(), line.starts_with("        ")) {
            (Some((_, about)), true) => *about = format!("{about} {}", line.trim()).trim_start().to_owned(),
            _ => {
                let (name, about) = line.trim().split_once("  ").unwrap_or((line, ""));
                rows.push((name.trim().to_owned(), about.trim().to_owned()));
            }
        }
    }
    rows
}

/// As a cell of a table: `<DIR>` and `|` are no HTML and no border.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "\\<")
}

fn table(help: &str) -> String {
    let parts = rows(help, "Arguments").into_iter().chain(rows(help, "Options"));
    let parts: Vec<_> = parts.filter(|(name, _)| name != "-h, --help").collect();
    if parts.is_empty() {
        return String::new();
    }
    parts.iter().fold("| Option | What it does |\n| --- | --- |\n".to_owned(), |table, (name, about)| {
        table + &format!("| `{name}` | {} |\n", cell(about))
    })
}

#[test]
fn the_guide_has_every_command_with_all_its_options() {
    let site = Site::empty();
    let help = site.run(["help"]).exits(0).stdout;
    let commands: Vec<_> =
        rows(&help, "Commands").into_iter().map(|(name, _)| name).filter(|name| name != "help").collect();
    assert!(commands.len() > 9, "{commands:?}");
    hold("commands.md", |text| {
        let written: Vec<&str> = text.split("\n## onrecord ").skip(1).collect();
        let mut page = format!("{}\n", text.split("\n## onrecord ").next().unwrap().trim_end());
        for command in &commands {
            let part = written.iter().find(|part| part.lines().next() == Some(command.as_str()));
            let words = part.map_or("", |part| part.split_once('\n').map_or("", |(_, words)| words));
            let words = words.split("| Option | What it does |").next().unwrap().trim();
            assert!(words.len() > 60, "the guide does not say in words what `onrecord {command}` is for");
            let table = table(&site.run([command, "-h"]).exits(0).stdout);
            let _ = writeln!(page, "\n## onrecord {command}\n\n{words}");
            if !table.is_empty() {
                let _ = write!(page, "\n{table}");
            }
        }
        page
    });
}

#[test]
fn the_guide_leads_to_each_of_its_pages() {
    let guide = fs::read_to_string(page("../guide.md")).unwrap();
    for entry in fs::read_dir(page("")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".md") {
            assert!(guide.contains(&format!("](guide/{name})")), "the guide does not lead to {name}");
        }
    }
}
