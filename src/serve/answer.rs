//! One request, one answer.

use super::address::{BasePath, Found, find};
use super::crowd::ArrivedAt;
use super::hosts::{Hosts, Meant, meant};
use super::looked_at::LookedAt;
use super::range::{Part, part};
use super::{Shown, live};
use crate::path::RelPath;
use crate::publish::Page;
use crate::publish::media::{HTML, PLAIN, is_text};
use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::sync::watch;

/// Who may load a file into a page (Fetch standard).
const SAME_SITE_ONLY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What is needed to answer.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) port: u16,
    pub(super) base: BasePath,
    pub(super) hosts: Hosts,
    pub(super) shown: watch::Receiver<Arc<Shown>>,
    pub(super) looked_at: Arc<LookedAt>,
}

impl Desk {
    pub(super) async fn answer(&self, request: &Parts) -> Response {
        let arrived_at = request.extensions.get::<ArrivedAt>();
        let arrived_at = arrived_at.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |at| at.0);
        match meant(&request.uri, &request.headers, &self.hosts, arrived_at, self.port) {
            Meant::Us => {}
            Meant::Nobody => {
                return plain(StatusCode::BAD_REQUEST, "A request has to name one host.\n".to_owned());
            }
            Meant::Others => {
                let text = format!(
                    "This preview does not answer to this host name. It does at http://{}/, and `onrecord serve --host NAME` \
                     lets it answer to NAME.\n",
                    SocketAddr::new(arrived_at, self.port)
                );
                return plain(StatusCode::MISDIRECTED_REQUEST, text);
            }
        }
        if !matches!(request.method, Method::GET | Method::HEAD) {
            let mut response =
                plain(StatusCode::METHOD_NOT_ALLOWED, "A preview can only be read.\n".to_owned());
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
        if let Some((media_type, text)) = live::file(request.uri.path()) {
            return reply(StatusCode::OK, media_type, text);
        }
        match request.uri.path() {
            live::STATE_PATH => reply(StatusCode::OK, live::STATE_TYPE, live::state(&self.shown.borrow())),
            live::EVENTS_PATH if request.method == Method::HEAD => {
                reply(StatusCode::OK, live::EVENTS_TYPE, Body::empty())
            }
            live::EVENTS_PATH => reply(StatusCode::OK, live::EVENTS_TYPE, live::events(self.shown.clone())),
            _ => self.page(request).await,
        }
    }

    /// The page that was asked for, once it is there.
    async fn page(&self, request: &Parts) -> Response {
        let mut shown = self.shown.clone();
        loop {
            let now = shown.borrow_and_update().clone();
            match self.page_of(&now, request) {
                Some(response) => return response,
                // Whoever shows pages has gone, and with it the program.
                None if shown.changed().await.is_err() => {
                    return plain(StatusCode::SERVICE_UNAVAILABLE, "The preview has ended.\n".to_owned());
                }
                None => {}
            }
        }
    }

    /// The page that was asked for; nothing while it is being made.
    fn page_of(&self, shown: &Shown, request: &Parts) -> Option<Response> {
        let uri = &request.uri;
        if shown.pages.is_empty() {
            let page = live::waiting_page(shown, &self.base);
            return Some(reply(StatusCode::SERVICE_UNAVAILABLE, HTML, page));
        }
        Some(match find(&shown.pages, &self.base, uri.path()) {
            Found::Soon => return None,
            Found::Page(path, page) if page.media_type == HTML => {
                self.looked_at.note(path);
                reply(StatusCode::OK, HTML, live::with_script(&page.bytes, shown, &self.base))
            }
            // Parts are defined for GET alone (RFC 9110, section 14.2).
            Found::Page(_, page) if request.method == Method::GET => file(page, &request.headers),
            Found::Page(_, page) => file(page, &HeaderMap::new()),
            Found::Folder => redirect(&with_slash(uri)),
            Found::OutsideBase if uri.path() == "/" => redirect(&self.base.to_string()),
            Found::OutsideBase => plain(
                StatusCode::NOT_FOUND,
                format!("The site stands under {} in this preview.\n", self.base),
            ),
            Found::Nothing => not_found(shown, &self.base),
        })
    }
}

/// A file that no script is added to, or the part of it that was asked for.
fn file(page: &Page, headers: &HeaderMap) -> Response {
    // Text may be sent compressed, which is another sequence of bytes and would need another tag.
    let tag = (!is_text(page.media_type)).then(|| format!("\"{}\"", page.sha256));
    let length = page.bytes.len();
    let mut response = match part(headers, length, tag.as_deref()) {
        Part::Whole => reply(StatusCode::OK, page.media_type, page.bytes.clone()),
        Part::Bytes(bytes) => {
            let place = format!("bytes {}-{}/{length}", bytes.start, bytes.end - 1);
            let body = page.bytes.slice(bytes);
            with(reply(StatusCode::PARTIAL_CONTENT, page.media_type, body), CONTENT_RANGE, &place)
        }
        Part::Beyond => {
            let text = format!("The file has {length} bytes.\n");
            let place = format!("bytes */{length}");
            with(plain(StatusCode::RANGE_NOT_SATISFIABLE, text), CONTENT_RANGE, &place)
        }
    };
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    match tag {
        Some(tag) => with(response, ETAG, &tag),
        None => response,
    }
}

fn with(mut response: Response, name: HeaderName, value: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

fn not_found(shown: &Shown, base: &BasePath) -> Response {
    let page = RelPath::new("404.html").ok().and_then(|path| shown.pages.get(&path));
    match page {
        Some(page) => reply(StatusCode::NOT_FOUND, HTML, live::with_script(&page.bytes, shown, base)),
        None => plain(StatusCode::NOT_FOUND, "The site has no such page.\n".to_owned()),
    }
}

/// The same address with a final slash. It was found in the site, so it starts with one slash and leads nowhere else.
fn with_slash(uri: &Uri) -> String {
    match uri.query() {
        Some(query) => format!("{}/?{query}", uri.path()),
        None => format!("{}/", uri.path()),
    }
}

/// For now only: another site may be previewed at this address tomorrow.
fn redirect(to: &str) -> Response {
    let mut response = plain(StatusCode::TEMPORARY_REDIRECT, format!("See {to}\n"));
    match HeaderValue::from_str(to) {
        Ok(value) => {
            response.headers_mut().insert(LOCATION, value);
            response
        }
        Err(_) => plain(StatusCode::NOT_FOUND, "The site has no such page.\n".to_owned()),
    }
}

fn plain(status: StatusCode, text: String) -> Response {
    reply(status, PLAIN, text)
}

fn reply(status: StatusCode, media_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    // Not `no-cache` with tags to compare: sending a page from memory to the same machine costs less than asking whether it is
    // still the same, and what is not kept cannot be shown when it is old, not even by the button that goes back.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // No other site can put a draft's pictures or data into its own pages.
    headers.insert(SAME_SITE_ONLY, HeaderValue::from_static("same-origin"));
    response
}
