//! What pages may weigh, packed as servers send them.
//!
//! Packing every page well would take as long as making it. Nothing weighs more packed than it does as it is, so only what is over
//! its budget unpacked is packed at all; and what keeps to it when packed in haste is not packed again. That leaves the few that
//! are heavy.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Budget;
use crate::path::RelPath;
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::Write;

/// So many files are kept to be packed at once.
const AT_ONCE: usize = 64;

/// What packing adds to bytes that cannot be packed: a head, a foot, and five bytes for each block of 16 KB.
const LEAST_OVERHEAD: u64 = 64;

/// Weighs the files of a site as they are made.
#[derive(Debug)]
pub struct Scales {
    budget: Budget,
    waiting: Vec<(RelPath, Vec<u8>)>,
    over: Vec<Over>,
}

/// What weighs more than it may, the heaviest first. It can be written down and told again.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Weighed(Vec<Over>);

/// A file that weighs more than it may.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Over {
    path: String,
    is: u64,
    most: u64,
    what: What,
}

/// What of a file there may be only so much of.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum What {
    Page,
    StyleSheet,
    Script,
    Chart,
    Elements,
    Requests,
}

impl Scales {
    /// Scales for a site with this `budget`.
    #[must_use]
    pub fn new(budget: Budget) -> Self {
        Self { budget, waiting: Vec::new(), over: Vec::new() }
    }

    /// Puts a file on the scales.
    pub fn weigh(&mut self, path: &RelPath, bytes: &[u8]) {
        if path.extension() == Some("html") && !looks_up(path) {
            self.count(path, bytes);
        }
        let Some((_, most)) = self.part(path) else { return };
        if bytes.len() as u64 + LEAST_OVERHEAD <= most {
            return;
        }
        self.waiting.push((path.clone(), bytes.to_vec()));
        if self.waiting.len() >= AT_ONCE {
            self.pack();
        }
    }

    /// Counts what a browser has to make of a page and to fetch for it.
    fn count(&mut self, path: &RelPath, bytes: &[u8]) {
        let Budget { nodes, requests, .. } = self.budget;
        let mut held = |what, is: usize, most: u32| {
            if is as u64 > u64::from(most) {
                self.over.push(Over { path: path.to_string(), is: is as u64, most: most.into(), what });
            }
        };
        // Each element has at least one such sign, and most pages have too few of them to be looked at any closer.
        let most = nodes as usize;
        if bytes.iter().filter(|byte| **byte == b'<').count() > most {
            let starts = bytes.windows(2).filter(|pair| pair[0] == b'<' && pair[1].is_ascii_alphabetic());
            held(What::Elements, starts.count(), nodes);
        }
        held(What::Requests, 1 + fetched_at_once(bytes), requests);
    }

    /// What a file is a part of, and how many bytes it may have.
    fn part(&self, path: &RelPath) -> Option<(What, u64)> {
        let Budget { html, css, js, chart, .. } = self.budget;
        let (what, kilobytes) = match path.extension()? {
            "html" => (What::Page, html),
            "css" => (What::StyleSheet, css),
            // What searches, and what it looks into, is fetched when somebody searches, and has bounds of its own; so are the
            // addresses among which a page that was not found looks for the one that was meant.
            "js" if !path.as_str().starts_with("search") && path.as_str() != "addresses.js" => {
                (What::Script, js)
            }
            "svg" if path.as_str().starts_with("figures/") => (What::Chart, chart),
            _ => return None,
        };
        Some((what, u64::from(kilobytes) * 1024))
    }

    fn pack(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let over: Vec<Over> = waiting
            .into_par_iter()
            .filter_map(|(path, bytes)| {
                let (what, most) = self.part(&path)?;
                let in_haste = packed(&bytes, Compression::fast());
                let bytes = if in_haste > most { packed(&bytes, Compression::new(6)) } else { in_haste };
                (bytes > most).then(|| Over { path: path.to_string(), is: bytes, most, what })
            })
            .collect();
        self.over.extend(over);
    }

    /// What weighs more than it may.
    #[must_use]
    pub fn weighed(mut self) -> Weighed {
        self.pack();
        self.over.sort_by(|a, b| b.is.cmp(&a.is).then_with(|| a.path.cmp(&b.path)));
        Weighed(self.over)
    }
}

impl Weighed {
    /// A diagnostic for each file.
    #[must_use]
    pub fn told(self) -> Diagnostics {
        self.0.into_iter().map(Over::told).collect()
    }
}

