//! What is known of a language to find its words in other forms than those that were typed: endings and beginnings that come
//! off, and words that are everywhere.
//!
//! These are light stemmers: they bring the forms of one word together, and what they leave need not be a word. The table is
//! the only place where a language is known. The index carries the rows that it was made with, and the browser works by
//! them, so the two cannot disagree. A language without a row is found by whole words and by their beginnings.
//!
//! All text here is folded, as [`super::words::fold`] leaves it: small letters, few accents (`й` and `ї` stay), and the one
//! shape that Arabic and Hebrew letters then have.

use serde::Serialize;

/// A row of the table.
pub(super) struct Row {
    /// The first part of a language's tag.
    language: &'static str,
    /// Words that tell nothing: they are not in the index, and a query may have them or not.
    common: &'static str,
    /// Words that lean on the next one by an apostrophe and are not part of it (`l'affaire`).
    leaning: &'static str,
    /// Beginnings that come off, again and again, while at least so many letters stay.
    beginnings: (usize, &'static str),
    /// Where these are given, an ending comes off only if one of them stays.
    vowels: &'static str,
    /// In each step the longest ending comes off that leaves at least so many letters. `ies:i` puts `i` in its place.
    endings: &'static [(usize, &'static str)],
}

const ROWS: [Row; 10] = [
    Row {
        language: "en",
        common: "a an and are as at be been but by for from had has have he her his i if in into is it its of on or our she \
                 so that the their them then there these they this to was we were which who will with would you",
        leaning: "",
        beginnings: (0, ""),
        vowels: "aeiouy",
        endings: &[
            (2, "sses:ss ies:i ss:ss us:us is:is s"),
            (2, "greed:gree freed:free eed:eed ed ing"),
            (2, "e"),
            (2, "bb:b dd:d ff:f gg:g ll:l mm:m nn:n pp:p rr:r ss:s tt:t zz:z"),
            (2, "y:i"),
        ],
    },
    Row {
        language: "uk",
        common: "а або але був була були було в вже від він вона вони для до є же з за зі і із й його її їх на не ні о по про \
                 та так також те ті то у це ці цього що щоб як які який яка",
        leaning: "",
        beginnings: (0, ""),
        vowels: "",
        endings: &[
            (3, "їв:єв"),
            (
                3,
                "ами ями иями ові еві єві ого ому ими ова ову овом ах ях ою ею єю ій ої ий ів їв ам ям ом \
                 ем єм их им ія ії ію а я о е є и і ї у ю ь й",
            ),
        ],
    },
    Row {
        language: "ru",
        common: "а без бы был была были было в во вот все всех вы да для до его ее если есть же за и из или им их к как \
                 которые который ко мы на не него нет но о об он она они от по при с со так также то только у что чтобы это",
        leaning: "",
        beginnings: (0, ""),
        vowels: "",
        endings: &[
            (3, "ся"),
            (
                3,
                "иями ями ами иях ях ах ием ией иям ям ам ого его ому ему ыми ими ые ие ый ий ой ей ою ею ом ем ов ев ую юю \
                 ая яя ое ее ых их ым им ия ья ью ию ии ает ают яет яют и ы у ю а я о е ь й",
            ),
        ],
    },
    Row {
        language: "de",
        common: "als am an auch auf aus bei das dass dem den der des die durch ein eine einem einen einer es fur hat im in ist \
                 mit nach nicht noch oder sich sie sind uber um und von vor war waren werden wie wird zu zum zur",
        leaning: "",
        beginnings: (0, ""),
        vowels: "",
        endings: &[
            (3, "ungen:ung ern em en er es e"),
            (3, "bs:b ds:d fs:f gs:g hs:h ks:k ls:l ms:m ns:n ts:t n"),
        ],
    },
    Row {
        language: "fr",
        common: "a au aux avec ce ces cette dans de des du elle en est et etait eu il ils je la le les leur lui mais ne ont ou \
                 par pas plus pour qu que qui sa se ses son sont sur un une vous y",
        leaning: "c d j jusqu l lorsqu m n puisqu qu quoiqu s t",
        beginnings: (0, ""),
        vowels: "",
        endings: &[
            (3, "eaux:eau aux:al x s"),
            (2, "ees ee er es ent ait aient e"),
            (2, "ll:l nn:n tt:t ss:s"),
        ],
    },
    Row {
        language: "es",
        common: "a al como con de del el ella en es esta este fue ha han la las le lo los mas no o para pero por que se segun \
                 sin sobre su sus un una y ya",
        leaning: "",
        beginnings: (0, ""),
        vowels: "",
        endings: &[(
            3,
            "ados adas ado ada idos idas ido ida aron ieron ando iendo ces:z ar er ir es os as s o a e",
        )],
    },
    Row {
        language: "ko",
        common: "",
        leaning: "",
        beginnings: (0, ""),
        vowels: "",
        endings: &[
            (
                2,
                "에서는 에서도 에서의 으로는 으로부터 이라고 라고 에게서 에서 에게 에는 에도 으로 하고 까지 부터 보다 처럼 \
                 마다 조차 이나 과는 와는 은 는 이 가 을 를 의 에 께 로 와 과 도 만 나",
            ),
            (2, "들"),
        ],
    },
    Row {
        language: "ar",
        common: "الي ان انه او التي الذي بعد بين تم ثم حتي علي عن عند في قد كان كانت كل لا لم ما مع من منذ هذا هذه هو هي و",
        leaning: "",
        beginnings: (3, "وال فال بال كال ال لل و"),
        vowels: "",
        endings: &[(2, "ها ات ان ون ين يه"), (2, "ه ي")],
    },
    Row {
        language: "fa",
        common: "ان اين است با بر براي بود به تا در را شد شده كه ها هاي هم و از يك",
        leaning: "",
        beginnings: (0, ""),
        vowels: "",
        endings: &[(2, "هايي هايش هاي ها ترين تر ان ات"), (3, "ي")],
    },
    Row {
        language: "he",
        common: "אבל או אל אמ אנ את גמ הוא היא היה הימ זה זו יש כי כל לא מה מנ על עמ עד רק של",
        leaning: "",
        beginnings: (3, "ה ו ב ל מ ש כ"),
        vowels: "",
        endings: &[(3, "ימ ות יה ית י ה")],
    },
];

