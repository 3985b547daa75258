//! An entry → a source.

use super::raw::{RawEntry, RawField};
use super::{date, extra, tex, words};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed, Severity, nearest};
use crate::load::fields::{Fields, date_of};
use crate::load::node::{Node, Value};
use crate::load::records::{SOURCE_KINDS, SourceDoc, checked_address, standing};
use crate::model::{Imprint, SourceId, SourceKind, When};
use std::collections::BTreeMap;

/// What our own fields start with.
const OURS: &str = "onrecord-";

type FieldsOf<'e> = BTreeMap<&'e str, &'e RawField>;

/// The source that an entry describes.
pub(super) fn source(
    id: Placed<SourceId>,
    entry: &RawEntry,
    fields: &FieldsOf<'_>,
    out: &mut Diagnostics,
) -> SourceDoc {
    let extra = extra::fields(fields);
    let fields = &extra::with(fields, &extra);
    let mut reader = Reader { fields, out };
    let mut doc = SourceDoc { in_bibliography: true, ..SourceDoc::bare(id) };
    match reader.title() {
        Some(title) => doc.title = title,
        None => reader.out.push(
            Diagnostic::warning("missing-key", format!("the entry `{}` has no title", doc.id.value))
                .at(entry.key_place, "shown by its key")
                .with_why("readers look a source up by its title")
                .with_help("give it a `title`; where the work has none, one of yours, and `onrecord-title-supplied = {true}`"),
        ),
    }
    doc.imprint = reader.imprint();
    doc.imprint.form = words::form(&entry.kind);
    doc.kind = kind(entry, reader.first(&["entrysubtype"]).as_deref(), reader.out);
    doc.authors = reader.people("author", &mut doc.imprint);
    doc.imprint.editors = reader.people("editor", &mut doc.imprint);
    doc.publisher = reader.first(&["publisher", "institution", "organization", "school"]);
    publish(&mut doc.publisher, &mut doc.imprint);
    doc.published = reader.published();
    doc.note = reader.first(&["note"]);
    doc.accessed = reader.date("urldate");
    if let Some((day, note)) = doc.note.as_deref().and_then(date::accessed_in).zip(reader.fields.get("note"))
    {
        doc.accessed = doc.accessed.or(Some(Placed::new(day, note.place)));
        doc.note = None;
    }
    doc.url = reader.address();
    doc.language = reader.language();
    ours(&mut doc, entry, fields, out);
    doc
}

/// Where only the journal is known, it is the publisher; and no publisher needs to be named twice.
pub(in crate::load) fn publish(publisher: &mut Option<String>, imprint: &mut Imprint) {
    if publisher.is_none() || *publisher == imprint.container {
        *publisher = imprint.container.take().or(publisher.take());
    }
}

fn kind(entry: &RawEntry, subtype: Option<&str>, out: &mut Diagnostics) -> SourceKind {
    if let Some(kind) = words::kind(&entry.kind, subtype) {
        return kind;
    }
    let diagnostic = Diagnostic::warning("unknown-word", format!("BibLaTeX has no type `@{}`", entry.kind))
        .at(entry.kind_place, "taken as `@misc`")
        .with_why("a transcript, a report and a post are worth different things");
    out.push(match nearest(&entry.kind, words::TYPES) {
        Some(near) => {
            diagnostic.with_help(format!("the nearest is `@{near}`")).with_suggestion(entry.kind_place, near)
        }
        None => diagnostic.with_help("name what it is with `onrecord-type = {post}` and the like"),
    });
    SourceKind::Document
}

/// Reads the fields of the entry's own that start with `onrecord-`, as strictly as the keys of other records.
fn ours(doc: &mut SourceDoc, entry: &RawEntry, fields: &FieldsOf<'_>, out: &mut Diagnostics) {
    let own = fields.iter().filter_map(|(name, field)| Some((name.strip_prefix(OURS)?, *field)));
    let entries: Vec<(Placed<String>, Node)> = own
        .map(|(name, field)| {
            let value = match name {
                "archives" => Value::List(archives(field)),
                "aliases" => Value::List(parts(field).map(|part| node(field, &part)).collect()),
                // Dates have signs of their own, which are none of TeX's.
                name => {
                    let dated = name.ends_with("date") || DATES.contains(&name);
                    let like = if dated { "date" } else { "note" };
                    scalar(tex::text(like, &field.text).unwrap_or_else(|_| field.text.clone()))
                }
            };
            // What is said of the key concerns what follows `onrecord-`, and so does an edit of it.
            let start = field.name_place.range().end - name.len();
            let place = Place::new(field.name_place.file, start..field.name_place.range().end);
            (Placed::new(name.to_owned(), place), Node { place: field.place, value })
        })
        .collect();
    if entries.is_empty() {
        return;
    }
    let node = Node { place: entry.key_place, value: Value::Map(entries) };
    let Some(mut fields) = Fields::open(&node, "an entry’s `onrecord-` fields", entry.key_place, out)
    else {
        return;
    };
    if let Some(kind) = fields.word("type", &SOURCE_KINDS) {
        // What our own word says, BibLaTeX's need not fit.
        doc.imprint.form = doc.imprint.form.filter(|_| doc.kind == kind.value);
        doc.kind = kind.value;
    }
    // BibLaTeX has no way to say "one of these days".
    doc.published = fields.when("published").or(doc.published.take());
    doc.accessed = fields.when("accessed").or(doc.accessed.take());
    standing(&mut fields, doc);
    fields.close();
}

