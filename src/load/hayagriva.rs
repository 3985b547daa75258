//! Bibliographies in Hayagriva's YAML, as Typst users write them.
//!
//! They stand in files that look like our own. What tells them apart is what only one of the two has: `parent`,
//! `serial-number` or a type with a capital letter there, `published`, `origin` or `state` here.

use super::bib;
use super::fields::{Fields, items, parse_id};
use super::node::{Node, Value};
use super::records::{
    LeftOutDoc, SOURCE_KINDS, STANDING, SourceDoc, SourcesDoc, checked_address, source, standing,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed, Severity};
use crate::model::{Imprint, PersonName, SourceId, SourceKind, When};
use std::ops::Range;

/// Keys that our own records do not have.
pub(super) const THEIRS: [&str; 14] = [
    "parent",
    "serial-number",
    "page-range",
    "page-total",
    "volume-total",
    "affiliated",
    "call-number",
    "time-range",
    "runtime",
    "archive-location",
    "volume",
    "issue",
    "edition",
    "editor",
];

/// Keys that Hayagriva does not have, beside those of [`STANDING`].
pub(super) const OURS: [&str; 3] = ["published", "accessed", "authors"];

/// Their types, and what they are to us.
pub(super) const TYPES: [(&str, SourceKind); 31] = [
    ("article", SourceKind::Article),
    ("chapter", SourceKind::Book),
    ("entry", SourceKind::Book),
    ("anthos", SourceKind::Book),
    ("report", SourceKind::Report),
    ("thesis", SourceKind::Paper),
    ("web", SourceKind::Web),
    ("scene", SourceKind::Video),
    ("artwork", SourceKind::Image),
    ("patent", SourceKind::Document),
    ("case", SourceKind::Document),
    ("newspaper", SourceKind::Article),
    ("legislation", SourceKind::Document),
    ("manuscript", SourceKind::Document),
    ("original", SourceKind::Document),
    ("post", SourceKind::Post),
    ("misc", SourceKind::Document),
    ("performance", SourceKind::Document),
    ("periodical", SourceKind::Article),
    ("proceedings", SourceKind::Book),
    ("book", SourceKind::Book),
    ("blog", SourceKind::Web),
    ("reference", SourceKind::Book),
    ("conference", SourceKind::Document),
    ("anthology", SourceKind::Book),
    ("repository", SourceKind::Web),
    ("thread", SourceKind::Post),
    ("video", SourceKind::Video),
    ("audio", SourceKind::Audio),
    ("exhibition", SourceKind::Image),
    ("dataset", SourceKind::Dataset),
];

/// What BibLaTeX calls types that are more than what they are to us.
const FORMS: [(&str, &str); 12] = [
    ("thesis", "thesis"),
    ("chapter", "incollection"),
    ("entry", "inreference"),
    ("anthos", "incollection"),
    ("patent", "patent"),
    ("case", "jurisdiction"),
    ("legislation", "legislation"),
    ("manuscript", "unpublished"),
    ("proceedings", "proceedings"),
    ("anthology", "collection"),
    ("repository", "software"),
    ("performance", "performance"),
];

/// Reads a file of sources, each record in the format that it is in.
pub(super) fn sources(node: &Node, out: &mut Diagnostics) -> SourcesDoc {
    let any = |has: fn(&Node) -> Option<&Placed<String>>| match &node.value {
        Value::Map(entries) => entries.iter().any(|(_, record)| has(record).is_some()),
        _ => false,
    };
    let theirs_here = any(theirs);
    let mut left_out = Vec::new();
    let sources = super::records::records(node, "source", out, |key, record, out| {
        let mut told = Diagnostics::new();
        let id = parse_id(key, "source", SourceId::new, &mut told);
        // In a file of theirs, a record without any sign is theirs too.
        let is_theirs = theirs(record).is_some() || (theirs_here && ours(record).is_none());
        let Some(id) = id else {
            let leave = |told| left_out.push(LeftOutDoc { key: key.value.clone(), place: key.place, told });
            match is_theirs {
                true => told.into_iter().map(lenient).for_each(leave),
                false => out.extend(told),
            }
            return None;
        };
        match (theirs(record), ours(record)) {
            (Some(theirs), Some(ours)) => {
                let told = mixed(&id, theirs, ours);
                out.push(told.clone());
                left_out.push(LeftOutDoc { key: key.value.clone(), place: key.place, told });
                None
            }
            _ if is_theirs => {
                let mut doc = entry(id, record, &mut told);
                match &mut doc {
                    Some(doc) => doc.told = told,
                    None => out.extend(told),
                }
                doc
            }
            _ => source(id, record, out),
        }
    });
    SourcesDoc { sources, left_out }
}

