//! Korean, which counts in ten thousands, mixes digits with magnitudes, and writes what counts right behind a number.

use std::sync::LazyLock;

use super::super::convention::HowMany::Several;
use super::digits::Digits;
use super::hedge::Hedges;
use super::lexicon::Meaning::{self, After, Before, HowMany, Number, Plural};
use super::lexicon::Side::{Approx, AtLeast, AtMost, LessThan, MoreThan};
use super::lexicon::{Language, Lexicon, Spelled};
use super::misspelt::Spelling;
use super::token::{Kind, Token, is_hangul};

pub(super) static KOREAN: Language = Language {
    tag: "ko",
    name: "Korean",
    digits: Digits { grouping: &[','], decimal: &['.'] },
    and_after_tens: false,
    spelled,
    split,
    writes: is_hangul,
    spelling: SPELLING,
    hedges: NO_HEDGES,
    lexicon: LazyLock::new(|| Lexicon::of(PHRASES)),
};

/// Digits in letters; only before a magnitude, since they are other words as well ("일" is also a day).
const ONES: [(char, f64); 9] = [
    ('일', 1.0),
    ('이', 2.0),
    ('삼', 3.0),
    ('사', 4.0),
    ('오', 5.0),
    ('육', 6.0),
    ('칠', 7.0),
    ('팔', 8.0),
    ('구', 9.0),
];

/// Magnitudes within a group of four digits.
const INNER: [(char, f64); 3] = [('십', 10.0), ('백', 100.0), ('천', 1000.0)];

/// Magnitudes of such groups.
const GROUPS: [(char, f64); 3] = [('만', 1e4), ('억', 1e8), ('조', 1e12)];

fn named(letter: char, names: &[(char, f64)]) -> Option<f64> {
    names.iter().find(|(name, _)| *name == letter).map(|(_, value)| *value)
}

fn is_numeral(letter: char) -> bool {
    named(letter, &ONES).or_else(|| named(letter, &INNER)).or_else(|| named(letter, &GROUPS)).is_some()
}

/// A number while it grows.
#[derive(Default)]
struct Growing {
    /// Groups that are closed by a magnitude.
    closed: f64,
    /// The group that is open.
    group: f64,
    /// Digits that wait for a magnitude.
    waiting: Option<f64>,
    /// The last magnitude in the group, and of a group: only lesser ones can follow.
    inner: f64,
    outer: f64,
    /// What the number ends with.
    magnitude: f64,
}

impl Growing {
    fn digits(&mut self, value: f64) -> bool {
        let fits = self.waiting.is_none() && value < self.inner && value < self.outer;
        if fits {
            self.waiting = Some(value);
            self.magnitude = 1.0;
        }
        fits
    }

    fn letter(&mut self, letter: char) -> bool {
        if let Some(value) = named(letter, &ONES) {
            return self.digits(value);
        }
        if let Some(scale) = named(letter, &INNER).filter(|scale| *scale < self.inner) {
            self.group += self.waiting.take().unwrap_or(1.0) * scale;
            self.inner = scale;
            self.magnitude *= scale;
            return true;
        }
        let Some(scale) = named(letter, &GROUPS).filter(|scale| *scale < self.outer) else { return false };
        let group = self.group + self.waiting.take().unwrap_or(0.0);
        self.closed += if group == 0.0 { scale } else { group * scale };
        (self.group, self.inner, self.outer) = (0.0, f64::INFINITY, scale);
        self.magnitude *= scale;
        true
    }

    fn value(&self) -> f64 {
        self.closed + self.group + self.waiting.unwrap_or(0.0)
    }
}

/// "3천", "1만 2000", "삼천오백"; digits alone are left to be read as digits.
fn spelled(tokens: &[Token]) -> Option<Spelled> {
    let mut growing =
        Growing { inner: f64::INFINITY, outer: f64::INFINITY, magnitude: 1.0, ..Growing::default() };
    let (mut taken, mut letters, mut single) = (0, 0, true);
    for token in tokens {
        let grown = match token.kind {
            // Behind a magnitude without a number of its own ("만 20세") digits are another number.
            Kind::Number(numeral) if taken == 0 || !single => growing.digits(numeral.value),
            Kind::Word if token.text.chars().all(is_numeral) && !ends_in_ones(token.text) => {
                letters += 1;
                token.text.chars().all(|letter| growing.letter(letter))
            }
            _ => false,
        };
        if !grown {
            break;
        }
        taken += 1;
        single &= taken == 1 && letters == 1 && token.text.chars().count() == 1;
    }
    let spoilt =
        tokens.get(taken).is_some_and(|next| next.kind == Kind::Word && next.text.chars().all(is_numeral));
    (letters > 0 && !spoilt).then(|| Spelled { value: growing.value(), magnitude: growing.magnitude, taken })
}

/// A digit in letters with no magnitude behind it may be any word.
fn ends_in_ones(word: &str) -> bool {
    word.chars().last().is_some_and(|letter| named(letter, &ONES).is_some())
}

/// "천명이상" → 천 · 명 · 이상; a word that is not made of known ones stays whole.
fn split(word: &str, lexicon: &Lexicon) -> Vec<usize> {
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    // For each place the end of the longest known word there behind which the rest is made of known ones, from the last.
    let mut ends: Vec<Option<usize>> = vec![None; starts.len()];
    if let Some(last) = ends.last_mut() {
        *last = Some(word.len());
    }
    for from in (0..starts.len() - 1).rev() {
        let candidates = (from + 1..starts.len()).take(LONGEST_WORD).rev();
        let fits = |to: &usize| ends[*to].is_some() && is_known(&word[starts[from]..starts[*to]], lexicon);
        ends[from] = candidates.rev().filter(fits).max();
    }
    let (mut lengths, mut at) = (Vec::new(), 0);
    while at + 1 < starts.len() {
        let Some(next) = ends[at] else { return Vec::new() };
        lengths.push(starts[next] - starts[at]);
        at = next;
    }
    if lengths.len() > 1 { lengths } else { Vec::new() }
}

