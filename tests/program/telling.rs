//! How the program tells what is wrong: in which form, to whom, and how it ends.

use crate::fixture::{Site, program};
use serde_json::Value;
use std::fs;
use std::time::{Duration, Instant};

const ARTICLE: &str = "content/articles/lower-quay.md";

/// The sample with an error that can only be meant in one way and one that cannot, and a warning.
fn broken() -> Site {
    let site = Site::sample();
    site.edit(ARTICLE, "speaker: ada-hale", "speaker: ada-hole");
    site.write("content/speakers/more.yaml", "left-over:\n  name: Left\n  kind: expert\n  stakes: none\n");
    site.write("content/sources/more.yaml", "unused:\n  title: X\n  type: article\n");
    site
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

#[test]
fn programs_get_one_object_on_standard_output_and_nothing_else() {
    let ran = broken().run(["check", "--format", "json"]).exits(1);
    assert_eq!(ran.stderr, "");
    let told = json(&ran.stdout);
    assert_eq!(told["version"], 1);
    assert_eq!(told["checked"]["articles"], 1);
    assert_eq!(told["counts"]["errors"].as_u64(), Some(2));
    let first = &told["diagnostics"][0];
    assert_eq!((&first["rule"], &first["suggestion"]["text"]), (&"unknown-id".into(), &"ada-hale".into()));
    let start = &first["at"]["start"];
    let text = broken().read(ARTICLE);
    let line = text.lines().nth(usize::try_from(start["line"].as_u64().unwrap()).unwrap() - 1).unwrap();
    assert!(line[usize::try_from(start["column"].as_u64().unwrap()).unwrap() - 1..].starts_with("ada-hole"));
    assert!(text[usize::try_from(start["byte"].as_u64().unwrap()).unwrap()..].starts_with("ada-hole"));

    let clean = Site::sample().run(["check", "--format", "json"]).exits(0);
    assert_eq!(json(&clean.stdout)["diagnostics"], Value::Array(Vec::new()));
}

#[test]
fn code_scanning_gets_a_log_in_which_every_result_has_its_rule_and_place() {
    let empty = Site::sample();
    empty.remove("onrecord.toml").write("onrecord.toml", "");
    for (site, code) in [(broken(), 1), (Site::sample(), 0), (empty, 1)] {
        let log = json(&site.run(["check", "--format", "sarif"]).exits(code).stdout);
        let run = &log["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][at]["id"], result["ruleId"]);
            assert!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].is_string());
        }
    }
}

#[test]
fn a_site_inside_a_repository_is_named_from_the_repository() {
    let site = Site::empty();
    site.run(["new", "our docs"]).exits(0);
    fs::create_dir(site.path(".git")).unwrap();
    let article = format!("our docs/{ARTICLE}");
    site.edit(&article, "speaker: ada-hale", "speaker: ada-hole");
    let annotations = site.run(["check", "--site", "our docs", "--format", "github"]).exits(1).stdout;
    assert!(annotations.starts_with(&format!("::error file={article},line=")), "{annotations}");
    let log = json(&site.run_in("our docs/content", ["check", "--format", "sarif"]).exits(1).stdout);
    let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(location["uri"], format!("our%20docs/{ARTICLE}"));
    assert_eq!(location["uriBaseId"], "%SRCROOT%");
}

#[test]
fn denied_warnings_end_a_check_with_1_and_keep_a_build_from_being_published() {
    let site = Site::sample();
    site.write("content/sources/more.yaml", "unused:\n  title: X\n  type: article\n");
    site.run(["check"]).exits(0).tells("1 article, 2 claims, 3 sources, 2 quotes checked: 1 warning");
    site.run(["check", "--deny", "warnings"]).exits(1).tells(": 1 warning: warnings are not let pass\n");
    site.run(["build", "--deny", "warnings"]).exits(1).tells("Nothing was written: no warning is to pass.");
    assert!(!site.path("public").exists());
    site.run(["build"]).exits(0);
    assert!(site.path("public/index.html").exists());
    site.run(["check", "--deny", "errors"]).exits(2).tells("possible values: warnings");
}

