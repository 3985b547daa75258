//! What a site says, as its record has it: plain words, by which two builds are compared.

use super::Briefing;
use crate::language::english;
use crate::model::text::{Block, each_line, plain};
use crate::model::{
    Article, Claim, Estimate, EstimateId, Evidence, Figure, Key, Provenance, Sha256Hex, Source, SourceOrigin,
    Speaker, Speaking, When,
};
use crate::record::Contents;
use crate::record::says::{
    ArticleSays, ClaimSays, Entry, EstimateSays, EvidenceSays, FigureSays, RowSays, SourceSays, SpeakerSays,
    number,
};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What the site says; nothing of drafts, which are not published even where editors are shown them.
#[must_use]
pub fn contents(briefing: &Briefing) -> Contents {
    let published = |article: &Article| !article.draft;
    let of_published = |claim: &&Claim| published(&briefing.articles[claim.article]);
    let articles = briefing.articles.iter().filter(|(_, article)| published(article));
    let words = Words(briefing);
    let claims: Vec<&Claim> = briefing.claims.values().filter(of_published).collect();
    let claims: Vec<Entry<ClaimSays>> = claims.into_par_iter().map(|claim| words.claim(claim)).collect();
    Contents {
        articles: by_id(articles.map(|(key, one)| article(one, &briefing.texts.articles[key]))),
        claims: by_id(claims.into_iter()),
        sources: by_id(briefing.sources.values().map(|source| words.source(source))),
        speakers: by_id(briefing.speakers.values().map(speaker)),
        figures: by_id(briefing.figures.keys().map(|figure| words.figure(figure))),
        claims_only: false,
    }
}

fn by_id<S>(entries: impl Iterator<Item = Entry<S>>) -> Vec<Entry<S>> {
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

fn article(article: &Article, text: &[Block]) -> Entry<ArticleSays> {
    let says = ArticleSays {
        title: article.title.clone(),
        summary: article.summary.clone(),
        date: Some(article.date.to_string()),
        updated: edtf(article.updated.as_ref()),
        authors: article.authors.clone(),
        language: article.language.clone(),
        changes: article.changes.iter().map(|change| format!("{}: {}", change.date, change.text)).collect(),
        text_sha256: digest(text),
    };
    Entry::new(&article.id, Vec::new(), says)
}

fn speaker(speaker: &Speaker) -> Entry<SpeakerSays> {
    let Speaker {
        id,
        place: _,
        name,
        kind,
        role,
        side,
        stake,
        named,
        description,
        anonymity_reason,
        url,
        aliases: _,
        note,
    } = speaker;
    let says = SpeakerSays {
        name: name.clone(),
        kind: kind.name().to_owned(),
        named: *named,
        role: role.clone(),
        side: side.clone(),
        stake: stake.clone(),
        description: description.clone(),
        anonymity_reason: anonymity_reason.clone(),
        url: url.as_ref().map(|url| url.value.clone()),
        note: note.clone(),
    };
    Entry::new(id, Vec::new(), says)
}

/// References of a briefing as the ids that they lead to.
struct Words<'a>(&'a Briefing);

