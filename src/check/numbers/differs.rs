//! Words in the text against the number on record.

use super::super::prose::words;
use super::super::rule::OfArticle;
use super::numbers;
use super::sides::changed;
use super::unclaimed::number_at;
use crate::diagnostic::{Diagnostic, Place};
use crate::language::english;
use crate::model::quantity::{Reading, read};
use crate::model::{Article, Bound, Claim, Convention, Estimate, Number};
use crate::resolve::Briefing;
use std::collections::BTreeSet;

/// A number that the text states otherwise than the record is wrong in one of the two: AP and Reuters alike ask that figures
/// be checked against their source before they are sent.
pub(in crate::check) fn number_differs(of: &OfArticle<'_>) -> Vec<Diagnostic> {
    let OfArticle { case, article, paragraphs, .. } = of;
    let briefing = case.briefing;
    let mut told = Vec::new();
    for paragraph in paragraphs {
        for mark in &paragraph.marks {
            let words = &paragraph.text[mark.range.clone()];
            let claim = &briefing.claims[mark.claim];
            let (difference, place, related) = match claim.estimate {
                Some(estimate) => {
                    let estimate = &briefing.estimates[estimate];
                    (
                        difference(briefing, article, words, estimate),
                        estimate.words.place,
                        "the words on record",
                    )
                }
                None => match unlike_its_quote(briefing, article, words, claim) {
                    Some((difference, place)) => (Some(difference), place, "what it quotes"),
                    None => continue,
                },
            };
            let Some(difference) = difference else { continue };
            told.push(
                Diagnostic::warning("number-differs", "the text gives another number than the record")
                    .at(paragraph.place_of_mark(case, mark), difference)
                    .with_related(place, related)
                    .with_why("readers who open the card find a number that the sentence did not say; this is a guess from the marked words")
                    .with_help("compare both with the source, and mend the one that is wrong"),
            );
        }
    }
    told
}

/// How the marked words differ from the number on record; nothing where they may say the same, or cannot be read.
fn difference(briefing: &Briefing, article: &Article, words: &str, estimate: &Estimate) -> Option<String> {
    let language = article.language.as_deref().unwrap_or(briefing.site.language.as_str());
    let convention = briefing.figures[estimate.figure].convention;
    let said = read::read(words, language, convention).ok()?;
    let recorded = &estimate.quantity;
    if let (Some(one), Some(other)) = (&said.unit, &recorded.unit)
        && one != other
    {
        return None;
    }
    let otherwise = other_number(&said.bound, &recorded.bound, &english().phrase(&estimate.stated()));
    otherwise.or_else(|| {
        // "More than 3,000" of a number that the author read as exact is told by its words.
        let on_record = if estimate.is_verbatim() { estimate.words.value.as_str() } else { "" };
        changed((&said.bound, words), (&recorded.bound, on_record)).map(str::to_owned)
    })
}

/// How the number of marked words without one on record differs from what their claim quotes. What a quote counts may be
/// something else than what the text counts, so only a slip in noughts, and numbers with one word behind both, are told.
fn unlike_its_quote(
    briefing: &Briefing,
    article: &Article,
    words: &str,
    claim: &Claim,
) -> Option<(String, Place)> {
    // Reading doubts every word that is not a number's, which is dear, and few marks hold a number.
    if !may_hold_a_number(words) {
        return None;
    }
    let language = article.language.as_deref().unwrap_or(briefing.site.language.as_str());
    let said = read::read(words, language, Convention::None).ok()?;
    let supports = claim.supports();
    let quotes = supports.filter_map(|evidence| Some((evidence, evidence.quote.as_ref()?)));
    // A translation is in the language of the article.
    let own = quotes.filter(|(evidence, _)| {
        let source = briefing.sources[evidence.source].language.as_deref();
        evidence.original.is_some() || source.is_none_or(|source| primary(source) == primary(language))
    });
    let mut differing = own.map(|(_, quote)| {
        if !may_hold_a_number(&quote.value) {
            return None;
        }
        let read = read::read(&quote.value, language, Convention::None).ok()?;
        let [one, other] = [numbers(&said.bound).first().copied()?, numbers(&read.bound).first().copied()?];
        let alike = said.unit == read.unit
            && (is_power_of_ten(one, other) || one == other || count_the_same(words, &quote.value));
        let differs = other_number(&said.bound, &read.bound, &quote.value)
            .or_else(|| changed((&said.bound, words), (&read.bound, &quote.value)).map(str::to_owned));
        differs.filter(|_| alike).map(|differs| (differs, quote.place))
    });
    let first = differing.next()??;
    // One of several quotes may be about something else.
    differing.all(|other| other.is_some()).then_some(first)
}

/// Whether a text has a digit, or a number in English words.
fn may_hold_a_number(text: &str) -> bool {
    let spelled = || {
        let words = words(text);
        (0..words.len()).any(|at| number_at(&words, at).is_some())
    };
    text.contains(char::is_numeric) || spelled()
}

fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// Whether a word behind the number of one text stands behind that of the other: "3,100 people", "3,000 people".
fn count_the_same(one: &str, other: &str) -> bool {
    const FURTHEST: usize = 3;
    let counted = |text: &str| -> BTreeSet<String> {
        let words = words(text);
        let behind = (0..words.len()).find_map(|at| number_at(&words, at).map(|(_, taken)| at + taken));
        let behind = behind.unwrap_or(words.len());
        words
            .into_iter()
            .skip(behind)
            .take(FURTHEST)
            .map(|word| word.text)
            .filter(|word| word.len() > 3)
            .collect()
    };
    !counted(one).is_disjoint(&counted(other))
}

/// How the number that is said differs from the one on record, its bound aside.
fn other_number(said: &Bound, recorded: &Bound, stated: &str) -> Option<String> {
    let on_record = numbers(recorded);
    match (said, recorded) {
        (Bound::Vague(Some(reading)), _) if !on_record.is_empty() => {
            let beside = on_record.iter().all(|number| !within(*number, reading));
            beside.then(|| format!("on record: {}", shown(&on_record)))
        }
        (Bound::Vague(Some(said)), Bound::Vague(Some(reading))) => {
            let ends = [Some(said.low), said.high];
            let beside = ends.iter().flatten().all(|end| !within(*end, reading));
            beside.then(|| format!("on record: {stated}"))
        }
        (bound, Bound::Vague(Some(reading))) => {
            let other = numbers(bound).into_iter().find(|number| !within(*number, reading))?;
            Some(format!("{} here; on record: {stated}", other.for_readers()))
        }
        (bound, _) if !on_record.is_empty() => {
            let other = numbers(bound)
                .into_iter()
                .find(|said| !on_record.iter().any(|number| restates(*said, *number, bound)))?;
            let slip = on_record.iter().any(|number| is_power_of_ten(other, *number));
            let slip = if slip { ": a nought too many or too few" } else { "" };
            Some(format!("{} here; on record: {}{slip}", other.for_readers(), shown(&on_record)))
        }
        _ => None,
    }
}

fn shown(numbers: &[Number]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| number.for_readers()).collect();
    crate::resolve::list(&numbers)
}

/// Whether `said` is `number`, or `number` rounded to one, two or three digits: to the nearest, for "more than" down and for
/// "fewer than" up.
fn restates(said: Number, number: Number, bound: &Bound) -> bool {
    let (said, number) = (said.get(), number.get());
    if said == number {
        return true;
    }
    if number == 0.0 || said == 0.0 || said.signum() != number.signum() {
        return false;
    }
    let magnitude = number.abs().log10().floor();
    (0..3).any(|digits| {
        let step = 10_f64.powf(magnitude - f64::from(digits));
        let near = |rounded: f64| (rounded * step - said).abs() <= step * 1e-6;
        let steps = number / step;
        near(steps.round())
            || match bound {
                Bound::MoreThan(_) | Bound::AtLeast(_) => near(steps.floor()),
                Bound::LessThan(_) | Bound::AtMost(_) => near(steps.ceil()),
                _ => false,
            }
    })
}

/// Whether one is the other with noughts put on.
fn is_power_of_ten(one: Number, other: Number) -> bool {
    let (one, other) = (one.get(), other.get());
    if one <= 0.0 || other <= 0.0 {
        return false;
    }
    let exponent = (one / other).log10();
    exponent.abs() > 0.5 && (exponent - exponent.round()).abs() < 1e-9
}

/// Whether a number is among those that vague words may stand for, a step beyond them allowed for how loosely they are used.
fn within(number: Number, reading: &Reading) -> bool {
    let number = number.get();
    number >= 0.5 * reading.low.get() && reading.high.is_none_or(|high| number <= 2.0 * high.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn a_number_may_be_restated_rounded_and_not_otherwise() {
        for (said, number) in [
            ("3,000", "3,000"),
            ("3,000", "3,012"),
            ("3,500", "3,480"),
            ("3,490", "3,486"),
            ("0.3", "0.31"),
            ("1.2 million", "1,204,332"),
        ] {
            assert!(restates(n(said), n(number), &Bound::Exact(n(said))), "{said} {number}");
        }
        for (said, number) in [
            ("30,000", "3,000"),
            ("3,100", "3,012"),
            ("3,001", "3,000"),
            ("0", "3"),
            ("-3", "3"),
            ("2,000", "3,000"),
        ] {
            assert!(!restates(n(said), n(number), &Bound::Exact(n(said))), "{said} {number}");
        }
    }

    #[test]
    fn a_bound_may_be_rounded_away_from_its_side() {
        assert!(restates(n("3,000"), n("3,480"), &Bound::MoreThan(n("3,000"))));
        assert!(!restates(n("4,000"), n("3,480"), &Bound::MoreThan(n("4,000"))));
        assert!(restates(n("4,000"), n("3,480"), &Bound::LessThan(n("4,000"))));
    }

    #[test]
    fn noughts_too_many_are_told_as_such() {
        assert!(is_power_of_ten(n("30,000"), n("3,000")));
        assert!(is_power_of_ten(n("3"), n("3,000")));
        assert!(!is_power_of_ten(n("3,100"), n("3,000")));
        assert!(!is_power_of_ten(n("3,000"), n("3,000")));
    }
}
