//! Keys of the whole site that stand below a `[name]` of `onrecord.toml`.
//!
//! In TOML every line below `[theme]` belongs to it, up to the next `[name]`. Whoever adds a `title` at the end of the file gives
//! one to the table that happens to stand last.

use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed};

/// The keys that stand above every `[name]`.
const OF_THE_SITE: [&str; 9] = [
    "title",
    "description",
    "base_url",
    "language",
    "publisher",
    "licence",
    "output",
    "convention",
    "likelihood",
];

/// Tells of keys of the whole site that stand below a `[name]` of `text`, and puts them where they belong, so that nothing else
/// is said of them.
pub(super) fn put_right(node: &mut Node, text: &str, out: &mut Diagnostics) {
    let Value::Map(entries) = &mut node.value else { return };
    let mut moved = Vec::new();
    for (name, table) in entries.iter_mut() {
        take_from(table, &name.value, &mut moved);
    }
    let file = node.place.file;
    let first = header(text).map(|line| Place::new(file, line));
    for (table, key, value) in moved {
        let told = Diagnostic::error("unknown-key", format!("`{}` is a key of the whole site", key.value))
            .at(key.place, format!("belongs to `[{table}]` here"))
            .with_why("in TOML all that stands below a line in brackets is part of that group");
        let told = match first {
            Some(first) => told.with_related(first, "what is of the whole site stands above this line"),
            None => told,
        };
        out.push(told.with_help("move the line up, above the first line in brackets"));
        if entries.iter().all(|(known, _)| known.value != key.value) {
            entries.push((key, value));
        }
    }
}

/// Takes the keys of the site out of a table and those within it.
fn take_from(node: &mut Node, name: &str, moved: &mut Vec<(String, Placed<String>, Node)>) {
    let Value::Map(entries) = &mut node.value else { return };
    for (key, mut value) in std::mem::take(entries) {
        if OF_THE_SITE.contains(&key.value.as_str()) {
            moved.push((name.to_owned(), key, value));
        } else {
            take_from(&mut value, &format!("{name}.{}", key.value), moved);
            entries.push((key, value));
        }
    }
}

/// The first line of `text` that is a `[name]`.
fn header(text: &str) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Files;
    use crate::load::site::site;
    use crate::path::RelPath;

    fn told(text: &str) -> Vec<String> {
        let file = Files::new().add(RelPath::new("onrecord.toml").unwrap(), text);
        let mut out = Diagnostics::new();
        site(text, file, &mut out);
        out.iter().map(|told| told.message.clone()).collect()
    }

    #[test]
    fn each_key_of_the_site_is_one_above_all_tables_and_in_none_of_them() {
        for key in OF_THE_SITE {
            let title = if key == "title" { "" } else { "title = 'A'\n" };
            let above = told(&format!("{title}{key} = 'en'\n"));
            assert!(!above.iter().any(|told| told.contains("has no key")), "{above:?}");
            for table in ["theme", "publish", "feed", "budget", "record", "citations", "content", "rules"] {
                let below = told(&format!("{title}[{table}]\n{key} = 'en'\n"));
                let of_the_site = format!("`{key}` is a key of the whole site");
                assert!(below.contains(&of_the_site), "{table} {below:?}");
                assert!(!below.iter().any(|told| told.contains("needs `title`")), "{table} {below:?}");
            }
        }
    }
}