/// Dates whose names do not say that they are.
const DATES: [&str; 4] = ["captured", "preserve-until", "published", "accessed"];

/// Addresses with `;` between them, each with the day of the copy behind it where that is known.
fn archives(field: &RawField) -> Vec<Node> {
    parts(field)
        .map(|copy| {
            let key = |name: &str| Placed::new(name.to_owned(), field.name_place);
            match copy.split_once(' ') {
                None => node(field, &copy),
                Some((url, date)) => Node {
                    place: field.place,
                    value: Value::Map(vec![
                        (key("url"), node(field, url)),
                        (key("date"), node(field, date.trim())),
                    ]),
                },
            }
        })
        .collect()
}

/// What stands between the `;` of a field.
fn parts(field: &RawField) -> impl Iterator<Item = String> {
    let text = tex::text("url", &field.text).unwrap_or_else(|_| field.text.clone());
    let parts: Vec<_> = text.split(';').map(|part| part.trim().to_owned()).collect();
    parts.into_iter().filter(|part| !part.is_empty())
}

fn node(field: &RawField, text: &str) -> Node {
    Node { place: field.place, value: scalar(text.to_owned()) }
}

fn scalar(text: String) -> Value {
    Value::Scalar { text, plain: true }
}

struct Reader<'e, 'o> {
    fields: &'e FieldsOf<'e>,
    out: &'o mut Diagnostics,
}

impl Reader<'_, '_> {
    /// The text of the first of `names` that says something.
    fn first(&mut self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.text(name))
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let field = self.fields.get(name)?;
        match tex::text(name, &field.text) {
            Ok(text) => (!text.is_empty()).then_some(text),
            Err(reason) => {
                self.unread(name, field.place, &reason);
                None
            }
        }
    }

    fn unread(&mut self, name: &str, place: Place, reason: &str) {
        self.out.push(
            Diagnostic::warning("bib-syntax", format!("`{name}` cannot be read and is left out"))
                .at(place, format!("not TeX that can be shown: {reason}"))
                .with_help("write the text without commands; letters of any script can stand as they are"),
        );
    }

    fn title(&mut self) -> Option<String> {
        let title = self.first(&["title", "maintitle"])?;
        match self.text("subtitle") {
            Some(subtitle) if title.ends_with(['?', '!', '.', ':']) => Some(format!("{title} {subtitle}")),
            Some(subtitle) => Some(format!("{title}: {subtitle}")),
            None => Some(title),
        }
    }

    fn imprint(&mut self) -> Imprint {
        Imprint {
            container: self.first(&["journaltitle", "journal", "booktitle", "eventtitle"]),
            volume: self.first(&["volume"]),
            issue: self.first(&["number", "issue"]),
            pages: self.first(&["pages"]).map(|pages| pages.replace('-', "–").replace("––", "–")),
            edition: self.first(&["edition"]),
            place: self.first(&["location", "address"]),
            doi: self.first(&["doi"]).map(|doi| bare_doi(&doi).to_owned()),
            isbn: self.first(&["isbn"]),
            genre: self.first(&["type"]).map(|genre| words::genre(&genre)),
            ..Imprint::default()
        }
    }

    fn people(&mut self, name: &str, imprint: &mut Imprint) -> Vec<String> {
        let Some(field) = self.fields.get(name) else { return Vec::new() };
        let people = match tex::people(name, &field.text) {
            Ok(people) => people,
            Err(reason) => {
                self.unread(name, field.place, &reason);
                return Vec::new();
            }
        };
        let mut names = Vec::with_capacity(people.len());
        for (whole, parts) in people {
            if let Some(parts) = parts {
                imprint.people.insert(whole.clone(), parts);
            }
            names.push(whole);
        }
        names
    }

    /// The date of `name`. One that is none is told, and the source has none.
    fn date(&mut self, name: &'static str) -> Option<Placed<When>> {
        let field = self.fields.get(name)?;
        let text = self.text(name)?;
        match date::parsed(&text) {
            Ok(when) => Some(Placed::new(when, field.place)),
            Err(_) => {
                let mut told = Diagnostics::new();
                date_of(&Placed::new(text, field.place), name, &mut told);
                self.out.extend(told.into_iter().map(|told| lenient(told, field)));
                None
            }
        }
    }

    fn published(&mut self) -> Option<Placed<When>> {
        if self.fields.contains_key("date") {
            return self.date("date");
        }
        let year = self.fields.get("year")?;
        let (text, month, day) = (self.text("year")?, self.text("month"), self.text("day"));
        let place = year.place;
        let published = date::of_parts(&text, month.as_deref(), day.as_deref()).or_else(|reason| {
            let (field, kept) = match (self.fields.get("month"), date::parsed(&text)) {
                (Some(month), Ok(kept)) => (*month, Some(kept)),
                (_, kept) => (*year, kept.ok()),
            };
            self.out.push(
                Diagnostic::warning("bad-date", "the date of this entry cannot be read")
                    .at(field.place, reason)
                    .with_why("a date that is not known is left out, never guessed")
                    .with_help("write `date = {2024-12-27}`, or as much of it as is known; what is still to come has no date"),
            );
            kept.ok_or(())
        });
        Some(Placed::new(published.ok()?, place))
    }

    /// The address, or the one that a DOI or a preprint's number gives.
    fn address(&mut self) -> Option<Placed<String>> {
        if let Some(field) = self.fields.get("url") {
            let text = unescaped(&self.text("url")?);
            let mut told = Diagnostics::new();
            let address = checked_address(Placed::new(text, field.place), "url", &mut told);
            self.out.extend(told.into_iter().map(|told| lenient(told, field)));
            if address.is_some() {
                return address;
            }
        }
        // Files for older styles, which have no field for it, put it into another.
        if let Some(address) = self.fields.get("howpublished").and_then(|field| address_in(field)) {
            return Some(address);
        }
        let of = |name: &str, address: String| Some(Placed::new(address, self.fields.get(name)?.place));
        if let Some(doi) = tex_of(self.fields, "doi") {
            return of("doi", format!("https://doi.org/{}", encoded(bare_doi(&doi))));
        }
        let kind = tex_of(self.fields, "eprinttype").or_else(|| tex_of(self.fields, "archiveprefix"));
        let arxiv = kind.is_some_and(|kind| kind.eq_ignore_ascii_case("arxiv"));
        if let Some(preprint) = tex_of(self.fields, "eprint").filter(|_| arxiv) {
            return of("eprint", format!("https://arxiv.org/abs/{}", encoded(&preprint)));
        }
        // A note may name other addresses too; one that says nothing else names this one.
        let note = self.fields.get("note").filter(|note| note.text.split_whitespace().count() <= 3)?;
        address_in(note)
    }

    fn language(&mut self) -> Option<String> {
        for name in ["langid", "language", "hyphenation"] {
            if let Some(tag) = self.text(name).and_then(|text| words::language(&text)) {
                return Some(tag);
            }
        }
        let field = self.fields.get("langid")?;
        self.out.push(
            Diagnostic::warning("unknown-word", "this is no language that is known here")
                .at(field.place, "left out")
                .with_help("write a name that Babel knows, such as `ukrainian`, or a tag such as `uk`"),
        );
        None
    }
}