/// What is wrong with an entry of a library is no reason not to publish.
fn lenient(told: Diagnostic) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..told }
}

fn keys(record: &Node) -> &[(Placed<String>, Node)] {
    match &record.value {
        Value::Map(entries) => entries,
        _ => &[],
    }
}

/// The key that shows a record to be of Hayagriva.
fn theirs(record: &Node) -> Option<&Placed<String>> {
    let typed = |node: &Node| {
        node.scalar().is_some_and(|kind| {
            let lower = kind.to_lowercase();
            let known = TYPES.iter().any(|(name, _)| *name == lower);
            known && (kind != lower || !SOURCE_KINDS.iter().any(|(name, _)| *name == kind))
        })
    };
    let shows = |key: &str, node: &Node| {
        THEIRS.contains(&key)
            || (key == "type" && typed(node))
            || (matches!(key, "url" | "title" | "author" | "publisher")
                && matches!(node.value, Value::Map(_)))
    };
    keys(record).iter().find(|(key, node)| shows(&key.value, node)).map(|(key, _)| key)
}

fn ours(record: &Node) -> Option<&Placed<String>> {
    let is_ours = |key: &str| OURS.contains(&key) || STANDING.contains(&key.replace('-', "_").as_str());
    keys(record).iter().map(|(key, _)| key).find(|key| is_ours(&key.value))
}

fn mixed(id: &Placed<SourceId>, theirs: &Placed<String>, ours: &Placed<String>) -> Diagnostic {
    let remedy = match ours.value.as_str() {
        "accessed" => "write `url: {value: https://…, date: 2024-12-27}` for `accessed`".to_owned(),
        "published" => "write `date` for `published`".to_owned(),
        "authors" => "write `author` for `authors`".to_owned(),
        own => format!("write `onrecord-{}` for `{own}`", own.replace('_', "-")),
    };
    Diagnostic::warning(
        "mixed-formats",
        format!("the record `{}` is in two formats at once, and is left out", id.value),
    )
    .at(theirs.place, format!("`{}` as Hayagriva writes it", theirs.value))
    .with_related(ours.place, format!("`{}` as records of this site have it", ours.value))
    .with_why("one key means different things in the two, so half of the record would be lost")
    .with_help(format!("{remedy}; in a record of Hayagriva, what it has no key for starts with `onrecord-`"))
}

/// A record of Hayagriva. What is wrong in it is a warning, as in every bibliography, unless a key of ours is.
fn entry(id: Placed<SourceId>, record: &Node, out: &mut Diagnostics) -> Option<SourceDoc> {
    let entries = keys(record);
    let part = |ours: bool| {
        let own = entries.iter().filter(|(key, _)| key.value.starts_with("onrecord-") == ours);
        let own = own.map(|(key, node)| (without_prefix(key), node.clone()));
        Node { place: record.place, value: Value::Map(own.collect()) }
    };
    let mut doc = SourceDoc { in_bibliography: true, ..SourceDoc::bare(id) };
    let mut told = Diagnostics::new();
    let common = part(false);
    described(&mut doc, &common, &mut told)?;
    out.extend(told.into_iter().map(lenient));
    let own = part(true);
    let mut fields = Fields::open(&own, "an entry’s `onrecord-` keys", doc.id.place, out)?;
    if let Some(kind) = fields.word("type", &SOURCE_KINDS) {
        doc.imprint.form = doc.imprint.form.filter(|_| doc.kind == kind.value);
        doc.kind = kind.value;
    }
    standing(&mut fields, &mut doc);
    fields.close();
    Some(doc)
}

