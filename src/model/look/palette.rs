//! The colours of a site by their names, which are those of `site.css` without the two dashes.

use super::{Colour, Pair};
use std::collections::BTreeMap;

/// A colour with a name.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Its name.
    pub name: &'static str,
    /// What it is where the site does not say.
    pub usual: Pair,
    /// What it has to be seen on.
    pub stands: Stands,
    /// What it colours.
    pub about: &'static str,
}

/// What a colour does, and so what it has to be seen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Others stand on it.
    Beneath,
    /// It is read: 4.5 to 1 (WCAG 2.2, 1.4.3).
    AsText,
    /// It marks where one is: 3 to 1 (WCAG 2.2, 1.4.11).
    AsRing,
    /// It parts or rules: nothing is lost on those who do not see it.
    AsLine,
}

const fn token(name: &'static str, light: u32, dark: u32, stands: Stands, about: &'static str) -> Token {
    let usual = Pair { light: Colour::from_rgb(light), dark: Colour::from_rgb(dark) };
    Token { name, usual, stands, about }
}

/// All of them, as `site.css` has them; a test holds the two together.
pub const TOKENS: [Token; 23] = [
    token("bg", 0xfbfaf7, 0x15171a, Stands::Beneath, "the page"),
    token("panel", 0xf4f2ec, 0x1c1f23, Stands::Beneath, "boxes on the page"),
    token("raise", 0xfffefb, 0x22252a, Stands::Beneath, "cards that lie over the page"),
    token("ink", 0x1c1b19, 0xe8e6e0, Stands::AsText, "text"),
    token("ink-2", 0x55524b, 0xb8b5ac, Stands::AsText, "text that steps back"),
    token("ink-3", 0x6b6860, 0x9d9a91, Stands::AsText, "text that steps back further"),
    token("rule", 0xdcd8cd, 0x34373c, Stands::AsLine, "lines between things"),
    token("rule-2", 0xb9b4a6, 0x575b61, Stands::AsLine, "borders, and the axes of charts"),
    token("grid", 0xe4e0d6, 0x2b2e33, Stands::AsLine, "the grid of charts"),
    token("link", 0x0b4f86, 0x8cc4f2, Stands::AsText, "links"),
    token("focus", 0x0b4f86, 0x8cc4f2, Stands::AsRing, "the ring around what the keyboard is at"),
    token("s-corroborated", 0x0a6650, 0x63cfae, Stands::AsText, "corroborated and confirmed claims"),
    token("s-attributed", 0x825400, 0xe2b458, Stands::AsText, "attributed claims"),
    token("s-unnamed", 0x825400, 0xe2b458, Stands::AsText, "claims of unnamed speakers"),
    token("s-disputed", 0xa52a47, 0xf2929f, Stands::AsText, "disputed and refuted claims, and warnings"),
    token("s-withdrawn", 0x66635c, 0xa5a299, Stands::AsText, "withdrawn claims and silence"),
    token("s-inference", 0x47578a, 0xaab9ea, Stands::AsText, "what the site worked out itself"),
    token("p-1", 0x1b5e9e, 0x7fbcf2, Stands::AsText, "the first side, in charts"),
    token("p-2", 0xb4490a, 0xf29b5e, Stands::AsText, "the second side"),
    token("p-3", 0x7a3f97, 0xcfa0e8, Stands::AsText, "the third side"),
    token("p-4", 0x0a7a5c, 0x5fd0a8, Stands::AsText, "the fourth side"),
    token("p-5", 0x8a6a00, 0xd8bb4a, Stands::AsText, "the fifth side"),
    token("p-6", 0x5b5b5b, 0xb0b0b0, Stands::AsText, "the sixth side, and those that are on none"),
];

/// The colours of one site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Palette {
    own: BTreeMap<&'static str, Pair>,
}

impl Palette {
    /// Gives `token` a colour of the site's own.
    pub fn set(&mut self, token: &Token, pair: Pair) {
        self.own.insert(token.name, pair);
    }

    /// The colour named `name`.
    ///
    /// # Panics
    /// Where no token has that name; names stand in the program alone.
    #[must_use]
    pub fn of(&self, name: &str) -> Pair {
        let usual = || TOKENS.iter().find(|token| token.name == name).map(|token| token.usual);
        self.own.get(name).copied().or_else(usual).unwrap_or_else(|| unreachable!("`{name}` is no token"))
    }

    /// Those that the site has chosen itself, in the order of [`TOKENS`].
    pub fn own(&self) -> impl Iterator<Item = (&'static str, Pair)> {
        TOKENS.iter().filter_map(|token| Some((token.name, *self.own.get(token.name)?)))
    }
}
