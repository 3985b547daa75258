//! What makes a shown page follow the site: a script that the server adds to it, and the events that the script hears.

use super::Shown;
use axum::body::Body;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

/// Where the script is. The folder `_onrecord` of the preview is the server's own, whatever the site has there.
pub(super) const SCRIPT_PATH: &str = "/_onrecord/live.js";

/// Where the events are.
pub(super) const EVENTS_PATH: &str = "/_onrecord/events";

/// The media type of server-sent events (WHATWG HTML, section 9.2).
pub(super) const EVENTS_TYPE: &str = "text/event-stream";

/// The script. A file of its own and not inline, so that a site's content security policy lets it run.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// How long a browser waits before it asks again, when the preview was stopped and started.
const RETRY: &str = "retry: 500\n\n";

/// How often a quiet connection is tried, to find out that nobody listens any more.
const PULSE: Duration = Duration::from_secs(15);

/// The page with the script after its end, where parsers take it into the body.
pub(super) fn with_script(page: &[u8], version: &str) -> Vec<u8> {
    let mut bytes = page.to_vec();
    bytes.extend_from_slice(script_tag(version).as_bytes());
    bytes
}

/// What is shown before there was a build without errors.
pub(super) fn waiting_page(trouble: Option<&str>) -> String {
    let (head, trouble) = match trouble {
        None => ("Building the site …", String::new()),
        Some(trouble) => {
            ("This site has errors", format!("<noscript><pre>{}</pre></noscript>", escape(trouble)))
        }
    };
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>{head}</title>\n<body style=\"font: 1rem/1.5 system-ui; margin: 3rem auto; max-width: 40rem; padding: 0 1rem\">\
         <h1>{head}</h1><p>This page turns into the site as soon as it can be built.</p>\n{trouble}{}</body></html>\n",
        script_tag("")
    )
}

fn script_tag(version: &str) -> String {
    format!("<script src=\"{SCRIPT_PATH}\" data-version=\"{version}\" defer></script>\n")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The stream of events to one browser: what is shown now, and again whenever that changes.
pub(super) fn events(mut shown: watch::Receiver<Arc<Shown>>) -> Body {
    let (sender, receiver) = mpsc::channel::<Result<String, Infallible>>(4);
    tokio::spawn(async move {
        let mut message = format!("{RETRY}{}", state(&shown.borrow_and_update()));
        while sender.send(Ok(message)).await.is_ok() {
            message = match tokio::time::timeout(PULSE, shown.changed()).await {
                Ok(Ok(())) => state(&shown.borrow_and_update()),
                Ok(Err(_)) => return,
                Err(_) => ": still here\n\n".to_owned(),
            };
        }
    });
    Body::from_stream(ReceiverStream::new(receiver))
}

/// The event that tells what is shown. JSON has no line breaks of its own, so it is one `data` line.
fn state(shown: &Shown) -> String {
    let state = serde_json::json!({ "version": shown.pages.version(), "trouble": shown.trouble });
    format!("event: state\ndata: {state}\n\n")
}
