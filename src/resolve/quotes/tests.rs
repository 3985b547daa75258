//! Tests of quotes and copies.

use super::*;
use crate::diagnostic::Files;
use crate::load::Words;
use crate::model::{Compared, Sha256Hex};
use crate::path::RelPath;
use proptest::prelude::*;

fn snapshot(text: &str) -> SnapshotDoc {
    let path = RelPath::new("content/snapshots/a.txt").unwrap();
    SnapshotDoc {
        source: SourceId::new("a").unwrap(),
        file: Files::new().add(path.clone(), ""),
        path,
        sha256: Sha256Hex::of(b""),
        words: Words::plain(text),
    }
}

fn check(quote: &str, text: &str) -> QuoteCheck {
    look_up(quote, &Copy::new(&snapshot(text))).check
}

/// The differences in the notation of `wdiff`.
fn differences(quote: &str, text: &str) -> Option<String> {
    match check(quote, text) {
        QuoteCheck::Altered(nearest) => Some(
            nearest
                .pieces
                .iter()
                .map(|piece| match piece {
                    Compared::Both(text) => text.clone(),
                    Compared::Quote(text) => format!("[-{text}-]"),
                    Compared::Copy(text) => format!("{{+{text}+}}"),
                })
                .collect(),
        ),
        _ => None,
    }
}

/// The text fragments that lead to a quote, with `-` and `,` as the directive has them.
fn link(quote: &str, text: &str) -> Vec<String> {
    let parts = look_up(quote, &Copy::new(&snapshot(text))).passage;
    let shown = parts.iter().map(|part| {
        let prefix = part.prefix.iter().map(|prefix| format!("{prefix}-"));
        let suffix = part.suffix.iter().map(|suffix| format!("-{suffix}"));
        prefix.chain([part.start.clone()]).chain(part.end.clone()).chain(suffix).collect::<Vec<_>>().join("|")
    });
    shown.collect()
}

const COPY: &str = "He said it was from lower-level troops to “very near\n to the top” of the army.";
const VERBATIM: QuoteCheck = QuoteCheck::Verbatim;
const ELIDED: QuoteCheck = QuoteCheck::Edited { elided: true, added: false };
const ADDED: QuoteCheck = QuoteCheck::Edited { elided: false, added: true };

#[test]
fn a_quote_is_found_whatever_its_marks_and_line_ends() {
    assert_eq!(check("\"very near to the top\"", COPY), VERBATIM);
    assert_eq!(check("from lower-level troops to ‘very near", COPY), VERBATIM);
    assert_eq!(check("from lower–level troops", COPY), VERBATIM);
    assert_eq!(check("from lower-level troops … the top", COPY), ELIDED);
    assert_eq!(check("from lower-level troops […] the top", COPY), ELIDED);
    assert_eq!(check("from lower-level troops [...] the top", COPY), ELIDED);
    assert_eq!(check("from lower-level troops ... the top", COPY), ELIDED);
    assert_eq!(check("from lower-level troops [of the North] to \"very near", COPY), ADDED);
    assert_eq!(
        check("[There were] lower-level troops … the top", COPY),
        QuoteCheck::Edited { elided: true, added: true }
    );
}

#[test]
fn the_first_letter_and_the_last_stop_are_the_quoting_sentences() {
    assert_eq!(check("From lower-level troops to “very near to the top.”", COPY), VERBATIM);
    assert_eq!(check("he said it was", COPY), VERBATIM);
    assert_eq!(check("A", "it was a ruse"), VERBATIM);
    assert_eq!(check("It was … To the top", COPY), ELIDED);
    assert!(check("it Was … [t]he Top", COPY).is_wrong());
    assert_eq!(check("10 % of them", "About 10% of them"), VERBATIM);
    assert!(differences("it Was from lower-level troops", COPY).is_some());
    assert!(differences("from lower-level troops to very near to the top!", COPY).is_some());
}

