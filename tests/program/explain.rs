//! `onrecord explain`, and rules whose breach no text of a site shows.

use crate::fixture::Site;
use std::fs;

#[test]
fn every_rule_is_listed_and_explained_outside_of_any_site() {
    let site = Site::empty();
    let list = site.run(["explain"]).exits(0).stdout;
    let rules: Vec<&str> =
        list.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next()).collect();
    assert!(rules.len() > 50 && rules.contains(&"unknown-id"), "{list}");
    for rule in rules {
        let page = site.run(["explain", rule]).exits(0).stdout;
        assert!(page.starts_with(&format!("# {rule}: ")) && page.contains("## To silence it"), "{page}");
        assert!(!page.contains('\u{1b}'), "a pipe gets no escape codes");
    }
}

#[test]
fn a_page_says_why_shows_both_sides_and_how_to_silence_it() {
    let page = Site::empty().run(["explain", "undefined-footnote"]).exits(0).stdout;
    insta::assert_snapshot!(page, @r#"
    # undefined-footnote: A footnote has no text

    Links. A warning unless the site says otherwise.

    The text calls a footnote that is not written, so readers see `[^1]` in the
    sentence and find nothing below. Often the note was deleted and the call was
    not, or the two are spelt differently. A footnote’s text stands on a line of its
    own, and may stand anywhere in the file.

    ## Objected to

    ```markdown content/articles/second-day.md
    ---
    title: The second day
    date: 2024-03-09
    ---

    The river fell all night.[^gauge]
    ```

    ## Not objected to

    ```markdown content/articles/second-day.md
    ---
    title: The second day
    date: 2024-03-09
    ---

    The river fell all night.[^gauge]

    [^gauge]: As read at the old crane.
    ```

    ## To silence it

    For the whole site, in `onrecord.toml`:

    ```toml
    [rules]
    undefined-footnote = "off"    # or "warning", "error"
    ```

    For one claim, article, figure, source or speaker, beside its other keys:

    ```yaml
    allow: [undefined-footnote]
    allow_reason: Why it does not hold here.
    ```
    "#);
}

#[test]
fn headings_are_bold_where_colours_are_wanted() {
    let page = Site::empty().run(["explain", "unknown-id", "--color", "always"]).exits(0).stdout;
    assert!(page.starts_with("\u{1b}[1m# unknown-id: "), "{page}");
}

#[test]
fn an_unknown_rule_is_answered_with_the_nearest() {
    let ran = Site::empty().run(["explain", "unkown-id"]).exits(2);
    assert!(ran.stdout.is_empty());
    insta::assert_snapshot!(ran.stderr, @r"
    error: there is no rule `unkown-id`

      help: the nearest is `unknown-id`; `onrecord explain` lists all rules
    ");
    Site::empty().run(["explain", "colours"]).exits(2).tells("`onrecord explain` lists all rules");
}

#[test]
fn a_site_without_content_does_not_take_the_place_of_the_last_good_one() {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    let before = site.read("public/index.html");
    fs::rename(site.path("content"), site.path("contents")).unwrap();
    site.run(["build"]).exits(1).tells("error[no-content]: the site has no `content/`");
    assert_eq!(site.read("public/index.html"), before);
}

#[test]
fn a_file_in_another_encoding_is_not_guessed_at() {
    let site = Site::sample();
    fs::write(site.path("content/articles/old.md"), b"---\ntitle: Z\xfcrich\ndate: 2024-03-09\n---\n")
        .unwrap();
    let ran = site.run(["check"]).exits(1);
    let ran = ran.tells("error[unreadable-file]: `content/articles/old.md` is not text in UTF-8");
    ran.tells("save the file as UTF-8");
}

#[test]
fn two_files_at_one_address_are_told_of() {
    let site = Site::sample();
    site.write("static/about/index.html", "<p>Ours.</p>");
    site.run(["check"]).exits(1).tells("error[same-address]");
}

#[test]
fn what_is_told_of_the_output_folder_can_be_silenced() {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    let edit = |text: &str| {
        site.write("public/index.html", text);
    };
    edit("edited");
    site.run(["build"]).exits(0).tells("warning[output-edited]");
    let config = site.read("onrecord.toml");
    site.write("onrecord.toml", &format!("{config}\n[rules]\noutput-edited = \"off\"\n"));
    edit("edited again");
    let ran = site.run(["build"]).exits(0);
    assert!(!ran.stderr.contains("output-edited"), "{}", ran.stderr);
}

#[test]
fn an_edited_file_is_left_as_it_is_where_no_warning_is_to_pass() {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    site.write("public/index.html", "edited").edit("onrecord.toml", "a made-up flood", "another flood");
    let before = site.tree("public");
    let ran = site.run(["build", "--deny", "warnings"]).exits(1);
    let ran = ran.tells("warning[output-edited]").tells("Nothing was written: no warning is to pass.");
    assert!(!ran.stderr.contains("Built "), "{}", ran.stderr);
    assert_eq!(site.tree("public"), before);
    // A page that the site no longer has is kept and told of, before anything is written.
    site.run(["build"]).exits(0);
    site.write("public/about/index.html", "edited").remove("content/pages/about.md");
    let before = site.tree("public");
    site.run(["build", "--deny", "warnings"]).exits(1).tells("stays in the output folder");
    assert_eq!(site.tree("public"), before);
    site.run(["build"]).exits(0);
    assert_eq!(site.read("public/about/index.html"), "edited");
}
