//! The claims that were published before, from the record that the last build left.

use super::rewrite::link_on_the_way;
use crate::diagnostic::{Diagnostic, Diagnostics, Placed};
use crate::model::ClaimId;
use crate::path::RelPath;
use crate::record::{RECORD_NAME, Record};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Records longer than this are not read: a site of a hundred thousand claims has a shorter one.
const LONGEST: u64 = 128 * 1024 * 1024;

/// The ids of all claims in the last record of the site in `root`: the file that it names as its `last` record, else the
/// record in its `output` folder. A record that cannot be read is told.
#[must_use]
pub fn published_before(
    root: &Path,
    output: &Path,
    last: Option<&Placed<RelPath>>,
) -> (BTreeSet<ClaimId>, Diagnostics) {
    let read = match last {
        Some(last) => read_below(root, &last.value),
        None => match read(&output.join(RECORD_NAME), RECORD_NAME) {
            // A site that was not built yet has none.
            Err(Unread { missing: true, .. }) => return Default::default(),
            read => read,
        },
    };
    match read {
        Ok(record) => (record.claim_ids(), Diagnostics::new()),
        Err(unread) => {
            let diagnostic = Diagnostic::warning("record-unreadable", unread.message)
                .with_why("whether a published claim vanished is told from the record of what was published");
            let diagnostic = match last {
                Some(last) => diagnostic
                    .at(last.place, unread.reason)
                    .with_help("copy the `record.json` of the published site there"),
                None => diagnostic.with_help(format!("{}; build the site anew", unread.reason)),
            };
            (BTreeSet::new(), [diagnostic].into_iter().collect())
        }
    }
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
}

/// The record at `path` below `root`, through no link: it could lead out of the site.
fn read_below(root: &Path, path: &RelPath) -> Result<Record, Unread> {
    match link_on_the_way(root, path) {
        Ok(None) => read(&path.under(root), path.as_str()),
        Ok(Some(part)) => {
            let reason = format!("`{part}` is a symbolic link, and nothing is read through one");
            Err(Unread::new(path.as_str(), false, reason))
        }
        Err(error) => Err(Unread::of_the_machine(path.as_str(), &error)),
    }
}

fn read(path: &Path, name: &str) -> Result<Record, Unread> {
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
    Record::from_json(&json).ok_or_else(|| unread(false, "it is not a record that onrecord wrote".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Files, Place};

    /// What is said of the site whose `published.json`, which it names as its last record, holds `json`.
    fn told(json: Option<&str>) -> Vec<String> {
        let root = tempfile::tempdir().unwrap();
        if let Some(json) = json {
            fs::write(root.path().join("published.json"), json).unwrap();
        }
        let config = Files::new().add(RelPath::new("onrecord.toml").unwrap(), "");
        let last = Placed::new(RelPath::new("published.json").unwrap(), Place::new(config, 0..0));
        let (claims, told) = published_before(root.path(), &root.path().join("public"), Some(&last));
        assert!(claims.is_empty());
        told.iter().filter_map(|told| told.at.as_ref().map(|(_, label)| label.clone())).collect()
    }

    #[test]
    fn a_record_that_is_missing_or_of_another_tool_is_told_of() {
        assert_eq!(told(None), ["there is no such file"]);
        assert_eq!(told(Some("{}")), ["it is not a record that onrecord wrote"]);
        assert!(told(Some(r#"{"onrecord": "0.1.0", "files": []}"#)).is_empty(), "an earlier version's");
    }

    #[cfg(unix)]
    #[test]
    fn a_record_is_not_read_through_a_link() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("real.json"), r#"{"onrecord": "0.1.0", "files": []}"#).unwrap();
        std::os::unix::fs::symlink("real.json", root.path().join(RECORD_NAME)).unwrap();
        let (_, told) = published_before(root.path(), root.path(), None);
        assert_eq!(told.warnings(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_record_is_not_read_through_a_linked_folder() {
        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join(RECORD_NAME), r#"{"onrecord": "0.1.0", "files": []}"#).unwrap();
        std::os::unix::fs::symlink(outside.path(), root.path().join("rec")).unwrap();
        let config = Files::new().add(RelPath::new("onrecord.toml").unwrap(), "");
        let last = Placed::new(RelPath::new("rec/record.json").unwrap(), Place::new(config, 0..0));
        let (_, told) = published_before(root.path(), &root.path().join("public"), Some(&last));
        let labels: Vec<_> =
            told.iter().filter_map(|told| told.at.as_ref()).map(|(_, label)| label).collect();
        assert_eq!(labels, ["`rec` is a symbolic link, and nothing is read through one"]);
    }

    #[test]
    fn a_site_that_was_not_built_yet_has_no_record_and_nothing_is_wrong_with_it() {
        let root = tempfile::tempdir().unwrap();
        assert!(published_before(root.path(), &root.path().join("public"), None).1.is_empty());
    }
}
