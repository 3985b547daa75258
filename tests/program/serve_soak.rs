//! A long day with the preview: random edits, and after each stretch of them it has to show what a clean build makes.
//!
//! `ONRECORD_SOAK=3600 cargo test --test program soak -- --nocapture` goes on for an hour; without it, for a few seconds.
//! `ONRECORD_SEED` chooses other edits.

use crate::fixture::Site;
use crate::preview::Preview;
use crate::serve_http::memory;
use onrecord::model::Sha256Hex;
use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

/// Numbers that look random and are the same for the same seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}

/// A site and somebody restless who writes it.
struct Writer {
    site: Site,
    dice: Dice,
    articles: Vec<String>,
    edition: usize,
    /// What is broken now.
    broken: Option<usize>,
}

const BREAKABLE: [(&str, &str, &str); 3] = [
    ("content/articles/lower-quay.md", "speaker: ada-hale", "speaker: nobody-at-all"),
    ("content/articles/lower-quay.md", "---\ntitle:", "---\ntitel:"),
    ("templates/404.html", "{% extends", "{% extend"),
];

impl Writer {
    fn new(seed: u64) -> Self {
        let site = Site::sample();
        let theme = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/404.html");
        site.write("templates/404.html", &fs::read_to_string(theme).unwrap());
        Self { site, dice: Dice(seed), articles: Vec::new(), edition: 0, broken: None }
    }

    fn text(&mut self) -> String {
        self.edition += 1;
        let day = 1 + self.dice.below(28);
        let draft = if self.dice.below(4) == 0 { "draft: true\n" } else { "" };
        let words = "The water stood in the streets. ".repeat(1 + self.dice.below(30));
        format!(
            "---\ntitle: Edition {0}\ndate: 2024-03-{day:02}\n{draft}---\n\n{words}\n\nEdition {0}.\n",
            self.edition
        )
    }

    /// Saves as some editors do: into the file, or beside it and over it.
    fn save(&mut self, path: &str, text: &str) {
        match self.dice.below(3) {
            0 => {
                let beside = format!("{path}.tmp-{}~", self.edition);
                self.site.write(&beside, text);
                fs::rename(self.site.path(&beside), self.site.path(path)).unwrap();
            }
            1 => {
                self.site.write(path, "").write(path, text);
            }
            _ => {
                self.site.write(path, text);
            }
        }
    }

    fn any(&mut self) -> Option<String> {
        let limit = self.articles.len();
        (limit > 0).then(|| self.articles[self.dice.below(limit)].clone())
    }

    fn new_name(&mut self) -> String {
        self.edition += 1;
        let folder = ["", "one/", "two/", "one/deep/"][self.dice.below(4)];
        format!("content/articles/{folder}piece-{}.md", self.edition)
    }

    fn edit(&mut self) -> &'static str {
        if self.broken.is_some() && self.dice.below(2) == 0 {
            self.swap_words(true);
            self.broken = None;
            return "mend";
        }
        let text = self.text();
        match (self.dice.below(12), self.any()) {
            (0..3, _) | (_, None) => {
                let name = self.new_name();
                self.save(&name, &text);
                self.articles.push(name);
                "create"
            }
            (3..5, Some(path)) => {
                self.save(&path, &text);
                "edit"
            }
            (5, Some(path)) => {
                let to = self.new_name();
                fs::create_dir_all(self.site.path(&to).parent().unwrap()).unwrap();
                fs::rename(self.site.path(&path), self.site.path(&to)).unwrap();
                self.articles.retain(|article| *article != path);
                self.articles.push(to);
                "rename"
            }
            (6, Some(path)) => {
                self.site.remove(&path);
                self.articles.retain(|article| *article != path);
                "delete"
            }
            (7, Some(path)) => {
                let other = self.any().unwrap_or_else(|| path.clone());
                let (one, two) = (self.site.read(&path), self.site.read(&other));
                self.save(&path, &two);
                self.save(&other, &one);
                "swap"
            }
            (8, Some(_)) => {
                let from = self.site.path("content/articles/one");
                let to = format!("content/articles/one-{}", self.edition);
                if from.exists() {
                    fs::rename(from, self.site.path(&to)).unwrap();
                    for article in &mut self.articles {
                        if let Some(rest) = article.strip_prefix("content/articles/one/") {
                            *article = format!("{to}/{rest}");
                        }
                    }
                }
                "rename a folder"
            }
            (9, Some(_)) => {
                let name = format!("static/files/{}.txt", self.dice.below(5));
                if self.site.path(&name).exists() && self.dice.below(2) == 0 {
                    self.site.remove(&name);
                } else {
                    self.save(&name, &text);
                }
                "files"
            }
            (10, Some(_)) => {
                let config = self.site.read("onrecord.toml");
                let title = format!("title = \"Desk {}\"", self.edition);
                let lines =
                    config.lines().map(|line| if line.starts_with("title =") { &title } else { line });
                let config = lines.collect::<Vec<_>>().join("\n") + "\n";
                self.save("onrecord.toml", &config);
                "title"
            }
            _ => {
                self.broken = self.broken.or_else(|| Some(self.dice.below(BREAKABLE.len())));
                self.swap_words(false);
                "break"
            }
        }
    }

    /// Puts the good words of what is broken in place of the bad ones, or the other way round.
    fn swap_words(&mut self, mend: bool) {
        let Some(broken) = self.broken else { return };
        let (path, good, bad) = BREAKABLE[broken];
        let text = self.site.read(path);
        let text = if mend { text.replace(bad, good) } else { text.replace(good, bad) };
        self.save(path, &text);
    }
}

