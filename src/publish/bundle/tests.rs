//! Pages that are bound, from what a sink is handed.

use super::*;
use crate::publish::Sink;
use proptest::prelude::*;

fn path(text: &str) -> RelPath {
    RelPath::new(text).unwrap()
}

/// The bundle of these pages and files, each in one frame.
fn bound(pages: &[(&str, &str)], files: &[(&str, &str)], base_url: Option<&str>) -> (String, Vec<String>) {
    let selection = Selection {
        pages: pages.iter().map(|(name, _)| path(name)).collect(),
        spared: BTreeSet::new(),
        base_url: base_url.map(|url| BaseUrl::parse(url).unwrap()),
    };
    let mut bundle = Bundle::new(selection);
    for (name, main) in pages {
        let up = "../".repeat(name.matches('/').count());
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><title>{name}</title><link rel=\"stylesheet\" href=\"{up}site.css\"></head><body>\
             <a href=\"#main\">Skip</a><ul><li><a href=\"{up}index.html\">Front</a></li><li><a href=\"{up}figures/index.html\">Figures</a>\
             </li></ul><main id=\"main\">{main}</main></body></html>"
        );
        bundle.put(&path(name), html.into_bytes()).unwrap();
    }
    for (name, text) in files {
        bundle.put(&path(name), text.as_bytes().to_vec()).unwrap();
    }
    let bundled = bundle.finish(Account::default()).unwrap();
    (String::from_utf8(bundled.html).unwrap(), bundled.left_out)
}

/// What stands in the page with this id.
fn page<'h>(html: &'h str, id: &str) -> &'h str {
    let start = html.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no page {id}:\n{html}"));
    let rest = &html[start..];
    let start = rest.find("<main").unwrap();
    let start = start + rest[start..].find('>').unwrap() + 1;
    &rest[start..rest.find("</main>").unwrap()]
}

