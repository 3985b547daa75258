//! Every message that a writer can meet: a broken site in each file of `tests/diagnostics/`, and what is said of it.

mod cases;

use onrecord::diagnostic::terminal::{Colour, show};
use onrecord::model::Budget;
use onrecord::model::when::Day;
use onrecord::publish::Scales;
use onrecord::render::{Theme, render};
use onrecord::{check, load, resolve};
use std::path::Path;

#[test]
fn every_mistake_is_answered_with_where_what_why_and_how_to_mend_it() {
    cases::hold("tests/diagnostics", told);
}

/// What is shown for the site in `root`.
fn told(root: &Path) -> String {
    let loaded = load::load(root).unwrap();
    let rules = loaded.documents.site.rules.clone();
    let (published, unread) =
        load::published_before(&loaded.documents, &root.join("public"), &mut load::Shelf::default());
    let mut told = loaded.diagnostics;
    let (briefing, unresolved) = resolve::resolve(loaded.documents);
    told.extend(unresolved);
    let theme = Theme::new(&loaded.overrides, &loaded.files);
    match &theme {
        Ok(theme) => told.extend(theme.unused(&loaded.files)),
        Err(wrong) => told.extend(wrong.clone()),
    }
    told.extend(unread);
    let case = check::Case {
        briefing: &briefing,
        files: &loaded.files,
        today: Day::from_civil(2026, 1, 1),
        published: &published,
    };
    let mut told = check::check(&case, told, &rules).diagnostics;
    if briefing.site.budget != Budget::default() && !told.has_errors() {
        let mut scales = Scales::new(briefing.site.budget);
        for (path, bytes) in render(&briefing, &theme.unwrap(), &loaded.files).unwrap() {
            scales.weigh(&path, &bytes);
        }
        told.extend(check::at_their_levels(&briefing.site, scales.weighed().told()));
    }
    show(&told.sorted(), &loaded.files, Colour::No)
}
