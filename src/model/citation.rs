//! How sources are cited.

/// A style of the Citation Style Language by its name (<https://citationstyles.org>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CitationStyle(&'static str);

impl CitationStyle {
    /// Those that most sites choose from, for whoever wrote a name that is none.
    pub const COMMON: [&str; 8] = [
        "chicago-author-date",
        "chicago-notes",
        "apa",
        "mla",
        "harvard-cite-them-right",
        "ieee",
        "nature",
        "vancouver",
    ];

    /// The style of this name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.binary_search(&name).ok().map(|at| Self(NAMES[at]))
    }

    /// The names of all styles, in order.
    #[must_use]
    pub fn names() -> &'static [&'static str] {
        &NAMES
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }
}

/// Chicago, author and date: it says when a source was published before it says what it is called.
impl Default for CitationStyle {
    fn default() -> Self {
        Self("chicago-author-date")
    }
}

/// In order, since they are searched.
const NAMES: [&str; 93] = [
    "alphanumeric",
    "american-anthropological-association",
    "american-chemical-society",
    "american-geophysical-union",
    "american-institute-of-aeronautics-and-astronautics",
    "american-institute-of-physics",
    "american-medical-association",
    "american-meteorological-society",
    "american-physics-society",
    "american-physiological-society",
    "american-political-science-association",
    "american-psychological-association",
    "american-society-for-microbiology",
    "american-society-of-civil-engineers",
    "american-society-of-mechanical-engineers",
    "american-sociological-association",
    "angewandte-chemie",
    "annual-reviews",
    "annual-reviews-author-date",
    "apa",
    "associacao-brasileira-de-normas-tecnicas",
    "association-for-computing-machinery",
    "biomed-central",
    "bmj",
    "bristol-university-press",
    "british-medical-journal",
    "cell",
    "chicago-author-date",
    "chicago-fullnotes",
    "chicago-notes",
    "chicago-shortened-notes",
    "copernicus",
    "council-of-science-editors",
    "council-of-science-editors-author-date",
    "cse-citation-sequence-brackets-8th-edition",
    "cse-name-year",
    "current-opinion",
    "deutsche-gesellschaft-für-psychologie",
    "deutsche-sprache",
    "elsevier-harvard",
    "elsevier-vancouver",
    "elsevier-with-titles",
    "frontiers",
    "future-medicine",
    "future-science",
    "gb-7714-2005-numeric",
    "gb-7714-2015-author-date",
    "gb-7714-2015-note",
    "gb-7714-2015-numeric",
    "gost-r-705-2008-numeric",
    "harvard-cite-them-right",
    "ieee",
    "institute-of-electrical-and-electronics-engineers",
    "institute-of-physics-numeric",
    "iso-690-author-date",
    "iso-690-numeric",
    "karger",
    "mary-ann-liebert-vancouver",
    "mla",
    "mla-8",
    "modern-humanities-research-association",
    "modern-humanities-research-association-notes",
    "modern-language-association",
    "modern-language-association-8",
    "multidisciplinary-digital-publishing-institute",
    "nature",
    "nlm-citation-sequence",
    "nlm-citation-sequence-superscript",
    "pensoft",
    "plos",
    "public-library-of-science",
    "royal-society-of-chemistry",
    "sage-vancouver",
    "sist02",
    "spie",
    "springer-basic",
    "springer-basic-author-date",
    "springer-fachzeitschriften-medizin-psychologie",
    "springer-humanities-author-date",
    "springer-lecture-notes-in-computer-science",
    "springer-mathphys",
    "springer-socpsych-author-date",
    "springer-vancouver",
    "taylor-and-francis-chicago-author-date",
    "taylor-and-francis-national-library-of-medicine",
    "the-institution-of-engineering-and-technology",
    "the-lancet",
    "thieme",
    "trends",
    "turabian-author-date",
    "turabian-fullnote-8",
    "vancouver",
    "vancouver-superscript",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_the_common_ones_are_among_them() {
        assert!(NAMES.iter().chain(&CitationStyle::COMMON).all(|name| CitationStyle::named(name).is_some()));
        assert_eq!(CitationStyle::named(CitationStyle::default().name()), Some(CitationStyle::default()));
        assert_eq!(CitationStyle::named("oxford"), None);
    }
}
