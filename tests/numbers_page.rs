//! The page that tells authors how words are read, held against how they are read.

use onrecord::model::quantity::read;
use onrecord::model::{Bound, Convention, Number};

const PAGE: &str = include_str!("../content/pages/guide/numbers.md");

#[test]
fn every_phrase_on_the_page_is_read_as_the_page_says() {
    let table = PAGE.split("| Said as | Read as |").nth(1).unwrap().split("\n\n").next().unwrap();
    let mut phrases = 0;
    for row in table.lines().skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let read = read::read(cells[0], "en", Convention::Span1);
        assert_eq!(
            read.map_or_else(|_| "refused".to_owned(), |read| in_words(&read.bound)),
            cells[1],
            "{row}"
        );
        phrases += 1;
    }
    assert!(phrases > 40, "{phrases} phrases");
}

fn in_words(bound: &Bound) -> String {
    match bound {
        Bound::Exact(n) => format!("exactly {}", figures(*n)),
        Bound::Approx(n) => format!("near {}, with no margin", figures(*n)),
        Bound::MoreThan(n) => format!("above {}", figures(*n)),
        Bound::AtLeast(n) => format!("{} or more", figures(*n)),
        Bound::LessThan(n) => format!("below {}", figures(*n)),
        Bound::AtMost(n) => format!("{} or less", figures(*n)),
        Bound::Range { low, high, best: None } => format!("{} to {}", figures(*low), figures(*high)),
        Bound::Range { low, high, best: Some(best) } => {
            format!("{} to {}, best {}", figures(*low), figures(*high), figures(*best))
        }
        Bound::Vague(Some(_)) => "vague, by a convention".to_owned(),
        Bound::Vague(None) => "vague".to_owned(),
        Bound::None => "no number".to_owned(),
    }
}

/// All digits, grouped in threes.
fn figures(number: Number) -> String {
    let digits = number.get().to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}
