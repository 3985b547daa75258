//! `onrecord schema`

use super::arguments::Schema as Arguments;
use super::console::Console;
use super::{Failure, Outcome};
use crate::check::RULES;
use crate::diagnostic::nearest;
use crate::load::{Schema, schemas};
use std::fs;
use std::io;
use std::path::Path;

pub(super) fn run(arguments: &Arguments, console: Console) -> Result<Outcome, Failure> {
    let all = all();
    let wanted: Vec<&Schema> = match &arguments.name {
        Some(name) => vec![all.iter().find(|schema| schema.name == name).ok_or_else(|| unknown(&all, name))?],
        None => all.iter().collect(),
    };
    match (&arguments.output, &arguments.name) {
        (Some(folder), _) => write(folder, &wanted, console)?,
        (None, Some(_)) => wanted.iter().for_each(|schema| console.answer(&text(schema))),
        (None, None) => console.answer(&list(&wanted)),
    }
    Ok(Outcome::Fine)
}

/// All schemas, with the rules whose level a site may set.
fn all() -> Vec<Schema> {
    let rules: Vec<(&str, String)> =
        RULES.iter().filter(|rule| !rule.fixed).map(|rule| (rule.name, rule.title().to_owned())).collect();
    let rules: Vec<(&str, &str)> = rules.iter().map(|(name, title)| (*name, title.as_str())).collect();
    schemas(&rules)
}

fn unknown(all: &[Schema], name: &str) -> Failure {
    let failure = Failure::wrong_use(format!("there is no schema `{name}`"));
    match nearest(name, all.iter().map(|schema| schema.name)) {
        Some(near) => failure.with_help(format!("the nearest is `{near}`; `onrecord schema` lists all")),
        None => failure.with_help("`onrecord schema` lists all"),
    }
}

fn list(schemas: &[&Schema]) -> String {
    let longest = schemas.iter().map(|schema| schema.name.len()).max().unwrap_or(0);
    let lines = schemas.iter().map(|schema| format!("  {:<longest$}  {}\n", schema.name, schema.files));
    format!(
        "{}\n`onrecord schema NAME` prints one, and `--output DIR` writes them; `onrecord help schema` says how editors use \
         them.\n",
        lines.collect::<String>()
    )
}

fn text(schema: &Schema) -> String {
    format!("{:#}\n", schema.value)
}

/// Writes each to a file of its name, never over a file that is something else.
fn write(folder: &Path, schemas: &[&Schema], console: Console) -> Result<(), Failure> {
    let files: Vec<_> = schemas
        .iter()
        .map(|schema| (folder.join(format!("{}.schema.json", schema.name)), text(schema)))
        .collect();
    for (file, _) in &files {
        refuse_unless_ours(file)?;
    }
    let failed = |what: &Path, error: &io::Error| {
        Failure::machine(format!("could not write `{}`: {error}", what.display()))
    };
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    for (file, text) in &files {
        fs::write(file, text).map_err(|error| failed(file, &error))?;
        console.answer(&format!("{}\n", file.display()));
    }
    Ok(())
}

fn refuse_unless_ours(file: &Path) -> Result<(), Failure> {
    let shown = file.display();
    match fs::read_to_string(file) {
        Ok(there) if there.contains("Written by `onrecord schema`.") => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Failure::wrong_use(format!("`{shown}` stands below a file, not a folder")))
        }
        _ => Err(Failure::wrong_use(format!(
            "`{shown}` is there already, and `onrecord schema` did not write it"
        ))
        .with_help("name another folder, or remove the file")),
    }
}
