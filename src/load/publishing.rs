//! What `onrecord.toml` says of where the site is published and how it is found.

use super::fields::Fields;
use crate::diagnostic::{Diagnostic, Diagnostics, Placed};
use crate::model::{BaseUrl, Budget, Domain, RefName, Site};

/// The branch that the site is published on, as far as it is stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PublishDoc {
    /// The name of the remote. An address cannot stand here: whoever is sent a site must not be made to send something on.
    pub remote: Option<RefName>,
    /// The name of the branch.
    pub branch: Option<RefName>,
}

/// Reads `[publish]` and `[feed]`; `base_url` is the site's address and the place where it is written.
pub(super) fn publishing(
    fields: &mut Fields<'_, '_>,
    site: &mut Site,
    doc: &mut PublishDoc,
    base_url: Option<&Placed<BaseUrl>>,
) {
    if let Some(node) = fields.node("publish")
        && let Some(mut publish) = Fields::open(node, "`[publish]`", node.place, fields.out)
    {
        let cname = publish.parsed("cname", "bad-value", |text| Domain::parse(text).map_err(str::to_owned));
        doc.remote = ref_name(&mut publish, "remote");
        doc.branch = ref_name(&mut publish, "branch");
        publish.close();
        if let Some(cname) = cname {
            match base_url {
                Some(base_url) => differing(&cname, base_url, fields.out),
                None => site.base_url = Some(cname.value.base_url()),
            }
            site.cname = Some(cname.value);
        }
    }
    if let Some(node) = fields.node("feed")
        && let Some(mut feed) = Fields::open(node, "`[feed]`", node.place, fields.out)
    {
        if let Some(entries) = feed.parsed("entries", "bad-value", entries) {
            site.feed_entries = entries.value;
        }
        feed.close();
    }
}

/// Reads `[budget]`.
pub(super) fn budget(fields: &mut Fields<'_, '_>, budget: &mut Budget) {
    let Some(node) = fields.node("budget") else { return };
    let Some(mut read) = Fields::open(node, "`[budget]`", node.place, fields.out) else { return };
    let Budget { html, css, js, chart, nodes, requests } = budget;
    for (key, most) in [("html", html), ("css", css), ("js", js), ("chart", chart)] {
        if let Some(kilobytes) = read.parsed(key, "bad-value", |text| whole(text, "of KB, ")) {
            *most = kilobytes.value;
        }
    }
    for (key, most) in [("nodes", nodes), ("requests", requests)] {
        if let Some(number) = read.parsed(key, "bad-value", |text| whole(text, "")) {
            *most = number.value;
        }
    }
    read.close();
}

fn whole(text: &str, of: &str) -> Result<u32, String> {
    let most = text.parse().ok().filter(|most| (1..=1_000_000).contains(most));
    most.ok_or_else(|| format!("not a whole number {of}from 1 on"))
}

/// A host of one's own serves a site at its root, so the two can only agree where they say the same.
fn differing(cname: &Placed<Domain>, base_url: &Placed<BaseUrl>, out: &mut Diagnostics) {
    let right = cname.value.base_url();
    if base_url.value.host().eq_ignore_ascii_case(right.host()) && base_url.value.path() == right.path() {
        return;
    }
    out.push(
        Diagnostic::warning("cname-differs", "`cname` and `base_url` are two addresses")
            .at(cname.place, format!("GitHub Pages would serve the site at `{right}`"))
            .with_related(base_url.place, "feeds and previews on social networks name this one")
            .with_why("readers who follow the feed or a shared link would come to an address where the site does not stand")
            .with_help("let both say the same, or leave `base_url` out: it is taken from `cname` then"),
    );
}

fn entries(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|entries| (1..=Site::MOST_FEED_ENTRIES).contains(entries))
        .ok_or_else(|| format!("not a whole number from 1 to {}", Site::MOST_FEED_ENTRIES))
}

/// The name of a remote or branch. Not an address: a site that somebody sends round must not choose where it is sent on to.
fn ref_name(publish: &mut Fields<'_, '_>, key: &'static str) -> Option<RefName> {
    let text = publish.placed_text(key)?;
    match RefName::new(&text.value) {
        Ok(name) => Some(name),
        Err(why) => {
            publish.out.push(
                Diagnostic::error("bad-value", format!("`{key}` is not a name that git takes"))
                    .at(text.place, why)
                    .with_help(match key {
                        "remote" => "name a remote, as `git remote` lists them; an address can be given with `--remote`",
                        _ => "name a branch, as in `gh-pages`",
                    }),
            );
            None
        }
    }
}
