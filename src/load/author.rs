//! Collections of authors: a map from id to record in each file.

use super::fields::{Fields, parse_id};
use super::node::Node;
use super::records::{checked_address, records};
use crate::diagnostic::{Diagnostics, Placed};
use crate::model::AuthorId;

/// An author as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthorDoc {
    /// Its id and the place of its key.
    pub id: Placed<AuthorId>,
    /// `name`
    pub name: String,
    /// `role`
    pub role: Option<String>,
    /// `about`
    pub about: Option<String>,
    /// `url`
    pub url: Option<String>,
}

/// Reads a file of authors.
pub(super) fn authors(node: &Node, out: &mut Diagnostics) -> Vec<AuthorDoc> {
    records(node, "author", out, |key, node, out| {
        let id = parse_id(key, "author", AuthorId::new, out)?;
        author(id, node, out)
    })
}

fn author(id: Placed<AuthorId>, node: &Node, out: &mut Diagnostics) -> Option<AuthorDoc> {
    let mut fields = Fields::open(node, "an author", id.place, out)?;
    let name = fields.required_text("name", "it stands above what the author wrote");
    let url = fields.placed_text("url");
    let url = url.and_then(|url| checked_address(url, "url", fields.out));
    let doc = AuthorDoc {
        name: name.unwrap_or_else(|| id.value.to_string()),
        id,
        role: fields.text("role"),
        about: fields.text("about"),
        url: url.map(|url| url.value),
    };
    fields.close();
    Some(doc)
}
