//! `theme.css`: what a site says of its look, as rules. It is a file of its own, so that a site that says nothing sends nothing for it,
//! and a preview has only this to send again.

use crate::model::Look;
use crate::model::look::{Measure, Notes, Pair};
use std::sync::Arc;

/// Rules for notes below their paragraphs, where the page is wide enough for a margin.
const BELOW: &str = "@media (min-width:62.5em){.para{display:block}.notes{max-inline-size:var(--text-col);padding-block:0;\
margin-block:.7rem 1.5rem;padding-inline-start:.9rem;border-inline-start:2px solid var(--rule)}.notes li+li{margin-block-start:.35rem}\
.notes .what{display:inline}.notes .tag{display:inline-flex}}";

const END: &str = ".para{display:block}.notes{display:none}";

const MARK: &str = ".mark img{block-size:2rem;inline-size:auto}";

/// A mark for the dark: the system's choice first, and then the reader's.
const MARKS: &str = ".mark .dark{display:none}@media (prefers-color-scheme:dark){.mark .dark{display:block}.mark .dark+.light{display:none}}\
:root[data-theme=light] .mark .dark,:root:has(#theme-light:checked) .mark .dark,:root[data-theme=dark] .mark .light,\
:root:has(#theme-dark:checked) .mark .light{display:none}:root[data-theme=light] .mark .light,:root:has(#theme-light:checked) .mark .light,\
:root[data-theme=dark] .mark .dark,:root:has(#theme-dark:checked) .mark .dark{display:block}";

/// The style sheet of a site that says how it looks: its rules, and after them those of its own file of the same name. Nothing
/// where there are neither.
pub(super) fn sheet(look: &Look, own: Option<&[u8]>) -> Option<Arc<[u8]>> {
    let mut css = rules(look).into_bytes();
    css.extend_from_slice(own.unwrap_or_default());
    (!css.is_empty() || own.is_some()).then(|| css.into())
}

/// The rules. They are read after all others, so that they count before those of the same weight.
fn rules(look: &Look) -> String {
    let Look { name: _, wordmark, palette, measure, notes } = look;
    let mut root = String::new();
    let mut pairs = String::new();
    if *measure != Measure::default() {
        root.push_str(&format!("--text-col:{}rem;", measure.rem()));
    }
    for (token, Pair { light, dark }) in palette.own() {
        root.push_str(&format!("--{token}:{light};"));
        if light != dark {
            pairs.push_str(&format!("--{token}:light-dark({light},{dark});"));
        }
    }
    let rule = |declarations: &str| match declarations.strip_suffix(';') {
        Some(declarations) => format!(":root{{{declarations}}}"),
        None => String::new(),
    };
    let mut css = rule(&root);
    if !pairs.is_empty() {
        css.push_str(&format!("@supports (color:light-dark(#000,#fff)){{{}}}", rule(&pairs)));
    }
    // On paper the ground is the paper.
    if ["bg", "panel"].iter().any(|name| palette.own().any(|(own, _)| own == *name)) {
        css.push_str("@media print{:root{--bg:#fff;--panel:#fff}}");
    }
    css.push_str(match notes {
        Notes::Margin => "",
        Notes::Below => BELOW,
        Notes::End => END,
    });
    if let Some(wordmark) = wordmark {
        css.push_str(MARK);
        css.push_str(if wordmark.dark.is_some() { MARKS } else { "" });
    }
    css
}
