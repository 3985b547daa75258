//! A site, held against its record.

use crate::fixture::Site;
use onrecord::publish::record::{Record, seal};
use proptest::prelude::*;
use std::fs;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

const PAGE: &str = "public/articles/lower-quay/index.html";

fn built() -> Site {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    site
}

/// The lines that name what differs.
fn named(stdout: &str) -> Vec<&str> {
    stdout.lines().take_while(|line| !line.is_empty()).collect()
}

/// A zip of what was built, below `base`, with `more` entries.
fn zipped(site: &Site, base: &str, more: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(site.path("site.zip")).unwrap());
    let built = site.tree("public");
    let built = built.iter().map(|(path, bytes)| (format!("{base}{path}"), &bytes[..]));
    for (path, bytes) in built.chain(more.iter().map(|(path, bytes)| ((*path).to_owned(), *bytes))) {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn a_build_is_as_it_was_recorded() {
    let site = built();
    let ran = site.run(["verify", "public"]).exits(0);
    assert!(ran.stdout.starts_with("`public` is as it was recorded by onrecord "), "{}", ran.stdout);
    assert!(ran.stdout.contains("`--record FILE`"), "it says whose word this is: {}", ran.stdout);
    assert_eq!(ran.stderr, "");
}

#[test]
fn what_was_altered_is_missing_or_was_added_is_named_a_line_each() {
    let site = built();
    site.edit(PAGE, "Lower Quay", "Upper Quay")
        .remove("public/site.css")
        .write("public/evil/x.js", "alert(1)");
    site.write("public/CNAME", "desk.example\n").write("public/.git/HEAD", "ref: refs/heads/gh-pages\n");
    let ran = site.run(["verify", "public"]).exits(1);
    assert_eq!(
        named(&ran.stdout),
        [
            "added    .git/: version control keeps its own files there; they were not looked into",
            "added    CNAME: hosts keep such files; onrecord did not write this one",
            "altered  articles/lower-quay/index.html: it has as many bytes, and they are others",
            "added    evil/x.js",
            "missing  site.css",
        ]
    );
    assert!(ran.stdout.contains(": 1 altered, 1 missing, 3 added; the record has "), "{}", ran.stdout);
    let ran = site
        .run(["verify", "public", "--ignore", ".git/", "--ignore", "CNAME", "--ignore", "site.css"])
        .exits(1);
    assert_eq!(named(&ran.stdout).len(), 3, "what is missing is never ignored: {}", ran.stdout);
}

#[test]
fn the_answer_for_programs_has_the_digests() {
    let site = built();
    site.edit(PAGE, "Lower Quay", "Upper Quay");
    let ran = site.run(["verify", "public", "--format", "json"]).exits(1);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["as_recorded"], false);
    let one = &answer["differences"][0];
    assert_eq!(
        (one["kind"].as_str(), one["path"].as_str()),
        (Some("altered"), Some("articles/lower-quay/index.html"))
    );
    assert_ne!(one["found_sha256"], one["recorded_sha256"]);
    assert_eq!(one["found_sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn a_record_that_was_kept_elsewhere_finds_who_changed_both() {
    let site = built();
    fs::copy(site.path("public/record.json"), site.path("kept.json")).unwrap();
    site.edit("content/articles/lower-quay.md", "title: Two counts", "title: Two tales");
    site.run(["build"]).exits(0);
    site.run(["verify", "public"]).exits(0);
    let ran = site.run(["verify", "public", "--record", "kept.json"]).exits(1);
    let lines = named(&ran.stdout);
    assert!(lines.contains(&"altered  record.json: it is not the record that was named"), "{}", ran.stdout);
    assert!(
        lines.iter().any(|line| line.starts_with("altered  articles/lower-quay/index.html")),
        "{}",
        ran.stdout
    );
    site.remove("public/record.json");
    let ran = site.run(["verify", "public", "--record", "kept.json"]).exits(1);
    assert!(named(&ran.stdout).contains(&"missing  record.json"), "{}", ran.stdout);
}

#[test]
fn any_single_changed_byte_of_any_file_is_found() {
    let site = built();
    let files = site.tree("public");
    let run = |file: prop::sample::Index, at: prop::sample::Index, other: u8| {
        let (path, bytes) = &files[file.index(files.len())];
        prop_assume!(!bytes.is_empty());
        let mut changed = bytes.clone();
        changed[at.index(bytes.len())] ^= other;
        fs::write(site.path(&format!("public/{path}")), &changed).unwrap();
        let ran = site.run(["verify", "public"]);
        fs::write(site.path(&format!("public/{path}")), bytes).unwrap();
        let told = format!("{}{}", ran.stdout, ran.stderr);
        let expected = format!("altered  {path}:");
        // A record can be altered so that it is none any more.
        let found = told.contains(&expected) || (path == "record.json" && told.contains("is not a record"));
        prop_assert!(found && !told.contains("is as it was recorded"), "{path}: {told}");
        Ok(())
    };
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&(any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..=255u8), |(file, at, other)| {
            run(file, at, other)
        })
        .unwrap();
    // And of the record, which vouches for the others.
    let record = files.iter().position(|(path, _)| path == "record.json").unwrap();
    let bytes = &files[record].1;
    for at in (0..bytes.len()).step_by(bytes.len() / 40) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        fs::write(site.path("public/record.json"), &changed).unwrap();
        let ran = site.run(["verify", "public"]);
        assert!(
            ran.stdout.contains("altered  record.json") || ran.stderr.contains("is not a record"),
            "byte {at}: {ran:?}"
        );
    }
}

