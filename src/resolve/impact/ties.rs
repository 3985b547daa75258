//! Who rests on whom, looked up once for a whole site.

use super::{Impact, Inference, Subject, Tie};
use crate::model::{Claim, Column, Estimate, Figure, Key, Provenance, Source, Speaker, Speaking};
use crate::resolve::Briefing;
use crate::resolve::state::{Logs, State};
use std::collections::{BTreeMap, BTreeSet};

/// The other ends of what records say they rest on.
#[derive(Clone, Debug)]
pub struct Ends {
    /// Claims that a source supports, each once.
    carried: Column<Source, Vec<Key<Claim>>>,
    /// Rows of data files that a source carries.
    rows: Column<Source, Vec<Key<Estimate>>>,
    /// Sources that were made from another.
    made: Column<Source, Vec<Key<Source>>>,
    /// Claims that were worked out from another.
    built: Column<Claim, Vec<Key<Claim>>>,
}

/// A briefing, and the other ends of what its records say they rest on.
pub struct Ties<'b> {
    briefing: &'b Briefing,
    ends: Ends,
}

impl Ends {
    /// Those of all records.
    #[must_use]
    pub fn of(briefing: &Briefing) -> Self {
        let mut ends = Self {
            carried: Column::new(&briefing.sources),
            rows: Column::new(&briefing.sources),
            made: Column::new(&briefing.sources),
            built: Column::new(&briefing.claims),
        };
        for (key, source) in briefing.sources.iter() {
            for parent in source.made_from() {
                ends.made[parent].push(key);
            }
        }
        for (key, claim) in briefing.claims.iter() {
            for source in claim.supports().map(|evidence| evidence.source).collect::<BTreeSet<_>>() {
                ends.carried[source].push(key);
            }
            for ground in &claim.relations.rests_on {
                ends.built[*ground].push(key);
            }
        }
        for (key, estimate) in briefing.estimates.iter() {
            if let (Provenance::Row(_), Some(source)) = (&estimate.provenance, estimate.source) {
                ends.rows[source].push(key);
            }
        }
        ends
    }
}

impl<'b> Ties<'b> {
    /// The ties of all records.
    #[must_use]
    pub fn of(briefing: &'b Briefing) -> Self {
        Self::with(briefing, Ends::of(briefing))
    }

    /// The ties of a briefing that has these ends.
    #[must_use]
    pub fn with(briefing: &'b Briefing, ends: Ends) -> Self {
        Self { briefing, ends }
    }

