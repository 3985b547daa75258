//! Whole sites as a user meets them: checked, built, built again. Prints a table in Markdown.
//!
//! `cargo bench --bench sites -- 1 1000 5000` measures sites of so many articles; without numbers, of 1 and 1,000. Each time is
//! the median of five runs of the program, each memory the highest that the system saw it use.
//!
//! `cargo bench --bench sites -- write DIR 1000` leaves such a site in a folder, for a profiler.

mod measure;
mod site;

use measure::{Run, median};
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
    println!("| articles | claims | what | median | pages a second | memory |");
    println!("| ---: | ---: | --- | ---: | ---: | ---: |");
    for articles in sizes {
        let root = tempfile::tempdir().unwrap();
        let size = Size::of(articles);
        site::write(root.path(), size).unwrap();
        of_site(root.path(), size);
    }
}

fn of_site(root: &Path, size: Size) {
    let output = root.join("public");
    row(size, "check", None, &median(|| run(root, &["check"])));
    let clean = median(|| {
        let _ = fs::remove_dir_all(&output);
        run(root, &["build"])
    });
    let pages = pages(&output);
    row(size, "build", Some(pages), &clean);
    row(size, "build, nothing changed", Some(pages), &median(|| run(root, &["build"])));
    let mut edition = 0;
    let changed = median(|| {
        edition += 1;
        fs::write(root.join(site::article_path(0)), site::article(0, size, edition)).unwrap();
        run(root, &["build"])
    });
    row(size, "build, one article changed", Some(pages), &changed);
    let copy = median(|| {
        let _ = fs::remove_dir_all(root.join("copy"));
        let mut copy = Command::new("cp");
        copy.arg("-r").arg(&output).arg(root.join("copy"));
        measure::of(copy)
    });
    row(size, "`cp -r` of what was built", Some(pages), &copy);
}

fn run(root: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).arg("--site").arg(root);
    measure::of(command)
}

fn row(size: Size, what: &str, pages: Option<usize>, run: &Run) {
    let seconds = run.took.as_secs_f64();
    let rate = pages.map_or_else(|| "–".to_owned(), |pages| format!("{:.0}", pages as f64 / seconds));
    let memory = run.memory.map_or_else(|| "–".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1024));
    println!(
        "| {} | {} | {what} | {:.0} ms | {rate} | {memory} |",
        size.articles,
        size.articles * site::CLAIMS,
        seconds * 1000.0
    );
}

fn pages(output: &Path) -> usize {
    let files = walkdir::WalkDir::new(output).into_iter().flatten();
    files.filter(|file| file.path().extension().is_some_and(|extension| extension == "html")).count()
}
