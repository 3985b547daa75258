//! How the preview answers: types, parts, lengths, many at once, and clients that take their time.

use crate::fixture::Site;
use crate::preview::{Answer, Preview};
use std::fs;
use std::io::{BufReader, Read, Write};
use std::time::{Duration, Instant};

fn shown(site: &Site, arguments: &[&str]) -> Preview {
    let preview = Preview::with(site, arguments);
    preview.listen().until_good();
    preview
}

/// A site with a film of a megabyte, no two stretches of which are the same.
fn with_film() -> (Site, Vec<u8>) {
    let site = Site::sample();
    let film: Vec<u8> = (0..262_144_u32).flat_map(u32::to_be_bytes).collect();
    fs::create_dir_all(site.path("static/films")).unwrap();
    fs::write(site.path("static/films/quay.mp4"), &film).unwrap();
    (site, film)
}

#[test]
fn a_film_can_be_wound_to_any_place() {
    let (site, film) = with_film();
    let preview = shown(&site, &[]);
    let whole = preview.get("/films/quay.mp4");
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, Some("bytes")));
    assert_eq!(whole.header("content-type"), Some("video/mp4"));
    assert_eq!(whole.body, film);
    let tag = whole.header("etag").unwrap();
    for (range, from, to) in [
        ("bytes=0-", 0, 1_048_576),
        ("bytes=700000-700099", 700_000, 700_100),
        ("bytes=-10", 1_048_566, 1_048_576),
    ] {
        let lines = format!("Range: {range}\r\nIf-Range: {tag}\r\nAccept-Encoding: gzip\r\n");
        let part = preview.ask(&preview.request("GET", "/films/quay.mp4", &lines));
        assert_eq!(part.status, 206, "{range}");
        assert_eq!(part.header("content-range"), Some(format!("bytes {from}-{}/1048576", to - 1).as_str()));
        assert!(part.body == film[from..to], "{range}");
    }
    let beyond = preview.ask(&preview.request("GET", "/films/quay.mp4", "Range: bytes=1048576-\r\n"));
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */1048576")));
    let old = "Range: bytes=0-9\r\nIf-Range: \"another\"\r\n";
    assert_eq!(preview.ask(&preview.request("GET", "/films/quay.mp4", old)).body.len(), film.len());
    let head = preview.ask(&preview.request("HEAD", "/films/quay.mp4", "Range: bytes=0-9\r\n"));
    assert_eq!((head.status, head.header("content-length")), (200, Some("1048576")));
}

#[test]
fn text_is_compressed_for_those_who_ask_and_nothing_else_is() {
    let (site, _) = with_film();
    let preview = shown(&site, &[]);
    let ask = |path: &str, codings: &str| {
        preview.ask(&preview.request("GET", path, &format!("Accept-Encoding: {codings}\r\n")))
    };
    for path in ["/", "/site.css", "/claims.json", "/feed.xml", "/no/such/page"] {
        let plain = preview.get(path);
        let packed = ask(path, "br, gzip;q=0.8");
        assert_eq!(packed.header("content-encoding"), Some("gzip"), "{path}");
        assert_eq!(packed.header("vary"), Some("accept-encoding"), "{path}");
        assert_eq!(packed.status, plain.status);
        assert!(
            packed.body.starts_with(b"\x1f\x8b") && packed.body.len() < plain.body.len() / 2 + 200,
            "{path}"
        );
    }
    for (path, codings) in [("/films/quay.mp4", "gzip"), ("/", "identity"), ("/site.css", "gzip;q=0")] {
        let answer = ask(path, codings);
        assert_eq!(answer.header("content-encoding"), None, "{path} {codings}");
        assert_eq!(answer.header("content-length").unwrap(), answer.body.len().to_string());
    }
    let part =
        preview.ask(&preview.request("GET", "/site.css", "Range: bytes=0-4\r\nAccept-Encoding: gzip\r\n"));
    assert_eq!((part.status, part.header("content-encoding"), part.body.len()), (206, None, 5));
}

#[test]
fn every_file_comes_as_it_is_built_with_its_length_and_type_and_is_not_kept() {
    let site = Site::sample();
    let preview = shown(&site, &[]);
    let base = format!("http://127.0.0.1:{}/", preview.port);
    site.run(["build", "--drafts", "--base-url", &base]).exits(0);
    for (path, bytes) in site.tree("public") {
        let path = format!("/{path}");
        let answer = preview.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.built() == bytes, "{path} is not as it is built");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_ne!(answer.header("content-type"), Some("application/octet-stream"), "{path}");
        let head = preview.ask(&preview.request("HEAD", &path, ""));
        for name in ["content-length", "content-type", "etag", "accept-ranges"] {
            assert_eq!(head.header(name), answer.header(name), "{name} of {path}");
        }
    }
}

