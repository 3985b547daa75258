//! How a site is found: its feed, its list of pages, its old addresses, and what its pages tell machines, read back by readers
//! that are not ours.

use crate::fixture::Site;
use crate::readers::{BASE, elements, feed, file_at, has_type, leads_somewhere, pages, told, value, xml};
use std::collections::{BTreeMap, BTreeSet};

const ARTICLE: &str = "content/articles/lower-quay.md";

/// What a page may hold in any of its strings.
const HOSTILE: &str = "</script><script>alert(1)</script>\u{2028}\"'&<!-- ]]> \u{7}";

fn built(site: &Site) {
    site.run(["build", "--base-url", BASE]).exits(0);
}

#[test]
fn a_reader_of_feeds_gets_the_whole_text_and_every_link_leads_to_a_place_of_the_site() {
    let site = Site::of_the_repository();
    built(&site);
    let feed = feed(&site);
    assert_eq!(feed.id(), BASE);
    assert_eq!(feed.entries().len(), 2);
    let newest = &feed.entries()[0];
    assert_eq!(newest.title().as_str(), "A thousand in a week: three counts that make no total");
    assert_eq!(newest.published().unwrap().to_rfc3339(), "2024-12-28T00:00:00+00:00");
    let mut links = 0;
    for entry in feed.entries() {
        leads_somewhere(&site, entry.id());
        let content = entry.content().unwrap();
        assert_eq!(content.content_type(), Some("html"));
        for (element, attributes) in elements(content.value().unwrap()) {
            assert!(!["script", "style", "link", "meta", "svg"].contains(&element.as_str()), "{element}");
            for name in ["href", "src"] {
                let Some(address) = attributes.get(name) else { continue };
                links += 1;
                match address.starts_with(BASE) {
                    true => leads_somewhere(&site, address),
                    false => assert!(address.starts_with("https://"), "{address} is not a whole address"),
                }
            }
        }
    }
    assert!(links > 60, "only {links} links");
    let text = newest.content().unwrap().value().unwrap();
    assert!(text.contains("#claim-week-1000\">[1]</a></sup>"), "a mark is a link to its card");
    assert!(text.contains("/figures/dprk-losses-kursk.png\""), "a chart is a picture");
    assert!(text.contains("<h2") && text.contains(">Claims and sources</h2>"));
}

#[test]
fn a_feed_has_the_newest_articles_and_no_draft() {
    let site = Site::sample();
    for (name, date, more) in [
        ("b", "2024-04", "updated: 2024-05-02\n"),
        ("c", "2024-03-20~", "language: ar\naliases: [articles/old-c/, c.html]\n"),
        ("d", "2025-01-01", "draft: true\n"),
    ] {
        site.write(
            &format!("content/articles/{name}.md"),
            &format!("---\ntitle: Article {name}\ndate: {date}\n{more}---\n\nText of {name}.\n"),
        );
    }
    site.write("onrecord.toml", &format!("{}\n[feed]\nentries = 2\n", site.read("onrecord.toml")));
    site.run(["build", "--drafts", "--base-url", BASE]).exits(0);
    let feed = feed(&site);
    let titles: Vec<_> = feed.entries().iter().map(|entry| entry.title().as_str()).collect();
    assert_eq!(titles, ["Article b", "Article c"]);
    assert_eq!(feed.updated().to_rfc3339(), "2024-05-02T00:00:00+00:00");
    let [b, c] = feed.entries() else { panic!("two entries") };
    assert_eq!(b.published().unwrap().to_rfc3339(), "2024-04-01T00:00:00+00:00");
    assert_eq!(c.id(), format!("{BASE}articles/old-c/"), "an article that moved keeps its first address");
    assert_eq!(c.links()[0].href(), format!("{BASE}articles/c/"));
    assert!(c.content().unwrap().value().unwrap().starts_with("<div dir=\"rtl\">"));
    let listed = xml(&site, "public/sitemap.xml").concat();
    assert!(listed.contains("articles/c/") && !listed.contains("articles/d/"), "{listed}");
}

