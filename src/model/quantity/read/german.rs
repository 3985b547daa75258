//! German, with its numbers in one word.

use std::sync::LazyLock;

use super::super::convention::HowMany::Several;
use super::digits::Digits;
use super::english::{is_latin, no_split};
use super::hedge::Hedges;
use super::lexicon::Meaning::{self, After, Before, Either, HowMany, Number, Plural, Scale, Weak};
use super::lexicon::Side::{Approx, AtLeast, AtMost, LessThan, MoreThan};
use super::lexicon::{Language, Lexicon, Spelled};
use super::misspelt::Spelling;
use super::token::{Kind, Token};

pub(super) static GERMAN: Language = Language {
    tag: "de",
    name: "German",
    digits: Digits { grouping: &['.', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '\u{2019}'], decimal: &[','] },
    and_after_tens: false,
    spelled,
    split: no_split,
    writes: is_latin,
    spelling: SPELLING,
    hedges: HEDGES,
    lexicon: LazyLock::new(|| Lexicon::of(PHRASES)),
};

const ONES: [(&str, u32); 20] = [
    ("ein", 1),
    ("eins", 1),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
    ("zwölf", 12),
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("fünfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
];

const TENS: [(&str, u32); 8] = [
    ("zwanzig", 20),
    ("dreißig", 30),
    ("vierzig", 40),
    ("fünfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
    ("neunzig", 90),
];

/// "zwei", "fünfundzwanzig", "dreitausendfünfhundert"; not "ein", "hundert" or "tausend" alone, which are other words too.
fn spelled(tokens: &[Token]) -> Option<Spelled> {
    let token = tokens.first().filter(|token| token.kind == Kind::Word)?;
    let word = token.lower.as_str();
    if matches!(word, "ein" | "hundert" | "tausend") {
        return None;
    }
    let value = thousands(word)?;
    let magnitude = if word.ends_with("tausend") {
        1000
    } else if word.ends_with("hundert") {
        100
    } else {
        1
    };
    Some(Spelled { value: value.into(), magnitude: magnitude.into(), taken: 1 })
}

fn thousands(word: &str) -> Option<u32> {
    match word.split_once("tausend") {
        Some((count, rest)) => Some(factor(count, hundreds)? * 1000 + rest_of(rest, hundreds)?),
        None => hundreds(word),
    }
}

fn hundreds(word: &str) -> Option<u32> {
    match word.split_once("hundert") {
        Some((count, rest)) => Some(factor(count, below_hundred)? * 100 + rest_of(rest, below_hundred)?),
        None => below_hundred(word),
    }
}

fn below_hundred(word: &str) -> Option<u32> {
    if let Some(value) = named(word, &ONES).or_else(|| named(word, &TENS)) {
        return Some(value);
    }
    // The first "und" may belong to "hundert", which is gone by now.
    let (ones, tens) = word.split_once("und")?;
    Some(named(ones, &ONES).filter(|ones| *ones < 10)? + named(tens, &TENS)?)
}

fn factor(word: &str, read: fn(&str) -> Option<u32>) -> Option<u32> {
    if word.is_empty() { Some(1) } else { read(word) }
}

fn rest_of(word: &str, read: fn(&str) -> Option<u32>) -> Option<u32> {
    let word = word.strip_prefix("und").unwrap_or(word);
    if word.is_empty() { Some(0) } else { read(word) }
}

fn named(word: &str, names: &[(&str, u32)]) -> Option<u32> {
    names.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

const HEDGES: Hedges = Hedges {
    links: "und|oder|aber|wenn|doch|jedoch|vielleicht|womöglich|möglicherweise|wahrscheinlich|\
             vermutlich|eventuell",
    around: "es|die|der|das|nicht|zahl|tatsächliche|wahre|wirkliche|könnten|könnte|können|kann|dürften|\
             dürfte|mögen|mag|auch|sogar|gar|noch|sein|werden|sind|ist|sehr|viel|viele|weit|deutlich|\
             erheblich|vielleicht|womöglich|möglicherweise|wahrscheinlich|vermutlich|wohl|eventuell|\
             liegen|einige",
    more: "mehr|höher|steigend|größer",
    fewer: "weniger|niedriger|geringer|kleiner",
};

const SPELLING: Spelling = Spelling {
    numbers: "eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|dreizehn|vierzehn|fünfzehn|\
              sechzehn|siebzehn|achtzehn|neunzehn|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|\
              achtzig|neunzig|zweihundert|dreihundert|fünfhundert|zweitausend|dreitausend|fünftausend|\
              zehntausend|hunderttausend",
    degrees: "schwere|schweren|erhebliche|erheblichen|zahlreiche|massive|bedeutende",
    others: "ein|viel|viele|nein|neue|neuen|neun's|zahn|fest|fass|etwas|geben|gehen|übel|üben|unten|\
              runde|runden|eine|eines|achten|achte|sieger|vieh|billig",
};

const PHRASES: &[(Meaning, &str)] = &[
    (Number(0.0), "null"),
    (Number(1.5), "anderthalb|eineinhalb"),
    (Number(2.5), "zweieinhalb"),
    (Number(3.5), "dreieinhalb"),
    (Number(500_000.0), "eine halbe million|einer halben million|halbe million|halben million"),
    (Number(6.0), "ein halbes dutzend|halbes dutzend"),
    (Scale(12, 1.0), "dutzend"),
    (Scale(100, 1.0), "hundert"),
    (Scale(1, 1e3), "tausend|tsd"),
    (Scale(1, 1e6), "million|mio"),
    (Scale(1, 1e9), "milliarde|mrd"),
    (Scale(1, 1e12), "billion|bio"),
    (Plural(12, 1.0), "dutzende|dutzenden"),
    (Plural(100, 1.0), "hunderte|hunderten|aberhunderte"),
    (Plural(1, 1e3), "tausende|tausenden|abertausende"),
    (Plural(10, 1e3), "zehntausende|zehntausenden"),
    (Plural(100, 1e3), "hunderttausende|hunderttausenden"),
    (Plural(1, 1e6), "millionen"),
    (Plural(1, 1e9), "milliarden"),
    (Plural(1, 1e12), "billionen"),
    (HowMany(Several), "mehrere|mehreren|einige|einigen|ein paar|wenige"),
    (Meaning::Article, "ein|eine|einer|einem|einen"),
    (
        Before(Approx),
        "rund|circa|ca|annähernd|nahezu|fast|beinahe|knapp|in etwa|an die|zirka|geschätzt|geschätzte|\
         in der größenordnung von|bei rund",
    ),
    (Either(Approx), "etwa|ungefähr|schätzungsweise"),
    (Weak(Approx), "gegen|um die"),
    (
        Before(MoreThan),
        "gut|eine gute|ein gutes|einen guten|mehr als|über mehr als|weit mehr als|deutlich mehr als|etwas mehr als|oberhalb von|gut über",
    ),
    (Weak(MoreThan), "über"),
    (Before(AtLeast), "nicht weniger als|minimal|ein minimum von"),
    (Either(AtLeast), "mindestens|wenigstens|zumindest"),
    (Before(LessThan), "weniger als|deutlich weniger als|etwas weniger als|knapp unter"),
    (Weak(LessThan), "unter"),
    (Before(AtMost), "bis zu|nicht mehr als|allenfalls|ein maximum von|bis maximal"),
    (Either(AtMost), "höchstens|maximal"),
    (
        After(AtLeast),
        "oder mehr|und mehr|vielleicht mehr|womöglich mehr|und möglicherweise mehr|oder sogar mehr|aufwärts",
    ),
    (After(AtMost), "oder weniger|und weniger"),
    (After(Approx), "oder so|plusminus"),
    (Meaning::Between, "zwischen"),
    (Meaning::By, "um"),
    (Meaning::UpTo, "bis"),
    (Meaning::And, "und|aber|jedoch"),
    (Meaning::Or, "oder|wenn nicht"),
    (
        Meaning::Possibly,
        "vielleicht|womöglich|möglicherweise|und möglicherweise|wahrscheinlich|vermutlich|oder sogar|\
         und vielleicht",
    ),
    (Meaning::Best, "am wahrscheinlichsten|wahrscheinlichster wert|bester schätzwert"),
    (
        Meaning::Filler,
        "von|insgesamt|zusammen|genau|exakt|nur|lediglich|bloß|weitere|weiteren|sogar|immerhin|bei|alle|\
         allein|jeweils",
    ),
    (Meaning::Definite, "die|der|den|das|diese|dieser|ihre|seine|beide|beiden"),
    (Meaning::Percent, "prozent|v . h"),
    (
        Meaning::Unit,
        "prozentpunkte|prozentpunkten|kilometer|kilometern|meter|metern|m|tonnen|tonne|t|kilogramm|hektar|\
         quadratkilometer|quadratmeter|qkm|liter|barrel|grad|grad celsius|kilometer pro stunde|\
         kilometer pro sekunde|megawatt|gigawatt",
    ),
    (Meaning::Unit, "euro|us-dollar|us - dollar|dollar|rubel|franken|pfund|griwna|hrywnja"),
    (
        Meaning::TimeUnit,
        "sekunde|sekunden|minute|minuten|stunde|stunden|tag|tage|tagen|nacht|nächte|woche|wochen|monat|\
         monate|monaten|jahr|jahre|jahren|jahrzehnt|jahrzehnte|jahrzehnten|wochenende|uhr",
    ),
    (
        Meaning::Time,
        "in|im|innerhalb|binnen|während|nach|vor|seit|für|am|letzten|letzte|vergangenen|vergangene|vorigen|\
         nächsten|ersten|jahre|jahr|anfang|ende|mitte|pro|je|jede|jeden|ab|stand|frühling|frühjahr|sommer|\
         herbst|winter",
    ),
    (
        Meaning::Rate { leads: true },
        "pro sekunde|pro minute|pro stunde|pro tag|pro nacht|pro woche|pro monat|pro jahr|pro kopf|pro person|\
         je tag|je stunde|je woche|je monat|je jahr|täglich|stündlich|wöchentlich|monatlich|jährlich|\
         jeden tag|jede stunde|jede woche|jeden monat|jedes jahr",
    ),
    (Meaning::Rate { leads: false }, "am tag|in der woche|im monat|die woche|den monat"),
    (Meaning::Ago, "zuvor|später|uhr"),
    (
        Meaning::Month { capital: true },
        "januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jan|feb|\
         apr|jun|jul|aug|sep|sept|okt|nov|dez",
    ),
    (
        Meaning::Designator,
        "einheit|brigade|regiment|bataillon|division|resolution|artikel|paragraf|paragraph|§|seite|nummer|\
         nr|flug|kapitel|gruppe|raum|absatz|tag|woche",
    ),
    (Meaning::No, "keine|keinen|keinerlei|kein"),
    (Meaning::Nothing, "niemand|keine verluste|keine toten|keine opfer"),
    (
        Meaning::Countable,
        "verluste|tote|toten|getötete|getöteten|verletzte|verletzten|verwundete|verwundeten|gefallene|\
         gefallenen|opfer|opfern|soldaten|truppen|menschen|personen|zivilisten|kinder|gefangene|gefangenen|\
         vermisste|vermissten|kämpfer|fälle|panzer|raketen|drohnen",
    ),
    (
        Meaning::Change,
        "stieg|stiegen|gestiegen|anstieg|wuchs|gewachsen|erhöht|erhöhte|erhöhten|fiel|fielen|gefallen|sank|\
         sanken|gesunken|gesenkt|reduziert|verringert|zugenommen|abgenommen|rückgang",
    ),
    (
        Meaning::Hides("the words give a part of a number that is not said"),
        "hälfte|drittel|viertel|fünftel|zehntel|halb|halbe|halben|halber|mehrheit|einer der|eine der|\
         einer von|eine von",
    ),
    (
        Meaning::Hides("the words compare with a number that is not said"),
        "doppelt|doppelte|doppelten|verdoppelt|verdreifacht|dreimal|zweimal|dreifache|zehnfache|so viele",
    ),
    (Meaning::Spoils("the number multiplies something that is not said"), "mal|fach|fache"),
    (
        Meaning::Spoils("the number is denied or excluded"),
        "nicht|nie|niemals|ohne|außer|statt|anstatt|bestritt|bestreitet|dementierte|dementiert|falsch|\
         weder|noch",
    ),
    (
        Meaning::Spoils("the number is of a whole of which another part is meant, or a part of a whole"),
        "darunter|davon|einschließlich|inklusive|von denen|unter ihnen|der rest|übrigen|die meisten|\
         meisten|fast alle|von insgesamt",
    ),
];
