//! Builds into a folder that a build was made into before.

use crate::fixture::Site;
use std::fs;

/// What a build into `public` left, and what one into a new folder makes.
fn both(site: &Site, base_url: &str) -> [Vec<(String, Vec<u8>)>; 2] {
    site.run(["build", "--base-url", base_url]).exits(0);
    let _ = fs::remove_dir_all(site.path("fresh"));
    site.run(["build", "--base-url", base_url, "--output", "fresh"]).exits(0);
    [site.tree("public"), site.tree("fresh")]
}

#[test]
fn whatever_changed_since_the_last_build_is_in_the_next() {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    let article = fs::read_dir(site.path("content/articles")).unwrap().next().unwrap().unwrap().path();
    let article = article.strip_prefix(site.path("")).unwrap().to_str().unwrap().to_owned();
    let mut seen = vec![site.tree("public")];
    type Edit<'e> = &'e dyn Fn(&Site);
    let edits: [(&str, Edit<'_>); 5] = [
        ("a text", &|site| {
            site.write(&article, &format!("{}\nOne more.\n", site.read(&article)));
        }),
        ("the title", &|site| {
            let config = site.read("onrecord.toml");
            let lines = config.lines().filter(|line| !line.starts_with("title"));
            let config = lines.fold("title = \"Another\"\n".to_owned(), |all, line| all + line + "\n");
            site.write("onrecord.toml", &config);
        }),
        ("a static file", &|site| {
            site.write("static/more.txt", "more");
        }),
        ("a static file again", &|site| {
            site.write("static/more.txt", "less");
        }),
        ("a template", &|site| {
            let text =
                "{% extends \"@builtin/home.html\" %}{% block main %}{{ super() }}<p>Ours</p>{% endblock %}";
            site.write("templates/home.html", text);
        }),
    ];
    for (what, edit) in edits {
        edit(&site);
        let [again, fresh] = both(&site, "https://one.example/");
        assert!(again == fresh, "{what}");
        assert!(!seen.contains(&again), "{what} changes nothing");
        seen.push(again);
    }
    let [again, fresh] = both(&site, "https://two.example/");
    assert!(again == fresh && !seen.contains(&again), "the command line");
}

#[test]
fn what_somebody_did_to_the_output_is_mended_though_the_site_is_the_same() {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    let built = site.tree("public");
    site.run(["build"]).exits(0);
    fs::write(site.path("public/index.html"), "by hand").unwrap();
    let ran = site.run(["build"]).exits(0);
    assert!(ran.stderr.contains("output-edited"), "{}", ran.stderr);
    assert!(site.tree("public") == built);
    fs::remove_file(site.path("public/site.css")).unwrap();
    site.run(["build"]).exits(0);
    assert!(site.tree("public") == built);
}

#[test]
fn what_a_page_weighs_too_much_is_told_each_time() {
    let site = Site::sample();
    let config = site.read("onrecord.toml");
    site.write("onrecord.toml", &format!("{config}\n[budget]\nhtml = 1\n"));
    for _ in 0..2 {
        let ran = site.run(["build"]).exits(0);
        assert!(ran.stderr.contains("over-budget") || ran.stdout.contains("over-budget"), "{ran:#?}");
    }
}
