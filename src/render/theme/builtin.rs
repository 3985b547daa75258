//! The built-in templates and static files.

use crate::render::slim::slim;
use std::sync::Arc;

/// Before the name of every built-in template, so that a site's own `base.html` can still extend `@builtin/base.html`.
pub(super) const BUILTIN: &str = "@builtin/";

macro_rules! templates {
    ($($name:literal)*) => {
        /// The built-in templates; a test holds the list and the folder together.
        pub(super) const TEMPLATES: &[(&str, &str)] = &[$((concat!("@builtin/", $name), include_str!(concat!("../../../templates/", $name)))),*];
    };
}

templates! {
    "404.html"
    "article.html"
    "articles.html"
    "base.html"
    "card.html"
    "chart.html"
    "claims.html"
    "collection.html"
    "collections.html"
    "corrections.html"
    "editors.html"
    "figure.html"
    "figures.html"
    "home.html"
    "note.html"
    "page.html"
    "parts.html"
    "prose.html"
    "redirect.html"
    "search.html"
    "source.html"
    "sources.html"
    "speaker.html"
    "speakers.html"
    "table.html"
    "timeline.html"
}

macro_rules! statics {
    ($($name:literal)*) => {
        /// The built-in static files; a test holds the list and the folder together.
        pub(in crate::render) const STATICS: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("../../../static/", $name)))),*];
    };
}

statics! {
    "claims.js"
    "lost.js"
    "search.css"
    "search.js"
    "site.css"
    "site.js"
}

/// What is sent of a built-in file.
pub(super) fn sent(path: &str, bytes: &[u8]) -> Arc<[u8]> {
    std::str::from_utf8(bytes).map_or_else(|_| Arc::from(bytes), |text| slim(path, text).into_bytes().into())
}
