//! The words of BibLaTeX for sorts of works and languages, and ours for the same.

use crate::model::{Language, SourceKind};

/// What an entry of this type is to us; nothing for a type that BibLaTeX does not know.
pub(super) fn kind(entry_type: &str, subtype: Option<&str>) -> Option<SourceKind> {
    Some(match entry_type {
        "article" | "suppperiodical" => match subtype {
            Some("newspaper" | "magazine") => SourceKind::Article,
            _ => SourceKind::Paper,
        },
        "review" | "periodical" => SourceKind::Article,
        "inproceedings" | "conference" | "thesis" | "phdthesis" | "mastersthesis" => SourceKind::Paper,
        "book" | "mvbook" | "inbook" | "bookinbook" | "suppbook" | "booklet" | "collection"
        | "mvcollection" | "incollection" | "suppcollection" | "reference" | "mvreference"
        | "inreference" | "proceedings" | "mvproceedings" | "manual" => SourceKind::Book,
        "report" | "techreport" => SourceKind::Report,
        "online" | "electronic" | "www" | "software" => SourceKind::Web,
        "dataset" => SourceKind::Dataset,
        "video" | "movie" => SourceKind::Video,
        "audio" | "music" => SourceKind::Audio,
        "image" | "artwork" => SourceKind::Image,
        "misc" | "unpublished" | "patent" | "legislation" | "legal" | "jurisdiction" | "letter"
        | "standard" | "commentary" | "performance" | "custom" | "customa" | "customb" | "customc"
        | "customd" | "custome" | "customf" | "bibnote" => SourceKind::Document,
        _ => return None,
    })
}

/// The type to write an entry as, where it says more than what it is to us.
pub(super) fn form(entry_type: &str) -> Option<&'static str> {
    let canonical = match entry_type {
        "conference" => "inproceedings",
        "techreport" => "report",
        // Newspapers are articles too, and told from journals by a field of their own.
        "article" => return None,
        other => other,
    };
    TYPES.iter().chain(&ALIASES).find(|form| **form == canonical).copied()
}

/// Types that are others with a `type` of their own, and rarer ones.
const ALIASES: [&str; 7] =
    ["phdthesis", "mastersthesis", "bookinbook", "suppbook", "suppcollection", "mvcollection", "commentary"];

/// What sort of thesis or report it is, where BibLaTeX has a word for it that it translates.
pub(super) fn genre(key: &str) -> String {
    let words = match key {
        "phdthesis" => "PhD thesis",
        "mathesis" | "mastersthesis" => "Master’s thesis",
        "bathesis" => "Bachelor’s thesis",
        "candthesis" => "Candidate thesis",
        "techreport" => "Technical report",
        "resreport" => "Research report",
        "software" => "Software",
        "datacd" | "audiocd" => "CD",
        other => other,
    };
    words.to_owned()
}

/// All types of entries that stand for a work.
pub(super) const TYPES: [&str; 32] = [
    "article",
    "artwork",
    "audio",
    "book",
    "booklet",
    "collection",
    "dataset",
    "image",
    "inbook",
    "incollection",
    "inproceedings",
    "inreference",
    "jurisdiction",
    "legislation",
    "letter",
    "manual",
    "misc",
    "movie",
    "music",
    "mvbook",
    "online",
    "patent",
    "periodical",
    "proceedings",
    "reference",
    "report",
    "review",
    "software",
    "standard",
    "thesis",
    "unpublished",
    "video",
];

/// The BCP 47 tag of a language as Babel calls it, or a tag as it stands.
pub(super) fn language(name: &str) -> Option<String> {
    let lower = name.trim().to_lowercase();
    let known = LANGUAGES.iter().find(|(babel, _)| *babel == lower).map(|(_, tag)| (*tag).to_owned());
    known.or_else(|| Language::new(name.trim()).map(|tag| tag.as_str().to_owned()))
}

/// Babel's names, which BibLaTeX takes as `langid`; the first of a language is the one to write.
pub(crate) const LANGUAGES: [(&str, &str); 62] = [
    ("english", "en"),
    ("american", "en-US"),
    ("usenglish", "en-US"),
    ("british", "en-GB"),
    ("ukenglish", "en-GB"),
    ("australian", "en-AU"),
    ("canadian", "en-CA"),
    ("newzealand", "en-NZ"),
    ("german", "de"),
    ("ngerman", "de"),
    ("austrian", "de-AT"),
    ("naustrian", "de-AT"),
    ("swissgerman", "de-CH"),
    ("nswissgerman", "de-CH"),
    ("french", "fr"),
    ("canadien", "fr-CA"),
    ("spanish", "es"),
    ("catalan", "ca"),
    ("galician", "gl"),
    ("basque", "eu"),
    ("portuguese", "pt"),
    ("brazilian", "pt-BR"),
    ("brazil", "pt-BR"),
    ("italian", "it"),
    ("romanian", "ro"),
    ("latin", "la"),
    ("dutch", "nl"),
    ("danish", "da"),
    ("swedish", "sv"),
    ("norsk", "nb"),
    ("norwegian", "no"),
    ("nynorsk", "nn"),
    ("icelandic", "is"),
    ("finnish", "fi"),
    ("estonian", "et"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("polish", "pl"),
    ("czech", "cs"),
    ("slovak", "sk"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("croatian", "hr"),
    ("serbian", "sr"),
    ("bulgarian", "bg"),
    ("macedonian", "mk"),
    ("russian", "ru"),
    ("ukrainian", "uk"),
    ("belarusian", "be"),
    ("hungarian", "hu"),
    ("greek", "el"),
    ("turkish", "tr"),
    ("arabic", "ar"),
    ("hebrew", "he"),
    ("persian", "fa"),
    ("farsi", "fa"),
    ("hindi", "hi"),
    ("chinese", "zh"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("thai", "th"),
    ("vietnamese", "vi"),
];
