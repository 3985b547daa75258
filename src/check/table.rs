//! All rules. A new one is a function, an entry here, and a page.

use super::rule::{Family, Rule};
use super::{attribution, evidence, quotes, references, sources};
use crate::model::Level::{Error, Off, Warning};

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
    Rule::read("bad-bounds", Family::Numbers, Error, page!("bad-bounds")).fixed(),
    Rule::read("bad-date", Family::Files, Error, page!("bad-date")).fixed(),
    Rule::read("bad-id", Family::References, Error, page!("bad-id")).fixed(),
    Rule::read("bad-link", Family::Links, Error, page!("bad-link")).fixed(),
    Rule::read("bad-path", Family::Files, Error, page!("bad-path")).fixed(),
    Rule::read("bad-revision", Family::Numbers, Error, page!("bad-revision")).fixed(),
    Rule::read("bad-url", Family::Links, Error, page!("bad-url")).fixed(),
    Rule::read("bad-value", Family::Files, Error, page!("bad-value")).fixed(),
    Rule::read("chart-in-text", Family::Links, Error, page!("chart-in-text")).fixed(),
    Rule::read("circular-sourcing", Family::Evidence, Error, page!("circular-sourcing")).fixed(),
    Rule::read("claim-outside-article", Family::References, Error, page!("claim-outside-article")).fixed(),
    Rule::read("csv-syntax", Family::Files, Error, page!("csv-syntax")).fixed(),
    Rule::read("dense-marks", Family::References, Error, page!("dense-marks")).fixed(),
    Rule::read("duplicate-id", Family::References, Error, page!("duplicate-id")).fixed(),
    Rule::read("duplicate-key", Family::Files, Error, page!("duplicate-key")).fixed(),
    Rule::read("empty-mark", Family::References, Error, page!("empty-mark")).fixed(),
    Rule::read("external-image", Family::Links, Error, page!("external-image")).fixed(),
    Rule::read("flow-as-stock", Family::Numbers, Error, page!("flow-as-stock")).fixed(),
    Rule::read("flow-without-period", Family::Numbers, Error, page!("flow-without-period")).fixed(),
    Rule::read("front-matter", Family::Files, Error, page!("front-matter")).fixed(),
    Rule::read("id-and-name", Family::Files, Error, page!("id-and-name")).fixed(),
    Rule::read("link-in-claim", Family::References, Error, page!("link-in-claim")).fixed(),
    Rule::read("mark-not-found", Family::References, Error, page!("mark-not-found")).fixed(),
    Rule::read("mark-not-unique", Family::References, Error, page!("mark-not-unique")).fixed(),
    Rule::read("marked-differently", Family::Evidence, Warning, page!("marked-differently")),
    Rule::read("missing-key", Family::Files, Error, page!("missing-key")).fixed(),
    Rule::read("no-content", Family::Files, Error, page!("no-content")).fixed(),
    Rule::read("output-edited", Family::Hygiene, Warning, page!("output-edited")),
    Rule::checked("quote-altered", Family::Evidence, Error, page!("quote-altered"), quotes::quote_altered),
    Rule::checked("quote-not-in-snapshot", Family::Evidence, Error, page!("quote-not-in-snapshot"), quotes::quote_not_in_snapshot),
    Rule::read("raw-html", Family::Hygiene, Warning, page!("raw-html")),
    Rule::checked("rests-on-withdrawn", Family::Evidence, Error, page!("rests-on-withdrawn"), sources::rests_on_withdrawn),
    Rule::read("rows-disagree", Family::Files, Error, page!("rows-disagree")).fixed(),
    Rule::read("same-address", Family::Files, Error, page!("same-address")).fixed(),
    Rule::read("self-reference", Family::Evidence, Error, page!("self-reference")).fixed(),
    Rule::checked("snapshot-missing", Family::Evidence, Off, page!("snapshot-missing"), quotes::snapshot_missing),
    Rule::checked("source-changed", Family::Evidence, Warning, page!("source-changed"), sources::source_changed),
    Rule::checked("source-gone", Family::Evidence, Warning, page!("source-gone"), sources::source_gone),
    Rule::checked("source-retracted", Family::Evidence, Warning, page!("source-retracted"), sources::source_retracted),
    Rule::read("symlink", Family::Files, Warning, page!("symlink")),
    Rule::read("template", Family::Files, Error, page!("template")).fixed(),
    Rule::read("toml-syntax", Family::Files, Error, page!("toml-syntax")).fixed(),
    Rule::read("undefined-footnote", Family::Links, Warning, page!("undefined-footnote")),
    Rule::read("undefined-reference", Family::References, Error, page!("undefined-reference")).fixed(),
    Rule::read("unknown-id", Family::References, Error, page!("unknown-id")).fixed().consequence(),
    Rule::read("unknown-key", Family::Files, Error, page!("unknown-key")).fixed(),
    Rule::read("unknown-rule", Family::References, Error, page!("unknown-rule")).fixed(),
    Rule::read("unknown-word", Family::Files, Error, page!("unknown-word")).fixed(),
    Rule::checked("unmarked-claim", Family::References, Warning, page!("unmarked-claim"), references::unmarked_claim).consequence(),
    Rule::checked("unnamed-undescribed", Family::Attribution, Error, page!("unnamed-undescribed"), attribution::unnamed_undescribed),
    Rule::read("unread-file", Family::Files, Warning, page!("unread-file")),
    Rule::read("unreadable-file", Family::Files, Error, page!("unreadable-file")).fixed(),
    Rule::checked("unsourced-claim", Family::Evidence, Error, page!("unsourced-claim"), evidence::unsourced_claim).consequence(),
    Rule::read("unused-allowance", Family::Hygiene, Warning, page!("unused-allowance")),
    Rule::checked("unused-source", Family::References, Warning, page!("unused-source"), references::unused_source).consequence(),
    Rule::checked("unused-speaker", Family::References, Warning, page!("unused-speaker"), references::unused_speaker).consequence(),
    Rule::read("words-unreadable", Family::Numbers, Error, page!("words-unreadable")).fixed(),
    Rule::read("wrong-type", Family::Files, Error, page!("wrong-type")).fixed(),
    Rule::read("yaml-syntax", Family::Files, Error, page!("yaml-syntax")).fixed(),
];
