//! The preview as the person at the terminal meets it.

use crate::fixture::{Site, program};
use crate::preview::Preview;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const ARTICLE: &str = "content/articles/lower-quay.md";

#[test]
fn each_build_is_a_line_that_says_what_changed_and_how_long_it_took() {
    let site = Site::sample();
    let preview = Preview::of(&site);
    preview.until_told(|told| told.contains("First build: "));
    site.edit(ARTICLE, "When the Elde rose", "When the Elde had risen");
    let told = preview.until_told(|told| told.contains(ARTICLE));
    let line = told.lines().find(|line| line.starts_with(ARTICLE)).unwrap();
    // The page, its annotations, the feed that has its text, and two files of the index that have its words.
    assert!(line.contains("5 files of the site are different (") && line.ends_with(" ms)"), "{line}");
    site.edit("onrecord.toml", "title = \"", "title = \"The ");
    preview.until_told(|told| told.contains("onrecord.toml: "));
    assert!(preview.get("/").text().contains("<title>The "), "{}", preview.get("/").text());
    assert!(!preview.told().contains('\u{1b}'), "no escape codes in a pipe");
}

#[test]
fn the_editors_view_is_named_once_when_there_is_something_in_it() {
    let site = Site::sample();
    let preview = Preview::of(&site);
    preview.until_told(|told| told.contains("First build: "));
    site.edit(ARTICLE, "date: ", "draft: true\ndate: ");
    let told = preview.until_told(|told| told.contains("/editors/"));
    let address = told
        .lines()
        .find_map(|line| line.strip_prefix("What is open is listed at http://127.0.0.1:"))
        .unwrap();
    let (_, path) = address.split_once('/').unwrap();
    assert_eq!(preview.get(&format!("/{path}")).status, 200);
    site.edit(ARTICLE, "When the Elde rose", "When the Elde had risen");
    let told = preview.until_told(|told| told.matches(ARTICLE).count() >= 2);
    assert_eq!(told.matches("/editors/").count(), 1, "{told}");
}

#[test]
fn a_diagnostic_is_told_as_check_tells_it_and_not_again_at_every_save() {
    let site = Site::sample();
    site.edit(ARTICLE, "speaker: ada-hale", "speaker: ada-hael");
    let check = site.run(["check"]).exits(1).stderr;
    let shown = check.lines().next().unwrap().to_owned();
    let preview = Preview::of(&site);
    let told = preview.until_told(|told| told.contains("First build: "));
    let in_full: Vec<&str> = check.lines().take(10).collect();
    assert!(told.contains(&in_full.join("\n")), "{told}\n---\n{check}");
    assert!(told.contains("no new pages until this is mended"));
    site.write("static/x.txt", "1");
    let told = preview.until_told(|told| told.contains("\nstatic: "));
    assert_eq!(told.matches(&shown).count(), 1, "{told}");
}

#[test]
fn a_taken_port_gives_way_to_the_next_and_says_so() {
    let site = Site::sample();
    let first = Preview::of(&site);
    let second = Preview::with_port(&site, first.port);
    assert_ne!(second.port, first.port);
    second.until_told(|told| {
        told.contains(&format!("Port {} is taken, so this is on port {}", first.port, second.port))
    });
    assert_eq!(first.get("/nowhere").status / 100, second.get("/nowhere").status / 100);
}

