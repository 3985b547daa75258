//! Links in texts: each leads to something that exists.

use super::names::{Keys, Names};
use super::pictures;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::text::{Block, Inline, Target, each_inline_mut};
use crate::model::{ArticleId, FigureId, PageId, Record};
use crate::path::RelPath;
use unicode_normalization::UnicodeNormalization;

/// What a text belongs to.
#[derive(Clone, Copy)]
pub(super) enum Home<'a> {
    /// An article, in which claims are marked.
    Article(&'a ArticleId),
    /// The note of a claim of an article.
    Note(&'a ArticleId),
    /// A page or a figure.
    Other,
}

/// Turns files that links name into articles, pages and assets, and tells of links that lead nowhere. `folder` is the
/// folder of the author's file below `content/`, parts joined by `/`; `home` is what the text belongs to.
pub(super) fn resolve(
    blocks: &mut [Block],
    folder: &str,
    home: Home<'_>,
    names: &Names,
    out: &mut Diagnostics,
) {
    let article = match home {
        Home::Article(here) | Home::Note(here) => Some(here),
        Home::Other => None,
    };
    each_chart(blocks, &mut |figure, place| {
        names.figure(figure, place, out);
    });
    each_inline_mut(blocks, &mut |inline| {
        match inline {
        Inline::Link { target, place, .. } => lead(target, *place, folder, article, names, out),
        Inline::Image { target, place, size, picture, .. } => {
            pictures::find(target, *place, (size, picture), folder, article, names, out);
        }
        Inline::Mark { claim, place, .. } => match home {
            Home::Article(here) => {
                names.claim(claim, *place, here, out);
            }
            Home::Note(_) => out.push(
                Diagnostic::error("claim-outside-article", "claims are marked in the text of articles")
                    .at(*place, "this is the note of a claim")
                    .with_why("a mark is what a reader opens to read the note; a note inside a note has no page")
                    .with_help("tie the two claims with `supports`, `disputes` or `part-of`, and name the other in words here"),
            ),
            Home::Other => out.push(
                Diagnostic::error("claim-outside-article", "claims are marked in articles")
                    .at(*place, "this text belongs to no article")
                    .with_why("a mark opens the claim beside the text that states it, and only articles have claims")
                    .with_help("link to the claim's article instead"),
            ),
        },
        _ => {}
    }
    });
}

fn each_chart(blocks: &[Block], then: &mut impl FnMut(&FigureId, Place)) {
    for block in blocks {
        match block {
            Block::Chart { figure, place, .. } => then(figure, *place),
            block => block.texts().for_each(|text| each_chart(text, then)),
        }
    }
}

/// `article` is the one that the link stands in, if any.
pub(super) fn lead(
    target: &mut Target,
    place: Place,
    folder: &str,
    article: Option<&ArticleId>,
    names: &Names,
    out: &mut Diagnostics,
) {
    let drafted = match target {
        Target::File { path, .. } => names.draft(path_of_article(path, folder).as_ref(), article, place),
        _ => None,
    };
    out.extend(drafted.clone());
    match target {
        Target::Source(id) if !names.sources.has(id) => {
            out.push(names.unknown_source(id, place));
        }
        Target::Figure(id) => {
            names.figure(id, place, out);
        }
        Target::Speaker(id) if !names.speakers.has(id) => {
            out.push(names.unknown_speaker(id, place));
        }
        Target::File { path, fragment } => match file(path, fragment.clone(), folder, names) {
            Ok(found) => *target = found,
            // Said above, in better words.
            Err(_) if drafted.is_some() => {}
            Err(reason) => {
                let meant = name_with_hash(path, fragment.take(), folder, names);
                out.push(bad_file(place, reason).with_help(meant.as_deref().unwrap_or(NAME_A_FILE)));
            }
        },
        _ => {}
    }
}

/// The article whose file a link names.
fn path_of_article(path: &str, folder: &str) -> Option<ArticleId> {
    ArticleId::new(joined(folder, path)?.strip_prefix("articles/")?.strip_suffix(".md")?).ok()
}

fn bad_file(place: Place, reason: String) -> Diagnostic {
    Diagnostic::error("dead-link", "this link leads nowhere").at(place, reason)
}

const NAME_A_FILE: &str = "name a file relative to this one: `../pages/method.md`, `photo.jpg`";

/// What to write where a `#` that begins the name of a place was meant to belong to the name of the file.
pub(super) fn name_with_hash(
    path: &str,
    fragment: Option<String>,
    folder: &str,
    names: &Names,
) -> Option<String> {
    let whole = format!("{path}#{}", fragment?);
    let (whole, fragment) = match whole.rsplit_once(".md#") {
        Some((path, fragment)) => (format!("{path}.md"), Some(fragment.to_owned())),
        None => (whole, None),
    };
    file(&whole, fragment, folder, names).ok()?;
    Some(
        "`#` begins the name of a place on a page; one that belongs to the name of a file is written `%23`"
            .to_owned(),
    )
}

pub(super) fn file(
    path: &str,
    fragment: Option<String>,
    folder: &str,
    names: &Names,
) -> Result<Target, String> {
    let full = joined(folder, path).ok_or("it leads out of `content/`")?;
    let missing = || format!("there is no `content/{full}`");
    let Some(stem) = full.strip_suffix(".md") else {
        // As assets are placed when they are read: a page's folder is the top of the output.
        let output = full.strip_prefix("pages/").unwrap_or(&full);
        let output = RelPath::new(output).map_err(|error| error.to_string())?;
        let known = || names.attachments.keys().find(|file| same_letters(file.as_str(), output.as_str()));
        let found = names.attachments.get_key_value(&output).map(|(path, _)| path).or_else(known).cloned();
        return found.map(Target::Asset).ok_or_else(missing);
    };
    let (kind, id) = stem.split_once('/').ok_or_else(missing)?;
    match kind {
        "articles" => known(&names.articles, ArticleId::new(id).ok(), id, ArticleId::as_str)
            .map(|id| Target::Article(id, fragment)),
        "pages" => {
            known(&names.pages, PageId::new(id).ok(), id, PageId::as_str).map(|id| Target::Page(id, fragment))
        }
        "figures" => {
            known(&names.figures, FigureId::new(id).ok(), id, FigureId::as_str).map(|id| match fragment {
                Some(part) => Target::FigurePart(id, part),
                None => Target::Figure(id),
            })
        }
        _ => None,
    }
    .ok_or_else(missing)
}

/// The id among `ids` that is `id`, or that is written with the same letters.
fn known<R: Record>(
    keys: &Keys<R>,
    id: Option<R::Id>,
    typed: &str,
    text: fn(&R::Id) -> &str,
) -> Option<R::Id> {
    let id = id?;
    match keys.has(&id) {
        true => Some(id),
        false => keys.ids().into_iter().find(|known| same_letters(text(known), typed)).cloned(),
    }
}

/// Whether two names differ at most in how Unicode puts their letters together. Some systems take letters of file names
/// apart that keyboards put together, and nobody sees the difference.
fn same_letters(one: &str, other: &str) -> bool {
    one.nfc().eq(other.nfc())
}

/// `path` as seen from `folder`, unless it climbs out of the top.
pub(super) fn joined(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_link_cannot_climb_out_of_the_content() {
        assert_eq!(joined("articles/kursk", "../../pages/method.md").as_deref(), Some("pages/method.md"));
        assert_eq!(joined("articles", "../../onrecord.toml"), None);
        assert_eq!(joined("articles", "/etc/passwd"), None);
    }
}
