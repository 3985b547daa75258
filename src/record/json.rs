//! `record.json`.
//!
//! One object, an entry a line, so that a version control shows what changed. Its shape is version 2; the keys below are kept
//! as they are while that is so, and more may come.
//!
//! - `record_sha256`: the seal, always first: the SHA-256 of the file with 64 zeros in the place of these digits. In a bundle the
//!   first key is `bundle_sha256` instead, and the digest that of the whole bundle.
//! - `onrecord`: the version of the program that wrote it.
//! - `version`: the version of this shape. Records without it have `files`, and `claims` with the digest of a statement and its
//!   speaker; they are read as well.
//! - `inputs`: the files that the site was made from, with `path` (below the site's folder) and `sha256`.
//! - `files`: the files of the output, the record itself excepted, with `path`, `sha256`, `bytes` and `from`: the paths of the inputs
//!   that the file was made from, at least. A path that ends in `/` stands for all inputs below it. A file without `from` is the
//!   program's own.
//! - `articles`, `claims`, `sources`, `speakers`, `figures`: what the site says. Each entry has an `id`, a claim `formerly` where it had
//!   other names, then `sha256`, and after that what it says: the SHA-256 is that of the compact JSON of all that follows it.
//!   The keys are those of [`says`](super::says); what is empty is left out.

use super::list::List;
use super::says::{ArticleSays, ClaimSays, Entry, FigureSays, SourceSays, SpeakerSays};
use super::seal::{OF_BUNDLE, OF_RECORD, UNSEALED, seal_record};
use super::{Account, Contents, Record, RecordedFile, fold};
use crate::model::Sha256Hex;
use crate::path::RelPath;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The version of the shape.
const VERSION: u8 = 2;

#[derive(Serialize)]
struct FileLine<'a> {
    path: &'a str,
    sha256: &'a Sha256Hex,
    bytes: u64,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    from: &'a [String],
}

#[derive(Serialize)]
struct InputLine<'a> {
    path: &'a str,
    sha256: &'a Sha256Hex,
}

/// A record as somebody may have left it. Which files are ours hangs on it, so nothing but the files makes it void.
#[derive(Deserialize)]
struct Found {
    /// What shows it to be ours.
    onrecord: String,
    /// Records of the first shape have none.
    #[serde(default)]
    version: Option<Value>,
    files: Vec<FoundFile>,
    #[serde(default)]
    inputs: List<FoundInput>,
    #[serde(default)]
    articles: List<Entry<ArticleSays>>,
    #[serde(default)]
    claims: List<Entry<ClaimSays>>,
    #[serde(default)]
    sources: List<Entry<SourceSays>>,
    #[serde(default)]
    speakers: List<Entry<SpeakerSays>>,
    #[serde(default)]
    figures: List<Entry<FigureSays>>,
}

#[derive(Deserialize)]
struct FoundFile {
    path: String,
    sha256: Sha256Hex,
    bytes: u64,
    #[serde(default)]
    from: List<String>,
}

#[derive(Deserialize)]
struct FoundInput {
    path: String,
    sha256: Sha256Hex,
}

