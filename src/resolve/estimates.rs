//! Estimates: what is said about figures, by claims and in data files.

use super::Briefing;
use super::names::{Names, unknown};
use crate::diagnostic::{Diagnostic, Diagnostics, Placed};
use crate::load::{ArticleDoc, EstimateDoc, FigureDoc, RowDoc};
use crate::model::quantity::read;
use crate::model::{
    Bound, Claim, Counting, Estimate, EstimateId, Figure, Key, Kind, MeasureId, Number, Provenance, Quantity,
    Role, Source, Speaking, Table, When,
};
use std::collections::BTreeMap;

/// Where estimates are made.
pub(super) struct Workshop<'w> {
    pub(super) names: &'w Names,
    pub(super) figures: &'w mut Table<Figure>,
    pub(super) estimates: &'w mut Table<Estimate>,
    /// The language of words where the article does not say.
    pub(super) site_language: &'w str,
    pub(super) out: &'w mut Diagnostics,
}

/// Who says an estimate, where and when.
struct Said<'s> {
    id: EstimateId,
    provenance: Provenance,
    speaker: Speaking,
    said: Option<When>,
    source: Option<Key<Source>>,
    language: &'s str,
}

impl Workshop<'_> {
    /// Makes the estimates that claims state, and ties them to their claims.
    pub(super) fn add_from_claims(&mut self, articles: &[ArticleDoc], claims: &mut Table<Claim>) {
        let docs: Vec<_> = articles
            .iter()
            .flat_map(|article| article.claims.iter().map(move |claim| (article, claim)))
            .collect();
        for ((article, doc), key) in docs.into_iter().zip(claims.keys()) {
            let Some(estimate) = &doc.estimate else { continue };
            let claim = &claims[key];
            let supporting = claim.evidence.iter().find(|evidence| evidence.role == Role::Supports);
            let said = Said {
                id: EstimateId::Claim(claim.id.clone()),
                provenance: Provenance::Claim(key),
                speaker: claim.speaker,
                said: claim.said.clone(),
                source: supporting.map(|evidence| evidence.source),
                language: article.language.as_ref().map_or(self.site_language, |language| &language.value),
            };
            claims[key].estimate = self.add(estimate, said);
        }
    }

    /// Makes the estimates of the data files.
    pub(super) fn add_from_rows(&mut self, figures: &[FigureDoc]) {
        for figure in figures {
            for row in &figure.rows {
                let Some(speaker) = self.row_speaker(row) else { continue };
                let said = Said {
                    id: EstimateId::Row(figure.id.clone(), row.number),
                    provenance: Provenance::Row(row.estimate.place),
                    speaker,
                    said: row.said.as_ref().map(|said| said.value.clone()),
                    source: row.source.as_ref().and_then(|id| self.names.source(id, self.out)),
                    language: self.site_language,
                };
                self.add(&row.estimate, said);
            }
        }
    }

    fn row_speaker(&mut self, row: &RowDoc) -> Option<Speaking> {
        match &row.speaker {
            Some(id) => self.names.speaker(id, self.out).map(Speaking::Speaker),
            None => {
                self.out.push(
                    Diagnostic::error("missing-key", "an estimate needs its `speaker`")
                        .at(row.estimate.place, "nobody says this")
                        .with_why("a number that nobody stands behind cannot be compared with anybody's"),
                );
                None
            }
        }
    }

    fn add(&mut self, doc: &EstimateDoc, said: Said<'_>) -> Option<Key<Estimate>> {
        let figure = doc.figure.as_ref()?;
        let key = self.names.figure(&figure.value, figure.place, self.out)?;
        let measure = self.measure(doc, key)?;
        let counting = self.counting(doc, self.figures[key].kind)?;
        let quantity = self.quantity(doc, &said, key)?;
        let words = doc.words.clone().unwrap_or_else(|| Placed::new(in_figures(&quantity), doc.place));
        let estimate = Estimate {
            id: said.id,
            place: doc.place,
            figure: key,
            provenance: said.provenance,
            speaker: said.speaker,
            said: said.said,
            source: said.source,
            words,
            quantity,
            measure,
            counting,
            scope: doc.scope.clone(),
            preliminary: doc.preliminary,
            note: doc.note.clone(),
            revises: None,
            revised_by: None,
        };
        // Claims and rows are made once each, so no two estimates share an id.
        let key_of_estimate = self.estimates.add(estimate).ok()?;
        self.figures[key].estimates.push(key_of_estimate);
        Some(key_of_estimate)
    }

    fn measure(&mut self, doc: &EstimateDoc, figure: Key<Figure>) -> Option<MeasureId> {
        let figure = &self.figures[figure];
        match &doc.measure {
            None => figure.measures.first().map(|measure| measure.id.clone()),
            Some(id) if figure.measures.iter().any(|measure| measure.id == id.value) => {
                Some(id.value.clone())
            }
            Some(id) => {
                let known = figure.measures.iter().map(|measure| measure.id.as_str());
                self.out.push(unknown("measure", id.value.as_str(), id.place, known).with_why(format!(
                    "the figure `{}` lists the ways in which it is counted under `measures`",
                    figure.id
                )));
                None
            }
        }
    }

    /// Stock, flow, level or rate, with the time that it needs.
    fn counting(&mut self, doc: &EstimateDoc, usual: Kind) -> Option<Counting> {
        let time = |when: &Option<Placed<When>>| when.as_ref().map(|when| when.value.clone());
        if let (Some(as_of), Some(during)) = (&doc.as_of, &doc.during) {
            self.out.push(
                Diagnostic::error("as-of-and-during", "an estimate has either `as_of` or `during`")
                    .at(during.place, "counts a period")
                    .with_related(as_of.place, "counts everything so far")
                    .with_why("a count of one week and a running total can never be compared"),
            );
            return None;
        }
        let kind = doc.kind.as_ref().map(|kind| kind.value);
        match (kind, &doc.during) {
            (Some(Kind::Stock), Some(during)) => {
                self.out.push(
                    Diagnostic::error("flow-as-stock", "a running total has no period")
                        .at(during.place, "counts a period")
                        .with_help("write `as_of:` with the day up to which it counts, or `kind: flow`"),
                );
                None
            }
            (None | Some(Kind::Flow), Some(during)) => Some(Counting::Flow(during.value.clone())),
            (Some(Kind::Level), _) => Some(Counting::Level(time(&doc.as_of).or_else(|| time(&doc.during)))),
            (Some(Kind::Rate), _) => Some(Counting::Rate(time(&doc.as_of).or_else(|| time(&doc.during)))),
            (Some(Kind::Stock), None) => Some(Counting::Stock(time(&doc.as_of))),
            (Some(Kind::Flow), None) => self.flow_without_period(doc),
            (None, None) => match (usual, &doc.as_of) {
                (Kind::Flow, None) => self.flow_without_period(doc),
                (Kind::Stock | Kind::Flow, _) => Some(Counting::Stock(time(&doc.as_of))),
                (Kind::Level, _) => Some(Counting::Level(time(&doc.as_of))),
                (Kind::Rate, _) => Some(Counting::Rate(time(&doc.as_of))),
            },
        }
    }

    fn flow_without_period(&mut self, doc: &EstimateDoc) -> Option<Counting> {
        self.out.push(
            Diagnostic::error("flow-without-period", "a count of a period does not say which")
                .at(doc.kind.as_ref().map_or(doc.place, |kind| kind.place), "`during` is missing")
                .with_why("a thousand in a week and a thousand in a year are different things")
                .with_help("add `during: 2024-12-20/2024-12-27`, as exactly as the source says it"),
        );
        None
    }

    /// What the author states, or else what the words are read as.
    fn quantity(&mut self, doc: &EstimateDoc, said: &Said<'_>, figure: Key<Figure>) -> Option<Quantity> {
        let read = doc
            .words
            .as_ref()
            .map(|words| read::read(&words.value, said.language, self.figures[figure].convention));
        let stated = self.stated_bound(doc, read.as_ref().and_then(|read| read.as_ref().ok()))?;
        match (stated, read) {
            (Some(bound), read) => {
                let unit = doc.unit.clone().or_else(|| read.and_then(Result::ok).and_then(|read| read.unit));
                Some(Quantity { bound, unit })
            }
            (None, Some(Ok(read))) => Some(Quantity { unit: doc.unit.clone().or(read.unit), ..read }),
            (None, Some(Err(error))) => {
                let place = doc.words.as_ref().map_or(doc.place, |words| words.place);
                self.out.push(
                    Diagnostic::error("words-unreadable", "these words are not read as a number")
                        .at(place, error.reason)
                        .with_why("a wrong reading is worse than none")
                        .with_help("keep the words and state what they mean: `value`, or `low` and `high`"),
                );
                None
            }
            (None, None) => {
                if doc.figure.as_ref().is_some_and(|figure| figure.place == doc.place) {
                    self.out.push(
                        Diagnostic::error(
                            "missing-key",
                            "an estimate needs `words`, or `value`, or `low` and `high`",
                        )
                        .at(doc.place, "says nothing"),
                    );
                }
                None
            }
        }
    }

    /// The bound that `value`, `low` and `high` state; the outer nothing means that they contradict each other.
    fn stated_bound(&mut self, doc: &EstimateDoc, read: Option<&Quantity>) -> Option<Option<Bound>> {
        let number = |placed: &Option<Placed<Number>>| placed.as_ref().map(|number| number.value);
        if let (Some(low), Some(high)) = (&doc.low, &doc.high)
            && low.value > high.value
        {
            self.out.push(
                Diagnostic::error("bounds-crossed", "the lower bound is above the upper one")
                    .at(low.place, format!("{} is more than {}", low.value, high.value))
                    .with_related(high.place, "the upper bound"),
            );
            return None;
        }
        if let Some(value) = &doc.value {
            let outside = number(&doc.low).is_some_and(|low| value.value < low)
                || number(&doc.high).is_some_and(|high| value.value > high);
            if outside {
                self.out.push(
                    Diagnostic::error("value-outside-bounds", "the value lies outside its own bounds")
                        .at(value.place, "not between `low` and `high`"),
                );
                return None;
            }
        }
        Some(match (number(&doc.low), number(&doc.value), number(&doc.high)) {
            (None, None, None) => None,
            (None, Some(value), None) => Some(match read.map(|read| &read.bound) {
                Some(Bound::Approx(_)) => Bound::Approx(value),
                _ => Bound::Exact(value),
            }),
            (Some(low), best, Some(high)) => Some(Bound::Range { low, high, best }),
            (Some(low), None, None) => Some(Bound::AtLeast(low)),
            (None, None, Some(high)) => Some(Bound::AtMost(high)),
            (Some(_), Some(_), None) | (None, Some(_), Some(_)) => {
                let place = doc.value.as_ref().map_or(doc.place, |value| value.place);
                self.out.push(
                    Diagnostic::error(
                        "half-open-value",
                        "a value with one bound says too much or too little",
                    )
                    .at(place, "one of `low` and `high` is missing")
                    .with_why("the missing side of a bound is never made up")
                    .with_help("state both `low` and `high`, or leave `value` out"),
                );
                return None;
            }
        })
    }
}

