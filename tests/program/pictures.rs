//! Pictures beside articles, from the file to the page.

use crate::fixture::Site;
use image::{ImageFormat, Rgb, RgbImage};
use std::fs;
use std::io::Cursor;

const ARTICLE: &str = "content/articles/lower-quay.md";
const PAGE: &str = "public/articles/lower-quay/index.html";

/// A photograph with the position of the camera in it; of every `shade` another.
fn photograph(shade: u8) -> Vec<u8> {
    let mut state = u32::from(shade) + 1;
    let image = RgbImage::from_fn(1200, 800, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(state >> 24) as u8, (x / 5) as u8, (y / 4) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    let mut bytes = bytes.into_inner();
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let part: Vec<u8> = [0xff, 0xe1].into_iter().chain(length).chain(exif.iter().copied()).collect();
    bytes.splice(2..2, part);
    bytes
}

fn site_with(caption: &str) -> Site {
    let site = Site::sample();
    fs::write(site.path("content/articles/quay.jpg"), photograph(0)).unwrap();
    site.edit(ARTICLE, "---\n\n", &format!("---\n\n![The quay](quay.jpg{caption})\n\n"));
    site
}

fn smaller(site: &Site) -> Vec<String> {
    let mut names: Vec<_> = site.tree("public/pictures").into_iter().map(|(name, _)| name).collect();
    names.sort();
    names
}

#[test]
fn a_photograph_that_says_where_it_was_taken_is_told_of_and_its_smaller_ones_say_nothing() {
    let site = site_with(" \"At dusk. *Photo:* harbour office\"");
    site.run(["check"]).tells("picture-tells-place");
    site.run(["build"]).exits(0);
    let made = site.tree("public/pictures");
    assert_eq!(made.len(), 2);
    for (name, bytes) in made {
        assert!(!bytes.windows(4).any(|four| four == b"Exif"), "{name}");
    }
    let page = site.read(PAGE);
    let figure = page.split("<figure>").nth(1).unwrap().split("</figure>").next().unwrap();
    assert!(figure.starts_with("<a href=\"../quay.jpg\"><img src=\"../../pictures/"), "{figure}");
    for part in
        ["480w, ", " 960w\"", "width=\"1200\" height=\"800\"", "loading=\"lazy\"", "<em>Photo:</em> harbour"]
    {
        assert!(figure.contains(part), "{part}: {figure}");
    }
}

#[test]
fn smaller_pictures_are_made_once_and_go_with_the_picture_that_they_were_made_of() {
    let site = site_with("");
    site.run(["build"]).exits(0);
    let first = smaller(&site);
    let times = || -> Vec<_> {
        let file = |name: &String| fs::metadata(site.path(&format!("public/pictures/{name}"))).unwrap();
        first.iter().map(|name| file(name).modified().unwrap()).collect()
    };
    let before = times();
    site.run(["build"]).exits(0);
    assert_eq!(times(), before);
    fs::write(site.path("content/articles/quay.jpg"), photograph(9)).unwrap();
    site.run(["build"]).exits(0);
    let second = smaller(&site);
    assert_eq!((first.len(), second.len()), (2, 2));
    assert!(first.iter().all(|name| !second.contains(name)), "{first:?} {second:?}");
    let kept = site.tree("public/pictures");
    fs::remove_dir_all(site.path("public")).unwrap();
    site.run(["build"]).exits(0);
    assert_eq!(site.tree("public/pictures"), kept, "made anew they are the same");
    site.run(["verify", "public"]).exits(0);
}

#[test]
fn a_smaller_picture_that_somebody_edited_is_made_again_and_told_of() {
    let site = site_with("");
    site.run(["build"]).exits(0);
    let name = format!("public/pictures/{}", smaller(&site)[0]);
    let made = fs::read(site.path(&name)).unwrap();
    fs::write(site.path(&name), "edited").unwrap();
    site.run(["build"]).tells("output-edited");
    assert!(fs::read(site.path(&name)).unwrap() == made, "made alone it is the same");
}

#[test]
fn a_picture_whose_insides_are_damaged_is_told_of_and_the_last_site_stays() {
    let site = site_with("");
    site.run(["build"]).exits(0);
    let before = site.tree("public");
    let mut png = Cursor::new(Vec::new());
    RgbImage::from_fn(900, 900, |x, y| Rgb([(x * y) as u8, (x ^ y) as u8, y as u8]))
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    let mut png = png.into_inner();
    let middle = png.len() / 2;
    png[middle..middle + 64].fill(0xaa);
    fs::write(site.path("content/articles/quay.jpg"), png).unwrap();
    site.run(["build"]).exits(1).tells("broken-picture");
    assert_eq!(site.tree("public"), before);
}

#[test]
fn a_bundle_carries_pictures_within_it() {
    let site = site_with("");
    site.run(["bundle", "--output", "one.html"]).exits(0);
    let bundle = site.read("one.html");
    assert!(bundle.contains("data:image/jpeg;base64,"));
    assert!(!bundle.contains("srcset"));
}
