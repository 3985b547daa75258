//! Collections of speakers and sources: a map from id to record in each file.

use super::alias::aliases;
use super::fields::{Fields, items, parse_id, text_of};
use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed};
use crate::model::{
    Allowance, Archive, Imprint, PersonName, Reliability, SourceId, SourceKind, SpeakerId, SpeakerKind,
    State, When,
};
use crate::path::RelPath;

/// A speaker as written.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerDoc {
    /// Its id and the place of its key.
    pub id: Placed<SpeakerId>,
    /// `name`
    pub name: String,
    /// `kind`
    pub kind: SpeakerKind,
    /// `role`
    pub role: Option<String>,
    /// `side`
    pub side: Option<String>,
    /// `stake`
    pub stake: Option<String>,
    /// `named`
    pub named: bool,
    /// `description`
    pub description: Option<String>,
    /// `anonymity_reason`
    pub anonymity_reason: Option<String>,
    /// `url`
    pub url: Option<Placed<String>>,
    /// `aliases`: the files at the addresses where it stood before.
    pub aliases: Vec<Placed<RelPath>>,
    /// `note`
    pub note: Option<String>,
    /// `allow`
    pub allow: Vec<Allowance>,
}

/// A source as written.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceDoc {
    /// Its id and the place of its key.
    pub id: Placed<SourceId>,
    /// `title`
    pub title: String,
    /// `title_supplied`
    pub title_supplied: bool,
    /// `type`
    pub kind: SourceKind,
    /// `author` or `authors`
    pub authors: Vec<String>,
    /// `publisher`
    pub publisher: Option<String>,
    /// `published`
    pub published: Option<Placed<When>>,
    /// `accessed`
    pub accessed: Option<Placed<When>>,
    /// `captured`: when the copy in `content/snapshots/` was taken.
    pub captured: Option<Placed<When>>,
    /// `url`
    pub url: Option<Placed<String>>,
    /// `archives`
    pub archives: Vec<Archive>,
    /// `origin`: the id of a speaker or source, or words.
    pub origin: Option<Placed<String>>,
    /// `derived_from`
    pub derived_from: Option<Placed<SourceId>>,
    /// `descriptor`
    pub descriptor: Option<String>,
    /// `reliability`
    pub reliability: Option<Reliability>,
    /// `state`
    pub state: State,
    /// `state_note`
    pub state_note: Option<String>,
    /// `state_date`
    pub state_date: Option<Placed<When>>,
    /// `language`
    pub language: Option<String>,
    /// `access`
    pub access: Option<String>,
    /// `aliases`: the files at the addresses where it stood before.
    pub aliases: Vec<Placed<RelPath>>,
    /// `preserve_until`
    pub preserve_until: Option<Placed<When>>,
    /// `note`
    pub note: Option<String>,
    /// `allow`
    pub allow: Vec<Allowance>,
    /// Where it appeared; only bibliographies tell it.
    pub imprint: Imprint,
    /// Whether it stands in a bibliography, of which a site has what it uses.
    pub in_bibliography: bool,
    /// What is wrong with it, to be told where something uses it: only bibliographies have entries that nothing uses.
    pub told: Diagnostics,
}

/// An entry of a bibliography that was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOutDoc {
    /// Its key, which may be none that an id can be.
    pub key: String,
    /// Where that stands.
    pub place: Place,
    /// Why it was left out, to be told where something names it.
    pub told: Diagnostic,
}

/// What a file of sources gives.
#[derive(Clone, Debug, Default)]
pub(super) struct SourcesDoc {
    pub(super) sources: Vec<SourceDoc>,
    pub(super) left_out: Vec<LeftOutDoc>,
}

