//! What a site says, as plain text: the part of a record by which two builds are compared.
//!
//! The record is a document of another day, and maybe of another version. So its values are words and not references: an id may
//! name what no longer exists, and a status what this version does not know.

use crate::model::{ClaimId, ClaimName, Sha256Hex};
use serde::{Deserialize, Serialize};
use serde_json::Number;
use std::collections::BTreeMap;

/// Everything that a site says, in the order of the ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Its articles.
    pub articles: Vec<Entry<ArticleSays>>,
    /// Its claims, by `article/name`.
    pub claims: Vec<Entry<ClaimSays>>,
    /// Its sources.
    pub sources: Vec<Entry<SourceSays>>,
    /// Its speakers.
    pub speakers: Vec<Entry<SpeakerSays>>,
    /// Its figures.
    pub figures: Vec<Entry<FigureSays>>,
    /// Whether nothing but its claims is known, and of these the digests: records of the first shape have no more.
    pub claims_only: bool,
}

/// One article, claim, source, speaker or figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Entry<S> {
    /// Its id.
    pub id: String,
    /// Names that a claim had before in its article, and can still be found by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<String>,
    /// Digest of what it says: of the compact JSON of all keys after this one, in their order.
    pub sha256: Sha256Hex,
    /// What it says; the records of early versions have the digest alone.
    #[serde(flatten, bound(deserialize = "S: Deserialize<'de>"))]
    pub says: Option<S>,
}

impl<S: Serialize> Entry<S> {
    /// An entry with its digest.
    pub fn new(id: impl ToString, formerly: Vec<String>, says: S) -> Self {
        // Words and numbers, written to memory: serde_json has nothing to fail at.
        let json = serde_json::to_vec(&says).unwrap_or_default();
        Self { id: id.to_string(), formerly, sha256: Sha256Hex::of(&json), says: Some(says) }
    }
}

impl Entry<ClaimSays> {
    /// The ids by which the claim can be found, its own first; none where its id is not one.
    pub fn ids(&self) -> impl Iterator<Item = ClaimId> {
        let names: Vec<ClaimName> =
            self.formerly.iter().filter_map(|name| ClaimName::new(name.as_str()).ok()).collect();
        let id = crate::model::ClaimAddress::parse(&self.id)
            .ok()
            .and_then(|address| address.article.map(|article| ClaimId { article, name: address.name }));
        id.into_iter().flat_map(move |id| id.and_former(&names).collect::<Vec<_>>())
    }

    /// The article that defines it, as its id names it.
    #[must_use]
    pub fn article(&self) -> &str {
        self.id.rsplit_once('/').map_or("", |(article, _)| article)
    }

    /// Its name in that article.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.rsplit_once('/').map_or(&self.id, |(_, name)| name)
    }

    /// What records of early versions have for a digest: that of the statement, a line end and the speaker.
    #[must_use]
    pub fn early_sha256(&self) -> Sha256Hex {
        match &self.says {
            Some(says) => Sha256Hex::of(format!("{}\n{}", says.statement, says.speaker).as_bytes()),
            None => self.sha256.clone(),
        }
    }
}

/// What an article says beside its claims.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ArticleSays {
    /// Its headline.
    pub title: String,
    /// What it found.
    #[serde(default, skip_serializing_if = "is_default")]
    pub summary: Option<String>,
    /// When it was published, in EDTF.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: Option<String>,
    /// When it last changed, in EDTF.
    #[serde(default, skip_serializing_if = "is_default")]
    pub updated: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub authors: Vec<String>,
    /// Its language where it is not the site’s.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: Option<String>,
    /// Its entries of “What changed”, each with its date before it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub changes: Vec<String>,
    /// Digest of its words as readers see them, with single spaces and line ends.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text_sha256: Option<Sha256Hex>,
}