#[test]
fn below_a_base_path_every_link_and_the_page_for_lost_readers_work() {
    let site = Site::sample();
    let preview = shown(&site, &["--base-path", "/repo/"]);
    assert_eq!(preview.get("/").header("location"), Some("/repo/"));
    assert_eq!(preview.get("/repo").header("location"), Some("/repo/"));
    assert_eq!(preview.get("/repo?a=b").header("location"), Some("/repo/?a=b"));
    assert_eq!(preview.get("/articles/lower-quay/").status, 404);
    assert_eq!(preview.get("/repository/").status, 404);
    let mut seen = std::collections::BTreeSet::new();
    let mut ahead = vec!["/repo/".to_owned()];
    while let Some(path) = ahead.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let page = preview.get(&path);
        assert_eq!(page.status, 200, "{path}");
        if page.header("content-type") == Some("text/html; charset=utf-8") {
            ahead.extend(links(page.text()).filter_map(|link| resolve(&path, link)));
        }
    }
    assert!(seen.len() > 20, "{seen:?}");
    for lost in ["/repo/nowhere", "/repo/articles/nowhere/", "/repo/a/b/c/d/e/f.png"] {
        let page = preview.get(lost);
        assert_eq!(page.status, 404);
        for link in links(page.text()).filter_map(|link| resolve(lost, link)) {
            assert_eq!(preview.get(&link).status, 200, "{link}, which {lost} leads to");
        }
    }
}

fn links(html: &str) -> impl Iterator<Item = &str> {
    [" href=\"", " src=\""]
        .into_iter()
        .flat_map(|name| html.split(name).skip(1).filter_map(|rest| rest.split('"').next()))
        .filter(|link| !link.starts_with("/_onrecord/"))
}

/// The path that a link on the page at `from` leads to, when it is on the same host.
fn resolve(from: &str, link: &str) -> Option<String> {
    let link = link.split(['#', '?']).next().unwrap();
    let same_host = link.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split_once('/'));
    if let Some((_, path)) = same_host {
        return Some(format!("/{path}"));
    }
    if link.is_empty() || link.contains(':') {
        return None;
    }
    if link.starts_with('/') {
        return Some(link.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let folder = link.ends_with("..") || link.ends_with('.');
    Some(if folder && !path.ends_with('/') { format!("{path}/") } else { path })
}

#[test]
fn two_thousand_requests_at_once_are_all_answered() {
    let site = Site::sample();
    let preview = shown(&site, &[]);
    let before = memory(&preview);
    let mut waiting = Vec::new();
    for _ in 0..2_000 {
        // As many as this machine lets one program have.
        let Ok(mut stream) = preview.connect() else { break };
        stream.write_all(preview.request("GET", "/articles/lower-quay/", "").as_bytes()).unwrap();
        waiting.push(BufReader::new(stream));
    }
    assert!(waiting.len() > 200, "only {} connections could be had", waiting.len());
    for stream in &mut waiting {
        let answer = Answer::read(stream, false).unwrap();
        assert_eq!(answer.status, 200);
        assert!(answer.text().contains("When the Elde rose"));
    }
    if let (Some(before), Some(after)) = (before, memory(&preview)) {
        assert!(after < before + 64 * 1024, "from {before} kB to {after} kB");
    }
}

#[test]
fn many_requests_on_one_connection_are_answered_in_their_order() {
    let site = Site::sample();
    let preview = shown(&site, &[]);
    let mut stream = BufReader::new(preview.connect().unwrap());
    let paths = ["/", "/site.css", "/nowhere", "/articles/lower-quay"];
    let all: String = (0..200).map(|n| preview.request("GET", paths[n % 4], "")).collect();
    stream.get_mut().write_all(all.as_bytes()).unwrap();
    for n in 0..200 {
        assert_eq!(Answer::read(&mut stream, false).unwrap().status, [200, 200, 404, 307][n % 4]);
    }
}

#[test]
fn clients_that_never_come_to_the_point_block_nobody() {
    let site = Site::sample();
    let preview = shown(&site, &[]);
    let mut events = preview.listen();
    let first = events.until_good();
    let slow: Vec<_> = (0..600)
        .map_while(|_| preview.connect().ok())
        .map(|mut stream| {
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: local");
            stream
        })
        .collect();
    let started = Instant::now();
    for _ in 0..20 {
        assert_eq!(preview.get("/").status, 200);
    }
    assert!(started.elapsed() < Duration::from_secs(6), "{:?}", started.elapsed());
    drop(slow);
    site.edit("content/articles/lower-quay.md", "When the Elde rose", "When the Elde had risen");
    events.until(|event| event["version"] != first["version"]);
}

#[test]
fn a_client_that_does_not_read_costs_no_copy_of_the_film() {
    let (site, _) = with_film();
    let preview = shown(&site, &[]);
    let Some(before) = memory(&preview) else { return };
    let idle: Vec<_> = (0..100)
        .map(|_| {
            let mut stream = preview.connect().unwrap();
            stream.write_all(preview.request("GET", "/films/quay.mp4", "").as_bytes()).unwrap();
            stream
        })
        .collect();
    assert_eq!(preview.get("/").status, 200);
    let after = memory(&preview).unwrap();
    assert!(after < before + 32 * 1024, "{} connections: from {before} kB to {after} kB", idle.len());
}

#[test]
fn a_request_that_is_none_ends_its_own_connection_and_no_other() {
    let site = Site::sample();
    let preview = shown(&site, &[]);
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(300_000));
    for nonsense in [
        "\0\0\0\0\r\n\r\n",
        "GET\r\n\r\n",
        "\x16\x03\x01\x02\0\x01",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        &long,
    ] {
        let mut stream = preview.connect().unwrap();
        let _ = stream.write_all(nonsense.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{nonsense:.20?}");
        assert_eq!(preview.get("/").status, 200);
    }
    assert!(!preview.told().contains("panicked"), "{}", preview.told());
}

/// The resident size in kilobytes, where the system tells it.
pub(crate) fn memory(preview: &Preview) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{}/status", preview.child.id())).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}
