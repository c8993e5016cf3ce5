//! How an answer of the preview looks: its type, and a page with the preview's tools in it.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::content_type::content_type;

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

/// Sends the browser to another address of the preview.
pub(super) fn elsewhere(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(address) => {
            let headers = [(header::LOCATION, address)];
            (StatusCode::TEMPORARY_REDIRECT, headers).into_response()
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
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