impl Record {
    /// The bytes of `record.json`: in a fixed order, without a date, the same for the same site; sealed.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        seal_record(self.written(OF_RECORD).into_bytes())
    }

    /// The record for the `<script>` of a bundle, which [`seal_bundle`](super::seal::seal_bundle) then seals. No `<` stands in it,
    /// so nothing that it quotes can end the script.
    #[must_use]
    pub fn for_bundle(&self) -> String {
        self.written(OF_BUNDLE).replace('<', "\\u003c")
    }

    fn written(&self, seal: &str) -> String {
        let Contents { articles, claims, sources, speakers, figures, claims_only: _ } =
            &self.account.contents;
        let head = format!(
            "{{\n\"{seal}\":\"{UNSEALED}\",\n\"onrecord\":\"{}\",\n\"version\":{VERSION}",
            env!("CARGO_PKG_VERSION")
        );
        let mut out = head;
        list(
            &mut out,
            "inputs",
            self.account.inputs.iter().map(|(path, sha256)| InputLine { path: path.as_str(), sha256 }),
        );
        list(
            &mut out,
            "files",
            self.files.iter().map(|(path, file)| FileLine {
                path: path.as_str(),
                sha256: &file.sha256,
                bytes: file.bytes,
                from: self.account.made_from.get(path).map_or(&[], Vec::as_slice),
            }),
        );
        list(&mut out, "articles", articles);
        list(&mut out, "claims", claims);
        list(&mut out, "sources", sources);
        list(&mut out, "speakers", speakers);
        list(&mut out, "figures", figures);
        out.push_str("\n}\n");
        out
    }

    /// Reads a record, or nothing when `json` is not one of ours. A record is a file that anybody can edit, so a path in it
    /// that leads out of its folder makes all of it void.
    #[must_use]
    pub fn from_json(json: &[u8]) -> Option<Self> {
        let found: Found = serde_json::from_slice(json).ok()?;
        let mut record = Self { tool: found.onrecord, ..Self::default() };
        let mut account = Account::default();
        for FoundFile { path, sha256, bytes, from } in found.files {
            let path = RelPath::new(path).ok()?;
            if !from.0.is_empty() {
                account.made_from.insert(path.clone(), from.0);
            }
            record.folded.insert(fold(path.as_str()), path.clone());
            record.files.insert(path, RecordedFile { sha256, bytes });
        }
        account.inputs = found
            .inputs
            .0
            .into_iter()
            .filter_map(|FoundInput { path, sha256 }| Some((RelPath::new(path).ok()?, sha256)))
            .collect();
        account.contents = Contents {
            articles: unique(found.articles),
            claims: unique(found.claims),
            sources: unique(found.sources),
            speakers: unique(found.speakers),
            figures: unique(found.figures),
            claims_only: found.version.is_none(),
        };
        record.account = account;
        Some(record)
    }
}

/// Adds a key and its entries, one a line.
fn list<T: Serialize>(out: &mut String, key: &str, entries: impl IntoIterator<Item = T>) {
    out.push_str(&format!(",\n\"{key}\":["));
    let mut before = "\n";
    for entry in entries {
        out.push_str(std::mem::replace(&mut before, ",\n"));
        // Words and numbers, written to memory: serde_json has nothing to fail at.
        out.push_str(&serde_json::to_string(&entry).unwrap_or_default());
    }
    out.push_str(if before == "\n" { "]" } else { "\n]" });
}

/// The entries in the order of their ids, the first of each.
fn unique<S>(List(mut entries): List<Entry<S>>) -> Vec<Entry<S>> {
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries.dedup_by(|next, first| next.id == first.id);
    entries
}

#[cfg(test)]
mod tests {
    use super::super::seal::{Seal, check_record};
    use super::*;
    use proptest::prelude::*;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    fn claim() -> Entry<ClaimSays> {
        let says = ClaimSays {
            statement: "A thousand in a week.".to_owned(),
            speaker: "kirby".to_owned(),
            act: "estimates".to_owned(),
            status: "attributed".to_owned(),
            reason: "One named origin.".to_owned(),
            ..ClaimSays::default()
        };
        Entry::new("kursk/losses/week", vec!["in-a-week".to_owned()], says)
    }

    fn record() -> Record {
        let mut record = Record { tool: env!("CARGO_PKG_VERSION").to_owned(), ..Record::default() };
        record.add(&path("b.txt"), b"abc").unwrap();
        record.add(&path("a/Таблиця.html"), b"").unwrap();
        record.set_account(Account {
            inputs: [(path("content/articles/a.md"), Sha256Hex::of(b"a"))].into(),
            made_from: [(
                path("a/Таблиця.html"),
                vec!["content/articles/a.md".to_owned(), "templates/".to_owned()],
            )]
            .into(),
            contents: Contents { claims: vec![claim()], ..Contents::default() },
        });
        record
    }

