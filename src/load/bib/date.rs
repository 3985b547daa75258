//! Dates of entries: BibLaTeX's `date`, and the year and month of older files.

use crate::model::When;
use crate::model::when::month_named;

/// The date that a `year`, `month` and `day` give; the day may stand with the month, as in `10~jan`.
///
/// # Errors
/// What is wrong, in words.
pub(super) fn of_parts(year: &str, month: Option<&str>, day: Option<&str>) -> Result<When, String> {
    let Some(month) = month else { return parsed(year) };
    let words: Vec<String> = month
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let number = |word: &String| word.parse::<u8>().ok();
    let named = words.iter().find_map(|word| month_named(word));
    let month = named.or_else(|| words.first().and_then(number).filter(|month| (1..=12).contains(month)));
    let Some(month) = month else { return Err("the month is none; the year alone is kept".to_owned()) };
    let beside = named.and_then(|_| words.iter().find_map(number));
    match day.and_then(|day| day.trim().parse::<u8>().ok()).or(beside) {
        Some(day) => parsed(&format!("{year}-{month:02}-{day:02}")),
        None => parsed(&format!("{year}-{month:02}")),
    }
}

/// A date in EDTF, as BibLaTeX takes it: seconds are dropped, and an interval that ends in nothing is open.
///
/// # Errors
/// What is wrong, in words.
pub(super) fn parsed(text: &str) -> Result<When, String> {
    let text = text.trim();
    let open = text.strip_suffix('/').map(|start| format!("{start}/.."));
    When::parse(open.as_deref().unwrap_or(text)).map_err(|error| error.reason)
}

/// Whether `word` is one of the abbreviations that every program knows.
pub(super) fn is_month(word: &str) -> bool {
    word.len() == 3 && month_named(word).is_some()
}

/// The day in a note such as `[Online; accessed 12 March 2024]`, for files that have no field for it.
pub(super) fn accessed_in(note: &str) -> Option<When> {
    let lower = note.to_ascii_lowercase();
    let at = lower.find("accessed")? + "accessed".len();
    let rest = note.get(at..)?.trim_start_matches([':', ' ']).trim_start_matches("on ");
    let rest = rest.trim_end_matches([']', ')', '.', ' ']);
    let only = lower.trim_start_matches(['[', '(']).trim_start_matches("online; ").starts_with("accessed");
    if !only {
        return None;
    }
    When::parse(rest).ok().or_else(|| {
        let words: Vec<&str> =
            rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let [one, two, year] = words.as_slice() else { return None };
        let (month, day) = match one.parse::<u8>() {
            Ok(_) => (two, one),
            Err(_) => (one, two),
        };
        month_named(&month.to_lowercase()).and_then(|_| of_parts(year, Some(month), Some(day)).ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_with_a_month_is_a_date_as_far_as_it_is_known() {
        let date = |month, day| of_parts("2024", month, day).map(|when| when.to_string());
        assert_eq!(date(None, None).unwrap(), "2024");
        assert_eq!(date(Some("jan"), None).unwrap(), "2024-01");
        assert_eq!(date(Some("10\u{a0}jan"), None).unwrap(), "2024-01-10");
        assert_eq!(date(Some("September"), Some("3")).unwrap(), "2024-09-03");
        assert_eq!(date(Some("12"), None).unwrap(), "2024-12");
        assert!(date(Some("soon"), None).is_err());
        assert!(of_parts("in press", None, None).is_err());
        assert!(of_parts("2024", Some("feb"), Some("31")).is_err());
    }

    #[test]
    fn the_day_of_reading_is_found_in_a_note_that_says_nothing_else() {
        let day = |note| accessed_in(note).map(|when| when.to_string());
        assert_eq!(day("[Online; accessed 12-March-2024]").as_deref(), Some("2024-03-12"));
        assert_eq!(day("Accessed: 2024-05-01").as_deref(), Some("2024-05-01"));
        assert_eq!(day("Accessed on May 1, 2024").as_deref(), Some("2024-05-01"));
        assert_eq!(day("He accessed it 2024-05-01"), None);
        assert_eq!(day("accessed with care"), None);
    }
}