#[test]
fn the_list_of_pages_has_every_page_that_is_to_be_found_and_no_other() {
    let site = Site::of_the_repository();
    site.write("content/pages/moved.md", "---\ntitle: Moved\naliases: [old/place/]\n---\n\nText.\n");
    site.write("content/pages/про нас.md", "---\ntitle: Про нас\n---\n\nText.\n");
    built(&site);
    let listed: BTreeSet<String> =
        xml(&site, "public/sitemap.xml").iter().filter_map(|url| file_at(url)).collect();
    let pages: BTreeSet<String> = pages(&site).into_iter().map(|(path, _)| path).collect();
    assert!(pages.contains("moved/index.html") && !pages.contains("old/place/index.html"));
    assert_eq!(listed, pages);
    assert_eq!(
        site.read("public/robots.txt"),
        format!("User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n")
    );
}

#[test]
fn each_page_names_its_own_address_and_the_page_for_lost_readers_none() {
    let site = Site::of_the_repository();
    built(&site);
    for (path, bytes) in site.tree("public").into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        // It names the address of the page that it leads to.
        if html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let all = elements(&html);
        let of = |element: &str, key: &str, is: &str| {
            let found: Vec<_> = all
                .iter()
                .filter(|(name, with)| name == element && with.get(key).is_some_and(|v| v == is))
                .collect();
            assert!(found.len() < 2, "{path}: {is} twice");
            found.first().map(|(_, with)| with.clone())
        };
        let canonical = of("link", "rel", "canonical").map(|link| link["href"].clone());
        let url = of("meta", "property", "og:url").map(|meta| meta["content"].clone());
        if path == "404.html" {
            assert_eq!((canonical, url), (None, None));
            assert!(of("meta", "name", "robots").is_some());
            continue;
        }
        assert_eq!(canonical.as_deref().and_then(file_at).as_deref(), Some(path.as_str()));
        assert_eq!(url, canonical);
        assert!(of("meta", "property", "og:title").is_some());
        let feed = of("link", "type", "application/atom+xml").unwrap();
        assert!(feed["href"].ends_with("feed.xml") && !feed["href"].starts_with("http"), "{path}");
        let picture = of("meta", "property", "og:image");
        let has_chart = path.starts_with("figures/dprk") || path.starts_with("articles/a-thousand");
        match (has_chart, picture) {
            (true, picture) => {
                let picture = &picture.unwrap()["content"];
                leads_somewhere(&site, picture);
                assert_eq!(of("meta", "property", "og:image:width").unwrap()["content"], "1600");
                assert!(of("meta", "property", "og:image:alt").unwrap()["content"].contains("Zelenskiy"));
            }
            (false, None) => {}
            (false, Some(picture)) => leads_somewhere(&site, &picture["content"]),
        }
    }
}

#[test]
fn what_has_to_be_a_whole_address_is_left_out_of_a_site_that_does_not_know_its_own() {
    let site = Site::sample();
    site.run(["build"]).exits(0).finds_nothing();
    for path in ["feed.xml", "sitemap.xml", "CNAME"] {
        assert!(!site.path(&format!("public/{path}")).exists(), "{path}");
    }
    assert_eq!(site.read("public/robots.txt"), "User-agent: *\nAllow: /\n");
    assert_eq!(site.read("public/.nojekyll"), "");
    let page = site.read("public/articles/lower-quay/index.html");
    for word in ["canonical", "og:url", "og:image", "feed.xml"] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("property=\"og:title\""));
    // Relative addresses of linked data count from the page.
    let told = told(&site, "articles/lower-quay/index.html");
    assert_eq!(has_type(&told, "NewsArticle").len(), 2, "the article and a source: {told:#?}");
    assert!(
        has_type(&told, "Claim").iter().all(|claim| claim.contains("/articles/lower-quay/index.html#claim-"))
    );
}

#[test]
fn a_host_of_ones_own_is_written_down_and_gives_the_address() {
    let site = Site::sample();
    site.write(
        "onrecord.toml",
        &format!("{}\n[publish]\ncname = \"Desk.Example\"\n", site.read("onrecord.toml")),
    );
    site.run(["build"]).exits(0).finds_nothing();
    assert_eq!(site.read("public/CNAME"), "desk.example\n");
    assert!(site.read("public/feed.xml").contains("<id>https://desk.example/</id>"));
    assert!(site.read("public/404.html").contains("href=\"/site.css\""));
}

