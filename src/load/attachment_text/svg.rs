//! The words that an SVG image shows.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::character;

/// Elements whose words are shown, or told by the pointer and by reading aloud.
const SAID: [&str; 4] = ["text", "title", "desc", "foreignObject"];
/// Elements of HTML within, after which a line ends.
const BLOCKS: [&str; 5] = ["p", "div", "li", "tr", "br"];

/// A line for each text and for each row of it; what stands behind a fault of the XML is not shown.
pub(super) fn lines(xml: &str) -> Vec<String> {
    let (mut words, mut depth, mut row) = (String::new(), 0_usize, None);
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => {
                depth += usize::from(SAID.contains(&tag.local_name().as_ref()));
                if begins_row(&tag, &mut row) {
                    words.push('\n');
                }
            }
            Event::End(tag) => {
                let name = tag.local_name();
                let is_said = SAID.contains(&name.as_ref());
                depth = depth.saturating_sub(usize::from(is_said));
                if is_said || BLOCKS.contains(&name.as_ref()) {
                    words.push('\n');
                }
            }
            Event::Empty(tag) if BLOCKS.contains(&tag.local_name().as_ref()) => words.push('\n'),
            Event::Text(text) if depth > 0 => words.push_str(&text.replace(['\n', '\r'], " ")),
            Event::CData(text) if depth > 0 => words.push_str(&text.replace(['\n', '\r'], " ")),
            Event::GeneralRef(entity) if depth > 0 => words.extend(character(&entity)),
            Event::Eof => break,
            _ => {}
        }
    }
    let lines = words.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.map(str::to_owned).collect()
}

/// Whether a stretch of a text stands lower or higher than the one before; programs set single letters apart too.
fn begins_row(tag: &BytesStart<'_>, row: &mut Option<String>) -> bool {
    let value = |name: &str| {
        let mut attributes = tag.attributes().flatten();
        let found = attributes.find(|attribute| attribute.key.as_ref() == name)?;
        Some(found.value.trim().to_owned())
    };
    match tag.local_name().as_ref() {
        "text" => {
            *row = value("y");
            false
        }
        "tspan" => {
            let moves = value("dy").is_some_and(|dy| !dy.trim_start_matches(['0', '.']).is_empty());
            let y = value("y");
            let is_other = y.is_some() && y != *row;
            if is_other {
                *row = y;
            }
            moves || is_other
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn each_row_of_a_text_is_a_line_and_letters_set_apart_go_together() {
        let svg = "<svg><title>图解</title><style>text{fill:red}</style><path d=\"M0 0\"/>\
            <text y=\"1\">王某 <tspan x=\"1\" y=\"1\">331023</tspan><tspan x=\"5\">1978</tspan>\
            <tspan y=\"9\">第二行</tspan><tspan dy=\"1em\">第三&#34892;</tspan></text><g>无</g>\
            <foreignObject><p>甲</p><p>乙</p></foreignObject><text><![CDATA[丙]]>\n丁</text><text>断<b";
        let expected = [
            "图解",
            "王某 3310231978",
            "第二行",
            "第三行",
            "甲",
            "乙",
            "丙 丁",
            "断",
        ];
        assert_eq!(lines(svg), expected);
    }
}
