//! The workflow of a new site: its step that installs the program, run as a runner does, with what it fetches from made up.
//!
//! `tests/browser/workflows.mjs` holds the whole workflow against what GitHub knows.
#![cfg(unix)]

use crate::fixture::Site;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

const ARCHIVE: &str = "onrecord-x86_64-unknown-linux-musl";

/// A runner: a home, a folder for temporary files, and programs of ours in place of those that reach the network.
struct Runner {
    site: Site,
    script: String,
}

impl Runner {
    fn new() -> Self {
        let site = Site::sample();
        let workflow = site.read(".github/workflows/pages.yml");
        let step = workflow.split("- name: Install onrecord\n").nth(1).unwrap();
        let script = step.split("run: |\n").nth(1).unwrap();
        let script = script.lines().take_while(|line| line.is_empty() || line.starts_with("          "));
        let script = script.collect::<Vec<_>>().join("\n");
        for folder in ["home", "temporary", "bin", "release"] {
            fs::create_dir_all(site.path(folder)).unwrap();
        }
        let runner = Self { site, script };
        runner.program("cargo", "echo \"$@\" > \"$HOME/cargo-was-asked\"");
        runner.program("git", "exit 2");
        runner
            .program("gh", "case $1 in attestation) exit 0 ;; release) cp \"$HOME\"/../release/* . ;; esac");
        runner
    }

    fn program(&self, name: &str, text: &str) {
        let path = format!("bin/{name}");
        self.site.write(&path, &format!("#!/bin/sh\n{text}\n"));
        fs::set_permissions(self.site.path(&path), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// What the release workflow makes.
    fn release(&self) {
        self.site.write(&format!("release/{ARCHIVE}/onrecord"), "the program").write("release/README.md", "");
        let pack = format!(
            "tar -czf {ARCHIVE}.tar.gz {ARCHIVE} && rm -r {ARCHIVE} README.md && echo other > onrecord-other.zip && \
             sha256sum -- onrecord-* > SHA256SUMS && rm onrecord-other.zip"
        );
        let packed = Command::new("sh").args(["-c", &pack]).current_dir(self.site.path("release")).status();
        assert!(packed.unwrap().success());
    }

    /// Runs the step as runners do: by bash, which stops at the first command that fails.
    fn install(&self, source: &str) -> Output {
        let path = format!("{}:{}", self.site.path("bin").display(), std::env::var("PATH").unwrap());
        Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &self.script])
            .current_dir(self.site.path(""))
            .envs([("VERSION", "1.2.3"), ("PROGRAM_SOURCE", source), ("GH_TOKEN", "token"), ("PATH", &path)])
            .env("HOME", self.site.path("home"))
            .env("RUNNER_TEMP", self.site.path("temporary"))
            .output()
            .unwrap()
    }

    fn installed(&self) -> Option<String> {
        fs::read_to_string(self.site.path("home/.cargo/bin/onrecord")).ok()
    }

    fn was_built(&self) -> bool {
        self.site.path("home/cargo-was-asked").exists()
    }
}

#[test]
fn the_released_program_is_installed_where_there_is_one() {
    let runner = Runner::new();
    runner.release();
    let ran = runner.install("https://github.com/desk/onrecord.git");
    assert!(ran.status.success(), "{ran:?}");
    assert_eq!(runner.installed().as_deref(), Some("the program"));
    assert!(!runner.was_built());
}

#[test]
fn without_a_release_the_program_is_built_from_its_source() {
    let runner = Runner::new();
    let built = |source: &str| {
        assert!(runner.install(source).status.success());
        let asked = runner.site.read("home/cargo-was-asked").trim().to_owned();
        fs::remove_file(runner.site.path("home/cargo-was-asked")).unwrap();
        asked
    };
    let elsewhere = "https://git.example.org/desk/onrecord";
    assert_eq!(built(elsewhere), format!("install --locked --git {elsewhere} onrecord"));
    runner.program("git", "exit 0");
    assert_eq!(built(elsewhere), format!("install --locked --git {elsewhere} --tag v1.2.3 onrecord"));
    runner.program("gh", "echo 'release not found' >&2; exit 1");
    let on_github = "https://github.com/desk/onrecord";
    assert_eq!(built(on_github), format!("install --locked --git {on_github} --tag v1.2.3 onrecord"));
}

#[test]
fn while_it_is_not_said_where_the_program_comes_from_the_workflow_says_what_to_fill_in() {
    let runner = Runner::new();
    let ran = runner.install("");
    assert_eq!(ran.status.code(), Some(1));
    let told = String::from_utf8(ran.stdout).unwrap();
    assert!(told.starts_with("::error ") && told.contains("Fill in PROGRAM_SOURCE at the top of"), "{told}");
    assert!(!runner.was_built());
    let workflow = runner.site.read(".github/workflows/pages.yml");
    let source = format!("  PROGRAM_SOURCE: \"{}\"\n", env!("CARGO_PKG_REPOSITORY"));
    assert!(workflow.contains(&source), "{workflow}");
}

#[test]
fn a_program_that_cannot_be_built_is_told_with_where_it_was_looked_for() {
    let runner = Runner::new();
    runner.program("cargo", "exit 101");
    let ran = runner.install("https://git.example.org/desk/other");
    assert_eq!(ran.status.code(), Some(1));
    assert!(String::from_utf8(ran.stdout).unwrap().contains("Is PROGRAM_SOURCE at the top of"));
}

#[test]
fn a_program_that_is_not_what_was_released_is_not_installed() {
    let runner = Runner::new();
    runner.release();
    fs::write(runner.site.path(&format!("release/{ARCHIVE}.tar.gz")), "altered").unwrap();
    assert!(!runner.install("https://github.com/desk/onrecord.git").status.success());
    assert!(runner.installed().is_none() && !runner.was_built());

    let runner = Runner::new();
    runner.release();
    runner.program("gh", "case $1 in attestation) exit 1 ;; release) cp \"$HOME\"/../release/* . ;; esac");
    assert!(!runner.install("https://github.com/desk/onrecord.git").status.success());
    assert!(runner.installed().is_none() && !runner.was_built());
}
