//! Places within a source as records name them: pages and times.

/// What stands before the number of a page, in the languages of most locators.
const PAGES: [&str; 24] = [
    "pages",
    "page",
    "pgs",
    "pg",
    "pp",
    "p",
    "seiten",
    "seite",
    "ss",
    "s",
    "páginas",
    "página",
    "págs",
    "pág",
    "pag",
    "str",
    "страница",
    "страницы",
    "сторінка",
    "сторінки",
    "стор",
    "стр",
    "сс",
    "с",
];

/// The page in a locator such as "p. 12", "pp. 12–14", "page 12", "S. 12" or "с. 12".
pub(super) fn page_number(locator: &str) -> Option<u32> {
    let lower = locator.trim().to_lowercase();
    let end = lower.find(|c: char| !c.is_alphabetic())?;
    let number = lower[end..].trim_start_matches('.').trim_start();
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let page = number[..digits].parse().ok().filter(|page| *page > 0)?;
    PAGES.contains(&&lower[..end]).then_some(page)
}

/// Seconds as a clock shows them: "14:05", "1:02:03".
pub(super) fn clock(seconds: u32) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{rest:02}"),
        hours => format!("{hours}:{minutes:02}:{rest:02}"),
    }
}

/// The seconds in a locator such as "00:14:05", "at 14:05", "14:05–14:20", "1h 2m 3s" or "14 min 5 s".
pub(super) fn times(locator: &str) -> Option<(u32, Option<u32>)> {
    let lower = locator.trim().to_lowercase();
    let text = ["from", "at", "min.", "minute", "ab", "à", "bei"]
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .unwrap_or(&lower)
        .trim_start();
    let mut ends = text.splitn(2, ['-', '–', '—']);
    let start = seconds(ends.next()?.trim())?;
    let end = ends.next().and_then(|end| seconds(end.trim())).filter(|end| *end > start);
    Some((start, end))
}

fn seconds(time: &str) -> Option<u32> {
    if time.contains(':') {
        let parts: Vec<&str> = time.split(':').collect();
        let (hours, rest) = match parts.as_slice() {
            [hours, minutes, seconds] => (whole(hours)?, [minutes, seconds]),
            [minutes, seconds] => (0, [minutes, seconds]),
            _ => return None,
        };
        // A fraction of a second is of no use to a reader.
        let second = whole(rest[1].split('.').next()?)?;
        return total(hours, whole(rest[0])?, second).filter(|_| second < 60);
    }
    let mut units = [None; 3];
    let mut rest = time;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let number = whole(&rest[..digits]).filter(|_| digits > 0)?;
        let word = rest[digits..].trim_start();
        let end = word.find(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.' || c == ',');
        let (word, after) = word.split_at(end.unwrap_or(word.len()));
        let unit = UNITS.iter().position(|names| names.contains(&word))?;
        // The largest stands first, and each once.
        if units[unit..].iter().any(Option::is_some) {
            return None;
        }
        units[unit] = Some(number);
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == '.' || c == ',');
    }
    let [hours, minutes, seconds] = units.map(Option::unwrap_or_default);
    units.iter().any(Option::is_some).then(|| total(hours, minutes, seconds)).flatten()
}

/// What hours, minutes and seconds are called.
const UNITS: [&[&str]; 3] = [
    &["h", "hr", "hrs", "hour", "hours", "std", "ч", "год"],
    &["m", "min", "mins", "minute", "minutes", "minuten", "минут", "мин", "хв", "'", "′", "’"],
    &["s", "sec", "secs", "second", "seconds", "sek", "sekunden", "сек", "с", "\"", "″", "''", "”"],
];

fn whole(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn total(hours: u32, minutes: u32, seconds: u32) -> Option<u32> {
    hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_however_they_are_written() {
        for (locator, page) in [
            ("p. 12", 12),
            ("p.12", 12),
            ("pp. 3–4", 3),
            ("Page 7, note 2", 7),
            ("pp.9-10", 9),
            ("S. 7", 7),
            ("с. 7", 7),
            ("pp. 7–8", 7),
            ("Seite 7", 7),
            ("p7", 7),
            ("стр. 7", 7),
            ("pág. 7", 7),
        ] {
            assert_eq!(page_number(locator), Some(page), "{locator}");
        }
        for locator in ["para. 4", "p. xii", "part 2", "p. 0", "12", "s", "sec. 7", "§ 7"] {
            assert_eq!(page_number(locator), None, "{locator}");
        }
    }

    #[test]
    fn a_time_is_shown_as_on_a_clock() {
        assert_eq!([clock(845), clock(3723), clock(9)], ["14:05", "1:02:03", "0:09"]);
    }

    #[test]
    fn times_are_read_however_they_are_written() {
        for (locator, time) in [
            ("00:14:05", (845, None)),
            ("at 14:05", (845, None)),
            ("14:05–14:20", (845, Some(860))),
            ("1h02m03s", (3723, None)),
            ("14m", (840, None)),
            ("14 min 5 s", (845, None)),
            ("14m05s", (845, None)),
            ("14 min. 5 sec.", (845, None)),
            ("14′05″", (845, None)),
            ("1 Std. 2 Min.", (3720, None)),
            ("14 мин 5 с", (845, None)),
            ("14m05s–14m20s", (845, Some(860))),
            ("0:09.5", (9, None)),
        ] {
            assert_eq!(times(locator), Some(time), "{locator}");
        }
        for locator in [
            "p. 12",
            "14",
            "1:75",
            "para. 4",
            "a:b",
            "9999999h",
            "",
            "5 s 14 min",
            "14 m 5 m",
            "14 min 5",
            "5 scenes",
        ] {
            assert_eq!(times(locator), None, "{locator}");
        }
    }
}
