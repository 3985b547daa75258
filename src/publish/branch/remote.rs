//! Where a branch is pushed to, and which address GitHub Pages serves it at.

use crate::model::BaseUrl;
use std::path::Path;

/// A remote of the site's repository, or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// What git is told.
    pub(super) given: String,
    /// The address behind it.
    url: String,
}

impl Remote {
    pub(super) fn named(name: &str, url: &str) -> Self {
        Self { given: name.to_owned(), url: url.to_owned() }
    }

    /// The remote at an address; nothing when `address` is none.
    pub(super) fn at(address: &str) -> Option<Self> {
        if address.starts_with('-') {
            return None;
        }
        let given = match Path::new(address).canonicalize() {
            // Git does not run in the folder that the command runs in.
            Ok(folder) if folder.is_dir() => folder.to_string_lossy().into_owned(),
            _ if address.contains("://") || is_of_ssh(address) => address.to_owned(),
            _ => return None,
        };
        Some(Self { url: given.clone(), given })
    }

    /// Whether the site's repository has a name for it.
    pub(super) fn is_named(&self) -> bool {
        self.given != self.url
    }

    /// As it stands in messages: without a name and password that an address may hold.
    #[must_use]
    pub fn shown(&self) -> String {
        match self.given.split_once("://") {
            Some((scheme, rest)) => {
                let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
                format!("{scheme}://{host}{path}")
            }
            None => self.given.clone(),
        }
    }

    /// Where GitHub Pages serves a site that is pushed here: `https://OWNER.github.io/REPOSITORY/`, or the root of that host
    /// for the repository of its name. Nothing for a remote elsewhere.
    #[must_use]
    pub fn pages_address(&self) -> Option<BaseUrl> {
        let (owner, repository) = on_github(&self.url)?;
        let host = format!("{}.github.io", owner.to_ascii_lowercase());
        let folder = if repository.eq_ignore_ascii_case(&host) { "" } else { repository };
        BaseUrl::parse(&format!("https://{host}/{folder}")).ok()
    }

    /// The page of its repository on which GitHub Pages is switched on.
    #[must_use]
    pub fn pages_settings(&self) -> Option<String> {
        let (owner, repository) = on_github(&self.url)?;
        Some(format!("https://github.com/{owner}/{repository}/settings/pages"))
    }
}

/// `git@host:path`, with no slash before the colon.
fn is_of_ssh(address: &str) -> bool {
    address
        .split_once(':')
        .is_some_and(|(host, path)| !host.is_empty() && !host.contains('/') && !path.is_empty())
}

/// The owner and the name of a repository on GitHub.
fn on_github(url: &str) -> Option<(&str, &str)> {
    let (host, path) = match url.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.split_once('/')?,
        Some(_) => return None,
        None => url.split_once(':')?,
    };
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    if !matches!(host.as_str(), "github.com" | "www.github.com" | "ssh.github.com") {
        return None;
    }
    let path = path.trim_matches('/');
    let (owner, repository) = path.strip_suffix(".git").unwrap_or(path).split_once('/')?;
    let plain = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    (plain(owner) && plain(repository)).then_some((owner, repository))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str) -> Option<String> {
        Remote::named("origin", url).pages_address().map(|address| address.to_string())
    }

    #[test]
    fn the_address_of_pages_follows_from_that_of_the_repository() {
        for url in [
            "https://github.com/Desk/briefings",
            "https://ada:secret@github.com/Desk/briefings.git",
            "git@github.com:Desk/briefings.git",
            "ssh://git@ssh.github.com:443/Desk/briefings.git/",
        ] {
            assert_eq!(address(url).as_deref(), Some("https://desk.github.io/briefings/"), "{url}");
        }
        let own = address("git@github.com:Desk/desk.github.io.git");
        assert_eq!(own.as_deref(), Some("https://desk.github.io/"));
    }

    #[test]
    fn a_remote_elsewhere_has_no_such_address() {
        for url in [
            "/srv/git/site.git",
            "https://codeberg.org/a/b",
            "github.com",
            "https://github.com/a",
            "C:\\a\\b",
        ] {
            assert_eq!(address(url), None, "{url}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        let remote = Remote::at("https://ada:secret@git.example/a/b@c").unwrap();
        assert_eq!(remote.shown(), "https://git.example/a/b@c");
    }

    #[test]
    fn an_option_is_no_remote() {
        assert_eq!(Remote::at("--upload-pack=touch x"), None);
        assert_eq!(Remote::at("nowhere"), None);
        assert!(Remote::at("git@host.example:a.git").is_some());
    }
}
