//! One request, one answer.

use super::address::{BasePath, Found, find, is_for_us};
use super::{Shown, live};
use crate::path::RelPath;
use crate::publish::media::{HTML, PLAIN};
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use std::sync::Arc;
use tokio::sync::watch;

/// What is needed to answer.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) port: u16,
    pub(super) base: BasePath,
    pub(super) shown: watch::Receiver<Arc<Shown>>,
}

impl Desk {
    pub(super) fn answer(&self, request: &Request) -> Response {
        if !is_for_us(request.headers(), self.port) {
            let text = format!("This preview answers at http://127.0.0.1:{}/ only.\n", self.port);
            return plain(StatusCode::MISDIRECTED_REQUEST, text);
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut response =
                plain(StatusCode::METHOD_NOT_ALLOWED, "A preview can only be read.\n".to_owned());
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
        if let Some((media_type, text)) = live::file(request.uri().path()) {
            return reply(StatusCode::OK, media_type, text);
        }
        match request.uri().path() {
            live::STATE_PATH => reply(StatusCode::OK, live::STATE_TYPE, live::state(&self.shown.borrow())),
            live::EVENTS_PATH if request.method() == Method::HEAD => {
                reply(StatusCode::OK, live::EVENTS_TYPE, Body::empty())
            }
            live::EVENTS_PATH => reply(StatusCode::OK, live::EVENTS_TYPE, live::events(self.shown.clone())),
            _ => self.page(request.uri()),
        }
    }

    fn page(&self, uri: &Uri) -> Response {
        let shown = self.shown.borrow().clone();
        if shown.pages.is_empty() {
            return reply(StatusCode::SERVICE_UNAVAILABLE, HTML, live::waiting_page(&shown, &self.base));
        }
        match find(&shown.pages, &self.base, uri.path()) {
            Found::Page(page) if page.media_type == HTML => {
                reply(StatusCode::OK, HTML, live::with_script(&page.bytes, &shown, &self.base))
            }
            Found::Page(page) => reply(StatusCode::OK, page.media_type, page.bytes.clone()),
            Found::Folder => redirect(&with_slash(uri)),
            Found::OutsideBase if uri.path() == "/" => redirect(&self.base.to_string()),
            Found::OutsideBase => plain(
                StatusCode::NOT_FOUND,
                format!("The site stands under {} in this preview.\n", self.base),
            ),
            Found::Nothing => not_found(&shown, &self.base),
        }
    }
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
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