#[test]
fn soak_memory_stays_flat_and_what_is_shown_is_what_a_clean_build_makes() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = number("ONRECORD_SOAK").unwrap_or(8);
    let mut writer = Writer::new(number("ONRECORD_SEED").unwrap_or(1));
    let preview = Preview::of(&writer.site);
    preview.listen().until_good();
    let address = format!("http://127.0.0.1:{}/", preview.port);
    let mut before: BTreeSet<String> = BTreeSet::new();
    let (mut rounds, mut edits, mut broken, mut is_good) = (0, 0, 0, false);
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(seconds) || rounds < 5 || !is_good {
        let burst = 1 + writer.dice.below(5);
        let did: Vec<&str> = (0..burst).map(|_| writer.edit()).collect();
        (rounds, edits) = (rounds + 1, edits + burst);

        let clean = format!("../clean-{rounds}");
        let build = writer.site.run(["build", "--drafts", "--output", &clean, "--base-url", &address]);
        is_good = !build.failed();
        if !is_good {
            broken += 1;
            preview.listen().until_broken();
            fs::remove_dir_all(writer.site.path(&clean)).unwrap_or_default();
            continue;
        }
        let built = writer.site.tree(&clean);
        let record = fs::read(writer.site.path(&clean).join("record.json")).unwrap();
        let version = Sha256Hex::of(&record).to_string();
        preview.listen().until_version(&version);
        for (path, bytes) in &built {
            let answer = preview.get(&format!("/{path}"));
            assert!(
                answer.status == 200 && answer.built() == bytes,
                "round {rounds}, {did:?}: {path} differs"
            );
        }
        let now: BTreeSet<String> = built.into_iter().map(|(path, _)| path).collect();
        for gone in before.difference(&now) {
            assert_eq!(preview.get(&format!("/{gone}")).status, 404, "round {rounds}, {did:?}: {gone}");
        }
        before = now;
        fs::remove_dir_all(writer.site.path(&clean)).unwrap();
        if rounds % 50 == 0 {
            println!("after {rounds} rounds: {} files, memory {:?} kB", before.len(), memory(&preview));
        }
    }
    assert!(!preview.told().contains("panicked"), "{}", preview.told());
    // The site has grown, so that what the preview takes is held against what a new one of the same site takes.
    let new = Preview::of(&writer.site);
    new.listen().until_good();
    let (old, new) = (memory(&preview), memory(&new));
    println!(
        "{rounds} rounds, {edits} edits, {broken} of them left the site broken; {} files; memory {old:?} kB, of a new \
         preview {new:?} kB",
        before.len()
    );
    if let (Some(old), Some(new)) = (old, new) {
        assert!(old < new * 2, "after {rounds} rounds the preview takes {old} kB, and a new one {new} kB");
    }
}
