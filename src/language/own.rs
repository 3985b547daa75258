//! The languages of one site: those shipped, with what the site says otherwise, and languages of its own.

use super::catalogue::{self, Catalogue, Entry, Flaw, Print};
use super::{ENGLISH, Words, english, primary, shipped};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, nearest};
use crate::model::reads::print_of;
use crate::model::{Language, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Strings that may say only the ends or only the starts of a span of time.
const SPANS: &str = "date.span";
const SHORT_SPANS: &str = "date.short.span";
const ENDS: [&str; 4] = ["start", "end", "start-part", "end-part"];

/// A file of the site's `translations/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    language: Language,
    file: FileId,
    catalogue: Catalogue,
    print: u64,
}

/// All languages that the pages of a site can speak.
#[derive(Clone, Debug)]
pub struct Languages {
    all: BTreeMap<String, Arc<Words>>,
    site: Arc<Words>,
    print: u64,
}

/// What a site calls the statuses of claims, in its own language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatusLabels(BTreeMap<String, String>);

impl StatusLabels {
    /// Calls `status` by `word`; within a sentence by the same without its capital.
    pub fn set(&mut self, status: Status, word: &str) {
        let mut letters = word.chars();
        let (first, rest) = (letters.next(), letters.as_str());
        // "UN-confirmed" keeps its capitals.
        let within = match first.filter(|_| !rest.starts_with(char::is_uppercase)) {
            Some(first) => first.to_lowercase().chain(rest.chars()).collect(),
            None => word.to_owned(),
        };
        self.0.insert(format!("status.{}.word", status.name()), word.to_owned());
        self.0.insert(format!("status.{}.within", status.name()), within);
    }
}

impl Default for Languages {
    fn default() -> Self {
        Self { all: BTreeMap::new(), site: Arc::clone(english()), print: 0 }
    }
}

impl Translation {
    /// Reads the file of `language`; what is wrong in it goes to `out`, and the rest holds.
    #[must_use]
    pub fn read(language: Language, file: FileId, text: &str, out: &mut Diagnostics) -> Self {
        let (mut catalogue, flaws) = catalogue::read(text);
        let teller = Teller { file };
        out.extend(flaws.into_iter().map(|flaw| teller.flaw(flaw)));
        out.extend(catalogue.entries.iter().filter_map(|(key, entry)| teller.wordless(key, entry)));
        let known = &ENGLISH.entries;
        catalogue.entries.retain(|key, entry| match known.get(key) {
            Some(original) => teller.gaps(key, entry, original, out),
            None => {
                out.push(teller.unknown(key, entry));
                false
            }
        });
        if shipped(&primary(language.as_str())).is_none() {
            out.extend(teller.incomplete(&language, &catalogue, text));
        }
        Self { language, file, catalogue, print: print_of(text) }
    }

    /// Its language.
    #[must_use]
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> FileId {
        self.file
    }
}

impl Languages {
    /// The languages of a site in `language`, with its own `translations` and its `labels` for statuses, where its texts are in the
    /// languages `used`.
    #[must_use]
    pub fn new<'a>(
        language: &Language,
        translations: &[Arc<Translation>],
        labels: &StatusLabels,
        used: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let own: BTreeMap<String, &Translation> =
            translations.iter().map(|one| (one.language.as_str().to_ascii_lowercase(), &**one)).collect();
        let mut languages = Self {
            print: print_of(&(own.values().map(|one| one.print).collect::<Vec<_>>(), &labels.0)),
            ..Self::default()
        };
        let words = |tag: &Language| {
            let words = words(tag, &own);
            let is_own = primary(tag.as_str()) == primary(language.as_str()) && !labels.0.is_empty();
            if is_own {
                Some(labelled(&words.unwrap_or_else(|| Arc::clone(english())), labels))
            } else {
                words
            }
        };
        if let Some(words) = words(language) {
            languages.site = words;
        }
        let used = used.into_iter().filter_map(Language::new).chain([language.clone()]);
        for tag in used.chain(own.values().map(|one| one.language.clone())) {
            let key = tag.as_str().to_ascii_lowercase();
            if !languages.all.contains_key(&key)
                && let Some(words) = words(&tag)
            {
                languages.all.insert(key, words);
            }
        }
        languages
    }

    /// What a page with a text in `language` speaks.
    #[must_use]
    pub fn of(&self, language: Option<&str>) -> &Arc<Words> {
        let Some(tag) = language else { return &self.site };
        self.all
            .get(&tag.to_ascii_lowercase())
            .or_else(|| self.all.get(&*primary(tag)))
            .or_else(|| shipped(&primary(tag)))
            .unwrap_or(&self.site)
    }

    /// What the site's own files say, as a hash.
    #[must_use]
    pub fn print(&self) -> u64 {
        self.print
    }
}

/// The words of `tag`: the site's for it, then the site's for the language without a region, then the shipped ones.
fn words(tag: &Language, own: &BTreeMap<String, &Translation>) -> Option<Arc<Words>> {
    let lower = tag.as_str().to_ascii_lowercase();
    let main = primary(&lower);
    let given = [Some(&*lower), (*main != lower).then_some(&*main)];
    let given: Vec<&Translation> =
        given.into_iter().flatten().filter_map(|tag| own.get(tag).copied()).collect();
    let base = shipped(&main);
    if given.is_empty() && lower == main {
        return base.cloned();
    }
    if given.is_empty() && base.is_none() {
        return None;
    }
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for entry in given.iter().flat_map(|one| &one.catalogue.entries) {
        entries.entry(entry.0.clone()).or_insert_with(|| entry.1.clone());
    }
    let others = base.unwrap_or_else(|| english());
    for (key, entry) in &*others.entries {
        entries.entry(key.clone()).or_insert_with(|| entry.clone());
    }
    let stated = given.iter().find_map(|one| one.catalogue.print.locale.clone());
    // A tag with a region has data of its own.
    let of_base = base.filter(|_| lower == main).and_then(|base| base.print.locale.clone());
    let print = Print {
        locale: stated.or(of_base),
        short_dates: base.is_none_or(|base| base.print.short_dates)
            && given.iter().all(|one| one.catalogue.print.short_dates),
    };
    Some(Arc::new(Words::over(tag.clone(), print, Arc::new(entries))))
}

