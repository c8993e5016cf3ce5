//! Links, and where they and all else stand in the file.

use gongkai::markdown::{anchor, read};

use super::{html, paragraph};

#[test]
fn a_link_within_the_site_is_plain_and_one_that_leaves_it_says_so() {
    assert_eq!(
        paragraph("[目录](<目录 1.xlsx> \"下载\")"),
        "<a href=\"%E7%9B%AE%E5%BD%95%201.xlsx\" title=\"下载\">目录</a>"
    );
    assert_eq!(
        paragraph("[省府](https://a.cn/?a=1&b=2)"),
        "<a href=\"https://a.cn/?a=1&amp;b=2\" class=\"gk-external\" \
         rel=\"noopener external nofollow\">省府<span class=\"gk-external-notice\">\
         （外部链接，将离开本站）</span></a>"
    );
}

#[test]
fn a_link_to_nothing_or_to_danger_is_its_words_alone() {
    for text in [
        "[甲](无.doc)",
        "[甲](javascript:alert(1))",
        "[甲](JAVASCRIPT:x)",
        "[甲](java&#115;cript:x)",
        "[甲](data:text/html,x)",
        "[甲](vbscript:x)",
        "[甲](file:///etc/passwd)",
        "[甲](http://)",
    ] {
        assert_eq!(
            paragraph(text),
            "<span class=\"gk-broken\">甲</span>",
            "{text}"
        );
    }
}

#[test]
fn an_address_in_plain_text_is_a_link_and_ends_where_chinese_begins() {
    let link = |address: &str| {
        format!(
            "<a href=\"{address}\" class=\"gk-external\" rel=\"noopener external nofollow\">\
             {address}<span class=\"gk-external-notice\">（外部链接，将离开本站）</span></a>"
        )
    };
    let address = link("http://a.gov.cn/b_c.html");
    for (text, expected) in [
        ("见http://a.gov.cn/b_c.html。", format!("见{address}。")),
        ("（http://a.gov.cn/b_c.html）", format!("（{address}）")),
        (
            "**http://a.gov.cn/b_c.html**",
            format!("<strong>{address}</strong>"),
        ),
        ("<http://a.gov.cn/b_c.html>", address.clone()),
        ("`http://a.cn`", "<code>http://a.cn</code>".to_owned()),
        ("www.a.cn与http://，", "www.a.cn与http://，".to_owned()),
    ] {
        assert_eq!(paragraph(text), expected, "{text}");
    }
    assert_eq!(
        html("[http://a.cn](b.doc)"),
        "<p><a href=\"b.doc\">http://a.cn</a></p>"
    );
}

#[test]
fn an_address_behind_one_with_a_backslash_is_found_where_it_stands() {
    let text = "政府http://a.cn/x\\- 与 http://b.cn/x";
    let body = read(text, 0, 1);
    let starts = body
        .links
        .iter()
        .map(|link| text.get(link.span.start as usize..));
    let starts: Vec<&str> = starts.map(|rest| rest.expect("characters")).collect();
    assert_eq!(
        starts,
        ["http://a.cn/x\\- 与 http://b.cn/x", "http://b.cn/x"]
    );
}

#[test]
fn an_author_may_link_to_a_headings_words() {
    let text = "# 第一章 总则\n\n见[总则](#第一章 总则)、[总则](#第一章-总则)、[无](#第九章无)";
    let body = read(text, 0, 1);
    let first = &body.headings[0].anchor;
    assert_eq!(anchor(&body, "第一章-总则"), Some(first.as_str()));
    let html = html(text);
    assert!(
        html.contains(&format!("<a href=\"#{first}\">总则</a>、<span")),
        "{html}"
    );
}

#[test]
fn links_do_not_hold_links() {
    let html = html("[甲 http://a.cn 乙](b.doc)<a href=x>丁[戊](c.doc)[^1]</a>\n\n[^1]: 丙");
    assert!(
        html.contains("<a href=\"b.doc\">甲 http://a.cn 乙</a>"),
        "{html}"
    );
    assert!(
        html.contains("<a href=\"x\">丁戊<sup>1</sup></a>"),
        "{html}"
    );
}

#[test]
fn what_was_meant_for_a_link_is_reported_where_it_stands() {
    let text = "正文。\n\n见[附件](附件 1.xlsx)与[表]（表2.doc），国发[2020]（试行）。\n\n`[甲](乙 丙.doc)`";
    let body = read(text, 0, 1);
    let near: Vec<_> = body
        .near_links
        .iter()
        .map(|near| near.destination.as_str())
        .collect();
    assert_eq!(near, ["附件 1.xlsx", "表2.doc"]);
    let span = body.near_links[1].span;
    assert_eq!(
        &text[span.start as usize..span.end as usize],
        "[表]（表2.doc）"
    );
    assert_eq!((span.line, span.character), (3, 18));
}

#[test]
fn positions_count_from_the_start_of_the_file_and_skip_no_mark() {
    let front = "---\ntitle: 甲\n---\n";
    let text = "**（一）**总体3*4 [附件](a.doc)\n\n# **（二）**目标\n\n![图](b.png)，http://a.cn/。\n\n\
                <a href=\"c.doc\">丙</a>\n\n　　第二段。\n　　见[丁](d.doc)\n\n    四格[戊](e.doc)\n";
    let file = format!("{front}{text}");
    let body = read(text, front.len(), 4);
    let at = |span: gongkai::model::Span| &file[span.start as usize..span.end as usize];
    let links: Vec<_> = body
        .links
        .iter()
        .map(|link| (at(link.span), link.span.line))
        .collect();
    assert_eq!(
        links,
        [
            ("[附件](a.doc)", 4),
            ("http://a.cn/", 8),
            ("<a href=\"c.doc\">", 10),
            ("[丁](d.doc)", 13),
            ("[戊](e.doc)", 15),
        ]
    );
    assert_eq!(body.links[0].span.character, 14);
    assert!(at(body.headings[0].span).starts_with("# **（二）**目标"));
    assert_eq!(body.headings[0].text, "（二）目标");
    assert_eq!(at(body.images[0].span), "![图](b.png)");
}
