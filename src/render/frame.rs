//! What stands around every page.

use super::desk::LinkView;
use super::head::Head;
use super::links::{self, Here};
use super::theme::Theme;
use crate::model::look::{Pair, Wordmark};
use crate::model::{Direction, Language};
use crate::resolve::Briefing;
use serde::Serialize;

/// The parts of a page that do not depend on what it shows. A template knows it as `frame`.
#[derive(Serialize)]
pub(super) struct Frame {
    site: SiteView,
    lang: String,
    dir: &'static str,
    /// The language of the text, where the page has no words in it.
    text: Option<TextView>,
    #[serde(flatten)]
    head: Head,
    css: String,
    /// The style sheet for how the site looks, where it says so.
    theme_css: Option<String>,
    js: String,
    /// What the head of the page calls the site.
    name: String,
    /// A picture in the place of that name.
    wordmark: Option<MarkView>,
    /// The colour of the page, for the bars of browsers.
    ground: GroundView,
    /// Which of the links of `nav` the page belongs to, and whether it is that page itself.
    section: &'static str,
    is_index: bool,
    nav: NavView,
    /// Free pages that the footer links to.
    pages: Vec<LinkView>,
}

/// A picture for light pages, and one for dark ones where that is another.
#[derive(Serialize)]
struct MarkView {
    light: String,
    dark: Option<String>,
}

#[derive(Serialize)]
struct GroundView {
    light: String,
    dark: String,
}

/// A language, and which way it runs.
#[derive(Serialize)]
struct TextView {
    lang: String,
    dir: &'static str,
}

#[derive(Serialize)]
struct SiteView {
    title: String,
    description: Option<String>,
    publisher: Option<String>,
    licence: Option<String>,
}

#[derive(Serialize)]
struct NavView {
    home: String,
    articles: String,
    figures: String,
    sources: String,
    speakers: String,
    claims: String,
    timeline: String,
    corrections: String,
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