/// The same words, but for those of statuses.
fn labelled(words: &Words, labels: &StatusLabels) -> Arc<Words> {
    let mut entries = BTreeMap::clone(&words.entries);
    for (key, label) in &labels.0 {
        entries.insert(key.clone(), Entry::of_text(label));
    }
    Arc::new(Words::over(words.tag.clone(), words.print.clone(), Arc::new(entries)))
}

/// What is wrong with a file of translations, for its author.
struct Teller {
    file: FileId,
}

impl Teller {
    fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.file, range.clone())
    }

    fn flaw(&self, flaw: Flaw) -> Diagnostic {
        if flaw.syntax {
            return Diagnostic::error("toml-syntax", "this is not TOML")
                .at(self.place(&flaw.at), flaw.message)
                .with_why("one line that cannot be read leaves open what the others mean")
                .with_help("a string stands in quotation marks, a group of keys below a `[name]`");
        }
        Diagnostic::error("translation", "this string cannot be read")
            .at(self.place(&flaw.at), flaw.message)
            .with_why("pages would show it with holes in it")
            .with_help("`{name}` is a gap that is filled in, `<name>words</name>` a link, `{ one = …, other = … }` the forms of a count")
    }

    fn unknown(&self, key: &str, entry: &Entry) -> Diagnostic {
        let diagnostic = Diagnostic::error("translation", format!("there is no string `{key}`"))
            .at(self.place(&entry.key), "not known")
            .with_why("no page shows it, and somebody believes that one does");
        match nearest(key, ENGLISH.entries.keys().map(String::as_str)) {
            Some(near) => diagnostic.with_help(format!("the nearest is `{near}`")),
            None => diagnostic.with_help("the page on the format names the groups of strings there are"),
        }
    }

    /// A status without its word would be told by colour alone.
    fn wordless(&self, key: &str, entry: &Entry) -> Option<Diagnostic> {
        let is_word = key.starts_with("status.") && (key.ends_with(".word") || key.ends_with(".within"));
        let is_empty = entry.forms.iter().any(|(_, pieces)| pieces.is_empty());
        (is_word && is_empty && self.is_written_empty(entry)).then(|| {
            Diagnostic::error("translation", format!("`{key}` has no word"))
                .at(self.place(&entry.value), "empty")
                .with_why("a status that has only a colour and a glyph is lost on those who see neither")
                .with_help("call the status something else, but call it something")
        })
    }

    /// Whether it says nothing, rather than something that could not be read.
    fn is_written_empty(&self, entry: &Entry) -> bool {
        entry.value.len() <= 2
    }

    /// Whether the gaps are those of the original, so that the string can be used.
    fn gaps(&self, key: &str, entry: &Entry, original: &Entry, out: &mut Diagnostics) -> bool {
        let (there, wanted) = (entry.names(), original.names());
        let optional: BTreeSet<&str> = match key.starts_with(SPANS) || key.starts_with(SHORT_SPANS) {
            true => ENDS.into(),
            false => BTreeSet::from(["n"]),
        };
        let known: BTreeSet<&str> = wanted.union(&optional).copied().collect();
        let value = self.place(&entry.value);
        if let Some(stray) = there.difference(&known).next() {
            let diagnostic = Diagnostic::error("translation", format!("`{key}` has no gap `{stray}`"))
                .at(value, "nothing is filled in here")
                .with_why("pages would show the string with a hole in it");
            out.push(match nearest(stray, wanted.iter().copied()) {
                Some(near) => diagnostic.with_help(format!("the nearest is `{near}`")),
                None if wanted.is_empty() => diagnostic.with_help("this string has no gaps"),
                None => diagnostic.with_help(format!("its gaps are {}", listed(&wanted))),
            });
            return false;
        }
        let missing: BTreeSet<&str> = wanted
            .iter()
            .filter(|name| !there.contains(*name) && !optional.contains(*name))
            .copied()
            .collect();
        if !missing.is_empty() {
            out.push(
                Diagnostic::error("translation", format!("`{key}` leaves out {}", listed(&missing)))
                    .at(value, "what is filled in there would be lost")
                    .with_why("readers would not be told what the page has to say")
                    .with_help("keep every gap and link of the original; their order is free"),
            );
        }
        missing.is_empty()
    }

    fn incomplete(&self, language: &Language, catalogue: &Catalogue, text: &str) -> Option<Diagnostic> {
        let missing: Vec<&str> = ENGLISH
            .entries
            .keys()
            .filter(|key| !catalogue.entries.contains_key(*key))
            .map(String::as_str)
            .collect();
        let few = missing.iter().take(3).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        (!missing.is_empty()).then(|| {
            let count = missing.len();
            Diagnostic::warning("translation-incomplete", format!("`{language}` lacks {count} strings"))
                .at(Place::new(self.file, 0..text.lines().next().map_or(0, str::len)), "this file")
                .with_why("where a string is missing, pages are in English")
                .with_help(format!("it lacks {few}{}", if count > 3 { " and others" } else { "" }))
        })
    }
}

fn listed(names: &BTreeSet<&str>) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