impl SourceDoc {
    /// A page of the web of which nothing is known but its id, to be filled in.
    pub(crate) fn bare(id: Placed<SourceId>) -> Self {
        Self {
            title: id.value.to_string(),
            id,
            title_supplied: false,
            kind: SourceKind::Web,
            authors: Vec::new(),
            publisher: None,
            published: None,
            accessed: None,
            captured: None,
            url: None,
            archives: Vec::new(),
            origin: None,
            derived_from: None,
            descriptor: None,
            reliability: None,
            state: State::Live,
            state_note: None,
            state_date: None,
            language: None,
            access: None,
            aliases: Vec::new(),
            preserve_until: None,
            note: None,
            allow: Vec::new(),
            imprint: Imprint::default(),
            in_bibliography: false,
            told: Diagnostics::new(),
        }
    }
}

/// The sorts of speakers by name.
pub(super) const SPEAKER_KINDS: [(&str, SpeakerKind); 8] = [
    ("official", SpeakerKind::Official),
    ("agency", SpeakerKind::Agency),
    ("state", SpeakerKind::State),
    ("military", SpeakerKind::Military),
    ("organisation", SpeakerKind::Organisation),
    ("media", SpeakerKind::Media),
    ("expert", SpeakerKind::Expert),
    ("witness", SpeakerKind::Witness),
];

/// The sorts of sources by name.
pub(super) const SOURCE_KINDS: [(&str, SourceKind); 13] = [
    ("article", SourceKind::Article),
    ("transcript", SourceKind::Transcript),
    ("post", SourceKind::Post),
    ("report", SourceKind::Report),
    ("dataset", SourceKind::Dataset),
    ("video", SourceKind::Video),
    ("audio", SourceKind::Audio),
    ("image", SourceKind::Image),
    ("book", SourceKind::Book),
    ("paper", SourceKind::Paper),
    ("document", SourceKind::Document),
    ("interview", SourceKind::Interview),
    ("web", SourceKind::Web),
];

pub(super) const STATES: [(&str, State); 6] = [
    ("live", State::Live),
    ("changed", State::Changed),
    ("moved", State::Moved),
    ("gone", State::Gone),
    ("corrected", State::Corrected),
    ("retracted", State::Retracted),
];

pub(super) const RELIABILITIES: [(&str, Reliability); 6] = [
    ("A", Reliability::A),
    ("B", Reliability::B),
    ("C", Reliability::C),
    ("D", Reliability::D),
    ("E", Reliability::E),
    ("F", Reliability::F),
];

/// Reads a file of speakers.
pub(super) fn speakers(node: &Node, out: &mut Diagnostics) -> Vec<SpeakerDoc> {
    records(node, "speaker", out, |key, node, out| {
        let id = parse_id(key, "speaker", SpeakerId::new, out)?;
        speaker(id, node, out)
    })
}

/// Reads a map from id to record.
pub(super) fn records<T>(
    node: &Node,
    what: &str,
    out: &mut Diagnostics,
    mut read: impl FnMut(&Placed<String>, &Node, &mut Diagnostics) -> Option<T>,
) -> Vec<T> {
    match &node.value {
        Value::Null => Vec::new(),
        Value::Map(entries) => entries.iter().filter_map(|(key, node)| read(key, node, out)).collect(),
        _ => {
            out.push(
                Diagnostic::error(
                    "wrong-type",
                    format!("this file holds an id for each {what}, with its keys below it"),
                )
                .at(node.place, format!("this is {}", node.what())),
            );
            Vec::new()
        }
    }
}

