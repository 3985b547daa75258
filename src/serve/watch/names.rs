//! Which files a site is made of, and which only lie there for a moment.

use crate::load::{self, CONFIG};
use std::path::{Component, Path};

/// The folders that a site is made of.
pub(super) const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// The path below the site, when it is one that the site is made of and not one that an editor keeps for a moment.
pub(super) fn site_path(root: &Path, path: &Path) -> Option<String> {
    let parts: Vec<&str> = path
        .strip_prefix(root)
        .ok()?
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let (first, rest) = parts.split_first()?;
    let ours = FOLDERS.contains(first) || (*first == CONFIG && rest.is_empty());
    (ours && rest.iter().all(|name| load::is_read(first, name))).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str) -> bool {
        site_path(Path::new("/site"), &Path::new("/site").join(path)).is_some()
    }

    #[test]
    fn only_what_a_site_is_made_of_counts() {
        for path in
            ["onrecord.toml", "content", "content/articles/a.md", "static/.well-known/x", "static/.nojekyll"]
        {
            assert!(read(path), "{path}");
        }
        for path in [
            "",
            "README.md",
            "public/index.html",
            ".git/index",
            "content/.git/index",
            "static/.git/HEAD",
            "static/.gitkeep",
            "content/.obsidian/workspace.json",
            "target/debug/x",
            "onrecord.toml/x",
            "contents/a.md",
            "../content/a.md",
        ] {
            assert!(!read(path), "{path}");
        }
    }

    #[test]
    fn what_editors_keep_for_a_moment_does_not_count() {
        for name in [
            ".a.md.swp",
            ".a.md.swx",
            "a.md~",
            "4913",
            ".#a.md",
            "#a.md#",
            "a.md___jb_tmp___",
            "a.md___jb_old___",
            ".goutputstream-X1Y2Z3",
            ".DS_Store",
        ] {
            for folder in FOLDERS {
                assert!(!read(&format!("{folder}/{name}")), "{folder}/{name}");
                assert!(!read(&format!("{folder}/{name}/inside.md")), "{folder}/{name}/");
            }
        }
    }
}