/// What the record of a claim says, and what was worked out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ClaimSays {
    /// The proposition in one sentence.
    pub statement: String,
    /// The id of who says it; `self` for the site.
    pub speaker: String,
    /// The ids of those who passed it on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub via: Vec<String>,
    /// What the speaker did in saying it.
    pub act: String,
    /// When, in EDTF.
    #[serde(default, skip_serializing_if = "is_default")]
    pub said: Option<String>,
    /// What there is to say about that date.
    #[serde(default, skip_serializing_if = "is_default")]
    pub said_note: Option<String>,
    /// How the speaker says to know it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub basis: Option<String>,
    /// How it stands.
    pub status: String,
    /// Why it stands so.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reason: String,
    /// Whether its author stated that, rather than it was worked out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stated: bool,
    /// The grade that the site gives it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub credibility: Option<u8>,
    /// What carries it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub evidence: Vec<EvidenceSays>,
    /// The number it states.
    #[serde(default, skip_serializing_if = "is_default")]
    pub estimate: Option<EstimateSays>,
    /// The ids of claims that it supports.
    #[serde(default, skip_serializing_if = "is_default")]
    pub supports: Vec<String>,
    /// The ids of claims that it contradicts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub disputes: Vec<String>,
    /// The ids of claims whose place it takes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub updates: Vec<String>,
    /// The ids of claims that it says again.
    #[serde(default, skip_serializing_if = "is_default")]
    pub repeats: Vec<String>,
    /// The ids of claims that it is a part of.
    #[serde(rename = "part-of", default, skip_serializing_if = "is_default")]
    pub part_of: Vec<String>,
    /// The ids of claims that it was worked out from.
    #[serde(rename = "rests-on", default, skip_serializing_if = "is_default")]
    pub rests_on: Vec<String>,
    /// What else its card says.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Option<String>,
}

/// The tie from a claim to a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EvidenceSays {
    /// The id of the source.
    pub source: String,
    /// What it does for the claim.
    pub role: String,
    /// Where in the source.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at: Option<String>,
    /// Its words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quote: Option<String>,
    /// Its words in its own language, where `quote` is a translation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub original: Option<String>,
}

/// What is said about a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EstimateSays {
    /// The id of the figure; nothing within the figure’s own entry.
    #[serde(default, skip_serializing_if = "is_default")]
    pub figure: Option<String>,
    /// The words: the datum.
    pub words: String,
    /// What they are read as.
    pub bound: String,
    /// The least that was said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub low: Option<Number>,
    /// The most that was said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub high: Option<Number>,
    /// The value that was said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub best: Option<Number>,
    /// The unit that stands with it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: Option<String>,
    /// How it is counted.
    pub measure: String,
    /// Whether it is a stock, a flow, a level or a rate.
    pub kind: String,
    /// The day or period for which it holds, in EDTF.
    #[serde(default, skip_serializing_if = "is_default")]
    pub time: Option<String>,
    /// What it covers, where that is not all of the figure.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: Option<String>,
    /// Whether the speaker called it provisional.
    #[serde(default, skip_serializing_if = "is_default")]
    pub preliminary: bool,
    /// What else to know.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Option<String>,
}

/// What the record of a source says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SourceSays {
    /// Its title.
    pub title: String,
    /// What sort of document it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// What has become of it.
    pub state: String,
    /// Since when, in EDTF.
    #[serde(default, skip_serializing_if = "is_default")]
    pub state_date: Option<String>,
    /// What happened to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub state_note: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "is_default")]
    pub url: Option<String>,
    /// Addresses of copies elsewhere.
    #[serde(default, skip_serializing_if = "is_default")]
    pub archives: Vec<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub authors: Vec<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub publisher: Option<String>,
    /// When, in EDTF.
    #[serde(default, skip_serializing_if = "is_default")]
    pub published: Option<String>,
    /// When it was read, in EDTF.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accessed: Option<String>,
    /// Where what it says first came from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub origin: Option<String>,
    /// The id of the source that it was made from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub derived_from: Option<String>,
    /// What it is worth.
    #[serde(default, skip_serializing_if = "is_default")]
    pub descriptor: Option<String>,
    /// The letter that the site gives it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reliability: Option<String>,
    /// Its language.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: Option<String>,
    /// What stands between a reader and it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub access: Option<String>,
    /// Until when its publisher keeps it, in EDTF.
    #[serde(default, skip_serializing_if = "is_default")]
    pub preserve_until: Option<String>,
    /// What else to know.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Option<String>,
    /// Where it appeared, as a bibliography tells it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub imprint: BTreeMap<String, String>,
    /// Digest of our stored copy, the text of which is in no record.
    #[serde(default, skip_serializing_if = "is_default")]
    pub snapshot_sha256: Option<Sha256Hex>,
}

