//! Numbers in the text that no claim stands behind.

use super::super::prose::{Leading, Paragraph, Word, is_english, sentences, words};
use super::super::rule::OfArticle;
use super::numbers;
use crate::diagnostic::Diagnostic;
use crate::model::{Article, Number};
use crate::resolve::Briefing;
use std::collections::BTreeSet;
use std::ops::Range;

/// A count of people or things is somebody's claim. The IFCN code asks for sources of all significant evidence, so that
/// readers can do the work again.
pub(in crate::check) fn number_without_claim(of: &OfArticle<'_>) -> Vec<Diagnostic> {
    let OfArticle { case, article, paragraphs, .. } = of;
    let briefing = case.briefing;
    let mut told = Vec::new();
    if article.claims.is_empty() || !is_english(briefing, article) {
        return told;
    }
    let on_record = on_record(briefing, article);
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.quoted) {
        for sentence in sentences(&paragraph.text) {
            let Some(counted) = unclaimed(paragraph, &sentence, &on_record) else { continue };
            told.push(
                Diagnostic::warning("number-without-claim", "a number in the text is nobody’s claim")
                    .at(paragraph.place_of(case, counted), "no mark, no link to a source")
                    .with_why("a count of people or things is somebody’s, and readers ask whose; this is a guess from the words")
                    .with_help("mark the words as a claim, or link to the source in the same sentence"),
            );
        }
    }
    told
}

/// The numbers that the article's claims have on record, in whatever words: to restate one needs no new mark.
fn on_record(briefing: &Briefing, article: &Article) -> BTreeSet<Number> {
    let mut found = BTreeSet::new();
    for claim in article.claims.iter().chain(&article.marked).map(|key| &briefing.claims[*key]) {
        let quotes = claim
            .evidence
            .iter()
            .filter_map(|evidence| evidence.quote.as_ref())
            .map(|quote| quote.value.as_str());
        for text in quotes.chain([claim.statement.as_str()]) {
            let words = words(text);
            found.extend((0..words.len()).filter_map(|at| number_at(&words, at).map(|(number, _)| number)));
        }
        if let Some(estimate) = claim.estimate {
            found.extend(numbers(&briefing.estimates[estimate].quantity.bound));
        }
    }
    found
}

/// The first counted number of a sentence that stands in no mark; nothing where the sentence leads to a source.
fn unclaimed(
    paragraph: &Paragraph,
    sentence: &Range<usize>,
    on_record: &BTreeSet<Number>,
) -> Option<Range<usize>> {
    let inside = |range: &Range<usize>| range.start < sentence.end && sentence.start < range.end;
    let sourced =
        paragraph.links.iter().any(|link| inside(&link.range) && !matches!(link.to, Leading::Speaker(_)));
    if sourced {
        return None;
    }
    let words: Vec<Word> = words(&paragraph.text[sentence.clone()]);
    let marked = |range: &Range<usize>| {
        let (start, end) = (sentence.start + range.start, sentence.start + range.end);
        paragraph.marks.iter().any(|mark| mark.range.start < end && start < mark.range.end)
    };
    let mut at = 0;
    while at < words.len() {
        let Some((number, taken)) = number_at(&words, at) else {
            at += 1;
            continue;
        };
        let behind = at + taken;
        if let Some(last) = counted(&words, at, behind, number).filter(|_| !describes(&words, at)) {
            let range = words[at].range.start..words[last].range.end;
            let numbered = paragraph.text[..sentence.start + range.start].ends_with('#');
            if !numbered && !marked(&range) && !on_record.contains(&number) && number.get() >= 10.0 {
                return Some(sentence.start + range.start..sentence.start + range.end);
            }
        }
        at = behind;
    }
    None
}

/// The number that starts at a word, and how many words it takes: "3,000", "2.5 million", "a thousand", "dozens".
pub(super) fn number_at(words: &[Word], at: usize) -> Option<(Number, usize)> {
    let word = words[at].text.trim_start_matches(['$', '€', '£']);
    let scale = |at: usize| words.get(at).and_then(|word| scale(&word.text));
    let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let (value, mut taken) =
        if year && word == words[at].text && word.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            (Number::parse(word)?.get(), 1)
        } else if let Some(plural) = plural(word) {
            return Number::new(plural).map(|number| (number, 1));
        } else if matches!(word, "a" | "one") && scale(at + 1).is_some() {
            (1.0, 1)
        } else {
            (spelled(word)?, 1)
        };
    let mut value = value;
    while let Some(factor) = scale(at + taken) {
        value *= factor;
        taken += 1;
    }
    Number::new(value).map(|number| (number, taken))
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

fn plural(word: &str) -> Option<f64> {
    Some(match word {
        "dozens" => 24.0,
        "hundreds" => 200.0,
        "thousands" => 2e3,
        "millions" => 2e6,
        _ => return None,
    })
}