#[test]
fn links_between_pages_become_fragments_and_ids_are_told_apart() {
    let (html, _) = bound(
        &[
            (
                "articles/a b/index.html",
                "<h2 id=\"x\">A</h2><a href=\"../c/index.html#x\">c</a><a href=\"#x\">here</a>",
            ),
            (
                "articles/c/index.html",
                "<h2 id=\"x\" aria-labelledby=\"x nobody\">C</h2><svg><use href=\"#x\"/><g fill=\"url(#x)\"/></svg>",
            ),
        ],
        &[("site.css", "#x { color: #add }")],
        None,
    );
    insta::assert_snapshot!(page(&html, "articles/a+b/"), @r##"<h2 id="articles/a+b/:x" data-was="x">A</h2><a href="#articles/c/:x">c</a><a href="#articles/a+b/:x">here</a>"##);
    insta::assert_snapshot!(page(&html, "articles/c/"), @r##"<h2 aria-labelledby="articles/c/:x articles/c/:nobody" id="articles/c/:x" data-was="x">C</h2><svg><use href="#articles/c/:x"/><g fill="url(#articles/c/:x)"/></svg>"##);
    assert!(html.contains("<style>:is(#x,[data-was=\"x\"]) { color: #add }</style>"), "{html}");
}

#[test]
fn what_is_not_in_the_bundle_is_linked_where_the_site_stands_or_is_words() {
    let main =
        "<a class=\"k\" href=\"../b/index.html#x\" rel=\"next\">b</a> <a href=\"javascript:alert(1)\">js</a>";
    let pages = [("articles/a/index.html", main)];
    let (html, _) = bound(&pages, &[], Some("https://desk.example/sub/"));
    insta::assert_snapshot!(page(&html, "articles/a/"), @r##"<a class="k" href="https://desk.example/sub/articles/b/#x" rel="next">b</a> <span>js</span>"##);
    let (html, _) = bound(&pages, &[], None);
    insta::assert_snapshot!(page(&html, "articles/a/"), @r##"<span class="k">b</span> <span>js</span>"##);
}

#[test]
fn a_bundle_without_the_front_page_lists_its_pages_in_the_words_of_the_menu() {
    let pages = [("articles/a/index.html", "<h1>A</h1>"), ("figures/f/index.html", "<h1>F &amp; G</h1>")];
    let (html, _) = bound(&pages, &[], None);
    insta::assert_snapshot!(page(&html, "./"), @r##"
    <header class="head">
    <h1>In this file</h1>
    </header>
    <h2 class="sec" id="./:articles">articles</h2>
    <ul class="plain">
    <li><a href="#articles/a/">A</a></li>
    </ul>
    <h2 class="sec" id="./:figures">Figures</h2>
    <ul class="plain">
    <li><a href="#figures/f/">F &amp; G</a></li>
    </ul>
    "##);
    assert!(html.contains("<li><a href=\"#./:figures\">Figures</a></li>"), "{html}");
}

#[test]
fn an_entry_of_the_menu_that_would_lead_nowhere_is_left_out() {
    let (html, _) = bound(&[("index.html", "")], &[], None);
    assert!(html.contains(">Front</a></li>") && !html.contains("Figures"), "{html}");
}

#[test]
fn a_picture_in_two_places_is_carried_once_and_a_file_linked_to_in_two_places_too() {
    let main = "<img src=\"../../p.svg\" alt=\"P\"><a href=\"../../d.csv\">data</a>";
    let files = [("p.svg", "<svg/>"), ("d.csv", "1,2")];
    let pages = [("articles/a/index.html", main), ("articles/b/index.html", main)];
    let (html, _) = bound(&pages, &files, None);
    assert_eq!(html.matches("data:image/svg").count(), 1);
    assert_eq!(html.matches("data:text/csv").count(), 1);
    insta::assert_snapshot!(page(&html, "articles/b/"), @r##"<img alt="P" class="in-file-shared file-1"><a href="#~files/:d.csv">data</a>"##);
    let (html, _) = bound(&pages[..1], &files, None);
    insta::assert_snapshot!(page(&html, "articles/a/"), @r##"<img alt="P" src="data:image/svg+xml;charset=utf-8,%3Csvg/%3E"><a href="data:text/csv;charset=utf-8,1,2" download="d.csv">data</a>"##);
}

#[test]
fn what_a_page_would_fetch_or_run_from_elsewhere_is_told_and_not_there() {
    let main = "<img src=\"https://a.example/p.png\" alt=\"P\"><iframe src=\"https://a.example/f\" title=\"F\">x</iframe>\
                <script src=\"https://a.example/s.js\"></script><p onclick=\"run()\">t</p><img src=\"gone.png\" alt=\"G\">";
    let (html, left_out) = bound(&[("index.html", main)], &[], None);
    insta::assert_snapshot!(page(&html, "./"), @r##"<a href="https://a.example/p.png">P</a><a href="https://a.example/f">F</a><p>t</p>G"##);
    insta::assert_snapshot!(left_out.join("\n"), @r##"
    `site.css`: there is no such style sheet
    index.html: `gone.png`: it is no file of the site, and a bundle fetches nothing
    index.html: `https://a.example/f`: a page within the page would have to be fetched; there is a link to it instead
    index.html: `https://a.example/p.png`: it is no file of the site, and a bundle fetches nothing
    index.html: `https://a.example/s.js`: a script that would have to be fetched
    index.html: `onclick` of a `p`: a bundle runs no script that stands in an attribute
    "##);
}

#[test]
fn scripts_and_sheets_of_all_pages_are_there_once_and_the_policy_knows_them() {
    let main = "<style>.a{}</style><script>one()</script>";
    let (html, _) = bound(&[("index.html", main), ("a/index.html", main)], &[("site.css", "b{}")], None);
    for (text, times) in [("one()", 1), (".a{}", 1), ("b{}", 1)] {
        assert_eq!(html.matches(&format!(">{text}</")).count(), times, "{text}");
    }
    let policy = crate::publish::policy::Policy::of(&crate::publish::html::read(&html));
    let header = crate::render::html::escaped(&policy.to_header(crate::publish::policy::Reach::Itself));
    assert!(html.contains(&format!("content=\"{header}\"")), "{html}");
}

#[test]
fn radio_buttons_of_two_pages_are_no_group() {
    let main = "<input type=\"radio\" name=\"axis\" checked>";
    let (html, _) = bound(&[("figures/a/index.html", main), ("figures/b/index.html", main)], &[], None);
    assert!(
        html.contains("<form id=\"figures/a/:\"></form>") && html.contains("form=\"figures/b/:\""),
        "{html}"
    );
}

#[test]
fn a_page_that_sends_its_readers_on_is_where_it_sends_them() {
    let selection = Selection {
        pages: ["index.html", "old/index.html", "new/index.html"].map(path).to_vec(),
        spared: BTreeSet::new(),
        base_url: None,
    };
    let mut bundle = Bundle::new(selection);
    let pages = [
        ("index.html", "<body><main><a href=\"old/index.html\">it</a></main>"),
        ("old/index.html", "<head><meta http-equiv=\"refresh\" content=\"0; url=../new/index.html\"></head>"),
        ("new/index.html", "<body><main>new</main>"),
    ];
    for (name, html) in pages {
        bundle.put(&path(name), html.as_bytes().to_vec()).unwrap();
    }
    let bundled = bundle.finish(Account::default()).unwrap();
    let html = String::from_utf8(bundled.html).unwrap();
    assert_eq!((bundled.pages, page(&html, "./")), (2, "<a href=\"#new/\">it</a>"));
    assert!(!html.contains("refresh"));
}

#[test]
fn the_data_of_the_search_stands_in_the_file_as_json() {
    let files = [("search/en.js", "onrecordSearch(\"en\", {\"t\":\"</script>\"});\n")];
    let (html, _) = bound(&[("index.html", "")], &files, None);
    assert!(!html.contains("search-data"), "{html}");
    let (html, _) = bound(&[("search/index.html", "")], &files, None);
    assert!(
        html.contains(
            "<script type=\"application/json\" id=\"search-data-en\">{\"t\":\"\\u003c/script>\"}</script>"
        ),
        "{html}"
    );
}

#[test]
fn a_bundle_is_sealed_and_known_as_ours() {
    let (html, _) = bound(&[("index.html", "")], &[], None);
    assert_eq!(crate::record::seal::check_bundle(html.as_bytes()), crate::record::seal::Seal::Whole);
    assert!(is_ours(html.as_bytes()) && !is_ours(b"<!doctype html><p>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn no_page_ends_another_or_reaches_out_of_the_file(
        main in "(<(/?(main|div|body|html|p|svg|style|script|textarea|noscript|title|iframe|a|img|select|template|!--)|meta) ?((href|src|id|style|onload|xlink:href)=\"?(x|#y|https://e\\.example/|javascript:a|\\.\\./b|\">))?\"?/?>?|[a-z&;<>\"'-]{0,6}){0,12}"
    ) {
        let (html, _) = bound(&[("index.html", &main), ("b/index.html", "<p id=\"second\">last</p>")], &[("x", "y")], None);
        let pieces = crate::publish::html::read(&html);
        // Read by the rules of the standard, the second page is there, whole, and beside the first.
        let mut open: Vec<&str> = Vec::new();
        let mut second = None;
        for piece in &pieces {
            match piece {
                crate::publish::html::Piece::Open(tag) => {
                    if tag.get("id") == Some("b/:second") {
                        second = Some(open.clone());
                    }
                    prop_assert!(!tag.attributes.iter().any(|(name, _)| name.starts_with("on")), "{html}");
                    let fetched = tag.get("src").or(tag.get("xlink:href")).or(tag.get("href").filter(|_| tag.name != "a"));
                    prop_assert!(fetched.is_none_or(|at| at.starts_with('#') || at.starts_with("data:")), "{html}");
                    prop_assert!(tag.get("href").is_none_or(|href| !href.starts_with("javascript")), "{html}");
                    if !tag.is_empty() { open.push(&tag.name); }
                }
                crate::publish::html::Piece::Close(name) => {
                    if let Some(at) = open.iter().rposition(|known| known == name) { open.truncate(at); }
                }
                crate::publish::html::Piece::Text(_) => {}
            }
        }
        prop_assert_eq!(second, Some(vec!["html", "body", "div", "main"]), "{}", html);
    }
}
