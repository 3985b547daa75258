//! The text of a string, cut into what stands there and what is filled in.
//!
//! `{who}` is a gap; `{who:capital}` the same at the head of a sentence, `{n:words}` a count in words where the language has them,
//! `{n:roman}` in Roman numerals. `<name>…</name>` leads to the address of that name, `<b>…</b>` stands out.

use std::collections::BTreeSet;

/// A part of a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(Box<str>),
    Gap(Box<str>, Manner),
    Open(Box<str>),
    Close(Box<str>),
}

/// How a gap is filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manner {
    pub(crate) capital: bool,
    pub(crate) words: bool,
    pub(crate) roman: bool,
}

/// The element that is no link.
pub(crate) const BOLD: &str = "b";

/// Cuts `text`, or says what is wrong with it.
pub(crate) fn cut(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut open: Option<&str> = None;
    let mut rest = text;
    while let Some(at) = rest.find(['{', '<', '}']) {
        if at > 0 {
            pieces.push(Piece::Text(rest[..at].into()));
        }
        let (mark, after) = (&rest[at..=at], &rest[at + 1..]);
        let end = match mark {
            "{" => '}',
            "<" => '>',
            _ => return Err("a `}` without its `{`".to_owned()),
        };
        let Some((inner, after)) = after.split_once(end) else {
            return Err(format!("a `{mark}` without its `{end}`"));
        };
        pieces.push(match (mark, inner.strip_prefix('/')) {
            ("{", _) => gap(inner)?,
            (_, Some(name)) if open == Some(name) => {
                open = None;
                Piece::Close(name.into())
            }
            (_, Some(name)) => return Err(format!("`</{name}>` closes nothing")),
            (_, None) if open.is_some() => return Err(format!("`<{inner}>` within another")),
            (_, None) => {
                open = Some(named(inner)?);
                Piece::Open(inner.into())
            }
        });
        rest = after;
    }
    if let Some(name) = open {
        return Err(format!("`<{name}>` is not closed"));
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.into()));
    }
    Ok(pieces)
}

fn gap(inner: &str) -> Result<Piece, String> {
    let mut parts = inner.split(':');
    let name = named(parts.next().unwrap_or_default())?;
    let mut manner = Manner::default();
    for part in parts {
        match part {
            "capital" => manner.capital = true,
            "words" => manner.words = true,
            "roman" => manner.roman = true,
            _ => return Err(format!("`{part}` is none of `capital`, `words` and `roman`")),
        }
    }
    Ok(Piece::Gap(name.into(), manner))
}

fn named(name: &str) -> Result<&str, String> {
    let shaped = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    shaped.then_some(name).ok_or_else(|| format!("`{name}` is no name of a gap"))
}

/// The names that have to be filled in.
pub(crate) fn names(pieces: &[Piece]) -> BTreeSet<&str> {
    pieces.iter().filter_map(name_in).collect()
}

fn name_in(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Gap(name, _) => Some(name),
        Piece::Open(name) if &**name != BOLD => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_and_links_are_told_from_words() {
        let pieces = cut("See <search>the search</search> or {who:capital}.").unwrap();
        assert_eq!(names(&pieces), BTreeSet::from(["search", "who"]));
        assert_eq!(pieces.len(), 7);
    }

    #[test]
    fn what_does_not_close_is_refused() {
        for text in ["{who", "who}", "<a>b", "</a>", "<a><b>c</b></a>", "{}", "{Who}", "{n:shout}"] {
            assert!(cut(text).is_err(), "{text}");
        }
    }
}
