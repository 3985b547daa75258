//! A [`Briefing`] becomes pages.
//!
//! Each kind of page has a small view, made here from the briefing, and a template that shows it; the template sees nothing
//! but `page` (its view) and `frame` (what stands around every page). Pages do not depend on one another, so they are
//! rendered in parallel, and handed on in a fixed order.

mod addresses;
pub mod again;
mod article;
mod backlinks;
mod card;
mod chart;
mod chosen;
mod citation;
mod claims;
mod collection;
mod contents;
pub mod context;
mod corrections;
mod data;
mod desk;
mod editors;
mod feed;
mod figure;
mod frame;
mod head;
mod hosting;
pub(crate) mod html;
mod instant;
mod linked_data;
pub(crate) mod links;
mod lists;
mod made_from;
mod marks;
mod notice;
mod page;
mod passage;
mod picture;
pub mod pictures;
mod plot;
mod prose;
mod quote;
mod redirect;
mod search;
mod sides;
mod since;
mod sitemap;
mod slim;
mod source;
mod speaker;
mod strings;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod timeline;
mod words;
mod xml;

pub use chosen::{pages_of_article, pages_of_site, said_on_pages};
pub use made_from::account;
pub use theme::Theme;

use self::again::GoOn;
use crate::diagnostic::{Diagnostic, Diagnostics, Files, Place};
use crate::model::{Article, Collection, CollectionKind, Figure, Key, Page, Source, Speaker};
use crate::path::RelPath;
use crate::resolve::Briefing;
use desk::Desk;
use frame::{Frame, frame};
use head::Head;
use links::Here;
use rayon::prelude::*;
use redirect::Moved;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use theme::Mistake;

/// How many pages are held at once before they are handed on.
const AT_ONCE: usize = 256;

/// A page or file that is to be made.
#[derive(Clone, Copy)]
enum Job {
    Home,
    Articles(usize),
    Article(Key<Article>),
    Annotations(Key<Article>),
    Figures,
    Figure(Key<Figure>),
    FigureFile(Key<Figure>, FigureFile),
    Sources(usize),
    Source(Key<Source>),
    Speakers(usize),
    Speaker(Key<Speaker>),
    /// A page of claims, by its place among them.
    Claims(usize),
    /// A page of the timeline, by its place among them.
    Timeline(usize),
    Corrections,
    Search,
    Page(Key<Page>),
    /// All tags, all series or all authors.
    Collections(CollectionKind),
    Collection(Key<Collection>),
    NotFound,
    Addresses,
    Redirect(Moved, usize),
    NoJekyll,
    Cname,
    Robots,
    Sitemap(sitemap::Part),
    Feed,
    ClaimsCsv,
    ClaimsJson,
    DataPackage,
    Bibliography,
    Csl,
}

/// What can be downloaded of a figure.
#[derive(Clone, Copy)]
enum FigureFile {
    Csv,
    Json,
    Svg,
    #[cfg(feature = "png")]
    Png,
}

impl Job {
    /// The language of the text that stands on it, where that is not the site's.
    fn language(self, briefing: &Briefing) -> Option<&str> {
        match self {
            Self::Article(key) => briefing.articles[key].language.as_deref(),
            _ => None,
        }
    }

    /// Whether a template makes it.
    fn has_template(self) -> bool {
        use Job::*;
        match self {
            Home | Articles(_) | Article(_) | Figures | Figure(_) | Sources(_) | Source(_) | Speakers(_)
            | Speaker(_) | Claims(_) | Timeline(_) | Corrections | Search | Page(_) | Collections(_)
            | Collection(_) | NotFound | Redirect(..) => true,
            FigureFile(..) | Annotations(_) | ClaimsCsv | ClaimsJson | DataPackage | Bibliography | Csl
            | NoJekyll | Cname | Robots | Sitemap(_) | Feed | Addresses => false,
        }
    }
}

impl FigureFile {
    /// In the order of the list on the figure's page.
    const ALL: &[Self] = &[
        Self::Svg,
        #[cfg(feature = "png")]
        Self::Png,
        Self::Csv,
        Self::Json,
    ];

    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Svg => "svg",
            #[cfg(feature = "png")]
            Self::Png => "png",
        }
    }

    /// Its media type.
    fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Json => "application/json",
            Self::Svg => "image/svg+xml",
            #[cfg(feature = "png")]
            Self::Png => "image/png",
        }
    }
}

