//! `onrecord template-context`

use super::arguments::TemplateContext as Arguments;
use super::console::Console;
use super::{Failure, Outcome};
use crate::diagnostic::nearest;
use crate::render::context::{Context, Field, Part, Record, contexts};

pub(super) fn run(arguments: &Arguments, console: Console) -> Result<Outcome, Failure> {
    let all = contexts();
    let answer = match &arguments.template {
        None => list(&all),
        Some(name) => told(find(&all, name)?),
    };
    console.answer(&answer);
    Ok(Outcome::Fine)
}

/// A template by its name, with its ending and its folder or without.
fn find<'c>(all: &'c [Context], name: &str) -> Result<&'c Context, Failure> {
    let plain = name.strip_prefix("templates/").unwrap_or(name);
    let plain = plain.strip_suffix(".html").unwrap_or(plain);
    let stem = |context: &Context| context.template.trim_end_matches(".html");
    let found = all.iter().find(|context| stem(context) == plain);
    found.ok_or_else(|| {
        let failure = Failure::wrong_use(format!("there is no built-in template `{name}`"));
        match nearest(plain, all.iter().map(stem)) {
            Some(near) => {
                failure.with_help(format!("the nearest is `{near}`; `onrecord template-context` lists all"))
            }
            None => failure.with_help("`onrecord template-context` lists all"),
        }
    })
}

fn list(all: &[Context]) -> String {
    let longest = all.iter().map(|context| context.template.len()).max().unwrap_or(0);
    let line = |context: &Context| {
        let parts: Vec<&str> = context.parts.iter().map(|part| part.name.as_str()).collect();
        let parts = match parts.is_empty() {
            true => String::new(),
            false => format!(" It defines {}.", parts.join(", ")),
        };
        format!("  {:<longest$}  {}{parts}\n", context.template, context.about)
    };
    format!(
        "{}\n`onrecord template-context NAME` says what each is handed.\n",
        all.iter().map(line).collect::<String>()
    )
}

fn told(context: &Context) -> String {
    let mut out = format!("{}: {}\n", context.template, context.about);
    for record in &context.page {
        out.push_str(&told_record(record));
    }
    for part in &context.parts {
        out.push_str(&told_part(part));
    }
    out
}

/// A part that takes nothing has no more than its name and its sentence.
fn told_part(part: &Part) -> String {
    let arguments: String =
        part.arguments.iter().map(|argument| format!(" {}={{…}}", argument.name)).collect();
    let mut out = format!("\n{{{{<{}{arguments} />}}}}: {}\n", part.name, part.about);
    out.push_str(&fields(&part.arguments, ""));
    for record in &part.records {
        out.push_str(&told_record(record));
    }
    out
}

fn told_record(record: &Record) -> String {
    match record.name.as_str() {
        "" => format!("\n{}", fields(&record.fields, "")),
        name => format!("\n{name}: {}\n{}", record.about, fields(&record.fields, ".")),
    }
}

/// A line for each, in columns.
fn fields(fields: &[Field], before: &str) -> String {
    let width = |of: fn(&Field) -> usize| fields.iter().map(of).max().unwrap_or(0);
    let names = width(|field| field.name.chars().count());
    let kinds = width(|field| field.kind.chars().count());
    let line = |Field { name, kind, about }: &Field| {
        let line = format!("  {before}{name:<names$}  {kind:<kinds$}  {about}");
        format!("{}\n", line.trim_end())
    };
    fields.iter().map(line).collect()
}
