//! What holds for every text, however it is made.

use std::collections::HashSet;

use gongkai::markdown::read;
use proptest::prelude::*;

use super::html;

/// Pieces of which texts are made, so that markup meets markup.
const PIECES: [&str; 84] = [
    "政府",
    "信息",
    "，",
    "。",
    "（一）",
    "《",
    "》",
    "“",
    "”",
    "文",
    "a",
    "2020",
    " ",
    "**",
    "*",
    "***",
    "~~",
    "~",
    "_",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "> ",
    "# ",
    "### ",
    "|",
    "\n|-|-|\n",
    "`",
    "```\n",
    "[",
    "](a.doc)",
    "](b c.doc)",
    "![",
    "](a.png)",
    "](v.mp4)",
    "](javascript:x)",
    "[^1]",
    "\n\n[^1]: ",
    "\\",
    "&lt;",
    "&#42;",
    "    ",
    "　　",
    "http://a.cn/x",
    "{#ab}",
    "- [ ] ",
    "---\n",
    "<b>",
    "</b>",
    "<table>",
    "</table>",
    "<tr>",
    "<td colspan=2>",
    "<td rowspan=3>",
    "<th>",
    "<ul>",
    "<li>",
    "</ul>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<details>",
    "<summary>",
    "<a href=x>",
    "<a name=q>",
    "</a>",
    "<h1>",
    "</h1>",
    "<ruby>",
    "<rt>",
    "<video src=a.mp4>",
    "<img src=a.png onerror=x>",
    "<br>",
    "<caption>",
    "<pre>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<zwxx>",
    "<县>",
    "\u{1361}",
];

/// Elements without an end.
const VOID: [&str; 7] = ["br", "col", "hr", "img", "input", "source", "track"];

fn texts() -> impl Strategy<Value = String> {
    let made = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40);
    prop_oneof![made.prop_map(|pieces| pieces.concat()), any::<String>()]
}

/// The tags of well-formed HTML, without their brackets.
fn tags(html: &str) -> Vec<&str> {
    html.split('<')
        .skip(1)
        .map(|tag| tag.split('>').next().unwrap_or_default())
        .collect()
}

/// Letters and digits that are no ASCII, in order.
fn letters(text: &str) -> String {
    let is_own = |letter: &char| letter.is_alphanumeric() && !letter.is_ascii();
    text.chars().filter(is_own).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn every_element_is_closed_in_turn_and_every_id_is_one_of_a_kind(text in texts()) {
        let html = html(&text);
        let mut open = Vec::new();
        let mut ids = HashSet::new();
        for tag in tags(&html) {
            let name = tag.split(' ').next().unwrap_or_default();
            if let Some(name) = name.strip_prefix('/') {
                prop_assert_eq!(open.pop(), Some(name), "{}", html);
                continue;
            }
            if let Some((_, id)) = tag.split_once(" id=\"") {
                prop_assert!(ids.insert(id.split('"').next()), "{}", html);
            }
            prop_assert!(!(matches!(name, "p" | "a") && open.contains(&name)), "{}", html);
            if !VOID.contains(&name) {
                open.push(name);
            }
        }
        prop_assert!(open.is_empty(), "{}", html);
    }

    #[test]
    fn nothing_dangerous_comes_through(text in texts()) {
        for tag in tags(&html(&text)) {
            prop_assert!(!tag.starts_with("script") && !tag.starts_with("iframe"), "{}", tag);
            // Between quotation marks stands a value: a picture's words may well say `onerror=x`.
            let parts: Vec<&str> = tag.split('"').collect();
            prop_assert!(parts.len() % 2 == 1, "a value is not closed: {}", tag);
            let is_handler = |outside: &&str| outside.contains(" on");
            prop_assert!(!parts.iter().step_by(2).any(is_handler), "{}", tag);
            prop_assert!(!tag.contains("=\"javascript:"), "{}", tag);
        }
    }

    #[test]
    fn no_mark_comes_out_that_did_not_go_in(text in texts()) {
        let marks = ['\u{1361}', '\u{1362}', '\u{1363}', '\u{1364}', '\u{1801}', '\u{A874}'];
        let count = |text: &str| text.matches(marks).count();
        let html = html(&text);
        prop_assert!(text.contains("<!--") || count(&html) <= 2 * count(&text), "{}", html);
        for link in &read(&text, 0, 1).links {
            prop_assert!(count(&link.destination) + count(&link.text) <= 2 * count(&text));
        }
    }

    #[test]
    fn positions_point_at_what_they_are_of(text in texts(), front in "[a甲\n]{0,20}") {
        let lines = front.matches('\n').count() + 1;
        let file = format!("{front}{text}");
        let body = read(&text, front.len(), lines);
        let links = body.links.iter().map(|link| (link.span, &["[", "<", "http"][..]));
        let images = body.images.iter().map(|image| (image.span, &["![", "<"][..]));
        for (span, starts) in links.chain(images) {
            let found = file.get(span.start as usize..span.end as usize);
            let found = found.expect("whole characters");
            prop_assert!(starts.iter().any(|start| found.starts_with(start)), "{}", found);
            let before = &file[..span.start as usize];
            prop_assert_eq!(before.matches('\n').count() + 1, span.line as usize);
        }
        for heading in &body.headings {
            prop_assert!(file.get(heading.span.start as usize..heading.span.end as usize).is_some());
        }
    }

    #[test]
    fn not_a_word_is_lost(text in "([政府信息公开甲乙丙，。（）《》“”：、年*_~#>| \n　-]|\\*\\*|<县>|<zwxx>|　　|    ){0,60}") {
        prop_assume!(!text.contains("~~~"));
        let html = html(&text);
        let shown: String = html
            .split('<')
            .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
            .collect();
        prop_assert_eq!(letters(&shown), letters(&text), "{}", html);
    }

    #[test]
    fn a_text_without_markup_is_its_own_html(text in "[政府信息公开，。（）《》“”：、2020年]{1,60}") {
        prop_assert_eq!(html(&text), format!("<p>{text}</p>"));
    }
}
