//! One run of a program: how long it took and how much memory it used.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How many runs a median is of.
const RUNS: usize = 5;

/// What a run came to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) took: Duration,
    /// The highest resident size in kilobytes, where the system tells it.
    pub(crate) memory: Option<u64>,
}

/// Runs `command` to its end.
pub(crate) fn of(mut command: Command) -> Run {
    let started = Instant::now();
    // A pipe that nobody reads would fill up and hold the program.
    let mut told = tempfile::tempfile().unwrap();
    let told_too = told.try_clone().unwrap();
    let mut child = command.stdout(Stdio::null()).stderr(told_too).spawn().unwrap();
    let memory = watch(&mut child);
    let status = child.wait().unwrap();
    let took = started.elapsed();
    if !status.success() {
        let mut text = String::new();
        told.seek(SeekFrom::Start(0)).and_then(|_| told.read_to_string(&mut text)).unwrap();
        panic!("{command:?}: {text}");
    }
    Run { took, memory }
}

/// The highest resident size of a program until it ends (`VmHWM` of Linux).
fn watch(child: &mut Child) -> Option<u64> {
    let status = format!("/proc/{}/status", child.id());
    let mut highest = None;
    while child.try_wait().ok()?.is_none() {
        let seen = fs::read_to_string(&status).ok().and_then(|text| {
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
            line.split_whitespace().next()?.parse().ok()
        });
        highest = highest.max(seen);
        thread::sleep(Duration::from_micros(500));
    }
    highest
}

/// The run in the middle of five by time, with the highest memory of all.
pub(crate) fn median(mut run: impl FnMut() -> Run) -> Run {
    let mut runs: Vec<Run> = (0..RUNS).map(|_| run()).collect();
    runs.sort_by_key(|run| run.took);
    Run { memory: runs.iter().filter_map(|run| run.memory).max(), ..runs[RUNS / 2] }
}
