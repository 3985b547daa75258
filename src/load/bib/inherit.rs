//! Fields that an entry has from others: `crossref` names the work that it is a part of, `xdata` what several share.

use super::raw::{RawEntry, RawField};
use crate::diagnostic::Diagnostics;
use std::collections::BTreeMap;

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

/// The fields of `entry`, and after them those that it inherits.
pub(super) fn fields<'e>(
    entry: &'e RawEntry,
    entries: &BTreeMap<&str, &'e RawEntry>,
    out: &mut Diagnostics,
) -> BTreeMap<&'e str, &'e RawField> {
    let mut fields: BTreeMap<&str, &RawField> =
        entry.fields.iter().map(|(name, field)| (name.as_str(), field)).collect();
    inherit(entry, entries, FARTHEST, &mut fields, out);
    fields
}

fn inherit<'e>(
    entry: &'e RawEntry,
    entries: &BTreeMap<&str, &'e RawEntry>,
    steps: usize,
    fields: &mut BTreeMap<&'e str, &'e RawField>,
    out: &mut Diagnostics,
) {
    let Some(steps) = steps.checked_sub(1) else { return };
    if let Some(shared) = entry.fields.get("xdata") {
        for name in shared.text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let Some(&data) = entries.get(name) else {
                out.push(super::no_entry("xdata", name, shared.place, entries));
                continue;
            };
            for (name, field) in &data.fields {
                fields.entry(name).or_insert(field);
            }
            inherit(data, entries, steps, fields, out);
        }
    }
    if let Some(whole) = entry.fields.get("crossref") {
        let name = whole.text.trim();
        let Some(&parent) = entries.get(name) else {
            out.push(super::no_entry("crossref", name, whole.place, entries));
            return;
        };
        if let Some(title) = parent.fields.get("title") {
            let container = if entry.kind == "article" { "journaltitle" } else { "booktitle" };
            fields.entry(container).or_insert(title);
        }
        for (name, field) in parent.fields.iter().filter(|(name, _)| !OWN.contains(&name.as_str())) {
            fields.entry(name).or_insert(field);
        }
        inherit(parent, entries, steps, fields, out);
    }
}
