//! Connections, and how many of them there may be.
//!
//! A system gives a program few handles, 256 on some, and the build needs its share of them to read the site. So only so many
//! connections are open at once and the others wait in the system's queue. Whoever holds one without asking anything, or asks
//! letter by letter, gives way as soon as somebody waits: nobody can block a preview by being slow.

use super::live;
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CONNECTION;
use hyper::body::Incoming;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::collections::BTreeMap;
use std::io::{self, IoSlice};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// How many connections are open at once. One thread answers them all, so more would not be faster.
const MOST: usize = 200;

/// How many are so many that each gives its place away after one answer.
const MANY: usize = MOST / 2;

/// How long a connection may be silent while others wait for its place.
const PATIENCE: Duration = Duration::from_millis(250);

/// How long a request may take to arrive, and a connection be without one.
const IDLE: Duration = Duration::from_secs(30);

/// How long the head of a request may be, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// Where a connection arrived.
#[derive(Clone, Copy, Debug)]
pub(super) struct ArrivedAt(pub(super) IpAddr);

/// Answers whoever connects, for as long as the program runs.
pub(super) async fn answer_all(listener: TcpListener, router: Router) {
    let crowd = Arc::new(Crowd::default());
    loop {
        crowd.make_room().await;
        match listener.accept().await {
            Ok((stream, _)) => welcome(&crowd, stream, router.clone()),
            // Whoever connected is gone again, or the system has no handle left.
            Err(_) => {
                crowd.send_away(PATIENCE);
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    }
}

fn welcome(crowd: &Arc<Crowd>, stream: TcpStream, router: Router) {
    let Ok(arrived_at) = stream.local_addr() else { return };
    // A page is one short write and should not wait for more.
    let _ = stream.set_nodelay(true);
    let guest = crowd.enter();
    let router = TowerToHyperService::new(router);
    let service = {
        let (crowd, guest) = (Arc::clone(crowd), Arc::clone(&guest));
        service_fn(move |mut request: hyper::Request<Incoming>| {
            guest.touch();
            guest.listens.store(request.uri().path() == live::EVENTS_PATH, Ordering::Relaxed);
            request.extensions_mut().insert(ArrivedAt(arrived_at.ip()));
            let answer = router.call(request);
            let crowd = Arc::clone(&crowd);
            async move {
                let mut response = answer.await?;
                if crowd.guests().len() > MANY {
                    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
                }
                Ok::<_, std::convert::Infallible>(response)
            }
        })
    };
    let watched = Watched { stream: TokioIo::new(stream), guest: Arc::clone(&guest) };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(IDLE)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(watched, service);
    let crowd = Arc::clone(crowd);
    tokio::spawn(async move {
        tokio::select! {
            // However it ended, it is over.
            _ = connection => {}
            () = guest.leave.notified() => {}
        }
        crowd.left(guest.number);
    });
}

/// Everybody who is connected.
#[derive(Debug, Default)]
struct Crowd {
    guests: Mutex<BTreeMap<u64, Arc<Guest>>>,
    next: AtomicU64,
    gone: Notify,
}

impl Crowd {
    fn guests(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Guest>>> {
        // Nothing that can panic happens under the lock.
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&self) -> Arc<Guest> {
        let guest = Arc::new(Guest::new(self.next.fetch_add(1, Ordering::Relaxed)));
        self.guests().insert(guest.number, Arc::clone(&guest));
        guest
    }

    fn left(&self, number: u64) {
        self.guests().remove(&number);
        self.gone.notify_one();
    }

    async fn make_room(&self) {
        while self.guests().len() >= MOST {
            if !self.send_away(PATIENCE) {
                let _ = tokio::time::timeout(Duration::from_millis(10), self.gone.notified()).await;
            }
        }
    }

    /// Ends the connection that has been silent for longest, if that is longer than `patience`.
    fn send_away(&self, patience: Duration) -> bool {
        let mut guests = self.guests();
        let longest = guests.values().filter(|guest| !guest.listens.load(Ordering::Relaxed));
        let Some(guest) = longest.max_by_key(|guest| guest.silent()).cloned() else { return false };
        if guest.silent() < patience {
            return false;
        }
        guests.remove(&guest.number);
        guest.leave.notify_one();
        true
    }
}

/// One connection.
#[derive(Debug)]
struct Guest {
    number: u64,
    since: Instant,
    /// Milliseconds after `since` at which it last asked something or took in some of the answer. Letters of a request that
    /// is not whole are not counted: they cost a slow client nothing.
    heard: AtomicU64,
    /// Whether it waits for events, which is its work.
    listens: AtomicBool,
    leave: Notify,
}

impl Guest {
    fn new(number: u64) -> Self {
        Self {
            number,
            since: Instant::now(),
            heard: AtomicU64::new(0),
            listens: AtomicBool::new(false),
            leave: Notify::new(),
        }
    }

    fn touch(&self) {
        let now = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.heard.store(now, Ordering::Relaxed);
    }

    fn silent(&self) -> Duration {
        self.since.elapsed().saturating_sub(Duration::from_millis(self.heard.load(Ordering::Relaxed)))
    }
}

/// A stream that notes when something of an answer was taken in.
struct Watched {
    stream: TokioIo<TcpStream>,
    guest: Arc<Guest>,
}

impl Watched {
    fn stream(self: Pin<&mut Self>) -> Pin<&mut TokioIo<TcpStream>> {
        Pin::new(&mut self.get_mut().stream)
    }

    fn note(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(1..)) = written {
            self.guest.touch();
        }
        written
    }
}

impl Read for Watched {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream().poll_read(context, buffer)
    }
}

impl Write for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = self.as_mut().stream().poll_write(context, bytes);
        self.note(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = self.as_mut().stream().poll_write_vectored(context, parts);
        self.note(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(context)
    }
}