#[test]
fn a_file_of_the_sites_own_takes_the_place_of_one_that_robots_look_for() {
    let site = Site::sample();
    site.write("static/robots.txt", "User-agent: *\nDisallow: /\n").write("static/feed.xml", "<rss/>");
    built(&site);
    assert_eq!(site.read("public/robots.txt"), "User-agent: *\nDisallow: /\n");
    assert_eq!(site.read("public/feed.xml"), "<rss/>");
}

#[test]
fn an_old_address_leads_to_the_new_one_from_any_folder() {
    let site = Site::sample();
    site.edit(ARTICLE, "title:", "aliases: [2019/12/flood.html, \"/стара назва/\"]\ntitle:");
    site.edit("content/speakers/veldham.yaml", "  kind:", "  aliases: [people/x/]\n  kind:");
    let speakers = site.read("content/speakers/veldham.yaml");
    let first = speakers.find("  aliases").unwrap();
    // One of them only: two would have one old address.
    let rest = speakers[first + 5..].replace("  aliases: [people/x/]\n", "");
    site.write("content/speakers/veldham.yaml", &format!("{}{rest}", &speakers[..first + 5]));
    built(&site);
    for (file, expected) in [
        ("2019/12/flood.html", "../../articles/lower-quay/index.html"),
        ("стара назва/index.html", "../articles/lower-quay/index.html"),
    ] {
        let all = elements(&site.read(&format!("public/{file}")));
        let attribute = |element: &str, name: &str, with: (&str, &str)| {
            let has = |attributes: &BTreeMap<String, String>| {
                with.0.is_empty() || attributes.get(with.0).is_some_and(|v| v == with.1)
            };
            all.iter()
                .find(|(of, attributes)| of == element && has(attributes))
                .map(|(_, attributes)| attributes[name].clone())
        };
        assert_eq!(attribute("a", "href", ("", "")).as_deref(), Some(expected));
        assert_eq!(
            attribute("meta", "content", ("http-equiv", "refresh")).unwrap(),
            format!("0; url={expected}")
        );
        assert_eq!(attribute("meta", "content", ("name", "robots")).as_deref(), Some("noindex"));
        assert_eq!(
            attribute("link", "href", ("rel", "canonical")).unwrap(),
            format!("{BASE}articles/lower-quay/")
        );
    }
    assert!(site.read("public/people/x/index.html").contains("../../speakers/"));
}

#[test]
fn an_alias_where_something_stands_is_told_where_it_is_written() {
    let site = Site::sample();
    site.edit(ARTICLE, "title:", "aliases: [articles/lower-quay/]\ntitle:");
    site.run(["check"])
        .exits(1)
        .tells("error[same-address]")
        .tells("what it leads to stands at this address already");
    site.edit(ARTICLE, "articles/lower-quay/]", "old/]");
    site.edit("content/pages/about.md", "title:", "aliases: [old/, sources]\ntitle:");
    site.run(["check"])
        .exits(1)
        .tells("two things would be published as `old/index.html`")
        .tells("two things would be published as `sources/index.html`")
        .tells("leave the alias out");
}

#[test]
fn a_page_tells_machines_its_claims_who_made_them_and_where_they_appeared() {
    let site = Site::of_the_repository();
    built(&site);
    let told_of = told(&site, "articles/a-thousand-in-a-week/index.html");
    let page = format!("{BASE}articles/a-thousand-in-a-week/");
    assert!(has_type(&told_of, "NewsArticle").contains(&page.as_str()));
    let claim = format!("{page}#claim-week-1000");
    assert!(has_type(&told_of, "Claim").contains(&claim.as_str()));
    let speaker = value(&told_of, &claim, "author").unwrap();
    assert_eq!(value(&told_of, speaker, "name"), Some("John Kirby"));
    assert!(has_type(&told_of, "Person").contains(&speaker));
    let source = value(&told_of, &claim, "appearance").unwrap();
    assert_eq!(value(&told_of, source, "datePublished"), Some("2024-12-28"));
    // Who is not named has no name here, who would not speak made no claim, and nothing was rated.
    let unnamed = value(&told_of, &format!("{page}#claim-several-hundred"), "author").unwrap();
    assert_eq!(value(&told_of, unnamed, "name"), None);
    assert!(value(&told_of, unnamed, "description").is_some());
    assert!(!has_type(&told_of, "Claim").contains(&format!("{page}#claim-russia-declines").as_str()));
    assert!(has_type(&told_of, "ClaimReview").is_empty());
    let figure = told(&site, "figures/dprk-losses-kursk/index.html");
    let data = has_type(&figure, "Dataset");
    assert_eq!(value(&figure, data[0], "temporalCoverage"), Some("2024-12-17/2024-12-28"));
    for (_, _, address) in figure.iter().filter(|(_, is, _)| is == "contentUrl") {
        leads_somewhere(&site, address);
    }
    for (path, _) in pages(&site) {
        assert!(!told(&site, &path).is_empty(), "{path}");
    }
}