fn speaker(id: Placed<SpeakerId>, node: &Node, out: &mut Diagnostics) -> Option<SpeakerDoc> {
    let whole = id.place.to(node.extent());
    let mut fields = Fields::open(node, "a speaker", id.place, out)?;
    let name = fields
        .required_text("name", "readers have to be told who speaks; an unnamed one gets what to call it");
    let kind = fields.word("kind", &SPEAKER_KINDS);
    if kind.is_none() && fields.node("kind").is_none() {
        fields.missing(
            "kind",
            "whether an official, an expert or a witness speaks bears on what the words are worth",
        );
    }
    let doc = SpeakerDoc {
        name: name.unwrap_or_else(|| id.value.to_string()),
        id,
        kind: kind.map_or(SpeakerKind::Organisation, |kind| kind.value),
        role: fields.text("role"),
        side: fields.text("side"),
        stake: fields.text("stake"),
        named: fields.flag("named").unwrap_or(true),
        description: fields.text("description"),
        anonymity_reason: fields.text("anonymity_reason"),
        url: address(&mut fields, "url"),
        aliases: aliases(&mut fields),
        note: fields.text("note"),
        allow: fields.allow(whole),
    };
    fields.close();
    Some(doc)
}

/// Reads a source.
pub(super) fn source(id: Placed<SourceId>, node: &Node, out: &mut Diagnostics) -> Option<SourceDoc> {
    let whole = id.place.to(node.extent());
    let mut fields = Fields::open(node, "a source", id.place, out)?;
    let title = fields.required_text(
        "title",
        "readers look a source up by its title; where it has none, supply one and say `title_supplied: true`",
    );
    let kind = fields.word("type", &SOURCE_KINDS);
    if kind.is_none() && fields.node("type").is_none() {
        fields.missing("type", "a transcript, a report and a post are worth different things");
    }
    let mut authors = fields.texts("authors");
    authors.extend(fields.texts("author"));
    let authors: Vec<String> = authors.into_iter().map(|author| author.value).collect();
    let people = authors.iter().filter_map(|author| Some((author.clone(), with_initials(author)?)));
    let mut doc = SourceDoc {
        imprint: Imprint { people: people.collect(), ..Imprint::default() },
        title: title.unwrap_or_else(|| id.value.to_string()),
        kind: kind.map_or(SourceKind::Web, |kind| kind.value),
        authors,
        publisher: fields.text("publisher"),
        published: fields.when("published"),
        accessed: fields.when("accessed"),
        url: address(&mut fields, "url"),
        language: fields.text("language"),
        note: fields.text("note"),
        allow: fields.allow(whole),
        ..SourceDoc::bare(id)
    };
    standing(&mut fields, &mut doc);
    fields.close();
    Some(doc)
}

/// The keys that [`standing`] reads. In bibliographies they start with `onrecord-`.
pub(crate) const STANDING: [&str; 13] = [
    "title_supplied",
    "archives",
    "origin",
    "derived_from",
    "descriptor",
    "reliability",
    "state",
    "state_note",
    "state_date",
    "captured",
    "preserve_until",
    "access",
    "aliases",
];

/// The parts of a name such as "R. Okafor" or "J. R. Smith": initials and a family name. Whatever else a record calls an author
/// may be an institution ("Human Rights Watch"), and is never taken apart.
fn with_initials(name: &str) -> Option<PersonName> {
    let (given, family) = name.trim().rsplit_once(' ')?;
    let is_initial = |word: &str| {
        let letter = word.strip_suffix('.').unwrap_or_default();
        letter.chars().count() == 1 && letter.chars().all(char::is_uppercase)
    };
    let mut letters = family.chars();
    let is_family = letters.next().is_some_and(char::is_uppercase)
        && letters.clone().any(char::is_lowercase)
        && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let is_person = is_family && given.split(' ').count() <= 2 && given.split(' ').all(is_initial);
    is_person.then(|| PersonName {
        family: family.to_owned(),
        given: given.to_owned(),
        ..PersonName::default()
    })
}

