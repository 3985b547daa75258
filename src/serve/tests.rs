//! What a browser, or somebody who is none, gets to see.

use super::*;
use crate::path::RelPath;
use crate::publish::{Memory, Sink};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

fn site(files: &[(&str, &str)]) -> Pages {
    let mut memory = Memory::new();
    for (path, text) in files {
        memory.put(&RelPath::new(*path).unwrap(), (*text).into()).unwrap();
    }
    memory.finish(crate::record::Account::default()).unwrap()
}

fn small_site() -> Pages {
    site(&[
        ("index.html", "<h1>home</h1>"),
        ("articles/a/index.html", "<h1>a</h1>"),
        ("404.html", "<h1>no such page</h1>"),
        ("site.css", "h1{}"),
    ])
}

fn server() -> Server {
    Server::start(bind(0).unwrap(), BasePath::default(), Hosts::default()).unwrap()
}

fn serving(pages: Pages) -> Server {
    let server = server();
    server.show(pages.into(), Told::default());
    server
}

/// Sends `request` as it stands and reads until the server has said everything.
fn send(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port())).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn ask(server: &Server, method: &str, path: &str) -> String {
    let port = server.port();
    send(server, &format!("{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"))
}

fn get(server: &Server, path: &str) -> String {
    ask(server, "GET", path)
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or(answer)
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

#[test]
fn a_page_comes_with_its_type_uncached_and_with_the_script() {
    let answer = get(&serving(small_site()), "/articles/a/");
    assert_eq!(status(&answer), "200");
    assert_eq!(header(&answer, "content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(header(&answer, "cache-control"), Some("no-store"));
    assert!(
        body(&answer)
            .starts_with("<h1>a</h1><script type=\"module\" src=\"/_onrecord/live.js\" data-version="),
        "{answer}"
    );
}

#[test]
fn what_is_no_page_comes_as_it_was_built() {
    let answer = get(&serving(small_site()), "/site.css");
    assert_eq!(header(&answer, "content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(body(&answer), "h1{}");
}

#[test]
fn a_folder_without_its_slash_is_sent_there_with_its_query() {
    let server = serving(small_site());
    let answer = get(&server, "/articles/a?claim=1");
    assert_eq!((status(&answer), header(&answer, "location")), ("307", Some("/articles/a/?claim=1")));
}

#[test]
fn an_unknown_address_gets_the_sites_own_page_for_that() {
    let answer = get(&serving(small_site()), "/articles/b/");
    assert_eq!(status(&answer), "404");
    assert!(body(&answer).contains("no such page"));
    assert!(body(&answer).contains("live.js"), "a page that is written later should appear");
}

#[test]
fn no_address_leads_out_of_the_site() {
    let server = serving(small_site());
    for path in [
        "/../../etc/passwd",
        "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/articles/../../../etc/passwd",
        "/%00",
        "/file:///etc/passwd",
    ] {
        let answer = get(&server, path);
        assert_eq!(status(&answer), "404", "{path}");
        assert!(!answer.contains("root:"), "{path}");
    }
}

#[test]
fn a_request_that_names_another_host_is_refused_on_every_path() {
    let server = serving(small_site());
    for path in ["/", "/_onrecord/events", "/_onrecord/live.js"] {
        for host in ["evil.example", "localhost.evil.example", "localhost:1"] {
            let answer =
                send(&server, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
            assert_eq!(status(&answer), "421", "{host}{path}");
            assert!(!answer.contains("home"));
        }
    }
    let answer = send(&server, "GET / HTTP/1.0\r\n\r\n");
    assert_eq!(status(&answer), "400", "no host at all");
}

#[test]
fn head_tells_the_length_and_sends_nothing() {
    let server = serving(small_site());
    let (head, get) = (ask(&server, "HEAD", "/"), get(&server, "/"));
    assert_eq!(status(&head), "200");
    assert_eq!(header(&head, "content-length"), header(&get, "content-length"));
    assert_eq!(header(&head, "content-length"), Some(body(&get).len().to_string().as_str()));
    assert_eq!(body(&head), "");
    assert_eq!(status(&ask(&server, "HEAD", "/_onrecord/events")), "200");
}

#[test]
fn a_preview_can_only_be_read() {
    let server = serving(small_site());
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = ask(&server, method, "/");
        assert_eq!((status(&answer), header(&answer, "allow")), ("405", Some("GET, HEAD")), "{method}");
        assert_eq!(header(&answer, "access-control-allow-origin"), None);
    }
}

#[test]
fn under_a_base_path_the_root_leads_to_the_site() {
    let server =
        Server::start(bind(0).unwrap(), BasePath::parse("/repo/").unwrap(), Hosts::default()).unwrap();
    server.show(small_site().into(), Told::default());
    assert!(server.url().ends_with("/repo/"));
    assert_eq!(header(&get(&server, "/"), "location"), Some("/repo/"));
    assert!(body(&get(&server, "/repo/")).contains("home"));
    assert_eq!(header(&get(&server, "/repo/articles/a"), "location"), Some("/repo/articles/a/"));
    let outside = get(&server, "/site.css");
    assert_eq!(status(&outside), "404");
    assert!(body(&outside).contains("/repo/"), "an absolute link that breaks on GitHub Pages breaks here");
}

#[test]
fn a_first_build_with_errors_shows_them_escaped_on_every_address() {
    let server = server();
    server.show_trouble(trouble("error: <script>alert(1)</script>"));
    let answer = get(&server, "/articles/a/");
    assert_eq!(status(&answer), "503");
    assert!(body(&answer).contains("error: &lt;script&gt;alert(1)"), "{answer}");
    assert!(body(&answer).contains("live.js"));
}

/// Listens as the script does.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn new(server: &Server) -> Self {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        write!(stream, "GET /_onrecord/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port())
            .unwrap();
        Self(BufReader::new(stream))
    }

    /// The data of the next event.
    fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the events ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}

fn trouble(text: &str) -> Told {
    Told::failure("it cannot be read", text.to_owned())
}

#[test]
fn a_change_is_told_to_whoever_listens_and_an_error_until_it_is_mended() {
    let server = serving(site(&[("index.html", "1"), ("site.css", "1")]));
    let mut listener = Listener::new(&server);
    let first = listener.next();
    assert_eq!(first["broken"], false);
    assert_eq!(first["steps"][0]["changed"], serde_json::Value::Null, "whoever waited loads all of it");

    assert_eq!(server.show(site(&[("index.html", "1"), ("site.css", "2")]).into(), Told::default()), 1);
    let second = listener.next();
    assert_eq!(
        second["steps"][1],
        serde_json::json!({ "from": first["version"], "to": second["version"], "changed": ["site.css"] })
    );

    server.show_trouble(trouble("error: two\nlines"));
    let broken = listener.next();
    assert_eq!((&broken["broken"], &broken["told"]["errors"]), (&true.into(), &1.into()));
    assert_eq!(broken["told"]["groups"][0]["text"], "error: two\nlines");
    assert_eq!(broken["version"], second["version"], "the last good pages stay");
    assert!(body(&get(&server, "/")).starts_with('1'));

    server.show(site(&[("index.html", "1"), ("site.css", "2")]).into(), Told::default());
    let mended = listener.next();
    assert_eq!((&mended["broken"], &mended["told"]["errors"]), (&false.into(), &0.into()));
    assert_eq!((&mended["version"], &mended["steps"]), (&second["version"], &second["steps"]));
}

#[test]
fn who_asks_once_is_told_what_listeners_hear() {
    let server = serving(small_site());
    let answer = get(&server, "/_onrecord/state");
    assert_eq!(header(&answer, "content-type"), Some("application/json"));
    let asked: serde_json::Value = serde_json::from_str(body(&answer)).unwrap();
    assert_eq!(asked, Listener::new(&server).next());
}

#[test]
fn the_script_and_its_parts_are_there_whatever_the_site_is() {
    let server = server();
    for (name, media_type) in [
        ("live.js", "text/javascript; charset=utf-8"),
        ("listen.js", "text/javascript; charset=utf-8"),
        ("place.js", "text/javascript; charset=utf-8"),
        ("told.js", "text/javascript; charset=utf-8"),
        ("told.css", "text/css; charset=utf-8"),
    ] {
        let answer = get(&server, &format!("/_onrecord/{name}"));
        assert_eq!((status(&answer), header(&answer, "content-type")), ("200", Some(media_type)), "{name}");
    }
    assert_eq!(status(&get(&serving(small_site()), "/_onrecord/other.js")), "404");
}

#[test]
fn a_page_knows_the_version_that_the_events_tell() {
    let server = serving(small_site());
    let version = Listener::new(&server).next()["version"].as_str().unwrap().to_owned();
    assert!(get(&server, "/").contains(&format!("data-version=\"{version}\"")));
}

#[test]
fn a_taken_port_gives_way_to_the_next_free_one() {
    let first = bind(0).unwrap();
    let port = first.local_addr().unwrap().port();
    if let Ok(second) = bind(port) {
        assert_ne!(second.local_addr().unwrap().port(), port);
        assert!(second.local_addr().unwrap().ip().is_loopback());
    }
}