/// How to bring the words of one language into the form in which the index has them.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Language {
    common: Vec<&'static str>,
    leaning: Vec<&'static str>,
    least: usize,
    beginnings: Vec<&'static str>,
    vowels: &'static str,
    endings: Vec<(usize, Vec<(&'static str, &'static str)>)>,
}

impl Language {
    /// What is known of the language of a tag, by its first part; of a language without a row, nothing.
    pub(super) fn of(tag: &str) -> Self {
        let primary = primary(tag);
        ROWS.iter().find(|row| row.language == primary).map(Self::read).unwrap_or_default()
    }

    fn read(row: &Row) -> Self {
        let list = |text: &'static str| {
            let mut words: Vec<&'static str> = text.split_whitespace().collect();
            words.sort_unstable_by_key(|word| (std::cmp::Reverse(word.chars().count()), *word));
            words.dedup();
            words
        };
        let ending = |word: &'static str| word.split_once(':').unwrap_or((word, ""));
        let step = |(least, text): &(usize, &'static str)| {
            let mut endings: Vec<_> = text.split_whitespace().map(ending).collect();
            endings.sort_unstable_by_key(|(ending, to)| {
                (std::cmp::Reverse(ending.chars().count()), *ending, *to)
            });
            endings.dedup();
            (*least, endings)
        };
        Self {
            common: list(row.common),
            leaning: list(row.leaning),
            least: row.beginnings.0,
            beginnings: list(row.beginnings.1),
            vowels: row.vowels,
            endings: row.endings.iter().map(step).collect(),
        }
    }

    /// Whether a folded word tells nothing.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.common.contains(&word)
    }

    /// Whether a folded word before an apostrophe is one of its own.
    pub(super) fn leans(&self, word: &str) -> bool {
        self.leaning.contains(&word)
    }

    /// A folded word without what its form adds to it.
    pub(super) fn stem(&self, word: &str) -> String {
        let mut stem = word;
        while let Some(rest) = self.without_beginning(stem) {
            stem = rest;
        }
        let mut stem = stem.to_owned();
        for (least, endings) in &self.endings {
            let shorter = endings.iter().find_map(|(ending, to)| {
                let rest = format!("{}{to}", stem.strip_suffix(ending)?);
                let stands = rest.chars().count() >= *least
                    && (self.vowels.is_empty() || rest.contains(|c| self.vowels.contains(c)));
                stands.then_some(rest)
            });
            stem = shorter.unwrap_or(stem);
        }
        stem
    }

    fn without_beginning<'a>(&self, word: &'a str) -> Option<&'a str> {
        self.beginnings
            .iter()
            .filter_map(|beginning| word.strip_prefix(beginning))
            .find(|rest| rest.chars().count() >= self.least)
    }
}