/// What the record of a speaker says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SpeakerSays {
    /// The name, or what an unnamed one is called.
    pub name: String,
    /// What sort of speaker it is.
    pub kind: String,
    /// Whether it is known by name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub named: bool,
    /// The office it speaks in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: Option<String>,
    /// Whose side it is on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub side: Option<String>,
    /// Why it may want to be believed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stake: Option<String>,
    /// What is known of an unnamed one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<String>,
    /// Why it was not named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub anonymity_reason: Option<String>,
    /// Its own page elsewhere.
    #[serde(default, skip_serializing_if = "is_default")]
    pub url: Option<String>,
    /// What else to know.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Option<String>,
}

/// What a figure is, and what its data file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FigureSays {
    /// What it is called.
    pub title: String,
    /// What is counted.
    pub unit: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub summary: Option<String>,
    /// What can be compared with what.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comparability: Option<String>,
    /// How vague words are read.
    pub convention: String,
    /// The ids of the ways in which it is counted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub measures: Vec<String>,
    /// Digest of what there is to know about it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text_sha256: Option<Sha256Hex>,
    /// The estimates of its data file.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rows: Vec<RowSays>,
}

/// A row of a figure’s data file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RowSays {
    /// Its id within the figure.
    pub id: String,
    /// The id of who says it; `self` for the site.
    pub speaker: String,
    /// When, in EDTF.
    #[serde(default, skip_serializing_if = "is_default")]
    pub said: Option<String>,
    /// The id of the source.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<String>,
    /// What is said.
    pub estimate: EstimateSays,
}

/// A number as JSON has it. Whole ones print without a fraction, as far as every reader of JSON keeps them exact (RFC 8259, section 6).
pub(crate) fn number(number: crate::model::Number) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_991.0;
    let value = number.get();
    if value.fract() == 0.0 && value.abs() <= EXACT {
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim() -> Entry<ClaimSays> {
        let says = ClaimSays {
            statement: "A thousand in a week.".to_owned(),
            speaker: "kirby".to_owned(),
            act: "estimates".to_owned(),
            status: "attributed".to_owned(),
            ..ClaimSays::default()
        };
        Entry::new("kursk/losses/week", vec!["in-a-week".to_owned()], says)
    }

    #[test]
    fn the_digest_is_that_of_the_keys_after_it() {
        let json = serde_json::to_string(&claim()).unwrap();
        let (head, says) = json.split_once("\",\"statement\"").unwrap();
        assert!(head.ends_with(Sha256Hex::of(format!("{{\"statement\"{says}").as_bytes()).as_str()));
    }

    #[test]
    fn an_entry_reads_back_as_it_was_written() {
        let json = serde_json::to_string(&claim()).unwrap();
        assert_eq!(serde_json::from_str::<Entry<ClaimSays>>(&json).unwrap(), claim());
    }

    #[test]
    fn a_claim_is_known_by_its_former_names() {
        let ids: Vec<String> = claim().ids().map(|id| id.to_string()).collect();
        assert_eq!(ids, ["kursk/losses/week", "kursk/losses/in-a-week"]);
        let hostile = Entry { id: "../x".to_owned(), ..claim() };
        assert_eq!(hostile.ids().count(), 0);
    }
}
