//! Dates as far as they are known, in the words of a language.

use super::Words;
use super::locale::Parts;
use crate::model::when::{Edge, Moment, Precision, When, plain, zone};
use crate::model::{Message, Phrase};

/// Dates of one length.
pub(super) struct Dates<'w> {
    words: &'w Words,
    short: bool,
}

/// The strings that differ between the two lengths.
macro_rules! keyed {
    ($dates:expr, $key:literal) => {
        if $dates.short { concat!("date.short.", $key) } else { concat!("date.", $key) }
    };
}

impl<'w> Dates<'w> {
    pub(super) fn new(words: &'w Words, short: bool) -> Self {
        Self { words, short }
    }

    pub(super) fn when(&self, when: &When) -> String {
        match when {
            When::At(moment) => self.moment(moment),
            When::Interval(start, end) => self.interval(start, end),
            When::OneOf(choices) => self.one_of(choices),
            When::ByThen(moment) => self.dated("date.by", self.moment(moment)),
            When::ThenOrLater(moment) => self.dated("date.or-later", self.moment(moment)),
        }
    }

    fn dated(&self, key: &'static str, date: String) -> String {
        self.words.fill(key, None, &|gap| (gap == "date").then(|| date.clone().into()))
    }

    fn moment(&self, moment: &Moment) -> String {
        let date = self.precision(moment.precision);
        match (moment.uncertain, moment.approximate) {
            (false, false) => date,
            (false, true) => self.dated(keyed!(self, "about"), date),
            (true, false) => self.dated(keyed!(self, "perhaps"), date),
            (true, true) => self.dated(keyed!(self, "perhaps-about"), date),
        }
    }

    fn precision(&self, precision: Precision) -> String {
        let formats = self.words.formats();
        match precision {
            // The years 1900 to 1999 are what readers call the 20th century; "the 1900s" could be ten years.
            Precision::Century(start) => {
                let number = usize::try_from(start.div_euclid(100) + 1).unwrap_or_default();
                self.words.fill(keyed!(self, "century"), Some(number), &|gap| {
                    (gap == "n").then_some(Phrase::Count(number))
                })
            }
            Precision::Decade(start) => {
                let decade = formats.name(start.into());
                self.words.fill(keyed!(self, "decade"), None, &|gap| {
                    (gap == "decade").then(|| decade.clone().into())
                })
            }
            Precision::Year(year) => self.part((year, 1, 1), Parts::Year),
            Precision::Season(year, code) => self.season(year, code),
            Precision::Month(year, month) => self.part((year, month, 1), Parts::MonthYear),
            Precision::Day(year, month, day) => self.part((year, month, day), Parts::DayMonthYear),
            Precision::Minute(year, month, day, minute, offset) => {
                let date = self.part((year, month, day), Parts::DayMonthYear);
                self.at_clock(formats.clock(minute), offset, date)
            }
        }
    }

    fn part(&self, date: (i32, u8, u8), parts: Parts) -> String {
        self.words.formats().date(date, parts, self.short)
    }

    fn at_clock(&self, clock: String, offset: Option<i16>, date: String) -> String {
        let time = format!("{clock}{}", zone(offset));
        self.words.fill("date.at-clock", None, &|gap| match gap {
            "time" => Some(time.clone().into()),
            "date" => Some(date.clone().into()),
            _ => None,
        })
    }

    fn season(&self, year: i32, code: u8) -> String {
        let year = self.part((year, 1, 1), Parts::Year);
        let key = match code {
            21 => "date.spring",
            22 => "date.summer",
            23 => "date.autumn",
            24 => "date.winter",
            33 => keyed!(self, "quarter-1"),
            34 => keyed!(self, "quarter-2"),
            35 => keyed!(self, "quarter-3"),
            _ => keyed!(self, "quarter-4"),
        };
        self.words.fill(key, None, &|gap| (gap == "year").then(|| year.clone().into()))
    }

    fn interval(&self, start: &Edge, end: &Edge) -> String {
        match (start, end) {
            (Edge::Moment(start), Edge::Moment(end)) if start == end => self.moment(start),
            (Edge::Moment(start), Edge::Moment(end)) => self.between(start, end),
            (Edge::Moment(start), Edge::Open) => self.dated("date.since", self.moment(start)),
            (Edge::Open, Edge::Moment(end)) => self.dated("date.until", self.moment(end)),
            (Edge::Moment(start), Edge::Unknown) => {
                self.dated(keyed!(self, "end-unknown"), self.moment(start))
            }
            (Edge::Unknown, Edge::Moment(end)) => self.dated(keyed!(self, "start-unknown"), self.moment(end)),
            (Edge::Open | Edge::Unknown, Edge::Open | Edge::Unknown) => {
                self.words.text("date.unknown").to_owned()
            }
        }
    }

