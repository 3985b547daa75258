//! French.

use std::sync::LazyLock;

use super::super::convention::HowMany::{Couple, Several};
use super::digits::Digits;
use super::english::is_latin;
use super::hedge::Hedges;
use super::lexicon::Meaning::{self, After, Before, Either, HowMany, Number, Plural, Round, Scale, Weak};
use super::lexicon::Side::{Approx, AtLeast, AtMost, LessThan, MoreThan};
use super::lexicon::{Language, Lexicon};
use super::misspelt::Spelling;

pub(super) static FRENCH: Language = Language {
    tag: "fr",
    name: "French",
    digits: Digits { grouping: &[' ', '\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}', '.'], decimal: &[','] },
    and_after_tens: false,
    spelled: |_| None,
    split: at_the_apostrophe,
    writes: is_latin,
    spelling: SPELLING,
    hedges: HEDGES,
    lexicon: LazyLock::new(|| Lexicon::of(PHRASES)),
};

/// "d'environ" → "d'" and "environ".
fn at_the_apostrophe(word: &str, _: &Lexicon) -> Vec<usize> {
    match word.find(['\'', '\u{2019}']) {
        Some(at) => {
            let behind = word[at..].chars().next().map_or(at, |apostrophe| at + apostrophe.len_utf8());
            vec![behind, word.len() - behind]
        }
        None => Vec::new(),
    }
}

const HEDGES: Hedges = Hedges {
    links: "et|ou|mais|voire|sinon|peut|probablement|possiblement|sans",
    around: "il|ils|le|la|les|l|nombre|bilan|chiffre|réel|véritable|vrai|pourrait|pourraient|peut|\
             peuvent|doit|y|en|avoir|a|être|est|sont|même|encore|bien|beaucoup|probablement|possiblement|\
             sans|doute|nettement|certainement",
    more: "plus|davantage|supérieur|élevé|lourd",
    fewer: "moins|inférieur",
};

const SPELLING: Spelling = Spelling {
    numbers: "",
    degrees: "lourdes|importantes|considérables|nombreuses|graves",
    others: "tente|trous|neuve|neufs|environs|onde|sent|dite|cinq|mois|doute|villes|ville|mills|\
              sobre|once|presque|quelle|quelles|quels|minimal|maximal",
};

