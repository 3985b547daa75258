//! What cards and the pages of sources tell of a quote and our copy: no more than was looked up.

use super::words::{self, DateView};
use crate::language::Words;
use crate::model::{Compared, Evidence, QuoteCheck, Snapshot, Source};
use schemars::JsonSchema;
use serde::Serialize;

/// How many digits of a digest are shown; the whole of it stands in the page of the source.
const SHORT_DIGEST: usize = 12;

/// What looking a quote up showed.
#[derive(JsonSchema, Serialize)]
pub(crate) struct CheckView {
    /// What was found, in words.
    words: String,
    /// Whether the copy has other words or none like them.
    wrong: bool,
    #[serde(skip)]
    pub(crate) found: bool,
    /// The quote along the nearest passage, where they differ.
    differences: Vec<DifferenceView>,
    /// The copy that it was looked up in.
    copy: Option<CopyView>,
}

/// A piece of the comparison of a quote with a copy.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Difference")]
struct DifferenceView {
    /// `both`, `quote` or `copy`.
    of: &'static str,
    /// The words.
    text: String,
    /// Whether a space follows.
    space: bool,
}

/// The copy that was looked in.
#[derive(JsonSchema, Serialize)]
pub(crate) struct CopyView {
    /// The SHA-256 of its bytes.
    sha256: String,
    /// The start of that.
    short: String,
    /// The day it was taken.
    captured: Option<DateView>,
}

/// What there is to tell of a quote; nothing where there is no quote.
pub(crate) fn check(said: &Words, source: &Source, evidence: &Evidence) -> Option<CheckView> {
    let check = evidence.check.as_ref()?;
    let differences = match check {
        QuoteCheck::Altered(nearest) => nearest.pieces.iter().map(difference).collect(),
        _ => Vec::new(),
    };
    Some(CheckView {
        words: words::quote_check(said, check, &evidence.lookup),
        wrong: check.is_wrong(),
        found: check.is_found(),
        differences,
        copy: source
            .snapshot
            .as_ref()
            .filter(|_| *check != QuoteCheck::NoSnapshot)
            .map(|snapshot| copy(said, snapshot)),
    })
}

pub(crate) fn copy(said: &Words, snapshot: &Snapshot) -> CopyView {
    let sha256 = snapshot.sha256.to_string();
    let short = sha256.chars().take(SHORT_DIGEST).collect();
    CopyView { sha256, short, captured: snapshot.captured.as_ref().map(|of| words::date(said, of)) }
}

fn difference(piece: &Compared) -> DifferenceView {
    let (of, text) = match piece {
        Compared::Both(text) => ("both", text),
        Compared::Quote(text) => ("quote", text),
        Compared::Copy(text) => ("copy", text),
    };
    DifferenceView { of, text: text.trim_end().to_owned(), space: text.ends_with(' ') }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;
    use crate::model::{Because, Key, Lookup};
    use crate::render::tests::kursk::kursk;

    #[test]
    fn a_card_says_how_much_is_left_out_and_why_nothing_was_found() {
        let briefing = kursk();
        let mut evidence = briefing.claims.values().find_map(|claim| claim.evidence.first()).unwrap().clone();
        let mut told = |check, lookup| {
            (evidence.check, evidence.lookup) = (Some(check), lookup);
            super::check(english(), &briefing.sources[Key::of_row(0)], &evidence).unwrap().words
        };
        let elided = told(
            QuoteCheck::Edited { elided: true, added: false },
            Lookup { left_out: 124, ..Lookup::default() },
        );
        assert!(elided.ends_with("apart from what … leaves out (124 words)."), "{elided}");
        let lookup = Lookup { because: Some(Because::OtherOrder), ..Lookup::default() };
        assert!(told(QuoteCheck::NotFound, lookup).contains("in another order"));
    }
}
