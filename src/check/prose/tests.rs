use super::*;
use crate::diagnostic::Files;
use crate::load;
use crate::model::when::Day;
use crate::path::RelPath;
use crate::resolve::resolve;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What `of` makes of the paragraphs of an article with this text.
fn read<T>(text: &str, of: impl Fn(&Case<'_>, &[Paragraph]) -> T) -> T {
    let article = format!(
        "---\ntitle: A\ndate: 2024-12-28\nclaims:\n  c: {{speaker: s, source: r}}\n  d: {{speaker: s, source: r, mark: \"two [words] stand\"}}\n---\n\n{text}\n"
    );
    let files = [
        ("onrecord.toml", "title = \"T\"\n"),
        ("content/speakers/s.yaml", "s: {name: S, kind: expert}\n"),
        ("content/sources/r.yaml", "r: {title: R, type: report}\n"),
        ("content/articles/a.md", article.as_str()),
    ];
    let files = files.map(|(path, text)| (RelPath::new(path).unwrap(), Arc::from(text.as_bytes())));
    let loaded = load::from_files(files.into());
    let (briefing, _) = resolve(loaded.documents);
    let files: &Files = &loaded.files;
    let case =
        Case { briefing: &briefing, files, today: Day::from_civil(2026, 1, 1), published: &BTreeSet::new() };
    of(&case, &paragraphs(&briefing, briefing.articles.keys().next().unwrap()))
}

/// The text in the file at the place of the n-th time that `words` stand in the first paragraph.
fn found(text: &str, words: &str, n: usize) -> String {
    read(text, |case, paragraphs| {
        let paragraph = &paragraphs[0];
        let at = paragraph.text.match_indices(words).nth(n).unwrap().0;
        let place = paragraph.place_of(case, at..at + words.len());
        let before = place.start - paragraph.place.start;
        format!("{before}: {}", case.files.text(place))
    })
}

#[test]
fn words_are_found_where_they_stand_in_the_file() {
    assert_eq!(found("He lost 3,000 men.", "3,000 men", 0), "8: 3,000 men");
    assert_eq!(found("He lost\n3,000\nmen.", "3,000 men", 0), "8: 3,000\nmen");
    assert_eq!(found("Men, and *men*, and men.", "men", 1), "20: men");
}

#[test]
fn what_a_link_leads_to_is_no_word_of_the_text() {
    assert_eq!(found("[A](https://a.test/3000) and 3000", "3000", 0), "29: 3000");
    assert_eq!(found("[A][c] and c\n\n[c]: https://a.test", "c", 0), "11: c");
}

#[test]
fn words_that_markdown_breaks_up_are_found_by_their_first() {
    assert_eq!(found("Some 4,200 *tired* men", "4,200 tired men", 0), "5: 4,200");
    assert_eq!(found("So *un*\nlikely", "un likely", 0), "4: un");
    assert_eq!(found("a\\*b\nrest", "a*b", 0), "0: a\\*b");
}

#[test]
fn a_mark_of_the_record_is_one_mark_whatever_it_holds() {
    let marks =
        read("Here two \\[[words](https://a.test)\\] *st*and. [Others](claim:c).", |_, paragraphs| {
            let shown = |mark: &Marked| paragraphs[0].text[mark.range.clone()].to_owned();
            paragraphs[0].marks.iter().map(shown).collect::<Vec<_>>()
        });
    assert_eq!(marks, ["two [words] stand", "Others"]);
}

#[test]
fn code_and_quotations_are_not_the_authors_words() {
    let own =
        read("It is `likely` so, “very likely”, he said.", |_, paragraphs| paragraphs[0].own_words());
    assert_eq!(own.split_whitespace().collect::<Vec<_>>(), ["It", "is", "so,", ",", "he", "said."]);
}

#[test]
fn a_list_is_led_to_by_the_paragraph_before_and_a_quote_is_somebody_elses() {
    read("## Kirby\n\nHe said:\n\n- one\n- two\n\nAfter.\n\n> Theirs.", |_, paragraphs| {
        let shown: Vec<_> = paragraphs.iter().map(|p| (p.text.as_str(), p.lead.as_str(), p.quoted)).collect();
        assert_eq!(
            shown,
            [
                ("He said:", "Kirby", false),
                ("one", "Kirby. He said:", false),
                ("two", "Kirby. He said:", false),
                ("After.", "Kirby", false),
                ("Theirs.", "Kirby", true),
            ]
        );
    });
}
