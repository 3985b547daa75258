//! One claim with everything that the data files tell of it.

use super::super::row::Row;
use crate::model::text::{Inline, Piece, each_line, plain};
use crate::model::{Article, Claim, Evidence, Key, Relations, Source};
use crate::path::RelPath;
use crate::render::desk::Desk;
use crate::render::links::{self, encode};
use crate::render::marks::marked;
use crate::resolve::Briefing;
use std::collections::BTreeMap;

/// A claim, looked up.
pub(in crate::render::data) struct ClaimRow<'a> {
    pub(super) briefing: &'a Briefing,
    pub(super) claim: &'a Claim,
    pub(super) article: &'a Article,
    /// The number that it states.
    pub(super) estimate: Option<Row<'a>>,
    /// Where it is marked, and the words.
    pub(super) marks: Vec<(&'a Article, String)>,
}

/// All claims, in the order of their articles and front matter.
pub(super) fn rows<'a>(desk: &Desk<'a>) -> impl Iterator<Item = ClaimRow<'a>> + use<'a> {
    let briefing = desk.briefing;
    let mut marks = marks(briefing);
    briefing.claims.iter().map(move |(key, claim)| ClaimRow {
        briefing,
        claim,
        article: &briefing.articles[claim.article],
        estimate: claim.estimate.map(|estimate| Row::of(briefing, &briefing.estimates[estimate])),
        marks: marks.remove(&key).unwrap_or_default(),
    })
}

impl<'a> ClaimRow<'a> {
    /// The address of its card: the lasting one where the site knows its own, else from the root of the site.
    pub(super) fn address(&self) -> String {
        let card = format!("#claim-{}", encode(self.claim.id.name.as_str()));
        address(self.briefing, &links::article(&self.article.id)) + &card
    }

    pub(super) fn evidence(&self) -> impl Iterator<Item = (&'a Evidence, &'a Source)> + use<'a> {
        let briefing = self.briefing;
        self.claim.evidence.iter().map(move |evidence| (evidence, &briefing.sources[evidence.source]))
    }

    /// The ids of other claims.
    pub(super) fn ids(&self, of: fn(&Relations) -> &Vec<Key<Claim>>) -> Vec<String> {
        of(&self.claim.relations).iter().map(|&claim| self.briefing.claims[claim].id.to_string()).collect()
    }

    /// The names that it had before, as ids.
    pub(super) fn formerly(&self) -> Vec<String> {
        self.claim.ids().skip(1).map(|id| id.to_string()).collect()
    }
}

/// The address of a page: the lasting one where the site knows its own, else from the root of the site.
pub(super) fn address(briefing: &Briefing, page: &RelPath) -> String {
    links::lasting(&briefing.site, page).unwrap_or_else(|| links::encode_path(page.as_str()))
}

/// Where each claim is marked, in the order of articles and of their texts.
fn marks(briefing: &Briefing) -> BTreeMap<Key<Claim>, Vec<(&Article, String)>> {
    let mut marks: BTreeMap<Key<Claim>, Vec<(&Article, String)>> = BTreeMap::new();
    for (key, article) in briefing.articles.iter() {
        each_line(&briefing.texts.articles[key], &mut |line| {
            let mut seen = Vec::new();
            collect(briefing, article, line, &mut marks, &mut seen);
        });
    }
    for (_, words) in marks.values_mut().flatten() {
        *words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    marks
}

/// Adds the marks of a line. Pieces of a mark that this line has more than once, as `seen` knows, follow each other without a
/// space; those of other lines do not.
fn collect<'b>(
    briefing: &'b Briefing,
    article: &'b Article,
    line: &[Inline],
    marks: &mut BTreeMap<Key<Claim>, Vec<(&'b Article, String)>>,
    seen: &mut Vec<Key<Claim>>,
) {
    for inline in line {
        let content = match inline {
            Inline::Mark { claim, content, piece, .. } => {
                if let Some(claim) = marked(briefing, article, claim) {
                    add(marks.entry(claim).or_default(), article, content, *piece, seen.contains(&claim));
                    seen.push(claim);
                }
                content
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. }
            | Inline::Element(_, content) => content,
            _ => continue,
        };
        collect(briefing, article, content, marks, seen);
    }
}

fn add<'b>(
    marks: &mut Vec<(&'b Article, String)>,
    article: &'b Article,
    content: &[Inline],
    piece: Piece,
    same_line: bool,
) {
    let words = plain::text(content);
    match marks.last_mut() {
        Some((_, before)) if !piece.first => {
            before.push_str(if same_line { "" } else { " " });
            before.push_str(&words);
        }
        _ => marks.push((article, words)),
    }
}
