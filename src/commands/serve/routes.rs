//! What the preview answers: the site's own files, and its tools under `/-/`.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::mpsc::Sender;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use tokio::sync::{oneshot, watch};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::stage::{Curtain, Message, Reply};

const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");
const COMPONENTS_SCRIPT: &str = include_str!("components.js");
const COMPONENTS_STYLE: &str = include_str!("components.css");

const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

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
        ["localhost", "127.0.0.1", "[::1]"].contains(&name)
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
        let data =
            serde_json::json!({ "version": curtain.version, "troubles": &*curtain.troubles });
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
    let (reply, answer) = oneshot::channel();
    if preview.ask.send(message(reply)).is_err() {
        return gone();
    }
    match answer.await {
        Ok(Reply::Found { bytes, mark }) => found("index.html", bytes, mark),
        Ok(Reply::Broken(reason)) => broken(&reason),
        Ok(Reply::Missing) | Err(_) => gone(),
    }
}

async fn file(State(preview): State<Preview>, method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, "预览只能读取\n").into_response();
    }
    let base = preview.curtain.borrow().base.clone();
    let Some(path) = within(uri.path(), &base) else {
        let home = HeaderValue::from_str(&base).unwrap_or(HeaderValue::from_static("/"));
        return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, home)]).into_response();
    };
    let (reply, answer) = oneshot::channel();
    if preview
        .ask
        .send(Message::File(path.clone(), reply))
        .is_err()
    {
        return gone();
    }
    match answer.await {
        Ok(Reply::Found { bytes, mark }) => found(&path, bytes, mark),
        Ok(Reply::Missing) => missing(&preview).await,
        Ok(Reply::Broken(reason)) => broken(&reason),
        Err(_) => gone(),
    }
}

/// The path below the site's root; none for a path outside the site's base.
fn within(path: &str, base: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let inside = path
        .strip_prefix(base)
        .or_else(|| (format!("{path}/") == base).then_some(""))?;
    Some(if inside.is_empty() || inside.ends_with('/') {
        format!("{inside}index.html")
    } else {
        inside.to_owned()
    })
}

fn found(path: &str, bytes: Vec<u8>, mark: Option<&str>) -> Response {
    let kind = content_type(path);
    if kind.starts_with("text/html") {
        let page = String::from_utf8_lossy(&bytes);
        typed(kind, with_preview(&page, mark))
    } else {
        typed(kind, bytes)
    }
}

/// The page with the preview's script before the end of its body.
fn with_preview(page: &str, mark: Option<&str>) -> String {
    let mark = mark.map_or_else(String::new, |mark| {
        format!(
            "<p class=\"gk-preview-mark\" role=\"note\">{mark}：不会发布，只在本机预览中可见</p>"
        )
    });
    let tools = format!(
        "{mark}<link rel=\"stylesheet\" href=\"/-/preview.css\"><script type=\"module\" src=\"/-/preview.js\"></script>"
    );
    match page.rsplit_once("</body>") {
        Some((before, after)) => format!("{before}{tools}</body>{after}"),
        None => format!("{page}{tools}"),
    }
}

async fn missing(preview: &Preview) -> Response {
    let (reply, answer) = oneshot::channel();
    let asked = preview
        .ask
        .send(Message::File("404.html".to_owned(), reply))
        .is_ok();
    let page = if asked { answer.await.ok() } else { None };
    let mut response = match page {
        Some(Reply::Found { bytes, .. }) => found("404.html", bytes, None),
        _ => "没有这个页面\n".into_response(),
    };
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn broken(reason: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>出错了</title></head>\
         <body><main><h1>这一页暂时生成不了</h1><pre>{}</pre></main></body></html>",
        ammonia::clean_text(reason)
    );
    let mut response = typed("text/html; charset=utf-8", with_preview(&page, None));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

fn gone() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "预览已停止\n").into_response()
}

fn typed(kind: &'static str, body: impl Into<Body>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    (headers, body.into()).into_response()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => CSS,
        "js" | "mjs" => JAVASCRIPT,
        "json" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "webm" => "video/webm",
        _ => "application/octet-stream",
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
            within("/tiantai", "/tiantai/").as_deref(),
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
        assert_eq!(within("/other", "/tiantai/"), None);
        assert_eq!(within("/", "/").as_deref(), Some("index.html"));
    }
}
