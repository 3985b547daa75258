//! The program as people and scripts use it.

use crate::fixture::{Site, program};
use std::io::Read;
use std::process::Stdio;

const ARTICLE: &str = "content/articles/lower-quay.md";

/// An edit that no version of the sample survives.
fn break_it(site: &Site) {
    site.edit(ARTICLE, "speaker: ada-hale", "speaker: nobody-at-all");
}

fn mend_it(site: &Site) {
    site.edit(ARTICLE, "speaker: nobody-at-all", "speaker: ada-hale");
}

#[test]
fn outside_a_site_a_command_says_how_to_find_or_make_one() {
    let ran = Site::empty().run(["build"]).exits(2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: there is no site here: no onrecord.toml in this folder or in any above it

      help: go to a site's folder, name it with `--site DIR`, or make one with `onrecord new DIR`
    ");
}

#[test]
fn a_folder_that_is_no_site_is_named() {
    let site = Site::empty();
    site.run(["check", "--site", "nowhere"]).exits(2).tells("there is no folder `nowhere`");
    site.run(["check", "--site", "."]).exits(2).tells("`.` is not a site: it has no onrecord.toml");
}

#[test]
fn wrong_words_on_the_command_line_exit_with_2_and_help_with_0() {
    let site = Site::empty();
    site.run(["biuld"]).exits(2).tells("some similar subcommands exist: 'bundle', 'build'");
    site.run(["build", "--base-url", "desk.example"]).exits(2).tells("it has to start with `https://`");
    site.run(["serve", "--base-path", "/../"]).exits(2);
    for command in ["new", "build", "serve", "check"] {
        let help = site.run([command, "--help"]).exits(0).stdout;
        assert!(help.contains("Example"), "{command} teaches nothing:\n{help}");
    }
    assert!(site.run(["--help"]).exits(0).stdout.contains("Exit codes:"));
}

#[test]
fn a_new_site_says_what_to_do_next() {
    let ran = Site::empty().run(["new", "our briefings"]).exits(0);
    insta::assert_snapshot!(ran.stdout, @r#"
    Made a site in `our briefings`: an article with two claims, and the figure that both are about. Next:

      cd "our briefings"
      onrecord serve --open     see it, and see it change as you write content/articles/lower-quay.md
      onrecord check            hear what is wrong with it
      onrecord build            write it to `public`, for any web server

    Everything in it is made up: replace it with your own. To publish it on GitHub Pages, push it and choose
    Settings → Pages → Source → GitHub Actions. First write behind PROGRAM_SOURCE, at the top of
    .github/workflows/pages.yml, the address of the git repository that you have onrecord from.
    "#);
}

#[test]
fn a_new_site_is_never_made_over_something_else() {
    let site = Site::empty();
    site.write("notes.txt", "mine");
    site.run(["new", "."]).exits(2).tells("`.` is not empty");
    site.run(["new", "notes.txt"]).exits(2).tells("`notes.txt` is a file");
    assert_eq!(site.tree(""), [("notes.txt".to_owned(), b"mine".to_vec())]);
}

#[test]
fn the_workflow_of_a_new_site_installs_the_version_that_made_it() {
    let workflow = Site::sample().read(".github/workflows/pages.yml");
    assert!(workflow.contains(&format!("VERSION: {}\n", env!("CARGO_PKG_VERSION"))));
    assert!(!workflow.contains("ONRECORD_"), "a mark was left standing");
}

#[test]
fn the_workflow_of_a_new_site_publishes_by_github_s_own_actions_and_asks_them_for_the_address() {
    let workflow = Site::sample().read(".github/workflows/pages.yml");
    let used: Vec<_> = workflow.split("uses: ").skip(1).filter_map(|rest| rest.lines().next()).collect();
    assert!(used.len() > 4 && used.iter().all(|action| action.starts_with("actions/")), "{used:?}");
    for action in ["configure-pages", "upload-pages-artifact", "deploy-pages"] {
        assert!(used.iter().any(|used| used.starts_with(&format!("actions/{action}@v"))), "{action}");
    }
    for words in [
        "BASE_URL: ${{ steps.pages.outputs.base_url }}",
        "onrecord build --format github --output public --base-url \"$BASE_URL\"",
        "onrecord check --format github",
        "path: public",
    ] {
        assert!(workflow.contains(words), "{words}");
    }
}

#[test]
fn nobody_reading_the_help_is_no_failure() {
    let mut child = program(&std::env::temp_dir())
        .args(["build", "--help"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_new_site_builds_and_in_a_pipe_finds_nothing() {
    let site = Site::sample();
    site.run(["check", "--deny", "warnings"]).exits(0).finds_nothing();
    site.run(["build"]).exits(0).finds_nothing();
    assert!(site.read("public/index.html").contains("Two counts of who left the Lower Quay"));
    assert!(site.read("public/record.json").contains("\"index.html\""));
}

#[test]
fn the_configuration_names_the_site_and_its_output() {
    let site = Site::sample();
    site.edit("onrecord.toml", "The Example Desk", "Harbour Watch").edit(
        "onrecord.toml",
        "language =",
        "output = \"docs\"\nlanguage =",
    );
    site.run(["build"]).exits(0);
    assert!(site.read("docs/index.html").contains("Harbour Watch"));
    assert!(!site.path("public").exists());
}

#[test]
fn the_address_on_the_command_line_takes_the_place_of_the_configured_one() {
    let site = Site::sample();
    site.edit("onrecord.toml", "# base_url", "base_url").run(["build"]).exits(0);
    assert!(
        site.read("public/articles/lower-quay/index.html").contains("https://desk.example.org/briefings/")
    );
    site.run(["build", "--base-url", "https://other.example.org/x"]).exits(0);
    let page = site.read("public/articles/lower-quay/index.html");
    assert!(page.contains("https://other.example.org/x/") && !page.contains("desk.example.org/briefings"));
}

#[test]
fn building_twice_changes_no_byte_and_no_time() {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    let (first, time) =
        (site.tree("public"), site.path("public/index.html").metadata().unwrap().modified().unwrap());
    site.run(["build"]).exits(0);
    assert_eq!(site.tree("public"), first);
    assert_eq!(site.path("public/index.html").metadata().unwrap().modified().unwrap(), time);
    site.run(["build", "--output", "again"]).exits(0);
    assert_eq!(site.tree("again"), first, "another folder makes another site");
}

#[test]
fn a_site_with_errors_exits_with_1_and_leaves_the_last_good_site() {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    let good = site.tree("public");
    break_it(&site);
    site.run(["build"]).exits(1).tells(ARTICLE).tells("nobody-at-all").tells("1 error");
    site.run(["check"]).exits(1).tells("nobody-at-all");
    assert_eq!(site.tree("public"), good);
    mend_it(&site);
    site.run(["build"]).exits(0).finds_nothing();
}

#[test]
fn a_site_that_never_built_has_no_output_folder() {
    let site = Site::sample();
    break_it(&site);
    site.run(["build"]).exits(1);
    assert!(!site.path("public").exists());
}

#[test]
fn checking_writes_nothing() {
    let site = Site::sample();
    let before = site.tree("");
    site.run(["check"]).exits(0);
    assert_eq!(site.tree(""), before);
}

#[test]
fn a_page_that_is_removed_from_the_site_is_removed_from_the_output() {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    assert!(site.path("public/about/index.html").exists());
    site.write("public/CNAME", "desk.example.org").remove("content/pages/about.md");
    site.run(["build"]).exits(0);
    assert!(!site.path("public/about").exists());
    assert_eq!(site.read("public/CNAME"), "desk.example.org", "a file that we did not write");
}

#[test]
fn an_output_folder_with_somebodys_files_is_refused() {
    let site = Site::sample();
    site.write("thesis/chapter-1.md", "years of work");
    let ran = site.run(["build", "--output", "thesis"]).exits(2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: `thesis` has files that onrecord did not write

      help: onrecord only writes into a folder that is empty or that it wrote itself; name another one with `--output DIR`
    ");
    assert_eq!(site.tree("thesis").len(), 1);
}

#[test]
fn a_command_finds_the_site_from_a_folder_inside_it() {
    let site = Site::sample();
    site.run_in("content/articles", ["build"]).exits(0);
    assert!(site.path("public/index.html").exists());
    site.run_in("content", ["check", "--site", ".."]).exits(0);
}

#[test]
fn a_pipe_gets_escape_codes_only_when_asked_for() {
    let site = Site::sample();
    break_it(&site);
    assert!(!site.run(["check"]).stderr.contains('\u{1b}'));
    assert!(!site.run(["check", "--color", "never"]).stderr.contains('\u{1b}'));
    assert!(site.run(["check", "--color", "always"]).stderr.contains('\u{1b}'));
}

#[test]
fn a_picture_beside_an_article_is_published_and_what_a_link_leads_to_is_not() {
    let site = Site::sample();
    site.write("content/articles/map.svg", "a picture");
    site.edit(ARTICLE, "---\n\n", "---\n\n![The quay](map.svg)\n\n");
    site.write("elsewhere/secret.txt", "not for readers");
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.path("elsewhere"), site.path("static")).unwrap();
    let ran = site.run(["build"]).exits(0);
    assert_eq!(site.read("public/articles/map.svg"), "a picture");
    assert!(site.read("public/articles/lower-quay/index.html").contains("src=\"../map.svg\""));
    #[cfg(unix)]
    {
        ran.tells("`static` is a symbolic link and is not read");
        assert!(site.tree("public").iter().all(|(path, _)| !path.contains("secret")));
    }
}

#[test]
fn what_an_editor_keeps_beside_a_file_is_not_published_and_what_a_server_asks_for_is() {
    let site = Site::sample();
    for name in [".site.css.swp", "site.css~", "#site.css#", "site.css___jb_tmp___", ".nojekyll"] {
        site.write(&format!("static/{name}"), "x");
    }
    site.run(["build"]).exits(0);
    let published = site.tree("public");
    assert!(published.iter().any(|(path, _)| path.ends_with(".nojekyll")));
    let kept = published.iter().filter(|(path, _)| path.contains("site.css") && !path.ends_with("site.css"));
    assert_eq!(kept.count(), 0);
}

#[test]
fn a_build_tells_of_each_file_that_weighs_more_than_it_may() {
    let site = Site::sample();
    site.run(["build"]).exits(0).finds_nothing();
    let config = site.read("onrecord.toml");
    site.write("onrecord.toml", &format!("{config}\n[budget]\nhtml = 1\n"));
    site.run(["build"])
        .exits(0)
        .tells("the page `articles/lower-quay/index.html` weighs")
        .tells("over-budget");
    let before = site.tree("public");
    site.run(["build", "--deny", "warnings"]).failed();
    site.write(
        "onrecord.toml",
        &format!("{config}\n[budget]\nhtml = 1\n\n[rules]\nover-budget = \"error\"\n"),
    );
    site.run(["build"]).exits(1);
    assert_eq!(site.tree("public"), before, "the last site stays");
    site.write("onrecord.toml", &format!("{config}\n[budget]\nhtml = none\n"));
    site.run(["build"]).exits(1);
    site.write("onrecord.toml", &format!("{config}\n[budget]\nhtml = 0\n"));
    site.run(["build"]).exits(1).tells("not a whole number of KB");
}
