//! How the time to resolve and to render one figure grows with its estimates.

use divan::Bencher;
use onrecord::diagnostic::Files;
use onrecord::load::{self, Documents, Overrides};
use onrecord::path::RelPath;
use onrecord::render::{self, Theme};
use onrecord::resolve;
use std::fmt::Write as _;
use std::sync::Arc;

/// A speaker gives this many estimates, one after the other.
const EACH: usize = 25;

const SIZES: [usize; 4] = [10, 100, 1_000, 5_000];

fn main() {
    divan::main();
}

/// A site with one figure and `rows` estimates of it, each with an error, a speaker and a source by name.
fn documents(rows: usize) -> Documents {
    let mut table = "value,error,said,speaker_name,source_title,source_url\n".to_owned();
    for row in 0..rows {
        let (speaker, year) = (row % rows.div_ceil(EACH), 1000 + row / 12);
        // Writing to a text never fails.
        let _ = writeln!(
            table,
            "{},{},{year}-{:02},Speaker {speaker},Report {speaker},https://desk.example/{speaker}",
            1000 + row * 3 + row * 7919 % 500,
            10 + row % 90,
            1 + row % 12,
        );
    }
    let files = [
        ("onrecord.toml", "title = \"Desk\""),
        ("content/figures/f.md", "---\ntitle: F\nunit: people\nkind: level\n---\n"),
        ("content/figures/f.csv", table.as_str()),
    ];
    let files = files.map(|(path, text)| (RelPath::new(path).unwrap(), Arc::from(text.as_bytes())));
    load::from_files(files.into()).documents
}

#[divan::bench(args = SIZES)]
fn resolving(bencher: Bencher<'_, '_>, rows: usize) {
    let documents = documents(rows);
    bencher.with_inputs(|| documents.clone()).bench_values(resolve::resolve);
}

#[divan::bench(args = SIZES)]
fn rendering(bencher: Bencher<'_, '_>, rows: usize) {
    let (briefing, _) = resolve::resolve(documents(rows));
    let files = Files::new();
    let theme = Theme::new(&Overrides::default(), &files).unwrap();
    bencher.bench(|| render::render(&briefing, &theme, &files).unwrap());
}
