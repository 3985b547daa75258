//! What a build may and may not do to a folder.

use super::*;
use std::time::SystemTime;
use tempfile::TempDir;

/// An output folder that does not exist yet, inside a temporary one.
struct Output {
    keep: TempDir,
}

impl Output {
    fn new() -> Self {
        Self { keep: tempfile::tempdir().unwrap() }
    }

    fn root(&self) -> PathBuf {
        self.keep.path().join("public")
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Published, PublishError> {
        let mut folder = Folder::open(self.root())?;
        for (path, text) in files {
            folder.put(&RelPath::new(*path).unwrap(), text.as_bytes().to_vec())?;
        }
        folder.finish(crate::record::Account::default())
    }

    /// Somebody writes a file by hand.
    fn write(&self, path: &str, text: &str) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn modified(&self, path: &str) -> SystemTime {
        self.root().join(path).metadata().unwrap().modified().unwrap()
    }

    /// Every file and empty folder below the root.
    fn tree(&self) -> Vec<String> {
        walkdir::WalkDir::new(self.root())
            .sort_by_file_name()
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| {
                entry.file_type().is_file() || fs::read_dir(entry.path()).unwrap().next().is_none()
            })
            .map(|entry| entry.path().strip_prefix(self.root()).unwrap().to_str().unwrap().to_owned())
            .collect()
    }
}

#[test]
fn a_first_build_writes_every_file_and_the_record_and_nothing_else() {
    let output = Output::new();
    let published = output.build(&[("index.html", "home"), ("articles/a/index.html", "a")]).unwrap();
    assert_eq!((published.files, published.written, published.removed), (3, 2, 0));
    assert_eq!(output.tree(), ["articles/a/index.html", "index.html", "record.json"]);
    assert_eq!(output.read("articles/a/index.html"), "a");
}

#[test]
fn a_second_build_of_the_same_site_writes_nothing() {
    let output = Output::new();
    let files = [("index.html", "home"), ("site.css", "a{}")];
    output.build(&files).unwrap();
    let folder_before = output.modified("");
    let times = files.map(|(path, _)| output.modified(path));
    let record = output.modified("record.json");

    let published = output.build(&files).unwrap();
    assert_eq!((published.written, published.removed), (0, 0));
    assert_eq!(files.map(|(path, _)| output.modified(path)), times);
    assert_eq!(output.modified("record.json"), record);
    assert_eq!(output.modified(""), folder_before, "something was made and removed again");
}

#[test]
fn only_a_changed_file_is_written() {
    let output = Output::new();
    output.build(&[("index.html", "home"), ("a.html", "1")]).unwrap();
    let untouched = output.modified("index.html");
    assert_eq!(output.build(&[("index.html", "home"), ("a.html", "2")]).unwrap().written, 1);
    assert_eq!(output.modified("index.html"), untouched);
    assert_eq!(output.read("a.html"), "2");
}

#[test]
fn a_page_that_is_gone_from_the_site_is_deleted_with_its_folder() {
    let output = Output::new();
    output.build(&[("index.html", "home"), ("articles/a/index.html", "a")]).unwrap();
    assert_eq!(output.build(&[("index.html", "home")]).unwrap().removed, 1);
    assert_eq!(output.tree(), ["index.html", "record.json"]);
}

#[test]
fn a_file_that_is_not_ours_is_kept() {
    let output = Output::new();
    output.build(&[("index.html", "home"), ("articles/a/index.html", "a")]).unwrap();
    output.write("CNAME", "desk.example");
    output.write("articles/a/notes.txt", "mine");
    output.build(&[("index.html", "home")]).unwrap();
    assert_eq!(output.tree(), ["CNAME", "articles/a/notes.txt", "index.html", "record.json"]);
}

#[test]
fn a_file_that_somebody_edited_is_not_deleted_but_told_of() {
    let output = Output::new();
    output.build(&[("index.html", "home"), ("a.html", "a")]).unwrap();
    output.write("a.html", "edited");
    let published = output.build(&[("index.html", "home")]).unwrap();
    assert_eq!(output.read("a.html"), "edited");
    assert_eq!(published.removed, 0);
    assert_eq!(published.warnings.warnings(), 1);
}

