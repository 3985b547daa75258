//! Where a link leads, from what stands between its parentheses.

use crate::model::text::Target;
use crate::model::{ClaimAddress, FigureId, SourceId, SpeakerId};

/// A link as it is meant.
pub(super) enum Meant {
    /// The words state a claim.
    Claim(ClaimAddress),
    /// The words lead somewhere.
    Link(Target),
    /// It cannot be meant; the reason.
    Wrong(String),
}

/// What a destination means.
pub(super) fn meant(destination: &str) -> Meant {
    let Some((scheme, rest)) = scheme(destination) else { return file(destination) };
    match scheme.as_str() {
        "claim" => read(ClaimAddress::parse(&percent_decoded(rest)), Meant::Claim),
        "source" => read(SourceId::new(percent_decoded(rest)), |id| Meant::Link(Target::Source(id))),
        "figure" => read(FigureId::new(percent_decoded(rest)), |id| Meant::Link(Target::Figure(id))),
        "speaker" => read(SpeakerId::new(percent_decoded(rest)), |id| Meant::Link(Target::Speaker(id))),
        "http" | "https" | "mailto" => Meant::Link(Target::External(destination.to_owned())),
        other => Meant::Wrong(format!("`{other}:` is not a scheme that links may have here")),
    }
}

/// The scheme in lower case and what follows its colon (RFC 3986 §3.1).
fn scheme(destination: &str) -> Option<(String, &str)> {
    let (scheme, rest) = destination.split_once(':')?;
    let mut bytes = scheme.bytes();
    let shaped = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    shaped.then(|| (scheme.to_ascii_lowercase(), rest))
}

fn file(destination: &str) -> Meant {
    if destination.is_empty() || destination == "#" {
        return Meant::Wrong("nothing stands between the parentheses".to_owned());
    }
    if destination.starts_with("//") {
        return Meant::Wrong("an address without `https:` before it leads nowhere on `file://`".to_owned());
    }
    let (path, fragment) = match destination.split_once('#') {
        Some((path, fragment)) => (path, Some(percent_decoded(fragment))),
        None => (destination, None),
    };
    Meant::Link(match (path, fragment) {
        ("", fragment) => Target::Fragment(fragment.unwrap_or_default()),
        (path, fragment) => Target::File { path: percent_decoded(path), fragment },
    })
}

fn read<T, E: std::fmt::Display>(id: Result<T, E>, then: impl FnOnce(T) -> Meant) -> Meant {
    match id {
        Ok(id) => then(id),
        Err(error) => Meant::Wrong(error.to_string()),
    }
}

/// `%20` and the like decoded where that gives text; anything else is left as it stands.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes
            .get(at + 1..at + 3)
            .filter(|pair| bytes[at] == b'%' && pair.iter().all(u8::is_ascii_hexdigit));
        let byte = pair
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        decoded.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(destination: &str) -> String {
        match meant(destination) {
            Meant::Claim(address) => format!("claim {address}"),
            Meant::Link(target) => format!("{target:?}"),
            Meant::Wrong(_) => "wrong".to_owned(),
        }
    }

    #[test]
    fn typed_links_are_told_by_their_scheme_in_any_case() {
        assert_eq!(shown("Claim:week-1000"), "claim week-1000");
        assert_eq!(shown("claim:other/week-1000"), "claim other/week-1000");
        assert_eq!(shown("source:a b"), "wrong");
        assert_eq!(
            shown("../pages/my%20page.md#top"),
            r#"File { path: "../pages/my page.md", fragment: Some("top") }"#
        );
    }

    #[test]
    fn links_that_could_run_code_or_leave_the_page_unseen_are_refused() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
        ] {
            assert_eq!(shown(bad), "wrong", "{bad}");
        }
    }
}
