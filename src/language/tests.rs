use super::catalogue::{Catalogue, read};
use super::*;
use crate::diagnostic::{Diagnostics, Files};
use crate::path::RelPath;
use std::collections::BTreeSet;
use std::path::Path;

fn catalogues() -> impl Iterator<Item = (&'static str, Catalogue)> {
    SHIPPED.iter().map(|(tag, text)| {
        let (catalogue, flaws) = read(text);
        assert!(
            flaws.is_empty(),
            "{tag}: {:?}",
            flaws.iter().map(|f| (&f.message, &text[f.at.clone()])).collect::<Vec<_>>()
        );
        (*tag, catalogue)
    })
}

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn every_file_of_translations_is_compiled_in() {
    let mut there: Vec<String> = std::fs::read_dir(folder("translations"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let mut compiled: Vec<String> = SHIPPED.iter().map(|(tag, _)| (*tag).to_owned()).collect();
    there.sort();
    compiled.sort();
    assert_eq!(there, compiled);
    assert_eq!(SHIPPED[0].0, "en", "the first says what strings there are");
}

#[test]
fn every_language_has_every_string_and_no_other() {
    let wanted: BTreeSet<String> = ENGLISH.entries.keys().cloned().collect();
    for (tag, catalogue) in catalogues() {
        let there: BTreeSet<String> = catalogue.entries.keys().cloned().collect();
        let missing: Vec<_> = wanted.difference(&there).collect();
        let stray: Vec<_> = there.difference(&wanted).collect();
        assert!(missing.is_empty() && stray.is_empty(), "{tag} lacks {missing:?} and has besides {stray:?}");
    }
}

#[test]
fn every_language_fills_the_same_gaps_and_has_the_forms_of_its_grammar() {
    let mut files = Files::new();
    for (tag, catalogue) in catalogues() {
        let text = SHIPPED.iter().find(|(known, _)| *known == tag).unwrap().1;
        let file = files.add(RelPath::new(format!("translations/{tag}.toml")).unwrap(), text);
        let mut out = Diagnostics::new();
        let _ = Translation::read(Language::new(tag).unwrap(), file, text, &mut out);
        assert!(out.is_empty(), "{tag}: {out:#?}");
        let words = shipped(tag).unwrap();
        for (key, entry) in &catalogue.entries {
            let counted = entry.forms.len() > 1 && !entry.ordinal;
            // Those of millions and of fractions are reached by no count.
            let wanted: BTreeSet<_> = (0..=1000).map(|n| words.formats.category(n, false)).collect();
            let lacks: Vec<_> = wanted.difference(&entry.categories()).copied().collect();
            assert!(!counted || lacks.is_empty(), "`{key}` in {tag} lacks {lacks:?}");
        }
    }
}

/// The texts of all templates and of all code that speaks to readers.
fn speaking() -> Vec<String> {
    let mut texts = Vec::new();
    for root in ["templates", "src/render", "src/resolve", "src/chart", "src/language"] {
        for entry in walkdir::WalkDir::new(folder(root)) {
            let path = entry.unwrap().into_path();
            let is_test = path.to_str().unwrap().contains("tests");
            let is_text = path.extension().is_some_and(|ending| ending == "rs" || ending == "html");
            if is_text && !is_test {
                let text = std::fs::read_to_string(path).unwrap();
                // What tests misspell is not asked for.
                texts.push(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned());
            }
        }
    }
    texts
}

#[test]
fn every_string_is_used_and_every_string_that_is_asked_for_exists() {
    let texts = speaking();
    let all = texts.concat();
    let assembled = |key: &str| {
        // `date.short.about` is asked for as `about` of either length; a status by its name.
        let last = key.rsplit('.').next().unwrap();
        let date = key.starts_with("date.") && all.contains(&format!("keyed!(self, \"{last}\")"));
        let status = key.split('.').nth(1).is_some_and(|name| all.contains(&format!("keys!(\"{name}\")")));
        date || (key.starts_with("status.") && status)
    };
    let unused: Vec<&String> = ENGLISH
        .entries
        .keys()
        .filter(|key| !all.contains(&format!("\"{key}\"")) && !assembled(key))
        .collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
    let groups: BTreeSet<&str> = ENGLISH.entries.keys().filter_map(|key| key.split('.').next()).collect();
    let mut missing = BTreeSet::new();
    for text in &texts {
        for piece in text.split('"').skip(1) {
            let shaped = !piece.ends_with('.')
                && piece.contains('.')
                && piece.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-".contains(&b))
                && !["html", "css", "js", "csv", "json", "xml", "bib", "png", "toml", "com"]
                    .contains(&piece.rsplit('.').next().unwrap());
            let group = piece.split('.').next().unwrap();
            if shaped && groups.contains(group) && !ENGLISH.entries.contains_key(piece) {
                missing.insert(piece.to_owned());
            }
        }
        for call in text.split("t(key=\"").skip(1) {
            let key = call.split('"').next().unwrap();
            if !ENGLISH.entries.contains_key(key) {
                missing.insert(key.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "there is no {missing:?}");
}

#[test]
fn dates_are_as_exact_as_they_are_known() {
    let words = english();
    let date = |text: &str| words.date(&When::parse(text).unwrap());
    let short = |text: &str| words.short_date(&When::parse(text).unwrap());
    for (text, long, brief) in [
        ("2024-12-27", "27 December 2024", "27 Dec 2024"),
        ("2024-12", "December 2024", "Dec 2024"),
        ("2024", "2024", "2024"),
        ("2024-12-23~", "about 23 December 2024", "c. 23 Dec 2024"),
        ("2024-12-23?", "perhaps 23 December 2024", "23 Dec 2024?"),
        ("2024-12-20/2024-12-27", "20 to 27 December 2024", "20–27 Dec 2024"),
        ("2024-11-30/2024-12-02", "30 November to 2 December 2024", "30 Nov – 2 Dec 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023 to 2 January 2024", "30 Dec 2023 – 2 Jan 2024"),
        ("2019/2024", "2019 to 2024", "2019–2024"),
        ("2024-12-20/..", "since 20 December 2024", "since 20 Dec 2024"),
        ("[2024-12-27,2024-12-28]", "27 or 28 December 2024", "27 or 28 Dec 2024"),
        ("19XX", "the 20th century", "20th c."),
        ("201X", "the 2010s", "2010s"),
        ("2024-33", "the first quarter of 2024", "Q1 2024"),
        ("2024-12-27T14:05Z", "14:05 UTC, 27 December 2024", "14:05 UTC, 27 Dec 2024"),
        ("-0043", "44 BC", "44 BC"),
    ] {
        assert_eq!((date(text).as_str(), short(text).as_str()), (long, brief), "{text}");
    }
}

#[test]
fn numbers_lose_nothing_in_words() {
    let words = english();
    for (number, told) in [
        (3000.0, "3,000"),
        (1_200_000.0, "1.2 million"),
        (1_234_567.0, "1,234,567"),
        (3e9, "3 billion"),
        (0.5, "0.5"),
        (-12.0, "−12"),
        (299_792.456_2, "299,792.4562"),
    ] {
        assert_eq!(words.number(Number::new(number).unwrap()), told);
    }
}