    /// The same ties of the same briefing, which is `watched`; it is written down what is looked at.
    #[must_use]
    pub fn watched<'w>(&self, watched: &'w Briefing, logs: &mut Logs) -> Ties<'w> {
        let ends = Ends {
            carried: logs.add(self.ends.carried.watched()),
            rows: logs.add(self.ends.rows.watched()),
            made: logs.add(self.ends.made.watched()),
            built: logs.add(self.ends.built.watched()),
        };
        Ties { briefing: watched, ends }
    }

    /// What they are, in the order of the logs of [`watched`](Self::watched).
    pub fn note(&self, state: &mut State) {
        state.add(&self.ends.carried, &self.briefing.sources);
        state.add(&self.ends.rows, &self.briefing.sources);
        state.add(&self.ends.made, &self.briefing.sources);
        state.add(&self.ends.built, &self.briefing.claims);
    }

    /// What rests on any record.
    #[must_use]
    pub fn impact(&self, subject: Subject) -> Impact {
        match subject {
            Subject::Source(source) => self.source(source),
            Subject::Speaker(speaker) => self.speaker(speaker),
            Subject::Claim(claim) => self.claim(claim),
            Subject::Figure(figure) => self.figure(figure),
        }
    }

    /// What rests on `source` and on the sources that were made from it.
    #[must_use]
    pub fn source(&self, source: Key<Source>) -> Impact {
        let sources = self.made_from(source);
        let carried: BTreeSet<Key<Claim>> =
            sources.iter().flat_map(|source| &self.ends.carried[*source]).copied().collect();
        let claims: Vec<_> = carried
            .into_iter()
            .map(|claim| {
                // What was taken back does not carry anything beside it.
                let gone = |source: Key<Source>| {
                    sources.contains(&source) || self.briefing.sources[source].undone_by.is_some()
                };
                let all = self.briefing.claims[claim].supports().all(|evidence| gone(evidence.source));
                (claim, if all { Tie::Sole } else { Tie::Shared })
            })
            .collect();
        let rows = sources.iter().flat_map(|source| &self.ends.rows[*source]).copied();
        let rows: BTreeSet<Key<Estimate>> = rows.collect();
        let sources = sources.into_iter().filter(|other| *other != source).collect();
        self.with_what_follows(Impact { sources, claims, ..Impact::default() }, rows)
    }

    fn speaker(&self, speaker: Key<Speaker>) -> Impact {
        let claims = self.briefing.claims.iter().filter_map(|(key, claim)| {
            let tie = match claim.speaker {
                Speaking::Speaker(by) if by == speaker => Tie::Said,
                _ if claim.via.contains(&speaker) => Tie::Relayed,
                _ => return None,
            };
            Some((key, tie))
        });
        let own = self.briefing.estimates.iter().filter(|(_, estimate)| {
            matches!(estimate.provenance, Provenance::Row(_))
                && estimate.speaker == Speaking::Speaker(speaker)
        });
        let rows = own.map(|(key, _)| key).collect();
        self.with_what_follows(Impact { claims: claims.collect(), ..Impact::default() }, rows)
    }

    fn claim(&self, subject: Key<Claim>) -> Impact {
        let claims = self.briefing.claims.iter().filter_map(|(key, claim)| {
            let relations = &claim.relations;
            let ties = [
                (&relations.supports, Tie::Supports),
                (&relations.disputes, Tie::Disputes),
                (&relations.updates, Tie::Updates),
                (&relations.repeats, Tie::Repeats),
                (&relations.part_of, Tie::PartOf),
            ];
            ties.into_iter().find(|(others, _)| others.contains(&subject)).map(|(_, tie)| (key, tie))
        });
        let claims: Vec<_> = claims.collect();
        let inferred = self.inferred(&BTreeMap::from([(subject, true)]));
        let stating = std::iter::once(subject).chain(inferred.iter().map(|inference| inference.claim));
        let estimates = stating.filter_map(|claim| self.briefing.claims[claim].estimate).collect();
        Impact { claims, inferred, estimates, ..Impact::default() }
    }

    fn figure(&self, figure: Key<Figure>) -> Impact {
        let estimates = &self.briefing.figures[figure].estimates;
        let stating: BTreeSet<Key<Claim>> = estimates
            .iter()
            .filter_map(|estimate| match self.briefing.estimates[*estimate].provenance {
                Provenance::Claim(claim) => Some(claim),
                Provenance::Row(_) => None,
            })
            .collect();
        Impact {
            claims: stating.into_iter().map(|claim| (claim, Tie::States)).collect(),
            estimates: estimates.clone(),
            ..Impact::default()
        }
    }

    /// Adds what was worked out from the claims of `impact`, and the estimates of all of them beside `rows`.
    fn with_what_follows(&self, impact: Impact, rows: BTreeSet<Key<Estimate>>) -> Impact {
        let grounds = impact.claims.iter().map(|(claim, tie)| (*claim, *tie != Tie::Shared)).collect();
        let inferred = self.inferred(&grounds);
        let stating = grounds.into_keys().chain(inferred.iter().map(|inference| inference.claim));
        let stated = stating.filter_map(|claim| self.briefing.claims[claim].estimate);
        let estimates: BTreeSet<Key<Estimate>> = stated.chain(rows).collect();
        Impact { inferred, estimates: estimates.into_iter().collect(), ..impact }
    }

    /// Claims that rest on `grounds`, and on those in turn, without `grounds` themselves. With each ground stands whether it
    /// would fall.
    fn inferred(&self, grounds: &BTreeMap<Key<Claim>, bool>) -> Vec<Inference> {
        let mut reached = grounds.clone();
        let mut inferred: BTreeMap<Key<Claim>, usize> = BTreeMap::new();
        let mut layer: Vec<Key<Claim>> = grounds.keys().copied().collect();
        for step in 1.. {
            let next: BTreeSet<Key<Claim>> = layer
                .iter()
                .flat_map(|ground| &self.ends.built[*ground])
                .copied()
                .filter(|claim| !reached.contains_key(claim))
                .collect();
            if next.is_empty() {
                break;
            }
            reached.extend(next.iter().map(|claim| (*claim, false)));
            inferred.extend(next.iter().map(|claim| (*claim, step)));
            layer = next.into_iter().collect();
        }
        self.let_fall(&mut reached);
        let mut steps: Vec<Inference> = inferred
            .into_iter()
            .map(|(claim, step)| {
                let grounds = &self.briefing.claims[claim].relations.rests_on;
                let from = grounds.iter().copied().filter(|ground| reached.contains_key(ground)).collect();
                Inference { claim, step, from, falls: reached[&claim] }
            })
            .collect();
        steps.sort_by_key(|inference| (inference.step, inference.claim));
        steps
    }

    /// What rests on something that falls, falls: an inference needs each of its grounds.
    fn let_fall(&self, reached: &mut BTreeMap<Key<Claim>, bool>) {
        let mut next: Vec<_> = reached.iter().filter(|(_, falls)| **falls).map(|(claim, _)| *claim).collect();
        while let Some(ground) = next.pop() {
            for claim in &self.ends.built[ground] {
                if let Some(falls) = reached.get_mut(claim).filter(|falls| !**falls) {
                    *falls = true;
                    next.push(*claim);
                }
            }
        }
    }

    /// `source` and all sources that go back to it.
    fn made_from(&self, source: Key<Source>) -> BTreeSet<Key<Source>> {
        let mut reached = BTreeSet::from([source]);
        let mut next = vec![source];
        while let Some(at) = next.pop() {
            for &other in &self.ends.made[at] {
                if reached.insert(other) {
                    next.push(other);
                }
            }
        }
        reached
    }
}
