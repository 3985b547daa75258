use super::*;
use crate::load::{Asset, TemplateDoc};
use crate::model::look::{Colour, Measure, Notes, Pair, TOKENS};

fn theme(template: &str, text: &str) -> (Result<Theme, Diagnostics>, Files) {
    let mut files = Files::new();
    let file = files.add(RelPath::new(format!("templates/{template}")).unwrap(), text);
    let name = RelPath::new(template).unwrap();
    let overrides = Overrides { templates: vec![TemplateDoc { name, file }], ..Overrides::default() };
    (Theme::new(&overrides, &files), files)
}

#[track_caller]
fn only(theme: Result<Theme, Diagnostics>) -> Diagnostic {
    let wrong = theme.expect_err("the template is broken");
    assert_eq!(wrong.errors(), 1, "{wrong:?}");
    wrong.into_iter().next().unwrap()
}

fn names(folder: &str) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
    names.sort();
    names
}

#[test]
fn every_file_of_the_theme_is_compiled_in() {
    let templates: Vec<String> = TEMPLATES.iter().map(|(name, _)| name[BUILTIN.len()..].to_owned()).collect();
    assert_eq!(names("templates"), templates);
    let statics: Vec<String> = STATICS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("static"), statics);
}

#[test]
fn every_id_of_the_theme_is_kept_from_headings() {
    let mut seen = 0;
    for (name, text) in TEMPLATES {
        for (at, _) in text.match_indices(" id=\"") {
            let id = text[at + 5..].split('"').next().unwrap();
            let fixed = id.replace("{{ chart.id }}", "c-1");
            let fixed = fixed.split("{{").next().unwrap();
            seen += 1;
            assert!(crate::model::text::is_reserved_anchor(fixed), "{name} uses the id `{id}`");
        }
    }
    assert!(seen > 20, "only {seen} ids were found");
}

#[test]
fn a_broken_template_is_underlined_where_it_breaks() {
    let (theme, files) =
        theme("page.html", "{% extends \"base.html\" %}\n{% block main %}{{ page. }}{% endblock %}\n");
    let diagnostic = only(theme);
    let (place, _) = diagnostic.at.unwrap();
    assert_eq!(files.line_column(place).0, 2);
}

#[test]
fn a_filter_that_nobody_knows_is_underlined() {
    let (theme, files) = theme("page.html", "первый\n{{ 1 | shout }}\n");
    let diagnostic = only(theme);
    assert!(diagnostic.message.contains("shout"), "{}", diagnostic.message);
    let (place, _) = diagnostic.at.unwrap();
    assert_eq!((files.line_column(place), files.text(place)), ((2, 8), "shout"));
}

#[test]
fn a_parent_that_is_missing_names_the_file_that_asks_for_it() {
    let (theme, files) = theme("page.html", "{% extends \"nowhere.html\" %}");
    let (place, _) = only(theme).at.unwrap();
    assert_eq!(files.get(place.file).path.as_str(), "templates/page.html");
}

/// What `site.css` says of a token: on its own, and as a pair.
fn stated(css: &str, name: &str) -> (Option<String>, Option<String>) {
    let name = format!("--{name}:");
    let mut values = css.match_indices(&name).map(|(at, found)| {
        let rest = &css[at + found.len()..];
        rest.split([';', '}']).next().unwrap().trim().to_owned()
    });
    (values.next(), values.next())
}

#[test]
fn the_tokens_are_those_of_the_style_sheet() {
    let css = STATICS.iter().find(|(name, _)| *name == "site.css").unwrap().1;
    let css = std::str::from_utf8(css).unwrap();
    for token in &TOKENS {
        let Pair { light, dark } = token.usual;
        let pair = format!("light-dark({light}, {dark})");
        assert_eq!(stated(css, token.name), (Some(light.to_string()), Some(pair)), "{}", token.name);
    }
    let head = css.split("@supports").next().unwrap();
    let colours = head.matches(": #").count();
    assert_eq!(colours, TOKENS.len(), "a colour of the style sheet has no token");
}