#[test]
fn a_change_that_comes_during_a_build_leads_to_another() {
    let site = Site::sample();
    let preview = Preview::of(&site);
    let mut events = preview.listen();
    events.until_good();
    for n in 0..40 {
        site.write("static/count.txt", &n.to_string());
        thread::sleep(Duration::from_millis(25));
    }
    let started = Instant::now();
    while preview.get("/count.txt").body != b"39" {
        assert!(started.elapsed() < Duration::from_secs(20), "the last change was lost:\n{}", preview.told());
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_site_may_be_deleted_and_made_anew_under_a_running_preview() {
    let site = Site::sample();
    let preview = Preview::of(&site);
    preview.listen().until_good();
    let here: PathBuf = site.path("").components().collect();
    let away = here.with_file_name("away");
    fs::rename(&here, &away).unwrap();
    preview.until_told(|told| told.contains("there is no site"));
    assert_eq!(preview.get("/articles/lower-quay/").status, 200, "the last good pages stay");
    let text = fs::read_to_string(away.join(ARTICLE)).unwrap();
    fs::write(away.join(ARTICLE), text.replace("When the Elde rose", "When the Elde had risen")).unwrap();
    fs::rename(&away, &here).unwrap();
    let started = Instant::now();
    while !preview.get("/articles/lower-quay/").text().contains("When the Elde had risen") {
        assert!(started.elapsed() < Duration::from_secs(20), "{}", preview.told());
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn another_branch_is_one_build() {
    let site = Site::sample();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command
            .current_dir(site.path(""))
            .args(["-c", "user.name=A", "-c", "user.email=a@b.example"])
            .args(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    let write = |text: &str| {
        for n in 0..300 {
            site.write(&format!("static/data/{n}.txt"), &format!("{text} {n}"));
        }
    };
    if !git(&["init", "-b", "main"]) {
        return;
    }
    write("main");
    assert!(git(&["add", "."]) && git(&["commit", "-m", "1"]) && git(&["checkout", "-b", "other"]));
    write("other");
    assert!(git(&["commit", "-am", "2"]));
    let preview = Preview::of(&site);
    preview.listen().until_good();
    let before = preview.until_told(|told| told.contains("First build: ")).lines().count();
    assert!(git(&["checkout", "main"]));
    let told = preview.until_told(|told| {
        told.contains("static/data/0.txt and 299 more: 300 files of the site are different")
    });
    thread::sleep(Duration::from_millis(500));
    assert_eq!(preview.told().lines().count(), before + 1, "{told}");
    assert_eq!(preview.get("/data/7.txt").body, b"main 7");
}

#[test]
fn drafts_and_articles_dated_ahead_are_shown_and_labelled() {
    let site = Site::sample();
    let article = |key: &str| format!("---\ntitle: The bridge\ndate: 2001-01-01\n{key}---\n\nIt stood.\n");
    site.write("content/articles/draft.md", &article("draft: true\n"));
    site.write("content/articles/ahead.md", &article("").replace("2001", "2901"));
    site.write("content/articles/plain.md", &article(""));
    let preview = Preview::of(&site);
    preview.listen().until_good();
    let labels = |id: &str| {
        let page = preview.get(&format!("/articles/{id}/"));
        assert_eq!(page.status, 200, "{id}");
        (page.text().contains("Draft, not published yet"), page.text().contains("Dated ahead of today"))
    };
    assert_eq!(labels("draft"), (true, false));
    assert_eq!(labels("ahead"), (false, true));
    assert_eq!(labels("plain"), (false, false));
    site.run(["build"]).exits(0);
    assert!(
        !site.read("public/articles/ahead/index.html").contains("Dated ahead"),
        "what is published knows no day"
    );
}

#[test]
fn others_are_answered_only_when_asked_for_and_with_a_warning() {
    let site = Site::sample();
    let ask = |preview: &Preview, host: &str| {
        preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}:{}\r\n\r\n", preview.port)).status
    };
    let private = Preview::of(&site);
    private.listen().until_good();
    assert_eq!((ask(&private, "desk.local"), ask(&private, "localhost")), (421, 200));
    assert!(!private.told().contains("Warning"), "{}", private.told());

    let open = Preview::with(&site, &["--host", "0.0.0.0", "--host", "desk.local"]);
    open.until_told(|told| told.contains("Warning: everybody on the network"));
    open.listen().until_good();
    assert_eq!((ask(&open, "desk.local"), ask(&open, "127.0.0.1")), (200, 200));
    assert_eq!((ask(&open, "evil.example"), ask(&open, "10.9.8.7")), (421, 421));

    let named = Preview::with(&site, &["--host", "localhost"]);
    named.listen().until_good();
    assert!(!named.told().contains("Warning"), "{}", named.told());
    site.run(["serve", "--host", "no.such.host.invalid"]).exits(2).tells("leads to no address");
    site.run(["serve", "--host", "192.0.2.1"]).exits(3).tells("an address of this machine");
}

#[cfg(unix)]
mod ending {
    use super::*;
    use std::os::unix::process::ExitStatusExt;

    fn interrupt(preview: &Preview) {
        let pid = preview.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    }

    #[test]
    fn control_c_ends_it_at_once_even_while_it_builds() {
        let site = Site::sample();
        // Long enough to be interrupted.
        let text = "The river rose and fell again that night. ".repeat(20_000);
        site.write(
            "content/articles/long.md",
            &format!("---\ntitle: Long\ndate: 2001-01-01\n---\n\n{text}\n"),
        );
        for wait in [0, 30, 3_000] {
            let mut preview = Preview::of(&site);
            thread::sleep(Duration::from_millis(wait));
            let started = Instant::now();
            interrupt(&preview);
            // As shells report it: 130.
            assert_eq!(preview.ended().signal(), Some(2));
            assert!(started.elapsed() < Duration::from_millis(500), "{:?}", started.elapsed());
        }
    }

    #[test]
    fn a_browser_is_opened_when_asked_for() {
        if !cfg!(target_os = "linux") {
            return;
        }
        use std::os::unix::fs::PermissionsExt;
        let site = Site::sample();
        site.write("../bin/xdg-open", "#!/bin/sh\nprintf %s \"$1\" > \"$0.asked\"\n");
        fs::set_permissions(site.path("../bin/xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
        let path = format!("{}:{}", site.path("../bin").display(), std::env::var("PATH").unwrap());
        let mut child = program(&site.path(""))
            .args(["serve", "--port", "0", "--open", "--base-path", "/repo/"])
            .env("PATH", path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let asked = site.path("../bin/xdg-open.asked");
        let started = Instant::now();
        let mut address = String::new();
        while !address.ends_with("/repo/") && started.elapsed() < Duration::from_secs(20) {
            address = fs::read_to_string(&asked).unwrap_or_default();
            thread::sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(address.starts_with("http://127.0.0.1:") && address.ends_with("/repo/"), "{address:?}");
    }
}