#[test]
fn an_ellipsis_is_one_however_it_is_typed() {
    for dots in [". . .", ". . . .", "....", "\u{a0}.\u{a0}.\u{a0}.", "…", "[. . .]", ". …"] {
        assert_eq!(check(&format!("from lower-level troops{dots} the top"), COPY), ELIDED, "{dots}");
    }
    assert_eq!(check("They lost . . . a thousand", "They lost . . . a thousand men."), VERBATIM);
    assert_eq!(check("He left. It rained", "He left. It rained."), VERBATIM);
}

#[test]
fn a_word_that_a_line_ends_within_is_whole_with_its_hyphen_or_without() {
    let copy = "The gam-\nma ray, and the lower-\r\n   level troops.\n\nThe end-\n\nof it.";
    assert_eq!(check("the gamma ray, and the lower-level troops", copy), VERBATIM);
    assert_eq!(check("The gam-ma ray", copy), VERBATIM);
    assert_eq!(check("and the lowerlevel troops", copy), VERBATIM);
    assert!(!check("The endof it", copy).is_found());
    assert_eq!(link("The gamma ray", copy), ["The gamma ray"]);
    assert_eq!(
        differences("The gamma rays, and the lower-level troops", copy).unwrap(),
        "The gamma [-rays-]{+ray+}, and the lower-level troops"
    );
}

fn lookup(quote: &str, text: &str) -> Lookup {
    look_up(quote, &Copy::new(&snapshot(text))).lookup
}

#[test]
fn why_a_quote_is_not_found_is_told() {
    let because = |quote, text| lookup(quote, text).because;
    assert_eq!(because("to the top … lower-level troops", COPY), Some(Because::OtherOrder));
    assert_eq!(check("to the top … lower-level troops", COPY), QuoteCheck::NotFound);
    for quote in ["", "…", "[all editorial]", "“”"] {
        assert_eq!(because(quote, COPY), Some(Because::NoWords), "{quote}");
    }
    assert_eq!(because("troops", " \n"), Some(Because::EmptyCopy));
    let far = format!("They fought. {} The men lost.", "Nothing else happened. ".repeat(20));
    assert_eq!(because("They [in the end] lost", &far), Some(Because::FarApart));
    assert_eq!(because("upper-level troops … to the top", COPY), None);
}

#[test]
fn what_elisions_leave_out_is_counted() {
    let found = lookup("He said … lower-level … near [him] the top … army", COPY);
    assert_eq!(found.left_out, 3 + 3 + 2);
    assert_eq!(found.longest.unwrap().words, 3);
    assert_eq!(lookup("from lower-level troops", COPY), Lookup::default());
}

#[test]
fn dots_and_brackets_of_the_copy_itself_are_words_as_others() {
    let copy = "They [the forces] lost … a thousand men.";
    assert_eq!(check("They [the forces] lost … a thousand", copy), VERBATIM);
    assert_eq!(check("They [the troops] lost", copy), ADDED);
}

#[test]
fn a_bracket_takes_the_place_of_a_few_words_only() {
    let far = format!("They fought. {} The men lost.", "Nothing else happened. ".repeat(20));
    assert_eq!(check("They [in the end] lost", &far), QuoteCheck::NotFound);
    assert_eq!(check("They … lost", &far), ELIDED);
    assert_eq!(check("[T]he men lost", &far), ADDED);
    // The first place of the first words is not always the one that goes on.
    assert_eq!(check("They [in the end] lost", &format!("{far} They all lost.")), ADDED);
}

#[test]
fn a_quote_with_other_words_is_altered_and_shown_beside_them() {
    let copy = "Kirby described “massed, dismounted assaults” there. They have been hopeless.";
    assert_eq!(
        differences("massed, mounted assaults", copy).as_deref(),
        Some("massed, [-mounted -]{+dismounted +}assaults")
    );
    assert_eq!(
        differences("Massed dismounted attacks", copy).as_deref(),
        Some("Massed{+, +}dismounted [-attacks-]{+assaults+}")
    );
    assert_eq!(
        differences("massed assaults there", copy).as_deref(),
        Some("massed{+, dismounted +}assaults{+” +}there")
    );
    assert_eq!(
        differences("very close to the top", COPY).as_deref(),
        Some("very [-close -]{+near +}to the top")
    );
    assert_eq!(
        differences("described massed … they had been hopeless", copy).as_deref(),
        Some("described {+“+}massed… they [-had -]{+have +}been hopeless")
    );
    assert_eq!(
        differences("1,000 were killed", "Over 11,000 were killed.").as_deref(),
        Some("[-1,000 -]{+11,000 +}were killed")
    );
    assert_eq!(
        differences("北한군은 쿠르스크로", "북한군은 쿠르스크에 있다").as_deref().map(str::is_empty),
        Some(false)
    );
}

