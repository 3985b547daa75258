//! Speakers and sources.

use super::names::Names;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed};
use crate::load::{SnapshotDoc, SourceDoc, SpeakerDoc};
use crate::model::{Snapshot, Source, SourceId, SourceOrigin, SourceState, Speaker, SpeakerId, Table};

/// The speakers, of those with one id the first.
pub(super) fn speakers(docs: Vec<SpeakerDoc>) -> Table<Speaker> {
    let mut table = Table::default();
    for doc in docs {
        let SpeakerDoc { id, name, kind, role, side, stake, named, description, anonymity_reason, url, note } =
            doc;
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
            note,
        });
    }
    table
}

/// The sources, of those with one id the first.
pub(super) fn sources(
    docs: Vec<SourceDoc>,
    snapshots: &[SnapshotDoc],
    names: &Names,
    out: &mut Diagnostics,
) -> Table<Source> {
    for snapshot in snapshots.iter().filter(|snapshot| !names.sources.contains_key(&snapshot.source)) {
        out.push(
            super::names::unknown(
                "source",
                snapshot.source.as_str(),
                Place::new(snapshot.file, 0..0),
                names.sources.keys().map(SourceId::as_str),
            )
            .with_why("a snapshot is called after the id of its source"),
        );
    }
    let mut table = Table::default();
    for doc in docs {
        let source = source(doc, snapshots, names, out);
        // A second record of this id has been told where names were collected.
        let _ = table.add(source);
    }
    circles(&table, out);
    table
}

fn source(doc: SourceDoc, snapshots: &[SnapshotDoc], names: &Names, out: &mut Diagnostics) -> Source {
    let SourceDoc {
        id,
        title,
        title_supplied,
        kind,
        authors,
        publisher,
        published,
        accessed,
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
        note,
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
        published,
        accessed,
        url,
        archives,
        origin: origin.map(|origin| origin_of(&origin.value, names)),
        derived_from: derived_from.and_then(|id| names.source(&id, out)),
        descriptor,
        reliability,
        state: SourceState { state, date: state_date, note: state_note },
        language,
        access,
        note,
        snapshot: snapshot
            .map(|snapshot| Snapshot { path: snapshot.path.clone(), sha256: snapshot.sha256.clone() }),
    }
}

/// The id of a speaker or source, or else words.
fn origin_of(text: &str, names: &Names) -> SourceOrigin {
    let speaker = SpeakerId::new(text).ok().and_then(|id| names.speakers.get(&id).copied());
    let source = SourceId::new(text).ok().and_then(|id| names.sources.get(&id).copied());
    match (speaker, source) {
        (Some(speaker), _) => SourceOrigin::Speaker(speaker),
        (None, Some(source)) => SourceOrigin::Source(source),
        (None, None) => SourceOrigin::Words(text.to_owned()),
    }
}

/// Tells of sources that go back to themselves.
fn circles(table: &Table<Source>, out: &mut Diagnostics) {
    for (key, source) in table.iter() {
        let mut at = source.derived_from;
        // A chain without a circle has fewer steps than there are sources.
        for _ in 0..table.len() {
            match at {
                Some(next) if next == key => {
                    out.push(
                        Diagnostic::error(
                            "circular-sourcing",
                            format!("the source `{}` goes back to itself", source.id),
                        )
                        .at(source.place, "its `derived_from` leads here again")
                        .with_why("a circle of sources has no origin, so it proves nothing")
                        .with_help(
                            "find out which of them came first, and take `derived_from` out of that one",
                        ),
                    );
                    break;
                }
                Some(next) => at = table[next].derived_from,
                None => break,
            }
        }
    }
}
