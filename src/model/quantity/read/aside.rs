//! Numbers that are none of the quantity: ordinals, days, years, times of day and spans of time.
//!
//! What is certainly one of these is put aside; a number of a name is in `names`.

use super::amount::Amount;
use super::digits::Written;
use super::lexicon::{Item, Meaning, Piece, Side};
use super::names;

/// Puts asides in the place of amounts that belong to something else; says whether there was any.
pub(super) fn put_aside(parts: &mut [Piece]) -> bool {
    let before = count(parts);
    ordinals(parts);
    days(parts);
    decades_and_clocks(parts);
    dates(parts);
    rates(parts);
    times(parts);
    years(parts);
    names::designations(parts);
    let found = count(parts) < before;
    names::doubtful(parts);
    found
}

fn count(parts: &[Piece]) -> usize {
    parts.iter().filter(|part| matches!(part.item, Item::Amount(_) | Item::Date | Item::Name)).count()
}

pub(super) fn known(parts: &[Piece], at: usize) -> Option<Meaning> {
    match parts.get(at)?.item {
        Item::Known(meaning) => Some(meaning),
        _ => None,
    }
}

pub(super) fn amount(parts: &[Piece], at: usize) -> Option<&Amount> {
    match &parts.get(at)?.item {
        Item::Amount(amount) => Some(amount),
        _ => None,
    }
}

pub(super) fn is_mark(parts: &[Piece], at: usize, marks: &[char]) -> bool {
    matches!(parts.get(at), Some(Piece { item: Item::Mark(mark), .. }) if marks.contains(mark))
}

/// Whether a hyphen stands at `at` right behind what is before it.
pub(super) fn is_hyphen(parts: &[Piece], at: usize) -> bool {
    is_mark(parts, at, &['-', '\u{2010}', '\u{2011}']) && parts[at].tight
}

/// Whether what stands at `at` may be what a number before it counts.
pub(super) fn is_counted(parts: &[Piece], at: usize) -> bool {
    matches!(parts.get(at), Some(Piece { item: Item::Word { .. } | Item::Known(Meaning::Countable), .. }))
}

/// Whether what stands at `at` makes a range or a list of the numbers around it.
pub(super) fn connects(parts: &[Piece], at: usize) -> bool {
    matches!(known(parts, at), Some(Meaning::To | Meaning::UpTo | Meaning::Or | Meaning::And))
        || is_mark(parts, at, &['-', '\u{2013}', '\u{2014}'])
}

pub(super) fn aside(parts: &mut [Piece], places: std::ops::RangeInclusive<usize>) {
    for part in &mut parts[places] {
        part.item = Item::Known(Meaning::Nil);
    }
}

/// "3rd", "3-тя", "3.ª", "die 3. Brigade"
fn ordinals(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        let Some(found) = amount(parts, at) else { continue };
        let stop = is_mark(parts, at + 1, &['.']) && parts[at + 1].tight;
        let ending = at + 1 + usize::from(stop || is_hyphen(parts, at + 1));
        let clings = parts.get(ending).is_some_and(|part| part.tight);
        if clings && known(parts, ending) == Some(Meaning::OrdinalEnding) {
            parts[at].item = Item::Known(Meaning::Ordinal);
            aside(parts, at + 1..=ending);
        } else if stop && found.written == Written::Bare && is_noun(parts, at + 2) {
            parts[at].item = Item::Known(Meaning::Ordinal);
        }
    }
}

fn is_noun(parts: &[Piece], at: usize) -> bool {
    is_counted(parts, at) || known(parts, at) == Some(Meaning::Designator)
}

/// "27 December 2024", "December 27–28, 2024", "December 2024"
fn days(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        if !is_month(parts, at) {
            continue;
        }
        let start = days_before(parts, at);
        let mut end = at;
        if start.is_none() && is_day(parts, at + 1) && !is_counted(parts, at + 2) {
            let second = connects(parts, at + 2) && is_day(parts, at + 3) && !is_counted(parts, at + 4);
            end = if second { at + 3 } else { at + 1 };
        }
        let year = end + 1 + usize::from(is_mark(parts, end + 1, &[',']));
        if amount(parts, year).is_some_and(Amount::is_yearlike) && !is_counted(parts, year + 1) {
            end = year;
        }
        if start.is_some() || end > at {
            aside(parts, start.unwrap_or(at)..=end);
        }
    }
}

