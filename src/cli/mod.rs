//! The command line: read the arguments, call one function, print, choose the exit code.
//!
//! What a command made or answers goes to standard output; diagnostics, progress and the line that sums up a check go to
//! standard error. A pipe gets no escape codes. Whoever stops listening to us has heard enough: a broken pipe is success.

mod arguments;
mod build;
mod bundle;
mod check;
mod console;
mod diff;
mod explain;
mod fix;
mod impact;
mod new;
mod pipeline;
mod preview;
mod publish;
mod read;
mod report;
mod schema;
mod serve;
mod site;
mod template_context;
mod today;
mod verify;

use arguments::{Command, CommandLine};
use clap::Parser;
use console::Console;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a command ended. The numbers are promised to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It did what it was asked to.
    Fine = 0,
    /// The site has errors.
    SiteHasErrors = 1,
    /// It was asked for what cannot be done.
    WrongUse = 2,
    /// The machine failed us.
    MachineFailed = 3,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Why a command could not do its work, when the reason is not among a site's diagnostics.
#[derive(Debug)]
struct Failure {
    outcome: Outcome,
    message: String,
    help: Option<String>,
}

impl Failure {
    fn wrong_use(message: impl Into<String>) -> Self {
        Self { outcome: Outcome::WrongUse, message: message.into(), help: None }
    }

    fn machine(message: impl Into<String>) -> Self {
        Self { outcome: Outcome::MachineFailed, message: message.into(), help: None }
    }

    fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The failure as plain text, for a browser.
    fn text(&self) -> String {
        match &self.help {
            Some(help) => format!("error: {}\n\n  help: {help}\n", self.message),
            None => format!("error: {}\n", self.message),
        }
    }
}

/// Runs the program with its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let line = match CommandLine::try_parse_from(arguments) {
        Ok(line) => line,
        Err(answer) => {
            // Help and version are answers too. Nobody is left to tell when they cannot be printed.
            let _ = answer.print();
            return if answer.use_stderr() { Outcome::WrongUse } else { Outcome::Fine }.into();
        }
    };
    let console = Console::new(line.color);
    let outcome = match line.command {
        Command::New(arguments) => new::run(&arguments),
        Command::Build(arguments) => build::run(line.site.as_deref(), &arguments, &console),
        Command::Publish(arguments) => publish::run(line.site.as_deref(), &arguments, &console),
        Command::Bundle(arguments) => bundle::run(line.site.as_deref(), &arguments, &console),
        Command::Serve(arguments) => serve::run(line.site.as_deref(), &arguments, &console),
        Command::Impact(arguments) => impact::run(line.site.as_deref(), &arguments, &console),
        Command::Check(arguments) => check::run(line.site.as_deref(), &arguments, &console),
        Command::Verify(arguments) => verify::run(&arguments, &console),
        Command::Diff(arguments) => diff::run(&arguments, &console),
        Command::Schema(arguments) => schema::run(&arguments, console),
        Command::TemplateContext(arguments) => template_context::run(&arguments, console),
        Command::Explain(arguments) => explain::run(&arguments, console),
    };
    outcome
        .unwrap_or_else(|failure| {
            console.failure(&failure);
            failure.outcome
        })
        .into()
}
