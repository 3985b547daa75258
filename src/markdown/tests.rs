//! What Markdown is read as.

use super::parse::{DEEPEST, parse};
use super::*;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::{Files, Place};
use crate::model::text::{Block, CalloutKind, Inline, plain};
use crate::path::RelPath;
use proptest::prelude::*;

fn read(text: &str, claims: &[&str]) -> (Vec<Block>, Vec<(&'static str, String)>) {
    let mut files = Files::new();
    let file = files.add(RelPath::new("a.md").unwrap(), text);
    let settings =
        Settings { raw_html: false, claims: claims.iter().map(|name| (*name).to_owned()).collect() };
    let mut out = Diagnostics::new();
    let blocks = parse(text, Locator::At(file, 0), &settings, &mut out);
    let told = out
        .iter()
        .map(|d| (d.rule, d.at.as_ref().map_or(String::new(), |(place, _)| files.text(*place).to_owned())))
        .collect();
    (blocks, told)
}

fn marks(blocks: &[Block]) -> Vec<(String, String)> {
    let mut marks = Vec::new();
    crate::model::text::each_inline(blocks, &mut |inline| {
        if let Inline::Mark { claim, content, .. } = inline {
            marks.push((claim.to_string(), plain::text(content)));
        }
    });
    marks
}

#[test]
fn a_claim_is_marked_by_a_link_or_by_a_reference_with_its_name() {
    let text = "He said [a *thousand*](claim:week) and [more][total] of [others](claim:b/c).\n\n[total]: https://example.org \"Reuters\"\n";
    let (blocks, told) = read(text, &["week", "total"]);
    let expected = [("week", "a thousand"), ("total", "more"), ("b/c", "others")];
    assert_eq!(marks(&blocks), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn brackets_inside_a_quoted_mark_stay_text() {
    let (blocks, told) = read("[“They [the forces] lost…”](claim:x)", &["x"]);
    assert_eq!(marks(&blocks), [("x".to_owned(), "“They [the forces] lost…”".to_owned())]);
    assert!(told.is_empty());
}

#[test]
fn a_mark_around_a_link_and_a_reference_without_definition_are_told_where_they_stand() {
    let (_, told) = read("a [b [c](source:d) e](claim:x) f [g][x]", &["x"]);
    assert_eq!(told[0], ("link-in-claim", "](claim:x)".to_owned()));
    assert_eq!(told[1].0, "undefined-reference");
}

#[test]
fn an_escaped_mark_is_text_and_nothing_is_wrong_with_it() {
    let (blocks, told) = read("\\[words\\](claim:x)", &["x"]);
    assert!(marks(&blocks).is_empty() && told.is_empty(), "{told:?}");
}

#[test]
fn a_chart_alone_in_its_paragraph_becomes_a_block_with_its_caption() {
    let (blocks, _) = read("![what they said](figure:losses)", &[]);
    assert!(matches!(&blocks[..], [Block::Chart { figure, caption, .. }]
        if figure.as_str() == "losses" && plain::text(caption) == "what they said"));
}

#[test]
fn html_is_text_but_for_elements_that_are_safe_anywhere() {
    let (blocks, told) = read("H<sub>2</sub>O <b onclick=x>no</b> <!-- a note -->", &[]);
    let Block::Paragraph(content, _) = &blocks[0] else { panic!() };
    assert!(content.iter().any(|inline| matches!(inline, Inline::Element("sub", _))));
    assert_eq!(plain::text(content).trim_end(), "H2O <b onclick=x>no</b>");
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn headings_with_the_same_words_get_anchors_of_their_own() {
    let (blocks, _) = read("## Що сталося?\n\n## Що сталося?\n\n## ???\n", &[]);
    let anchors: Vec<_> = blocks
        .iter()
        .map(|block| match block {
            Block::Heading { anchor, .. } => anchor.as_str(),
            _ => "",
        })
        .collect();
    assert_eq!(anchors, ["що-сталося", "що-сталося-2", "section"]);
}

#[test]
fn a_heading_never_takes_the_anchor_of_a_card_or_of_a_part_of_the_page() {
    let (blocks, _) = read("## Claims\n\n## Claim week\n\n## x {#main}\n", &[]);
    let anchors: Vec<_> = blocks
        .iter()
        .map(|block| match block {
            Block::Heading { anchor, .. } => anchor.as_str(),
            _ => "",
        })
        .collect();
    assert_eq!(anchors, ["section-claims", "section-claim-week", "section-main"]);
}

#[test]
fn nesting_without_end_is_read_as_text() {
    let (blocks, _) = read(&"> ".repeat(3000), &[]);
    let mut depth = 0;
    let mut at = &blocks[..];
    while let [Block::Quote(inner)] = at {
        depth += 1;
        at = inner;
    }
    assert!(depth <= DEEPEST, "{depth}");
    let _ = read(&format!("{}x{}", "*a ".repeat(3000), "*".repeat(3000)), &[]);
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic_and_every_place_lies_in_the_text(
        text in "[a-cж*_`~<>!\\[\\]()^:#|\\-\\\\\\n \u{feff}]{0,60}(\\]\\(claim:x\\)|\\[\\^1\\]|<sub>|</sub>)?[a-c \\n]{0,9}"
    ) {
        let mut files = Files::new();
        let file = files.add(RelPath::new("a.md").unwrap(), text.as_str());
        let mut out = Diagnostics::new();
        let settings = Settings { raw_html: false, claims: ["x".to_owned()].into() };
        let blocks = parse(&text, Locator::At(file, 0), &settings, &mut out);
        let inside = |place: Place| text.get(place.range()).is_some();
        prop_assert!(out.iter().all(|d| d.at.as_ref().is_none_or(|(place, _)| inside(*place))));
        crate::model::text::each_inline(&blocks, &mut |inline| {
            if let Inline::Link { place, .. } | Inline::Mark { place, .. } = inline {
                assert!(inside(*place));
            }
        });
    }
}

#[test]
fn a_quote_that_starts_as_on_github_is_a_callout_and_what_only_looks_like_one_is_told() {
    let (blocks, told) = read("> [!note]\n> Times are local.\n", &[]);
    let [Block::Callout(CalloutKind::Note, content)] = blocks.as_slice() else { panic!("{blocks:?}") };
    assert!(matches!(content.as_slice(), [Block::Paragraph(..)]), "{content:?}");
    assert!(told.is_empty(), "{told:?}");

    let (blocks, told) = read("> [!NOTES]\n> a\n\n> [!TIP] now\n\n> [!this] one\n>\n> > [!Hint]\n", &[]);
    assert!(blocks.iter().all(|block| matches!(block, Block::Quote(_))), "{blocks:?}");
    let told: Vec<_> = told.into_iter().map(|(_, text)| text).collect();
    assert_eq!(told, ["[!NOTES]", "[!TIP] now", "[!this]", "[!Hint]"]);

    let (_, told) = read("> [![Boats](quay.png)](a.md)\n\n> [!note][x]\n\n[!note]: a.md\n", &[]);
    assert!(told.iter().all(|(rule, _)| *rule != "unknown-callout"), "{told:?}");
}

#[test]
fn terms_have_their_meanings_and_several_may_share_one() {
    let (blocks, _) = read("Stock\nTotal\n: So far.\n: In all.\n\nFlow\n: In a *period*.\n", &[]);
    let [Block::Definitions(definitions)] = blocks.as_slice() else { panic!("{blocks:?}") };
    let shape: Vec<_> = definitions.iter().map(|each| (each.terms.len(), each.meanings.len())).collect();
    assert_eq!(shape, [(1, 2), (1, 1)], "{definitions:?}");
}

#[test]
fn a_picture_alone_in_its_paragraph_is_a_figure_and_its_title_a_caption_in_markdown() {
    let (blocks, told) = read("![Boats](quay.png \"At dusk. *Photo:* [desk](a.md)\")\n", &[]);
    let [Block::Picture { image, caption }] = blocks.as_slice() else { panic!("{blocks:?}") };
    assert_eq!((image.len(), plain::text(caption).as_str()), (1, "At dusk. Photo: desk"));
    assert!(told.is_empty(), "{told:?}");
    let (blocks, _) = read("![](line.png \"decorative\")\n\n[![Boats](quay.png)](a.md)\n", &[]);
    assert!(blocks.iter().all(|block| matches!(block, Block::Picture { caption, .. } if caption.is_empty())));
    let (blocks, _) = read("![Boats](quay.png) at dusk\n", &[]);
    assert!(matches!(blocks.as_slice(), [Block::Paragraph(..)]));
}
