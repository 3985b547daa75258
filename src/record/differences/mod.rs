//! Two builds of a site, compared by what their records say: claim by claim, source by source.
//!
//! Records of the first shape have no more than a digest of each claim, so of those it can only be told that a claim says
//! something else.

mod claim;
mod fields;

pub use claim::{ClaimEdit, EvidenceEdit};
pub use fields::FieldEdit;

use super::Contents;
use super::says::{ArticleSays, ClaimSays, Entry, FigureSays, RowSays, SourceSays, SpeakerSays};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What one build says and the other does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Articles, by id.
    pub articles: Vec<Difference<ArticleSays, FieldEdit>>,
    /// Claims, by the id that they have now, or had.
    pub claims: Vec<Difference<ClaimSays, ClaimEdit>>,
    /// Sources, by id.
    pub sources: Vec<Difference<SourceSays, FieldEdit>>,
    /// Speakers, by id.
    pub speakers: Vec<Difference<SpeakerSays, FieldEdit>>,
    /// Figures, by id.
    pub figures: Vec<Difference<FigureSays, FigureEdit>>,
}

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Difference<S, E> {
    /// Its id; the old one where it is gone.
    pub id: String,
    /// In which way it differs.
    pub change: Change<S, E>,
}

/// In which way an entry differs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Change<S, E> {
    /// It was not there before.
    New(Option<S>),
    /// It is not there any more.
    Gone(Option<S>),
    /// It is there in both.
    Edited {
        /// What it says now, for naming it.
        now: Option<S>,
        /// The id that it had, where that was another.
        was: Option<String>,
        /// What differs; nothing where it only has another id, or where a record does not say more.
        edits: Vec<E>,
        /// Whether it says something else and a record does not say what.
        unknown: bool,
    },
}

/// What differs in a figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FigureEdit {
    /// A part of its definition.
    Field(FieldEdit),
    /// A row of its data file that is new.
    RowNew(Box<RowSays>),
    /// A row of its data file that is gone.
    RowGone(Box<RowSays>),
    /// A row that says something else.
    RowRevised {
        /// What it said.
        from: Box<RowSays>,
        /// What it says.
        to: Box<RowSays>,
    },
}

impl Differences {
    /// What differs between two builds.
    #[must_use]
    pub fn between(old: &Contents, new: &Contents) -> Self {
        let claims = claims(&old.claims, &new.claims);
        if old.claims_only || new.claims_only {
            return Self { claims, ..Self::default() };
        }
        Self {
            articles: compare(&old.articles, &new.articles, fields::edits),
            claims,
            sources: compare(&old.sources, &new.sources, fields::edits),
            speakers: compare(&old.speakers, &new.speakers, fields::edits),
            figures: compare(&old.figures, &new.figures, figure),
        }
    }

    /// Whether the two say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { articles, claims, sources, speakers, figures } = self;
        articles.is_empty()
            && claims.is_empty()
            && sources.is_empty()
            && speakers.is_empty()
            && figures.is_empty()
    }
}

