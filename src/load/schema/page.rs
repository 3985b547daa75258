//! What the page of the documentation on the format says of each key.

/// The page, which is published with this project's own site as well.
const PAGE: &str = include_str!("../../../content/pages/guide/format.md");

/// What the table below `heading` says of `key`; nothing where it has no such key.
pub(super) fn about(heading: &str, key: &str) -> Option<String> {
    let part = PAGE.split(&format!("## {heading}\n")).nth(1)?.split("\n## ").next()?;
    let (keys, about) = part.lines().filter_map(row).find(|(keys, _)| names(keys, key))?;
    // A row on several keys is about the first of them in other words than about the rest; it stands as it is.
    let about = plain(about);
    let several = keys.matches('`').count() > 2;
    Some(if several { format!("{}: {about}", keys.replace('`', "")) } else { about })
}

fn row(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")
}

/// Whether the first cell of a row names `key`, or the table of TOML that `[key]` opens.
fn names(keys: &str, key: &str) -> bool {
    keys.split('`').skip(1).step_by(2).any(|name| name.trim_matches(['[', ']']) == key)
}

/// Markdown without its links.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((words, target)) if target.starts_with('(') && target.contains(')') => {
                out.push_str(words);
                rest = target.split_once(')').map_or("", |(_, rest)| rest);
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_described_as_the_page_describes_it() {
        assert_eq!(
            about("Speaker", "side").as_deref(),
            Some("whose side, in words; speakers of one side share a colour")
        );
        assert_eq!(about("Source", "authors").as_deref(), Some("author, authors: who wrote it"));
        assert_eq!(about("Speaker", "sides"), None);
        assert_eq!(plain("see [this page](a.md) and [brackets]."), "see this page and [brackets].");
        assert!(about("onrecord.toml", "rules").is_some());
    }
}
