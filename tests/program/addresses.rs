//! Addresses that last: what was published is remembered, and what is linked to is there.

use crate::fixture::Site;

const ARTICLE: &str = "content/articles/lower-quay.md";
const PAGE: &str = "public/articles/lower-quay/index.html";

/// Gives a published claim another name.
fn rename(site: &Site) {
    site.edit(ARTICLE, "  had-to-leave:", "  left-home:").edit(
        ARTICLE,
        "claim:had-to-leave",
        "claim:left-home",
    );
}

fn say_what_it_was_called(site: &Site) {
    site.edit(ARTICLE, "  left-home:\n", "  left-home:\n    formerly: [had-to-leave]\n");
}

#[test]
fn a_claim_that_was_renamed_is_told_until_it_says_what_it_was_called() {
    let site = Site::sample();
    site.run(["build"]).exits(0).finds_nothing();
    rename(&site);
    site.run(["check"]).exits(0).tells("the published claim `had-to-leave` is no longer in this article");
    site.run(["check", "--deny", "warnings"]).exits(1);
    say_what_it_was_called(&site);
    site.run(["check", "--deny", "warnings"]).exits(0).finds_nothing();
    site.run(["build"]).exits(0).finds_nothing();
    assert!(site.read(PAGE).contains("<li id=\"claim-left-home\"><span id=\"claim-had-to-leave\"></span>"));
    // The old name is as published as the new one.
    site.edit(ARTICLE, "    formerly: [had-to-leave]\n", "");
    site.run(["check"]).exits(0).tells("the published claim `had-to-leave` is no longer in this article");
}

#[test]
fn a_record_kept_with_the_site_counts_in_place_of_that_of_the_output() {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    let record = site.read("public/record.json");
    assert!(record.contains("\"id\":\"lower-quay/had-to-leave\""), "{record}");
    site.write("published.json", &record);
    let last = format!("{}\n[record]\nlast = \"published.json\"\n", site.read("onrecord.toml"));
    site.write("onrecord.toml", &last);
    rename(&site);
    // What was published is told as often as it is asked.
    for _ in 0..2 {
        site.run(["build"]).exits(0).tells("the published claim `had-to-leave`");
    }
    say_what_it_was_called(&site);
    site.run(["build"]).exits(0).finds_nothing();
}

#[test]
fn the_output_named_on_the_command_line_is_the_one_compared_with() {
    let site = Site::sample();
    site.run(["build", "--output", "elsewhere"]).exits(0);
    rename(&site);
    site.run(["check"]).exits(0).finds_nothing();
    site.run(["build", "--output", "elsewhere"]).exits(0).tells("the published claim `had-to-leave`");
}

#[test]
fn a_link_to_a_place_on_the_page_of_a_figure_keeps_its_place() {
    let site = Site::sample();
    site.edit(
        "content/figures/left-lower-quay.md",
        "What is counted here",
        "## What is counted\n\nWhat is counted here",
    );
    site.edit(
        ARTICLE,
        "[whole record of\nthe figure](figure:left-lower-quay)",
        "[count](../figures/left-lower-quay.md#what-is-counted)",
    );
    site.run(["build"]).exits(0).finds_nothing();
    assert!(site.read(PAGE).contains("figures/left-lower-quay/index.html#what-is-counted\""));
    assert!(site.read("public/figures/left-lower-quay/index.html").contains("id=\"what-is-counted\""));
}

#[test]
fn a_picture_that_only_adorns_is_passed_over_in_silence() {
    let site = Site::sample();
    site.write("content/articles/line.svg", "(a picture)");
    site.edit(ARTICLE, "## Why the two differ", "![](line.svg \"decorative\")\n\n## Why the two differ");
    site.run(["check", "--deny", "warnings"]).exits(0).finds_nothing();
    site.run(["build"]).exits(0);
    assert!(
        site.read(PAGE).contains("<img src=\"../line.svg\" alt=\"\" loading=\"lazy\" decoding=\"async\">")
    );
}