/// The key without `onrecord-`, at the place of the rest of it.
fn without_prefix(key: &Placed<String>) -> Placed<String> {
    let Some(name) = key.value.strip_prefix("onrecord-") else { return key.clone() };
    let Range { start, end } = key.place.range();
    let past = key.value.len() - name.len();
    // Quotation marks may stand around it. A key that is written in yet another way is pointed at whole.
    let rest = match (end - start).checked_sub(key.value.len()) {
        Some(0) => start + past..end,
        Some(2) => start + 1 + past..end - 1,
        _ => start..end,
    };
    Placed::new(name.to_owned(), Place::new(key.place.file, rest))
}

fn described(doc: &mut SourceDoc, record: &Node, told: &mut Diagnostics) -> Option<()> {
    let mut fields = Fields::open(record, "an entry of Hayagriva", doc.id.place, told)?;
    match fields.node("title").and_then(|node| value_of(node, "value")) {
        Some(title) => doc.title = title,
        None => fields.missing("title", "readers look a source up by its title"),
    }
    let parents = fields.node("parent").map(items).unwrap_or_default();
    let form;
    (doc.kind, form) = kind(&mut fields, parents);
    let mut people = Imprint::default();
    doc.authors = fields.node("author").map(|node| names(node, &mut people)).unwrap_or_default();
    people.editors = fields.node("editor").map(|node| names(node, &mut people)).unwrap_or_default();
    let inherited = |key: &str| parents.iter().find_map(|parent| child(parent, key));
    let of = |node: Option<&Node>| node.and_then(|node| value_of(node, "name"));
    let mut read = |key: &'static str| of(fields.node(key)).or_else(|| of(inherited(key)));
    doc.imprint = Imprint {
        container: parents
            .iter()
            .find_map(|parent| child(parent, "title").and_then(|node| value_of(node, "value"))),
        volume: read("volume"),
        issue: read("issue"),
        pages: read("page-range").map(|pages| pages.replace('-', "–").replace("––", "–")),
        edition: read("edition"),
        place: read("location"),
        form,
        ..people
    };
    doc.publisher = read("publisher").or_else(|| read("organization"));
    bib::publish(&mut doc.publisher, &mut doc.imprint);
    let serial = fields.node("serial-number").or_else(|| inherited("serial-number"));
    let number =
        |key: &str| serial.and_then(|node| child(node, key)).and_then(Node::scalar).map(str::to_owned);
    doc.imprint.doi = number("doi").map(|doi| bib::bare_doi(&doi).to_owned());
    doc.imprint.isbn = number("isbn");
    let date = fields.node("date").or_else(|| inherited("date"));
    doc.published = date.and_then(|node| when(node, "date", fields.out));
    address(doc, &mut fields, serial);
    doc.language = fields.text("language");
    doc.imprint.genre = fields.text("genre");
    doc.note = fields.node("note").and_then(|node| value_of(node, "value"));
    for passed_over in [
        "affiliated",
        "page-total",
        "volume-total",
        "chapter",
        "time-range",
        "runtime",
        "archive",
        "archive-location",
        "call-number",
        "abstract",
    ] {
        fields.node(passed_over);
    }
    fields.close();
    Some(())
}

