//! A site that looks as its desk wants it, by `[theme]` alone.

use crate::fixture::Site;

/// The starter, with `theme` at the end of its configuration.
fn with(theme: &str) -> Site {
    let site = Site::sample();
    let config = site.read("onrecord.toml");
    site.write("onrecord.toml", &format!("{config}\n{theme}"));
    site
}

const MARK: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 32\"><path d=\"M0 0h120v32H0z\"/></svg>";

#[test]
fn colours_reach_the_style_sheet_the_drawings_and_the_bars_of_browsers() {
    let site = with(
        "[theme.colours]\nbg = { light = \"#ffffff\", dark = \"#101014\" }\nlink = { light = \"#7a1f4d\", dark = \"#f0a3c4\" }\n\
         p-1 = { light = \"#7a1f4d\", dark = \"#f0a3c4\" }\n",
    );
    site.write(
        "content/figures/cracks.md",
        "---\ntitle: Cracks\nunit: cracks\nmeasures: {counted: Cracks counted}\n---\n\nCounted on the wall.\n",
    );
    site.write(
        "content/figures/cracks.csv",
        "id,speaker,source,words,measure,as_of\na,ada-hale,courier-2024-03-08,3 cracks,counted,2024-03-01\n",
    );
    site.run(["build"]).exits(0);
    let css = site.read("public/theme.css");
    assert!(css.contains("--link:light-dark(#7a1f4d,#f0a3c4)"), "{css}");
    let page = site.read("public/index.html");
    assert!(
        page.contains("href=\"theme.css\"")
            && page.contains("content=\"#ffffff\"")
            && page.contains("content=\"#101014\"")
    );
    let svg = site.read("public/figures/cracks.svg");
    assert!(
        svg.contains(".page{fill:#ffffff}") && svg.contains(".p1 .mk-f,.p1 .mk-t,.p1 .mk-w{fill:#7a1f4d}")
    );
    assert!(!svg.contains("#1b5e9e"), "the built-in colour of the first side is left");
}

#[test]
fn a_theme_weighs_no_more_than_a_site_without_one_may() {
    let site = with(
        "[theme]\nmeasure = 36\nnotes = \"below\"\n\n[theme.colours]\nink = { light = \"#111111\", dark = \"#eeeeee\" }\n\
         link = { light = \"#7a1f4d\", dark = \"#f0a3c4\" }\nfocus = { light = \"#7a1f4d\", dark = \"#f0a3c4\" }\n",
    );
    site.run(["build", "--deny", "warnings"]).exits(0).finds_nothing();
}

#[test]
fn a_mark_stands_at_the_head_of_every_page_and_is_carried_by_a_bundle() {
    let site = with(
        "[theme]\nname = \"The Quay\"\nwordmark = { light = \"quay.svg\", dark = \"marks/night.svg\" }\n",
    );
    site.write("static/quay.svg", MARK).write("static/marks/night.svg", &MARK.replace("120", "121"));
    site.run(["build", "--deny", "warnings"]).exits(0);
    let page = site.read("public/articles/lower-quay/index.html");
    assert!(page.contains(
        "<img class=\"dark\" src=\"../../marks/night.svg\" alt=\"The Quay\"><img class=\"light\" src=\"../../quay.svg\" alt=\"The Quay\">"
    ));
    let bundle = site.run(["bundle", "--output", "-"]).exits(0).stdout;
    assert!(
        bundle.contains("alt=\"The Quay\" class=\"light\" src=\"data:image/svg+xml"),
        "the mark is left behind"
    );
}

#[test]
fn a_name_takes_the_place_of_the_title_at_the_head_alone() {
    let site = with("[theme]\nname = \"Quay <Desk>\"\n");
    site.run(["build"]).exits(0);
    let page = site.read("public/index.html");
    assert!(page.contains("index.html\">Quay &lt;Desk&gt;</a>"), "{page}");
}

