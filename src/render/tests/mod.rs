//! Whole sites, rendered.

pub(crate) mod kursk;
mod links;
mod long;

use super::*;
use crate::load::{Overrides, TemplateDoc};
use crate::model::text::{Block, Inline, Piece};
use crate::model::{Bound, ClaimAddress, Credibility, FigureId, Number, Scale, Speaking, Status};
use kursk::{empty, kursk, text};
use std::sync::Arc;

type Output = BTreeMap<String, String>;

fn built(briefing: &Briefing) -> Output {
    built_with(briefing, &Overrides::default(), &Files::new())
}

fn built_with(briefing: &Briefing, overrides: &Overrides, files: &Files) -> Output {
    let theme = Theme::new(overrides, files).unwrap();
    let output = render(briefing, &theme, files).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    output
        .into_iter()
        .map(|(path, bytes)| (path.to_string(), String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

fn template(files: &mut Files, name: &str, text: &str) -> Overrides {
    let file = files.add(RelPath::new(format!("templates/{name}")).unwrap(), text);
    Overrides {
        templates: vec![TemplateDoc { name: RelPath::new(name).unwrap(), file }],
        ..Overrides::default()
    }
}

const ARTICLE: &str = "articles/three-numbers/index.html";

/// What stands in `page` from `start` up to and including the next `end`.
#[track_caller]
fn part<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let from = page.find(start).unwrap_or_else(|| panic!("{start:?} is not in the page"));
    let length = page[from..].find(end).unwrap_or_else(|| panic!("{end:?} does not follow {start:?}"));
    &page[from..from + length + end.len()]
}

/// Set `ONRECORD_DUMP` to a folder to look at the pages in a browser.
#[test]
fn a_whole_site_is_rendered_twice_to_the_same_bytes() {
    let first = built(&kursk());
    assert_eq!(first, built(&kursk()));
    if let Some(folder) = std::env::var_os("ONRECORD_DUMP") {
        for (path, text) in &first {
            let path = std::path::Path::new(&folder).join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
}

#[test]
fn a_site_without_a_single_record_still_has_its_pages() {
    let output = built(&empty());
    assert!(output["index.html"].contains("There is no briefing yet."));
    assert_eq!(output.keys().filter(|path| path.ends_with(".html")).count(), 10);
}

#[test]
fn a_claim_is_a_plain_span_and_its_number_a_link_that_holds_to_the_last_word() {
    let output = built(&kursk());
    insta::assert_snapshot!(part(&output[ARTICLE], "<div class=\"para\">\n<p>Six", "</div>"), @r##"
    <div class="para">
    <p>Six days later Ukraine’s president offered a figure several times larger. <span class="claim" data-s="disputed" id="t-over-3000">Volodymyr Zelenskiy said more than 3,000 North Korean soldiers had been killed or wounded in Kursk</span>&#8288;<a class="ref" data-s="disputed" data-c="D" href="#claim-over-3000"><span class="vh">Claim </span>2<span class="vh">, disputed</span></a>, and called the count preliminary. It is a floor rather than an estimate: it says where the total starts, not where it ends.</p>
    <ol class="notes" aria-label="Sources for the text above">
    <li data-s="disputed"><span class="n">2</span> <a href="#claim-over-3000">Volodymyr Zelenskiy</a> <span class="what"><time datetime="2024-12-23">23 Dec 2024</time>, <bdi>“more than 3,000”</bdi>, running total, preliminary</span> <span class="tag" data-s="disputed"><svg class="g" aria-hidden="true"><use href="#g-disputed"/></svg>Disputed</span></li>
    </ol>
    </div>
    "##);
}

#[test]
fn nested_claims_that_end_together_put_the_narrow_one_first() {
    let output = built(&kursk());
    insta::assert_snapshot!(part(&output[ARTICLE], "<span class=\"claim\" data-s=\"attributed\" id=\"t-week\">", "</p>"), @r##"<span class="claim" data-s="attributed" id="t-week">“hopeless assaults” had left <span class="claim" data-s="attributed" id="t-week-1000">1,000 soldiers killed or wounded in the last week</span>&#8288;<a class="ref" data-s="attributed" data-c="A" href="#claim-week-1000"><span class="vh">Claim </span>3<span class="vh">, attributed</span></a></span><span class="between">&#8288;&#8202;</span>&#8288;<a class="ref" data-s="attributed" data-c="A" href="#claim-week"><span class="vh">Claim </span>4<span class="vh">, attributed</span></a>. That is a rate, not a total. Placed after Zelenskiy’s figure it looks like a retreat; placed after the first American one it looks like an acceleration.</p>"##);
}

#[test]
fn the_card_of_a_claim_tells_what_is_known_and_leaves_out_what_is_not() {
    let output = built(&kursk());
    let page = &output[ARTICLE];
    insta::assert_snapshot!(part(page, "<li id=\"claim-over-3000\">", "</article></li>"), @r##"
    <li id="claim-over-3000"><article class="card" data-s="disputed">
    <header><span class="n">Claim 2</span> <span class="tag" data-s="disputed"><svg class="g" aria-hidden="true"><use href="#g-disputed"/></svg>Disputed</span></header>
    <div class="said">
    <h3>More than 3,000 North Korean soldiers had been killed or wounded in Kursk.</h3>
    <blockquote lang="uk" dir="ltr">“понад 3000 — убитих, поранених”</blockquote>
    <p class="from"><cite>Office of the President, 23 December 2024, para. 4</cite>. <b class="warn">Original not reachable since 3 May 2025.</b> <span class="warn">Our stored copy of the source does not have these words.</span> The copy was taken on <time datetime="2024-12-23">23 December 2024</time> (<code title="SHA-256 14e4cce86788499d03144f70ab24ca83d1abe97d55153c71ee1df55c5296c1f9">sha256 14e4cce86788…</code>). That shows what we stored, not what the page said.</p>
    </div>
    <dl><dt>Said by</dt><dd class="who"><a href="../../speakers/zelenskiy/index.html">Volodymyr Zelenskiy</a>, president of Ukraine</dd><dt>Relayed by</dt><dd><a href="../../speakers/john-kirby/index.html">John Kirby</a></dd><dt>On</dt><dd><span class="when"><time datetime="2024-12-23">23 December 2024</time></span></dd><dt>In words</dt><dd>“more than 3,000”</dd><dt>Counts</dt><dd>Killed or wounded</dd><dt>Covers</dt><dd>Running total up to the day it was given</dd><dt>Firmness</dt><dd>Preliminary; lower bound</dd><dt>Against</dt><dd><a href="#claim-implied">claim 5</a></dd><dt>Why</dt><dd>Claim 6 contradicts it.</dd></dl>
    <ul class="links"><li><a href="../../sources/president/index.html">Source<span class="vh">: Вечірнє звернення Президента</span></a></li><li><a href="https://archive.example/president">Archived copy</a></li><li><a href="../../figures/losses%20in%20kursk/index.html#e-three-numbers.over-3000">In the figure</a></li><li class="back">Back to the text: <a href="#t-over-3000"><span class="vh">place </span>a<span class="vh">, claim 2</span></a>, <a href="#t-over-3000%3A2"><span class="vh">place </span>b<span class="vh">, claim 2</span></a></li></ul>
    </article></li>
    "##);
    insta::assert_snapshot!(part(page, "<li id=\"claim-never-marked\">", "</article></li>"), @r##"
    <li id="claim-never-marked"><article class="card" data-s="silent">
    <header><span class="n">Claim 7</span> <span class="tag" data-s="silent"><svg class="g" aria-hidden="true"><use href="#g-silent"/></svg>Silent</span></header>
    <div class="said">
    <h3>Moscow gave no number.</h3>
    <blockquote>“no comment”</blockquote>
    <p class="from"><cite>The Desk, 21 October 2024, para. 4</cite>. <span>Not checked: no copy of the source is stored here.</span></p>
    </div>
    <dl><dt>Asked</dt><dd class="who"><a href="../../speakers/~1143da2bc54c495c4be31d3868785d39ffdfd56df5668f0645d8f14d47647952/index.html">North Korean delegation, UN</a></dd><dt>Why</dt><dd>Declined to comment.</dd></dl>
    <ul class="links"><li><a href="../../sources/notes/index.html">Source<span class="vh">: Notes of a briefing</span></a></li></ul>
    </article></li>
    "##);
}

#[test]
fn the_page_of_a_figure_lists_each_estimate_with_its_words_claim_and_source() {
    let output = built(&kursk());
    let page = &output["figures/losses in kursk/index.html"];
    insta::assert_snapshot!(part(page, "<tr id=\"e-three-numbers.over-3000\"", "<td class=\"scale\">"), @r##"
    <tr id="e-three-numbers.over-3000" data-e="three-numbers.over-3000">
    <td class="day"><time datetime="2024-12-23">23 Dec 2024</time></td>
    <th scope="row" class="p2"><a href="../../speakers/zelenskiy/index.html"><b>Volodymyr Zelenskiy</b></a><span class="sub">president of Ukraine</span></th>
    <td class="full"><span class="as">“more than 3,000”</span><span class="sub">preliminary</span></td>
    <td class="scale">
    "##);
}

#[test]
fn the_authors_word_on_what_can_be_compared_comes_before_the_tools() {
    let mut briefing = kursk();
    let figure = Key::of_row(0);
    let sentences = crate::resolve::compare::note(&briefing, figure);
    let sentences: Vec<String> =
        sentences.iter().map(|sentence| crate::language::english().say(sentence)).collect();
    let sentences = sentences.join(" ");
    assert!(!sentences.is_empty());
    let lede = |briefing: &Briefing| {
        part(&built(briefing)["figures/losses in kursk/index.html"], "<p class=\"lede\">", "</p>").to_owned()
    };
    assert_eq!(
        lede(&briefing),
        format!("<p class=\"lede\"><b>Do not add or average these.</b> {sentences}</p>")
    );
    briefing.figures[figure].comparability = None;
    assert!(lede(&briefing).starts_with("<p class=\"lede\"><b>"), "the first sentence stands out");
}

#[test]
fn figures_that_nobody_said_in_words_stand_in_no_quotation_marks() {
    let mut briefing = kursk();
    briefing.estimates[Key::of_row(1)].ours = Some("more than 3,000".into());
    let output = built(&briefing);
    let card = part(&output[ARTICLE], "<li id=\"claim-over-3000\">", "</article></li>");
    assert!(card.contains("<dt>In figures</dt><dd>more than 3,000</dd>"), "{card}");
    let (_, page) = output
        .iter()
        .find(|(path, _)| path.starts_with("figures/") && path.ends_with("kursk/index.html"))
        .unwrap();
    assert!(page.contains("more than 3,000") && !page.contains("“more than 3,000”"));
}

#[test]
fn a_source_that_is_gone_offers_its_archived_copy_and_no_link_to_the_original() {
    let output = built(&kursk());
    let page = &output["sources/president/index.html"];
    insta::assert_snapshot!(part(page, "<div class=\"state\"", "</ul>"), @r##"
    <div class="state" data-state="gone"><p><b>Original not reachable since 3 May 2025.</b> One claim on this site was read in it and cannot be followed to it. The site was taken down.</p></div>
    <ul class="acts">
    <li><a href="https://archive.example/president">Archived copy, 23 Dec 2024</a></li>
    </ul>
    "##);
    assert!(
        !page.contains("Exact passage")
            && !page.contains("Look for these words")
            && !output[ARTICLE].contains("https://news.example/president")
    );
    insta::assert_snapshot!(part(page, "<ol class=\"chain\">", "</ol>"), @r##"
    <ol class="chain">
    <li><b><a href="../../speakers/zelenskiy/index.html">Volodymyr Zelenskiy</a></b><span>Quoted or reported in it.</span></li>
    <li><b>Office of the President</b><span>Published this source on <time datetime="2024-12-23">23 December 2024</time>.</span></li>
    <li><b>This site</b><span>Read on <time datetime="2024-12-28">28 December 2024</time>. 0 of 1 quote is in the stored copy.</span></li>
    </ol>
    "##);
}

#[test]
fn a_source_without_an_address_invents_none() {
    let output = built(&kursk());
    let page = &output["sources/notes/index.html"];
    assert!(
        !page.contains("Read the original")
            && !page.contains("Exact passage")
            && !page.contains("Look for these words")
            && !page.contains("Archived")
    );
}

#[test]
fn a_claim_marked_again_keeps_its_number_and_its_card_leads_back_to_both_places() {
    let output = built(&kursk());
    let page = &output[ARTICLE];
    assert!(page.contains("id=\"t-over-3000\"") && page.contains("id=\"t-over-3000:2\""));
    let card = part(page, "<li id=\"claim-over-3000\">", "</article>");
    assert!(card.contains("href=\"#t-over-3000\"") && card.contains("href=\"#t-over-3000%3A2\""), "{card}");
    assert_eq!(page.matches("href=\"#claim-over-3000\"><span class=\"vh\">Claim </span>2<").count(), 2);
}

#[test]
fn a_claim_of_another_article_is_carded_under_a_name_of_its_own() {
    let output = built(&kursk());
    let card = part(&output[ARTICLE], "<li id=\"claim-денонсація.rumour\">", "</article>");
    assert!(
        card.contains(
            "../%D0%B4%D0%B5%D0%BD%D0%BE%D0%BD%D1%81%D0%B0%D1%86%D1%96%D1%8F/index.html#claim-rumour"
        ),
        "{card}"
    );
}

#[test]
fn a_mark_in_two_pieces_has_one_id_and_one_marker() {
    let mut briefing = kursk();
    let article = Key::of_row(1);
    let Block::Paragraph(content, _) = briefing.texts.articles[article][0].clone() else {
        panic!("a paragraph")
    };
    let Inline::Mark { claim, place, .. } = content[0].clone() else { panic!("a mark") };
    let piece = |words: &str, first, last| Inline::Mark {
        claim: claim.clone(),
        content: vec![text(words)],
        place,
        piece: Piece { first, last },
    };
    briefing.texts.articles[article] = vec![
        Block::Paragraph(vec![piece("begins", true, false)], place),
        Block::Paragraph(vec![piece("ends", false, true)], place),
    ]
    .into();
    let output = built(&briefing);
    let page = &output["articles/денонсація/index.html"];
    assert_eq!(page.matches("id=\"t-rumour\"").count(), 1);
    assert_eq!(page.matches("data-t=\"rumour\"").count(), 1);
    assert_eq!(page.matches("class=\"ref\"").count(), 1);
    assert!(!part(page, "begins", "</p>").contains("class=\"ref\""));
}

#[test]
fn of_two_claims_on_the_same_words_the_stronger_line_is_drawn() {
    let mut briefing = kursk();
    let article = Key::of_row(0);
    let Block::Paragraph(content, _) = &briefing.texts.articles[article][0] else { panic!("a paragraph") };
    let Inline::Mark { content, place, .. } = content[1].clone() else { panic!("a mark") };
    let mark = |name: &str, content| Inline::Mark {
        claim: ClaimAddress::parse(name).unwrap(),
        content,
        place,
        piece: Piece::WHOLE,
    };
    let inner = mark("hundreds", content);
    briefing.texts.articles[article] =
        vec![Block::Paragraph(vec![mark("over-3000", vec![inner])], place)].into();
    let output = built(&briefing);
    let page = &output[ARTICLE];
    assert!(page.contains("<span class=\"claim\" data-s=\"disputed\" id=\"t-over-3000\">"));
    assert!(page.contains("<span class=\"claim same\" data-s=\"unnamed\" id=\"t-hundreds\">"));
}

#[test]
fn more_than_four_notes_beside_a_paragraph_take_one_line_each() {
    let mut briefing = kursk();
    let article = Key::of_row(0);
    let marks = ["hundreds", "over-3000", "week-1000", "week", "implied"];
    let place = briefing.articles[article].place;
    let mark = |name: &&str| Inline::Mark {
        claim: ClaimAddress::parse(name).unwrap(),
        content: vec![text(name)],
        place,
        piece: Piece::WHOLE,
    };
    briefing.texts.articles[article] = vec![Block::Paragraph(marks.iter().map(mark).collect(), place)].into();
    assert!(built(&briefing)[ARTICLE].contains("<ol class=\"notes short\""));
    assert!(!built(&kursk())[ARTICLE].contains("notes short"));
}

#[test]
fn a_hostile_record_reaches_no_page_unescaped() {
    const EVIL: &str = "<script>alert(1)</script>\"'&";
    let mut briefing = kursk();
    briefing.site.title = EVIL.to_owned();
    briefing.articles[Key::of_row(0)].title = EVIL.to_owned();
    briefing.figures[Key::of_row(0)].title = EVIL.to_owned();
    briefing.figures[Key::of_row(0)].unit = EVIL.to_owned();
    briefing.speakers[Key::of_row(1)].name = EVIL.to_owned();
    briefing.sources[Key::of_row(1)].title = EVIL.to_owned();
    briefing.sources[Key::of_row(1)].url.as_mut().unwrap().value = "javascript:alert(1)".to_owned();
    briefing.claims[Key::of_row(1)].statement = EVIL.to_owned();
    briefing.claims[Key::of_row(1)].credibility = Credibility::new(6);
    briefing.estimates[Key::of_row(1)].words.value = EVIL.to_owned();
    for (path, page) in built(&briefing) {
        assert!(!path.ends_with(".html") || !page.contains("<script>alert"), "{path}");
        assert!(!page.contains("javascript:"), "{path}");
    }
}

#[test]
fn raw_html_and_pictures_from_elsewhere_make_no_request() {
    let mut briefing = kursk();
    let place = briefing.pages[Key::of_row(0)].place;
    let target = crate::model::text::Target::External("https://spy.example/p.png".to_owned());
    briefing.texts.pages[Key::of_row(0)] = vec![Block::Paragraph(
        vec![Inline::Image {
            target,
            alt: "A map".to_owned(),
            title: None,
            place,
            size: crate::model::PictureSize::default(),
            picture: None,
        }],
        place,
    )]
    .into();
    let output = built(&briefing);
    let page = &output["про нас/index.html"];
    assert!(page.contains("<a href=\"https://spy.example/p.png\">A map</a>") && !page.contains("<img"));
}

#[test]
fn headings_leave_no_gap_whatever_levels_the_author_chose() {
    let mut briefing = kursk();
    let heading = |level, anchor: &str| Block::Heading {
        level,
        anchor: anchor.to_owned(),
        content: vec![text(anchor)],
    };
    briefing.texts.pages[Key::of_row(0)] =
        vec![heading(1, "a"), heading(5, "b"), heading(2, "c"), heading(4, "d")].into();
    let output = built(&briefing);
    let page = &output["про нас/index.html"];
    for expected in ["<h2 id=\"a\">", "<h3 id=\"b\">", "<h2 id=\"c\">", "<h3 id=\"d\">"] {
        assert!(page.contains(expected), "{expected} is missing");
    }
}

#[test]
fn a_template_of_the_site_may_extend_the_one_it_replaces() {
    let mut files = Files::new();
    let text = "{% extends \"@builtin/base.html\" %}{% block title %}{{ super() }} (ours){% endblock %}";
    let overrides = template(&mut files, "base.html", text);
    let output = built_with(&kursk(), &overrides, &files);
    let page = &output["про нас/index.html"];
    assert!(page.contains("<title>How we work – Stated &amp; Sourced (ours)</title>"), "{page}");
    assert!(page.contains("<p>Words are the datum.</p>"), "the rest of the page is gone");
}

#[test]
fn a_static_file_of_the_site_replaces_the_built_in_one_or_joins_it() {
    let asset = |path: &str, text: &str| crate::load::Asset {
        path: RelPath::new(path).unwrap(),
        from: RelPath::new(format!("static/{path}")).unwrap(),
        bytes: Arc::from(text.as_bytes()),
        picture: None,
    };
    let overrides = Overrides {
        statics: vec![asset("site.css", "a{}"), asset("fonts/x.css", "b{}")],
        ..Overrides::default()
    };
    let output = built_with(&kursk(), &overrides, &Files::new());
    assert_eq!((output["site.css"].as_str(), output["fonts/x.css"].as_str()), ("a{}", "b{}"));
    assert!(output.contains_key("site.js"));
}

#[test]
fn a_name_that_a_template_gets_wrong_and_that_only_pages_show_is_told_once_with_its_line_and_the_nearest() {
    let mut files = Files::new();
    let overrides = template(&mut files, "speaker.html", "one\n{% set it = page %}{{ it.nmae }}\n");
    let theme = Theme::new(&overrides, &files).unwrap();
    let wrong = render(&kursk(), &theme, &files).unwrap_err();
    assert_eq!(wrong.errors(), 1, "one mistake, though every speaker's page has it");
    let mistake = wrong.into_iter().next().unwrap();
    let (place, _) = mistake.at.unwrap();
    assert_eq!(files.line_column(place).0, 2);
    assert!(files.text(place).contains("nmae"));
    assert_eq!(mistake.help.unwrap(), "the nearest is `name`");
}

#[test]
fn two_things_of_one_address_are_told_before_anything_is_published() {
    let mut briefing = kursk();
    let mut page = briefing.pages[Key::of_row(0)].clone();
    page.id = crate::model::PageId::new("articles").unwrap();
    briefing.pages.add(page).unwrap();
    let theme = Theme::new(&Overrides::default(), &Files::new()).unwrap();
    let mut taken = 0;
    let wrong = render_each(&briefing, &theme, &Files::new(), |_, _| taken += 1).unwrap_err();
    assert_eq!((wrong.errors(), taken), (1, 0));
}

#[test]
fn a_text_in_another_language_says_so_and_runs_its_own_way() {
    let mut briefing = kursk();
    briefing.articles[Key::of_row(1)].language = Some("ar".to_owned());
    let output = built(&briefing);
    assert!(output["articles/денонсація/index.html"].contains("lang=\"ar\" dir=\"rtl\""));
    assert!(output[ARTICLE].contains("<blockquote lang=\"uk\" dir=\"ltr\">“понад"));
}

#[test]
fn every_page_but_the_lost_one_names_its_lasting_address_when_the_site_has_one() {
    let output = built(&kursk());
    assert!(output[ARTICLE].contains(
        "<link rel=\"canonical\" href=\"https://desk.example/briefings/articles/three-numbers/\">"
    ));
    let mut unplaced = kursk();
    unplaced.site.base_url = None;
    assert!(!built(&unplaced)[ARTICLE].contains("canonical"));
}

#[test]
fn the_list_of_claims_can_be_narrowed_to_each_status_without_a_script() {
    let output = built(&kursk());
    for status in Status::ALL {
        let rule = format!("main:has(#show-{0}:checked) .claims-of li:not([data-s={0}])", status.name());
        assert!(output["site.css"].contains(&rule), "no rule for {}", status.name());
    }
    assert!(output["claims/index.html"].contains("id=\"show-disputed\""));
}

#[test]
fn a_chart_of_a_figure_that_there_is_not_prints_its_caption() {
    let mut briefing = kursk();
    let place = briefing.pages[Key::of_row(0)].place;
    let figure = FigureId::new("nowhere").unwrap();
    briefing.texts.pages[Key::of_row(0)] =
        vec![Block::Chart { figure, caption: vec![text("Gone")], place }].into();
    assert!(built(&briefing)["про нас/index.html"].contains("<p>Gone</p>"));
}

const FIGURE: &str = "figures/losses in kursk/index.html";

#[cfg(feature = "png")]
#[test]
fn a_figure_has_a_picture_for_social_cards_where_the_site_knows_its_address() {
    let meta = "<meta property=\"og:image\" content=\"https://desk.example/briefings/figures/losses%20in%20kursk.png\">";
    assert!(built(&kursk())[FIGURE].contains(meta));
    let mut unplaced = kursk();
    unplaced.site.base_url = None;
    assert!(!built(&unplaced)[FIGURE].contains("og:image"));
}

#[cfg(feature = "png")]
#[test]
fn a_figure_can_be_downloaded_and_says_which_claims_its_chart_draws() {
    let output = built(&kursk());
    insta::assert_snapshot!(part(&output[FIGURE], "<div class=\"src\">", "</div>"), @r##"
    <div class="src"><p>Claims <a href="../../articles/three-numbers/index.html#claim-hundreds">1</a>, <a href="../../articles/three-numbers/index.html#claim-over-3000">2</a> and <a href="../../articles/three-numbers/index.html#claim-week-1000">3</a> of <a href="../../articles/three-numbers/index.html">Three numbers, two measures: counting North Korea’s losses in Kursk</a>.</p><ul aria-label="Download"><li><a href="../losses%20in%20kursk.svg" download>SVG</a></li><li><a href="../losses%20in%20kursk.png" download>PNG</a></li><li><a href="../losses%20in%20kursk.csv" download>CSV</a></li><li><a href="../losses%20in%20kursk.json" download>JSON</a></li></ul></div>
    "##);
}

#[test]
fn an_axis_is_offered_twice_only_where_values_lie_a_hundredfold_apart() {
    assert!(!built(&kursk())[FIGURE].contains("show-log"));
    let mut briefing = kursk();
    briefing.estimates[Key::of_row(1)].quantity.bound = Bound::MoreThan(Number::new(30_000.0).unwrap());
    for (scale, first) in [(Scale::Linear, "show-linear"), (Scale::Log, "show-log")] {
        briefing.figures[Key::of_row(0)].scale = scale;
        let output = built(&briefing);
        let page = &output[FIGURE];
        assert!(page.contains(&format!("id=\"{first}\" checked>")));
        let linear = part(page, "<div class=\"on-linear\">", "</div>");
        let log = part(page, "<div class=\"on-log\">", "</div>");
        let is_log = |chart: &str| chart.contains(">100</text>");
        assert_eq!((is_log(linear), is_log(log)), (false, true));
    }
}

#[test]
fn a_chart_to_keep_carries_its_title_its_source_and_both_themes() {
    let output = built(&kursk());
    let svg = &output["figures/losses in kursk.svg"];
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(svg.contains(">North Korean soldiers killed or wounded in Kursk</text>"));
    assert!(
        svg.contains("Stated &amp; Sourced · https://desk.example/briefings/figures/losses%20in%20kursk/")
    );
    assert!(svg.contains("@media (prefers-color-scheme:dark)") && !svg.contains("var(--"));
}

#[test]
fn an_altered_quote_is_shown_beside_the_words_of_the_copy_and_a_translated_one_beside_its_original() {
    use crate::model::{Compared, Nearest, QuoteCheck};
    let mut briefing = kursk();
    let (key, place) = briefing
        .claims
        .iter()
        .find_map(|(key, claim)| claim.evidence.first().map(|evidence| (key, evidence.place)))
        .unwrap();
    let evidence = &mut briefing.claims[key].evidence[0];
    evidence.original = Some(crate::diagnostic::Placed::new("massed <mounted> assaults".to_owned(), place));
    evidence.check = Some(QuoteCheck::Altered(Nearest {
        pieces: vec![
            Compared::Both("massed ".to_owned()),
            Compared::Quote("<mounted> ".to_owned()),
            Compared::Copy("dismounted ".to_owned()),
            Compared::Both("assaults".to_owned()),
        ],
        place,
    }));
    let output = built(&briefing);
    let page = output
        .iter()
        .find(|(path, page)| path.starts_with("articles") && page.contains("only in our copy: "))
        .unwrap()
        .1;
    assert!(page.contains("Our stored copy of the source has other words here:"));
    assert!(page.contains("“massed &lt;mounted&gt; assaults”</blockquote>"), "{page}");
    assert!(page.contains(
        "“massed <del><span class=\"vh\">only in the quote: </span>&lt;mounted&gt;</del> <ins><span class=\"vh\">only in our copy: </span>dismounted</ins> assaults”"
    ));
}

#[test]
fn the_timeline_has_every_statement_once_in_the_order_of_time_and_names_a_silence_as_one() {
    let mut briefing = kursk();
    let silent = briefing.claims.keys().find(|key| briefing.claims[*key].speaker != Speaking::Site).unwrap();
    briefing.claims[silent].act = crate::model::Act::DeclinesComment;
    let page = &built(&briefing)["timeline/index.html"];
    let said = briefing.claims.values().filter(|claim| claim.speaker != Speaking::Site).count();
    assert_eq!(page.matches("<li data-s=").count() + page.matches("<li class=\"silent\"").count(), said);
    let row = part(page, "<li class=\"silent\"", "</li>");
    assert!(row.contains("<b>Declined to comment</b>"), "{row}");
    assert!(part(page, "role=\"img\"", "</svg>\n</figure>").contains("class=\"mk-o\""));
    let days: Vec<&str> =
        page.split("datetime=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(days.is_sorted(), "{days:?}");
}

#[test]
fn a_text_of_which_most_is_marked_starts_with_lines_alone() {
    let line = "id=\"hl-line\" checked";
    assert!(!built(&kursk())[ARTICLE].contains(line));
    let mut dense = kursk();
    let article = Key::of_row(0);
    let marks: Vec<Block> = dense.texts.articles[article]
        .iter()
        .filter(|block| matches!(block, Block::Paragraph(content, _) if content.iter().any(|inline| matches!(inline, Inline::Mark { .. }))))
        .cloned()
        .map(|block| match block {
            Block::Paragraph(content, place) => {
                Block::Paragraph(content.into_iter().filter(|inline| matches!(inline, Inline::Mark { .. })).collect(), place)
            }
            other => other,
        })
        .collect();
    dense.texts.articles[article] = marks.into();
    assert!(built(&dense)[ARTICLE].contains(line));
}

#[test]
fn the_page_for_lost_readers_knows_old_addresses_and_where_they_lead() {
    let output = built(&kursk());
    let script = &output["addresses.js"];
    let json = script.strip_prefix("onrecordAddresses(").unwrap().strip_suffix(");\n").unwrap();
    let all: Vec<[String; 3]> = serde_json::from_str(json).unwrap();
    let article = all.iter().find(|[address, ..]| address == "articles/three-numbers").unwrap();
    assert_eq!(article[2], "articles/three-numbers/index.html");
    let kursk = kursk();
    let records = kursk.articles.len()
        + kursk.figures.len()
        + kursk.pages.len()
        + kursk.speakers.len()
        + kursk.sources.len();
    assert_eq!(all.len(), records + Moved::all(&kursk).len());
}

#[test]
fn notes_of_one_speaker_on_one_occasion_are_one_note_that_leads_to_each_card() {
    let mut briefing = kursk();
    let article = Key::of_row(0);
    let marked = briefing.articles[article].marked.clone();
    for claim in &marked {
        let same = briefing.claims[marked[0]].clone();
        let claim = &mut briefing.claims[*claim];
        (claim.speaker, claim.act, claim.said, claim.estimate) = (same.speaker, same.act, same.said, None);
        claim.standing = same.standing;
    }
    let page = &built(&briefing)[ARTICLE];
    let note = part(page, "<li class=\"many\"", "</li>");
    let name = |claim: &Key<_>| format!("#claim-{}", briefing.claims[*claim].id.name);
    assert!(marked.iter().filter(|claim| note.contains(&name(claim))).count() > 1, "{note}");
}