/// The address that a text in TeX holds, as `\url{https://…}` or bare.
fn address_in(field: &RawField) -> Option<Placed<String>> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| field.text.find(scheme)).min()?;
    let rest = &field.text[start..];
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '"' | '<' | '>'));
    let address = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';']);
    let address = Placed::new(unescaped(address), field.place);
    checked_address(address, "url", &mut Diagnostics::new())
}

fn tex_of(fields: &FieldsOf<'_>, name: &str) -> Option<String> {
    let text = tex::text(name, &fields.get(name)?.text).ok()?;
    (!text.is_empty()).then_some(text)
}

/// What is wrong with a field of a library is no reason not to publish. An edit is offered only where the text stands as it is
/// read.
fn lenient(told: Diagnostic, field: &RawField) -> Diagnostic {
    let suggestion = told.suggestion.clone().filter(|_| field.literal);
    Diagnostic { severity: Severity::Warning, suggestion, ..told }
}

/// A DOI without the address that resolves it.
pub(in crate::load) fn bare_doi(doi: &str) -> &str {
    let doi = doi.trim();
    doi.find("10.").map_or(doi, |at| if doi[..at].contains("doi") { &doi[at..] } else { doi })
}

/// What an address cannot have, percent-encoded (RFC 3986); DOIs have `<` and `>`.
pub(in crate::load) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'<'
            | b'>'
            | b'"'
            | b'#'
            | b'?'
            | b'%'
            | b'\\'
            | b'^'
            | b'`'
            | b'{'
            | b'|'
            | b'}'
            | 0..=32
            | 127.. => {
                encoded.push_str(&format!("%{byte:02X}"));
            }
            _ => encoded.push(char::from(byte)),
        }
    }
    encoded
}

/// An address without the backslashes that older programs put before TeX's signs.
fn unescaped(url: &str) -> String {
    let mut plain = String::with_capacity(url.len());
    let mut chars = url.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some('_' | '%' | '&' | '#' | '~' | '$') if c == '\\' => {}
            _ => plain.push(c),
        }
    }
    plain
}
