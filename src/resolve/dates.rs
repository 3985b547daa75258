//! The dates that records state, gathered before the records lose their places.

use super::names::Names;
use crate::diagnostic::Placed;
use crate::load::{ArticleDoc, Documents, EstimateDoc, SourceDoc};
use crate::model::{ClaimId, Dated, StatedDate, When};

/// Every date of the site; of records with one id those of the first, which is the one that counts.
pub(super) fn collect(documents: &Documents, names: &Names) -> Vec<StatedDate> {
    let mut found = Found(Vec::new());
    for article in &documents.articles {
        found.article(article, names);
    }
    for figure in &documents.figures {
        if let Some(key) = names.figures.get(&figure.id) {
            found.add("checked", figure.checked.as_ref(), Dated::Figure(key));
        }
        for row in &figure.rows {
            let of = Dated::Row(row.estimate.place);
            found.add("said", row.said.as_ref(), of);
            found.estimate(&row.estimate, of);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    for source in documents.sources.iter().filter(|source| seen.insert(&source.id.value)) {
        found.source(source, names);
    }
    found.0
}

struct Found(Vec<StatedDate>);

impl Found {
    fn add(&mut self, key: &'static str, when: Option<&Placed<When>>, of: Dated) {
        self.0.extend(when.map(|when| StatedDate { when: when.clone(), key, of }));
    }

    fn article(&mut self, article: &ArticleDoc, names: &Names) {
        let Some(key) = names.articles.get(&article.id) else { return };
        self.add("date", article.date.as_ref(), Dated::Article(key));
        self.add("updated", article.updated.as_ref(), Dated::Article(key));
        for claim in &article.claims {
            let id = ClaimId { article: article.id.clone(), name: claim.name.value.clone() };
            let Some(key) = names.claims.get(&id) else { continue };
            let of = Dated::Claim(key);
            self.add("said", claim.said.as_ref(), of);
            if let Some(estimate) = &claim.estimate {
                self.estimate(estimate, of);
            }
        }
    }

    fn estimate(&mut self, estimate: &EstimateDoc, of: Dated) {
        self.add("as_of", estimate.as_of.as_ref(), of);
        self.add("during", estimate.during.as_ref(), of);
    }

    fn source(&mut self, source: &SourceDoc, names: &Names) {
        let Some(key) = names.sources.get(&source.id.value) else { return };
        let of = Dated::Source(key);
        self.add("published", source.published.as_ref(), of);
        self.add("accessed", source.accessed.as_ref(), of);
        self.add("captured", source.captured.as_ref(), of);
        self.add("state_date", source.state_date.as_ref(), of);
        self.add("preserve_until", source.preserve_until.as_ref(), of);
        for archive in &source.archives {
            let taken = archive.date.as_ref().map(|date| Placed::new(date.clone(), archive.url.place));
            self.add("archives", taken.as_ref(), of);
        }
    }
}
