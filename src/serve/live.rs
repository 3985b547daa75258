//! What makes a shown page follow the site: a script that the server adds to it, and the events that the script hears.

use super::{BasePath, Shown};
use axum::body::Body;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

/// Where the script is. The folder `_onrecord` of the preview is the server's own, whatever the site has there.
const SCRIPT_PATH: &str = "/_onrecord/live.js";

/// Where the events are.
pub(super) const EVENTS_PATH: &str = "/_onrecord/events";

/// The media type of server-sent events (WHATWG HTML, section 9.2).
pub(super) const EVENTS_TYPE: &str = "text/event-stream";

/// Where the data of the latest event is.
pub(super) const STATE_PATH: &str = "/_onrecord/state";

/// The media type of that data.
pub(super) const STATE_TYPE: &str = "application/json";

/// The script and its parts. Files of their own and not inline, so that a site's content security policy lets them in.
pub(super) fn file(path: &str) -> Option<(&'static str, &'static str)> {
    let script = |text| Some(("text/javascript; charset=utf-8", text));
    match path {
        SCRIPT_PATH => script(include_str!("live/live.js")),
        "/_onrecord/listen.js" => script(include_str!("live/listen.js")),
        "/_onrecord/place.js" => script(include_str!("live/place.js")),
        "/_onrecord/told.js" => script(include_str!("live/told.js")),
        "/_onrecord/told.css" => Some(("text/css; charset=utf-8", include_str!("live/told.css"))),
        _ => None,
    }
}

/// How long a browser waits before it asks again, when the preview was stopped and started.
const RETRY: &str = "retry: 500\n\n";

/// How often a quiet connection is tried, to find out that nobody listens any more.
const PULSE: Duration = Duration::from_secs(15);

/// The page with the script after its end, where parsers take it into the body.
pub(super) fn with_script(page: &[u8], shown: &Shown, base: &BasePath) -> Vec<u8> {
    let mut bytes = page.to_vec();
    bytes.extend_from_slice(script_tag(shown, base).as_bytes());
    bytes
}

/// What is shown before there was a build without errors.
pub(super) fn waiting_page(shown: &Shown, base: &BasePath) -> String {
    let (head, trouble) = match shown.broken {
        false => ("Building the site …", String::new()),
        true => (
            "This site has errors",
            format!("<noscript><pre>{}</pre></noscript>", escape(&shown.told.text())),
        ),
    };
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"data:,\"><title>{head}</title>\n\
         <body style=\"font: 1rem/1.5 system-ui; margin: 3rem auto; max-width: 40rem; padding: 0 1rem\">\
         <main><h1>{head}</h1><p>This page turns into the site as soon as it can be built.</p>\n{trouble}</main>{}</body></html>\n",
        script_tag(shown, base)
    )
}

fn script_tag(shown: &Shown, base: &BasePath) -> String {
    let (version, base) = (shown.pages.version(), escape(&base.to_string()));
    format!(
        "<script type=\"module\" src=\"{SCRIPT_PATH}\" data-version=\"{version}\" data-base=\"{base}\"></script>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The stream of events to one browser: what is shown now, and again whenever that changes.
pub(super) fn events(mut shown: watch::Receiver<Arc<Shown>>) -> Body {
    let (sender, receiver) = mpsc::channel::<Result<String, Infallible>>(4);
    tokio::spawn(async move {
        let mut message = format!("{RETRY}{}", event(&shown.borrow_and_update()));
        while sender.send(Ok(message)).await.is_ok() {
            message = match tokio::time::timeout(PULSE, shown.changed()).await {
                Ok(Ok(())) => event(&shown.borrow_and_update()),
                Ok(Err(_)) => return,
                Err(_) => ": still here\n\n".to_owned(),
            };
        }
    });
    Body::from_stream(ReceiverStream::new(receiver))
}

/// The event that tells what is shown. JSON has no line breaks of its own, so it is one `data` line.
fn event(shown: &Shown) -> String {
    format!("event: state\ndata: {}\n\n", state(shown))
}

/// What is shown, as JSON: the version of the pages, how they came to it, and what the last build had to tell.
pub(super) fn state(shown: &Shown) -> String {
    let steps: Vec<_> = shown.steps.iter().map(Arc::as_ref).collect();
    serde_json::json!({
        "version": shown.pages.version(),
        "build": shown.build,
        "broken": shown.broken,
        "told": shown.told.as_ref(),
        "steps": steps,
    })
    .to_string()
}