#[test]
fn what_can_only_be_meant_in_one_way_is_mended_and_the_rest_is_told() {
    let site = broken();
    let before = site.read("content/speakers/more.yaml");
    let ran = site.run(["check", "--fix"]).exits(0);
    assert!(
        ran.stderr.starts_with("mended 2 places:\n  content/articles/lower-quay.md:")
            && ran.stderr.contains(" ada-hole → ada-hale\n  content/speakers/more.yaml:4 stakes → stake\n"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("0 errors") || ran.stderr.ends_with("2 warnings\n"), "{}", ran.stderr);
    assert!(site.read(ARTICLE).contains("speaker: ada-hale") && !site.read(ARTICLE).contains("ada-hole"));
    assert_eq!(site.read("content/speakers/more.yaml"), before.replace("stakes", "stake"));
    site.run(["check", "--fix"]).exits(0).tells("mended nothing");
}

#[cfg(unix)]
#[test]
fn one_file_that_may_not_be_written_does_not_keep_the_others_from_being_mended() {
    let site = broken();
    let more = site.path("content/speakers/more.yaml");
    let mut permissions = fs::metadata(&more).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&more, permissions).unwrap();
    let ran = site.run(["check", "--fix"]).exits(3);
    assert!(ran.stderr.starts_with("mended 1 place:\n"), "{}", ran.stderr);
    ran.tells("could not write `content/speakers/more.yaml`: it is read-only").tells("error[unknown-key]");
    assert!(site.read(ARTICLE).contains("speaker: ada-hale"));
}

#[test]
fn what_may_only_follow_from_an_unread_file_waits_and_the_last_line_says_so() {
    let site = broken();
    let unread = |path: &str| fs::write(site.path(path), b"caf\xe9").unwrap();
    unread("content/snapshots/zzz.txt");
    let ran = site.run(["check"]).exits(1).tells("unknown-id").tells("unused-source");
    assert!(!ran.stderr.contains("left out"), "{}", ran.stderr);
    unread("content/articles/zzz.md");
    let ran = site.run(["check"]).exits(1);
    assert!(!ran.stderr.contains("unknown-id") && !ran.stderr.contains("unused-source"), "{}", ran.stderr);
    let line = "some rules were left out until `content/articles/zzz.md` can be read\n";
    assert!(ran.stderr.ends_with(line), "{}", ran.stderr);
    let told = json(&site.run(["check", "--format", "json"]).stdout);
    assert_eq!(told["left_out_for"][0], "content/articles/zzz.md");

    // Whether a copy is kept cannot be told before the copy is read.
    let site = Site::sample();
    let config = site.read("onrecord.toml");
    site.write("onrecord.toml", &format!("{config}\n[rules]\nsnapshot-missing = \"warning\"\n"));
    let copy = "content/snapshots/briefing-2024-03-07.txt";
    site.remove(copy).run(["check"]).exits(0).tells("snapshot-missing");
    fs::write(site.path(copy), b"caf\xe9").unwrap();
    let ran = site.run(["check"]).exits(1).tells(&format!("left out until `{copy}` can be read"));
    assert!(!ran.stderr.contains("snapshot-missing"), "{}", ran.stderr);
}

#[test]
fn a_date_written_another_way_is_mended_and_an_ambiguous_one_is_not() {
    let site = Site::sample();
    let dated = |date: &str| format!("said: {date}\n");
    let text = site.read(ARTICLE);
    let line = text.lines().find(|line| line.trim().starts_with("said: ")).unwrap().trim().to_owned();
    site.edit(ARTICLE, &format!("{line}\n"), &dated("7 March 2024"));
    site.run(["check", "--fix"]).exits(0).tells("mended ");
    assert!(site.read(ARTICLE).contains("said: 2024-03-07\n"));
    site.edit(ARTICLE, &dated("2024-03-07"), &dated("03/04/2024"));
    site.run(["check", "--fix"]).exits(1).tells("mended nothing").tells("which number is the day");
}

#[test]
fn nothing_that_is_unknown_is_made_up() {
    let site = Site::sample();
    let sources = "content/sources/veldham.yaml";
    let text = site.read(sources);
    let without: String =
        text.lines().filter(|line| !line.contains("accessed:")).map(|line| format!("{line}\n")).collect();
    site.write(sources, &without).run(["check", "--fix"]);
    assert_eq!(site.read(sources), without);
}

