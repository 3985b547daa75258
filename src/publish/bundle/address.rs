//! Where pages stand in a bundle.
//!
//! A page's address becomes a fragment: `articles/x/index.html` is `#articles/x/`, and its place `claim-y` is
//! `#articles/x/:claim-y`. The ids of the file are these words, with a `+` for a space, which no id may have. No path has a
//! colon, so a page and a place in it are never mistaken for one another.

use crate::path::RelPath;
use crate::render::links::encode;

/// The id of the front page.
pub(super) const FRONT: &str = "./";

/// The id of a page, without the `#` of its address.
pub(super) fn of_page(page: &RelPath) -> String {
    let path = page.as_str();
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    match folder {
        Some("") => FRONT.to_owned(),
        folder => id(folder.unwrap_or(path)),
    }
}

/// The id of a place in a page.
pub(super) fn of_part(page: &RelPath, part: &str) -> String {
    of_page(page) + &of_part_alone(part)
}

/// What follows a page's id in that of a place on it.
pub(super) fn of_part_alone(part: &str) -> String {
    format!(":{}", id(part))
}

/// `text` without white space, and different from every other text's.
fn id(text: &str) -> String {
    text.replace('%', "%25").replace('+', "%2B").replace(|c: char| c.is_ascii_whitespace(), "+")
}

/// The address of the place with this id. Whether somebody decodes it before looking for the id or not, they find it, unless it
/// has letters that cannot stand in an address: then it has to be decoded, as browsers do.
pub(super) fn to(id: &str) -> String {
    let kept = [("%2F", "/"), ("%3A", ":"), ("%2B", "+")];
    format!("#{}", kept.iter().fold(encode(id), |address, (code, letter)| address.replace(code, letter)))
}

/// Where an address on a page leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// To a place on the same page; to the page itself when it names none.
    Here(String),
    /// To a file of the output, and perhaps to a place in it.
    Within(RelPath, Option<String>),
    /// To something that is not in the output: `https:`, `mailto:` …
    Outside,
    /// To nothing that a path could name.
    Nowhere,
}

/// Reads the address `href` as it stands on `page`.
pub(super) fn read(href: &str, page: &RelPath) -> Address {
    let href = href.trim_ascii();
    if has_scheme(href) || href.starts_with("//") {
        return Address::Outside;
    }
    let (rest, fragment) = match href.split_once('#') {
        Some((rest, fragment)) => (rest, Some(percent_decoded(fragment))),
        None => (href, None),
    };
    let path = rest.split('?').next().unwrap_or_default();
    if rest.is_empty() {
        return Address::Here(fragment.unwrap_or_default());
    }
    let mut parts: Vec<String> = match path {
        "" => page.as_str().split('/').map(str::to_owned).collect(),
        path if path.starts_with('/') => Vec::new(),
        _ => page
            .as_str()
            .rsplit_once('/')
            .map_or_else(Vec::new, |(folder, _)| folder.split('/').map(str::to_owned).collect()),
    };
    for part in path.split('/') {
        match percent_decoded(part).as_str() {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part.to_owned()),
        }
    }
    if path.ends_with('/') || path.ends_with("/..") || path.ends_with("/.") || matches!(path, "." | "..") {
        parts.push("index.html".to_owned());
    }
    match RelPath::new(parts.join("/")) {
        Ok(path) if path == *page => Address::Here(fragment.unwrap_or_default()),
        Ok(path) => Address::Within(path, fragment.filter(|fragment| !fragment.is_empty())),
        Err(_) => Address::Nowhere,
    }
}

fn has_scheme(href: &str) -> bool {
    href.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// `%20` and the like decoded where that gives text; anything else is left as it stands.
fn percent_decoded(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let digits = pair.filter(|pair| pair.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let byte = digits.filter(|_| *first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        decoded.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    #[test]
    fn a_page_goes_by_the_path_of_its_folder() {
        assert_eq!(of_page(&path("index.html")), "./");
        assert_eq!(of_page(&path("articles/a b/index.html")), "articles/a+b/");
        assert_eq!(of_page(&path("articles/a+b%/index.html")), "articles/a%2Bb%25/");
        assert_eq!(to(&of_page(&path("articles/a b/я+/index.html"))), "#articles/a+b/%D1%8F%252B/");
        assert_eq!(of_page(&path("404.html")), "404.html");
        assert_eq!(of_page(&path("my-index.html")), "my-index.html");
        assert_eq!(of_part(&path("articles/x/index.html"), "t-y:2"), "articles/x/:t-y:2");
    }

    #[test]
    fn an_address_is_read_as_a_browser_would() {
        let page = &path("articles/x/index.html");
        let within = |file: &str, part: Option<&str>| Address::Within(path(file), part.map(str::to_owned));
        assert_eq!(read("#claim-%D1%8F", page), Address::Here("claim-я".to_owned()));
        assert_eq!(read("", page), Address::Here(String::new()));
        assert_eq!(read("?q=1", page), Address::Here(String::new()));
        assert_eq!(read("../x/index.html#a", page), Address::Here("a".to_owned()));
        assert_eq!(read("../../site.css", page), within("site.css", None));
        assert_eq!(
            read("../../figures/a%20b/index.html#t", page),
            within("figures/a b/index.html", Some("t"))
        );
        assert_eq!(read("../", page), within("articles/index.html", None));
        assert_eq!(read("/about/", page), within("about/index.html", None));
        for outside in ["https://a.example/", "mailto:a@b.example", "//a.example/x", "JavaScript:alert(1)"] {
            assert_eq!(read(outside, page), Address::Outside, "{outside}");
        }
        assert_eq!(read("../../../../..", page), within("index.html", None));
        assert_eq!(read("a%00b", page), Address::Nowhere);
    }
}
