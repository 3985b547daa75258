//! What rests on a record, as data. The names of its keys are promised to scripts: none is ever taken away or given another
//! meaning while `version` is 1, and each is always there.

use super::Read;
use crate::diagnostic::Place;
use crate::language::english;
use crate::model::{Article, Claim, Estimate, Figure, Key, Page, Provenance, Source, Speaking, State};
use crate::path::RelPath;
use crate::render::links;
use crate::resolve::impact::{self, Inference, Subject, Tie};
use serde::Serialize;

/// The whole answer.
#[derive(Serialize)]
pub(super) struct Report {
    version: u8,
    /// What was asked about.
    pub(super) subject: RecordData,
    /// What became of it, where it is a source.
    pub(super) state: Option<StateData>,
    /// Whether the site has errors; where some of it could not be read, more may rest on the record than is listed.
    pub(super) site_has_errors: bool,
    pub(super) site_was_read_whole: bool,
    pub(super) sources: Vec<RecordData>,
    pub(super) claims: Vec<ClaimData>,
    pub(super) inferences: Vec<InferenceData>,
    pub(super) estimates: Vec<EstimateData>,
    pub(super) figures: Vec<RecordData>,
    pub(super) articles: Vec<RecordData>,
    pub(super) pages: Vec<RecordData>,
}

/// A record: where it is written, and where readers meet it.
#[derive(Serialize)]
pub(super) struct RecordData {
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) title: String,
    #[serde(flatten)]
    pub(super) at: PlaceData,
}

#[derive(Serialize)]
pub(super) struct PlaceData {
    /// The file below the site's folder, and the line in it from 1.
    pub(super) file: String,
    pub(super) line: usize,
    /// Whether it is written in an article that is a draft.
    pub(super) draft: bool,
    /// The page in the output, with what stands after `#`.
    pub(super) page: String,
    /// Its address, where the site knows its own.
    pub(super) url: Option<String>,
}

#[derive(Serialize)]
pub(super) struct StateData {
    pub(super) state: &'static str,
    /// In EDTF.
    pub(super) date: Option<String>,
    pub(super) note: Option<String>,
    /// As readers see the date, for the text.
    #[serde(skip)]
    pub(super) on: String,
}

#[derive(Serialize)]
pub(super) struct ClaimData {
    pub(super) id: String,
    /// How it is tied to the record.
    pub(super) tie: &'static str,
    pub(super) status: &'static str,
    pub(super) statement: String,
    /// Nothing where the site itself says it.
    pub(super) speaker: Option<String>,
    #[serde(flatten)]
    pub(super) at: PlaceData,
    #[serde(skip)]
    pub(super) kind: Tie,
}

#[derive(Serialize)]
pub(super) struct InferenceData {
    pub(super) id: String,
    /// How many steps away, from 1.
    pub(super) step: usize,
    /// The claims among those listed that it was worked out from.
    pub(super) from: Vec<String>,
    /// Whether it would have to fall, and not only be looked at again.
    pub(super) falls: bool,
    pub(super) status: &'static str,
    pub(super) statement: String,
    #[serde(flatten)]
    pub(super) at: PlaceData,
}

#[derive(Serialize)]
pub(super) struct EstimateData {
    pub(super) id: String,
    pub(super) figure: String,
    /// The claim that states it; nothing for a row of a data file.
    pub(super) claim: Option<String>,
    /// The datum as written.
    pub(super) words: String,
    /// The same for people: in quotation marks where somebody said it.
    #[serde(skip)]
    pub(super) stated: String,
    #[serde(flatten)]
    pub(super) at: PlaceData,
}

impl Report {
    pub(super) fn of(read: &Read, subject: Subject) -> Self {
        let briefing = &read.briefing;
        let (impact, readers) = impact::of(briefing, subject);
        let site = Site(read);
        Self {
            version: 1,
            subject: site.record(subject),
            state: site.state(subject),
            site_has_errors: read.diagnostics.has_errors(),
            site_was_read_whole: briefing.unread.records.is_empty(),
            sources: impact.sources.iter().map(|&key| site.record(Subject::Source(key))).collect(),
            claims: impact.claims.iter().map(|&(key, tie)| site.claim(key, tie)).collect(),
            inferences: impact.inferred.iter().map(|inference| site.inference(inference)).collect(),
            estimates: impact.estimates.iter().map(|&key| site.estimate(key)).collect(),
            figures: impact
                .figures(briefing)
                .into_iter()
                .map(|key| site.record(Subject::Figure(key)))
                .collect(),
            articles: readers.articles.iter().map(|&key| site.article(key)).collect(),
            pages: readers.pages.iter().map(|&key| site.page(key)).collect(),
        }
    }

