//! `onrecord serve`

use super::arguments::Serve;
use super::build::time;
use super::console::Console;
use super::pipeline::{self, Settings};
use super::today::today;
use super::{Failure, Outcome, site};
use crate::diagnostic::summary::counts;
use crate::diagnostic::terminal::{Colour, show_in_short};
use crate::model::BaseUrl;
use crate::publish::Memory;
use crate::serve::watch::{Changes, Watcher};
use crate::serve::{Hosts, Server, bind};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

pub(super) fn run(site: Option<&Path>, arguments: &Serve, console: &Console) -> Result<Outcome, Failure> {
    let root = site::find(site)?;
    let listener = bind(arguments.port).map_err(|error| {
        Failure::machine(format!("cannot listen on port {}: {error}", arguments.port))
            .with_help("name another one with `--port N`, or let the system choose with `--port 0`")
    })?;
    // Before the first build, so that no change is missed.
    let mut watcher = Watcher::new(&root).map_err(cannot_watch)?;
    let server = Server::start(listener, arguments.base_path.clone(), Hosts::default())
        .map_err(|error| Failure::machine(format!("cannot start the preview: {error}")))?;
    if arguments.port != 0 && server.port() != arguments.port {
        console.say(&format!("Port {} is taken, so this is on port {}.", arguments.port, server.port()));
    }
    announce(&server.url());
    if arguments.open && !open(&server.url()) {
        console.say("No browser could be opened; copy the address into one.");
    }
    build(&root, None, &server, console);
    loop {
        let changes = watcher.wait().map_err(cannot_watch)?;
        build(&root, Some(&changes), &server, console);
    }
}

/// The address is the command's answer: it goes to standard output, for people and scripts.
fn announce(url: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "Preview at {url} (Ctrl-C ends it)");
    let _ = out.flush();
}

/// Builds once, shows browsers what came of it, and says so in a line.
fn build(root: &Path, changes: Option<&Changes>, server: &Server, console: &Console) {
    let started = Instant::now();
    // The page for lost readers links from the root of the host: here, that of the preview.
    let settings = Settings {
        base_url: BaseUrl::parse(&server.url()).ok(),
        output: None,
        today: today(),
        drafts: true,
        deny_warnings: false,
    };
    let built = match pipeline::build(root, &settings, |_| Ok(Memory::new())) {
        Ok(built) => built,
        Err(failure) => {
            server.show_trouble(failure.text());
            console.failure(&failure);
            return;
        }
    };
    let told = built.diagnostics.sorted();
    console.diagnostics(&told, &built.files, false);
    let cause = changes.map_or_else(|| "First build".to_owned(), Changes::summary);
    let outcome = match built.done {
        Some(pages) => {
            let changed = match server.show(pages) {
                n if changes.is_none() => format!("{n} files"),
                0 => "no file of the site is different".to_owned(),
                1 => "1 file of the site is different".to_owned(),
                n => format!("{n} files of the site are different"),
            };
            match told.is_empty() {
                true => changed,
                false => format!("{changed}; {}", counts(&told)),
            }
        }
        None => {
            let trouble = show_in_short(&told, &built.files, Colour::No);
            server.show_trouble(format!("{trouble}{}\n", counts(&told)));
            format!("{}; no new pages until this is mended", counts(&told))
        }
    };
    console.say(&format!("{cause}: {outcome} ({})", time(started.elapsed())));
}

/// Asks the system to open an address. Says whether there is somebody to ask.
fn open(url: &str) -> bool {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/c", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}

fn cannot_watch(error: notify::Error) -> Failure {
    let failure = Failure::machine(format!("cannot watch the site's files: {error}"));
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => failure.with_help(
            "the system has no watches left; on Linux `sysctl fs.inotify.max_user_watches` shows their number and raises it",
        ),
        _ => failure,
    }
}
