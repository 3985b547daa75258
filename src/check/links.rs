//! Places within pages that links lead to, and pictures that say what they show.

use super::Case;
use super::anchors::Anchors;
use super::texts::{Page, texts};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::model::text::{Inline, Link, Target, each_inline, is_decorative, plain};

/// A link to a place that is not there opens the page at its top, and readers do not find what was meant.
pub(super) fn dead_anchor(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut anchors = Anchors::new(case.briefing);
    let mut found = Vec::new();
    for text in texts(case.briefing) {
        for Link { target, place } in text.links.iter() {
            let (page, anchor) = match target {
                Target::Fragment(anchor) => (text.page.clone(), anchor),
                Target::Article(id, Some(anchor)) => (Page::Article(id.clone()), anchor),
                Target::Page(id, Some(anchor)) => (Page::Free(id.clone()), anchor),
                Target::FigurePart(id, anchor) => (Page::Figure(id.clone()), anchor),
                _ => continue,
            };
            if let Some(known) = anchors.unless_there(&page, anchor) {
                found.push(no_anchor(anchor, &page, *place, known));
            }
        }
    }
    found
}

fn no_anchor<'k>(
    anchor: &str,
    page: &Page,
    place: Place,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Diagnostic {
    let page = match page {
        Page::Article(id) => format!("the article `{id}`"),
        Page::Figure(id) => format!("the figure `{id}`"),
        Page::Free(id) => format!("the page `{id}`"),
    };
    let diagnostic = Diagnostic::error("dead-anchor", format!("{page} has no place `#{anchor}`"))
        .at(place, "opens the page at its top")
        .with_why("readers are sent to a passage and do not find it");
    match nearest(anchor, known.clone()) {
        Some(near) => diagnostic.with_help(format!("the nearest is `#{near}`")),
        None => {
            diagnostic.with_help(match known.take(8).map(|name| format!("`#{name}`")).collect::<Vec<_>>() {
                names if names.is_empty() => "leave out what stands after `#`".to_owned(),
                names => format!("its places are {}", names.join(", ")),
            })
        }
    }
}

/// WCAG 2.2, success criterion 1.1.1: whatever is not text has a text that does the same.
pub(super) fn empty_alt(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for text in texts(case.briefing).filter(|text| text.has_pictures) {
        each_inline(text.blocks, &mut |inline| match inline {
            Inline::Image { target: Target::Asset(path), alt, title, place, .. } => {
                if is_file_name(alt, path.file_name()) {
                    found.push(says_nothing(*place, "this is the name of a file"));
                } else if alt.trim().is_empty() && !is_decorative(alt, title.as_deref()) {
                    found.push(says_nothing(*place, "nothing stands between the brackets"));
                }
            }
            Inline::Link { content, place, .. } if is_silent(content) => found.push(
                says_nothing(*place, "a link of which nothing is read out")
                    .with_help("say between the inner brackets where the link leads"),
            ),
            _ => {}
        });
    }
    found
}

fn says_nothing(place: Place, label: &str) -> Diagnostic {
    Diagnostic::warning("empty-alt", "this picture has no words for those who do not see it")
        .at(place, label)
        .with_why("WCAG 1.1.1 asks for a text that does what the picture does; screen readers have nothing else to read out")
        .with_help("say what it shows: `![Boats on Quay Street at dusk](quay.jpg)`; one that only adorns is `![](line.png \"decorative\")`")
}

/// Whether words are a file's name rather than what the file shows (WCAG failure F30).
fn is_file_name(alt: &str, name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    alt.trim() == name || (alt.trim() == stem && stem.chars().any(|c| c.is_ascii_digit() || c == '_'))
}

/// Whether a link holds pictures, each of which is said to be decorative, and no words.
fn is_silent(content: &[Inline]) -> bool {
    let mut pictures = content.iter().filter_map(|inline| match inline {
        Inline::Image { alt, title, .. } => Some(is_decorative(alt, title.as_deref())),
        _ => None,
    });
    pictures.next() == Some(true)
        && pictures.all(|decorative| decorative)
        && plain::text(content).trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_says_nothing_and_a_word_may_be_both() {
        assert!(is_file_name("IMG_2031.jpg", "IMG_2031.jpg"));
        assert!(is_file_name("IMG_2031", "IMG_2031.jpg"));
        assert!(!is_file_name("crane", "crane.jpg"));
        assert!(!is_file_name("The crane at 7", "crane.jpg"));
    }
}
