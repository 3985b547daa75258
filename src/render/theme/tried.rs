//! All mistakes of a site's own templates in one run.
//!
//! The engine stops at its first mistake. What has one is put aside for a stand-in, and the engine goes on to the next.

use super::mistake::mistakes;
use super::{engine, english};
use crate::diagnostic::{Diagnostics, FileId, Files};
use std::collections::BTreeMap;
use tera::Tera;

/// The engine of the site's own templates as far as they are sound, if any of them are, and what is wrong with the others.
pub(super) fn try_all(own: &BTreeMap<String, FileId>, files: &Files) -> (Option<Tera>, Diagnostics) {
    let text = |name: &str| own.get(name).map_or("", |file| &*files.get(*file).text);
    let mut taken: BTreeMap<&str, &str> = own.keys().map(|name| (name.as_str(), text(name))).collect();
    let mut broken: Vec<&str> = Vec::new();
    let mut wrong = Diagnostics::new();
    loop {
        let error = match engine(taken.iter().map(|(name, text)| (*name, *text)), english()) {
            Ok(engine) => return (Some(engine), wrong),
            Err(error) => error,
        };
        let mistakes = mistakes(&error);
        let names: Vec<&str> = taken
            .keys()
            .copied()
            .filter(|name| mistakes.iter().any(|mistake| mistake.template == *name))
            .collect();
        let told = mistakes.into_iter().filter(|mistake| !mistake.comes_of(&broken));
        wrong.extend(told.map(|mistake| mistake.diagnostic(own, files)));
        broken.extend(names.iter().map(|name| text(name)));
        for name in &names {
            match stand_in(text(name)) {
                stand_in if taken.get(name) != Some(&stand_in) => taken.insert(name, stand_in),
                _ => taken.remove(name),
            };
        }
        if names.is_empty() {
            return (None, wrong);
        }
    }
}

/// What stands for a broken template, so that those that extend or include it are not told that it is missing: the template that
/// it extends itself, and nothing else.
fn stand_in(text: &str) -> &str {
    let extends = || {
        let at = text.find("extends")?;
        let opens = text[..at].trim_end().trim_end_matches('-').ends_with("{%");
        let end = at + text[at..].find("%}")? + 2;
        opens.then(|| &text[..end])
    };
    extends().unwrap_or_default()
}
