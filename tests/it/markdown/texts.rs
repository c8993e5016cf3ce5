//! What real official texts showed when thousands of them were read, in words of our own.

use super::{html, paragraph};

#[test]
fn paragraphs_set_in_by_ideographic_spaces_need_no_empty_line() {
    let html = html("　　为规范公开工作，\n制定本办法。\n　　本办法自公布之日起施行。");
    assert_eq!(
        html,
        "<p>为规范公开工作，制定本办法。</p>\n<p>本办法自公布之日起施行。</p>"
    );
}

#[test]
fn text_pasted_with_four_spaces_is_text() {
    assert_eq!(
        html("    为规范公开工作，**（一）**甲。\n    本办法自公布之日起施行。"),
        "<p>为规范公开工作，<strong>（一）</strong>甲。</p>\n<p>本办法自公布之日起施行。</p>"
    );
}

#[test]
fn a_signature_placed_by_spaces_keeps_its_place() {
    let text = "　　　　　　　　示例县人民政府";
    assert_eq!(paragraph(text), text);
}

#[test]
fn numbered_articles_are_text() {
    for text in [
        "第一条　为了规范",
        "一、总体要求",
        "（一）加强领导",
        "1.加强领导",
        "1、加强领导",
    ] {
        assert_eq!(paragraph(text), text);
    }
}

#[test]
fn a_multiplication_within_a_sentence_keeps_its_sign() {
    for text in [
        "共40*4=160小时，即2*（N+1）",
        "折合4.87公斤 * 85%，再乘4.14公斤 * 10.75",
    ] {
        assert_eq!(paragraph(text), text);
    }
}

#[test]
fn entries_marked_by_an_asterisk_behind_them_keep_it() {
    let text = "9．甲酸*\n\n10．乙酸盐类*\n\n带有*标记的须备案。";
    let lines: Vec<_> = text
        .split("\n\n")
        .map(|line| format!("<p>{line}</p>"))
        .collect();
    assert_eq!(html(text), lines.join("\n"));
}

#[test]
fn a_contents_list_made_by_another_program_leads_to_its_headings() {
    let html = html("- [第一章 总则](#第一章-总则)\n\n## 第一章 总则");
    let (_, anchor) = html.split_once("<h2 id=\"").expect("a heading");
    let (anchor, _) = anchor.split_once('"').expect("its anchor");
    assert!(
        html.contains(&format!("<a href=\"#{anchor}\">第一章 总则</a>")),
        "{html}"
    );
}

#[test]
fn an_address_with_two_hashes_is_still_an_address() {
    let html = html("[甲](http://a.cn/#b/c#d)");
    assert!(html.contains("href=\"http://a.cn/#b/c%23d\""), "{html}");
}
