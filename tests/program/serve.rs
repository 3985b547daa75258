//! The preview as a browser meets it, while somebody writes.

use crate::fixture::{Site, program};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

const ARTICLE: &str = "content/articles/lower-quay.md";

/// A running `onrecord serve`, stopped when the test ends.
struct Preview {
    child: Child,
    port: u16,
}

impl Preview {
    fn of(site: &Site) -> Self {
        let mut child = program(&site.path(""))
            .args(["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line
            .strip_prefix("Preview at http://127.0.0.1:")
            .and_then(|rest| rest.split('/').next()?.parse().ok())
            .unwrap_or_else(|| panic!("no address in {line:?}"));
        Self { child, port }
    }

    fn request(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)
            .unwrap();
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut answer = String::new();
        self.request(path).read_to_string(&mut answer).unwrap();
        answer
    }

    fn listen(&self) -> Events {
        Events(BufReader::new(self.request("/_onrecord/events")))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the script in a page hears.
struct Events(BufReader<TcpStream>);

impl Events {
    /// Waits for an event that is as `wanted`.
    fn until(&mut self, wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the events ended");
            if let Some(data) = line.strip_prefix("data: ") {
                let event = serde_json::from_str(data).unwrap();
                if wanted(&event) {
                    return event;
                }
            }
        }
    }

    fn until_good(&mut self) -> serde_json::Value {
        self.until(|event| event["version"] != "" && event["broken"] == false)
    }
}

#[test]
fn a_page_changes_as_its_article_is_written() {
    let site = Site::sample();
    let preview = Preview::of(&site);
    let mut events = preview.listen();
    let first = events.until_good();
    let page = preview.get("/articles/lower-quay/");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("When the Elde rose") && page.contains("/_onrecord/live.js"));

    site.edit(ARTICLE, "When the Elde rose", "When the Elde had risen");
    events.until(|event| event["version"] != first["version"]);
    assert!(preview.get("/articles/lower-quay/").contains("When the Elde had risen"));
}

#[test]
fn an_error_is_shown_over_the_last_good_page_until_it_is_mended() {
    let site = Site::sample();
    let preview = Preview::of(&site);
    let mut events = preview.listen();
    let good = events.until_good();

    site.edit(ARTICLE, "speaker: ada-hale", "speaker: nobody-at-all");
    let broken = events.until(|event| event["broken"] == true);
    let first = &broken["told"]["groups"][0];
    assert_eq!((&first["severity"], &first["file"]), (&"error".into(), &ARTICLE.into()));
    assert!(first["message"].as_str().unwrap().contains("nobody-at-all"), "{first}");
    assert!(first["line"].is_u64() && first["column"].is_u64() && first["rule"].is_string(), "{first}");
    assert_eq!(broken["version"], good["version"]);
    assert!(preview.get("/articles/lower-quay/").starts_with("HTTP/1.1 200"));

    site.edit(ARTICLE, "speaker: nobody-at-all", "speaker: ada-hale");
    assert_eq!(events.until_good()["version"], good["version"], "no page has to load again");
}

#[test]
fn a_site_that_starts_broken_is_shown_as_soon_as_it_is_mended() {
    let site = Site::sample();
    site.edit(ARTICLE, "speaker: ada-hale", "speaker: nobody-at-all");
    let preview = Preview::of(&site);
    let mut events = preview.listen();
    events.until(|event| event["broken"] == true);
    let page = preview.get("/articles/lower-quay/");
    assert!(page.starts_with("HTTP/1.1 503") && page.contains("nobody-at-all"), "{page}");

    site.edit(ARTICLE, "speaker: nobody-at-all", "speaker: ada-hale");
    events.until_good();
    assert!(preview.get("/articles/lower-quay/").starts_with("HTTP/1.1 200"));
}

#[test]
fn the_preview_writes_nothing_and_the_build_has_nothing_of_it() {
    let site = Site::sample();
    let before = site.tree("");
    let preview = Preview::of(&site);
    preview.listen().until_good();
    assert_eq!(site.tree(""), before);
    site.run(["build"]).exits(0);
    assert!(
        site.tree("public").iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("_onrecord"))
    );
}
