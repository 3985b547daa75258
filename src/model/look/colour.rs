//! Colours, and how well one is seen on another.

use std::fmt;

/// A colour that nothing is seen through, in sRGB.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour([u8; 3]);

/// A colour on a light page and on a dark one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pair {
    /// On a light page.
    pub light: Colour,
    /// On a dark page.
    pub dark: Colour,
}

impl Colour {
    /// Reads a colour as CSS writes it: `#7a1f4d`, `rgb(122 31 77)`, `hsl(330 59% 30%)`, `oklch(40% 0.14 355)`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        // Without its `#` a colour is easily read as another thing, and by one reader only.
        let is_css = text.starts_with('#') || text.contains('(');
        let colour = csscolorparser::parse(text).ok().filter(|_| is_css);
        let colour = colour.ok_or("not a colour such as `#7a1f4d` or `rgb(122 31 77)`")?;
        match colour.to_rgba8() {
            [red, green, blue, 255] => Ok(Self([red, green, blue])),
            _ => Err("what is behind it shows through, so nobody can tell how well it is seen".to_owned()),
        }
    }

    /// One of the colours that are compiled in.
    pub(super) const fn from_rgb(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self([red, green, blue])
    }

    /// So much of this colour on `ground`, as `color-mix(in srgb, …)` mixes them.
    #[must_use]
    pub fn over(self, ground: Self, part: f64) -> Self {
        let mix = |at: usize| f64::from(self.0[at]) * part + f64::from(ground.0[at]) * (1.0 - part);
        Self([0, 1, 2].map(|at| mix(at).round() as u8))
    }

    /// How much light it sends, from 0 to 1 (WCAG 2.2, "relative luminance").
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The ratio of the two, from 1 to 21 (WCAG 2.2, "contrast ratio").
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The colour most like this one, lighter or darker, that has at least the contrast `least` to each of `grounds`.
    #[must_use]
    pub fn seen_on(self, grounds: &[Self], least: f64) -> Option<Self> {
        let is_seen = |colour: &Self| grounds.iter().all(|ground| colour.contrast(*ground) >= least);
        let (black, white) = (Self([0; 3]), Self([255; 3]));
        let steps = (0..=100).map(|step| f64::from(step) / 100.0);
        let mut mixed = steps.flat_map(|part| [black.over(self, part), white.over(self, part)]);
        mixed.find(is_seen)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Debug for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn a_colour_is_read_as_css_writes_it_and_printed_in_one_way() {
        assert_eq!(colour("#7A1F4D").to_string(), "#7a1f4d");
        assert_eq!(colour("#fa0").to_string(), "#ffaa00");
        assert_eq!(colour("rgb(122 31 77)"), colour("rgb(122, 31, 77)"));
        assert_eq!(colour("hsl(0 100% 50%)").to_string(), "#ff0000");
        for bad in [
            "",
            "7a1f4d",
            "#7a1f4",
            "#7a1f4d80",
            "rgb(1 2 3 / .5)",
            "red;}",
            "#fff}body{",
            "url(x)",
            "var(--x)",
        ] {
            assert!(Colour::parse(bad).is_err(), "{bad}");
        }
    }

    /// The ratios that WCAG's own examples and its understanding documents give.
    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(colour("#000").contrast(colour("#fff")), 21.0);
        assert_eq!(colour("#777").contrast(colour("#777")), 1.0);
        let ratio = |a: &str, b: &str| (colour(a).contrast(colour(b)) * 100.0).floor() / 100.0;
        assert_eq!(ratio("#767676", "#fff"), 4.54);
        assert_eq!(ratio("#777777", "#fff"), 4.47);
        assert_eq!(ratio("#f00", "#fff"), 3.99);
    }

    proptest! {
        #[test]
        fn what_is_offered_is_seen(rgb in 0u32..0x100_0000, ground in 0u32..0x100_0000) {
            let (colour, ground) = (Colour::from_rgb(rgb), Colour::from_rgb(ground));
            let offered = colour.seen_on(&[ground], 4.5).unwrap();
            prop_assert!(offered.contrast(ground) >= 4.5);
            prop_assert!(colour.contrast(ground) < 4.5 || offered == colour);
            prop_assert_eq!(Colour::parse(&colour.to_string()), Ok(colour));
        }
    }
}
