//! The preview: a site from memory on this machine, which browsers see change as its files do.
//!
//! [`watch`] says when files have changed, the caller builds again, and [`Server`] shows the outcome: new pages, or the
//! last good ones with the diagnostics over them.
//!
//! A preview shows what is not published yet, so it listens on the loopback address unless asked for more, and answers only
//! requests that name it as their host ([`Hosts`]).

mod address;
mod answer;
mod crowd;
mod hosts;
mod live;
mod looked_at;
mod range;
mod step;
mod told;
pub mod watch;

pub use address::BasePath;
pub use hosts::Hosts;
pub use told::{Recent, Told};

use crate::path::RelPath;
use crate::publish::Pages;
use crate::publish::media::is_text;
use answer::Desk;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use looked_at::LookedAt;
use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use step::Step;
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// How many ports after the one asked for are tried when it is taken.
const MORE_PORTS: u16 = 20;

/// What browsers are shown.
#[derive(Debug, Default)]
struct Shown {
    /// The last good pages; none before the first build without errors.
    pages: Arc<Pages>,
    /// Whether there are no newer ones because the last build had errors.
    broken: bool,
    /// What the last build had to tell.
    told: Arc<Told>,
    /// How many builds there were.
    build: u64,
    /// How the pages came to be what they are, the last step at the end.
    steps: Vec<Arc<Step>>,
}

/// Takes `port` of the loopback address, or the next one that is free; port 0 means any.
///
/// # Errors
/// When none of them can be had.
pub fn bind(port: u16) -> io::Result<TcpListener> {
    bind_at(Ipv4Addr::LOCALHOST.into(), port)
}

/// As [`bind`], at another address of this machine. Whoever reaches it reads the site, drafts included.
///
/// # Errors
/// When none of the ports can be had, or the address is not one of this machine's.
pub fn bind_at(address: IpAddr, port: u16) -> io::Result<TcpListener> {
    let mut last = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { MORE_PORTS }) {
        match TcpListener::bind((address, port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = Some(error),
            result => return result,
        }
    }
    Err(last.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
}

/// A running preview. It ends with the program.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    base: BasePath,
    shown: tokio::sync::watch::Sender<Arc<Shown>>,
    looked_at: Arc<LookedAt>,
}

impl Server {
    /// Starts to answer on a thread of its own, with nothing to show yet.
    ///
    /// # Errors
    /// When the machine has no more sockets or threads.
    pub fn start(listener: TcpListener, base: BasePath, hosts: Hosts) -> io::Result<Self> {
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (shown, receiver) = tokio::sync::watch::channel(Arc::default());
        let looked_at = Arc::new(LookedAt::default());
        let desk = Arc::new(Desk {
            port: address.port(),
            base: base.clone(),
            hosts,
            shown: receiver,
            looked_at: Arc::clone(&looked_at),
        });
        let router = Router::new()
            .fallback(async |State(desk): State<Arc<Desk>>, request: Request| {
                desk.answer(&request.into_parts().0).await
            })
            .with_state(desk)
            .layer(
                CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(may_be_compressed),
            );
        thread::Builder::new()
            .name("preview".to_owned())
            .spawn(move || runtime.block_on(async { crowd::answer_all(listener, router).await }))?;
        Ok(Self { address, base, shown, looked_at })
    }

    /// The address of the site's first page.
    #[must_use]
    pub fn url(&self) -> String {
        match self.address.ip() {
            ip if ip.is_unspecified() => format!("http://127.0.0.1:{}{}", self.address.port(), self.base),
            _ => format!("http://{}{}", self.address, self.base),
        }
    }

    /// Whether this machine alone can reach it.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.address.ip().to_canonical().is_loopback()
    }

    /// The port it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Shows new pages and what the build had to tell, and says how many files differ from those before. A browser loads its
    /// page again when that page, or something that it uses, is among them.
    pub fn show(&self, pages: Arc<Pages>, told: Told) -> usize {
        let before = self.shown.borrow().clone();
        let changed = pages.changed_since(&before.pages);
        let count = changed.len();
        let steps = match before.pages.version() == pages.version() {
            true => before.steps.clone(),
            false => step::after(&before.steps, Step::new(before.pages.version(), pages.version(), &changed)),
        };
        self.send(Shown { pages, broken: false, told: Arc::new(told), build: before.build + 1, steps });
        count
    }

    /// The pages that were asked for last: those that somebody looks at are among them.
    #[must_use]
    pub fn looked_at(&self) -> BTreeSet<RelPath> {
        self.looked_at.paths()
    }

    /// Leaves the last good pages and shows over them why there are no newer ones.
    pub fn show_trouble(&self, told: Told) {
        let before = self.shown.borrow().clone();
        self.send(Shown {
            pages: before.pages.clone(),
            broken: true,
            told: Arc::new(told),
            build: before.build + 1,
            steps: before.steps.clone(),
        });
    }

    fn send(&self, shown: Shown) {
        self.shown.send_replace(Arc::new(shown));
    }
}

/// Text is, and what is already compressed is not. Events are neither: they have to arrive one by one.
fn may_be_compressed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(is_text)
}

#[cfg(test)]
mod tests;
