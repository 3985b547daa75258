//! What there is to download, as a Data Package (version 1, <https://specs.frictionlessdata.io>): the table of all claims
//! and each figure's table, with the type and meaning of their columns, so that a program can read it without a person's help.

use super::column::{COLUMNS, Column, Holds};
use super::json::lines;
use crate::model::{Figure, Sha256Hex, Site};
use crate::render::links;
use crate::resolve::Briefing;
use serde::Serialize;

#[derive(Serialize)]
struct Package<'a> {
    profile: &'static str,
    name: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    homepage: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    licenses: Vec<Licence>,
    resources: Vec<Resource<'a>>,
}

#[derive(Serialize)]
struct Licence {
    name: String,
}

#[derive(Serialize)]
struct Resource<'a> {
    profile: &'static str,
    name: String,
    title: &'a str,
    description: String,
    path: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    primary_key: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    of_type: &'static str,
    description: &'static str,
    constraints: Constraints,
}

#[derive(Serialize)]
struct Constraints {
    required: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unique: bool,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    one_of: Vec<String>,
}

#[derive(Serialize)]
struct ForeignKey {
    fields: &'static str,
    reference: Reference,
}

/// The empty resource is the table itself.
#[derive(Serialize)]
struct Reference {
    resource: &'static str,
    fields: &'static str,
}

/// Whether a site has data to describe: a package without a resource is none.
pub(crate) fn has_data(briefing: &Briefing) -> bool {
    !(briefing.figures.is_empty() && briefing.claims.is_empty())
}

/// `datapackage.json`, for a site that has data.
pub(crate) fn package(briefing: &Briefing) -> Vec<u8> {
    let site = &briefing.site;
    let claims = (!briefing.claims.is_empty()).then(|| claims(briefing)).into_iter();
    lines(&Package {
        profile: "tabular-data-package",
        name: name(&site.title, "site"),
        title: &site.title,
        description: site.description.as_deref(),
        homepage: site.base_url.as_ref().map(crate::model::BaseUrl::as_str),
        licenses: licences(site),
        resources: claims.chain(briefing.figures.values().map(figure)).collect(),
    })
}

/// What holds for every table here.
const APOSTROPHES: &str = "Texts that a spreadsheet would run as a formula have an apostrophe before them.";

/// The table of all claims. No figure's table can have its name, since no id has a dot.
fn claims(briefing: &Briefing) -> Resource<'_> {
    Resource {
        profile: "tabular-data-resource",
        name: "site.claims".to_owned(),
        title: "Claims",
        description: format!(
            "Every claim of the site, one a row. Cells with several entries hold one on each line; those of `sources`, \
             `roles`, `locators`, `quotes`, `originals` and `quote_checks` belong together line by line. {APOSTROPHES}"
        ),
        path: links::claims_file("csv").to_string(),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        schema: Schema {
            fields: super::claims::COLUMNS.iter().map(|column| field(column, briefing)).collect(),
            missing_values: [""],
            primary_key: "id",
            foreign_keys: Vec::new(),
        },
    }
}

fn figure(figure: &Figure) -> Resource<'_> {
    let about = figure.summary.iter().chain(&figure.comparability).cloned();
    let rules =
        [format!("Numbers are in {} unless `unit` says otherwise.", figure.unit), APOSTROPHES.to_owned()];
    Resource {
        profile: "tabular-data-resource",
        name: name(figure.id.as_str(), "figure"),
        title: &figure.title,
        description: about.chain(rules).collect::<Vec<_>>().join(" "),
        path: links::figure_file(&figure.id, "csv").to_string(),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        schema: Schema {
            fields: COLUMNS.iter().map(|column| field(column, figure)).collect(),
            missing_values: [""],
            primary_key: "id",
            foreign_keys: vec![ForeignKey {
                fields: "revises",
                reference: Reference { resource: "", fields: "id" },
            }],
        },
    }
}

fn field<T, F>(column: &Column<T, F>, about: &T) -> Field {
    let (of_type, one_of) = match &column.holds {
        Holds::Text => ("string", Vec::new()),
        Holds::Number => ("number", Vec::new()),
        Holds::Flag => ("boolean", Vec::new()),
        Holds::OneOf(words) => ("string", words(about)),
    };
    Field {
        name: column.name,
        of_type,
        description: column.meaning,
        constraints: Constraints { required: column.required, unique: column.name == "id", one_of },
    }
}

/// Names of packages and resources have lower-case letters, digits, `-`, `_` and `.` only. A text that has to change to be
/// one gets a part of its SHA-256, so that no two become the same.
fn name(text: &str, what: &str) -> String {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    if !text.is_empty() && text.chars().all(allowed) {
        return text.to_owned();
    }
    format!("{what}-{:.12}", Sha256Hex::of(text.as_bytes()).to_string())
}

/// Each of the licences that the site offers ("MIT OR Apache-2.0"), by the id that is made of its words; one that no id can
/// be made of is left out.
fn licences(site: &Site) -> Vec<Licence> {
    let all = site.licence.as_deref().unwrap_or_default().split(" OR ");
    all.map(|licence| licence.trim().replace(' ', "-"))
        .filter(|id| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)))
        .map(|name| Licence { name })
        .collect()
}
