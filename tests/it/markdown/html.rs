//! Headings, lists, tables, figures and footnotes.

use gongkai::markdown::read;

use super::{html, paragraph};

/// The levels at which headings of these levels stand on the page.
fn levels(written: &[usize]) -> Vec<char> {
    let text: String = written
        .iter()
        .map(|level| format!("{} 标题\n\n", "#".repeat(*level)))
        .collect();
    let html = html(&text);
    html.split("<h")
        .skip(1)
        .filter_map(|heading| heading.chars().next())
        .collect()
}

#[test]
fn headings_stand_below_the_title_and_leave_no_level_out() {
    assert_eq!(levels(&[1, 2, 2, 3, 1]), ['2', '3', '3', '4', '2']);
    assert_eq!(levels(&[2, 5, 5, 3, 2]), ['2', '3', '3', '3', '2']);
    assert_eq!(levels(&[3, 2, 1]), ['2', '2', '2']);
    assert_eq!(levels(&[1, 2, 3, 4, 5, 6]), ['2', '3', '4', '5', '6', '6']);
}

#[test]
fn anchors_are_the_same_when_other_headings_change() {
    let anchors = |text: &str| {
        let body = read(text, 0, 1);
        let anchors = body.headings.iter().map(|heading| heading.anchor.clone());
        anchors.collect::<Vec<_>>()
    };
    let before = anchors("# 总则\n\n# 附则\n\n# 附则");
    let after = anchors("# 总则（修订）\n\n# 新增\n\n# 附则\n\n# 附则");
    assert_eq!(before[1..], after[2..]);
    assert!(before.iter().all(|anchor| anchor.is_ascii()));
}

#[test]
fn a_heading_keeps_its_braces_unless_they_name_it() {
    assert_eq!(html("# 总则 {#zong-ze}"), "<h2 id=\"zong-ze\">总则</h2>");
    assert!(html("# 通知 {试行}").ends_with(">通知 {试行}</h2>"));
    assert!(html("# 通知 {.red}").ends_with(">通知 {.red}</h2>"));
}

#[test]
fn a_heading_without_words_is_none() {
    assert_eq!(html("#\n\n甲"), "<p></p>\n<p>甲</p>");
    assert!(read("#\n\n甲", 0, 1).headings.is_empty());
}

#[test]
fn a_table_scrolls_in_a_named_region_and_aligns_by_class_numbers_by_one_a_column() {
    assert_eq!(
        html("|事项|数量|\n|:-:|--:|\n|甲||\n"),
        "<div class=\"gk-table\" role=\"region\" tabindex=\"0\" aria-label=\"表格 1\">\n\
         <table class=\"gk-measured gk-right-2\">\n\
         <colgroup><col class=\"gk-col-4\"><col class=\"gk-col-4\"></colgroup>\n<thead>\n\
         <tr><th scope=\"col\" class=\"gk-align-center\">事项</th>\
         <th scope=\"col\">数量</th></tr>\n</thead>\n<tbody>\n\
         <tr><td class=\"gk-align-center\">甲</td><td></td></tr>\n\
         </tbody>\n</table>\n</div>"
    );
    let wide = format!("{}|\n{}|\n", "|列".repeat(11), "|--:".repeat(11));
    assert!(html(&wide).contains("gk-right-8 gk-right-9\">"));
    assert_eq!(html(&wide).matches("class=\"gk-align-right\"").count(), 2);
}

#[test]
fn a_head_without_words_is_left_out_and_an_empty_cell_of_it_is_no_head() {
    assert!(!html("|||\n|-|-|\n|甲|乙|").contains("<thead>"));
    assert!(html("||数量|\n|-|-|\n|甲|乙|").contains("<tr><td></td><th scope=\"col\">数量</th>"));
}

#[test]
fn tasks_say_whether_they_are_done() {
    assert_eq!(
        html("- [x] 编制\n- [ ] 公布"),
        "<ul>\n\
         <li class=\"gk-task\"><input type=\"checkbox\" disabled checked aria-label=\"已完成\"> 编制</li>\n\
         <li class=\"gk-task\"><input type=\"checkbox\" disabled aria-label=\"未完成\"> 公布</li>\n\
         </ul>"
    );
}