#[test]
fn of_very_many_diagnostics_the_first_of_each_rule_is_shown_and_all_on_demand() {
    let site = Site::sample();
    let links: String = (0..500).map(|n| format!("A [link](gone-{n}.md) to nowhere.\n\n")).collect();
    let text = site.read(ARTICLE);
    site.write(ARTICLE, &format!("{text}\n{links}"));
    site.write("content/sources/more.yaml", "unused:\n  title: X\n  type: article\n");
    let short = site.run(["check"]).exits(1);
    assert!(short.stderr.lines().count() < 40, "{}", short.stderr);
    let short = short.tells("499 more `dead-link`:").tells("… and 491 more in 1 file").tells("unused-source");
    assert!(short.stderr.ends_with("500 errors, 1 warning\n"), "{}", short.stderr);
    let all = site.run(["check", "--all"]).exits(1);
    assert_eq!(all.stderr.matches("error[dead-link]").count(), 500);
    assert_eq!(site.run(["check"]).stderr, short.stderr, "twice the same");
}

#[test]
fn what_cannot_be_read_is_named_with_the_reason() {
    let site = Site::sample();
    fs::create_dir(site.path("content/articles/folder.md")).unwrap();
    let ran = site.run(["check"]).exits(0).tells("`content/articles/folder.md` is a folder, not a text");
    assert!(ran.stderr.contains("--> content/articles/folder.md\n"), "{}", ran.stderr);
    fs::remove_dir(site.path("content/articles/folder.md")).unwrap();

    fs::write(site.path("content/articles/latin.md"), b"---\ntitle: caf\xe9\n---\n").unwrap();
    let latin = "content/articles/latin.md";
    let annotations = site.run(["check", "--format", "github"]).exits(1).stdout;
    assert!(
        annotations.starts_with(&format!("::error file={latin},title=unreadable-file::")),
        "{annotations}"
    );
    let told = json(&site.run(["check", "--format", "json"]).stdout);
    assert_eq!(told["diagnostics"][0]["file"], latin);
    let log = json(&site.run(["check", "--format", "sarif"]).stdout);
    let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], latin);
    site.run(["check"]).exits(1).tells("`content/articles/latin.md` is not text in UTF-8").tells("byte 14");
    site.remove("content/articles/latin.md");

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::os::unix::fs::symlink("nowhere", site.path("content/articles/broken.md")).unwrap();
        site.run(["check"])
            .exits(0)
            .tells("`content/articles/broken.md` is a symbolic link")
            .tells("--> content/articles/broken.md");
        site.remove("content/articles/broken.md");

        site.write("content/articles/locked.md", "");
        let locked = site.path("content/articles/locked.md");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        // Root reads whatever it wants.
        if fs::read(&locked).is_err() {
            site.run(["check"]).exits(3).tells("cannot read").tells("locked.md").tells("ermission denied");
        }
    }
}

#[test]
fn wrong_words_for_the_new_options_are_answered_with_the_right_ones() {
    let site = Site::sample();
    site.run(["check", "--frmat", "json"]).exits(2).tells("a similar argument exists: '--format'");
    site.run(["check", "--format", "xml"]).exits(2).tells("human, json, sarif, github");
    let ran =
        site.run(["check", "--site", "nowhere", "--format", "json"]).exits(2).tells("there is no folder");
    assert_eq!(ran.stdout, "");
}

#[test]
fn fifty_megabytes_of_markdown_are_refused_at_once_and_fifteen_are_read_in_time() {
    let site = Site::sample();
    let front = "---\ntitle: Long\ndate: 2024-03-08\n---\n\n";
    let paragraph =
        "Many things happened on the quay, and [nobody](nowhere.md) counted them, whatever was said.\n\n";
    let long = |bytes: usize| format!("{front}{}", paragraph.repeat(bytes / paragraph.len()));
    let timed = |site: &Site| {
        let started = Instant::now();
        let output = program(&site.path("")).arg("check").output().unwrap();
        (started.elapsed(), String::from_utf8(output.stderr).unwrap())
    };
    site.write("content/articles/long.md", &long(50_000_000));
    let (took, told) = timed(&site);
    assert!(told.contains("`content/articles/long.md` is longer than 16 MB"), "{told}");
    assert!(took < Duration::from_secs(20), "{took:?}");

    // Each paragraph has a diagnostic: were each looked for from the top of the file, this would take hours.
    site.write("content/articles/long.md", &long(15_000_000));
    let (took, told) = timed(&site);
    assert!(told.contains("more `dead-link`"), "{told}");
    assert!(took < Duration::from_secs(60), "{took:?}");
}
