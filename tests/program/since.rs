//! What readers are told of what changed since the site was last published.

use crate::fixture::Site;

const ARTICLE: &str = "content/articles/lower-quay.md";
const PAGE: &str = "public/articles/lower-quay/index.html";
const CORRECTIONS: &str = "public/corrections/index.html";

/// The sample, which keeps the record of what was published.
fn published() -> Site {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    site.write("published.json", &site.read("public/record.json"));
    let config = site.read("onrecord.toml");
    site.write("onrecord.toml", &format!("{config}\n[record]\nlast = \"published.json\"\n"));
    site
}

/// The words of a page's list of what changed, a line for each entry.
fn told(site: &Site, page: &str) -> Vec<String> {
    let html = site.read(page);
    let Some(at) = html.find("<p class=\"since\">") else { return Vec::new() };
    let list = html[at..].split("</ul>").next().unwrap();
    let entries = list.split("<li>").skip(1);
    let words = |entry: &str| {
        let mut text = String::new();
        for part in entry.split('<') {
            text.push(' ');
            text.push_str(part.split_once('>').map_or(part, |(_, words)| words));
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    entries.map(words).collect()
}

#[test]
fn a_site_that_says_what_it_said_tells_so() {
    let site = published();
    site.run(["build"]).exits(0).finds_nothing();
    assert!(
        site.read(CORRECTIONS).contains("What this site says is what it said when it was last published.")
    );
    assert!(!site.read(PAGE).contains("id=\"changes\""));
}

#[test]
fn a_site_without_a_record_of_what_was_published_says_nothing_of_it() {
    let site = Site::sample();
    site.run(["build"]).exits(0);
    assert!(!site.read(CORRECTIONS).contains("last published version"));
}

#[test]
fn status_moves_come_first_and_every_edit_is_told_in_a_sentence() {
    let site = published();
    site.edit(
        ARTICLE,
        "    act: estimates\n    said: 2024-03-07",
        "    act: estimates\n    disputes: [had-to-leave]\n    said: 2024-03-07",
    );
    site.edit(ARTICLE, "Crews brought fewer than", "Crews carried fewer than");
    site.edit(ARTICLE, "words: more than 3,000", "words: more than 3,500");
    site.edit(ARTICLE, "neither has said how many walked", "nobody has said how many walked");
    site.edit(
        "content/sources/veldham.yaml",
        "  title: Mayor counts thousands",
        "  state: corrected\n  state_date: 2024-03-10\n  state_note: The Courier had a name wrong.\n  title: Mayor counts thousands",
    );
    site.run(["build"]).exits(0);
    insta::assert_snapshot!(told(&site, CORRECTIONS).join("\n"), @r"
    Status More than 3,000 people had had to leave the Lower Quay by the evening of 7 March. Attributed became → Disputed Veldham Fire Service contradicted it. Its number was “more than 3,000”, and now is “more than 3,500”. Two counts of who left the Lower Quay
    Source Mayor counts thousands who fled the Elde Corrected by its publisher. The Courier had a name wrong.
    Reworded Crews carried fewer than 1,200 people out of the Lower Quay by the evening of 7 March. It read: “Crews brought fewer than 1,200 people out of the Lower Quay by the evening of 7 March.” Edited in its record: how it bears on other claims. Two counts of who left the Lower Quay
    Text Two counts of who left the Lower Quay Its text was edited.
    ");
    insta::assert_snapshot!(told(&site, PAGE).join("\n"), @r"
    Status More than 3,000 people had had to leave the Lower Quay by the evening of 7 March. Attributed became → Disputed Veldham Fire Service contradicted it. Its number was “more than 3,000”, and now is “more than 3,500”.
    Reworded Crews carried fewer than 1,200 people out of the Lower Quay by the evening of 7 March. It read: “Crews brought fewer than 1,200 people out of the Lower Quay by the evening of 7 March.” Edited in its record: how it bears on other claims.
    Text Two counts of who left the Lower Quay Its text was edited.
    ");
    assert!(
        site.read(CORRECTIONS)
            .contains("the newest date in which is <time datetime=\"2024-03-09\">9 March 2024</time>.")
    );
    // The same input gives the same bytes, however often it is built.
    let before = site.tree("public");
    site.run(["build"]).exits(0);
    assert_eq!(site.tree("public"), before);
}

#[test]
fn a_claim_that_was_taken_out_is_told_with_what_it_said() {
    let site = published();
    let article = site.read(ARTICLE);
    let (head, rest) = article.split_once("  had-to-leave:\n").unwrap();
    let (_, rest) = rest.split_once("---\n").unwrap();
    let rest = rest.replace(
        "[more than 3,000 people had had to leave](claim:had-to-leave)",
        "more than 3,000 had had to leave",
    );
    site.write(ARTICLE, &format!("{head}---\n{rest}"));
    site.run(["build"]).exits(0).tells("the published claim `had-to-leave`");
    let told = told(&site, PAGE);
    assert_eq!(
        told[0],
        "Taken out More than 3,000 people had had to leave the Lower Quay by the evening of 7 March."
    );
}

#[test]
fn a_briefing_that_is_new_is_told_once_and_not_claim_by_claim() {
    let site = published();
    site.write(
        "content/articles/second-day.md",
        "---\ntitle: The second day\ndate: 2024-03-10\nclaims:\n  fell:\n    statement: The river fell on 8 March.\n    speaker: \
         veldham-fire-service\n    said: 2024-03-08\n    source: briefing-2024-03-07\n---\n\nThe service said that [the river \
         fell](claim:fell).\n",
    );
    site.run(["build"]).exits(0);
    assert_eq!(told(&site, CORRECTIONS), ["New The second day A new briefing."]);
    assert!(told(&site, "public/articles/second-day/index.html").is_empty());
}

#[test]
fn words_of_a_record_that_somebody_wrote_by_hand_stay_words() {
    let site = published();
    site.edit("published.json", "Crews brought fewer", "<script>alert(1)</script> Crews brought fewer");
    site.edit("published.json", "\"status\":\"attributed\"", "\"status\":\"<img src=x onerror=alert(1)>\"");
    site.run(["build"]).exits(0);
    for page in [CORRECTIONS, PAGE] {
        let html = site.read(page);
        assert!(html.contains("&lt;script&gt;alert(1)&lt;") && !html.contains("<script>alert(1)"), "{page}");
        assert!(!html.contains("<img src=x"), "{page}");
    }
}

#[test]
fn a_record_of_the_first_shape_tells_what_it_can() {
    let site = published();
    let sha256 = onrecord::model::Sha256Hex::of(b"Another sentence.\nada-hale");
    site.write(
        "published.json",
        &format!(
            r#"{{"onrecord": "0.1.0", "files": [], "claims": [{{"id": "lower-quay/had-to-leave", "page": "x", "anchor": "x", "sha256": "{sha256}"}}]}}"#
        ),
    );
    site.run(["build"]).exits(0);
    assert_eq!(
        told(&site, PAGE),
        [
            "Record More than 3,000 people had had to leave the Lower Quay by the evening of 7 March. Its words, or whom it is \
             ascribed to, are not what they were.",
            "New Crews brought fewer than 1,200 people out of the Lower Quay by the evening of 7 March.",
        ]
    );
}
