//! What stands around every page.

use super::desk::LinkView;
use super::head::Head;
use super::links::{self, Here};
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
    js: String,
    /// Which of the links of `nav` the page belongs to, and whether it is that page itself.
    section: &'static str,
    is_index: bool,
    nav: NavView,
    /// Free pages that the footer links to.
    pages: Vec<LinkView>,
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
    here: &Here,
    section: &'static str,
    text: Option<&str>,
    head: Head,
) -> Frame {
    let site = &briefing.site;
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
        js: here.to(&links::fixed("site.js")),
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

/// The `dir` of a language.
pub(crate) fn direction(language: &Language) -> &'static str {
    match language.direction() {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}
