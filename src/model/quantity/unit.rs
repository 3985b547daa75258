//! Which spellings of a unit are one unit: “€”, “euros” and “EUR” are, “$” and “US$” need not be.
//!
//! A sign that several currencies share stands for the one that the figure names, and otherwise for itself: which dollar was
//! meant is never guessed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Units by their spellings, lower case and without spaces and full stops. The first spelling names the unit.
const KNOWN: &[&str] = &[
    "EUR|€|eur|euro|euros|євро|евро|유로",
    "USD|us$|usd|usdollar|usdollars|us-dollar|americandollars|доларівсша|долларовсша|미국달러",
    "GBP|£|gbp|poundsterling|poundssterling|britishpounds|livressterling",
    "JPY|jpy|yen|엔",
    "CNY|cny|rmb|yuan|renminbi|위안",
    "UAH|₴|uah|hryvnia|hryvnias|hryvnya|hryvnyas|гривень|гривні|гривен|грн|griwna|hrywnja|grivnas",
    "PLN|zł|pln|zloty|zlotys|złoty|złotych",
    "CHF|chf|swissfranc|swissfrancs|franken|schweizerfranken",
    "INR|₹|inr|indianrupee|indianrupees",
    "TRY|₺|try|turkishlira",
    "ILS|₪|ils|nis|shekel|shekels",
    "RUB|₽|rub|russianruble|russianrubles|russianroubles",
    "KRW|krw|southkoreanwon",
    "AUD|a$|au$|aud|australiandollars",
    "CAD|c$|ca$|cad|canadiandollars",
    "HKD|hk$|hkd|hongkongdollars",
    "NZD|nz$|nzd|newzealanddollars",
    "TWD|nt$|twd|taiwandollars",
    "%|percent|prozent|pourcent|porciento|procent|проц|відсотків|процентов|퍼센트",
    "km|kilometre|kilometres|kilometer|kilometers|км|кілометрів|километров|kilómetros|킬로미터",
    "m|metre|metres|meter|meters|метрів|метров|metros|미터",
    "mi|mile|miles",
    "kg|kilogram|kilograms|kilogramme|kilogrammes|кг|kilogramm|kilogramos|킬로그램",
    "t|tonne|tonnes|metricton|metrictons|tonnen|тонн|тонни|toneladas|톤",
    "l|litre|litres|liter|liters|літрів|литров|litros|리터",
    "ha|hectare|hectares|hektar|гектарів|гектаров|hectáreas|헥타르",
    "km²|km2|sqkm|squarekilometres|squarekilometers|quadratkilometer",
    "m²|m2|sqm|squaremetres|squaremeters|quadratmeter",
    "m³|m3|cubicmetres|cubicmeters|kubikmeter",
    "km/s|kmpersecond|kilometrespersecond|kilometerspersecond",
    "km/h|kph|kmh|kmperhour|kilometresperhour|kilometersperhour",
    "mph|milesperhour",
    "kW|kw|kilowatt|kilowatts",
    "MW|mw|megawatt|megawatts",
    "GW|gw|gigawatt|gigawatts",
    "TW|tw|terawatt|terawatts",
    "kWh|kwh|kilowatthours",
    "MWh|mwh|megawatthours",
    "GWh|gwh|gigawatthours",
    "TWh|twh|terawatthours",
    "°C|°c|degreescelsius|celsius",
    "°F|°f|degreesfahrenheit|fahrenheit",
    "h|hour|hours|hr|hrs",
    "min|mins|minute|minutes",
    "s|sec|second|seconds",
];

/// What may stand for one of several units, each with those that it may stand for.
const SHARED: &[(&str, &[&str])] = &[
    (
        "$|dollar|dollars|dólar|dólares|долар|долари|долара|доларів|доллар|доллара|долларов|달러",
        &["USD", "AUD", "CAD", "HKD", "NZD", "TWD"],
    ),
    ("¥", &["JPY", "CNY"]),
    ("₩|won|원", &["KRW"]),
    ("rubles|ruble|rouble|roubles|rubel|рублей|рубля|руб|рублів|рублі|rublos|루블", &["RUB"]),
    ("pounds|pound|pfund|livres|libras", &["GBP"]),
    ("francs|franc|francos", &["CHF"]),
    ("tons|ton", &["t"]),
    ("degrees|degree|°", &["°C", "°F"]),
];

