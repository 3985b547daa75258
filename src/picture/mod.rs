//! Looking at pictures, and making smaller ones of them.
//!
//! Pictures come from anywhere. What one says of its size is read before anything is unpacked, and one that would take too much
//! memory never is. What is made of one is the same on every machine: the decoders are used without instructions that only some
//! processors have, and the filter is a polynomial.

mod exif;
mod look;
mod resize;
#[cfg(test)]
mod tests;

pub use look::{Broken, look};
pub use resize::resized;

use std::io::Cursor;

/// More pixels than this are not unpacked: at four bytes each they take 256 MB. The largest cameras have about as many.
const MOST_PIXELS: u64 = 64 * 1024 * 1024;

/// No side is longer: JPEG cannot write a longer one.
const LONGEST_SIDE: u32 = 65_535;

type Reader<'b> = image::ImageReader<Cursor<&'b [u8]>>;

/// A reader of `bytes` that gives up rather than take more memory than a picture of that many pixels needs.
fn reader(bytes: &[u8], format: image::ImageFormat) -> Reader<'_> {
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_PIXELS * 8 + 64 * 1024 * 1024);
    let mut reader = image::ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    reader
}
