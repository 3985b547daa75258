//! `onrecord serve`

use super::arguments::Serve;
use super::build::time;
use super::console::Console;
use super::preview::{First, Preview};
use super::read::Settings;
use super::today::today;
use super::{Failure, Outcome, site};
use crate::diagnostic::summary::counts;
use crate::diagnostic::terminal::{Colour, show_in_short};
use crate::model::BaseUrl;
use crate::path::RelPath;
use crate::serve::watch::{Changes, News, Watcher};
use crate::serve::{Hosts, Recent, Server, Told, bind, bind_at};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::net::{IpAddr, TcpListener, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

pub(super) fn run(site: Option<&Path>, arguments: &Serve, console: &Console) -> Result<Outcome, Failure> {
    // The folder that we are in may be deleted and made anew: then a name still leads to it, and `.` does not.
    let root = std::path::absolute(site::find(site)?)
        .map_err(|error| Failure::machine(format!("cannot tell which folder this is: {error}")))?;
    let listener = listen(arguments)?;
    // Before the first build, so that no change is missed.
    let mut watcher = Watcher::new(&root).map_err(cannot_watch)?;
    let hosts = Hosts::new(arguments.host.iter().map(|host| without_brackets(host).to_owned()));
    let server = Server::start(listener, arguments.base_path.clone(), hosts)
        .map_err(|error| Failure::machine(format!("cannot start the preview: {error}")))?;
    if arguments.port != 0 && server.port() != arguments.port {
        console.say(&format!("Port {} is taken, so this is on port {}.", arguments.port, server.port()));
    }
    announce(&server.url());
    if !server.is_private() {
        console.say(
            "Warning: everybody on the network who asks this machine reads the whole site, drafts and the editors' view included. \
             Without `--host` only this machine does.",
        );
    }
    if arguments.open && !open(&server.url()) {
        console.say("No browser could be opened; copy the address into one.");
    }
    let mut desk = Desk {
        root,
        server,
        console: *console,
        recent: Recent::default(),
        told: String::new(),
        editors_named: false,
        preview: Preview::default(),
        last_record: None,
        news: watcher.news(),
    };
    let mut changes = None;
    loop {
        desk.build(changes.as_ref());
        watcher.look_at_too(desk.last_record.clone());
        desk.recent.note(changes.insert(watcher.wait().map_err(cannot_watch)?));
    }
}

/// Takes the address and the port that were asked for, or those of the loopback.
fn listen(arguments: &Serve) -> Result<TcpListener, Failure> {
    let Some(host) = arguments.host.first() else {
        return bind(arguments.port).map_err(|error| {
            Failure::machine(format!("cannot listen on port {}: {error}", arguments.port))
                .with_help("name another one with `--port N`, or let the system choose with `--port 0`")
        });
    };
    let name = without_brackets(host);
    let address = match name.parse::<IpAddr>() {
        Ok(address) => address,
        Err(_) => (name, 0)
            .to_socket_addrs()
            .ok()
            .and_then(|mut addresses| addresses.next())
            .map(|address| address.ip())
            .ok_or_else(|| {
                Failure::wrong_use(format!("`{host}` leads to no address"))
                    .with_help("`--host 0.0.0.0` listens on all addresses of this machine")
            })?,
    };
    bind_at(address, arguments.port).map_err(|error| {
        Failure::machine(format!("cannot listen on {address}, port {}: {error}", arguments.port))
            .with_help("`--host` takes an address of this machine; `--host 0.0.0.0` means all of them")
    })
}

fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host)
}

/// The address is the command's answer: it goes to standard output, for people and scripts.
fn announce(url: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "Preview at {url} (Ctrl-C ends it)");
    let _ = out.flush();
}

/// Where builds are made and told.
struct Desk {
    root: PathBuf,
    server: Server,
    console: Console,
    /// What was changed lately.
    recent: Recent,
    /// The diagnostics as they were last told, so that a save that changes nothing about them does not repeat them.
    told: String,
    /// Whether the address of the editors' view was told.
    editors_named: bool,
    preview: Preview,
    /// The record of what was last published that the site names, as far as it could be read.
    last_record: Option<RelPath>,
    /// Whether there is something to build again for.
    news: News,
}

impl Desk {
    /// Builds once, shows browsers what came of it, and says so in a line.
    fn build(&mut self, changes: Option<&Changes>) {
        let started = Instant::now();
        // The page for lost readers links from the root of the host: here, that of the preview.
        let settings = Settings {
            base_url: BaseUrl::parse(&self.server.url()).ok(),
            output: None,
            today: today(),
            drafts: true,
            deny_warnings: false,
        };
        let first = First {
            changed: changes
                .map(|changes| changes.paths().map(str::to_owned).collect())
                // The system may lose count of what happened.
                .filter(|paths: &BTreeSet<String>| !paths.is_empty()),
            looked_at: self.server.looked_at(),
        };
        let (mut different, mut shown) = (0, None);
        let news = &self.news;
        let built =
            self.preview.build(&self.root, &settings, &first, &|| !news.is_there(), |pages, told, files| {
                let told = Told::of(&told.clone().sorted(), files, &self.recent);
                different += self.server.show(pages, told);
                shown.get_or_insert_with(|| started.elapsed());
            });
        let built = match built {
            Ok(built) => built,
            Err(failure) => {
                self.server.show_trouble(Told::failure(&failure.message, failure.text()));
                self.told.clear();
                self.console.failure(&failure);
                return;
            }
        };
        self.last_record = built.last_record;
        let told = built.diagnostics.sorted();
        let in_short = show_in_short(&told, &built.files, Colour::No);
        if in_short != self.told {
            self.console.diagnostics(&told, &built.files, false);
        }
        let cause = changes.map_or_else(|| "First build".to_owned(), Changes::summary);
        let good = built.done.is_some();
        let outcome = match built.done {
            Some(()) => {
                let changed = match different {
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
                self.server.show_trouble(Told::of(&told, &built.files, &self.recent));
                format!("{}; no new pages until this is mended", counts(&told))
            }
        };
        self.told = in_short;
        self.console
            .say(&format!("{cause}: {outcome} ({})", time(shown.unwrap_or_else(|| started.elapsed()))));
        if good && !self.editors_named && (built.drafts > 0 || !told.is_empty()) {
            self.editors_named = true;
            self.console.say(&format!("What is open is listed at {}editors/", self.server.url()));
        }
    }
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
