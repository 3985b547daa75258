//! What is added behind a number and leaves it open: "twelve hospitals, and there may be more".
//!
//! Short hedges ("or more", "and counting") are phrases of their language. The longer ones have no fixed words: a comma or a
//! word such as "and", words that say how sure it is, and one that says which way. Where anything else stands among them
//! they may speak of something else, and the number is not read as exact.

use super::lexicon::{Item, Meaning, Piece, Side};
use super::token::plain;

/// The words of which a language makes hedges, each divided by `|`.
#[derive(Clone, Copy)]
pub(super) struct Hedges {
    /// What joins a hedge to its number: "and", "though".
    pub(super) links: &'static str,
    /// What may stand in it and says nothing about which way: "there", "may", "be", "probably".
    pub(super) around: &'static str,
    /// What opens the number above: "more", "higher".
    pub(super) more: &'static str,
    /// What opens it below: "fewer", "lower".
    pub(super) fewer: &'static str,
}

/// Which way a word of a hedge goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Link,
    Around,
    Way(Side),
}

const UNFINISHED: &str = "it cannot be told whether `more` or `fewer` behind the number speaks of it";

/// Puts one bound in the place of each hedge behind a number.
pub(super) fn join(pieces: Vec<Piece>, hedges: &Hedges) -> Vec<Piece> {
    let Some(first) = pieces.iter().position(|piece| is_number(&piece.item)) else { return pieces };
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        match (at > first).then(|| hedge(&pieces[at..], hedges)).flatten() {
            Some((item, taken)) => {
                joined.push(Piece { item, text: piece.text.clone(), tight: piece.tight });
                at += taken;
            }
            None => {
                joined.push(piece.clone());
                at += 1;
            }
        }
    }
    joined
}

fn is_number(item: &Item) -> bool {
    matches!(
        item,
        Item::Digits(_)
            | Item::Spelled(..)
            | Item::Known(
                Meaning::Number(_)
                    | Meaning::Round(_)
                    | Meaning::Scale(..)
                    | Meaning::Plural(..)
                    | Meaning::OneOrMany(..)
                    | Meaning::HowMany(_)
                    | Meaning::Half
            )
    )
}

/// The bound that a hedge at the start of `pieces` sets, and how many of them it takes.
fn hedge(pieces: &[Piece], hedges: &Hedges) -> Option<(Item, usize)> {
    let opens = is_divider(pieces.first()?) || roles(pieces.first()?, hedges)?.first() == Some(&Role::Link);
    if !opens {
        return None;
    }
    let mut way = None;
    let mut taken = usize::from(is_divider(&pieces[0]));
    for piece in &pieces[taken..] {
        // What the phrases of the language say already they say better.
        if matches!(piece.item, Item::Known(Meaning::After(_))) {
            return None;
        }
        let Some(roles) = roles(piece, hedges) else { break };
        for role in roles {
            match role {
                Role::Way(side) if way.is_none_or(|way| way == side) => way = Some(side),
                // "more or less"
                Role::Way(_) => return None,
                Role::Link if way.is_some() => return None,
                Role::Link | Role::Around => {}
            }
        }
        taken += 1;
    }
    let side = way?;
    let ends = pieces.get(taken).is_none_or(|next| is_divider(next) || closes(next));
    let item =
        if ends { Item::Known(Meaning::After(side)) } else { Item::Known(Meaning::Spoils(UNFINISHED)) };
    Some((item, taken))
}

/// What the words of a piece do in a hedge, where all of them may stand in one.
fn roles(piece: &Piece, hedges: &Hedges) -> Option<Vec<Role>> {
    if matches!(piece.item, Item::Mark(_)) || is_number(&piece.item) {
        return None;
    }
    piece.text.split([' ', '-', '\u{2010}', '\u{2011}']).map(|word| role(&plain(word), hedges)).collect()
}

fn role(word: &str, hedges: &Hedges) -> Option<Role> {
    let among = |words: &str| words.split('|').any(|known| known == word);
    match () {
        () if among(hedges.more) => Some(Role::Way(Side::AtLeast)),
        () if among(hedges.fewer) => Some(Role::Way(Side::AtMost)),
        () if among(hedges.links) => Some(Role::Link),
        () if among(hedges.around) => Some(Role::Around),
        () => None,
    }
}

fn is_divider(piece: &Piece) -> bool {
    let dash = matches!(piece.item, Item::Mark('-')) && !piece.tight;
    dash || matches!(piece.item, Item::Mark(',' | ';' | ':' | '.' | '(' | '…' | '\u{2013}' | '\u{2014}'))
}

fn closes(piece: &Piece) -> bool {
    matches!(piece.item, Item::Mark(')' | '"' | '”' | '’' | '»' | '“' | '!'))
}
