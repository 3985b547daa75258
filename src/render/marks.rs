//! Numbers of claims on a page, and the status that each mark is drawn with.

use crate::model::text::{Block, Inline, Piece, each_line};
use crate::model::{Article, Claim, ClaimAddress, Key, Status};
use crate::resolve::Briefing;
use std::collections::BTreeMap;

/// The claims of one article's page in the order of their numbers: as they are first marked, then those that are defined
/// but never marked.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Numbers {
    order: Vec<Key<Claim>>,
    places: BTreeMap<Key<Claim>, usize>,
    names: Vec<String>,
}

impl Numbers {
    pub(crate) fn of(briefing: &Briefing, article: &Article) -> Self {
        let mut order = Vec::new();
        let mut places = BTreeMap::new();
        for &claim in article.marked.iter().chain(&article.claims) {
            places.entry(claim).or_insert_with(|| {
                order.push(claim);
                order.len()
            });
        }
        let names = order.iter().map(|&claim| briefing.claims[claim].id.name_on(&article.id)).collect();
        Self { order, places, names }
    }

    /// All claims of the page.
    pub(crate) fn order(&self) -> &[Key<Claim>] {
        &self.order
    }

    /// The number of a claim that the page cards.
    pub(crate) fn of_claim(&self, claim: Key<Claim>) -> Option<usize> {
        self.places.get(&claim).copied()
    }

    /// The name in the anchors of a claim that the page cards.
    pub(crate) fn name(&self, claim: Key<Claim>) -> Option<&str> {
        self.of_claim(claim).map(|number| self.names[number - 1].as_str())
    }
}

/// The claim that a mark in an article states.
pub(crate) fn marked(briefing: &Briefing, article: &Article, address: &ClaimAddress) -> Option<Key<Claim>> {
    briefing.claims.find(&address.from(&article.id))
}

/// How strongly a status draws the eye, for the one line under words that several claims share.
pub(crate) fn strength(status: Status) -> usize {
    const WEAKEST_FIRST: [Status; 9] = [
        Status::Inference,
        Status::Silent,
        Status::Withdrawn,
        Status::Unnamed,
        Status::Attributed,
        Status::Corroborated,
        Status::Confirmed,
        Status::Disputed,
        Status::Refuted,
    ];
    WEAKEST_FIRST.iter().position(|each| *each == status).unwrap_or_default()
}

/// Whether so much of a text is marked that tints would no longer set anything apart: more than two fifths of its letters.
pub(crate) fn is_dense(text: &[Block]) -> bool {
    let (mut all, mut marked) = (0, 0);
    each_line(text, &mut |line| count(line, false, &mut all, &mut marked));
    marked * 5 > all * 2
}

fn count(content: &[Inline], in_mark: bool, all: &mut usize, marked: &mut usize) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => {
                let letters = text.chars().filter(|letter| !letter.is_whitespace()).count();
                *all += letters;
                *marked += if in_mark { letters } else { 0 };
            }
            Inline::Mark { content, .. } => count(content, true, all, marked),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. }
            | Inline::Element(_, content) => count(content, in_mark, all, marked),
            _ => {}
        }
    }
}

/// The mark that covers all of `content`, if one does.
pub(crate) fn whole_mark(content: &[Inline]) -> Option<&ClaimAddress> {
    match content {
        [Inline::Mark { claim, piece: Piece::WHOLE, .. }] => Some(claim),
        _ => None,
    }
}
