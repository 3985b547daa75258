//! What `onrecord.toml` says.

use super::CitationStyle;
use super::quantity::Convention;
use crate::path::RelPath;
use std::collections::BTreeMap;
use std::fmt;

/// Where the site will stand: scheme, host and folder, ending in a slash (`https://desk.example/briefings/`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    text: String,
    path_at: usize,
}

impl BaseUrl {
    /// Reads an absolute `http` or `https` address; a last slash is added where it is missing.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or("it has to start with `https://` or `http://`")?;
        if rest.is_empty() || rest.starts_with('/') {
            return Err("it names no host");
        }
        if text.contains(['?', '#', ' ', '"', '<', '>', '\\']) || text.chars().any(char::is_control) {
            return Err("an address of a folder has no `?`, `#`, quotation marks or spaces");
        }
        let host_at = text.len() - rest.len();
        let mut text = text.to_owned();
        if !text.ends_with('/') {
            text.push('/');
        }
        let path_at = text[host_at..].find('/').map_or(text.len() - 1, |at| host_at + at);
        Ok(Self { text, path_at })
    }

    /// The host, with its port where one is named.
    #[must_use]
    pub fn host(&self) -> &str {
        let from = self.text.find("://").map_or(0, |at| at + 3);
        &self.text[from..self.path_at]
    }

    /// The whole address, ending in a slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The path on the host, from its first slash to its last.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.text[self.path_at..]
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A host name of one's own, under which GitHub Pages serves a site (its `CNAME`): in lower case, as the DNS has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Domain(String);

impl Domain {
    /// Reads a host name of two labels or more (RFC 1123, section 2.1).
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if text.contains(['/', ':']) {
            return Err("only the host: no `https://`, no port and no path");
        }
        if !text.is_ascii() {
            return Err("letters outside ASCII are written as the DNS has them: `xn--…`");
        }
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        match text.len() <= 253 && text.contains('.') && text.split('.').all(is_label) {
            true => Ok(Self(text.to_ascii_lowercase())),
            false => Err("not a host name such as `desk.example`"),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a site that stands at the root of this host.
    #[must_use]
    pub fn base_url(&self) -> BaseUrl {
        let text = format!("https://{}/", self.0);
        BaseUrl { path_at: text.len() - 1, text }
    }
}

/// Which way a text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A language as a BCP 47 tag.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language(String);

impl Language {
    /// Checks the shape of a tag: two or three letters first, then subtags of letters and digits joined by `-`.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let first = parts.next()?;
        let shaped = (2..=3).contains(&first.len())
            && first.bytes().all(|b| b.is_ascii_alphabetic())
            && parts
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        shaped.then(|| Self(tag.to_owned()))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which way its script runs.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let primary = self.0.split('-').next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "ar" | "fa" | "he" | "iw" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb" => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// How loud a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// It stops the site from being published.
    Error,
    /// It is told.
    Warning,
    /// It is not run.
    Off,
}

/// A scale of words of likelihood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LikelihoodScale {
    /// The seven steps of ICD 203, *Analytic Standards*, of the US intelligence community.
    Icd203,
    /// The probability yardstick of the UK's Professional Head of Intelligence Assessment.
    Phia,
    /// The calibrated language of the Intergovernmental Panel on Climate Change.
    Ipcc,
}

impl LikelihoodScale {
    /// The word in `onrecord.toml`, with the scale.
    pub const NAMES: [(&'static str, Self); 3] =
        [("icd-203", Self::Icd203), ("phia", Self::Phia), ("ipcc", Self::Ipcc)];

    /// What it is called within a sentence.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Icd203 => "ICD 203",
            Self::Phia => "the PHIA yardstick",
            Self::Ipcc => "the IPCC",
        }
    }
}

/// What the files of a site may weigh in KB of 1,024 bytes, packed as servers send them, and what its pages may be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Budget {
    /// A page, without what it asks for.
    pub html: u32,
    /// A style sheet.
    pub css: u32,
    /// A script, but for search.
    pub js: u32,
    /// The drawing of a chart.
    pub chart: u32,
    /// The elements that a browser makes of a page.
    pub nodes: u32,
    /// The files that a page needs before it looks as it should, itself included.
    pub requests: u32,
}

impl Default for Budget {
    /// What a page of 3,000 words with 60 claims takes, and what its readers wait for on a poor line.
    fn default() -> Self {
        Self { html: 45, css: 8, js: 4, chart: 4, nodes: 4000, requests: 3 }
    }
}

/// The site as a whole.
#[derive(Clone, Debug, Hash, PartialEq)]
pub struct Site {
    /// Its name.
    pub title: String,
    /// One sentence on what it is.
    pub description: Option<String>,
    /// Where it will stand, if that is known.
    pub base_url: Option<BaseUrl>,
    /// The host name that GitHub Pages is to serve it under.
    pub cname: Option<Domain>,
    /// How many articles its feed has at most.
    pub feed_entries: usize,
    /// What its files may weigh.
    pub budget: Budget,
    /// The language of its pages.
    pub language: Language,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The licence of its text, in words ("CC BY 4.0").
    pub licence: Option<String>,
    /// The folder that `build` writes, below the site.
    pub output: RelPath,
    /// How vague words are read.
    pub convention: Convention,
    /// The scale from which its words of likelihood are taken, where it says so.
    pub likelihood: Option<LikelihoodScale>,
    /// Rules whose level is not the one they come with.
    pub rules: BTreeMap<String, Level>,
    /// How sources are cited.
    pub citations: CitationStyle,
    /// Whether raw HTML in content is passed on as it stands.
    pub raw_html: bool,
}

impl Site {
    /// How many articles a feed has where the site does not say.
    pub const FEED_ENTRIES: usize = 20;
    /// More than this no reader of feeds keeps, and each has the whole text of an article.
    pub const MOST_FEED_ENTRIES: usize = 500;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_knows_its_path() {
        assert_eq!(BaseUrl::parse("https://desk.example/repo").unwrap().path(), "/repo/");
        assert_eq!(BaseUrl::parse("http://localhost:1111").unwrap().path(), "/");
        assert!(BaseUrl::parse("desk.example").is_err());
        assert!(BaseUrl::parse("https://").is_err());
    }

    #[test]
    fn a_base_url_knows_its_host() {
        assert_eq!(BaseUrl::parse("http://localhost:1111/a/").unwrap().host(), "localhost:1111");
        assert_eq!(Domain::parse("Desk.Example").unwrap().base_url().as_str(), "https://desk.example/");
    }

    #[test]
    fn a_domain_is_a_host_name_and_nothing_else() {
        for bad in
            ["https://desk.example", "desk.example/", "desk", "", "-a.example", "a..b", "dé.example", "a b.c"]
        {
            assert!(Domain::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn arabic_runs_right_to_left() {
        assert_eq!(Language::new("ar-EG").unwrap().direction(), Direction::Rtl);
        assert_eq!(Language::new("uk").unwrap().direction(), Direction::Ltr);
        assert!(Language::new("english please").is_none());
        assert!(Language::new("english").is_none(), "a name is no tag");
    }
}
