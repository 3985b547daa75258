//! How long a writer waits: from the moment an article is saved to the moment its new page is served.

use super::measure::Run;
use super::site::{self, Size};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How many saves a median is of.
const SAVES: usize = 20;

/// How often to ask for the page after a save.
const ASK: Duration = Duration::from_millis(1);

/// How long a writer thinks before saving again.
const THINK: Duration = Duration::from_millis(500);

/// The median wait of a site's writer, with the highest memory of the preview.
pub(super) fn save(root: &Path, size: Size) -> Run {
    let preview = Preview::start(root, size);
    preview.wait_for("bench-0", || ());
    let mut took: Vec<Duration> = (1..=SAVES)
        .map(|edition| {
            thread::sleep(THINK);
            preview.wait_for(&format!("bench-{edition}"), || write(root, size, edition))
        })
        .collect();
    took.sort();
    Run { took: took[SAVES / 2], memory: preview.memory() }
}

fn write(root: &Path, size: Size, edition: usize) {
    let text = site::article(0, size, edition);
    fs::write(root.join(site::article_path(0)), format!("{text}\n\nThis is bench-{edition}.\n")).unwrap();
}

struct Preview {
    child: Child,
    port: u16,
}

impl Preview {
    fn start(root: &Path, size: Size) -> Self {
        write(root, size, 0);
        let mut child = Command::new(super::PROGRAM)
            .args(["serve", "--port", "0", "--site"])
            .arg(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port =
            line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok()).unwrap();
        Self { child, port }
    }

    /// How long after `act` the article's page has `words`.
    fn wait_for(&self, words: &str, act: impl FnOnce()) -> Duration {
        let path = site::article_path(0);
        let id = path.trim_start_matches("content/").trim_end_matches(".md");
        let words = format!("This is {words}.");
        act();
        let saved = Instant::now();
        loop {
            if self.get(&format!("/{id}/")).is_some_and(|page| page.contains(&words)) {
                return saved.elapsed();
            }
            assert!(saved.elapsed() < Duration::from_secs(300), "{words} was never served at /{id}/");
            thread::sleep(ASK);
        }
    }

    fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)
            .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    /// The highest resident size in kilobytes, where the system tells it.
    fn memory(&self) -> Option<u64> {
        let text = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.split_whitespace().next()?.parse().ok()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