/// Where the days before the month at `month` start: "27", "20 to 27".
fn days_before(parts: &[Piece], month: usize) -> Option<usize> {
    let before = month.checked_sub(1)?;
    // German writes "27. Dezember", Spanish "27 de diciembre".
    let between = is_mark(parts, before, &['.']) || known(parts, before).is_some_and(Meaning::is_filler);
    let day = before.checked_sub(usize::from(between))?;
    if !is_day(parts, day) {
        return None;
    }
    let first = day.checked_sub(2).filter(|first| connects(parts, day - 1) && is_day(parts, *first));
    Some(first.unwrap_or(day))
}

pub(super) fn is_month(parts: &[Piece], at: usize) -> bool {
    match known(parts, at) {
        Some(Meaning::Month { capital }) => !capital || parts[at].text.starts_with(char::is_uppercase),
        _ => false,
    }
}

pub(super) fn is_day(parts: &[Piece], at: usize) -> bool {
    let in_digits = |amount: &Amount| {
        amount.written == Written::Bare
            && amount.unit.is_none()
            && amount.exact().is_some_and(|day| (1.0..=31.0).contains(&day))
    };
    known(parts, at) == Some(Meaning::Ordinal) || amount(parts, at).is_some_and(in_digits)
}

/// "1990s", "2024's", "5 pm"
fn decades_and_clocks(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        if amount(parts, at).is_none() {
            continue;
        }
        let apostrophe = usize::from(is_mark(parts, at + 1, &['\'', '\u{2019}']) && parts[at + 1].tight);
        let s = at + 1 + apostrophe;
        if parts.get(s).is_some_and(|next| next.tight && next.text == "s") {
            aside(parts, at..=s);
        } else if known(parts, at + 1) == Some(Meaning::Ago) {
            aside(parts, at..=at + 1);
        }
    }
}

/// Dates in digits, names with digits, and "9/11" where a time may stand.
fn dates(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        let after_time = at > 0 && matches!(known(parts, at - 1), Some(Meaning::Time | Meaning::Per));
        let is_date = match parts[at].item {
            Item::Date | Item::Name => true,
            Item::Odd(_) => after_time && parts[at].text.contains('/'),
            _ => false,
        };
        if is_date {
            aside(parts, at..=at);
        }
    }
}

/// "500 a day", "up to 1,000 soldiers per month": how often is part of the unit. "In a day 500 fell" tells a time, and
/// "each day 500 fell" or "500 every two weeks" would be a rate whose unit does not stand with its number.
fn rates(parts: &mut [Piece]) {
    const APART: &str = "the number is a rate, and its time does not stand beside it as in `500 a day`";
    for at in 0..parts.len() {
        let leads = match known(parts, at) {
            Some(Meaning::Rate { leads }) => leads,
            Some(Meaning::Per) if spans_time(parts, at + 1) => {
                parts[at].item = Item::Known(Meaning::Spoils(APART));
                continue;
            }
            _ => continue,
        };
        let ago = known(parts, at + 1) == Some(Meaning::Ago);
        let behind = at.checked_sub(1).filter(|before| !ago && may_recur(parts, *before));
        let rated = behind.and_then(|before| (0..=before).rev().find(|at| amount(parts, *at).is_some()));
        let time = parts[at].text.clone();
        aside(parts, at..=at + usize::from(ago));
        match rated.map(|rated| &mut parts[rated].item) {
            Some(Item::Amount(amount)) => {
                let counted = amount.unit.take().map_or_else(String::new, |unit| unit + " ");
                amount.unit = Some(counted + &time);
            }
            _ if leads => parts[at].item = Item::Known(Meaning::Spoils(APART)),
            _ => {}
        }
    }
}

