//! Files become documents: what was written, each value with its place.
//!
//! Only this stage reads. Whatever is wrong with a file is a diagnostic, and reading goes on with what could be read, so
//! that one run tells everything.

mod alias;
mod article;
mod author;
mod bib;
mod body;
mod claim;
mod csv;
mod encoding;
mod estimate;
mod fields;
mod figure;
mod front;
mod hayagriva;
mod last;
mod look;
mod misplaced;
mod named;
mod node;
mod page;
mod part;
mod publishing;
mod read;
mod records;
mod rows;
mod schema;
mod shelf;
mod site;
mod snapshot;
mod sort;
mod toml;
mod walk;
mod yaml;

pub use article::ArticleDoc;
pub use author::AuthorDoc;
pub(crate) use bib::LANGUAGES;
pub use claim::{ClaimDoc, EvidenceDoc, MarkDoc, RelationsDoc, SpeakerRef};
pub use estimate::{EstimateDoc, MarginDoc, RowDoc};
pub use figure::{FigureDoc, usual_label};
pub(crate) use last::link_on_the_way;
pub use last::{LastDoc, published_before};
pub use look::ThemeDoc;
pub use named::{NamedSpeaker, TitledSource};
pub use page::PageDoc;
pub use publishing::PublishDoc;
#[cfg(test)]
pub(crate) use records::STANDING;
pub use records::{LeftOutDoc, SourceDoc, SpeakerDoc};
pub use schema::{Schema, schemas};
pub use shelf::Shelf;
pub use site::SiteDoc;
pub use snapshot::{SnapshotDoc, Words};
pub use walk::is_read;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Files};
use crate::language::Translation;
use crate::model::{ArticleId, Look, Picture};
use crate::path::RelPath;
use crate::picture::Broken;
use part::Part;
use rayon::prelude::*;
use shelf::{Book, Parsed};
use sort::Sort;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file that makes a folder a site.
pub const CONFIG: &str = "onrecord.toml";

/// The files and folders that are a site. What else stands beside them is not read.
pub const PARTS: [&str; 5] = [CONFIG, "content", "static", "templates", "translations"];

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Where it goes below the output.
    pub path: RelPath,
    /// Where it stands below the site.
    pub from: RelPath,
    /// What it holds.
    pub bytes: Arc<[u8]>,
    /// What is known of a picture beside a text.
    pub picture: Option<Result<Picture, Broken>>,
}

/// A template of the site that replaces or joins the built-in ones.
#[derive(Clone, Debug)]
pub struct TemplateDoc {
    /// Its path below `templates/`.
    pub name: RelPath,
    /// The file.
    pub file: FileId,
}

/// Everything a site has, as written.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// `onrecord.toml`
    pub site: SiteDoc,
    /// `content/articles/`
    pub articles: Vec<Arc<ArticleDoc>>,
    /// `content/authors/`
    pub authors: Vec<AuthorDoc>,
    /// `content/figures/`
    pub figures: Vec<FigureDoc>,
    /// `content/speakers/`
    pub speakers: Vec<SpeakerDoc>,
    /// `content/sources/`
    pub sources: Vec<SourceDoc>,
    /// `content/snapshots/`
    pub snapshots: Vec<Arc<SnapshotDoc>>,
    /// `content/pages/`
    pub pages: Vec<PageDoc>,
    /// Pictures and other files beside articles and pages.
    pub attachments: Vec<Asset>,
    /// Articles that are drafts and were left out, so that it can be said of them.
    pub left_out: BTreeSet<ArticleId>,
    /// Entries of bibliographies that were left out, so that it can be said where something names them.
    pub left_out_entries: Vec<LeftOutDoc>,
    /// The record that the site names as that of what was last published.
    pub last: Option<LastDoc>,
    /// `translations/`
    pub translations: Vec<Arc<Translation>>,
    /// The files that could not be read.
    pub unread: Unread,
}

