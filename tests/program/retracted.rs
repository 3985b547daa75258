//! The briefing of this repository after its one source was retracted: nothing that rests on it looks as if it stood.

use crate::fixture::Site;
use serde_json::Value;
use std::collections::BTreeMap;

const SOURCE: &str = "reuters-2024-12-28";
const ARTICLE: &str = "a-thousand-in-a-week";
const FIGURE: &str = "dprk-losses-kursk";
const NOTE: &str = "The letter on which it rested was forged.";

fn retracted() -> Site {
    let site = Site::of_the_repository();
    let sources = site.read("content/sources/wire.yaml");
    let state = format!("  state: retracted\n  state_date: 2025-01-02\n  state_note: {NOTE}\n");
    site.write("content/sources/wire.yaml", &format!("{}\n{state}", sources.trim_end()));
    site
}

/// The same, published although nothing is left to carry its claims.
fn published() -> Site {
    let site = retracted();
    let settings = site.read("onrecord.toml");
    site.write("onrecord.toml", &format!("{settings}\n[rules]\nrests-on-withdrawn = \"warning\"\n"));
    site.run(["build"]).exits(0);
    site
}

/// The names of the article's claims, as its front matter has them.
fn claims(site: &Site) -> Vec<String> {
    let article = site.read(&format!("content/articles/{ARTICLE}.md"));
    let front = article.split("---\n").nth(1).unwrap().split("claims:\n").nth(1).unwrap();
    let is_key = |line: &&str| line.starts_with("  ") && !line.starts_with("   ") && line.ends_with(':');
    front.lines().filter(is_key).map(|line| line.trim().trim_end_matches(':').to_owned()).collect()
}

#[track_caller]
fn has(page: &str, words: &str) {
    assert!(page.contains(words), "{words:?} is not in:\n{page}");
}

#[test]
fn claims_without_any_source_left_stop_the_build_until_their_author_says_that_they_are_withdrawn() {
    let site = retracted();
    let names = claims(&site);
    let told = site.run(["build"]).exits(1);
    for name in &names {
        let at = format!("claim `{name}` ");
        assert!(told.stderr.contains(&at), "{name}: {}", told.stderr);
    }
    assert_eq!(told.stderr.matches("error[rests-on-withdrawn]").count(), names.len());

    let path = format!("content/articles/{ARTICLE}.md");
    let mut article = site.read(&path);
    for name in &names {
        let key = format!("\n  {name}:\n");
        let said = format!("{key}    status: withdrawn\n    status_reason: Its source was retracted.\n");
        article = article.replacen(&key, &said, 1);
    }
    site.write(&path, &article);
    site.run(["build"]).exits(0).finds_nothing();
    has(&site.read(&format!("public/articles/{ARTICLE}/index.html")), "17 claims are withdrawn");
}

#[test]
fn a_retraction_turns_every_claim_its_figure_and_both_pages_visibly_withdrawn() {
    let site = published();
    let names = claims(&site);
    assert_eq!(names.len(), 17);
    let banner = |effect: &str| format!("</a> on 2 January 2025.</b> {effect} {NOTE}</p>");

    let article = site.read(&format!("public/articles/{ARTICLE}/index.html"));
    has(&article, "<b>Reuters retracted <a href=\"../../sources/reuters-2024-12-28/index.html\">");
    has(&article, &banner("All 17 claims here rest on it and are withdrawn."));
    for name in &names {
        has(&article, &format!("<li id=\"claim-{name}\"><article class=\"card\" data-s=\"withdrawn\">"));
    }
    let statuses = article.matches("data-s=\"").count();
    assert_eq!(article.matches("data-s=\"withdrawn\"").count(), statuses, "something still stands");
    has(&article, "Retracted by its publisher, 2 January 2025.");
    has(&article, "One source was retracted since. 17 claims are withdrawn.");

    let figure = site.read(&format!("public/figures/{FIGURE}/index.html"));
    has(&figure, &banner("All 4 estimates here rest on it and are withdrawn."));
    has(&figure, "All four estimates are withdrawn.");
    has(&figure, "<b>Struck through: withdrawn</b>");
    let rows = figure.matches("<tr id=\"e-").count();
    assert_eq!(rows, 4);
    assert_eq!(figure.matches("<b class=\"warn\">withdrawn</b></span>").count(), rows);
    let chart =
        &figure[figure.find("<svg class=\"plot time\"").unwrap()..figure.find("id=\"table\"").unwrap()];
    assert_eq!(chart.matches("<path class=\"mk\" d=\"M-9 ").count(), rows, "strokes over time");
    assert_eq!(
        figure.matches("; withdrawn</span>").count(),
        rows,
        "words for those who do not see the strokes"
    );
    assert_eq!(figure.matches("Attributed").count() + figure.matches("Unnamed").count(), 0);

    let source = site.read(&format!("public/sources/{SOURCE}/index.html"));
    has(&source, "data-state=\"retracted\"");
    has(&source, "With this source, 15 claims and 4 estimates lost their only support.");
}

