//! Two builds, compared by what they say.

use crate::fixture::{Ran, Site};
use serde_json::Value;

const ARTICLE: &str = "content/articles/lower-quay.md";
const SOURCES: &str = "content/sources/veldham.yaml";

/// The sample, built as `old`.
fn built() -> Site {
    let site = Site::sample();
    site.run(["build", "--output", "old"]).exits(0);
    site
}

fn diff(site: &Site) -> Ran {
    site.run(["build", "--output", "new"]).exits(0);
    site.run(["diff", "old", "new"]).exits(0)
}

#[test]
fn two_builds_of_one_site_say_the_same() {
    let site = built();
    let ran = diff(&site);
    assert_eq!(ran.stdout, "The two say the same.\n");
    site.run(["diff", "old", "new", "--exit-code"]).exits(0);
}

#[test]
fn several_edits_at_once_are_told_each_and_nothing_else_is() {
    let site = built();
    // Reworded, and another place in the source.
    site.edit(ARTICLE, "Crews brought fewer than", "Crews carried fewer than")
        .edit(ARTICLE, "00:04:10", "00:04:12");
    // Renamed, with a revised number.
    site.edit(ARTICLE, "  had-to-leave:\n", "  left-home:\n    formerly: [had-to-leave]\n")
        .edit(ARTICLE, "claim:had-to-leave", "claim:left-home")
        .edit(ARTICLE, "words: more than 3,000", "words: more than 3,500");
    // Its source is corrected.
    site.edit(
        SOURCES,
        "  title: Mayor counts thousands",
        "  state: corrected\n  state_date: 2024-03-10\n  state_note: The Courier had a name wrong.\n  title: Mayor counts thousands",
    );
    // Another article.
    site.write(
        "content/articles/second-day.md",
        "---\ntitle: The second day\ndate: 2024-03-09\nclaims:\n  fell:\n    statement: The river fell on 8 March.\n    speaker: \
         veldham-fire-service\n    said: 2024-03-08\n    source: briefing-2024-03-07\n---\n\nThe service said that [the river \
         fell](claim:fell).\n",
    );
    let ran = diff(&site);
    insta::assert_snapshot!(ran.stdout, @r"
    Article lower-quay: Two counts of who left the Lower Quay
      claim led-out
        reworded: “Crews brought fewer than 1,200 people out of the Lower Quay by the evening of 7 March.”
               → “Crews carried fewer than 1,200 people out of the Lower Quay by the evening of 7 March.”
        source, changed: briefing-2024-03-07, 00:04:10: “fewer than 1,200 people had been brought out of the Lower Quay”
                      → briefing-2024-03-07, 00:04:12: “fewer than 1,200 people had been brought out of the Lower Quay”
      claim left-home, renamed from lower-quay/had-to-leave
        “More than 3,000 people had had to leave the Lower Quay by the evening of 7 March.”
        estimate, revised: “more than 3,000” (3000 or more, left, stock, 2024-03-07, figure left-lower-quay)
                        → “more than 3,500” (3500 or more, left, stock, 2024-03-07, figure left-lower-quay)

    Article second-day: The second day, new
      claim fell, new
        “The river fell on 8 March.”
        veldham-fire-service, attributed

    Sources
      courier-2024-03-08: Mayor counts thousands who fled the Elde
        state: live → corrected
        state since: 2024-03-10 (new)
        what happened: The Courier had a name wrong. (new)

    3 claims: 1 new, 2 edited; 1 article: 1 new; 1 source: 1 edited.
    ");
    site.run(["diff", "old", "new", "--exit-code"]).exits(1);
}

#[test]
fn a_status_that_moved_comes_with_where_from_where_to_and_why() {
    let site = built();
    site.edit(
        ARTICLE,
        "    act: estimates\n    said: 2024-03-07",
        "    act: estimates\n    disputes: [had-to-leave]\n    said: 2024-03-07",
    );
    site.edit(SOURCES, "  title: Mayor counts thousands", "  state: moved\n  title: Mayor counts thousands");
    let ran = diff(&site);
    let told = "    status: attributed → disputed: Veldham Fire Service contradicted it.\n";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    assert!(ran.stdout.contains("    disputes: lower-quay/had-to-leave (new)\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("    state: live → moved\n"), "{}", ran.stdout);
    let json = site.run(["diff", "old", "new", "--format", "json"]).exits(0);
    let answer: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(answer["claims"].as_array().unwrap().len(), 2);
    let edit = &answer["claims"][0]["edits"][0];
    assert_eq!(
        (&edit["what"], &edit["from"], &edit["to"]),
        (&"status".into(), &"attributed".into(), &"disputed".into())
    );
    assert_eq!(answer["sources"][0]["edits"][0]["what"], "state");
}

#[test]
fn an_edit_of_words_that_are_no_claim_is_an_edit_of_the_article() {
    let site = built();
    site.edit(ARTICLE, "neither has said how many walked", "nobody has said how many walked");
    let ran = diff(&site);
    insta::assert_snapshot!(ran.stdout, @r"
    Article lower-quay: Two counts of who left the Lower Quay
      text: other words than before

    1 article: 1 edited.
    ");
}

#[test]
fn an_edit_that_readers_do_not_see_is_none() {
    let site = built();
    site.edit(ARTICLE, "rose over the Lower Quay, the", "rose over\nthe Lower Quay, the");
    site.edit(SOURCES, "# Where claims were read.", "# Where all claims were read.");
    assert_eq!(diff(&site).stdout, "The two say the same.\n");
}

#[test]
fn records_alone_are_compared_too_and_early_ones_as_far_as_they_go() {
    let site = built();
    site.edit(ARTICLE, "Crews brought fewer than", "Crews carried fewer than");
    site.run(["build", "--output", "new"]).exits(0);
    let ran = site.run(["diff", "old/record.json", "new/record.json"]).exits(0);
    assert_eq!(ran.stdout, site.run(["diff", "old", "new"]).stdout);
    let early = |id: &str, says: &str| {
        let sha256 = onrecord::model::Sha256Hex::of(says.as_bytes());
        format!(r#"{{"id": "lower-quay/{id}", "page": "x", "anchor": "x", "sha256": "{sha256}"}}"#)
    };
    let claims = [
        early(
            "led-out",
            "Crews brought fewer than 1,200 people out of the Lower Quay by the evening of 7 March.\nveldham-fire-service",
        ),
        early(
            "had-to-leave",
            "More than 3,000 people had had to leave the Lower Quay by the evening of 7 March.\nada-hale",
        ),
    ];
    site.write(
        "early.json",
        &format!(r#"{{"onrecord": "0.1.0", "files": [], "claims": [{}]}}"#, claims.join(",")),
    );
    assert!(site.run(["diff", "early.json", "old"]).exits(0).stdout.starts_with("The two say the same.\n"));
    let ran = site.run(["diff", "early.json", "new"]).exits(0);
    assert!(ran.stdout.contains("  claim led-out\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("its statement or its speaker is another"), "{}", ran.stdout);
    assert!(ran.stdout.contains("1 claim: 1 edited."), "{}", ran.stdout);
}

#[test]
fn what_has_no_record_cannot_be_compared() {
    let site = built();
    site.write("page.html", "<p>x</p>").write("broken.json", "{");
    site.run(["diff", "old", "page.html"]).exits(2).tells("`page.html` has no record of what was built");
    site.run(["diff", "broken.json", "old"]).exits(2).tells("`broken.json` is not a record");
    site.run(["diff", "nowhere", "old"]).exits(2).tells("there is no `nowhere`");
}
