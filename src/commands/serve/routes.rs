//! What the preview answers: the site's own files, and its tools under `/-/`.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::mpsc::Sender;

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use tokio::sync::{oneshot, watch};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::answer::{broken, elsewhere, found, gone, stand_in, typed};
use super::content_type::{CSS, JAVASCRIPT};
use super::stage::{Curtain, Message, Reply};
use crate::pipeline::TRADITIONAL;

const SCRIPT: &str = include_str!("preview.js");
const STREAM: &str = include_str!("stream.js");
const STYLE: &str = include_str!("preview.css");
const COMPONENTS_SCRIPT: &str = include_str!("components.js");
const COMPONENTS_STYLE: &str = include_str!("components.css");

#[derive(Clone)]
struct Preview {
    ask: Sender<Message>,
    curtain: watch::Receiver<Curtain>,
    address: SocketAddr,
}

/// All routes, behind the check of the Host header.
pub(super) fn routes(
    ask: Sender<Message>,
    curtain: watch::Receiver<Curtain>,
    address: SocketAddr,
) -> Router {
    let preview = Preview {
        ask,
        curtain,
        address,
    };
    Router::new()
        .route("/-/preview.js", get(|| async { typed(JAVASCRIPT, SCRIPT) }))
        .route("/-/stream.js", get(|| async { typed(JAVASCRIPT, STREAM) }))
        .route("/-/preview.css", get(|| async { typed(CSS, STYLE) }))
        .route("/-/events", get(events))
        .route("/-/panel", get(panel))
        .route("/-/audit", get(|preview| tool(preview, Message::Audit)))
        .route(
            "/-/components",
            get(|preview| tool(preview, Message::Components)),
        )
        .route(
            "/-/components.js",
            get(|| async { typed(JAVASCRIPT, COMPONENTS_SCRIPT) }),
        )
        .route(
            "/-/components.css",
            get(|| async { typed(CSS, COMPONENTS_STYLE) }),
        )
        .fallback(file)
        .layer(middleware::from_fn_with_state(preview.clone(), known_host))
        .with_state(preview)
}

/// A page of another site that resolves its own name to this machine must not read the preview.
async fn known_host(State(preview): State<Preview>, request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let name = host.map(|host| {
        host.strip_suffix(&format!(":{}", preview.address.port()))
            .unwrap_or(host)
    });
    let own = preview.address.ip().to_string();
    let is_known = name.is_some_and(|name| {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        ["localhost", "127.0.0.1", "[::1]"].into_iter().any(is)
            || name.trim_matches(['[', ']']) == own
            // Listening on every address, the name in use cannot be known.
            || preview.address.ip().is_unspecified()
    });
    if is_known {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "预览只接受对本机地址的访问\n").into_response()
    }
}

/// Tells every open page, at once and at each change, the version and the troubles.
async fn events(
    State(preview): State<Preview>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let told = WatchStream::new(preview.curtain).map(|curtain| {
        let troubles = [&*curtain.troubles, &*curtain.denied].concat();
        let data = serde_json::json!({ "version": curtain.version, "troubles": troubles });
        Ok(Event::default().data(data.to_string()))
    });
    Sse::new(told).keep_alive(KeepAlive::default())
}

#[derive(serde::Deserialize)]
struct Shown {
    path: String,
}

async fn panel(State(preview): State<Preview>, Query(shown): Query<Shown>) -> Response {
    let base = preview.curtain.borrow().base.clone();
    let path = within(&shown.path, &base).unwrap_or_default();
    let (reply, answer) = oneshot::channel();
    if preview.ask.send(Message::Panel(path, reply)).is_err() {
        return gone();
    }
    match answer.await {
        Ok(json) => typed("application/json; charset=utf-8", json),
        Err(_) => gone(),
    }
}

/// A page of the preview's own, whole.
async fn tool(
    State(preview): State<Preview>,
    message: fn(oneshot::Sender<Reply>) -> Message,
) -> Response {
    let version = preview.curtain.borrow().version;
    let (reply, answer) = oneshot::channel();
    if preview.ask.send(message(reply)).is_err() {
        return gone();
    }
    match answer.await {
        Ok(Reply::Found { bytes, mark }) => found("index.html", bytes, mark, version),
        Ok(Reply::Broken(reason)) => broken(&reason, version),
        Ok(Reply::Missing) | Err(_) => gone(),
    }
}

async fn file(State(preview): State<Preview>, method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, "预览只能读取\n").into_response();
    }
    // Before the page is asked for: a page is never taken for newer than it is.
    let Curtain { version, base, .. } = preview.curtain.borrow().clone();
    let Some(path) = within(uri.path(), &base) else {
        return match uri.path() {
            "/" => elsewhere(&base),
            path if within(&format!("{path}/"), &base).is_some() => elsewhere(&base),
            _ => missing(&preview, "", version).await,
        };
    };
    match asked(&preview, path.clone()).await {
        Some(Reply::Found { bytes, mark }) => found(&path, bytes, mark, version),
        Some(Reply::Missing) => {
            let folder = format!("{path}/index.html");
            match asked(&preview, folder).await {
                // Links of a page in a folder hang on the slash.
                Some(Reply::Found { .. }) => elsewhere(&with_slash(&uri)),
                _ => missing(&preview, &path, version).await,
            }
        }
        Some(Reply::Broken(reason)) => broken(&reason, version),
        None => gone(),
    }
}

/// The file with a path below the site's root; none where there is nobody left to ask.
async fn asked(preview: &Preview, path: String) -> Option<Reply> {
    let (reply, answer) = oneshot::channel();
    preview.ask.send(Message::File(path, reply)).ok()?;
    answer.await.ok()
}

/// The address of the folder of which this one has the name.
fn with_slash(uri: &Uri) -> String {
    let query = uri
        .query()
        .map_or_else(String::new, |query| format!("?{query}"));
    format!("{}/{query}", uri.path())
}

/// The path below the site's root; none for a path outside the site's base.
fn within(path: &str, base: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let inside = path.strip_prefix(base)?;
    Some(if inside.is_empty() || inside.ends_with('/') {
        format!("{inside}index.html")
    } else {
        inside.to_owned()
    })
}

/// The page that says so, in the characters of the one that was asked for.
async fn missing(preview: &Preview, path: &str, version: u64) -> Response {
    let set = if path.starts_with(TRADITIONAL) {
        TRADITIONAL
    } else {
        ""
    };
    match asked(preview, format!("{set}404.html")).await {
        Some(Reply::Found { bytes, .. }) => {
            let page = String::from_utf8_lossy(&bytes);
            stand_in(StatusCode::NOT_FOUND, &page, version)
        }
        // Whoever changed the page of what is not found looks for it just so.
        Some(Reply::Broken(reason)) => broken(&reason, version),
        _ => (StatusCode::NOT_FOUND, "没有这个页面\n").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn only_what_lies_under_the_base_is_the_site() {
        assert_eq!(
            within("/tiantai/", "/tiantai/").as_deref(),
            Some("index.html")
        );
        assert_eq!(
            within("/tiantai/czj/", "/tiantai/").as_deref(),
            Some("czj/index.html")
        );
        assert_eq!(
            within("/tiantai/a%20b.html", "/tiantai/").as_deref(),
            Some("a b.html")
        );
        assert_eq!(within("/tiantai", "/tiantai/"), None);
        assert_eq!(within("/other", "/tiantai/"), None);
        assert_eq!(within("/", "/").as_deref(), Some("index.html"));
    }
}
