//! Style sheets: what they fetch, and the ids that they name.
//!
//! A sheet is cut into the few pieces that matter here and put together again; everything else passes as it is. Tokens are told apart
//! by CSS Syntax Module Level 3, section 4.

/// What is put in the place of what a sheet names.
pub(super) trait Rename {
    /// What stands for `url(address)`; nothing leaves it as it is. A custom property will not do where `plain`.
    fn address(&mut self, address: &str, plain: bool) -> Option<String>;
    /// The sheet that `@import` asks for, already renamed.
    fn import(&mut self, address: &str) -> String;
    /// Whether elements of this id have another one here.
    fn is_renamed(&self, id: &str) -> bool;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// `#name`, without its `#`: an id in a selector, a colour in a value.
    Hash(&'a str),
    /// `url(…)`: all of it, and the address.
    Url(&'a str, &'a str),
    /// A quoted text with its quotes.
    Quoted(&'a str),
    /// `{`, `}` or `;`, which end a selector, a rule or a declaration.
    End(&'a str),
    Other(&'a str),
}

/// The attribute that keeps an id by which a sheet means its element.
pub(super) const FORMER_ID: &str = "data-was";

/// `css` with its names replaced.
pub(super) fn renamed(css: &str, rename: &mut impl Rename) -> String {
    let pieces = pieces(css);
    let mut out = String::with_capacity(css.len());
    let mut font = false;
    let mut rest = pieces.as_slice();
    while !rest.is_empty() {
        let length =
            rest.iter().position(|piece| matches!(piece, Piece::End(_))).map_or(rest.len(), |at| at + 1);
        let (run, after) = rest.split_at(length);
        rest = after;
        let end = match run.last() {
            Some(Piece::End(end)) => *end,
            _ => "",
        };
        if let Some((address, condition)) = import(run) {
            let sheet = rename.import(address);
            match condition.is_empty() {
                true => out.push_str(&sheet),
                false => out.push_str(&format!("@media {condition}{{{sheet}}}")),
            }
            continue;
        }
        for piece in run {
            match *piece {
                // With the weight that an id has in the cascade.
                Piece::Hash(id) if end == "{" && rename.is_renamed(id) => {
                    out.push_str(&format!(":is(#{id},[{FORMER_ID}=\"{id}\"])"));
                }
                Piece::Hash(id) => {
                    out.push('#');
                    out.push_str(id);
                }
                Piece::Url(whole, address) => match rename.address(address, font) {
                    Some(other) => out.push_str(&other),
                    None => out.push_str(whole),
                },
                Piece::Quoted(text) | Piece::End(text) | Piece::Other(text) => out.push_str(text),
            }
        }
        match end {
            "{" => font = begins_with(run, "@font-face"),
            "}" => font = false,
            _ => {}
        }
    }
    out
}

/// Every id that a selector of `css` may name.
pub(super) fn ids(css: &str) -> impl Iterator<Item = &str> {
    pieces(css).into_iter().filter_map(|piece| match piece {
        Piece::Hash(id) => Some(id),
        _ => None,
    })
}

fn begins_with(run: &[Piece<'_>], word: &str) -> bool {
    let text = run.iter().find_map(|piece| match piece {
        Piece::Other(text) if !text.trim().is_empty() && !text.starts_with("/*") => Some(text.trim_start()),
        _ => None,
    });
    text.is_some_and(|text| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

/// The address that an `@import` asks for, and on which condition.
fn import<'a>(run: &[Piece<'a>]) -> Option<(&'a str, String)> {
    if !begins_with(run, "@import") {
        return None;
    }
    let at = run.iter().position(|piece| matches!(piece, Piece::Url(..) | Piece::Quoted(_)))?;
    let address = match run[at] {
        Piece::Url(_, address) => address,
        Piece::Quoted(text) => text.trim_matches(['"', '\'']),
        _ => return None,
    };
    let condition: String = run[at + 1..]
        .iter()
        .map(|piece| match piece {
            Piece::Other(text) => text,
            _ => "",
        })
        .collect();
    Some((address, condition.trim().to_owned()))
}

fn pieces(css: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // How many brackets are open: a `;` inside one ends nothing.
    let mut depth = 0_usize;
    let (mut at, mut plain) = (0, 0);
    while at < css.len() {
        let rest = &css[at..];
        let first = rest.as_bytes()[0];
        let (length, piece) = match first {
            b'/' if rest.starts_with("/*") => {
                let length = rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
                (length, Some(Piece::Other(&rest[..length])))
            }
            b'"' | b'\'' => {
                let length = quoted(rest);
                (length, Some(Piece::Quoted(&rest[..length])))
            }
            b'\\' => (1 + rest[1..].chars().next().map_or(0, char::len_utf8), None),
            b'#' => match name(&rest[1..]) {
                "" => (1, None),
                id => (1 + id.len(), Some(Piece::Hash(id))),
            },
            b'u' | b'U' if is_url(css, at) => {
                let (length, address) = url(rest);
                (length, Some(Piece::Url(&rest[..length], address)))
            }
            b'(' | b'[' => {
                depth += 1;
                (1, None)
            }
            b')' | b']' => {
                depth = depth.saturating_sub(1);
                (1, None)
            }
            b'{' | b'}' => {
                depth = 0;
                (1, Some(Piece::End(&rest[..1])))
            }
            b';' if depth == 0 => (1, Some(Piece::End(&rest[..1]))),
            _ => (rest.chars().next().map_or(1, char::len_utf8), None),
        };
        if let Some(piece) = piece {
            if plain < at {
                pieces.push(Piece::Other(&css[plain..at]));
            }
            pieces.push(piece);
            plain = at + length;
        }
        at += length;
    }
    if plain < css.len() {
        pieces.push(Piece::Other(&css[plain..]));
    }
    pieces
}

/// How long the quoted text is that `rest` starts with, quotes included.
fn quoted(rest: &str) -> usize {
    let quote = rest.chars().next();
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return at,
            c if Some(c) == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn name(rest: &str) -> &str {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii()));
    &rest[..end.unwrap_or(rest.len())]
}

fn is_url(css: &str, at: usize) -> bool {
    let inside =
        css[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii());
    !inside && css.get(at..at + 4).is_some_and(|start| start.eq_ignore_ascii_case("url("))
}

/// How long the `url(…)` is that `rest` starts with, and its address.
fn url(rest: &str) -> (usize, &str) {
    let inside = rest[4..].trim_start();
    let start = rest.len() - inside.len();
    let end = match inside.starts_with(['"', '\'']) {
        true => start + quoted(inside),
        false => start,
    };
    let close = rest[end..].find(')').map_or(rest.len(), |at| end + at);
    let address = rest[start..close].trim().trim_matches(['"', '\'']);
    ((close + 1).min(rest.len()), address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct All;

    impl Rename for All {
        fn address(&mut self, address: &str, plain: bool) -> Option<String> {
            (!address.starts_with('#'))
                .then(|| format!("url(\"data:{}{address}\")", if plain { "font/" } else { "" }))
        }

        fn import(&mut self, address: &str) -> String {
            format!("/*{address}*/")
        }

        fn is_renamed(&self, id: &str) -> bool {
            id != "frame"
        }
    }

    fn all(css: &str) -> String {
        renamed(css, &mut All)
    }

    #[test]
    fn an_id_in_a_selector_is_found_by_its_former_name_too_and_a_colour_is_none() {
        assert_eq!(
            all("main:has(#show:checked) .a, #frame { color: #add; fill: url(#fade) }"),
            "main:has(:is(#show,[data-was=\"show\"]):checked) .a, #frame { color: #add; fill: url(#fade) }"
        );
        assert_eq!(all("@media print { #a { b: c } }"), "@media print { :is(#a,[data-was=\"a\"]) { b: c } }");
        assert_eq!(
            all("a::before { content: \"#x {\" } /* #y { */"),
            "a::before { content: \"#x {\" } /* #y { */"
        );
    }

    #[test]
    fn what_a_sheet_fetches_is_replaced_however_it_is_written() {
        assert_eq!(all("a{b:url( 'x.png' )}"), "a{b:url(\"data:x.png\")}");
        assert_eq!(all("a{b:URL(x;y.png);c:d}"), "a{b:url(\"data:x;y.png\");c:d}");
        assert_eq!(all("@font-face{src:url(a.woff2)}"), "@font-face{src:url(\"data:font/a.woff2\")}");
        assert_eq!(all("@import \"a.css\";b{}"), "/*a.css*/b{}");
        assert_eq!(all("@import url(a.css) print;b{}"), "@media print{/*a.css*/}b{}");
    }

    struct None_;

    impl Rename for None_ {
        fn address(&mut self, _: &str, _: bool) -> Option<String> {
            None
        }

        fn import(&mut self, _: &str) -> String {
            String::new()
        }

        fn is_renamed(&self, _: &str) -> bool {
            false
        }
    }

    proptest! {
        #[test]
        fn a_sheet_without_anything_to_replace_stays_as_it_is(css in "[a-z#{}();:\"'/*\\\\ \\nurlé@]{0,60}") {
            prop_assume!(!css.to_lowercase().contains("@import"));
            prop_assert_eq!(renamed(&css, &mut None_), css);
        }
    }
}
