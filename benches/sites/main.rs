//! Whole sites as a user meets them: checked, built, built again, and edited under the preview. Prints a table in Markdown.
//!
//! `cargo bench --bench sites -- 1 1000 5000` measures sites of so many articles; without numbers, of 1 and 1,000. Each time is
//! the median of five runs of the program (of twenty saves for the preview), each memory the highest that the system saw it use.
//! Times are held against `cp -r` of what was built, measured in the same run. Where `hugo` or `zola` is on the path, it builds a
//! site of the same texts.
//!
//! `cargo bench --bench sites -- write DIR 1000` leaves such a site in a folder, for a profiler.

mod measure;
mod others;
mod preview;
mod site;

use measure::{Run, median, of};
use site::Size;
use std::fs;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_onrecord");

fn main() {
    let words: Vec<String> = std::env::args().collect();
    if let Some(at) = words.iter().position(|word| word == "write") {
        let articles = words[at + 2].parse().unwrap();
        return site::write(Path::new(&words[at + 1]), Size::of(articles)).unwrap();
    }
    // Cargo adds words of its own.
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1, 1_000] } else { sizes };
    println!("| articles | claims | what | median | × `cp -r` | pages a second | memory |");
    println!("| ---: | ---: | --- | ---: | ---: | ---: | ---: |");
    for articles in sizes {
        let folder = tempfile::tempdir().unwrap();
        let size = Size::of(articles);
        let root = folder.path().join("site");
        site::write(&root, size).unwrap();
        let rows = of_site(&root, size);
        for row in rows.iter().chain(&others::rows(folder.path(), size)) {
            row.print(size, rows.last().map(|copy| copy.run));
        }
    }
}

/// A line of the table.
struct Row {
    what: String,
    /// How many pages were made.
    pages: Option<usize>,
    run: Run,
}

impl Row {
    fn new(what: impl Into<String>, pages: Option<usize>, run: Run) -> Self {
        Self { what: what.into(), pages, run }
    }

    fn print(&self, size: Size, copy: Option<Run>) {
        let seconds = self.run.took.as_secs_f64();
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        let times = copy.filter(|_| self.pages.is_some()).map(|copy| seconds / copy.took.as_secs_f64());
        println!(
            "| {} | {} | {} | {:.0} ms | {} | {} | {} |",
            size.articles,
            size.articles * site::CLAIMS,
            self.what,
            seconds * 1000.0,
            or_dash(times.map(|times| format!("{times:.1}"))),
            or_dash(self.pages.map(|pages| format!("{:.0}", pages as f64 / seconds))),
            or_dash(self.run.memory.map(|kilobytes| format!("{} MB", kilobytes / 1024))),
        );
    }
}

/// What a site of this size takes; the copy of what was built comes last.
fn of_site(root: &Path, size: Size) -> Vec<Row> {
    let output = root.join("public");
    let checked = median(|| run(root, &["check"]));
    let clean = median(|| {
        let _ = fs::remove_dir_all(&output);
        run(root, &["build"])
    });
    let pages = Some(pages(&output));
    let unchanged = median(|| run(root, &["build"]));
    let mut edition = 0;
    let changed = median(|| {
        edition += 1;
        fs::write(root.join(site::article_path(0)), site::article(0, size, edition)).unwrap();
        run(root, &["build"])
    });
    let copied = median(|| {
        let _ = fs::remove_dir_all(root.join("copy"));
        let mut copy = Command::new("cp");
        copy.arg("-r").arg(&output).arg(root.join("copy"));
        of(copy)
    });
    let saved = preview::save(root, size);
    vec![
        Row::new("check", None, checked),
        Row::new("build", pages, clean),
        Row::new("build, nothing changed", pages, unchanged),
        Row::new("build, one article changed", pages, changed),
        Row::new("serve, from a save to the new page", None, saved),
        Row::new("`cp -r` of what was built", pages, copied),
    ]
}

fn run(root: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).arg("--site").arg(root);
    of(command)
}

fn pages(output: &Path) -> usize {
    let files = walkdir::WalkDir::new(output).into_iter().flatten();
    files.filter(|file| file.path().extension().is_some_and(|extension| extension == "html")).count()
}