impl Documents {
    /// Whether these differ from those `before` in nothing but the texts of articles. The record of what was last published does not
    /// count.
    #[must_use]
    pub fn differ_in_texts_alone(&self, before: &Self) -> bool {
        let Self {
            site,
            articles,
            authors,
            figures,
            speakers,
            sources,
            snapshots,
            pages,
            attachments,
            translations,
            left_out,
            left_out_entries,
            last: _,
            unread,
        } = self;
        let same_copies = snapshots.len() == before.snapshots.len()
            && snapshots.iter().zip(&before.snapshots).all(|(copy, before)| Arc::ptr_eq(copy, before));
        let same_articles = articles.len() == before.articles.len()
            && articles.iter().zip(&before.articles).all(|(article, before)| {
                Arc::ptr_eq(article, before) || article.differs_in_text_alone(before)
            });
        same_copies
            && same_articles
            && (site, authors, figures) == (&before.site, &before.authors, &before.figures)
            && (speakers, sources, pages) == (&before.speakers, &before.sources, &before.pages)
            && (attachments, translations) == (&before.attachments, &before.translations)
            && left_out == &before.left_out
            && (left_out_entries, unread) == (&before.left_out_entries, &before.unread)
    }
}

/// Files that could not be read, by what may be missing for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Articles, records and the configuration: names may be missing that their author did define.
    pub records: BTreeSet<RelPath>,
    /// Stored copies of sources.
    pub copies: BTreeSet<RelPath>,
}

impl Unread {
    /// Adds the files that `told` says were not read.
    fn add<'a>(&mut self, told: impl IntoIterator<Item = &'a Diagnostic>, files: &Files) {
        for one in told.into_iter().filter(|one| UNREAD.contains(&one.rule)) {
            let Some(path) = one.path(files) else { continue };
            match Sort::of(path) {
                Ok(Sort::Snapshot) => drop(self.copies.insert(path.clone())),
                // What a page looks like says nothing of what stands on it.
                Ok(Sort::Template | Sort::Translation | Sort::Static | Sort::Attachment) => {}
                _ => drop(self.records.insert(path.clone())),
            }
        }
    }
}

/// What replaces or joins the built-in theme.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `templates/`
    pub templates: Vec<TemplateDoc>,
    /// `static/`
    pub statics: Vec<Asset>,
    /// `[theme]` in `onrecord.toml`. It stands here and not with the configuration, so that a page that shows nothing of it is
    /// not made again when it changes.
    pub look: Look,
}

/// What reading a site gave.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What was written.
    pub documents: Documents,
    /// The site's own theme files.
    pub overrides: Overrides,
    /// The texts, for showing diagnostics.
    pub files: Files,
    /// What is wrong with the files themselves.
    pub diagnostics: Diagnostics,
}

