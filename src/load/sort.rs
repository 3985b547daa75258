//! What a file is, told from where it stands.

use crate::diagnostic::Diagnostic;
use crate::path::RelPath;

/// What a file of a site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Config,
    Article,
    Figure,
    Rows,
    Authors,
    Speakers,
    Sources,
    Bibliography,
    Snapshot,
    Page,
    Template,
    Translation,
    Static,
    Attachment,
}

/// Files beside articles and pages that are published with them.
const MEDIA: [&str; 15] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "csv", "json", "mp3", "mp4", "webm", "ogg",
    "vtt",
];

impl Sort {
    /// What the file at `path` is, or what to say when it is nothing.
    pub(super) fn of(path: &RelPath) -> Result<Self, Box<Diagnostic>> {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        let mut parts = path.as_str().split('/');
        Ok(match (parts.next(), parts.next(), extension.as_str()) {
            (Some(super::CONFIG), None, _) => Self::Config,
            (Some("static"), ..) => Self::Static,
            (Some("templates"), ..) => Self::Template,
            (Some("translations"), _, "toml") => Self::Translation,
            (Some("translations"), ..) => return Err(Box::new(unread(path))),
            (_, Some("articles"), "md") => Self::Article,
            (_, Some("pages"), "md") => Self::Page,
            (_, Some("figures"), "md") => Self::Figure,
            (_, Some("figures"), "csv") => Self::Rows,
            (_, Some("authors"), "yaml" | "yml") => Self::Authors,
            (_, Some("speakers"), "yaml" | "yml") => Self::Speakers,
            (_, Some("sources"), "yaml" | "yml") => Self::Sources,
            (_, Some("sources"), "bib") => Self::Bibliography,
            (_, Some("snapshots"), "txt" | "md" | "html") => Self::Snapshot,
            (_, Some("articles" | "pages"), extension) if MEDIA.contains(&extension) => Self::Attachment,
            _ => return Err(Box::new(unread(path))),
        })
    }

    /// Whether it has to be text.
    pub(super) fn is_text(self) -> bool {
        !matches!(self, Self::Static | Self::Attachment)
    }
}

fn unread(path: &RelPath) -> Diagnostic {
    let expected = match path.as_str().split('/').nth(1) {
        _ if path.as_str().starts_with("translations/") => {
            "a file of strings is called after its language and ends in `.toml`, as `uk.toml`"
        }
        Some("articles" | "pages") => {
            "texts end in `.md`; pictures, sound, PDF and data are published beside them"
        }
        Some("figures") => "a figure is a `.md` file, with a `.csv` of the same name for estimates in bulk",
        Some("authors" | "speakers") => "records stand in `.yaml` files",
        Some("sources") => "records stand in `.yaml` files, bibliographies in `.bib` or `.yaml` files",
        Some("snapshots") => {
            "a snapshot is called after its source's id and ends in `.txt`, `.md` or `.html`"
        }
        _ => "content stands in articles/, authors/, figures/, speakers/, sources/, snapshots/ and pages/",
    };
    Diagnostic::warning("unread-file", format!("`{path}` is not read"))
        .with_why("a file that nothing reads would be lost without a word")
        .with_help(expected)
        .in_file(path.clone())
}