fn address(doc: &mut SourceDoc, fields: &mut Fields<'_, '_>, serial: Option<&Node>) {
    if let Some(node) = fields.node("url") {
        let text = value_of(node, "value").map(|text| Placed::new(text, node.place));
        doc.url = text.and_then(|text| checked_address(text, "url", fields.out));
        doc.accessed = child(node, "date").and_then(|node| when(node, "date", fields.out));
    }
    if let (None, Some(doi), Some(serial)) = (&doc.url, &doc.imprint.doi, serial) {
        doc.url = Some(Placed::new(format!("https://doi.org/{}", bib::encoded(doi)), serial.place));
    }
}

/// What an entry is to us, and the type of BibLaTeX that says more.
fn kind(fields: &mut Fields<'_, '_>, parents: &[Node]) -> (SourceKind, Option<&'static str>) {
    let Some(node) = fields.node("type") else {
        fields.missing("type", "a transcript, a report and a post are worth different things");
        return (SourceKind::Document, None);
    };
    let lower = Placed::new(node.scalar().unwrap_or_default().to_lowercase(), node.place);
    let kind = super::fields::word_of(&lower, "type", &TYPES, fields.out).map(|kind| kind.value);
    let parent =
        parents.iter().find_map(|parent| child(parent, "type")).and_then(Node::scalar).map(str::to_lowercase);
    match (kind, lower.value.as_str(), parent.as_deref()) {
        (_, "article", Some("newspaper")) => (SourceKind::Article, None),
        (_, "article", Some("blog" | "web")) => (SourceKind::Web, None),
        (_, "article", Some("proceedings" | "conference")) => (SourceKind::Paper, Some("inproceedings")),
        // An article's parent is a periodical unless it says otherwise.
        (_, "article", _) if !parents.is_empty() => (SourceKind::Paper, None),
        (kind, word, _) => (
            kind.unwrap_or(SourceKind::Document),
            FORMS.iter().find(|(name, _)| *name == word).map(|(_, form)| *form),
        ),
    }
}

fn child<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    keys(node).iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
}

