//! What the author told git about remotes: keys, helpers, proxies, who commits.
//!
//! The commit is made and pushed in a repository of our own, so that the author's is only read. What holds for the author's –
//! its own settings, and those that the author's have for it alone – has to hold there as well.

use std::fmt::Write;

/// Settings of git, in the order in which they were read: key → value, or no value for a flag that is only named.
#[derive(Debug)]
pub(super) struct Settings(Vec<(String, Option<String>)>);

/// Settings that may be given several times, which each time add to a list. The author's own reach our repository by
/// themselves; a header sent twice is refused, so the list is begun anew.
const LISTS: [(&str, &str); 2] = [("http.", ".extraheader"), ("credential.", ".helper")];

impl Settings {
    /// Reads what `git config --list -z` prints, and keeps what a push goes by.
    pub(super) fn read(listed: &str) -> Self {
        let entries = listed.split('\0').filter(|entry| !entry.is_empty());
        let entries = entries.map(|entry| match entry.split_once('\n') {
            Some((key, value)) => (key.to_owned(), Some(value.to_owned())),
            None => (entry.to_owned(), None),
        });
        Self(entries.filter(|(key, _)| matters(key)).collect())
    }

    /// The last value of `key`.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find(|(known, _)| known == key).and_then(|(_, value)| value.as_deref())
    }

    /// As a file that git reads.
    pub(super) fn to_file(&self) -> String {
        let mut out = String::new();
        let mut begun: Vec<&str> = Vec::new();
        for (key, value) in &self.0 {
            if is_list(key) && !begun.contains(&key.as_str()) {
                begun.push(key);
                out.push_str(&line(key, Some("")));
            }
            out.push_str(&line(key, value.as_deref()));
        }
        out
    }
}

fn is_list(key: &str) -> bool {
    LISTS.iter().any(|(section, name)| key.starts_with(section) && key[section.len() - 1..].ends_with(name))
}

/// Whether it is about how to reach a remote or who commits. What is about the author's files, branches and hooks is not.
fn matters(key: &str) -> bool {
    let (section, name) = (key.split('.').next().unwrap_or(key), key.rsplit('.').next().unwrap_or(key));
    match section {
        "url" | "credential" | "http" | "ssh" | "protocol" | "user" | "author" | "committer" => true,
        "remote" => matches!(
            name,
            "url" | "pushurl" | "proxy" | "proxyauthmethod" | "receivepack" | "uploadpack" | "vcs"
        ),
        "core" => matches!(name, "sshcommand" | "askpass" | "gitproxy"),
        _ => false,
    }
}

/// `section.sub.section.name` as a section of its own.
fn line(key: &str, value: Option<&str>) -> String {
    let Some((section, name)) = key.rsplit_once('.') else { return String::new() };
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    let mut out = match section.split_once('.') {
        Some((section, sub)) => format!("[{section} \"{}\"]\n\t{name}", quoted(sub)),
        None => format!("[{section}]\n\t{name}"),
    };
    if let Some(value) = value {
        let value = quoted(value).replace('\n', "\\n").replace('\t', "\\t");
        // A string takes whatever is written to it.
        let _ = write!(out, " = \"{value}\"");
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn what_a_push_goes_by_is_kept_and_the_rest_is_not() {
        let settings = Settings::read(
            "core.bare\nfalse\0core.hookspath\n.hooks\0remote.origin.url\n../x\0remote.origin.mirror\0\
             remote.origin.fetch\n+refs/*:refs/*\0core.sshcommand\nssh -i key\0user.name\nAda\0",
        );
        insta::assert_snapshot!(settings.to_file(), @r#"
        [remote "origin"]
        	url = "../x"
        [core]
        	sshcommand = "ssh -i key"
        [user]
        	name = "Ada"
        "#);
        assert_eq!(settings.get("core.sshcommand"), Some("ssh -i key"));
    }

    #[test]
    fn git_reads_the_settings_back_as_they_were() {
        let listed = "user.name\nA \"b\" \\ c;#\nd\t\u{e9} \0http.https://x.example/a.b.extraheader\nX: 1\0\
                      http.extraheader\nY: 2\0url.git@x.example:a \"b\\.insteadof\nx:\0user.useconfigonly\0";
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config");
        std::fs::write(&file, Settings::read(listed).to_file()).unwrap();
        let said =
            Command::new("git").args(["config", "--list", "-z", "--file"]).arg(&file).output().unwrap();
        let said = String::from_utf8(said.stdout).unwrap();
        let fresh = said.replace("http.https://x.example/a.b.extraheader\n\0", "");
        assert_ne!(fresh, said, "the list is begun anew");
        let both = fresh.replace("http.extraheader\n\0", "");
        assert_ne!(both, fresh, "the list is begun anew");
        assert_eq!(both, listed);
    }
}
