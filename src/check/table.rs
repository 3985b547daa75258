//! All rules. A new one is a function, an entry here, and a page.

use super::rule::{Family, Rule};
use super::{addresses, attribution, dates, evidence, links, references, sources};
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
    Rule::checked("accessed-missing", Family::Hygiene, Warning, page!("accessed-missing"), dates::accessed_missing),
    Rule::checked("anonymity-unexplained", Family::Attribution, Warning, page!("anonymity-unexplained"), attribution::anonymity_unexplained),
    Rule::checked("dates-disordered", Family::Hygiene, Warning, page!("dates-disordered"), dates::dates_disordered),
    Rule::checked("dead-anchor", Family::Links, Error, page!("dead-anchor"), links::dead_anchor),
    Rule::read("dead-link", Family::Links, Error, page!("dead-link")),
    Rule::checked("empty-alt", Family::Links, Warning, page!("empty-alt"), links::empty_alt),
    Rule::checked("future-date", Family::Hygiene, Warning, page!("future-date"), dates::future_date),
    Rule::checked("id-unstable", Family::Hygiene, Warning, page!("id-unstable"), addresses::id_unstable),
    Rule::read("missing-image", Family::Links, Error, page!("missing-image")),
    Rule::checked("preserve-until", Family::Hygiene, Warning, page!("preserve-until"), dates::preserve_until),
    Rule::checked("quote-not-in-snapshot", Family::Evidence, Error, page!("quote-not-in-snapshot"), evidence::quote_not_in_snapshot),
    Rule::read("record-unreadable", Family::Hygiene, Warning, page!("record-unreadable")),
    Rule::checked("rests-on-withdrawn", Family::Evidence, Error, page!("rests-on-withdrawn"), sources::rests_on_withdrawn),
    Rule::checked("said-after-published", Family::Hygiene, Warning, page!("said-after-published"), dates::said_after_published),
    Rule::checked("source-changed", Family::Evidence, Warning, page!("source-changed"), sources::source_changed),
    Rule::checked("source-gone", Family::Evidence, Warning, page!("source-gone"), sources::source_gone),
    Rule::checked("source-retracted", Family::Evidence, Warning, page!("source-retracted"), sources::source_retracted),
    Rule::read("unknown-rule", Family::References, Error, page!("unknown-rule")).fixed(),
    Rule::checked("unmarked-claim", Family::References, Warning, page!("unmarked-claim"), references::unmarked_claim),
    Rule::checked("unnamed-undescribed", Family::Attribution, Error, page!("unnamed-undescribed"), attribution::unnamed_undescribed),
    Rule::checked("unsourced-claim", Family::Evidence, Error, page!("unsourced-claim"), evidence::unsourced_claim),
    Rule::read("unused-allowance", Family::Hygiene, Warning, page!("unused-allowance")),
    Rule::checked("unused-source", Family::References, Warning, page!("unused-source"), references::unused_source),
    Rule::checked("unused-speaker", Family::References, Warning, page!("unused-speaker"), references::unused_speaker),
    Rule::read("unused-template", Family::Hygiene, Warning, page!("unused-template")),
    Rule::checked("url-not-https", Family::Hygiene, Warning, page!("url-not-https"), addresses::url_not_https),
];