/// All pages and theme files in a fixed order.
///
/// # Errors
/// As [`render_each`].
pub fn render(
    briefing: &Briefing,
    theme: &Theme,
    files: &Files,
) -> Result<Vec<(RelPath, Vec<u8>)>, Diagnostics> {
    let mut output = Vec::new();
    render_each(briefing, theme, files, |path, bytes| output.push((path, bytes)))?;
    Ok(output)
}

/// Hands each page and each file of the theme to `take` in a fixed order, as soon as it and those before it are made. `files`
/// holds the texts of the site's own templates. The briefing's attachments are published as they are and do not pass here.
///
/// # Errors
/// Mistakes that only show when a template meets a page, and pages that would overwrite each other. Nothing is handed on
/// when pages collide; when a template fails, what was handed on before is incomplete.
pub fn render_each(
    briefing: &Briefing,
    theme: &Theme,
    files: &Files,
    mut take: impl FnMut(RelPath, Vec<u8>),
) -> Result<(), Diagnostics> {
    let desk = Desk::new(briefing);
    let jobs = jobs(&desk, theme);
    collisions(briefing, theme, &jobs)?;
    let mut wrong: BTreeSet<Mistake> = BTreeSet::new();
    for some in jobs.chunks(AT_ONCE) {
        let pages: Vec<_> =
            some.par_iter().map(|(path, job)| make(&desk, theme, path, *job, &|| true)).collect();
        for ((path, _), page) in some.iter().zip(pages) {
            match page {
                Ok(Some(bytes)) if wrong.is_empty() => take(path.clone(), bytes),
                Ok(_) => {}
                Err(mistakes) => wrong.extend(mistakes),
            }
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.into_iter().map(|mistake| theme.diagnose(mistake, files)).collect());
    }
    for (path, bytes) in search::shards(&desk, &|| true).into_iter().flatten() {
        take(path, bytes);
    }
    for (path, bytes) in theme.statics() {
        take(path.clone(), bytes.to_vec());
    }
    Ok(())
}

/// Whether a file is one of those that the index for search is cut into.
#[must_use]
pub fn is_of_index(path: &RelPath) -> bool {
    search::is_shard(path)
}

/// Where the editors' view is.
#[must_use]
pub fn editors_path() -> RelPath {
    links::index("editors")
}

/// The editors' view of a site about which `told` was said: a page for those who write it, which no other page links to.
///
/// # Errors
/// Mistakes of the site's own template.
pub fn editors(
    briefing: &Briefing,
    theme: &Theme,
    files: &Files,
    told: &Diagnostics,
) -> Result<(RelPath, Vec<u8>), Diagnostics> {
    let desk = Desk::new(briefing);
    let here = &Here::at(editors_path()).speaking(briefing.languages.of(None));
    let show = Show { desk: &desk, theme, here, section: "", text: Some("en"), head: Head::default() };
    let page = show.with("editors.html", editors::view(&desk, here, files, told));
    page.map(|bytes| (here.page().clone(), bytes))
        .map_err(|wrong| wrong.into_iter().map(|mistake| theme.diagnose(mistake, files)).collect())
}

/// The paths of all that would be published. Pages are made only where a template of the site's own could fail on one, and
/// not kept; files that no template makes are not made at all.
///
/// # Errors
/// As [`render_each`].
pub fn rehearse(briefing: &Briefing, theme: &Theme, files: &Files) -> Result<Vec<RelPath>, Diagnostics> {
    let desk = Desk::new(briefing);
    let jobs = jobs(&desk, theme);
    collisions(briefing, theme, &jobs)?;
    let wrong: BTreeSet<Mistake> = jobs
        .par_iter()
        .filter(|(_, job)| theme.has_own_templates() && job.has_template())
        .filter_map(|(path, job)| make(&desk, theme, path, *job, &|| true).err())
        .flatten_iter()
        .collect();
    match wrong.is_empty() {
        true => {
            let attachments = briefing.attachments.iter().map(|asset| &asset.path);
            let others = theme.statics().keys().chain(attachments).cloned();
            Ok(jobs.into_iter().map(|(path, _)| path).chain(others).collect())
        }
        false => Err(wrong.into_iter().map(|mistake| theme.diagnose(mistake, files)).collect()),
    }
}