#[test]
fn statuses_are_called_as_the_site_calls_them_in_its_own_language() {
    let site = with("[theme.statuses]\nattributed = \"Said by one\"\n");
    site.run(["build"]).exits(0);
    let page = site.read("public/articles/lower-quay/index.html");
    assert!(page.contains("Said by one") && page.contains("said by one") && !page.contains(">Attributed<"));
    assert!(site.read("public/claims.json").contains("\"attributed\""), "data keeps the word of the format");
}

#[test]
fn a_faint_colour_is_told_and_can_be_made_an_error() {
    let site = with("[theme.colours]\nlink = \"#f0a3c4\"\n");
    let ran = site.run(["check"]).exits(0);
    assert!(ran.stderr.contains("warning[low-contrast]: `link` is too faint on `panel`"), "{}", ran.stderr);
    site.edit("onrecord.toml", "[theme.colours]", "[rules]\nlow-contrast = \"error\"\n\n[theme.colours]");
    site.run(["build"]).exits(1);
}

#[test]
fn each_part_of_a_page_can_be_replaced_by_itself() {
    let article = "articles/lower-quay/index.html";
    let figure = "figures/left-lower-quay/index.html";
    let parts = [
        (
            "card",
            "{% component card(card: map) %}<li>OWN {{ card.statement }}</li>{% endcomponent card %}",
            article,
            "OWN ",
        ),
        (
            "note",
            "{% component notes(block: map) %}<p>OWN {{ block.notes | length }}</p>{% endcomponent notes %}",
            article,
            "OWN 2",
        ),
        (
            "table",
            "{% component estimates(chart: map) %}<p>OWN {{ chart.title }}</p>{% endcomponent estimates %}",
            figure,
            "OWN ",
        ),
        (
            "chart",
            "{% component time_chart(figure: map) %}<div>OWN {{ figure.time.drawing }}</div>{% endcomponent time_chart %}",
            figure,
            "OWN <",
        ),
        (
            "prose",
            "{% component contents(of: array, claims: bool) %}OWN {{ of | length }}{% endcomponent contents %}",
            article,
            "OWN ",
        ),
        (
            "base",
            "{% extends \"@builtin/base.html\" %}{% block head %}<meta name=\"own\" content=\"OWN\">{% endblock %}",
            "about/index.html",
            "content=\"OWN\"",
        ),
        // In a file of any name.
        (
            "mine",
            "{% component tag(status: map, lettered: bool = false) %}OWN {{ status.word }}{% endcomponent tag %}",
            article,
            "OWN ",
        ),
    ];
    for (file, text, page, own) in parts {
        let site = Site::sample();
        site.write(&format!("templates/{file}.html"), text);
        site.run(["build", "--deny", "warnings"]).exits(0).finds_nothing();
        let html = site.read(&format!("public/{page}"));
        assert!(html.contains(own), "{file}: {html}");
        let rest = ["<footer class=\"foot\">", "<header class=\"site\">", "<h1>"];
        assert!(rest.iter().all(|part| html.contains(part)), "{file} took more than its place");
    }
}

#[test]
fn what_a_template_is_handed_is_told_by_its_name() {
    let site = Site::empty();
    let ran = site.run(["template-context", "templates/article.html"]).exits(0);
    let line = |name: &str| {
        ran.stdout
            .lines()
            .find(|line| line.trim_start().starts_with(name))
            .unwrap_or_else(|| panic!("{}", ran.stdout))
    };
    assert!(line(".cards").contains("list of card") && line(".cards").ends_with("Its claims."));
    assert!(line(".updated").contains("date or nothing"));
    assert!(ran.stdout.contains("\ndate: "), "{}", ran.stdout);
    assert!(site.run(["template-context", "card"]).exits(0).stdout.contains("{{<card card={…} />}}"));
    let wrong = site.run(["template-context", "artcle"]).exits(2);
    assert!(wrong.stderr.contains("the nearest is `article`"), "{}", wrong.stderr);
    let all = site.run(["template-context"]).exits(0).stdout;
    assert!(all.contains("  article.html") && all.contains("  note.html"), "{all}");
}
