//! The chart as a PNG, for cards on social networks, which take no SVG.
//!
//! The fonts are compiled in, so that no machine's own fonts decide how a picture looks: the same chart gives the same bytes.
//! They have Latin, Greek and Cyrillic letters; others are left blank.

use super::standalone::Sheet;
use super::svg::number;
use super::{Plot, standalone};
use crate::model::look::Palette;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::{Arc, LazyLock};

/// The width in pixels.
const WIDTH: f32 = 1600.0;
/// The greatest height in pixels.
const TALLEST: f32 = 16_000.0;

const FAMILY: &str = "Inter";
const FONTS: [&[u8]; 2] =
    [include_bytes!("font/Inter-Regular.otf"), include_bytes!("font/Inter-SemiBold.otf")];

/// Read once, since every picture needs them.
static KNOWN: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut known = fontdb::Database::new();
    for font in FONTS {
        known.load_font_data(font.to_vec());
    }
    known.set_sans_serif_family(FAMILY);
    Arc::new(known)
});

/// What is to be known of a picture without drawing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What it shows, in words; nothing where no estimate can be placed.
    pub description: Option<String>,
}

/// The size that [`picture`] gives the same chart, and what stands on it.
#[must_use]
pub fn sketch(plot: &Plot, credit: &str) -> Sketch {
    let sheet = Sheet::of(plot, credit);
    let (_, width, height) = fitted(Sheet::WIDTH as f32, number(sheet.height).parse().unwrap_or(1.0));
    Sketch { width, height, description: sheet.description().map(str::to_owned) }
}

/// The scale that fits a drawing into a picture, and the size that it has there.
fn fitted(width: f32, height: f32) -> (f32, u32, u32) {
    let scale = (WIDTH / width).min(TALLEST / height);
    (scale, (width * scale).round() as u32, (height * scale).round() as u32)
}

/// The light chart of [`standalone`] as a PNG, 1,600 pixels wide, or less where it would be too tall. Nothing for a drawing
/// of more than a million parts, which the renderer refuses.
#[must_use]
pub fn picture(plot: &Plot, credit: &str, palette: &Palette) -> Option<Vec<u8>> {
    let options = Options { fontdb: KNOWN.clone(), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(&standalone(plot, credit, palette), &options).ok()?;
    let (scale, width, height) = fitted(tree.size().width(), tree.size().height());
    let mut pixels = Pixmap::new(width, height)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    encode(&pixels).ok()
}

/// A chart covers its whole page, so there is nothing to be seen through it. The quick way to compress makes files a little larger
/// and takes a fifth of the time; a site has a picture for each figure.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let colours: Vec<u8> =
        pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(file)
}