/// Everything that is made, with its path.
fn jobs(desk: &Desk<'_>, theme: &Theme) -> Vec<(RelPath, Job)> {
    let briefing = desk.briefing;
    let mut jobs = pages(desk);
    let is_given = |path: &RelPath| {
        theme.statics().contains_key(path) || briefing.attachments.iter().any(|asset| asset.path == *path)
    };
    // A site may have files of its own in the place of these.
    jobs.extend(for_robots(briefing, &jobs).into_iter().filter(|(path, _)| !is_given(path)));
    jobs.push((links::fixed("addresses.js"), Job::Addresses));
    let redirects = Moved::all(briefing).into_iter();
    jobs.extend(redirects.map(|(moved, nth)| (moved.from(briefing, nth), Job::Redirect(moved, nth))));
    for (key, figure) in briefing.figures.iter() {
        let file =
            |file: FigureFile| (links::figure_file(&figure.id, file.ending()), Job::FigureFile(key, file));
        jobs.extend(FigureFile::ALL.iter().copied().map(file));
    }
    let marking = briefing.articles.iter().filter(|(_, article)| !article.marked.is_empty());
    jobs.extend(marking.map(|(key, article)| (links::annotations(&article.id), Job::Annotations(key))));
    if !briefing.claims.is_empty() {
        jobs.push((links::claims_file("csv"), Job::ClaimsCsv));
        jobs.push((links::claims_file("json"), Job::ClaimsJson));
    }
    if data::has_data(briefing) {
        jobs.push((links::data_package(), Job::DataPackage));
    }
    if !briefing.sources.is_empty() {
        jobs.push((links::bibliography(), Job::Bibliography));
        jobs.push((links::csl(), Job::Csl));
    }
    jobs
}

/// What servers, search engines and readers of feeds look for, on a site of these pages.
fn for_robots(briefing: &Briefing, pages: &[(RelPath, Job)]) -> Vec<(RelPath, Job)> {
    let mut jobs =
        vec![(links::fixed(".nojekyll"), Job::NoJekyll), (links::fixed("robots.txt"), Job::Robots)];
    if briefing.site.cname.is_some() {
        jobs.push((links::fixed("CNAME"), Job::Cname));
    }
    if briefing.site.base_url.is_some() {
        let listed = sitemap::listed(briefing, pages).len();
        jobs.extend(sitemap::parts(listed).into_iter().map(|part| (part.path(), Job::Sitemap(part))));
    }
    if feed::exists(briefing) {
        jobs.push((links::feed(), Job::Feed));
    }
    jobs
}

/// Every page of the site, with its path.
fn pages(desk: &Desk<'_>) -> Vec<(RelPath, Job)> {
    let briefing = desk.briefing;
    let mut jobs = vec![(links::home(), Job::Home)];
    let list = |name, entries, job: fn(usize) -> Job| {
        lists::pages(name, entries).map(move |(path, part)| (path, job(part)))
    };
    jobs.extend(list("articles", briefing.articles.len(), Job::Articles));
    jobs.extend(
        briefing.articles.iter().map(|(key, article)| (links::article(&article.id), Job::Article(key))),
    );
    jobs.push((links::index("figures"), Job::Figures));
    for (key, figure) in briefing.figures.iter() {
        jobs.push((links::figure(&figure.id), Job::Figure(key)));
    }
    jobs.extend(list("sources", briefing.sources.len(), Job::Sources));
    jobs.extend(briefing.sources.iter().map(|(key, source)| (links::source(&source.id), Job::Source(key))));
    jobs.extend(list("speakers", briefing.speakers.len(), Job::Speakers));
    jobs.extend(
        briefing.speakers.iter().map(|(key, speaker)| (links::speaker(&speaker.id), Job::Speaker(key))),
    );
    let claims = desk.claims.pages().iter().zip(0..);
    jobs.extend(claims.map(|(page, nth)| (page.place.path(), Job::Claims(nth))));
    let timeline = desk.timeline.pages().iter().zip(0..);
    jobs.extend(timeline.map(|(page, nth)| (page.place.path(), Job::Timeline(nth))));
    jobs.push((links::index("corrections"), Job::Corrections));
    jobs.push((links::index("search"), Job::Search));
    jobs.extend(briefing.pages.iter().map(|(key, page)| (links::page(&page.id), Job::Page(key))));
    for kind in CollectionKind::ALL {
        let of_kind: Vec<_> = collection::of_kind(briefing, kind).collect();
        if !of_kind.is_empty() {
            jobs.push((links::index(kind.folder()), Job::Collections(kind)));
        }
        let page = |(key, of): (_, &Collection)| (links::collection(&of.id), Job::Collection(key));
        jobs.extend(of_kind.into_iter().map(page));
    }
    jobs.push((links::not_found(), Job::NotFound));
    jobs
}

