use super::column::COLUMNS;
use super::csv::tamed;
use super::{annotations, claims_json, claims_table, figure, package, table};
use crate::diagnostic::Files;
use crate::load::Overrides;
use crate::model::quantity::Reading;
use crate::model::{Bound, Convention, Counting, Key, Number, PersonName, When};
use crate::path::RelPath;
use crate::render::desk::Desk;
use crate::render::tests::kursk::kursk;
use crate::render::{Theme, render};
use crate::resolve::Briefing;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

/// One file of a site's data.
fn file(briefing: &Briefing, path: &str) -> String {
    let desk = Desk::new(briefing);
    let bytes = match path {
        CSV => table(&desk, Key::of_row(0)),
        JSON => figure(&desk, Key::of_row(0)),
        CLAIMS_CSV => claims_table(&desk, &|| true).unwrap(),
        CLAIMS_JSON => claims_json(&desk, &|| true).unwrap(),
        ANNOTATIONS => annotations(&desk, Key::of_row(0)),
        _ => package(briefing),
    };
    String::from_utf8(bytes).unwrap()
}

const CSV: &str = "figures/losses in kursk.csv";
const CLAIMS_CSV: &str = "claims.csv";
const CLAIMS_JSON: &str = "claims.json";
const ANNOTATIONS: &str = "articles/three-numbers/annotations.jsonld";
const JSON: &str = "figures/losses in kursk.json";

/// The rows of a table by the names of its columns.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let record = |record: Result<csv::StringRecord, _>| {
        header.iter().map(str::to_owned).zip(record.unwrap().iter().map(str::to_owned)).collect()
    };
    reader.records().map(record).collect()
}

fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}

/// The sample with another quantity in its second estimate.
fn stating(bound: Bound) -> Briefing {
    let mut briefing = kursk();
    briefing.estimates[Key::of_row(1)].quantity.bound = bound;
    briefing
}

#[test]
fn no_table_has_two_columns_of_one_name() {
    let unique =
        |names: &[&str]| names.iter().collect::<std::collections::BTreeSet<_>>().len() == names.len();
    assert!(unique(&COLUMNS.each_ref().map(|column| column.name)));
    assert!(unique(&super::claims::COLUMNS.each_ref().map(|column| column.name)));
}

