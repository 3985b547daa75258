use super::read::{Reader, Reading};
use super::selector;
use proptest::prelude::*;

fn read(html: &str) -> Reading {
    let mut reader = Reader::default();
    reader.read(html);
    reader.finish()
}

/// The words of each mark.
fn words(reading: &Reading) -> Vec<(&str, Vec<&str>)> {
    let of = |mention: &super::Mention| mention.ranges.clone();
    reading
        .mentions
        .iter()
        .map(|mention| {
            (mention.id.as_str(), of(mention).into_iter().map(|range| &reading.text[range]).collect())
        })
        .collect()
}

#[test]
fn what_the_page_adds_to_a_text_is_no_part_of_it() {
    let reading = read(
        "<p>A<br class=\"fn\"> <span class=\"claim\" id=\"t-a\">b &amp; c</span>&#8288;<a class=\"ref\" href=\"#claim-a\"><span class=\"vh\">Claim \
         </span>1</a>,\n d.&#8288;<a class=\"fn\"><span>Footnote</span>1</a></p>\n<style>p {}</style><p>e</p>\n",
    );
    assert_eq!(reading.text, "A b & c, d. e");
    assert_eq!(words(&reading), [("t-a", vec!["b & c"])]);
}

#[test]
fn nested_and_broken_marks_keep_their_words_and_spaces_at_their_ends_go() {
    let reading = read(
        "<span class=\"claim\" id=\"t-a\">one <span class=\"claim\" id=\"t-b\">two </span></span>\
         <em><span class=\"claim\" data-t=\"b\">three</span> four</em> <span class=\"claim\" id=\"t-a:2\">five</span>",
    );
    assert_eq!(reading.text, "one two three four five");
    assert_eq!(
        words(&reading),
        [("t-a", vec!["one two"]), ("t-b", vec!["two three"]), ("t-a:2", vec!["five"])]
    );
}

#[test]
fn pieces_with_other_words_between_them_are_places_of_their_own() {
    let reading = read(
        "<span class=\"claim\" id=\"t-a\">one</span> other <span class=\"claim\" data-t=\"a\">two</span>",
    );
    assert_eq!(words(&reading), [("t-a", vec!["one", "two"])]);
}

#[test]
fn a_mark_never_takes_half_a_letter() {
    let reading = read("cafe<span class=\"claim\" id=\"t-a\">\u{301} noir</span> \u{212b}");
    assert_eq!(reading.text, "caf\u{e9} noir \u{c5}");
    assert_eq!(words(&reading), [("t-a", vec!["\u{e9} noir"])]);
    let whole = read("a<span class=\"claim\" id=\"t-a\">\u{212b}</span>e\u{301}");
    assert_eq!(words(&whole), [("t-a", vec!["\u{c5}"])]);
}

#[test]
fn words_that_stand_twice_get_as_much_around_them_as_tells_them_apart() {
    let text = format!("x {0} y {0} z", "same words ".repeat(20));
    let last = text.rfind("same").unwrap();
    let quote = selector::quote(&text, &(last..last + 4));
    let whole = ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().unwrap()).concat();
    assert_eq!(text.matches(&whole).count(), 1, "{whole}");
    assert_eq!(quote["exact"], "same");
}

#[test]
fn positions_count_code_points_and_not_bytes_or_halves_of_emoji() {
    let text = "\u{1f469}\u{200d}\u{1f680} 損失 words";
    let start = text.find("words").unwrap();
    assert_eq!(selector::position(text, &(start..start + 5))["start"], 7);
}

proptest! {
    #[test]
    fn whatever_html_says_reading_it_selects_only_whole_characters(
        parts in proptest::collection::vec(prop_oneof![
            "\\PC{0,6}",
            "[e\u{301}\u{308}\u{1100}\u{1161}\u{2060} \u{a0}Å\u{212b}]{0,4}",
            Just("<span class=\"claim\" id=\"t-a\">".to_owned()),
            Just("<span class=\"claim\" data-t=\"a\">".to_owned()),
            Just("<span>".to_owned()),
            Just("</span>".to_owned()),
            Just("<a class=\"ref\">".to_owned()),
            Just("</a>".to_owned()),
            Just("<script>".to_owned()),
            Just("<br class=\"ref\">".to_owned()),
        ], 0..24)
    ) {
        use unicode_normalization::is_nfc;
        let reading = read(&parts.concat());
        prop_assert!(is_nfc(&reading.text));
        prop_assert!(!reading.text.contains("  ") && reading.text.trim_matches(' ') == reading.text);
        for range in reading.mentions.iter().flat_map(|mention| &mention.ranges) {
            prop_assert!(!reading.text[range.clone()].is_empty());
            let quote = selector::quote(&reading.text, range);
            let whole = ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().unwrap().to_owned()).concat();
            prop_assert!(reading.text.contains(&whole));
        }
    }
}
