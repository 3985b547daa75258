//! Estimates: what is said about figures, by claims and in data files.

use super::bounds;
use super::names::{Names, texts};
use super::readings::Readings;
use crate::diagnostic::{Diagnostic, Diagnostics, Placed};
use crate::language::english;
use crate::load::{ArticleDoc, EstimateDoc, FigureDoc};
use crate::model::quantity::{read, unit};
use crate::model::{
    Act, Bound, Claim, Convention, Counting, Estimate, EstimateId, Figure, Key, Kind, MeasureId, Message,
    Provenance, Quantity, Source, Speaking, Table, When,
};
use std::sync::Arc;

/// Where estimates are made.
pub(super) struct Workshop<'w> {
    pub(super) names: &'w Names,
    pub(super) figures: &'w mut Table<Figure>,
    pub(super) estimates: &'w mut Table<Estimate>,
    pub(super) sources: &'w Table<Source>,
    pub(super) readings: &'w Readings,
    /// The language of words where neither their source nor the article says.
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
    /// The language of the article, where it states one.
    language: Option<&'s str>,
}

impl Workshop<'_> {
    /// Makes the estimates that claims state, and ties them to their claims.
    pub(super) fn add_from_claims(&mut self, articles: &[Arc<ArticleDoc>], claims: &mut Table<Claim>) {
        let docs: Vec<_> = articles
            .iter()
            .flat_map(|article| article.claims.iter().map(move |claim| (article, claim)))
            .collect();
        for ((article, doc), key) in docs.into_iter().zip(claims.keys()) {
            let Some(estimate) = &doc.estimate else { continue };
            let claim = &claims[key];
            let supporting = claim.supports().next();
            let said = Said {
                id: EstimateId::Claim(claim.id.clone()),
                provenance: Provenance::Claim(key),
                speaker: claim.speaker,
                said: claim.said.clone(),
                source: supporting.map(|evidence| evidence.source),
                language: article.language.as_ref().map(|language| language.value.as_str()),
            };
            claims[key].estimate = self.add(estimate, said);
        }
    }

    /// Makes the estimates of the data files.
    pub(super) fn add_from_rows(&mut self, figures: &[FigureDoc]) {
        for figure in figures {
            for row in &figure.rows {
                // A row without a speaker was told where it was read.
                let speaker = row.speaker.as_ref().and_then(|id| self.names.speaker(id, self.out));
                let Some(speaker) = speaker.map(Speaking::Speaker) else { continue };
                let said = Said {
                    id: EstimateId::Row(figure.id.clone(), row.id.value.clone()),
                    provenance: Provenance::Row(row.estimate.place),
                    speaker,
                    said: row.said.as_ref().map(|said| said.value.clone()),
                    source: row.source.as_ref().and_then(|id| self.names.source(id, self.out)),
                    language: None,
                };
                self.add(&row.estimate, said);
            }
        }
    }

    fn add(&mut self, doc: &EstimateDoc, said: Said<'_>) -> Option<Key<Estimate>> {
        let figure = doc.figure.as_ref()?;
        let key = self.names.figure(&figure.value, figure.place, self.out)?;
        let measure = self.measure(doc, key)?;
        let counting = self.counting(doc, self.figures[key].kind)?;
        let counting = self.as_its_words_say(doc, &said, counting);
        let quantity = self.quantity(doc, &said, key)?;
        self.held_against_its_kind(doc, &said, &counting)?;
        let ours = doc.words.is_none().then(|| match doc.silence {
            Some(Act::DeclinesComment) => Message::new("act-within.declines-comment").into(),
            Some(Act::NoResponse) => Message::new("act-within.no-response").into(),
            Some(_) => Message::new("act-within.could-not-verify").into(),
            None => bounds::in_figures(doc, &quantity),
        });
        let in_english = || ours.as_ref().map(|ours| english().phrase(ours)).unwrap_or_default();
        let words = doc.words.clone().unwrap_or_else(|| Placed::new(in_english(), doc.place));
        let estimate = Estimate {
            id: said.id,
            place: doc.place,
            figure: key,
            provenance: said.provenance,
            speaker: said.speaker,
            said: said.said,
            source: said.source,
            words,
            ours,
            unit: unit::unit(quantity.unit.as_deref(), &self.figures[key].unit),
            quantity,
            measure,
            counting,
            scope: doc.scope.clone(),
            preliminary: doc.preliminary,
            note: doc.note.clone(),
            revises: None,
            corrects: false,
            revised_by: None,
        };
        // A claim gives one estimate; of rows with one id the first counts, and the others were told where they were read.
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
                let known = || texts(figure.measures.iter().map(|measure| &measure.id));
                let near = &self.names.near;
                let told = near.unknown("measure", figure.id.as_str(), id.value.as_str(), id.place, known);
                self.out.push(told.with_why(format!(
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
                Diagnostic::error("flow-as-stock", "an estimate has either `as_of` or `during`")
                    .at(during.place, "counts a period")
                    .with_related(as_of.place, "counts everything so far")
                    .with_why("a count of one week and a running total can never be compared")
                    .with_help(
                        "keep `as_of` for everything up to a day, `during` for what happened in a period",
                    ),
            );
            return None;
        }
        let kind = doc.kind.as_ref().map(|kind| kind.value);
        match (kind, &doc.during) {
            (Some(Kind::Stock), Some(during)) => {
                self.out.push(
                    Diagnostic::error("flow-as-stock", "a running total has no period")
                        .at(during.place, "counts a period")
                        .with_why("a count of one week and a running total can never be compared")
                        .with_help("write `as_of:` with the day up to which it counts, or `kind: flow`"),
                );
                None
            }
            (None, Some(during)) => Some(match usual {
                Kind::Level => Counting::Level(Some(during.value.clone())),
                Kind::Rate => Counting::Rate(Some(during.value.clone())),
                Kind::Stock | Kind::Flow | Kind::Unstated => Counting::Flow(during.value.clone()),
            }),
            (Some(Kind::Flow), Some(during)) => Some(Counting::Flow(during.value.clone())),
            (Some(Kind::Level), _) => Some(Counting::Level(time(&doc.as_of).or_else(|| time(&doc.during)))),
            (Some(Kind::Rate), _) => Some(Counting::Rate(time(&doc.as_of).or_else(|| time(&doc.during)))),
            (Some(Kind::Stock), None) => Some(Counting::Stock(time(&doc.as_of))),
            (Some(Kind::Flow), None) => self.flow_without_period(doc),
            // No author can write it.
            (Some(Kind::Unstated), _) => Some(Counting::Unstated(time(&doc.as_of))),
            (None, None) => match (usual, &doc.as_of) {
                (Kind::Flow, None) => self.flow_without_period(doc),
                (Kind::Stock | Kind::Flow, _) => Some(Counting::Stock(time(&doc.as_of))),
                (Kind::Level, _) => Some(Counting::Level(time(&doc.as_of))),
                (Kind::Rate, _) => Some(Counting::Rate(time(&doc.as_of))),
                (Kind::Unstated, _) => Some(Counting::Unstated(time(&doc.as_of))),
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

    /// A number of no stated kind whose words say how often is a rate.
    fn as_its_words_say(&self, doc: &EstimateDoc, said: &Said<'_>, counting: Counting) -> Counting {
        match counting {
            Counting::Unstated(time) if self.how_often(doc, said).is_some() => Counting::Rate(time),
            counting => counting,
        }
    }

    /// How often something is counted, where the words of an estimate say so and are what counts: not where its author states
    /// a `value`.
    fn how_often(&self, doc: &EstimateDoc, said: &Said<'_>) -> Option<String> {
        let words = doc.words.as_ref().filter(|_| !bounds::is_stated(doc))?;
        let language = self.language(said);
        let read = self.readings.read(&words.value, language, Convention::None).ok()?.unit;
        read.filter(|unit| read::is_rate(unit, language))
    }

    /// Refuses "3,000 a day" as a running total, or as what happened in a period.
    fn held_against_its_kind(
        &mut self,
        doc: &EstimateDoc,
        said: &Said<'_>,
        counting: &Counting,
    ) -> Option<()> {
        if !matches!(counting, Counting::Stock(_) | Counting::Flow(_)) {
            return Some(());
        }
        let Some((unit, words)) = self.how_often(doc, said).zip(doc.words.as_ref()) else { return Some(()) };
        let a_kind =
            if matches!(counting, Counting::Stock(_)) { "a running total" } else { "a count of a period" };
        self.out.push(
            Diagnostic::error("flow-as-stock", format!("a number “{unit}” is a rate, not {a_kind}"))
                .at(words.place, "says how fast")
                .with_why("3,000 a day and 3,000 so far can never be compared")
                .with_help(
                    "write `kind: rate`, here or in the figure where all its numbers are rates; or state as `value` what they add up to",
                ),
        );
        None
    }

    /// The language that the words of an estimate are in: what a source says is quoted as it says it.
    fn language<'s>(&'s self, said: &Said<'s>) -> &'s str {
        let of_source = said.source.and_then(|source| self.sources[source].language.as_deref());
        of_source.or(said.language).unwrap_or(self.site_language)
    }

    /// What the author states, or else what the words are read as.
    fn quantity(&mut self, doc: &EstimateDoc, said: &Said<'_>, figure: Key<Figure>) -> Option<Quantity> {
        let language = self.language(said);
        let read = doc
            .words
            .as_ref()
            .map(|words| self.readings.read(&words.value, language, self.figures[figure].convention));
        let stated = bounds::stated(doc, read.as_ref().and_then(|read| read.as_ref().ok()), self.out)?;
        match (stated, read) {
            (Some(bound), read) => {
                // “3,000 a day for a week” is 21,000, and no longer so many a day.
                let language = self.language(said);
                let of_words =
                    || read.and_then(Result::ok)?.unit.filter(|unit| !read::is_rate(unit, language));
                let unit = doc.unit.clone().or_else(of_words);
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
            (None, None) if doc.silence.is_some() => Some(Quantity { bound: Bound::None, unit: None }),
            (None, None) => {
                if doc.figure.as_ref().is_some_and(|figure| figure.place == doc.place) {
                    self.out.push(
                        Diagnostic::error(
                            "missing-key",
                            "an estimate needs `words`, or `value`, or `low` and `high`",
                        )
                        .at(doc.place, "says nothing")
                        .with_why("an estimate is what somebody said about a number")
                        .with_help("fill in the column `words` with the number as it was said"),
                    );
                }
                None
            }
        }
    }
}
