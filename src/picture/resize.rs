//! Smaller pictures.

use super::{MOST_PIXELS, reader};
use crate::model::{Form, Picture, Smaller};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as Prediction, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat};
use rayon::prelude::*;

/// Of 100. Below it, skies and the edges of letters show it; above it, bytes grow and pictures do not.
const JPEG_QUALITY: u8 = 80;

/// A large picture is first brought to this width, and all smaller ones are made of that: a third of the work, and nobody sees a
/// difference. It is always the same, so that the bytes of one do not hang on which others are wanted.
const HALFWAY: u32 = 1920;

/// The bytes of smaller pictures of `picture`, whose own are `bytes`, in the order of `wanted`. What a camera wrote into it, where it
/// was taken above all, is in none of them.
///
/// # Errors
/// Why it cannot be unpacked.
pub fn resized(bytes: &[u8], picture: &Picture, wanted: &[Smaller]) -> Result<Vec<Vec<u8>>, String> {
    if u64::from(picture.width) * u64::from(picture.height) > MOST_PIXELS {
        return Err("it has too many pixels".to_owned());
    }
    let (mut image, profile) = unpacked(bytes, picture.form).map_err(|error| error.to_string())?;
    if image.width() > HALFWAY {
        let height = (u64::from(image.height()) * u64::from(HALFWAY)).div_ceil(u64::from(image.width()));
        let height = u32::try_from(height).unwrap_or(u32::MAX);
        image = image.resize_exact(HALFWAY, height, FilterType::CatmullRom);
    }
    let make = |smaller: &Smaller| {
        let image = image.resize_exact(smaller.width, smaller.height, FilterType::CatmullRom);
        packed(&image, picture.form, profile.as_deref()).map_err(|error| error.to_string())
    };
    let made: Vec<Vec<u8>> = wanted.par_iter().map(make).collect::<Result<_, _>>()?;
    Ok(made)
}

/// The picture as it is shown, in eight bits, colours multiplied by how much they cover; and the profile that says what its colours
/// are.
fn unpacked(bytes: &[u8], form: Form) -> image::ImageResult<(DynamicImage, Option<Vec<u8>>)> {
    let format = match form {
        Form::Jpeg => ImageFormat::Jpeg,
        Form::Png => ImageFormat::Png,
        Form::WebpPhoto | Form::Webp | Form::Fixed => ImageFormat::WebP,
    };
    let mut decoder = reader(bytes, format).into_decoder()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    let is_photo = matches!(form, Form::Jpeg | Form::WebpPhoto);
    let image = match (image.color().has_alpha() && !is_photo, image.color().has_color()) {
        (true, _) => {
            let mut image = image.into_rgba8();
            for pixel in image.pixels_mut() {
                let cover = u16::from(pixel[3]);
                for part in 0..3 {
                    pixel[part] =
                        u8::try_from((u16::from(pixel[part]) * cover + 127) / 255).unwrap_or(u8::MAX);
                }
            }
            image.into()
        }
        (false, true) => image.into_rgb8().into(),
        (false, false) => image.into_luma8().into(),
    };
    Ok((image, profile))
}

fn packed(image: &DynamicImage, form: Form, profile: Option<&[u8]>) -> image::ImageResult<Vec<u8>> {
    let mut out = Vec::new();
    let image = divided(image);
    match form {
        Form::Jpeg | Form::WebpPhoto => {
            write(JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY), &image, profile)?;
        }
        Form::Png => {
            let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Best, Prediction::Adaptive);
            write(encoder, &image, profile)?;
        }
        Form::Webp | Form::Fixed => write(WebPEncoder::new_lossless(&mut out), &image, profile)?,
    }
    Ok(out)
}

fn write(
    mut encoder: impl ImageEncoder,
    image: &DynamicImage,
    profile: Option<&[u8]>,
) -> image::ImageResult<()> {
    if let Some(profile) = profile {
        // An encoder that cannot write one leaves it out; most profiles say what goes without saying.
        let _ = encoder.set_icc_profile(profile.to_vec());
    }
    encoder.write_image(image.as_bytes(), image.width(), image.height(), image.color().into())
}

/// Colours as they are, of colours that were multiplied.
fn divided(image: &DynamicImage) -> DynamicImage {
    let DynamicImage::ImageRgba8(image) = image else { return image.clone() };
    let mut image = image.clone();
    for pixel in image.pixels_mut().filter(|pixel| !matches!(pixel[3], 0 | 255)) {
        let cover = u16::from(pixel[3]);
        for part in 0..3 {
            pixel[part] = u8::try_from(u16::from(pixel[part]) * 255 / cover).unwrap_or(u8::MAX);
        }
    }
    image.into()
}
