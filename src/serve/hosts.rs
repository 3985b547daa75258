//! For whom a request is: a preview answers those that name it as their host, and no others.
//!
//! Any page in the same browser could read a preview that answers to every name: it points a name of its own at 127.0.0.1
//! and asks itself (DNS rebinding). An address in numbers cannot be pointed anywhere, so the one that a connection arrived
//! at is safe; a name is only when whoever started the preview gave it.

use axum::http::header::HOST;
use axum::http::uri::{Authority, Scheme};
use axum::http::{HeaderMap, Uri};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The names and addresses that a preview answers to, beside `localhost`, the loopback's addresses, and the address that a
/// connection arrived at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    names: Vec<String>,
}

impl Hosts {
    /// Answers to these too: names, and addresses in numbers (IPv6 without brackets).
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        Self { names: names.into_iter().map(|name| without_root(&name).to_ascii_lowercase()).collect() }
    }

    fn know(&self, name: &str, arrived_at: IpAddr) -> bool {
        if let Some(address) = number(name) {
            return address == arrived_at.to_canonical()
                || address == Ipv4Addr::LOCALHOST
                || address == Ipv6Addr::LOCALHOST
                || self.names.iter().any(|ours| ours.parse() == Ok(address));
        }
        let name = without_root(name);
        name.eq_ignore_ascii_case("localhost")
            || self.names.iter().any(|ours| name.eq_ignore_ascii_case(ours))
    }
}

/// What to do with a request, by the host that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// It is for this preview.
    Us,
    /// It is for somebody else.
    Others,
    /// It has no `Host`, or several (RFC 9112, section 3.2).
    Nobody,
}

/// For whom a request is that arrived at `arrived_at`. A target that is a whole address overrules `Host` (RFC 9112, section
/// 3.2.2), which nobody's browser needs: both have to be ours.
pub(super) fn meant(uri: &Uri, headers: &HeaderMap, hosts: &Hosts, arrived_at: IpAddr, port: u16) -> Meant {
    let mut named = headers.get_all(HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return Meant::Nobody };
    let ours = |authority: &str| hosts.know_with_port(authority, arrived_at, port);
    let target = uri.authority().map(Authority::as_str);
    let spoken = uri.scheme().is_none_or(|scheme| *scheme == Scheme::HTTP);
    match host.to_str().is_ok_and(ours) && spoken && target.is_none_or(ours) {
        true => Meant::Us,
        false => Meant::Others,
    }
}

impl Hosts {
    fn know_with_port(&self, authority: &str, arrived_at: IpAddr, port: u16) -> bool {
        match authority.strip_suffix(&format!(":{port}")) {
            Some(name) => self.know(name, arrived_at),
            // Browsers leave out the port that `http` has anyway.
            None => port == 80 && self.know(authority, arrived_at),
        }
    }
}

/// An address in numbers as it stands in an address of the web: IPv6 in brackets, IPv4 in four parts and in no older form.
fn number(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) => inner.parse::<Ipv6Addr>().ok().map(|address| IpAddr::V6(address).to_canonical()),
        None => name.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

/// A name without the dot at its end, which stands for the root of all names and changes nothing.
fn without_root(name: &str) -> &str {
    name.strip_suffix('.').unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    fn ask(hosts: &Hosts, target: &str, named: &[&str], arrived_at: IpAddr) -> Meant {
        let mut headers = HeaderMap::new();
        for host in named {
            headers.append(HOST, host.parse().unwrap());
        }
        meant(&target.parse().unwrap(), &headers, hosts, arrived_at, 4747)
    }

    #[test]
    fn only_a_host_that_is_exactly_ours_is_answered() {
        let ask = |named: &str| ask(&Hosts::default(), "/", &[named], HERE);
        for good in ["localhost:4747", "127.0.0.1:4747", "[::1]:4747", "LOCALHOST:4747", "localhost.:4747"] {
            assert_eq!(ask(good), Meant::Us, "{good}");
        }
        for bad in [
            "evil.example:4747",
            "localhost.evil.example:4747",
            "evil-localhost:4747",
            "evil.localhost:4747",
            "localhost..:4747",
            "localhost:4748",
            "localhost:04747",
            "localhost",
            "127.0.0.1:14747",
            "127.0.0.1.:4747",
            "127.1:4747",
            "2130706433:4747",
            "0.0.0.0:4747",
            "192.168.1.5:4747",
            "[::]:4747",
            "[::1:4747",
            "::1:4747",
            "",
            ":4747",
            ".:4747",
            "user@localhost:4747",
            "localhost:4747, evil.example",
        ] {
            assert_eq!(ask(bad), Meant::Others, "{bad}");
        }
    }

    #[test]
    fn a_request_names_one_host() {
        let ask = |named: &[&str]| ask(&Hosts::default(), "/", named, HERE);
        assert_eq!(ask(&[]), Meant::Nobody);
        assert_eq!(ask(&["localhost:4747", "evil.example"]), Meant::Nobody);
        assert_eq!(ask(&["localhost:4747", "localhost:4747"]), Meant::Nobody);
    }

    #[test]
    fn a_target_that_is_a_whole_address_has_to_be_ours_as_well() {
        let ask = |target: &str, named: &str| ask(&Hosts::default(), target, &[named], HERE);
        assert_eq!(ask("http://localhost:4747/a/", "127.0.0.1:4747"), Meant::Us);
        for (target, named) in [
            ("http://evil.example/", "localhost:4747"),
            ("http://localhost:4747/", "evil.example"),
            ("https://localhost:4747/", "localhost:4747"),
            ("http://user@localhost:4747/", "localhost:4747"),
            ("evil.example:443", "localhost:4747"),
        ] {
            assert_eq!(ask(target, named), Meant::Others, "{target} {named}");
        }
    }

    #[test]
    fn asked_to_answer_others_it_knows_the_names_it_was_given_and_its_own_address() {
        let hosts = Hosts::new(["Desk.Local.".to_owned(), "10.0.0.7".to_owned()]);
        let lan = "192.168.1.5".parse().unwrap();
        let ask = |named: &str| ask(&hosts, "/", &[named], lan);
        for good in
            ["desk.local:4747", "DESK.local.:4747", "192.168.1.5:4747", "10.0.0.7:4747", "localhost:4747"]
        {
            assert_eq!(ask(good), Meant::Us, "{good}");
        }
        for bad in ["other.local:4747", "192.168.1.6:4747", "desk.local.evil.example:4747"] {
            assert_eq!(ask(bad), Meant::Others, "{bad}");
        }
    }
}
