//! How a site looks, as far as it says so itself: its name and mark, its colours, its measure, and where notes stand.

mod colour;
mod palette;

pub use colour::{Colour, Pair};
pub use palette::{Palette, Stands, TOKENS, Token};

use crate::path::RelPath;

/// What `[theme]` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// What the head of each page calls the site, where that is not its title.
    pub name: Option<String>,
    /// A picture in the place of that name.
    pub wordmark: Option<Wordmark>,
    /// The colours.
    pub palette: Palette,
    /// The width of the column of text.
    pub measure: Measure,
    /// Where notes stand.
    pub notes: Notes,
}

impl Look {
    /// Whether any of it has to be said to browsers in a style sheet.
    #[must_use]
    pub fn has_rules(&self) -> bool {
        let Self { name: _, wordmark, palette, measure, notes } = self;
        wordmark.is_some()
            || palette.own().next().is_some()
            || (*measure, *notes) != (Measure::default(), Notes::default())
    }
}

/// A picture of the site's name, or one for light and one for dark.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Wordmark {
    /// The file on a light ground, below `static/`.
    pub light: RelPath,
    /// The file on a dark ground, where it is another.
    pub dark: Option<RelPath>,
}

/// The width of the column of text, in tenths of the page's letter size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure(u16);

impl Measure {
    /// The narrowest and the widest, in letter sizes: about 45 and 90 letters in a line.
    pub const BOUNDS: (u16, u16) = (24, 46);

    /// Reads `36`, `36.5` or `36rem`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (least, most) = Self::BOUNDS;
        let number = text.strip_suffix("rem").unwrap_or(text).trim();
        let (whole, tenth) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let tenths = (digits(whole) && digits(tenth) && tenth.len() == 1)
            .then(|| format!("{whole}{tenth}").parse().ok())
            .flatten();
        tenths
            .filter(|tenths| (least * 10..=most * 10).contains(tenths))
            .map(Self)
            .ok_or_else(|| format!("not a number from {least} to {most}, such as 36 or 36.5"))
    }

    /// In letter sizes.
    #[must_use]
    pub fn rem(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl Default for Measure {
    fn default() -> Self {
        Self(380)
    }
}

/// Where the notes of a paragraph stand on a wide page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Notes {
    /// Beside it.
    #[default]
    Margin,
    /// Below it, as on a narrow page.
    Below,
    /// Nowhere: a claim's number leads to its card at the end.
    End,
}

impl Notes {
    /// The word in `onrecord.toml`, with the place.
    pub const NAMES: [(&'static str, Self); 3] =
        [("margin", Self::Margin), ("below", Self::Below), ("end", Self::End)];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_a_number_within_bounds() {
        assert_eq!(Measure::parse("36.5rem").unwrap().rem(), 36.5);
        assert_eq!(Measure::parse("38"), Ok(Measure::default()));
        for bad in ["", "36px", "-30", "23.9", "46.1", "36.55", "3e1", "36;}"] {
            assert!(Measure::parse(bad).is_err(), "{bad}");
        }
    }
}
