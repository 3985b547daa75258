//! The words of three scales of likelihood.
//!
//! ICD 203, *Analytic Standards* (US Office of the Director of National Intelligence); the PHIA probability yardstick of the
//! UK intelligence assessment community; the calibrated language of the IPCC’s assessment reports. The chances are those that
//! each prints beside its words, in percent.

use crate::model::LikelihoodScale::{self, Icd203, Ipcc, Phia};

/// A word or phrase of a scale, with the chances that it stands for.
#[derive(Debug)]
pub(super) struct Term {
    /// In lower case.
    pub(super) words: &'static str,
    /// Which scales have it, and what they take it for.
    pub(super) of: &'static [(LikelihoodScale, u8, u8)],
    /// Whether hardly anybody says it who does not use a scale.
    pub(super) technical: bool,
}

const fn term(words: &'static str, of: &'static [(LikelihoodScale, u8, u8)]) -> Term {
    Term { words, of, technical: false }
}

const fn technical(words: &'static str, of: &'static [(LikelihoodScale, u8, u8)]) -> Term {
    Term { words, of, technical: true }
}

/// All of them, each before those that it holds.
#[rustfmt::skip]
pub(super) static TERMS: [Term; 25] = [
    technical("about as likely as not", &[(Ipcc, 33, 66)]),
    term("more likely than not", &[(Ipcc, 50, 100)]),
    technical("exceptionally unlikely", &[(Ipcc, 0, 1)]),
    term("extremely unlikely", &[(Ipcc, 0, 5)]),
    term("extremely likely", &[(Ipcc, 95, 100)]),
    term("virtually certain", &[(Ipcc, 99, 100)]),
    technical("roughly even chance", &[(Icd203, 45, 55)]),
    technical("roughly even odds", &[(Icd203, 45, 55)]),
    technical("almost no chance", &[(Icd203, 1, 5)]),
    term("nearly certain", &[(Icd203, 95, 99)]),
    technical("highly improbable", &[(Icd203, 5, 20)]),
    term("highly probable", &[(Icd203, 80, 95)]),
    technical("realistic possibility", &[(Phia, 40, 50)]),
    technical("remote chance", &[(Phia, 0, 5)]),
    term("almost certainly", &[(Icd203, 95, 99), (Phia, 95, 100)]),
    term("almost certain", &[(Icd203, 95, 99), (Phia, 95, 100)]),
    term("very unlikely", &[(Icd203, 5, 20), (Ipcc, 0, 10)]),
    term("very likely", &[(Icd203, 80, 95), (Ipcc, 90, 100)]),
    term("highly unlikely", &[(Phia, 10, 20)]),
    term("highly likely", &[(Phia, 80, 90)]),
    term("improbable", &[(Icd203, 20, 45)]),
    term("unlikely", &[(Icd203, 20, 45), (Phia, 25, 35), (Ipcc, 0, 33)]),
    term("probably", &[(Icd203, 55, 80), (Phia, 55, 75)]),
    term("probable", &[(Icd203, 55, 80), (Phia, 55, 75)]),
    term("likely", &[(Icd203, 55, 80), (Phia, 55, 75), (Ipcc, 66, 100)]),
];

impl Term {
    /// The chances that it stands for on a scale.
    pub(super) fn on(&self, scale: LikelihoodScale) -> Option<(u8, u8)> {
        self.of.iter().find(|(of, ..)| *of == scale).map(|(_, low, high)| (*low, *high))
    }

    /// The words that `scale` has for about the same chances.
    pub(super) fn nearest_on(&self, scale: LikelihoodScale) -> Option<&'static Term> {
        let twice_middle = |(low, high): (u8, u8)| u16::from(low) + u16::from(high);
        let own = self.of.first().map(|(_, low, high)| twice_middle((*low, *high)))?;
        TERMS
            .iter()
            .filter(|term| !term.words.ends_with("ly") || term.words.ends_with("likely"))
            .filter_map(|term| Some((twice_middle(term.on(scale)?).abs_diff(own), term)))
            .min_by_key(|(off, term)| (*off, !term.words.ends_with("likely")))
            .map(|(_, term)| term)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_stands_before_those_that_it_holds() {
        for (at, term) in TERMS.iter().enumerate() {
            assert!(TERMS[..at].iter().all(|before| !term.words.contains(before.words)), "{}", term.words);
        }
    }

    #[test]
    fn chances_are_told_low_to_high() {
        assert!(TERMS.iter().flat_map(|term| term.of).all(|(_, low, high)| low < high && *high <= 100));
    }

    #[test]
    fn each_scale_has_words_for_about_the_same() {
        let nearest = |words: &str, scale| {
            let term = TERMS.iter().find(|term| term.words == words).unwrap();
            term.nearest_on(scale).unwrap().words
        };
        assert_eq!(nearest("highly likely", Icd203), "very likely");
        assert_eq!(nearest("realistic possibility", Icd203), "roughly even chance");
        assert_eq!(nearest("very unlikely", Phia), "highly unlikely");
        assert_eq!(nearest("virtually certain", Phia), "almost certain");
    }
}
