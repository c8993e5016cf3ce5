//! A Markdown file in two: the YAML between `---` lines, and the body.

use super::fault::{EMPTY_FILE, NO_FRONT_MATTER, UNCLOSED_FRONT_MATTER};
use super::reading::Reading;
use super::yaml::Part;
use crate::model::Span;

/// The two parts, each with where it begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Halves<'t> {
    /// The YAML.
    pub(super) front: Part<'t>,
    /// The Markdown.
    pub(super) body: Part<'t>,
}

/// Splits the text of an item; none after a fault that has been reported.
pub(super) fn split<'t>(text: &'t str, reading: &Reading) -> Option<Halves<'t>> {
    let whole = Part::whole(text);
    if whole.text.trim().is_empty() {
        let help = "填写标题、类型等内容，或者删去这个文件";
        reading.report_file(EMPTY_FILE, "文件是空的", help);
        return None;
    }
    let mut lines = whole.text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if !is_fence(first) {
        report_no_front(text, whole, reading);
        return None;
    }
    let begin = first.len();
    let mut end = begin;
    for (index, line) in lines.enumerate() {
        if is_fence(line) {
            let front = whole.text.get(begin..end)?;
            let body = whole.text.get(end + line.len()..)?;
            return Some(Halves {
                front: Part {
                    text: front,
                    offset: whole.offset + begin,
                    lines: 1,
                },
                body: Part {
                    text: body,
                    offset: whole.offset + end + line.len(),
                    lines: index + 2,
                },
            });
        }
        end += line.len();
    }
    let message = "开头的“---”没有配对的结束行，后面的内容都会被当作属性";
    let help = "在属性的最后一行之后另起一行，只写三个减号：---";
    let span = Span::new(whole.offset, whole.offset + first.trim_end().len(), 1, 1);
    reading.report(UNCLOSED_FRONT_MATTER, span, message, help);
    None
}

/// Whether a line parts front matter from body.
pub(super) fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn report_no_front(text: &str, whole: Part<'_>, reading: &Reading) {
    let skipped = whole.text.len() - whole.text.trim_start().len();
    let first = whole.text.trim_start().lines().next().unwrap_or_default();
    let start = whole.offset + skipped;
    let span = Span::locate(text, start, start + first.trim_end().len());
    let dashes = first.trim_end().chars().all(|c| "-－—–−_".contains(c));
    let (message, help) = match first.trim_end() {
        "---" => (
            "第一行的“---”前面有空行",
            "删去文件开头的空行，让“---”成为第一行",
        ),
        // An input method or a word processor turns hyphens into dashes.
        _ if dashes => (
            "第一行不是三个半角减号",
            "切换到英文输入法，第一行只写三个减号：---",
        ),
        _ => (
            "文件开头没有属性部分，不知道它的标题和类型",
            "第一行写三个减号 ---，接着每行一个“键: 值”，再用一行 --- 结束；可用 gongkai new 生成",
        ),
    };
    reading.report(NO_FRONT_MATTER, span, message, help);
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::load::reading::Reading;

    #[test]
    fn each_half_knows_where_it_begins() {
        for newline in ["\n", "\r\n"] {
            let text = [
                "\u{feff}---",
                "title: 甲",
                "---  ",
                "",
                "正文 --- 甲",
                "---",
                "",
            ]
            .join(newline);
            let reading = Reading::new("a.md");
            let halves = split(&text, &reading).expect("two halves");
            assert_eq!(halves.front.text.trim_end(), "title: 甲");
            assert_eq!(
                text.get(halves.front.offset..)
                    .and_then(|rest| rest.chars().next()),
                Some('t')
            );
            assert_eq!((halves.front.lines, halves.body.lines), (1, 3));
            assert!(halves.body.text.trim_start().starts_with("正文"));
            assert_eq!(text.len(), halves.body.offset + halves.body.text.len());
        }
    }
}