    #[test]
    fn a_record_has_an_entry_a_line_and_states_what_sha256sum_would_print() {
        let json = String::from_utf8(record().to_json()).unwrap();
        // The seal is another with each version of the program.
        let seal = json[json.find(':').unwrap() + 2..][..64].to_owned();
        let json = json.replace(env!("CARGO_PKG_VERSION"), "VERSION").replace(&seal, "SEAL");
        insta::assert_snapshot!(json, @r#"
        {
        "record_sha256":"SEAL",
        "onrecord":"VERSION",
        "version":2,
        "inputs":[
        {"path":"content/articles/a.md","sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}
        ],
        "files":[
        {"path":"a/Таблиця.html","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","bytes":0,"from":["content/articles/a.md","templates/"]},
        {"path":"b.txt","sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","bytes":3}
        ],
        "articles":[],
        "claims":[
        {"id":"kursk/losses/week","formerly":["in-a-week"],"sha256":"b3c197ebf7240a8eddcbfa5487e29d9c116113ab3afd6f896e9e12eb4d88d22a","statement":"A thousand in a week.","speaker":"kirby","act":"estimates","status":"attributed","reason":"One named origin."}
        ],
        "sources":[],
        "speakers":[],
        "figures":[]
        }
        "#);
    }

    #[test]
    fn a_record_reads_back_as_it_was_written_and_is_whole() {
        let json = record().to_json();
        assert_eq!(Record::from_json(&json), Some(record()));
        assert_eq!(check_record(&json), Seal::Whole);
    }

    #[test]
    fn a_record_of_an_early_version_is_read() {
        let early = br#"{"onrecord": "0.1.0", "files": [{"path": "a", "sha256": "00", "bytes": 1}],
            "claims": [{"id": "a/b", "formerly": ["c"], "page": "articles/a/index.html", "anchor": "claim-b", "sha256": "11"}]}"#;
        let record = Record::from_json(early).unwrap();
        assert_eq!(record.len(), 1);
        let ids: Vec<String> = record.claim_ids().iter().map(ToString::to_string).collect();
        assert_eq!(ids, ["a/b", "a/c"]);
        assert_eq!(record.contents().claims[0].says, None);
        assert_eq!(check_record(early), Seal::Missing);
    }

    #[test]
    fn a_claim_that_cannot_be_read_leaves_the_files_and_the_other_claims_in_the_record() {
        let mut json: Value = serde_json::from_slice(&record().to_json()).unwrap();
        json["claims"].as_array_mut().unwrap().push(5.into());
        assert_eq!(Record::from_json(json.to_string().as_bytes()), Some(record()));
        json["claims"] = 5.into();
        assert_eq!(Record::from_json(json.to_string().as_bytes()).unwrap().len(), 2);
    }

    #[test]
    fn a_record_that_names_a_path_outside_is_void() {
        for path in ["../../.bashrc", "/etc/passwd", "a/../../b", "C:\\\\x", ""] {
            let json = format!(
                r#"{{"onrecord": "0.1.0", "files": [{{"path": "{path}", "sha256": "00", "bytes": 1}}]}}"#
            );
            assert_eq!(Record::from_json(json.as_bytes()), None, "{path}");
        }
    }

    #[test]
    fn the_json_of_another_tool_is_not_a_record() {
        assert_eq!(Record::from_json(br#"{"name": "vinyl"}"#), None);
    }

    #[test]
    fn a_record_in_a_bundle_cannot_end_its_script() {
        let mut record = record();
        let mut claim = claim();
        claim.says.as_mut().unwrap().statement = "</script><script>alert(1)</script><!--".to_owned();
        record.account.contents.claims = vec![claim];
        let json = record.for_bundle();
        assert!(!json.contains('<'));
        assert_eq!(Record::from_json(json.as_bytes()), Some(record));
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_record_or_none(bytes: Vec<u8>) {
            let _ = Record::from_json(&bytes);
        }
    }
}
