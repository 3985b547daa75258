//! Speakers and sources.

use super::names::Names;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed};
use crate::load::{SnapshotDoc, SourceDoc, SpeakerDoc};
use crate::model::{Key, Snapshot, Source, SourceId, SourceOrigin, SourceState, Speaker, SpeakerId, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The speakers, of those with one id the first.
pub(super) fn speakers(docs: Vec<SpeakerDoc>) -> Table<Speaker> {
    let mut table = Table::default();
    for doc in docs {
        let SpeakerDoc {
            id,
            name,
            kind,
            role,
            side,
            stake,
            named,
            description,
            anonymity_reason,
            url,
            aliases,
            note,
            allow: _,
        } = doc;
        let Placed { value: id, place } = id;
        // A second record of this id has been told where names were collected.
        let _ = table.add(Speaker {
            id,
            place,
            name,
            kind,
            role,
            side,
            stake,
            named,
            description,
            anonymity_reason,
            url,
            aliases,
            note,
        });
    }
    table
}

/// The sources, of those with one id the first.
pub(super) fn sources(
    docs: Vec<SourceDoc>,
    snapshots: &[Arc<SnapshotDoc>],
    names: &Names,
    out: &mut Diagnostics,
) -> Table<Source> {
    for snapshot in snapshots.iter().filter(|snapshot| !names.sources.has(&snapshot.source)) {
        out.push(
            names
                .unknown_source(&snapshot.source, Place::new(snapshot.file, 0..0))
                .with_why("a snapshot is called after the id of its source"),
        );
    }
    stored_twice(snapshots, out);
    let mut table = Table::default();
    let mut leads = Vec::new();
    for doc in docs {
        let places = Leads {
            origin: doc.origin.as_ref().map(|origin| origin.place),
            derived_from: doc.derived_from.as_ref().map(|parent| parent.place),
        };
        let source = source(doc, snapshots, names, out);
        // A second record of this id has been told where names were collected.
        if table.add(source).is_ok() {
            leads.push(places);
        }
    }
    circles(&table, &leads, out);
    table
}

fn source(doc: SourceDoc, snapshots: &[Arc<SnapshotDoc>], names: &Names, out: &mut Diagnostics) -> Source {
    let SourceDoc {
        id,
        title,
        title_supplied,
        kind,
        authors,
        publisher,
        published,
        accessed,
        captured,
        url,
        archives,
        origin,
        derived_from,
        descriptor,
        reliability,
        state,
        state_note,
        state_date,
        language,
        access,
        aliases,
        preserve_until,
        note,
        allow: _,
        imprint,
        in_bibliography,
        told: _,
    } = doc;
    let snapshot = snapshots.iter().find(|snapshot| snapshot.source == id.value);
    Source {
        place: id.place,
        id: id.value,
        title,
        title_supplied,
        kind,
        authors,
        publisher,
        published: published.map(|date| date.value),
        accessed: accessed.map(|date| date.value),
        url,
        archives,
        origin: origin.map(|origin| origin_of(&origin.value, names)),
        derived_from: derived_from.and_then(|id| names.source(&id, out)),
        descriptor,
        reliability,
        state: SourceState { state, date: state_date.map(|date| date.value), note: state_note },
        undone_by: None,
        language,
        access,
        note,
        imprint,
        in_bibliography,
        aliases,
        preserve_until: preserve_until.map(|date| date.value),
        snapshot: snapshot.map(|snapshot| Snapshot {
            path: snapshot.path.clone(),
            sha256: snapshot.sha256.clone(),
            captured: captured.map(|date| date.value),
        }),
    }
}

/// The id of a speaker or source, or else words.
fn origin_of(text: &str, names: &Names) -> SourceOrigin {
    let speaker = SpeakerId::new(text).ok().and_then(|id| names.speakers.get(&id));
    let source = SourceId::new(text).ok().and_then(|id| names.sources.get(&id));
    match (speaker, source) {
        (Some(speaker), _) => SourceOrigin::Speaker(speaker),
        (None, Some(source)) => SourceOrigin::Source(source),
        (None, None) => SourceOrigin::Words(text.to_owned()),
    }
}

/// Tells of sources of which two copies are kept: quotes would be looked up in one of them only.
fn stored_twice(snapshots: &[Arc<SnapshotDoc>], out: &mut Diagnostics) {
    let mut first: BTreeMap<&SourceId, &SnapshotDoc> = BTreeMap::new();
    for snapshot in snapshots {
        match first.get(&snapshot.source) {
            None => {
                first.insert(&snapshot.source, snapshot);
            }
            Some(other) => out.push(
                Diagnostic::error(
                    "duplicate-id",
                    format!("two copies of the source `{}` are stored", snapshot.source),
                )
                .at(Place::new(snapshot.file, 0..0), "stored again here")
                .with_related(Place::new(other.file, 0..0), "first stored here")
                .with_why("quotes would be looked up in one of them only")
                .with_help("keep the fuller copy and delete the other"),
            ),
        }
    }
}

/// Where a source names what it goes back to.
struct Leads {
    origin: Option<Place>,
    derived_from: Option<Place>,
}

/// Tells of sources that go back to themselves.
fn circles(table: &Table<Source>, leads: &[Leads], out: &mut Diagnostics) {
    for ((key, source), leads) in table.iter().zip(leads) {
        let origin = leads.origin.filter(|_| origin_source(source).is_some_and(|to| reaches(table, to, key)));
        let parent =
            leads.derived_from.filter(|_| source.derived_from.is_some_and(|to| reaches(table, to, key)));
        if let Some(place) = origin.or(parent) {
            out.push(
                Diagnostic::error(
                    "circular-sourcing",
                    format!("the source `{}` goes back to itself", source.id),
                )
                .at(place, "leads here again")
                .with_why("a circle of sources has no origin, so it proves nothing")
                .with_help("find out which of them came first, and take this line out of that one"),
            );
        }
    }
}

fn origin_source(source: &Source) -> Option<Key<Source>> {
    match source.origin {
        Some(SourceOrigin::Source(origin)) => Some(origin),
        _ => None,
    }
}

/// Whether the chain of sources from `from` comes to `to`.
fn reaches(table: &Table<Source>, from: Key<Source>, to: Key<Source>) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![from];
    while let Some(at) = next.pop() {
        if at == to {
            return true;
        }
        if seen.insert(at) {
            next.extend(origin_source(&table[at]));
            next.extend(table[at].derived_from);
        }
    }
    false
}
