//! `record.json`: what was built, so that anybody can verify a copy of the site, and so that the next build knows which
//! files are ours and which claims others may have linked to.

use super::{PublishError, RECORD_NAME};
use crate::model::{ArticleId, ClaimId, ClaimName, PublishedClaim, Sha256Hex};
use crate::path::RelPath;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the record says of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedFile {
    /// Digest of its bytes.
    pub sha256: Sha256Hex,
    /// How many bytes it has.
    pub bytes: u64,
}

/// The files of a site, the record itself excepted, and its claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    files: BTreeMap<RelPath, RecordedFile>,
    folded: BTreeMap<String, RelPath>,
    claims: Vec<PublishedClaim>,
}

#[derive(Serialize)]
struct Written {
    onrecord: &'static str,
    files: Vec<WrittenFile>,
    claims: Vec<WrittenClaim>,
}

/// A record as somebody may have left it. Which files are ours hangs on it, so nothing else in it makes it void.
#[derive(Deserialize)]
struct Found {
    /// What shows it to be ours.
    #[serde(rename = "onrecord")]
    _version: String,
    files: Vec<WrittenFile>,
    /// Records of earlier versions have none.
    #[serde(default)]
    claims: serde_json::Value,
}

#[derive(Serialize, Deserialize)]
struct WrittenClaim {
    id: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    formerly: Vec<String>,
    page: String,
    anchor: String,
    sha256: Sha256Hex,
}

impl WrittenClaim {
    fn of(claim: &PublishedClaim) -> Self {
        let PublishedClaim { id, formerly, page, anchor, sha256 } = claim;
        Self {
            id: id.to_string(),
            formerly: formerly.iter().map(ToString::to_string).collect(),
            page: page.as_str().to_owned(),
            anchor: anchor.clone(),
            sha256: sha256.clone(),
        }
    }

