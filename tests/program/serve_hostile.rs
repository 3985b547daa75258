//! What somebody gets who wants more than the site: a page of it, or nothing.

use crate::fixture::Site;
use crate::preview::{Answer, Preview};
use std::collections::BTreeSet;
use std::io::{BufReader, Write};
use std::net::TcpStream;

/// Stands in every file that is not published.
const SECRET: &str = "not-for-anybody-else";

const REQUESTS: usize = 10_000;

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn one_of<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

const PIECES: [&[u8]; 68] = [
    b"..",
    b".",
    b"...",
    b"%2e%2e",
    b"%2E.",
    b".%2e",
    b"%252e%252e",
    b"%c0%ae%c0%ae",
    b"%e0%80%ae",
    b"..;",
    b"..\\",
    b"\\",
    b"%5c",
    b"%255c",
    b"%2f",
    b"%252f",
    b"%c0%af",
    b"/",
    b"//",
    b"%00",
    b"%0a",
    b"%0d%0aX: y",
    b"%",
    b"%4",
    b"%zz",
    b"%ff%fe",
    b"\xff",
    b"\xc3\xa9",
    b";",
    b";a=b",
    b"?",
    b"?a=../..",
    b"#",
    b"*",
    b"~",
    b"~root",
    b":",
    b"C:",
    b"c:%5c",
    b"file:",
    b"@",
    b"etc/passwd",
    b"proc/self/environ",
    b"onrecord.toml",
    b"content",
    b"content/articles/lower-quay.md",
    b"content/snapshots",
    b"templates",
    b"static",
    b"static/out",
    b"out",
    b"inside",
    b".env",
    b".git/config",
    b"public",
    b"secret.txt",
    b"nul",
    b"con",
    b"aux.txt",
    b"articles",
    b"lower-quay",
    b"index.html",
    b"site.css",
    b"claims.json",
    b"404.html",
    b"_onrecord",
    b"_onrecord/live.js",
    b"_onrecord/events",
];

fn path(dice: &mut Dice) -> Vec<u8> {
    let mut path = b"/".to_vec();
    for _ in 0..1 + dice.below(8) {
        path.extend_from_slice(dice.one_of(&PIECES));
        if dice.below(3) > 0 {
            path.push(b'/');
        }
    }
    if dice.below(100) == 0 {
        path.extend(std::iter::repeat_n(b"a/../"[dice.below(5)], 1 << dice.below(14)));
    }
    path
}

/// Lines that say for whom a request is; and whether that is this preview.
fn hosts(dice: &mut Dice, port: u16) -> (String, bool) {
    if dice.below(2) == 0 {
        let ours = ["127.0.0.1", "localhost", "LocalHost", "localhost.", "[::1]"];
        return (format!("Host: {}:{port}\r\n", dice.one_of(&ours)), true);
    }
    let name = dice.one_of(&[
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.localhost",
        "127.1",
        "0",
        "2130706433",
        "0x7f.1",
        "017700000001",
        "0.0.0.0",
        "[::]",
        "[::ffff:7f00:2]",
        "[::1%25lo]",
        "::1",
        "127.0.0.1.",
        "127.0.0.2",
        "localhost..",
        "",
        "a@127.0.0.1",
        "127.0.0.1/",
        "127.0.0.1:80",
        "127.0.0.1,localhost",
        "127.0.0.1 evil.example",
        "local\u{200d}host",
        "\u{2488}27.0.0.1",
        "localhost%00",
        "http://127.0.0.1",
        "169.254.169.254",
        "192.168.0.1",
        "[",
        "]",
        "[]",
        "*",
        "-",
        "%",
    ]);
    let ours = format!("127.0.0.1:{port}");
    let lines = match dice.below(8) {
        0 => String::new(),
        1 => format!("Host: {ours}\r\nHost: {name}\r\n"),
        2 => format!("Host: {name}\r\nhost: {ours}\r\n"),
        3 => format!("Host: {name}\r\nX-Forwarded-Host: {ours}\r\nForwarded: host={ours}\r\n"),
        4 => format!("Host: {ours}0\r\n"),
        5 => "Host: 127.0.0.1\r\n".to_owned(),
        _ => format!("Host: {name}:{port}\r\n"),
    };
    (lines, false)
}

