use super::sources;
use crate::diagnostic::{Diagnostics, Files};
use crate::load::SourceDoc;
use crate::model::{SourceKind, State};
use crate::path::RelPath;
use proptest::prelude::*;

fn read(text: &str) -> (Vec<SourceDoc>, Diagnostics, Files) {
    let mut files = Files::new();
    let file = files.add(RelPath::new("content/sources/a.bib").unwrap(), text);
    let mut out = Diagnostics::new();
    let read = sources(text, file, &mut out);
    out.extend(read.left_out.into_iter().map(|entry| entry.told));
    out.extend(read.sources.iter().flat_map(|source| source.told.clone()));
    (read.sources, out, files)
}

/// The only source of a text in which nothing is wrong.
#[track_caller]
fn one(text: &str) -> SourceDoc {
    let (mut sources, out, _) = read(text);
    assert!(out.is_empty(), "{out:?}");
    assert_eq!(sources.len(), 1);
    sources.remove(0)
}

#[test]
fn an_article_of_a_newspaper_is_read_as_zotero_writes_it() {
    let source = one(r"@article{smith2024Losses,
  entrysubtype = {newspaper},
  title = {Losses in the {{Kursk}} Region: {{What}} Is Known},
  author = {Smith, Jane and {Reuters staff}},
  date = {2024-12-27},
  journaltitle = {The Daily \& Sunday},
  url = {https://example.org/a_b?c=1&d=2},
  urldate = {2025-01-02},
  langid = {british},
  keywords = {kursk,losses},
  file = {C\:\\x\\y.pdf},
  abstract = {Long}
}");
    assert_eq!(source.id.value.as_str(), "smith2024Losses");
    assert_eq!(source.title, "Losses in the Kursk Region: What Is Known");
    assert_eq!(source.kind, SourceKind::Article);
    assert_eq!(source.authors, ["Jane Smith", "Reuters staff"]);
    assert_eq!(source.publisher.as_deref(), Some("The Daily & Sunday"));
    assert_eq!(source.published.unwrap().value.to_string(), "2024-12-27");
    assert_eq!(source.accessed.unwrap().value.to_string(), "2025-01-02");
    assert_eq!(source.url.unwrap().value, "https://example.org/a_b?c=1&d=2");
    assert_eq!(source.language.as_deref(), Some("en-GB"));
    assert_eq!(source.imprint.people["Jane Smith"].family, "Smith");
    assert!(!source.imprint.people.contains_key("Reuters staff"));
}

#[test]
fn a_paper_of_an_older_file_has_its_journal_and_the_address_of_its_doi() {
    let source = one(
        "@STRING{ apj = \"The Astrophysical\" # { Journal} }\n@Article(michelson27, AUTHOR=\"A. A. Michelson\", \
                      title = \"Velocity of light\", journal = apj, year = 1927, month = jan, volume=65, pages={1--22}, \
                      publisher = {AAS}, doi = {https://doi.org/10.1086/143021<1>})",
    );
    assert_eq!(source.kind, SourceKind::Paper);
    assert_eq!(source.imprint.container.as_deref(), Some("The Astrophysical Journal"));
    assert_eq!(source.imprint.pages.as_deref(), Some("1–22"));
    assert_eq!(source.published.unwrap().value.to_string(), "1927-01");
    assert_eq!(source.url.unwrap().value, "https://doi.org/10.1086/143021%3C1%3E");
}

#[test]
fn what_bibtex_has_no_word_for_is_read_from_fields_of_ours() {
    let source = one("@online{a, title = {T}, onrecord-type = {post}, onrecord-state = {retracted}, \
                      onrecord-state-date = {2025-01}, onrecord-reliability = {C}, \
                      onrecord-archives = {https://web.archive.org/a 2024-12-28; https://archive.ph/b}}");
    assert_eq!((source.kind, source.state), (SourceKind::Post, State::Retracted));
    assert_eq!(source.archives.len(), 2);
    assert_eq!(source.archives[0].date.as_ref().unwrap().to_string(), "2024-12-28");
}

#[test]
fn what_zotero_keeps_in_extra_is_read_from_the_note_it_exports() {
    let source = one(
        "@article{a, title = {T}, note = {tex.onrecord-state: retracted\ntex.onrecord-state-date: 2025-01-02\n\
                      Read in the archive}}",
    );
    assert_eq!(source.state, State::Retracted);
    assert_eq!(source.state_date.unwrap().value.to_string(), "2025-01-02");
    assert_eq!(source.note.as_deref(), Some("Read in the archive"));
    let source = one("@article{a, title = {T}, note = {onrecord-state: retracted; onrecord-reliability: C}}");
    assert_eq!((source.state, source.note), (State::Retracted, None));
    assert!(source.reliability.is_some());
    let (_, out, files) = read("@article{a, title = {T}, note = {tex.onrecord-state: retractd}}");
    let (place, _) = out.iter().next().unwrap().at.clone().unwrap();
    assert_eq!(&files.get(place.file).text[place.range()], "retractd");
    let source = one("@article{a, title = {T}, note = {On onrecord-state and its uses}}");
    assert_eq!(source.note.as_deref(), Some("On onrecord-state and its uses"));
}

#[test]
fn an_address_stands_where_older_styles_have_it() {
    let url = |field: &str| one(&format!("@misc{{a, title = {{T}}, {field}}}")).url.map(|url| url.value);
    assert_eq!(
        url("howpublished = {\\url{https://ok.example/a_b?c=1}}").unwrap(),
        "https://ok.example/a_b?c=1"
    );
    assert_eq!(url("howpublished = \"Available at https://ok.example/.\"").unwrap(), "https://ok.example/");
    assert_eq!(url("note = {Available at \\url{https://ok.example/}}").unwrap(), "https://ok.example/");
    assert_eq!(url("note = {It was answered at https://other.example/ in May}"), None);
    assert_eq!(url("howpublished = {Letter}"), None);
}

#[test]
fn authors_who_are_not_named_are_told_to_be() {
    assert_eq!(
        one("@book{a, title = {T}, author = {Müller, J. and others}}").authors,
        ["J. Müller", "others"]
    );
}

#[test]
fn what_is_wrong_with_an_entry_waits_until_it_is_used() {
    let mut files = Files::new();
    let text = "@book{a, title = {A}, date = {soon}}\n@misc{x:y, title = {T}}\n@book{b, title = {open}\n@misc{, title = {T}}\n@book{a, title = {B}}";
    let file = files.add(RelPath::new("content/sources/a.bib").unwrap(), text);
    let mut out = Diagnostics::new();
    let read = sources(text, file, &mut out);
    assert!(out.is_empty(), "{out:?}");
    assert_eq!(
        read.sources[0].told.iter().map(|told| told.rule).collect::<Vec<_>>(),
        ["duplicate-id", "bad-date"]
    );
    assert_eq!(read.left_out.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["b", "x:y"]);
}

#[test]
fn an_entry_has_from_others_what_it_does_not_say_itself() {
    let (sources, out, _) = read(
        "@inproceedings{a, title = {A}, crossref = {whole}, xdata = {shared}}\n\
                                  @proceedings{whole, title = {Proceedings}, year = {2020}, editor = {Doe, Jo}}\n\
                                  @xdata{shared, publisher = {P}, xdata = {shared}}\n",
    );
    assert!(out.is_empty(), "{out:?}");
    assert_eq!(sources.len(), 2);
    assert_eq!(sources[0].imprint.container.as_deref(), Some("Proceedings"));
    assert_eq!(sources[0].publisher.as_deref(), Some("P"));
    assert_eq!(sources[0].published.as_ref().unwrap().value.to_string(), "2020");
    assert_eq!(sources[0].imprint.editors, ["Jo Doe"]);
}

#[test]
fn a_brace_left_open_costs_one_entry() {
    let (sources, out, files) =
        read("@book{a, title = {A}}\n@book{b, title = {B, year = 2020}\n@book{c, title = {C}}\n");
    let ids: Vec<_> = sources.iter().map(|source| source.id.value.as_str()).collect();
    assert_eq!(ids, ["a", "c"]);
    let told: Vec<_> = out.iter().collect();
    assert_eq!(told.len(), 1);
    let (place, label) = told[0].at.as_ref().unwrap();
    assert_eq!((files.line_column(*place), label.as_str()), ((2, 6), "this brace is never closed"));
}

#[test]
fn comments_and_what_stands_between_entries_are_passed_over() {
    let (sources, out, _) = read(
        "Mail me@example.org (or not)\n@comment{x @book{no, title={N}}\n@book{no2, title={N}}\n}\n\
                                  @Comment{jabref-meta: databaseType:biblatex;}\n@preamble{\"\\newcommand{\\x}{y}\"}\n\
                                  % a line\n@book{a, title={A},% one\n year = 2020 % two\n} @book{b, title={B}}@book{c, title={C}}",
    );
    assert!(out.is_empty(), "{out:?}");
    let ids: Vec<_> = sources.iter().map(|source| source.id.value.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
}

#[test]
fn ten_thousand_entries_are_read_at_once() {
    let text: String = (0..10_000)
        .map(|n| format!("@article{{key{n},\n title = {{The {{Title}} of {n}}},\n author = {{Doe, Jane and Roe, R.}},\n date = {{2024-01-02}},\n url = {{https://example.org/{n}}}\n}}\n"))
        .collect();
    let (sources, out, _) = read(&text);
    assert_eq!((sources.len(), out.is_empty()), (10_000, true));
}

#[test]
fn what_a_comment_leaves_open_is_looked_for_once_and_others_still_end() {
    let text = format!("{}@comment{{closed}}\n@misc{{a, title = {{A}}}}\n", "@comment{{\n".repeat(40_000));
    let started = std::time::Instant::now();
    let (sources, _, _) = read(&text);
    assert_eq!(sources.len(), 1);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn abbreviations_are_put_in_up_to_a_bound() {
    let long = "x".repeat(1 << 19);
    let uses: String = (0..200).map(|n| format!("@misc{{a{n}, title = {{A}}, abstract = long}}\n")).collect();
    let (sources, out, _) = read(&format!("@string{{long = {{{long}}}}}\n{uses}"));
    assert_eq!(sources.len(), 32);
    assert_eq!(out.warnings(), 168);
}

#[test]
fn entries_that_name_themselves_and_each_other_take_what_they_take_once() {
    let all = (0..300).map(|n| format!("x{n}")).collect::<Vec<_>>().join(",");
    let data: String = (0..300).map(|n| format!("@xdata{{x{n}, xdata = {{{all}, {all}}}}}\n")).collect();
    let (sources, out, _) = read(&format!("{data}@misc{{a, title = {{A}}, xdata = {{{all}}}}}\n"));
    assert!(out.is_empty(), "{out:?}");
    assert_eq!(sources.len(), 1);
}

#[test]
fn entries_that_take_too_much_from_each_other_are_told_of_once() {
    let long = "x".repeat(1 << 19);
    let heirs: String = (0..200).map(|n| format!("@misc{{a{n}, title = {{A}}, xdata = {{x}}}}\n")).collect();
    let (sources, out, _) = read(&format!("@xdata{{x, abstract = {{{long}}}, note = {{N}}}}\n{heirs}"));
    assert_eq!(out.warnings(), 1, "{out:?}");
    assert_eq!(sources.iter().filter(|source| source.note.is_some()).count(), 127);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_text_makes_reading_panic_and_every_place_lies_in_it(
        parts in prop::collection::vec(
            prop_oneof![
                Just("@book{a,"), Just("\n@article{b, title = {"), Just("@string{s = "), Just("@comment{"), Just("}"), Just("{"),
                Just("\""), Just(" = "), Just(", author = "), Just("date = {20"), Just("é"), Just("#"), Just("\\"), Just("%"),
                Just("\n"), Just("("), Just(")"), Just(" and "), Just("$"), Just("crossref={a}"), Just("xdata={a,b}"),
                Just("onrecord-state={"), Just("url={"), Just("s"), Just("12"), Just("@"), Just("\u{feff}"), Just("month=jan"),
            ],
            0..40,
        ),
    ) {
        let text = parts.concat();
        let (_, out, files) = read(&text);
        for (place, _) in out.iter().filter_map(|told| told.at.as_ref()) {
            prop_assert!(files.get(place.file).text.get(place.range()).is_some(), "{text:?} {place:?}");
        }
    }

    #[test]
    fn no_characters_make_reading_panic(text in "\\PC{0,80}") {
        let _ = read(&format!("@book{{a, title = {{{text}}}, author = \"{text}\"}} {text} @misc{{{text}, url = {{{text}}}}}"));
    }
}
