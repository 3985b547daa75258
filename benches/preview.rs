//! How long a writer waits: from the moment an article is saved to the moment its new page is served. Prints a row for the
//! README's table, and a cold build of the same site beside it.
//!
//! `cargo bench --bench preview` measures a site of 1,000 articles, `cargo bench --bench preview -- 100` one of 100. Each time is
//! the median of 20 saves. `-- 1000 5` saves five times only.

// What is not used of the site's parts is used by the other bench.
#[path = "sites/site.rs"]
mod site;

use site::Size;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_onrecord");

/// How often to ask for the page after a save.
const ASK: Duration = Duration::from_millis(1);

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let size = Size::of(numbers.first().copied().unwrap_or(1_000));
    let saves = numbers.get(1).copied().unwrap_or(20);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    site::write(&root, size).unwrap();

    let started = Instant::now();
    let built = command(&root, &["build", "--drafts"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let cold = started.elapsed();
    assert!(built.unwrap().success(), "the site has errors");
    fs::remove_dir_all(root.join("public")).unwrap();

    let preview = Preview::start(&root, size);
    preview.wait_for("bench-0", || ());
    let mut took: Vec<Duration> = (1..=saves)
        .map(|edition| {
            // The last build is told before it is put away.
            thread::sleep(Duration::from_millis(200));
            preview.wait_for(&format!("bench-{edition}"), || save(&root, size, edition))
        })
        .collect();
    took.sort();
    println!("| articles | cold build | from a save to the new page, median of {saves} | slowest | memory |");
    println!("| ---: | ---: | ---: | ---: | ---: |");
    println!(
        "| {} | {} ms | {} ms | {} ms | {} |",
        size.articles,
        cold.as_millis(),
        took[took.len() / 2].as_millis(),
        took[took.len() - 1].as_millis(),
        preview.memory().map_or_else(|| "–".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1024))
    );
}

fn save(root: &Path, size: Size, edition: usize) {
    let text = site::article(0, size, edition);
    fs::write(root.join(site::article_path(0)), format!("{text}\n\nThis is bench-{edition}.\n")).unwrap();
}

fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).arg("--site").arg(root);
    command
}

struct Preview {
    child: Child,
    port: u16,
}

impl Preview {
    fn start(root: &Path, size: Size) -> Self {
        save(root, size, 0);
        let mut child = command(root, &["serve", "--port", "0"])
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