#[test]
fn an_image_alone_is_a_figure_with_its_title_as_caption() {
    let image = "<img src=\"a.png\" alt=\"图\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\">";
    assert_eq!(
        html("![图](a.png \"说明\")"),
        format!("<figure class=\"gk-figure\">{image}<figcaption>说明</figcaption></figure>")
    );
    assert_eq!(
        html("![图](a.png)"),
        format!("<figure class=\"gk-figure\">{image}</figure>")
    );
    assert_eq!(paragraph("见![图](a.png)"), format!("见{image}"));
    assert_eq!(
        paragraph("![图](无.png)"),
        "<span class=\"gk-broken\">图</span>"
    );
}

#[test]
fn a_picture_wider_than_a_phone_leads_to_itself() {
    let image = |size| {
        let rest = format!("{size} loading=\"lazy\" decoding=\"async\">");
        format!("<img src=\"wide.png\" alt=\"流程图\"{rest}")
    };
    let whole = image(" width=\"1200\" height=\"900\"");
    let opens = |image: &str| format!("<a href=\"wide.png\" title=\"看大图\">{image}</a>");
    assert_eq!(
        html("![流程图](wide.png)"),
        format!("<figure class=\"gk-figure\">{}</figure>", opens(&whole))
    );
    assert_eq!(
        paragraph("见<img src=\"wide.png\" alt=\"流程图\" width=\"300\" height=\"225\">"),
        format!("见{}", opens(&image(" width=\"300\" height=\"225\"")))
    );
    // What is a link already, and what has no name to lead by, stays as it was.
    assert_eq!(
        paragraph("[![流程图](wide.png)](a.doc)"),
        format!("<a href=\"a.doc\">{whole}</a>")
    );
    assert!(!html("![](wide.png)").contains("<a "));
}

#[test]
fn sound_and_film_have_players_with_labels_and_a_link_behind() {
    assert_eq!(
        html("![政策解读](a.mp4)"),
        "<figure class=\"gk-figure\"><video controls preload=\"metadata\" src=\"a.mp4\" \
         aria-label=\"政策解读\"><a href=\"a.mp4\">政策解读</a></video></figure>"
    );
    assert_eq!(
        paragraph("听![](a.MP3)"),
        "听<audio controls preload=\"metadata\" src=\"a.MP3\" aria-label=\"音频\">\
         <a href=\"a.MP3\">音频</a></audio>"
    );
}

#[test]
fn footnotes_lead_there_and_back_and_none_is_lost() {
    let html = html("甲[^1]乙[^2]丙[^1]丁[^无]\n\n[^2]: 第二\n[^1]: 第一**（款）**项\n[^3]: 第三");
    let back = "<a class=\"gk-footnote-back\" href=\"#gk-fnref-1\" role=\"doc-backlink\" \
                aria-label=\"返回正文中脚注 1 的第 1 处\">";
    for part in [
        "甲<sup class=\"gk-footnote-ref\"><a href=\"#gk-fn-1\" id=\"gk-fnref-1\" aria-label=\"脚注 1\">1</a></sup>",
        "丙<sup class=\"gk-footnote-ref\"><a href=\"#gk-fn-1\" id=\"gk-fnref-1-2\"",
        "丁[^无]</p>",
        "<section class=\"gk-footnotes\" role=\"doc-endnotes\" aria-label=\"脚注\">",
        "<li id=\"gk-fn-1\"><p>第一<strong>（款）</strong>项 <a",
        back,
        "<li id=\"gk-fn-2\"><p>第二 <a",
        "<li id=\"gk-fn-3\"><p>第三</p>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn what_markdown_knows_besides_is_written_plainly() {
    for (text, expected) in [
        ("甲\n乙  \n丙", "<p>甲乙<br>\n丙</p>"),
        ("甲\nB\n丙", "<p>甲\nB\n丙</p>"),
        ("---", "<hr>"),
        (
            "3. 甲\n4. 乙",
            "<ol start=\"3\">\n<li>甲</li>\n<li>乙</li>\n</ol>",
        ),
        (
            "```text x\na<b\n```",
            "<pre role=\"region\" tabindex=\"0\" aria-label=\"原样文字 1\"><code class=\"language-text\">a&lt;b\n</code></pre>",
        ),
        ("\"甲\"--乙...", "<p>&quot;甲&quot;--乙...</p>"),
        ("&copy;&nbsp;甲", "<p>©\u{A0}甲</p>"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}
