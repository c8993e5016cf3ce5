//! To whom an official document is sent (主送机关): GB/T 9704 has it at the left edge, without the indent of a paragraph.

/// How the name of one that a document is sent to ends.
const ENDINGS: &[&str] = &[
    "单位",
    "部门",
    "机关",
    "府",
    "办事处",
    "办公室",
    "局",
    "委",
    "办",
    "院",
    "会",
    "厅",
    "部",
    "处",
    "所",
    "站",
    "中心",
    "公司",
    "企业",
    "学校",
    "银行",
    "合作社",
    "村",
    "社区",
    "同志",
    "委员",
    "代表",
    "先生",
    "女士",
    "居民",
    "家庭",
    "群众",
];

/// What stands in a sentence that announces something, and in no name.
const NO_NAME: &[&str] = &["。", "；", "《", "<", "如下", "下列", "以下"];

/// Marks the paragraph at the beginning of a body that names them; only notes in brackets, such as where a document
/// was passed, may stand before it.
pub(super) fn marked(html: String) -> String {
    let mut rest = html.as_str();
    while let Some(paragraph) = rest.strip_prefix("<p>") {
        let Some((text, behind)) = paragraph.split_once("</p>\n") else {
            break;
        };
        if is_addressee(text) {
            let before = html.strip_suffix(rest).unwrap_or_default();
            return format!("{before}<p class=\"gk-addressee\">{paragraph}");
        }
        if !(text.starts_with('（') && text.ends_with('）')) {
            break;
        }
        rest = behind;
    }
    html
}

fn is_addressee(text: &str) -> bool {
    let Some(names) = text.strip_suffix(['：', ':']) else {
        return false;
    };
    let bare = match names.rsplit_once('（') {
        Some((name, note)) if note.ends_with('）') => name,
        _ => names,
    };
    ENDINGS.iter().any(|ending| bare.ends_with(ending))
        && !NO_NAME.iter().any(|word| names.contains(word))
}

#[cfg(test)]
mod tests {
    use super::marked;

    fn is_marked(html: &str, text: &str) -> bool {
        marked(html.to_owned()).contains(&format!("<p class=\"gk-addressee\">{text}</p>"))
    }

    #[test]
    fn those_a_document_is_sent_to_are_marked_at_its_beginning() {
        for names in [
            "各有关单位：",
            "各乡镇人民政府、街道办事处，县政府直属各单位：",
            "县级各部门、各乡镇人民政府、街道办事处：",
            "天台县住房和城乡建设局:",
            "陈某某（示例）代表：",
            "陈某某委员（示例）：",
            "各位居民：",
        ] {
            let first = format!("<p>{names}</p>\n<p>现通知如下：</p>\n");
            assert!(is_marked(&first, names), "{names}");
            let noted = format!("<p>（2020年3月5日通过）</p>\n{first}");
            assert!(is_marked(&noted, names), "{names}");
            let later = format!("<p>正文。</p>\n{first}");
            assert_eq!(marked(later.clone()), later);
        }
    }

    #[test]
    fn a_sentence_that_announces_something_is_a_paragraph_as_others_are() {
        for sentence in [
            "为做好普查登记，通知如下：",
            "本局主动公开下列几类信息：",
            "经研究，表彰以下单位：",
            "需要您做的：",
            "图中内容的文字说明：",
            "依据《条例》，答复申请的单位：",
            "各有关单位。",
        ] {
            let html = format!("<p>{sentence}</p>\n<p>正文。</p>\n");
            assert_eq!(marked(html.clone()), html);
        }
        for html in ["", "<p>", "<h2>各单位：</h2>\n", "<p>（注）</p>\n"] {
            assert_eq!(marked(html.to_owned()), html);
        }
    }
}