#[test]
fn a_zip_is_verified_where_it_lies_with_or_without_a_folder_around_it() {
    let site = built();
    for base in ["", "briefings/"] {
        zipped(&site, base, &[]);
        site.run(["verify", "site.zip"]).exits(0);
        zipped(&site, base, &[(&format!("{base}x.html"), b"x")]);
        let ran = site.run(["verify", "site.zip"]).exits(1);
        assert_eq!(named(&ran.stdout), ["added    x.html"]);
    }
    assert!(!site.path("briefings").exists(), "nothing was unpacked");
    site.edit(PAGE, "Lower Quay", "Upper Quay");
    zipped(&site, "", &[]);
    let ran = site.run(["verify", "site.zip"]).exits(1);
    assert_eq!(
        named(&ran.stdout),
        ["altered  articles/lower-quay/index.html: it has as many bytes, and they are others"]
    );
}

#[test]
fn what_a_zip_would_unpack_outside_is_named_and_not_unpacked() {
    let site = built();
    zipped(&site, "", &[("../outside.html", b"x"), ("/absolute.html", b"x"), ("a\\b.html", b"x")]);
    let ran = site.run(["verify", "site.zip"]).exits(1);
    let lines = named(&ran.stdout);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines.iter().all(|line| line.ends_with("and can lead out of the folder")), "{lines:?}");
    assert!(!site.path("../outside.html").exists());
}

#[test]
fn a_zip_with_two_entries_of_one_name_is_told_of() {
    let site = built();
    zipped(&site, "", &[("site.csx", b"other")]);
    // No writer makes such a zip; whoever wants one edits the bytes.
    let bytes = fs::read(site.path("site.zip")).unwrap();
    let mut twice = bytes.clone();
    let mut at = 0;
    while let Some(next) = bytes[at..].windows(8).position(|window| window == b"site.csx") {
        twice[at + next..][..8].copy_from_slice(b"site.css");
        at += next + 8;
    }
    fs::write(site.path("site.zip"), twice).unwrap();
    let ran = site.run(["verify", "site.zip"]).exits(1);
    assert!(ran.stdout.contains("altered  site.zip: it has two entries of one name"), "{}", ran.stdout);
}

