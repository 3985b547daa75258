//! Fields that an entry has from others: `crossref` names the work that it is a part of, `xdata` what several share.

use super::raw::{RawEntry, RawField};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// Steps from entry to entry: parts of volumes of series need three, and a circle has no end.
const FARTHEST: usize = 4;

/// Fields that are said of one work alone (BibLaTeX manual, appendix B).
const OWN: [&str; 16] = [
    "crossref",
    "xdata",
    "ids",
    "entryset",
    "options",
    "xref",
    "shorttitle",
    "sorttitle",
    "title",
    "subtitle",
    "label",
    "keywords",
    "file",
    "url",
    "urldate",
    "abstract",
];

/// What entries may take from others in one file, in bytes with [`EACH`] for every name and field: a library of 20,000 takes
/// a fourth of it.
const MOST: usize = 64 << 20;

/// What looking at a name or a field comes to at least.
const EACH: usize = 16;

/// Names that lead nowhere and for which the nearest key is looked for. Where more are wrong, something else is.
const MOST_NEAR: usize = 200;

/// The entries of a file, which may take fields from each other.
pub(super) struct Library<'e> {
    entries: BTreeMap<&'e str, &'e RawEntry>,
    left: usize,
    /// Whether it was said that too much is taken.
    exhausted: bool,
    missing: BTreeSet<(Place, &'e str)>,
}

impl<'e> Library<'e> {
    pub(super) fn new(entries: &'e [RawEntry]) -> Self {
        let entries = entries.iter().map(|entry| (entry.key.as_str(), entry)).collect();
        Self { entries, left: MOST, exhausted: false, missing: BTreeSet::new() }
    }

    /// The fields of `entry`, and after them those that it inherits.
    pub(super) fn fields(
        &mut self,
        entry: &'e RawEntry,
        out: &mut Diagnostics,
    ) -> BTreeMap<&'e str, &'e RawField> {
        let fields = entry.fields.iter().map(|(name, field)| (name.as_str(), field)).collect();
        let mut heir = Heir { fields, seen: BTreeSet::new(), out };
        self.inherit(entry, FARTHEST, &mut heir);
        heir.fields
    }

    fn inherit(&mut self, entry: &'e RawEntry, steps: usize, heir: &mut Heir<'e, '_>) {
        let Some(steps) = steps.checked_sub(1) else { return };
        if let Some(shared) = entry.fields.get("xdata") {
            for name in shared.text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                if !self.affords(name, shared.place, heir.out) {
                    return;
                }
                if !heir.seen.insert(("xdata", name)) {
                    continue;
                }
                let Some(&data) = self.entries.get(name) else {
                    self.no_entry("xdata", name, shared.place, heir.out);
                    continue;
                };
                self.take(data, shared.place, |_| true, heir);
                self.inherit(data, steps, heir);
            }
        }
        if let Some(whole) = entry.fields.get("crossref") {
            let name = whole.text.trim();
            if !self.affords(name, whole.place, heir.out) || !heir.seen.insert(("crossref", name)) {
                return;
            }
            let Some(&parent) = self.entries.get(name) else {
                self.no_entry("crossref", name, whole.place, heir.out);
                return;
            };
            if let Some(title) = parent.fields.get("title") {
                let container = if entry.kind == "article" { "journaltitle" } else { "booktitle" };
                heir.fields.entry(container).or_insert(title);
            }
            self.take(parent, whole.place, |name| !OWN.contains(&name), heir);
            self.inherit(parent, steps, heir);
        }
    }

    /// Takes the fields of `from` that are `wanted` and not there yet.
    fn take(
        &mut self,
        from: &'e RawEntry,
        place: Place,
        wanted: impl Fn(&str) -> bool,
        heir: &mut Heir<'e, '_>,
    ) {
        for (name, field) in from.fields.iter().filter(|(name, _)| wanted(name)) {
            if !self.affords(&field.text, place, heir.out) {
                return;
            }
            heir.fields.entry(name).or_insert(field);
        }
    }

    /// Whether `text` may still be looked at; says once when too much was.
    fn affords(&mut self, text: &str, place: Place, out: &mut Diagnostics) -> bool {
        self.left = self.left.saturating_sub(EACH + text.len());
        if self.left == 0 && !std::mem::replace(&mut self.exhausted, true) {
            out.push(
                Diagnostic::warning("bib-syntax", "the entries of this file take too much from each other")
                    .at(place, "from here on nothing more is taken")
                    .with_why("each copy takes memory, and no library has so many")
                    .with_help("look whether entries name themselves or each other, or split the file"),
            );
        }
        self.left > 0
    }

    /// Says once for each field that a name in it leads nowhere.
    fn no_entry(&mut self, field: &str, name: &'e str, place: Place, out: &mut Diagnostics) {
        if !self.missing.insert((place, name)) {
            return;
        }
        let diagnostic =
            Diagnostic::warning("unknown-id", format!("no entry of this file is called `{name}`"))
                .at(place, format!("`{field}` leads nowhere"))
                .with_why("the entry has no fields but its own");
        let few = self.missing.len() <= MOST_NEAR;
        out.push(match nearest(name, self.entries.keys().copied().filter(|_| few)) {
            Some(near) => diagnostic.with_help(format!("the nearest is `{near}`")),
            None => diagnostic
                .with_help("export the entry that it names into the same file, or take the field out"),
        });
    }
}

/// An entry that takes fields from others.
struct Heir<'e, 'o> {
    fields: BTreeMap<&'e str, &'e RawField>,
    /// The entries that it took from, and how: a second time they have nothing new.
    seen: BTreeSet<(&'static str, &'e str)>,
    out: &'o mut Diagnostics,
}
