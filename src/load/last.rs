//! The record of what was published before: the one that a site keeps, or the one that its last build left.

use super::shelf::{Shelf, Stamp};
use super::{Documents, Loaded};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{ClaimId, Sha256Hex};
use crate::path::RelPath;
use crate::record::{RECORD_NAME, Record};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Records longer than this are not read: a site of a hundred thousand claims has a shorter one.
const LONGEST: u64 = 256 * 1024 * 1024;

/// The record that a site names as that of what was last published.
#[derive(Clone, Debug)]
pub struct LastDoc {
    /// Where it stands below the site.
    pub path: RelPath,
    /// The digest of its bytes.
    pub sha256: Sha256Hex,
    /// What it says.
    pub record: Record,
}

/// Reads the record that the configuration of the site in `root` names, if it names one. One that cannot be read is told.
pub(super) fn add(root: &Path, loaded: &mut Loaded) {
    let Some(last) = loaded.documents.site.last_record.clone() else { return };
    match read_below(root, &last.value) {
        Ok((record, sha256)) => {
            loaded.documents.last = Some(LastDoc { path: last.value, sha256, record });
        }
        Err(unread) => loaded.diagnostics.push(
            unread
                .told()
                .at(last.place, unread.reason)
                .with_help("copy the `record.json` of the published site there"),
        ),
    }
}

/// The ids of all claims that were published before: those in the record that the site names, else in the one in its `output`
/// folder. A record there that cannot be read is told. What stands unchanged on the `shelf` is not read again.
#[must_use]
pub fn published_before(
    documents: &Documents,
    output: &Path,
    shelf: &mut Shelf,
) -> (Arc<BTreeSet<ClaimId>>, Diagnostics) {
    if documents.site.last_record.is_some() {
        let last = documents.last.as_ref();
        let published = last.map(|last| last.record.claim_ids()).unwrap_or_default();
        return (published.into(), Diagnostics::new());
    }
    let path = output.join(RECORD_NAME);
    let stamp = fs::symlink_metadata(&path).ok().and_then(|file| Stamp::of(&file));
    match (shelf.published.take(), stamp) {
        (Some(known), Some(stamp)) if known.path == path && known.stamp == stamp => {
            (Arc::clone(&shelf.published.insert(known).claims), Diagnostics::new())
        }
        (_, stamp) => match read(&path, RECORD_NAME) {
            Ok((record, _)) => {
                let claims = Arc::new(record.claim_ids());
                shelf.published = stamp.map(|stamp| Published { path, stamp, claims: Arc::clone(&claims) });
                (claims, Diagnostics::new())
            }
            // A site that was not built yet has none.
            Err(Unread { missing: true, .. }) => Default::default(),
            Err(unread) => {
                let told = unread.told().with_help(format!("{}; build the site anew", unread.reason));
                (Arc::default(), [told].into_iter().collect())
            }
        },
    }
}

/// What a record that a build left says of claims.
#[derive(Debug)]
pub(super) struct Published {
    path: PathBuf,
    stamp: Stamp,
    claims: Arc<BTreeSet<ClaimId>>,
}

/// Why there is no record.
struct Unread {
    missing: bool,
    message: String,
    reason: String,
}

impl Unread {
    fn new(name: &str, missing: bool, reason: String) -> Self {
        Self { missing, message: format!("the last record, `{name}`, cannot be read"), reason }
    }

    fn of_the_machine(name: &str, error: &io::Error) -> Self {
        let missing = error.kind() == io::ErrorKind::NotFound;
        Self::new(name, missing, if missing { "there is no such file".to_owned() } else { error.to_string() })
    }

    fn told(&self) -> Diagnostic {
        Diagnostic::warning("record-unreadable", self.message.clone())
            .with_why("whether a published claim vanished is told from the record of what was published")
    }
}

