//! Small files that servers and robots look for, and readers never see.

use super::links;
use crate::model::{Domain, Site};

/// `.nojekyll`: GitHub Pages publishes what it finds, names with `_` and `.` before them included, and makes nothing of it.
pub(super) fn nojekyll() -> Vec<u8> {
    Vec::new()
}

/// `CNAME`: the host name that GitHub Pages serves the site under.
pub(super) fn cname(domain: &Domain) -> Vec<u8> {
    format!("{}\n", domain.as_str()).into_bytes()
}

/// `robots.txt` (RFC 9309): everybody may read everything, and finds the list of it where the site knows its address.
pub(super) fn robots(site: &Site) -> Vec<u8> {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(sitemap) = links::lasting(site, &links::sitemap()) {
        text.push_str(&format!("\nSitemap: {sitemap}\n"));
    }
    text.into_bytes()
}