#[test]
fn a_verdict_is_told_only_where_the_author_states_one() {
    let site = Site::sample();
    site.edit(
        ARTICLE,
        "  had-to-leave:\n",
        "  had-to-leave:\n    status: refuted\n    status_reason: The photographs show it dry.\n",
    );
    built(&site);
    let told = told(&site, "articles/lower-quay/index.html");
    let reviews = has_type(&told, "ClaimReview");
    assert_eq!(reviews.len(), 1, "{told:#?}");
    let claim = value(&told, reviews[0], "itemReviewed").unwrap();
    assert!(claim.ends_with("#claim-had-to-leave"));
    let rating = value(&told, reviews[0], "reviewRating").unwrap();
    assert_eq!(value(&told, rating, "alternateName"), Some("Refuted"));
    assert_eq!(value(&told, rating, "ratingExplanation"), Some("The photographs show it dry."));
    assert_eq!(value(&told, rating, "ratingValue"), None);
}

#[test]
fn hostile_words_stay_words_wherever_a_site_is_told_of() {
    let site = Site::empty();
    let quoted = serde_json::to_string(HOSTILE).unwrap();
    site.write("onrecord.toml", "title = '''Desk </title><script>alert(1)</script>'''\n");
    site.write(
        "content/speakers/a.yaml",
        &format!("s:\n  name: {quoted}\n  kind: official\n  role: {quoted}\n"),
    );
    site.write(
        "content/sources/a.yaml",
        &format!("r:\n  title: {quoted}\n  type: article\n  publisher: {quoted}\n  accessed: 2024-12-29\n"),
    );
    site.write(
        "content/figures/f.md",
        &format!("---\ntitle: {quoted}\nunit: people\nsummary: {quoted}\n---\n\nText.\n"),
    );
    site.write(
        "content/articles/a'&b.md",
        &format!(
            "---\ntitle: {quoted}\ndate: 2024-12-28\nsummary: {quoted}\nauthors: [{quoted}]\naliases: [\"old'&/\"]\nclaims:\n  c:\n    \
             speaker: s\n    said: 2024-12-27\n    source: r\n    quote: {quoted}\n    statement: {quoted}\n    status: confirmed\n    \
             status_reason: {quoted}\n    estimate: {{figure: f, words: \"3,000\"}}\n---\n\n[3,000](claim:c) people.\n\n![{}](figure:f)\n",
            "a <script> caption"
        ),
    );
    built(&site);
    for (path, bytes) in site.tree("public") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path.ends_with(".html") {
            assert!(!text.contains("<script>alert"), "{path}");
            let scripts = elements(&text).into_iter().filter(|(name, _)| name == "script").count();
            // These have one more, their own; the page for lost readers has a list beside it, and no linked data.
            let more = ["search/index.html", "claims/index.html", "404.html"].contains(&path.as_str());
            let known = if more { 4 } else { 3 };
            assert!(scripts <= known, "{path} has {scripts} scripts");
        }
        if path.ends_with(".xml") {
            roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
    let feed = feed(&site);
    let entry = &feed.entries()[0];
    let title = HOSTILE.replace('\u{7}', "\u{fffd}");
    assert_eq!(entry.title().as_str(), title);
    assert_eq!(entry.authors()[0].name(), title);
    assert!(elements(entry.content().unwrap().value().unwrap()).iter().all(|(name, _)| name != "script"));
    let told = told(&site, "articles/a'&b/index.html");
    let article = format!("{BASE}articles/a%27%26b/");
    assert_eq!(value(&told, &article, "headline"), Some(HOSTILE));
    let redirect = elements(&site.read("public/old'&/index.html"));
    let link = redirect.iter().find(|(name, _)| name == "a").unwrap();
    assert_eq!(link.1["href"], "../articles/a%27%26b/index.html");
}
