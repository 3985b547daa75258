//! The Content Security Policy of a page that leaves the writer's machine: it runs the scripts and wears the styles that it was
//! made with, by their digests, fetches nothing from anywhere else, and sends nothing anywhere.
//!
//! It stands in the page itself, since a file on a disk has no server to say it.

use super::html::{Piece, Tag};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What a page has in itself that a browser would run or wear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Policy {
    scripts: BTreeSet<String>,
    styles: BTreeSet<String>,
    style_attributes: BTreeSet<String>,
}

/// Where a page may fetch from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// From nowhere: all of it stands in the page.
    Itself,
    /// From the folder that it stands in, on a server or on a disk.
    Folder,
}

impl Policy {
    /// The policy of a page of these pieces.
    pub(super) fn of(pieces: &[Piece]) -> Self {
        let mut policy = Self::default();
        policy.add(pieces);
        policy
    }

    /// Lets these pieces be on the page too.
    pub(super) fn add(&mut self, pieces: &[Piece]) {
        let policy = self;
        let mut inside: Option<&Tag> = None;
        for piece in pieces {
            match piece {
                Piece::Open(tag) => {
                    if let Some(style) = tag.get("style") {
                        policy.style_attributes.insert(hash(style));
                    }
                    inside = matches!(tag.name.as_str(), "script" | "style").then_some(tag);
                }
                Piece::Text(text) => match inside {
                    Some(tag) if tag.name == "style" => drop(policy.styles.insert(hash(text))),
                    Some(tag) if runs(tag) => drop(policy.scripts.insert(hash(text))),
                    _ => {}
                },
                Piece::Close(_) => inside = None,
            }
        }
    }

    /// The value of the header.
    pub(super) fn to_header(&self, reach: Reach) -> String {
        // Browsers do not agree on whether a file on a disk is of the same origin as the one beside it.
        let own: &[&str] = if reach == Reach::Folder { &["'self'", "file:"] } else { &[] };
        let shown = own.iter().copied().chain(["data:"]).collect::<Vec<_>>().join(" ");
        let mut header = "default-src 'none'".to_owned();
        for (directive, hashes) in [("script-src", &self.scripts), ("style-src", &self.styles)] {
            let sources: Vec<&str> = own.iter().copied().chain(hashes.iter().map(String::as_str)).collect();
            if !sources.is_empty() {
                header.push_str(&format!("; {directive} {}", sources.join(" ")));
            }
        }
        if !self.style_attributes.is_empty() {
            let hashes: Vec<&str> = self.style_attributes.iter().map(String::as_str).collect();
            header.push_str(&format!("; style-src-attr 'unsafe-hashes' {}", hashes.join(" ")));
        }
        for directive in ["img-src", "font-src", "media-src"] {
            header.push_str(&format!("; {directive} {shown}"));
        }
        header.push_str("; base-uri 'none'; form-action ");
        header.push_str(if reach == Reach::Folder { "'self' file:" } else { "'none'" });
        header
    }
}

/// Whether a browser runs this script and its text: others hold data, or stand in a file of their own.
pub(super) fn runs(script: &Tag) -> bool {
    let kind = script.get("type").unwrap_or_default().trim().to_ascii_lowercase();
    let is_script =
        kind.is_empty() || kind == "module" || kind.ends_with("/javascript") || kind.ends_with("/ecmascript");
    script.name == "script" && is_script && script.get("src").is_none()
}

fn hash(text: &str) -> String {
    // Browsers read every line's end as one character.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::super::html::read;
    use super::*;

    #[test]
    fn a_page_may_run_and_wear_what_it_was_made_with_and_nothing_else() {
        let page = "<style>p{}</style><p style=\"a\">b</p><script>c</script><script type=\"application/json\">d</script>";
        insta::assert_snapshot!(Policy::of(&read(page)).to_header(Reach::Itself).replace("; ", ";\n"), @r#"
        default-src 'none';
        script-src 'sha256-Ln0sA6lQeuJl7PW1NWiFpTOTogKdJBOUmXJloaJa78Y=';
        style-src 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y=';
        style-src-attr 'unsafe-hashes' 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';
        img-src data:;
        font-src data:;
        media-src data:;
        base-uri 'none';
        form-action 'none'
        "#);
        insta::assert_snapshot!(Policy::default().to_header(Reach::Folder).replace("; ", ";\n"), @r#"
        default-src 'none';
        script-src 'self' file:;
        style-src 'self' file:;
        img-src 'self' file: data:;
        font-src 'self' file: data:;
        media-src 'self' file: data:;
        base-uri 'none';
        form-action 'self' file:
        "#);
    }
}
