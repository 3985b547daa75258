use super::*;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    let ran = git.args(arguments).output().unwrap();
    assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap().trim_end().to_owned()
}

/// A repository with a commit in `site`, and a bare one in `remote`.
fn repositories(format: &str) -> TempDir {
    let both = tempfile::tempdir().unwrap();
    let site = both.path().join("site");
    git(both.path(), &["init", "--quiet", "--bare", format, "remote"]);
    git(both.path(), &["init", "--quiet", format, "site"]);
    for (key, value) in
        [("user.name", "Ada"), ("user.email", "ada@desk.example"), ("remote.origin.url", "../remote")]
    {
        git(&site, &["config", key, value]);
    }
    fs::write(site.join("onrecord.toml"), "title = \"Desk\"\n").unwrap();
    git(&site, &["add", "--all"]);
    git(&site, &["commit", "--quiet", "--message", "Begin"]);
    both
}

fn look(both: &TempDir) -> Branch {
    let repository = Repository::around(&both.path().join("site")).unwrap();
    let remote = repository.remote("origin").unwrap();
    Branch::look(&repository, remote, RefName::new("gh-pages").unwrap()).unwrap()
}

fn put(branch: Branch, manner: Manner, files: &[(&str, &str)]) -> Commit {
    let mut commit = branch.open(manner).unwrap();
    for (path, text) in files {
        commit.put(&RelPath::new(*path).unwrap(), text.as_bytes().to_vec()).unwrap();
    }
    commit
}

fn publish(both: &TempDir, files: &[(&str, &str)]) -> Result<Pushed, PublishError> {
    put(look(both), Manner::default(), files).finish(Account::default())
}

fn listed(both: &TempDir) -> Vec<String> {
    let list = ["-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "gh-pages"];
    git(&both.path().join("remote"), &list).lines().map(str::to_owned).collect()
}

#[test]
fn names_of_any_script_with_spaces_and_hashes_arrive_as_they_are() {
    let both = repositories("--object-format=sha1");
    let names = [" a b/c#d&e'f+%20.txt", "articles/مقال.html", "e\u{301}.html", "日本語/索引.html"];
    publish(&both, &names.map(|name| (name, "x"))).unwrap();
    let mut expected = vec!["record.json"];
    expected.extend(names);
    expected.sort_unstable();
    assert_eq!(listed(&both), expected);
}

#[test]
fn the_same_site_is_the_same_tree_and_pushes_nothing() {
    let both = repositories("--object-format=sha1");
    let first = publish(&both, &[("index.html", "a"), ("b", "c")]).unwrap();
    assert!(first.created && first.commit.is_some());
    let second = publish(&both, &[("b", "c"), ("index.html", "a")]).unwrap();
    assert_eq!((second.commit, second.counts), (None, Counts::default()));
}

#[test]
fn a_push_of_somebody_else_between_looking_and_pushing_is_not_overwritten() {
    let both = repositories("--object-format=sha1");
    let late = look(&both);
    publish(&both, &[("index.html", "theirs")]).unwrap();
    let theirs = git(&both.path().join("remote"), &["rev-parse", "gh-pages"]);
    let error =
        put(late, Manner::default(), &[("index.html", "ours")]).finish(Account::default()).unwrap_err();
    assert!(matches!(error, PublishError::Branch(BranchError::Moved { .. })), "{error}");

    let late = look(&both);
    git(&both.path().join("remote"), &["update-ref", "-d", "refs/heads/gh-pages"]);
    let manner = Manner { force: true, ..Manner::default() };
    let error = put(late, manner, &[("index.html", "ours")]).finish(Account::default()).unwrap_err();
    assert!(matches!(error, PublishError::Branch(BranchError::Moved { .. })), "{error}");
    git(&both.path().join("remote"), &["cat-file", "-e", &theirs]);
}

#[test]
fn a_repository_of_sha256_has_a_branch_of_sha256() {
    let both = repositories("--object-format=sha256");
    let first = publish(&both, &[("index.html", "a")]).unwrap();
    assert_eq!(first.commit.unwrap().len(), 64);
    let second = publish(&both, &[("index.html", "b")]).unwrap();
    assert_eq!(second.counts, Counts { changed: 2, ..Counts::default() });
}

#[test]
fn a_file_that_git_keeps_for_itself_is_refused() {
    let both = repositories("--object-format=sha1");
    let mut commit = look(&both).open(Manner::default()).unwrap();
    for path in [".git/config", "a/.GIT/hooks/x"] {
        let error = commit.put(&RelPath::new(path).unwrap(), Vec::new()).unwrap_err();
        assert!(matches!(error, PublishError::Branch(BranchError::Unholdable(_))), "{error}");
    }
}

#[test]
fn a_commit_that_is_given_up_leaves_nothing_behind() {
    let both = repositories("--object-format=sha1");
    let commit = put(look(&both), Manner::default(), &[("index.html", "a")]);
    let folder = commit.branch.work.folder.path().to_path_buf();
    assert!(folder.exists());
    drop(commit);
    assert!(!folder.exists());
    assert_eq!(git(&both.path().join("remote"), &["branch"]), "");
}

#[test]
fn a_link_that_stands_where_a_page_goes_is_not_ours() {
    let both = repositories("--object-format=sha1");
    publish(&both, &[("index.html", "a"), ("b.txt", "b")]).unwrap();
    let clone = both.path().join("clone");
    git(both.path(), &["clone", "--quiet", "--branch=gh-pages", "remote", "clone"]);
    fs::write(clone.join("target"), "b.txt").unwrap();
    let object = git(&clone, &["hash-object", "-w", "target"]);
    git(&clone, &["update-index", "--cacheinfo", &format!("120000,{object},b.txt")]);
    git(&clone, &["-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "-qm", "Link"]);
    git(&clone, &["push", "--quiet"]);
    let error = publish(&both, &[("index.html", "a"), ("b.txt", "b")]).unwrap_err();
    let PublishError::Branch(BranchError::NotOurs { files, ever, .. }) = error else { panic!("{error}") };
    assert_eq!((files, ever), (vec!["b.txt".to_owned()], true));
}