/// A file in the place of another, or in the place of a folder that others need, would silently take it.
fn collisions(briefing: &Briefing, theme: &Theme, jobs: &[(RelPath, Job)]) -> Result<(), Diagnostics> {
    let mut taken: BTreeMap<&str, Option<Job>> = BTreeMap::new();
    let mut wrong = Diagnostics::new();
    let others = theme.statics().keys().chain(briefing.attachments.iter().map(|asset| &asset.path));
    let all = jobs.iter().map(|(path, job)| (path, Some(*job))).chain(others.map(|path| (path, None)));
    for (path, job) in all.clone() {
        if let Some(first) = taken.insert(path.as_str(), job) {
            wrong.push(collision(briefing, path.as_str(), [job, first]));
        }
        // How many files the index has is not known yet.
        if search::is_shard(path) {
            wrong.push(collision(briefing, path.as_str(), [job, None]));
        }
    }
    for (path, job) in all {
        let folders = path.as_str().match_indices('/').map(|(at, _)| &path.as_str()[..at]);
        for folder in folders {
            if let Some(&other) = taken.get(folder) {
                wrong.push(collision(briefing, folder, [job, other]));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.sorted()) }
}

fn collision(briefing: &Briefing, path: &str, jobs: [Option<Job>; 2]) -> Diagnostic {
    let diagnostic = Diagnostic::error("same-address", format!("two things would be published as `{path}`"))
        .with_why("one of them would be lost without a word")
        .with_help(way_out(briefing, path, jobs));
    let places: Vec<Place> = jobs.into_iter().flatten().filter_map(|job| place(briefing, job)).collect();
    let diagnostic = match places.first() {
        Some(place) => diagnostic.at(*place, "this is one of them"),
        None => diagnostic,
    };
    places
        .iter()
        .skip(1)
        .fold(diagnostic, |diagnostic, place| diagnostic.with_related(*place, "this is the other"))
}

/// How two things that would stand at `path` are kept apart.
fn way_out(briefing: &Briefing, path: &str, jobs: [Option<Job>; 2]) -> &'static str {
    let moved = jobs.into_iter().flatten().find_map(|job| match job {
        Job::Redirect(moved, _) => Some(moved),
        _ => None,
    });
    match moved {
        None => "rename the file that one of them comes from",
        Some(moved) if moved.page(briefing).as_str() == path => {
            "leave the alias out: what it leads to stands at this address already"
        }
        Some(_) => "leave the alias out: an old address leads on only where nothing else stands at it now",
    }
}

fn place(briefing: &Briefing, job: Job) -> Option<Place> {
    match job {
        Job::Article(key) | Job::Annotations(key) => Some(briefing.articles[key].place),
        Job::Figure(key) | Job::FigureFile(key, _) => Some(briefing.figures[key].place),
        Job::Source(key) => Some(briefing.sources[key].place),
        Job::Speaker(key) => Some(briefing.speakers[key].place),
        Job::Page(key) => Some(briefing.pages[key].place),
        Job::Collection(key) => Some(briefing.collections[key].place),
        Job::Redirect(moved, nth) => Some(moved.place(briefing, nth)),
        _ => None,
    }
}

/// What a template sees.
#[derive(JsonSchema, Serialize)]
struct View<T> {
    /// What stands on the page.
    page: T,
    /// What stands around it.
    frame: Frame,
}

