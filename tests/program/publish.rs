//! `onrecord publish`, against repositories on this disk.

use crate::fixture::{Ran, Site, program};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ARTICLE: &str = "content/articles/lower-quay.md";

/// Git without anything that this machine's owner told it.
fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    git.stdin(Stdio::null());
    git
}

#[track_caller]
fn run_git(folder: &Path, arguments: &[&str]) -> String {
    let ran = git(folder).args(arguments).output().unwrap();
    assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap().trim_end().to_owned()
}

/// A site that is committed, with a remote beside it.
struct Desk {
    site: Site,
    remote: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let site = Site::sample();
        let remote = site.path("../remote.git");
        run_git(&site.path(".."), &["init", "--quiet", "--bare", "remote.git"]);
        let desk = Self { site, remote };
        desk.git(&["init", "--quiet", "--initial-branch=main"]);
        desk.git(&["config", "user.name", "Ada Hale"]);
        desk.git(&["config", "user.email", "ada@desk.example.org"]);
        desk.git(&["remote", "add", "origin", "../remote.git"]);
        desk.commit();
        desk.git(&["push", "--quiet", "-u", "origin", "main"]);
        desk
    }

    fn git(&self, arguments: &[&str]) -> String {
        run_git(&self.site.path(""), arguments)
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Write"]);
    }

    fn in_remote(&self, arguments: &[&str]) -> String {
        run_git(&self.remote, arguments)
    }

    /// The program in the site's folder, with no settings of git but those of the repository.
    fn publish(&self, arguments: &[&str]) -> Ran {
        self.publish_with(arguments, |_| {})
    }

    fn publish_with(&self, arguments: &[&str], environment: impl Fn(&mut Command)) -> Ran {
        let mut command = program(&self.site.path(""));
        command.arg("publish").args(arguments).stdin(Stdio::null());
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        let temporary = self.site.path("../temporary");
        fs::create_dir_all(&temporary).unwrap();
        command.env("TMPDIR", &temporary).env("TMP", &temporary);
        environment(&mut command);
        let ran = self.site.ran(command);
        assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "something is left behind");
        ran
    }

    /// Everything in the site's folder, what git keeps there included.
    fn everything(&self) -> Vec<(String, Vec<u8>)> {
        self.site.tree("")
    }

    fn commits(&self, branch: &str) -> usize {
        self.in_remote(&["rev-list", "--count", branch]).parse().unwrap()
    }

    /// The files of a branch of the remote, put into a folder below the site's temporary one.
    fn branch_as_folder(&self, branch: &str) -> Vec<(String, Vec<u8>)> {
        let name = format!("../out-{branch}-{}", self.commits(branch));
        run_git(&self.site.path(".."), &["clone", "--quiet", "--branch", branch, "remote.git", &name[3..]]);
        fs::remove_dir_all(self.site.path(&format!("{name}/.git"))).unwrap();
        self.site.tree(&name)
    }

    /// Somebody else commits a file to a branch of the remote.
    fn somebody_commits(&self, branch: &str, file: &str, text: &str) {
        let clone = self.site.path("../somebody");
        let _ = fs::remove_dir_all(&clone);
        run_git(&self.site.path(".."), &["clone", "--quiet", "remote.git", "somebody"]);
        let there =
            git(&self.remote).args(["rev-parse", "--verify", "--quiet", branch]).output().unwrap().status;
        match there.success() {
            true => run_git(&clone, &["checkout", "--quiet", branch]),
            false => run_git(&clone, &["checkout", "--quiet", "--orphan", branch]),
        };
        if !there.success() {
            run_git(&clone, &["rm", "-rfq", "--ignore-unmatch", "."]);
        }
        fs::write(clone.join(file), text).unwrap();
        run_git(&clone, &["add", "--all"]);
        run_git(&clone, &["-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "-qm", "By hand"]);
        run_git(&clone, &["push", "--quiet", "origin", branch]);
    }
}

fn executable(file: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

fn without_commit(text: &str) -> String {
    let Some((before, after)) = text.split_once("commit ") else { return text.to_owned() };
    format!("{before}commit [COMMIT]{}", &after[10..])
}

#[test]
fn a_site_is_published_as_one_commit_and_a_second_time_only_when_it_changed() {
    let desk = Desk::new();
    desk.site.run(["build", "--output", "../built"]).exits(0);
    let before = desk.everything();
    let ran = desk.publish(&[]).exits(0).finds_only("checked: nothing is wrong");
    insta::assert_snapshot!(without_commit(&ran.stdout), @r"
    Published 17 pages to `gh-pages` of `origin`, in commit [COMMIT]: 40 files added.
    It is not known where the site will stand: `--base-url` or `base_url` in onrecord.toml says so.
    ");
    assert_eq!(desk.everything(), before, "the working tree, the index and the branches are as they were");
    assert_eq!(
        desk.branch_as_folder("gh-pages"),
        desk.site.tree("../built"),
        "the branch has what a build writes"
    );
    assert_eq!(desk.commits("gh-pages"), 1);
    let source = desk.git(&["rev-parse", "HEAD"]);
    let message = desk.in_remote(&["log", "-1", "--format=%an <%ae>%n%B", "gh-pages"]);
    let message = message.replace(&source, "[SOURCE]").replace(&source[..10], "[SHORT]");
    insta::assert_snapshot!(message.replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r"
    Ada Hale <ada@desk.example.org>
    Publish main at [SHORT]

    Source-commit: [SOURCE]
    Published-by: onrecord VERSION
    ");

    let ran = desk.publish(&[]).exits(0);
    insta::assert_snapshot!(ran.stdout, @"Nothing had changed: `gh-pages` of `origin` has these 17 pages already.");
    assert_eq!(desk.commits("gh-pages"), 1);

    let first = desk.in_remote(&["rev-parse", "gh-pages"]);
    desk.site.remove("content/pages/about.md").edit(ARTICLE, "Two counts", "The two counts");
    desk.commit();
    let ran = desk.publish(&["--message", "Say which counts"]).exits(0);
    assert!(ran.stdout.contains("changed, 1 removed"), "{}", ran.stdout);
    assert_eq!(desk.in_remote(&["rev-parse", "gh-pages^"]), first, "history is kept");
    let message = desk.in_remote(&["log", "-1", "--format=%s", "gh-pages"]);
    assert_eq!(message, "Say which counts");
}

#[test]
fn a_rehearsal_says_what_would_change_and_pushes_nothing() {
    let desk = Desk::new();
    let ran = desk.publish(&["--dry-run"]).exits(0);
    assert!(ran.stdout.starts_with("Would publish "), "{}", ran.stdout);
    assert_eq!(desk.in_remote(&["branch", "--format=%(refname:short)"]), "main");
}

#[test]
fn a_branch_that_somebody_else_wrote_is_not_overwritten_unless_told() {
    let desk = Desk::new();
    desk.somebody_commits("gh-pages", "thesis.md", "years of work");
    let theirs = desk.in_remote(&["rev-parse", "gh-pages"]);
    let ran = desk.publish(&[]).exits(2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: `gh-pages` of `origin` was not written by onrecord: it has `thesis.md`

      help: publish to another branch with `--branch`; or take this one over with `--force`: its files give way to the site's, and its history keeps them
    ");
    assert_eq!(desk.in_remote(&["rev-parse", "gh-pages"]), theirs);
    let ran = desk.publish(&["--force"]).exits(0);
    assert!(ran.stdout.contains("Gave way: 1 file that onrecord did not write"), "{}", ran.stdout);
    assert_eq!(desk.in_remote(&["rev-parse", "gh-pages^"]), theirs);
    assert_eq!(desk.in_remote(&["show", "gh-pages^:thesis.md"]), "years of work");
}

#[test]
fn what_a_person_added_to_a_published_branch_or_edited_there_is_not_lost() {
    let desk = Desk::new();
    desk.publish(&[]).exits(0);
    desk.somebody_commits("gh-pages", "verification.html", "a code");
    desk.site.edit(ARTICLE, "Two counts", "The two counts");
    desk.commit();
    desk.publish(&[]).exits(2).tells("that were edited there: `verification.html`").tells("`static`");
    // What the site has as well is not lost.
    desk.site.write("static/verification.html", "a code");
    desk.commit();
    desk.publish(&[]).exits(0);
    desk.somebody_commits("gh-pages", "site.css", "/* mended there */");
    desk.publish(&[]).exits(2).tells("that were edited there: `site.css`");
}

#[test]
fn the_domain_that_was_set_in_the_settings_stays_and_the_site_is_made_for_it() {
    let desk = Desk::new();
    desk.publish(&[]).exits(0);
    desk.somebody_commits("gh-pages", "CNAME", "briefings.example.org\n");
    let ran = desk.publish(&[]).exits(0);
    assert!(ran.stdout.contains("Kept there: CNAME"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Made for https://briefings.example.org/"), "{}", ran.stdout);
    let files = desk.branch_as_folder("gh-pages");
    let file = |name: &str| {
        String::from_utf8(files.iter().find(|(path, _)| path == name).unwrap().1.clone()).unwrap()
    };
    assert_eq!(file("CNAME").trim_end(), "briefings.example.org");
    assert!(
        file("articles/lower-quay/index.html").contains("https://briefings.example.org/articles/lower-quay/")
    );
}

#[test]
fn what_is_not_committed_is_named_and_published_as_it_is() {
    let desk = Desk::new();
    desk.site
        .edit(ARTICLE, "Two counts", "The two counts")
        .write("content/pages/new.md", "---\ntitle: New\n---\n");
    // Not a part of the site, and nothing that goes along.
    desk.site.write("notes.txt", "mine");
    let before = desk.everything();
    let ran = desk.publish(&["--require-clean"]).exits(2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: no commit has these as they are: `content/articles/lower-quay.md`, `content/pages/new.md`

      help: commit them, or leave `--require-clean` out to publish them as they are
    ");
    let ran = desk.publish(&[]).exits(0);
    ran.tells(
        "note: no commit has these as they are: `content/articles/lower-quay.md`, `content/pages/new.md`",
    );
    assert_eq!(desk.everything(), before);
    assert!(desk.in_remote(&["show", "gh-pages:index.html"]).contains("The two counts"));
    let subject = desk.in_remote(&["log", "-1", "--format=%s", "gh-pages"]);
    assert!(subject.ends_with(", with uncommitted changes"), "{subject}");
}

#[test]
fn without_git_or_a_repository_or_a_remote_it_says_what_is_missing() {
    let desk = Desk::new();
    let before = desk.everything();
    let ran = desk
        .publish_with(&[], |command| {
            command.env("PATH", desk.site.path("nowhere"));
        })
        .exits(3);
    insta::assert_snapshot!(ran.stderr, @r"
    error: there is no `git` on this machine, or not in `PATH`

      help: `onrecord publish` pushes by git: install it from https://git-scm.com, or put what `onrecord build` writes on a web server yourself
    ");
    desk.publish(&["--remote", "upstream"])
        .exits(2)
        .tells("the repository has no remote `upstream`")
        .tells("the repository knows `origin`");
    desk.publish(&["--remote", "--upload-pack=touch x"]).exits(2);
    desk.publish(&["--branch", "a b"]).exits(2).tells("git allows no space");
    desk.publish(&["--branch", "main"])
        .exits(2)
        .tells("`main` is the branch that the site itself is written on");
    desk.git(&["checkout", "--quiet", "-b", "draft"]);
    desk.publish(&["--branch", "main", "--force"])
        .exits(2)
        .tells("`main` is the branch that the site itself");
    desk.git(&["checkout", "--quiet", "main"]);
    desk.git(&["branch", "--quiet", "-D", "draft"]);
    desk.git(&["remote", "set-url", "origin", "../gone.git"]);
    desk.publish(&[]).exits(3).tells("could not reach the remote; git says:");
    desk.git(&["remote", "set-url", "origin", "../remote.git"]);
    let content = |tree: Vec<(String, Vec<u8>)>| {
        tree.into_iter().filter(|(path, _)| !path.starts_with(".git/")).collect::<Vec<_>>()
    };
    assert_eq!(content(desk.everything()), content(before));
    let alone = Site::sample();
    let ran = alone.run(["publish"]).exits(2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: the site in `.` is in no git repository

      help: a site is published from the repository that it is written in: `git init`, `git remote add origin ADDRESS`, and `git add` and `git commit` what you wrote
    ");
}

#[test]
fn git_has_to_know_who_commits() {
    let desk = Desk::new();
    desk.git(&["config", "--unset", "user.email"]);
    let ran = desk
        .publish_with(&[], |command| {
            command.env_remove("EMAIL");
        })
        .exits(2);
    insta::assert_snapshot!(ran.stderr, @r#"
    error: git does not know who you are, and a commit has to name somebody

      help: `git config --global user.name "Your Name"` and `git config --global user.email ADDRESS`; both stand in the commit, for everybody to read
    "#);
}

#[test]
fn a_claim_that_vanished_from_the_branch_is_told_whatever_was_built_here_last() {
    let desk = Desk::new();
    desk.publish(&[]).exits(0);
    desk.site.edit(ARTICLE, "  had-to-leave:", "  left-home:");
    desk.site.edit(ARTICLE, "claim:had-to-leave", "claim:left-home");
    desk.publish(&["--dry-run"])
        .exits(0)
        .tells("the published claim `had-to-leave` is no longer in this article");
    desk.publish(&["--deny", "warnings"]).exits(1).tells("Nothing was published.");
    assert_eq!(desk.commits("gh-pages"), 1);
}

#[test]
fn a_program_that_asks_is_answered_on_standard_output_alone() {
    let desk = Desk::new();
    let ran = desk.publish(&["--format", "json"]).exits(0).tells("Published ");
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["counts"]["errors"], 0, "{told}");
}

#[test]
fn a_site_with_errors_is_not_published() {
    let desk = Desk::new();
    desk.site.edit(ARTICLE, "speaker: ada-hale", "speaker: nobody-at-all");
    desk.publish(&[]).exits(1).tells("nobody-at-all").tells("Nothing was published.");
    assert_eq!(desk.in_remote(&["branch", "--format=%(refname:short)"]), "main");
}

#[test]
fn no_hook_runs_and_a_repository_named_in_the_environment_is_not_the_one_that_is_meant() {
    let desk = Desk::new();
    // The last is where a setting for all repositories may point.
    let hooks = ["pre-push", "pre-commit", "post-commit", "reference-transaction"]
        .map(|hook| format!(".git/hooks/{hook}"));
    for path in hooks.iter().map(String::as_str).chain(["../hooks/pre-push"]) {
        desk.site.write(path, "#!/bin/sh\nexit 1\n");
        executable(&desk.site.path(path));
    }
    let other = Site::empty();
    run_git(&other.path(""), &["init", "--quiet"]);
    let everywhere = format!("[core]\n\thooksPath = {}\n", desk.site.path("../hooks").display());
    desk.site.write("../everywhere", &everywhere);
    let before = (desk.everything(), other.tree(""));
    desk.publish_with(&[], |command| {
        command.env("GIT_DIR", other.path(".git")).env("GIT_INDEX_FILE", other.path("index"));
        command
            .env("GIT_WORK_TREE", other.path(""))
            .env("GIT_CONFIG_GLOBAL", desk.site.path("../everywhere"));
    })
    .exits(0);
    assert_eq!((desk.everything(), other.tree("")), before);
    assert_eq!(desk.commits("gh-pages"), 1);
}

#[test]
fn settings_of_the_repository_alone_reach_the_push() {
    let desk = Desk::new();
    desk.git(&["config", "url.../remote.git.insteadOf", "desk:site"]);
    desk.git(&["remote", "set-url", "origin", "desk:site"]);
    desk.git(&["config", "remote.origin.mirror", "true"]);
    desk.publish(&[]).exits(0);
    assert_eq!(desk.in_remote(&["branch", "--format=%(refname:short)"]), "gh-pages\nmain");
}

#[test]
fn settings_in_the_environment_reach_the_push() {
    let desk = Desk::new();
    desk.git(&["remote", "set-url", "origin", "desk:site"]);
    desk.publish(&[]).exits(3);
    desk.publish_with(&[], |command| {
        command.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_VALUE_0", "desk:site");
        command.env("GIT_CONFIG_KEY_0", "url.../remote.git.insteadOf");
    })
    .exits(0);
    assert_eq!(desk.commits("gh-pages"), 1);
}

#[test]
fn the_configuration_names_the_branch_and_only_a_remote_that_is_known() {
    let desk = Desk::new();
    let config = desk.site.read("onrecord.toml");
    desk.site.write("onrecord.toml", &format!("{config}\n[publish]\nbranch = \"pages\"\n"));
    desk.publish(&[]).exits(0);
    assert_eq!(desk.commits("pages"), 1);
    let elsewhere = desk.remote.to_str().unwrap().replace("/site/..", "");
    desk.site.write("onrecord.toml", &format!("{config}\n[publish]\nremote = \"{elsewhere}\"\n"));
    desk.publish(&[]).exits(1).tells("`remote` is not a name that git takes");
    desk.site.write("onrecord.toml", &format!("{config}\n[publish]\nremote = \"upstream\"\n"));
    desk.publish(&[]).exits(2).tells("has no remote `upstream`");
}

#[test]
fn a_remote_that_refuses_is_heard() {
    let desk = Desk::new();
    let hook = desk.remote.join("hooks/pre-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\necho 'this branch is frozen' >&2\nexit 1\n").unwrap();
    executable(&hook);
    desk.publish(&[]).exits(3).tells("this branch is frozen").tells("the remote has a rule for this branch");
}
