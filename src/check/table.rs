//! All rules. A new one is a function, an entry here, and a page.

use super::rule::{Family, Rule};
use super::{attribution, evidence, likelihood, numbers, origins, readability, references, sources};
use crate::model::Level::{Error, Warning};

/// The page of a rule.
macro_rules! page {
    ($name:literal) => {
        include_str!(concat!("pages/", $name, ".md"))
    };
}

/// All rules, in the order of their names.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule::checked("anonymity-unexplained", Family::Attribution, Warning, page!("anonymity-unexplained"), attribution::anonymity_unexplained),
    Rule::checked("declined-but-quoted", Family::Attribution, Warning, page!("declined-but-quoted"), attribution::declined_but_quoted).guessing(),
    Rule::checked("dense-paragraph", Family::Hygiene, Warning, page!("dense-paragraph"), readability::dense_paragraph),
    Rule::checked("likelihood-with-confidence", Family::Likelihood, Warning, page!("likelihood-with-confidence"), likelihood::likelihood_with_confidence).guessing(),
    Rule::checked("measures-mixed", Family::Numbers, Warning, page!("measures-mixed"), numbers::measures_mixed),
    Rule::checked("number-differs", Family::Numbers, Warning, page!("number-differs"), numbers::number_differs).guessing(),
    Rule::checked("number-without-claim", Family::Numbers, Warning, page!("number-without-claim"), numbers::number_without_claim).guessing(),
    Rule::checked("quote-not-in-snapshot", Family::Evidence, Error, page!("quote-not-in-snapshot"), evidence::quote_not_in_snapshot),
    Rule::checked("rests-on-withdrawn", Family::Evidence, Error, page!("rests-on-withdrawn"), sources::rests_on_withdrawn),
    Rule::checked("scales-mixed", Family::Likelihood, Warning, page!("scales-mixed"), likelihood::scales_mixed).guessing(),
    Rule::checked("single-origin", Family::Evidence, Warning, page!("single-origin"), origins::single_origin),
    Rule::checked("source-changed", Family::Evidence, Warning, page!("source-changed"), sources::source_changed),
    Rule::checked("source-gone", Family::Evidence, Warning, page!("source-gone"), sources::source_gone),
    Rule::checked("source-retracted", Family::Evidence, Warning, page!("source-retracted"), sources::source_retracted),
    Rule::checked("speaker-not-in-sentence", Family::Attribution, Warning, page!("speaker-not-in-sentence"), attribution::speaker_not_in_sentence).guessing(),
    Rule::checked("stock-falls", Family::Numbers, Warning, page!("stock-falls"), numbers::stock_falls),
    Rule::read("unknown-rule", Family::References, Error, page!("unknown-rule")).fixed(),
    Rule::checked("unmarked-claim", Family::References, Warning, page!("unmarked-claim"), references::unmarked_claim),
    Rule::checked("unnamed-undescribed", Family::Attribution, Error, page!("unnamed-undescribed"), attribution::unnamed_undescribed),
    Rule::checked("unsourced-claim", Family::Evidence, Error, page!("unsourced-claim"), evidence::unsourced_claim),
    Rule::read("unused-allowance", Family::Hygiene, Warning, page!("unused-allowance")),
    Rule::checked("unused-source", Family::References, Warning, page!("unused-source"), references::unused_source),
    Rule::checked("unused-speaker", Family::References, Warning, page!("unused-speaker"), references::unused_speaker),
];
