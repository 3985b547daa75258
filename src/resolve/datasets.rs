//! Records that rows of data files give by name: every name becomes one record, as if it stood in a file of its own.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed};
use crate::load::{Documents, NamedSpeaker, SourceDoc, SpeakerDoc, TitledSource};
use crate::model::{SourceId, SourceKind, SpeakerId, SpeakerKind};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Adds a record for each speaker and source that rows give by name, in the order of their ids.
pub(super) fn add_records(documents: &mut Documents, out: &mut Diagnostics) {
    let speakers = speakers(documents, out);
    let sources = sources(documents, out);
    documents.speakers.extend(speakers);
    documents.sources.extend(sources);
}

fn speakers(documents: &Documents, out: &mut Diagnostics) -> Vec<SpeakerDoc> {
    let mut owners = Owners::new("speaker", documents.speakers.iter().map(|speaker| &speaker.id));
    let mut kept: BTreeMap<SpeakerId, NamedSpeaker> = BTreeMap::new();
    for row in documents.figures.iter().flat_map(|figure| &figure.rows) {
        let Some(named) = &row.named_speaker else { continue };
        if !owners.admit(&named.id, &named.name, out) {
            continue;
        }
        match kept.entry(named.id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(named.clone());
            }
            Entry::Occupied(mut entry) => {
                let known = entry.get_mut();
                settle("speaker_kind", &mut known.kind, &named.kind, out);
                settle("speaker_side", &mut known.side, &named.side, out);
            }
        }
    }
    kept.into_values().map(speaker).collect()
}

fn sources(documents: &Documents, out: &mut Diagnostics) -> Vec<SourceDoc> {
    let mut owners = Owners::new("source", documents.sources.iter().map(|source| &source.id));
    let mut kept: BTreeMap<SourceId, TitledSource> = BTreeMap::new();
    for row in documents.figures.iter().flat_map(|figure| &figure.rows) {
        let Some(titled) = &row.titled_source else { continue };
        if !owners.admit(&titled.id, &titled.title, out) {
            continue;
        }
        match kept.entry(titled.id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(titled.clone());
            }
            Entry::Occupied(mut entry) => {
                let known = entry.get_mut();
                settle("source_url", &mut known.url, &titled.url, out);
                settle("source_publisher", &mut known.publisher, &titled.publisher, out);
                settle("source_published", &mut known.published, &titled.published, out);
                settle("source_type", &mut known.kind, &titled.kind, out);
            }
        }
    }
    kept.into_values().map(source).collect()
}

/// Which record each id belongs to.
struct Owners<'d, I> {
    what: &'static str,
    /// The name that gave the id, where no file did, and where it stands.
    owners: BTreeMap<&'d I, (Option<&'d str>, Place)>,
    told: BTreeSet<&'d str>,
}

impl<'d, I: Ord + std::fmt::Display> Owners<'d, I> {
    fn new(what: &'static str, written: impl Iterator<Item = &'d Placed<I>>) -> Self {
        let owners = written.map(|id| (&id.value, (None, id.place))).collect();
        Self { what, owners, told: BTreeSet::new() }
    }

    /// Whether `id` belongs to what is called `name`; a name that comes too late is told, once.
    fn admit(&mut self, id: &'d I, name: &'d Placed<String>, out: &mut Diagnostics) -> bool {
        let (owner, place) = *self.owners.entry(id).or_insert((Some(&name.value), name.place));
        if owner == Some(&name.value) {
            return true;
        }
        if self.told.insert(&name.value) {
            let what = self.what;
            let help = match owner {
                None => format!(
                    "if it is the same {what}, write `{id}` in the column `{what}`; else add to the name"
                ),
                Some(_) => format!(
                    "if it is the same {what}, write its name in one way; else add to one of the names"
                ),
            };
            out.push(
                Diagnostic::error("duplicate-id", format!("two {what}s would be called `{id}`"))
                    .at(name.place, "this name gives the same id")
                    .with_related(place, "called so here")
                    .with_why("a link to it could mean either")
                    .with_help(help),
            );
        }
        false
    }
}

/// Keeps what the first row says about a name; another row may add what it left out, and not gainsay it.
fn settle<T: PartialEq + Clone>(
    column: &str,
    known: &mut Option<Placed<T>>,
    more: &Option<Placed<T>>,
    out: &mut Diagnostics,
) {
    match (&known, more) {
        (Some(first), Some(second)) if first.value != second.value => out.push(
            Diagnostic::error("rows-disagree", format!("two rows give one name two values of `{column}`"))
                .at(second.place, "another value")
                .with_related(first.place, "first given here")
                .with_why("rows with the same name share one record")
                .with_help("add to one of the names if two are meant; else say it in one row only"),
        ),
        (None, Some(_)) => known.clone_from(more),
        _ => {}
    }
}

fn speaker(named: NamedSpeaker) -> SpeakerDoc {
    let NamedSpeaker { id, name, kind, side } = named;
    SpeakerDoc {
        id: Placed::new(id, name.place),
        name: name.value,
        kind: kind.map_or(SpeakerKind::Organisation, |kind| kind.value),
        role: None,
        side: side.map(|side| side.value),
        stake: None,
        named: true,
        description: None,
        anonymity_reason: None,
        url: None,
        aliases: Vec::new(),
        note: None,
        allow: Vec::new(),
    }
}

fn source(titled: TitledSource) -> SourceDoc {
    let TitledSource { id, title, url, publisher, published, kind } = titled;
    SourceDoc {
        title: title.value,
        kind: kind.map_or(SourceKind::Web, |kind| kind.value),
        publisher: publisher.map(|publisher| publisher.value),
        published,
        url,
        ..SourceDoc::bare(Placed::new(id, title.place))
    }
}