const PHRASES: &[(Meaning, &str)] = &[
    (Number(0.0), "zéro"),
    (Number(2.0), "deux"),
    (Number(3.0), "trois"),
    (Number(4.0), "quatre"),
    (Number(5.0), "cinq"),
    (Number(6.0), "six|une demi douzaine"),
    (Number(7.0), "sept"),
    (Number(8.0), "huit"),
    (Number(9.0), "neuf"),
    (Number(10.0), "dix"),
    (Number(11.0), "onze"),
    (Number(12.0), "douze"),
    (Number(13.0), "treize"),
    (Number(14.0), "quatorze"),
    (Number(15.0), "quinze"),
    (Number(16.0), "seize"),
    (Number(17.0), "dix sept"),
    (Number(18.0), "dix huit"),
    (Number(19.0), "dix neuf"),
    (Number(20.0), "vingt"),
    (Number(21.0), "vingt et un"),
    (Number(30.0), "trente"),
    (Number(31.0), "trente et un"),
    (Number(40.0), "quarante"),
    (Number(41.0), "quarante et un"),
    (Number(50.0), "cinquante"),
    (Number(51.0), "cinquante et un"),
    (Number(60.0), "soixante"),
    (Number(61.0), "soixante et un"),
    (Number(70.0), "soixante dix|septante"),
    (Number(71.0), "soixante et onze"),
    (Number(72.0), "soixante douze"),
    (Number(73.0), "soixante treize"),
    (Number(74.0), "soixante quatorze"),
    (Number(75.0), "soixante quinze"),
    (Number(76.0), "soixante seize"),
    (Number(80.0), "quatre vingt|quatre vingts|huitante|octante"),
    (Number(90.0), "quatre vingt dix|nonante"),
    (Number(91.0), "quatre vingt onze"),
    (Number(92.0), "quatre vingt douze"),
    (Number(93.0), "quatre vingt treize"),
    (Number(94.0), "quatre vingt quatorze"),
    (Number(95.0), "quatre vingt quinze"),
    (Number(96.0), "quatre vingt seize"),
    (Number(500_000.0), "un demi million|demi million"),
    (Number(12.0), "une douzaine|douzaine"),
    (Round(8.0), "une huitaine"),
    (Round(10.0), "une dizaine"),
    (Round(15.0), "une quinzaine"),
    (Round(20.0), "une vingtaine"),
    (Round(30.0), "une trentaine"),
    (Round(40.0), "une quarantaine"),
    (Round(50.0), "une cinquantaine"),
    (Round(60.0), "une soixantaine"),
    (Round(100.0), "une centaine"),
    (Round(1000.0), "un millier"),
    (Scale(100, 1.0), "cent|cents"),
    (Scale(1, 1e3), "mille"),
    (Scale(1, 1e6), "million|mio"),
    (Scale(1, 1e9), "milliard|mds|md|mrd"),
    (Scale(1, 1e12), "billion"),
    (Plural(10, 1.0), "dizaines|des dizaines"),
    (Plural(12, 1.0), "douzaines|des douzaines"),
    (Plural(100, 1.0), "centaines|des centaines"),
    (Plural(1, 1e3), "milliers|des milliers"),
    (Plural(10, 1e3), "dizaines de milliers|des dizaines de milliers"),
    (Plural(100, 1e3), "centaines de milliers|des centaines de milliers"),
    (Plural(1, 1e6), "millions|des millions"),
    (Plural(10, 1e6), "dizaines de millions|des dizaines de millions"),
    (Plural(100, 1e6), "centaines de millions|des centaines de millions"),
    (Plural(1, 1e9), "milliards|des milliards"),
    (HowMany(Several), "plusieurs|quelques|une poignée|une poignée de"),
    (HowMany(Couple), "une paire de"),
    (Meaning::Half, "demi|demie"),
    (Meaning::Article, "un|une"),
    (
        Before(Approx),
        "quelque|près de|près d'|presque|de l' ordre de|aux alentours de|autour de|aux environs de|\
         estimé à|estimés à|estimées à|estimée à|avoisinant|avoisine|approchant|quasiment",
    ),
    (Either(Approx), "environ|à peu près|approximativement"),
    (Weak(Approx), "vers"),
    (
        Before(MoreThan),
        "plus de|plus d'|au delà de|supérieur à|supérieure à|bien plus de|un peu plus de|largement plus de|\
         dépassant|dépasse|dépassent|excédant",
    ),
    (Before(AtLeast), "pas moins de|pas moins d'|un minimum de|minimum"),
    (Either(AtLeast), "au moins|au minimum"),
    (Before(LessThan), "moins de|moins d'|inférieur à|inférieure à|un peu moins de|bien moins de"),
    (
        Before(AtMost),
        "jusqu' à|pas plus de|pas plus d'|un maximum de|maximum|ne dépassant pas|ne dépasse pas",
    ),
    (Either(AtMost), "au plus|tout au plus|au maximum"),
    (
        After(AtLeast),
        "ou plus|et plus|voire plus|voire davantage|ou davantage|et peut être plus|peut être plus",
    ),
    (After(AtMost), "ou moins|et moins|voire moins"),
    (After(Approx), "plus ou moins|à peu de chose près"),
    (Meaning::Between, "entre"),
    (Meaning::To, "à|a"),
    (Meaning::And, "et|mais"),
    (Meaning::Or, "ou|voire|sinon"),
    (
        Meaning::Possibly,
        "peut être|possiblement|probablement|sans doute|éventuellement|et peut être|ou peut être|\
         et possiblement",
    ),
    (Meaning::Best, "le plus probable|meilleure estimation|estimation centrale"),
    (
        Meaning::Filler,
        "de|d'|des|du|au total|total de|un total de|exactement|précisément|seulement|juste|même|encore|\
         soit|tous les|quelque part",
    ),
    (Meaning::Definite, "le|la|les|l'|leurs|ses|ces"),
    (Meaning::Percent, "pour cent|pourcent"),
    (
        Meaning::Unit,
        "points de pourcentage|kilomètres|kilomètre|mètres|mètre|m|tonnes|tonne|t|kilogrammes|kilos|\
         hectares|hectare|kilomètres carrés|mètres carrés|litres|barils|degrés|kilomètres par heure|\
         kilomètres par seconde|mégawatts|gigawatts",
    ),
    (
        Meaning::Unit,
        "euros|euro|d' euros|dollars|dollar|de dollars|roubles|hryvnias|livres|livres sterling|francs",
    ),
    (
        Meaning::TimeUnit,
        "seconde|secondes|minute|minutes|heure|heures|jour|jours|journée|journées|nuit|nuits|semaine|\
         semaines|mois|an|ans|année|années|décennie|décennies|siècle|siècles",
    ),
    (
        Meaning::Time,
        "en|dans|pendant|durant|depuis|après|avant|sous|dernier|dernière|dernières|derniers|prochains|\
         prochaines|au cours des|au cours de|fin|début|mi|par|chaque|lors|au printemps|été|automne|hiver|\
         printemps|l' an|d' ici",
    ),
    (
        Meaning::Rate { leads: true },
        "par seconde|par minute|par heure|par jour|par nuit|par semaine|par mois|par an|par habitant|\
         par personne|chaque heure|chaque jour|chaque nuit|chaque semaine|chaque mois|chaque année|\
         quotidiennement|mensuellement|annuellement",
    ),
    (Meaning::Ago, "plus tôt|plus tard|auparavant"),
    (
        Meaning::Month { capital: false },
        "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|janv|févr|\
         avr|juil|sept|oct|nov|déc",
    ),
    (
        Meaning::Designator,
        "unité|brigade|régiment|bataillon|division|résolution|article|page|numéro|n °|n º|vol|chapitre|\
         groupe|salle|alinéa|jour|semaine",
    ),
    (Meaning::OrdinalEnding, "e|er|re|ère|ème|ième|nd|nde"),
    (Meaning::Ordinal, "troisième|quatrième|cinquième|dixième"),
    (Meaning::No, "aucun|aucune"),
    (
        Meaning::Nothing,
        "personne|pas de pertes|pas de victimes|pas de morts|aucune perte|aucun mort|aucune victime|\
         aucun blessé",
    ),
    (
        Meaning::Countable,
        "pertes|perte|morts|mort|tués|tué|blessés|blessé|victimes|victime|soldats|soldat|militaires|\
         troupes|hommes|personnes|civils|enfants|femmes|prisonniers|disparus|combattants|cas|drones|\
         missiles|chars",
    ),
    (
        Meaning::Change,
        "augmenté|augmentent|augmente|augmentation|hausse|passé|passée|passés|passées|passe|passent|baissé|\
         baisse|diminué|diminution|chuté|chute|grimpé|réduit|réduits|réduite|recul|reculé|monté",
    ),
    (
        Meaning::Hides("the words give a part of a number that is not said"),
        "moitié|tiers|quart|quarts|cinquièmes|dixièmes|majorité|un des|une des|l' un des|l' une des|un sur",
    ),
    (
        Meaning::Hides("the words compare with a number that is not said"),
        "double|doublé|triple|triplé|quadruplé|autant|décuplé",
    ),
    (Meaning::Spoils("the number multiplies something that is not said"), "fois"),
    (
        Meaning::Spoils("the number is denied or excluded"),
        "pas|ne|n'|jamais|ni|sans|sauf|excepté|hormis|plutôt que|au lieu de|dément|démenti|nié|faux",
    ),
    (
        Meaning::Spoils("the number is of a whole of which another part is meant, or a part of a whole"),
        "dont|y compris|parmi eux|parmi lesquels|parmi les|d' entre eux|le reste|la plupart|\
         presque tous les|sur un total|sur les",
    ),
];