#[test]
fn only_a_passage_that_shares_most_of_its_words_is_near() {
    let copy = "massed, dismounted assaults in the Kursk region";
    // Two of three words, wherever the third stands.
    assert!(differences("massed dismounted attacks", copy).is_some());
    assert!(differences("massed cowardly assaults", copy).is_some());
    // Three of five, and the same with a word less to share.
    assert!(
        differences("massed hopeless assaults around Kursk", "massed bloody assaults near Kursk").is_some()
    );
    assert_eq!(
        check("massed hopeless attacks around Kursk", "massed bloody assaults near Kursk"),
        QuoteCheck::NotFound
    );
    // Two of four.
    assert_eq!(check("massed dismounted artillery attacks", copy), QuoteCheck::NotFound);
    assert_eq!(check("massed hopeless assaults by the Kursk garrison", copy), QuoteCheck::NotFound);
    // Little words that stand everywhere do not make a passage near.
    assert_eq!(check("some of the", "many of the men"), QuoteCheck::NotFound);
    assert_eq!(check("region", "regional"), QuoteCheck::NotFound);
    assert_eq!(check("", copy), QuoteCheck::NotFound);
}

#[test]
fn words_in_another_order_are_not_found() {
    assert_eq!(check("the top … lower-level troops", COPY), QuoteCheck::NotFound);
    assert_eq!(check("…", COPY), QuoteCheck::NotFound);
}

#[test]
fn a_quote_is_not_found_within_longer_words_and_numbers() {
    let copy = "Over 11,000 were killed, 2,500,000 displaced; the unarmed fled.";
    assert_eq!(check("11,000 were killed", copy), VERBATIM);
    for quote in ["1,000 were killed", "000 were killed", "2,500", "were kill", "armed fled"] {
        assert!(!check(quote, copy).is_found(), "{quote}");
    }
    assert_eq!(check("[A]rmed fled", "the armed fled"), ADDED);
    assert_eq!(check("북한군", "북한군은 쿠르스크에"), VERBATIM);
}

#[test]
fn a_quote_without_words_is_found_nowhere() {
    for quote in ["“…”", "[…]", ".", "[the forces]"] {
        assert_eq!(check(quote, COPY), QuoteCheck::NotFound);
    }
}

#[test]
fn a_link_names_the_words_of_the_copy() {
    assert_eq!(link("\"very near to the top\"", COPY), ["very near to the top"]);
    assert_eq!(link("[T]he top", "It went to the top"), ["the top"]);
    assert_eq!(link("lower-level troops … the top", COPY), ["lower-level troops", "the top"]);
    assert_eq!(link("very close to the top", COPY), ["very near to the top"]);
    assert!(link("nothing of the kind was ever said", COPY).is_empty());
}

#[test]
fn words_that_stand_twice_are_told_apart_by_what_stands_around_them() {
    let copy = "Of the men some fled.\n\nThe men went home. Then the men slept.";
    assert_eq!(link("went home", copy), ["went home"]);
    assert_eq!(link("men slept", copy), ["men slept"]);
    assert_eq!(link("the men", copy), ["Of-|the men"], "the first of them, whatever the case");
    assert_eq!(link("The men", "The men fled.\n\nThe men stayed.\n\nAll the men"), ["The men|-fled"]);
}

