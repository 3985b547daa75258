//! How long it takes to look quotes up in stored copies of 100 KB, by what comes of it.

use divan::Bencher;
use onrecord::load::{self, Documents};
use onrecord::model::QuoteCheck;
use onrecord::path::RelPath;
use onrecord::resolve;
use std::fmt::Write as _;
use std::sync::Arc;

/// Copies of this size.
const COPY: usize = 100_000;

fn main() {
    divan::main();
}

/// What is looked for in each copy.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Verbatim,
    Elided,
    Altered,
    NotFound,
}

const KINDS: [Kind; 4] = [Kind::Verbatim, Kind::Elided, Kind::Altered, Kind::NotFound];

/// Prose of common and rare words, the same for the same seed.
fn prose(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut text = String::with_capacity(COPY + 16);
    while text.len() < COPY {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let common = ["the", "of", "and", "to", "said", "that", "in", "was"];
        // Writing to a text never fails.
        let _ = match state % 3 {
            0 => write!(text, "{} ", common[(state >> 8) as usize % common.len()]),
            1 => write!(text, "w{} ", (state >> 8) % 5_000),
            _ => write!(text, "word{}{}", (state >> 8) % 300, if state % 40 == 2 { ".\n\n" } else { " " }),
        };
    }
    text
}

fn quote(copy: &str, kind: Kind) -> String {
    let words: Vec<&str> = copy.split_whitespace().skip(9_000).take(24).collect();
    match kind {
        Kind::Verbatim => words.join(" "),
        Kind::Elided => format!("{} … {}", words[..6].join(" "), words[14..].join(" ")),
        Kind::Altered => format!("{} changed {}", words[..11].join(" "), words[12..].join(" ")),
        Kind::NotFound => words.iter().rev().copied().collect::<Vec<_>>().join(" "),
    }
}

/// A site with `copies` copies and one quote of each.
fn documents(copies: usize, kind: Kind) -> Documents {
    let mut sources = String::new();
    let mut article = "---\ntitle: A\ndate: 2024-12-28\nclaims:\n".to_owned();
    let mut files: Vec<(RelPath, Arc<[u8]>)> = Vec::new();
    let mut add =
        |path: String, text: &str| files.push((RelPath::new(path).unwrap(), Arc::from(text.as_bytes())));
    for n in 0..copies {
        let copy = prose(n as u64 + 1);
        let _ = writeln!(sources, "s{n}: {{title: S, type: article, url: 'https://a.example/{n}'}}");
        let _ =
            writeln!(article, "  c{n}: {{speaker: self, source: s{n}, quote: \"{}\"}}", quote(&copy, kind));
        add(format!("content/snapshots/s{n}.txt"), &copy);
    }
    article.push_str("---\n");
    add("onrecord.toml".to_owned(), "title = \"Desk\"");
    add("content/sources/s.yaml".to_owned(), &sources);
    add("content/articles/a.md".to_owned(), &article);
    load::from_files(files).documents
}

#[divan::bench(args = KINDS, sample_count = 5, sample_size = 1)]
fn a_thousand_quotes_in_a_thousand_copies(bencher: Bencher<'_, '_>, kind: Kind) {
    let documents = documents(1_000, kind);
    let (briefing, _) = resolve::resolve(documents.clone());
    let as_meant = briefing.claims.values().all(|claim| {
        let check = claim.evidence[0].check.as_ref();
        match kind {
            Kind::Verbatim => check == Some(&QuoteCheck::Verbatim),
            Kind::Elided => matches!(check, Some(QuoteCheck::Edited { .. })),
            Kind::Altered => matches!(check, Some(QuoteCheck::Altered(_))),
            Kind::NotFound => check == Some(&QuoteCheck::NotFound),
        }
    });
    assert!(as_meant, "{kind:?}");
    bencher.with_inputs(|| documents.clone()).bench_values(resolve::resolve);
}

#[divan::bench(args = KINDS, sample_count = 5, sample_size = 1)]
fn a_thousand_quotes_in_one_copy(bencher: Bencher<'_, '_>, kind: Kind) {
    let copy = prose(1);
    let words: Vec<&str> = copy.split_whitespace().collect();
    let mut article = "---\ntitle: A\ndate: 2024-12-28\nclaims:\n".to_owned();
    for n in 0..1_000 {
        let part = words[n..].join(" ");
        let _ = writeln!(article, "  c{n}: {{speaker: self, source: s, quote: \"{}\"}}", quote(&part, kind));
    }
    article.push_str("---\n");
    let files = [
        ("onrecord.toml", "title = \"Desk\""),
        ("content/sources/s.yaml", "s: {title: S, type: article}"),
        ("content/snapshots/s.txt", &copy),
        ("content/articles/a.md", &article),
    ];
    let files = files.map(|(path, text)| (RelPath::new(path).unwrap(), Arc::from(text.as_bytes())));
    let documents = load::from_files(files.into()).documents;
    bencher.with_inputs(|| documents.clone()).bench_values(resolve::resolve);
}