/// Words after which a unit counts in thousands or more: “million euros” is not the unit of “€4”.
const MAGNITUDES: [&str; 8] =
    ["hundred", "thousand", "million", "millions", "billion", "billions", "trillion", "thousands"];

/// What a number was counted in: the same text for all spellings of one unit. `said` is what stands with the number and
/// `usual` the unit of its figure, which says what `said` leaves open.
#[must_use]
pub fn unit(said: Option<&str>, usual: &str) -> String {
    let usual = Parts::of(usual);
    let Some(said) = said else { return usual.print() };
    let said = Parts::of(said);
    let head = match said.head {
        Head::None => usual.head,
        // "3,000 soldiers a day" of a figure that counts people a day
        Head::Text(_) if said.per.is_some() => usual.head,
        Head::Shared(_, others) if usual.head.is_one_of(others) => usual.head,
        head => head,
    };
    Parts { head, per: said.per.or(usual.per) }.print()
}

/// The unit that one axis is drawn in: the figure's own where any of the numbers has it, else what most of them have, and of
/// those the first.
#[must_use]
pub fn of_axis<'u>(usual: &str, units: impl Iterator<Item = &'u str>) -> Option<&'u str> {
    let units: Vec<&str> = units.collect();
    let own = unit(None, usual);
    let count = |unit: &str| units.iter().filter(|other| **other == unit).count();
    let mut best: Option<(&str, usize)> = None;
    let mut seen = std::collections::BTreeSet::new();
    for &unit in units.iter().filter(|unit| seen.insert(**unit)) {
        let times = if unit == own { usize::MAX } else { count(unit) };
        if best.is_none_or(|(_, most)| times > most) {
            best = Some((unit, times));
        }
    }
    best.map(|(unit, _)| unit)
}

/// Whether several units may be meant by what was said: then an author can say which.
#[must_use]
pub fn is_shared(said: &str) -> bool {
    matches!(Parts::of(said).head, Head::Shared(..))
}

/// A unit and how often: “euros” and “year” of “euros a year”.
struct Parts {
    head: Head,
    per: Option<String>,
}

