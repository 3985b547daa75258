//! Files become documents: what was written, each value with its place.
//!
//! Only this stage reads. Whatever is wrong with a file is a diagnostic, and reading goes on with what could be read, so
//! that one run tells everything.

mod article;
mod body;
mod claim;
mod estimate;
mod fields;
mod figure;
mod front;
mod node;
mod page;
mod records;
mod rows;
mod site;
mod snapshot;
mod toml;
mod walk;
mod yaml;

pub use article::ArticleDoc;
pub use claim::{ClaimDoc, EvidenceDoc, MarkDoc, RelationsDoc, SpeakerRef};
pub use estimate::{EstimateDoc, RowDoc};
pub use figure::{FigureDoc, usual_label};
pub use records::{SourceDoc, SpeakerDoc};
pub use site::SiteDoc;
pub use snapshot::SnapshotDoc;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Files, Place};
use crate::model::{ArticleId, FigureId, Page, PageId};
use crate::path::RelPath;
use rayon::prelude::*;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walk::Found;

/// The file that makes a folder a site.
pub const CONFIG: &str = "onrecord.toml";

/// Texts longer than this are not read: no article is, and the parsers' memory is a multiple of it.
const LONGEST_TEXT: u64 = 16 * 1024 * 1024;

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Where it goes below the output.
    pub path: RelPath,
    /// What it holds.
    pub bytes: Arc<[u8]>,
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
#[derive(Clone, Debug)]
pub struct Documents {
    /// `onrecord.toml`
    pub site: SiteDoc,
    /// `content/articles/`
    pub articles: Vec<ArticleDoc>,
    /// `content/figures/`
    pub figures: Vec<FigureDoc>,
    /// `content/speakers/`
    pub speakers: Vec<SpeakerDoc>,
    /// `content/sources/`
    pub sources: Vec<SourceDoc>,
    /// `content/snapshots/`
    pub snapshots: Vec<SnapshotDoc>,
    /// `content/pages/`
    pub pages: Vec<Page>,
    /// Pictures and other files beside articles and pages.
    pub attachments: Vec<Asset>,
}

/// What replaces or joins the built-in theme.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `templates/`
    pub templates: Vec<TemplateDoc>,
    /// `static/`
    pub statics: Vec<Asset>,
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
    let mut out = Diagnostics::new();
    let mut files = Files::new();
    let config = root.join(CONFIG);
    if !config.is_file() {
        return Err(LoadError::NoSite(root.to_path_buf()));
    }
    let found = Found {
        path: RelPath::new(CONFIG).unwrap_or_else(|_| unreachable!("`{CONFIG}` is a path")),
        full: config,
    };
    let text = read_text(&found, &mut out)?.unwrap_or_default();
    let file = files.add(found.path, text.as_str());
    let site = site::site(&text, file, &mut out);
    let raw_html = site.site.raw_html;
    let mut documents = Documents {
        site,
        articles: Vec::new(),
        figures: Vec::new(),
        speakers: Vec::new(),
        sources: Vec::new(),
        snapshots: Vec::new(),
        pages: Vec::new(),
        attachments: Vec::new(),
    };
    let mut overrides = Overrides::default();
    let inputs = inputs(root, &mut files, &mut out)?;
    let parsed: Vec<(Part, Diagnostics)> =
        inputs.into_par_iter().map(|input| parse(input, &files, raw_html)).collect();
    let mut rows = Vec::new();
    for (part, told) in parsed {
        out.extend(told);
        match part {
            Part::Article(article) => documents.articles.push(*article),
            Part::Figure(figure) => documents.figures.push(*figure),
            Part::Rows(id, place, of_figure) => rows.push((id, place, of_figure)),
            Part::Speakers(speakers) => documents.speakers.extend(speakers),
            Part::Sources(sources) => documents.sources.extend(sources),
            Part::Snapshot(snapshot) => documents.snapshots.push(snapshot),
            Part::Page(page) => documents.pages.push(*page),
            Part::Template(template) => overrides.templates.push(template),
            Part::Static(asset) => overrides.statics.push(asset),
            Part::Attachment(asset) => documents.attachments.push(asset),
            Part::Nothing => {}
        }
    }
    for (id, place, of_figure) in rows {
        match documents.figures.iter_mut().find(|figure| figure.id == id) {
            Some(figure) => figure.rows = of_figure,
            None => out.push(
                Diagnostic::error("unread-file", format!("no figure stands beside the data file `{id}.csv`"))
                    .at(place, "these estimates belong to nothing")
                    .with_help(format!(
                        "write `content/figures/{id}.md` with the figure's definition, or rename the file"
                    )),
            ),
        }
    }
    Ok(Loaded { documents, overrides, files, diagnostics: out })
}