impl Over {
    fn told(self) -> Diagnostic {
        let Self { path, is, most, what } = self;
        let kilobytes = |bytes: u64| format!("{:.1} KB", bytes as f64 / 1024.0);
        let weighs =
            |what| format!("the {what} `{path}` weighs {} and may weigh {}", kilobytes(is), kilobytes(most));
        let packed = "packed, as servers send it; on a poor line each 50 KB are a second of waiting";
        let (message, why, help) = match what {
            What::Page => {
                (weighs("page"), packed, "split the text, or raise `html` under `[budget]` in onrecord.toml")
            }
            What::StyleSheet => (
                weighs("style sheet"),
                packed,
                "leave out what no page uses, or raise `css` under `[budget]`",
            ),
            What::Script => {
                (weighs("script"), packed, "leave out what no page uses, or raise `js` under `[budget]`")
            }
            What::Chart => (
                weighs("chart"),
                packed,
                "narrow the figure to fewer estimates, or raise `chart` under `[budget]`",
            ),
            What::Elements => (
                format!("the page `{path}` has {is} elements and may have {most}"),
                "a telephone lays all of them out before it shows the first",
                "split the text, or raise `nodes` under `[budget]` in onrecord.toml",
            ),
            What::Requests => (
                format!("the page `{path}` needs {is} files to be shown and may need {most}"),
                "itself, style sheets, scripts and pictures that do not wait; on a poor line each is a way there and back",
                "put what its template asks for into one file, or raise `requests` under `[budget]`",
            ),
        };
        Diagnostic::warning("over-budget", message).with_why(why).with_help(help)
    }
}

/// Whether a page is there to find something in, which takes a script of its own, or lists what others say.
fn looks_up(path: &RelPath) -> bool {
    let first = path.as_str().split('/').next();
    matches!(first, Some("search" | "claims" | "timeline" | "404.html"))
}

/// How many files a browser fetches for a page before anybody scrolls: style sheets, scripts, and pictures that do not wait.
fn fetched_at_once(page: &[u8]) -> usize {
    let tags = page.split(|byte| *byte == b'<').skip(1);
    let asks = |tag: &&[u8]| {
        let has = |part: &[u8]| {
            let end = tag.iter().position(|byte| *byte == b'>').unwrap_or(tag.len());
            tag[..end].windows(part.len()).any(|some| some == part)
        };
        match tag {
            _ if tag.starts_with(b"link ") => has(b"rel=\"stylesheet\""),
            _ if tag.starts_with(b"script ") => has(b" src="),
            _ if tag.starts_with(b"img ") => !has(b"loading=\"lazy\""),
            _ => false,
        }
    };
    tags.filter(asks).count()
}

fn packed(bytes: &[u8], how: Compression) -> u64 {
    let mut encoder = GzEncoder::new(Vec::new(), how);
    // Writing into memory cannot fail; what did would weigh what it has.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.map_or(bytes.len() as u64, |packed| packed.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(files: &[(&str, &[u8])]) -> Vec<String> {
        let mut scales = Scales::new(Budget { html: 2, css: 1, js: 1, chart: 1, nodes: 8, requests: 2 });
        files.iter().for_each(|(path, bytes)| scales.weigh(&RelPath::new(*path).unwrap(), bytes));
        scales.weighed().told().iter().map(|told| told.message.clone()).collect()
    }

    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..length).map(next).collect()
    }

    #[test]
    fn what_weighs_more_than_it_may_is_told_heaviest_first() {
        let told = told(&[
            ("a/index.html", &noise(3000)),
            ("b/index.html", &noise(9000)),
            ("site.css", &noise(1500)),
            ("figures/f.svg", &noise(1500)),
        ]);
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[0].starts_with("the page `b/index.html` weighs 8."), "{told:?}");
        assert!(told[0].ends_with("KB and may weigh 2.0 KB"), "{told:?}");
    }

    #[test]
    fn it_counts_what_is_sent_and_not_what_it_is_made_of() {
        assert_eq!(told(&[("a/index.html", &b"p. ".repeat(10_000))]), [""; 0]);
        let others: [(&str, &[u8]); 3] =
            [("search/terms-0.js", &noise(5000)), ("articles/a.svg", &noise(5000)), ("a.png", &noise(5000))];
        assert_eq!(told(&others), [""; 0]);
    }

    #[test]
    fn elements_and_files_are_counted_where_somebody_reads() {
        let page = b"<link rel=\"stylesheet\" href=a><link rel=\"next\" href=b><script>1</script><script src=c></script>\
            <img loading=\"lazy\" src=d><img src=e>< 3 <!-- <b> -->";
        assert_eq!(
            told(&[("a/index.html", page)]),
            ["the page `a/index.html` needs 4 files to be shown and may need 2"]
        );
        let many = b"<p>one</p>".repeat(9);
        assert_eq!(
            told(&[("a/index.html", &many)]),
            ["the page `a/index.html` has 9 elements and may have 8"]
        );
        assert_eq!(told(&[("a/index.html", &many[..80]), ("timeline/index.html", &many)]), [""; 0]);
    }
}