impl Words<'_> {
    fn speaking(&self, speaking: Speaking) -> String {
        match speaking {
            Speaking::Speaker(key) => self.0.speakers[key].id.to_string(),
            Speaking::Site => "self".to_owned(),
        }
    }

    fn source_id(&self, key: Key<Source>) -> String {
        self.0.sources[key].id.to_string()
    }

    fn claim_ids(&self, claims: &[Key<Claim>]) -> Vec<String> {
        let mut ids: Vec<String> = claims.iter().map(|&claim| self.0.claims[claim].id.to_string()).collect();
        ids.sort();
        ids
    }

    fn claim(&self, claim: &Claim) -> Entry<ClaimSays> {
        let relations = &claim.relations;
        let says = ClaimSays {
            statement: claim.statement.clone(),
            speaker: self.speaking(claim.speaker),
            via: claim.via.iter().map(|&key| self.0.speakers[key].id.to_string()).collect(),
            act: claim.act.name().to_owned(),
            said: edtf(claim.said.as_ref()),
            said_note: claim.said_note.clone(),
            basis: claim.basis.clone(),
            status: claim.standing.status.name().to_owned(),
            reason: english().phrase(&claim.standing.reason),
            stated: claim.standing.stated,
            credibility: claim.credibility.map(|credibility| credibility.grade()),
            evidence: claim.evidence.iter().map(|evidence| self.evidence(evidence)).collect(),
            estimate: claim.estimate.map(|key| {
                let estimate = &self.0.estimates[key];
                let figure = Some(self.0.figures[estimate.figure].id.to_string());
                EstimateSays { figure, ..estimated(estimate) }
            }),
            supports: self.claim_ids(&relations.supports),
            disputes: self.claim_ids(&relations.disputes),
            updates: self.claim_ids(&relations.updates),
            repeats: self.claim_ids(&relations.repeats),
            part_of: self.claim_ids(&relations.part_of),
            rests_on: self.claim_ids(&relations.rests_on),
            note: Some(words(&claim.note)).filter(|note| !note.is_empty()),
        };
        Entry::new(&claim.id, claim.formerly.iter().map(ToString::to_string).collect(), says)
    }

    fn evidence(&self, evidence: &Evidence) -> EvidenceSays {
        EvidenceSays {
            source: self.source_id(evidence.source),
            role: evidence.role.name().to_owned(),
            at: evidence.at.clone(),
            quote: evidence.quote.as_ref().map(|quote| quote.value.clone()),
            original: evidence.original.as_ref().map(|original| original.value.clone()),
        }
    }

    fn source(&self, source: &Source) -> Entry<SourceSays> {
        let origin = source.origin.as_ref().map(|origin| match origin {
            SourceOrigin::Speaker(key) => self.0.speakers[*key].id.to_string(),
            SourceOrigin::Source(key) => self.source_id(*key),
            SourceOrigin::Words(words) => words.clone(),
        });
        let says = SourceSays {
            title: source.title.clone(),
            kind: source.kind.name().to_owned(),
            state: source.state.state.name().to_owned(),
            state_date: edtf(source.state.date.as_ref()),
            state_note: source.state.note.clone(),
            url: source.url.as_ref().map(|url| url.value.clone()),
            archives: source.archives.iter().map(|archive| archive.url.value.clone()).collect(),
            authors: source.authors.clone(),
            publisher: source.publisher.clone(),
            published: edtf(source.published.as_ref()),
            accessed: edtf(source.accessed.as_ref()),
            origin,
            derived_from: source.derived_from.map(|key| self.source_id(key)),
            descriptor: source.descriptor.clone(),
            reliability: source.reliability.map(|grade| grade.letter().to_owned()),
            language: source.language.clone(),
            access: source.access.clone(),
            preserve_until: edtf(source.preserve_until.as_ref()),
            note: source.note.clone(),
            imprint: imprint(source),
            snapshot_sha256: source.snapshot.as_ref().map(|snapshot| snapshot.sha256.clone()),
        };
        Entry::new(&source.id, Vec::new(), says)
    }

    fn figure(&self, key: Key<Figure>) -> Entry<FigureSays> {
        let figure = &self.0.figures[key];
        let estimates = figure.estimates.iter().map(|&key| &self.0.estimates[key]);
        let mut rows: Vec<RowSays> = estimates.filter_map(|estimate| self.row(estimate)).collect();
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        let says = FigureSays {
            title: figure.title.clone(),
            unit: figure.unit.clone(),
            summary: figure.summary.clone(),
            comparability: figure.comparability.clone(),
            convention: figure.convention.name().to_owned(),
            measures: figure.measures.iter().map(|measure| measure.id.to_string()).collect(),
            text_sha256: digest(&self.0.texts.figures[key]),
            rows,
        };
        Entry::new(&figure.id, Vec::new(), says)
    }

    /// An estimate of a data file; those of claims stand in the entries of the claims.
    fn row(&self, estimate: &Estimate) -> Option<RowSays> {
        let (EstimateId::Row(_, id), Provenance::Row(_)) = (&estimate.id, &estimate.provenance) else {
            return None;
        };
        Some(RowSays {
            id: id.to_string(),
            speaker: self.speaking(estimate.speaker),
            said: edtf(estimate.said.as_ref()),
            source: estimate.source.map(|key| self.source_id(key)),
            estimate: estimated(estimate),
        })
    }
}

fn estimated(estimate: &Estimate) -> EstimateSays {
    let bound = &estimate.quantity.bound;
    let (low, high) = bound.stated();
    EstimateSays {
        figure: None,
        words: estimate.words.value.clone(),
        bound: bound.name().to_owned(),
        low: low.and_then(number),
        high: high.and_then(number),
        best: bound.best().and_then(number),
        unit: estimate.quantity.unit.clone(),
        measure: estimate.measure.to_string(),
        kind: estimate.counting.kind().name().to_owned(),
        time: edtf(estimate.counting.time()),
        scope: estimate.scope.clone(),
        preliminary: estimate.preliminary,
        note: estimate.note.clone(),
    }
}

fn imprint(source: &Source) -> BTreeMap<String, String> {
    let imprint = &source.imprint;
    let editors = (!imprint.editors.is_empty()).then(|| imprint.editors.join("; "));
    let form = imprint.form.map(str::to_owned);
    let parts = [
        ("container", &imprint.container),
        ("editors", &editors),
        ("volume", &imprint.volume),
        ("issue", &imprint.issue),
        ("pages", &imprint.pages),
        ("edition", &imprint.edition),
        ("place", &imprint.place),
        ("doi", &imprint.doi),
        ("isbn", &imprint.isbn),
        ("form", &form),
        ("genre", &imprint.genre),
    ];
    parts.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value.clone()?))).collect()
}

fn edtf(when: Option<&When>) -> Option<String> {
    when.map(ToString::to_string)
}

/// The digest of a text's words; nothing where there are none.
fn digest(text: &[Block]) -> Option<Sha256Hex> {
    let words = words(text);
    (!words.is_empty()).then(|| Sha256Hex::of(words.as_bytes()))
}

/// The words of a text as readers see them, a line for each paragraph, heading, cell and line of a list.
fn words(text: &[Block]) -> String {
    let mut lines: Vec<String> = Vec::new();
    each_line(text, &mut |line| lines.push(plain::text(line)));
    lines.join("\n")
}
