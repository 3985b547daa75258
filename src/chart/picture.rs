//! The chart as a PNG, for cards on social networks, which take no SVG.
//!
//! The fonts are compiled in, so that no machine's own fonts decide how a picture looks: the same chart gives the same bytes.
//! They have Latin, Greek and Cyrillic letters; others are left blank.

use super::{Plot, standalone};
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

/// The light chart of [`standalone`] as a PNG, 1,600 pixels wide, or less where it would be too tall. Nothing for a drawing
/// of more than a million parts, which the renderer refuses.
#[must_use]
pub fn picture(plot: &Plot, credit: &str) -> Option<Vec<u8>> {
    let options = Options { fontdb: KNOWN.clone(), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(&standalone(plot, credit), &options).ok()?;
    let size = tree.size();
    let scale = (WIDTH / size.width()).min(TALLEST / size.height());
    let (width, height) = ((size.width() * scale).round(), (size.height() * scale).round());
    let mut pixels = Pixmap::new(width as u32, height as u32)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().ok()
}
