//! Tests of links to passages.

use super::*;
use proptest::prelude::*;

fn of_quote(url: &str, quote: &str, locator: Option<&str>) -> Option<String> {
    let parts: Vec<TextPart> = unseen(quote).into_iter().collect();
    exact(url, &parts, locator)
}

fn words(start: &str) -> TextPart {
    TextPart { start: start.to_owned(), ..TextPart::default() }
}

#[test]
fn a_short_quote_is_asked_for_whole() {
    let link = of_quote("https://a.example/x", "more than 3,000 killed", None).unwrap();
    assert_eq!(link, "https://a.example/x#:~:text=more%20than%203%2C000%20killed");
}

#[test]
fn hyphens_and_ampersands_do_not_end_the_words() {
    let link = of_quote("https://a.example/x", "R&D-led assaults", None).unwrap();
    assert_eq!(link, "https://a.example/x#:~:text=R%26D%2Dled%20assaults");
}

#[test]
fn a_long_quote_gives_its_first_and_last_words() {
    let quote = "one two three four five six seven eight nine ten.";
    let link = of_quote("https://a.example/x", quote, None).unwrap();
    assert_eq!(link, "https://a.example/x#:~:text=one%20two%20three%20four,seven%20eight%20nine%20ten");
}

#[test]
fn what_the_author_left_out_or_put_in_is_not_asked_for() {
    let quote = "“They [the forces] lost … a thousand men”";
    let link = of_quote("https://a.example/x", quote, None).unwrap();
    assert_eq!(link, "https://a.example/x#:~:text=They,a%20thousand%20men");
}

#[test]
fn parts_of_a_passage_stand_one_after_the_other_with_what_tells_them_apart() {
    let first = TextPart {
        prefix: Some("on Friday,".to_owned()),
        start: "the men".to_owned(),
        end: Some("went home".to_owned()),
        suffix: Some("-- he said".to_owned()),
    };
    assert_eq!(
        exact("https://a.example/x", &[first, words("again")], None).unwrap(),
        "https://a.example/x#:~:text=on%20Friday%2C-,the%20men,went%20home,-%2D%2D%20he%20said&text=again"
    );
}

#[test]
fn a_fragment_that_is_there_already_stays() {
    let link = |url| of_quote(url, "new words", None).unwrap();
    assert_eq!(link("https://a.example/x#top"), "https://a.example/x#top:~:text=new%20words");
    assert_eq!(link("https://a.example/x#sec-2:~:text=old"), "https://a.example/x#sec-2:~:text=new%20words");
    assert_eq!(
        link("https://a.example/x#:~:text=old&unknown=1&text=older"),
        "https://a.example/x#:~:unknown=1&text=new%20words"
    );
}

#[test]
fn a_pdf_is_opened_at_the_page() {
    let link = of_quote("https://a.example/r.PDF?v=2", "words", Some("p. 12")).unwrap();
    assert_eq!(link, "https://a.example/r.PDF?v=2#page=12");
    assert_eq!(of_quote("https://a.example/r.pdf", "words", None), None);
    let zoomed = of_quote("https://a.example/r.pdf#page=1&zoom=50", "words", Some("p. 12"));
    assert_eq!(zoomed.unwrap(), "https://a.example/r.pdf#zoom=50&page=12");
}

#[test]
fn a_recording_is_opened_at_the_minute() {
    for (url, link) in [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=845s"),
        ("https://www.youtube.com/watch?t=3&v=abc", "https://www.youtube.com/watch?v=abc&t=845s"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=845s"),
        ("https://vimeo.com/1", "https://vimeo.com/1#t=845s"),
        ("https://a.example/b.mp4", "https://a.example/b.mp4#t=845,860"),
    ] {
        assert_eq!(exact(url, &[], Some("00:14:05–00:14:20")).as_deref(), Some(link));
        assert_eq!(exact(url, &[words("x")], Some("para. 4")), None);
    }
    assert_eq!(exact("https://notyoutube.com/watch", &[], Some("00:14:05")), None);
}

#[test]
fn a_quote_without_words_of_the_source_leads_nowhere() {
    assert_eq!(of_quote("https://a.example/x", "[…]", None), None);
    assert_eq!(of_quote("ftp://a.example/x", "words", None), None);
}

#[test]
fn a_link_is_called_by_what_it_opens_and_no_more() {
    let briefing = crate::render::tests::kursk::kursk();
    let mut evidence = briefing.claims.values().find_map(|claim| claim.evidence.first()).unwrap().clone();
    let mut called = |url: &str, at: Option<&str>, check| {
        (evidence.at, evidence.check) = (at.map(str::to_owned), Some(check));
        link(crate::language::english(), url, &evidence).unwrap().label
    };
    let page = "https://a.example/x";
    assert_eq!(called(page, None, QuoteCheck::Verbatim), "Exact passage");
    assert_eq!(called(page, Some("p. 3"), QuoteCheck::NoSnapshot), "Look for these words");
    assert_eq!(called("https://a.example/x.pdf", Some("S. 12"), QuoteCheck::Verbatim), "Page 12");
    assert_eq!(called("https://youtu.be/x", Some("14 min 5 s"), QuoteCheck::NoSnapshot), "At 14:05");
}

/// What a browser reads of a directive (the draft's "parse a text directive").
fn parse(directive: &str) -> TextPart {
    let decode = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            match byte {
                b'%' => {
                    let digits = [rest.next().unwrap(), rest.next().unwrap()];
                    bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
                }
                byte => bytes.push(byte),
            }
        }
        String::from_utf8(bytes).unwrap()
    };
    let mut terms: Vec<&str> = directive.strip_prefix("text=").unwrap().split(',').collect();
    let prefix = terms[0].strip_suffix('-').map(decode);
    if prefix.is_some() {
        terms.remove(0);
    }
    let suffix = terms.last().and_then(|term| term.strip_prefix('-')).map(decode);
    if suffix.is_some() {
        terms.pop();
    }
    assert!(matches!(terms.len(), 1 | 2));
    TextPart { prefix, start: decode(terms[0]), end: terms.get(1).map(|term| decode(term)), suffix }
}

fn term() -> impl Strategy<Value = String> {
    "\\PC{1,12}|[-,&#%:~ =]{1,6}"
}

proptest! {
    #[test]
    fn any_quote_and_locator_is_taken(quote in ".{0,60}", locator in ".{0,12}", url in "https://a\\.example/.{0,12}") {
        let _ = of_quote(&url, &quote, Some(&locator));
    }

    #[test]
    fn a_browser_reads_back_the_words_that_are_asked_for(
        parts in proptest::collection::vec(
            (proptest::option::of(term()), term(), proptest::option::of(term()), proptest::option::of(term()))
                .prop_map(|(prefix, start, end, suffix)| TextPart { prefix, start, end, suffix }),
            1..4,
        )
    ) {
        let link = exact("https://a.example/x?y=1#top", &parts, None).unwrap();
        // RFC 3986, section 3.5: what a fragment may hold.
        let fragment = link.split_once('#').unwrap().1;
        prop_assert!(fragment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?%".contains(&b)));
        let read: Vec<TextPart> = fragment.split_once(":~:").unwrap().1.split('&').map(parse).collect();
        prop_assert_eq!(read, parts);
    }
}
