//! Where each page stands in the output, and how one page leads to another.
//!
//! Links are printed relative and with their `index.html`, so that the same output works from a disk, from the root of a
//! host and from any folder of one. There are two exceptions. The page for addresses that are not found can be served at any
//! depth, so its links start at the root of the host. What is read away from the site, as in a feed, has whole addresses.

use crate::language::{Words, english};
use crate::model::look::Measure;
use crate::model::text::Target;
use crate::model::{
    ArticleId, BaseUrl, CollectionId, EstimateId, FigureId, PageId, Sha256Hex, Site, Smaller, SourceId,
    SpeakerId,
};
use crate::path::RelPath;
use crate::resolve::Briefing;
use std::sync::Arc;

/// The front page.
pub(crate) fn home() -> RelPath {
    fixed("index.html")
}

/// The list of all records of one kind.
pub(crate) fn index(folder: &'static str) -> RelPath {
    fixed(&format!("{folder}/index.html"))
}

/// The page for addresses that lead nowhere.
pub(crate) fn not_found() -> RelPath {
    fixed("404.html")
}

pub(crate) fn article(id: &ArticleId) -> RelPath {
    page_of("articles/", id.as_str())
}

pub(crate) fn figure(id: &FigureId) -> RelPath {
    page_of("figures/", id.as_str())
}

pub(crate) fn source(id: &SourceId) -> RelPath {
    page_of("sources/", id.as_str())
}

pub(crate) fn speaker(id: &SpeakerId) -> RelPath {
    page_of("speakers/", id.as_str())
}

pub(crate) fn page(id: &PageId) -> RelPath {
    page_of("", id.as_str())
}

pub(crate) fn collection(id: &CollectionId) -> RelPath {
    page_of(&format!("{}/", id.kind.folder()), &id.slug)
}

/// A picture that was made smaller. Its name is of digits, letters and dashes of our own.
pub(crate) fn smaller(picture: &Smaller) -> RelPath {
    fixed(&format!("pictures/{}", picture.name))
}

/// A file of the theme or of `static/`.
pub(crate) fn fixed(path: &str) -> RelPath {
    RelPath::new(path).expect("only names written in this program come here, and the tests print them all")
}

/// The style sheet for how a site looks, where it says so.
pub(crate) fn theme_sheet() -> RelPath {
    fixed("theme.css")
}

/// The marks of an article as annotations.
pub(crate) fn annotations(id: &ArticleId) -> RelPath {
    named_by("articles/", id.as_str(), "/annotations.jsonld")
}

/// What can be downloaded of a figure: `figures/ID.csv` and the like.
pub(crate) fn figure_file(id: &FigureId, ending: &str) -> RelPath {
    named_by("figures/", id.as_str(), &format!(".{ending}"))
}

/// All claims as data: `claims.json` and `claims.csv`.
pub(crate) fn claims_file(ending: &str) -> RelPath {
    fixed(&format!("claims.{ending}"))
}

/// The description of all data.
pub(crate) fn data_package() -> RelPath {
    fixed("datapackage.json")
}

/// All sources as BibLaTeX.
pub(crate) fn bibliography() -> RelPath {
    fixed("sources.bib")
}

/// All sources as CSL-JSON.
pub(crate) fn csl() -> RelPath {
    fixed("sources.csl.json")
}

/// The list of all pages, for search engines.
pub(crate) fn sitemap() -> RelPath {
    fixed("sitemap.xml")
}

/// The newest articles, for readers of feeds.
pub(crate) fn feed() -> RelPath {
    fixed("feed.xml")
}

/// The address of a page or file, where the site knows its own; a folder goes without its `index.html`.
pub(crate) fn lasting(site: &Site, page: &RelPath) -> Option<String> {
    site.base_url.as_ref().map(|base| address(base, page))
}

/// The address of a page or file of a site that stands at `base`.
pub(crate) fn address(base: &BaseUrl, page: &RelPath) -> String {
    let path = encode_path(page.as_str());
    let is_index = page.file_name() == "index.html";
    format!("{base}{}", if is_index { path.trim_end_matches("index.html") } else { &path })
}

