//! Addresses at which something stood before (`aliases`).

use super::fields::Fields;
use crate::diagnostic::{Diagnostic, Diagnostics, Placed};
use crate::markdown::percent_decoded;
use crate::path::RelPath;

/// Reads `aliases`: for each old address the file that leads from there to the new one.
pub(super) fn aliases(fields: &mut Fields<'_, '_>) -> Vec<Placed<RelPath>> {
    let texts = fields.texts("aliases");
    texts.iter().filter_map(|text| alias(text, fields.out)).collect()
}

fn alias(text: &Placed<String>, out: &mut Diagnostics) -> Option<Placed<RelPath>> {
    match file_at(&text.value) {
        Ok(path) => Some(Placed::new(path, text.place)),
        Err(reason) => {
            out.push(
                Diagnostic::error("bad-path", format!("`{}` cannot be an old address", text.value))
                    .at(text.place, reason)
                    .with_why("a page that leads on is put there, on any machine that serves the site")
                    .with_help(
                        "write the address as it stood behind the site’s own: `old/path/` or `old/page.html`",
                    ),
            );
            None
        }
    }
}

/// The file that a server shows at an address below the site: that of the folder, unless the address names a page.
fn file_at(address: &str) -> Result<RelPath, String> {
    if address.contains("://") {
        return Err("the site’s own address is left out".to_owned());
    }
    if address.contains(['?', '#']) {
        return Err("a server finds no file by what follows `?` or `#`".to_owned());
    }
    let address = percent_decoded(address);
    let path = address.strip_prefix('/').unwrap_or(&address);
    let path = path.strip_suffix('/').unwrap_or(path);
    let is_page = path.ends_with(".html") || path.ends_with(".htm");
    let file =
        if is_page && !address.ends_with('/') { path.to_owned() } else { format!("{path}/index.html") };
    RelPath::new(file).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(address: &str) -> Option<String> {
        file_at(address).ok().map(|path| path.to_string())
    }

    #[test]
    fn an_old_address_is_the_file_that_a_server_shows_there() {
        for (address, expected) in [
            ("old/path/", "old/path/index.html"),
            ("old/path", "old/path/index.html"),
            ("/2019/12/post.html", "2019/12/post.html"),
            ("post.php", "post.php/index.html"),
            ("old/index.html", "old/index.html"),
            ("%D0%BF%D1%80%D0%BE%20%D0%BD%D0%B0%D1%81/", "про нас/index.html"),
        ] {
            assert_eq!(file(address).as_deref(), Some(expected), "{address}");
        }
    }

    #[test]
    fn an_address_that_leaves_the_site_or_names_no_file_is_none() {
        for address in [
            "",
            "/",
            "../up/",
            "%2e%2e/up",
            "//host/path/",
            "https://desk.example/old/",
            "?p=12",
            "old/#part",
            "a//b",
            "con/",
            "a\\b",
        ] {
            assert_eq!(file(address), None, "{address}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_names_a_page_below_the_site_or_nothing(text in "[a-zй%2e/.:#? -]{0,20}") {
            if let Ok(path) = file_at(&text) {
                prop_assert!(matches!(path.extension(), Some("html" | "htm")), "{path}");
            }
        }
    }
}
