//! Pictures that are looked at and made smaller.

use super::{Broken, look, resized};
use crate::model::{Form, Picture, PictureSize, Sha256Hex};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;
use std::io::Cursor;

/// A picture that takes room however it is packed.
fn noise(width: u32, height: u32) -> DynamicImage {
    let mut state = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 28) as u8;
        Rgb([(x / 4) as u8 ^ grain, (y / 4) as u8, grain.wrapping_mul(9)])
    })
    .into()
}

fn packed(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn seen(name: &str, bytes: &[u8]) -> Picture {
    look(name, bytes).unwrap().unwrap()
}

fn smaller(name: &str, bytes: &[u8]) -> Vec<Vec<u8>> {
    // Small ones are left as they are, for want of bytes to spare.
    let picture = Picture { bytes: u64::MAX, ..seen(name, bytes) };
    resized(bytes, &picture, &picture.smaller(PictureSize::Text)).unwrap()
}

#[test]
fn a_photograph_is_made_smaller_in_pixels_and_in_bytes() {
    let bytes = packed(&noise(1000, 500), ImageFormat::Jpeg);
    let picture = seen("a.jpg", &bytes);
    assert_eq!((picture.width, picture.height, picture.form), (1000, 500, Form::Jpeg));
    let made = smaller("a.jpg", &bytes);
    let sizes: Vec<_> = made.iter().map(|bytes| seen("a.jpg", bytes)).map(|p| (p.width, p.height)).collect();
    assert_eq!(sizes, [(480, 240), (960, 480)]);
    assert!(made[0].len() < made[1].len() && made[1].len() < bytes.len());
}

/// When this fails because an encoder writes other bytes, count `Picture::MAKING` up: a folder that was written before holds the
/// old ones under these names.
#[test]
fn the_same_picture_is_made_smaller_to_the_same_bytes_everywhere() {
    let image = noise(520, 260);
    let digest = |format, name| {
        let made = smaller(name, &packed(&image, format));
        Sha256Hex::of(&made[0]).to_string()[..16].to_owned()
    };
    assert_eq!(
        [
            digest(ImageFormat::Jpeg, "a.jpg"),
            digest(ImageFormat::Png, "a.png"),
            digest(ImageFormat::WebP, "a.webp")
        ],
        ["44f463776373f1c6", "4f14cba6222d7cdd", "26a4674a0a24227c"]
    );
}

#[test]
fn a_picture_that_lies_on_its_side_is_set_upright() {
    let mut bytes = packed(&noise(1000, 500), ImageFormat::Jpeg);
    let turned = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    bytes.splice(2..2, turned.iter().copied());
    let picture = seen("a.jpg", &bytes);
    assert_eq!((picture.width, picture.height), (500, 1000));
    let made = seen("a.jpg", &smaller("a.jpg", &bytes)[0]);
    assert_eq!((made.width, made.height), (480, 960));
}

#[test]
fn what_is_seen_through_has_no_dark_edge_when_it_is_smaller() {
    let mut state = 7_u32;
    let image: DynamicImage = RgbaImage::from_fn(1200, 600, |x, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = 200 + (state >> 27) as u8;
        if x % 3 == 0 { Rgba([0, 0, 0, 0]) } else { Rgba([grain, grain, 255, 255]) }
    })
    .into();
    let made = smaller("a.png", &packed(&image, ImageFormat::Png));
    let made = image::load_from_memory(&made[0]).unwrap().into_rgba8();
    assert!(made.pixels().filter(|pixel| pixel[3] > 32).all(|pixel| pixel[2] > 240));
}

#[test]
fn what_is_no_picture_or_ends_in_the_middle_is_broken() {
    for bytes in [
        &b"(a picture)"[..],
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"RIFF\xff\0\0\0WEBPVP8 ",
    ] {
        assert!(matches!(look("a.png", bytes), Some(Err(Broken::Unreadable(_)))), "{bytes:?}");
    }
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let bytes = packed(&noise(64, 64), format);
        assert!(look("a.png", &bytes[..bytes.len() / 2]).unwrap().is_err(), "{format:?}");
    }
    assert_eq!(look("a.svg", b"<svg/>"), None);
}

#[test]
fn a_picture_that_would_fill_the_memory_is_told_by_its_head_alone() {
    assert_eq!(look("a.gif", b"GIF89azzzz"), Some(Err(Broken::Huge(31_354, 31_354))));
    let mut png = packed(&noise(8, 8), ImageFormat::Png);
    let mut head = b"IHDR".to_vec();
    head.extend([0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 2, 0, 0, 0]);
    let sum = crc(&head);
    png.splice(12..33, head.into_iter().chain(sum.to_be_bytes()));
    assert_eq!(look("a.png", &png), Some(Err(Broken::Huge(65_535, 65_535))));
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_damage_to_a_picture_makes_a_panic(at in 0_usize..4000, byte: u8, which in 0_usize..3) {
        let format = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP][which];
        let mut bytes = packed(&noise(40, 30), format);
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Some(Ok(mut picture)) = look("a.png", &bytes) {
            picture.bytes = u64::MAX;
            let _ = resized(&bytes, &picture, &picture.smaller(PictureSize::Small));
        }
    }
}