/// "two weeks", "24 hours"
fn spans_time(parts: &[Piece], at: usize) -> bool {
    amount(parts, at).is_some() && known(parts, at + 1) == Some(Meaning::TimeUnit)
}

/// Whether what stands at `at` is a number or what it counts, so that "a day" behind it says how often.
fn may_recur(parts: &[Piece], at: usize) -> bool {
    let unit = matches!(known(parts, at), Some(Meaning::Unit | Meaning::TimeUnit | Meaning::After(_)));
    amount(parts, at).is_some() || is_counted(parts, at) || is_mark(parts, at, &[')']) || unit
}

/// "in the last 24 hours", "two weeks ago", "for three or four days", "24-hour"; a span that nothing announces is a
/// quantity with its unit.
fn times(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        let Some(yearlike) = amount(parts, at).map(Amount::is_yearlike) else { continue };
        let joined = is_hyphen(parts, at + 1);
        let unit = at + 1 + usize::from(joined);
        if known(parts, unit) != Some(Meaning::TimeUnit) {
            continue;
        }
        let pair =
            at.checked_sub(2).filter(|first| connects(parts, at - 1) && amount(parts, *first).is_some());
        let (start, announced) = announcement(parts, pair.unwrap_or(at));
        let followed = known(parts, unit + 1) == Some(Meaning::Ago);
        if announced || joined || followed || yearlike {
            aside(parts, start..=unit + usize::from(followed));
        } else {
            let text = parts[unit].text.clone();
            if let Item::Amount(amount) = &mut parts[at].item {
                amount.unit.get_or_insert(text);
            }
            aside(parts, unit..=unit);
        }
    }
}

/// Where the words before a time start ("in less than the last"), and whether they announce one.
fn announcement(parts: &[Piece], amount: usize) -> (usize, bool) {
    let mut start = amount;
    let mut announced = false;
    while start > 0 {
        match known(parts, start - 1) {
            Some(Meaning::Time | Meaning::Per | Meaning::By | Meaning::Weak(Side::MoreThan)) => {
                announced = true;
            }
            Some(Meaning::Before(_) | Meaning::Either(_) | Meaning::Weak(_)) => {}
            Some(Meaning::Article | Meaning::Possibly) => {}
            Some(Meaning::Between | Meaning::From | Meaning::UpTo) => {}
            Some(meaning) if meaning.is_filler() => {}
            _ => break,
        }
        start -= 1;
    }
    (start, announced)
}

/// "in 2024", "since 2022", "between 2022 and 2024", "in 2022–23", "(2022)"
fn years(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        if !amount(parts, at).is_some_and(Amount::is_yearlike) {
            continue;
        }
        let second = second_year(parts, at);
        let end = second.unwrap_or(at);
        let ranges = second.is_none() && connects(parts, at + 1) && amount(parts, at + 2).is_some();
        let counted = second.is_some() && is_counted(parts, end + 1);
        let mut before = at;
        while before > 0 && known(parts, before - 1).is_some_and(Meaning::is_filler) {
            before -= 1;
        }
        let announced = match before.checked_sub(1).and_then(|before| known(parts, before)) {
            Some(Meaning::Time | Meaning::Per | Meaning::By | Meaning::From) => !ranges,
            Some(Meaning::TimeUnit | Meaning::Nil) => true,
            Some(Meaning::Between) => second.is_some(),
            _ => false,
        };
        let bracketed = at > 0 && is_mark(parts, at - 1, &['(']) && is_mark(parts, end + 1, &[')']);
        if (announced && !counted) || bracketed {
            aside(parts, at..=end);
        }
    }
}

/// The other year of "2022 to 2024" or "2022–23".
fn second_year(parts: &[Piece], first: usize) -> Option<usize> {
    let second = first + 2;
    let (year, next) = (amount(parts, first)?.exact()?, amount(parts, second)?);
    let cut_short = next.written == Written::Bare && next.exact() == Some(year % 100.0 + 1.0);
    (connects(parts, first + 1) && (next.is_yearlike() || cut_short)).then_some(second)
}
