//! What a picture is, without unpacking it.

use super::{LONGEST_SIDE, MOST_PIXELS, exif, reader};
use crate::model::{Form, Picture, Sha256Hex};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat};

/// Why a picture cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Broken {
    /// It is none, or a part of it is missing; how that shows.
    Unreadable(String),
    /// It has too many pixels: its width and height.
    Huge(u32, u32),
}

/// What there is to know of the file called `name`: nothing where it is no picture, or of a sort that is shown as it is.
///
/// # Errors
/// Why it cannot be shown.
pub fn look(name: &str, bytes: &[u8]) -> Option<Result<Picture, Broken>> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "webp" | "gif").then(|| picture(bytes))
}

fn picture(bytes: &[u8]) -> Result<Picture, Broken> {
    // What it is, its first bytes say: many a file has the wrong ending, and browsers show it all the same.
    let (size, form, is_located) = match image::guess_format(bytes) {
        Ok(ImageFormat::Gif) => (gif(bytes)?, Form::Fixed, false),
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => read(bytes, format)?,
        Ok(_) | Err(_) => {
            return Err(unreadable("it is not a JPEG, PNG, WebP or GIF, whatever its name says"));
        }
    };
    let (width, height) = fitting(size)?;
    let mut digest = Sha256Hex::of(bytes).to_string();
    digest.truncate(32);
    Ok(Picture { width, height, form, bytes: bytes.len() as u64, digest, is_located })
}

fn unreadable(why: impl Into<String>) -> Broken {
    Broken::Unreadable(why.into())
}

fn fitting((width, height): (u32, u32)) -> Result<(u32, u32), Broken> {
    match u64::from(width) * u64::from(height) {
        0 => Err(unreadable("it has no pixels")),
        pixels if pixels > MOST_PIXELS || width.max(height) > LONGEST_SIDE => {
            Err(Broken::Huge(width, height))
        }
        _ => Ok((width, height)),
    }
}

fn gif(bytes: &[u8]) -> Result<(u32, u32), Broken> {
    let side = |at: usize| bytes.get(at..at + 2).map(|two| u32::from(u16::from_le_bytes([two[0], two[1]])));
    side(6).zip(side(8)).ok_or_else(|| unreadable("it ends in the middle"))
}

fn read(bytes: &[u8], format: ImageFormat) -> Result<((u32, u32), Form, bool), Broken> {
    let form = match format {
        ImageFormat::Jpeg => jpeg(bytes)?,
        ImageFormat::Png => png(bytes)?,
        _ => webp(bytes)?,
    };
    let failed = |error: image::ImageError| unreadable(error.to_string());
    let mut decoder = reader(bytes, format).into_decoder().map_err(failed)?;
    let (width, height) = decoder.dimensions();
    let is_located = decoder.exif_metadata().ok().flatten().is_some_and(|exif| exif::is_located(&exif));
    let size = match decoder.orientation().unwrap_or(Orientation::NoTransforms) {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    };
    Ok((size, form, is_located))
}

/// So far from its end the mark that ends a JPEG is looked for: some cameras write more behind it.
const END_OF_JPEG: usize = 64 * 1024;

fn jpeg(bytes: &[u8]) -> Result<Form, Broken> {
    let end = &bytes[bytes.len().saturating_sub(END_OF_JPEG)..];
    match end.windows(2).any(|two| two == [0xff, 0xd9]) {
        true => Ok(Form::Jpeg),
        false => Err(unreadable("it ends in the middle")),
    }
}

/// Goes through the chunks to the one that ends a PNG (W3C, section 5.3).
fn png(bytes: &[u8]) -> Result<Form, Broken> {
    let mut form = Form::Png;
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        match &head[4..] {
            b"IEND" => return Ok(form),
            b"acTL" => form = Form::Fixed,
            _ => {}
        }
        rest = length.checked_add(4).and_then(|length| after.get(length..)).unwrap_or_default();
    }
    Err(unreadable("it ends in the middle"))
}

/// Goes through the chunks of a WebP (RFC 9649, section 2.7).
fn webp(bytes: &[u8]) -> Result<Form, Broken> {
    let length = bytes.get(4..8).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    if bytes.len() < 20 || bytes.len() < length as usize + 8 {
        return Err(unreadable("it ends in the middle"));
    }
    let mut form = Form::Webp;
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        match &head[..4] {
            b"ANIM" => return Ok(Form::Fixed),
            b"ALPH" => return Ok(Form::Webp),
            b"VP8 " => form = Form::WebpPhoto,
            _ => {}
        }
        rest = length.checked_next_multiple_of(2).and_then(|length| after.get(length..)).unwrap_or_default();
    }
    Ok(form)
}