/// The letters that the longest known word has.
const LONGEST_WORD: usize = 8;

fn is_known(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.word(word).is_some() || (word.chars().all(is_numeral) && !ends_in_ones(word))
}

/// Korean says it in fixed words, which are among its phrases.
const NO_HEDGES: Hedges = Hedges { links: "", around: "", more: "", fewer: "" };

const SPELLING: Spelling = Spelling { numbers: "", degrees: "", others: "" };

const PHRASES: &[(Meaning, &str)] = &[
    (Number(0.0), "영|제로"),
    (Number(1.0), "한|하나"),
    (Number(2.0), "두|둘"),
    (Number(3.0), "세|셋"),
    (Number(4.0), "네|넷"),
    (Number(5.0), "다섯"),
    (Number(6.0), "여섯"),
    (Number(7.0), "일곱"),
    (Number(8.0), "여덟"),
    (Number(9.0), "아홉"),
    (Number(10.0), "열"),
    (Number(20.0), "스무|스물"),
    (Plural(10, 1.0), "수십"),
    (Plural(100, 1.0), "수백"),
    (Plural(1, 1e3), "수천"),
    (Plural(10, 1e3), "수만"),
    (Plural(100, 1e3), "수십만"),
    (Plural(1, 1e6), "수백만"),
    (Plural(10, 1e6), "수천만"),
    (Plural(100, 1e6), "수억"),
    (HowMany(Several), "몇|여러"),
    (Before(Approx), "약|대략|거의|대체로|얼추|추정치|어림잡아"),
    (Before(AtLeast), "최소|적어도|최소한|최소한도|못해도"),
    (Before(AtMost), "최대|많아야|기껏해야|많게는|최대한"),
    (
        After(AtLeast),
        "더 있을 수|더 있을|더 많을 수|더 많을|더 늘어날 수|더 늘어날|그보다 많을|이상|이상이|이상의|이상을|이상으로",
    ),
    (After(AtMost), "더 적을 수|더 적을|그보다 적을|이하|이하의|이하로|까지"),
    (After(LessThan), "미만|미만의|미만으로|이내|못 미치는|못미치는|채 안 되는"),
    (
        After(MoreThan),
        "초과|초과의|넘는|넘게|넘었다|넘어|넘어섰다|이 넘는|이 넘게|을 넘는|을 넘게|을 넘었다|이 넘었다|\
         을 넘어|상회|웃도는|을 웃도는",
    ),
    (
        After(Approx),
        "여|가량|가량의|정도|정도의|안팎|안팎의|내외|남짓|쯤|가까이|가까운|에 가까운|에 달하는|여명|여명의|\
         여명이|추산|추정",
    ),
    (Meaning::To, "~|～|〜|∼|에서|부터"),
    (Meaning::Between, "사이에서"),
    (Meaning::Or, "또는|혹은|내지"),
    (Meaning::Possibly, "아마|아마도|어쩌면"),
    (Meaning::Filler, "총|모두|전체|합계|겨우|불과|단지|의|이|가|은|는|을|를"),
    (Meaning::Percent, "퍼센트|프로|％"),
    (Meaning::Unit, "킬로미터|미터|킬로그램|톤|헥타르|리터|배럴|도"),
    (Meaning::Unit, "원|달러|유로|루블|위안|엔"),
    (Meaning::TimeUnit, "초|시간|주|주일|개월|달|세기|하루"),
    (Meaning::Time, "지난|최근|이후|이전|올해|작년|앞으로|향후|오는"),
    (Meaning::Rate { leads: true }, "매일|매주|매월|매달|매년|하루에|하루 평균|일평균|월평균|연평균"),
    (
        Meaning::Ago,
        "분|일|일간|주간|개월간|년|년간|년대|월|시|시간동안|일에|일부터|일까지|월부터|월까지|전|후|만에|\
         년에|년의|년까지|년부터|월에|시에|세|살|세의",
    ),
    (Meaning::Designator, "제"),
    (Meaning::OrdinalEnding, "번째|차|호|위|여단|사단|연대|대대|군단|부대"),
    (Meaning::Nothing, "없음|전무"),
    (
        Meaning::Countable,
        "명|명이|명은|명을|명의|명에|명으로|명과|명도|명만|명씩|사람|인|병력|병사|군인|사상자|전사자|\
         사망자|부상자|명 사망|포로|대|대의|개|개의|건|발|기|척|마리|가구",
    ),
    (Meaning::Change, "증가|늘어|늘었다|감소|줄어|줄었다|급증|급감|상승|하락|늘어난|줄어든|증가한|감소한"),
    (Meaning::Hides("the words give a part of a number that is not said"), "절반|반|분의|과반"),
    (Meaning::Spoils("the number multiplies something that is not said"), "배|배의|배로|번|차례"),
    (
        Meaning::Spoils("the number is denied or excluded"),
        "아니다|아닌|않다|않은|제외|제외한|빼고|부인|아니라",
    ),
    (
        Meaning::Spoils("the number is of a whole of which another part is meant, or a part of a whole"),
        "중|가운데|포함|포함한|포함해|나머지|대부분",
    ),
];
