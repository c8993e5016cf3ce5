//! Emphasis beside Chinese punctuation, case by case.

use super::{html, paragraph};

#[test]
fn emphasis_beside_chinese_punctuation_is_meant_and_read() {
    for (text, expected) in [
        ("**注意事项（试行）**请", "<b>注意事项（试行）</b>请"),
        (
            "**（一）**总体要求与**（二）**目标",
            "<b>（一）</b>总体要求与<b>（二）</b>目标",
        ),
        ("《**条例**》", "《<b>条例</b>》"),
        ("按照**《条例》**执行", "按照<b>《条例》</b>执行"),
        ("**“放管服”**改革", "<b>“放管服”</b>改革"),
        ("推进**“互联网+”**，", "推进<b>“互联网+”</b>，"),
        (
            "**一、总体要求。**坚持公开",
            "<b>一、总体要求。</b>坚持公开",
        ),
        (
            "**首先，**要公开；**其次，**要解读",
            "<b>首先，</b>要公开；<b>其次，</b>要解读",
        ),
        (
            "**问：**何时公开？**答：**二十个工作日内",
            "<b>问：</b>何时公开？<b>答：</b>二十个工作日内",
        ),
        ("**（一）**2020年", "<b>（一）</b>2020年"),
        ("**(一)**总体", "<b>(一)</b>总体"),
        ("共**“三公”**经费", "共<b>“三公”</b>经费"),
        ("**完成率100％**以上", "<b>完成率100％</b>以上"),
        ("**标题——**副题", "<b>标题——</b>副题"),
        ("*（试行）*请", "<em>（试行）</em>请"),
        ("请按*（试行）*，", "请按<em>（试行）</em>，"),
        ("***（重要）***通知", "<em><b>（重要）</b></em>通知"),
        ("**甲*（乙）*丙**丁", "<b>甲<em>（乙）</em>丙</b>丁"),
        ("*甲**（乙）**丙*丁", "<em>甲<b>（乙）</b>丙</em>丁"),
        (
            "**甲（乙）**丙**丁（戊）**己",
            "<b>甲（乙）</b>丙<b>丁（戊）</b>己",
        ),
        ("**注**（**重点**）", "<b>注</b>（<b>重点</b>）"),
        ("（**一**）、（**二**）", "（<b>一</b>）、（<b>二</b>）"),
        ("**重点**，其他", "<b>重点</b>，其他"),
        ("这是**重点**内容", "这是<b>重点</b>内容"),
        ("这是*重点*内容", "这是<em>重点</em>内容"),
        ("~~（旧）~~新", "<del>（旧）</del>新"),
        ("**`代码`**请", "<b><code>代码</code></b>请"),
        (
            "见**[目录](a.doc)**和",
            "见<b><a href=\"a.doc\">目录</a></b>和",
        ),
        (
            "[**（一）**甲](a.doc)",
            "<a href=\"a.doc\"><b>（一）</b>甲</a>",
        ),
        (
            "**县府办<县大数据局>**负责",
            "<b>县府办&lt;县大数据局&gt;</b>负责",
        ),
        ("**甲\\*（乙）**丙", "<b>甲*（乙）</b>丙"),
        ("\\**（一）*二", "*<em>（一）</em>二"),
        ("**a**（b）**c**", "<b>a</b>（b）<b>c</b>"),
        ("**Note:**text", "**Note:**text"),
        ("** 前有空格（一）**请", "** 前有空格（一）**请"),
    ] {
        let expected = expected
            .replace("<b>", "<strong>")
            .replace("</b>", "</strong>");
        assert_eq!(paragraph(text), expected, "{text}");
    }
}

#[test]
fn asterisks_and_tildes_that_are_no_markup_stay() {
    for text in [
        "尺寸2*3*4厘米",
        "联系电话138****1234、139****5678",
        "身份证号33102319********123X、33102319********4567",
        "王*明、李*华、张*",
        "张*、李*、王*",
        "王**，李**",
        "李*（甲村）、王*（乙村）",
        "李**（甲村）、王**（乙村）、赵**（丙村）。",
        "带*的为必填项，*号后填写",
        "甲苯*\n乙苯*\n以上带*号者须备案",
        "\\*\\*（一）\\*\\*二",
        "第（一）~（三）项、第（五）~（七）项",
        "“3”~“5”人，5~10人，9:00~11:30",
        "一律 ~ 公开 ~ 之",
    ] {
        assert_eq!(paragraph(text), text.replace('\\', ""), "{text}");
    }
}

#[test]
fn emphasis_is_read_in_every_kind_of_block() {
    for (text, expected) in [
        (
            "- **（一）**甲",
            "<ul>\n<li><strong>（一）</strong>甲</li>\n</ul>",
        ),
        (
            "1. 请**（一）**甲",
            "<ol>\n<li>请<strong>（一）</strong>甲</li>\n</ol>",
        ),
        (
            "> **注：**甲",
            "<blockquote>\n<p><strong>注：</strong>甲</p>\n</blockquote>",
        ),
        ("`**（一）**甲`", "<p><code>**（一）**甲</code></p>"),
        (
            "```\n**（一）**甲\n```",
            "<pre role=\"region\" tabindex=\"0\" aria-label=\"原样文字 1\"><code>**（一）**甲\n</code></pre>",
        ),
        (
            "    let a = b**c;\n",
            "<pre role=\"region\" tabindex=\"0\" aria-label=\"原样文字 1\"><code>let a = b**c;\n</code></pre>",
        ),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
    let table = html("|甲|乙|\n|-|-|\n|**（一）**甲|请**《乙》**|");
    assert!(table.contains("<td><strong>（一）</strong>甲</td><td>请<strong>《乙》</strong></td>"));
    let heading = html("# **（一）**总则");
    assert!(
        heading.ends_with("><strong>（一）</strong>总则</h2>"),
        "{heading}"
    );
}

#[test]
fn no_mark_is_left_in_what_is_no_text() {
    for (text, expected) in [
        (
            "[甲](<乙**（丙）**丁.doc> \"戊**（己）**庚\")",
            "<a href=\"%E4%B9%99**%EF%BC%88%E4%B8%99%EF%BC%89**%E4%B8%81.doc\" \
             title=\"戊**（己）**庚\">甲</a>",
        ),
        (
            "甲![**（乙）**丙](a.png)",
            "甲<img src=\"a.png\" alt=\"（乙）丙\" width=\"4\" height=\"3\" loading=\"lazy\" \
             decoding=\"async\">",
        ),
        (
            "<span title=\"**（乙）**丙\">甲</span>",
            "<span title=\"**（乙）**丙\">甲</span>",
        ),
        (
            "[甲**（乙]\n\n[甲**（乙]: a.doc",
            "<a href=\"a.doc\">甲**（乙</a>",
        ),
        ("甲[^**（乙）**丙]\n\n[^**（乙）**丙]: 丁", ""),
    ] {
        let html = html(text);
        assert!(!html.contains(['\u{1361}', '\u{1362}', '\u{1363}', '\u{1364}']));
        if !expected.is_empty() {
            assert_eq!(html, format!("<p>{expected}</p>"), "{text}");
        }
    }
}