/// A file that was read and what it is.
enum Input {
    Text(Sort, RelPath, FileId),
    Bytes(Sort, RelPath, Arc<[u8]>),
}

/// What a file is, told from where it stands.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Article,
    Figure,
    Rows,
    Speakers,
    Sources,
    Snapshot,
    Page,
    Template,
    Static,
    Attachment,
}

/// What a file gave.
enum Part {
    Article(Box<ArticleDoc>),
    Figure(Box<FigureDoc>),
    Rows(FigureId, Place, Vec<RowDoc>),
    Speakers(Vec<SpeakerDoc>),
    Sources(Vec<SourceDoc>),
    Snapshot(SnapshotDoc),
    Page(Box<Page>),
    Template(TemplateDoc),
    Static(Asset),
    Attachment(Asset),
    Nothing,
}

/// Reads all files, many at once, and adds the texts to `files` in the order of their paths.
fn inputs(root: &Path, files: &mut Files, out: &mut Diagnostics) -> Result<Vec<Input>, LoadError> {
    let mut found = Vec::new();
    for folder in ["content", "static", "templates"] {
        found
            .extend(walk::files(root, folder, out).map_err(|error| LoadError::Io(root.join(folder), error))?);
    }
    let sorted: Vec<(Found, Sort)> =
        found.into_iter().filter_map(|found| sort(&found, out).map(|sort| (found, sort))).collect();
    let read: Vec<_> = sorted
        .into_par_iter()
        .map(|(found, sort)| {
            let mut told = Diagnostics::new();
            let read = match sort {
                Sort::Static | Sort::Attachment => read_bytes(&found).map(Contents::Bytes),
                _ => read_text(&found, &mut told).map(Contents::Text),
            };
            read.map(|contents| (found.path, sort, contents, told))
        })
        .collect();
    let mut inputs = Vec::new();
    for read in read {
        let (path, sort, contents, told) = read?;
        out.extend(told);
        match contents {
            Contents::Bytes(bytes) => inputs.push(Input::Bytes(sort, path, bytes)),
            Contents::Text(Some(text)) => {
                let file = files.add(path.clone(), text);
                inputs.push(Input::Text(sort, path, file));
            }
            Contents::Text(None) => {}
        }
    }
    Ok(inputs)
}

enum Contents {
    Text(Option<String>),
    Bytes(Arc<[u8]>),
}

fn sort(found: &Found, out: &mut Diagnostics) -> Option<Sort> {
    let path = found.path.as_str();
    let extension = found.path.extension().unwrap_or_default().to_ascii_lowercase();
    let mut parts = path.split('/');
    let sort = match (parts.next(), parts.next(), extension.as_str()) {
        (Some("static"), ..) => Sort::Static,
        (Some("templates"), ..) => Sort::Template,
        (_, Some("articles"), "md") => Sort::Article,
        (_, Some("pages"), "md") => Sort::Page,
        (_, Some("figures"), "md") => Sort::Figure,
        (_, Some("figures"), "csv") => Sort::Rows,
        (_, Some("speakers"), "yaml" | "yml") => Sort::Speakers,
        (_, Some("sources"), "yaml" | "yml") => Sort::Sources,
        (_, Some("snapshots"), "txt" | "md" | "html") => Sort::Snapshot,
        (_, Some("articles" | "pages"), extension) if MEDIA.contains(&extension) => Sort::Attachment,
        _ => {
            out.push(
                Diagnostic::warning("unread-file", format!("`{path}` is not read"))
                    .with_why("a file that nothing reads would be lost without a word")
                    .with_help(expected(path)),
            );
            return None;
        }
    };
    Some(sort)
}

/// Files beside articles and pages that are published with them.
const MEDIA: [&str; 16] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "csv", "json", "mp3", "mp4", "webm", "ogg",
    "vtt", "txt",
];