    /// Indented, with a line break at the end.
    pub(super) fn json(&self) -> String {
        let mut json =
            serde_json::to_string_pretty(self).expect("all keys are text, and memory takes every byte");
        json.push('\n');
        json
    }
}

/// The site, looked at record by record.
struct Site<'a>(&'a Read);

impl Site<'_> {
    fn record(&self, subject: Subject) -> RecordData {
        let briefing = &self.0.briefing;
        let (title, place, page, part) = match subject {
            Subject::Source(key) => {
                let Source { id, title, place, .. } = &briefing.sources[key];
                (title.clone(), *place, links::source(id), None)
            }
            Subject::Speaker(key) => {
                let speaker = &briefing.speakers[key];
                (speaker.name.clone(), speaker.place, links::speaker(&speaker.id), None)
            }
            Subject::Claim(key) => {
                let Claim { id, statement, place, .. } = &briefing.claims[key];
                (statement.clone(), *place, links::article(&id.article), Some(format!("claim-{}", id.name)))
            }
            Subject::Figure(key) => {
                let Figure { id, title, place, .. } = &briefing.figures[key];
                (title.clone(), *place, links::figure(id), None)
            }
        };
        RecordData {
            kind: subject.kind().name(),
            id: subject.id(briefing),
            title,
            at: self.place(place, &page, part.as_deref()),
        }
    }

    fn article(&self, key: Key<Article>) -> RecordData {
        let Article { id, title, place, .. } = &self.0.briefing.articles[key];
        let at = self.place(*place, &links::article(id), None);
        RecordData { kind: "article", id: id.to_string(), title: title.clone(), at }
    }

    fn page(&self, key: Key<Page>) -> RecordData {
        let Page { id, title, place, .. } = &self.0.briefing.pages[key];
        let at = self.place(*place, &links::page(id), None);
        RecordData { kind: "page", id: id.to_string(), title: title.clone(), at }
    }

    fn state(&self, subject: Subject) -> Option<StateData> {
        let Subject::Source(key) = subject else { return None };
        let state = &self.0.briefing.sources[key].state;
        Some(StateData {
            state: state.state.name(),
            date: state.date.as_ref().map(ToString::to_string),
            note: state.note.clone(),
            on: state.date.as_ref().map(crate::resolve::on).unwrap_or_default(),
        })
        .filter(|_| state.state != State::Live)
    }

    fn claim(&self, key: Key<Claim>, tie: Tie) -> ClaimData {
        let claim = &self.0.briefing.claims[key];
        ClaimData {
            id: claim.id.to_string(),
            tie: tie.name(),
            status: claim.standing.status.name(),
            statement: claim.statement.clone(),
            speaker: match claim.speaker {
                Speaking::Speaker(speaker) => Some(self.0.briefing.speakers[speaker].id.to_string()),
                Speaking::Site => None,
            },
            at: self.record(Subject::Claim(key)).at,
            kind: tie,
        }
    }

    fn inference(&self, inference: &Inference) -> InferenceData {
        let briefing = &self.0.briefing;
        let claim = &briefing.claims[inference.claim];
        InferenceData {
            id: claim.id.to_string(),
            step: inference.step,
            from: inference.from.iter().map(|&ground| briefing.claims[ground].id.to_string()).collect(),
            falls: inference.falls,
            status: claim.standing.status.name(),
            statement: claim.statement.clone(),
            at: self.record(Subject::Claim(inference.claim)).at,
        }
    }

    fn estimate(&self, key: Key<Estimate>) -> EstimateData {
        let briefing = &self.0.briefing;
        let estimate = &briefing.estimates[key];
        let figure = &briefing.figures[estimate.figure].id;
        let name = links::estimate_name(&estimate.id);
        EstimateData {
            figure: figure.to_string(),
            claim: match &estimate.provenance {
                Provenance::Claim(claim) => Some(briefing.claims[*claim].id.to_string()),
                Provenance::Row(_) => None,
            },
            words: estimate.words.value.clone(),
            stated: english().phrase(&estimate.stated()),
            at: self.place(estimate.place, &links::figure(figure), Some(&format!("e-{name}"))),
            id: name,
        }
    }

    fn place(&self, place: Place, page: &RelPath, part: Option<&str>) -> PlaceData {
        let read = self.0;
        let part = part.map(|part| format!("#{}", links::encode(part))).unwrap_or_default();
        PlaceData {
            file: read.files.get(place.file).path.to_string(),
            line: read.files.line_column(place).0,
            draft: read
                .briefing
                .articles
                .values()
                .any(|article| article.draft && article.place.file == place.file),
            page: format!("{page}{part}"),
            url: links::lasting(&read.briefing.site, page).map(|url| format!("{url}{part}")),
        }
    }
}
