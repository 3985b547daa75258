//! What people see at the terminal while a command runs.

use super::Failure;
use super::arguments::When;
use crate::diagnostic::terminal::{Colour, full, show_in_short};
use crate::diagnostic::{Diagnostics, Files};
use anstream::{AutoStream, ColorChoice};
use std::io::{IsTerminal, Write, stderr, stdout};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Standard error, and standard output for what was asked. What cannot be printed is lost: nobody is left to be told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Console {
    choice: ColorChoice,
    answers: ColorChoice,
    terminal: bool,
}

impl Console {
    pub(super) fn new(when: When) -> Self {
        // By NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM and whether it is a terminal.
        let (choice, answers) = match when {
            When::Always => (ColorChoice::Always, ColorChoice::Always),
            When::Never => (ColorChoice::Never, ColorChoice::Never),
            When::Auto => (AutoStream::choice(&stderr()), AutoStream::choice(&stdout())),
        };
        Self { choice, answers, terminal: stderr().is_terminal() }
    }

    /// What is wrong with a site: in short where it is much, or `all` of it.
    pub(super) fn diagnostics(self, diagnostics: &Diagnostics, files: &Files, all: bool) {
        match all {
            // One by one: all of them together may be long.
            true => diagnostics.iter().for_each(|one| self.print(&full(one, files, self.colour()))),
            false => self.print(&show_in_short(diagnostics, files, self.colour())),
        }
    }

    /// Why a command could not do its work.
    pub(super) fn failure(self, failure: &Failure) {
        let text = failure.text();
        match self.colour() {
            Colour::No => self.print(&text),
            Colour::Yes => self.print(&text.replacen("error:", "\u{1b}[1;91merror\u{1b}[0m:", 1)),
        }
    }

    /// A line that people want and scripts do not.
    pub(super) fn remark(self, line: &str) {
        if self.terminal {
            self.print(&format!("{line}\n"));
        }
    }

    /// A line for everybody.
    pub(super) fn say(self, line: &str) {
        self.print(&format!("{line}\n"));
    }

    /// What a command was asked for, to standard output; its escape codes go where they are wanted.
    pub(super) fn answer(self, text: &str) {
        let mut out = AutoStream::new(stdout().lock(), self.answers);
        // Whoever stops listening has heard enough.
        let _ = out.write_all(text.as_bytes());
        let _ = out.flush();
    }

    /// Says `what` with the seconds that pass, from the moment it takes long enough to wonder until the answer is dropped.
    pub(super) fn working(self, what: &'static str) -> Working {
        if !self.terminal {
            return Working(None);
        }
        let (done, wait) = mpsc::channel::<()>();
        let line = thread::spawn(move || {
            let mut shown = 0;
            let mut seconds = 0;
            let mut patience = Duration::from_millis(500);
            while wait.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                let line =
                    if seconds == 0 { format!("{what} …") } else { format!("{what} … {seconds} s") };
                let _ = write!(stderr(), "\r{line}");
                shown = line.chars().count();
                patience = if seconds == 0 { Duration::from_millis(500) } else { Duration::from_secs(1) };
                seconds += 1;
            }
            if shown > 0 {
                let _ = write!(stderr(), "\r{}\r", " ".repeat(shown));
            }
        });
        Working(Some((done, line)))
    }

    fn colour(self) -> Colour {
        match self.choice {
            ColorChoice::Never => Colour::No,
            _ => Colour::Yes,
        }
    }

    fn print(self, text: &str) {
        // On old Windows consoles this turns escape codes into calls.
        let mut out = AutoStream::new(stderr().lock(), self.choice);
        let _ = out.write_all(text.as_bytes());
        let _ = out.flush();
    }
}

/// The line that says that something takes a while. It is gone when this is.
#[derive(Debug)]
pub(super) struct Working(Option<(Sender<()>, JoinHandle<()>)>);

impl Drop for Working {
    fn drop(&mut self) {
        if let Some((done, line)) = self.0.take() {
            drop(done);
            let _ = line.join();
        }
    }
}
