//! What `check --fix` makes of a file: the text that was meant, in the form in which it was written, or nothing.

use onrecord::diagnostic::mend;
use onrecord::load;
use onrecord::path::RelPath;
use onrecord::resolve::resolve;
use std::sync::Arc;

/// What cites the source `a`, since of bibliographies only what is used is told of.
const CITING: &str = "---\ntitle: About\n---\n\nSee [a](source:a).\n";

/// The new text of the file at `path`, or nothing where it is left alone.
fn mended(path: &str, text: &str) -> Option<String> {
    let files = [(path, text), ("content/pages/about.md", CITING)];
    let files = files.map(|(path, text)| (RelPath::new(path).unwrap(), Arc::from(text.as_bytes())));
    let loaded = load::from_files(files.into());
    let mut told = loaded.diagnostics;
    told.extend(resolve(loaded.documents).1);
    let plan = mend::plan(&told, &loaded.files);
    plan.files.into_iter().map(|mended| mended.text).next()
}

#[test]
fn a_key_of_ours_in_a_bibliography_keeps_its_prefix() {
    let bib = "@misc{a,\n  title = {A},\n  onrecord-stat = {retracted},\n}\n";
    let mended_bib = bib.replace("onrecord-stat ", "onrecord-state ");
    assert_eq!(mended("content/sources/a.bib", bib), Some(mended_bib));
    for quotes in ["", "\"", "'"] {
        let record = |key: &str| {
            format!(
                "a:\n  type: Article\n  title: A\n  parent: {{title: P}}\n  {quotes}{key}{quotes}: retracted\n"
            )
        };
        let text = record("onrecord-stat");
        assert_eq!(mended("content/sources/a.yaml", &text), Some(record("onrecord-state")), "{quotes}");
    }
}

#[test]
fn a_date_in_braces_or_in_long_quotation_marks_is_left_to_its_author() {
    let bib = |date: &str| format!("@misc{{a,\n  title = {{A}},\n  date = {date},\n}}\n");
    assert_eq!(mended("content/sources/a.bib", &bib("{{27 December 2024}}")), None);
    let plain = mended("content/sources/a.bib", &bib("{27 December 2024}"));
    assert_eq!(plain, Some(bib("{2024-12-27}")));

    let toml = |date: &str| format!("+++\ntitle = \"A\"\ndate = {date}\n+++\n\nText.\n");
    assert_eq!(mended("content/articles/a.md", &toml("\"\"\"27 December 2024\"\"\"")), None);
    assert_eq!(mended("content/articles/a.md", &toml("'''27 December 2024'''")), None);
    assert_eq!(mended("content/articles/a.md", &toml("'27 December 2024'")), Some(toml("'2024-12-27'")));
}
