//! The strings of one language as a file has them: TOML, a string for each key, or its forms by how many are counted.
//!
//! ```toml
//! locale = "en-GB"
//! [nav]
//! sources = "Sources"
//! [count]
//! claims = { one = "{n} claim", other = "{n} claims" }
//! ```
//!
//! The forms are the plural categories of the Unicode CLDR, and numbers for which a language has words of its own (`0`, `2`).

use super::pattern::{self, Piece};
use icu_plurals::PluralCategory;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What stands beside the tables of a file and is no string.
const SETTINGS: [&str; 2] = ["locale", "short_dates"];

/// A file, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Catalogue {
    pub(crate) print: Print,
    pub(crate) entries: BTreeMap<String, Entry>,
}

/// How numbers and dates are printed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Print {
    /// `locale`: the tag whose data prints them, where that is not the language's own.
    pub(crate) locale: Option<String>,
    /// `short_dates = false`: dates are always in full, since the language's short ones are figures alone, or out of place in text.
    pub(crate) short_dates: bool,
}

impl Default for Print {
    fn default() -> Self {
        Self { locale: None, short_dates: true }
    }
}

/// A string: its forms, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) forms: Vec<(Form, Vec<Piece>)>,
    /// Whether the forms are those of "1st, 2nd, 3rd".
    pub(crate) ordinal: bool,
    pub(crate) key: Range<usize>,
    pub(crate) value: Range<usize>,
}

impl Entry {
    /// A string that is nothing but `text`, and stands in no file of strings.
    pub(crate) fn of_text(text: &str) -> Self {
        let pieces = vec![Piece::Text(text.into())];
        Self { forms: vec![(Form::Any, pieces)], ordinal: false, key: 0..0, value: 0..0 }
    }
}

/// Of how many a form speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Exactly(usize),
    Category(PluralCategory),
    /// The only one.
    Any,
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Flaw {
    pub(crate) at: Range<usize>,
    pub(crate) syntax: bool,
    pub(crate) message: String,
}

impl Form {
    /// The name of its category; the only form is that of all others.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Exactly(_) => None,
            Self::Any => Some("other"),
            Self::Category(category) => {
                CATEGORIES.iter().find(|(_, known)| *known == category).map(|(name, _)| *name)
            }
        }
    }
}

const CATEGORIES: [(&str, PluralCategory); 6] = [
    ("zero", PluralCategory::Zero),
    ("one", PluralCategory::One),
    ("two", PluralCategory::Two),
    ("few", PluralCategory::Few),
    ("many", PluralCategory::Many),
    ("other", PluralCategory::Other),
];

/// Reads a file; what could not be read of it is told.
pub(crate) fn read(text: &str) -> (Catalogue, Vec<Flaw>) {
    let mut reader = Reader { catalogue: Catalogue::default(), flaws: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    reader.flaws.extend(errors.into_iter().map(|error| Flaw {
        at: error.span().unwrap_or(0..0),
        syntax: true,
        message: error.message().to_owned(),
    }));
    if reader.flaws.is_empty() {
        reader.top(table.get_ref());
    }
    (reader.catalogue, reader.flaws)
}

struct Reader {
    catalogue: Catalogue,
    flaws: Vec<Flaw>,
}

impl Reader {
    fn top(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("locale", DeValue::String(tag)) => self.catalogue.print.locale = Some(tag.to_string()),
                ("short_dates", DeValue::Boolean(are)) => self.catalogue.print.short_dates = *are,
                (name, _) if SETTINGS.contains(&name) => {
                    self.flaw(value.span(), "`locale` is a language tag, `short_dates` is true or false");
                }
                (name, _) => self.value(name.to_owned(), key.span(), value),
            }
        }
    }

    fn flaw(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.flaws.push(Flaw { at, syntax: false, message: message.into() });
    }

    fn value(&mut self, name: String, key: Range<usize>, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(text) => {
                let pieces = self.pieces(text, value.span());
                self.add(
                    name,
                    Entry { forms: vec![(Form::Any, pieces)], ordinal: false, key, value: value.span() },
                );
            }
            DeValue::Table(table) if table.contains_key("other") => {
                let entry = self.forms(table, key, value.span());
                self.add(name, entry);
            }
            DeValue::Table(table) => {
                for (part, value) in table {
                    self.value(format!("{name}.{}", part.get_ref()), part.span(), value);
                }
            }
            _ => self.flaw(value.span(), "a string stands in quotation marks"),
        }
    }

    fn forms(&mut self, table: &DeTable<'_>, key: Range<usize>, span: Range<usize>) -> Entry {
        let mut entry = Entry { forms: Vec::new(), ordinal: false, key, value: span };
        for (name, value) in table {
            let form = match (name.get_ref().as_ref(), value.get_ref()) {
                ("ordinal", DeValue::Boolean(is)) => {
                    entry.ordinal = *is;
                    continue;
                }
                (name, _) => CATEGORIES
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, category)| Form::Category(*category))
                    .or_else(|| name.parse().ok().map(Form::Exactly)),
            };
            match (form, value.get_ref()) {
                (Some(form), DeValue::String(text)) => {
                    let pieces = self.pieces(text, value.span());
                    entry.forms.push((form, pieces));
                }
                (None, _) => self.flaw(
                    name.span(),
                    "no form: forms are `zero`, `one`, `two`, `few`, `many`, `other`, or a number",
                ),
                _ => self.flaw(value.span(), "a string stands in quotation marks"),
            }
        }
        entry.forms.sort_by_key(|(form, _)| *form);
        entry
    }

    fn pieces(&mut self, text: &str, at: Range<usize>) -> Vec<Piece> {
        pattern::cut(text).unwrap_or_else(|message| {
            self.flaw(at, message);
            Vec::new()
        })
    }

    fn add(&mut self, name: String, entry: Entry) {
        self.catalogue.entries.insert(name, entry);
    }
}

impl Entry {
    /// The form for so many, of which the language says `category`.
    pub(crate) fn form(&self, n: Option<usize>, category: impl Fn(usize) -> PluralCategory) -> &[Piece] {
        let find = |form: Form| self.forms.iter().find(|(of, _)| *of == form).map(|(_, pieces)| &**pieces);
        if let [(_, only)] = &*self.forms {
            return only;
        }
        n.and_then(|n| find(Form::Exactly(n)).or_else(|| find(Form::Category(category(n)))))
            .or_else(|| find(Form::Category(PluralCategory::Other)))
            .unwrap_or_default()
    }

    /// The names of its gaps and links, in whichever form.
    pub(crate) fn names(&self) -> BTreeSet<&str> {
        self.forms.iter().flat_map(|(_, pieces)| pattern::names(pieces)).collect()
    }

    /// The plural categories that it has forms for.
    #[cfg(test)]
    pub(crate) fn categories(&self) -> BTreeSet<PluralCategory> {
        let category = |form: &Form| match form {
            Form::Category(category) => Some(*category),
            _ => None,
        };
        self.forms.iter().filter_map(|(form, _)| category(form)).collect()
    }
}
