//! What stands around every page.

use super::desk::LinkView;
use super::head::Head;
use super::links::{self, Here};
use super::theme::Theme;
use crate::model::look::{Pair, Wordmark};
use crate::model::{Direction, Language};
use crate::resolve::Briefing;
use schemars::JsonSchema;
use serde::Serialize;

/// The parts of a page that do not depend on what it shows. A template knows it as `frame`.
#[derive(JsonSchema, Serialize)]
pub(super) struct Frame {
    /// The site.
    site: SiteView,
    /// The language of the page, as a tag.
    lang: String,
    /// Which way that runs: `ltr` or `rtl`.
    dir: &'static str,
    /// The language of the text, where the page has no words in it.
    text: Option<TextView>,
    #[serde(flatten)]
    head: Head,
    /// The address of the style sheet.
    css: String,
    /// The style sheet for how the site looks, where it says so.
    theme_css: Option<String>,
    /// The address of the script.
    js: String,
    /// What the head of the page calls the site.
    name: String,
    /// A picture in the place of that name.
    wordmark: Option<MarkView>,
    /// The colour of the page, for the bars of browsers.
    ground: GroundView,
    /// Which of the links of `nav` the page belongs to, and whether it is that page itself.
    section: &'static str,
    /// Whether it is the page that this link leads to.
    is_index: bool,
    /// Where the pages that every page links to are.
    nav: NavView,
    /// Free pages that the footer links to.
    pages: Vec<LinkView>,
}

/// A picture for light pages, and one for dark ones where that is another.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Wordmark")]
struct MarkView {
    /// The address of the one for light pages.
    light: String,
    /// The address of the one for dark pages, where it is another.
    dark: Option<String>,
}

/// The colour of the page.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Ground")]
struct GroundView {
    /// On light pages.
    light: String,
    /// On dark pages.
    dark: String,
}

/// A language, and which way it runs.
#[derive(JsonSchema, Serialize)]
struct TextView {
    /// Its language, as a tag.
    lang: String,
    /// Which way that runs: `ltr` or `rtl`.
    dir: &'static str,
}

/// The site.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Site")]
struct SiteView {
    /// Its title.
    title: String,
    /// One sentence on it.
    description: Option<String>,
    /// Who publishes it.
    publisher: Option<String>,
    /// The licence of its text.
    licence: Option<String>,
}

/// Addresses that every page links to.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Nav")]
struct NavView {
    /// The front page.
    home: String,
    /// All articles.
    articles: String,
    /// All figures.
    figures: String,
    /// All sources.
    sources: String,
    /// All speakers.
    speakers: String,
    /// All claims.
    claims: String,
    /// The timeline.
    timeline: String,
    /// The list of corrections.
    corrections: String,
    /// The search.
    search: String,
}

/// The frame of the page at `here`, on which stands a text in the language `text` where that is not the site's.
pub(super) fn frame(
    briefing: &Briefing,
    theme: &Theme,
    here: &Here,
    section: &'static str,
    text: Option<&str>,
    head: Head,
) -> Frame {
    let (site, look) = (&briefing.site, theme.look());
    let index = |folder| here.to(&links::index(folder));
    let listed = briefing.pages.values().filter(|page| page.listed);
    Frame {
        site: SiteView {
            title: site.title.clone(),
            description: site.description.clone(),
            publisher: site.publisher.clone(),
            licence: site.licence.clone(),
        },
        text: text
            .and_then(Language::new)
            .filter(|text| text != here.words().tag())
            .map(|text| TextView { dir: direction(&text), lang: text.to_string() }),
        dir: direction(here.words().tag()),
        lang: here.words().tag().as_str().to_owned(),
        head,
        css: here.to(&links::fixed("site.css")),
        theme_css: theme.has_sheet().then(|| here.to(&links::theme_sheet())),
        js: here.to(&links::fixed("site.js")),
        name: look.name.as_ref().unwrap_or(&site.title).clone(),
        wordmark: look.wordmark.as_ref().map(|Wordmark { light, dark }| MarkView {
            light: here.to(light),
            dark: dark.as_ref().map(|dark| here.to(dark)),
        }),
        ground: ground(look.palette.of("bg")),
        section,
        is_index: !section.is_empty() && *here.page() == links::index(section),
        nav: NavView {
            home: here.to(&links::home()),
            articles: index("articles"),
            figures: index("figures"),
            sources: index("sources"),
            speakers: index("speakers"),
            claims: index("claims"),
            timeline: index("timeline"),
            corrections: index("corrections"),
            search: index("search"),
        },
        pages: listed
            .map(|page| LinkView { text: page.title.clone(), href: here.to(&links::page(&page.id)) })
            .collect(),
    }
}

fn ground(Pair { light, dark }: Pair) -> GroundView {
    GroundView { light: light.to_string(), dark: dark.to_string() }
}

/// The `dir` of a language.
pub(crate) fn direction(language: &Language) -> &'static str {
    match language.direction() {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}