/// Reads what bibliographies have no words for: where it came from, what it is worth, and what has become of it.
pub(super) fn standing(fields: &mut Fields<'_, '_>, doc: &mut SourceDoc) {
    doc.title_supplied = fields.flag("title_supplied").unwrap_or(false);
    doc.archives = fields
        .node("archives")
        .map(|node| items(node).iter().filter_map(|item| archive(item, fields.out)).collect())
        .unwrap_or_default();
    doc.origin = fields.placed_text("origin");
    doc.derived_from =
        fields.parsed("derived_from", "bad-id", |text| SourceId::new(text).map_err(|e| e.to_string()));
    doc.descriptor = fields.text("descriptor");
    doc.reliability = fields.word("reliability", &RELIABILITIES).map(|grade| grade.value);
    doc.state = fields.word("state", &STATES).map_or(State::Live, |state| state.value);
    doc.state_note = fields.text("state_note");
    doc.state_date = fields.when("state_date");
    doc.captured = fields.when("captured");
    doc.preserve_until = fields.when("preserve_until");
    doc.access = fields.text("access");
    doc.aliases = aliases(fields);
}

fn archive(node: &Node, out: &mut Diagnostics) -> Option<Archive> {
    if let Value::Map(_) = node.value {
        let mut fields = Fields::open(node, "an archived copy", node.place, out)?;
        let url = address(&mut fields, "url");
        if url.is_none() && fields.node("url").is_none() {
            fields.missing("url", "a copy is of use only where it can be found");
        }
        let date = fields.when("date").map(|when| when.value);
        fields.close();
        return Some(Archive { url: url?, date });
    }
    let url = text_of(node, "archives", out)?;
    checked_address(url, "archives", out).map(|url| Archive { url, date: None })
}

fn address(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Placed<String>> {
    let text = fields.placed_text(key)?;
    checked_address(text, key, fields.out)
}

/// Lets `http` and `https` through: an address of a record becomes a link that readers click.
pub(super) fn checked_address(
    text: Placed<String>,
    key: &str,
    out: &mut Diagnostics,
) -> Option<Placed<String>> {
    let lower = text.value.to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    if web && !text.value.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Some(text);
    }
    let bare = !text.value.contains(':') && text.value.contains('.');
    let (wrong, help) = match (web, bare) {
        (true, _) => ("a space stands in it", "write `%20` for a space that belongs to it"),
        (false, true) => ("`https://` is missing", "put `https://` before it"),
        (false, false) => {
            ("neither `https://…` nor `http://…`", "leave it out where the source has no address on the web")
        }
    };
    out.push(
        Diagnostic::error("bad-url", format!("`{key}` is not an address of the web"))
            .at(text.place, wrong)
            .with_why("readers click it, and only `https` and `http` are safe to click")
            .with_help(help),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_standing_are_those_that_it_reads() {
        let file = crate::diagnostic::Files::new().add(crate::path::RelPath::new("a.yaml").unwrap(), "");
        let place = crate::diagnostic::Place::new(file, 0..0);
        let entry = (Placed::new("zzzzzz".to_owned(), place), Node { place, value: Value::Null });
        let node = Node { place, value: Value::Map(vec![entry]) };
        let mut out = Diagnostics::new();
        let mut fields = Fields::open(&node, "a source", place, &mut out).unwrap();
        standing(&mut fields, &mut SourceDoc::bare(Placed::new(SourceId::new("a").unwrap(), place)));
        fields.close();
        let told = out.iter().next().unwrap();
        let keys = STANDING.map(|key| format!("`{key}`")).join(", ");
        assert_eq!(told.help.as_deref(), Some(format!("the keys of a source are {keys}").as_str()));
    }

    #[test]
    fn a_name_is_taken_apart_where_it_can_only_be_a_persons() {
        let parts = with_initials("J. R. O’Neill-Smith").unwrap();
        assert_eq!((parts.given.as_str(), parts.family.as_str()), ("J. R.", "O’Neill-Smith"));
        assert!(with_initials("R. Okafor").is_some_and(|name| name.to_string() == "R. Okafor"));
        for name in [
            "Reuters",
            "Jane Doe",
            "Human Rights Watch",
            "U.S. Army",
            "Doe, J.",
            "R. BBC",
            "St. Louis",
            "A. B. C. Smith",
            "r. okafor",
        ] {
            assert!(with_initials(name).is_none(), "{name}");
        }
    }
}