#[test]
fn lists_data_and_corrections_tell_of_a_retraction() {
    let site = published();
    for page in ["index.html", "articles/index.html"] {
        has(&site.read(&format!("public/{page}")), "<span class=\"warn\">17 claims withdrawn</span>");
    }
    has(&site.read("public/figures/index.html"), "<b class=\"warn\">Withdrawn:</b> ");
    has(
        &site.read("public/claims/index.html"),
        "17 of the 26 claims on this site rest on it and are withdrawn.",
    );
    has(
        &site.read("public/sources/index.html"),
        "<b class=\"warn\">Retracted by its publisher, 2 January 2025</b>",
    );
    let kirby = site.read("public/speakers/john-kirby/index.html");
    has(&kirby, "All 3 claims of this speaker rest on it and are withdrawn.");

    let corrections = site.read("public/corrections/index.html");
    has(&corrections, "<time datetime=\"2025-01-02\">2 Jan 2025</time><span>Reuters retracted ");
    has(&corrections, NOTE);
    has(&corrections, "It carried 17 claims and four estimates; 17 claims are withdrawn.");

    let csv = site.read(&format!("public/figures/{FIGURE}.csv"));
    let mut table = csv::Reader::from_reader(csv.as_bytes());
    let header = table.headers().unwrap().clone();
    let rows: Vec<BTreeMap<&str, String>> = table
        .records()
        .map(|row| header.iter().zip(row.unwrap().iter().map(str::to_owned)).collect())
        .collect();
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row["status"] == "withdrawn" && row["source_state"] == "retracted"));
    let json: Value = serde_json::from_str(&site.read(&format!("public/figures/{FIGURE}.json"))).unwrap();
    for estimate in json["estimates"].as_array().unwrap() {
        assert_eq!(estimate["withdrawn"], true);
        assert_eq!(estimate["claim"]["status"], "withdrawn");
        assert_eq!(estimate["source"]["state_note"], NOTE);
    }
}

#[test]
fn a_retraction_leaves_the_other_briefing_as_it_was() {
    let site = published();
    let after = site.tree("public");
    let sound = Site::of_the_repository();
    sound.run(["build"]).exits(0);
    let before = sound.tree("public");
    let of_the_other = |path: &str| path.contains("speed-of-light");
    let other = |tree: &[(String, Vec<u8>)]| {
        tree.iter().filter(|(path, _)| of_the_other(path)).cloned().collect::<Vec<_>>()
    };
    assert!(other(&before).len() > 4);
    assert_eq!(other(&after), other(&before));
}

