//! Dates as people write them → how EDTF writes them, to suggest when reading fails.
//!
//! Only what can be told is suggested: 27/12/2024 can only be December, 03/04/2024 may be March or April and gets none.

use super::{When, WhenError, parse};

/// The longest text that is worth working on.
const LONGEST: usize = 100;

/// Adds to a reason the text that would be read, where there is one.
pub(super) fn mend(text: &str, reason: String) -> WhenError {
    if text.len() > LONGEST {
        return WhenError { reason, suggestion: None };
    }
    let candidate = date(text).or_else(|| period(text)).filter(|date| parse::when(date).is_ok());
    let reason = if candidate.is_none() && is_ambiguous(text) {
        "it cannot be told which number is the day and which the month; write year-month-day".to_owned()
    } else {
        reason
    };
    WhenError { reason, suggestion: candidate }
}

fn period(text: &str) -> Option<String> {
    ["/", " to ", " until ", " – ", " — ", " - ", "..", "–"].into_iter().find_map(|between| {
        let (start, end) = text.split_once(between)?;
        let (start, end) = (edge(start.trim())?, edge(end.trim())?);
        Some(format!("{start}/{end}"))
    })
}

fn edge(text: &str) -> Option<String> {
    match text.to_lowercase().as_str() {
        "" | "unknown" | "?" => Some(String::new()),
        ".." | "open" | "now" | "present" | "today" => Some("..".to_owned()),
        _ => date(text),
    }
}

/// One date, already right or in a form that people use.
fn date(text: &str) -> Option<String> {
    if let Ok(When::At(_)) = parse::when(text) {
        return Some(text.to_owned());
    }
    let lower = text.to_lowercase();
    if let Some(rest) = ["circa ", "ca. ", "ca ", "c. ", "about ", "around ", "approx. ", "~"]
        .iter()
        .find_map(|word| lower.strip_prefix(word))
    {
        return date(rest).map(|date| format!("{date}~"));
    }
    if let Some(rest) =
        ["perhaps ", "possibly ", "probably ", "maybe "].iter().find_map(|word| lower.strip_prefix(word))
    {
        return date(rest).map(|date| format!("{date}?"));
    }
    timestamp(&lower)
        .or_else(|| era(&lower))
        .or_else(|| open_digits(&lower))
        .or_else(|| numbers(&lower))
        .or_else(|| words(&lower))
        .filter(|date| parse::when(date).is_ok())
}

/// "2024-12-27 14:05", "2024-12-27t14:05z"
fn timestamp(text: &str) -> Option<String> {
    let (day, time) = text.split_once(['t', ' '])?;
    let time = time.trim().to_uppercase().replace(" UTC", "Z").replace("UTC", "Z");
    let time = if time.as_bytes().get(1) == Some(&b':') { format!("0{time}") } else { time };
    let stamp = format!("{}T{time}", date(day)?);
    parse::when(&stamp).is_ok().then_some(stamp)
}

/// "150 BC", "150 BCE", "33 AD"; a year of three digits or of more than four; "-0000".
fn era(text: &str) -> Option<String> {
    let before = ["bce", "bc", "b.c.", "b.c.e."].iter().find_map(|era| text.strip_suffix(era));
    let after = ["ce", "ad", "a.d."]
        .iter()
        .find_map(|era| text.strip_suffix(era))
        .or_else(|| text.strip_prefix("ad "));
    let year = match (before, after) {
        (Some(before), _) => 1 - before.trim().parse::<i32>().ok().filter(|year| *year > 0)?,
        (None, Some(after)) => after.trim().parse().ok()?,
        (None, None) if text == "-0000" => 0,
        (None, None) => {
            let digits = text.trim_start_matches(['y', '-']).len();
            let year = text.strip_prefix('y').unwrap_or(text).parse().ok()?;
            // Six digits may be a year and a month, eight a day.
            if !matches!(digits, 3 | 5 | 7 | 9 | 10) && !text.starts_with('y') {
                return None;
            }
            year
        }
    };
    Some(super::Precision::Year(year).to_string())
}