#[test]
fn the_files_of_all_claims_are_given_up_when_it_is_no_longer_to_go_on() {
    let briefing = kursk();
    let desk = Desk::new(&briefing);
    assert!(briefing.claims.len() > 1);
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let once = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0;
    assert_eq!(claims_table(&desk, &once), None);
    asked.store(0, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(claims_json(&desk, &once), None);
}

#[test]
fn a_table_keeps_what_was_stated_apart_from_how_it_is_drawn() {
    insta::assert_snapshot!("csv", file(&kursk(), CSV).replace('\r', ""));
}

#[test]
fn the_json_of_a_figure_has_every_key_whatever_is_known() {
    insta::assert_snapshot!("json", file(&kursk(), JSON));
}

#[test]
fn a_floor_has_no_upper_end_and_an_approximate_number_no_ends_at_all() {
    let cells = |bound: Bound| {
        let row = &rows(&file(&stating(bound), CSV))[1];
        ["low", "high", "best", "drawn_low", "drawn_high", "convention"].map(|name| row[name].clone())
    };
    let n = number(3000.0);
    assert_eq!(cells(Bound::AtLeast(n)), ["3000", "", "", "", "", ""]);
    assert_eq!(cells(Bound::AtMost(n)), ["", "3000", "", "", "", ""]);
    assert_eq!(cells(Bound::Approx(n)), ["", "", "3000", "", "", ""]);
    assert_eq!(cells(Bound::Exact(n)), ["3000", "3000", "3000", "", "", ""]);
    let floor = Reading { low: n, high: None, convention: Convention::AcledFloor1 };
    assert_eq!(cells(Bound::Vague(Some(floor))), ["", "", "", "3000", "", "acled-floor@1"]);
    assert_eq!(cells(Bound::None), [""; 6]);
}

#[test]
fn a_level_over_years_has_its_period_in_two_columns_and_at_a_year_in_one() {
    let cells = |time: &str| {
        let mut briefing = kursk();
        briefing.estimates[Key::of_row(1)].counting = Counting::Level(Some(When::parse(time).unwrap()));
        let row = &rows(&file(&briefing, CSV))[1];
        ["as_of", "during_start", "during_end"].map(|name| row[name].clone())
    };
    assert_eq!(cells("1874/1878~"), ["", "1874", "1878~"]);
    assert_eq!(cells("-0149"), ["-0149", "", ""]);
}

#[test]
fn a_text_that_would_run_in_a_spreadsheet_is_kept_from_it_and_a_negative_number_stays_one() {
    let mut briefing = stating(Bound::Exact(number(-5.0)));
    briefing.estimates[Key::of_row(1)].words.value = "=HYPERLINK(\"https://spy.example\")".to_owned();
    briefing.speakers[Key::of_row(1)].name = "@SUM(A1)".to_owned();
    briefing.sources[Key::of_row(1)].url.as_mut().unwrap().value = "javascript:alert(1)".to_owned();
    briefing.sources[Key::of_row(1)].title = "-1+cmd".to_owned();
    let row = &rows(&file(&briefing, CSV))[1];
    assert_eq!(row["as_stated"], "'=HYPERLINK(\"https://spy.example\")");
    assert_eq!(row["speaker"], "'@SUM(A1)");
    assert_eq!(row["source"], "'-1+cmd");
    assert_eq!((row["low"].as_str(), row["best"].as_str()), ("-5", "-5"));
    for start in ["=", "+", "-", "@", "\t", "\r", "\n"] {
        assert!(tamed(&format!("{start}1")).starts_with('\''));
    }
}

#[test]
fn the_package_describes_every_table_as_it_is() {
    let mut briefing = kursk();
    briefing.site.licence = Some("MIT OR Apache-2.0".to_owned());
    let package: Value = serde_json::from_str(&file(&briefing, "datapackage.json")).unwrap();
    assert_eq!(package["licenses"], serde_json::json!([{ "name": "MIT" }, { "name": "Apache-2.0" }]));
    let resources = package["resources"].as_array().unwrap();
    let paths: Vec<_> = resources.iter().map(|resource| resource["path"].as_str().unwrap()).collect();
    assert_eq!(paths, [CLAIMS_CSV, CSV]);
    described(&resources[0], &rows(&file(&briefing, CLAIMS_CSV)), super::claims::COLUMNS.len());
    described(&resources[1], &rows(&file(&briefing, CSV)), COLUMNS.len());
}

/// A table is as its description says.
#[track_caller]
fn described(resource: &Value, rows: &[BTreeMap<String, String>], columns: usize) {
    let fields = resource["schema"]["fields"].as_array().unwrap();
    assert_eq!(fields.len(), columns);
    assert!(!rows.is_empty());
    for field in fields {
        let name = field["name"].as_str().unwrap();
        assert!(field["description"].as_str().is_some_and(|text| text.ends_with('.')), "{name}");
        for row in rows {
            let cell = &row[name];
            let required = field["constraints"]["required"].as_bool().unwrap();
            assert!(!required || !cell.is_empty(), "{name} is empty");
            if cell.is_empty() {
                continue;
            }
            match field["type"].as_str().unwrap() {
                "number" => assert!(cell.parse::<f64>().is_ok(), "{name}: {cell}"),
                "boolean" => assert!(["true", "false"].contains(&cell.as_str()), "{name}: {cell}"),
                _ => {}
            }
            if let Some(words) = field["constraints"]["enum"].as_array() {
                assert!(words.iter().any(|word| word == cell.as_str()), "{name}: {cell}");
            }
        }
    }
}

/// The claim of this name in `claims.json`.
fn claim(json: &str, name: &str) -> Value {
    let file: Value = serde_json::from_str(json).unwrap();
    assert_eq!(file["version"], 1);
    let claims = file["claims"].as_array().unwrap();
    claims.iter().find(|claim| claim["id"] == format!("three-numbers/{name}")).unwrap().clone()
}

#[test]
fn the_json_of_claims_has_every_key_whatever_is_known_and_a_line_for_each() {
    let json = file(&kursk(), CLAIMS_JSON);
    let pretty = |name: &str| serde_json::to_string_pretty(&claim(&json, name)).unwrap();
    insta::assert_snapshot!("claim-with-all", pretty("over-3000"));
    insta::assert_snapshot!("claim-with-little", pretty("never-marked"));
    assert_eq!(json.lines().count(), kursk().claims.len() + 2);
}

#[test]
fn the_table_of_claims_has_a_line_in_its_cells_for_each_source() {
    let mut briefing = kursk();
    let is_it = |claim: &crate::model::Claim| claim.id.to_string() == "three-numbers/over-3000";
    let claim = briefing.claims.iter().find(|(_, claim)| is_it(claim)).unwrap().0;
    let more = briefing.claims[claim].evidence[0].clone();
    let evidence = &mut briefing.claims[claim].evidence;
    evidence.push(more);
    evidence[0].at = None;
    evidence[1].at = Some("p. 2".to_owned());
    evidence[1].quote.as_mut().unwrap().value = "=two\nlines".to_owned();
    let rows = rows(&file(&briefing, CLAIMS_CSV));
    let row = rows.iter().find(|row| row["id"] == "three-numbers/over-3000").unwrap();
    assert_eq!(row["sources"], "president\npresident");
    assert_eq!(row["locators"], "\np. 2", "an empty line stays one");
    assert_eq!(row["quotes"].lines().nth(1), Some("'=two lines"));
    assert_eq!((row["low"].as_str(), row["high"].as_str(), row["bound"].as_str()), ("3000", "", "more-than"));
    assert_eq!(row["words"].lines().count(), 2, "marked twice: {}", row["words"]);
}

#[test]
fn marks_are_annotations_whose_selectors_select_the_words() {
    let file: Value = serde_json::from_str(&file(&kursk(), ANNOTATIONS)).unwrap();
    let items = file["first"]["items"].as_array().unwrap();
    assert_eq!(file["total"], items.len());
    insta::assert_snapshot!("annotation", serde_json::to_string_pretty(&items[1]).unwrap());
    let quote = items.iter().find(|item| item["motivation"] == "linking");
    insta::assert_snapshot!("quote", serde_json::to_string_pretty(&quote).unwrap());
    let text: Vec<char> = file["schema:about"]["schema:text"].as_str().unwrap().chars().collect();
    let marks: Vec<_> = items.iter().filter(|item| item["motivation"] == "identifying").collect();
    assert!(marks.len() > 5, "{}", marks.len());
    for mark in marks {
        let [quote, position, _] = mark["target"]["selector"].as_array().unwrap().as_slice() else {
            panic!("{mark}")
        };
        let place = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
        let words: String = text[place("start")..place("end")].iter().collect();
        assert_eq!(quote["exact"], words);
    }
}

#[test]
fn a_site_that_does_not_know_its_address_names_its_pages_from_the_file() {
    let mut briefing = kursk();
    briefing.site.base_url = None;
    let annotations: Value = serde_json::from_str(&file(&briefing, ANNOTATIONS)).unwrap();
    assert_eq!(annotations["first"]["items"][0]["target"]["source"], "index.html");
    assert!(
        file(&briefing, CLAIMS_JSON)
            .contains("\"address\":\"articles/three-numbers/index.html#claim-over-3000\"")
    );
}

#[test]
fn a_site_without_records_describes_no_data() {
    let files = Files::new();
    let theme = Theme::new(&Overrides::default(), &files).unwrap();
    let output = render(&crate::render::tests::kursk::empty(), &theme, &files).unwrap();
    assert!(output.iter().all(|(path, _)| path.as_str() != "datapackage.json"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn numbers_come_back_from_every_file_bit_by_bit(a in any::<f64>(), b in any::<f64>()) {
        prop_assume!(a.is_finite() && b.is_finite());
        let (low, high) = (number(a.min(b)), number(a.max(b)));
        let briefing = stating(Bound::Range { low, high, best: Some(low) });
        let row = &rows(&file(&briefing, CSV))[1];
        for (name, expected) in [("low", low), ("high", high), ("best", low)] {
            prop_assert_eq!(row[name].parse::<f64>().unwrap().to_bits(), expected.get().to_bits());
        }
        let json = file(&briefing, JSON);
        let low_line = json.lines().filter(|line| line.starts_with("      \"low\": ")).nth(1).unwrap();
        let written = low_line.trim_start_matches("      \"low\": ").trim_end_matches(',');
        prop_assert_eq!(written.parse::<f64>().unwrap().to_bits(), low.get().to_bits());
    }

    #[test]
    fn words_come_back_from_the_json_whatever_they_hold(words in "\\PC{0,40}") {
        let mut briefing = kursk();
        briefing.estimates[Key::of_row(1)].words.value.clone_from(&words);
        let json: Value = serde_json::from_str(&file(&briefing, JSON)).unwrap();
        prop_assert_eq!(json["estimates"][1]["as_stated"].as_str().unwrap(), words);
    }
}

/// The same records from the file that is written of them.
#[track_caller]
fn reads_back(briefing: &Briefing) {
    use crate::path::RelPath;
    let file = super::bibtex(briefing);
    let text = String::from_utf8(file.clone()).unwrap();
    let path = |path: &str| RelPath::new(path).unwrap();
    // Stored copies make the site use every entry.
    let copies = briefing
        .sources
        .values()
        .map(|source| (path(&format!("content/snapshots/{}.txt", source.id)), b"words".as_slice().into()));
    let speakers =
        briefing.speakers.values().map(|speaker| format!("{}: {{name: N, kind: expert}}\n", speaker.id));
    let mut files = vec![
        (path("onrecord.toml"), b"title = \"T\"\n".as_slice().into()),
        (path("content/sources/all.bib"), file.into()),
        (path("content/speakers/all.yaml"), speakers.collect::<String>().into_bytes().into()),
    ];
    files.extend(copies);
    let loaded = crate::load::from_files(files);
    assert!(loaded.diagnostics.is_empty(), "{:?}\n{text}", loaded.diagnostics);
    let (again, told) = crate::resolve::resolve(loaded.documents);
    assert!(told.is_empty(), "{told:?}\n{text}");
    assert_eq!(String::from_utf8(super::bibtex(&again)).unwrap(), text);
    for (one, other) in briefing.sources.values().zip(again.sources.values()) {
        assert_eq!(one.title, other.title);
        assert_eq!(
            (one.kind, &one.authors, &one.publisher),
            (other.kind, &other.authors, &other.publisher),
            "{text}"
        );
        assert_eq!(
            (&one.published, &one.accessed, &one.note),
            (&other.published, &other.accessed, &other.note)
        );
        assert_eq!((&one.imprint, &one.language), (&other.imprint, &other.language), "{text}");
        assert_eq!(
            (one.state.state, &one.state.date, &one.state.note),
            (other.state.state, &other.state.date, &other.state.note)
        );
        assert_eq!(
            (one.archives.len(), one.reliability, &one.access),
            (other.archives.len(), other.reliability, &other.access)
        );
        // A copy that is not there was never taken.
        let captured =
            |source: &crate::model::Source| source.snapshot.as_ref().and_then(|copy| copy.captured.clone());
        assert_eq!((captured(one), &one.preserve_until), (captured(other), &other.preserve_until));
    }
}

#[test]
fn a_bibliography_that_is_read_again_gives_the_same_records() {
    let mut briefing = kursk();
    let ids: Vec<_> = briefing.sources.keys().collect();
    for key in ids {
        let source = &mut briefing.sources[key];
        source.imprint.people.insert(
            "Anna van der Berg, Jr.".to_owned(),
            PersonName {
                family: "Berg".into(),
                given: "Anna".into(),
                prefix: "van der".into(),
                suffix: "Jr.".into(),
            },
        );
        source.authors = vec!["Anna van der Berg, Jr.".to_owned(), "Ministry of Arms and Defence".to_owned()];
        source.imprint.volume = Some("12".to_owned());
        source.imprint.pages = Some("1–22".to_owned());
        // Where nothing else is, the DOI gives an address, which would be one more.
        source.imprint.doi = source.url.as_ref().map(|_| "10.1000/a_b%20(1)".to_owned());
        source.language = Some("uk".to_owned());
        source.preserve_until = crate::model::When::parse("2030-01~").ok();
    }
    briefing.sources[Key::of_row(0)].derived_from = Some(Key::of_row(1));
    let place = briefing.sources[Key::of_row(0)].place;
    let alias = |path| crate::diagnostic::Placed::new(RelPath::new(path).unwrap(), place);
    briefing.sources[Key::of_row(0)].aliases = vec![alias("old/index.html"), alias("стаття; 2019.html")];
    briefing.sources[Key::of_row(0)].descriptor = Some("an official".to_owned());
    reads_back(&briefing);
    let all = String::from_utf8(super::bibtex(&briefing)).unwrap();
    for key in crate::load::STANDING {
        let field = format!("  onrecord-{} = {{", key.replace('_', "-"));
        assert!(all.contains(&field), "no source has {field}");
    }
}

/// A site with nothing but these sources, all of them used.
fn of_sources(path: &str, text: &str, ids: &[&str]) -> Briefing {
    let file = |path: String, text: &str| (RelPath::new(path).unwrap(), text.as_bytes().into());
    let mut files = vec![file("onrecord.toml".to_owned(), "title = \"T\"\n"), file(path.to_owned(), text)];
    files.extend(ids.iter().map(|id| file(format!("content/snapshots/{id}.txt"), "words")));
    let (briefing, told) = crate::resolve::resolve(crate::load::from_files(files).documents);
    assert!(told.is_empty(), "{told:?}");
    briefing
}

#[test]
fn what_was_read_is_written_as_the_same_sort_of_thing() {
    let bib = "@phdthesis{a, title = {A}, school = {MIT}, year = 2020}\n\
        @inproceedings{b, title = {B}, crossref = {p}, author = {Müller, J. and others}}\n\
        @proceedings{p, title = {Proceedings}}\n@software{c, title = {C}, organization = {O}}\n\
        @thesis{d, title = {D}, institution = {MIT}, type = {mathesis}}\n@article{e, title = {E}, journaltitle = {J}}\n";
    let briefing = of_sources("content/sources/a.bib", bib, &["a", "b", "c", "d", "e"]);
    let text = String::from_utf8(super::bibtex(&briefing)).unwrap();
    for line in [
        "@phdthesis{a,",
        "institution = {MIT}",
        "@inproceedings{b,",
        "author = {Müller, J. and others}",
        "booktitle = {Proceedings}",
        "@software{c,",
        "organization = {O}",
        "@thesis{d,",
        "type = {Master’s thesis}",
        "@article{e,",
        "journaltitle = {J}",
    ] {
        assert!(text.contains(line), "{line}:\n{text}");
    }
    reads_back(&briefing);
    let file: Value = serde_json::from_slice(&super::csl(&briefing)).unwrap();
    let types: Vec<_> = file.as_array().unwrap().iter().map(|item| item["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["thesis", "paper-conference", "software", "thesis", "article-journal"]);
    assert_eq!((&file[0]["publisher"], &file[0]["container-title"]), (&"MIT".into(), &Value::Null));

    let yaml = "a: {type: Thesis, title: A, organization: MIT, date: 2020}\n\
        b: {type: Article, title: B, parent: {type: Proceedings, title: P}}\n";
    let briefing = of_sources("content/sources/a.yaml", yaml, &["a", "b"]);
    let text = String::from_utf8(super::bibtex(&briefing)).unwrap();
    for line in ["@thesis{a,", "institution = {MIT}", "@inproceedings{b,", "booktitle = {P}"] {
        assert!(text.contains(line), "{line}:\n{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_text_comes_back_from_a_bibliography(
        title in r##"[a-zA-Zéи]([-{}\\$%&#_~^'`"@, a-zA-Zé]{0,40}[a-z])?"##,
        family in "[A-Zd][a-z',-]{1,8}",
    ) {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut briefing = kursk();
        let source = &mut briefing.sources[Key::of_row(0)];
        source.title.clone_from(&title);
        source.note = Some(title.clone());
        let name = PersonName { family, given: "Jo".into(), ..PersonName::default() };
        source.authors = vec![name.to_string()];
        source.imprint.people.insert(name.to_string(), name);
        reads_back(&briefing);
    }
}

#[test]
fn a_date_that_biblatex_cannot_say_is_told_as_far_as_it_can_and_comes_back_whole() {
    for (edtf, told) in [
        ("[2024-12-27,2024-12-28]", Some("2024-12")),
        ("[2024-12-31,2025-01-01]", None),
        ("[2024-11-30,2024-12-01]", Some("2024")),
        ("[..2024-12-28]", None),
        ("2024-12-20/2024-12-27~", Some("2024-12-20/2024-12-27~")),
        ("2024-12-27T14:05Z", Some("2024-12-27T14:05:00Z")),
    ] {
        let mut briefing = kursk();
        let source = &mut briefing.sources[Key::of_row(0)];
        source.published = When::parse(edtf).ok();
        source.accessed = None;
        let text = String::from_utf8(super::bibtex(&briefing)).unwrap();
        let entry = text.split("\n@").next().unwrap();
        let date = entry.lines().find_map(|line| line.strip_prefix("  date = {")?.strip_suffix("},"));
        assert_eq!(date, told, "{edtf}:\n{entry}");
        reads_back(&briefing);
    }
}

#[test]
fn csl_json_says_when_and_by_whom_in_parts() {
    let mut briefing = kursk();
    let source = &mut briefing.sources[Key::of_row(0)];
    source.published = Some(When::parse("2024-12-20/2024-12-27~").unwrap());
    source.accessed = Some(When::parse("201X").unwrap());
    source.authors = vec!["Jo Doe".to_owned(), "Reuters staff".to_owned()];
    let name = PersonName { family: "Doe".into(), given: "Jo".into(), ..PersonName::default() };
    source.imprint.people.insert("Jo Doe".to_owned(), name);
    let file: Value = serde_json::from_slice(&super::csl(&briefing)).unwrap();
    let item = &file[0];
    assert_eq!(item["issued"]["date-parts"], serde_json::json!([[2024, 12, 20], [2024, 12, 27]]));
    assert_eq!(item["accessed"]["literal"], "the 2010s");
    assert_eq!(
        item["author"],
        serde_json::json!([{"family": "Doe", "given": "Jo"}, {"literal": "Reuters staff"}])
    );
}
