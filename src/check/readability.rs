//! Whether marks leave a text readable.

use super::rule::OfArticle;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;

/// The notes beside a paragraph cannot keep up with more claims than this.
const MOST_CLAIMS: usize = 8;

/// A paragraph in which nearly every word states some claim is a list, and reads better as one.
pub(super) fn dense_paragraph(of: &OfArticle<'_>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for paragraph in &of.paragraphs {
        let mut claims = BTreeSet::new();
        let one_more =
            paragraph.marks.iter().find(|mark| claims.insert(mark.claim) && claims.len() > MOST_CLAIMS);
        let Some(one_more) = one_more else { continue };
        let all: BTreeSet<_> = paragraph.marks.iter().map(|mark| mark.claim).collect();
        told.push(
            Diagnostic::warning("dense-paragraph", format!("a paragraph marks {} claims", all.len()))
                .at(paragraph.place_of_mark(&of.case, one_more), "the ninth")
                .with_why("the notes beside it would run past its end, and readers could not tell which words state which claim")
                .with_help("part the paragraph, or make a list or table of it"),
        );
    }
    told
}
