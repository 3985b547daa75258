//! Pictures: what is known of one before it is shown.

/// How the bytes of a picture are written, as far as that bears on making smaller ones of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP as a photograph is kept, without transparency.
    WebpPhoto,
    /// WebP of any other sort.
    Webp,
    /// What moves, and drawings of lines: shown as it is.
    Fixed,
}

/// A picture that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Picture {
    /// How wide it is shown, in pixels.
    pub width: u32,
    /// How high it is shown, in pixels.
    pub height: u32,
    /// How it is written.
    pub form: Form,
    /// How many bytes it has.
    pub bytes: u64,
    /// The start of the SHA-256 of its bytes.
    pub digest: String,
    /// Whether it says where it was taken.
    pub is_located: bool,
}

/// How large an author wants a picture to be: a word behind its name (`map.png#wide`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PictureSize {
    /// As wide as the text.
    #[default]
    Text,
    /// As wide as the text and the notes beside it.
    Wide,
    /// Half as wide as the text.
    Small,
}

impl PictureSize {
    /// The word, with the size.
    pub const NAMES: [(&'static str, Self); 2] = [("wide", Self::Wide), ("small", Self::Small)];
}

/// A picture made smaller.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Smaller {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The name of its file: of what it is made of, how, and how large. The same name always holds the same bytes.
    pub name: String,
}

impl Picture {
    /// Counted up whenever the same picture would be made smaller to other bytes.
    const MAKING: u32 = 1;

    /// A picture of fewer bytes is sent as it is.
    const SMALL: u64 = 60 * 1024;

    /// The widths of smaller ones: phones and screens of two pixels to a point, for each place in which a picture stands.
    fn widths(size: PictureSize) -> &'static [u32] {
        match size {
            PictureSize::Small => &[320, 640, 960],
            PictureSize::Text => &[480, 960, 1440],
            PictureSize::Wide => &[480, 960, 1440, 1920],
        }
    }

    /// The smaller pictures that are made of this one for a place, from the smallest.
    #[must_use]
    pub fn smaller(&self, size: PictureSize) -> Vec<Smaller> {
        let ending = match self.form {
            Form::Jpeg | Form::WebpPhoto => "jpg",
            Form::Png => "png",
            Form::Webp => "webp",
            Form::Fixed => return Vec::new(),
        };
        if self.bytes <= Self::SMALL {
            return Vec::new();
        }
        let widths = Self::widths(size).iter().filter(|width| **width < self.width);
        let made = |&width: &u32| {
            let height = (u64::from(self.height) * u64::from(width)).div_ceil(u64::from(self.width.max(1)));
            Smaller {
                width,
                height: u32::try_from(height).unwrap_or(u32::MAX).max(1),
                name: format!("{}-{}-{width}.{ending}", self.digest, Self::MAKING),
            }
        };
        widths.map(made).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, form: Form, bytes: u64) -> Picture {
        Picture { width, height: width / 2, form, bytes, digest: "d".to_owned(), is_located: false }
    }

    #[test]
    fn a_picture_is_made_smaller_and_never_larger() {
        let widths = |picture: Picture, size| {
            picture.smaller(size).iter().map(|smaller| (smaller.width, smaller.height)).collect::<Vec<_>>()
        };
        let large = || picture(4000, Form::Jpeg, 1_000_000);
        assert_eq!(widths(large(), PictureSize::Text), [(480, 240), (960, 480), (1440, 720)]);
        assert_eq!(widths(large(), PictureSize::Wide).last(), Some(&(1920, 960)));
        assert_eq!(widths(picture(961, Form::Png, 100_000), PictureSize::Text), [(480, 240), (960, 480)]);
        assert_eq!(widths(picture(4000, Form::Fixed, 1_000_000), PictureSize::Text), []);
        assert_eq!(widths(picture(4000, Form::Png, 9_000), PictureSize::Text), []);
    }
}
