//! The words of a text as the index has them. `static/search.js` does the same in the browser; both are held to
//! `words.json` beside this file.
//!
//! A word is a run of letters, digits and marks. Words are folded, so that neither capitals nor most accents matter, and then
//! lose what their language's form adds ([`Language`]). Scripts that put no spaces between words are cut into
//! pairs of neighbouring letters: no dictionary is needed, and any stretch of two letters can be found.

use super::languages::Language;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer words are cut off: they are addresses and digests rather than words.
const LONGEST: usize = 32;

/// Cuts the texts of one language into words.
pub(super) struct Words {
    language: Language,
}

/// How a stretch of letters is cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Spaces stand between words.
    Spaced,
    /// Words are divided by spaces, but grow by what is put behind and between them.
    Hangul,
    /// Nothing stands between words.
    Unspaced,
}

impl Words {
    pub(super) fn of(language: Language) -> Self {
        Self { language }
    }

    /// The terms of one word. A stretch of a script without spaces ends in its last letter alone, so that each of its letters
    /// begins a term.
    pub(super) fn terms_of(&self, word: &str) -> Vec<String> {
        let mut terms = Vec::new();
        let folded = fold(&without_joiners(self.without_leaning(word)));
        for word in folded.split(|c| !is_word(c)).filter(|word| !word.is_empty()) {
            for (script, run) in runs(word) {
                match script {
                    Script::Spaced => self.push_word(run, &mut terms),
                    Script::Hangul => push_pairs(&self.language.stem(run), &mut terms),
                    Script::Unspaced => push_pairs(run, &mut terms),
                }
            }
        }
        terms
    }

    fn push_word(&self, word: &str, terms: &mut Vec<String>) {
        let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(at, _)| at);
        if !self.language.is_common(&word[..end]) {
            terms.push(self.language.stem(&word[..end]));
        }
    }

    /// A word without those that lean on it.
    fn without_leaning<'a>(&self, mut word: &'a str) -> &'a str {
        while let Some((first, rest)) = word.split_once(is_apostrophe) {
            if !self.language.leans(&fold(first)) {
                break;
            }
            word = rest;
        }
        word
    }
}

/// Hands every word to `then` as it stands in the text.
pub(super) fn each_word<'t>(text: &'t str, mut then: impl FnMut(&'t str)) {
    let mut start = None;
    let mut before = '\0';
    for (at, c) in text.char_indices() {
        let goes_on = is_word(c) || (start.is_some() && joins(before, c, &text[at + c.len_utf8()..]));
        match (start, goes_on) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                then(&text[from..at]);
                start = None;
            }
            _ => {}
        }
        before = c;
    }
    if let Some(from) = start {
        then(&text[from..]);
    }
}

/// Letters, digits, marks, and what has no width of its own.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_ignored(c) || is_combining_mark(c)
}

/// Whether `c`, between `before` and `rest`, belongs to the word around it.
fn joins(before: char, c: char, rest: &str) -> bool {
    let Some(after) = rest.chars().next() else { return false };
    let groups = matches!(c, ',' | '.' | '\'' | '’' | '٬' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    if groups && is_digit(before) && rest.chars().take_while(|c| is_digit(*c)).count() == 3 {
        return true;
    }
    match c {
        _ if is_apostrophe(c) => is_word(before) && is_word(after),
        '"' | '״' => is_hebrew(before) && is_hebrew(after),
        _ => false,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '׳')
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{5ff}')
}

fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A word without what stands between its letters and is none.
fn without_joiners(word: &str) -> String {
    word.chars()
        .filter(|c| {
            let separates = matches!(c, ',' | '.' | '٬' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '"' | '״');
            !separates && !is_apostrophe(*c) && !is_ignored(*c)
        })
        .collect()
}

/// Small letters of one width and shape without accents. `й`, `ї` and `ў` are letters of their own and stay.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let apart: String = word.nfkd().collect();
    let mut bare = String::with_capacity(apart.len());
    let mut before = '\0';
    for c in apart.to_lowercase().chars() {
        let is_letter = matches!((before, c), ('и' | 'у', '\u{306}') | ('і', '\u{308}'));
        if is_letter || !is_accent(c) {
            bare.push(c);
        }
        before = c;
    }
    let mut out = String::with_capacity(bare.len());
    for c in bare.nfc() {
        push_plain(c, &mut out);
    }
    out
}