/// The part of a tag that names the language: `en` of `en-GB`.
pub(super) fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::words::{Words, fold};
    use super::*;

    /// All words of a line have one stem, and no line has another's.
    #[track_caller]
    fn together(language: &str, lines: &[&str]) {
        let words = Words::of(Language::of(language));
        let mut stems: Vec<Vec<String>> = Vec::new();
        for line in lines {
            let mut of_line: Vec<Vec<String>> = line.split(' ').map(|word| words.terms_of(word)).collect();
            of_line.dedup();
            assert_eq!(of_line.len(), 1, "{line}");
            stems.extend(of_line);
        }
        stems.sort();
        stems.dedup();
        assert_eq!(stems.len(), lines.len(), "{stems:?}");
    }

    #[test]
    fn the_forms_of_a_word_are_found_by_one_another() {
        together(
            "en",
            &[
                "loss losses Losses",
                "casualty casualties",
                "estimate estimates estimated estimating",
                "wounded wound wounding wounds",
                "kill kills killed killing",
                "city cities",
                "stop stopped stops stopping",
                "agree agreed agrees",
                "missing",
                "mission missions",
                "need needs needed",
                "Ukraine Ukraine’s",
                "crisis",
                "speed speeds",
                "die dies died dying",
            ],
        );
        together(
            "uk",
            &[
                "втрата втрати втрат втратах втратами",
                "солдат солдати солдатів солдата",
                "вбитий вбиті вбитих",
                "Курськ Курська Курську Курськом",
                "Харків Харкова Харкову",
                "президент президента президентом",
            ],
        );
        together(
            "ru",
            &[
                "потеря потери потерь потерях потерями",
                "солдат солдаты солдата солдатов",
                "убитых убитые убит",
                "Курск Курске Курска Курской Курская",
                "Зеленский Зеленского Зеленским",
                "тысяча тысяч тысячи",
            ],
        );
        together(
            "de",
            &[
                "Verlust Verluste Verlusten",
                "Soldat Soldaten",
                "Haus Häuser",
                "Angriff Angriffe Angriffs",
                "Schätzung Schätzungen",
            ],
        );
        together(
            "fr",
            &[
                "perte pertes",
                "soldat soldats l’soldat",
                "général généraux",
                "estimé estimée estimées estime estiment estimer",
                "journal journaux",
            ],
        );
        together(
            "es",
            &["baja bajas", "soldado soldados", "muerto muertos muertas", "nación naciones", "vez veces"],
        );
        together(
            "ko",
            &[
                "병사 병사가 병사들이 병사들은 병사의",
                "북한군 북한군은 북한군이",
                "러시아 러시아에서 러시아는",
            ],
        );
        together(
            "ar",
            &["حرب الحرب والحرب بالحرب للحرب", "جندي الجندي", "وزير الوزير والوزير", "القوات قوات"],
        );
        together("fa", &["سرباز سربازان سربازها سرباز\u{200c}ها سربازهای", "کشته"]);
        together("he", &["מלחמה המלחמה במלחמה והמלחמה", "צבא הצבא בצבא", "חייל חיילים החיילים"]);
    }

    #[test]
    fn the_table_holds_folded_words_only() {
        for row in &ROWS {
            let endings = row.endings.iter().map(|(_, text)| *text);
            let texts = [row.common, row.leaning, row.beginnings.1].into_iter().chain(endings);
            for word in texts.flat_map(|text| text.split([' ', ':'])) {
                assert_eq!(fold(word), word, "in the row `{}`", row.language);
            }
        }
    }

    #[test]
    fn a_language_is_known_by_the_first_part_of_its_tag() {
        assert_eq!(Language::of("en-GB").stem("losses"), "los");
        assert_eq!(Language::of("pl").stem("losses"), "losses");
    }
}
