//! Claims, and what authors hold of them.

use super::{Graph, date, id, list, node, text};
use crate::model::{Article, Claim, Key, Role, Speaking, Status};
use crate::render::{links, words};
use serde_json::Value;

impl Graph<'_> {
    /// The claims on the page of an article that assert something, in the order of their numbers.
    pub(super) fn claims_of(&self, article: Key<Article>) -> Vec<Key<Claim>> {
        let claims = self.desk.numbers(article).order().iter().copied();
        claims.filter(|&claim| !self.briefing().claims[claim].act.is_silence()).collect()
    }

    /// Its card in the article that defines it.
    pub(super) fn claim_address(&self, key: Key<Claim>) -> String {
        self.desk.claim_href(self.at, key)
    }

    /// A claim on the page of `article`, with its speaker and its sources.
    pub(super) fn claim(&mut self, article: Key<Article>, key: Key<Claim>) {
        let claim = &self.briefing().claims[key];
        let author = match claim.speaker {
            Speaking::Speaker(speaker) => Some(id(self.speaker(speaker))),
            Speaking::Site => self.publisher(),
        };
        let mut appearances: Vec<Value> = Vec::new();
        if claim.speaker == Speaking::Site {
            let home = &self.briefing().articles[claim.article].id;
            appearances.push(id(self.at.to(&links::article(home))));
        }
        // A source that contradicts it is not one in which it appears.
        for evidence in claim.evidence.iter().filter(|evidence| evidence.role != Role::Disputes) {
            let source = id(self.source(evidence.source));
            if !appearances.contains(&source) {
                appearances.push(source);
            }
        }
        let appearance = match appearances.len() {
            1 => appearances.pop(),
            _ => list(appearances),
        };
        self.nodes.push(node(
            "Claim",
            [
                ("@id", Some(Value::from(self.claim_address(key)))),
                ("text", text(&claim.statement)),
                ("author", author),
                ("datePublished", date(claim.said.as_ref())),
                ("appearance", appearance),
            ],
        ));
        if claim.article == article {
            self.review(key);
        }
    }

    /// The author's own verdict, where there is one: on no other account is a claim called true or false, and no number is
    /// put on it.
    fn review(&mut self, key: Key<Claim>) {
        let claim = &self.briefing().claims[key];
        let status = claim.standing.status;
        if !claim.standing.stated || !matches!(status, Status::Confirmed | Status::Refuted) {
            return;
        }
        let verdict = node(
            "Rating",
            [
                ("alternateName", text(&words::status(self.at.words(), status).word)),
                ("ratingExplanation", text(&self.at.words().phrase(&claim.standing.reason))),
            ],
        );
        let article = &self.briefing().articles[claim.article];
        self.nodes.push(node(
            "ClaimReview",
            [
                ("url", Some(Value::from(self.claim_address(key)))),
                ("claimReviewed", text(&claim.statement)),
                ("itemReviewed", Some(id(self.claim_address(key)))),
                ("reviewRating", Some(verdict)),
                ("author", self.publisher()),
                ("datePublished", date(Some(article.updated.as_ref().unwrap_or(&article.date)))),
            ],
        ));
    }
}