#[test]
fn impact_lists_exactly_what_rests_on_the_source() {
    let site = Site::of_the_repository();
    let ran = site.run(["impact", SOURCE, "--format", "json"]).exits(0);
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let ids = |list: &str| -> Vec<String> {
        let entries = answer[list].as_array().unwrap().iter();
        entries.map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
    };
    let full =
        |names: Vec<String>| names.into_iter().map(|name| format!("{ARTICLE}/{name}")).collect::<Vec<_>>();
    let (worked_out, read): (Vec<_>, Vec<_>) =
        claims(&site).into_iter().partition(|name| name == "cannot-add" || name == "gap");
    assert_eq!(ids("claims"), full(read));
    assert!(answer["claims"].as_array().unwrap().iter().all(|claim| claim["tie"] == "sole"));
    assert_eq!(ids("inferences"), full(worked_out));
    assert_eq!(answer["inferences"][0]["step"], 1);
    assert_eq!(ids("estimates").len(), 4);
    assert_eq!(ids("figures"), [FIGURE]);
    assert_eq!(ids("articles"), [ARTICLE]);
    assert_eq!(ids("pages"), ["about"]);
    assert!(ids("sources").is_empty());
    assert!(!ran.stdout.contains("speed-of-light"));
    assert_eq!(answer["state"], Value::Null);

    let told = retracted().run(["impact", SOURCE]).exits(0).tells("The site has errors");
    has(&told.stdout, "Retracted on 2 January 2025: The letter on which it rested was forged.\n");
    has(&told.stdout, "15 claims rest on it alone:\n");
    has(&told.stdout, "Two claims were worked out from such:\n");
}

#[test]
fn impact_answers_for_speakers_claims_and_figures_and_asks_back_where_an_id_is_not_one() {
    let site = Site::of_the_repository();
    has(&site.run(["impact", "john-kirby"]).exits(0).stdout, "Three claims are its own:\n");
    let claim = site.run(["impact", &format!("claim:{ARTICLE}/total-3000")]).exits(0).stdout;
    has(&claim, "Two claims were worked out from such:\n");
    has(&site.run(["impact", FIGURE]).exits(0).stdout, "Four claims state a number for it:\n");

    site.run(["impact", "reuters-2024-12-2"]).exits(2).tells("`source:reuters-2024-12-28`");
    site.run(["impact", "total-300"]).exits(2).tells(&format!("`claim:{ARTICLE}/total-3000`"));
    let sources = site.read("content/sources/wire.yaml");
    site.write(
        "content/sources/wire.yaml",
        &format!("{sources}\njohn-kirby: {{title: A letter, type: document}}\n"),
    );
    site.run(["impact", "john-kirby"]).exits(2).tells("`source:john-kirby`, `speaker:john-kirby`");
    has(&site.run(["impact", "source:john-kirby"]).exits(0).stdout, "Nothing on this site rests on it.");
}

#[test]
fn every_state_of_a_source_is_told_in_its_own_words() {
    let told = |state: &str| {
        let site = Site::of_the_repository();
        let sources = site.read("content/sources/wire.yaml");
        site.write("content/sources/wire.yaml", &format!("{}\n{state}", sources.trim_end()));
        site.run(["build"]).exits(0);
        let article = site.read(&format!("public/articles/{ARTICLE}/index.html"));
        let start = article.find("<div class=\"state\"").unwrap_or_else(|| panic!("{state} is told nowhere"));
        // It says that something happened, and not that anything is wrong with what was said.
        assert!(!article.contains("Withdrawn"), "{state}");
        article[start..start + article[start..].find("</div>").unwrap()].to_owned()
    };
    let corrected = told(
        "  accessed: 2024-12-29\n  state: corrected\n  state_date: 2025-01\n  state_note: It was 900.\n",
    );
    has(&corrected, "<b>Reuters corrected <a ");
    has(
        &corrected,
        "</a> in January 2025.</b> All 17 claims here rest on it as it was before, and may need another look. It was 900.",
    );
    let read_since = told("  accessed: 2025-02-01\n  state: corrected\n  state_date: 2025-01-03\n");
    has(&read_since, "All 17 claims here rest on it; it was read again after that on 1 February 2025.");
    let changed = told("  state: changed\n");
    has(
        &changed,
        "</a> was changed.</b> All 17 claims here rest on it as it was before, and may need another look.",
    );
    let gone = told("  state: gone\n  state_date: 2025-03-04\n");
    has(
        &gone,
        "</a> cannot be reached any more since 4 March 2025.</b> All 17 claims here were read in it and cannot be followed to it.",
    );
    has(&gone, "No archived copy is known.");
    let kept = told("  state: gone\n  archives: [https://archive.example/report]\n");
    has(&kept, "<a href=\"https://archive.example/report\">An archived copy</a> is kept.");
    let moved = told("  state: moved\n  state_date: 2025-03-04\n");
    has(
        &moved,
        "</a> moved to another address on 4 March 2025.</b> All 17 claims here were read in it where it stood before.",
    );
}