/// Entries compared by their ids; both lists are in that order.
fn compare<S: Clone + PartialEq + Serialize, E>(
    old: &[Entry<S>],
    new: &[Entry<S>],
    edits: impl Fn(&S, &S) -> Vec<E>,
) -> Vec<Difference<S, E>> {
    let before: BTreeMap<&str, &Entry<S>> = old.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let after: BTreeSet<&str> = new.iter().map(|entry| entry.id.as_str()).collect();
    let mut found: Vec<Difference<S, E>> = new
        .iter()
        .filter_map(|entry| {
            let change = match before.get(entry.id.as_str()) {
                None => Change::New(entry.says.clone()),
                Some(was) => edited(was, entry, &edits)?,
            };
            Some(Difference { id: entry.id.clone(), change })
        })
        .collect();
    let gone = old.iter().filter(|entry| !after.contains(entry.id.as_str()));
    found.extend(
        gone.map(|entry| Difference { id: entry.id.clone(), change: Change::Gone(entry.says.clone()) }),
    );
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// What differs in an entry that is in both; nothing where nothing does.
fn edited<S: Clone + PartialEq, E>(
    was: &Entry<S>,
    now: &Entry<S>,
    edits: impl Fn(&S, &S) -> Vec<E>,
) -> Option<Change<S, E>> {
    let renamed = (was.id != now.id).then(|| was.id.clone());
    let (edits, unknown) = match (&was.says, &now.says) {
        (Some(old), Some(new)) => (edits(old, new), false),
        _ => (Vec::new(), was.sha256 != now.sha256),
    };
    let differs = renamed.is_some() || !edits.is_empty() || unknown;
    differs.then(|| Change::Edited { now: now.says.clone(), was: renamed, edits, unknown })
}

/// Claims compared, each with the one that it was: by its id, by a name that it had, or, where an article took another
/// address, by saying just what a claim said that is gone.
fn claims(old: &[Entry<ClaimSays>], new: &[Entry<ClaimSays>]) -> Vec<Difference<ClaimSays, ClaimEdit>> {
    let mut left: BTreeMap<&str, &Entry<ClaimSays>> =
        old.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let mut matched: Vec<Option<&Entry<ClaimSays>>> =
        new.iter().map(|entry| left.remove(entry.id.as_str())).collect();
    for (now, was) in new.iter().zip(&mut matched) {
        if was.is_none() {
            let names = now.formerly.iter().map(|name| format!("{}/{name}", now.article()));
            *was = names.into_iter().find_map(|id| left.remove(id.as_str()));
        }
    }
    let mut same: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (id, entry) in left.iter().filter(|(_, entry)| entry.says.is_some()) {
        same.entry(twin(entry)).or_default().push(id);
    }
    for (now, was) in new.iter().zip(&mut matched) {
        if was.is_none()
            && now.says.is_some()
            && let Some(&[id]) = same.get(&twin(now)).map(Vec::as_slice)
        {
            *was = left.remove(id);
        }
    }
    let mut found: Vec<Difference<ClaimSays, ClaimEdit>> = Vec::new();
    for (now, was) in new.iter().zip(matched) {
        let change = match was {
            None => Some(Change::New(now.says.clone())),
            Some(was) if was.says.is_some() == now.says.is_some() => edited(was, now, claim::edits),
            // One of the two has the digest of an early record alone.
            Some(was) => {
                let [mut was, mut now] = [was.clone(), now.clone()];
                (was.sha256, now.sha256) = (was.early_sha256(), now.early_sha256());
                was.says = None;
                edited(&was, &now, claim::edits)
            }
        };
        found.extend(change.map(|change| Difference { id: now.id.clone(), change }));
    }
    let gone = left.into_values();
    found.extend(
        gone.map(|entry| Difference { id: entry.id.clone(), change: Change::Gone(entry.says.clone()) }),
    );
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// By what a claim that moved with its article is known: its name, and all that it says.
fn twin(entry: &Entry<ClaimSays>) -> String {
    format!("{} {}", entry.name(), entry.sha256)
}

fn figure(old: &FigureSays, new: &FigureSays) -> Vec<FigureEdit> {
    let without_rows = |figure: &FigureSays| FigureSays { rows: Vec::new(), ..figure.clone() };
    let mut edits: Vec<FigureEdit> =
        fields::edits(&without_rows(old), &without_rows(new)).into_iter().map(FigureEdit::Field).collect();
    let mut before: BTreeMap<&str, &RowSays> = old.rows.iter().map(|row| (row.id.as_str(), row)).collect();
    for row in &new.rows {
        match before.remove(row.id.as_str()) {
            None => edits.push(FigureEdit::RowNew(Box::new(row.clone()))),
            Some(was) if was != row => edits
                .push(FigureEdit::RowRevised { from: Box::new((*was).clone()), to: Box::new(row.clone()) }),
            Some(_) => {}
        }
    }
    edits.extend(before.into_values().map(|row| FigureEdit::RowGone(Box::new(row.clone()))));
    edits
}

#[cfg(test)]
mod tests;
