//! Pictures in texts: how they are printed, and the smaller ones that are made of them.
//!
//! A smaller picture is called after what it is made of and how, so that a sink that has a file of that name has its bytes: nothing is
//! unpacked again before a picture changes.

use super::html::escaped;
use super::links::{self, Here};
use super::text::title_attribute;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Asset;
use crate::model::look::Measure;
use crate::model::text::{Inline, Target, each_inline, is_decorative};
use crate::model::{Picture, PictureSize, Smaller};
use crate::path::RelPath;
use crate::picture::resized;
use crate::resolve::Briefing;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What a text says of a picture, and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) picture: Option<&'a Picture>,
    pub(super) size: PictureSize,
    pub(super) title: Option<&'a str>,
}

/// A picture as it is printed.
pub(super) struct Image {
    pub(super) html: String,
    /// Whether the file itself is larger than what is shown of it.
    pub(super) is_smaller: bool,
}

/// The one that browsers without a choice show is the first of at least this width.
const USUAL: u32 = 960;

/// The picture whose own file is at `href`, which is escaped. Its room on the page is known before it is there.
pub(super) fn image(here: &Here, href: &str, alt: &str, shown: Shown<'_>) -> Image {
    let title = title_attribute(shown.title.filter(|_| !is_decorative(alt, shown.title)));
    let alt = escaped(alt);
    let end = format!("alt=\"{alt}\"{title} loading=\"lazy\" decoding=\"async\">");
    let Some(picture) = shown.picture else {
        return Image { html: format!("<img src=\"{href}\" {end}"), is_smaller: false };
    };
    let smaller = picture.smaller(shown.size);
    let address = |smaller: &Smaller| escaped(&here.to(&links::smaller(smaller)));
    let Some(usual) = smaller.iter().find(|smaller| smaller.width >= USUAL).or(smaller.last()) else {
        let size = format!("width=\"{}\" height=\"{}\"", picture.width, picture.height);
        return Image { html: format!("<img src=\"{href}\" {size} {end}"), is_smaller: false };
    };
    let set: Vec<String> =
        smaller.iter().map(|smaller| format!("{} {}w", address(smaller), smaller.width)).collect();
    Image {
        html: format!(
            "<img src=\"{}\" srcset=\"{}\" sizes=\"{}\" width=\"{}\" height=\"{}\" {end}",
            address(usual),
            set.join(", "),
            room(shown.size, here.measure()),
            picture.width,
            picture.height,
        ),
        is_smaller: true,
    }
}

/// How wide a picture stands on a page, by the widths of `site.css`.
fn room(size: PictureSize, measure: Measure) -> String {
    let text = measure.rem();
    // What the gap, the notes and the edges of the page take.
    let (wide, edge) = (text + 20.75, 3.0);
    match size {
        PictureSize::Text => format!("(min-width: {}rem) {text}rem, 92vw", text + edge),
        PictureSize::Wide => format!("(min-width: {}rem) {wide}rem, 92vw", wide + 5.25),
        PictureSize::Small => format!("(min-width: {}rem) {}rem, 46vw", text + edge, text / 2.0),
    }
}

/// How large the picture in `content` is to be.
pub(super) fn size(content: &[Inline]) -> PictureSize {
    match content {
        [Inline::Image { size, .. }] => *size,
        [Inline::Link { content, .. }] => size(content),
        _ => PictureSize::default(),
    }
}

/// A file of the site with the smaller pictures that pages show of it.
#[derive(Debug)]
pub struct Pictured<'b> {
    asset: &'b Asset,
    picture: &'b Picture,
    smaller: BTreeSet<Smaller>,
}

impl<'b> Pictured<'b> {
    /// All pictures of the site that are shown smaller than they are.
    #[must_use]
    pub fn all(briefing: &'b Briefing) -> Vec<Self> {
        let mut wanted: BTreeMap<&RelPath, BTreeSet<Smaller>> = BTreeMap::new();
        let mut look = |inline: &'b Inline| {
            if let Inline::Image { target: Target::Asset(path), size, picture: Some(picture), .. } = inline {
                wanted.entry(path).or_default().extend(picture.smaller(*size));
            }
        };
        let texts = &briefing.texts;
        let texts = texts.articles.values().chain(texts.figures.values()).chain(texts.pages.values());
        texts.filter(|text| text.has_pictures()).for_each(|text| each_inline(text, &mut look));
        briefing.claims.values().for_each(|claim| each_inline(&claim.note, &mut look));
        // Two files that hold the same are one picture.
        let mut seen = BTreeSet::new();
        let pictured = briefing.attachments.iter().filter_map(|asset| {
            let smaller: BTreeSet<_> =
                wanted.remove(&asset.path)?.into_iter().filter(|one| seen.insert(one.name.clone())).collect();
            let picture = asset.picture.as_ref()?.as_ref().ok()?;
            (!smaller.is_empty()).then_some(Self { asset, picture, smaller })
        });
        pictured.collect()
    }

    /// The file of the site.
    #[must_use]
    pub fn from(&self) -> &RelPath {
        &self.asset.from
    }

    /// The files that are made of it.
    pub fn files(&self) -> impl Iterator<Item = RelPath> {
        self.smaller.iter().map(links::smaller)
    }

    /// Leaves out what `is_there` already.
    ///
    /// # Errors
    /// As `is_there`.
    pub fn keep<E>(&mut self, mut is_there: impl FnMut(&RelPath) -> Result<bool, E>) -> Result<(), E> {
        let mut missing = BTreeSet::new();
        for smaller in std::mem::take(&mut self.smaller) {
            if !is_there(&links::smaller(&smaller))? {
                missing.insert(smaller);
            }
        }
        self.smaller = missing;
        Ok(())
    }

    fn make(&self) -> Result<Vec<(RelPath, Vec<u8>)>, Box<Diagnostic>> {
        let smaller: Vec<Smaller> = self.smaller.iter().cloned().collect();
        let made = resized(&self.asset.bytes, self.picture, &smaller).map_err(|why| {
            Diagnostic::error("broken-picture", format!("`{}` cannot be shown", self.from().file_name()))
                .in_file(self.from().clone())
                .with_why(format!("it could not be unpacked: {why}"))
                .with_help("save it again as JPEG, PNG or WebP")
        });
        let made = made.map_err(Box::new)?;
        Ok(smaller.iter().map(links::smaller).zip(made).collect())
    }
}

/// Hands what is left of `pictured` to `take`, in order. So many are unpacked at once as there are threads: each takes its memory.
///
/// # Errors
/// All pictures that cannot be unpacked.
pub fn make(pictured: &[Pictured<'_>], mut take: impl FnMut(RelPath, Vec<u8>)) -> Result<(), Diagnostics> {
    let mut wrong = Diagnostics::new();
    let left: Vec<_> = pictured.iter().filter(|pictured| !pictured.smaller.is_empty()).collect();
    for some in left.chunks(rayon::current_num_threads().max(1)) {
        let made: Vec<_> = some.par_iter().map(|pictured| pictured.make()).collect();
        for made in made {
            match made {
                Ok(files) => files.into_iter().for_each(|(path, bytes)| take(path, bytes)),
                Err(broken) => wrong.push(*broken),
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
