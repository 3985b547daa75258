//! Every message that a writer can meet: a broken site in each file of `tests/diagnostics/`, and what is said of it.

mod cases;

use onrecord::diagnostic::terminal::{Colour, show};
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
    let mut told = loaded.diagnostics;
    let (briefing, unresolved) = resolve::resolve(loaded.documents);
    told.extend(unresolved);
    told.extend(check::check(&briefing, &rules));
    show(&told.sorted(), &loaded.files, Colour::No)
}
