//! A running preview, asked as browsers and others ask it.

use crate::fixture::{Site, program};
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a test waits for what has to come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running `onrecord serve`, stopped when the test ends.
pub(crate) struct Preview {
    pub(crate) child: Child,
    pub(crate) port: u16,
    told: Arc<Mutex<String>>,
}

impl Preview {
    pub(crate) fn of(site: &Site) -> Self {
        Self::with(site, &[])
    }

    /// With more arguments, at any port.
    pub(crate) fn with(site: &Site, arguments: &[&str]) -> Self {
        Self::start(site, "0", arguments)
    }

    pub(crate) fn with_port(site: &Site, port: u16) -> Self {
        Self::start(site, &port.to_string(), &[])
    }

    fn start(site: &Site, port: &str, arguments: &[&str]) -> Self {
        let mut child = program(&site.path(""))
            .args(["serve", "--port", port])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let told = Arc::new(Mutex::new(String::new()));
        let stderr = child.stderr.take().unwrap();
        let heard = Arc::clone(&told);
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                *heard.lock().unwrap() += &format!("{line}\n");
            }
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line
            .strip_prefix("Preview at http://127.0.0.1:")
            .and_then(|rest| rest.split('/').next()?.parse().ok())
            .unwrap_or_else(|| panic!("no address in {line:?}"));
        Self { child, port, told }
    }

    /// What it told on standard error so far.
    pub(crate) fn told(&self) -> String {
        self.told.lock().unwrap().clone()
    }

    /// Waits until what it told is as `wanted`.
    #[track_caller]
    pub(crate) fn until_told(&self, wanted: impl Fn(&str) -> bool) -> String {
        let started = Instant::now();
        loop {
            let told = self.told();
            if wanted(&told) {
                return told;
            }
            assert!(started.elapsed() < PATIENCE, "it only told:\n{told}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn connect(&self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(stream)
    }

    /// A request for `path`, with more lines in its head, each with its end.
    pub(crate) fn request(&self, method: &str, path: &str, lines: &str) -> String {
        format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{lines}\r\n", self.port)
    }

    /// The whole answer to `request`.
    pub(crate) fn ask(&self, request: &str) -> Answer {
        let mut stream = BufReader::new(self.connect().unwrap());
        stream.get_mut().write_all(request.as_bytes()).unwrap();
        Answer::read(&mut stream, request.starts_with("HEAD ")).unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&self.request("GET", path, ""))
    }

    pub(crate) fn listen(&self) -> Events {
        let mut stream = self.connect().unwrap();
        stream.write_all(self.request("GET", "/_onrecord/events", "").as_bytes()).unwrap();
        Events(BufReader::new(stream))
    }

    /// Waits until it ends by itself.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(started.elapsed() < PATIENCE, "it goes on");
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One answer of a server.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Reads one answer and leaves the stream where the next one starts. A stream of events has no end: its body is empty.
    pub(crate) fn read(stream: &mut impl BufRead, to_head: bool) -> io::Result<Self> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if stream.read_line(&mut head)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let mut answer = Self { status, head, body: Vec::new() };
        if to_head || answer.is_stream() {
            return Ok(answer);
        }
        if let Some(length) = answer.header("content-length") {
            answer.body = vec![0; length.parse().unwrap()];
            stream.read_exact(&mut answer.body)?;
        } else if answer.header("transfer-encoding") == Some("chunked") {
            loop {
                let mut line = String::new();
                stream.read_line(&mut line)?;
                let length = usize::from_str_radix(line.trim(), 16).unwrap();
                let mut chunk = vec![0; length + 2];
                stream.read_exact(&mut chunk)?;
                answer.body.extend_from_slice(&chunk[..length]);
                if length == 0 {
                    break;
                }
            }
        }
        Ok(answer)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    pub(crate) fn is_stream(&self) -> bool {
        self.header("content-type") == Some("text/event-stream")
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The body as it was built: without the script that the preview adds to pages.
    pub(crate) fn built(&self) -> &[u8] {
        let tag = b"<script type=\"module\" src=\"/_onrecord/live.js\"";
        let at = self.body.windows(tag.len()).rposition(|window| window == tag);
        &self.body[..at.unwrap_or(self.body.len())]
    }
}

/// What the script in a page hears.
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    /// Waits for an event that is as `wanted`.
    pub(crate) fn until(&mut self, wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
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

    pub(crate) fn until_good(&mut self) -> serde_json::Value {
        self.until(|event| event["version"] != "" && event["broken"] == false)
    }
}
