//! Raw HTML: what stays, what goes, what shows as text.

use gongkai::markdown::read;

use super::{html, paragraph};

#[test]
fn what_html_does_not_know_shows_as_text() {
    for (text, expected) in [
        (
            "县府办<县大数据局>，各乡镇<街道>",
            "县府办&lt;县大数据局&gt;，各乡镇&lt;街道&gt;",
        ),
        (
            "<zwxx>公开</zwxx>与<foo bar>",
            "&lt;zwxx&gt;公开&lt;/zwxx&gt;与&lt;foo bar&gt;",
        ),
        (
            "<!重要>与<?xml?>与<!-- 未完",
            "&lt;!重要&gt;与&lt;?xml?&gt;与&lt;!-- 未完",
        ),
        ("<script>没有完", "&lt;script&gt;没有完"),
        ("`<zwxx>`", "<code>&lt;zwxx&gt;</code>"),
        ("3<5且5>3", "3&lt;5且5&gt;3"),
    ] {
        assert_eq!(paragraph(text), expected, "{text}");
        assert!(!read(text, 0, 1).has_html, "{text}");
    }
    assert_eq!(
        html("<zwxx>\n**甲**\n</zwxx>"),
        "<p>&lt;zwxx&gt;\n<strong>甲</strong>\n&lt;/zwxx&gt;</p>"
    );
}

#[test]
fn what_is_on_the_list_stays_and_the_rest_of_html_goes() {
    for (text, expected) in [
        ("CO<sub>2</sub>m<sup>3</sup>", "CO<sub>2</sub>m<sup>3</sup>"),
        ("甲<br/>乙<BR>丙", "甲<br>乙<br>丙"),
        (
            "<abbr title=\"甲\" onclick=\"x()\">乙</abbr>",
            "<abbr title=\"甲\">乙</abbr>",
        ),
        ("<font color=red>红</font>头", "红头"),
        ("<ruby>台<rt>tāi</rt></ruby>", "<ruby>台<rt>tāi</rt></ruby>"),
        ("甲<script>alert(1)</script>乙", "甲乙"),
        ("甲<iframe src=x>丙</iframe>乙", "甲乙"),
        ("甲<!-- 密 -->乙", "甲乙"),
        ("<u>甲", "<u>甲</u>"),
        ("甲</u>乙", "甲乙"),
        ("<b>甲<i>乙</b>丙</i>", "<b>甲<i>乙</i></b><i>丙</i>"),
        (
            "<span style=\"text-align:right;color:red\">甲</span>",
            "<span class=\"gk-align-right\">甲</span>",
        ),
        (
            "<span class=\"gk-external\" id=\"gk-x\">甲</span>",
            "<span>甲</span>",
        ),
    ] {
        assert_eq!(paragraph(text), expected, "{text}");
    }
}

#[test]
fn nothing_of_a_comment_is_left_but_in_code() {
    for (text, expected) in [
        ("前<!-- 密 -->后", "<p>前后</p>"),
        ("<!-- 密\n\n密 -->\n\n后", "<p>后</p>"),
        (
            "<div>\n前<!-- 密\n\n密[密](密.doc)`密` -->后\n\n</div>",
            "<div>\n前\n<p>后</p>\n</div>",
        ),
        ("<div><!-- 密\n密 --></div>后", "<div></div>后"),
        ("`<!-- 码 -->`后", "<p><code>&lt;!-- 码 --&gt;</code>后</p>"),
    ] {
        let html = html(text);
        assert_eq!(html.trim(), expected, "{text}");
    }
}

#[test]
fn raw_links_and_pictures_are_resolved_and_reported_like_others() {
    let text = "<a href=\"https://a.cn\" onclick=\"x()\">甲</a><a href=\"javascript:x\">乙</a>\
                <img src=\"a.png\" onerror=\"x()\"><img src=\"无.png\" alt=\"丙\">";
    assert_eq!(
        paragraph(text),
        "<a href=\"https://a.cn\" class=\"gk-external\" rel=\"noopener external nofollow\">甲\
         <span class=\"gk-external-notice\">（外部链接，将离开本站）</span></a>\
         <span class=\"gk-broken\">乙</span>\
         <img src=\"a.png\" alt=\"\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\">\
         <span class=\"gk-broken\">丙</span>"
    );
    let body = read(text, 0, 1);
    let links: Vec<_> = body
        .links
        .iter()
        .map(|link| (link.destination.as_str(), link.text.as_str()))
        .collect();
    assert_eq!(links, [("https://a.cn", "甲"), ("javascript:x", "乙")]);
    let images: Vec<_> = body
        .images
        .iter()
        .map(|image| image.alternative.as_str())
        .collect();
    assert_eq!(images, ["", "丙"]);
}

#[test]
fn merged_cells_stay_within_the_table() {
    let text = "<table>\n<caption>表</caption>\n\
                <tr><th colspan=2 scope=colgroup bgcolor=red>甲</th></tr>\n\
                <tr><td rowspan=9>乙<td align=center>丙\n</table>\n\n后文";
    let html = html(text);
    assert!(html.starts_with(
        "<div class=\"gk-table\" role=\"region\" tabindex=\"0\" aria-label=\"表格 1\">"
    ));
    assert!(
        html.contains("<th colspan=\"2\" scope=\"colgroup\">甲</th>"),
        "{html}"
    );
    assert!(
        html.contains("<td>乙</td><td class=\"gk-align-center\">丙"),
        "{html}"
    );
    assert!(html.ends_with("</table></div>\n\n<p>后文</p>"), "{html}");
}

