//! One file of a site → what it gives.

use super::records::SourcesDoc;
use super::rows::RowsDoc;
use super::sort::Sort;
use super::{
    ArticleDoc, Asset, AuthorDoc, FigureDoc, PageDoc, SnapshotDoc, SpeakerDoc, TemplateDoc, article, author,
    bib, figure, hayagriva, page, records, rows, snapshot, yaml,
};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Files};
use crate::language::Translation;
use crate::model::{ArticleId, FigureId, Language, PageId, Picture};
use crate::path::{PathError, RelPath};
use crate::picture::Broken;
use std::sync::Arc;

/// What a file gives.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Article(Arc<ArticleDoc>),
    Figure(Box<FigureDoc>),
    Rows(RowsDoc),
    Authors(Vec<AuthorDoc>),
    Speakers(Vec<SpeakerDoc>),
    Sources(SourcesDoc),
    Snapshot(Arc<SnapshotDoc>),
    Page(Box<PageDoc>),
    Template(TemplateDoc),
    Translation(Arc<Translation>),
    Static(Asset),
    Attachment(Asset),
    Nothing,
}

/// What a file that is not read as text gives.
pub(super) fn of_bytes(
    sort: Sort,
    path: &RelPath,
    bytes: Arc<[u8]>,
    picture: Option<Result<Picture, Broken>>,
) -> Part {
    let at = |to: Option<RelPath>| to.map(|to| Asset { path: to, from: path.clone(), bytes, picture });
    match sort {
        Sort::Static => at(below(path, "static/")).map_or(Part::Nothing, Part::Static),
        // An article's folder is kept; a page stands at the top of the output.
        _ => at(below(path, "content/pages/").or_else(|| below(path, "content/")))
            .map_or(Part::Nothing, Part::Attachment),
    }
}

/// What a text gives, and what is wrong with it.
pub(super) fn of_text(
    sort: Sort,
    path: &RelPath,
    file: FileId,
    files: &Files,
    raw_html: bool,
) -> (Part, Diagnostics) {
    let mut out = Diagnostics::new();
    let text: &str = &files.get(file).text;
    let part = parsed(sort, path, file, text, raw_html, &mut out).unwrap_or(Part::Nothing);
    (part, out)
}

/// The id that the name of a file gives. Without its ending a name may be one that no folder can have.
fn named<I>(id: Result<I, PathError>, path: &RelPath, out: &mut Diagnostics) -> Option<I> {
    match id {
        Ok(id) => Some(id),
        Err(error) => {
            out.push(
                Diagnostic::error("bad-path", format!("`{path}` cannot be published under this name"))
                    .in_file(path.clone())
                    .with_why(format!(
                        "without its ending, {error}; the name becomes a part of addresses and of files on other machines"
                    ))
                    .with_help("rename the file"),
            );
            None
        }
    }
}

fn parsed(
    sort: Sort,
    path: &RelPath,
    file: FileId,
    text: &str,
    raw_html: bool,
    out: &mut Diagnostics,
) -> Option<Part> {
    let stem = path.without_extension();
    let id = |folder: &str| stem.strip_prefix(folder).unwrap_or(stem).to_owned();
    Some(match sort {
        Sort::Article => {
            let id = named(ArticleId::new(id("content/articles/")), path, out)?;
            Part::Article(Arc::new(article::article(id, file, text, raw_html, out)))
        }
        Sort::Figure => {
            let id = named(FigureId::new(id("content/figures/")), path, out)?;
            Part::Figure(Box::new(figure::figure(id, file, text, raw_html, out)))
        }
        Sort::Page => {
            let id = named(PageId::new(id("content/pages/")), path, out)?;
            Part::Page(Box::new(page::page(id, file, text, raw_html, out)))
        }
        Sort::Rows => {
            let id = named(FigureId::new(id("content/figures/")), path, out)?;
            Part::Rows(rows::rows(text, file, id, out))
        }
        Sort::Authors => Part::Authors(author::authors(&yaml::parse(text, file, 0, out)?, out)),
        Sort::Speakers => Part::Speakers(records::speakers(&yaml::parse(text, file, 0, out)?, out)),
        Sort::Sources => Part::Sources(hayagriva::sources(&yaml::parse(text, file, 0, out)?, out)),
        Sort::Bibliography => Part::Sources(bib::sources(text, file, out)),
        Sort::Snapshot => {
            Part::Snapshot(Arc::new(snapshot::snapshot(path, &id("content/snapshots/"), file, text, out)?))
        }
        Sort::Template => Part::Template(TemplateDoc { name: below(path, "templates/")?, file }),
        Sort::Translation => {
            let stem = stem.strip_prefix("translations/").unwrap_or(stem);
            let Some(language) = Language::new(stem) else {
                out.push(not_a_language(path));
                return None;
            };
            Part::Translation(Arc::new(Translation::read(language, file, text, out)))
        }
        Sort::Config | Sort::Static | Sort::Attachment => return None,
    })
}

fn not_a_language(path: &RelPath) -> Diagnostic {
    Diagnostic::error("bad-path", format!("`{path}` is named after no language"))
        .in_file(path.clone())
        .with_why("the name says which pages speak these strings")
        .with_help("name it by a language tag (BCP 47), as `uk.toml` or `pt-BR.toml`")
}

fn below(path: &RelPath, folder: &str) -> Option<RelPath> {
    path.as_str().strip_prefix(folder).and_then(|rest| RelPath::new(rest).ok())
}
