//! The briefing of this repository, built as its readers get it.

use crate::fixture::{Site, program};

const ARTICLE: &str = "content/articles/a-thousand-in-a-week.md";

#[test]
fn the_sample_has_nothing_wrong_with_it() {
    let site = Site::of_the_repository();
    site.run(["check", "--deny", "warnings"]).exits(0);
    site.run(["build"]).exits(0).finds_nothing();
}

#[test]
fn deleting_the_source_of_any_claim_stops_the_build_and_points_at_the_claim() {
    let site = Site::of_the_repository();
    let whole = site.read(ARTICLE);
    let lines: Vec<&str> = whole.lines().collect();
    let sources: Vec<usize> =
        (0..lines.len()).filter(|at| lines[*at].trim_start().starts_with("source: ")).collect();
    assert!(sources.len() >= 12, "the sample has {} sourced claims", sources.len());
    for at in sources {
        let claim =
            (0..at).rev().find(|n| lines[*n].starts_with("  ") && !lines[*n].starts_with("   ")).unwrap();
        // What stands at the source goes with it; a quote left alone is a mistake of its own.
        let without: Vec<&str> = lines
            .iter()
            .enumerate()
            .filter(|(n, line)| {
                let of_it = *n > claim
                    && *n < at + 3
                    && (line.trim().starts_with("at: ") || line.trim().starts_with("quote: "));
                *n != at && !of_it
            })
            .map(|(_, line)| *line)
            .collect();
        site.write(ARTICLE, &without.join("\n"));
        let name = lines[claim].trim().trim_end_matches(':');
        site.run(["build"])
            .exits(1)
            .tells("error[unsourced-claim]")
            .tells(&format!("claim `{name}` has no source"))
            .tells(&format!("{ARTICLE}:{}:3", claim + 1));
    }
    assert!(!site.path("public").exists(), "a site with errors was published");
}

#[test]
fn the_same_input_gives_the_same_bytes_with_any_threads_and_in_any_time_zone() {
    let site = Site::of_the_repository();
    let build = |output: &str, threads: &str, zone: &str| {
        let ran = program(&site.path(""))
            .args(["build", "--output", output])
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", zone)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{ran:?}");
        site.tree(output)
    };
    let one = build("one", "1", "Pacific/Kiritimati");
    assert!(one.len() > 15);
    assert_eq!(build("two", "7", "America/Anchorage"), one);
}

#[test]
fn the_figure_keeps_the_week_apart_from_the_totals_and_makes_up_no_bounds() {
    let site = Site::of_the_repository();
    site.run(["build"]).exits(0);
    let page = site.read("public/figures/dprk-losses-kursk/index.html");
    let chart = &page[page.find("<svg class=\"plot time\"").unwrap()..];
    let chart = &chart[..chart.find("</figure>").unwrap()];
    let (totals, weeks) = chart.split_at(chart.find(">One week</text>").unwrap());
    let mark = |claim: &str| format!("data-e=\"a-thousand-in-a-week.{claim}\"");
    assert!(totals.contains(&mark("several-hundred")) && totals.contains(&mark("total-3000")));
    assert!(weeks.contains(&mark("week-1000")) && !totals.contains(&mark("week-1000")));
    assert!(!weeks.contains(&mark("several-hundred")) && !weeks.contains(&mark("total-3000")));

    // Zero stands at 327 and a thousand takes 60: the band runs from 999 down to 200, and the floor at 3,000 has an arrow up.
    assert!(
        totals.contains(r#"<rect x="-9" y="267.06" width="18" height="47.94" fill="url(#c-1-fade-p1)"/>"#)
    );
    assert!(
        totals.contains(r#"<path class="mk" d="M-13 147H13"/><path class="mk dash" d="M0 146V107.975"/>"#)
    );
    assert!(page.contains("Drawn from 200 to 999 by convention span@1"));
    assert!(page.contains("no upper limit stated"));
}

#[test]
fn quotes_are_counted_in_words_like_all_else_in_the_sentence() {
    let site = Site::sample();
    site.write("content/sources/memo.yaml", "memo:\n  title: The memo\n  type: document\n");
    site.edit(
        "content/articles/lower-quay.md",
        "claims:\n",
        "claims:\n  weak: {speaker: ada-hale, source: memo, quote: The dam was weak}\n",
    );
    site.run(["build"]).exits(0);
    let page = site.read("public/articles/lower-quay/index.html");
    let sentence = "Of three quotes, two stand in our stored copies; for the other one no copy is kept.";
    assert!(page.contains(sentence), "{page}");
}