fn page_of(folder: &str, id: &str) -> RelPath {
    named_by(folder, id, "/index.html")
}

/// An id may be a name that some system reserves (`con`); what is named by it then has the id's SHA-256 for a name, behind a
/// `~` that no id can have.
fn named_by(folder: &str, id: &str, ending: &str) -> RelPath {
    RelPath::new(format!("{folder}{id}{ending}"))
        .unwrap_or_else(|_| fixed(&format!("{folder}~{}{ending}", Sha256Hex::of(id.as_bytes()))))
}

/// The page that is being printed: where it stands, and what language it speaks.
#[derive(Clone)]
pub(crate) struct Here {
    page: RelPath,
    manner: Manner,
    words: Arc<Words>,
    measure: Measure,
}

/// How links are printed.
#[derive(Clone)]
enum Manner {
    Relative,
    /// From the root of the host, below this path, which starts and ends with a slash.
    FromRoot(String),
    Whole(BaseUrl),
}

impl Here {
    fn new(page: RelPath, manner: Manner) -> Self {
        Self { page, manner, words: Arc::clone(english()), measure: Measure::default() }
    }

    /// The same in another language than English.
    pub(crate) fn speaking(self, words: &Arc<Words>) -> Self {
        Self { words: Arc::clone(words), ..self }
    }

    /// The same place on a site whose column of text is so wide.
    pub(crate) fn measured(self, measure: Measure) -> Self {
        Self { measure, ..self }
    }

    /// How wide its column of text is.
    pub(crate) fn measure(&self) -> Measure {
        self.measure
    }

    /// What it says, in its language.
    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// The same, to be kept.
    pub(crate) fn shared_words(&self) -> &Arc<Words> {
        &self.words
    }

    /// A page whose links are relative.
    pub(crate) fn at(page: RelPath) -> Self {
        Self::new(page, Manner::Relative)
    }

    /// A page that may be served at any depth below `root`, a path that starts and ends with a slash.
    pub(crate) fn anywhere(page: RelPath, root: &str) -> Self {
        Self::new(page, Manner::FromRoot(root.to_owned()))
    }

    /// A page that is read away from the site, which stands at `base`.
    pub(crate) fn away(page: RelPath, base: &BaseUrl) -> Self {
        Self::new(page, Manner::Whole(base.clone()))
    }

    /// The same page, of which machines speak by its whole address where the site knows its own.
    pub(crate) fn for_machines(&self, site: &Site) -> Self {
        match &site.base_url {
            Some(base) => Self::away(self.page.clone(), base).speaking(&self.words),
            None => self.clone(),
        }
    }

    /// Whether the page is read where it stands, among the others.
    pub(crate) fn is_on_the_site(&self) -> bool {
        !matches!(self.manner, Manner::Whole(_))
    }

    pub(crate) fn page(&self) -> &RelPath {
        &self.page
    }

    /// The link to another page or file of the output.
    pub(crate) fn to(&self, target: &RelPath) -> String {
        match &self.manner {
            Manner::FromRoot(root) => return format!("{root}{}", encode_path(target.as_str())),
            Manner::Whole(base) => return address(base, target),
            Manner::Relative => {}
        }
        let from: Vec<&str> = self.page.as_str().split('/').collect();
        let to: Vec<&str> = target.as_str().split('/').collect();
        let shared =
            from[..from.len() - 1].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
        let mut href = "../".repeat(from.len() - 1 - shared);
        href.push_str(&encode_path(&to[shared..].join("/")));
        href
    }

    /// The link to one place on another page, or on this one.
    pub(crate) fn to_part(&self, target: &RelPath, anchor: &str) -> String {
        let fragment = encode(anchor);
        let is_near = *target == self.page && !matches!(self.manner, Manner::Whole(_));
        if is_near { format!("#{fragment}") } else { format!("{}#{fragment}", self.to(target)) }
    }