    fn between(&self, start: &Moment, end: &Moment) -> String {
        if let (Precision::Minute(a, b, c, from, zone), Precision::Minute(x, y, z, to, same_zone)) =
            (start.precision, end.precision)
            && (a, b, c, zone) == (x, y, z, same_zone)
            && plain([start, end])
        {
            let formats = self.words.formats();
            let clock = self.span(keyed!(self, "span-days"), [formats.clock(from), formats.clock(to)], None);
            return self.at_clock(clock, zone, self.part((a, b, c), Parts::DayMonthYear));
        }
        let whole = [self.moment(start), self.moment(end)];
        match shared(start, end).filter(|_| plain([start, end])) {
            Some(Parts::Day) => {
                let parts = [start, end].map(|moment| self.cut(moment, Parts::Day));
                self.span(keyed!(self, "span-days"), whole, Some(parts))
            }
            Some(parts) => {
                let parts = [start, end].map(|moment| self.cut(moment, parts));
                self.span(keyed!(self, "span-shared"), whole, Some(parts))
            }
            None if self.short && !whole.iter().any(|date| date.contains(' ')) => {
                self.span("date.short.span-days", whole, None)
            }
            None => self.span(keyed!(self, "span"), whole, None),
        }
    }

    /// From the one to the other: `parts` is what each has of its own where the language prints the rest once.
    fn span(&self, key: &'static str, whole: [String; 2], parts: Option<[String; 2]>) -> String {
        let parts = parts.as_ref().unwrap_or(&whole);
        self.words.fill(key, None, &|gap| match gap {
            "start" => Some(whole[0].clone().into()),
            "end" => Some(whole[1].clone().into()),
            "start-part" => Some(parts[0].clone().into()),
            "end-part" => Some(parts[1].clone().into()),
            _ => None,
        })
    }

    fn cut(&self, moment: &Moment, parts: Parts) -> String {
        let (year, month, day) = fields(moment.precision).unwrap_or((0, None, None));
        let text = self.part((year, month.unwrap_or(1), day.unwrap_or(1)), parts);
        match parts {
            Parts::Day => {
                self.words.fill("date.day", None, &|gap| (gap == "day").then(|| text.clone().into()))
            }
            _ => text,
        }
    }

    fn one_of(&self, choices: &[Moment]) -> String {
        let Some((last, rest)) = choices.split_last() else {
            return self.words.text("date.unknown").to_owned();
        };
        // Where the language prints what dates share behind the last of them, the others go without.
        let all_share = rest.iter().map(|choice| shared(choice, last)).collect::<Option<Vec<_>>>();
        let same = all_share.filter(|all| plain(choices) && all.windows(2).all(|pair| pair[0] == pair[1]));
        let parts = same.and_then(|all| all.first().copied());
        let trailing = self.words.has_gap("date.span-days", "start-part");
        let mut dates: Vec<String> = match parts.filter(|_| trailing) {
            Some(parts) => rest.iter().map(|choice| self.cut(choice, parts)).collect(),
            None => rest.iter().map(|choice| self.moment(choice)).collect(),
        };
        dates.push(self.moment(last));
        self.words.formats().or(&dates)
    }
}

/// What two dates of one precision have each of their own, where they share the rest.
fn shared(a: &Moment, b: &Moment) -> Option<Parts> {
    let (a, b) = (fields(a.precision)?, fields(b.precision)?);
    match (a, b) {
        ((year, Some(month), Some(_)), (same, same_month, Some(_))) if year == same => {
            Some(if same_month == Some(month) { Parts::Day } else { Parts::DayMonth })
        }
        ((year, Some(_), None), (same, Some(_), None)) if year == same => Some(Parts::Month),
        _ => None,
    }
}

fn fields(precision: Precision) -> Option<(i32, Option<u8>, Option<u8>)> {
    match precision {
        Precision::Month(year, month) => Some((year, Some(month), None)),
        Precision::Day(year, month, day) => Some((year, Some(month), Some(day))),
        _ => None,
    }
}

/// A date as a sentence takes it, with the space before it: " on 3 May 2025", " in May 2025", " (between 3 and 5 May 2025)"; nothing
/// where it is not known.
#[must_use]
pub fn when_it_was(when: Option<&When>) -> Phrase {
    let Some(when) = when else { return Phrase::default() };
    let key = match when {
        When::At(Moment { approximate: false, uncertain: false, precision }) => match precision {
            Precision::Day(..) | Precision::Minute(..) => "when.day",
            Precision::Month(..) => "when.month",
            _ => "when.year",
        },
        _ => "when.loosely",
    };
    Message::new(key).with("date", when).into()
}