/// The bytes of one file; nothing when it takes long and it was no longer to `go_on`.
fn make(
    desk: &Desk<'_>,
    theme: &Theme,
    path: &RelPath,
    job: Job,
    go_on: &GoOn<'_>,
) -> Result<Option<Vec<u8>>, Vec<Mistake>> {
    let briefing = desk.briefing;
    let here = match job {
        Job::NotFound => {
            Here::anywhere(path.clone(), briefing.site.base_url.as_ref().map_or("/", |base| base.path()))
        }
        _ => Here::at(path.clone()),
    };
    let here = here.measured(theme.look().measure);
    let here = &here.speaking(briefing.languages.of(job.language(briefing)));
    let show = |section| {
        let head = head::head(desk, here, job);
        Show { desk, theme, here, section, text: job.language(briefing), head }
    };
    match job {
        Job::Home => show("").with("home.html", lists::home(desk, here)),
        Job::Articles(part) => show("articles").with("articles.html", lists::articles(desk, here, part)),
        Job::Article(key) => show("articles").with("article.html", article::view(desk, here, key)),
        Job::Figures => show("figures").with("figures.html", lists::figures(desk, here)),
        Job::Figure(key) => show("figures").with("figure.html", figure::view(desk, here, key)),
        Job::Sources(part) => show("sources").with("sources.html", lists::sources(desk, here, part)),
        Job::Source(key) => show("sources").with("source.html", source::view(desk, here, key)),
        Job::Speakers(part) => show("speakers").with("speakers.html", lists::speakers(desk, here, part)),
        Job::Speaker(key) => show("speakers").with("speaker.html", speaker::view(desk, here, key)),
        Job::Claims(page) => show("claims").with("claims.html", claims::view(desk, here, page)),
        Job::Timeline(page) => show("timeline").with("timeline.html", timeline::view(desk, here, page)),
        Job::Corrections => show("corrections").with("corrections.html", corrections::view(desk, here)),
        Job::Search => show("search").with("search.html", search::view(desk, here)),
        Job::Page(key) => show("").with("page.html", page::view(desk, here, key)),
        Job::Collections(kind) => {
            show("articles").with("collections.html", collection::list(desk, here, kind))
        }
        Job::Collection(key) => show("articles").with("collection.html", collection::view(desk, here, key)),
        Job::NotFound => show("").with("404.html", addresses::view(here)),
        Job::Addresses => Ok(addresses::script(desk)),
        Job::Redirect(moved, _) => show("").with("redirect.html", redirect::view(briefing, here, moved)),
        Job::NoJekyll => Ok(hosting::nojekyll()),
        Job::Cname => Ok(briefing.site.cname.as_ref().map(hosting::cname).unwrap_or_default()),
        Job::Robots => Ok(hosting::robots(&briefing.site)),
        Job::Feed => {
            Ok(briefing.site.base_url.as_ref().map_or_else(Vec::new, |base| feed::print_feed(desk, base)))
        }
        Job::Sitemap(part) => Ok(briefing.site.base_url.as_ref().map_or_else(Vec::new, |base| {
            sitemap::print(base, &sitemap::listed(briefing, &pages(desk)), part)
        })),
        Job::Annotations(key) => Ok(data::annotations(desk, key)),
        Job::FigureFile(key, FigureFile::Csv) => Ok(data::table(desk, key)),
        Job::FigureFile(key, FigureFile::Json) => Ok(data::figure(desk, key)),
        Job::FigureFile(key, FigureFile::Svg) => {
            Ok(plot::drawing(desk, here, key, &theme.look().palette).into_bytes())
        }
        #[cfg(feature = "png")]
        Job::FigureFile(key, FigureFile::Png) => Ok(plot::picture(desk, here, key, &theme.look().palette)),
        Job::ClaimsCsv => return Ok(data::claims_table(desk, go_on)),
        Job::ClaimsJson => return Ok(data::claims_json(desk, go_on)),
        Job::DataPackage => Ok(data::package(briefing)),
        Job::Bibliography => Ok(data::bibtex(briefing)),
        Job::Csl => Ok(data::csl(briefing)),
    }
    .map(Some)
}

/// A page on its way from view to HTML.
struct Show<'a> {
    desk: &'a Desk<'a>,
    theme: &'a Theme,
    here: &'a Here,
    section: &'static str,
    /// The language of the text that stands on it, where it is not the site's.
    text: Option<&'a str>,
    head: Head,
}

impl Show<'_> {
    fn with(self, template: &str, page: impl Serialize) -> Result<Vec<u8>, Vec<Mistake>> {
        let frame = frame(self.desk.briefing, self.theme, self.here, self.section, self.text, self.head);
        let words = self.here.shared_words();
        self.theme.render(words, template, &View { frame, page }).map(String::into_bytes)
    }
}