/// "2010s", "201x", "19th century", "199u"
fn open_digits(text: &str) -> Option<String> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    if let Some(rest) = text.strip_suffix(" century") {
        let number: i32 = rest.trim_end_matches(char::is_alphabetic).parse().ok()?;
        return Some(format!("{:02}XX", number.checked_sub(1).filter(|before| (0..100).contains(before))?));
    }
    if let Some(decade) = text.strip_suffix("s").map(|years| years.trim_end_matches('\'')) {
        let start: i32 = decade.parse().ok()?;
        // "the 1900s" may be ten years or a hundred.
        return (start % 10 == 0 && start % 100 != 0).then(|| format!("{:03}X", start / 10));
    }
    let open = text.replace(['x', 'u'], "X");
    (open != text).then_some(open)
}

/// Dates in digits: "2024-12-5", "2024/12/27", "27.12.2024", "20241227", "2024–12–27".
fn numbers(text: &str) -> Option<String> {
    let (text, qualifier) = match text.strip_suffix(['~', '?', '%']) {
        Some(rest) => (rest, &text[rest.len()..]),
        None => (text, ""),
    };
    let parts: Vec<&str> = text.split(is_divider).collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let date = match parts.as_slice() {
        [digits] if digits.len() == 8 => format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]),
        [digits] if digits.len() == 6 && digits.starts_with(['1', '2']) => {
            format!("{}-{}", &digits[..4], &digits[4..])
        }
        [year, month] if year.len() == 4 => format!("{year}-{month:0>2}"),
        [month, year] if year.len() == 4 => format!("{year}-{month:0>2}"),
        [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [one, two, year] if year.len() == 4 => {
            let (day, month) = told_apart(one, two)?;
            format!("{year}-{month:02}-{day:02}")
        }
        _ => return None,
    };
    Some(date + qualifier)
}

fn is_divider(letter: char) -> bool {
    matches!(letter, '-' | '/' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The day and the month, where only one order makes a date or both make the same.
fn told_apart(one: &str, two: &str) -> Option<(u8, u8)> {
    match (one.parse().ok()?, two.parse().ok()?) {
        (day @ 13..=31, month @ 1..=12) | (month @ 1..=12, day @ 13..=31) => Some((day, month)),
        (day @ 1..=12, month @ 1..=12) if day == month => Some((day, month)),
        _ => None,
    }
}

fn is_ambiguous(text: &str) -> bool {
    let parts: Vec<Option<u16>> = text.split(is_divider).map(|part| part.parse().ok()).collect();
    matches!(parts.as_slice(), [Some(1..=12), Some(1..=12), Some(_)])
}

/// Dates with a name in them: "27 December 2024", "Dec. 27th, 2024", "December 2024", "Spring 2024", "Q3 2024".
fn words(text: &str) -> Option<String> {
    let (mut year, mut month, mut day, mut season) = (None, None, None, None);
    for word in text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '-' | '/'))
        .filter(|word| !word.is_empty())
    {
        let word = word.trim_end_matches('.');
        if let Some(number) = month_named(word) {
            set(&mut month, number)?;
        } else if let Some(code) = season_named(word) {
            set(&mut season, code)?;
        } else if word.len() == 4 && word.parse::<u16>().is_ok() {
            set(&mut year, word)?;
        } else if let Some(number) = day_number(word) {
            set(&mut day, number)?;
        } else if !is_passed_over(word) {
            return None;
        }
    }
    match (year?, season, month, day) {
        (year, Some(season), None, None) => Some(format!("{year}-{season}")),
        (year, None, Some(month), None) => Some(format!("{year}-{month:02}")),
        (year, None, Some(month), Some(day)) => Some(format!("{year}-{month:02}-{day:02}")),
        _ => None,
    }
}

/// Sets what is not set yet; nothing when it was.
fn set<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    slot.replace(value).is_none().then_some(())
}

/// The month, 1 to 12, of an English name in lower case of at least three letters, cut short or not.
#[must_use]
pub fn month_named(word: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = NAMES.iter().position(|name| {
        word.len() >= 3 && (name.starts_with(word) || (*name == "september" && word == "sept"))
    })?;
    u8::try_from(at + 1).ok()
}

fn season_named(word: &str) -> Option<u8> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        "q1" => Some(33),
        "q2" => Some(34),
        "q3" => Some(35),
        "q4" => Some(36),
        _ => None,
    }
}

/// "27", "27th"
fn day_number(word: &str) -> Option<u8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// Weekdays and small words that say nothing about the date.
fn is_passed_over(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    matches!(word, "of" | "the" | "on" | "in")
        || (word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word)))
}
