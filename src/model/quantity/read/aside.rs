//! Numbers that are none of the quantity: times, dates, years, ordinals, and parts of names.
//!
//! What is certainly one of these is put aside. What may be one is made unreadable, so that nothing is read wrongly.

use super::amount::Amount;
use super::digits::Written;
use super::lexicon::{Item, Meaning, Piece, Side};

/// Puts asides in the place of amounts that belong to something else; says whether there was any.
pub(super) fn put_aside(parts: &mut [Piece]) -> bool {
    let before = count(parts);
    ordinals(parts);
    days(parts);
    decades_and_clocks(parts);
    times(parts);
    years(parts);
    dates(parts);
    designations(parts);
    let found = count(parts) < before;
    doubtful(parts);
    found
}

fn count(parts: &[Piece]) -> usize {
    parts.iter().filter(|part| matches!(part.item, Item::Amount(_) | Item::Date | Item::Name)).count()
}

fn known(parts: &[Piece], at: usize) -> Option<Meaning> {
    match parts.get(at)?.item {
        Item::Known(meaning) => Some(meaning),
        _ => None,
    }
}

fn amount(parts: &[Piece], at: usize) -> Option<&Amount> {
    match &parts.get(at)?.item {
        Item::Amount(amount) => Some(amount),
        _ => None,
    }
}

fn is_mark(parts: &[Piece], at: usize, marks: &[char]) -> bool {
    matches!(parts.get(at), Some(Piece { item: Item::Mark(mark), .. }) if marks.contains(mark))
}

fn aside(parts: &mut [Piece], places: std::ops::RangeInclusive<usize>) {
    for part in &mut parts[places] {
        part.item = Item::Known(Meaning::Nil);
    }
}

/// "3rd", "3-тя"
fn ordinals(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        let ending = at + 1 + usize::from(is_hyphen(parts, at + 1));
        let clings = parts.get(ending).is_some_and(|part| part.tight)
            && known(parts, ending) == Some(Meaning::OrdinalEnding);
        if clings && amount(parts, at).is_some() {
            parts[at].item = Item::Known(Meaning::Ordinal);
            aside(parts, at + 1..=ending);
        }
    }
}

/// Whether a hyphen stands at `at` right behind what is before it.
fn is_hyphen(parts: &[Piece], at: usize) -> bool {
    is_mark(parts, at, &['-', '\u{2010}', '\u{2011}']) && parts[at].tight
}

/// "27 December 2024", "December 27, 2024", "December 2024"
fn days(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        if !is_month(&parts[at]) {
            continue;
        }
        let mut end = at;
        let comma = |end: usize| end + 1 + usize::from(is_mark(parts, end + 1, &[',']));
        // German writes "27. Dezember".
        let stop = usize::from(at > 1 && is_mark(parts, at - 1, &['.']) && parts[at - 1].tight);
        let start = at.saturating_sub(1 + stop);
        let day_before = at > 0 && is_day(parts, start);
        let day_after = !day_before && is_day(parts, at + 1) && !is_counted(parts, at + 2);
        end += usize::from(day_after);
        if amount(parts, comma(end)).is_some_and(Amount::is_yearlike) && !is_counted(parts, comma(end) + 1) {
            end = comma(end);
        }
        if day_before || end > at {
            aside(parts, if day_before { start } else { at }..=end);
        }
    }
}

fn is_month(part: &Piece) -> bool {
    match part.item {
        Item::Known(Meaning::Month { capital }) => !capital || part.text.starts_with(char::is_uppercase),
        _ => false,
    }
}

fn is_day(parts: &[Piece], at: usize) -> bool {
    let in_digits = |amount: &Amount| {
        amount.written == Written::Bare
            && amount.unit.is_none()
            && amount.exact().is_some_and(|day| (1.0..=31.0).contains(&day))
    };
    known(parts, at) == Some(Meaning::Ordinal) || amount(parts, at).is_some_and(in_digits)
}