    /// Where a link in a text leads. Nothing for an address that a link must not have, or for a record that there is not.
    pub(crate) fn target(&self, briefing: &Briefing, target: &Target) -> Option<String> {
        match target {
            Target::Source(id) => briefing.sources.find(id).map(|_| self.to(&source(id))),
            Target::Figure(id) => briefing.figures.find(id).map(|_| self.to(&figure(id))),
            Target::FigurePart(id, part) => {
                briefing.figures.find(id).map(|_| self.to_part(&figure(id), part))
            }
            Target::Speaker(id) => briefing.speakers.find(id).map(|_| self.to(&speaker(id))),
            Target::Article(id, part) => {
                briefing.articles.find(id).map(|_| self.to_page(&article(id), part.as_deref()))
            }
            Target::Page(id, part) => {
                briefing.pages.find(id).map(|_| self.to_page(&page(id), part.as_deref()))
            }
            Target::Asset(path) => Some(self.to(path)),
            Target::External(url) => external(url).map(str::to_owned),
            Target::Fragment(anchor) => Some(self.to_part(&self.page, anchor)),
            // What resolving could not find has been told to the author already.
            Target::File { .. } => None,
        }
    }

    fn to_page(&self, page: &RelPath, part: Option<&str>) -> String {
        part.map_or_else(|| self.to(page), |part| self.to_part(page, part))
    }
}

/// An address outside the site, when it has a scheme that a reader can be sent to.
pub(crate) fn external(url: &str) -> Option<&str> {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    matches!(scheme.as_str(), "http" | "https" | "mailto").then_some(url)
}

/// Percent-encodes everything but letters, digits, `-`, `.`, `_` and `~` (RFC 3986, section 2.3).
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

pub(crate) fn encode_path(path: &str) -> String {
    path.split('/').map(encode).collect::<Vec<_>>().join("/")
}

/// The name of an estimate on its figure's page and in charts.
pub(crate) fn estimate_name(id: &EstimateId) -> String {
    match id {
        EstimateId::Claim(claim) => claim.full_name(),
        EstimateId::Row(_, row) => row.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_climbs_only_as_far_as_it_must() {
        let here = Here::at(article(&ArticleId::new("kursk/losses").unwrap()));
        assert_eq!(here.to(&home()), "../../../index.html");
        assert_eq!(here.to(&article(&ArticleId::new("kursk/other").unwrap())), "../other/index.html");
        assert_eq!(here.to_part(here.page(), "claim-x"), "#claim-x");
    }

    #[test]
    fn letters_of_any_script_and_spaces_are_percent_encoded() {
        let here = Here::at(home());
        let page = page(&PageId::new("про нас").unwrap());
        assert_eq!(here.to(&page), "%D0%BF%D1%80%D0%BE%20%D0%BD%D0%B0%D1%81/index.html");
    }

    #[test]
    fn the_page_for_lost_readers_links_from_the_root_of_the_host() {
        let here = Here::anywhere(not_found(), "/briefings/");
        assert_eq!(here.to(&index("articles")), "/briefings/articles/index.html");
    }

    #[test]
    fn what_is_read_away_from_the_site_has_whole_addresses_and_folders_no_index() {
        let base = BaseUrl::parse("https://desk.example/briefings/").unwrap();
        let here = Here::away(article(&ArticleId::new("kursk/losses").unwrap()), &base);
        assert_eq!(here.to(&home()), "https://desk.example/briefings/");
        assert_eq!(here.to(&not_found()), "https://desk.example/briefings/404.html");
        let part = here.target(&crate::render::tests::kursk::empty(), &Target::Fragment("why".to_owned()));
        assert_eq!(part.as_deref(), Some("https://desk.example/briefings/articles/kursk/losses/#why"));
    }

    #[test]
    fn an_id_that_windows_reserves_still_has_a_page() {
        let path = source(&SourceId::new("con").unwrap());
        assert!(path.as_str().starts_with("sources/~"), "{path}");
    }

    #[test]
    fn a_link_never_runs_a_script() {
        assert_eq!(external("javascript:alert(1)"), None);
        assert_eq!(external("JAVASCRIPT:alert(1)"), None);
        assert_eq!(external("https://desk.example/"), Some("https://desk.example/"));
    }
}
