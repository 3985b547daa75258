//! Places within a source as records name them: pages and times.

/// The page in a locator such as "p. 12", "pp. 12–14" or "page 12".
pub(super) fn page_number(locator: &str) -> Option<u32> {
    let mut words = locator.split_whitespace();
    let first = words.next()?.trim_end_matches('.').to_ascii_lowercase();
    let number = match first.as_str() {
        "p" | "pp" | "page" | "pages" => words.next()?,
        word => {
            let rest = word.strip_prefix("pp.").or_else(|| word.strip_prefix("p."));
            rest.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?
        }
    }
    .to_owned();
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok().filter(|page| *page > 0)
}

/// The seconds in a locator such as "00:14:05", "at 14:05", "14:05–14:20" or "1h 2m 3s".
pub(super) fn times(locator: &str) -> Option<(u32, Option<u32>)> {
    let lower = locator.trim().to_ascii_lowercase();
    let text = ["from", "at", "min.", "minute"]
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
    let mut units = [0_u32; 3];
    let mut rest = time;
    let mut any = false;
    for (unit, letter) in units.iter_mut().zip(['h', 'm', 's']) {
        if let Some((number, after)) = rest.split_once(letter) {
            *unit = whole(number.trim())?;
            rest = after.trim_start();
            any = true;
        }
    }
    (any && rest.is_empty()).then(|| total(units[0], units[1], units[2])).flatten()
}

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
        for (locator, page) in
            [("p. 12", 12), ("p.12", 12), ("pp. 3–4", 3), ("Page 7, note 2", 7), ("pp.9-10", 9)]
        {
            assert_eq!(page_number(locator), Some(page), "{locator}");
        }
        for locator in ["para. 4", "p. xii", "part 2", "p. 0", "12"] {
            assert_eq!(page_number(locator), None, "{locator}");
        }
    }

    #[test]
    fn times_are_read_however_they_are_written() {
        for (locator, time) in [
            ("00:14:05", (845, None)),
            ("at 14:05", (845, None)),
            ("14:05–14:20", (845, Some(860))),
            ("1h02m03s", (3723, None)),
            ("14m", (840, None)),
            ("0:09.5", (9, None)),
        ] {
            assert_eq!(times(locator), Some(time), "{locator}");
        }
        for locator in ["p. 12", "14", "1:75", "para. 4", "a:b", "9999999h", ""] {
            assert_eq!(times(locator), None, "{locator}");
        }
    }
}