/// The record at `path` below `root`, through no link: it could lead out of the site.
fn read_below(root: &Path, path: &RelPath) -> Result<(Record, Sha256Hex), Unread> {
    match link_on_the_way(root, path) {
        Ok(None) => read(&path.under(root), path.as_str()),
        Ok(Some(part)) => {
            let reason = format!("`{part}` is a symbolic link, and nothing is read through one");
            Err(Unread::new(path.as_str(), false, reason))
        }
        Err(error) => Err(Unread::of_the_machine(path.as_str(), &error)),
    }
}

fn read(path: &Path, name: &str) -> Result<(Record, Sha256Hex), Unread> {
    let unread = |missing, reason| Unread::new(name, missing, reason);
    let of_the_machine = |error: io::Error| Unread::of_the_machine(name, &error);
    // A link could lead out of the site.
    let file = fs::symlink_metadata(path).map_err(of_the_machine)?;
    if !file.is_file() {
        return Err(unread(false, "it is no file".to_owned()));
    }
    if file.len() > LONGEST {
        return Err(unread(false, "it is longer than any record".to_owned()));
    }
    let json = fs::read(path).map_err(of_the_machine)?;
    Record::from_json(&json)
        .map(|record| (record, Sha256Hex::of(&json)))
        .ok_or_else(|| unread(false, "it is not a record that onrecord wrote".to_owned()))
}

/// The first part of `path` below `root` that is a symbolic link, which could lead anywhere; the file itself is the last.
///
/// # Errors
/// When a part is not there, or the machine does not let us look.
pub(crate) fn link_on_the_way(root: &Path, path: &RelPath) -> io::Result<Option<RelPath>> {
    let ends = path.as_str().match_indices('/').map(|(at, _)| at).chain([path.as_str().len()]);
    for part in ends.filter_map(|at| RelPath::new(&path.as_str()[..at]).ok()) {
        if fs::symlink_metadata(part.under(root))?.is_symlink() {
            return Ok(Some(part));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels of what is said of the site in `root`, which names `last` as its last record.
    fn told(root: &Path, last: &str) -> Vec<String> {
        fs::write(root.join("onrecord.toml"), format!("title = \"Desk\"\n[record]\nlast = \"{last}\"\n"))
            .unwrap();
        let loaded = super::super::load(root).unwrap();
        let told = loaded.diagnostics.iter().filter(|told| told.rule == "record-unreadable");
        let labels = told.filter_map(|told| told.at.as_ref().map(|(_, label)| label.clone())).collect();
        assert!(
            published_before(&loaded.documents, &root.join("public"), &mut Shelf::default()).0.is_empty()
        );
        labels
    }

    #[test]
    fn a_record_that_is_missing_or_of_another_tool_is_told_of() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(told(root.path(), "published.json"), ["there is no such file"]);
        fs::write(root.path().join("published.json"), "{}").unwrap();
        assert_eq!(told(root.path(), "published.json"), ["it is not a record that onrecord wrote"]);
        fs::write(root.path().join("published.json"), r#"{"onrecord": "0.1.0", "files": []}"#).unwrap();
        assert!(told(root.path(), "published.json").is_empty(), "an earlier version's");
    }

    #[cfg(unix)]
    #[test]
    fn a_record_is_not_read_through_a_link() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("real.json"), r#"{"onrecord": "0.1.0", "files": []}"#).unwrap();
        std::os::unix::fs::symlink("real.json", root.path().join(RECORD_NAME)).unwrap();
        let (_, told) = published_before(&Documents::default(), root.path(), &mut Shelf::default());
        assert_eq!(told.warnings(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_record_is_not_read_through_a_linked_folder() {
        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join(RECORD_NAME), r#"{"onrecord": "0.1.0", "files": []}"#).unwrap();
        std::os::unix::fs::symlink(outside.path(), root.path().join("rec")).unwrap();
        assert_eq!(
            told(root.path(), "rec/record.json"),
            ["`rec` is a symbolic link, and nothing is read through one"]
        );
    }

    #[test]
    fn a_site_that_was_not_built_yet_has_no_record_and_nothing_is_wrong_with_it() {
        let root = tempfile::tempdir().unwrap();
        assert!(
            published_before(&Documents::default(), &root.path().join("public"), &mut Shelf::default())
                .1
                .is_empty()
        );
    }
}
