//! JSON Schemas (draft 7, which editors know best) of the files that people write, so that an editor offers keys and words and
//! says what each means.
//!
//! Words that a key can have come from the tables that it is read by, and what a key means from the page that documents it.
//! `tests/format_page.rs` holds the keys to those that are read, and `tests/browser/data.mjs` what each can have.

mod article;
mod page;
mod records;
mod shape;
mod site;

use serde_json::Value;

/// The schema of one sort of file.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Its name.
    pub name: &'static str,
    /// The files that it is of, below the site's folder.
    pub files: &'static str,
    /// The schema itself.
    pub value: Value,
}

/// All schemas. `rules` are the names of rules whose level a site may set, each with what it says.
#[must_use]
pub fn schemas(rules: &[(&str, &str)]) -> Vec<Schema> {
    let schema = |name, files, value| Schema { name, files, value };
    vec![
        schema("site", "onrecord.toml", site::site(rules)),
        schema("article", "content/articles/**/*.md, in the front matter", article::article()),
        schema("figure", "content/figures/*.md, in the front matter", records::figure()),
        schema("page", "content/pages/**/*.md, in the front matter", records::page()),
        schema("authors", "content/authors/*.yaml", records::authors()),
        schema("speakers", "content/speakers/*.yaml", records::speakers()),
        schema("sources", "content/sources/*.yaml", records::sources()),
    ]
}