/// Marks that a reader may leave out when typing.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Letters that do not come apart and yet are typed in another way, or have two shapes.
fn push_plain(c: char, out: &mut String) {
    let plain = match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ς' => "σ",
        'ך' => "כ",
        'ם' => "מ",
        'ן' => "נ",
        'ף' => "פ",
        'ץ' => "צ",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' | 'ہ' | 'ە' => "ه",
        'ٱ' => "ا",
        'ـ' => "",
        '٠'..='٩' => return out.push(ascii_digit(c, '٠')),
        '۰'..='۹' => return out.push(ascii_digit(c, '۰')),
        c => return out.push(c),
    };
    out.push_str(plain);
}

fn ascii_digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

fn script(c: char) -> Script {
    match c {
        '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' => Script::Hangul,
        // Thai, Lao, Myanmar, Khmer, kana, Han.
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Script::Unspaced,
        _ => Script::Spaced,
    }
}

/// A word cut where its script changes.
fn runs(word: &str) -> Vec<(Script, &str)> {
    let mut runs: Vec<(Script, &str)> = Vec::new();
    let mut start = 0;
    let mut chars = word.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        let next = chars.peek().copied();
        if next.is_none_or(|(_, next)| script(next) != script(c)) {
            let end = next.map_or(word.len(), |(at, _)| at);
            runs.push((script(c), &word[start..end]));
            start = end;
        }
    }
    runs
}

fn push_pairs(run: &str, terms: &mut Vec<String>) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    terms.extend(starts.windows(3).map(|at| run[at[0]..at[2]].to_owned()));
    if let [.., last, end] = starts[..] {
        terms.push(run[last..end].to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;

    fn terms(language: &str, text: &str) -> Vec<String> {
        let words = Words::of(Language::of(language));
        let mut terms = Vec::new();
        each_word(text, |word| terms.extend(words.terms_of(word)));
        terms
    }

    #[derive(Deserialize)]
    struct Case {
        language: String,
        text: String,
        terms: Vec<String>,
    }

    /// The browser is held to the same table by `tests/browser/search.mjs`.
    #[test]
    fn words_are_cut_as_the_table_says() {
        let cases: Vec<Case> = serde_json::from_str(include_str!("words.json")).unwrap();
        for case in &cases {
            assert_eq!(terms(&case.language, &case.text), case.terms, "{}: {}", case.language, case.text);
        }
        assert!(cases.len() > 40, "only {} cases", cases.len());
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(word in "\\PC{0,12}") {
            let once = fold(&word);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn capitals_and_composition_make_no_difference(word in "[a-zäöüéèñçа-щіїйґ]{1,10}") {
            let upper: String = word.to_uppercase();
            let apart: String = word.nfd().collect();
            prop_assert_eq!(fold(&upper), fold(&word));
            prop_assert_eq!(fold(&apart), fold(&word));
        }

        #[test]
        fn any_text_is_cut_into_terms_without_spaces(text in "\\PC{0,40}", language in "(en|uk|fr|ko|ar|he|xx)") {
            for term in terms(&language, &text) {
                prop_assert!(!term.is_empty() && !term.contains(char::is_whitespace), "{term:?}");
            }
        }

        #[test]
        fn any_two_neighbours_of_a_script_without_spaces_are_found(text in "[一-龥ぁ-ん]{2,12}") {
            let terms = terms("ja", &text);
            let letters: Vec<char> = text.chars().collect();
            for two in letters.windows(2) {
                let two = fold(&two.iter().collect::<String>());
                prop_assert!(terms.contains(&two), "{two} in {terms:?}");
            }
        }
    }
}
