//! Whether an SVG image runs a script when a citizen opens it by itself.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Looks for `<script>`, event handlers and `javascript:`; what stands behind a fault of the XML is not shown.
pub(super) fn is_run_by(file: &Path) -> bool {
    let Ok(file) = File::open(file) else {
        return false;
    };
    let mut reader = Reader::from_reader(BufReader::new(file));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if runs(&tag) => return true,
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

fn runs(tag: &BytesStart<'_>) -> bool {
    let is_script = tag.local_name().as_ref().eq_ignore_ascii_case("script");
    is_script
        || tag.attributes().flatten().any(|attribute| {
            let name = attribute.key.local_name();
            let value: String = attribute.value.split_whitespace().collect();
            name.as_ref().to_ascii_lowercase().starts_with("on")
                || value.to_ascii_lowercase().starts_with("javascript:")
        })
}

#[cfg(test)]
mod tests {
    use super::is_run_by;

    #[test]
    fn scripts_handlers_and_their_addresses_run_and_drawings_do_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.svg");
        for (inside, runs) in [
            ("<script>alert(1)</script>", true),
            ("<svg:SCRIPT href=\"x\"/>", true),
            ("<g><rect onClick=\"x()\"/></g>", true),
            ("<a xlink:href=\" java\nscript:x()\"><path/></a>", true),
            (
                "<a href=\"https://a.example/\"><path d=\"M0 0\"/></a>",
                false,
            ),
            (
                "<!-- <script> --><text>&lt;script&gt; onclick=</text>",
                false,
            ),
            ("<style><![CDATA[a{} /* <script> */]]></style>", false),
            ("<desc>序号 <b", false),
        ] {
            std::fs::write(&file, format!("<svg>{inside}</svg>")).expect("a file");
            assert_eq!(is_run_by(&file), runs, "{inside}");
        }
    }
}
