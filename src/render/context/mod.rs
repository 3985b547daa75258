//! What templates are handed, in words: for `onrecord template-context`.
//!
//! Nothing of it is written down twice. The variables are the fields of the views that pages are made from, with the types and the
//! sentences that they have in the program; what a part is handed is read off the part itself.

mod names;
mod parts;
mod shape;
#[cfg(test)]
mod tests;

pub(super) use names::{Unknown, unknown_names};
pub(super) use parts::{block_names, part_names};
pub use shape::{Field, Record};

use super::View;
use super::addresses::LostView;
use super::article::ArticleView;
use super::claims::ClaimsView;
use super::collection::{CollectionView, CollectionsView};
use super::corrections::CorrectionsView;
use super::editors::EditorsView;
use super::figure::{FigureEntryView, FigureView};
use super::lists::{ArticlesView, HomeView, ListView};
use super::page::PageView;
use super::redirect::RedirectView;
use super::search::SearchView;
use super::source::{SourceEntryView, SourceView};
use super::speaker::{SpeakerEntryView, SpeakerView};
use super::theme::builtin_templates;
use super::timeline::TimelineView;
use parts::parts;
use schemars::JsonSchema;
use shape::records;

/// A built-in template, and what it is handed.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// Its name: `article.html`.
    pub template: &'static str,
    /// What it makes.
    pub about: &'static str,
    /// The variables of a page, and then the records that are among them; nothing of a file of parts alone.
    pub page: Vec<Record>,
    /// The parts that it defines.
    pub parts: Vec<Part>,
}

/// A part that templates put where they want it: `{{<card card={…} />}}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// What it shows.
    pub about: String,
    /// What it is handed.
    pub arguments: Vec<Field>,
    /// The records that are among that.
    pub records: Vec<Record>,
}

/// A template that makes pages, with what makes its context.
type Page = (&'static str, &'static str, fn() -> Vec<Record>);

fn of<T: JsonSchema>() -> Vec<Record> {
    records::<View<T>>()
}

/// Whatever the page is.
#[derive(JsonSchema)]
struct Any {
    /// Its title. What else there is depends on the page.
    #[allow(dead_code, reason = "only its documentation is used")]
    title: String,
}

const PAGES: [Page; 20] = [
    ("404.html", "The page for addresses that lead nowhere.", of::<LostView>),
    ("article.html", "An article.", of::<ArticleView>),
    ("articles.html", "All articles.", of::<ArticlesView>),
    ("base.html", "What stands around every page.", of::<Any>),
    ("claims.html", "All claims, or those of one status.", of::<ClaimsView>),
    ("collection.html", "A tag, a series or an author.", of::<CollectionView>),
    ("collections.html", "All tags, all series or all authors.", of::<CollectionsView>),
    ("corrections.html", "What was corrected.", of::<CorrectionsView>),
    ("editors.html", "The editors’ view, in the preview alone.", of::<EditorsView>),
    ("figure.html", "A figure.", of::<FigureView>),
    ("figures.html", "All figures.", of::<Vec<FigureEntryView>>),
    ("home.html", "The front page.", of::<HomeView>),
    ("page.html", "A page of your own.", of::<PageView>),
    ("redirect.html", "What stands at an old address.", of::<RedirectView>),
    ("search.html", "The search.", of::<SearchView>),
    ("source.html", "A source.", of::<SourceView>),
    ("sources.html", "All sources.", of::<ListView<SourceEntryView>>),
    ("speaker.html", "A speaker.", of::<SpeakerView>),
    ("speakers.html", "All speakers.", of::<ListView<SpeakerEntryView>>),
    ("timeline.html", "The timeline, or a stretch of it.", of::<TimelineView>),
];

/// All built-in templates, by name.
#[must_use]
pub fn contexts() -> Vec<Context> {
    builtin_templates()
        .map(|(template, text)| {
            let page = PAGES.iter().find(|(name, ..)| *name == template);
            Context {
                template,
                about: page.map_or("Parts of pages.", |(_, about, _)| about),
                page: page.map(|(.., make)| make()).unwrap_or_default(),
                parts: parts(text),
            }
        })
        .collect()
}
