//! Links to the very words in a source.
//!
//! A text fragment (<https://wicg.github.io/scroll-to-text-fragment/>) asks the browser to find and show words on a page.
//! It is a courtesy: where the words are not found the page opens at its top, so nothing is promised by it.

use super::links::{encode, external};

/// The most words that are asked for in one stretch; longer quotes give their first and last [`END_WORDS`].
const WHOLE_WORDS: usize = 8;
const END_WORDS: usize = 4;

/// The address of `quote` at `url`: a text fragment, or for a PDF the page that `locator` names. Nothing where neither can
/// be made.
pub(crate) fn exact(url: &str, quote: &str, locator: Option<&str>) -> Option<String> {
    external(url).filter(|url| url.starts_with("http"))?;
    let (address, fragment) = url.split_once('#').unwrap_or((url, ""));
    if is_pdf(address) {
        return page_number(locator?).map(|page| format!("{address}#page={page}"));
    }
    let directive = directive(quote)?;
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    Some(format!("{address}#{fragment}:~:text={directive}"))
}

fn is_pdf(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or(address);
    path.len() >= 4
        && path.is_char_boundary(path.len() - 4)
        && path[path.len() - 4..].eq_ignore_ascii_case(".pdf")
}

/// The page in a locator such as "p. 12" or "page 12".
fn page_number(locator: &str) -> Option<u32> {
    let mut words = locator.split_whitespace();
    let first = words.next()?.trim_end_matches('.').to_ascii_lowercase();
    let number = match first.as_str() {
        "p" | "pp" | "page" => words.next()?,
        word => word.strip_prefix("p.").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?,
    }
    .to_owned();
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// `words` or `start,end`. What an author left out or put in brackets is not in the source, so only what stands before the
/// first and after the last of it is asked for.
fn directive(quote: &str) -> Option<String> {
    let pieces = as_written(quote);
    let (first, last) = (pieces.first()?, pieces.last()?);
    let words: Vec<&str> = first.split_whitespace().collect();
    if pieces.len() == 1 && words.len() <= WHOLE_WORDS {
        return Some(encode_term(&words));
    }
    let ending: Vec<&str> = last.split_whitespace().collect();
    let start = &words[..words.len().min(END_WORDS)];
    let end = &ending[ending.len().saturating_sub(END_WORDS)..];
    Some(format!("{},{}", encode_term(start), encode_term(end)))
}

/// The stretches of a quote that stand in its source as they stand here.
fn as_written(quote: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = quote;
    while let Some((at, length)) = omission(rest) {
        pieces.push(&rest[..at]);
        rest = &rest[at + length..];
    }
    pieces.push(rest);
    let edge = |c: char| {
        c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '’' | ',' | '.' | ';' | ':' | '—' | '–')
    };
    pieces.into_iter().map(|piece| piece.trim_matches(edge)).filter(|piece| !piece.is_empty()).collect()
}

/// The first ellipsis or bracketed stretch: where it starts and how long it is.
fn omission(text: &str) -> Option<(usize, usize)> {
    let bracket = text.find('[').and_then(|at| text[at..].find(']').map(|end| (at, end + 1)));
    let dots = text.find("...").map(|at| (at, 3));
    let ellipsis = text.find('…').map(|at| (at, '…'.len_utf8()));
    [bracket, dots, ellipsis].into_iter().flatten().min()
}

/// `-`, `,` and `&` have a meaning in the directive.
fn encode_term(words: &[&str]) -> String {
    encode(&words.join(" ")).replace('-', "%2D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_quote_is_asked_for_whole() {
        let link = exact("https://a.example/x", "more than 3,000 killed", None).unwrap();
        assert_eq!(link, "https://a.example/x#:~:text=more%20than%203%2C000%20killed");
    }

    #[test]
    fn hyphens_and_ampersands_do_not_end_the_words() {
        let link = exact("https://a.example/x", "R&D-led assaults", None).unwrap();
        assert_eq!(link, "https://a.example/x#:~:text=R%26D%2Dled%20assaults");
    }

    #[test]
    fn a_long_quote_gives_its_first_and_last_words() {
        let quote = "one two three four five six seven eight nine ten.";
        let link = exact("https://a.example/x", quote, None).unwrap();
        assert_eq!(link, "https://a.example/x#:~:text=one%20two%20three%20four,seven%20eight%20nine%20ten");
    }

    #[test]
    fn what_the_author_left_out_or_put_in_is_not_asked_for() {
        let quote = "“They [the forces] lost … a thousand men”";
        let link = exact("https://a.example/x", quote, None).unwrap();
        assert_eq!(link, "https://a.example/x#:~:text=They,a%20thousand%20men");
    }

    #[test]
    fn a_fragment_that_is_there_already_stays() {
        let link = exact("https://a.example/x#sec-2:~:text=old", "new words", None).unwrap();
        assert_eq!(link, "https://a.example/x#sec-2:~:text=new%20words");
    }

    #[test]
    fn a_pdf_is_opened_at_the_page() {
        let link = exact("https://a.example/r.PDF?v=2", "words", Some("p. 12")).unwrap();
        assert_eq!(link, "https://a.example/r.PDF?v=2#page=12");
        assert_eq!(exact("https://a.example/r.pdf", "words", None), None);
    }

    #[test]
    fn a_quote_without_words_of_the_source_leads_nowhere() {
        assert_eq!(exact("https://a.example/x", "[…]", None), None);
        assert_eq!(exact("ftp://a.example/x", "words", None), None);
    }

    proptest::proptest! {
        #[test]
        fn any_quote_and_locator_is_taken(quote in ".{0,60}", locator in ".{0,12}", url in "https://a\\.example/.{0,12}") {
            let _ = exact(&url, &quote, Some(&locator));
        }
    }
}