#[test]
fn a_long_passage_gives_its_ends_and_each_of_them_in_one_block() {
    let copy = "It is said: one two three four five six seven eight nine ten eleven.\n\nOne two three five.";
    assert_eq!(
        link("one two three four five six seven eight nine ten", copy),
        ["one two three|eight nine ten"]
    );
    let copy = "One two three five. It is said: one two three four five six\n\nseven eight nine ten.";
    assert_eq!(
        link("one two three four five six seven eight nine ten", copy),
        ["one two three four|eight nine ten"]
    );
    assert_eq!(link("five six seven eight", copy), ["five six|seven eight"], "a blank line between them");
}

/// A word of five or six letters, so that each counts about as much as another.
fn word() -> impl Strategy<Value = String> {
    "[a-z]{5,6}|fi[a-z]{3}|[A-Z][a-z]{4}|[0-9],[0-9]{3}|l’[aé]bc|ébahi"
}

/// The same words as somebody else would have typed them.
fn retyped(text: &str, how: u8) -> String {
    match how % 7 {
        0 => text.replace(' ', "\n  "),
        1 => text.replace('’', "'"),
        2 => text.replace("fi", "ﬁ"),
        3 => text.replace(' ', "\u{a0}").replace('é', "e\u{301}"),
        4 => text.replace("ab", "a\u{ad}b"),
        5 => text.replace(" - ", "—").replace('"', "”"),
        _ => text.replace(" - ", " – "),
    }
}

proptest! {
    #[test]
    fn any_passage_is_found_however_it_is_typed(
        words in proptest::collection::vec(word(), 8..60),
        marks in proptest::collection::vec(0_usize..12, 60),
        (from, count) in (0_usize..60, 1_usize..20),
        how in (any::<u8>(), any::<u8>()),
    ) {
        let between = [" ", " ", " ", " ", " ", " ", " ", ", ", " - ", ". ", " \"", "\" "];
        let join = |range: std::ops::Range<usize>| -> String {
            range.clone().map(|at| {
                let mark = if at + 1 < range.end { between[marks[at]] } else { "" };
                format!("{}{mark}", words[at])
            }).collect()
        };
        let from = from % words.len();
        let to = (from + count).min(words.len());
        let (copy, quote) = (join(0..words.len()), join(from..to));
        let (copy, typed) = (retyped(&copy, how.0), retyped(&quote, how.1));
        prop_assert_eq!(check(&typed, &copy), VERBATIM);
        if to - from >= 3 {
            let elided = format!("{} … {}", words[from], words[to - 1]);
            prop_assert!(check(&elided, &copy).is_found());
        }
    }

    #[test]
    fn a_passage_with_one_word_changed_is_altered(
        words in proptest::collection::vec("[a-z]{5,6}", 8..60),
        (from, count, which) in (0_usize..60, 5_usize..20, 0_usize..20),
    ) {
        let from = from % (words.len() - 4);
        let mut quote = words[from..(from + count).min(words.len())].to_vec();
        let which = which % quote.len();
        quote[which] = "QWERTY".to_owned();
        let found = differences(&quote.join(" "), &words.join(" "));
        prop_assert!(found.as_deref().is_some_and(|found| found.contains("[-QWERTY")), "{:?}", found);
    }

    #[test]
    fn anything_at_all_is_looked_up(quote in "([a-c…\\[\\]. \"’-]|é){0,20}", copy in "([a-c…\\[\\]. \"’\n-]|é){0,40}") {
        let _ = look_up(&quote, &Copy::new(&snapshot(&copy)));
    }
}

#[test]
fn the_spaces_of_french_are_no_alteration() {
    let copy = "Il a dit : « Ils sont dix mille à Koursk ! » Puis il est parti ; hier.";
    for quote in ["Ils sont dix mille à Koursk!", "“Ils sont dix mille à Koursk!”", "il est parti; hier"]
    {
        assert_eq!(check(quote, copy), QuoteCheck::Verbatim, "{quote}");
    }
    assert_eq!(check("er sagte \"Hallo\" und ging", "Und er sagte »Hallo« und ging."), QuoteCheck::Verbatim);
    assert_eq!(
        differences("a loss of some 11%", "they had a loss of some 10 % of it").as_deref(),
        Some("a loss of some [-11-]{+10 +}%")
    );
}
