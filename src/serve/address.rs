//! From the address in a request to a file of the site. A request is looked up in a map and nowhere else, so no address,
//! however written, reaches a file of the machine.

use crate::path::{PathError, RelPath};
use crate::publish::{Page, Pages};
use std::fmt;

/// The folder on the host that the site seems to stand in: `/`, or `/repo/` as on GitHub Pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasePath(Option<RelPath>);

impl BasePath {
    /// Reads `repo`, `/repo` or `/repo/`; `/` and nothing are the root.
    ///
    /// # Errors
    /// When a part of it cannot be the name of a folder.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let inner = text.strip_prefix('/').unwrap_or(text);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if inner.is_empty() {
            return Ok(Self(None));
        }
        RelPath::new(inner).map(|path| Self(Some(path)))
    }

    /// What of `path` lies in this folder.
    fn strip<'a>(&self, path: &'a str) -> Option<&'a str> {
        match &self.0 {
            None => Some(path),
            Some(base) => path.strip_prefix(base.as_str())?.strip_prefix('/'),
        }
    }

    /// Whether `path` is this folder without its final slash.
    fn is(&self, path: &str) -> bool {
        self.0.as_ref().is_some_and(|base| base.as_str() == path)
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            None => f.write_str("/"),
            Some(path) => write!(f, "/{path}/"),
        }
    }
}

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A file.
    Page(RelPath, &'a Page),
    /// A file that is still being made.
    Soon,
    /// A folder with a page, which browsers have to ask for with a final slash, or its relative links break.
    Folder,
    /// Nothing.
    Nothing,
    /// The site stands in another folder.
    OutsideBase,
}

/// Looks up the path of an address as a browser sent it.
pub(super) fn find<'a>(pages: &'a Pages, base: &BasePath, raw: &str) -> Found<'a> {
    let Some(path) = decode(raw) else { return Found::Nothing };
    if base.is(&path) {
        return Found::Folder;
    }
    let Some(path) = base.strip(&path) else { return Found::OutsideBase };
    let file =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let Ok(file) = RelPath::new(file) else { return Found::Nothing };
    if pages.is_pending(&file) {
        return Found::Soon;
    }
    if let Some(page) = pages.get(&file) {
        return Found::Page(file, page);
    }
    match file.join("index.html") {
        Ok(index) if pages.get(&index).is_some() || pages.is_pending(&index) => Found::Folder,
        _ => Found::Nothing,
    }
}

/// Undoes percent encoding (RFC 3986, section 2.1), part by part: an encoded slash would move the borders of the parts, so
/// there is nothing at an address that has one. The first slash is left out.
fn decode(raw: &str) -> Option<String> {
    let parts = raw.strip_prefix('/')?.split('/').map(decode_part).collect::<Option<Vec<_>>>()?;
    Some(parts.join("/"))
}

fn decode_part(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        let byte = match byte {
            b'%' => hex_digit(rest.next()?)? << 4 | hex_digit(rest.next()?)?,
            plain => plain,
        };
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('/'))
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Memory, Sink};
    use proptest::prelude::*;

    fn site() -> Pages {
        let mut memory = Memory::new();
        for path in ["index.html", "articles/a b/index.html", "фото.svg", "site.css"] {
            memory.put(&RelPath::new(path).unwrap(), path.into()).unwrap();
        }
        memory.finish(crate::record::Account::default()).unwrap()
    }

    fn text(found: Found<'_>) -> &str {
        match found {
            Found::Page(_, page) => std::str::from_utf8(&page.bytes).unwrap(),
            Found::Folder => "FOLDER",
            Found::Soon => "SOON",
            Found::Nothing => "NOTHING",
            Found::OutsideBase => "OUTSIDE",
        }
    }

    #[test]
    fn an_address_leads_to_the_file_of_that_path() {
        let (pages, root) = (site(), BasePath::default());
        for (raw, expected) in [
            ("/", "index.html"),
            ("/site.css", "site.css"),
            ("/articles/a%20b/", "articles/a b/index.html"),
            ("/articles/a%20b", "FOLDER"),
            ("/%D1%84%D0%BE%D1%82%D0%BE.svg", "фото.svg"),
            ("/articles/", "NOTHING"),
            ("/site.css/", "NOTHING"),
        ] {
            assert_eq!(text(find(&pages, &root, raw)), expected, "{raw}");
        }
    }

    #[test]
    fn no_spelling_of_an_address_climbs_or_hides_a_slash() {
        let (pages, root) = (site(), BasePath::default());
        for raw in [
            "/../../etc/passwd",
            "/%2e%2e%2fetc/passwd",
            "/%2e%2e/site.css",
            "/./site.css",
            "//site.css",
            "/articles%2Fa%20b%2Findex.html",
            "/site.css%00",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "/..%5c..%5csite.css",
            "site.css",
            "*",
        ] {
            assert_eq!(text(find(&pages, &root, raw)), "NOTHING", "{raw}");
        }
    }

    #[test]
    fn under_a_base_path_the_site_stands_there_and_nowhere_else() {
        let (pages, base) = (site(), BasePath::parse("/repo").unwrap());
        for (raw, expected) in [
            ("/repo/", "index.html"),
            ("/repo", "FOLDER"),
            ("/repo/site.css", "site.css"),
            ("/site.css", "OUTSIDE"),
            ("/repository/site.css", "OUTSIDE"),
            ("/", "OUTSIDE"),
        ] {
            assert_eq!(text(find(&pages, &base, raw)), expected, "{raw}");
        }
        assert_eq!(base.to_string(), "/repo/");
        assert!(BasePath::parse("/../").is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_asked_nothing_panics(raw in "\\PC{0,40}", base in "[a-z/]{0,6}") {
            if let Ok(base) = BasePath::parse(&base) {
                find(&site(), &base, &raw);
            }
        }
    }
}