/// The words of an estimate that was given in figures only.
fn in_figures(quantity: &Quantity) -> String {
    let number = match &quantity.bound {
        Bound::Exact(n) | Bound::Approx(n) => n.for_readers(),
        Bound::Range { low, high, best: None } => format!("{} to {}", low.for_readers(), high.for_readers()),
        Bound::Range { low, high, best: Some(best) } => {
            format!("{} ({} to {})", best.for_readers(), low.for_readers(), high.for_readers())
        }
        Bound::AtLeast(n) | Bound::MoreThan(n) => format!("at least {}", n.for_readers()),
        Bound::AtMost(n) | Bound::LessThan(n) => format!("at most {}", n.for_readers()),
        Bound::Vague(_) | Bound::None => String::new(),
    };
    match &quantity.unit {
        Some(unit) => format!("{number} {unit}"),
        None => number,
    }
}

/// Joins each estimate with the next of the same speaker for the same measure, kind and scope, and for flows the same
/// period; puts the estimates of each figure in the order of their days.
pub(super) fn join_revisions(briefing: &mut Briefing) {
    for figure in briefing.figures.keys() {
        let mut keys = briefing.figures[figure].estimates.clone();
        keys.sort_by_key(|key| {
            let estimate = &briefing.estimates[*key];
            (estimate.said.as_ref().or(estimate.counting.time()).and_then(When::last_day), *key)
        });
        let mut last: BTreeMap<_, Key<Estimate>> = BTreeMap::new();
        for &key in &keys {
            let estimate = &briefing.estimates[key];
            let Speaking::Speaker(speaker) = estimate.speaker else { continue };
            // Words without a number take no number's place.
            if estimate.quantity.bound == Bound::None {
                continue;
            }
            let period = match &estimate.counting {
                Counting::Flow(during) => Some(during.to_string()),
                _ => None,
            };
            let series =
                (speaker, estimate.measure.clone(), estimate.counting.kind(), estimate.scope.clone(), period);
            if let Some(earlier) = last.insert(series, key)
                && said_before(&briefing.estimates[earlier], &briefing.estimates[key])
            {
                briefing.estimates[earlier].revised_by = Some(key);
                briefing.estimates[key].revises = Some(earlier);
            }
        }
        briefing.figures[figure].estimates = keys;
    }
}

/// Whether it is sure that one was said on an earlier day than the other.
fn said_before(one: &Estimate, other: &Estimate) -> bool {
    let last = one.said.as_ref().and_then(When::last_day);
    let first = other.said.as_ref().and_then(When::first_day);
    last.zip(first).is_some_and(|(last, first)| last < first)
}
