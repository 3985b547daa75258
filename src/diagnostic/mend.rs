//! Edits that diagnostics offer, put into the texts.

use super::{Diagnostic, Diagnostics, FileId, Files, Suggestion};
use std::collections::BTreeMap;

/// A text with edits in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The file.
    pub file: FileId,
    /// Its new text.
    pub text: String,
    /// The edits that were made, in their order.
    pub edits: Vec<Suggestion>,
}

/// What the safe edits of some diagnostics come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The files that change, in their order.
    pub files: Vec<Mended>,
    /// How many edits were left out because they meet another one.
    pub overlapping: usize,
}

/// Puts the safe edits of `diagnostics` into the texts they are for. Of edits that meet, the first is made and the others
/// are counted; one that is offered twice is one.
#[must_use]
pub fn plan(diagnostics: &Diagnostics, files: &Files) -> Plan {
    let mut of_file: BTreeMap<FileId, Vec<Suggestion>> = BTreeMap::new();
    let safe = |told: &Diagnostic| told.edit(files).filter(|edit| edit.safe);
    for edit in diagnostics.iter().filter_map(safe) {
        of_file.entry(edit.place.file).or_default().push(edit);
    }
    let mut plan = Plan::default();
    for (file, mut edits) in of_file {
        edits.sort_by(|a, b| (a.place, &a.text).cmp(&(b.place, &b.text)));
        edits.dedup();
        let old: &str = &files.get(file).text;
        let mut text = String::with_capacity(old.len());
        let (mut done, mut made, mut last_start) = (0, Vec::new(), None);
        for edit in edits {
            let range = edit.place.range();
            // Two insertions at one point meet as well: nobody said which comes first.
            let meets = range.start < done || last_start == Some(range.start);
            let Some(between) =
                old.get(done..range.start).filter(|_| !meets && old.is_char_boundary(range.end))
            else {
                plan.overlapping += 1;
                continue;
            };
            text.push_str(between);
            text.push_str(&edit.text);
            (done, last_start) = (range.end, Some(range.start));
            made.push(edit.clone());
        }
        text.push_str(&old[done..]);
        if !made.is_empty() && text != old {
            plan.files.push(Mended { file, text, edits: made });
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::path::RelPath;

    fn mended(text: &str, edits: &[(std::ops::Range<usize>, &str, bool)]) -> (Option<String>, usize) {
        let mut files = Files::new();
        let file = files.add(RelPath::new("a.md").unwrap(), text);
        let told = edits.iter().map(|(range, new, safe)| {
            let place = Place::new(file, range.clone());
            Diagnostic::error("x", "x").with_suggestion(place, *new).safe_if(*safe)
        });
        let plan = plan(&told.collect(), &files);
        (plan.files.first().map(|mended| mended.text.clone()), plan.overlapping)
    }

    #[test]
    fn safe_edits_are_made_wherever_they_stand_and_others_are_not() {
        let edits = [(4..7, "SECOND", true), (0..3, "1", true), (8..13, "?", false)];
        assert_eq!(mended("one two three", &edits), (Some("1 SECOND three".to_owned()), 0));
        assert_eq!(mended("one two three", &edits[2..]), (None, 0));
    }

    #[test]
    fn of_edits_that_meet_the_first_is_made_and_the_others_are_told() {
        assert_eq!(mended("abcdef", &[(0..3, "x", true), (2..4, "y", true)]), (Some("xdef".to_owned()), 1));
        assert_eq!(mended("abc", &[(1..1, "x", true), (1..1, "y", true)]), (Some("axbc".to_owned()), 1));
        assert_eq!(mended("abc", &[(0..1, "x", true), (0..1, "x", true)]), (Some("xbc".to_owned()), 0));
    }

    #[test]
    fn an_edit_outside_its_text_is_left_out() {
        assert_eq!(mended("abc", &[(2..9, "x", true)]), (None, 1));
        assert_eq!(mended("é", &[(1..2, "x", true)]), (None, 1));
    }
}