/// The style sheet of a site that looks so, and has this as `static/theme.css`.
fn sheet(look: Look, own: Option<&str>) -> Option<String> {
    let path = RelPath::new("theme.css").unwrap();
    let asset = |text: &str| Asset {
        path: path.clone(),
        from: RelPath::new("static/theme.css").unwrap(),
        bytes: text.as_bytes().into(),
        picture: None,
    };
    let overrides = Overrides { look, statics: own.map(asset).into_iter().collect(), ..Overrides::default() };
    let theme = Theme::new(&overrides, &Files::new()).unwrap();
    theme.statics().get(&path).map(|css| String::from_utf8(css.to_vec()).unwrap())
}

#[test]
fn what_a_site_says_of_its_look_is_a_style_sheet_and_its_own_rules_come_after_it() {
    assert_eq!(sheet(Look::default(), None), None);
    assert_eq!(sheet(Look::default(), Some("h1{}")).as_deref(), Some("h1{}"));
    let mut look = Look { measure: Measure::parse("36").unwrap(), notes: Notes::End, ..Look::default() };
    let colour = |text| Colour::parse(text).unwrap();
    let link = TOKENS.iter().find(|token| token.name == "link").unwrap();
    look.palette.set(link, Pair { light: colour("#7a1f4d"), dark: colour("#f0a3c4") });
    assert_eq!(
        sheet(look, Some("h1{}")).unwrap(),
        ":root{--text-col:36rem;--link:#7a1f4d}@supports (color:light-dark(#000,#fff)){:root{--link:light-dark(#7a1f4d,#f0a3c4)}}\
         .para{display:block}.notes{display:none}h1{}"
    );
}

#[test]
fn pages_are_the_same_where_only_the_style_sheet_differs() {
    let print =
        |look| Theme::new(&Overrides { look, ..Overrides::default() }, &Files::new()).unwrap().print();
    let with = |name: &str| {
        let mut look = Look::default();
        let token = TOKENS.iter().find(|token| token.name == name).unwrap();
        let black = Colour::parse("#000").unwrap();
        look.palette.set(token, Pair { light: black, dark: black });
        look
    };
    assert_eq!(print(with("link")), print(with("ink")));
    assert_eq!(print(Look { notes: Notes::Below, ..Look::default() }), print(with("link")));
    assert_ne!(print(with("bg")), print(with("ink")));
    assert_ne!(print(Look { name: Some("Quay".to_owned()), ..Look::default() }), print(Look::default()));
}

#[test]
fn the_filters_and_tests_that_are_offered_are_there() {
    for name in mistake::FILTERS {
        let (theme, _) = theme("page.html", &format!("{{% if false %}}{{{{ 1 | {name} }}}}{{% endif %}}"));
        assert!(theme.is_ok(), "there is no filter {name}");
    }
    for name in mistake::TESTS {
        let (theme, _) = theme("page.html", &format!("{{% if false and 1 is {name} %}}{{% endif %}}"));
        assert!(theme.is_ok(), "there is no test {name}");
    }
}

#[test]
fn all_mistakes_of_a_template_are_told_at_once_each_with_the_nearest_name() {
    let text = "{% extends \"base.html\" %}\n{% block mian %}{{ page.titel }}{{ page.sumary | uper }}{{<crad card={page} />}}{% endblock %}\n";
    let (theme, files) = theme("article.html", text);
    let wrong = theme.expect_err("it is broken");
    let told: Vec<(String, String)> = wrong
        .into_iter()
        .map(|one| (files.text(one.at.clone().unwrap().0).to_owned(), one.help.unwrap_or_default()))
        .collect();
    let near = |wrong: &str, near: &str| (wrong.to_owned(), format!("the nearest is `{near}`"));
    for one in
        [near("titel", "title"), near("sumary", "summary"), near("uper", "upper"), near("crad", "card")]
    {
        assert!(told.contains(&one), "{one:?} is not among {told:?}");
    }
    assert!(told.iter().any(|(_, help)| help == "the nearest is `main`"), "{told:?}");
    assert_eq!(told.len(), 5, "{told:?}");
}
