//! The name of a branch or of a remote.

use std::fmt;

/// A name that git takes for a branch and for a remote, and that it can never take for an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefName(String);

impl RefName {
    /// Checks `text` by the rules of `git check-ref-format`.
    ///
    /// # Errors
    /// The first rule that it breaks, in words.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        if text.is_empty() {
            return Err("it is empty");
        }
        if text.starts_with('-') {
            return Err("a name that starts with `-` would be taken for an option");
        }
        if text.chars().any(|c| {
            c == ' ' || c.is_ascii_control() || matches!(c, '~' | '^' | ':' | '?' | '*' | '[' | '\\')
        }) {
            return Err("git allows no space and none of `~ ^ : ? * [ \\` in it");
        }
        if text.split('/').any(str::is_empty) {
            return Err("it has a slash with nothing before or after it");
        }
        if text.split('/').any(|part| part.starts_with('.') || part.ends_with(".lock"))
            || text.ends_with('.')
            || text.contains("..")
        {
            return Err("git allows no `..` in it, no dot before or after it, and no `.lock` at its end");
        }
        if text == "@" || text.contains("@{") {
            return Err("git reads `@` and `@{` as something else");
        }
        // What git would make a lock file or a message of is longer than file systems allow.
        if text.len() > 200 {
            return Err("it is longer than 200 bytes");
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RefName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::process::Command;

    #[test]
    fn usual_names_are_taken_and_options_are_not() {
        for good in ["gh-pages", "origin", "site/2024", "сайт", "a.b", "@x"] {
            assert!(RefName::new(good).is_ok(), "{good}");
        }
        for bad in
            ["", "-f", "--mirror", "a b", "a..b", "a/", "/a", "a.lock", ".a", "a@{1}", "@", "a:b", "a\n"]
        {
            assert!(RefName::new(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn git_takes_whatever_we_take(name in "[-a-z./@{~: é]{1,8}") {
            if RefName::new(&name).is_ok() {
                let full = format!("refs/heads/{name}");
                let git = Command::new("git").args(["check-ref-format", &full]).status().unwrap();
                prop_assert!(git.success(), "{}", name);
            }
        }
    }
}