fn spelled(word: &str) -> Option<f64> {
    const WORDS: [&str; 20] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [(&str, f64); 7] = [
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
    ];
    let small =
        WORDS.iter().zip(1_u8..).find(|(known, _)| **known == word).map(|(_, value)| f64::from(value));
    small.or_else(|| TENS.iter().find(|(known, _)| *known == word).map(|(_, value)| *value))
}

/// Whether a number says how large a place is, which hardly anybody disputes: "a city of more than 1 million people", "the
/// stadium, which holds 54,000 people".
fn describes(words: &[Word], at: usize) -> bool {
    const FURTHEST: usize = 5;
    let before = words[at.saturating_sub(FURTHEST)..at].iter().map(|word| word.text.as_str());
    let place = |word| {
        [
            "city",
            "town",
            "village",
            "country",
            "island",
            "district",
            "county",
            "population",
            "nation",
            "region",
        ]
        .contains(&word)
    };
    let holds = |word| matches!(word, "holds" | "seats" | "capacity" | "home");
    let before: Vec<&str> = before.collect();
    before.iter().any(|word| holds(word)) || before.windows(2).any(|pair| place(pair[0]) && pair[1] == "of")
}

/// What people make claims about when they count it.
const COUNTED: [&str; 91] = [
    "aircraft",
    "arrests",
    "barrels",
    "bodies",
    "buildings",
    "captives",
    "cases",
    "casualties",
    "children",
    "citizens",
    "civilians",
    "combatants",
    "dead",
    "deaths",
    "demonstrators",
    "deportations",
    "detainees",
    "doctors",
    "drones",
    "employees",
    "evacuees",
    "families",
    "fatalities",
    "fighters",
    "firefighters",
    "fled",
    "girls",
    "homes",
    "hospitalizations",
    "hostages",
    "households",
    "houses",
    "immigrants",
    "infections",
    "injured",
    "injuries",
    "insurgents",
    "jets",
    "jobs",
    "journalists",
    "killed",
    "layoffs",
    "men",
    "migrants",
    "militants",
    "missiles",
    "missing",
    "mosques",
    "nurses",
    "officers",
    "participants",
    "passengers",
    "patients",
    "people",
    "personnel",
    "persons",
    "police",
    "policemen",
    "prisoners",
    "protesters",
    "recoveries",
    "recruits",
    "refugees",
    "residents",
    "rockets",
    "schools",
    "shells",
    "ships",
    "soldiers",
    "staff",
    "strikes",
    "structures",
    "students",
    "tanks",
    "teachers",
    "tonnes",
    "tons",
    "troops",
    "users",
    "vehicles",
    "vessels",
    "victims",
    "villagers",
    "voters",
    "votes",
    "warplanes",
    "women",
    "workers",
    "wounded",
    "wounds",
    "youths",
];

/// The word up to which a number counts something, where it does: "3,000 North Korean soldiers", "2.5 billion dollars".
fn counted(words: &[Word], at: usize, behind: usize, number: Number) -> Option<usize> {
    const FURTHEST: usize = 4;
    const ENDS: [&str; 25] = [
        "and", "or", "percent", "per", "years", "year", "days", "hours", "weeks", "months", "km", "miles",
        "metres", "to", "the", "between", "on", "for", "from", "by", "with", "in", "at", "when", "don't",
    ];
    let money = words[at].text.starts_with(['$', '€', '£']) && number.get() >= 1e6;
    if money {
        return Some(behind - 1);
    }
    for (ahead, word) in words.iter().skip(behind).take(FURTHEST).enumerate() {
        let word = word.text.as_str();
        if COUNTED.binary_search(&word).is_ok() {
            return Some(behind + ahead);
        }
        if ENDS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_stands_in_the_order_in_which_it_is_looked_up() {
        assert!(COUNTED.windows(2).all(|pair| pair[0] < pair[1]));
    }

    /// The counted numbers of a text, with what they count.
    fn found(text: &str) -> Vec<String> {
        let words = words(text);
        (0..words.len())
            .filter_map(|at| {
                let (number, taken) = number_at(&words, at)?;
                let last = counted(&words, at, at + taken, number)?;
                Some(format!("{number} {}", words[last].text))
            })
            .collect()
    }

    #[test]
    fn numbers_that_count_people_and_things_are_found() {
        assert_eq!(found("Some 3,000 North Korean soldiers"), ["3000 soldiers"]);
        assert_eq!(found("A thousand were killed"), ["1000 killed"]);
        assert_eq!(found("dozens of civilians; 1.2 million people"), ["24 civilians", "1200000 people"]);
        assert_eq!(found("It cost $2.5 billion."), ["2500000000 billion"]);
    }

    #[test]
    fn dates_times_shares_and_names_count_nothing() {
        for text in [
            "On 17 December 2024 soldiers came",
            "5 per cent of voters",
            "a 34-year-old man",
            "in 20 days people fled",
            "the 72nd brigade",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