#[test]
fn a_table_of_markdown_is_the_same_beside_raw_html() {
    let cells: String = (1..=20)
        .map(|ems| format!("|{}", "条".repeat(ems)))
        .collect();
    let table = format!("{cells}|\n{}|\n{cells}|\n", "|-".repeat(20));
    let alone = html(&table);
    for ems in (4..=20).step_by(2) {
        let column = format!("<col class=\"gk-col-{ems}\">");
        assert!(alone.contains(&column), "{column} in {alone}");
    }
    for raw in [
        "甲<br>乙",
        "<details>\n甲\n</details>",
        "<script>x()</script>",
    ] {
        let html = html(&format!("{table}\n{raw}"));
        assert!(html.contains(&alone), "{html}");
    }
}

#[test]
fn an_author_gives_no_columns_and_no_classes() {
    let html = html(
        "<table class=\"gk-measured\"><colgroup class=\"gk-col-20\"><col class=\"gk-col-20\" id=\"gk-x\" span=9>\
         </colgroup><tr><td class=\"gk-col-4\">甲</td></tr></table><col class=\"gk-col-4\">",
    );
    assert!(
        !html.contains("col") && !html.contains("gk-measured"),
        "{html}"
    );
}

#[test]
fn markdown_within_details_is_read() {
    assert_eq!(
        html("<details>\n<summary>名单</summary>\n\n**（一）**甲\n\n</details>"),
        "<details>\n<summary>名单</summary>\n\n<p><strong>（一）</strong>甲</p>\n</details>"
    );
}

#[test]
fn raw_preformatted_text_scrolls_by_the_keyboard_and_does_not_end_a_link_around_it() {
    let html = html("```\n甲\n```\n\n<pre>\n乙\n</pre>\n\n<a href=\"x\"><pre>丙</pre></a>");
    let region = |count: usize| {
        format!("<pre role=\"region\" tabindex=\"0\" aria-label=\"原样文字 {count}\">")
    };
    assert!(html.contains(&format!("{}<code>甲", region(1))), "{html}");
    assert!(html.contains(&format!("{}乙", region(2))), "{html}");
    assert!(html.contains("<pre><a href=\"x\">丙</a></pre>"), "{html}");
}

#[test]
fn a_raw_heading_is_a_heading() {
    let text = "<h1>总则</h1>\n\n<h4 id=\"fu-ze\">附则</h4>";
    let body = read(text, 0, 1);
    assert_eq!(body.headings[1].anchor, "fu-ze");
    let html = html(text);
    assert!(
        html.starts_with(&format!("<h2 id=\"{}\">总则</h2>", body.headings[0].anchor)),
        "{html}"
    );
    assert!(html.ends_with("<h3 id=\"fu-ze\">附则</h3>"), "{html}");
}

#[test]
fn anchors_of_raw_html_are_unique_and_never_the_themes() {
    let text = "<a name=\"biao\"></a><span id=\"biao\">甲</span><span id=\"gk-main\">乙</span>\n\n[丙](#biao)";
    assert_eq!(read(text, 0, 1).anchors, ["biao"]);
    let html = html(text);
    assert_eq!(html.matches("id=\"biao\"").count(), 1, "{html}");
    assert!(
        !html.contains("gk-main") && html.contains("<a href=\"#biao\">丙</a>"),
        "{html}"
    );
}

#[test]
fn players_are_written_anew_with_controls_and_nothing_that_starts_alone() {
    assert_eq!(
        html(
            "<video autoplay poster=\"a.png\">\n<source src=\"a.mp4\" type=\"video/mp4\">\n</video>"
        ),
        "<video poster=\"a.png\" controls=\"\" preload=\"metadata\">\n\
         <source src=\"a.mp4\" type=\"video/mp4\">\n</video>"
    );
}

#[test]
fn nothing_left_open_reaches_the_footnotes() {
    let html = html("甲[^1]\n\n[^1]: 乙\n\n<div><table><tr><td>丙");
    assert!(html.contains("</table></div></div>"), "{html}");
    assert!(html.ends_with("</section>"), "{html}");
}

#[test]
fn a_raw_tag_stands_where_it_is_written_in_footnotes_and_quotations_too() {
    for text in [
        "\n[^1]: <table>\n    <video src=a.mp4></table>\n\n引[^1]\n",
        "> <div>\n> <img src=b.png> <img src=b.png>\n> </div>\n",
        "- <div>\n\n  <a href=c.md>丙</a>\n  </div>\n",
        "> <table>---\n> 政府<video src=a.mp4>",
    ] {
        let body = read(text, 0, 1);
        let spans = body.images.iter().map(|image| image.span);
        let spans: Vec<_> = spans
            .chain(body.links.iter().map(|link| link.span))
            .collect();
        let written = |tag: &str| {
            text.match_indices(tag)
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        };
        let wanted = [written("<video"), written("<img"), written("<a ")].concat();
        let found: Vec<usize> = spans.iter().map(|span| span.start as usize).collect();
        assert_eq!(found, wanted, "{text}");
    }
}
