//! What stands on a branch, and whether it may give way.

use super::BranchError;
use super::git::SHORT;
use super::work::Work;
use crate::model::{BaseUrl, Sha256Hex};
use crate::path::RelPath;
use crate::record::{RECORD_NAME, Record};

/// Files that stand beside a site and make where it stands: GitHub writes the first when somebody sets a domain in the
/// settings. They stay, unless the site has its own.
pub(super) const KEPT: [&str; 2] = ["CNAME", ".nojekyll"];

/// How many files are compared with their record at once.
const AT_ONCE: usize = 256;

/// The commit that a branch points at, and what we know of its files.
#[derive(Debug)]
pub(super) struct Standing {
    pub(super) commit: String,
    /// What onrecord wrote there.
    pub(super) record: Option<Record>,
    /// Files that stay: path and object.
    pub(super) kept: Vec<(String, String)>,
    /// The address that it says it stands at.
    pub(super) domain: Option<BaseUrl>,
}

impl Standing {
    /// Reads the commit `commit`, which was fetched.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn read(work: &Work, commit: String) -> Result<Self, BranchError> {
        let doing = "read the branch";
        let file = |name: &str| {
            let said =
                work.git.ask(doing, &["cat-file", "blob", &format!("{commit}:{name}")], None, SHORT)?;
            Ok(said.good.then_some(said.stdout))
        };
        let record = file(RECORD_NAME)?;
        if let Some(json) = &record {
            work.keep_record(json).map_err(BranchError::machine(doing))?;
        }
        let record = record.and_then(|json| Record::from_json(&json));
        let domain = file(KEPT[0])?.and_then(|name| {
            let name = String::from_utf8(name).ok()?;
            BaseUrl::parse(&format!("https://{}/", name.lines().next()?.trim())).ok()
        });
        let listed = work.git.run(doing, &["ls-tree", "-z", &commit, "--", KEPT[0], KEPT[1]], SHORT)?;
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        let kept = listed.split('\0').filter_map(|entry| {
            let (object, path) = entry.split_once('\t')?;
            let (kind, object) = object.rsplit_once(' ')?;
            kind.ends_with(" blob").then(|| (path.to_owned(), object.to_owned()))
        });
        Ok(Self { record, domain, kept: kept.collect(), commit })
    }

    /// The files that would be lost with `changes`, though no onrecord wrote them as they are.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn not_ours(&self, work: &Work, changes: &[Change]) -> Result<Vec<String>, BranchError> {
        let mut not_ours = Vec::new();
        let mut to_compare = Vec::new();
        for Change { path, was } in changes {
            let Some(was) = was else { continue };
            if KEPT.contains(&path.as_str()) || (path == RECORD_NAME && self.record.is_some()) {
                continue;
            }
            let recorded = RelPath::new(path.as_str()).ok();
            let recorded = recorded.and_then(|path| self.record.as_ref()?.get(&path));
            match recorded {
                // A link or another repository is never ours.
                Some(recorded) if was.mode.starts_with("100") => {
                    to_compare.push((path, &was.object, &recorded.sha256));
                }
                _ => not_ours.push(path.clone()),
            }
        }
        for some in to_compare.chunks(AT_ONCE) {
            let objects: Vec<&str> = some.iter().map(|(_, object, _)| object.as_str()).collect();
            let digests = digests(work, &objects)?;
            let edited = some.iter().zip(digests).filter(|((.., sha256), digest)| *sha256 != digest);
            not_ours.extend(edited.map(|((path, ..), _)| (*path).clone()));
        }
        not_ours.sort();
        Ok(not_ours)
    }
}

/// A file that a commit changes.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) path: String,
    /// What stood there.
    was: Option<Was>,
}

#[derive(Debug)]
struct Was {
    mode: String,
    object: String,
}

/// How many files a commit adds, changes and removes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New files.
    pub added: usize,
    /// Files that are there before and after, and differ.
    pub changed: usize,
    /// Files that are no longer there.
    pub removed: usize,
}

/// What `after` changes of `before`.
///
/// # Errors
/// When git does not tell.
pub(super) fn changes(work: &Work, before: &str, after: &str) -> Result<(Vec<Change>, Counts), BranchError> {
    let diff = ["diff-tree", "-r", "-z", "--no-renames", before, after];
    let said = work.git.run("compare with the branch", &diff, SHORT)?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut words = said.split('\0');
    let (mut changes, mut counts) = (Vec::new(), Counts::default());
    while let (Some(entry), Some(path)) = (words.next(), words.next()) {
        // ":100644 100755 OBJECT OBJECT M"
        let entry: Vec<&str> = entry.trim_start_matches(':').split(' ').collect();
        let [mode, _, object, _, kind] = entry[..] else { continue };
        match kind {
            "A" => counts.added += 1,
            "D" => counts.removed += 1,
            _ => counts.changed += 1,
        }
        let was = (kind != "A").then(|| Was { mode: mode.to_owned(), object: object.to_owned() });
        changes.push(Change { path: path.to_owned(), was });
    }
    Ok((changes, counts))
}

/// The SHA-256 of what each of `objects` holds.
fn digests(work: &Work, objects: &[&str]) -> Result<Vec<Sha256Hex>, BranchError> {
    let doing = "read the files of the branch";
    let asked = objects.iter().map(|object| format!("{object}\n")).collect::<String>();
    let said = work.git.ask(doing, &["cat-file", "--batch"], Some(asked.as_bytes()), SHORT)?;
    let mut rest = said.stdout.as_slice();
    let mut next = || {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let size: usize = std::str::from_utf8(&rest[..end]).ok()?.rsplit_once(' ')?.1.parse().ok()?;
        let bytes = rest.get(end + 1..)?.get(..size)?;
        rest = rest.get(end + 1 + size + 1..)?;
        Some(Sha256Hex::of(bytes))
    };
    let digests: Vec<_> = std::iter::from_fn(&mut next).take(objects.len()).collect();
    match digests.len() == objects.len() {
        true => Ok(digests),
        false => Err(BranchError::Git { doing, said: said.stderr }),
    }
}
