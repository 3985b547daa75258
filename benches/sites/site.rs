//! Sites of any size, the same for the same size: articles, claims with quotes, stored copies, sources, speakers, figures
//! with estimates, code, tables and footnotes.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Claims in each article.
pub(crate) const CLAIMS: usize = 12;

/// Words in each article, roughly.
const WORDS: usize = 750;

const VOCABULARY: [&str; 48] = [
    "river", "quay", "boats", "water", "evening", "streets", "harbour", "school", "crews", "lorries",
    "bridge", "market", "families", "walls", "cellars", "pumps", "morning", "warning", "gauge", "council",
    "road", "ferry", "houses", "night", "rose", "fell", "stood", "moved", "waited", "held", "broke",
    "turned", "slowly", "again", "early", "later", "beside", "behind", "under", "along", "after", "before",
    "with", "without", "the", "a", "and", "while",
];

/// How many of each kind a site of `articles` articles has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) articles: usize,
    pub(crate) sources: usize,
    pub(crate) speakers: usize,
    pub(crate) figures: usize,
}

impl Size {
    /// Half as many sources as articles, a twentieth as many figures, a tenth as many speakers.
    pub(crate) fn of(articles: usize) -> Self {
        let part = |share: usize| articles.div_ceil(share).max(1);
        Self { articles, sources: part(2), speakers: part(10), figures: part(20) }
    }
}

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap_or(0)
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| VOCABULARY[self.below(VOCABULARY.len())]).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self) -> String {
        let length = 8 + self.below(12);
        let words = self.words(length);
        format!("The {words}.")
    }
}

/// Writes a site of this size into `root`.
pub(crate) fn write(root: &Path, size: Size) -> io::Result<()> {
    for folder in ["articles", "figures", "sources", "speakers", "snapshots", "pages"] {
        fs::create_dir_all(root.join("content").join(folder))?;
    }
    fs::write(root.join("onrecord.toml"), "title = \"Elde Desk\"\nbase_url = \"https://desk.example/\"\n")?;
    fs::write(
        root.join("content/pages/about.md"),
        "---\ntitle: About\nlisted: true\n---\n\nA site to be measured.\n",
    )?;
    fs::write(root.join("content/speakers/all.yaml"), speakers(size))?;
    fs::write(root.join("content/sources/all.yaml"), sources(size))?;
    for number in 0..size.sources {
        fs::write(root.join(format!("content/snapshots/report-{number}.txt")), snapshot(number))?;
    }
    for number in 0..size.figures {
        fs::write(root.join(format!("content/figures/count-{number}.md")), figure(number))?;
    }
    for number in 0..size.articles {
        fs::write(root.join(article_path(number)), article(number, size, 0))?;
    }
    Ok(())
}

/// Where article `number` stands below the site's folder.
pub(crate) fn article_path(number: usize) -> String {
    format!("content/articles/briefing-{number}.md")
}

fn speakers(size: Size) -> String {
    let mut text = String::new();
    for number in 0..size.speakers {
        let _ = writeln!(
            text,
            "speaker-{number}:\n  name: Speaker {number}\n  kind: official\n  role: Spokesperson {number}"
        );
    }
    text
}

fn sources(size: Size) -> String {
    let mut text = String::new();
    for number in 0..size.sources {
        let _ = writeln!(
            text,
            "report-{number}:\n  title: Report {number} on the Elde\n  type: article\n  publisher: Courier {}\n  published: 2024-03-07\n  \
             accessed: 2024-03-09\n  url: https://desk.example/reports/{number}",
            number % 7,
        );
    }
    text
}

/// Sentences of a stored copy; each can be quoted.
fn lines(number: usize) -> Vec<String> {
    let mut dice = Dice(number as u64 ^ 0x5eed);
    (0..40).map(|_| dice.sentence()).collect()
}

fn snapshot(number: usize) -> String {
    lines(number).chunks(4).map(|lines| lines.join(" ")).collect::<Vec<_>>().join("\n\n")
}

fn figure(number: usize) -> String {
    format!(
        "---\ntitle: People who left quay {number}\nunit: people\nsummary: How many left.\nkind: stock\n\
         measures: [moved]\n---\n\nWhat is counted are people who left quay {number}.\n"
    )
}

/// Article `number`; another `edition` has other words in one place.
pub(crate) fn article(number: usize, size: Size, edition: usize) -> String {
    let mut dice = Dice(number as u64);
    let mut front = format!(
        "---\ntitle: Briefing {number} on the Elde\ndate: 2024-03-{:02}\nsummary: What was said of the river, part {number}.\n\
         authors: [The Desk]\nclaims:\n",
        10 + number % 20
    );
    let mut paragraphs = vec![format!("This is edition {edition}.")];
    for claim in 0..CLAIMS {
        let (source, speaker) = (dice.below(size.sources), dice.below(size.speakers));
        let line = &lines(source)[dice.below(40)];
        let quote = line.trim_end_matches('.');
        let _ = writeln!(
            front,
            "  c{claim}:\n    statement: What speaker {speaker} said, number {claim} of briefing {number}.\n    \
             speaker: speaker-{speaker}\n    said: 2024-03-07\n    source: report-{source}\n    at: para. {}\n    quote: \"{quote}\"",
            1 + claim
        );
        if claim % 4 == 0 {
            let people = 200 + (number * CLAIMS + claim) % 5_000;
            let _ = writeln!(
                front,
                "    act: estimates\n    estimate: {{figure: count-{}, words: \"about {people}\", measure: moved, as_of: 2024-03-07}}",
                number % size.figures
            );
            paragraphs.push(format!(
                "Speaker {speaker} said that [about {people} people left](claim:c{claim}). {}",
                filler(&mut dice)
            ));
        } else {
            let words = dice.words(5);
            paragraphs.push(format!(
                "Speaker {speaker} said that [{words}](claim:c{claim}). {}",
                filler(&mut dice)
            ));
        }
    }
    paragraphs.insert(4, "## What was measured".to_owned());
    paragraphs.push(format!("![What speakers said](figure:count-{})", number % size.figures));
    if number.is_multiple_of(5) {
        paragraphs.push("| Quay | Depth |\n| --- | ---: |\n| Lower | low |\n| Upper | high |".to_owned());
    }
    if number.is_multiple_of(10) {
        paragraphs.push(format!("```python\ndef level(day):\n    return day * {}\n```", number % 7));
    }
    paragraphs.push("The gauge was read by hand.[^gauge]\n\n[^gauge]: Twice a day.".to_owned());
    format!("{front}---\n\n{}\n", paragraphs.join("\n\n"))
}

fn filler(dice: &mut Dice) -> String {
    let mut words = 0;
    let mut text = Vec::new();
    while words < WORDS / CLAIMS - 10 {
        let sentence = dice.sentence();
        words += sentence.split(' ').count();
        text.push(sentence);
    }
    text.join(" ")
}