#[test]
fn corrections_stand_newest_first_with_what_has_no_date_at_the_end() {
    let site = Site::of_the_repository();
    site.run(["build"]).exits(0);
    has(&site.read("public/corrections/index.html"), "Nothing that this site rests on has been corrected");
    has(&site.read("public/index.html"), "<a href=\"corrections/index.html\">Corrections</a>");

    let sources = "early: {title: An early letter, type: document, state: corrected, state_date: 2023-05-06}\n\
                   late: {title: A late letter, type: document, publisher: The bureau, state: gone, state_date: 2025-06}\n";
    site.write("content/sources/letters.yaml", sources);
    site.write(
        "content/articles/second.md",
        "---\ntitle: A second look\ndate: 2024-01-02\nchanges:\n  - {date: 2024-02-03, text: A name was mended.}\n\
         claims:\n  first: {speaker: john-kirby, statement: There were ten., source: early, said: 2024-01-01}\n  \
         second: {speaker: john-kirby, act: corrects, statement: There were twelve., source: late, said: 2024-03-04, updates: \
         [first]}\n  third: {speaker: john-kirby, statement: There were none., source: late, status: withdrawn, status_reason: \
         We had misheard him.}\n---\n\nHe said [ten](claim:first), then [twelve](claim:second), or [none](claim:third).\n",
    );
    site.run(["build"]).exits(0);
    let page = site.read("public/corrections/index.html");
    let order = [
        "A late letter</a> cannot be reached any more.",
        "John Kirby corrected: <a href=\"../articles/second/index.html#claim-first\">There were ten.</a> Now: There were twelve.",
        "A name was mended.<span class=\"sub\"><a href=\"../articles/second/index.html#changes\">A second look</a>",
        "The publisher corrected <a href=\"../sources/early/index.html\">An early letter</a>.",
        "Without a date",
        "Withdrawn: <a href=\"../articles/second/index.html#claim-third\">There were none.</a> We had misheard him.",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|words| page.find(words).unwrap_or_else(|| panic!("{words:?} is not in:\n{page}")))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    has(&site.read("public/index.html"), "John Kirby corrected: ");
}

#[test]
fn a_retracted_source_does_not_carry_a_claim_beside_another() {
    let site = Site::sample();
    site.write(
        "content/sources/more.yaml",
        "lost:\n  title: Lost\n  type: article\n  state: retracted\nkept:\n  title: Kept\n  type: article\n",
    );
    site.write(
        "content/articles/two.md",
        "---\ntitle: Two\ndate: 2024-03-10\nclaims:\n  both:\n    speaker: ada-hale\n    evidence: [{source: lost}, {source: kept}]\n\
         ---\n\nAda Hale said that [both had it](claim:both).\n",
    );
    let told = site.run(["impact", "kept"]).exits(0).stdout;
    assert!(!told.contains("other sources too"), "{told}");
}

/// The sample with a retracted source that only prose cites, in an article and on a page.
fn cited_in_prose() -> Site {
    let site = Site::sample();
    site.write(
        "content/sources/w4.yaml",
        "w4:\n  title: The dam report\n  type: report\n  publisher: Veldham Wire\n  published: 2024-02-01\n  state: retracted\n  \
         state_date: 2024-04-02\n",
    );
    let article = "content/articles/lower-quay.md";
    let text = site.read(article);
    site.write(article, &format!("{text}\nAs [was reported](source:w4).\n"));
    site.write("content/pages/more.md", "---\ntitle: More\n---\n\nSee [the report](source:w4).\n");
    site
}