/// A text, or the part `key` of it where it is given in parts.
fn value_of(node: &Node, key: &str) -> Option<String> {
    let text = node.scalar().or_else(|| child(node, key).and_then(Node::scalar))?;
    // Braces keep letters as they are where a style would change them.
    let text = text.replace(['{', '}'], "");
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn when(node: &Node, key: &str, out: &mut Diagnostics) -> Option<Placed<When>> {
    let text = node.scalar()?;
    let text = text.strip_prefix('~').map_or_else(|| text.to_owned(), |about| format!("{about}~"));
    super::fields::date_of(&Placed::new(text, node.place), key, out)
}

fn names(node: &Node, imprint: &mut Imprint) -> Vec<String> {
    let names = items(node).iter().filter_map(name);
    names
        .map(|(whole, parts)| {
            if let Some(parts) = parts {
                imprint.people.insert(whole.clone(), parts);
            }
            whole
        })
        .collect()
}

/// "Family, Given", "Family, Jr., Given", a name in parts, or a name that is never turned around.
fn name(node: &Node) -> Option<(String, Option<PersonName>)> {
    let part = |key| child(node, key).and_then(Node::scalar).unwrap_or_default().trim().to_owned();
    let mut name = match node.scalar() {
        None => PersonName {
            family: part("name"),
            given: part("given-name"),
            prefix: part("prefix"),
            suffix: part("suffix"),
        },
        Some(text) => {
            let parts: Vec<&str> = text.split(',').map(str::trim).collect();
            let (family, suffix, given) = match parts.as_slice() {
                [family, given] => (*family, "", *given),
                [family, suffix, given] => (*family, *suffix, *given),
                _ => (text.trim(), "", ""),
            };
            PersonName {
                family: family.to_owned(),
                given: given.to_owned(),
                suffix: suffix.to_owned(),
                ..PersonName::default()
            }
        }
    };
    if !name.given.is_empty() && name.prefix.is_empty() {
        let particles =
            name.family.split(' ').take_while(|word| word.starts_with(char::is_lowercase)).count();
        let words: Vec<&str> = name.family.split(' ').collect();
        if particles < words.len() {
            (name.prefix, name.family) = (words[..particles].join(" "), words[particles..].join(" "));
        }
    }
    let whole = name.to_string();
    (!whole.is_empty()).then(|| (whole, (!name.given.is_empty()).then_some(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Files;
    use crate::load::yaml;
    use crate::path::RelPath;

    fn read(text: &str) -> (Vec<SourceDoc>, Diagnostics) {
        let mut files = Files::new();
        let file = files.add(RelPath::new("content/sources/a.yaml").unwrap(), text);
        let mut out = Diagnostics::new();
        let node = yaml::parse(text, file, 0, &mut out).unwrap();
        let read = sources(&node, &mut out);
        out.extend(read.left_out.into_iter().map(|entry| entry.told));
        out.extend(read.sources.iter().flat_map(|source| source.told.clone()));
        (read.sources, out)
    }

    #[test]
    fn a_paper_has_its_journal_and_its_doi() {
        let (sources, out) = read(
            "vortex:\n  type: Article\n  author: ['Gross, E. P.', 'de la Cruz, Ana', {name: CERN}]\n  title: Structure of {Bose} systems\n  \
             date: 1961-05\n  page-range: 454-477\n  url: {value: 'https://example.org/', date: 2024-01-02}\n  serial-number: {doi: 10.1007/BF02731494}\n  \
             parent: {type: Periodical, title: Il Nuovo Cimento, volume: 20, issue: 3, publisher: SIF}\n  onrecord-state: corrected\n",
        );
        assert!(out.is_empty(), "{out:?}");
        let source = &sources[0];
        assert_eq!(source.kind, SourceKind::Paper);
        assert_eq!(source.title, "Structure of Bose systems");
        assert_eq!(source.authors, ["E. P. Gross", "Ana de la Cruz", "CERN"]);
        assert_eq!(source.imprint.people["Ana de la Cruz"].prefix, "de la");
        assert_eq!(source.imprint.container.as_deref(), Some("Il Nuovo Cimento"));
        assert_eq!(source.publisher.as_deref(), Some("SIF"));
        assert_eq!(source.imprint.pages.as_deref(), Some("454–477"));
        assert_eq!(source.accessed.as_ref().unwrap().value.to_string(), "2024-01-02");
        assert_eq!(source.state, crate::model::State::Corrected);
        assert!(source.in_bibliography);
    }

    #[test]
    fn a_record_of_ours_stays_one_beside_those_of_hayagriva() {
        let (sources, out) = read(
            "ours: {title: A, type: article, published: 2024}\ntheirs: {title: B, type: Book, date: 2020}\nplain: {title: C, type: book, date: 2021}\n",
        );
        assert!(out.is_empty(), "{out:?}");
        let in_bibliography: Vec<_> = sources.iter().map(|source| source.in_bibliography).collect();
        assert_eq!(in_bibliography, [false, true, true]);
        assert_eq!(sources[2].published.as_ref().unwrap().value.to_string(), "2021");
    }

    #[test]
    fn a_slip_in_a_record_of_ours_does_not_make_it_one_of_hayagriva() {
        let (_, out) = read("a: {title: A, type: article, date: 2024}\n");
        assert_eq!(out.iter().map(|told| told.rule).collect::<Vec<_>>(), ["unknown-key"]);
    }

    #[test]
    fn a_record_with_any_key_of_ours_is_ours_in_a_file_of_hayagriva() {
        for key in OURS.into_iter().chain(STANDING) {
            let value = if key == "title_supplied" { "true" } else { "2024" };
            let text = format!(
                "ours: {{title: A, type: article, {key}: {value}}}\ntheirs: {{title: B, type: Book}}\n"
            );
            let (sources, _) = read(&text);
            let ours = sources.iter().find(|source| source.id.value.as_str() == "ours").unwrap();
            assert!(!ours.in_bibliography, "{key}");
        }
    }
}