/// Whether what stands at `at` may be what a number before it counts.
fn is_counted(parts: &[Piece], at: usize) -> bool {
    matches!(parts.get(at), Some(Piece { item: Item::Word { .. } | Item::Known(Meaning::Countable), .. }))
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

/// "in the last 24 hours", "two weeks ago", "for three or four days", "24-hour"
fn times(parts: &mut [Piece]) {
    let alone = parts.iter().filter(|part| matches!(part.item, Item::Amount(_))).count() == 1;
    for at in 0..parts.len() {
        if amount(parts, at).is_none() {
            continue;
        }
        let joined = is_hyphen(parts, at + 1);
        let unit = at + 1 + usize::from(joined);
        if known(parts, unit) != Some(Meaning::TimeUnit) {
            continue;
        }
        let first =
            if at >= 2 && connects(parts, at - 1) && amount(parts, at - 2).is_some() { at - 2 } else { at };
        let (start, announced) = announcement(parts, first);
        let followed = known(parts, unit + 1) == Some(Meaning::Ago);
        if announced || joined || followed {
            aside(parts, start..=unit + usize::from(followed));
        } else if alone && let Item::Amount(amount) = &mut parts[at].item {
            amount.unit = Some(parts[unit].text.clone());
            aside(parts, unit..=unit);
        }
    }
}

fn connects(parts: &[Piece], at: usize) -> bool {
    matches!(known(parts, at), Some(Meaning::To | Meaning::UpTo | Meaning::Or | Meaning::And))
        || is_mark(parts, at, &['-', '\u{2013}', '\u{2014}'])
}

/// Where the words before a time start ("in less than the last"), and whether they announce one.
fn announcement(parts: &[Piece], amount: usize) -> (usize, bool) {
    let mut start = amount;
    let mut announced = false;
    while start > 0 {
        match known(parts, start - 1) {
            Some(Meaning::Time | Meaning::By | Meaning::Weak(Side::MoreThan)) => announced = true,
            Some(
                Meaning::Before(_)
                | Meaning::Weak(_)
                | Meaning::Filler
                | Meaning::Article
                | Meaning::Possibly
                | Meaning::Between
                | Meaning::From
                | Meaning::UpTo,
            ) => {}
            _ => break,
        }
        start -= 1;
    }
    (start, announced)
}

/// "in 2024", "since 2022", "between 2022 and 2024", "(2022)"
fn years(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        if !is_year(parts, at) {
            continue;
        }
        let second = (connects(parts, at + 1) && is_year(parts, at + 2)).then_some(at + 2);
        let end = second.unwrap_or(at);
        let half_of_a_range = second.is_none() && connects(parts, at + 1) && amount(parts, at + 2).is_some();
        let mut before = at;
        while before > 0 && known(parts, before - 1) == Some(Meaning::Filler) {
            before -= 1;
        }
        let announced = match before.checked_sub(1).and_then(|before| known(parts, before)) {
            Some(Meaning::Time | Meaning::By | Meaning::TimeUnit | Meaning::Nil) => true,
            Some(Meaning::From) => !half_of_a_range,
            Some(Meaning::Between) => second.is_some(),
            _ => false,
        };
        let bracketed = at > 0 && is_mark(parts, at - 1, &['(']) && is_mark(parts, end + 1, &[')']);
        if (announced && !(is_counted(parts, end + 1) && second.is_some())) || bracketed {
            aside(parts, at..=end);
        }
    }
}

fn is_year(parts: &[Piece], at: usize) -> bool {
    amount(parts, at).is_some_and(Amount::is_yearlike)
}

/// Dates in digits, and "9/11" where a time may stand.
fn dates(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        let after_time = at > 0 && known(parts, at - 1) == Some(Meaning::Time);
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

/// "Unit 8200", "page 7"
fn designations(parts: &mut [Piece]) {
    for at in 1..parts.len() {
        let named = amount(parts, at).is_some_and(|amount| {
            let worded = amount.written == Written::Words && parts[at].text.starts_with(char::is_uppercase);
            amount.unit.is_none() && (amount.written == Written::Bare || worded)
        });
        let capital = parts[at - 1].text.starts_with(|letter: char| !letter.is_lowercase());
        if named
            && known(parts, at - 1) == Some(Meaning::Designator)
            && (capital || !is_counted(parts, at + 1))
        {
            aside(parts, at - 1..=at);
        }
    }
}

/// Makes unreadable what may be part of a name or of a compound word.
fn doubtful(parts: &mut [Piece]) {
    for at in 0..parts.len() {
        if amount(parts, at).is_none() {
            continue;
        }
        // Names have bare numbers or single words ("Brigade 155", "World War Two").
        let single = amount(parts, at).is_some_and(|amount| match amount.written {
            Written::Bare | Written::Fraction => amount.shared.is_empty(),
            Written::Words => amount.shared.is_empty() && amount.exact().is_some(),
            Written::Grouped | Written::Ambiguous => false,
        });
        let after_name = single && at > 0 && matches!(parts[at - 1].item, Item::Word { named: true });
        let hyphen =
            |place: usize| is_mark(parts, place, &['-', '\u{2010}', '\u{2011}']) && parts[place].tight;
        let compound = is_hyphen(parts, at + 1)
            && matches!(
                parts.get(at + 2),
                Some(Piece { item: Item::Word { .. } | Item::Known(Meaning::Countable), tight: true, .. })
            );
        let behind_a_word = at >= 2
            && parts[at].tight
            && is_hyphen(parts, at - 1)
            && matches!(parts[at - 2].item, Item::Word { .. });
        let clung =
            parts.get(at + 1).is_some_and(|next| next.tight && matches!(next.item, Item::Word { .. }));
        let after_month = at > 0 && is_day(parts, at) && is_month(&parts[at - 1]);
        if after_month {
            parts[at].item = Item::Odd("the number may be a day of the month");
        } else if after_name {
            parts[at].item = Item::Odd("the number may be part of the name before it");
        } else if compound || behind_a_word || clung {
            parts[at].item = Item::Odd("the number is part of another word");
        }
    }
}