#[test]
fn a_retracted_source_that_only_prose_cites_is_told_to_readers_and_to_its_writer() {
    let site = cited_in_prose();
    let ran = site.run(["build"]).exits(0).tells("the text cites `w4`, which carries nothing any more");
    assert_eq!(ran.stderr.matches("warning[source-retracted]").count(), 1, "{}", ran.stderr);
    let article = site.read("public/articles/lower-quay/index.html");
    has(&article, "<b>This article cites a source that was retracted. Veldham Wire retracted <a ");
    has(&article, "No claim here rests on it.");
    has(&site.read("public/more/index.html"), "<b>This page cites a source that was retracted. ");
    let corrections = site.read("public/corrections/index.html");
    has(
        &corrections,
        "No claim on this site rests on it. One article cites it. <a href=\"../articles/lower-quay/",
    );

    // Where a claim of the article names it, the banner and the rule speak of that claim.
    site.edit("content/articles/lower-quay.md", "claims:\n", "claims:\n  dam: {speaker: ada-hale, statement: It was weak., evidence: [{source: w4, role: mentions}]}\n");
    let ran = site.run(["check"]);
    assert_eq!(ran.stderr.matches("the text cites `w4`").count(), 0, "{}", ran.stderr);
}

#[test]
fn what_follows_from_a_retraction_stands_once_among_the_corrections() {
    let site = Site::sample();
    site.write(
        "content/sources/w4.yaml",
        "w4:\n  title: The dam report\n  type: report\n  state: retracted\n  state_date: 2024-04-02\n",
    );
    site.write(
        "content/articles/dam.md",
        "---\ntitle: The dam\ndate: 2024-02-03\nclaims:\n  weak: {speaker: ada-hale, statement: It was weak., source: w4, \
         status: withdrawn, status_reason: The report was retracted.}\n  fell: {speaker: self, statement: It fell., \
         rests-on: [weak], status: withdrawn, status_reason: It does not follow.}\n  none: {speaker: ada-hale, statement: There \
         was none., source: courier-2024-03-08, status: withdrawn, status_reason: We misheard.}\n---\n\nIt was \
         [weak](claim:weak), [fell](claim:fell), [or was not](claim:none).\n",
    );
    site.run(["build"]).exits(0);
    let page = site.read("public/corrections/index.html");
    has(&page, "It carried two claims; two claims are withdrawn.");
    assert!(!page.contains("It fell.") && !page.contains("It was weak."), "{page}");
    has(&page, "There was none.");
}

#[test]
fn impact_says_what_an_article_or_a_page_is_and_which_claims_are_drafts() {
    let site = cited_in_prose();
    let told = site.run(["impact", "lower-quay"]).exits(2).tells("`lower-quay` is an article");
    assert!(told.stderr.contains("ask for one of its claims: `claim:lower-quay/"), "{}", told.stderr);
    site.run(["impact", "article:lower-quay"]).exits(2).tells("is an article");
    site.run(["impact", "more"]).exits(2).tells("`more` is a page, and no record rests on a page");
    site.write(
        "content/articles/not-yet.md",
        "---\ntitle: Not yet\ndate: 2024-03-10\ndraft: true\nclaims:\n  one: {speaker: ada-hale, source: \
         courier-2024-03-08}\n---\n\n[She said so](claim:one).\n",
    );
    let text = site.run(["impact", "ada-hale"]).exits(0).stdout;
    has(&text, "not-yet/one, attributed, content/articles/not-yet.md:6, draft\n");
    assert_eq!(text.matches(", draft\n").count(), 2, "the claim and its article: {text}");
    let json: serde_json::Value =
        serde_json::from_str(&site.run(["impact", "ada-hale", "--format", "json"]).exits(0).stdout).unwrap();
    let estimates = json["estimates"].as_array().unwrap();
    assert!(!estimates.is_empty());
    for estimate in estimates {
        let words = estimate["words"].as_str().unwrap();
        assert!(!words.contains(['“', '”', '"']), "{words}");
    }
    let drafts = json["claims"].as_array().unwrap().iter().filter(|claim| claim["draft"] == true);
    assert_eq!(drafts.count(), 1);
}