    fn read(self) -> Option<PublishedClaim> {
        let (article, name) = self.id.rsplit_once('/')?;
        Some(PublishedClaim {
            id: ClaimId { article: ArticleId::new(article).ok()?, name: ClaimName::new(name).ok()? },
            formerly: self
                .formerly
                .into_iter()
                .map(|name| ClaimName::new(name).ok())
                .collect::<Option<_>>()?,
            page: RelPath::new(self.page).ok()?,
            anchor: self.anchor,
            sha256: self.sha256,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct WrittenFile {
    path: String,
    sha256: Sha256Hex,
    bytes: u64,
}

impl Record {
    /// Writes a file down.
    ///
    /// # Errors
    /// When its path is the record's own, or another file's on a system on which upper and lower case are one.
    pub fn add(&mut self, path: &RelPath, bytes: &[u8]) -> Result<&RecordedFile, PublishError> {
        if fold(path.as_str()) == RECORD_NAME {
            return Err(PublishError::KeptForTheRecord);
        }
        if let Some(first) = self.folded.insert(fold(path.as_str()), path.clone()) {
            return Err(PublishError::SamePath(first, path.clone()));
        }
        let file = RecordedFile { sha256: Sha256Hex::of(bytes), bytes: bytes.len() as u64 };
        Ok(self.files.entry(path.clone()).or_insert(file))
    }

    /// Writes the claims down.
    pub fn set_claims(&mut self, claims: Vec<PublishedClaim>) {
        self.claims = claims;
    }

    /// The claims, as they were written down.
    #[must_use]
    pub fn claims(&self) -> &[PublishedClaim] {
        &self.claims
    }

    /// Every id by which a claim could be found, former ones included.
    #[must_use]
    pub fn claim_ids(&self) -> BTreeSet<ClaimId> {
        self.claims.iter().flat_map(PublishedClaim::ids).collect()
    }

    /// What is written down of the file at `path`.
    #[must_use]
    pub fn get(&self, path: &RelPath) -> Option<&RecordedFile> {
        self.files.get(path)
    }

    /// Whether a file at `path` would be one of these on a system on which upper and lower case are one.
    #[must_use]
    pub fn has_folded(&self, path: &RelPath) -> bool {
        self.folded.contains_key(&fold(path.as_str()))
    }

    /// All files by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&RelPath, &RecordedFile)> {
        self.files.iter()
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether a file of ours stands in a folder at `path`, or would on a system on which upper and lower case are one.
    #[must_use]
    pub fn has_folder_folded(&self, path: &RelPath) -> bool {
        let folder = format!("{}/", fold(path.as_str()));
        self.folded.range(folder.clone()..).next().is_some_and(|(first, _)| first.starts_with(&folder))
    }

    /// Where the record itself stands.
    #[must_use]
    pub fn path() -> RelPath {
        // A plain name is always a path.
        RelPath::new(RECORD_NAME).expect("a plain name")
    }

    /// The bytes of `record.json`: sorted by path, without a date, the same for the same files.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let files = self
            .files
            .iter()
            .map(|(path, file)| WrittenFile {
                path: path.as_str().to_owned(),
                sha256: file.sha256.clone(),
                bytes: file.bytes,
            })
            .collect();
        let claims = self.claims.iter().map(WrittenClaim::of).collect();
        let written = Written { onrecord: env!("CARGO_PKG_VERSION"), files, claims };
        // Strings and numbers only, written to memory: serde_json has nothing to fail at.
        let mut json = serde_json::to_vec_pretty(&written).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads a record, or nothing when `json` is not one of ours. A record is a file that anybody can edit, so a path in it
    /// that leads out of its folder makes all of it void.
    #[must_use]
    pub fn from_json(json: &[u8]) -> Option<Self> {
        let found: Found = serde_json::from_slice(json).ok()?;
        let mut record = Self::default();
        for WrittenFile { path, sha256, bytes } in found.files {
            let path = RelPath::new(path).ok()?;
            record.folded.insert(fold(path.as_str()), path.clone());
            record.files.insert(path, RecordedFile { sha256, bytes });
        }
        // A claim is compared by its id and never written to; one that cannot be read is as good as none.
        if let serde_json::Value::Array(claims) = found.claims {
            let claims = claims.into_iter().filter_map(|claim| serde_json::from_value(claim).ok());
            record.claims = claims.filter_map(WrittenClaim::read).collect();
        }
        Some(record)
    }
}

/// The path as systems compare it on which upper and lower case are one.
fn fold(path: &str) -> String {
    path.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    fn claim() -> PublishedClaim {
        PublishedClaim {
            id: ClaimId {
                article: ArticleId::new("kursk/losses").unwrap(),
                name: ClaimName::new("week").unwrap(),
            },
            formerly: vec![ClaimName::new("in-a-week").unwrap()],
            page: path("articles/kursk/losses/index.html"),
            anchor: "claim-week".to_owned(),
            sha256: Sha256Hex::of(b"A thousand in a week.\nkirby"),
        }
    }

    #[test]
    fn a_record_of_an_earlier_version_has_no_claims() {
        let record = Record::from_json(br#"{"onrecord": "0.1.0", "files": []}"#).unwrap();
        assert!(record.claims().is_empty());
    }

    #[test]
    fn a_claim_that_cannot_be_read_leaves_the_files_and_the_other_claims_in_the_record() {
        let mut record = Record::default();
        record.add(&path("index.html"), b"").unwrap();
        record.set_claims(vec![claim()]);
        let mut json: serde_json::Value = serde_json::from_slice(&record.to_json()).unwrap();
        let mut odd = json["claims"][0].clone();
        odd["anchor"] = 5.into();
        json["claims"].as_array_mut().unwrap().push(odd);
        assert_eq!(Record::from_json(json.to_string().as_bytes()), Some(record.clone()));
        json["claims"] = 5.into();
        record.set_claims(Vec::new());
        assert_eq!(Record::from_json(json.to_string().as_bytes()), Some(record));
    }

    #[test]
    fn a_claim_is_known_by_its_former_names() {
        let mut record = Record::default();
        record.set_claims(vec![claim()]);
        let ids: Vec<_> = record.claim_ids().iter().map(ToString::to_string).collect();
        assert_eq!(ids, ["kursk/losses/in-a-week", "kursk/losses/week"]);
    }

    #[test]
    fn a_record_is_sorted_and_states_what_sha256sum_would_print() {
        let mut record = Record::default();
        record.add(&path("b.txt"), b"abc").unwrap();
        record.add(&path("a/index.html"), b"").unwrap();
        let json = String::from_utf8(record.to_json()).unwrap().replace(env!("CARGO_PKG_VERSION"), "VERSION");
        insta::assert_snapshot!(json, @r#"
        {
          "onrecord": "VERSION",
          "files": [
            {
              "path": "a/index.html",
              "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
              "bytes": 0
            },
            {
              "path": "b.txt",
              "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
              "bytes": 3
            }
          ],
          "claims": []
        }
        "#);
    }

    #[test]
    fn a_record_reads_back_as_it_was_written() {
        let mut record = Record::default();
        record.add(&path("Таблиця.csv"), b"1,2").unwrap();
        record.set_claims(vec![claim()]);
        assert_eq!(Record::from_json(&record.to_json()), Some(record));
    }

    #[test]
    fn a_record_that_names_a_path_outside_is_void() {
        let json =
            br#"{"onrecord": "0.1.0", "files": [{"path": "../../.bashrc", "sha256": "00", "bytes": 1}]}"#;
        assert_eq!(Record::from_json(json), None);
    }

    #[test]
    fn the_json_of_another_tool_is_not_a_record() {
        assert_eq!(Record::from_json(br#"{"name": "vinyl"}"#), None);
    }

    #[test]
    fn two_files_that_differ_in_case_alone_are_refused_everywhere() {
        let mut record = Record::default();
        record.add(&path("About/index.html"), b"").unwrap();
        assert!(matches!(record.add(&path("about/index.html"), b""), Err(PublishError::SamePath(..))));
    }

    #[test]
    fn a_page_cannot_take_the_place_of_the_record() {
        assert!(matches!(
            Record::default().add(&path("record.json"), b"{}"),
            Err(PublishError::KeptForTheRecord)
        ));
    }
}
