//! What the preview calls a file, as a web server would: the browser is not to guess.

pub(super) const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
pub(super) const CSS: &str = "text/css; charset=utf-8";
const ANYTHING: &str = "application/octet-stream";

/// Endings in small letters, and their types: first what a browser shows, then what it saves.
const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("htm", "text/html; charset=utf-8"),
    ("shtml", "text/html; charset=utf-8"),
    ("css", CSS),
    ("js", JAVASCRIPT),
    ("mjs", JAVASCRIPT),
    ("json", "application/json; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("bmp", "image/bmp"),
    ("ico", "image/x-icon"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("wav", "audio/wav"),
    ("csv", "text/csv; charset=utf-8"),
    ("ndjson", "application/x-ndjson"),
    ("doc", "application/msword"),
    ("rtf", "application/rtf"),
    ("xls", "application/vnd.ms-excel"),
    ("ppt", "application/vnd.ms-powerpoint"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ofd", "application/ofd"),
    ("zip", "application/zip"),
];

/// The type of a file by the ending of its name, whatever its case.
pub(super) fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let of = |(known, _): &&(&str, &str)| ending.eq_ignore_ascii_case(known);
    TYPES.iter().find(of).map_or(ANYTHING, |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::{ANYTHING, TYPES, content_type};

    #[test]
    fn a_file_is_called_what_a_browser_can_do_with_it() {
        for (path, kind) in [
            ("search/a.mjs", "text/javascript; charset=utf-8"),
            ("items.ndjson", "application/x-ndjson"),
            ("a.woff2", "font/woff2"),
            ("a/B.PDF", "application/pdf"),
            (
                "a/表.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            ("a/文.ofd", "application/ofd"),
            ("a.zip", "application/zip"),
            ("a.et", ANYTHING),
            ("robots", ANYTHING),
        ] {
            assert_eq!(content_type(path), kind, "{path}");
        }
        let endings: std::collections::BTreeSet<&str> = TYPES.iter().map(|(end, _)| *end).collect();
        assert_eq!(endings.len(), TYPES.len(), "each stands once");
    }
}
