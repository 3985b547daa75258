//! The words of all entries: which entry has which word, and how much that tells of it.

use super::super::again::GoOn;
use super::super::desk::Desk;
use super::entries::{Entry, Place, entry, subjects};
use super::languages::{Language, primary};
use super::words::{Words, each_word};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How far a word that comes again adds to what it tells (BM25's k₁), and how far a text's length counts (its b).
const AGAIN: f32 = 1.2;
const LENGTH: f32 = 0.5;

/// What a word tells of an entry is stored as one of these steps, the highest that it reaches.
pub(super) const LEVELS: [f32; 8] = [0.0, 0.8, 1.28, 2.05, 3.28, 5.24, 8.4, 13.4];

/// How many entries are weighed in one go, with one memory of words.
const AT_ONCE: usize = 1024;

/// Where a word stands: the entry's number, and a step of [`LEVELS`].
pub(super) type Posting = (u32, u8);

/// Everything that a search needs.
pub(super) struct Index<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    /// By language, then by word, each in the order in which scripts compare strings.
    pub(super) terms: Vec<(String, String, Vec<Posting>)>,
    /// What is known of each language that has words here.
    pub(super) languages: BTreeMap<String, Language>,
}

impl<'a> Index<'a> {
    /// The index of a site; nothing when it was no longer to `go_on`.
    pub(super) fn of(desk: &Desk<'a>, go_on: &GoOn<'_>) -> Option<Self> {
        let subjects = subjects(desk);
        let entries = subjects.par_iter().map(|subject| go_on().then(|| entry(desk, *subject)));
        let entries: Vec<Entry<'a>> = entries.collect::<Option<_>>()?;
        let tags: BTreeSet<&str> =
            entries.iter().flat_map(|entry| &entry.words).map(|(_, language, _)| *language).collect();
        let languages: BTreeMap<String, Language> =
            tags.iter().map(|tag| (primary(tag), Language::of(tag))).collect();
        let cutters: Vec<Words> = languages.values().cloned().map(Words::of).collect();
        let places: BTreeMap<&str, usize> = tags
            .iter()
            .filter_map(|tag| Some((*tag, languages.keys().position(|key| *key == primary(tag))?)))
            .collect();
        let weighed = entries.par_chunks(AT_ONCE).map(|some| {
            let mut scale = Scale::new(&cutters, &places);
            let entries = some.iter().map(|entry| go_on().then(|| scale.weigh(entry)));
            Some(Weighed { entries: entries.collect::<Option<_>>()?, terms: scale.terms })
        });
        let weighed: Vec<Weighed> = weighed.collect::<Option<_>>()?;
        let names: Vec<&String> = languages.keys().collect();
        let terms = go_on().then(|| merge(weighed, &names))?;
        Some(Self { entries, terms, languages })
    }
}

/// Some entries with the steps that their words reach.
struct Weighed {
    /// Each term with the place of its language.
    terms: Vec<(usize, String)>,
    /// For each entry, terms by their place in `terms`.
    entries: Vec<Vec<(usize, u8)>>,
}

/// Weighs entries, and remembers what words came to: texts say most words again and again.
struct Scale<'e> {
    cutters: &'e [Words],
    /// The cutter of each language tag.
    places: &'e BTreeMap<&'e str, usize>,
    seen: HashMap<(usize, &'e str), Vec<usize>>,
    ids: HashMap<(usize, String), usize>,
    terms: Vec<(usize, String)>,
}

impl<'e> Scale<'e> {
    fn new(cutters: &'e [Words], places: &'e BTreeMap<&'e str, usize>) -> Self {
        Self { cutters, places, seen: HashMap::new(), ids: HashMap::new(), terms: Vec::new() }
    }

    /// The words of one entry, with the step that each reaches.
    fn weigh(&mut self, entry: &'e Entry<'_>) -> Vec<(usize, u8)> {
        let mut told: HashMap<usize, f32> = HashMap::new();
        for place in Place::ALL {
            let mut counts: HashMap<usize, u16> = HashMap::new();
            let mut length: u16 = 0;
            for (_, language, text) in entry.words.iter().filter(|(at, ..)| *at == place) {
                let Some(&language) = self.places.get(language) else { continue };
                each_word(text, |word| {
                    for &term in self.terms_of(language, word) {
                        length = length.saturating_add(1);
                        let count = counts.entry(term).or_default();
                        *count = count.saturating_add(1);
                    }
                });
            }
            let spread = 1.0 - LENGTH + LENGTH * f32::from(length) / place.usual_length();
            for (term, count) in counts {
                let times = f32::from(count) / spread;
                *told.entry(term).or_default() += place.weight() * times * (AGAIN + 1.0) / (times + AGAIN);
            }
        }
        told.into_iter().map(|(term, told)| (term, level(told))).collect()
    }

    fn terms_of(&mut self, language: usize, word: &'e str) -> &[usize] {
        let Self { cutters, seen, ids, terms, .. } = self;
        seen.entry((language, word)).or_insert_with(|| {
            let own = cutters[language].terms_of(word).into_iter();
            let id = |term: String| {
                *ids.entry((language, term)).or_insert_with_key(|term| {
                    terms.push(term.clone());
                    terms.len() - 1
                })
            };
            own.map(id).collect()
        })
    }
}

fn level(told: f32) -> u8 {
    let reached = LEVELS.iter().filter(|level| told >= **level).count();
    u8::try_from(reached.saturating_sub(1)).unwrap_or(0)
}

fn merge(weighed: Vec<Weighed>, names: &[&String]) -> Vec<(String, String, Vec<Posting>)> {
    let mut places: HashMap<(usize, String), usize> = HashMap::new();
    let mut merged: Vec<Vec<Posting>> = Vec::new();
    let mut number = 0;
    for Weighed { terms, entries } in weighed {
        let mut place = |term| {
            *places.entry(term).or_insert_with(|| {
                merged.push(Vec::new());
                merged.len() - 1
            })
        };
        let own: Vec<usize> = terms.into_iter().map(&mut place).collect();
        for entry in entries {
            for (term, level) in entry {
                merged[own[term]].push((number, level));
            }
            number += 1;
        }
    }
    let mut terms: Vec<_> = places
        .into_iter()
        .map(|((language, term), at)| (names[language].clone(), term, std::mem::take(&mut merged[at])))
        .collect();
    terms.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| as_scripts_do(&a.1, &b.1)));
    terms
}

/// The order of strings in JavaScript: by UTF-16, which beyond the first plane is not that of code points.
fn as_scripts_do(a: &str, b: &str) -> std::cmp::Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}