fn expected(path: &str) -> &'static str {
    match path.split('/').nth(1) {
        Some("articles" | "pages") => {
            "texts end in `.md`; pictures, sound, PDF and data are published beside them"
        }
        Some("figures") => "a figure is a `.md` file, with a `.csv` of the same name for estimates in bulk",
        Some("speakers" | "sources") => "records stand in `.yaml` files",
        Some("snapshots") => {
            "a snapshot is called after its source's id and ends in `.txt`, `.md` or `.html`"
        }
        _ => "content stands in articles/, figures/, speakers/, sources/, snapshots/ and pages/",
    }
}

fn read_bytes(found: &Found) -> Result<Arc<[u8]>, LoadError> {
    std::fs::read(&found.full).map(Arc::from).map_err(|error| LoadError::Io(found.full.clone(), error))
}

/// The text of a file, unless it is too long or not UTF-8.
fn read_text(found: &Found, out: &mut Diagnostics) -> Result<Option<String>, LoadError> {
    let failed = |error| LoadError::Io(found.full.clone(), error);
    let size = std::fs::metadata(&found.full).map_err(failed)?.len();
    if size > LONGEST_TEXT {
        out.push(
            Diagnostic::error("unreadable-file", format!("`{}` is longer than 16 MB", found.path))
                .with_why("no article or record is; reading it would take memory many times its size")
                .with_help("split it, or keep data in a `.csv` beside a figure"),
        );
        return Ok(None);
    }
    let bytes = std::fs::read(&found.full).map_err(failed)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            out.push(
                Diagnostic::error("unreadable-file", format!("`{}` is not text in UTF-8", found.path))
                    .with_why(format!(
                        "byte {at} belongs to another encoding, and guessing it would change words"
                    ))
                    .with_help("save the file as UTF-8"),
            );
            Ok(None)
        }
    }
}

fn parse(input: Input, files: &Files, raw_html: bool) -> (Part, Diagnostics) {
    let mut out = Diagnostics::new();
    let part = match input {
        Input::Bytes(sort, path, bytes) => asset(sort, &path, bytes),
        Input::Text(sort, path, file) => text(sort, &path, file, files, raw_html, &mut out),
    };
    (part.unwrap_or(Part::Nothing), out)
}

fn asset(sort: Sort, path: &RelPath, bytes: Arc<[u8]>) -> Option<Part> {
    let path = match sort {
        Sort::Static => below(path, "static/"),
        // An article's folder is kept; a page stands at the top of the output.
        _ => below(path, "content/pages/").or_else(|| below(path, "content/")),
    }?;
    Some(match sort {
        Sort::Static => Part::Static(Asset { path, bytes }),
        _ => Part::Attachment(Asset { path, bytes }),
    })
}

fn text(
    sort: Sort,
    path: &RelPath,
    file: FileId,
    files: &Files,
    raw_html: bool,
    out: &mut Diagnostics,
) -> Option<Part> {
    let text: &str = &files.get(file).text;
    let stem = path.without_extension();
    let id = |folder: &str| stem.strip_prefix(folder).unwrap_or(stem).to_owned();
    Some(match sort {
        Sort::Article => {
            let id = ArticleId::new(id("content/articles/")).ok()?;
            Part::Article(Box::new(article::article(id, file, text, raw_html, out)))
        }
        Sort::Figure => {
            let id = FigureId::new(id("content/figures/")).ok()?;
            Part::Figure(Box::new(figure::figure(id, file, text, raw_html, out)))
        }
        Sort::Page => {
            let id = PageId::new(id("content/pages/")).ok()?;
            Part::Page(Box::new(page::page(id, file, text, raw_html, out)))
        }
        Sort::Rows => {
            let id = FigureId::new(id("content/figures/")).ok()?;
            let header = Place::new(file, 0..text.lines().next().unwrap_or_default().len());
            let rows = rows::rows(text, file, &id, out);
            Part::Rows(id, header, rows)
        }
        Sort::Speakers => Part::Speakers(records::speakers(&yaml::parse(text, file, 0, out)?, out)),
        Sort::Sources => Part::Sources(records::sources(&yaml::parse(text, file, 0, out)?, out)),
        Sort::Snapshot => {
            Part::Snapshot(snapshot::snapshot(path, &id("content/snapshots/"), file, text, out)?)
        }
        Sort::Template => Part::Template(TemplateDoc { name: below(path, "templates/")?, file }),
        Sort::Static | Sort::Attachment => return None,
    })
}

fn below(path: &RelPath, folder: &str) -> Option<RelPath> {
    path.as_str().strip_prefix(folder).and_then(|rest| RelPath::new(rest).ok())
}