#[test]
fn an_edited_page_that_the_site_still_has_is_written_anew_and_told_of() {
    let output = Output::new();
    output.build(&[("a.html", "a")]).unwrap();
    output.write("a.html", "edited");
    assert_eq!(output.build(&[("a.html", "a")]).unwrap().warnings.warnings(), 1);
    assert_eq!(output.read("a.html"), "a");
}

#[test]
fn a_folder_with_files_and_without_our_record_is_refused_and_left_alone() {
    let output = Output::new();
    output.write("thesis.doc", "years of work");
    assert!(matches!(output.build(&[("index.html", "home")]), Err(PublishError::NotOurs(_))));
    output.write("record.json", r#"{"artist": "somebody"}"#);
    assert!(matches!(output.build(&[("index.html", "home")]), Err(PublishError::NotOurs(_))));
    assert_eq!(output.tree(), ["record.json", "thesis.doc"]);
}

#[test]
fn an_empty_folder_is_taken() {
    let output = Output::new();
    fs::create_dir(output.root()).unwrap();
    output.build(&[("index.html", "home")]).unwrap();
    assert_eq!(output.read("index.html"), "home");
}

#[test]
fn a_file_put_by_hand_where_a_new_page_has_to_go_stops_the_build_before_anything_changes() {
    let output = Output::new();
    output.build(&[("index.html", "old")]).unwrap();
    output.write("about.html", "by hand");
    let result = output.build(&[("index.html", "new"), ("about.html", "ours")]);
    assert!(matches!(result, Err(PublishError::InTheWay(path)) if path.ends_with("about.html")));
    assert_eq!(output.read("index.html"), "old");
    assert_eq!(output.read("about.html"), "by hand");
}

#[test]
fn a_write_that_fails_leaves_the_old_site_and_nothing_half_made() {
    let output = Output::new();
    output.build(&[("index.html", "old")]).unwrap();
    let too_long = vec!["x".repeat(250); 20].join("/");
    let result = output.build(&[("index.html", "new"), (&too_long, "no system takes this path")]);
    assert!(result.unwrap_err().is_machine());
    assert_eq!(output.read("index.html"), "old");
    assert_eq!(output.tree(), ["index.html", "record.json"]);
}

#[test]
fn a_first_build_that_fails_leaves_no_folder() {
    let output = Output::new();
    let too_long = vec!["x".repeat(250); 20].join("/");
    assert!(output.build(&[("index.html", "new"), (&too_long, "")]).is_err());
    assert!(!output.root().exists());
}

#[test]
fn a_build_that_was_interrupted_between_two_renames_is_completed_by_the_next() {
    let output = Output::new();
    let files = [("b.css", "b"), ("sub/z.html", "z")];
    let mut folder = Folder::open(output.root()).unwrap();
    for (path, text) in files {
        folder.put(&RelPath::new(path).unwrap(), text.as_bytes().to_vec()).unwrap();
    }
    output.write("sub/z.html/blocks", "the rename");
    let error = folder.finish(crate::record::Account::default()).unwrap_err();
    assert!(matches!(error, PublishError::Interrupted { done: 1, of: 2, .. }), "{error:?}");

    fs::remove_dir_all(output.root().join("sub/z.html")).unwrap();
    let published = output.build(&[("b.css", "other")]).unwrap();
    assert_eq!(output.tree(), ["b.css", "record.json"]);
    assert!(published.warnings.is_empty(), "what an interrupted build wrote is ours");
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let output = Output::new();
    output.build(&[("a", "file"), ("b/c/d.html", "in a folder")]).unwrap();
    output.build(&[("a/index.html", "in a folder"), ("b", "file")]).unwrap();
    assert_eq!(output.tree(), ["a/index.html", "b", "record.json"]);
    assert_eq!(output.read("b"), "file");
}

#[test]
fn a_page_may_change_the_case_of_its_name() {
    let output = Output::new();
    output.build(&[("About.html", "about")]).unwrap();
    output.build(&[("about.html", "about")]).unwrap();
    assert_eq!(output.tree(), ["about.html", "record.json"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_symbolic_link() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    let secret = elsewhere.path().join("index.html");
    fs::write(&secret, "theirs").unwrap();

    for link in [
        "articles",
        "articles/index.html",
        "record.json",
        ".onrecord-staging",
        ".onrecord-staging/record.json",
    ] {
        let output = Output::new();
        output.build(&[("x.html", "x")]).unwrap();
        let at = output.root().join(link);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        if link == "record.json" {
            fs::rename(&at, elsewhere.path().join("record.json")).unwrap();
        }
        let target = match link {
            "articles" | ".onrecord-staging" => elsewhere.path().to_path_buf(),
            "record.json" => elsewhere.path().join("record.json"),
            _ => secret.clone(),
        };
        symlink(target, &at).unwrap();
        let result = output.build(&[("articles/index.html", "ours")]);
        assert!(matches!(result, Err(PublishError::Link(_))), "{link}: {result:?}");
        assert_eq!(fs::read_to_string(&secret).unwrap(), "theirs", "{link}");
    }
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_a_link_is_refused() {
    let output = Output::new();
    let elsewhere = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), output.root()).unwrap();
    assert!(matches!(output.build(&[("index.html", "home")]), Err(PublishError::Link(_))));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[cfg(unix)]
mod remembered {
    use super::*;

    const FILES: [(&str, &str); 2] = [("index.html", "home"), ("a/index.html", "a")];

    impl Output {
        fn remembering(&self) -> Folder {
            Folder::open(self.root()).unwrap().remembering(Some(self.keep.path().join("cache")))
        }

        /// Builds what is made of `inputs`.
        fn build_of(&self, inputs: &str, files: &[(&str, &str)]) -> Published {
            let mut folder = self.remembering();
            for (path, text) in files {
                folder.put(&RelPath::new(*path).unwrap(), text.as_bytes().to_vec()).unwrap();
            }
            folder.is_made_of(Sha256Hex::of(inputs.as_bytes()), Weighed::default());
            folder.finish(crate::record::Account::default()).unwrap()
        }

        fn still_has(&self, inputs: &str) -> Option<(usize, Published)> {
            let there = self.remembering().still_has(&Sha256Hex::of(inputs.as_bytes()))?;
            Some((there.0, there.2))
        }
    }

    #[test]
    fn a_build_of_the_same_inputs_into_an_untouched_folder_has_nothing_to_do() {
        let output = Output::new();
        assert_eq!(output.still_has("one"), None);
        output.build_of("one", &FILES);
        let there = Published { files: 3, ..Published::default() };
        assert_eq!(output.still_has("one"), Some((2, there)));
        assert_eq!(output.still_has("two"), None);
        output.build_of("two", &FILES);
        assert_eq!((output.still_has("one"), output.still_has("two").is_some()), (None, true));
    }

    #[test]
    fn a_folder_in_which_anything_of_ours_was_touched_is_built_again() {
        type Touch = fn(&Output);
        let touches: [(&str, Touch); 5] = [
            ("edited", |output| output.write("index.html", "HOME")),
            ("deleted", |output| fs::remove_file(output.root().join("a/index.html")).unwrap()),
            ("the record", |output| {
                let record = output.read("record.json");
                fs::remove_file(output.root().join("record.json")).unwrap();
                output.write("record.json", &record);
            }),
            ("put back with its old times", |output| {
                let times = output.modified("index.html");
                output.write("index.html", "HOME");
                let file = fs::File::options().write(true).open(output.root().join("index.html")).unwrap();
                file.set_modified(times).unwrap();
            }),
            ("what is remembered", |output| {
                let memo = fs::read_dir(output.keep.path().join("cache")).unwrap().next().unwrap().unwrap();
                fs::write(memo.path(), "half").unwrap();
            }),
        ];
        for (what, touch) in touches {
            let output = Output::new();
            output.build_of("one", &FILES);
            assert!(output.still_has("one").is_some());
            touch(&output);
            assert_eq!(output.still_has("one"), None, "{what}");
        }
    }

    #[test]
    fn a_build_of_which_something_was_told_is_repeated_and_tells_it_again() {
        let output = Output::new();
        output.build_of("one", &FILES);
        output.write("index.html", "by hand");
        let told = output.build_of("two", &FILES[..1]);
        assert!(!told.warnings.is_empty() && output.still_has("two").is_none());
    }
}