/// Why a site could not be read at all.
#[derive(Debug)]
pub enum LoadError {
    /// There is no `onrecord.toml` in the folder.
    NoSite(PathBuf),
    /// The machine would not let us read something.
    Io(PathBuf, io::Error),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSite(folder) => {
                write!(f, "there is no site in `{}`: it has no `{CONFIG}`", folder.display())
            }
            Self::Io(path, error) => write!(f, "cannot read `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for LoadError {}

/// Reads the site in the folder `root`.
///
/// # Errors
/// When there is no site there, or a file or folder cannot be read. What is wrong with what the files say is among the
/// diagnostics instead.
pub fn load(root: &Path) -> Result<Loaded, LoadError> {
    load_again(root, &mut Shelf::default())
}

/// As [`load`]; what stands unchanged on the `shelf` is not read again.
///
/// # Errors
/// As [`load`].
pub fn load_again(root: &Path, shelf: &mut Shelf) -> Result<Loaded, LoadError> {
    let (files, unread) = read::folder(root, shelf)?;
    let mut loaded = from_books(files, shelf);
    loaded.documents.unread.add(unread.iter(), &loaded.files);
    loaded.diagnostics.extend(unread);
    last::add(root, &mut loaded);
    Ok(loaded)
}

/// What `onrecord.toml` of the site in `root` says, for a command that has to know before it reads the site. What is wrong
/// with it is told when the site is read.
///
/// # Errors
/// As [`load`].
pub fn configuration(root: &Path) -> Result<SiteDoc, LoadError> {
    let (mut files, mut unheard) = (Files::new(), Diagnostics::new());
    let Some((path, book)) = read::configuration(root)? else { return Ok(SiteDoc::default()) };
    let text = String::from_utf8_lossy(&book.bytes);
    let file = files.add(path, &*text);
    Ok(site::site(&text, file, &mut unheard))
}

/// Makes documents of the files of a site: paths below its folder, and what they hold.
#[must_use]
pub fn from_files(inputs: Vec<(RelPath, Arc<[u8]>)>) -> Loaded {
    let books = inputs.into_iter().map(|(path, bytes)| (path, Book::from(bytes))).collect();
    from_books(books, &mut Shelf::default())
}

/// Makes documents of files, and puts the files on the `shelf`.
fn from_books(inputs: Vec<(RelPath, Book)>, shelf: &mut Shelf) -> Loaded {
    let mut loaded = Loaded {
        documents: Documents::default(),
        overrides: Overrides::default(),
        files: Files::new(),
        diagnostics: Diagnostics::new(),
    };
    let mut inputs: Vec<Input> =
        inputs.into_iter().filter_map(|(path, book)| accept(path, book, &mut loaded)).collect();
    one_file_for_each_id(&mut inputs, &mut loaded.diagnostics);
    if !inputs.iter().any(|input| input.path.as_str().starts_with("content/")) {
        loaded.diagnostics.push(
            Diagnostic::error("no-content", "the site has no `content/`")
                .with_why("an empty site would take the place of the last good one")
                .with_help(
                    "articles stand in `content/articles/`; look whether the folder was moved or renamed",
                ),
        );
    }
    let config = inputs.iter().find(|input| input.sort == Sort::Config);
    if let Some(file) = config.and_then(|input| input.file) {
        let text = Arc::clone(&loaded.files.get(file).text);
        loaded.documents.site = site::site(&text, file, &mut loaded.diagnostics);
    }
    let raw_html = loaded.documents.site.site.raw_html;
    let parts: Vec<Part> = inputs.par_iter_mut().map(|input| input.parse(&loaded.files, raw_html)).collect();
    let mut rows = Vec::new();
    for (part, input) in parts.into_iter().zip(inputs) {
        loaded.diagnostics.extend(input.book.parsed.iter().flat_map(|parsed| parsed.told.iter()).cloned());
        shelf.books.insert(input.path, input.book);
        let (documents, overrides) = (&mut loaded.documents, &mut loaded.overrides);
        match part {
            Part::Article(article) => documents.articles.push(article),
            Part::Figure(figure) => documents.figures.push(*figure),
            Part::Rows(of_figure) => rows.push(of_figure),
            Part::Authors(authors) => documents.authors.extend(authors),
            Part::Speakers(speakers) => documents.speakers.extend(speakers),
            Part::Sources(file) => {
                documents.sources.extend(file.sources);
                documents.left_out_entries.extend(file.left_out);
            }
            Part::Snapshot(snapshot) => documents.snapshots.push(snapshot),
            Part::Page(page) => documents.pages.push(*page),
            Part::Translation(translation) => documents.translations.push(translation),
            Part::Template(template) => overrides.templates.push(template),
            Part::Static(asset) => overrides.statics.push(asset),
            Part::Attachment(asset) => documents.attachments.push(asset),
            Part::Nothing => {}
        }
    }
    for rows in rows {
        match loaded.documents.figures.iter_mut().find(|figure| figure.id == rows.figure) {
            Some(figure) => figure.rows = rows.rows,
            None => loaded.diagnostics.push(rows.without_figure()),
        }
    }
    named_wrongly(&mut loaded);
    take_look(&mut loaded);
    loaded.documents.unread.add(loaded.diagnostics.iter(), &loaded.files);
    loaded
}

/// Puts how the site looks beside what else replaces the built-in theme.
fn take_look(loaded: &mut Loaded) {
    let theme = &mut loaded.documents.site.theme;
    let there: Vec<&str> = loaded.overrides.statics.iter().map(|asset| asset.path.as_str()).collect();
    look::missing(&theme.pictures, &there, &mut loaded.diagnostics);
    let pictures = std::mem::take(&mut theme.pictures).len();
    let has_sheet = theme.look.has_rules() || there.contains(&"theme.css");
    // What a site adds to its own look is not held against it.
    let added = u32::from(has_sheet) + u32::try_from(pictures).unwrap_or_default();
    loaded.overrides.look = std::mem::take(&mut theme.look);
    loaded.documents.site.site.budget.requests += added;
}

/// Tells of the entries that were left out because their keys are no ids, where a record names one by that key.
fn named_wrongly(loaded: &mut Loaded) {
    let files = &loaded.files;
    let wrong = loaded.diagnostics.iter().filter(|told| told.rule == "bad-id");
    let named: BTreeSet<&str> = wrong
        .filter_map(|told| told.at.as_ref())
        .filter_map(|(place, _)| files.get(place.file).text.get(place.range()))
        .map(|name| name.trim_matches(['"', '\'']))
        .collect();
    let left_out = loaded.documents.left_out_entries.iter();
    let told: Vec<Diagnostic> =
        left_out.filter(|entry| named.contains(entry.key.as_str())).map(|entry| entry.told.clone()).collect();
    loaded.diagnostics.extend(told);
}

/// Rules whose breach leaves a file unread.
const UNREAD: [&str; 4] = ["yaml-syntax", "toml-syntax", "front-matter", "unreadable-file"];

/// Keeps the first of several files that would have one id (`a.md` and `a.MD`), and tells of the others.
fn one_file_for_each_id(inputs: &mut Vec<Input>, out: &mut Diagnostics) {
    let mut first: BTreeMap<(Sort, String), RelPath> = BTreeMap::new();
    inputs.retain(|Input { sort, path, .. }| {
        if !matches!(sort, Sort::Article | Sort::Figure | Sort::Page | Sort::Rows) {
            return true;
        }
        let id = (*sort, path.without_extension().to_owned());
        let Some(other) = first.get(&id) else {
            first.insert(id, path.clone());
            return true;
        };
        out.push(
            Diagnostic::error("duplicate-id", format!("`{path}` and `{other}` have one id"))
                .in_file(path.clone())
                .with_why("the path without its ending is the id, and a link to it could mean either")
                .with_help("rename one of them"),
        );
        false
    });
}

/// A file of the site on its way to a document.
struct Input {
    sort: Sort,
    path: RelPath,
    /// A text's place among the files that diagnostics point into.
    file: Option<FileId>,
    book: Book,
}

impl Input {
    /// What the file gives: what it gave before, where nothing that bears on that has changed.
    fn parse(&mut self, files: &Files, raw_html: bool) -> Part {
        let Some(file) = self.file else {
            let bytes = Arc::clone(&self.book.bytes);
            let seen = (self.sort == Sort::Attachment).then(|| self.book.picture(self.path.file_name()));
            return part::of_bytes(self.sort, &self.path, bytes, seen.flatten());
        };
        let holds = |parsed: &&Parsed| parsed.file == file && parsed.raw_html == raw_html;
        if let Some(parsed) = self.book.parsed.as_ref().filter(holds) {
            return parsed.part.clone();
        }
        let (part, told) = part::of_text(self.sort, &self.path, file, files, raw_html);
        self.book.parsed = Some(Parsed { file, raw_html, part: part.clone(), told });
        part
    }
}

/// Says what a file is and keeps its text; nothing for a file that is not read.
fn accept(path: RelPath, mut book: Book, loaded: &mut Loaded) -> Option<Input> {
    let sort = match Sort::of(&path) {
        Ok(sort) => sort,
        Err(unread) => {
            loaded.diagnostics.push(*unread);
            return None;
        }
    };
    if !sort.is_text() {
        return Some(Input { sort, path, file: None, book });
    }
    let text = match &book.text {
        Some(text) => Arc::clone(text),
        None => match std::str::from_utf8(&book.bytes) {
            Ok(text) => Arc::clone(book.text.insert(text.into())),
            Err(error) => {
                loaded.diagnostics.push(encoding::not_utf8(path, &book.bytes, error.valid_up_to()));
                return None;
            }
        },
    };
    let file = Some(loaded.files.add(path.clone(), text));
    Some(Input { sort, path, file, book })
}
