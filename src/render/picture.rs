//! The picture that stands for a page where somebody shares a link to it: the chart of its figure.

use super::desk::Desk;
use super::links::{self, Here};
use crate::model::text::{Block, Inline, Target, each_chart, each_inline};
use crate::model::{Article, Figure, FigureId, Key};
use crate::path::RelPath;

/// The longest text alternative that networks take, in characters (X: 420).
const LONGEST: usize = 420;

/// A chart as a PNG.
pub(super) struct Picture {
    pub(super) path: RelPath,
    /// Its width and height in pixels, where they are known without looking at what the page does not show.
    pub(super) size: Option<(u32, u32)>,
    /// What it shows, in words.
    pub(super) alt: String,
}

/// The file of a figure's picture, where there is something to see.
pub(super) fn path(desk: &Desk<'_>, key: Key<Figure>) -> Option<RelPath> {
    let figure = &desk.briefing.figures[key];
    let is_made = cfg!(feature = "png") && !figure.estimates.is_empty();
    is_made.then(|| links::figure_file(&figure.id, "png"))
}

/// The picture of a figure.
pub(super) fn of_figure(desk: &Desk<'_>, here: &Here, key: Key<Figure>) -> Option<Picture> {
    look(desk, here, key)
}

#[cfg(feature = "png")]
fn look(desk: &Desk<'_>, here: &Here, key: Key<Figure>) -> Option<Picture> {
    let crate::chart::Sketch { width, height, description } = super::plot::sketch(desk, here, key);
    let title = &desk.briefing.figures[key].title;
    let alt = description.map_or_else(|| title.clone(), |description| format!("{title}. {description}"));
    Some(Picture { path: path(desk, key)?, size: Some((width, height)), alt: shortened(&alt) })
}

#[cfg(not(feature = "png"))]
fn look(_: &Desk<'_>, _: &Here, _: Key<Figure>) -> Option<Picture> {
    None
}

/// A text cut behind a word, where it is longer than networks take.
#[cfg_attr(not(feature = "png"), allow(dead_code))]
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some(_) => {
            let end = text.char_indices().nth(LONGEST - 1).map_or(text.len(), |(at, _)| at);
            let words = text[..end].rsplit_once(char::is_whitespace).map_or(&text[..end], |(words, _)| words);
            format!("{}…", words.trim_end_matches([',', ';', ':', '.']))
        }
    }
}

/// The figure whose picture stands for an article, and whether the article shows its chart: the first of which it does, else
/// the first of which one of its claims states a number, else the first that it links to.
pub(super) fn figure_of(desk: &Desk<'_>, key: Key<Article>) -> Option<(Key<Figure>, bool)> {
    let body = &desk.briefing.texts.articles[key];
    let find = |id| desk.briefing.figures.find(id);
    if let Some(shown) = first_shown(body).and_then(find) {
        return Some((shown, true));
    }
    let claims = desk.numbers(key).order().iter();
    let stated = claims.filter_map(|&claim| desk.briefing.claims[claim].estimate).next();
    let figure = match stated {
        Some(estimate) => desk.briefing.estimates[estimate].figure,
        None => first_linked(body).and_then(find)?,
    };
    Some((figure, false))
}

/// The picture of an article. Of a chart that it does not show it tells the title only: what else there is to tell changes with
/// every number that anybody gives, and the article does not.
pub(super) fn of_article(desk: &Desk<'_>, here: &Here, key: Key<Article>) -> Option<Picture> {
    let (figure, is_shown) = figure_of(desk, key)?;
    match is_shown {
        true => of_figure(desk, here, figure),
        false => {
            let alt = desk.briefing.figures[figure].title.clone();
            Some(Picture { path: path(desk, figure)?, size: None, alt })
        }
    }
}

fn first_shown(body: &[Block]) -> Option<&FigureId> {
    let mut first = None;
    each_chart(body, &mut |figure| {
        first.get_or_insert(figure);
    });
    first
}

fn first_linked(body: &[Block]) -> Option<&FigureId> {
    let mut first = None;
    each_inline(body, &mut |inline| {
        if let Inline::Link { target: Target::Figure(figure) | Target::FigurePart(figure, _), .. } = inline {
            first.get_or_insert(figure);
        }
    });
    first
}

#[cfg(all(test, feature = "png"))]
mod tests {
    use super::*;
    use crate::render::tests::kursk::kursk;

    #[test]
    fn the_size_told_of_a_picture_is_that_of_the_file() {
        let briefing = kursk();
        let desk = Desk::new(&briefing);
        let figure = Key::of_row(0);
        let picture = of_figure(&desk, &Here::at(links::home()), figure).unwrap();
        let png = super::super::plot::picture(&desk, &Here::at(links::home()), figure, &Default::default());
        let at = |from: usize| u32::from_be_bytes(png[from..from + 4].try_into().unwrap());
        assert_eq!(picture.size, Some((at(16), at(20))), "the header of a PNG has both");
        assert_eq!(at(16), 1600);
        assert!(
            picture.alt.starts_with("North Korean soldiers killed or wounded in Kursk. "),
            "{}",
            picture.alt
        );
    }

    #[test]
    fn a_long_description_ends_behind_a_word() {
        let text = "nine words ".repeat(60);
        let short = shortened(&text);
        assert!(short.chars().count() <= LONGEST && short.ends_with("words…"), "{short}");
        assert_eq!(shortened("Short."), "Short.");
    }
}