fn site() -> Site {
    let site = Site::sample();
    site.write(".env", SECRET).write("../secret.txt", SECRET).write(".git/config", SECRET);
    site.write("content/articles/hidden.md", &format!("---\ntitle: Broken\n{SECRET}"));
    site.remove("content/articles/hidden.md");
    site.write("content/snapshots/.notes", SECRET);
    site.write("onrecord.toml", &format!("{}\n# {SECRET}\n", site.read("onrecord.toml")));
    #[cfg(unix)]
    {
        site.write("static/inside/a.txt", "published");
        std::os::unix::fs::symlink(site.path(".."), site.path("static/out")).unwrap();
        std::os::unix::fs::symlink(site.path("../secret.txt"), site.path("static/secret.txt")).unwrap();
        std::os::unix::fs::symlink(site.path(".env"), site.path("static/inside/.env")).unwrap();
    }
    site
}

#[test]
fn ten_thousand_hostile_requests_get_pages_of_the_site_or_nothing() {
    let site = site();
    let preview = Preview::of(&site);
    preview.listen().until_good();
    let base = format!("http://127.0.0.1:{}/", preview.port);
    site.run(["build", "--drafts", "--base-url", &base]).exits(0);
    let built: BTreeSet<Vec<u8>> = site.tree("public").into_iter().map(|(_, bytes)| bytes).collect();

    let mut dice = Dice(5);
    let mut open: Option<BufReader<TcpStream>> = None;
    let (mut shown, mut refused) = (0, 0);
    for number in 0..REQUESTS {
        let (lines, ours) = hosts(&mut dice, preview.port);
        let method =
            dice.one_of(&["GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "TRACE", "CONNECT", "get"]);
        let mut request = method.as_bytes().to_vec();
        request.push(b' ');
        let mut whole_address = false;
        if dice.below(12) == 0 {
            whole_address = true;
            request.extend_from_slice(
                dice.one_of(&["http://evil.example", "https://127.0.0.1", "http://", "file://"]).as_bytes(),
            );
        }
        request.extend_from_slice(&path(&mut dice));
        request.extend_from_slice(format!(" HTTP/1.1\r\n{lines}\r\n").as_bytes());
        let asked = String::from_utf8_lossy(&request).into_owned();

        let mut stream =
            open.take().unwrap_or_else(|| BufReader::new(preview.connect().expect("the preview listens")));
        // What is no HTTP at all ends the connection, with a word or without.
        let _ = stream.get_mut().write_all(&request);
        let Ok(answer) = Answer::read(&mut stream, method == "HEAD") else { continue };
        assert!(!String::from_utf8_lossy(&answer.body).contains(SECRET), "{number}: {asked}\n{answer:?}");
        assert!(!answer.head.contains("evil"), "{number}: {asked}\n{}", answer.head);
        match answer.status {
            200 => {
                assert!(ours && !whole_address, "{number}: {asked}");
                assert!(matches!(method, "GET" | "HEAD"), "{number}: {asked}");
                let own = answer.is_stream()
                    || answer.header("content-type") == Some("text/javascript; charset=utf-8");
                assert!(
                    method == "HEAD" || own || built.contains(answer.built()),
                    "{number}: {asked}\n{answer:?}"
                );
                shown += 1;
            }
            307 => {
                let to = answer.header("location").unwrap();
                assert!(ours && to.starts_with('/') && !to.starts_with("//"), "{number}: {asked}\n{to}");
            }
            400 | 404 | 405 | 414 | 421 | 431 => refused += 1,
            other => panic!("{number}: {other} for {asked}"),
        }
        if answer.header("connection") != Some("close") && !answer.is_stream() {
            open = Some(stream);
        }
    }
    assert!(
        shown > 20 && refused > 5_000,
        "{shown} were shown and {refused} refused: the test asks the wrong things"
    );
    assert_eq!(preview.get("/").status, 200);
    assert!(!preview.told().contains("panicked"), "{}", preview.told());
}
