//! How an answer of the preview looks: its type, and a page with the preview's tools in it.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

pub(super) const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
pub(super) const CSS: &str = "text/css; charset=utf-8";

/// A file of the site; a page gets the preview's tools, and `version` tells them which state of the site it shows.
pub(super) fn found(path: &str, bytes: Vec<u8>, mark: Option<&str>, version: u64) -> Response {
    let kind = content_type(path);
    if kind.starts_with("text/html") {
        let page = String::from_utf8_lossy(&bytes);
        let state = format!("data-version=\"{version}\"");
        typed(kind, with_preview(&page, mark, &state))
    } else {
        typed(kind, bytes)
    }
}

/// The page with the preview's script before the end of its body, which reads `state` from its own element.
fn with_preview(page: &str, mark: Option<&str>, state: &str) -> String {
    let mark = mark.map_or_else(String::new, |mark| {
        format!(
            "<p class=\"gk-preview-mark\" role=\"note\">{mark}：不会发布，只在本机预览中可见</p>"
        )
    });
    let tools = format!(
        "{mark}<link rel=\"stylesheet\" href=\"/-/preview.css\">\
         <script type=\"module\" src=\"/-/preview.js\" {state}></script>"
    );
    match page.rsplit_once("</body>") {
        Some((before, after)) => format!("{before}{tools}</body>{after}"),
        None => format!("{page}{tools}"),
    }
}

/// A page that stands where another is looked for: the preview's script leaves to that one what is the reader's.
pub(super) fn stand_in(status: StatusCode, page: &str, version: u64) -> Response {
    let state = format!("data-version=\"{version}\" data-stands-in");
    let page = with_preview(page, None, &state);
    let mut response = typed("text/html; charset=utf-8", page);
    *response.status_mut() = status;
    response
}

/// Says why a page cannot be made, until it can.
pub(super) fn broken(reason: &str, version: u64) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>出错了</title></head>\
         <body><main><h1>这一页暂时生成不了</h1><pre>{}</pre></main></body></html>",
        ammonia::clean_text(reason)
    );
    stand_in(StatusCode::INTERNAL_SERVER_ERROR, &page, version)
}

/// There is nobody left to ask.
pub(super) fn gone() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "预览已停止\n").into_response()
}

/// Bytes of a type, never kept by the browser.
pub(super) fn typed(kind: &'static str, body: impl Into<Body>) -> Response {
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
        "html" | "htm" | "shtml" => "text/html; charset=utf-8",
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