#[derive(Clone)]
enum Head {
    /// How often, and nothing else: “a day”.
    None,
    Known(&'static str),
    Shared(&'static str, &'static [&'static str]),
    Text(String),
}

impl Head {
    fn of(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::None;
        }
        let words = || text.split_whitespace().map(str::to_lowercase);
        let counts_many = words().any(|word| MAGNITUDES.contains(&word.as_str()));
        let first = [" of ", " (", ", "].iter().filter_map(|end| text.find(end)).min();
        let found = lookup(text).or_else(|| lookup(&text[..first.filter(|_| !counts_many)?]));
        found.unwrap_or_else(|| {
            let plain = words().collect::<Vec<_>>().join(" ");
            Self::Text(plain.strip_suffix('s').filter(|one| one.len() > 2).unwrap_or(&plain).to_owned())
        })
    }

    fn is_one_of(&self, others: &[&str]) -> bool {
        match self {
            Self::Known(name) => others.contains(name),
            // Both leave open which.
            Self::Shared(_, same) => *same == others,
            // "US and Canadian dollars": what it counts stands somewhere in it.
            Self::Text(text) => SHARED.iter().any(|(spellings, same)| {
                *same == others
                    && spellings.split('|').any(|one| {
                        text.ends_with(one)
                            || text.split(' ').any(|word| word == one || word.trim_end_matches('s') == one)
                    })
            }),
            Self::None => false,
        }
    }
}

impl Parts {
    fn of(text: &str) -> Self {
        if let Some(head) = lookup(text) {
            return Self { head, per: None };
        }
        // A space in front, so that "a day" and "per day" are found as well.
        let spaced = format!(" {}", text.trim());
        let ends = [" per ", " a ", " an ", " every ", " each ", "/"];
        let found = ends.iter().filter_map(|mark| spaced.find(mark).map(|at| (at, mark.len()))).min();
        let Some((at, length)) = found else { return Self { head: Head::of(text), per: None } };
        let per = match Head::of(&spaced[at + length..]) {
            Head::Known(name) | Head::Shared(name, _) => name.to_owned(),
            Head::Text(text) => text,
            Head::None => return Self { head: Head::of(text), per: None },
        };
        Self { head: Head::of(&spaced[..at]), per: Some(per) }
    }

    fn print(&self) -> String {
        let head = match &self.head {
            Head::None => "",
            Head::Known(name) | Head::Shared(name, _) => name,
            Head::Text(text) => text,
        };
        match &self.per {
            Some(per) => format!("{head}/{per}"),
            None => head.to_owned(),
        }
    }
}

/// The unit that is spelt so.
fn lookup(text: &str) -> Option<Head> {
    let plain: String =
        text.chars().filter(|c| !c.is_whitespace() && *c != '.').flat_map(char::to_lowercase).collect();
    SPELT.get(&*plain).cloned()
}

/// What each spelling stands for.
static SPELT: LazyLock<HashMap<Cow<'static, str>, Head>> = LazyLock::new(|| {
    let mut spelt = HashMap::new();
    let mut add =
        |spellings: &'static str, head: fn(&'static str, &'static [&'static str]) -> Head, others| {
            let name = spellings.split('|').next().unwrap_or(spellings);
            for one in spellings.split('|').map(Cow::Borrowed).chain([Cow::Owned(name.to_lowercase())]) {
                spelt.entry(one).or_insert(head(name, others));
            }
        };
    KNOWN.iter().for_each(|spellings| add(spellings, |name, _| Head::Known(name), &[]));
    SHARED.iter().for_each(|(spellings, others)| add(spellings, Head::Shared, others));
    spelt
});

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str, usual: &str) -> bool {
        unit(Some(one), usual) == unit(Some(other), usual)
    }

    #[test]
    fn sign_code_and_name_of_a_currency_are_one_unit() {
        for [one, other] in [
            ["€", "euros"],
            ["EUR", "euro"],
            ["US$", "U.S. dollars"],
            ["USD", "US $"],
            ["£", "pounds sterling"],
            ["₴", "гривень"],
            ["zł", "PLN"],
            ["$", "dollars"],
            ["kilometres", "km"],
            ["tonnes", "metric tons"],
        ] {
            assert!(same(one, other, "people"), "{one} {other}");
            assert_eq!(unit(Some(one), other), unit(None, other), "{one} {other}");
        }
    }

    #[test]
    fn different_units_are_never_one() {
        for [one, other] in [
            ["€", "US$"],
            ["€", "$"],
            ["A$", "US$"],
            ["¥", "€"],
            ["%", "people"],
            ["km", "miles"],
            ["€", "million euros"],
            ["MW", "MWh"],
        ] {
            assert!(!same(one, other, "people"), "{one} {other}");
            assert_ne!(unit(Some(one), other), unit(None, other), "{one} {other}");
        }
    }

    #[test]
    fn a_sign_that_several_currencies_share_stands_for_that_of_the_figure_and_is_otherwise_not_guessed() {
        for [said, usual] in [
            ["$", "US$"],
            ["$", "A$"],
            ["dollars", "Canadian dollars"],
            ["$", "Jamaican dollars"],
            ["¥", "yen"],
            ["¥", "CNY"],
            ["won", "KRW"],
            ["tons", "tonnes"],
        ] {
            assert_eq!(unit(Some(said), usual), unit(None, usual), "{said} {usual}");
        }
        assert!(!same("$", "US$", "euros"));
        assert!(!same("¥", "yen", "euros"));
        assert!(is_shared("$") && !is_shared("US$"));
    }

    #[test]
    fn what_is_not_said_of_a_unit_is_as_the_figure_has_it() {
        for [said, usual] in [
            ["%", "percent of GDP"],
            ["€", "euros a year"],
            ["a day", "people a day"],
            ["per day", "people a day"],
            ["soldiers a day", "people per day"],
            ["€ a year", "euros per year"],
            ["km", "km of front line"],
        ] {
            assert_eq!(unit(Some(said), usual), unit(None, usual), "{said} {usual}");
        }
        assert_ne!(unit(Some("a day"), "people"), unit(None, "people"));
        assert_ne!(unit(Some("a week"), "people a day"), unit(None, "people a day"));
    }

    #[test]
    fn an_axis_is_in_the_unit_of_the_figure_or_else_in_that_of_most_numbers() {
        let axis = |units: &[&str]| of_axis("euros", units.iter().copied()).unwrap().to_owned();
        assert_eq!(axis(&["USD", "USD", "EUR"]), "EUR");
        assert_eq!(axis(&["USD", "GBP", "GBP"]), "GBP");
        assert_eq!(axis(&["USD", "GBP"]), "USD");
    }
}