#[test]
fn a_zip_that_was_cut_short_or_unpacks_without_end_is_answered() {
    let site = built();
    zipped(&site, "", &[]);
    let bytes = fs::read(site.path("site.zip")).unwrap();
    fs::write(site.path("cut.zip"), &bytes[..bytes.len() / 2]).unwrap();
    site.run(["verify", "cut.zip"]).exits(2).tells("`cut.zip` cannot be read as a zip");
    // A record that says that each of a thousand files has a terabyte.
    let files: Vec<String> = (0..1000)
        .map(|n| format!(r#"{{"path":"{n}.html","sha256":"{:064}","bytes":1000000000000}}"#, 0))
        .collect();
    let record = format!(r#"{{"onrecord":"0.1.0","files":[{}]}}"#, files.join(","));
    let mut zip = zip::ZipWriter::new(fs::File::create(site.path("bomb.zip")).unwrap());
    for (path, bytes) in [("record.json", record.as_bytes()), ("0.html", b"x")] {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    let ran = site.run(["verify", "bomb.zip"]).exits(1);
    assert_eq!(named(&ran.stdout).len(), 1000);
    assert!(ran.stdout.contains("altered  0.html: it has 1 byte, not 1000000000000"), "{}", ran.stdout);
}

/// What was built, as the record of a bundle.
fn bundle(site: &Site) -> Vec<u8> {
    let record = Record::from_json(site.read("public/record.json").as_bytes()).unwrap().for_bundle();
    let html = format!(
        "<!doctype html>\n<title>Desk</title>\n<script type=\"application/json\" id=\"onrecord-record\">{record}</script>\n<p>Words.</p>\n"
    );
    seal(html.into_bytes())
}

#[test]
fn any_single_changed_byte_of_a_bundle_is_found() {
    let site = built();
    let html = bundle(&site);
    fs::write(site.path("desk.html"), &html).unwrap();
    let ran = site.run(["verify", "desk.html"]).exits(0);
    assert!(ran.stdout.starts_with("`desk.html` is as it was recorded"), "{}", ran.stdout);
    for at in (0..html.len()).step_by(html.len() / 50).chain(60..75) {
        let mut changed = html.clone();
        changed[at] ^= 1;
        fs::write(site.path("desk.html"), &changed).unwrap();
        let ran = site.run(["verify", "desk.html"]);
        let found = ran.stdout.contains("altered  desk.html: its seal is ")
            || ran.stderr.contains("has no record of what was built")
            || ran.stderr.contains("is not a record");
        assert!(found, "byte {at}: {ran:?}");
    }
}

#[test]
fn a_bundle_that_was_sealed_anew_is_not_the_one_whose_record_was_kept() {
    let site = built();
    fs::write(site.path("desk.html"), bundle(&site)).unwrap();
    site.run(["verify", "desk.html", "--record", "desk.html"]).exits(0);
    fs::copy(site.path("desk.html"), site.path("kept.html")).unwrap();
    let html = site.read("desk.html").replace("Words.", "Other words.");
    fs::write(site.path("desk.html"), seal(html.into_bytes())).unwrap();
    site.run(["verify", "desk.html"]).exits(0);
    let ran = site.run(["verify", "desk.html", "--record", "kept.html"]).exits(1);
    assert_eq!(named(&ran.stdout), ["altered  desk.html: the record in it is not the one that was named"]);
}

#[test]
fn a_bundle_and_the_folder_that_it_was_made_of_say_the_same() {
    let site = built();
    fs::write(site.path("desk.html"), bundle(&site)).unwrap();
    assert_eq!(site.run(["diff", "public", "desk.html"]).exits(0).stdout, "The two say the same.\n");
}

#[test]
fn a_record_that_names_paths_outside_is_no_record() {
    let site = Site::empty();
    fs::write(site.path("../secret"), "x").unwrap();
    for path in ["../secret", "/etc/passwd", "a/../../secret"] {
        let json = format!(r#"{{"onrecord":"0.1.0","files":[{{"path":"{path}","sha256":"00","bytes":1}}]}}"#);
        site.write("copy/record.json", &json);
        site.run(["verify", "copy"]).exits(2).tells("is not a record that onrecord wrote");
    }
}

#[test]
fn what_has_no_record_is_told_how_to_go_on() {
    let site = built();
    site.write("other/index.html", "x").write("page.html", "<p>x</p>");
    for copy in ["other", "page.html"] {
        site.run(["verify", copy]).exits(2).tells("has no record of what was built").tells("`--record FILE`");
    }
    site.run(["verify", "nothing"]).exits(2).tells("there is no `nothing`");
    site.run(["verify", "public/record.json"]).exits(2).tells("this is a record");
    site.write("other/record.json", r#"{"name": "vinyl"}"#);
    site.run(["verify", "other"]).exits(2).tells("is not a record that onrecord wrote");
}

#[test]
fn a_record_of_the_first_shape_is_verified_as_far_as_it_goes() {
    let site = Site::empty();
    let sha256 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"; // of "x"
    let record = format!(
        r#"{{"onrecord": "0.1.0", "files": [{{"path": "index.html", "sha256": "{sha256}", "bytes": 1}}], "claims": []}}"#
    );
    site.write("copy/record.json", &record).write("copy/index.html", "x");
    let ran = site.run(["verify", "copy"]).exits(0);
    assert!(ran.stdout.contains("has no seal"), "{}", ran.stdout);
    site.write("copy/index.html", "y");
    site.run(["verify", "copy"]).exits(1);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_in_a_copy_are_named_and_not_followed() {
    let site = built();
    let outside = site.path("../outside.css");
    fs::copy(site.path("public/site.css"), &outside).unwrap();
    site.remove("public/site.css");
    std::os::unix::fs::symlink(&outside, site.path("public/site.css")).unwrap();
    std::os::unix::fs::symlink("/", site.path("public/everything")).unwrap();
    site.remove("public/site.js");
    assert!(
        std::process::Command::new("mkfifo").arg(site.path("public/site.js")).status().unwrap().success()
    );
    let ran = site.run(["verify", "public"]).exits(1);
    assert_eq!(
        named(&ran.stdout),
        [
            "added    everything: a symbolic link, which was not followed",
            "altered  site.css: a symbolic link stands there, and none is followed",
            "altered  site.js: what stands there is no file",
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_name_that_would_steer_the_terminal_is_defused() {
    let site = built();
    site.write("public/x\u{1b}[2J\nmissing  index.html", "x");
    let ran = site.run(["verify", "public"]).exits(1);
    assert_eq!(named(&ran.stdout).len(), 1, "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1b}'));
}

#[test]
fn the_record_names_no_machine_and_is_the_same_anywhere() {
    let site = built();
    let record = site.read("public/record.json");
    site.run(["build", "--output", "again"]).exits(0);
    assert_eq!(site.read("again/record.json"), record);
    assert!(!record.contains(site.path("").to_str().unwrap()));
    assert!(
        Path::new(env!("CARGO_MANIFEST_DIR")).is_absolute() && !record.contains(env!("CARGO_MANIFEST_DIR"))
    );
}
